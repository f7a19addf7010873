"""What an answer of lesson 08 shows, where it is no table of numbers.

Two answers that show the same are taken for the same.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np

from course.digits.symptoms import symptom_of_answers
from course.rows import data

# ---- shapes, and lists of tables


def shapes(value, args):
    """Each shape, written out."""
    if not isinstance(value, Mapping):
        return value
    return {name: _shape(shape) for name, shape in value.items()}


def _shape(shape):
    if isinstance(shape, np.ndarray):
        return f"an array of shape {shape.shape}"
    if isinstance(shape, int | np.integer) and not isinstance(shape, bool):
        return f"the number {shape}"
    try:
        return str(tuple(int(size) for size in shape))
    except (TypeError, ValueError):
        return f"{shape!r}"


def tables(value, args):
    """A list as a tuple, whose parts are compared one by one; NaN and infinity as large numbers.

    So two that overflow at the same places are found the same.
    """
    if isinstance(value, Iterator):
        return "a generator"
    if isinstance(value, list | tuple):
        return tuple(map(_finite, value))
    return value


def _finite(part):
    if isinstance(part, np.ndarray) and part.dtype.kind == "f":
        return np.nan_to_num(part, nan=1e101, posinf=1e100, neginf=-1e100)
    return part


# ---- verdicts of a learner's test


def verdict(value, args):
    """What a test says: that it has caught something, that it has not, or neither."""
    if isinstance(value, np.ndarray) and value.shape:
        return "an array, not one True or False"
    if isinstance(value, np.ndarray):
        value = value.item()
    if isinstance(value, bool | np.bool_) or (isinstance(value, int) and value in (0, 1)):
        return "caught" if value else "not caught"
    if isinstance(value, int | float | np.number):
        return "a number"
    return f"neither True nor False, but a {type(value).__name__}"


# ---- digits that were named


def digit_symptom(value, args):
    """What answers for new digits show, in the words of lesson 06."""
    return symptom_of_answers(value, args, labels)


def share_right(p, X):
    """How many of the digits are named right, as a share."""
    return float(np.mean(p.argmax(axis=1) == labels(X)))


def labels(X):
    """Which digits these are: every picture of the 5,000 is there once only."""
    known = _known()
    return np.array([known[row.tobytes()] for row in _pixels(X)])


@cache
def _known():
    X, labels = data.load()
    return {row.tobytes(): label for row, label in zip(_pixels(X), labels, strict=True)}


def _pixels(X):
    """As in the file, which takes an eighth of the memory."""
    return (data.INK * X + 0.5).astype(np.uint8)
