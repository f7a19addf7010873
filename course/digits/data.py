"""The digits of scikit-learn, the split that was published with them, and slightly moved copies.

What scikit-learn bundles is only the *test* part of the set "Optical Recognition of Handwritten
Digits" at UCI (Alpaydin and Kaynak, 1998): 1,797 digits by 13 people. 30 others wrote the 3,823
of the training part, which is not here. Who wrote which digit is not recorded, so the same people
have written what a network trains on here and what it is asked afterwards. A split by writer would
be harder, and cannot be made from this file.
"""

from typing import NamedTuple

import numpy as np

from course.dropout.data import bundled
from course.kit.steps import Rng

SIDE, INK = 8, 16  # a picture has 8 x 8 pixels, each from 0 to 16
PER_DIGIT, KEPT_ASIDE = 174, 20  # of each digit, in file order: used in all, for validation


class Digits(NamedTuple):
    """Pictures to learn from, and others to ask afterwards, each with the digit that it is.

    ``X`` of shape (1540, 64) and ``labels`` of shape (1540,) for training, ``X_new`` of shape
    (200, 64) and ``labels_new`` of shape (200,) for validation. Pixels are whole numbers from 0
    to 16, as floats; rows stand in the order of the file.
    """

    X: np.ndarray
    labels: np.ndarray
    X_new: np.ndarray
    labels_new: np.ndarray


def published(*, fold: int | None = None) -> Digits:
    """The published split: as many of each digit, 154 to learn from and 20 for validation.

    Of each digit the first 174 in the file are used, as many as there are of the rarest one. The
    last 20 of these are the validation set.

    Parameters
    ----------
    fold : which 20 of each digit are kept aside instead, 0 for the first ones, up to 7. To find
        out what is owed to the luck of one split

    Raises
    ------
    ValueError
        If there is no such fold.
    """
    pixels, labels = bundled()
    last = PER_DIGIT // KEPT_ASIDE - 1
    if fold is not None and not 0 <= fold <= last:
        raise ValueError(f"fold is {fold}: choose 0 to {last}, or None for the published split")
    start = PER_DIGIT - KEPT_ASIDE if fold is None else fold * KEPT_ASIDE
    aside = np.zeros(len(labels), dtype=bool)
    used = np.zeros(len(labels), dtype=bool)
    for digit in range(10):
        rows = np.flatnonzero(labels == digit)[:PER_DIGIT]
        used[rows] = True
        aside[rows[start : start + KEPT_ASIDE]] = True
    train, new = used & ~aside, aside
    return Digits(INK * pixels[train], labels[train], INK * pixels[new], labels[new])


def drawn(rng: Rng, *, rows: int = 1_200, new: int = 500, clear: bool = False) -> Digits:
    """Another split, by lot from all 1,797 digits: for questions that luck must not decide.

    It is easier than the published one, whose validation digits all stand near the end of the
    file: here each writer is on both sides in the same proportion.

    Parameters
    ----------
    rng : Generator or RandomState, draws which digits, and their order
    rows : int, 1 or more, how many to learn from
    new : int, 1 or more, how many for validation
    clear : if True, only those of the new ones are kept, about nineteen in twenty, whose
        three nearest neighbours in X are all the same digit as they

    Raises
    ------
    ValueError
        If more digits are wanted than the set has, or none.
    """
    pixels, labels = bundled()
    if not (rows >= 1 and new >= 1 and rows + new <= len(labels)):
        raise ValueError(
            f"{rows} digits to learn from and {new} new ones are wanted; the set has "
            f"{len(labels)}: choose at least 1 of each, and no more than that in all"
        )
    chosen = rng.permutation(len(labels))[: rows + new]
    X, said = INK * pixels[chosen], labels[chosen]
    digits = Digits(X[:rows], said[:rows], X[rows:], said[rows:])
    if not clear:
        return digits
    named_so = said[nearest(digits.X, digits.X_new)] == digits.labels_new[:, None]
    kept = named_so.all(axis=1)
    return digits._replace(X_new=digits.X_new[kept], labels_new=digits.labels_new[kept])


def nearest(X: np.ndarray, X_new: np.ndarray, *, k: int = 3) -> np.ndarray:
    """The rows of X that are most like each new picture, the nearest first.

    Parameters
    ----------
    X : ndarray of shape (n_pictures, 64)
    X_new : ndarray of shape (n_new, 64)
    k : int from 1 to n_pictures, how many to find

    Returns
    -------
    ndarray of shape (n_new, k), row numbers
    """
    # The square of a difference, without the part that is the same for all rows of X.
    distance = (X**2).sum(axis=1) - 2 * X_new @ X.T
    return np.argsort(distance, axis=1, kind="stable")[:, :k]


def check_pictures(X: np.ndarray) -> None:
    """Refuse what are not rows of 64 pixels from 0 to 16.

    Raises
    ------
    ValueError
        If the shape is another, or a pixel is none of these numbers.
    """
    if np.ndim(X) != 2 or np.shape(X)[1] != SIDE**2:
        raise ValueError(
            f"the pictures have shape {np.shape(X)}: give (n_pictures, {SIDE**2}), a row of "
            f"{SIDE} x {SIDE} pixels for each; one picture becomes a row by .reshape(1, {SIDE**2})"
        )
    if not ((X >= 0) & (X <= INK)).all():
        raise ValueError(
            f"pixels reach from {np.min(X):g} to {np.max(X):g}, and these digits have from 0 "
            f"(paper) to {INK} (ink): rescale the picture, or read it with drawing.read"
        )


def moved(
    X: np.ndarray,
    rng: Rng,
    *,
    shift: float = 1.0,
    angle: float = 10.0,
    scale: float = 0.1,
    shear: float = 0.1,
) -> np.ndarray:
    """Copies of the pictures, each shifted, turned, resized and slanted a little, by lot.

    Each of the four is drawn evenly from minus to plus what is given. A pixel of the copy is read
    between the four pixels of the original that are nearest to where it came from, in proportion;
    beyond the edge there is paper.

    Parameters
    ----------
    X : ndarray of shape (n_pictures, 64), in any unit; it is left as it is
    rng : Generator or RandomState
    shift : in pixels, to the side and up or down
    angle : in degrees
    scale : as a share: 0.1 for 10% smaller to 10% larger
    shear : how many pixels a row moves to the side against its neighbour, tan of the slant

    Returns
    -------
    ndarray of shape (n_pictures, 64)

    Raises
    ------
    ValueError
        If the rows do not have 64 pixels.
    """
    if X.ndim != 2 or X.shape[1] != SIDE**2:
        raise ValueError(f"X has shape {X.shape}: give rows of {SIDE**2} pixels")
    n = len(X)
    lots = 2 * rng.random((5, n, 1)) - 1
    turn, size, slant = np.deg2rad(angle) * lots[0], 1 + scale * lots[1], shear * lots[2]
    middle = (SIDE - 1) / 2
    row, column = np.divmod(np.arange(SIDE**2), SIDE) - np.array(middle)
    column = column + slant * row
    rows = (np.cos(turn) * row - np.sin(turn) * column) / size + shift * lots[3] + middle
    columns = (np.sin(turn) * row + np.cos(turn) * column) / size + shift * lots[4] + middle
    return _between(X, rows, columns)


def _between(X: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Read the pictures between their pixels: bilinear interpolation, with paper all around."""
    n, wide = len(X), SIDE + 2
    paper = np.zeros((n, wide, wide))
    paper[:, 1:-1, 1:-1] = X.reshape(n, SIDE, SIDE)
    rows, columns = (np.clip(each + 1, 0, wide - 1.001) for each in (rows, columns))
    top, left = rows.astype(int), columns.astype(int)
    down, right = rows - top, columns - left
    at = wide * top + left + wide**2 * np.arange(n)[:, None]
    pixels = paper.ravel()
    upper = pixels[at] * (1 - right) + pixels[at + 1] * right
    lower = pixels[at + wide] * (1 - right) + pixels[at + wide + 1] * right
    return upper * (1 - down) + lower * down
