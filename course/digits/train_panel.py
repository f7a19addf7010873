"""A live picture of lesson 06: a classifier learns, and what it mistakes for what."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

import ipywidgets as widgets
import numpy as np

from course.descent.optimisers import OPTIMISERS
from course.digits import data, driven, net
from course.digits.script import train_script
from course.digits.touch import Cells
from course.digits.train_picture import CELL, MATRIX, SHOWN, TrainPicture
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.steps import Params, Step
from course.kit.words import percent, whose

ALPHAS = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
BATCHES = (5, 10, 25, 50, 100, 200, 500, 1540)
STDS = ("He", 0.001, 0.01, 0.03, 0.1, 0.3, 1.0)
EPOCHS = (1, 2, 5, 10, 20, 50, 100)
LAYOUTS = {
    "64-10": "64-10",
    "64-1-10, bottleneck": "64-1-10",
    "64-32-10": "64-32-10",
    "64-32-16-10, as published": "64-32-16-10",
    "64-64-10": "64-64-10",
    "64-48-32-24-18-14-10, funnel": "64-48-32-24-18-14-10",
    "64-32-16 and nine of 10, wormhole": "64-32-16" + 9 * "-10",
}
UPDATES = {"plain SGD": "plain", "momentum": "momentum", "Adam": "Adam"}
SCALES = {"0 to 16": 1, "0 to 1": data.INK}
POINTS = 80  # of the curves
TOLD = 4  # chosen digits that the read-out lists; it stays one line
DIGITS = range(10)
OF = {"validation digits": "validation", "training digits": "training"}
DRIVERS = (
    "one_hot", "cross_entropy", "logit_gradient", "minibatches", "confusion_matrix", "he_init",
)  # fmt: skip


class Exam(NamedTuple):
    """What a network makes of all digits: of the training ones first, then of the others."""

    values: tuple[float, float, float, float]  # loss, share that is right; the same of the new
    training: np.ndarray  # which digit each is called
    validation: np.ndarray


class TrainPanel(Panel):
    """Train a network to name digits; watch its curves, its mistakes and its first weights.

    Parameters
    ----------
    logit_gradient, cross_entropy, minibatches, he_init, one_hot, confusion_matrix : callable
        What drives the panel: what ``digits.check`` returned. That is your own function once it
        is right, and the course's until then.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        layout (units of each layer: one of ``LAYOUTS``), std (of the first weights: "He" or one
        of ``STDS``), update ("plain", "momentum" or "Adam"), alpha (one of ``ALPHAS``), batch
        (one of ``BATCHES``), scale (1: pixels from 0 to 16; 16: divided by that), epochs (one of
        ``EPOCHS``), seed (0 to 9999), speed (steps a frame), of ("validation" or "training":
        which digits the table counts), digit ("any" or 0 to 9) and called ("another" or 0 to 9):
        which of these are shown below.

    Attributes
    ----------
    cells : widget over the table: a click or the arrow keys choose a cell
    """

    def __init__(
        self,
        logit_gradient: Callable[..., Any] = net.logit_gradient,
        *,
        cross_entropy: Callable[..., Any] = net.cross_entropy,
        minibatches: Callable[..., Any] = net.minibatches,
        he_init: Callable[..., Any] = net.he_init,
        one_hot: Callable[..., Any] = net.one_hot,
        confusion_matrix: Callable[..., Any] = net.confusion_matrix,
        synchronous: bool = False,
        **settings: Any,
    ):
        given = {
            "logit_gradient": logit_gradient, "cross_entropy": cross_entropy, "he_init": he_init,
            "minibatches": minibatches, "one_hot": one_hot, "confusion_matrix": confusion_matrix,
        }  # fmt: skip
        self._by = {name: accepted(f"digits.{name}", given[name]) for name in DRIVERS}
        self._data = data.published()
        self._trail = plots.Trail()
        self._asked: tuple[int, Exam] | None = None  # of which step, and what came out
        self._page = TrainPicture()
        super().__init__(
            self._page,
            _controls(),
            alt="Curves of the loss and of the digits named right, a table of which digit is "
            "called what, the weights of each first unit as a picture, and chosen digits.",
            settings=settings,
            display_only=("of", "digit", "called"),
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        std = None if settings["std"] == "He" else settings["std"]
        sizes = [int(units) for units in settings["layout"].split("-")]
        rng = np.random.default_rng(settings["seed"])
        params = net.init(rng, sizes=sizes, std=std, he_init=self._by["he_init"])
        run = driven.train(
            self._data.X / settings["scale"], self._by["one_hot"](self._data.labels), params,
            alpha=settings["alpha"], batch=settings["batch"], epochs=settings["epochs"] + 1,
            rng=rng, update=OPTIMISERS[settings["update"]],
            minibatches=self._by["minibatches"], cross_entropy=self._by["cross_entropy"],
            logit_gradient=self._by["logit_gradient"],
        )  # fmt: skip
        # The first step of one epoch more is the state after the last update.
        return self._noted(islice(run, _steps(settings) + 1), settings)

    def _noted(self, run: Iterator[Step], settings: dict[str, Any]) -> Iterator[Step]:
        """Examine the network every so many steps: the curves are the same at every speed."""
        every = max(1, _steps(settings) // POINTS)
        for step in run:
            if step.index == 0:  # until it has come, the run before is on screen
                self._trail.clear()
                self._asked = None
            if step.index % every == 0:
                self._trail.note(step.index, self._examine(step, settings["scale"]).values)
            yield step

    def _examine(self, step: Step, scale: float) -> Exam:
        """What the network makes of all digits; asked once for each step."""
        if self._asked and self._asked[0] == step.index:
            return self._asked[1]
        X, labels, X_new, labels_new = self._data
        values, called = [], []
        for rows, right in ((X, labels), (X_new, labels_new)):
            z = net.forward(step.params, rows / scale)[0]
            values += [float(net.cross_entropy(z, net.one_hot(right))), net.accuracy(z, right)]
            called.append(z.argmax(axis=1))
        exam = Exam((values[0], values[1], values[2], values[3]), *called)
        self._asked = step.index, exam
        return exam

    def _counted(self, step: Step, settings: dict[str, Any]) -> tuple[np.ndarray, ...]:
        """The digits that the table counts: pixels, what each is, and what it is called."""
        exam, kept = self._examine(step, settings["scale"]), self._data
        if settings["of"] == "training":
            return kept.X, kept.labels, exam.training
        return kept.X_new, kept.labels_new, exam.validation

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        exam = self._examine(step, settings["scale"])
        index, values = [*self._trail.index], [*self._trail.values]
        if index[-1] != step.index:
            index, values = [*index, step.index], [*values, exam.values]
        steps, each = _steps(settings), _steps(settings | {"epochs": 1})
        self._page.show_curves(index, np.array(values), steps, each)
        X, labels, called = self._counted(step, settings)
        self._counts = np.asarray(self._by["confusion_matrix"](labels, called)).astype(int)
        right = int((labels == called).sum())
        self._page.show_matrix(
            self._counts,
            f"{len(labels):,} {settings['of']} digits: {right:,} right",
        )
        self._page.show_chosen(*_framed(settings))
        self._page.show_weights(step.params["W0"])
        rows = _chosen(labels, called, settings)
        self._page.show_digits(
            X[rows[:SHOWN]].reshape(-1, 8, 8) / data.INK,
            [f"{labels[i]} → {called[i]}" for i in rows[:SHOWN]],
            _title(rows, settings),
        )

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        loss, share, loss_new, share_new = self._examine(step, settings["scale"]).values
        _, labels, called = self._counted(step, settings)
        rows = _chosen(labels, called, settings)
        listed = "; ".join(f"{labels[i]} called {called[i]}" for i in rows[:TOLD])
        if len(rows) > TOLD:
            listed += "; …"
        lines = [
            f"step {step.index:,} of {_steps(settings):,}, epoch "
            f"{step.index / _steps(settings | {'epochs': 1}):.3g} of {settings['epochs']}, loss "
            f"of the {min(settings['batch'], len(self._data.X)):,} digits that are learnt from "
            f"next {step.loss:.3g}",
            f"training: cross-entropy {loss:.3g}, {_right(share, self._data.labels)}; validation: "
            f"{loss_new:.3g}, {_right(share_new, self._data.labels_new)}",
            _mistaken(self._counts, settings["of"]),
            _title(rows, settings) + (f" ({listed})" if listed else ""),
            _first_weights(step.params),
        ]
        if not np.isfinite(loss):
            lines.insert(2, "the numbers have overflowed: try a smaller alpha or std, or pixels "
                            "from 0 to 1")  # fmt: skip
        return [*lines, whose(self._own())]

    def _own(self) -> dict[str, bool]:
        """Of each function that drives the panel, whether it is the learner's."""
        return {name: self._by[name] is not getattr(net, name) for name in DRIVERS}

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        draws = ("minibatches", "he_init") if settings["std"] == "He" else ("minibatches",)
        drawn = [name for name in draws if self._own()[name]]
        return train_script(step.index, settings, drawn_by_own=drawn)

    # ---- the table that can be clicked

    def _make_widgets(self, rows: list[dict[str, widgets.Widget]], alt: str) -> None:
        super()._make_widgets(rows, alt)
        # In shares of the picture's width, for in a narrow window it shrinks.
        left, top, width = (f"{100 * pixels / plots.WIDTH:.4f}%" for pixels in (*MATRIX, 10 * CELL))
        place = widgets.Layout(
            grid_area="1 / 1 / 2 / 2", align_self="flex-start",
            margin=f"calc({top} + 6px) 0 0 {left}", width=width,
        )  # fmt: skip
        self.cells = Cells(
            layout=place,
            label="Table of which digit is called what. The arrow keys choose a cell, whose "
            "digits are shown below; Escape chooses none",
        )
        self.image.layout.grid_area = place.grid_area
        both = widgets.Box(
            [self.image, self.cells],
            layout=widgets.Layout(display="grid", max_width=f"{plots.WIDTH}px"),
        )
        self.widget.children = [
            both if child is self.image else child for child in self.widget.children
        ]

    def _observe(self) -> None:
        super()._observe()
        self.cells.observe(lambda _: self._choose(), ["row", "column"])
        for name in ("digit", "called"):
            self.controls[name].observe(lambda _: self._mark(), "value")

    def _choose(self) -> None:
        """A cell was chosen on the picture."""
        row, column = self.cells.row, self.cells.column
        wanted = {
            "digit": row if row in DIGITS else "any",
            "called": column if column in DIGITS else "another",
        }
        if any(self.controls[name].value != value for name, value in wanted.items()):
            self._apply(wanted)
            self.driver.redraw()

    def _apply(self, wanted: Mapping[str, Any]) -> None:
        super()._apply(wanted)
        self._mark()

    def _mark(self) -> None:
        """Whatever has chosen a cell, the arrow keys go on from there."""
        if self._applying:
            return  # half of a cell would be told, and the next key would go on from that
        digit, called = self.controls["digit"].value, self.controls["called"].value
        with self.cells.hold_sync(), self.cells.hold_trait_notifications():
            self.cells.row = -1 if digit == "any" else digit
            self.cells.column = -1 if called == "another" else called


def _controls() -> list[dict[str, widgets.Widget]]:
    return [
        {
            "layout": _dropdown("layers", 324, LAYOUTS, "64-32-16-10"),
            "update": _dropdown("optimiser", 190, UPDATES, "plain"),
            "scale": _dropdown("pixels from", 160, SCALES, 1),
            "seed": seed_control(value=0),
        },
        {
            "std": _slider("std at the start", 270, STDS, 0.1),
            "alpha": _slider("alpha", 260, ALPHAS, 0.01),
            "batch": _slider("batch", 250, BATCHES, 25),
        },
        {
            "epochs": _slider("epochs", 250, EPOCHS, 20),
            "speed": speed_control(value=10),
        },
        {
            "of": _dropdown("table of", 230, OF, "validation"),
            "digit": _dropdown("show digit", 170, {"any": "any"} | _digits(), "any"),
            "called": _dropdown(
                "that is called", 224, {"another": "another"} | _digits(), "another"
            ),
        },
    ]


def _digits() -> dict[str, int]:
    return {f"{digit}": digit for digit in DIGITS}


def _dropdown(label: str, width: int, options: dict[str, Any], value: Any) -> widgets.Widget:
    return control(widgets.Dropdown, label, width, options=list(options.items()), value=value)


def _slider(label: str, width: int, options: tuple[Any, ...], value: Any) -> widgets.Widget:
    named = [(f"{option}", option) for option in options]
    return control(widgets.SelectionSlider, label, width, options=named, value=value)


def _steps(settings: dict[str, Any]) -> int:
    """How many updates a run has."""
    return settings["epochs"] * -(-10 * (data.PER_DIGIT - data.KEPT_ASIDE) // settings["batch"])


def _chosen(labels: np.ndarray, called: np.ndarray, settings: dict[str, Any]) -> np.ndarray:
    """Which rows are shown below the table."""
    digit, name = settings["digit"], settings["called"]
    is_it = np.ones(len(labels), dtype=bool) if digit == "any" else labels == digit
    return np.flatnonzero(is_it & (called != labels if name == "another" else called == name))


def _framed(settings: dict[str, Any]) -> tuple[range, range]:
    """Which rows and columns of the table are chosen: none if nothing special is."""
    digit, name = settings["digit"], settings["called"]
    if (digit, name) == ("any", "another"):
        return range(0), range(0)
    return (
        DIGITS if digit == "any" else range(digit, digit + 1),
        DIGITS if name == "another" else range(name, name + 1),
    )


def _title(rows: np.ndarray, settings: dict[str, Any]) -> str:
    digit, name = settings["digit"], settings["called"]
    what = "" if digit == "any" else f"{digit} and are "
    how = "called by another name" if name == "another" else f"called {name}"
    first = f", the first {SHOWN} of them" if len(rows) > SHOWN else ""
    return f"{settings['of']} digits that are {what}{how}: {len(rows):,}{first}"


def _right(share: float, labels: np.ndarray) -> str:
    of = len(labels)
    return f"{percent(100 * share)} per cent right ({round(share * of):,} of {of:,})"


def _mistaken(counts: np.ndarray, of: str) -> str:
    """Which mistakes are the most frequent."""
    wrong = np.where(np.eye(10, dtype=bool), 0, counts)
    order = np.argsort(-wrong, axis=None, kind="stable")[:3]
    most = [divmod(int(place), 10) for place in order if wrong.flat[place]]
    if not most:
        return f"no mistake among the {of} digits"
    listed = ", ".join(f"{row} called {column} ({wrong[row, column]})" for row, column in most)
    return f"most frequent mistakes among the {of} digits: {listed}"


def _first_weights(params: Params) -> str:
    W = params["W0"]
    spread = float(W.std())
    return (
        f"weights of the first layer: {W.shape[1]} unit{'s' * (W.shape[1] > 1)}, "
        f"{100 * (W > 0).mean():.3g} per cent positive, standard deviation {spread:.3g}"
    )
