"""A live picture of lesson 02: the loss of two weights as ground, and training as a path on it."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets

from course.descent import net, surface
from course.descent.curves import SPAN
from course.descent.surface_picture import SurfacePicture
from course.descent.surface_words import gradient, what_happens
from course.descent.walker import Walker
from course.eleven.net import output_delta, sigmoid, slope
from course.kit.controls import alpha_control, control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Step

STEPS = 1_000
ROWS = {"all rows": "all", "one row": 1}


class SurfacePanel(Panel):
    """Train two weights on one of three small tables, and see the whole ground they walk on.

    Parameters
    ----------
    descent_step, momentum, adam : callable
        What drives the panel: what ``descent.check`` returned. That is your own function once it
        is right, and the course's until then. ``descent_step`` drives the optimiser "plain".
    synchronous : bool
        Train inside each call; for tests.
    **settings
        table (a name in ``surface.TABLES``), optimiser (a name in ``net.OPTIMISERS``), rows
        ("all" or 1: how many of them one update sees), seed (0 to 9999: their order), w1 and w2
        (-10 to 10: the first weights), alpha (0.001 to 100), turn (0 to 355: from where the
        surface is seen, in degrees), speed (steps a frame).
    """

    def __init__(
        self,
        descent_step: Callable[..., Any] = net.descent_step,
        *,
        momentum: Callable[..., Any] = net.momentum,
        adam: Callable[..., Any] = net.adam,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._walker = Walker(descent_step, momentum, adam)
        self._walk = np.zeros((STEPS + 1, 2))
        self._losses = np.zeros(STEPS + 1)
        self._surface = SurfacePicture()
        super().__init__(
            self._surface,
            [
                {
                    "table": control(
                        widgets.Dropdown,
                        "table",
                        220,
                        options=list(surface.TABLES),
                        value="two answers swapped",
                    ),
                    "optimiser": control(
                        widgets.Dropdown,
                        "optimiser",
                        190,
                        options=list(net.OPTIMISERS),
                        value="plain",
                    ),
                    "rows": control(
                        widgets.Dropdown,
                        "rows per update",
                        210,
                        options=list(ROWS.items()),
                        value="all",
                    ),
                    "seed": seed_control(),
                },
                {
                    "w1": _weight("start of weight 1", -6.0),
                    "w2": _weight("start of weight 2", 5.0),
                    "turn": control(
                        widgets.IntSlider, "turn", 220, value=30, min=0, max=355, step=5
                    ),
                },
                {
                    "alpha": alpha_control(value=1.0, low=-3, high=2),
                    "speed": speed_control(value=2),
                },
            ],
            alt="The loss of two weights as a map and as a surface, with the path of training.",
            settings=settings,
            display_only=("turn",),
            synchronous=synchronous,
        )
        # With all rows in every update there is no order to draw.
        rows = (self.controls["rows"], "value")
        traitlets.dlink(rows, (self.controls["seed"], "disabled"), lambda rows: rows == "all")

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        self._walk = np.zeros((STEPS + 1, 2))
        self._losses = np.zeros(STEPS + 1)
        return self._note(
            net.train(
                *surface.TABLES[settings["table"]],
                alpha=settings["alpha"],
                steps=STEPS + 2,
                rng=np.random.default_rng(settings["seed"]),
                params={"W": np.array([[settings["w1"]], [settings["w2"]]])},
                batch=None if settings["rows"] == "all" else settings["rows"],
                update=self._walker.update(settings["optimiser"]),
                predict=surface.predict,
                loss_and_gradients=surface.loss_and_gradients,
            )
        )

    def _note(self, run: Iterator[Step]) -> Iterator[Step]:
        """Remember the whole path; end without the update that draining would still make."""
        for step in islice(run, STEPS + 1):
            self._walk[step.index] = step.params["W"][:, 0]
            self._losses[step.index] = step.loss
            yield step

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        now = step.index + 1
        seen = {"W": np.clip(step.params["W"], -SPAN, SPAN)}
        height, _ = surface.loss_and_gradients(seen, *surface.TABLES[settings["table"]])
        self._surface.show_ground(settings["table"], settings["turn"])
        self._surface.show_walk(self._walk[:now], self._losses[:now], height)

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        table, now = settings["table"], step.index + 1
        X, y = surface.TABLES[table]
        w1, w2 = step.params["W"][:, 0]
        with np.errstate(over="ignore"):  # as in net.train
            p = surface.predict(step.params, X)
        steep = np.linalg.norm(gradient(table, step.params["W"][:, 0]))
        answers = (
            f"row {row}: says {a:.3g}, should be {b:.0f}"
            for row, a, b in zip(_names(X), p[:, 0], y[:, 0], strict=True)
        )
        walk, losses = self._walk[:now], self._losses[:now]
        return [
            f"step {step.index:,} of {STEPS:,}, weights {w1:.3g} and {w2:.3g}, loss "
            f"{step.loss:.3g}, mean absolute error {step.error:.3g}, steepness {steep:.3g}",
            what_happens(table, walk, losses, settings["rows"] == "all"),
            ";  ".join(answers),
            self._walker.who(settings["optimiser"]),
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        X, y = surface.TABLES[settings["table"]]
        return SCRIPT.format(
            **settings,
            steps=step.index,
            X=X.tolist(),
            y=y.ravel().tolist(),
            functions=bare_source(*USED, net.OPTIMISERS[settings["optimiser"]]),
            update=net.OPTIMISERS[settings["optimiser"]].__name__,
            order=ALL_ROWS if settings["rows"] == "all" else ONE_ROW,
        )


def _names(X: np.ndarray) -> list[str]:
    """What each row is called: its numbers, without a column that is always 1."""
    telling = X[:, ~(X == 1).all(axis=0)]
    return [" ".join(f"{value:g}" for value in row) for row in telling]


def _weight(name: str, value: float) -> widgets.Widget:
    return control(
        widgets.FloatSlider,
        name,
        290,
        value=value,
        min=-SPAN,
        max=SPAN,
        step=0.1,
        readout_format=".1f",
    )


USED: tuple[Callable[..., Any], ...] = (
    sigmoid,
    slope,
    output_delta,
    surface.predict,
    surface.loss_and_gradients,
)

ALL_ROWS = "    rows = slice(None)"
ONE_ROW = """    if not len(order):
        order = rng.permutation(len(X))  # every row once, then again in a new order
    rows, order = order[:1], order[1:]"""

SCRIPT = '''"""Two weights learn the table "{table}": the panel's settings, as plain NumPy."""

import numpy as np

np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, the sigmoid to 0
alpha, seed, steps = {alpha!r}, {seed}, {steps}
X = np.array({X})
y = np.array([{y}]).T


{functions}


rng = np.random.default_rng(seed)
order = []
params = {{"W": np.array([[{w1!r}], [{w2!r}]])}}
memory = {{name: np.zeros_like(params["W"]) for name in ("m", "s", "v")}}
for t in range(1, steps + 1):
{order}
    _, gradients = loss_and_gradients(params, X[rows], y[rows])
    change, kept = {update}(gradients["W"], memory, alpha, t)
    memory |= kept
    params["W"] = params["W"] + change

p = predict(params, X)
loss, gradients = loss_and_gradients(params, X, y)
w1, w2 = params["W"].ravel()
print(f"step {{steps}}, weights {{w1:.3g}} and {{w2:.3g}}, loss {{loss:.3g}}, ", end="")
print(f"mean absolute error {{np.abs(y - p).mean():.3g}}, ", end="")
print(f"steepness {{np.linalg.norm(gradients['W']):.3g}}")
print("predictions", [f"{{value:.3g}}" for value in p.ravel()])
'''
