"""What a room shows of itself: its ``check``, without loading its exercises before they are asked.

A network of one lesson is used by others, and none of them needs the answers of that lesson.
"""

import importlib
from collections.abc import Callable
from typing import Any


def checks(room: str) -> Callable[[str, Any], Any]:
    """The ``check(name, function)`` of ``course.<room>.exercises``, loaded at the first call."""

    def check(name: str, function: Any) -> Any:
        return importlib.import_module(f"course.{room}.exercises").check(name, function)

    return check
