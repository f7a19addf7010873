"""A dense network of PReLU units, right, and with a slope that overwrites what it was asked about.

A PReLU says z where z is above 0, and a tenth of it elsewhere. (Its tenth could be learned; here it
is fixed.) He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", 2015.
"""

import numpy as np

from course.digits.net import loss_and_delta
from course.kit.steps import Params

LEAK = 0.1


def prelu(z: np.ndarray) -> np.ndarray:
    """``z`` where it is above 0, else a tenth of it."""
    return np.where(z > 0, z, LEAK * z)


def slope(z: np.ndarray) -> np.ndarray:
    """1 where z is above 0, else a tenth."""
    return np.where(z > 0, 1.0, LEAK)


def slope_in_place(z: np.ndarray) -> np.ndarray:
    """The same numbers. But they are written into z itself, which is wanted once more."""
    above = z > 0
    z[above] = 1
    z[~above] = LEAK
    return z


def forward(
    params: Params, X: np.ndarray, *, slope=slope
) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
    """Run the network from left to right, and work out the slopes on the way, as the post does.

    Returns
    -------
    z : ndarray of shape (n_rows, n_classes), the logits
    H : list of what each layer is told, X first
    slopes : list of the slopes of each hidden layer, of the shape of what it says
    """
    H, slopes, last = [X], [], len(params) // 2 - 1
    for i in range(last):
        z = H[i] @ params[f"W{i}"] + params[f"b{i}"]
        slopes.append(slope(z))
        H.append(prelu(z))
    return H[last] @ params[f"W{last}"] + params[f"b{last}"], H, slopes


def loss_and_gradients(
    params: Params, X: np.ndarray, y: np.ndarray, *, slope=slope
) -> tuple[float, Params]:
    """Mean cross-entropy, and its slope for every weight, if ``slope`` leaves its input alone."""
    z, H, slopes = forward(params, X, slope=slope)
    loss, delta = loss_and_delta(z, y)
    gradients = {}
    for i in reversed(range(len(H))):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        if i:
            delta = delta @ params[f"W{i}"].T * slopes[i - 1]
    return loss, gradients
