"""What an answer of lesson 03 shows, where its numbers cannot be compared one by one.

A mask is tossed and a network is trained by everybody's own luck. So what is compared with the
course's answer is a view of it: a word or more for what many tosses, or many digits, have in
common. Two answers that show the same are taken for the same.
"""

from functools import lru_cache

import numpy as np

from course.dropout import data

SIGMA = 6  # a share that is farther off than this many standard deviations is no luck
MANY = 500  # places, from which on a mask can be judged by its shares
ENOUGH = 0.7  # share of new digits to be named right
BY_HEART = 0.6  # about the share that a network gets to which knows its rows by heart
UNSTEADY = 0.2  # from here on, one row gets two predictions because of a mask, not of rounding
UNDECIDED = 0.2  # below this, the digit named is hardly ahead of the others
TOO_FEW = ("upside down", "dropout left on", "hardly trained", "hardly any right", "by heart")


# ---- a mask


def toss_symptom(value, args):
    """What a mask shows, in a word or more."""
    _, shape, rate = args
    if not isinstance(value, np.ndarray):
        return "a single value" if np.ndim(value) == 0 else "not an array"
    if value.shape != shape:
        return f"shape {value.shape}"
    if value.dtype.kind not in "biuf":
        return "not numbers"
    others = set(np.unique(value)) - {0, 1}
    if others:
        return _not_tosses(others, rate)
    if value.size < MANY:
        return "as asked"
    tossed = value.astype(float)
    together = _together(tossed) if 0 < rate < 1 else ""
    return together or _share_shown(1 - tossed.mean(), rate, tossed.size)


def _not_tosses(others, rate):
    if not np.isfinite(list(others)).all():
        return "NaN or infinity"
    if rate < 1 and np.allclose(list(others), 1 / (1 - rate)):
        return "scaled already"
    return "1 and -1" if others == {-1} else "not only 0 and 1"


def _together(mask):
    """Whether places share a fate that each should have by itself."""
    if np.ptp(mask) == 0:
        return "all places the same"
    rows, columns = mask.shape
    if min(rows, columns) == 1:
        return ""
    if (mask == mask[0]).all():
        return "all rows the same"
    if (mask == mask[:, [0]]).all():
        return "all columns the same"
    counts = (mask.sum(axis=1), mask.sum(axis=0))
    return "always the same number" if any(np.ptp(count) == 0 for count in counts) else ""


def _share_shown(dropped, rate, places):
    for name, share in (("as asked", rate), ("the rate survives", 1 - rate), ("half", 0.5)):
        if abs(dropped - share) <= SIGMA * np.sqrt(share * (1 - share) / places) + 1e-12:
            return name
    return "another share"


# ---- a layer, a mean


def numbers(value, args):
    """A view on an array, in which two that have NaN at the same places are found the same."""
    if not isinstance(value, np.ndarray | np.generic) or value.dtype.kind != "f":
        return "numbers", value
    told = "numbers" if np.isfinite(value).all() else "NaN or infinity, as if divided by 0"
    return told, np.nan_to_num(value)


def parts_of_a_list(value, args):
    """A view in which a list of arrays is compared part by part, which a tuple is."""
    arrays = isinstance(value, list) and all(isinstance(part, np.ndarray) for part in value)
    return tuple(value) if arrays else value


# ---- digits that were named


def digit_symptom(value, args):
    """What predictions for new digits show, in a word or more."""
    X, _, X_new = args
    try:
        p = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return "no predictions"
    if p.shape in ((len(X_new),), (len(X_new), 1)):
        return "one number for each row"
    if p.shape == (len(X), 10):
        return "for the rows of X"
    if p.shape != (len(X_new), 10):
        return "no predictions"
    if not np.isfinite(p).all():
        return "not numbers"
    if np.ptp(p.argmax(axis=1)) == 0:
        return "always the same digit"
    share = share_right(p, X_new)
    if share >= ENOUGH:
        return "learned"
    if share_right(-p, X_new) >= 0.5:
        return "upside down"
    if _unsteadiness(p, X_new) > UNSTEADY:
        return "dropout left on"
    if (p.max(axis=1) - np.median(p, axis=1)).mean() < UNDECIDED:
        return "hardly trained"
    return "hardly any right" if share < 0.2 else "by heart"


def _unsteadiness(p, X):
    """How far apart predictions are for a row that comes twice, beside any two rows."""
    _, first, place = np.unique(X, axis=0, return_index=True, return_inverse=True)
    apart = np.abs(p - p[first][place.ravel()])[np.setdiff1d(np.arange(len(X)), first)]
    any_two = np.abs(p - p[::-1]).mean()
    return apart.mean() / any_two if any_two else 0.0


def share_right(p, X):
    """How many of the digits are named right, as a share."""
    return float(np.mean(p.argmax(axis=1) == labels(X)))


def labels(X):
    """Which digits these are: noise has never made one of them look more like another."""
    return _labels(X.tobytes(), len(X))


@lru_cache(maxsize=8)
def _labels(X, rows):
    """Labels for rows given as bytes: every known mistake is asked about the same ones."""
    pixels, known = data.bundled()
    places = np.frombuffer(X).reshape(rows, -1)[:, :-1]
    return known[np.argmin((pixels**2).sum(axis=1) - 2 * places @ pixels.T, axis=1)]
