"""Beside a network while it trains: its curve so far, and its vital signs at one moment.

NumPy only. The panel draws what is noted here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from course.digits.net import DigitStep
from course.graveyard import faults, net, vitals
from course.graveyard.experiments import ask
from course.graveyard.specimens import Specimen
from course.graveyard.trial import Layer, Table, Trial
from course.kit.steps import Params, Rng

POINTS = 80  # of a curve
EXAMINED = 400  # rows that it learns from, and is asked about; for the vital signs half of them


@dataclass(frozen=True, slots=True)
class LayerSeen(vitals.Signs):
    """How a layer is now.

    Attributes
    ----------
    name, kind, units, spread, ratio : as in ``vitals.Signs``
    silent : float from 0 to 1, the share of units that are dead; of sigmoid and tanh units, the
        share of all they say that is saturated

    What cannot be measured, because weights are no numbers any more, is NaN.
    """

    silent: float


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen at one moment.

    Attributes
    ----------
    point : the loss of the batches since the point before, as a mean; the share named right of the
        rows that it learns from, and of the new ones
    inputs : float, how much the inputs differ from row to row
    layers : list of LayerSeen, the answers last
    named : ndarray of shape (n_classes,), how many of the new rows are called what
    there_are : the same of how many there are
    lives : whether it passes the bar of its grave
    """

    point: tuple[float, float, float]
    inputs: float
    layers: list[LayerSeen]
    named: np.ndarray
    there_are: np.ndarray
    lives: bool


class Watch:
    """One training of a specimen, from the start.

    Parameters
    ----------
    grave : whose bar it has to pass
    settings : of ``net.begin``, as it died or treated
    rng : draws all there is to draw
    dead_share, gradient_ratio : the course's, or your own

    Attributes
    ----------
    steps : int, how many updates it will have
    every : int, how many updates are between two points of its curve
    table : what it learns from
    """

    def __init__(
        self,
        grave: Specimen,
        settings: Mapping[str, Any],
        rng: Rng,
        *,
        dead_share: Callable[..., float] = net.dead_share,
        gradient_ratio: Callable[..., dict[str, float]] = net.gradient_ratio,
    ):
        self._grave, self._body = grave, settings["body"]
        self._dead_share, self._gradient_ratio = dead_share, gradient_ratio
        self._record, self._run = net.begin(rng, **settings)
        self.table: Table = self._record.table
        self.batch: int = settings.get("batch", 25)
        n = len(self.table.X)
        deal = settings.get("deal", net.minibatches)
        each = len(deal(np.random.default_rng(0), n, self.batch))
        self.steps: int = settings["epochs"] * each
        self.every = max(1, self.steps // POINTS)
        most = EXAMINED * n // len(self.table.labels)  # of rows with many answers each, fewer
        rows = vitals.evenly(n, most)
        self._X, self._labels = self.table.X[rows], _of_rows(self.table.labels, n, rows)
        signed = vitals.evenly(n, most // 2)
        self._signed = self.table.X[signed], self.table.y[signed]

    @property
    def examined(self) -> int:
        """How many of the rows it learns from it is asked about."""
        return len(self._X)

    @property
    def classes(self) -> int:
        """How many names it may give to a row."""
        return int(max(self.table.labels.max(), self.table.labels_new.max())) + 1

    def run(self) -> Iterator[DigitStep]:
        """The state before each update, and after the last one."""
        step = None
        for step in self._run:
            yield step
        if step is not None:  # its weights are those after the update by now
            yield replace(step, index=step.index + 1)

    def point(self, params: Params) -> tuple[float, float, float]:
        """A point of the curve: loss, share named right, and share of the new rows named right."""
        return self._point(params, self._named(params))

    def _point(self, params: Params, named: np.ndarray) -> tuple[float, float, float]:
        losses = self._record.losses[-self.every :]
        with np.errstate(all="ignore"):
            loss = float(np.mean(losses))
            right = float((self._body.answers(params, self._X.copy()) == self._labels).mean())
            return loss, right, float((named == self.table.labels_new).mean())

    def _named(self, params: Params) -> np.ndarray:
        with np.errstate(all="ignore"):
            return self._body.answers(params, self.table.X_new.copy())

    def look(self, params: Params) -> Look:
        """All that is seen now."""
        with np.errstate(all="ignore"):  # of weights that have run off, much is no number
            X, y = self._signed
            layers = self._body.layers(params, X.copy())
            gradients = ask(self._body, params, X, y)[1]
            named = self._named(params)
            return Look(
                self._point(params, named),
                vitals.spread(X.reshape(len(X), -1)),
                self._signs(layers, params, gradients),
                np.bincount(named, minlength=self.classes),
                np.bincount(self.table.labels_new, minlength=self.classes),
                self._grave.lives(self.trial(params)),
            )

    def _signs(self, layers: list[Layer], params: Params, gradients: Params) -> list[LayerSeen]:
        ratios = self._gradient_ratio(params, gradients)
        return [
            LayerSeen(
                name=layer.name,
                kind=layer.kind,
                units=layer.said.shape[1],
                spread=vitals.spread(layer.said),
                ratio=ratios[layer.weights] if _sound(params, gradients, layer.weights) else np.nan,
                silent=self._silent(layer),
            )
            for layer in layers
        ]

    def _silent(self, layer: Layer) -> float:
        if not np.isfinite(layer.said).all():
            return np.nan
        if layer.kind == "relu":
            return float(self._dead_share(layer.said))
        return vitals.saturated_share(layer.said, layer.kind)

    def trial(self, params: Params) -> Trial:
        """What an autopsy is given."""
        return self._record.trial(params)

    @property
    def guessing(self) -> tuple[float | None, float]:
        """Loss and share named right of the best that says the same of all rows.

        The loss is None where there is no such thing.
        """
        counts = np.bincount(self.table.labels_new)
        return _guessed_loss(self._body, self.table.y, self.batch), counts.max() / counts.sum()


def _of_rows(labels: np.ndarray, n: int, rows: np.ndarray) -> np.ndarray:
    """The labels of some of n rows, of which each may have several."""
    return labels.reshape(n, -1)[rows].ravel()


def _sound(params: Params, gradients: Params, name: str) -> bool:
    return bool(np.isfinite(params[name]).all() and np.isfinite(gradients[name]).all())


def _guessed_loss(body: Any, y: np.ndarray, batch: int) -> float | None:
    if body.name in ("sigmoid", "dropout"):  # half the sum of squares, over a batch
        return float(batch * y.var(axis=0).sum() / 2)
    if getattr(body.loss_and_gradients, "keywords", {}).get("loss_and_delta") is (
        faults.softmax_over_rows
    ):
        return None
    if y.shape[-1] == 1:
        return float(y.var() / 2)
    p = y.reshape(-1, y.shape[-1]).mean(axis=0)
    return float(-(p[p > 0] * np.log(p[p > 0])).sum())
