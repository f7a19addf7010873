"""What a network and its thinned ones say, for many places and masks at once."""

import numpy as np

from course.dropout import net
from course.kit.steps import Params


def predictions(params: Params, X: np.ndarray, masks: np.ndarray | None = None) -> np.ndarray:
    """What the whole network says, or thinned ones on average.

    It is what ``net.average_of_masks`` gives. But the hidden layer says the same in all of them,
    so it is computed once.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, 1)
    X : ndarray of shape (n_rows, n_inputs)
    masks : ndarray of shape (n_masks, n_hidden), scaled; None for the whole network

    Returns
    -------
    ndarray of shape (n_rows,)
    """
    out = params["W1"] if masks is None else params["W1"] * masks.T  # a column for each network
    return _sigmoid(_sigmoid(X @ params["W0"]) @ out).mean(axis=1)


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """The sigmoid, written over z: a large array costs more to get than to fill."""
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    return np.reciprocal(z, out=z)


def draw_masks(seed: int, k: int, hidden: int, rate: float) -> np.ndarray:
    """Masks of k thinned networks, of shape (k, hidden); of more, the first ones are the same.

    They have a generator of their own: who looks at a run does not change it.
    """
    return net.scaled_mask(np.random.default_rng([seed, 1]), (k, hidden), rate)


def sides(p: np.ndarray) -> np.ndarray:
    """On which side of one half predictions lie: 0 or 1, of the same shape."""
    return (p > 0.5) * 1.0


def wrong(p: np.ndarray, y: np.ndarray) -> float:
    """Per cent of predictions, of shape (n_rows,), on the wrong side; y of shape (n_rows, 1)."""
    return 100 * float(np.mean(sides(p) != y[:, 0]))
