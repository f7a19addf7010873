"""A live picture of lesson 05: be the controller, and push and pop by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Step
from course.kit.words import whose
from course.stack import queue, stack
from course.stack.blends import Held, blend, of_queue, of_stack, short, take, walk
from course.stack.hand_picture import MOST, HandPicture, pitch

MOVES = 24  # pictures from one step to the next while the walk is played
STEPS = range(1, MOST + 1)
# Push and pop of each step.
PRESETS: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "Figure 1(a)": ((0.8, 0.5, 0.9), (0.0, 0.1, 0.9)),
    "Plain stack": ((1.0, 1.0, 1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0, 1.0, 1.0)),
    "Half pops": ((1.0, 1.0, 1.0, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.5, 0.5, 0.5)),
}


@dataclass(frozen=True, slots=True)
class Moment(Step):
    """Where the walk is: ``index`` steps are made, and ``part`` (from 0 to 1) of the next one.

    Nothing is learnt here, so loss and error are 0 and there are no parameters.
    """

    part: float


class HandPanel(Panel):
    """Push and pop by hand, step by step, and see what the memory holds and what is read.

    Sliders show their effect on all steps at once. "Step" walks to the next step and frames it;
    "Run" plays the walk: first each pop, then each push. A double-ended queue is not among the
    memories here: it would take four sliders a step.

    Parameters
    ----------
    strengths, read : callable
        What drives the stack: what ``stack.check`` returned. That is your own function once it is
        right, and the course's until then.
    queue_step : callable
        The same for the queue.
    synchronous : bool
        Walk inside each call; for tests.
    **settings
        memory ("stack" or "queue"), steps (1 to 6), d1 to d6 and u1 to u6 (0 to 1: how much each
        step pushes and pops).

    Attributes
    ----------
    presets : dict of name to the button that sets all steps
    """

    def __init__(
        self,
        strengths: Callable[..., Any] = stack.strengths,
        read: Callable[..., Any] = stack.read,
        queue_step: Callable[..., Any] = queue.queue_step,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._strengths = accepted("stack.strengths", strengths)
        self._read = accepted("stack.read", read)
        self._queue_step = accepted("stack.queue_step", queue_step)
        d, u = PRESETS["Figure 1(a)"]
        gates = [
            {f"{gate}{t}": _gate(f"{name} {t}", values[t - 1 : t]) for t in STEPS}
            for gate, name, values in (("u", "pop", u), ("d", "push", d))
        ]
        kinds = control(widgets.Dropdown, "memory", 160, options=["stack", "queue"], value="stack")
        steps = control(widgets.IntSlider, "steps", 250, value=len(d), min=1, max=MOST)
        self._hand = HandPicture()
        super().__init__(
            self._hand,
            [{"memory": kinds, "steps": steps}, *gates],
            alt="What the memory holds after each step, as bars, and what is read from it.",
            settings=settings,
            display_only=("memory", *gates[0], *gates[1]),
            synchronous=synchronous,
        )

    # ---- the walk

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        """Whole steps when they are asked for one by one; small moves while the walk is played."""
        moves, end = 0, MOVES * settings["steps"]
        yield _moment(moves)
        while moves < end:
            moves += 1 if self.driver.running else MOVES - moves % MOVES
            yield _moment(moves)

    def _retrain(self) -> None:
        """Other settings wait at the start: there is nothing to learn, and all is to be seen."""
        self.driver.restart(running=False)

    def _one_step(self, settings: dict[str, Any]) -> Any:
        if settings["memory"] == "queue":
            return of_queue(self._queue_step)
        return of_stack(self._strengths, self._read)

    def _walk(self, settings: dict[str, Any]) -> list[Held]:
        u, d = _gates(settings)
        return walk(self._one_step(settings), u, d)

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        assert isinstance(step, Moment)
        held = self._walk(settings)
        at = step.index if step.part else step.index - 1
        moving = self._under_way(step, held, settings)
        self._hand.show(held, settings["memory"], at if at >= 0 else None, moving)

    def _under_way(self, step: Moment, held: list[Held], settings: dict[str, Any]) -> Held | None:
        """The step that is being made: first it pops, then it pushes."""
        if not step.part:
            return None
        whole = held[step.index]
        pop, push = min(1.0, 2 * step.part), max(0.0, 2 * step.part - 1)
        return take(self._one_step(settings), whole.before, pop * whole.u, push * whole.d)

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        assert isinstance(step, Moment)
        memory, front = settings["memory"], 1 if settings["memory"] == "queue" else -1
        held = self._walk(settings)
        where = f"step {step.index} of {settings['steps']}"
        moving = self._under_way(step, held, settings)
        if moving is not None:
            where += f", on the way to step {step.index + 1}, so far "
            where += _tells(step.index + 1, moving, memory, front).partition(": ")[2]
        elif step.index == 0:
            where += ": nothing is framed yet; all steps are shown"
        own = (
            {"queue_step": self._queue_step is not queue.queue_step}
            if memory == "queue"
            else {
                "strengths": self._strengths is not stack.strengths,
                "read": self._read is not stack.read,
            }
        )
        told = (_tells(t, after, memory, front) for t, after in enumerate(held, 1))
        return [where, *told, whose(own)]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        u, d = _gates(settings)
        kind = settings["memory"]
        return SCRIPT.format(
            kind=kind, u=u, d=d, functions=bare_source(*USED[kind], blend, short),
            step=STEP_BY[kind], front=1 if kind == "queue" else -1,
        )  # fmt: skip

    # ---- controls of its own

    def _make_widgets(self, rows: list[dict[str, widgets.Widget]], alt: str) -> None:
        """Buttons that set all steps; and each step's sliders above its bar."""
        self.presets = {name: _button(name) for name in PRESETS}
        super()._make_widgets([rows[0] | self.presets, *rows[1:]], alt)
        for button, tip in (
            (self.run_button, "Play the walk, or pause"),
            (self.step_button, "Pause, and walk to the next step"),
            (self.reset_button, "Back to before the first step"),
        ):
            button.tooltip = tip
        self._place_sliders(self.controls["steps"].value)

    def _observe(self) -> None:
        super()._observe()
        for name, button in self.presets.items():
            button.on_click(lambda _, name=name: self._choose(*PRESETS[name]))

    def _apply(self, wanted: Any) -> None:
        super()._apply(wanted)
        self._place_sliders(self.controls["steps"].value)

    def _moved(self, name: str) -> None:
        if name == "steps":
            self._place_sliders(self.controls["steps"].value)
        super()._moved(name)

    def _choose(self, d: tuple[float, ...], u: tuple[float, ...]) -> None:
        pushes, pops = ({f"{gate}{t}": x for t, x in zip(STEPS, values, strict=False)}
                        for gate, values in (("d", d), ("u", u)))  # fmt: skip
        self.settings = {"steps": len(d), **pushes, **pops}

    def _place_sliders(self, steps: int) -> None:
        """Those of steps that are not made are hidden. The others shrink with the picture."""
        share = 100 * pitch(steps) / plots.WIDTH
        for t in STEPS:
            for gate in "ud":
                layout = self.controls[f"{gate}{t}"].layout
                layout.width = f"calc({share:.3f}% - 14px)"
                layout.display = "" if t <= steps else "none"


def _moment(moves: int) -> Moment:
    return Moment(moves // MOVES, 0.0, 0.0, {}, moves % MOVES / MOVES)


def _gates(settings: dict[str, Any]) -> list[list[float]]:
    """Pops and pushes of the steps that are made."""
    return [[settings[f"{gate}{t}"] for t in range(1, settings["steps"] + 1)] for gate in "ud"]


def _tells(t: int, held: Held, memory: str, front: int) -> str:
    """A step in one line."""
    taken = blend(held.taken, front)
    missing = held.u - held.taken.sum()
    if missing > 0.005:
        taken += f" (there is no more in the {memory})" if held.taken.sum() > 0.005 else ""
    in_all = f" ({short(held.s.sum())} in all)" if np.sum(held.s >= 0.005) > 1 else ""
    return (
        f"{t}: pop {short(held.u)} takes {taken}, push {short(held.d)} of v{t}; holds "
        f"{blend(held.s, front)}{in_all}; reads {blend(held.r, front)}"
    )


def _gate(label: str, value: tuple[float, ...]) -> widgets.Widget:
    return control(
        widgets.FloatSlider,
        label,
        100,
        value=value[0] if value else 0.0,
        min=0.0,
        max=1.0,
        step=0.05,
        readout=False,  # the number stands in the picture, just below
    )


def _button(name: str) -> widgets.Button:
    layout = widgets.Layout(width="110px", margin="2px 8px 2px 0")
    return widgets.Button(description=name, tooltip=f"Set all steps: {name}", layout=layout)


USED: dict[str, tuple[Callable[..., Any], ...]] = {
    "stack": (stack.above, stack.pop, stack.strengths, stack.weights, stack.read),
    "queue": (queue.queue_step,),
}
STEP_BY = {
    "stack": """\
    s = strengths(s, np.array(u[t]), np.array(d[t]))
    V = v[: t + 1]
    r = read(V, s)""",
    "queue": "    V, s, r = queue_step(V, s, v[t], u[t], d[t])",
}

SCRIPT = '''"""A neural {kind}, used by hand: the panel's settings, as plain NumPy."""

import numpy as np

u = {u}  # pops
d = {d}  # pushes
v = np.eye(len(d))  # the values: each is told by its place


{functions}


V, s = v[:0], np.zeros(0)
for t in range(len(d)):
{step}
    print(f"{{t + 1}}: holds {{blend(s, {front})}}; reads {{blend(r, {front})}}")
'''
