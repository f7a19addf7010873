"""A panel's worker that goes tick by tick, so that it can be caught in the middle of anything."""

import threading
import time

from course.kit.live import Panel


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
