"""Whose functions a panel of this room walks with: the learner's own, or the course's."""

import reprlib
from collections.abc import Callable
from typing import Any

import numpy as np

from course.descent import net
from course.kit.checking import accepted

# Which function of the learner's is at work in which optimiser.
WRITTEN = {"plain": net.descent_step, "momentum": net.momentum, "Adam": net.adam}


class Walker:
    """The optimisers of a panel, three of them driven by what a learner wrote.

    Parameters
    ----------
    descent_step, momentum, adam : callable
        What ``descent.check`` returned. Each is the learner's once it is right, else the course's.
    """

    def __init__(
        self,
        descent_step: Callable[..., Any],
        momentum: Callable[..., Any],
        adam: Callable[..., Any],
    ):
        given = {"plain": descent_step, "momentum": momentum, "Adam": adam}
        self._own = {name: _own(name, function) for name, function in given.items()}

    def update(self, optimiser: str) -> net.Update:
        """The update of this name."""
        own = self._own.get(optimiser)
        if own is None:
            return net.OPTIMISERS[optimiser]
        return _as_update(own) if optimiser == "plain" else own

    def who(self, optimiser: str) -> str:
        """Who drives it, in words."""
        if optimiser not in WRITTEN:
            return f"driven by the course's {optimiser}"
        name = WRITTEN[optimiser].__name__
        if self._own[optimiser] is None:
            return f"driven by the course's {name}, until yours has passed"
        return f"driven by your {name}"


def _own(optimiser: str, function: Callable[..., Any]) -> Callable[..., Any] | None:
    """A learner's function if it is right, else None."""
    courses = WRITTEN[optimiser]
    if function is courses:
        return None
    passed = accepted(f"descent.{courses.__name__}", function)
    return None if passed is courses else passed


def _as_update(descent_step: Callable[..., Any]) -> net.Update:
    """A step from 0, over ground that has this slope everywhere, is the change of the weights."""

    def update(
        gradient: np.ndarray, memory: net.Memory, alpha: float, t: int
    ) -> tuple[np.ndarray, net.Memory]:
        def slope(x: np.ndarray) -> np.ndarray:
            if np.shape(x) != gradient.shape:
                raise ValueError(
                    f"slope was asked for {reprlib.repr(x)} of shape {np.shape(x)}, but the places "
                    f"have shape {gradient.shape}; ask for all places at once: slope(x)"
                )
            return gradient

        return descent_step(np.zeros_like(gradient), slope, alpha), {}

    return update
