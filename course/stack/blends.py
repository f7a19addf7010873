"""What a memory holds and gives, step by step, in words: "0.5 v2 + 0.5 v1"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Held:
    """A memory after a step, its values being the rows of the identity.

    Attributes
    ----------
    u, d : float, pop and push of the step
    before : ndarray of shape (t - 1,), strengths before it
    taken : ndarray of shape (t - 1,), what the pop has taken
    s : ndarray of shape (t,), strengths after it
    r : ndarray of shape (t,), how much of each value is read
    """

    u: float
    d: float
    before: np.ndarray
    taken: np.ndarray
    s: np.ndarray
    r: np.ndarray


# ``(s, u, d) -> s, r``: strengths before, pop, push; strengths after, and what is read.
OneStep = Callable[[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def of_stack(strengths: Callable[..., Any], read: Callable[..., Any]) -> OneStep:
    """One step of a stack that is made of these two functions."""

    def step(s, u, d):
        s = strengths(s, u, d)
        return s, read(np.eye(len(s)), s)

    return step


def of_queue(function: Callable[..., Any]) -> OneStep:
    """One step of a queue by ``function(V, s, v, u, d) -> V, s, r``."""

    def step(s, u, d):
        values = np.eye(len(s) + 1)
        return function(values[:-1], s, values[-1], float(u), float(d))[1:]

    return step


def take(step: OneStep, s: np.ndarray, u: float, d: float) -> Held:
    """Make one step, and see what its pop has taken."""
    after, r = step(s, np.array(u), np.array(d))
    return Held(u, d, s, s - after[:-1], after, r)


def walk(step: OneStep, u: list[float], d: list[float]) -> list[Held]:
    """Walk from an empty memory through all steps."""
    held: list[Held] = []
    for pop, push in zip(u, d, strict=True):
        held.append(take(step, held[-1].s if held else np.zeros(0), pop, push))
    return held


def blend(shares: np.ndarray, front: int = -1) -> str:
    """How much of each value, first what is read first.

    Parameters
    ----------
    shares : ndarray of shape (t,)
    front : -1 if that is the newest (a stack), 1 if it is the oldest (a queue)
    """
    there = [i for i in range(len(shares))[::front] if shares[i] >= 0.005]
    return " + ".join(f"{short(shares[i])} v{i + 1}" for i in there) or "nothing"


def short(number: float) -> str:
    """A strength to two digits behind the point."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
