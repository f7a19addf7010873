"""Training that never blocks: steps drained in short slices, with a picture between them.

Whoever wants something (a slider's callback, a button) only notes it here and returns. One worker
thread drains the network's generator in short slices and draws between them; it drops out at the
next step when something newer is wanted, and ends when nothing is. It touches widget traits only,
so it needs no event loop, and does not mind on which thread JupyterLab delivers its messages.
With ``synchronous=True`` all of that happens inside the call, for tests: the numbers are the same.
"""

import threading
import time
import traceback
from collections.abc import Callable, Iterator

import numpy as np

from course.kit.steps import Step

FRAME = 1 / 30  # seconds from one picture to the next


class Driver:
    """Trains and draws, one slice after the other.

    Parameters
    ----------
    start : callable
        Begins a new run: returns a fresh generator of steps, whose first is the untrained state.
        It may give its last step again, the very same object, as often as it likes, while it makes
        something of it.
    draw : callable ``(step, still)``
        Shows a step; ``still`` is True when the next picture has to be asked for.
    failed : callable ``(message)``
        Told when ``start``, the run itself or ``draw`` raised something. The driver then pauses.
    """

    def __init__(
        self,
        start: Callable[[], Iterator[Step]],
        draw: Callable[[Step, bool], None],
        failed: Callable[[str], None],
        *,
        synchronous: bool = False,
    ):
        self._start, self._draw, self._failed = start, draw, failed
        self._synchronous = synchronous
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._run: Iterator[Step] = iter(())
        self._fresh = self._redraw = False  # wanted: a new run, a new picture of the same state
        self._single = 0  # wanted: this many steps by hand
        self._ended = False
        self.running = False
        self.steps_per_frame = 100
        self.latest: Step | None = None

    def begin(self) -> None:
        """Draw the first picture here and now; whatever goes wrong is raised."""
        self._run = self._start()
        self.latest = next(self._run)
        self._draw(self.latest, True)

    def restart(self, *, running: bool) -> None:
        """Drop the run at its next step and begin another, training or waiting at its start."""
        self._want(fresh=True, running=running)

    def resume(self) -> None:
        """Train on, or from the start again if the run has reached its end."""
        self._want(running=True, fresh=self._ended)

    def pause(self) -> None:
        """Stop at the next step and show it."""
        self._want(running=False, redraw=True)

    def step(self) -> None:
        """Pause, and make one update."""
        self._want(running=False, single=1)

    def redraw(self) -> None:
        """Show the same state again: something about the picture has changed."""
        self._want(redraw=True)

    def wait(self, timeout: float = 60.0) -> bool:
        """Block until there is nothing left to do; False if that takes longer than ``timeout``."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, timeout)

    def _want(
        self,
        *,
        fresh: bool = False,
        redraw: bool = False,
        single: int = 0,
        running: bool | None = None,
    ) -> None:
        with self._changed:
            self._fresh |= fresh
            self._redraw |= redraw
            self._single = single + (0 if fresh else self._single)
            self.running = self.running if running is None else running
            self._changed.notify_all()
            if self._thread is None and not self._synchronous:
                self._thread = threading.Thread(target=self._work, name="panel", daemon=True)
                self._thread.start()
        if self._synchronous:
            self._work()

    def _work(self) -> None:
        """The worker: one turn a frame, until nothing is wanted. Should it end in any other way,
        another can follow."""
        try:
            self._make_turns()
        finally:
            with self._changed:
                if self._thread is threading.current_thread():
                    self._thread, self.running = None, False
                    self._changed.notify_all()

    def _make_turns(self) -> None:
        due = 0.0
        while self._something_wanted():
            began = time.perf_counter()
            try:
                with np.errstate(all="ignore"):  # a learner may well choose an alpha that overflows
                    self._turn()
            except BaseException as error:  # whatever a learner's function raises, SystemExit too
                self._fail(error)
                continue
            # Resting is not lost: the picture is on its way, and its senders need this process.
            due = max(began, due) + FRAME
            self._rest(due)

    def _turn(self) -> None:
        """One slice of training and one picture; the first picture of a run comes untrained."""
        with self._changed:
            fresh, self._fresh = self._fresh, False
            single, self._single = self._single, 0
            self._redraw = False
        if fresh:
            self._run, self._ended = self._start(), False
            self.latest = next(self._run)
        if single:
            self._advance(single)
        elif self.running and not fresh:
            until = float("inf") if self._synchronous else time.perf_counter() + 0.6 * FRAME
            self._advance(self.steps_per_frame, until)
        if self.latest is not None and (not self._synchronous or not self.running):
            self._draw(self.latest, not self.running)

    def _advance(self, steps: int, until: float | None = None) -> None:
        """Make some updates; less than that if a new run is wanted, or when time is up.

        The very same step once more is no update: whoever makes it has more to do that takes
        its time. What came before is shown first.
        """
        made = 0
        while made < steps:
            step = next(self._run, None)
            if step is None:
                self._end()
                return
            again = step is self.latest
            self.latest = step
            made += not again
            if self._fresh or (until is not None and self._cut_short(until)):
                return
            if again and made:
                return

    def _cut_short(self, until: float) -> bool:
        return self._redraw or time.perf_counter() > until

    def _end(self) -> bool:
        """The run is over, unless another has been asked for meanwhile. Returns whether it is."""
        with self._changed:
            if self._fresh:
                return False
            self.running, self._ended = False, True
            return True

    def _something_wanted(self) -> bool:
        with self._changed:
            if self.running or self._fresh or self._redraw or self._single:
                return True
            self._thread = None
            self._changed.notify_all()
            return False

    def _rest(self, due: float) -> None:
        """Sleep until the next picture is due, but wake at once when something newer is wanted."""
        if self._synchronous:
            return
        with self._changed:
            self._changed.wait_for(
                lambda: self._fresh or self._redraw or self._single or not self.running,
                max(0.0, due - time.perf_counter()),
            )

    def _fail(self, error: BaseException) -> None:
        if not self._end():
            return  # of a run that nobody wants any more
        where = traceback.extract_tb(error.__traceback__)[-1]
        self._failed(f"{_words(error)} (in {where.name}, line {where.lineno})")


def _words(error: BaseException) -> str:
    """What an error is called and says; a learner's own kind of error may fail at that too."""
    try:
        return f"{type(error).__name__}: {error}"
    except BaseException as another:
        return f"{type(error).__name__}, which cannot be told ({type(another).__name__})"
