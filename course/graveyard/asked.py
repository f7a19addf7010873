"""What the lesson asks you to write, as far as it is no part of a network: a test, three verdicts.

The vital signs and the network to be rebuilt are in ``net.py``.
"""

import numpy as np

from course.descent.optimisers import plain
from course.graveyard.tables import pictures


def wrong_gradients(loss_and_gradients, params, X, y):
    """Find the parameters whose gradient is not the slope of the loss.

    Parameters
    ----------
    loss_and_gradients : function, ``(params, X, y) -> (loss, gradients)``, right or wrong
    params : dict of ndarrays, float64; as they were when this function is done
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)

    Returns
    -------
    list of str, names of parameters, each once, in any order: all those whose gradient disagrees
        with finite differences somewhere, or has another shape than the parameter, or is missing,
        or cannot be compared since a number is NaN. Two numbers disagree if they are farther apart
        than measuring explains: for a sound gradient, with a step between 1e-6 and 1e-4 to both
        sides, that is less than 1e-7. A wrong one may be off by no more than a few thousandths
    """
    _, gradients = loss_and_gradients(params, X, y)
    wrong = []
    for name in params:
        moved = {other: W.copy() for other, W in params.items()}
        measured = np.zeros(params[name].shape)
        for place in np.ndindex(measured.shape):
            moved[name][place] = params[name][place] + 1e-5
            above, _ = loss_and_gradients(moved, X, y)
            moved[name][place] = params[name][place] - 1e-5
            below, _ = loss_and_gradients(moved, X, y)
            moved[name][place] = params[name][place]
            measured[place] = (above - below) / 2e-5
        given = gradients.get(name, np.nan)
        if np.shape(given) != measured.shape or not np.allclose(given, measured, atol=1e-6):
            wrong.append(name)
    return wrong


def first_corpse():
    """Name what the first network died of, and bring it back.

    Returns
    -------
    cause : str, one of ``CAUSES``
    cure : dict, the settings of ``undergo`` to be changed, three at most, each with its new value
    """
    return "dead units", {"start": {"sizes": (64, 32, 10)}}


def second_corpse():
    """Name what the second network died of, and bring it back.

    Returns
    -------
    cause : str, one of ``CAUSES``
    cure : dict, the settings of ``undergo`` to be changed, three at most, each with its new value
    """
    return "shuffled labels", {"table": pictures}


def third_corpse():
    """Name what the third network died of, and bring it back.

    Returns
    -------
    cause : str, one of ``CAUSES``
    cure : dict, the settings of ``undergo`` to be changed, three at most, each with its new value
    """
    return "gradient not reset", {"update": plain}
