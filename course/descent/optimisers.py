"""Optimisers: what makes a step of a slope, each with one line changed.

An optimiser is a function ``update(gradient, memory, alpha, t)`` that returns the change of the
weights and what it wants to remember: ``change, memory``. All else about a walk stays the same.
``memory`` is a dict with three arrays, "m", "s" and "v", which are 0 at first.

Polyak 1964 (momentum), Nesterov 1983, Duchi, Hazan and Singer 2011 (AdaGrad), Kingma and Ba 2015
(Adam).
"""

from collections.abc import Callable

import numpy as np

Memory = dict[str, np.ndarray]
Update = Callable[[np.ndarray, Memory, float, int], tuple[np.ndarray, Memory]]


def plain(gradient, memory, alpha, t):
    """Against the slope, and that is all: ``-alpha * gradient``."""
    return -alpha * gradient, {}


def nesterov(gradient, memory, alpha, t, mu=0.9):
    """Momentum that looks ahead: the new velocity acts once more, before the slope is known."""
    v = mu * memory["v"] - alpha * gradient
    return mu * v - alpha * gradient, {"v": v}


def adagrad(gradient, memory, alpha, t, eps=1e-8):
    """Each weight has a step of its own, which shrinks with all the slopes it has seen."""
    s = memory["s"] + gradient**2
    return -alpha * gradient / (np.sqrt(s) + eps), {"s": s}


def momentum(gradient, memory, alpha, t, mu=0.9):
    """A heavy ball: it keeps a share ``mu`` of its velocity and adds the new push downhill.

    Parameters
    ----------
    gradient : ndarray of any shape, the slopes
    memory : dict, left as it is; ``memory["v"]`` is the velocity so far, of the gradient's shape
    alpha : float above 0, the size of the push
    t : int, 1 in the first update; not needed here
    mu : float from 0 to 1

    Returns
    -------
    change : ndarray of the gradient's shape, what to add to the weights
    memory : dict with the new velocity as "v"
    """
    v = mu * memory["v"] - alpha * gradient
    return v, {"v": v}


def adam(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    """Walk by the running mean of the slopes, divided by their running size.

    Parameters
    ----------
    gradient : ndarray of any shape, the slopes
    memory : dict, left as it is; ``memory["m"]`` is the running mean of the slopes,
        ``memory["s"]`` that of their squares (the paper calls it v); of the gradient's shape
    alpha : float above 0, about how far a weight walks in one update
    t : int, 1 in the first update, then 2, 3, …
    beta1, beta2 : float from 0 to 1, the share that each running mean keeps
    eps : float above 0, so that nothing is divided by 0

    Returns
    -------
    change : ndarray of the gradient's shape, what to add to the weights
    memory : dict with the new running means as "m" and "s"
    """
    m = beta1 * memory["m"] + (1 - beta1) * gradient
    s = beta2 * memory["s"] + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    s_hat = s / (1 - beta2**t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def begin(weights: np.ndarray) -> Memory:
    """What an optimiser remembers before its first update: nothing but zeros."""
    return {name: np.zeros_like(weights) for name in ("m", "s", "v")}


OPTIMISERS: dict[str, Update] = {
    "plain": plain,
    "momentum": momentum,
    "Nesterov": nesterov,
    "AdaGrad": adagrad,
    "Adam": adam,
}
