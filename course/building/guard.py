"""Comparing a notebook on disk with what was, and with what would be, generated.

``work`` asks whether somebody has worked in a notebook since it was generated: that must not be
overwritten. ``problems`` asks whether it is what its source gives now: that is ``--check``.
"""

from copy import deepcopy
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.validator import isvalid

from course.building import notebooks
from course.building.problems import short

REBUILD = "Run python -m course.build."


def work(path: Path, generated: NotebookNode) -> list[str]:
    """Say in which cells a notebook is no longer as it was last generated.

    Parameters
    ----------
    path : the notebook on disk
    generated : what would be written now; names removed cells, as far as it still has them
    """
    found = _load(path)
    if isinstance(found, str):
        return [found]
    course = found.metadata.get("course")
    stored = course.get("cells") if isinstance(course, dict) else None
    if not isinstance(stored, dict):
        return ["it was not made by this builder: it has no digests of its cells"]
    changes = []
    for number, cell in enumerate(found.cells, start=1):
        change = _change(cell, stored)
        if change:
            changes.append(f"{_name(number, cell)}: {change}")
    here = {cell.get("id") for cell in found.cells}
    now = {cell.id: _name(number, cell) for number, cell in enumerate(generated.cells, start=1)}
    changes += [f"{now.get(id, f'cell {id}')}: removed" for id in stored if id not in here]
    if not changes and notebooks.order(found.cells) != course.get("order"):
        changes.append("cells were moved")
    return changes


def _change(cell: NotebookNode, stored: dict[str, str]) -> str | None:
    id = str(cell.get("id"))
    if id not in stored:
        return "added"
    if notebooks.digest(cell) == stored[id]:
        return None
    if not id.startswith(notebooks.content_id(cell)):
        return "edited"
    without = NotebookNode(cell, outputs=[])
    return "has outputs" if notebooks.digest(without) == stored[id] else "outputs were changed"


def problems(path: Path, expected: NotebookNode, *, executed: bool) -> list[str]:
    """Say where a notebook on disk is not what its source gives.

    Parameters
    ----------
    path : the notebook on disk
    expected : what the source gives, without outputs
    executed : whether the notebook has to hold outputs and execution counts
    """
    if not path.exists():
        return [f"{short(path)} is missing. {REBUILD}"]
    found = _load(path)
    if isinstance(found, str):
        return [f"{short(path)}: {found}. {REBUILD}"]
    said = _differences(expected, found) or work(path, expected)
    if not said and executed:
        said = _unexecuted(found)
    if not said:
        said = _form(path, expected, found, executed)
    return [f"{short(path)}: {problem}. {REBUILD}" for problem in said]


def _differences(expected: NotebookNode, found: NotebookNode) -> list[str]:
    wanted, there_are = ([cell.get("id") for cell in nb.cells] for nb in (expected, found))
    said = []
    for kind, i, j, k, m in SequenceMatcher(None, wanted, there_are, autojunk=False).get_opcodes():
        pairs = zip_longest(range(i, j), range(k, m))
        for at, there in pairs:
            if there is None:
                said.append(f"{_name(at + 1, expected.cells[at])} of the source is missing")
            elif at is None:
                said.append(f"{_name(there + 1, found.cells[there])} is not in the source")
            elif kind == "replace":
                said.append(f"{_name(there + 1, found.cells[there])}: not what the source gives")
            else:
                keys = _differing(expected.cells[at], found.cells[there])
                if keys:
                    name = _name(there + 1, found.cells[there])
                    said.append(f"{name}: {' and '.join(keys)} not what the source gives")
    return said


def _differing(expected: NotebookNode, found: NotebookNode) -> list[str]:
    names = {"cell_type": "type", "source": "text", "metadata": "metadata"}
    return [name for key, name in names.items() if expected[key] != found.get(key)]


def _unexecuted(found: NotebookNode) -> list[str]:
    said, count = [], 0
    for number, cell in enumerate(found.cells, start=1):
        if cell.cell_type != "code":
            continue
        count += 1
        name = _name(number, cell)
        counts = {output.get("execution_count", count) for output in cell.outputs}
        if cell.execution_count != count or counts - {count}:
            said.append(f"{name}: execution count {cell.execution_count}, expected {count}")
        errors = [output.ename for output in cell.outputs if output.output_type == "error"]
        if errors and "raises-exception" not in cell.metadata.get("tags", []):
            said.append(f"{name}: holds the error {errors[0]}")
    return said


def _form(path: Path, expected: NotebookNode, found: NotebookNode, executed: bool) -> list[str]:
    # All that people see agrees. What is left are other metadata, run counts of a lesson, layout.
    whole = deepcopy(expected)
    for cell, stored in zip(whole.cells, found.cells, strict=True):
        if executed and cell.cell_type == "code":
            cell.outputs = notebooks.tidy(stored.outputs)
            cell.execution_count = stored.execution_count
    whole = notebooks.stamp(whole)
    if whole.metadata != found.metadata:
        return ["metadata of the notebook are not what the builder writes"]
    if notebooks.text(whole) == path.read_text(encoding="utf-8"):
        return []
    for number, (cell, stored) in enumerate(zip(whole.cells, found.cells, strict=True), start=1):
        if cell != stored:
            return [f"{_name(number, stored)}: not in the form the builder writes"]
    return ["the file is not laid out as the builder writes it"]


def _load(path: Path) -> NotebookNode | str:
    try:
        found = nbformat.v4.reads(path.read_text(encoding="utf-8"))
        if found.nbformat == 4 and isvalid(found):
            return found
    except (ValueError, AttributeError, TypeError):
        pass  # not JSON (marks of a merge conflict, say), or JSON of another kind
    return "it cannot be read as a notebook"


def _name(number: int, cell: NotebookNode) -> str:
    first = next((line for line in cell.source.splitlines() if line.strip()), "")
    return f'cell {number} ("{first.strip()[:60]}")'
