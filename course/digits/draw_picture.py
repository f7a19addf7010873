"""What becomes of a drawing: 32 x 32, 8 x 8, ten probabilities, and digits that are like it.

Places are pixels from the upper left corner. It stands beside the paper, so it is narrower than
other pictures.
"""

from collections.abc import Sequence

import numpy as np

from course.digits.pixels import BLUES, GREYS, Pixels, plates, tint
from course.kit import plots
from course.kit.labels import Labels

WIDTH, HEIGHT = 524, 354
TITLE = 13  # the middle of the upper titles
BITMAP, COUNTS, TOP = 8, 160, 27  # left sides of both pictures, and their top
BITMAP_CELL, COUNTS_CELL = 4, 16
BARS, BAR = (338, 27), (112, 19)  # left and top; the longest bar, from one to the next
LIKE, LIKE_CELL, LIKE_PITCH = (8, 198), 6, 62
NEAR = 5  # digits that are like the drawing
HIDDEN, ROW = (8, 294), 17
UNITS = (WIDTH - 2 * HIDDEN[0]) // 4  # of one layer, for which there is room
MAPS, MAP_CELL = 16, 3  # pictures of a convolution, and pixels of their numbers


class DrawPicture(plots.Picture):
    """The two reductions, the bars, the nearest digits, and what the hidden units say."""

    def __init__(self) -> None:
        made = plots.figure(height=HEIGHT, width=WIDTH)
        self.pixels, self.words = Pixels(made), Labels(made)
        fixed = Labels(made)
        fixed.add(BITMAP, TITLE, "32 x 32, upright")
        fixed.add(COUNTS, TITLE, "8 x 8, ink counted")
        fixed.add(BARS[0], TITLE, "how probable, per cent")
        for digit in range(10):
            fixed.add(BARS[0] + 8, _bar(digit), f"{digit}", align=1)
        super().__init__(made, [self.pixels, self.words])

    def clear(self, why: Sequence[str]) -> None:
        """There is nothing to be named: say why, in a few short lines."""
        self.words.clear()
        empty = np.zeros((32, 32)), np.zeros((8, 8))
        self._show_reduced(*empty)
        self._show_bars(np.zeros(10))
        self.pixels.hide("like", *(f"hidden {i}" for i in range(9)))
        for i, line in enumerate(why):
            self.words.add(LIKE[0], LIKE[1] - 16 + 18 * i, line)

    def show(self, bits: np.ndarray, counts: np.ndarray, p: np.ndarray) -> None:
        """Draw a reduced drawing and how probable each digit is; call it first.

        Parameters
        ----------
        bits : ndarray of shape (32, 32), True where ink is
        counts : ndarray of shape (64,), from 0 to 16
        p : ndarray of shape (10,), from 0 to 1
        """
        self.words.clear()
        self._show_reduced(bits, counts.reshape(8, 8) / 16)
        self._show_bars(p)
        best = int(np.argmax(p)) if np.isfinite(p).all() else None
        for digit, share in enumerate(p):
            x = BARS[0] + 18 + _long(share)
            told = _per_cent(share) if np.isfinite(share) else "no number"
            self.words.add(x, _bar(digit), told, bold=digit == best)
        self.words.add(
            BARS[0], _bar(11), "no name" if best is None else f"the network says {best}", bold=True
        )

    def _show_reduced(self, bits: np.ndarray, counts: np.ndarray) -> None:
        for name, left, numbers, cell in (
            ("bitmap", BITMAP, bits, BITMAP_CELL),
            ("counts", COUNTS, counts, COUNTS_CELL),
        ):
            block = plates(tint(numbers.astype(float))[None], cell, 2, 1)
            self.pixels.show(name, left, TOP, block)

    def _show_bars(self, p: np.ndarray) -> None:
        left, top = BARS
        block = np.full((10 * BAR[1], BAR[0] + 2, 4), 255, np.uint8)
        block[:, 0] = GREYS[20]
        best = int(np.argmax(p))
        for digit, share in enumerate(p):
            colour = BLUES[-1] if digit == best else GREYS[16]
            block[digit * BAR[1] + 3 : (digit + 1) * BAR[1] - 3, 1 : 1 + _long(share)] = colour
        self.pixels.show("bars", left + 13, top, block)

    def show_like(self, pictures: np.ndarray, names: Sequence[str], title: str) -> None:
        """Draw digits that are like the drawing; call it after ``show``.

        Parameters
        ----------
        pictures : ndarray of shape (NEAR, 8, 8), from 0 to 1
        names : what stands below each
        """
        left, top = LIKE
        self.words.add(left, top - 15, title)
        block = plates(tint(pictures), LIKE_CELL, LIKE_PITCH - 8 * LIKE_CELL, NEAR)
        self.pixels.show("like", left, top, block)
        for i, name in enumerate(names):
            middle = left + LIKE_PITCH * i + 4 * LIKE_CELL + 1
            self.words.add(middle, top + 8 * LIKE_CELL + 12, name, align=0.5)

    def show_hidden(self, layers: Sequence[np.ndarray], title: str) -> None:
        """Draw what hidden units say, a row for each layer; call it after ``show``.

        Parameters
        ----------
        layers : at most three, each of shape (n_units,) or, of a convolution, (8, 8, n_filters);
            0 or more. Darkest is the loudest of its layer
        title : what they are
        """
        left, top = HIDDEN
        self.pixels.hide(*(f"hidden {i}" for i in range(9)))
        self.words.add(left, top - 14, title)
        for i, layer in enumerate(layers):
            most = float(np.max(layer, initial=0.0)) or 1.0
            if layer.ndim == 3:
                maps = tint(np.moveaxis(layer, -1, 0)[:MAPS] / most)
                block = plates(maps, MAP_CELL, 7, MAPS)
            else:
                shown = layer[:UNITS]
                across = min(ROW - 3, (WIDTH - 2 * left) // len(shown) - 1)
                units = tint(shown / most).reshape(-1, 1, 1, 4)
                block = plates(units.repeat(ROW - 5, 1).repeat(across - 1, 2), 1, 2, len(shown))
            self.pixels.show(f"hidden {i}", left, top, block)
            top += len(block) + 4


def _per_cent(share: float) -> str:
    """To one decimal; but only what is certain is called 100."""
    return "100" if share == 1 else f"{min(100 * share, 99.9):.1f}"


def _bar(digit: int) -> float:
    """The middle of a bar."""
    return BARS[1] + BAR[1] * (digit + 0.5)


def _long(share: float) -> int:
    """How long a bar is, in pixels."""
    return round(BAR[0] * float(np.nan_to_num(share)))
