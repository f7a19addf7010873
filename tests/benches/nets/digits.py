"""Lesson 06: its classifier against scikit-learn's, and ten of them against one."""

from functools import cache, partial

import numpy as np

from benches.nets import others
from benches.turns import Work
from course.digits import net
from course.digits.data import published
from course.eleven.net import stack

digits = cache(published)


def classifier(epochs: int, networks: int = 1) -> None:
    """64-32-16-10, batches of 25, plain descent, loss included."""
    starts = [net.init(np.random.default_rng(seed), std=0.1) for seed in range(networks)]
    run = net.train(
        digits().X,
        net.one_hot(digits().labels),
        params=starts[0] if networks == 1 else stack(starts),
        epochs=epochs,
        rng=np.random.default_rng(0),
    )
    for _ in run:
        pass


def by_sklearn(epochs: int) -> None:
    others.sklearn(
        digits().X, digits().labels,
        hidden=net.SIZES[1:-1], activation="relu", alpha=0.01, batch=25, epochs=epochs,
    )  # fmt: skip


def by_torch(epochs: int) -> None:
    others.torch(
        digits().X, digits().labels,
        sizes=net.SIZES, activation="ReLU", alpha=0.01, batch=25, epochs=epochs,
    )  # fmt: skip


WORK: Work = {
    "ours": (classifier, 20),
    "ten": (partial(classifier, networks=10), 20),
    "MLPClassifier": (by_sklearn, 20),
    **({"PyTorch": (by_torch, 20)} if others.TORCH else {}),
}
PAIRS = tuple(
    (name, "ours", f"an epoch of the digit classifier: {words} ours")
    for name, words in (
        ("MLPClassifier", "scikit-learn's MLPClassifier, the same work, against"),
        ("PyTorch", "PyTorch, the same work, against"),
        ("ten", "ten of them stacked against one of"),
    )
    if name in WORK
)
