"""Losses and gradients as they have been written, each with one fault. Kept to be looked at.

Most take what the last layer says and what it should say, as ``digits.net.loss_and_delta`` does,
and give the loss and its slope there, or what somebody took for it.
"""

import numpy as np

from course.descent.optimisers import Memory
from course.graveyard import net
from course.kit.steps import Params


def unshifted_softmax(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Softmax as it stands in the book. From logits of 710 on, ``e**z`` is infinity."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        powers = np.exp(z)
        p = powers / powers.sum(axis=1, keepdims=True)
        right = (p * y).sum(axis=1)
        return float(-np.log(right).mean()), (p - y) / len(z)


def log_of_zero(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """``-sum(y * log(p))``, where p may be 0: then 0 times minus infinity is not a number."""
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    p = powers / powers.sum(axis=1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return float(-(y * np.log(p)).sum() / len(z)), (p - y) / len(z)


def softmax_over_rows(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The sum of powers is taken along axis 0, so each *class* adds up to 1, over the rows."""
    powers = np.exp(z - z.max())
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        p = powers / powers.sum(axis=0)
        return float(-np.log((p * y).sum(axis=1)).mean()), (p - y) / len(z)


def squared_error(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Half the mean of the squared errors, for one output. Nothing is wrong with this one."""
    gap = z - y
    return float((gap**2).mean() / 2), gap / len(z)


def every_row_against_every_row(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """The same of outputs of shape (n, 1) and targets of shape (n,). NumPy makes (n, n) of them.

    So each output is held against the targets of all rows, and the sum over rows comes out right
    in its shape.
    """
    gap = z - y[:, 0]
    return float((gap**2).mean() / 2), gap.mean(axis=1, keepdims=True) / len(z)


def never_reset(
    gradient: np.ndarray, memory: Memory, alpha: float, t: int
) -> tuple[np.ndarray, Memory]:
    """An update with all gradients that there have been, since nobody sets them back to 0."""
    v = memory["v"] + gradient
    return -alpha * v, {"v": v}


def through_moved_weights(
    params: Params, X: np.ndarray, y: np.ndarray, *, alpha: float
) -> tuple[float, Params]:
    """Weights are changed one at a time, in loops, from the outputs to the inputs.

    So the blame goes back through weights that have been moved already. What is given is what each
    weight has moved by, divided by ``-alpha``: ordinary updates with it end at the same weights.
    """
    z, H, said = net.forward(params, X)
    loss, delta = net.loss_and_delta(z, y)
    moves = {}
    for i in reversed(range(len(H))):
        moves[f"W{i}"], moves[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        moved = params[f"W{i}"] - alpha * moves[f"W{i}"]
        if i:
            delta = delta @ moved.T * (said[i - 1] > 0)
    return loss, moves
