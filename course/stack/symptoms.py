"""What an answer of lesson 05 shows: its numbers, and of which kind they are.

Two answers that show the same are taken for the same.
"""

import numpy as np


def numbers(value, args):
    """A view in which a list is no array, and two arrays with NaN at the same places are alike."""
    if isinstance(value, list):
        return f"a list of {len(value)}", 0.0
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "biuf":
        return "numbers", value
    missing = np.isnan(value)
    return ("NaN" if missing.any() else "numbers"), np.where(missing, 0, value)


def numbers_of_three(value, args):
    """The same view of three arrays: they, and what they hold."""
    if not isinstance(value, tuple | list) or len(value) != 3:
        return value
    kinds, arrays = zip(*(numbers(part, args) for part in value), strict=True)
    return *arrays, ", ".join(kinds)
