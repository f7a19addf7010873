"""Stack, queue and double-ended queue behind one door, so that one controller can use any of them.

A memory has one end or two. Pops, pushes and reads carry an axis for them, also where it is 1 long.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course.stack import deque, queue, stack


@dataclass(frozen=True)
class Memory:
    """What a controller needs to know of a memory.

    Attributes
    ----------
    name : str
    ends : int, 1 or 2: how many values are pushed, popped and read in each step
    strengths : ``(s, u, d) -> s``, with u and d of shape (..., ends), s growing by ``ends``
    weights : ``s -> `` ndarray of shape (..., ends, t)
    strengths_backward : ``(s, u, delta) -> delta_s, delta_u, delta_d``
    weights_backward : ``(s, delta) -> delta_s``
    """

    name: str
    ends: int
    strengths: Callable[..., np.ndarray]
    weights: Callable[..., np.ndarray]
    strengths_backward: Callable[..., tuple[np.ndarray, np.ndarray, np.ndarray]]
    weights_backward: Callable[..., np.ndarray]

    def places(self, t: int, steps: int) -> list[int]:
        """Where, among all values that ``steps`` steps push, those of step t stand, end by end."""
        return [t] if self.ends == 1 else [steps - 1 - t, steps + t]

    def window(self, t: int, steps: int) -> slice:
        """Which of them there are after step t."""
        places = self.places(t, steps)
        return slice(0 if self.ends == 1 else places[0], places[-1] + 1)


def _one_ended(room) -> Memory:
    def strengths(s, u, d):
        return room.strengths(s, u[..., 0], d[..., 0])

    def weights(s):
        return room.weights(s)[..., None, :]

    def strengths_backward(s, u, delta):
        delta_s, delta_u = room.pop_backward(s, u[..., 0], delta[..., :-1])
        return delta_s, delta_u[..., None], delta[..., -1:]

    def weights_backward(s, delta):
        return room.weights_backward(s, delta[..., 0, :])

    name = room.__name__.rpartition(".")[-1]
    return Memory(name, 1, strengths, weights, strengths_backward, weights_backward)


STACK = _one_ended(stack)
QUEUE = _one_ended(queue)
DEQUE = Memory(
    "deque",
    2,
    deque.strengths,
    deque.weights,
    deque.strengths_backward,
    deque.weights_backward,
)
MEMORIES = {memory.name: memory for memory in (STACK, QUEUE, DEQUE)}


def run(
    v: np.ndarray, u: np.ndarray, d: np.ndarray, *, memory: Memory = STACK
) -> tuple[list[np.ndarray], np.ndarray]:
    """Use a memory by hand, one step after the other.

    Parameters
    ----------
    v : ndarray of shape (..., n_steps, ends, m), what is pushed
    u, d : ndarrays of shape (..., n_steps, ends), pops and pushes, from 0 to 1

    Returns
    -------
    s : list of n_steps ndarrays, the strengths after each step
    r : ndarray of shape (..., n_steps, ends, m), what is read after each step

    Raises
    ------
    ValueError
        If there is no step, the shapes do not fit, or a pop or a push is not a number from 0 to 1.
    """
    check_gates(u, d)
    if v.shape[:-1] != u.shape or u.shape != d.shape or u.shape[-1] != memory.ends:
        raise ValueError(
            f"v, u and d have the shapes {v.shape}, {u.shape} and {d.shape}; u and d should have "
            f"the shape (..., n_steps, {memory.ends}), and v one axis more"
        )
    steps = u.shape[-2]
    V = np.zeros((*u.shape[:-2], memory.ends * steps, v.shape[-1]))
    s, strengths, reads = np.zeros((*u.shape[:-2], 0)), [], []
    for t in range(steps):
        V[..., memory.places(t, steps), :] = v[..., t, :, :]
        s = memory.strengths(s, u[..., t, :], d[..., t, :])
        strengths.append(s)
        reads.append(memory.weights(s) @ V[..., memory.window(t, steps), :])
    return strengths, np.stack(reads, axis=-3)


def check_gates(u: np.ndarray, d: np.ndarray) -> None:
    """Refuse pops and pushes that are no shares, and a sequence without a step."""
    for name, gate in (("pop u", u), ("push d", d)):
        if gate.ndim < 2:
            raise ValueError(
                f"the {name} has shape {gate.shape}; (..., n_steps, ends) is expected: give it an "
                "axis for the ends, also if there is one"
            )
        if gate.shape[-2] == 0:
            raise ValueError(
                f"the {name} has shape {gate.shape}: there is no step in it; give at least one"
            )
        outside = gate[~((gate >= 0) & (gate <= 1))]
        if outside.size:
            raise ValueError(
                f"a {name} of {outside[0]:g} is asked for: it is a share of a value, so choose a "
                "number from 0 to 1"
            )
