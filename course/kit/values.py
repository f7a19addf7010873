"""What properties ask of a value before they judge it, and where it is worst."""

from typing import Any

import numpy as np

NEAR = 1e-6  # two numbers that differ by no more are taken for the same


def is_array(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether a value is an array of finite real numbers of this shape."""
    numbers = isinstance(value, np.ndarray) and value.dtype.kind in "biuf"
    return numbers and value.shape == shape and bool(np.isfinite(value).all())


def widest_gap(got: np.ndarray, wanted: np.ndarray) -> tuple[tuple[int, ...], float]:
    """The place where two arrays differ most, and by how much.

    Parameters
    ----------
    got, wanted : ndarrays of the same shape
    """
    gaps = np.abs(got - wanted)
    place = worst(gaps)
    return place, float(gaps[place])


def worst(gap: np.ndarray) -> tuple[int, ...]:
    """The place of the largest number, for an array of any shape."""
    return tuple(int(i) for i in np.unravel_index(np.argmax(gap), gap.shape))
