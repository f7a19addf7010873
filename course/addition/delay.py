"""How long can a network remember? A task that asks, and the slope that has to tell it how.

The first bit of a sequence counts, and the last position asks for it. All bits between are noise.
"""

import numpy as np

from course.addition import lstm, net
from course.addition.bits import Rng
from course.kit.steps import Params


def draw_delayed(rng: Rng, *, n: int = 64, delay: int = 10) -> tuple[np.ndarray, np.ndarray]:
    """Sequences of random bits: which one was the first?

    Parameters
    ----------
    rng : Generator or RandomState
    n : int, how many sequences
    delay : int, positions from the bit to the question, 1 or more

    Returns
    -------
    X : ndarray of shape (n, delay + 1, 2). In the first column random bits; in the second a 1
        where the bit counts, which is the first position, and 0 elsewhere
    y : ndarray of shape (n, 1, 1), the bit that counts, asked at the last position only
    """
    X = np.zeros((n, delay + 1, 2))
    X[:, :, 0] = rng.random((n, delay + 1)) < 0.5
    X[:, 0, 1] = 1
    return X, X[:, :1, :1].copy()


def slopes_back(params: Params, X: np.ndarray) -> np.ndarray:
    """How much the last output still depends on the memory, k positions before.

    It is the slope of z, what the last output sigmoid gets, in the hidden layer (or in the cell
    of an LSTM) k positions earlier: its length, averaged over the sequences. Every position that
    the slope goes back multiplies it once more. Where these factors are below 1 it vanishes, and
    with it all that training can learn of what happened there.

    Parameters
    ----------
    params : dict of a plain network, or of an LSTM
    X : ndarray of shape (n_sequences, n_positions, n_inputs)

    Returns
    -------
    ndarray of shape (n_positions,), for k = 0, 1, 2, …
    """
    back = _slopes_of_lstm if "b_h" in params else _slopes_of_plain
    return np.array([np.linalg.norm(slope, axis=1).mean() for slope in back(params, X)])


def _slopes_of_plain(params, X):
    H = net.unroll(params, X)
    slope_h = np.tile(params["W_hy"][:, 0], (len(X), 1))
    yield slope_h
    for t in reversed(range(1, X.shape[1])):
        slope_h = (slope_h * net.slope(H[:, t])) @ params["W_hh"].T
        yield slope_h


def _slopes_of_lstm(params, X):
    _, C, gates = lstm.unroll(params, X)
    slope_h = np.tile(params["W_hy"][:, 0], (len(X), 1))
    slope_c = np.zeros_like(slope_h)
    for t in reversed(range(X.shape[1])):
        i, f, o, g = gates[t]
        yield slope_c + slope_h * o * (1 - np.tanh(C[:, t]) ** 2)
        c_before = C[:, t - 1] if t > 0 else np.zeros_like(slope_c)
        delta, slope_c = lstm.cell_backward((i, f, o, g), C[:, t], c_before, slope_h, slope_c)
        slope_h = delta @ params["W_hh"].T
