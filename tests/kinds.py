"""The panels of the course as tests know them, and learners' functions that drive them.

A new panel is one line of ``PANELS``.
"""

import importlib
import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import storm

from course.kit.live import Panel


class Kind(NamedTuple):
    """A panel of the course.

    Attributes
    ----------
    panel : "module.Class", below ``course``; or the class itself
    short : numbers of the course that a storm is too short for, and what they are in it
    most : how many ticks the worker is given at once: fewer where an update takes its time
    given : arguments
    """

    panel: str | type[Panel]
    short: dict[str, int] = {}  # noqa: RUF012 (nobody writes into it)
    most: int = 200
    given: dict[str, Any] = {}  # noqa: RUF012

    def __str__(self) -> str:
        name = self.make.__name__
        return f"{name} of a given {' and '.join(self.given)}" if self.given else name

    @property
    def make(self) -> type[Panel]:
        """Its class."""
        if not isinstance(self.panel, str):
            return self.panel
        module, _, name = self.panel.rpartition(".")
        return getattr(importlib.import_module(f"course.{module}"), name)


def says_half(X):
    """Logits of a network that knows nothing."""
    return np.zeros((len(X), 10)) + 0.5


PANELS = (
    Kind("eleven.panel.ElevenPanel", {"eleven.panel.STEPS": 150}),
    Kind("descent.bucket_panel.BucketPanel", {"descent.bucket_panel.STEPS": 150}),
    Kind("descent.surface_panel.SurfacePanel", {"descent.surface_panel.STEPS": 150}),
    Kind("descent.sweep_panel.SweepPanel", {"descent.sweep_panel.STEPS": 150}),
    Kind("dropout.panel.DropoutPanel", {"dropout.panel.STEPS": 150}),
    Kind("addition.panel.AdditionPanel"),
    Kind("stack.hand_panel.HandPanel"),
    Kind("stack.learn_panel.LearnPanel", {"stack.learn_panel.STEPS": 60}, most=20),
    Kind("digits.train_panel.TrainPanel"),
    Kind("digits.draw_panel.DrawPanel", {"digits.draw_panel.STEPS": 100}),
    Kind("digits.draw_panel.DrawPanel", given={"network": says_half}),
    Kind("graveyard.panel.GravePanel"),
    Kind("rows.panel.RowsPanel", most=20),
)


class Learner:
    """A learner's function: as right as the course's own, until it goes ``wrong``."""

    def __init__(self, right: Callable[..., Any]):
        self._right, self.__name__ = right, right.__name__
        self.wrong: Callable[..., Any] | None = None

    def __call__(self, *given: Any, **named: Any) -> Any:
        return (self.wrong or self._right)(*given, **named)


# Judged before they drive a panel, learners' functions leave alone what they are given. And what
# prints a megabyte, or is never awaited, only makes the report of a test unreadable.
RUBBISH = [
    each
    for each in storm.TAME
    if each not in (storm.writes_into_all_it_gets, storm.prints_a_megabyte, storm.is_awaited)
]


def learners(kind: Kind) -> dict[str, Learner]:
    """A learner's function for each that the panel can be driven by."""
    asked = {
        name: each.default for name, each in inspect.signature(kind.make).parameters.items()
        if name != "clock"
    } | kind.given  # fmt: skip
    return {name: Learner(each) for name, each in asked.items() if inspect.isfunction(each)}
