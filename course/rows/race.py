"""A run against the clock: what a network named right after how many seconds of training.

The clock runs only while an update is made. It stands while somebody looks: while the network is
asked about rows, and while a picture is drawn. Seconds are those of this machine, on this day.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.kit.steps import Step
from course.rows import asking, data, net

ASKED = 500  # training rows that are asked; of validation rows there are as many
ROUND = (1, 1.5, 2, 3, 5, 7, 10)
LOOKS = 4  # from one doubling of the updates to the next, or fewer while updates are few


@dataclass(frozen=True, slots=True)
class Look:
    """What a network named right just before update ``index``, after so many seconds.

    ``training`` and ``validation`` are shares from 0 to 1, ``epoch`` counts with a fraction.
    """

    index: int
    epoch: float
    seconds: float
    training: float
    validation: float


class Race:
    """One run: its steps pass through here, and are timed and looked at.

    Parameters
    ----------
    split : the rows it learns from, and those it is asked about
    settings : dict of what it was started with, for whoever compares it with another
    clock : tells seconds; a test has one that can be put forward

    Attributes
    ----------
    steps, each : how many updates it has in all, and in an epoch
    seconds : of training so far; the clock starts at the first step, so that one is at 0
    looks : list of Look, the first at step 0
    asked : how many training and how many validation rows are asked at each look
    z : ndarray of shape (n_validation, n_outputs), the last weighted sums of the validation rows
        at the last look
    """

    def __init__(
        self,
        split: data.Split,
        settings: dict[str, Any],
        *,
        clock: Callable[[], float] = time.perf_counter,
    ):
        self.settings = settings
        self.each = -(-len(split.training.X) // settings["batch"])
        self.steps = self.each * settings["epochs"]
        self.seconds = 0.0
        self.looks: list[Look] = []
        self.asked = len(split.training.X[:ASKED]), len(split.validation.X)
        self._split, self._clock = split, clock
        self._now: Look | None = None

    def timed(self, run: Iterator[Step]) -> Iterator[Step]:
        """The same steps, with a look now and then, until its last update has been made."""
        step = next(run)
        while True:
            if is_due(step.index) or step.index == self.steps:
                self.looks.append(self.look(step))
            yield step
            if step.index == self.steps:
                return
            began = self._clock()
            step = next(run)
            self.seconds += self._clock() - began

    def look(self, step: Step) -> Look:
        """Ask the network about rows, once for each step."""
        if self._now is None or self._now.index != step.index:
            X, labels = (part[:ASKED] for part in self._split.training)
            named = asking.answers(step.params, X) == labels
            self.z, _ = net.forward(step.params, self._split.validation.X)
            right = self.z.argmax(axis=1) == self._split.validation.labels
            shares = float(named.mean()), float(right.mean())
            self._now = Look(step.index, step.index / self.each, self.seconds, *shares)
        return self._now

    def curve(self) -> list[Look]:
        """All looks so far, and the last that was asked for in between."""
        now = self._now
        return [*self.looks, now] if now and now.index > self.looks[-1].index else [*self.looks]


def is_due(index: int) -> bool:
    """Whether a look is due at this step: evenly on a scale that doubles, from 0 on."""
    return index % max(1, 2 ** (index.bit_length() - 1) // LOOKS) == 0


def first_at(looks: Sequence[Look], share: float) -> Look | None:
    """The first look at which so many validation rows were named right.

    Parameters
    ----------
    looks : in the order of the run
    share : float from 0 to 1

    Returns
    -------
    Look, or None if they never were
    """
    return next((look for look in looks if look.validation >= share), None)


def scale_of(W: np.ndarray) -> float:
    """A round number that few weights are beyond: three standard deviations, rounded up.

    Parameters
    ----------
    W : ndarray of any shape

    Returns
    -------
    float above 0; 1 if the weights are all the same, or some are no numbers
    """
    most = 3 * float(W.std())
    if not np.isfinite(most) or most == 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(most))
    return float(next(f"{power * step:.2g}" for step in ROUND if power * step >= most))
