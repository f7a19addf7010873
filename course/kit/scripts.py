"""What "Copy as code" is made of: the course's own functions, without docstrings and types."""

import ast
import functools
import inspect
import threading
from collections.abc import Callable
from typing import Any

_PARSING = threading.Lock()


def bare_source(*functions: Callable[..., Any]) -> str:
    """The source of functions as a script has them: it imports NumPy, and no types."""
    return "\n\n\n".join(map(_bare, functions))


def parse(source: str) -> ast.Module:
    """The tree of a source.

    One at a time: a click asks for a script while a panel's worker may be writing one, and Python
    before 3.13 counts the depth of all trees together, which it then calls a ``SystemError``
    (python/cpython issue 106905).
    """
    with _PARSING:
        return ast.parse(source)


@functools.cache  # a picture at rest that shows its script is of the same functions each time
def _bare(function: Callable[..., Any]) -> str:
    tree = parse(inspect.getsource(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
            node.body = node.body[ast.get_docstring(node) is not None :]
    return ast.unparse(tree)
