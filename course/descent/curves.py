"""Landscapes to walk down, each with its slope: a bowl, bumps, a plateau, a ravine, and its like.

A place has one number for each direction. Places have shape (n_balls, 1) on the curves and
(n_balls, 2) in the ravine; heights have shape (n_balls,), slopes the shape of the places.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

SPAN = 10.0  # every landscape is looked at from -10 to 10
STEEP = 100.0  # how much steeper a ravine is across than along
TURN = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)  # by 45 degrees


@dataclass(frozen=True)
class Curve:
    """A landscape.

    Attributes
    ----------
    name : what learners call it
    height : callable, places of shape (n_balls, n) to heights of shape (n_balls,)
    slope : callable, places to how steep it is there in each direction, of the places' shape
    lowest : the place of the lowest point, n numbers
    """

    name: str
    height: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray]
    lowest: tuple[float, ...]

    @property
    def dimensions(self) -> int:
        """How many directions there are to go: n."""
        return len(self.lowest)


def _bowl_height(x: np.ndarray) -> np.ndarray:
    return x[:, 0] ** 2 / 2


def _bowl_slope(x: np.ndarray) -> np.ndarray:
    return 1.0 * x


def _bumpy_height(x: np.ndarray) -> np.ndarray:
    return ((x - 2) ** 2 / 20 + 0.75 * (1 - np.cos(1.7 * (x - 2.6))))[:, 0]


def _bumpy_slope(x: np.ndarray) -> np.ndarray:
    return (x - 2) / 10 + 0.75 * 1.7 * np.sin(1.7 * (x - 2.6))


def _plateau_height(x: np.ndarray) -> np.ndarray:
    return 10 * (1 - np.exp(-(x[:, 0] ** 2) / 8))


def _plateau_slope(x: np.ndarray) -> np.ndarray:
    return 2.5 * x * np.exp(-(x**2) / 8)


def _ravine_height(x: np.ndarray) -> np.ndarray:
    return (x[:, 0] ** 2 + STEEP * x[:, 1] ** 2) / 2


def _ravine_slope(x: np.ndarray) -> np.ndarray:
    return x * np.array([1.0, STEEP])


def _turned_height(x: np.ndarray) -> np.ndarray:
    return _ravine_height(x @ TURN)


def _turned_slope(x: np.ndarray) -> np.ndarray:
    return _ravine_slope(x @ TURN) @ TURN.T


CURVES = {
    curve.name: curve
    for curve in (
        Curve("bowl", _bowl_height, _bowl_slope, (0.0,)),
        Curve("bumpy", _bumpy_height, _bumpy_slope, (2.5735306022,)),
        Curve("plateau", _plateau_height, _plateau_slope, (0.0,)),
        Curve("ravine", _ravine_height, _ravine_slope, (0.0, 0.0)),
        Curve("turned ravine", _turned_height, _turned_slope, (0.0, 0.0)),
    )
}
