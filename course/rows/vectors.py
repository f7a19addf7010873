"""The network one example at a time, in columns: a picture is a column, and so is all it becomes.

It is the way of Michael Nielsen's book, and the convention of most mathematics: ``z = W x + b``
with W of shape (fan_out, fan_in), a matrix in front of a column. A mini-batch is a loop over its
examples, whose slopes are added up. In ``net`` each example is a row, and it is ``X W + b``: the
same network, everything transposed.

After Nielsen, "Neural Networks and Deep Learning", 2015, chapter 1; written anew.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from course.kit.steps import Params
from course.rows.costs import cost_of, sigmoid


class Columns(NamedTuple):
    """Weights of shape (fan_out, fan_in) and biases of shape (fan_out, 1), layer by layer."""

    W: list[np.ndarray]
    b: list[np.ndarray]


def columns(params: Params) -> Columns:
    """The parameters of ``net``, transposed, as copies."""
    layers = range(len(params) // 2)
    return Columns(
        [params[f"W{k}"].T.copy() for k in layers], [params[f"b{k}"][:, None] + 0 for k in layers]
    )


def rows(network: Columns) -> Params:
    """The same, back into the rows of ``net``, as copies."""
    params: Params = {}
    for k, (W, b) in enumerate(zip(*network, strict=True)):
        params |= {f"W{k}": W.T.copy(), f"b{k}": b[:, 0].copy()}
    return params


def forward(network: Columns, x: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """One example from left to right.

    Parameters
    ----------
    network : the weights and biases
    x : ndarray of shape (n_inputs, 1)

    Returns
    -------
    z : ndarray of shape (n_outputs, 1), the last weighted sums
    H : list of what each layer was told, x first: columns too
    """
    H = [x]
    for W, b in zip(network.W[:-1], network.b[:-1], strict=True):
        H.append(sigmoid(W @ H[-1] + b))
    return network.W[-1] @ H[-1] + network.b[-1], H


def of_example(network: Columns, x: np.ndarray, y: np.ndarray, cost: str) -> tuple[float, Columns]:
    """The cost of one example, and its slope for every weight and every bias.

    ``W_i`` has the slope ``delta_i h_i^T``, a column times a row; ``b_i`` has ``delta_i`` itself.

    Parameters
    ----------
    network : the weights and biases
    x, y : ndarrays of shape (n_inputs, 1) and (n_outputs, 1)
    cost : as in ``net.loss_and_gradients``
    """
    of = cost_of(cost)
    z, H = forward(network, x)
    a = of.outputs(z.T).T
    delta = a - y
    if cost == "quadratic":
        delta = delta * a * (1 - a)
    slopes = Columns([], [])
    for k in reversed(range(len(H))):
        slopes.W.insert(0, delta @ H[k].T)
        slopes.b.insert(0, delta)
        if k:
            delta = network.W[k].T @ delta * H[k] * (1 - H[k])
    return of.loss(z.T, y.T), slopes


def of_batch(network: Columns, X: np.ndarray, y: np.ndarray, cost: str) -> tuple[float, Columns]:
    """The mean cost of some examples and its slopes: in a loop over the rows of X and y.

    Parameters
    ----------
    network : the weights and biases
    X : ndarray of shape (n_rows, n_inputs), whose rows are turned into columns
    y : ndarray of shape (n_rows, n_outputs)
    cost : as in ``net.loss_and_gradients``

    Raises
    ------
    ValueError
        If there is no such cost, or y has other rows than X.
    """
    loss = 0.0
    sums = Columns([np.zeros_like(W) for W in network.W], [np.zeros_like(b) for b in network.b])
    for x, target in zip(X, y, strict=True):
        one, slopes = of_example(network, x[:, None], target[:, None], cost)
        loss += one
        for total, slope in zip(sums.W + sums.b, slopes.W + slopes.b, strict=True):
            total += slope
    for total in sums.W + sums.b:
        total /= len(X)
    return loss / len(X), sums


def update(network: Columns, slopes: Columns, alpha: float, decay: float) -> None:
    """One step, in place.

    Parameters
    ----------
    network : the weights and biases, which are changed
    slopes : of the same shapes
    alpha : float above 0, the step size
    decay : float, 0 or more; biases are left alone
    """
    for W, dW in zip(network.W, slopes.W, strict=True):
        W -= alpha * (dW + decay * W)
    for b, db in zip(network.b, slopes.b, strict=True):
        b -= alpha * db


def loss_and_gradients(
    params: Params, X: np.ndarray, y: np.ndarray, *, cost: str = "cross-entropy"
) -> tuple[float, Params]:
    """As that of ``net``, one example at a time.

    Raises
    ------
    ValueError
        If there is no such cost, or y has other rows than X.
    """
    loss, slopes = of_batch(columns(params), X, y, cost)
    return loss, rows(slopes)


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
    """Train on these batches, one after the other. Called as ``loops.epoch``, and gives as much.

    Raises
    ------
    ValueError
        If there is no such cost.
    """
    network = columns(params)
    for numbers in batches:
        _, slopes = of_batch(network, X[numbers], y[numbers], cost)
        update(network, slopes, alpha, decay)
    return rows(network)
