"""A network with two weights only, so that its loss can be drawn: one place for each pair of them.

``p = sigmoid(X @ W)``, without a hidden layer, on three small tables.
"""

import numpy as np

from course.descent.curves import SPAN
from course.eleven.net import output_delta, sigmoid
from course.kit.steps import Params

_COLUMN = np.array([[-2.0], [-1.0], [-0.5], [0.5], [1.0], [2.0]])
_BITS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])

# Name to X of shape (n_rows, 2) and y of shape (n_rows, 1).
TABLES = {
    "first column": (
        np.array([[0.0, 1.0], [1.0, 1.0]]),
        np.array([[0.0], [1.0]]),
    ),
    "two answers swapped": (
        np.hstack([_COLUMN, np.ones((6, 1))]),
        np.array([[0.0], [0.0], [1.0], [0.0], [1.0], [1.0]]),
    ),
    "XOR": (_BITS, np.array([[0.0], [1.0], [1.0], [0.0]])),
}


def predict(params: Params, X: np.ndarray) -> np.ndarray:
    """``sigmoid(X @ W)``.

    Parameters
    ----------
    params : dict with "W" of shape (2, 1), or (…, 2, 1) for many networks at once
    X : ndarray of shape (n_rows, 2)

    Returns
    -------
    ndarray of shape (n_rows, 1), or (…, n_rows, 1)
    """
    return sigmoid(X @ params["W"])


def loss_and_gradients(params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    """Half the sum of squared errors, and its slope: what came in times the output's delta.

    Parameters
    ----------
    params : as for ``predict``
    X : ndarray of shape (n_rows, 2)
    y : ndarray of shape (n_rows, 1)

    Returns
    -------
    loss : float, or an array of shape (…,)
    gradients : dict with "W" in its shape
    """
    p = predict(params, X)
    loss = np.sum((p - y) ** 2, axis=(-2, -1)) / 2
    return loss, {"W": X.mT @ output_delta(p, y)}


def heights(X: np.ndarray, y: np.ndarray, *, points: int = 81) -> tuple[np.ndarray, np.ndarray]:
    """The loss over a square of weights.

    Returns
    -------
    w : ndarray of shape (points,), the values that either weight takes, from -10 to 10
    loss : ndarray of shape (points, points); in row i the second weight is ``w[i]``
    """
    w = np.linspace(-SPAN, SPAN, points)
    pairs = np.stack(np.meshgrid(w, w), axis=-1)[..., None]
    loss, _ = loss_and_gradients({"W": pairs}, X, y)
    return w, np.asarray(loss)
