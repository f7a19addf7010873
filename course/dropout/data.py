"""Two data sets on which a network can learn too much: few digits with wrong labels, two moons.

Both are given as training rows and fresh rows of the same kind. The last column of the inputs is
always 1. What is drawn, is drawn by ``rng``.
"""

from functools import cache
from typing import NamedTuple

import numpy as np

from course.kit.steps import Rng

CENTRE = (0.5, 0.25)  # of scikit-learn's two moons


class Data(NamedTuple):
    """Rows to learn from, and others to ask afterwards.

    ``X`` of shape (n_rows, n_inputs) and ``y`` of shape (n_rows, n_outputs) for training,
    ``X_new`` and ``y_new`` for validation, whose answers are always right.
    """

    X: np.ndarray
    y: np.ndarray
    X_new: np.ndarray
    y_new: np.ndarray


def digits(
    rng: Rng, *, rows: int = 200, wrong: float = 0.3, noise: float = 0.1, new: int = 500
) -> Data:
    """Digits of 8 x 8 pixels, from scikit-learn's bundled set, made harder.

    Parameters
    ----------
    rng : draws which digits, their noise, and their labels
    rows : int, how many to learn from
    wrong : probability, for each training row, that its label is drawn by lot. One in ten of
        these is right by luck: with 0.3, about 27 in 100 labels are wrong
    noise : standard deviation of what is added to each pixel, whose values are from 0 to 1
    new : int, how many others there are for validation

    Returns
    -------
    Data : 65 inputs (the pixels, and a one), 10 outputs (1 for the digit it is, 0 for others)

    Raises
    ------
    ValueError
        If more digits are wanted than the set has, or none, ``wrong`` is no share, or the noise
        is below 0.
    """
    pixels, labels = bundled()
    if not (rows >= 1 and new >= 1 and rows + new <= len(labels)):
        raise ValueError(
            f"{rows} digits to learn from and {new} new ones are wanted; the set has "
            f"{len(labels)}: choose at least 1 of each, and no more than that in all"
        )
    if not 0 <= wrong <= 1:
        raise ValueError(f"wrong is {wrong}: choose a share of the rows, from 0 to 1")
    _check_noise(noise)
    chosen = rng.permutation(len(labels))[: rows + new]
    X = pixels[chosen]
    X = np.column_stack([X + noise * rng.normal(size=X.shape), np.ones(len(X))])
    said = labels[chosen]
    by_lot = rng.random(rows) < wrong
    said[:rows] = np.where(by_lot, np.floor(10 * rng.random(rows)).astype(int), said[:rows])
    y = np.eye(10)[said]
    return Data(X[:rows], y[:rows], X[rows:], y[rows:])


def moons(rng: Rng, *, rows: int = 40, noise: float = 0.3, new: int = 500) -> Data:
    """Two half moons that reach into each other: two inputs and a one, one output, 0 or 1.

    Parameters
    ----------
    rng : draws where on its moon each point lies, and its noise
    rows : int, how many points to learn from, half of them on each moon; of an odd number, one
        more on the moon whose answer is 1
    noise : standard deviation of what is added to each coordinate; a moon has radius 1
    new : int, how many others there are for validation

    Raises
    ------
    ValueError
        If no points are wanted, or the noise is below 0.
    """
    if rows < 1 or new < 1:
        raise ValueError(
            f"{rows} points to learn from and {new} new ones: choose at least 1 of each"
        )
    _check_noise(noise)
    X, y, X_new, y_new = *_moons(rng, rows, noise), *_moons(rng, new, noise)
    return Data(X, y, X_new, y_new)


@cache
def bundled() -> tuple[np.ndarray, np.ndarray]:
    """All of scikit-learn's digits, for reading only.

    Returns
    -------
    pixels : ndarray of shape (1797, 64), from 0 to 1
    labels : ndarray of shape (1797,), which digit each is
    """
    from sklearn.datasets import load_digits  # takes a while, and most of the lesson needs none

    pixels, labels = load_digits(return_X_y=True)
    pixels = pixels / 16
    for part in (pixels, labels):
        part.setflags(write=False)
    return pixels, labels


def _check_noise(noise: float) -> None:
    if not 0 <= noise < np.inf:
        raise ValueError(
            f"noise is {noise}: choose a standard deviation, a finite number of 0 or more"
        )


def _moons(rng: Rng, n: int, noise: float) -> tuple[np.ndarray, np.ndarray]:
    from sklearn.datasets import make_moons

    seed = int(2**31 * rng.random())  # all that scikit-learn takes besides a RandomState
    places, moon = make_moons(n, noise=noise, random_state=seed)
    X = np.column_stack([places - CENTRE, np.ones(n)])
    return X, moon[:, None].astype(float)
