"""Reading a source: Jupytext Markdown with three conventions of the course's own.

- A fence with ``exercise="room.name"`` and an empty body stands for that exercise.
- ``only="solution"`` or ``only="lesson"`` on a cell keeps it out of the other notebook.
- ``tags=["nbval-ignore-output"]`` marks a cell whose outputs are not stored.
"""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import jupytext
from nbformat import NotebookNode

from course.building.problems import SourceError

# Metadata that goes on into the notebooks; jupytext's notes to itself do not.
KEPT = ("tags", "exercise", "jupyter", "editable", "deletable")
JUPYTEXT_NOTES = ("lines_to_next_cell", "region_name", "title")


class Asked(Protocol):
    """What the builder needs to know of an exercise."""

    @property
    def reference(self) -> Callable[..., Any]:
        """The course's own answer."""


Registry = Mapping[str, Asked]


@dataclass(frozen=True)
class Cell:
    """One cell of a source, and the line where it stands."""

    kind: str  # "markdown" or "code"
    text: str
    metadata: dict[str, Any]
    only: str | None  # "lesson", "solution" or None: both
    line: int

    @property
    def exercise(self) -> str | None:
        """The exercise this cell stands for, as ``"room.name"``."""
        return self.metadata.get("exercise")


def read(path: Path, exercises: Registry) -> list[Cell]:
    """Read the cells of a source.

    Raises
    ------
    SourceError : naming file and line, if the source is not what the builder can use
    """
    try:
        text = path.read_text(encoding="utf-8")
        notebook = jupytext.reads(text, fmt="md")
    except Exception as error:  # yaml's, jupytext's and the decoder's have no common parent
        problem = " ".join(str(error).split())
        raise SourceError(
            path, 1, f"cannot be read as Jupytext Markdown: {problem}. Mend the header or the text."
        ) from None
    language = notebook.metadata.get("jupytext", {}).get("main_language", "python")
    if language != "python":  # jupytext goes by the majority of fences
        raise SourceError(
            path, 1, f"most fences are in {language}. To only show commands use ```text fences."
        )
    _require_closed_fences(path, text, notebook)
    lines = _line_numbers(text, notebook.cells)
    raw = list(zip(notebook.cells, lines, strict=True))
    if raw and raw[0][0].cell_type == "raw":
        del raw[0]  # the YAML header
    cells = [_cell(path, node, line) for node, line in raw]
    if not cells:
        raise SourceError(path, 1, "there is no cell here. Write text and ```python fences.")
    _require_known_exercises(path, cells, exercises)
    return cells


def _cell(path: Path, node: NotebookNode, line: int) -> Cell:
    metadata = {key: value for key, value in node.metadata.items() if key not in JUPYTEXT_NOTES}
    only = metadata.pop("only", None)
    unknown = sorted(set(metadata) - set(KEPT))
    if unknown:
        raise SourceError(
            path,
            line,
            f"unknown cell metadata {', '.join(unknown)}. "
            f"Known are only, {', '.join(KEPT)}, written as key=value with a JSON value.",
        )
    if only not in (None, "lesson", "solution"):
        raise SourceError(path, line, f'only={only!r} is neither "lesson" nor "solution".')
    cell = Cell(node.cell_type, node.source.strip("\n"), metadata, only, line)
    problem = _problem(cell)
    if problem:
        raise SourceError(path, line, problem)
    return cell


def _problem(cell: Cell) -> str | None:
    if cell.exercise is not None:
        if cell.kind != "code":
            return "an exercise must be a ```python fence, not text."
        if cell.text.strip():
            return (
                f"the fence of exercise {cell.exercise} has something in it. Leave it empty: "
                "its code is taken from the exercise's reference. Put other code in its own fence."
            )
    elif cell.kind not in ("code", "markdown"):
        return f"a {cell.kind} cell has no place in a lesson. Use text or a ```python fence."
    elif cell.kind == "code" and not cell.text.strip():
        return 'an empty code cell. For an exercise write ```python exercise="room.name".'
    elif cell.text.startswith("%%"):
        return (
            f"a cell that starts with {cell.text.split()[0]} would run here, and not as Python. "
            "To only show commands use a ```text fence."
        )
    return None


def _require_known_exercises(path: Path, cells: list[Cell], exercises: Registry) -> None:
    first: dict[str, int] = {}
    for cell in cells:
        name = cell.exercise
        if name is None:
            continue
        if name not in exercises:
            close = difflib.get_close_matches(str(name), exercises, n=1)
            guess = f"Did you mean {close[0]}? " if close else ""
            known = ", ".join(sorted(exercises)) or "none"
            raise SourceError(
                path, cell.line, f"there is no exercise {name}. {guess}Known exercises: {known}."
            )
        if name in first:
            raise SourceError(
                path,
                cell.line,
                f"exercise {name} stands here a second time; the first is on line {first[name]}. "
                "Keep one of the two.",
            )
        first[name] = cell.line


def _require_closed_fences(path: Path, text: str, notebook: NotebookNode) -> None:
    # Jupytext closes a forgotten fence in silence. Writing the cells back shows where it did.
    found, written = _fences(text), _fences(jupytext.writes(notebook, fmt="md"))
    if [fence for _, fence in found] == [fence for _, fence in written]:
        return
    pairs = zip(found, written, strict=False)
    line = next((n for (n, a), (_, b) in pairs if a != b), found[-1][0] if found else 1)
    raise SourceError(
        path, line, "a code fence is not closed before or at this line. End it with ``` alone."
    )


def _fences(text: str) -> list[tuple[int, str]]:
    return [
        (number, " ".join(line.lstrip("`").split()[:1]).lower())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.startswith("```")
    ]


def _line_numbers(text: str, cells: list[NotebookNode]) -> list[int]:
    # Jupytext keeps no line numbers, but cells come in order and their text is verbatim.
    numbers, at = [], 0
    for cell in cells:
        if cell.cell_type == "code":
            at = max(text.find("```", at), at)  # the opening fence
            numbers.append(text.count("\n", 0, at) + 1)
            at = text.find("\n", at) + len(cell.source)
            at = max(text.find("\n```", at), at) + len("\n```")
            at = max(text.find("\n", at), at)  # past the rest of a longer closing fence
        else:
            at = max(f"\n{text}".find(f"\n{cell.source}", at), at)
            numbers.append(text.count("\n", 0, at) + 1)
            at += len(cell.source)
    return numbers
