"""All that hands can do to a live panel in any order, and what holds whatever they do."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import numpy as np
from hypothesis import note, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from ipywidgets.widgets import widget as registry
from kinds import RUBBISH, Kind, learners
from playing import GARBAGE, NONSENSE, UNSPOKEN, leaves, tables, touched
from ticks import Ticks
from unheard import Complaints, workers

from course.kit.controls import problem
from course.kit.live import Panel


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
