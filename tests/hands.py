"""All that hands can do to a live panel, whichever it is, and a worker that goes tick by tick.

A new panel is one line of ``PANELS``. What can be touched is found by looking: a widget of a kind
that no other panel has is one more branch of ``touch``.
"""

import contextlib
import gc
import importlib
import inspect
import json
import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import comm
import ipywidgets as widgets
import numpy as np
import storm
import traitlets.log
from hypothesis import note, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from ipywidgets.widgets import widget as registry
from jupyter_client.session import json_packer
from matplotlib.figure import Figure
from PIL import Image

from course.digits.strokes import draw
from course.digits.touch import Cells, Paper
from course.kit import checking, driver, plots
from course.kit.checking import Verdict
from course.kit.controls import problem
from course.kit.live import Panel


class Kind(NamedTuple):
    """A panel of the course.

    Attributes
    ----------
    panel : "module.Class", below ``course``; or the class itself
    short : numbers of the course that a storm is too short for, and what they are in it
    most : how many ticks the worker is given at once: fewer where an update takes its time
    given : arguments
    """

    panel: str | type[Panel]
    short: dict[str, int] = {}  # noqa: RUF012 (nobody writes into it)
    most: int = 200
    given: dict[str, Any] = {}  # noqa: RUF012

    def __str__(self) -> str:
        name = self.make.__name__
        return f"{name} of a given {' and '.join(self.given)}" if self.given else name

    @property
    def make(self) -> type[Panel]:
        """Its class."""
        if not isinstance(self.panel, str):
            return self.panel
        module, _, name = self.panel.rpartition(".")
        return getattr(importlib.import_module(f"course.{module}"), name)


def says_half(X):
    """Logits of a network that knows nothing."""
    return np.zeros((len(X), 10)) + 0.5


PANELS = (
    Kind("eleven.panel.ElevenPanel", {"eleven.panel.STEPS": 150}),
    Kind("descent.bucket_panel.BucketPanel", {"descent.bucket_panel.STEPS": 150}),
    Kind("descent.surface_panel.SurfacePanel", {"descent.surface_panel.STEPS": 150}),
    Kind("descent.sweep_panel.SweepPanel", {"descent.sweep_panel.STEPS": 150}),
    Kind("dropout.panel.DropoutPanel", {"dropout.panel.STEPS": 150}),
    Kind("addition.panel.AdditionPanel"),
    Kind("stack.hand_panel.HandPanel"),
    Kind("stack.learn_panel.LearnPanel", {"stack.learn_panel.STEPS": 60}, most=20),
    Kind("digits.train_panel.TrainPanel"),
    Kind("digits.draw_panel.DrawPanel", {"digits.draw_panel.STEPS": 100}),
    Kind("digits.draw_panel.DrawPanel", given={"network": says_half}),
    Kind("graveyard.panel.GravePanel"),
    Kind("rows.panel.RowsPanel", most=20),
)


# ---- what a panel is driven by


class Learner:
    """A learner's function: as right as the course's own, until it goes ``wrong``."""

    def __init__(self, right: Callable[..., Any]):
        self._right, self.__name__ = right, right.__name__
        self.wrong: Callable[..., Any] | None = None

    def __call__(self, *given: Any, **named: Any) -> Any:
        return (self.wrong or self._right)(*given, **named)


# Judged before they drive a panel, learners' functions leave alone what they are given. And what
# prints a megabyte, or is never awaited, only makes the report of a test unreadable.
RUBBISH = [
    each
    for each in storm.TAME
    if each not in (storm.writes_into_all_it_gets, storm.prints_a_megabyte, storm.is_awaited)
]


def learners(kind: Kind) -> dict[str, Learner]:
    """A learner's function for each that the panel can be driven by."""
    asked = {
        name: each.default for name, each in inspect.signature(kind.make).parameters.items()
        if name != "clock"
    } | kind.given  # fmt: skip
    return {name: Learner(each) for name, each in asked.items() if inspect.isfunction(each)}


# ---- the worker, tick by tick


class Ticks:
    """Stands in for the clock of the driver: its worker goes on when it is given ticks.

    It is held whenever it looks at the clock, which it does after each update, and before and after
    each slice and each picture. So it can be caught in the middle of anything, and is again, at the
    same place, when the same is done once more.
    """

    EACH = 0.001  # seconds, for the worker: slices of up to twenty updates

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._left, self._held = 0, False
        self._now = 0.0
        self.open = False

    def perf_counter(self) -> float:
        if threading.current_thread().name == "panel":
            with self._changed:
                self._held = True
                self._changed.notify_all()
                assert self._changed.wait_for(lambda: self.open or self._left, timeout=250)
                self._left, self._held = max(0, self._left - 1), False
                self._now += self.EACH
        return self._now

    def give(self, ticks: int, one: Panel) -> None:
        """Let the worker go so far, or to its end."""
        with self._changed:
            self._left = ticks
            self._changed.notify_all()
        deadline = time.monotonic() + 120
        worker = one.driver._thread
        while worker is not None and worker.is_alive():
            with self._changed:
                if self._changed.wait_for(lambda: self._held and not self._left, timeout=0.002):
                    break
            assert time.monotonic() < deadline, "the worker hangs"
        with self._changed:
            self._left = 0

    def release(self) -> None:
        """From here on it goes as it likes."""
        with self._changed:
            self.open = True
            self._changed.notify_all()


# ---- what can be done


def leaves(widget: widgets.Widget) -> list[widgets.Widget]:
    """The widgets that are seen, in order."""
    if isinstance(widget, widgets.Box):
        return [each for child in widget.children for each in leaves(child)]
    return [widget]


def touched(widget: widgets.Widget) -> st.SearchStrategy[dict[str, Any]] | None:
    """What a browser tells of a widget when somebody plays with it; None if one cannot."""
    if isinstance(widget, widgets.HTML | widgets.Image | widgets.Button | widgets.Text):
        return None  # to be looked at, pressed, or typed into
    if isinstance(widget, widgets.widget_selection._Selection):
        return st.fixed_dictionaries({"index": st.integers(0, len(widget.options) - 1)})
    if isinstance(widget, Cells):
        places = st.integers(-1, widget.n - 1)
        return st.fixed_dictionaries({"row": places, "column": places})
    if isinstance(widget, Paper):
        return strokes(widget.strokes)
    if isinstance(widget, widgets.FloatText):
        return st.fixed_dictionaries(
            {"value": st.one_of(st.integers(-10, 2**15 + 10).map(float), st.floats())}
        )
    if isinstance(widget, widgets.BoundedIntText):
        # Beyond the limits too: they are kept by Python, whatever a browser lets through.
        return st.fixed_dictionaries({"value": st.integers(widget.min - 9, 2 * widget.max)})
    if isinstance(widget, widgets.Checkbox | widgets.ToggleButton):
        return st.fixed_dictionaries({"value": st.booleans()})
    if isinstance(widget, widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider):
        return st.fixed_dictionaries({"value": possible(widget)})
    raise TypeError(f"nobody has said yet what hands do to a {type(widget).__name__}")


@st.composite
def strokes(draw_from: Any, before: int) -> dict[str, Any]:
    """A line on the paper, of one place or several, on clean paper or on what is there."""
    place = st.tuples(st.integers(-5, 70), st.integers(-5, 70))
    lines = draw_from(st.lists(st.lists(place, min_size=1, max_size=4), max_size=3))
    ink = "".join(np.where(draw(lines).ravel(), "#", "."))
    return {"ink": ink, "strokes": before + draw_from(st.integers(0, 1))}


def possible(widget: widgets.Widget) -> st.SearchStrategy[Any]:
    """The values that a control can have."""
    if isinstance(widget, widgets.widget_selection._Selection):
        return st.sampled_from(list(widget._options_values))
    if isinstance(widget, widgets.Checkbox):
        return st.booleans()
    if isinstance(widget, widgets.IntSlider | widgets.BoundedIntText):
        return st.integers(widget.min, widget.max)
    if isinstance(widget, widgets.FloatLogSlider):
        base = widget.base  # Hypothesis keeps what it has mapped, and shall not keep the widget
        return st.floats(widget.min, widget.max).map(lambda power: base**power)
    return st.floats(widget.min, widget.max)


NONSENSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["\ud800", "<b>", "none", [], [1], {}, {"a": {}}, "as it died"]),
)
UNSPOKEN = st.sampled_from(  # what Python has and a line has not
    [np.float64(0.5), np.int64(3), np.float64("nan"), np.zeros(2), b"1", 1j, (1, 2), {3}, print]
)
NAMES = st.sampled_from(["", "Seed", "\ud800", "<b>", "speed ", "_", "value", "layout", "a"])
GARBAGE = st.one_of(
    st.sampled_from(
        ["", "{", "[", "null", "7", "[" * 3_000, '{"a":' * 3_000, "{'seed': 3}", '"\\ud800"',
         "seed = 3", "1e999", "NaN", "9" * 5_000, "\x00", "<script>", '{"seed": 3,}']
    ),
    st.text(max_size=20),
)  # fmt: skip


@st.composite
def tables(draw_from: Any, one: Panel, nonsense: st.SearchStrategy[Any]) -> dict[Any, Any]:
    """Settings: some possible, some not, some that no panel has."""
    names = draw_from(st.lists(st.sampled_from(list(one.controls)), unique=True, max_size=5))
    wanted = {name: draw_from(possible(one.controls[name])) for name in names}
    for _ in range(draw_from(st.sampled_from([0, 0, 0, 1, 2]))):
        name = draw_from(st.one_of(st.sampled_from(list(one.controls)), NAMES))
        wanted[name] = draw_from(nonsense)
    return wanted


# ---- what goes wrong unseen


class Complaints(logging.Handler):
    """Whatever is reported to nobody: in threads, in callbacks of buttons, in ``__del__``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    def hear(self, unraisable: Any) -> None:
        """As ``sys.unraisablehook`` and ``threading.excepthook``."""
        self.heard.append(f"{unraisable.exc_type.__name__}: {unraisable.exc_value}")

    def hear_of_loop(self, loop: Any, context: dict[str, Any]) -> None:
        """As the exception handler of an event loop."""
        self.heard.append(str(context))


def sent(self: Any, msg_type: str, data: Any = None, metadata: Any = None, **others: Any) -> None:
    """As a kernel sends it: what has no place in JSON is an error, and so are halves of letters."""
    json_packer({"data": data, "metadata": metadata})


@contextlib.contextmanager
def watched(kind: Kind, patch: Any, ticks: Ticks | None):
    """The world of a storm: short runs, no judge, a worker by ticks, and nothing goes unheard."""
    complaints = Complaints()
    patch.setattr(threading, "excepthook", complaints.hear)
    patch.setattr(sys, "unraisablehook", complaints.hear)
    patch.setattr(comm.DummyComm, "publish_msg", sent)
    patch.setattr(checking, "evaluate", lambda exercise, function: Verdict("right"))
    for number, value in kind.short.items():
        patch.setattr(f"course.{number}", value)
    if ticks:
        patch.setattr(driver, "time", SimpleNamespace(perf_counter=ticks.perf_counter))
        patch.setattr(driver.Driver, "_rest", lambda self, due: ticks.perf_counter())
        png = plots.Picture.png

        def held(self):
            ticks.perf_counter()
            return png(self)

        patch.setattr(plots.Picture, "png", held)
    # What a callback raises, ipywidgets shows in a shell, if there is one; else it tells the logger
    # of an application, if there is one. In a process of many tests there may be either, or none.
    patch.setattr(registry, "get_ipython", lambda: None)
    heard = logging.Logger("storm")
    patch.setattr(traitlets.log, "get_logger", lambda: heard)
    told = heard, logging.getLogger()
    for logger in told:
        logger.addHandler(complaints)
    try:
        yield complaints
    finally:
        for logger in told:
            logger.removeHandler(complaints)


def workers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "panel"]


def alive() -> dict[str, int]:
    """How many there are of what a panel makes."""
    gc.collect()
    kinds = {"panels": Panel, "figures": Figure, "images": Image.Image}
    types = Counter(map(type, gc.get_objects()))
    counted = {
        name: sum(many for each, many in types.items() if issubclass(each, kind))
        for name, kind in kinds.items()
    }
    pyplot = sys.modules.get("matplotlib.pyplot")
    return counted | {
        "widgets": len(registry._instances),
        "workers": len(workers()),
        "of pyplot": len(pyplot.get_fignums()) if pyplot else 0,
    }


# ---- the storm


class Storm(RuleBasedStateMachine):
    """One panel, and hands that do anything to it in any order."""

    kind: Kind
    ticks: Ticks | None
    complaints: Complaints
    counts: dict[str, int]
    lasting: "list[Any] | None" = None  # one panel for all examples, and what it is driven by
    calmed: Callable[[Panel], None]  # told of that panel, as it was at first, after each of them

    @initialize(own=st.booleans())
    def make(self, own):
        if self.ticks:
            self.ticks.open = False
        if self.lasting:
            self.one, self.learners = self.lasting
        else:
            self.learners = learners(self.kind) if own or self.kind.given else {}
            self.one = self.kind.make(**self.learners)
        self.complaints.heard.clear()
        self.failures: list[str] = []
        self.tainted = False
        self.one.driver._start, self.one.driver._failed = self._start, self._fail
        self.widgets_at_first = len(registry._instances)
        self.lines = [self.one.settings_line.value]

    # ---- what hands do

    @rule(data=st.data())
    def move_a_control(self, data):
        self._touch(data, [each for each in self._seen() if each in self._controls()])

    @rule(data=st.data())
    def move_another_control(self, data):
        self.move_a_control(data)

    @rule(data=st.data())
    def touch_what_is_no_control(self, data):
        """The button of the code; where there are some, paper, cells, fields of numbers."""
        self._touch(data, [each for each in self._seen() if each not in self._controls()])

    @rule()
    def press_run(self):
        self._press(self.one.run_button)

    @rule()
    def press_step(self):
        self._press(self.one.step_button)

    @rule()
    def press_reset(self):
        self._press(self.one.reset_button)

    @rule(data=st.data())
    def press(self, data):
        """Any button, and also the one that is grey: the click may have been under way."""
        can = [each for each in self._seen() if isinstance(each, widgets.Button)]
        button = can[data.draw(st.integers(0, len(can) - 1))]
        note(f"pressed: {button.description}")
        self._press(button)

    @rule(data=st.data())
    def set(self, data):
        self.one.settings = data.draw(tables(self.one, st.one_of(NONSENSE, UNSPOKEN)))
        self._count("set")

    @rule(wanted=st.one_of(NONSENSE, UNSPOKEN))
    def set_nonsense(self, wanted):
        before = self.one.settings
        self.one.settings = wanted
        assert self.one.settings == before, f"{wanted!r} changes something"
        self._count("set")

    @rule(data=st.data())
    def type_line(self, data):
        wanted = data.draw(tables(self.one, NONSENSE))
        self._type(json.dumps(wanted))

    @rule(line=GARBAGE)
    def type_garbage(self, line):
        before = self.one.settings
        self._type(line)
        assert self.one.settings == before, f"{line!r} changes something"

    @rule()
    def keep_the_line(self):
        self.lines.append(json.dumps(self.one.settings))
        self._count("copied")

    @rule(data=st.data())
    def paste_a_line(self, data):
        """One that was copied earlier: it restores what was set then."""
        line = data.draw(st.sampled_from(self.lines))
        self.one.settings_line.set_state({"value": line + " " * (line == self._line())})
        assert self.one.settings == json.loads(line), "a line that was copied does not restore"
        self._count("typed")

    @rule(ticks=st.integers(1, 3))
    def let_it_begin(self, ticks):
        self._work(ticks)

    @rule(ticks=st.integers(4, 30))
    def let_it_work(self, ticks):
        self._work(ticks)

    @rule(data=st.data())
    def let_it_go_on(self, data):
        self._work(data.draw(st.integers(1, self.kind.most)))

    @rule()
    def show(self):
        """A cell shows it again, or the notebook is saved."""
        at_rest = self.one.driver._thread is None  # else the words may be newer than what is shown
        shown = self.one._repr_mimebundle_()["text/plain"]
        assert shown == self.one.text if at_rest else shown.strip()
        self._count("shown")

    @rule()
    def copy(self):
        """The script that "Copy as code" shows; whether it prints what is shown, its room asks."""
        self._count("copied")
        if not self.tainted:
            compile(self.one.code, "copied.py", "exec")

    @precondition(lambda self: self.learners)
    @rule(data=st.data(), function=st.one_of(st.none(), st.sampled_from(RUBBISH)))
    def go_wrong(self, data, function):
        """What a learner wrote does what it did not do when it was judged, or all is right again.

        That a run has stopped is then no news, and its numbers may be anything, until a run begins
        that only right functions drive.
        """
        self._right()
        if function:
            self.learners[data.draw(st.sampled_from(sorted(self.learners)))].wrong = function
            self.tainted = True
        self._count("wrong")

    # ---- what always holds

    @invariant()
    def all_is_well(self):
        self.nothing_is_complained_of()
        self.there_is_one_worker_at_most()
        self.settings_are_plain_and_restore()
        self.the_read_out_says_something()
        more = len(registry._instances) - self.widgets_at_first
        assert more == 0, f"{more} widgets more than at first"

    def nothing_is_complained_of(self):
        heard = self.complaints.heard
        assert not heard, f"told to nobody: {heard}"
        assert not self.failures, f"stopped, with no function to blame: {self.failures}"

    def settings_are_plain_and_restore(self):
        at_rest = self.one.driver._thread is None  # asked first: its end writes the line anew
        settings, line = self.one.settings, json.loads(self._line())
        again = json.loads(json.dumps(settings, allow_nan=False))
        assert again == settings, "settings are no plain values"
        for name, value in again.items():
            assert type(value) is type(settings[name]), f"{name} is no plain value"
            refused = problem(name, self.one.controls[name], value)
            assert not refused, f"what is set would be refused: {refused}"
        assert line.keys() == settings.keys(), "the line leaves something out"
        if at_rest:
            assert line == settings, "the line says something else than the settings"

    def the_read_out_says_something(self):
        at_rest = self.one.driver._thread is None  # else the numbers may be newer than the words
        text = self.one.text
        assert text.strip(), "nothing is told"
        assert "Traceback" not in text, text
        if at_rest and not self.tainted and re.search(r"\b(nan|inf)\b", text):
            assert not self._finite(), f"told of numbers that are all finite: {text}"

    def there_is_one_worker_at_most(self):
        worker = self.one.driver._thread
        for each in workers():
            if each is not worker:
                each.join(10)  # its work is done, and it is about to end
        assert workers() in ([], [worker]), "more than one worker"
        if worker is None:
            assert not self.one.driver.running, "it runs without a worker"
            assert self.one.run_button.description == "Run"

    def teardown(self):
        if not hasattr(self, "one"):
            return
        self._right()
        if self.ticks:
            self.ticks.release()
        if self.lasting:
            self.one.settings = json.loads(self.lines[0])
            self.one.code_button.value = False
            self.one.reset()
            assert self.one.wait()
            self.calmed(self.one)
        else:
            self.one.close()
            self.there_is_one_worker_at_most()
            assert workers() == [], "it works on when it is closed"
        self.nothing_is_complained_of()
        self.one = None

    # ---- in short

    def _seen(self):
        return leaves(self.one.widget)

    def _controls(self):
        return self.one.controls.values()

    def _touch(self, data, among):
        can = [(each, told) for each in among if (told := touched(each)) is not None]
        widget, told = can[data.draw(st.integers(0, len(can) - 1))]
        widget.set_state(data.draw(told, getattr(widget, "description", "a surface")))
        self._count("touched")

    def _press(self, button):
        button.click()
        self._count("pressed")

    def _start(self):
        """A run that begins with nothing but right functions cannot blame them."""
        self.tainted = any(each.wrong for each in self.learners.values())
        return self.one._begin()

    def _fail(self, message):
        if not self.tainted:
            self.failures.append(message)
        self.one._fail(message)

    def _type(self, line):
        self.one.settings_line.set_state({"value": line})
        self._count("typed")

    def _line(self):
        return self.one.settings_line.value

    def _right(self):
        for each in self.learners.values():
            each.wrong = None

    def _work(self, ticks):
        self._count("worked")
        if self.ticks:
            self.ticks.give(ticks, self.one)
        else:
            time.sleep(ticks * Ticks.EACH)

    def _finite(self):
        step = self.one.driver.latest
        numbers = [step.loss, step.error, *step.params.values()]
        return all(np.isfinite(np.asarray(each, dtype=float)).all() for each in numbers)

    def _count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1
