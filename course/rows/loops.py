"""The network weight by weight: Python's own lists and loops, and not one array.

It is how such a network was first written in one of the posts that this lesson is taught from. It
finds the same gradients as ``net``, and after the same batches it has the same weights; it only
takes longer. Layers are counted from 0, ``W[k][i][j]`` goes from unit i to unit j.
"""

from collections.abc import Sequence
from math import exp, log, log1p
from typing import NamedTuple

import numpy as np

from course.kit.steps import Params
from course.rows.costs import cost_of

Row = list[float]


class Lists(NamedTuple):
    """Weights and biases of all layers: ``W[k][i][j]`` and ``b[k][j]``."""

    W: list[list[Row]]
    b: list[Row]


def lists(params: Params) -> Lists:
    """The parameters of ``net``, dict with "W0", "b0", "W1", …, copied into lists."""
    layers = range(len(params) // 2)
    return Lists(
        [params[f"W{k}"].tolist() for k in layers], [params[f"b{k}"].tolist() for k in layers]
    )


def arrays(network: Lists) -> Params:
    """The same, back into the arrays of ``net``."""
    params: Params = {}
    for k, (W, b) in enumerate(zip(*network, strict=True)):
        params |= {f"W{k}": np.array(W), f"b{k}": np.array(b)}
    return params


def sigmoid(z: float) -> float:
    """``1 / (1 + e**-z)``, written so that no power is too large for a float."""
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def forward(network: Lists, x: Row) -> tuple[Row, list[Row]]:
    """One example, from left to right: the last weighted sums, and what each layer was told.

    Parameters
    ----------
    network : weights and biases
    x : list of n_inputs floats

    Returns
    -------
    z : list of n_outputs floats
    H : list of what each layer was told, x first: a list of floats for each
    """
    H = [x]
    for k, (W, b) in enumerate(zip(*network, strict=True)):
        z = []
        for j in range(len(b)):
            total = b[j]
            for i in range(len(W)):
                total += H[k][i] * W[i][j]
            z.append(total)
        if k < len(network.b) - 1:
            H.append([sigmoid(each) for each in z])
    return z, H


def outputs(z: Row, cost: str) -> Row:
    """What the last layer says: sigmoids, or a softmax of all its weighted sums.

    Parameters
    ----------
    z : list of n_outputs floats
    cost : as in ``net.loss_and_gradients``

    Returns
    -------
    list of as many floats, from 0 to 1
    """
    if cost != "softmax":
        return [sigmoid(each) for each in z]
    highest = max(z)
    powers = [exp(each - highest) for each in z]
    whole = sum(powers)
    return [power / whole for power in powers]


def loss_of(z: Row, y: Row, cost: str) -> float:
    """The cost of one example, from the last weighted sums.

    Parameters
    ----------
    z : list of n_outputs floats
    y : list of as many floats, what is asked of the outputs, from 0 to 1
    cost : as in ``net.loss_and_gradients``
    """
    if cost == "quadratic":
        return sum((sigmoid(z[j]) - y[j]) ** 2 for j in range(len(z))) / 2
    if cost == "cross-entropy":
        return sum(max(z[j], 0) + log1p(exp(-abs(z[j]))) - y[j] * z[j] for j in range(len(z)))
    highest = max(z)
    whole = log(sum(exp(each - highest) for each in z))
    return sum(y[j] * (whole + highest - z[j]) for j in range(len(z)))


def add_slopes(network: Lists, slopes: Lists, x: Row, y: Row, cost: str) -> float:
    """Add what one example has to say to the slopes of all weights, and give its cost.

    Parameters
    ----------
    network : weights and biases
    slopes : of the same lengths; they are added to, in place
    x, y : lists of n_inputs and of n_outputs floats
    cost : as in ``net.loss_and_gradients``
    """
    z, H = forward(network, x)
    a = outputs(z, cost)
    delta = [a[j] - y[j] for j in range(len(a))]
    if cost == "quadratic":
        delta = [delta[j] * a[j] * (1 - a[j]) for j in range(len(a))]
    for k in reversed(range(len(H))):
        W, h = network.W[k], H[k]
        for j in range(len(delta)):
            slopes.b[k][j] += delta[j]
            for i in range(len(h)):
                slopes.W[k][i][j] += h[i] * delta[j]
        if k:
            blame = []
            for i in range(len(h)):
                total = 0.0
                for j in range(len(delta)):
                    total += delta[j] * W[i][j]
                blame.append(total * h[i] * (1 - h[i]))
            delta = blame
    return loss_of(z, y, cost)


def of_batch(network: Lists, X: list[Row], y: list[Row], cost: str) -> tuple[float, Lists]:
    """The mean cost of some examples, and its slope for each weight: one after the other.

    Parameters
    ----------
    network : weights and biases
    X, y : lists of n_rows lists, of n_inputs and of n_outputs floats
    cost : as in ``net.loss_and_gradients``
    """
    loss, n = 0.0, len(X)
    slopes = Lists(
        [[[0.0] * len(row) for row in W] for W in network.W], [[0.0] * len(b) for b in network.b]
    )
    for r in range(n):
        loss += add_slopes(network, slopes, X[r], y[r], cost)
    for W, b in zip(*slopes, strict=True):
        for j in range(len(b)):
            b[j] /= n
            for i in range(len(W)):
                W[i][j] /= n
    return loss / n, slopes


def update(network: Lists, slopes: Lists, alpha: float, decay: float) -> None:
    """One step for each weight, one weight at a time; the lists are changed in place.

    Parameters
    ----------
    network : weights and biases, which are changed
    slopes : of the same lengths
    alpha : float above 0, the step size
    decay : float, 0 or more; biases are left alone
    """
    for k in range(len(network.b)):
        W, b, dW, db = network.W[k], network.b[k], slopes.W[k], slopes.b[k]
        for j in range(len(b)):
            b[j] -= alpha * db[j]
            for i in range(len(W)):
                W[i][j] -= alpha * (dW[i][j] + decay * W[i][j])


def loss_and_gradients(
    params: Params, X: np.ndarray, y: np.ndarray, *, cost: str = "cross-entropy"
) -> tuple[float, Params]:
    """As that of ``net``, in loops.

    Raises
    ------
    ValueError
        If there is no such cost.
    """
    cost_of(cost)
    loss, slopes = of_batch(lists(params), X.tolist(), y.tolist(), cost)
    return loss, arrays(slopes)


def epoch(
    params: Params,
    X: np.ndarray,
    y: np.ndarray,
    batches: Sequence[np.ndarray],
    *,
    alpha: float,
    decay: float = 0.0,
    cost: str = "cross-entropy",
) -> Params:
    """Train on these batches, one after the other.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …; it is left as it is
    X, y : ndarrays of shape (n_rows, n_inputs) and (n_rows, n_outputs)
    batches : row numbers, as ``minibatches`` of lesson 06 deals them
    alpha, decay, cost : as in ``net.train``

    Returns
    -------
    dict with the same keys and shapes, the new parameters

    Raises
    ------
    ValueError
        If there is no such cost.
    """
    cost_of(cost)
    network = lists(params)
    for rows in batches:
        _, slopes = of_batch(network, X[rows].tolist(), y[rows].tolist(), cost)
        update(network, slopes, alpha, decay)
    return arrays(network)
