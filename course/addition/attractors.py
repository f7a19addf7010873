"""Why a carry does not fade: where the hidden layer is drawn to, and how fast.

With the same two bits at every position the hidden layer follows one map, again and again. Where
it stays is a fixed point. A carry is kept because two 1s and two 0s lead to one fixed point each,
and one 1 leads to either of two, depending on where the hidden layer was. Where one of the two is
missing, the carry fades in long sums, however right the short ones are. Two are needed, though
they are no proof: the ones may change between the numbers, and then two maps take turns.
"""

import numpy as np

from course.addition.net import hidden_step
from course.eleven.net import slope
from course.kit.steps import Params

PAIRS = ((0, 0), (0, 1), (1, 0), (1, 1))  # the four inputs, the bit of a first


def settle(params: Params, x: np.ndarray, h: np.ndarray, *, most: int = 10_000) -> np.ndarray:
    """Show the same input again and again until the hidden layer stays as it is.

    Parameters
    ----------
    params : dict with "W_xh" and "W_hh"
    x : ndarray of shape (n_inputs,), or (n_starts, n_inputs)
    h : ndarray of shape (n_starts, n_hidden), where to start
    most : int, how many positions to walk at most

    Returns
    -------
    ndarray of shape (n_starts, n_hidden), where they end
    """
    for _ in range(most):
        new = hidden_step(params, x, h)
        if np.abs(new - h).max() < 1e-13:
            return new
        h = new
    return h


def fixed_points(
    params: Params, x: np.ndarray, starts: np.ndarray, *, apart: float = 1e-6
) -> np.ndarray:
    """The different places where the hidden layer comes to rest under one input.

    Only those that attract are found, and only from the starts given. An input that makes the
    hidden layer go round in circles gives the place it had when patience ended.

    Parameters
    ----------
    params : dict with "W_xh" and "W_hh"
    x : ndarray of shape (n_inputs,), the input of every position
    starts : ndarray of shape (n_starts, n_hidden)
    apart : float, places nearer than this in every unit count as one

    Returns
    -------
    ndarray of shape (n_fixed, n_hidden)
    """
    found: list[np.ndarray] = []
    for h in settle(params, x, starts):
        if all(np.abs(h - other).max() > apart for other in found):
            found.append(h)
    return np.array(found)


def contraction(params: Params, h: np.ndarray) -> float:
    """How much of a small distance to a fixed point is left after one more position.

    Near a fixed point h one position multiplies a small difference by ``W_hh * h (1 - h)``. In
    the long run its size shrinks by the largest absolute eigenvalue of that matrix: below 1 the
    fixed point attracts, and the smaller the faster.

    Parameters
    ----------
    params : dict with "W_hh"
    h : ndarray of shape (n_hidden,), a fixed point
    """
    return float(np.abs(np.linalg.eigvals(params["W_hh"] * slope(h))).max())
