"""Operations on a network at work: change what it remembers between two positions, and look.

The answer at a position is read before the operation, so only the memory is changed: what the
next position is told.
"""

from collections.abc import Callable

import numpy as np

from course.addition.net import hidden_step, sigmoid
from course.kit.steps import Params

Change = Callable[[np.ndarray], np.ndarray]


def operate(params: Params, X: np.ndarray, change: Change) -> tuple[np.ndarray, np.ndarray]:
    """Run a plain network, and change its memory after every position.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "W_hy"
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    change : function of the hidden layer, shape (n_sequences, n_hidden), to what the next
        position is told instead, of the same shape

    Returns
    -------
    p : ndarray of shape (n_sequences, n_positions, n_outputs), the predictions
    H : ndarray of shape (n_sequences, n_positions, n_hidden), before the change of their position
    """
    told = np.zeros((len(X), len(params["W_hh"])))
    H = np.empty((*X.shape[:2], told.shape[1]))
    for t in range(X.shape[1]):
        H[:, t] = hidden_step(params, X[:, t], told)
        told = change(H[:, t])
    return sigmoid(H @ params["W_hy"]), H


def silence(unit: int, level: float = 0.0) -> Change:
    """Hold one hidden unit at a level, such as 0, or its own mean."""

    def change(h):
        h = h.copy()
        h[:, unit] = level
        return h

    return change


def hold(direction: np.ndarray, level: float) -> Change:
    """Hold the memory at one level along a direction; in all others it stays as it is.

    Parameters
    ----------
    direction : ndarray of shape (n_hidden,), of length 1
    level : float, the product of every memory with the direction from now on
    """

    def change(h):
        return h + (level - h @ direction)[:, None] * direction

    return change
