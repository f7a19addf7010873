"""Inputs for the exercises of lesson 03, drawn afresh for every call."""

import numpy as np

from course.dropout import data, net
from course.eleven import drawn


def tosses(rng):
    """A generator, a shape and a rate.

    Most shapes are large, since a share shows only in many places. Rates between 0 and 1 stay away
    from one half, so that the rate, half, and the rate's counterpart cannot be mistaken for one
    another; the two ends come with large shapes only.
    """
    rows, units = (int(size) for size in rng.integers(24, 33, size=2))
    small = tuple(int(size) for size in rng.integers(1, 6, size=2))
    many = rows * units
    shapes = [(rows, units)] * 4 + [(1, many), (many, 1), small]
    shape = shapes[rng.integers(len(shapes))]
    ends = shape == (rows, units) and rng.random() < 0.3
    rate = rng.integers(2) if ends else rng.uniform(0.1, 0.3) + rng.choice([0, 0.6])
    return np.random.default_rng(int(rng.integers(2**32))), shape, float(rate)


def rate_and_mask(rng, shape):
    """A rate, now and then 0, and a mask of zeros and ones."""
    rate = 0.0 if rng.random() < 1 / 6 else float(rng.uniform(0.1, 0.9))
    return rate, net.draw_mask(rng, shape, rate)


def scaled_mask(rng, shape):
    """Zeros and ``1 / (1 - rate)``. Somebody survives, so that it can be asked how many."""
    rate = rng.uniform(0.2, 0.6)
    while True:
        mask = net.scaled_mask(rng, shape, rate)
        if mask.any():
            return mask


def drop(rng):
    rows, hidden, *_ = drawn.sizes(rng)
    rate, mask = rate_and_mask(rng, (rows, hidden))
    return rng.uniform(0.01, 0.99, size=(rows, hidden)), mask, rate


def mask(rng, rows, hidden):
    """What a function is given for its mask, as the end of its arguments: one for each row, one
    for all rows, the number 1, or nothing at all. Some mistakes show with one of these only."""
    kinds = [(rows, hidden)] * 3 + [(hidden,)] * 3 + [(), None]
    shape = kinds[rng.integers(len(kinds))]
    if shape is None:
        return ()
    return (scaled_mask(rng, shape) if shape else 1.0,)


def forward(rng):
    params, X, _ = drawn.network(rng)
    return params, X, *mask(rng, len(X), len(params["W1"]))


def network(rng):
    params, X, y = drawn.network(rng)
    return params, X, y, *mask(rng, len(X), len(params["W1"]))


def thinned(rng):
    """A network, inputs, and masks for it. In each of them somebody survives."""
    params, X, _ = drawn.network(rng)
    rate, shape = rng.uniform(0.2, 0.6), (int(rng.integers(1, 6)), len(params["W1"]))
    while True:
        masks = net.scaled_mask(rng, shape, rate)
        if masks.any(axis=1).all():
            return params, X, masks


def connections(rng):
    params, X, y = drawn.network(rng)
    return params, X, y, {name: scaled_mask(rng, W.shape) for name, W in params.items()}


def digits(rng):
    """Few digits, many of them labelled wrong, and others to name; some of those come twice."""
    few = data.digits(rng, rows=500, wrong=0.5, new=1_000)
    again = np.concatenate([np.arange(1_000), rng.permutation(1_000)[:50]])
    return few.X, few.y, few.X_new[rng.permutation(again)]
