"""Inputs for the exercises of lesson 04, drawn afresh for every call."""

import numpy as np

from course.addition import lstm, net


def number(rng):
    """A number and its bits. Half of the numbers are too long for a float, or for NumPy's own
    integers, to hold exactly; in them the lowest bit is 1, so that rounding changes it."""
    if rng.random() < 0.5:
        bits = int(rng.integers(1, 13))
        return int(rng.integers(2**bits)), bits
    return 2**63 + 2 * int(rng.integers(2**62)) + 1, int(rng.integers(64, 80))


def sizes(rng):
    """Sequences, positions, inputs, hidden units, outputs: small, unequal more often than not, one
    of each included."""
    return tuple(int(size) for size in rng.integers(1, 6, size=5))


def network(rng, *, square=False):
    """Weights in the order of ``net.init``, and X. Square: as many outputs as hidden units."""
    sequences, positions, inputs, hidden, outputs = sizes(rng)
    outputs = hidden if square else outputs
    shapes = {"W_xh": (inputs, hidden), "W_hy": (hidden, outputs), "W_hh": (hidden, hidden)}
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    return params, rng.normal(size=(sequences, positions, inputs))


def hidden_step(rng):
    """Now and then with as many sequences as inputs as hidden units, and more than one: only
    there products go through in every order, and show by their numbers which they are."""
    params, X = network(rng)
    if rng.random() < 0.4:
        n = int(rng.integers(2, 6))
        params |= {"W_xh": rng.normal(size=(n, n)), "W_hh": rng.normal(size=(n, n))}
        params["W_hy"], X = rng.normal(size=(n, 1)), rng.normal(size=(n, 1, n))
    return params, X[:, 0], rng.uniform(0.01, 0.99, size=(len(X), len(params["W_hh"])))


def backward_step(rng):
    """Square now and then: only there a matrix that is on its side shows by its numbers."""
    params, X = network(rng, square=rng.random() < 0.5)
    h = rng.uniform(0.01, 0.99, size=(len(X), len(params["W_hh"])))
    delta_y = rng.normal(size=(len(h), params["W_hy"].shape[1]))
    return params, h, delta_y, rng.normal(size=h.shape)


def walked(rng):
    """A network, its way over some sequences, and what the outputs are blamed for."""
    params, X = network(rng)
    H = net.unroll(params, X)
    return params, X, H, rng.normal(size=(*X.shape[:2], params["W_hy"].shape[1]))


def gradients(rng):
    """Gradients and the length allowed: longer than that, shorter, or all 0."""
    _, _, inputs, hidden, outputs = sizes(rng)
    shapes = {"W_xh": (inputs, hidden), "W_hy": (hidden, outputs), "W_hh": (hidden, hidden)}
    drawn = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    most = float(np.exp(rng.uniform(-1.5, 1.5)))
    if rng.random() < 0.3:
        return {name: 0 * gradient for name, gradient in drawn.items()}, most
    norm = net.length(drawn)
    longer = rng.uniform(1.2, 8) if rng.random() < 0.6 else rng.uniform(0.1, 0.8)
    return {name: gradient * most * longer / norm for name, gradient in drawn.items()}, most


def cell(rng):
    sequences, _, inputs, hidden, outputs = sizes(rng)
    params = lstm.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    params["b_h"] = rng.normal(size=4 * hidden)
    h = rng.uniform(-0.9, 0.9, size=(sequences, hidden))
    return params, rng.normal(size=(sequences, inputs)), h, rng.normal(size=(sequences, hidden))


def shown_sums(rng):
    """Some of the sums that eight positions have room for."""
    return net.random_sums(1_000, 7, rng)
