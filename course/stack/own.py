"""A stack made of functions that a learner wrote."""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.stack import stack
from course.stack.memories import Memory

Function = Callable[..., Any]
# What a stack is made of, as the course has it.
PARTS: dict[str, Function] = {
    "strengths": stack.strengths,
    "read": stack.read,
    "strengths_backward": stack.strengths_backward,
    "read_backward": stack.read_backward,
}


def stack_of(
    *,
    strengths: Function,
    read: Function,
    strengths_backward: Function,
    read_backward: Function,
) -> Memory:
    """A memory with one end that does what these functions do.

    The functions are as in ``PARTS``, and are asked with one axis in front, the sequences. So it
    serves one network, not networks side by side.

    What ``read(V, s)`` gives if the values are the rows of the identity is how much of each value
    is read. In the same way ``read_backward(V, s, delta)`` gives the slopes for ``s``.
    """

    def step(s, u, d):
        return strengths(s, u[..., 0], d[..., 0])

    def weights(s):
        return read(_identities(s), s)[..., None, :]

    def step_backward(s, u, delta):
        delta_s, delta_u, delta_d = strengths_backward(s, u[..., 0], delta)
        return delta_s, delta_u[..., None], delta_d[..., None]

    def weights_backward(s, delta):
        return read_backward(_identities(s), s, delta[..., 0, :])[1]

    return Memory("stack", 1, step, weights, step_backward, weights_backward)


def _identities(s: np.ndarray) -> np.ndarray:
    """An identity matrix for each row of strengths."""
    return np.broadcast_to(np.eye(s.shape[-1]), (*s.shape, s.shape[-1]))
