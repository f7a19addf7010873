"""From a drawing of any size to 8 x 8 counts, the way the bundled digits were made.

NIST's programs cut the drawing out, stretched it to 20 x 32 pixels in the middle of 32 x 32, made
strokes thinner or thicker until there was about the usual amount of ink, and slanted the picture
until its lowest row began below its highest. Then the makers of the data counted the ink in each
block of 4 x 4. The digits bear it out: in all ten the left edges of the first and the last row are
less than a pixel apart on average, and all have between 185 and 433 pixels of ink.

One thing differs on purpose. A straight stroke for a 1 would be stretched to a block, so here the
width grows at most ``MOST`` times as much as the height.

Garris, Blue, Candela, Dimmick, Geist, Grother, Janet and Wilson, "NIST Form-Based Handprint
Recognition System", NISTIR 5469, 1994; the limits of ink are those of its programs.
"""

import numpy as np

SIDE, BLOCK = 32, 4  # of the bitmap; of a block that is counted
WIDTH, HEIGHT = 20, 32  # of the box in the bitmap that a drawing fills
MOST = 2.5  # how much more to the side than upwards a drawing is stretched at most
TOO_LITTLE, TOO_MUCH = (256, 108), (412, 560)  # ink: thicker or thinner by one pixel, or by two
COVERED = 0.3  # how much of a pixel has to be covered to count as ink


def read(picture: np.ndarray) -> np.ndarray:
    """Reduce a drawing to the 64 numbers that a network of this lesson reads.

    Parameters
    ----------
    picture : ndarray of shape (height, width), any size: True or 1 for ink, False or 0 for paper.
        From numbers between, those above one half are ink

    Returns
    -------
    ndarray of shape (64,), whole numbers from 0 to 16, as floats

    Raises
    ------
    ValueError
        If the picture does not have two axes, its numbers are not from 0 to 1, there is no ink in
        it or nothing but ink.
    """
    return count(bitmap(picture))


def bitmap(picture: np.ndarray) -> np.ndarray:
    """The 32 x 32 bitmap of a drawing: cut out, stretched, evened and put upright.

    As ``read``, without the counting: gives True and False of shape (32, 32).
    """
    box = cut_out(picture)
    return upright(even(stretch(box)))


def count(bits: np.ndarray) -> np.ndarray:
    """How many pixels of each 4 x 4 block are ink: shape (64,), from a bitmap of (32, 32).

    Raises
    ------
    ValueError
        If the bitmap has another shape.
    """
    if np.shape(bits) != (SIDE, SIDE):
        raise ValueError(
            f"the bitmap has shape {np.shape(bits)}, and blocks are counted in ({SIDE}, {SIDE}): "
            "bring a drawing of another size there with bitmap(picture)"
        )
    blocks = np.reshape(bits, (SIDE // BLOCK, BLOCK, SIDE // BLOCK, BLOCK))
    return blocks.sum(axis=(1, 3)).ravel().astype(float)


def cut_out(picture: np.ndarray) -> np.ndarray:
    """The smallest box that holds all ink: True and False of shape (height, width).

    Raises
    ------
    ValueError
        As ``read`` says.
    """
    picture = np.asarray(picture)
    if picture.ndim != 2:
        raise ValueError(
            f"the drawing has shape {picture.shape}: give (height, width), one number for each "
            "pixel; of colours take one, or their mean"
        )
    if picture.size and not ((picture >= 0) & (picture <= 1)).all():
        raise ValueError(
            f"the drawing has numbers from {picture.min():g} to {picture.max():g}: give 0 for "
            "paper, 1 for ink, or something between; grey levels up to 255 are divided by 255"
        )
    ink = picture > 0.5
    if not ink.any():
        raise ValueError("the drawing is empty: draw a digit, with ink 1 on paper 0")
    if ink.all():
        raise ValueError(
            "the drawing is all ink, so there is no digit to be seen: wipe it and draw again; if "
            "paper is 1 in your picture, give 1 - picture"
        )
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def stretch(box: np.ndarray) -> np.ndarray:
    """Fill 20 x 32 pixels in the middle of 32 x 32: shape (32, 32) from (height, width)."""
    height, width = box.shape
    wide = int(np.clip(round(width * MOST * HEIGHT / height), 1, WIDTH))
    covered = overlaps(HEIGHT, height) @ box @ overlaps(wide, width).T
    bits = np.zeros((SIDE, SIDE), dtype=bool)
    left = (SIDE - wide) // 2
    bits[:, left : left + wide] = inked(covered)
    return bits


def inked(covered: np.ndarray) -> np.ndarray:
    """Which pixels are ink, from the share of each that is covered: True and False.

    A thin stroke may cover little of every pixel: then those that are covered most are ink.
    """
    return covered > min(COVERED, 0.6 * covered.max())


def even(bits: np.ndarray) -> np.ndarray:
    """Thicken strokes where there is little ink, and thin them where there is much."""
    ink = bits.sum()
    for limit in TOO_LITTLE:
        if ink < limit:
            bits = _spread(bits)
    for limit in TOO_MUCH:
        if ink > limit:
            bits = ~_spread(~bits)
    return bits


def upright(bits: np.ndarray) -> np.ndarray:
    """Push rows to the side, until the last row with ink begins below the first.

    All between are pushed in proportion. What would leave the bitmap stays at its edge.
    """
    rows = np.flatnonzero(bits.any(axis=1))
    first, last = rows[0], rows[-1]
    lean = int(bits[first].argmax()) - int(bits[last].argmax())
    out = np.zeros_like(bits)
    for row in rows:
        done = (row - first) / max(last - first, 1)  # from 0 at the top to 1 at the bottom
        columns = np.flatnonzero(bits[row]) + round(lean * (done - 0.5))
        out[row, np.clip(columns, 0, SIDE - 1)] = True
    return out


def overlaps(new: int, old: int) -> np.ndarray:
    """Which share of each of ``new`` equal parts of a line lies in each of ``old`` equal parts."""
    edges = np.arange(new + 1)[:, None] * old / new
    below = np.clip(edges - np.arange(old), 0, 1)  # how much of each old part is below each edge
    return np.diff(below, axis=0) * new / old


def _spread(bits: np.ndarray) -> np.ndarray:
    """Ink, and the pixels above, below, left and right of it. The edge of the bitmap is paper."""
    out = bits.copy()
    out[1:] |= bits[:-1]
    out[:-1] |= bits[1:]
    out[:, 1:] |= bits[:, :-1]
    out[:, :-1] |= bits[:, 1:]
    return out
