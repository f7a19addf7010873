"""A mistake that is made in several forms, none of them before the others."""

from collections.abc import Callable, Iterable
from typing import Any

from course.kit.checking import Mistake


def known(name: str, forms: Iterable[Callable[..., Any]], hint: str) -> Mistake:
    """The known mistake ``name``, made by each of ``forms``, with the hint that it deserves."""
    function, *also = forms
    return Mistake(name, function, hint, tuple(also))
