"""What the lesson does to networks that have learned to reverse, to see how they do it."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course.descent.optimisers import adam, begin
from course.kit.steps import Params, Rng
from course.stack import net, tasks
from course.stack.walk import Trace, accumulate, forward, heads

Heads = Callable[..., Any]


def cut_off(params: Params) -> Params:
    """The same network, but nothing that it reads from its memory reaches it."""
    return params | {"W_r": np.zeros_like(params["W_r"])}


# ---- other gates in a trained network


def rounded(params, c, noise_d=0.0, noise_u=0.0):
    """The controller's heads, pushes and pops rounded to 0 or 1."""
    d, u, v = heads(params, c, noise_d, noise_u)
    return np.round(d), np.round(u), v


def blunted(push: float, pop: float) -> Heads:
    """Heads that round, but where 1 would be pushed or popped they do only so much of it."""

    def blunt(params, c, noise_d=0.0, noise_u=0.0):
        d, u, v = rounded(params, c, noise_d, noise_u)
        return push * d, pop * u, v

    return blunt


# ---- what sets the length at which it breaks


def layers(trace: Trace) -> tuple[float | np.ndarray, float | np.ndarray]:
    """How thick a layer is put on the stack per symbol, and how much is taken off per answer.

    While symbols come in, each step lays on a push, and a pop takes some of the layer before. While
    answers go out, each step takes off a pop, and its push lays something on again. Means over
    steps and sequences; the first and the last step, which have nothing to take, are left out.

    Returns
    -------
    laid, taken : float, or ndarrays of shape (n_runs,) for stacked networks
    """
    half = trace.d.shape[-2] // 2
    d, u = trace.d[..., 0].mean(axis=-2), trace.u[..., 0].mean(axis=-2)
    laid = d[..., :half].mean(axis=-1) - u[..., 1:half].mean(axis=-1)
    return laid, (u[..., half:-1] - d[..., half:-1]).mean(axis=-1)


def first_wrong(params: Params, X: np.ndarray, y: np.ndarray, *, heads: Heads = heads) -> float:
    """The answer at which one network fails first: the median over sequences of one length.

    Returns
    -------
    float, from 0; the length, if in half of the sequences no answer is wrong
    """
    z, _ = forward(params, X, heads=heads)
    right = z[..., -y.shape[-2] :, :].argmax(axis=-1) == y.argmax(axis=-1)
    return float(np.median(np.where(right.all(axis=-1), y.shape[-2], right.argmin(axis=-1))))


# ---- the post's hint


def with_hint(
    params: Params,
    *,
    weight: float = 1.0,
    n_symbols: int = 4,
    longest: int = 8,
    batch: int = 32,
    gate_noise: float = 0.0,
    hidden_noise: float = 0.0,
    alpha: float = 0.01,
    steps: int = 1_000,
    rng: Rng,
) -> Iterator[Params]:
    """Train as ``net.train`` does, and ask in addition: what did you see one step before?

    It is an autoencoder of the input before the last, as the post's second program has it. The
    additional outputs stand behind the answers in ``W_y`` while it learns.

    Parameters
    ----------
    weight : float, how much the additional loss counts beside that of the answers

    Yields
    ------
    dict : the parameters before each update, without the additional outputs
    """
    n_inputs, hidden = params["W_x"].shape[-2:]
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    lead = params["W_y"].shape[:-2]
    more = rng.normal(size=(*lead, hidden, n_inputs)) / np.sqrt(hidden)
    params["W_y"] = np.concatenate([params["W_y"], more], axis=-1)
    params["b_y"] = np.concatenate([params["b_y"], np.zeros((*lead, 1, n_inputs))], axis=-1)
    kept = {name: begin(value) for name, value in params.items()}
    for index in range(steps):
        outputs = {name: params[name][..., :n_symbols] for name in ("W_y", "b_y")}
        yield params | outputs
        X, y = tasks.draw(rng, batch, 1 + int(longest * rng.random()), n_symbols)
        noise = net.draw_noise(rng, params, X, gate=gate_noise, hidden=hidden_noise)
        z, trace = forward(params, X, noise=noise)
        _, delta = net.answer_loss(z[..., :n_symbols], y)
        seen = X[:, :-1]  # asked from the second step on
        _, delta_seen = net.answer_loss(z[..., n_symbols:], seen)
        delta_z = np.concatenate([delta, weight * delta_seen], axis=-1)
        for name, gradient in accumulate(params, X, trace, delta_z).items():
            change, new = adam(gradient, kept[name], alpha, index + 1)
            kept[name] |= new
            params[name] += change
