"""What "Copy as code" is made of: the course's own functions, without docstrings and types."""

import ast
import inspect
from collections.abc import Callable
from typing import Any


def bare_source(*functions: Callable[..., Any]) -> str:
    """The source of functions as a script has them: it imports NumPy, and no types."""
    return "\n\n\n".join(map(_bare, functions))


def _bare(function: Callable[..., Any]) -> str:
    tree = ast.parse(inspect.getsource(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
            node.body = node.body[ast.get_docstring(node) is not None :]
    return ast.unparse(tree)
