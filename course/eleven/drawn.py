"""Inputs for the exercises of lesson 01, drawn afresh for every call."""

import numpy as np

from course.eleven import net

XOR = net.TARGETS["XOR"]


def sizes(rng):
    """Rows, inputs, hidden units, outputs: small, unequal more often than not, one row included."""
    return tuple(int(size) for size in rng.integers(1, 6, size=4))


def network(rng):
    rows, inputs, hidden, outputs = sizes(rng)
    params = {"W0": rng.normal(size=(inputs, hidden)), "W1": rng.normal(size=(hidden, outputs))}
    return params, rng.normal(size=(rows, inputs)), rng.random((rows, outputs))


def z(rng):
    rows, columns, *_ = sizes(rng)
    return (rng.normal(scale=3, size=(rows, columns)),)


def s(rng):
    rows, columns, *_ = sizes(rng)
    return (rng.uniform(0.01, 0.99, size=(rows, columns)),)


def product(rng):
    rows, fan_in, fan_out, _ = sizes(rng)
    return rng.normal(size=(rows, fan_in)), rng.normal(size=(fan_in, fan_out))


def forward(rng):
    params, X, _ = network(rng)
    return params, X


def output_delta(rng):
    rows, outputs, *_ = sizes(rng)
    return rng.uniform(0.01, 0.99, size=(rows, outputs)), rng.random((rows, outputs))


def hidden_delta(rng):
    rows, _, hidden, outputs = sizes(rng)
    delta1, W1 = rng.normal(size=(rows, outputs)), rng.normal(size=(hidden, outputs))
    return delta1, W1, rng.uniform(0.01, 0.99, size=(rows, hidden))


def step(rng):
    return *network(rng), float(rng.uniform(0.1, 3))


def table(rng):
    """The table of XOR in another order than the lesson's: predictions made for the lesson's own
    table then fit some rows of this one and miss the others."""
    while True:
        order = rng.permutation(4)
        y = XOR[order]
        if not (np.array_equal(y, XOR) or np.array_equal(y, 1 - XOR)):
            return net.X[order], y
