"""Lesson 08: the three ways through MNIST, scikit-learn's, and what the bare products take."""

from functools import cache, partial

import numpy as np

from benches.nets import others
from benches.turns import Work
from course.digits.net import minibatches, one_hot
from course.rows import data, loops, net, vectors
from course.rows.timing import bare_products

FLOATS = ("float64", "float32")
products = cache(bare_products)  # its numbers are drawn once


@cache
def pictures(kind: str = "float64") -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The 5,000 digits, their targets and their labels."""
    loaded = data.load()
    return loaded.X.astype(kind), one_hot(loaded.labels).astype(kind), loaded.labels


def matrices(epochs: int, kind: str) -> None:
    """784-100-10, batches of 100, plain descent, loss included."""
    X, y, _ = pictures(kind)
    rng = np.random.default_rng(0)
    dtype = np.dtype(kind).type
    for _ in net.train(X, y, cost="softmax", batch=100, epochs=epochs, dtype=dtype, rng=rng):
        pass


def one_by_one(epochs: int) -> None:
    """The same mini-batches, one example at a time, on a tenth of the digits."""
    X, y, _ = pictures()
    start = net.init(np.random.default_rng(0))
    for _ in range(epochs):
        dealt = minibatches(np.random.default_rng(0), len(X) // 10, 100)
        start = vectors.epoch(start, X, y, dealt, alpha=0.5, cost="softmax")


def in_tens(rows: int) -> tuple:
    """First weights, so many digits and their targets, and how they are dealt."""
    X, y = (part[:rows] for part in pictures()[:2])
    dealt = minibatches(np.random.default_rng(0), rows, 10)
    return net.init(np.random.default_rng(0)), X, y, dealt


def weight_by_weight(rows: int) -> None:
    """An epoch of so many digits in batches of 10, in loops: a step of it is a row."""
    loops.epoch(*in_tens(rows), alpha=0.5)


def with_vectors(rows: int) -> None:
    """The same, one example at a time."""
    vectors.epoch(*in_tens(rows), alpha=0.5)


def in_batches(rows: int) -> None:
    """The same, a mini-batch at a time."""
    start, X, y, _ = in_tens(rows)
    for _ in net.train(X, y, params=start, batch=10, epochs=1, rng=np.random.default_rng(0)):
        pass


def by_sklearn(epochs: int, kind: str) -> None:
    """Sigmoids and softmax, as ours."""
    X, _, labels = pictures(kind)
    others.sklearn(
        X, labels,
        hidden=net.SIZES[1:-1], activation="logistic", alpha=0.5, batch=100, epochs=epochs,
    )  # fmt: skip


def by_torch(epochs: int, kind: str) -> None:
    X, _, labels = pictures(kind)
    others.torch(
        X, labels, sizes=net.SIZES, activation="Sigmoid", alpha=0.5, batch=100, epochs=epochs
    )


def bare(epochs: int, kind: str) -> None:
    """The matrix products of those epochs, and nothing else."""
    run = products(len(pictures(kind)[0]), 100, dtype=np.dtype(kind).type)
    for _ in range(epochs):
        run()


BY = {"ours": matrices, "MLPClassifier": by_sklearn, "bare products": bare} | (
    {"PyTorch": by_torch} if others.TORCH else {}
)
WORK: Work = {
    **{
        f"{who}, {kind}": (partial(run, kind=kind), 3) for kind in FLOATS for who, run in BY.items()
    },
    "a tenth": (one_by_one, 1),
    "weight by weight": (weight_by_weight, 20),  # it takes a second
    "one example": (with_vectors, 1_000),
    "batches of 10": (in_batches, 1_000),
}
PAIRS = (
    *(
        (f"{first}, {kind}", f"{second}, {kind}", f"an epoch of MNIST, {kind}: {words}")
        for kind in FLOATS
        for first, second, words in (
            ("MLPClassifier", "ours", "scikit-learn's MLPClassifier, the same work, against ours"),
            ("PyTorch", "ours", "PyTorch, the same work, against ours"),
            ("ours", "bare products", "ours against bare products"),
        )
        if first in BY
    ),
    (
        "MLPClassifier, float64",
        "ours, float32",
        "an epoch of MNIST: MLPClassifier in its usual float64 against ours in float32",
    ),
    (
        "a tenth",
        "ours, float64",
        "MNIST: a tenth of it one example at a time against all of it in batches",
    ),
    ("weight by weight", "batches of 10", "a row of MNIST: weight by weight against batches of 10"),
    ("one example", "batches of 10", "a row of MNIST: one example at a time against batches of 10"),
)
