"""Whatever hands do to a panel, in whichever order: it goes on, and leaves nothing behind."""

import asyncio
import gc
import importlib
import tracemalloc

import ipywidgets as widgets
import numpy as np
import psutil
import pytest
from hands import Storm
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from kinds import PANELS, learners
from ticks import Ticks
from unheard import alive, watched

from course import LESSONS
from course.eleven.panel import ElevenPanel
from course.kit import labels, plots
from course.kit.live import Panel

EACH = pytest.mark.parametrize("kind", PANELS, ids=str)
# How much heavier a panel may be after a thousand acts than after five hundred, as it was at first
# both times. It may have learnt for later in between: what a landscape looks like, how wide a word
# is, how a grave fared: 80,000 bytes at most, for the paper and its list of what to undo. To leave
# an artist of matplotlib or a widget behind with each act would be some kilobytes times five
# hundred.
FLAT = 250_000  # bytes
ARTISTS = 50


async def storm(kind, patch, *, examples, acts, ticks, **more):
    """So many times so many acts, while a loop runs as it does in a kernel; gives their number.

    The same each time: a red run means that the code has changed.
    """
    counts = {}
    with watched(kind, patch, ticks) as complaints:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(complaints.hear_of_loop)
        of = {"kind": kind, "ticks": ticks, "complaints": complaints, "counts": counts}
        run_state_machine_as_test(
            type("Machine", (Storm,), of | more),
            settings=settings(
                max_examples=examples,
                stateful_step_count=acts,
                derandomize=True,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
            ),
            _min_steps=acts,  # else most storms are over when they have begun
        )
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert complaints.heard == []
    return counts


@EACH
def test_a_panel_goes_on_whatever_hands_do_and_leaves_nothing_behind(kind, monkeypatch):
    plots._palette()  # an image that is kept
    before = alive()
    asyncio.run(storm(kind, monkeypatch, examples=2, acts=12, ticks=Ticks()))
    assert alive() == before


class Raises(ElevenPanel):
    """Cannot draw one of the rows."""

    def draw(self, step, settings):
        super().draw(step, settings)
        return 1 / (settings["row"] != 2)


class Swallows(ElevenPanel):
    """A button whose callback fails: ipywidgets tells a log, and nobody else."""

    def _observe(self):
        super()._observe()
        self.reset_button.on_click(lambda _: {}["reset"])


class Hoards(ElevenPanel):
    """Makes a widget whenever a control is moved."""

    def _moved(self, name):
        super()._moved(name)
        widgets.HTML()


class Mumbles(ElevenPanel):
    """Tells numbers that are none."""

    def describe(self, step, settings):
        return [*super().describe(step, settings), f"twice that is {np.nan}"]


class Wraps(ElevenPanel):
    """Its settings are not as plain as they look."""

    @property
    def settings(self):
        return super().settings | {"alpha": np.float64(self.controls["alpha"].value)}


PLANTED = [
    (Raises, "stopped, with no function to blame: .*ZeroDivisionError"),
    (Swallows, "told to nobody: .*KeyError"),
    (Hoards, "widgets more than at first"),
    (Mumbles, "told of numbers that are all finite"),
    (Wraps, "alpha is no plain value"),
]


@pytest.mark.parametrize(("planted", "said"), PLANTED)
def test_what_is_wrong_with_a_panel_comes_to_light(planted, said, monkeypatch):
    kind = PANELS[0]._replace(panel=planted)
    with pytest.raises(AssertionError, match=said):
        asyncio.run(storm(kind, monkeypatch, examples=9, acts=12, ticks=Ticks()))


class Scales:
    """Weighs the process, when a panel is as it was at first, but for what Hypothesis keeps, for
    the lines of files that Python reads when their source is asked for, and for the words that were
    drawn last, which are so many at most, but in many acts new ones."""

    LEFT_OUT = ("hypothesis", "sortedcontainers", "tracemalloc", "tests", "linecache")

    def __init__(self):
        self.bytes, self.resident, self.artists = [], [], []

    def weigh(self, one):
        labels._word.cache_clear()
        gc.collect()
        files = tracemalloc.take_snapshot().statistics("filename")
        self.bytes.append(
            sum(
                each.size
                for each in files
                if not any(part in each.traceback[0].filename for part in self.LEFT_OUT)
            )
        )
        self.resident.append(psutil.Process().memory_info().rss)
        self.artists.append(len(one.picture.figure.findobj()))


@pytest.mark.weekly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("by_ticks", [True, False], ids=["by ticks", "freely"])
@EACH
def test_a_thousand_acts_leave_one_panel_as_it_was(kind, by_ticks, monkeypatch, record_property):
    plots._palette()
    before = alive()
    scales = Scales()
    with monkeypatch.context() as patched, watched(kind, patched, None):
        functions = learners(kind)
        lasting = [kind.make(**functions), functions]
        tracemalloc.start()
        try:
            counts = asyncio.run(
                storm(
                    kind,
                    patched,
                    examples=28,
                    acts=40,
                    ticks=Ticks() if by_ticks else None,
                    lasting=lasting,
                    calmed=staticmethod(scales.weigh),
                )
            )
        finally:
            tracemalloc.stop()
        lasting[0].close()
        lasting.clear()  # Hypothesis keeps each class of machines, and all that it knows
    for name, value in (vars(scales) | {"acts": counts}).items():
        record_property(name, value)
    assert sum(counts.values()) > 1_000
    half = len(scales.bytes) // 2
    assert scales.bytes[-1] - scales.bytes[half] < FLAT
    assert scales.artists[-1] - scales.artists[half] < ARTISTS
    assert alive() == before


def test_every_panel_of_the_course_is_in_the_table():
    there = set()
    for lesson in LESSONS:
        door = importlib.import_module(f"course.{lesson.room}.panel")
        there |= {
            each for each in vars(door).values()
            if isinstance(each, type) and issubclass(each, Panel) and each is not Panel
        }  # fmt: skip
    assert {kind.make for kind in PANELS} == there
