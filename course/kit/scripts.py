"""What "Copy as code" is made of: the course's own functions, without their docstrings."""

import ast
import inspect
from collections.abc import Callable
from typing import Any


def bare_source(*functions: Callable[..., Any]) -> str:
    """The source of functions without their docstrings, as a script has them."""
    return "\n\n\n".join(map(_bare, functions))


def _bare(function: Callable[..., Any]) -> str:
    tree = ast.parse(inspect.getsource(function))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    definition.body = definition.body[1:]
    return ast.unparse(tree)
