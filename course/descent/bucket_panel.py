"""A live picture of lesson 02: balls roll down a landscape, each step as long as alpha says."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets

from course.descent import net
from course.descent.bucket_picture import BucketPicture
from course.descent.curves import CURVES, STEEP, TURN
from course.descent.ground import first_places, ground, what_happens
from course.descent.walker import Walker
from course.kit.controls import alpha_control, control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Step

STEPS = 500
HOPS = 30  # of a single ball on a curve, that stay to be seen
BALLS = {"one ball": 1, "a hundred balls": 100}


class BucketPanel(Panel):
    """Let one ball or a hundred roll down a landscape, with any alpha and any optimiser.

    Parameters
    ----------
    descent_step, momentum, adam : callable
        What drives the panel: what ``descent.check`` returned. That is your own function once it
        is right, and the course's until then. ``descent_step`` drives the optimiser "plain".
    synchronous : bool
        Roll inside each call; for tests.
    **settings
        curve (a name in ``CURVES``), balls (1 or 100), optimiser (a name in ``net.OPTIMISERS``),
        seed (0 to 9999: where a hundred balls begin), start (-10 to 10: where one ball begins),
        alpha (0.001 to 10), speed (steps a frame).
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
        self._places = np.zeros((STEPS + 1, 1, 1))
        self._heights = np.zeros(STEPS + 1)
        self._balls = BucketPicture(STEPS)
        super().__init__(
            self._balls,
            [
                {
                    "curve": control(
                        widgets.Dropdown, "landscape", 200, options=list(CURVES), value="bowl"
                    ),
                    "balls": control(
                        widgets.Dropdown, "balls", 180, options=list(BALLS.items()), value=1
                    ),
                    "optimiser": control(
                        widgets.Dropdown,
                        "optimiser",
                        190,
                        options=list(net.OPTIMISERS),
                        value="plain",
                    ),
                    "seed": seed_control(),
                },
                {
                    "start": control(
                        widgets.FloatSlider,
                        "start",
                        246,
                        value=-8.0,
                        min=-10.0,
                        max=10.0,
                        step=0.1,
                        readout_format=".1f",
                    ),
                    "alpha": alpha_control(value=0.1, low=-3, high=1),
                    "speed": speed_control(value=1),
                },
            ],
            alt="Balls on a landscape, and a curve of their height.",
            settings=settings,
            synchronous=synchronous,
        )
        balls = (self.controls["balls"], "value")
        # A control that does nothing now is grey.
        traitlets.dlink(balls, (self.controls["seed"], "disabled"), lambda n: n == 1)
        traitlets.dlink(balls, (self.controls["start"], "disabled"), lambda n: n > 1)

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        x = first_places(settings["curve"], settings["balls"], settings["start"], settings["seed"])
        self._places = np.zeros((STEPS + 1, *x.shape))
        self._heights = np.zeros(STEPS + 1)
        return self._note(
            net.roll(
                CURVES[settings["curve"]],
                x,
                alpha=settings["alpha"],
                steps=STEPS + 2,
                update=self._walker.update(settings["optimiser"]),
            )
        )

    def _note(self, run: Iterator[Step]) -> Iterator[Step]:
        """Remember the whole walk; end without the update that draining would still make."""
        for step in islice(run, STEPS + 1):
            self._places[step.index] = step.params["x"]
            self._heights[step.index] = step.loss
            yield step

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        here, walk = ground(settings["curve"]), self._places[: step.index + 1]
        self._balls.show_ground(here, settings["balls"])
        self._balls.show_balls(walk[-1], self._trail(walk), self._heights[: step.index + 1])

    def _trail(self, walk: np.ndarray) -> np.ndarray:
        """What is shown of one ball's walk: all of it from above, its end from the side."""
        shown = slice(-HOPS - 1, None) if walk.shape[2] == 1 else slice(None)
        return walk[shown, 0] if walk.shape[1] == 1 else walk[:0, 0]

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        who = self._walker.who(settings["optimiser"])
        if settings["balls"] > 1:
            return [*self._tell_many(step, settings), who]
        here, walk = ground(settings["curve"]), self._places[: step.index + 1, 0]
        return [self._tell_one(step, settings), what_happens(here, walk), who]

    def _tell_one(self, step: Step, settings: dict[str, Any]) -> str:
        [x], [slope] = step.params["x"], CURVES[settings["curve"]].slope(step.params["x"])
        return (
            f"step {step.index:,} of {STEPS:,}, place {_numbers(x)}, height {step.loss:.3g}, "
            f"slope {_numbers(slope)}"
        )

    def _tell_many(self, step: Step, settings: dict[str, Any]) -> list[str]:
        here, x = ground(settings["curve"]), step.params["x"]
        before = self._places[max(step.index - 1, 0)]
        out, gone = here.outside(x), (np.abs(x) > net.FAR).any(axis=1)
        rest = here.resting(x, before) & ~out & (step.index > 0)
        lines = [
            f"step {step.index:,} of {STEPS:,}, {len(x)} balls: mean height {step.loss:.3g}, "
            f"mean steepness {step.error:.3g}"
        ]
        deepest = int(np.sum(rest & (here.valleys(x) == here.deepest)))
        there = f"at rest at the lowest point: {rest.sum()}"
        if here.shown > 1:
            there = f"at rest: {rest.sum()}, of them in the deepest valley: {deepest}"
            counts = np.bincount(here.valleys(x)[~out], minlength=here.shown)[: here.shown]
            lines.append(
                f"{counts[here.deepest]} of {len(x)} in the deepest valley; by valley, from the "
                f"left: {', '.join(map(str, counts))}"
            )
        rolling = ~rest & ~out
        over = int(np.sum(rolling & here.crossing(x, before)))
        who = "all" if over == rolling.sum() else f"{over}"
        across = f", {who} of them jumping across the bottom" if over else ""
        far = f", run off for good: {gone.sum()}" if gone.any() else ""
        lines.append(
            f"{there}; still rolling: {rolling.sum()}{across}; beyond the picture: {out.sum()}{far}"
        )
        return lines

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        name, many = settings["curve"], settings["balls"] > 1
        first = first_places(name, 1, settings["start"], 0).tolist()
        drawn = (
            f"rng = np.random.default_rng({settings['seed']})\n"
            f"x = (2 * rng.random(({settings['balls']}, {CURVES[name].dimensions})) - 1) "
            f"* {ground(name).edges}"
        )
        return SCRIPT.format(
            title=f"{'Balls roll' if many else 'A ball rolls'} down the landscape {name!r}",
            alpha=settings["alpha"],
            steps=step.index,
            first=drawn if many else f"x = np.array({first})",
            functions=f"{_landscape(name)}\n\n\n{bare_source(net.OPTIMISERS[settings['optimiser']])}",
            update=net.OPTIMISERS[settings["optimiser"]].__name__,
            far=net.FAR,
            told=TOLD_MANY if many else TOLD_ONE[CURVES[name].dimensions],
        )


def _numbers(x: np.ndarray) -> str:
    """A place or a slope: "1.5" on a curve, "(1.5, 0.2)" in a ravine."""
    told = ", ".join(f"{value:.3g}" for value in x)
    return f"({told})" if len(x) > 1 else told


def _landscape(name: str) -> str:
    """The functions of a landscape for a script, as ``height`` and ``slope``."""
    curve = CURVES[name]
    functions = [curve.height, curve.slope]
    constants = ""
    if curve.dimensions > 1:
        constants = f"STEEP = {STEEP}\n"
    if name == "turned ravine":
        functions = [CURVES["ravine"].height, CURVES["ravine"].slope, *functions]
        constants += f"TURN = np.array({TURN.tolist()})\n"
    source = constants + "\n\n" * bool(constants)
    source += bare_source(*functions)
    source = source.replace(curve.height.__name__, "height").replace(curve.slope.__name__, "slope")
    return source.replace("_ravine_", "ravine_")


TOLD_ONE = {
    1: """print(
    f"step {steps}, place {x[0, 0]:.3g}, height {height(x)[0]:.3g}, slope {slope(x)[0, 0]:.3g}"
)""",
    2: """place, slopes = (", ".join(f"{value:.3g}" for value in each[0]) for each in (x, slope(x)))
print(f"step {steps}, place ({place}), height {height(x)[0]:.3g}, slope ({slopes})")""",
}
TOLD_MANY = """print(f"step {steps}, {len(x)} balls: mean height {height(x).mean():.3g}, ", end="")
print(f"mean steepness {np.linalg.norm(slope(x), axis=1).mean():.3g}")"""

SCRIPT = '''"""{title}: the panel's settings, as plain NumPy."""

import numpy as np

alpha, steps = {alpha!r}, {steps}
{first}

{functions}


memory = {{name: np.zeros_like(x) for name in ("m", "s", "v")}}
for t in range(1, steps + 1):
    change, kept = {update}(slope(x), memory, alpha, t)
    memory |= kept
    gone = np.abs(x).max(axis=1, keepdims=True) > {far:.0f}  # who has run off stays there
    x = x + np.where(gone, 0, change)

{told}
'''
