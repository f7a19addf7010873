"""A neural double-ended queue: pushed, popped and read at both ends, named bottom and top.

Each step lays one value below all others and one above them. The pop at the top comes first; the
one at the bottom takes from what that leaves. Strengths grow by two a step, and values stand in the
middle of them.

Grefenstette and others, 2015, section 3.3.
"""

import numpy as np

from course.stack import queue, stack


def strengths(s, u, d):
    """The strengths after one step.

    Parameters
    ----------
    s : ndarray of shape (..., 2 * (t - 1)), strengths before, the lowest first
    u, d : ndarrays of shape (..., 2), pop and push at the bottom and at the top, from 0 to 1

    Returns
    -------
    ndarray of shape (..., 2 * t)
    """
    left = queue.pop(stack.pop(s, u[..., 1]), u[..., 0])
    return np.concatenate([d[..., :1], left, d[..., 1:]], axis=-1)


def weights(s):
    """How much of each value is read at the bottom and at the top.

    Returns
    -------
    ndarray of shape (..., 2, 2 * t)
    """
    return np.stack([queue.weights(s), stack.weights(s)], axis=-2)


def strengths_backward(s, u, delta):
    """Slopes for `s`, `u` and `d` from `delta`, those for `strengths(s, u, d)`."""
    middle = stack.pop(s, u[..., 1])
    slope, bottom = queue.pop_backward(middle, u[..., 0], delta[..., 1:-1])
    slope, top = stack.pop_backward(s, u[..., 1], slope)
    return slope, np.stack([bottom, top], axis=-1), delta[..., [0, -1]]


def weights_backward(s, delta):
    """Slopes for `s` from `delta`, those for `weights(s)`; both reads have a share in them."""
    bottom, top = delta[..., 0, :], delta[..., 1, :]
    return queue.weights_backward(s, bottom) + stack.weights_backward(s, top)
