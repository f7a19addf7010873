"""Inputs for the exercises of lesson 08, drawn afresh for every call."""

from itertools import pairwise

import numpy as np

from course.rows import data, pieces
from course.rows.suspects import DEALS, SLOPES


def sizes(rng):
    """How many rows, inputs, hidden units and outputs: four different numbers."""
    return tuple(int(size) for size in 1 + rng.permutation(9)[:4])


def factors(rng):
    """What a layer was told, and the blame of its units: now and then as square as can be, and one
    in three of whole numbers."""
    rows, n_in, n_out = _sizes(rng, 3)
    H, delta = rng.normal(size=(rows, n_in)), rng.normal(size=(rows, n_out))
    if rng.random() < 0.35:
        return (9 * H).round().astype(int), (9 * delta).round().astype(int)
    return H, delta


def blame(rng):
    """The slope of a cost for each weighted sum of a layer."""
    return (factors(rng)[1],)


def _sizes(rng, count):
    """Sizes from 1 to 5; one in five times all the same, so that any product fits any other."""
    if rng.random() < 0.2:
        return [int(rng.integers(2, 5))] * count
    return [int(size) for size in rng.integers(1, 6, size=count)]


def _network(rng, layers):
    """A network of sigmoids, and how many rows it is to read."""
    rows, *units = _sizes(rng, layers + 2)
    params = {}
    for i, (fan_in, fan_out) in enumerate(pairwise(units)):
        params[f"W{i}"] = rng.normal(size=(fan_in, fan_out))
        params[f"b{i}"] = rng.normal(size=fan_out)
    return params, rows


def network_and_rows(rng):
    """A network of one to three layers, and some rows. One in three has its biases named last."""
    params, rows = _network(rng, int(rng.integers(1, 4)))
    X = rng.normal(size=(rows, len(params["W0"])))
    if rng.random() < 0.35:
        params = {name: params[name] for name in sorted(params)}
    return params, X


def said_and_asked(rng):
    """What outputs say, what they should say, and a cost. In two of five cases some are quite
    sure, of what is right or of what is wrong."""
    rows, outputs = _sizes(rng, 2)
    a = 1 / (1 + np.exp(-2 * rng.normal(size=(rows, outputs))))
    y = (rng.random((rows, outputs)) < 0.4) * 1.0
    if rng.random() < 0.4:
        a[rng.random(a.shape) < 0.5] = 0
        a[rng.random(a.shape) < 0.3] = 1
    return a, y, str(rng.choice(["quadratic", "cross-entropy"]))


def network_and_blame(rng):
    """A network of one to three layers, what its layers said, and the blame of its outputs."""
    params, rows = _network(rng, int(rng.integers(1, 4)))
    H = pieces.batch_forward(params, rng.normal(size=(rows, len(params["W0"]))))
    return params, H, rng.normal(size=H[-1].shape)


def update(rng):
    """Parameters, their gradients in the opposite order, a step size, and a weight decay."""
    params, _ = _network(rng, int(rng.integers(1, 4)))
    gradients = {name: rng.normal(size=params[name].shape) for name in reversed(params)}
    return params, gradients, float(rng.uniform(0.05, 1)), float(rng.uniform(0.1, 0.9))


def slope(rng):
    """A slope to be tested, sound or not."""
    return (SLOPES[rng.integers(len(SLOPES))],)


def deal(rng):
    """A deal to be tested, sound or not."""
    return (DEALS[rng.integers(len(DEALS))],)


def pictures(rng):
    """Digits to learn from, which they are, and others to name.

    The others are always the lesson's 1,000 that are no training rows, so that the same answer
    does as well every time: only the order of all of them is new.
    """
    training, *others = data.split()
    X_new = np.concatenate([X for X, _ in others])
    order = rng.permutation(len(training.X))
    return training.X[order], training.labels[order], X_new[rng.permutation(len(X_new))]
