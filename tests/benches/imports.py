"""How long it takes to import the course and each room, each time in a Python of its own."""

import subprocess
import sys
from collections.abc import Iterator

from benches.table import Row, compare
from course import LESSONS

TRIES = 5
# What any notebook with live pictures has to load.
BARE = ("numpy", "matplotlib.pyplot", "ipywidgets")
# What a lesson imports of its room.
DOORS = ("net", "exercises", "figures", "quiz", "panel")

IMPORTED = {
    "course alone": ("course",),
    **{
        f"course.{lesson.room}, all its doors,": tuple(
            f"course.{lesson.room}.{door}" for door in DOORS
        )
        for lesson in LESSONS
    },
}


def rows() -> Iterator[Row]:
    """Python itself and NumPy against what is bare, then the course and its rooms."""
    work = {"Python alone": (), "NumPy": ("numpy",), **IMPORTED}
    cost = cheapest({"bare": BARE, **work})
    for name in work:
        yield compare(
            f"{name} against NumPy, Matplotlib and ipywidgets",
            cost[name],
            cost["bare"],
            ran=f"a Python that imports it, best of {TRIES} tries, processor time of all it does",
        )


def cheapest(work: dict[str, tuple[str, ...]], tries: int = TRIES) -> dict[str, float]:
    """Seconds of a fresh Python that imports these modules: the best of some tries in turn."""
    best = dict.fromkeys(work, float("inf"))
    for _ in range(tries):
        for name, modules in work.items():
            best[name] = min(best[name], seconds(modules))
    return best


def seconds(modules: tuple[str, ...]) -> float:
    """The processor time of one Python, from its start to the last of these modules."""
    lines = [f"import {', '.join(modules)}"] if modules else []
    lines += ["import time", "print(time.process_time())"]
    ran = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    return float(ran.stdout)
