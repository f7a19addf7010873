"""What things cost on this machine, in one run. Ratios first: they travel, seconds do not.

``make bench`` prints a table. Nothing here is asserted; a slow machine is not a wrong one.
"""

import importlib.util
import platform
import time
import warnings
from collections.abc import Callable
from functools import partial
from itertools import islice, pairwise

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from course.addition.panel import AdditionPanel
from course.descent import net as descent, panel as descent_panels
from course.digits import net as digits_net, panel as digits_panels
from course.digits.data import published
from course.dropout import data, net as dropout
from course.dropout.panel import DropoutPanel
from course.eleven import net
from course.eleven.panel import ElevenPanel
from course.graveyard.panel import GravePanel
from course.kit.live import Panel
from course.rows import data as mnist, loops, net as rows_net, vectors
from course.rows.panel import RowsPanel
from course.rows.timing import bare_products
from course.stack import net as stack, own
from course.stack.memories import MEMORIES, Memory
from course.stack.panel import HandPanel, LearnPanel

ALPHAS = np.array(descent.ALPHAS)
DIGITS = data.digits(np.random.default_rng(0))
SPLIT = published()
ONE_HOT = digits_net.one_hot(SPLIT.labels)
PICTURES = mnist.load()
FLOATS = (np.float64, np.float32)
MNIST = {
    dtype: (PICTURES.X.astype(dtype), digits_net.one_hot(PICTURES.labels).astype(dtype))
    for dtype in FLOATS
}
Y = net.TARGETS["XOR"]


def microseconds(
    work: dict[str, tuple[Callable[[int], object], int]], tries: int = 20
) -> dict[str, float]:
    """The best of many short tries, for one step of each.

    All take turns, so that whatever else the machine does slows them alike.
    """
    best = dict.fromkeys(work, float("inf"))
    for _ in range(tries):
        for name, (run, steps) in work.items():
            began = time.perf_counter()
            run(steps)
            best[name] = min(best[name], 1e6 * (time.perf_counter() - began) / steps)
    return best


def plain_loops(steps: int) -> None:
    """The eleven-line network on lists of floats, one multiplication at a time."""
    from math import exp

    rows, targets = net.X.tolist(), Y.ravel().tolist()
    start = net.init(np.random.RandomState(1))
    W0, W1 = start["W0"].tolist(), start["W1"].ravel().tolist()
    for _ in range(steps):
        change0, change1 = [[0.0] * 4 for _ in range(3)], [0.0] * 4
        for x, y in zip(rows, targets, strict=True):
            h = [1 / (1 + exp(-sum(x[i] * W0[i][j] for i in range(3)))) for j in range(4)]
            p = 1 / (1 + exp(-sum(h[j] * W1[j] for j in range(4))))
            delta1 = (p - y) * p * (1 - p)
            for j in range(4):
                delta0 = delta1 * W1[j] * h[j] * (1 - h[j])
                change1[j] += h[j] * delta1
                for i in range(3):
                    change0[i][j] += x[i] * delta0
        for j in range(4):
            W1[j] -= change1[j]
            for i in range(3):
                W0[i][j] -= change0[i][j]


def eleven_lines(steps: int) -> None:
    """The bare loop of the lesson's eleven-line cell, without its report."""
    rng = np.random.RandomState(1)
    W0, W1 = 2 * rng.random_sample((3, 4)) - 1, 2 * rng.random_sample((4, 1)) - 1
    X, y = net.X, Y
    for _ in range(steps):
        h = 1 / (1 + np.exp(-(X @ W0)))
        p = 1 / (1 + np.exp(-(h @ W1)))
        delta1 = (p - y) * p * (1 - p)
        delta0 = delta1 @ W1.T * h * (1 - h)
        W0, W1 = W0 - X.T @ delta0, W1 - h.T @ delta1


def numpy_rows(steps: int) -> None:
    """The course's own training loop, loss and error included."""
    for _ in net.train(net.X, Y, steps=steps, rng=np.random.RandomState(1)):
        pass


def seven_in_turn(steps: int) -> None:
    for alpha in ALPHAS:
        for _ in net.train(net.X, Y, alpha=alpha, steps=steps, rng=np.random.RandomState(1)):
            pass


def seven_stacked(steps: int) -> None:
    networks = net.stack([net.init(np.random.RandomState(1)) for _ in ALPHAS])
    for _ in net.train(net.X, Y, alpha=ALPHAS[:, None, None], steps=steps, params=networks):
        pass


def counted_in_turn(steps: int, hidden: int) -> None:
    """The sweep of lesson 02, which counts sign changes, one alpha after the other."""
    for alpha in descent.ALPHAS:
        for _ in descent.sweep(net.X, Y, alphas=(alpha,), hidden=hidden, steps=steps):
            pass


def counted_stacked(steps: int, hidden: int) -> None:
    """The same, all seven at once."""
    for _ in descent.sweep(net.X, Y, hidden=hidden, steps=steps):
        pass


def updates(steps: int, optimiser: str) -> None:
    """What an optimiser does to 100 weights, without the network that gives the slopes."""
    update = descent.OPTIMISERS[optimiser]
    slopes = np.linspace(-1, 1, 100)
    memory = descent.begin(slopes)
    for t in range(1, steps + 1):
        _, kept = update(slopes, memory, 0.1, t)
        memory |= kept


def masked(steps: int, rate: float) -> None:
    """Training on the two hundred digits of lesson 03."""
    run = dropout.train(
        DIGITS.X, DIGITS.y, hidden=100, rate=rate, steps=steps, rng=np.random.default_rng(0)
    )
    for _ in run:
        pass


def remembered(steps: int, memory: Memory, runs: int | None = None) -> None:
    """Training of the controller of lesson 05, one network or several side by side."""
    rng = np.random.default_rng(0)
    for _ in stack.train(stack.init(rng, memory=memory, runs=runs), memory=memory, steps=steps,
                         rng=rng):  # fmt: skip
        pass


def classifier(epochs: int, networks: int = 1) -> None:
    """The network of lesson 06: 64-32-16-10, batches of 25, plain descent, loss included."""
    starts = [digits_net.init(np.random.default_rng(seed), std=0.1) for seed in range(networks)]
    run = digits_net.train(
        SPLIT.X,
        ONE_HOT,
        params=starts[0] if networks == 1 else net.stack(starts),
        epochs=epochs,
        rng=np.random.default_rng(0),
    )
    for _ in run:
        pass


def classifier_of_sklearn(epochs: int) -> None:
    """The same work by scikit-learn, its momentum, its penalty and its early end switched off."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many epochs were asked for
        MLPClassifier(
            digits_net.SIZES[1:-1],
            solver="sgd",
            learning_rate_init=0.01,
            momentum=0,
            alpha=0,
            batch_size=25,
            max_iter=epochs,
            n_iter_no_change=epochs + 1,
            random_state=0,
        ).fit(SPLIT.X, SPLIT.labels)


def classifier_of_torch(epochs: int) -> None:
    """The same work by PyTorch, if it is installed: it is no part of this course."""
    import torch

    torch.manual_seed(0)
    layers: list = []
    for fan_in, fan_out in pairwise(digits_net.SIZES):
        layers += [torch.nn.Linear(fan_in, fan_out, dtype=torch.float64), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    X, labels = torch.tensor(SPLIT.X), torch.tensor(SPLIT.labels)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(epochs):
        for rows in torch.randperm(len(X)).split(25):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(model(X[rows]), labels[rows]).backward()
            optimiser.step()


def rows_of_mnist(epochs: int, dtype: type = np.float64, cost: str = "softmax") -> None:
    """The network of lesson 08: 784-100-10, batches of 100, plain descent, loss included."""
    X, y = MNIST[dtype]
    for _ in rows_net.train(
        X, y, cost=cost, batch=100, epochs=epochs, dtype=dtype, rng=np.random.default_rng(0)
    ):
        pass


def rows_one_by_one(epochs: int) -> None:
    """The same mini-batches, one example at a time, on a tenth of the digits."""
    X, y = MNIST[np.float64]
    start = rows_net.init(np.random.default_rng(0))
    for _ in range(epochs):
        dealt = digits_net.minibatches(np.random.default_rng(0), len(X) // 10, 100)
        start = vectors.epoch(start, X, y, dealt, alpha=0.5, cost="softmax")


def rows_weight_by_weight(rows: int) -> None:
    """An epoch of so many digits in batches of 10, in loops: a step of it is a row."""
    loops.epoch(*rows_in_tens(rows), alpha=0.5)


def rows_with_vectors(rows: int) -> None:
    """The same, one example at a time."""
    vectors.epoch(*rows_in_tens(rows), alpha=0.5)


def rows_in_batches(rows: int) -> None:
    """The same, a mini-batch at a time."""
    start, X, y, _ = rows_in_tens(rows)
    for _ in rows_net.train(X, y, params=start, batch=10, epochs=1, rng=np.random.default_rng(0)):
        pass


def rows_in_tens(rows: int) -> tuple:
    """First weights, so many digits and their targets, and how they are dealt."""
    X, y = (part[:rows] for part in MNIST[np.float64])
    dealt = digits_net.minibatches(np.random.default_rng(0), rows, 10)
    return rows_net.init(np.random.default_rng(0)), X, y, dealt


def rows_of_sklearn(epochs: int, dtype: type = np.float64) -> None:
    """The same work by scikit-learn: sigmoids, softmax, no momentum, penalty or early end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many epochs were asked for
        MLPClassifier(
            rows_net.SIZES[1:-1],
            activation="logistic",
            solver="sgd",
            learning_rate_init=0.5,
            momentum=0,
            alpha=0,
            batch_size=100,
            max_iter=epochs,
            n_iter_no_change=epochs + 1,
            random_state=0,
        ).fit(MNIST[dtype][0], PICTURES.labels)


def rows_of_torch(epochs: int, dtype: type = np.float64) -> None:
    """The same work by PyTorch, if it is installed."""
    import torch

    torch.manual_seed(0)
    kind = getattr(torch, np.dtype(dtype).name)
    inputs, hidden, outputs = rows_net.SIZES
    model = torch.nn.Sequential(
        torch.nn.Linear(inputs, hidden, dtype=kind),
        torch.nn.Sigmoid(),
        torch.nn.Linear(hidden, outputs, dtype=kind),
    )
    X, labels = torch.tensor(MNIST[dtype][0]), torch.tensor(PICTURES.labels)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.5)
    for _ in range(epochs):
        for part in torch.randperm(len(X)).split(100):
            optimiser.zero_grad()
            torch.nn.functional.cross_entropy(model(X[part]), labels[part]).backward()
            optimiser.step()


def bare_rows(epochs: int, dtype: type = np.float64) -> None:
    """The matrix products of those epochs, and nothing else."""
    run = bare_products(len(PICTURES.X), 100, dtype=dtype)
    for _ in range(epochs):
        run()


TORCH: dict[str, tuple[Callable[[int], object], int]] = (
    {
        "epoch by PyTorch": (classifier_of_torch, 20),
        **{
            f"MNIST by PyTorch, {np.dtype(d).name}": (partial(rows_of_torch, dtype=d), 3)
            for d in FLOATS
        },
    }
    if importlib.util.find_spec("torch")
    else {}
)

WORK: dict[str, tuple[Callable[[int], object], int]] = {
    "plain loops": (plain_loops, 500),
    "eleven lines in NumPy": (eleven_lines, 1_000),
    "train": (numpy_rows, 500),
    "seven alphas stacked": (seven_stacked, 200),
    "seven alphas in turn": (seven_in_turn, 200),
    **{
        f"sweep of seven {how}, {hidden} hidden units": (partial(run, hidden=hidden), 200)
        for hidden in (4, 32)
        for how, run in (("stacked", counted_stacked), ("in turn", counted_in_turn))
    },
    **{
        f"update by {name}": (partial(updates, optimiser=name), 1_000)
        for name in descent.OPTIMISERS
    },
    "digits without dropout": (partial(masked, rate=0), 20),
    "digits with dropout": (partial(masked, rate=0.5), 20),
    **{
        f"controller with a {name}": (partial(remembered, memory=memory), 20)
        for name, memory in MEMORIES.items()
    },
    "controller with a stack of a learner's parts": (
        partial(remembered, memory=own.stack_of(**own.PARTS)),
        20,
    ),
    "four controllers side by side": (
        partial(remembered, memory=MEMORIES["stack"], runs=4),
        20,
    ),
    "epoch of the digit classifier": (classifier, 20),
    "epoch of ten of them, stacked": (partial(classifier, networks=10), 20),
    "epoch by MLPClassifier": (classifier_of_sklearn, 20),
    **{
        f"{what}, {np.dtype(dtype).name}": (partial(run, dtype=dtype), 3)
        for dtype in FLOATS
        for what, run in (
            ("MNIST epoch of lesson 08", rows_of_mnist),
            ("MNIST by MLPClassifier", rows_of_sklearn),
            ("MNIST, bare products", bare_rows),
        )
    },
    "MNIST, a tenth, one example at a time": (rows_one_by_one, 1),
    "MNIST row, weight by weight": (rows_weight_by_weight, 20),  # it takes a second
    "MNIST row, one example at a time": (rows_with_vectors, 1_000),
    "MNIST row, batches of 10": (rows_in_batches, 1_000),
    **TORCH,
}

# What is dearer, what is cheaper, and in words what was compared.
RATIOS = [
    ("plain loops", "eleven lines in NumPy", "plain loops against the eleven lines in NumPy"),
    (
        "train",
        "eleven lines in NumPy",
        "the course's train (records loss and error) against those",
    ),
    ("seven alphas stacked", "train", "seven alphas stacked against one alpha"),
    ("seven alphas in turn", "seven alphas stacked", "seven alphas in turn against seven stacked"),
    *(
        (
            f"sweep of seven in turn, {hidden} hidden units",
            f"sweep of seven stacked, {hidden} hidden units",
            f"the sweep with its sign changes, {hidden} hidden units: in turn against stacked",
        )
        for hidden in (4, 32)
    ),
    *(
        (f"update by {name}", "update by plain", f"an update by {name} against a plain one")
        for name in descent.OPTIMISERS
        if name != "plain"
    ),
    (
        "digits with dropout",
        "digits without dropout",
        "a step on 200 digits with dropout against without",
    ),
    (
        "four controllers side by side",
        "controller with a stack",
        "four controllers side by side against one",
    ),
    (
        "controller with a stack of a learner's parts",
        "controller with a stack",
        "a stack made of the four functions that a learner writes against the course's",
    ),
    (
        "controller with a deque",
        "controller with a stack",
        "a controller with a deque against one with a stack",
    ),
    (
        "epoch by MLPClassifier",
        "epoch of the digit classifier",
        "scikit-learn's MLPClassifier against the course's, the same work",
    ),
    (
        "epoch of ten of them, stacked",
        "epoch of the digit classifier",
        "ten digit classifiers stacked against one",
    ),
    *(
        (
            f"{dearer}, {kind}",
            f"{cheaper}, {kind}",
            f"5,000 digits of MNIST, {kind}: {words}",
        )
        for kind in (np.dtype(each).name for each in FLOATS)
        for dearer, cheaper, words in (
            ("MNIST by MLPClassifier", "MNIST epoch of lesson 08", "MLPClassifier against ours"),
            ("MNIST epoch of lesson 08", "MNIST, bare products", "ours against bare products"),
        )
    ),
    (
        "MNIST by MLPClassifier, float64",
        "MNIST epoch of lesson 08, float32",
        "5,000 digits of MNIST: MLPClassifier in its usual float64 against ours in float32",
    ),
    (
        "MNIST, a tenth, one example at a time",
        "MNIST epoch of lesson 08, float64",
        "a tenth of them one example at a time against all of them in batches",
    ),
    *(
        (
            f"MNIST row, {way}",
            "MNIST row, batches of 10",
            f"a row of MNIST, batches of 10: {way} against a mini-batch at a time",
        )
        for way in ("weight by weight", "one example at a time")
    ),
    *(
        (
            name,
            name.replace("by PyTorch", "epoch of lesson 08")
            if name.startswith("MNIST")
            else "epoch of the digit classifier",
            f"{name} against the course's, the same work",
        )
        for name in TORCH
    ),
]

PANELS: dict[str, Callable[[], Panel]] = {
    "ElevenPanel": partial(ElevenPanel, synchronous=True, hidden=8),
    **{
        name: partial(getattr(descent_panels, name), synchronous=True)
        for name in descent_panels.__all__
    },
    "DropoutPanel": partial(DropoutPanel, synchronous=True),
    "DropoutPanel, average of 100": partial(
        DropoutPanel, synchronous=True, prediction="average", k=100
    ),
    "AdditionPanel": partial(AdditionPanel, synchronous=True),
    "AdditionPanel, 32 units, 16 bits, batches": partial(
        AdditionPanel, synchronous=True, training="batches", hidden=32, bits=16, silenced=0
    ),
    "HandPanel": partial(HandPanel, synchronous=True),  # its steps learn nothing, and cost nothing
    "LearnPanel": partial(LearnPanel, synchronous=True),
    "LearnPanel, deque, length 16": partial(
        LearnPanel, synchronous=True, memory="deque", length=16
    ),
    **{
        name: partial(getattr(digits_panels, name), synchronous=True)
        for name in digits_panels.__all__
    },
    "TrainPanel, 64 units, Adam, table of all training digits": partial(
        digits_panels.TrainPanel,
        synchronous=True, layout="64-64-10", update="Adam", alpha=0.003, of="training",
    ),
    "GravePanel": partial(GravePanel, synchronous=True),
    "GravePanel, skip connections and norms, with the corpse beside": partial(
        GravePanel, synchronous=True, std="He", inputs="0 to 1", alpha=0.1, skip=True, norm=True
    ),
    "GravePanel, half pops": partial(GravePanel, synchronous=True, grave="half pops"),
    "RowsPanel": partial(RowsPanel, synchronous=True),
    "RowsPanel, 300 units": partial(RowsPanel, synchronous=True, hidden=300),
}  # fmt: skip


def panel_costs(make: Callable[[], Panel]) -> dict[str, float]:
    """Milliseconds of a panel's frame in the kernel: drawing, encoding, and a slice of training."""
    panel = make()
    panel.step()
    step, settings = panel.driver.latest, panel.settings
    assert step is not None  # a panel draws its first step at once

    def whole() -> bytes:
        panel.picture.invalidate()
        return panel.picture.png()

    work: dict[str, tuple[Callable[[int], object], int]] = {
        "frame, only what moved": (lambda _: (panel.draw(step, settings), panel.picture.png()), 1),
        "frame, whole figure": (lambda _: whole(), 1),
        "slice of 100 steps": (lambda _: [*islice(panel.start(settings), 100)], 1),
    }
    costs = {name: cost / 1e3 for name, cost in microseconds(work).items()}
    panel.close()
    return costs


def main() -> None:
    with np.errstate(over="ignore"):  # alpha 1000 drives np.exp to infinity, and may
        cost = microseconds(WORK)
        panels = {name: panel_costs(make) for name, make in PANELS.items()}
    print(f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    print(f"{'ratio':>8}  what")
    for dearer, cheaper, words in RATIOS:
        print(f"{cost[dearer] / cost[cheaper]:8.2f}  {words}")
    for name, part in panels.items():
        blit, whole, training = part.values()
        print(f"{whole / blit:8.2f}  {name}, a frame: whole figure against only what moved")
        print(f"{blit / training:8.2f}  {name}, a frame against a slice of 100 steps")
    print(f"\n{'cost':>11}  what")
    for name, one in cost.items():
        print(f"{one:8.1f} µs  {name}, a step")
    for name, part in panels.items():
        for what, one in part.items():
            print(f"{one:8.2f} ms  {name}: {what}")


if __name__ == "__main__":
    main()
