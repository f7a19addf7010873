"""What an answer of lesson 06 shows, where its numbers cannot be compared one by one.

Batches are dealt, weights are drawn and a network is trained by everybody's own luck. So what is
compared with the course's answer is a view of it: a word or more for what many rows, weights or
digits have in common. Two answers that show the same are taken for the same.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from course.dropout.data import bundled

SIGMA = 6  # a spread that is farther off than this many standard deviations is no luck
MANY = 10_000  # weights, from which on they can be judged by their spread
ENOUGH = 0.9  # share of new digits to be named right
TOO_FEW = ("upside down", "columns swapped", "hardly any right", "hardly trained")


# ---- tables of numbers


def numbers(value, args):
    """A view on an array, in which two that have NaN at the same places are found the same, and
    two lists that hold the same."""
    if isinstance(value, list):
        return _listed(value), 0.0
    if (
        not isinstance(value, np.ndarray | np.generic | float)
        or np.asarray(value).dtype.kind != "f"
    ):
        return "numbers", value
    told = "numbers" if np.isfinite(value).all() else "NaN or infinity, as if divided by 0"
    return told, np.nan_to_num(value, posinf=1e100, neginf=-1e100)


def _listed(value):
    """A list, written out."""
    return f"a list: {[np.asarray(part).tolist() for part in value]}"


# ---- rows that are dealt out


def deal_symptom(value, args):
    """What a list of batches shows, in a word or more."""
    _, n_rows, batch = args
    if isinstance(value, Iterator):
        return "a generator"
    if not isinstance(value, list | tuple | np.ndarray) or getattr(value, "shape", (0,)) == ():
        return "no list"
    if any(isinstance(rows, slice) for rows in value):
        return "slices"
    try:
        batches = [np.asarray(rows) for rows in value]
    except ValueError:  # lists of lists that differ in length
        return "no rows of numbers"
    if batches and all(rows.ndim == 0 for rows in batches):
        return "not dealt"
    if any(rows.ndim != 1 for rows in batches):
        return "no rows of numbers"
    if any(rows.size and rows.dtype.kind not in "iu" for rows in batches):
        return "no whole numbers"
    return _of_rows(batches, n_rows, batch)


def _of_rows(batches, n_rows, batch):
    order = np.concatenate([np.empty(0, dtype=int), *batches])
    if order.size and not 0 <= order.min() <= order.max() < n_rows:
        return "no such row"
    counts = np.bincount(order, minlength=n_rows)
    if counts.max() > 1:
        return _of_doubles(batches, counts, batch)
    if counts.min() == 0:
        return f"{int((counts == 0).sum())} rows left out"
    if shown := _of_order(batches, order):
        return shown
    sizes = [len(rows) for rows in batches]
    if 0 in sizes:
        return "an empty batch"
    if sizes != [min(batch, n_rows - start) for start in range(0, n_rows, batch)]:
        return f"{len(batches)} batches of {min(sizes)} to {max(sizes)}"
    return "as asked"


def _of_doubles(batches, counts, batch):
    """Some rows are there more than once."""
    pairs = [np.intersect1d(one, other).size for one, other in pairwise(batches)]
    if batch > 1 and pairs and all(pairs):
        return "overlapping"
    before = [row for rows in batches[:-1] for row in rows]
    if counts.min() > 0 and len(set(before)) == len(before):
        return "filled up"
    return "some rows twice"


def _of_order(batches, order):
    """All rows are there once. Were they shuffled? Says nothing if so."""
    n = len(order)
    steps = np.diff(order) % n
    if n > 1 and ((steps == 1).all() or (steps == n - 1).all()):
        return "in order"
    several = [rows for rows in batches if 1 < len(rows) < n]
    if several and all(np.ptp(rows) == len(rows) - 1 for rows in several):
        return "neighbours together"
    return ""


# ---- weights


def spreads(fan_in, fan_out):
    """Standard deviations that people give weights, the right one first."""
    both = fan_in + fan_out
    return {
        "as asked": np.sqrt(2 / fan_in),
        "sqrt(1 / fan_in)": np.sqrt(1 / fan_in),
        "2 / fan_in": 2 / fan_in,
        "1 / fan_in": 1 / fan_in,
        "sqrt(2) / fan_in": np.sqrt(2) / fan_in,
        "sqrt(2 * fan_in)": np.sqrt(2 * fan_in),
        "sqrt(fan_in / 2)": np.sqrt(fan_in / 2),
        "sqrt(2 / fan_out)": np.sqrt(2 / fan_out),
        "sqrt(1 / fan_out)": np.sqrt(1 / fan_out),
        "2 / fan_out": 2 / fan_out,
        "sqrt(2 / (fan_in + fan_out))": np.sqrt(2 / both),
        "sqrt(1 / (fan_in + fan_out))": np.sqrt(1 / both),
        "sqrt(4 / (fan_in + fan_out))": np.sqrt(4 / both),
        "sqrt(2 / (fan_in * fan_out))": np.sqrt(2 / (fan_in * fan_out)),
        "1": 1.0,
        "2": 2.0,
        "sqrt(2)": np.sqrt(2),
        "0.1": 0.1,
        "0.01": 0.01,
    }


def _luck(count):
    """By how much a measured spread is off by luck at most, as a share."""
    return SIGMA / np.sqrt(2 * count)


def can_be_told_apart(fan_in, fan_out):
    """Whether no two known spreads are so near to each other that luck could confuse them."""
    logs = np.sort(np.log(list(spreads(fan_in, fan_out).values())))
    return np.diff(logs).min() > 2.5 * _luck(fan_in * fan_out)


def weight_symptom(value, args):
    """What weights show, in a word or more."""
    _, fan_in, fan_out = args
    if not isinstance(value, np.ndarray):
        return f"{type(value).__name__}, no array"
    if value.shape == (fan_out, fan_in) != (fan_in, fan_out):
        return "on its side"
    if value.shape != (fan_in, fan_out):
        return f"shape {value.shape}"
    if value.dtype.kind not in "iuf":
        return "no numbers"
    return _of_weights(value) if value.size >= MANY else "as asked"


def _of_weights(W):
    if not np.isfinite(W).all():
        return "NaN or infinity"
    if np.ptp(W) == 0:
        return "all the same"
    if not np.ptp(W, axis=0).any() or not np.ptp(W, axis=1).any():
        return "all units the same"
    std = W.std()
    if abs(W.mean()) > SIGMA * std / np.sqrt(W.size):
        return "not around 0"
    tails = np.mean(W**4) / np.mean(W**2) ** 2
    if not 2.4 < tails < 3.6:  # 3 for a normal distribution, 1.8 for an even one
        return "even" if 1.6 < tails < 2 else "another distribution"
    luck = _luck(W.size)
    for name, known in spreads(*W.shape).items():
        if abs(std / known - 1) < luck:
            return name
    return "another spread"


# ---- digits that were named


def digit_symptom(value, args):
    """What answers for new digits show, in a word or more."""
    return symptom_of_answers(value, args, labels)


def symptom_of_answers(value, args, labels_of):
    """The same for digits of any set: ``labels_of(X)`` says which they are."""
    X, _, X_new = args
    try:
        p = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return "no predictions"
    if p.shape in ((len(X_new),), (len(X_new), 1)):
        return "one number for each row"
    if p.shape == (len(X), 10):
        return "for the rows of X"
    if p.shape == (10, len(X_new)):
        return "on its side"
    if p.shape != (len(X_new), 10):
        return "no predictions"
    if not np.isfinite(p).all():
        return "not numbers"
    named = p.argmax(axis=1)
    if np.ptp(named) == 0:
        return "always the same digit"
    digits = labels_of(X_new)
    return "learned" if np.mean(named == digits) >= ENOUGH else _why_few(p, named, digits)


def _why_few(p, named, digits):
    if np.mean(p.argmin(axis=1) == digits) >= 0.5:
        return "upside down"
    right = np.mean(named == digits)
    if right < 0.2 and _share_if_swapped(named, digits) > 0.5:
        return "columns swapped"
    return "hardly any right" if right < 0.2 else "hardly trained"


def _share_if_swapped(named, digits):
    """How many would be right if each column stood for the digit that it is mostly named for."""
    counts = np.zeros((10, 10))
    np.add.at(counts, (named, digits), 1)
    return counts.max(axis=1).sum() / len(digits)


def share_right(p, X):
    """How many of the digits are named right, as a share."""
    return float(np.mean(p.argmax(axis=1) == labels(X)))


def labels(X):
    """Which digits these are: every picture of the set is there once only."""
    return _labels(X.tobytes(), len(X))


@lru_cache(maxsize=8)
def _labels(X, rows):
    """Labels for rows given as bytes: every known mistake is asked about the same ones."""
    pixels, known = bundled()
    pictures = np.frombuffer(X).reshape(rows, -1) / 16
    return known[np.argmin((pixels**2).sum(axis=1) - 2 * pictures @ pixels.T, axis=1)]
