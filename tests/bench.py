"""Measure what things cost on this machine, and print one table, in Markdown.

``make bench`` calls this. Name parts to measure only those: ``python tests/bench.py nets imports``.
All parts are measured even when one fails, and Ctrl-C ends one part only; what is missing is said
below the table, and in the exit status. The table is printed, not kept in a file: figures belong to
one machine and one day. Keep them with ``make bench > bench.md``: progress and complaints do not
get in there.
"""

import os

# As `make bench` has it, before NumPy is loaded.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import importlib
import sys
import time
import traceback
from collections.abc import Callable, Iterable

from benches import PARTS
from benches.machine import describe, load
from benches.table import Missing, Part, Row, markdown

Rows = Callable[[], Iterable[Row | Missing]]


def part(name: str) -> Rows:
    """What measures a part: loaded when it is its turn, so that its failure is only its own."""
    return lambda: importlib.import_module(f"benches.{name}").rows()


def measure(name: str, rows: Rows) -> Part:
    """All that the part gives, up to where it fails if it does."""
    began, busy = time.perf_counter(), load()
    found: list[Row | Missing] = []
    try:
        for row in rows():
            found.append(row)
    except KeyboardInterrupt:  # what was measured for minutes is not to be lost
        found.append(Missing("all the rest", "interrupted"))
    except Exception as error:
        traceback.print_exc()
        found.append(Missing("all the rest", f"{type(error).__name__}: {error}"))
    return Part(
        name,
        [each for each in found if isinstance(each, Row)],
        [each for each in found if isinstance(each, Missing)],
        time.perf_counter() - began,
        busy,
    )


def main(wanted: list[str], find: Callable[[str], Rows] = part) -> int:
    """Measure the wanted parts, or all, and return the exit status."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        print(f"No part is called {unknown[0]!r}. The parts are: {', '.join(PARTS)}.")
        return 2
    machine, parts = describe(), []
    for name in PARTS:
        if not wanted or name in wanted:
            print(f"measuring {name}: {PARTS[name]}", file=sys.stderr, flush=True)
            parts.append(measure(name, find(name)))
    print(markdown(machine, parts))
    return int(any(each.missing for each in parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
