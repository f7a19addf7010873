"""A neural queue: pushed at the back, popped and read at the front.

It is the stack looked at from below: what lies *before* a value protects it. So every function
turns the array around, asks the stack, and turns the answer back.

Grefenstette and others, 2015, section 3.2.
"""

import numpy as np

from course.stack import stack


def pop(s, u):
    """Take away `u` in all, from the front on: `max(0, s[i] - max(0, u - before[i]))`.

    `before[i]` is the sum of the strengths of all that came earlier. Shapes as in the stack's.
    """
    return stack.pop(s[..., ::-1], u)[..., ::-1]


def strengths(s, u, d):
    """The strengths after one step: pop `u` at the front, put `d` at the back.

    Parameters
    ----------
    s : ndarray of shape (..., t - 1), strengths before, the oldest first
    u, d : ndarrays of shape (...), pop and push, from 0 to 1

    Returns
    -------
    ndarray of shape (..., t)
    """
    return np.concatenate([pop(s, u), d[..., None]], axis=-1)


def weights(s):
    """How much of each value is read, 1 in all from the front on."""
    return stack.weights(s[..., ::-1])[..., ::-1]


def pop_backward(s, u, delta):
    """Slopes for `s` and `u` from `delta`, those for `pop(s, u)`."""
    delta_s, delta_u = stack.pop_backward(s[..., ::-1], u, delta[..., ::-1])
    return delta_s[..., ::-1], delta_u


def weights_backward(s, delta):
    """Slopes for `s` from `delta`, those for `weights(s)`."""
    return stack.weights_backward(s[..., ::-1], delta[..., ::-1])[..., ::-1]


def queue_step(V, s, v, u, d):
    """One whole step of a queue: put a value at the back, pop at the front, read at the front.

    Parameters
    ----------
    V : ndarray of shape (t - 1, m), the values, the oldest first
    s : ndarray of shape (t - 1,), their strengths from 0 to 1
    v : ndarray of shape (m,), the new value
    u, d : float from 0 to 1, pop and push

    Returns
    -------
    V : ndarray of shape (t, m)
    s : ndarray of shape (t,)
    r : ndarray of shape (m,), what is read
    """
    before = np.cumsum(s) - s
    left = np.maximum(0, s - np.maximum(0, u - before))
    V, s = np.vstack([V, v]), np.append(left, d)
    room = np.maximum(0, 1 - (np.cumsum(s) - s))
    return V, s, np.minimum(s, room) @ V
