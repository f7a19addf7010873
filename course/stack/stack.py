"""A stack whose every move has a slope: values `V`, strengths `s`, push `d`, pop `u`, read `r`.

Nothing is ever deleted. What is pushed stays where it is, and only its strength goes down when it
is popped. All functions take any number of leading axes (sequences, networks), written `...`.

Grefenstette, Hermann, Suleyman and Blunsom, "Learning to Transduce with Unbounded Memory", 2015,
equations 1 to 3. The rules for the slopes are worked out here, not there.
"""

import numpy as np


def above(s):
    """How much lies above each value: the sum of the strengths behind it in the array.

    Parameters
    ----------
    s : ndarray of shape (..., t), the lowest first

    Returns
    -------
    ndarray of shape (..., t); 0 for the topmost
    """
    return s[..., ::-1].cumsum(axis=-1)[..., ::-1] - s


def pop(s, u):
    """Take away `u` in all, from the top down: `max(0, s[i] - max(0, u - above[i]))`.

    Parameters
    ----------
    s : ndarray of shape (..., t), strengths from 0 to 1
    u : ndarray of shape (...), how much to take, from 0 to 1

    Returns
    -------
    ndarray of shape (..., t), the strengths that are left
    """
    return np.maximum(0, s - np.maximum(0, u[..., None] - above(s)))


def strengths(s, u, d):
    """The strengths after one step: pop `u` from those that there are, then lay `d` on top.

    Parameters
    ----------
    s : ndarray of shape (..., t - 1), strengths before
    u, d : ndarrays of shape (...), pop and push, from 0 to 1

    Returns
    -------
    ndarray of shape (..., t)
    """
    return np.concatenate([pop(s, u), d[..., None]], axis=-1)


def values(V, v):
    """The values after one step: those that there were, and `v` on top. None ever goes.

    Parameters
    ----------
    V : ndarray of shape (..., t - 1, m)
    v : ndarray of shape (..., m)

    Returns
    -------
    ndarray of shape (..., t, m)
    """
    return np.concatenate([V, v[..., None, :]], axis=-2)


def weights(s):
    """How much of each value is read, 1 in all from the top: `min(s[i], max(0, 1 - above[i]))`.

    Parameters
    ----------
    s : ndarray of shape (..., t), strengths from 0 to 1

    Returns
    -------
    ndarray of shape (..., t); their sum is 1, or less if the stack holds less than 1
    """
    return np.minimum(s, np.maximum(0, 1 - above(s)))


def read(V, s):
    """The blend of values on top of the stack: `r = sum(weights(s)[i] * V[i])`.

    Parameters
    ----------
    V : ndarray of shape (..., t, m), the values, the lowest first
    s : ndarray of shape (..., t), their strengths from 0 to 1

    Returns
    -------
    ndarray of shape (..., m)
    """
    return (weights(s)[..., None, :] @ V)[..., 0, :]


# ---- the way back


def above_backward(delta):
    """Slopes for `s` from those for `above(s)`: each strength lies on all values before it."""
    return delta.cumsum(axis=-1) - delta


def pop_backward(s, u, delta):
    """Slopes for `s` and `u` from `delta`, those for `pop(s, u)`.

    A value that is left with 0 passes nothing on. One that loses something shares its slope with
    `u`, and with what lies above it, which protects it.
    """
    lying = above(s)
    reached = u[..., None] > lying
    delta = delta * (s > np.maximum(0, u[..., None] - lying))
    taken = delta * reached
    return delta + above_backward(taken), -taken.sum(axis=-1)


def strengths_backward(s, u, delta):
    """Slopes for `s`, `u` and `d` from `delta`, those for `strengths(s, u, d)`.

    Parameters
    ----------
    s : ndarray of shape (..., t - 1), strengths before the step
    u : ndarray of shape (...), the pop
    delta : ndarray of shape (..., t), slopes of the loss for the strengths after the step

    Returns
    -------
    delta_s : ndarray of shape (..., t - 1)
    delta_u, delta_d : ndarrays of shape (...)
    """
    delta_s, delta_u = pop_backward(s, u, delta[..., :-1])
    return delta_s, delta_u, delta[..., -1]


def weights_backward(s, delta):
    """Slopes for `s` from `delta`, those for `weights(s)`.

    Where the strength is the smaller of the two, it takes the slope. Where the room left by what
    lies above is smaller, each strength above takes it, with the other sign.
    """
    room = 1 - above(s)
    whole = s <= room
    return delta * whole - above_backward(delta * (~whole & (room > 0)))


def read_backward(V, s, delta):
    """Slopes for `V` and `s` from `delta`, those for `read(V, s)`.

    Parameters
    ----------
    V : ndarray of shape (..., t, m)
    s : ndarray of shape (..., t)
    delta : ndarray of shape (..., m), slopes of the loss for what is read

    Returns
    -------
    delta_V : ndarray of shape (..., t, m)
    delta_s : ndarray of shape (..., t)
    """
    delta_V = weights(s)[..., None] * delta[..., None, :]
    return delta_V, weights_backward(s, (V @ delta[..., None])[..., 0])
