"""What properties ask of a value before they judge it, and where it is worst."""

from typing import Any

import numpy as np


def is_array(value: Any, shape: tuple[int, ...]) -> bool:
    """Whether a value is an array of finite real numbers of this shape."""
    numbers = isinstance(value, np.ndarray) and value.dtype.kind in "biuf"
    return numbers and value.shape == shape and bool(np.isfinite(value).all())


def worst(gap: np.ndarray) -> tuple[int, ...]:
    """The place of the largest number, for an array of any shape."""
    return tuple(int(i) for i in np.unravel_index(np.argmax(gap), gap.shape))
