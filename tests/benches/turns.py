"""Short pieces of work, timed: the best of many tries, which take turns."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from benches.table import Row, compare

TRIES = 20
# What the processor did for us, not what it did meanwhile for others. Windows counts that in
# steps longer than a try.
CLOCK = time.perf_counter if sys.platform == "win32" else time.process_time
SORT = "time by the clock" if sys.platform == "win32" else "processor time"

# A piece of work, told how many steps to make; and how many make a try long enough to be timed.
Work = Mapping[str, tuple[Callable[[int], object], int]]
# What is dearer, what is cheaper, and in words what was compared.
Pairs = Iterable[tuple[str, str, str]]


def seconds(work: Work, tries: int = TRIES) -> dict[str, float]:
    """The best of many short tries, for one step of each.

    All take turns, so that whatever else the machine does slows them alike.
    """
    best = dict.fromkeys(work, float("inf"))
    for _ in range(tries):
        for name, (run, steps) in work.items():
            began = CLOCK()
            run(steps)
            best[name] = min(best[name], (CLOCK() - began) / steps)
    return best


def compared(work: Work, pairs: Pairs, tries: int = TRIES) -> Iterator[Row]:
    """A row for each pair."""
    cost = seconds(work, tries)
    for dearer, cheaper, words in pairs:
        counts = " and ".join(f"{work[name][1]:,}" for name in (dearer, cheaper))
        yield compare(
            words,
            cost[dearer],
            cost[cheaper],
            ran=f"{counts} steps, best of {tries} tries, {SORT} of one step",
        )
