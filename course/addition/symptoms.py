"""What an answer of lesson 04 shows, where its numbers cannot be compared one by one.

A network is trained by everybody's own luck, so a rebuilt one is asked for sums, and a word or more
says what it makes of them. Two answers that show the same are taken for the same.
"""

from collections import deque

import numpy as np

from course.addition import net

ENOUGH = 0.99  # share of sums that a rebuilt network has to add without any wrong bit
LONGER = 8  # how many times as long the others are that it has to add
RULES = 16  # an adder by rule gives no more than this many different predictions
TOO_FEW = (
    "upside down",
    "no memory",
    "other end first",
    "from the other end",
    "one position late",
    "guesses",
    "hardly trained",
)


def digits_shown(value, args):
    """A view that tells lists, texts and arrays of texts apart, so that they can be recognised."""
    if isinstance(value, list | tuple | str):
        return f"{type(value).__name__}: {value}", 0.0
    if isinstance(value, np.ndarray) and value.dtype.kind not in "biuf":
        return f"{value.dtype.kind}: {value.tolist()}", 0.0
    return "numbers", value


def lists_too(value, args):
    """A view in which two lists can be found the same, and a list is no array."""
    if isinstance(value, list):
        return f"a list: {np.shape(value)}", np.array(value)
    return "an array", value


def numbers(value, args):
    """A view in which two that have NaN at the same places are found the same."""
    if not isinstance(value, dict):
        kind = "list" if isinstance(value, list | tuple) else type(value).__name__
        return kind, value if isinstance(value, float | np.floating) else 0.0
    try:
        arrays = {name: np.asarray(part, dtype=float) for name, part in value.items()}
    except (TypeError, ValueError):
        return "no numbers", 0.0
    told = all(np.isfinite(part).all() for part in arrays.values())
    return "numbers" if told else "NaN", {name: np.nan_to_num(a) for name, a in arrays.items()}


def longer_sums(X):
    """Longer sums than those in X, the same ones for the same X."""
    rng = np.random.default_rng(int(X.sum()))
    return net.random_sums(200, LONGER * X.shape[1] - 1, rng)


# Networks that were asked, about which sums, what they showed. A learner's are judged in a process
# of its own, so that there it ends with the verdict; elsewhere the oldest make room.
_seen: deque = deque(maxlen=100)


def adding_symptom(value, args):
    """What a rebuilt network shows when it is asked for sums, in a word or more.

    It is asked once only: one that remembers its last call may show something else the next time.
    """
    X, y = args
    sums = hash(X.tobytes())
    for network, asked, shown in _seen:
        if network is value and asked == sums:
            return shown
    shown = _shown(value, X, y)
    _seen.append((value, sums, shown))
    return shown


def _shown(value, X, y):
    if isinstance(value, np.ndarray):
        return "answers for X"
    if not callable(value):
        return "no function"
    with np.errstate(all="ignore"):
        try:
            p = value(X.copy())
        except Exception as error:
            return f"stops with {type(error).__name__}: {error}"[:200]
        wrong = _of_predictions(p, y)
        if wrong:
            return wrong
        try:
            return _of_network(value, X, y, np.asarray(p, dtype=float))
        except _Stopped as stopped:
            return str(stopped)


class _Stopped(Exception):  # noqa: N818 (a way out, and no error)
    """What a network shows that does not answer."""


def _of_predictions(p, y):
    """What is wrong with predictions before anybody asks whether they are right."""
    if isinstance(p, tuple | list) and len(p) == 2:
        return "a pair"
    try:
        p = np.asarray(p, dtype=float)
    except (TypeError, ValueError):
        return "no predictions"
    if p.shape == y.shape[:2]:
        return "last axis lost"
    if p.shape == (len(y), 1):
        return "one answer for all positions"
    if p.shape != y.shape:
        return "no predictions"
    if not np.isfinite(p).all():
        return "not numbers"
    if p.min() < 0 or p.max() > 1:
        return "not from 0 to 1"
    return "always the same" if np.ptp(p) < 1e-3 else ""


def _of_network(ask, X, y, p):
    if not np.allclose(_asked(ask, X, "another answer"), p, atol=1e-6):
        return "another answer"
    if not np.allclose(_asked(ask, X[3:10], "so many sequences"), p[3:10], atol=1e-6):
        return "sequences meet"
    if net.right(p, y).mean() < ENOUGH:
        return _why_wrong(ask, X, y, p)
    X_long, y_long = longer_sums(X)
    p_long = _asked(ask, X_long, "so many positions")
    if net.right(p_long, y_long).mean() < ENOUGH:
        return "fades"
    different = np.unique(p_long)
    if np.isin(different, (0, 1)).all():
        return "rounded"
    return "made by rule" if len(different) <= RULES else "adds"


def _why_wrong(ask, X, y, p):
    if net.right(1 - p, y).mean() >= ENOUGH:
        return "upside down"
    if net.right(p[:, ::-1], y).mean() >= ENOUGH:
        return "other end first"
    if net.right(p[:, 1:], y[:, :-1]).mean() >= ENOUGH:
        return "one position late"
    other = X.copy()
    other[:, -1] = 1 - other[:, -1]
    if not np.allclose(_asked(ask, other, "hardly trained")[:, 0], p[:, 0], atol=1e-6):
        return "from the other end"
    if np.allclose(_asked(ask, X[:, ::-1], "hardly trained"), p[:, ::-1], atol=1e-6):
        return "no memory"
    return "guesses" if np.mean((p > 0.5) == (y > 0.5)) < 0.56 else "hardly trained"


def _asked(ask, X, otherwise):
    """Predictions, if that is what comes back; else this is what the network shows."""
    try:
        p = np.asarray(ask(X.copy()), dtype=float)
    except Exception:
        raise _Stopped(otherwise) from None
    if p.shape != (*X.shape[:2], 1) or not np.isfinite(p).all():
        raise _Stopped(otherwise)
    return p
