"""All vital signs of one network: each is taken when it is asked for, and only once."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from course.graveyard import experiments, vitals
from course.graveyard.net import dead_share, gradient_ratio
from course.graveyard.trial import Layer, Trial
from course.kit.steps import Params

ROWS, BATCH = 200, 20  # what layers are asked about; what losses and gradients are taken of
LIVES = 0.6  # of what guessing leaves wrong, of the rows that it learned from
BETTER = 0.3  # of what guessing leaves wrong: by so much an experiment has to mend a network
UPDATES, SLICE = 500, 10  # of an experiment, at most; after how many others may have their turn

T = TypeVar("T")
Slices = Generator[None, None, T]  # work that takes its time, handing back control now and then


@dataclass(frozen=True, slots=True)
class LayerSigns(vitals.Signs):
    """One layer, before the first update or after the last.

    Attributes
    ----------
    name, kind, units, spread, ratio : as in ``vitals.Signs``
    dead : share of its units that say nothing, whatever the row; 0 for units that are no ReLUs
    saturated : share of what it says that is within 0.01 of an end
    slope : how much of a change gets through its units, from 0 to 1
    rank : in how many independent directions it differs from row to row
    """

    dead: float
    saturated: float
    slope: float
    rank: int


class Examination:
    """A trial, and what can be measured on it.

    Parameters
    ----------
    trial : what the training left behind
    """

    def __init__(self, trial: Trial) -> None:
        self.trial, self.body = trial, trial.body
        used = np.flatnonzero(trial.seen) if trial.seen.any() else np.arange(len(trial.X))
        order = np.random.default_rng(0).permutation(used)
        self.rows, self.batch = order[:ROWS], order[:BATCH]
        self._shuffled: float | None = None
        if len(used) > 1:
            self.batch = self.batch[: len(self.batch) // 2 * 2]

    # ---- layers

    @cached_property
    def said_at_start(self) -> list[Layer]:
        """What each layer said before the first update."""
        return self.body.layers(self.trial.start, self.trial.X[self.rows].copy())

    @cached_property
    def said_at_end(self) -> list[Layer]:
        """What each layer says after the last update."""
        return self.body.layers(self.trial.params, self.trial.X[self.rows].copy())

    @cached_property
    def start(self) -> list[LayerSigns]:
        """The layers before the first update."""
        return self._signs(self.said_at_start, self.trial.start)

    @cached_property
    def end(self) -> list[LayerSigns]:
        """The layers after the last update."""
        return self._signs(self.said_at_end, self.trial.params)

    def _signs(self, layers: list[Layer], params: Params) -> list[LayerSigns]:
        ratios = gradient_ratio(params, experiments.ask(self.body, params, *self.few)[1])
        return [
            LayerSigns(
                name=layer.name,
                kind=layer.kind,
                units=layer.said.shape[1],
                spread=vitals.spread(layer.said),
                dead=dead_share(layer.said) if layer.kind == "relu" else 0.0,
                saturated=vitals.saturated_share(layer.said, layer.kind),
                slope=vitals.mean_slope(layer.said, layer.kind),
                rank=vitals.rank(layer.said[: 2 * ROWS]),
                ratio=ratios[layer.weights],
            )
            for layer in layers
        ]

    @cached_property
    def spread_of_inputs(self) -> float:
        """How much the inputs differ from row to row."""
        return vitals.spread(self.trial.X[self.rows].reshape(len(self.rows), -1))

    # ---- rows and answers

    @property
    def few(self) -> tuple[np.ndarray, np.ndarray]:
        """A batch, of rows that were learned from."""
        return self.trial.X[self.batch], self.trial.y[self.batch]

    @cached_property
    def classes(self) -> tuple[np.ndarray, np.ndarray]:
        """The classes that there are, and how many of the labels belong to each."""
        return np.unique(self.trial.labels, return_counts=True)

    @cached_property
    def answers_new(self) -> np.ndarray:
        """What each new row is called."""
        return self.body.answers(self.trial.params, self.trial.X_new.copy())

    @cached_property
    def accuracy_seen(self) -> float:
        """Share that it names right of the rows that it learned from."""
        return self._share_right(self.trial.params)

    def _share_right(self, params: Params) -> float:
        t = self.trial
        labels = t.labels.reshape(len(t.X), -1)[self.rows].ravel()  # of a sequence there are more
        return float((self.body.answers(params, t.X[self.rows].copy()) == labels).mean())

    @cached_property
    def guessing(self) -> float:
        """What the one best answer to everything would get right."""
        return float(self.classes[1].max() / self.classes[1].sum())

    @cached_property
    def skill(self) -> float:
        """How much of what guessing leaves wrong it gets right, of rows learned from: 0 to 1."""
        return self._skill(self.accuracy_seen)

    def _skill(self, accuracy: float) -> float:
        return max(0.0, (accuracy - self.guessing) / (1 - self.guessing))

    @cached_property
    def unwell(self) -> bool:
        """Whether it has not learned what it was taught."""
        return not self.finite or self.skill < LIVES

    @cached_property
    def skill_new(self) -> float:
        """How much of what guessing leaves wrong it gets right, of new rows: 0 to 1.

        Each class counts alike: new rows may be more lopsided than those that it learned from.
        """
        found = vitals.recall(self.trial.labels_new, self.answers_new)
        by_chance = 1 / len(self.classes[0])
        return max(0.0, (float(np.mean(list(found.values()))) - by_chance) / (1 - by_chance))

    @cached_property
    def strangers(self) -> bool:
        """Whether it has learned its rows, and names new ones hardly better than by guessing."""
        return not self.unwell and self.skill_new < LIVES / 2

    @cached_property
    def finite(self) -> bool:
        """Whether all weights are numbers at the end."""
        return all(bool(np.isfinite(W).all()) for W in self.trial.params.values())

    # ---- losses and experiments

    def loss(self, params: Params) -> float:
        """The loss of 200 rows that were learned from."""
        return experiments.ask(self.body, params, self.trial.X[self.rows], self.trial.y[self.rows])[
            0
        ]

    @cached_property
    def moments(self) -> list[tuple[str, Params]]:
        """The weights that can be asked: the first ones, and the last if they are numbers."""
        both = [("at the start", self.trial.start), ("at the end", self.trial.params)]
        return both if self.finite else both[:1]

    @cached_property
    def throw(self) -> float:
        """How far one of the first updates throws a matrix, against its length."""
        return experiments.longest_throw(self.trial, self.stride * float(self.trial.alphas[0]))

    @cached_property
    def stride(self) -> float:
        """The usual length of a step, as a multiple of alpha times the gradient."""
        known = self.trial.strides[np.isfinite(self.trial.strides)]
        return float(np.median(known)) if known.size else 1.0

    @property
    def usual_step(self) -> float:
        """The usual step, as a multiple of the gradient."""
        return float(np.median(self.trial.alphas)) * self.stride

    def shuffled(self) -> Slices[float]:
        """The skill if it goes on with the usual step, with rows that are drawn at random.

        Any other length of step has to do better than this one, or it is not the length.
        """
        if self._shuffled is None:
            self._shuffled = yield from self.goes_on(self.trial.params, self.usual_step)
        return self._shuffled

    def goes_on(self, params: Params, alpha: float) -> Slices[float]:
        """The skill after as many updates again, at most 500, of another length."""
        updates = min(len(self.trial.losses), UPDATES)
        last = params
        for i, weights in enumerate(experiments.retrain(self.trial, params, alpha, updates)):
            last = weights
            if i % SLICE == 0:
                yield
        return self._skill(self._share_right(last))
