"""How long each solution takes from top to bottom, in a kernel of its own."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from benches.table import Missing, Row, compare
from course.building.kernel import CellError, execute

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"

# The last cell of each: what the kernel and all that it started have computed, in seconds.
ASK = """
import psutil as _psutil
_here = _psutil.Process()
_family = [_here, *_here.children(recursive=True)]
_times = [each.cpu_times() for each in _family]
print("processor time", sum(t.user + t.system for t in _times)
      + sum(t.children_user + t.children_system for t in _times))
"""


def rows(folder: Path = SOLUTIONS) -> Iterator[Row | Missing]:
    """Each against a notebook with nothing in it. One that fails does not stop the others."""
    empty = seconds(new_notebook(), folder)
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cost = seconds(nbformat.read(path, 4), folder)
        except CellError as error:
            yield Missing(path.stem, f"cell {error.index}: {error}")
            continue
        yield compare(
            f"{path.stem} against an empty notebook",
            cost,
            empty,
            ran="the solution, once, in a kernel of its own, processor time of it all",
        )


def seconds(notebook: nbformat.NotebookNode, folder: Path) -> float:
    """The processor time of a kernel that runs the notebook, its start included."""
    cells = [*notebook.cells, new_code_cell(ASK)]
    last = execute(nbformat.from_dict({**notebook, "cells": cells}), folder).cells[-1]
    printed = last.outputs[0].text.split()
    return float(printed[-1])
