"""The pieces of a network that you write, plainly: forward, the blame of the outputs, back, update.

All units are sigmoids here. ``net`` does the same in memory that it keeps, and with more care for
sums that are very large; a test holds the two together.
"""

from collections.abc import Callable

import numpy as np

from course.kit.steps import Params
from course.rows.costs import cost_of


def batch_forward(params, X):
    """Run a whole mini-batch through a network of sigmoids, one product for each layer.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", "b1", … for any number of layers: ``W{i}`` of shape
        (fan_in, fan_out) and ``b{i}`` of shape (fan_out,)
    X : ndarray of shape (n_rows, n_inputs); it is left as it is

    Returns
    -------
    list of ndarrays: X, then what each layer says, of shape (n_rows, units of that layer). The
    last one is what the network says.
    """
    H = [X]
    for i in range(len(params) // 2):
        z = H[i] @ params[f"W{i}"] + params[f"b{i}"]
        H.append(1 / (1 + np.exp(-z)))
    return H


def delta(a, y, cost):
    """The slope of the cost for the weighted sums of the outputs, which are sigmoids.

    ``quadratic`` is ``(a - y)**2 / 2``, and ``cross-entropy`` is
    ``-(y * log(a) + (1 - y) * log(1 - a))``. Both are added up over the outputs, and then the mean
    over the rows is taken. Outputs of exactly 0 and 1 must do no harm.

    Parameters
    ----------
    a : ndarray of shape (n_rows, n_outputs), what the outputs say, from 0 to 1
    y : ndarray of the same shape, what they should say
    cost : "quadratic" or "cross-entropy"

    Returns
    -------
    ndarray of the same shape
    """
    slope = (a - y) / len(a)
    if cost == "quadratic":
        slope = slope * a * (1 - a)
    return slope


def batch_backward(params, H, delta):
    """Give the blame of a whole mini-batch back, one layer after the other.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", "b1", … for any number of layers of sigmoids
    H : list of ndarrays, as ``batch_forward`` gives it: X, then what each layer says
    delta : ndarray of shape (n_rows, n_outputs), the slope of the cost for the weighted sums of
        the last layer, the division by the number of rows included

    Returns
    -------
    dict with the same keys and shapes as params: the slope of the cost for each of them
    """
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        gradients[f"W{i}"] = H[i].T @ delta
        gradients[f"b{i}"] = delta.sum(axis=0)
        delta = delta @ params[f"W{i}"].T * H[i] * (1 - H[i])
    return gradients


def l2_update(params, gradients, alpha, decay):
    """One step against the slope of the cost plus ``decay / 2`` times all squared weights.

    Large weights shrink, whatever the cost says. Biases are no weights: they shrink by nothing.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", "b1", …; it is left as it is, and so are its arrays
    gradients : dict with the same keys and shapes, the slopes of the cost alone
    alpha : float above 0, the step size
    decay : float, 0 or more

    Returns
    -------
    dict with the same keys and shapes, the new parameters
    """
    new = {}
    for name, value in params.items():
        slope = gradients[name]
        if name.startswith("W"):
            slope = slope + decay * value
        new[name] = value - alpha * slope
    return new


def of_parts(
    *,
    cost: str = "cross-entropy",
    batch_forward: Callable[..., list[np.ndarray]] = batch_forward,
    delta: Callable[..., np.ndarray] = delta,
    batch_backward: Callable[..., Params] = batch_backward,
) -> Callable[..., tuple[float, Params]]:
    """A ``loss_and_gradients`` made of the three functions that you write, or of the course's.

    Parameters
    ----------
    cost : "quadratic", "cross-entropy" or "softmax". The last has other outputs, and the slope is
        theirs: there is nothing for ``delta`` to do
    batch_forward, delta, batch_backward : called as in the exercises

    Returns
    -------
    function from ``(params, X, y)`` to the mean cost of the rows, and a dict with the same keys and
    shapes as params: its slope for each of them

    Raises
    ------
    ValueError
        If there is no such cost.
    """
    of = cost_of(cost)

    def loss_and_gradients(params, X, y):
        H = batch_forward(params, X)
        last = len(params) // 2 - 1
        z = H[last] @ params[f"W{last}"] + params[f"b{last}"]  # a loss of outputs is not as exact
        loss, slope = of.loss_and_delta(z, y)
        if cost != "softmax":
            slope = delta(H[-1], y, cost)
        return loss, batch_backward(params, H, slope)

    return loss_and_gradients
