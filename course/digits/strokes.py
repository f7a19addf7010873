"""Digits as a pen draws them, to be shown as examples: lines from place to place, made thick.

Places are given on paper of 64 x 64 cells, column first, from the upper left corner. The pen here
and the one on the panel's paper leave the same ink.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from course.digits.drawing import inked, overlaps

PAPER = 64  # cells of the paper to each side
RADIUS = 2.6  # of the pen, in cells

Line = Sequence[tuple[float, float]]

# One way to write each digit: a list of lines, each drawn without lifting the pen.
EXAMPLES: tuple[tuple[Line, ...], ...] = (
    (((36, 10), (26, 14), (20, 26), (20, 40), (26, 51), (35, 54), (43, 47), (46, 33), (43, 18),
      (36, 10)),),
    (((30, 15), (34, 10), (33, 54)),),
    (((20, 20), (25, 12), (35, 10), (43, 16), (41, 27), (31, 40), (20, 53), (32, 52), (46, 53)),),
    (((21, 13), (32, 10), (42, 15), (40, 25), (30, 30), (41, 34), (44, 44), (36, 53), (22, 52)),),
    (((27, 10), (22, 24), (18, 36), (30, 38), (47, 37)), ((40, 22), (38, 38), (36, 55))),
    (((43, 11), (25, 11), (22, 28), (34, 27), (43, 35), (41, 47), (31, 54), (20, 50)),),
    (((39, 9), (28, 20), (21, 36), (23, 49), (33, 54), (43, 47), (41, 37), (31, 34), (22, 41)),),
    (((19, 12), (33, 11), (46, 11), (39, 26), (32, 40), (28, 55)), ((24, 33), (44, 32))),
    (((43, 15), (33, 10), (23, 15), (25, 25), (38, 36), (43, 46), (34, 54), (23, 49), (24, 38),
      (37, 27), (43, 15)),),
    (((42, 18), (33, 10), (23, 15), (22, 27), (32, 32), (41, 25), (42, 18), (41, 36), (37, 54)),),
)  # fmt: skip


def draw(lines: Sequence[Line]) -> np.ndarray:
    """The ink that a pen leaves on the paper.

    Parameters
    ----------
    lines : lines, each from place to place without lifting the pen; a single place is a dot

    Returns
    -------
    ndarray of shape (64, 64), True where ink is
    """
    row, column = np.indices((PAPER, PAPER)) + 0.5  # the middles of the cells
    ink = np.zeros((PAPER, PAPER), dtype=bool)
    for line in lines:
        for start, end in pairwise(line) if len(line) > 1 else [(line[0], line[0])]:
            (x, y), (across, down) = start, np.subtract(end, start)
            length = max(across**2 + down**2, 1e-9)
            along = np.clip(((column - x) * across + (row - y) * down) / length, 0, 1)
            off = np.hypot(column - x - along * across, row - y - along * down)
            ink |= off <= RADIUS
    return ink


def fit(picture: np.ndarray) -> np.ndarray:
    """A drawing of any size on the paper: as large as fits, in its own proportions.

    Parameters
    ----------
    picture : ndarray of shape (height, width), ink where it is above one half

    Returns
    -------
    ndarray of shape (64, 64), True where ink is: in cells that are covered by a third or so, and
        if none is, as with a very thin line, in those that are covered most
    """
    side = max(picture.shape)
    top, left = ((side - length) // 2 for length in picture.shape)
    whole = np.zeros((side, side), dtype=bool)
    whole[top : top + picture.shape[0], left : left + picture.shape[1]] = picture > 0.5
    shares = overlaps(PAPER, side)
    return inked(shares @ whole @ shares.T)
