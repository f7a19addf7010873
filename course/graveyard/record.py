"""What is written down of a training while it goes on, for those who examine it afterwards."""

from collections.abc import Callable, Iterator

import numpy as np

from course.descent.optimisers import Memory, Update
from course.digits.net import DigitStep
from course.graveyard import settings as checked
from course.graveyard.trial import Body, Table, Trial
from course.kit.steps import Params, Rng

Deal = Callable[[Rng, int, int], list[np.ndarray]]


class Record:
    """Writes down, between trainer, batches and optimiser, what goes from one to the other.

    ``deal`` and ``update`` are to be used in place of those given; then the lists below grow as the
    training goes on.

    Parameters
    ----------
    table : what is learned from
    body : the kind of network
    start : the weights before the first update
    deal, update : what is really used
    """

    def __init__(
        self, table: Table, body: Body, start: Params, *, deal: Deal, update: Update
    ) -> None:
        self.table, self.body = table, body
        self.start = {name: np.array(value, dtype=float) for name, value in start.items()}
        self.seen = np.zeros(len(table.X), dtype=int)
        self.losses: list[float] = []
        self.alphas: list[float] = []
        self.strides: list[float] = []
        self._deal, self._update = deal, update

    def deal(self, rng: Rng, n_rows: int, batch: int) -> list[np.ndarray]:
        """The batches of an epoch, counted."""
        batches = self._deal(rng, n_rows, batch)
        dealt = checked.check_batches(batches, n_rows, batch)
        self.seen += np.bincount(dealt, minlength=n_rows)
        return batches

    def update(
        self, gradient: np.ndarray, memory: Memory, alpha: float, t: int
    ) -> tuple[np.ndarray, Memory]:
        """A step, measured."""
        change, kept = self._update(gradient, memory, alpha, t)
        asked = alpha * np.sqrt(gradient.dot(gradient))
        self.alphas.append(alpha)
        self.strides.append(np.sqrt(change.dot(change)) / asked if asked else 1.0)
        return change, kept

    def follow(self, run: Iterator[DigitStep]) -> Iterator[DigitStep]:
        """The same steps, and their losses are kept."""
        for step in run:
            self.losses.append(float(step.loss))
            yield step

    def trial(self, params: Params) -> Trial:
        """All of it, up to these weights, which are copied."""
        return Trial(
            self.body,
            *self.table,
            start=self.start,
            params={name: value.copy() for name, value in params.items()},
            losses=np.array(self.losses),
            alphas=np.array(self.alphas),
            strides=np.array(self.strides),
            seen=self.seen.copy(),
        )
