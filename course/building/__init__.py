"""From one Markdown source per lesson to two notebooks: the solution and the lesson.

``solutions/NN_name.md`` is what a person edits. ``python -m course.build`` makes of it

- ``solutions/NN_name.ipynb``: every exercise answered by the course's own code, executed, and
- ``lessons/NN_name.ipynb``: every exercise cut to its signature and docstring, no outputs.

Reading order: ``source`` (what is asked for), ``notebooks`` (the two editions), ``kernel``
(running one), ``guard`` (nobody's work is overwritten), then ``build`` and ``check`` below.
Jupytext reads the Markdown and nbclient runs the cells; neither job is done here.
"""

import os
from pathlib import Path

from nbformat import NotebookNode

from course.building import guard, notebooks
from course.building.kernel import CellError, execute
from course.building.problems import BuildError, RefusedError, SourceError, short
from course.building.source import Cell, Registry, read

__all__ = ["BuildError", "RefusedError", "SourceError", "build", "check", "targets"]


def targets(source: Path) -> dict[str, Path]:
    """Return where the two editions of a source belong: ``{"solution": ..., "lesson": ...}``."""
    name = source.with_suffix(".ipynb").name
    return {"solution": source.parent / name, "lesson": source.parent.parent / "lessons" / name}


def build(source: Path, *, exercises: Registry, force: bool = False) -> dict[Path, str]:
    """Make both notebooks of one source; write both or, if anything is wrong, neither.

    Parameters
    ----------
    source : path of ``solutions/NN_name.md``
    exercises : mapping of ``"room.name"`` to an object whose ``reference`` is a function
    force : overwrite a notebook even if somebody has worked in it

    Returns
    -------
    dict from each notebook's path to ``"built"`` or ``"unchanged"``

    Raises
    ------
    SourceError : the source, or a cell when it runs, is at fault; says file and line
    RefusedError : a notebook on disk is not what was last generated, and ``force`` is False
    """
    cells = read(source, exercises)
    made = {edition: notebooks.make(cells, edition, exercises) for edition in targets(source)}
    if not force:
        _refuse_worked_in(source, made)
    made["solution"] = _executed(source, cells, made["solution"])
    if not force:  # again: executing took a while, and somebody may have saved meanwhile
        _refuse_worked_in(source, made)
    return _write(
        {path: notebooks.text(notebooks.stamp(made[e])) for e, path in targets(source).items()}
    )


def check(source: Path, *, exercises: Registry) -> list[str]:
    """Compare the notebooks on disk with what the source gives, without executing anything.

    Returns
    -------
    list of messages, each naming the file, the cell and what differs; empty when all is well
    """
    cells = read(source, exercises)
    problems = []
    for edition, path in targets(source).items():
        expected = notebooks.make(cells, edition, exercises)
        problems += guard.problems(path, expected, executed=edition == "solution")
    return problems


def _refuse_worked_in(source: Path, made: dict[str, NotebookNode]) -> None:
    work = {
        path: guard.work(path, made[edition])
        for edition, path in targets(source).items()
        if path.exists()
    }
    if any(work.values()):
        raise RefusedError({path: changes for path, changes in work.items() if changes})


def _executed(source: Path, cells: list[Cell], solution: NotebookNode) -> NotebookNode:
    try:
        return execute(solution, source.parent)
    except CellError as failure:
        shown = [cell for cell in cells if cell.only != "lesson"]
        raise SourceError(source, shown[failure.index].line, str(failure)) from None


def _write(texts: dict[Path, str]) -> dict[Path, str]:
    changed = {
        path: text
        for path, text in texts.items()
        if not path.exists() or path.read_bytes() != text.encode()
    }
    beside = {path: path.with_name(f".{path.name}.new") for path in changed}
    try:
        for path, text in changed.items():
            path.parent.mkdir(exist_ok=True)
            beside[path].write_bytes(text.encode())  # bytes: the same line ends on every system
        for path in changed:
            os.replace(beside[path], path)
    except OSError as error:
        raise BuildError(
            f"{short(error.filename or '?')} cannot be written ({error.strerror}). "
            "Make room or set the permissions, then build again."
        ) from None
    finally:
        for temporary in beside.values():
            if temporary.is_file():
                temporary.unlink()
    return {path: "built" if path in changed else "unchanged" for path in texts}
