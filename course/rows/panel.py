"""The live picture of lesson 08: a network learns MNIST against the clock, one batch at a time."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.digits.net import one_hot
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import READ_OUT_EVERY, Panel
from course.kit.steps import Step
from course.rows import asking, data, driven, net, pieces, words
from course.rows.picture import SHOWN, RowsPicture
from course.rows.pictures import SIDE
from course.rows.race import Look, Race, scale_of
from course.rows.script import rows_script

BATCHES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 4_000)
HIDDEN = (1, 5, 10, 30, 50, 100, 200, 300)
ALPHAS = (0.01, 0.03, 0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
DECAYS = (0.0, 0.00001, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.1)
SCALES = ("inputs", 0.001, 0.01, 0.1, 1.0)
EPOCHS = (1, 2, 5, 10, 30, 60, 100)
COSTS = ("quadratic", "cross-entropy", "softmax")
DRIVERS = ("batch_forward", "batch_backward", "delta", "l2_update")
KEPT = 10  # a run that has come this part of its way is kept behind the next one


class RowsPanel(Panel):
    """Train a network on MNIST; watch how much it names right after how many seconds of training.

    The clock runs only while updates are made. The run before stands behind in grey, if it had come
    a tenth of its way; Reset takes it away.

    Parameters
    ----------
    batch_forward, batch_backward, delta, l2_update : callable
        What drives the panel: what ``rows.check`` returned. That is your own function once it is
        right, and the course's until then.
    clock : callable
        Tells seconds; for tests.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        batch (one of ``BATCHES``), hidden (units: one of ``HIDDEN``), alpha (one of ``ALPHAS``),
        decay (one of ``DECAYS``), cost ("quadratic", "cross-entropy" or "softmax"), scale (standard
        deviation of the first weights: one of ``SCALES``; "inputs" is one over the square root of
        how many inputs a unit has), epochs (one of ``EPOCHS``), seed (0 to 9999), speed
        (updates a frame, as far as there is time for them).
    """

    def __init__(
        self,
        batch_forward: Callable[..., Any] = pieces.batch_forward,
        batch_backward: Callable[..., Any] = pieces.batch_backward,
        delta: Callable[..., Any] = pieces.delta,
        l2_update: Callable[..., Any] = pieces.l2_update,
        *,
        clock: Callable[[], float] = time.perf_counter,
        synchronous: bool = False,
        **settings: Any,
    ):
        given = batch_forward, batch_backward, delta, l2_update
        self._by: dict[str, Any] = {
            name: accepted(f"rows.{name}", function)
            for name, function in zip(DRIVERS, given, strict=True)
        }
        self._split, self._clock = data.split(), clock
        self._targets = one_hot(self._split.training.labels)
        self._race: Race | None = None
        self._before: Race | None = None
        self._forget = False
        self._page = RowsPicture()
        super().__init__(
            self._page,
            _controls(),
            alt="Curves of the training and validation rows that are named right, against seconds "
            "of training, with the run before in grey; the weights of each hidden unit as a "
            "picture; and the ten worst mistakes among the validation rows.",
            settings=settings,
            synchronous=synchronous,
        )
        self.reset_button.tooltip = "Back to the same first weights, and no run before in grey"

    def reset(self) -> None:
        """Back to the same first weights, waiting there; the run before is forgotten."""
        self._forget = True
        super().reset()

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        race = Race(self._split, settings, clock=self._clock)
        rng = np.random.default_rng(settings["seed"])
        sizes = (SIDE**2, settings["hidden"], 10)
        run = driven.train(
            self._split.training.X, self._targets,
            net.init(rng, sizes=sizes, scale=settings["scale"]),
            epochs=settings["epochs"] + 1,  # whose first step is the state after the last update
            rng=rng, **self._by,
            **{name: settings[name] for name in ("batch", "alpha", "decay", "cost")},
        )  # fmt: skip
        return self._noted(race, run)

    def _noted(self, race: Race, run: Iterator[Step]) -> Iterator[Step]:
        """The same steps, timed."""
        for step in race.timed(run):
            if step.index == 0:  # until it has come, the run before is on screen
                self._keep()
                self._race = race
            yield step

    def _keep(self) -> None:
        """The run that was on screen becomes the one before, if it has come far enough."""
        if self._forget:
            self._before, self._forget = None, False
        elif self._race and self._race.curve()[-1].index >= self._race.steps / KEPT:
            self._before = self._race

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        race = self._racing()
        # What changes faster than that cannot be read.
        asked = not self.driver.running or self._frames % READ_OUT_EVERY == 0
        if asked:
            race.look(step)
        seconds = words.duration(race.seconds)
        state = f"{seconds}, epoch {step.index / race.each:.3g} of {settings['epochs']}"
        self._page.show_curves(race.curve(), self._looks_before(), self._difference(), state)
        W = step.params["W0"]
        self._scale = scale_of(W)
        self._shown = self._page.show_weights(W, self._scale)
        if asked:
            self._choose_mistakes()
        self._page.show_mistakes(*self._mistakes)

    def _choose_mistakes(self) -> None:
        """The validation rows that were named wrong most decidedly at the last look."""
        X, labels = self._split.validation
        z = self._racing().z
        called, worst = z.argmax(axis=1), asking.most_behind(z, labels, count=SHOWN)
        self._pairs = list(zip(labels[worst].tolist(), called[worst].tolist(), strict=True))
        names = [f"{is_it} → {name}" for is_it, name in self._pairs]
        title = _title(len(worst), int((called != labels).sum()))
        self._mistakes = X[worst].reshape(-1, SIDE, SIDE), names, title

    def _racing(self) -> Race:
        assert self._race is not None  # its first step has come
        return self._race

    def _looks_before(self) -> list[Look]:
        return self._before.curve() if self._before else []

    def _difference(self) -> str:
        """What the run before was started with, as far as it was something else."""
        if not self._before:
            return ""
        return words.difference(self._racing().settings, self._before.settings)

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        race = self._racing()
        now = race.look(step)
        looks, before, rows = race.curve(), self._looks_before(), len(self._split.training.X)
        batch = min(settings["batch"], rows)
        lines = [
            f"step {step.index:,} of {race.steps:,}, epoch {now.epoch:.3g} of "
            f"{settings['epochs']}, {words.duration(now.seconds)} of training; loss of the "
            f"{batch:,} row{'s' * (batch > 1)} learnt from next {step.loss:.3g}",
            f"{words.tells_now(now, race.asked)}; {words.goal(looks)}",
        ]
        if not np.isfinite(step.loss):
            lines.append("the numbers have overflowed: try a smaller alpha or std")
        if before:
            lines.append(words.tells_before(before, self._difference()))
        return [
            *lines,
            words.tells_weights(step.params["W0"], self._shown, self._scale),
            words.tells_mistakes(self._pairs),
            f"an epoch: {net.batches_in_words(rows, settings['batch']).rstrip('.')}",
            words.driven(self._own(settings), settings["cost"]),
        ]

    def _own(self, settings: dict[str, Any]) -> dict[str, bool]:
        """Of each function that drives the panel, whether it is the learner's."""
        at_work = [name for name in DRIVERS if name != "delta" or settings["cost"] != "softmax"]
        return {name: self._by[name] is not getattr(pieces, name) for name in at_work}

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        own = [name for name, is_own in self._own(settings).items() if is_own]
        return rows_script(step.index, settings, own=own)


def _title(shown: int, wrong: int) -> str:
    """What stands above the mistakes."""
    if not shown:
        return "no mistake among the validation rows"
    most = f"the {shown} worst of {wrong} mistakes" if shown < wrong else f"all {wrong} mistakes"
    if wrong == 1:
        most = "the only mistake"
    return f"{most} among the validation rows: what it is → what it is called"


def _controls() -> list[dict[str, widgets.Widget]]:
    return [
        {
            "batch": _slider("batch", 270, BATCHES, 10),
            "hidden": _slider("hidden units", 260, HIDDEN, 100),
            "alpha": _slider("alpha", 250, ALPHAS, 0.5),
        },
        {
            "decay": _slider("decay", 270, DECAYS, 0.0),
            "cost": _dropdown("cost", 180, COSTS, "cross-entropy"),
            "scale": _dropdown("std of first weights", 240, SCALES, "inputs"),
        },
        {
            "epochs": _slider("epochs", 270, EPOCHS, 30),
            "seed": seed_control(value=0),
            "speed": speed_control(value=200),
        },
    ]


def _dropdown(label: str, width: int, options: tuple[Any, ...], value: Any) -> widgets.Widget:
    return control(widgets.Dropdown, label, width, options=_named(options), value=value)


def _slider(label: str, width: int, options: tuple[Any, ...], value: Any) -> widgets.Widget:
    return control(widgets.SelectionSlider, label, width, options=_named(options), value=value)


def _named(options: tuple[Any, ...]) -> list[tuple[str, Any]]:
    return [(words.value(option), option) for option in options]
