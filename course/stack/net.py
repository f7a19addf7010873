"""The controller: a small network that pushes, pops and reads, and learns when to.

It walks through a sequence (`course.stack.walk`), answers in the second half, and is told how wrong
it was. Networks can be stacked: parameters of shape (n_runs, …) train side by side on the same
sequences, and every result has n_runs in front.

Grefenstette, Hermann, Suleyman and Blunsom, 2015, section 3.4.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.descent.net import check_alpha
from course.descent.optimisers import adam, begin
from course.kit.steps import Params, Rng, Step
from course.stack import tasks
from course.stack.memories import STACK, Memory
from course.stack.walk import Noise, accumulate, forward, heads


def loss_and_gradients(
    params: Params,
    X: np.ndarray,
    y: np.ndarray,
    *,
    noise: Noise | None = None,
    memory: Memory = STACK,
    heads: Callable[..., Any] = heads,
) -> tuple[float, Params]:
    """Mean cross-entropy of the answers, and its slopes: through time, controller and memory.

    Parameters
    ----------
    X : ndarray of shape (n_sequences, T, n_inputs)
    y : ndarray of shape (n_sequences, n_answers, n_symbols), for the last n_answers steps
    noise, memory, heads : as in ``forward``; the noise is held fixed

    Returns
    -------
    loss : float, or ndarray of shape (n_runs,) for stacked networks
    gradients : dict with the keys and shapes of params
    """
    z, trace = forward(params, X, noise=noise, memory=memory, heads=heads)
    loss, delta_z = answer_loss(z, y)
    return loss, accumulate(params, X, trace, delta_z, memory=memory)


def answer_loss(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy of softmax answers, and its slopes: ``(softmax(z) - y) / n``.

    Parameters
    ----------
    z : ndarray of shape (..., n_sequences, T, n_symbols)
    y : ndarray of shape (n_sequences, n_answers, n_symbols)

    Returns
    -------
    loss : float, or ndarray of shape (n_runs,)
    delta_z : ndarray of the shape of z, 0 at steps that are not asked
    """
    asked = z[..., -y.shape[-2] :, :]
    shifted = asked - asked.max(axis=-1, keepdims=True)  # so that exp cannot overflow
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    n = y.shape[-3] * y.shape[-2]
    delta_z = np.zeros_like(z)
    delta_z[..., -y.shape[-2] :, :] = (np.exp(log_p) - y) / n
    loss = -(y * log_p).sum(axis=(-3, -2, -1)) / n
    return (float(loss) if loss.ndim == 0 else loss), delta_z


# ---- training


def init(
    rng: Rng,
    *,
    n_symbols: int = 4,
    hidden: int = 16,
    m: int = 8,
    memory: Memory = STACK,
    recurrent: bool = False,
    push: float = 2.0,
    pop: float = -2.0,
    runs: int | None = None,
) -> Params:
    """Normally distributed weights, scaled by one over the square root of the inputs.

    Parameters
    ----------
    n_symbols : int, how many symbols there are; one more input says that it is time to answer
    hidden : int, units in the hidden layer
    m : int, length of a value
    memory : what the controller uses; each end has its own push, pop, value and read
    recurrent : whether the hidden layer also sees itself one step before
    push, pop : float, the biases of the two gates; 2 is a push of 0.88 to begin with
    runs : int, if given: stack so many networks

    Raises
    ------
    ValueError
        If a layer would have no units, or there would be no runs.
    """
    for name, size in (("n_symbols", n_symbols), ("hidden", hidden), ("m", m), ("runs", runs)):
        if size is not None and size < 1:
            raise ValueError(f"{name} is {size}; at least one is needed: choose 1 or more")
    lead = () if runs is None else (runs,)
    sizes = {"h": hidden, "d": memory.ends, "u": memory.ends, "v": memory.ends * m, "y": n_symbols}
    params = {f"b_{name}": np.zeros((*lead, 1, size)) for name, size in sizes.items()}
    params["b_d"] += push
    params["b_u"] += pop
    shapes = {"W_x": (n_symbols + 1, hidden), "W_r": (sizes["v"], hidden)}
    shapes |= {f"W_{name}": (hidden, sizes[name]) for name in "duvy"}
    if recurrent:
        shapes["W_h"] = (hidden, hidden)
    for name, (fan_in, fan_out) in shapes.items():
        params[name] = rng.normal(size=(*lead, fan_in, fan_out)) / np.sqrt(fan_in)
    return params


@dataclass(frozen=True, slots=True)
class SequenceStep(Step):
    """A step whose loss is the mean cross-entropy of the sequences drawn for it.

    ``error`` is ``1 - e**-loss``: 1 minus the geometric mean of the probabilities that the network
    gave to the right symbols. ``length`` is how many symbols the sequences had.
    """

    length: int


def train(
    params: Params,
    *,
    n_symbols: int = 4,
    longest: int = 8,
    batch: int = 32,
    task: tasks.Task = tasks.reverse,
    memory: Memory = STACK,
    gate_noise: float = 2.0,
    hidden_noise: float = 0.3,
    alpha: float = 0.01,
    steps: int = 1_000,
    rng: Rng,
    heads: Callable[..., Any] = heads,
) -> Iterator[SequenceStep]:
    """Adam, each update on fresh sequences of one length, with noise while it learns.

    Parameters
    ----------
    params : where to start, as ``init`` gives them; copied, never changed
    n_symbols : int, the symbols to draw from, as many as the network has outputs
    longest : int, lengths are drawn from 1 to this
    batch : int, sequences per update
    gate_noise : float, standard deviation of what is added before the sigmoids of push and pop
    hidden_noise : float, standard deviation of what is added to the hidden layer
    alpha : float above 0
    steps : int, number of updates
    rng : draws lengths, sequences and noise
    heads : as in ``forward``

    Yields
    ------
    SequenceStep
        The state before each update, with the loss under noise. For stacked networks, loss and
        error have shape (n_runs,).

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0, or a size or the noise is too small.
    """
    check_alpha(alpha)
    for name, size, least in (
        ("longest", longest, 1),
        ("batch", batch, 1),
        ("gate_noise", gate_noise, 0),
        ("hidden_noise", hidden_noise, 0),
    ):
        if not least <= size < np.inf:
            raise ValueError(f"{name} is {size}: choose a number from {least} up")
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    kept = {name: begin(value) for name, value in params.items()}
    for index in range(steps):
        length = 1 + int(longest * rng.random())
        X, y = tasks.draw(rng, batch, length, n_symbols, task)
        noise = draw_noise(rng, params, X, gate=gate_noise, hidden=hidden_noise)
        loss, gradients = loss_and_gradients(params, X, y, noise=noise, memory=memory, heads=heads)
        yield SequenceStep(index, loss, -np.expm1(-loss), params, length)
        for name, gradient in gradients.items():
            change, new = adam(gradient, kept[name], alpha, index + 1)
            kept[name] |= new
            params[name] += change


def draw_noise(rng: Rng, params: Params, X: np.ndarray, *, gate: float, hidden: float) -> Noise:
    """Normally distributed noise for one run over X, as ``forward`` takes it."""
    lead = (*params["b_h"].shape[:-2], *X.shape[:-1])
    sizes = {"h": (hidden, "b_h"), "d": (gate, "b_d"), "u": (gate, "b_u")}
    return {
        name: std * rng.normal(size=(*lead, params[bias].shape[-1]))
        for name, (std, bias) in sizes.items()
    }


# ---- from memory


def rebuild(v, u, d):
    """A whole neural stack: what is read after each step.

    Parameters
    ----------
    v : ndarray of shape (T, m), the value that each step pushes
    u, d : ndarrays of shape (T,), how much each step pops, and then pushes, from 0 to 1

    Returns
    -------
    ndarray of shape (T, m)
        What is on top after each step, 1 in all if there is as much.
    """
    s: list[float] = []
    reads = []
    for t in range(len(v)):
        take = u[t]
        for i in reversed(range(t)):
            s[i], take = max(0.0, s[i] - take), max(0.0, take - s[i])
        s.append(d[t])
        room, r = 1.0, np.zeros(v.shape[1])
        for i in reversed(range(t + 1)):
            r += min(s[i], room) * v[i]
            room = max(0.0, room - s[i])
        reads.append(r)
    return np.array(reads)
