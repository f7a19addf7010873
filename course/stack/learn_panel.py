"""A live picture of lesson 05: a controller learns when to push and when to pop."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.steps import Params, Step
from course.kit.words import whose
from course.stack import lengths, net, stack, tasks, walk
from course.stack.learn_picture import LONG, SHORT, LearnPicture
from course.stack.learn_words import LETTERS, Seen, tells_answer, tells_gates
from course.stack.memories import MEMORIES, Memory
from course.stack.own import PARTS, stack_of
from course.stack.script import learn_script

STEPS = 1_000
LONGEST = 8  # of the sequences that it is trained with
EACH = 10  # sequences of each length that it is asked
ASK_EVERY = 50  # updates
MEAN_OF = 10  # losses, for one point of the curve
ALPHAS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
CONTROLLERS = {"feed-forward": False, "recurrent": True}


class LearnPanel(Panel):
    """Train a controller to use a memory, and watch its pushes and pops make up their minds.

    Parameters
    ----------
    heads : callable
        What drives the panel: what ``stack.check("heads", …)`` returned. That is your own function
        once it is right, and the course's until then. It is asked for memories with one end: with
        a deque the course's heads are at work.
    strengths, read, strengths_backward, read_backward : callable
        The same for the parts of the stack. They are at work while the memory is a stack; queue
        and deque are the course's. All exams are held with the course's memory and heads.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        controller ("feed-forward" or "recurrent"), memory ("stack", "queue" or "deque"), task
        ("reverse" or "copy"), seed (0 to 9999), gate_noise (0 to 4) and hidden_noise (0 to 1: their
        standard deviations), alpha (one of ``ALPHAS``), symbols (2 to 8, to choose from), hidden (4
        to 32 units), speed (steps a frame), length (1 to 16, of the sequence on screen).
    """

    def __init__(
        self,
        heads: Callable[..., Any] = walk.heads,
        strengths: Callable[..., Any] = stack.strengths,
        read: Callable[..., Any] = stack.read,
        strengths_backward: Callable[..., Any] = stack.strengths_backward,
        read_backward: Callable[..., Any] = stack.read_backward,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        given = (strengths, read, strengths_backward, read_backward)
        self._heads = accepted("stack.heads", heads)
        self._parts = {
            name: accepted(f"stack.{name}", function)
            for name, function in zip(PARTS, given, strict=True)
        }
        self._trail = plots.Trail()
        self._losses: deque[float] = deque(maxlen=MEAN_OF)
        self._learn = LearnPicture(STEPS, LONGEST)
        super().__init__(
            self._learn,
            _rows(),
            alt="A sequence step by step with pushes, pops, strengths and answers; beside it how "
            "many sequences of each length are right, and the loss.",
            settings=settings,
            display_only=("length",),
            synchronous=synchronous,
        )

    # ---- the run

    def _memory(self, settings: dict[str, Any]) -> Memory:
        """The memory to learn with. The course's own is faster than the same made of parts."""
        if settings["memory"] != "stack" or self._parts == PARTS:
            return MEMORIES[settings["memory"]]
        return stack_of(**self._parts)

    def _heads_for(self, memory: Memory) -> Callable[..., Any]:
        """The heads to use it with: what was asked of the learner's is one value, for one end."""
        return self._heads if memory.ends == 1 else walk.heads

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        rng = np.random.default_rng(settings["seed"])
        params = net.init(
            rng,
            n_symbols=settings["symbols"],
            hidden=settings["hidden"],
            memory=MEMORIES[settings["memory"]],
            recurrent=CONTROLLERS[settings["controller"]],
        )
        run = net.train(
            params,
            n_symbols=settings["symbols"],
            longest=LONGEST,
            task=tasks.TASKS[settings["task"]],
            memory=self._memory(settings),
            gate_noise=settings["gate_noise"],
            hidden_noise=settings["hidden_noise"],
            alpha=settings["alpha"],
            steps=STEPS + 2,
            rng=rng,
            heads=self._heads_for(MEMORIES[settings["memory"]]),
        )
        # Without the update that draining would still make.
        return self._noted(islice(run, STEPS + 1), settings)

    def _noted(self, run: Iterator[Step], settings: dict[str, Any]) -> Iterator[Step]:
        """Note losses and answers every so many steps: the same ones at every speed."""
        memory = MEMORIES[settings["memory"]]
        which = settings["symbols"], tasks.TASKS[settings["task"]]
        exams = lengths.draw(SHORT, EACH, *which), lengths.draw(LONG, EACH, *which)
        for step in run:
            if step.index == 0:  # until it has come, the run before is on screen
                self._exams, self._memory_of_run = exams, memory
                self._trail.clear()
                self._losses.clear()
            self._losses.append(float(step.loss))
            if step.index % MEAN_OF == 0:
                self._trail.note(step.index, np.mean(self._losses))
            if step.index % ASK_EVERY == 0:
                self._ask(step)
            yield step

    def _ask(self, step: Step) -> None:
        """Examine the network; with the long sequences only if it knows those of its training."""
        short, long = self._exams
        exact, right = lengths.ask(step.params, short, memory=self._memory_of_run)
        if exact[:LONGEST].min() == 1:
            more = lengths.ask(step.params, long, memory=self._memory_of_run)
            exact, right = np.append(exact, more[0]), np.append(right, more[1])
        self._asked_at, self._shares = step.index, (exact, right)

    def _walk(self, params: Params, settings: dict[str, Any]) -> Seen:
        """What the network does with the sequence on screen."""
        n, memory = settings["length"], self._memory_of_run
        symbols = _on_screen(n, settings["symbols"])
        task = tasks.TASKS[settings["task"]]
        X, y = tasks.encode(symbols, settings["symbols"], task)
        z, trace = walk.forward(params, X[None], memory=memory, heads=self._heads_for(memory))
        s = np.zeros((memory.ends * 2 * n, 2 * n))
        for t, strengths in enumerate(trace.s[1:]):
            s[memory.window(t, 2 * n), t] = strengths[0]
        return Seen(symbols, z[0, n:].argmax(-1), y.argmax(-1), trace.d[0], trace.u[0], s)

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        if not self.driver.running and self._asked_at != step.index:
            self._ask(step)
        self._seen = self._walk(step.params, settings)
        self._learn.show_sequence(self._seen)
        self._learn.show_lengths(*self._shares)
        index, losses = [*self._trail.index], [*self._trail.values]
        if index[-1] != step.index:
            index, losses = [*index, step.index], [*losses, np.mean(self._losses)]
        self._learn.show_loss(index, np.array(losses), np.log(settings["symbols"]))

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        assert isinstance(step, net.SequenceStep)
        return [
            f"step {step.index:,} of {STEPS:,}, loss of the 32 sequences of length {step.length} "
            f"that are learnt from next {step.loss:.3g}; guessing has "
            f"{np.log(settings['symbols']):.3g}",
            tells_answer(self._seen.symbols, self._seen.said, self._seen.wanted),
            *tells_gates(self._seen.d, self._seen.u),
            *self._tells_lengths(),
            self._tells_driver(settings),
        ]

    def _tells_driver(self, settings: dict[str, Any]) -> str:
        if MEMORIES[settings["memory"]].ends > 1:
            return "driven by the course's heads: a deque has two ends, and yours serve one"
        own = {"heads": self._heads is not walk.heads}
        if settings["memory"] == "stack":
            own |= {name: self._parts[name] is not PARTS[name] for name in PARTS}
        return whose(own)

    def _tells_lengths(self) -> list[str]:
        exact, right = self._shares
        counts = [f"{round(EACH * share)}" for share in exact]
        short, long = counts[: len(SHORT)], counts[len(SHORT) :]
        longer = (
            f"of lengths {', '.join(map(str, LONG))}: {', '.join(long)}"
            if long
            else f"longer ones are asked once lengths 1 to {LONGEST} are all right"
        )
        return [
            f"right in every symbol of {EACH} sequences each, at step {self._asked_at:,}: of "
            f"lengths 1 to {SHORT[-1]}: {', '.join(short)}; {longer}",
            f"symbols right: {100 * right[LONGEST - 1]:.3g} per cent at length {LONGEST}, "
            f"{100 * right[len(SHORT) - 1]:.3g} at length {SHORT[-1]}",
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        return learn_script(
            settings,
            recurrent=CONTROLLERS[settings["controller"]],
            steps=step.index,
            longest=LONGEST,
            each=EACH,
            exams=(SHORT, LONG)[: 1 + (len(self._shares[0]) > len(SHORT))],
            symbols=self._seen.symbols.tolist(),
        )


def _on_screen(n: int, n_symbols: int) -> np.ndarray:
    """The sequence on screen; a longer one begins with the shorter."""
    return np.floor(n_symbols * np.random.default_rng(1).random(SHORT[-1])).astype(int)[:n]


def _rows() -> list[dict[str, widgets.Widget]]:
    return [
        {
            "controller": _choice("controller", 210, list(CONTROLLERS), "feed-forward"),
            "memory": _choice("memory", 160, list(MEMORIES), "stack"),
            "task": _choice("task", 140, list(tasks.TASKS), "reverse"),
            "seed": seed_control(),
        },
        {
            "gate_noise": _noise("noise on the gates", 290, 2.0, 4.0, 0.5),
            "hidden_noise": _noise("on the hidden layer", 290, 0.3, 1.0, 0.1),
            "alpha": control(widgets.SelectionSlider, "alpha", 235, options=ALPHAS, value=0.01),
        },
        {
            "symbols": _whole("symbols", 235, 4, 2, len(LETTERS)),
            "hidden": _whole("hidden units", 270, 16, 4, 32),
            "length": _whole("length on screen", 305, LONGEST, 1, SHORT[-1]),
        },
        {"speed": speed_control(value=5)},
    ]


def _choice(label: str, width: int, options: list[str], value: str) -> widgets.Widget:
    return control(widgets.Dropdown, label, width, options=options, value=value)


def _whole(label: str, width: int, value: int, low: int, high: int) -> widgets.Widget:
    return control(widgets.IntSlider, label, width, value=value, min=low, max=high)


def _noise(label: str, width: int, value: float, high: float, step: float) -> widgets.Widget:
    return control(
        widgets.FloatSlider, label, width, value=value, min=0.0, max=high, step=step,
        readout_format=".1f",
    )  # fmt: skip
