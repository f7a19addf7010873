"""A walk of the controller through sequences, and back again with the slopes.

At each step it sees a symbol and what it read the step before. From these it makes a hidden layer,
and from that its heads: how much to push, how much to pop, which value to push, and what to answer.

Biases have shape (1, n), so that networks can be stacked along axes in front.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.eleven.net import sigmoid
from course.kit.steps import Params
from course.stack.memories import STACK, Memory

Noise = dict[str, np.ndarray]


def heads(params, c, noise_d=0.0, noise_u=0.0):
    """What the controller does to the memory: push `d`, pop `u`, value `v`.

    Two sigmoids, since a push and a pop are shares, and a tanh:
    `d = sigmoid(c W_d + b_d)`, `u = sigmoid(c W_u + b_u)`, `v = tanh(c W_v + b_v)`.

    Parameters
    ----------
    params : dict with W_d, W_u of shape (n_hidden, 1), W_v of shape (n_hidden, m), and b_d, b_u,
        b_v of shape (1, 1), (1, 1), (1, m)
    c : ndarray of shape (n_sequences, n_hidden), the hidden layer
    noise_d, noise_u : numbers or ndarrays of shape (n_sequences, 1)
        Added to what goes into the sigmoids of push and pop.

    Returns
    -------
    d, u : ndarrays of shape (n_sequences, 1), from 0 to 1
    v : ndarray of shape (n_sequences, m), from -1 to 1
    """
    d = sigmoid(c @ params["W_d"] + params["b_d"] + noise_d)
    u = sigmoid(c @ params["W_u"] + params["b_u"] + noise_u)
    v = np.tanh(c @ params["W_v"] + params["b_v"])
    return d, u, v


@dataclass(frozen=True, slots=True)
class Trace:
    """All that happened in a run over sequences of T steps; what the way back needs.

    Attributes
    ----------
    h, c : ndarrays of shape (..., T, n_hidden), the hidden layer, and it with its noise
    d, u : ndarrays of shape (..., T, ends), pushes and pops
    V : ndarray of shape (..., ends * T, m), everything that was pushed
    s : list of T + 1 ndarrays of shape (..., ends * t), the strengths before and after each step
    r : ndarray of shape (..., T, ends * m), what was read
    """

    h: np.ndarray
    c: np.ndarray
    d: np.ndarray
    u: np.ndarray
    V: np.ndarray
    s: list[np.ndarray]
    r: np.ndarray


def forward(
    params: Params,
    X: np.ndarray,
    *,
    noise: Noise | None = None,
    memory: Memory = STACK,
    heads: Callable[..., Any] = heads,
) -> tuple[np.ndarray, Trace]:
    """Walk through sequences, with the memory empty at first.

    Parameters
    ----------
    X : ndarray of shape (n_sequences, T, n_inputs)
    noise : dict, if given, with "h" of shape (..., T, n_hidden), added to the hidden layer, and "d"
        and "u" of shape (..., T, ends), added to what goes into the sigmoids of push and pop
    memory : what the controller uses
    heads : what it does to the memory; a learner's own, or the course's

    Returns
    -------
    z : ndarray of shape (..., n_sequences, T, n_symbols)
        What goes into the softmax: the largest is the answer.
    trace : Trace

    Raises
    ------
    ValueError
        If the sequences have no steps.
    """
    if X.shape[-2] == 0:
        raise ValueError("the sequences have no steps: there is nothing to walk through")
    steps, m = X.shape[-2], params["W_v"].shape[-1] // memory.ends
    lead = (*params["b_h"].shape[:-2], *X.shape[:-2])
    V = np.zeros((*lead, memory.ends * steps, m))
    s, r = [np.zeros((*lead, 0))], np.zeros((*lead, memory.ends * m))
    kept: dict[str, list] = {name: [] for name in ("h", "c", "d", "u", "r")}
    for t in range(steps):
        z = X[..., t, :] @ params["W_x"] + r @ params["W_r"] + params["b_h"]
        if "W_h" in params and t > 0:
            z += kept["h"][-1] @ params["W_h"]
        h = c = np.tanh(z)
        if noise is None:
            d, u, v = heads(params, c)
        else:
            c = h + noise["h"][..., t, :]
            d, u, v = heads(params, c, noise["d"][..., t, :], noise["u"][..., t, :])
        V[..., memory.places(t, steps), :] = v.reshape(*lead, memory.ends, m)
        s.append(memory.strengths(s[-1], u, d))
        r = (memory.weights(s[-1]) @ V[..., memory.window(t, steps), :]).reshape(*lead, -1)
        for name, value in (("h", h), ("c", c), ("d", d), ("u", u), ("r", r)):
            kept[name].append(value)
    rows = {name: np.stack(values, axis=-2) for name, values in kept.items()}
    trace = Trace(V=V, s=s, **rows)
    return _through(trace.c, params["W_y"]) + params["b_y"][..., None, :], trace


# ---- the way back


def accumulate(
    params: Params, X: np.ndarray, trace: Trace, delta_z: np.ndarray, *, memory: Memory = STACK
) -> Params:
    """Walk back, and add up what each step says about each weight.

    Two slopes travel from step to step: that of what was read, and that of the strengths. A third
    waits at each value until the walk comes to the step that pushed it.
    """
    steps, lead = X.shape[-2], trace.c.shape[:-2]
    deltas = {name: np.zeros_like(rows) for name, rows in _rows(trace).items()}
    delta_c_of_answers = _through(delta_z, _turned(params["W_y"]))
    delta_V, delta_s = np.zeros_like(trace.V), np.zeros_like(trace.s[-1])
    delta_r, delta_h = np.zeros_like(trace.r[..., 0, :]), 0.0
    for t in reversed(range(steps)):
        here = memory.window(t, steps)
        # What was read, w @ V: to the values, and through the weights w to the strengths.
        by_end = delta_r.reshape(*lead, memory.ends, -1)
        w = memory.weights(trace.s[t + 1])
        delta_V[..., here, :] += _turned(w) @ by_end
        slope = memory.weights_backward(trace.s[t + 1], by_end @ _turned(trace.V[..., here, :]))
        # The strengths: to those before, to the pop and to the push.
        u, d = trace.u[..., t, :], trace.d[..., t, :]
        delta_s, delta_u, delta_d = memory.strengths_backward(trace.s[t], u, delta_s + slope)
        # The heads: to the hidden layer.
        places = memory.places(t, steps)
        v = trace.V[..., places, :]
        deltas["v"][..., t, :] = (delta_V[..., places, :] * (1 - v**2)).reshape(*lead, -1)
        deltas["d"][..., t, :] = delta_d * d * (1 - d)
        deltas["u"][..., t, :] = delta_u * u * (1 - u)
        delta_c = delta_c_of_answers[..., t, :] + delta_h
        for name in "duv":
            delta_c = delta_c + deltas[name][..., t, :] @ _turned(params[f"W_{name}"])
        deltas["h"][..., t, :] = delta_c * (1 - trace.h[..., t, :] ** 2)
        # To the step before: what was read, and in a recurrent controller the hidden layer.
        delta_r = deltas["h"][..., t, :] @ _turned(params["W_r"])
        if "W_h" in params:
            delta_h = deltas["h"][..., t, :] @ _turned(params["W_h"])
    return _gradients(params, X, trace, deltas | {"y": delta_z})


def _rows(trace: Trace) -> Params:
    """What has a slope at every step, by name."""
    v = np.empty((*trace.d.shape[:-1], trace.r.shape[-1]))
    return {"h": trace.h, "d": trace.d, "u": trace.u, "v": v}


def _gradients(params: Params, X: np.ndarray, trace: Trace, deltas: Params) -> Params:
    """Each weight matrix: what went in, times the slope of what came out, over all steps."""
    gradients = {}
    for name in "duvy":
        gradients[f"W_{name}"] = _product(trace.c, deltas[name])
    for name in "hduvy":
        gradients[f"b_{name}"] = deltas[name].sum(axis=(-3, -2))[..., None, :]
    later = deltas["h"][..., 1:, :]
    gradients["W_x"] = _product(np.broadcast_to(X, (*later.shape[:-3], *X.shape)), deltas["h"])
    gradients["W_r"] = _product(trace.r[..., :-1, :], later)
    if "W_h" in params:
        gradients["W_h"] = _product(trace.h[..., :-1, :], later)
    return gradients


def _product(rows: np.ndarray, deltas: np.ndarray) -> np.ndarray:
    """``rows.T @ deltas`` with sequences and steps as one axis."""
    lead = rows.shape[:-3]
    return _turned(rows.reshape(*lead, -1, rows.shape[-1])) @ deltas.reshape(
        *lead, -1, deltas.shape[-1]
    )


def _through(rows: np.ndarray, W: np.ndarray) -> np.ndarray:
    """``rows @ W`` for rows of shape (..., n_sequences, T, a)."""
    return rows @ W[..., None, :, :]


def _turned(W: np.ndarray) -> np.ndarray:
    return np.swapaxes(W, -1, -2)
