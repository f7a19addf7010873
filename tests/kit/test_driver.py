"""The driver trains beside the notebook: drops, pauses, steps, and survives what goes wrong."""

import threading
from itertools import pairwise

import pytest

from course.kit.driver import Driver
from course.kit.steps import Step

LONG = 10**9


def count(steps=LONG):
    """A run of which step i has loss i."""
    for i in range(steps):
        yield Step(i, float(i), 0.0, {})


class Film:
    """A driver and everything it drew and said."""

    def __init__(self, run=count, *, synchronous=False, draw=None):
        self.pictures = []  # (index of the step, still?)
        self.messages = []
        self.runs = 0
        self._run, self._extra = run, draw
        self._drawn = threading.Condition()
        self.driver = Driver(self._start, self._draw, self.messages.append, synchronous=synchronous)

    def _start(self):
        self.runs += 1
        return self._run()

    def _draw(self, step, still):
        if self._extra:
            self._extra(step, still)
        with self._drawn:
            self.pictures.append((step.index, still))
            self._drawn.notify_all()

    def await_picture(self, wanted):
        """Block until a picture with ``wanted(index, still)`` has been drawn."""
        with self._drawn:
            assert self._drawn.wait_for(lambda: any(wanted(*p) for p in self.pictures), 30)


@pytest.fixture
def film(request):
    """Function that makes a film with a first picture; every driver is at rest afterwards."""
    made = []

    def make(*args, **kwargs):
        made.append(Film(*args, **kwargs))
        made[-1].driver.begin()
        return made[-1]

    yield make
    for each in made:
        each.driver.pause()
        assert each.driver.wait(30)
    for thread in panel_threads():
        thread.join(30)
    assert panel_threads() == []


def panel_threads():
    return [thread for thread in threading.enumerate() if thread.name == "panel"]


BOTH = pytest.mark.parametrize("synchronous", [True, False], ids=["synchronous", "threaded"])


def test_the_first_picture_is_drawn_at_once_and_without_a_thread(film):
    one = film()
    assert one.pictures == [(0, True)]
    assert panel_threads() == []
    assert one.driver.running is False


def test_what_goes_wrong_with_the_first_picture_is_raised():
    def refuses(step, still):
        raise ValueError("no figure")

    with pytest.raises(ValueError, match="no figure"):
        Film(draw=refuses).driver.begin()


@BOTH
def test_a_step_makes_exactly_one_update(film, synchronous):
    one = film(synchronous=synchronous)
    for expected in (1, 2, 3):
        one.driver.step()
        assert one.driver.wait()
        assert one.driver.latest.index == expected
        assert one.pictures[-1] == (expected, True)


def test_steps_that_are_asked_for_faster_than_they_are_drawn_are_all_made(film):
    one = film()
    for _ in range(50):
        one.driver.step()
    assert one.driver.wait()
    assert one.driver.latest.index == 50


@BOTH
def test_training_goes_on_to_the_end_and_shows_it(film, synchronous):
    one = film(lambda: count(251), synchronous=synchronous)
    one.driver.resume()
    assert one.driver.wait()
    assert one.driver.latest.index == 250
    assert one.pictures[-1] == (250, True)
    assert one.driver.running is False
    assert one.messages == []


def test_synchronous_and_threaded_end_on_the_same_numbers(film):
    ends = []
    for synchronous in (True, False):
        one = film(lambda: count(60), synchronous=synchronous)
        one.driver.steps_per_frame = 7
        actions = (one.driver.step, one.driver.resume, one.driver.resume, one.driver.step)
        for act in (*actions, lambda d=one.driver: d.restart(running=False)):
            act()
            assert one.driver.wait()
            ends.append((synchronous, one.driver.latest, one.pictures[-1], one.runs))
    half = len(ends) // 2
    assert [end[1:] for end in ends[:half]] == [end[1:] for end in ends[half:]]


@BOTH
def test_after_the_end_resuming_starts_again(film, synchronous):
    one = film(lambda: count(20), synchronous=synchronous)
    for expected_runs in (1, 2, 3):
        one.driver.resume()
        assert one.driver.wait()
        assert (one.driver.latest.index, one.runs) == (19, expected_runs)


@BOTH
def test_after_a_step_beyond_the_end_resuming_starts_again(film, synchronous):
    one = film(lambda: count(3), synchronous=synchronous)
    for _ in range(5):
        one.driver.step()
        assert one.driver.wait()
    assert one.driver.latest.index == 2
    one.driver.resume()
    assert one.driver.wait()
    assert one.runs == 2


def test_pictures_are_drawn_while_training_and_in_order(film):
    one = film()
    one.driver.resume()
    one.await_picture(lambda index, still: len(one.pictures) >= 5)
    one.driver.pause()
    assert one.driver.wait()
    indices = [index for index, _ in one.pictures]
    assert indices == sorted(indices)
    assert [still for _, still in one.pictures[1:4]] == [False] * 3
    assert one.pictures[-1] == (one.driver.latest.index, True)


def test_no_more_steps_than_asked_for_lie_between_two_pictures(film):
    one = film()
    one.driver.steps_per_frame = 3
    one.driver.resume()
    one.await_picture(lambda index, still: index >= 9)
    one.driver.pause()
    assert one.driver.wait()
    indices = [index for index, _ in one.pictures]
    assert max(b - a for a, b in pairwise(indices)) <= 3


def slowly_made_of(index, makes):
    """A run of so many steps; of the last one, which is given again each time, something is made.

    ``makes(i)`` does the i-th part of it.
    """
    for step in count(index + 1):
        yield step
    yield step
    for i in range(5):
        makes(i)
        yield step


def test_the_last_step_is_shown_before_something_is_made_of_it(film):
    shown = []
    one = film(lambda: slowly_made_of(40, lambda i: shown.append(40 in dict(one.pictures))))
    one.driver.resume()
    assert one.driver.wait()
    assert shown == [True] * 5
    assert one.pictures[-1] == (40, True)


@BOTH
def test_what_is_made_of_the_last_step_is_dropped_when_another_run_is_wanted(film, synchronous):
    made = []

    def make(i):
        made.append(i)
        if made == [0, 1]:
            one.driver._fresh = True  # as another thread would want it

    one = film(lambda: slowly_made_of(3, make), synchronous=synchronous)
    one.driver.resume()
    assert one.driver.wait()
    assert made == [0, 1, 0, 1, 2, 3, 4]
    assert one.runs == 2


@BOTH
def test_moves_within_a_step_are_shown_one_after_the_other(film, synchronous):
    """They are other steps, though they have its index: a walk that moves from one to the next."""
    moves = [Step(index, 0.0, 0.0, {}) for index in (0, 0, 0, 1, 1, 1)]
    one = film(lambda: iter(moves), synchronous=synchronous)
    for made in range(1, len(moves)):
        one.driver.step()
        assert one.driver.wait()
        assert one.driver.latest is moves[made]


@BOTH
def test_a_step_by_hand_is_an_update_or_all_that_is_left(film, synchronous):
    made = []
    one = film(lambda: slowly_made_of(2, made.append), synchronous=synchronous)
    for left in ([], [], [0, 1, 2, 3, 4]):
        one.driver.step()
        assert one.driver.wait()
        assert made == left
    assert one.pictures == [(0, True), (1, True), (2, True), (2, True)]


def test_a_pause_holds_the_state_and_resuming_goes_on_from_it(film):
    one = film()
    one.driver.resume()
    one.await_picture(lambda index, still: index > 0)
    one.driver.pause()
    assert one.driver.wait()
    held = one.driver.latest.index
    assert held > 0
    one.driver.redraw()
    assert one.driver.wait()
    assert one.driver.latest.index == held
    one.driver.step()
    assert one.driver.wait()
    assert one.driver.latest.index == held + 1
    one.driver.resume()
    one.await_picture(lambda index, still: index > held + 1)
    assert one.runs == 1


def test_a_redraw_shows_the_same_state_again(film):
    one = film(synchronous=True)
    one.driver.step()
    one.driver.redraw()
    assert one.pictures == [(0, True), (1, True), (1, True)]


def test_stepping_while_training_pauses(film):
    one = film()
    one.driver.resume()
    one.await_picture(lambda index, still: index > 0)
    one.driver.step()
    assert one.driver.wait()
    assert one.driver.running is False
    assert one.pictures[-1] == (one.driver.latest.index, True)


def test_restarting_drops_the_old_run_at_its_next_step(film):
    reached, gate = threading.Event(), threading.Event()
    pulled = []

    def gated():
        first = not pulled
        for step in count():
            if first:
                pulled.append(step.index)
                if step.index == 5:
                    reached.set()
                    assert gate.wait(30)
            yield step

    one = film(gated)
    one.driver.resume()
    assert reached.wait(30)
    one.driver.restart(running=False)
    gate.set()
    assert one.driver.wait()
    assert pulled == [0, 1, 2, 3, 4, 5]
    assert one.runs == 2
    assert one.driver.latest.index == 0
    assert one.pictures[-1] == (0, True)


@BOTH
def test_a_restart_may_wait_at_its_start_or_train(film, synchronous):
    one = film(lambda: count(30), synchronous=synchronous)
    one.driver.step()
    one.driver.restart(running=False)
    assert one.driver.wait()
    assert (one.driver.latest.index, one.runs) == (0, 2)
    one.driver.restart(running=True)
    assert one.driver.wait()
    assert (one.driver.latest.index, one.runs) == (29, 3)


def test_of_many_restarts_in_a_row_the_last_one_counts(film):
    number = iter(range(10**6))

    def numbered():
        mine = next(number)
        for step in count(5):
            yield Step(step.index, float(mine), 0.0, {})

    one = film(numbered)
    for _ in range(30):
        one.driver.restart(running=True)
    assert one.driver.wait()
    assert one.driver.latest.loss == one.runs - 1
    assert one.driver.latest.index == 4


def test_a_step_right_after_a_reset_is_made(film):
    one = film()
    with one.driver._changed:  # the worker has not looked yet when the second wish comes
        one.driver.restart(running=False)
        one.driver.step()
    assert one.driver.wait()
    assert one.driver.latest.index == 1


@BOTH
@pytest.mark.parametrize("where", ["start", "first step", "run", "draw"])
def test_an_error_is_told_and_the_driver_goes_on(film, synchronous, where):
    broken = threading.Event()

    def fail_if(place):
        if broken.is_set() and place == where:
            raise ZeroDivisionError(f"broken in {place}")

    def fragile():
        fail_if("start")

        def run():
            fail_if("first step")
            for step in count(40):
                if step.index == 20:
                    fail_if("run")
                yield step

        return run()

    one = film(fragile, synchronous=synchronous, draw=lambda step, still: fail_if("draw"))
    broken.set()
    one.driver.restart(running=True)
    assert one.driver.wait()
    assert len(one.messages) == 1
    assert one.messages[0].startswith(f"ZeroDivisionError: broken in {where} (in fail_if, line ")
    assert one.driver.running is False

    broken.clear()
    one.driver.restart(running=True)
    assert one.driver.wait()
    assert one.driver.latest.index == 39
    assert len(one.messages) == 1


@BOTH
def test_a_function_that_wants_to_leave_is_told_and_the_driver_goes_on(synchronous):
    broken = threading.Event()

    def leaving():
        for step in count(10):
            if step.index == 5 and broken.is_set():
                raise SystemExit("bye")
            yield step

    one = Film(leaving, synchronous=synchronous)
    one.driver.begin()
    broken.set()
    one.driver.resume()
    assert one.driver.wait(2)
    assert one.messages[0].startswith("SystemExit: bye")
    broken.clear()
    one.driver.restart(running=True)
    assert one.driver.wait(2)
    assert one.driver.latest.index == 9


@BOTH
def test_an_error_that_has_no_words_is_told_by_its_name(film, synchronous):
    class SpeechlessError(Exception):
        def __str__(self):
            raise LookupError

    def speechless():
        yield from count(3)
        raise SpeechlessError

    one = film(speechless, synchronous=synchronous)
    one.driver.resume()
    assert one.driver.wait(2)
    [message] = one.messages
    assert message.startswith("SpeechlessError, which cannot be told (LookupError)")


def test_a_worker_whose_complaint_fails_is_followed_by_another(film, monkeypatch):
    unheard = []
    monkeypatch.setattr(threading, "excepthook", unheard.append)
    one = film()
    one.driver._run = None  # whatever it was, it can give no step
    with monkeypatch.context() as patched:
        patched.setattr(one.driver, "_failed", None)  # nor can anybody be told of it
        one.driver.resume()
        assert one.driver.wait(2)
    assert len(unheard) == 1
    assert one.driver.running is False
    one.driver.restart(running=False)
    assert one.driver.wait(2)
    assert one.pictures[-1] == (0, True)


@BOTH
def test_resuming_after_an_error_in_the_run_starts_again(film, synchronous):
    broken = threading.Event()

    def fragile():
        for step in count(10):
            if step.index == 5 and broken.is_set():
                raise ValueError("once")
            yield step

    one = film(fragile, synchronous=synchronous)
    broken.set()
    one.driver.resume()
    assert one.driver.wait()
    broken.clear()
    one.driver.resume()
    assert one.driver.wait()
    assert one.driver.latest.index == 9


def test_waiting_gives_up_after_the_time_it_is_given(film):
    one = film()
    one.driver.resume()
    assert one.driver.wait(0.05) is False
    one.driver.pause()
    assert one.driver.wait(30) is True


def test_the_thread_ends_when_there_is_nothing_to_do_and_begins_when_there_is(film):
    one = film(lambda: count(50))
    for _ in range(3):
        one.driver.resume()
        assert one.driver.wait()
        for thread in panel_threads():
            thread.join(30)
        assert panel_threads() == []


def test_one_driver_never_has_two_threads(film):
    most = []
    one = film(draw=lambda step, still: most.append(len(panel_threads())))
    for _ in range(20):
        one.driver.resume()
        one.driver.pause()
        one.driver.step()
        one.driver.restart(running=True)
    one.driver.pause()
    assert one.driver.wait()
    # A thread that has said its last word may still be on its way out.
    assert max(most) <= 2
    assert one.messages == []
