"""What an answer of lesson 01 shows, where its numbers cannot be compared one by one.

Two answers that show the same are taken for the same.
"""

import numpy as np


def symptom(value, args):
    """What predictions for the rows of a table show, in a word or more."""
    _, y = args
    try:
        p = np.asarray(value, dtype=float).reshape(y.shape)
    except (TypeError, ValueError):
        return "no predictions"
    gap = np.abs(p - y)
    if not np.isfinite(p).all():
        return "not numbers"
    if not gap.any():
        return "exactly right"
    if np.abs(p - 0.5).max() < 0.1:
        return "stuck at one half"
    if _made_from(y, p):
        return "made from y"
    if gap.mean() < 0.01:
        return "learned"
    if gap.min() > 0.5:
        return "upside down"
    if gap.max() < 0.5:
        return "halfway"
    # Right for some order of the rows, but not for this one.
    reordered = np.abs(np.sort(p, axis=None) - np.sort(y, axis=None))
    return "rows of a table of your own" if reordered.max() < 0.25 else "some rows wrong"


def _made_from(y, p):
    """Whether the target alone says what the prediction is. A network sees the row, and there are
    no two rows on which it errs by the same amount to nine digits, for both targets at once."""
    low, high = p[y == 0], p[y == 1]
    gaps = np.abs(low), np.abs(1 - high)
    same = all(np.ptp(gap) <= 1e-9 * gap.max() for gap in gaps)
    return bool(same and low[0] != high[0])
