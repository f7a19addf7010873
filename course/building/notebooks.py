"""The two editions of a lesson as notebooks, and their one true form as text.

Everything is a function of the source: cell ids come from the cells' content, so that a cell put in
between changes only its own lines, and the notebook carries a digest of each of its cells, by which
``guard`` knows later whether somebody has worked in it.
"""

import ast
import hashlib
import inspect
import json
import textwrap
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import nbformat
from nbformat import NotebookNode

from course.building.problems import BuildError
from course.building.source import Asked, Cell, Registry

BLANK = "...  # your code here"
# No version of Python or of the kernel: those differ by machine and say nothing about the lesson.
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
    "language_info": {"name": "python"},
}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def make(cells: Iterable[Cell], edition: str, exercises: Registry) -> NotebookNode:
    """Make one edition of a lesson, not yet executed.

    Parameters
    ----------
    cells : the source, from ``source.read``
    edition : ``"lesson"`` or ``"solution"``
    exercises : mapping of ``"room.name"`` to an object whose ``reference`` is a function
    """
    chosen = [cell for cell in cells if cell.only in (None, edition)]
    nodes = [_node(cell, edition, exercises) for cell in chosen]
    seen: Counter[str] = Counter()
    for node in nodes:
        base = content_id(node)
        seen[base] += 1
        node.id = base if seen[base] == 1 else f"{base}-{seen[base]}"
    notebook = nbformat.v4.new_notebook(cells=nodes, metadata=deepcopy(METADATA))
    notebook.nbformat_minor = 5
    return notebook


def _node(cell: Cell, edition: str, exercises: Registry) -> NotebookNode:
    metadata, text = deepcopy(cell.metadata), cell.text
    if cell.exercise is not None:
        text = exercise_code(cell.exercise, exercises[cell.exercise], blank=edition == "lesson")
        # In the lesson Run All goes on past a half-typed answer.
        tags = ["exercise", "raises-exception"] if edition == "lesson" else ["exercise"]
        metadata["tags"] = [*tags, *(tag for tag in metadata.get("tags", []) if tag not in tags)]
    new = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
    return new(text, metadata=metadata)


def exercise_code(name: str, exercise: Asked, *, blank: bool) -> str:
    """Return the code of an exercise cell: the function, then the line that checks it.

    Parameters
    ----------
    name : ``"room.name"``
    exercise : object whose ``reference`` is the function
    blank : cut the function to its signature and docstring
    """
    reference = exercise.reference
    try:
        function = textwrap.dedent(inspect.getsource(reference)).rstrip()
    except (OSError, TypeError) as error:
        raise BuildError(
            f"exercise {name}: its reference {reference!r} has no source ({error}). "
            "Make it a plain function in a file."
        ) from None
    if blank:
        function = _cut(name, function)
    room, _, short = name.partition(".")
    called = reference.__name__
    return f'{function}\n\n\n{called} = {room}.check("{short}", {called})'


def _cut(name: str, function: str) -> str:
    definition = ast.parse(function).body[0]
    if not isinstance(definition, ast.FunctionDef) or ast.get_docstring(definition) is None:
        raise BuildError(
            f"exercise {name}: its reference must be a function with a docstring, "
            "because the docstring is what the learner is asked. Write one."
        )
    docstring = definition.body[0]
    lines = function.splitlines()[: docstring.end_lineno]
    return "\n".join([*lines, " " * docstring.col_offset + BLANK])


def content_id(cell: NotebookNode) -> str:
    """Return 8 hex digits that depend on nothing but the cell's type and text."""
    return _sha256([cell.cell_type, _text(cell)])[:8]


def digest(cell: NotebookNode) -> str:
    """Return a fingerprint of a cell's type, text and outputs.

    Not of execution counts, metadata and the live id of a widget: running a cell again, or only
    opening the notebook in JupyterLab, changes these.
    """
    outputs = tidy(cell.get("outputs", []))
    for output in outputs:
        output.pop("execution_count", None)
    return _sha256([cell.cell_type, _text(cell), outputs])[:16]


def order(cells: Iterable[NotebookNode]) -> str:
    """Return a fingerprint of the order in which cells follow each other."""
    return _sha256([cell.get("id") for cell in cells])[:16]


def stamp(notebook: NotebookNode) -> NotebookNode:
    """Return a copy that carries the digests of its own cells."""
    stamped = deepcopy(notebook)
    stamped.metadata["course"] = {
        "cells": {cell.id: digest(cell) for cell in notebook.cells},
        "order": order(notebook.cells),
    }
    return stamped


def text(notebook: NotebookNode) -> str:
    """Return the notebook as it is stored: valid, keys sorted, one newline at the end."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def tidy(outputs: Iterable[NotebookNode]) -> list[NotebookNode]:
    """Return outputs without what differs from run to run though nothing has changed."""
    kept: list[NotebookNode] = []
    for output in deepcopy(list(outputs)):
        if output.output_type == "stream" and kept and kept[-1].get("name") == output.name:
            kept[-1].text += output.text  # how a stream is cut up depends on timing
            continue
        data: dict[str, Any] = output.get("data", {})
        if WIDGET_VIEW in data:
            # The view needs the running kernel; what stays for a reader is the picture beside it.
            data[WIDGET_VIEW]["model_id"] = "live-only"
        for mime, value in data.items():
            if mime.startswith("image/") and mime != "image/svg+xml" and isinstance(value, str):
                data[mime] = "".join(value.split())  # base64 may be wrapped or not
        kept.append(output)
    return kept


def _text(cell: NotebookNode) -> str:
    return cell.source.rstrip("\n")


def _sha256(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
