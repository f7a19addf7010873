"""What an answer of lesson 08 shows, where it is no table of numbers.

Two answers that show the same are taken for the same.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import numpy as np

from course.digits.symptoms import numbers as tables_of_numbers, symptom_of_answers
from course.rows import data

# ---- shapes, and tables of numbers


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
    if isinstance(shape, tuple | list) and all(isinstance(s, int | np.integer) for s in shape):
        return str(tuple(map(int, shape)))
    if isinstance(shape, tuple | list) and all(isinstance(s, float) for s in shape):
        return str(tuple(map(float, shape)))
    return f"{shape!r}"


def numbers(value, args):
    """As in lesson 06; a table of float32 shows that, whatever its numbers are.

    It agrees with the right one by luck only: to seven digits or so, or exactly if all is whole.
    """
    if isinstance(value, np.ndarray | np.generic) and value.dtype in (np.float32, np.float16):
        return f"{value.dtype} in place of float64", 0.0
    return tables_of_numbers(value, args)


def tables(value, args):
    """A look at all tables of a list or a dict, and the tables themselves, a list as a tuple.

    Two that have NaN or infinity at the same places are found the same.
    """
    if isinstance(value, Iterator):
        return "a generator", 0.0
    if isinstance(value, list | tuple):
        value = tuple(value)
        return _look(value), tuple(map(_finite, value))
    if isinstance(value, dict):
        return _look(value.values()), {name: _finite(part) for name, part in value.items()}
    return "numbers", value


def _look(parts):
    parts = [part for part in parts if isinstance(part, np.ndarray) and part.dtype.kind == "f"]
    if all(np.isfinite(part).all() for part in parts):
        return "numbers"
    return "NaN or infinity, as if something was divided by 0 or grew without end"


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
