"""How the post moves error back through its stack, rule by rule, to be held against true slopes.

Three rules stand in its code. Two tests in the one for the strengths ask whether a ``max(0, …)`` is
at least 0, which it always is, so this rule acts as if every value were reached by every pop and
kept something. And no line hands the error of a value on to the step before, so a value hears only
of the read of the step that pushed it. The rules are told here in the course's own functions.

Trask, "How to Code and Understand DeepMind's Neural Stack Machine", 2016.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course.stack import stack
from course.stack.memories import STACK, Memory


def strengths_backward(s: np.ndarray, u: np.ndarray, delta: np.ndarray):
    """Slopes for `s`, `u` and `d` as the post has them: no value is ever out of reach or used up.

    Shapes as in ``stack.strengths_backward``.
    """
    left = delta[..., :-1]
    return left + stack.above_backward(left), -left.sum(axis=-1), delta[..., -1]


def own_read(s: np.ndarray) -> np.ndarray:
    """The weights by which values hear of a read as the post has it: the newest, no other."""
    alone = np.zeros_like(s)
    alone[..., -1] = stack.weights(s)[..., -1]
    return alone


right_reads = stack.weights  # every value hears of every read that it had a share in


def _for_memory(s, u, delta):
    delta_s, delta_u, delta_d = strengths_backward(s, u[..., 0], delta)
    return delta_s, delta_u[..., None], delta_d[..., None]


# Only for the way back: what is read depends on all weights, in the post as well.
STRENGTHS_RULE: Memory = replace(STACK, strengths_backward=_for_memory)
VALUES_RULE: Memory = replace(STACK, weights=lambda s: own_read(s)[..., None, :])
ALL_RULES: Memory = replace(STRENGTHS_RULE, weights=VALUES_RULE.weights)


@dataclass(frozen=True, slots=True)
class Slopes:
    """Slopes for what a stack was given: `v` of shape (T, m), `u` and `d` of shape (T,)."""

    v: np.ndarray
    u: np.ndarray
    d: np.ndarray


def slopes(
    v: np.ndarray,
    u: np.ndarray,
    d: np.ndarray,
    delta: np.ndarray,
    *,
    strengths_backward: Callable[..., Any] = stack.strengths_backward,
    heard: Callable[..., np.ndarray] = right_reads,
) -> Slopes:
    """Walk through a sequence, and back with the slopes of what was read.

    Parameters
    ----------
    v : ndarray of shape (T, m), what each step pushes
    u, d : ndarrays of shape (T,), pops and pushes
    delta : ndarray of shape (T, m), slopes of the loss for the reads
    strengths_backward : the rule for the strengths
    heard : ``s -> `` ndarray of the same shape: by which weights the values hear of a read
    """
    s = [np.zeros(0)]
    for t in range(len(v)):
        s.append(stack.strengths(s[-1], u[t], d[t]))
    found = Slopes(np.zeros_like(v), np.zeros_like(u), np.zeros_like(d))
    delta_s = np.zeros_like(s[-1])
    for t in reversed(range(len(v))):
        after = s[t + 1]
        found.v[: t + 1] += heard(after)[:, None] * delta[t]
        delta_s = delta_s + stack.read_backward(v[: t + 1], after, delta[t])[1]
        delta_s, found.u[t], found.d[t] = strengths_backward(s[t], u[t], delta_s)
    return found
