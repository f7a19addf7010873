"""The eleven lines: in loops, in NumPy, as the course trains them, and seven side by side."""

from math import exp

import numpy as np

from benches.turns import Work
from course.descent import net as descent
from course.eleven import net

ALPHAS = np.array(descent.ALPHAS)
Y = net.TARGETS["XOR"]


def plain_loops(steps: int) -> None:
    """The eleven-line network on lists of floats, one multiplication at a time."""
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


WORK: Work = {
    "plain loops": (plain_loops, 500),
    "eleven lines": (eleven_lines, 1_000),
    "train": (numpy_rows, 500),
    "stacked": (seven_stacked, 200),
    "in turn": (seven_in_turn, 200),
}
PAIRS = (
    ("plain loops", "eleven lines", "plain loops against the eleven lines in NumPy"),
    ("train", "eleven lines", "the course's train (records loss and error) against those"),
    ("stacked", "train", "seven alphas stacked against one alpha"),
    ("in turn", "stacked", "seven alphas in turn against seven stacked"),
)
