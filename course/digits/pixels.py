"""Small pictures as blocks of whole pixels: digits, weights, cells of a table.

An ``imshow`` is resampled each time that it is drawn. Here every number is a square of whole
pixels in one of the colours that the course's pictures have, and is copied.
"""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course.kit import plots


def shades(ink: str) -> np.ndarray:
    """White, and the mixes of a colour with white that pictures have: RGBA of shape (31, 4)."""
    share = plots.SHARES[:, None]
    made = np.ones((len(share) + 1, 4))
    made[1:, :3] = share * np.array(to_rgb(ink)) + (1 - share)
    return np.rint(255 * made).astype(np.uint8)


GREYS, BLUES, ORANGES = (shades(ink) for ink in (plots.INK, plots.BLUE, plots.ORANGE))
WHITE, FRAME = GREYS[0], np.array([*shades(plots.MUTED)[10]], np.uint8)


def tint(values: np.ndarray, colours: np.ndarray = GREYS) -> np.ndarray:
    """Numbers from 0 to 1 as colours, white to dark: shape (…, 4) from shape (…).

    What is above 1 is as dark as 1; what is not a number is white.
    """
    share = np.clip(np.nan_to_num(values, nan=0.0, posinf=1.0), 0, 1)
    return colours[np.rint(share * (len(colours) - 1)).astype(int)]


def plates(pictures: np.ndarray, cell: int, gap: int, columns: int) -> np.ndarray:
    """Many pictures as one, row by row, each in a thin frame.

    Parameters
    ----------
    pictures : ndarray of shape (n, height, width, 4), RGBA
    cell : pixels of each number's square
    gap : pixels between pictures, 2 or more: the frames stand in it
    columns : how many stand side by side

    Returns
    -------
    ndarray of shape (…, …, 4), RGBA
    """
    squares = _whole(grow(pictures, cell))
    n, height, width = squares.shape
    rows, tall, wide = -(-n // columns), height + gap, width + gap
    framed = np.full((rows * columns, tall, wide), _whole(WHITE)[()])
    framed[:n, : height + 2, : width + 2] = _whole(FRAME)[()]
    framed[:n, 1 : height + 1, 1 : width + 1] = squares
    page = framed.reshape(rows, columns, tall, wide).swapaxes(1, 2)
    return np.ascontiguousarray(page).view(np.uint8).reshape(rows * tall, columns * wide, 4)


def grow(pictures: np.ndarray, cell: int) -> np.ndarray:
    """Every pixel as a square: from RGBA of shape (n, height, width, 4), ``cell`` times as large
    each way."""
    n, height, width, _ = pictures.shape
    squares = _whole(pictures).repeat(cell, 1).repeat(cell, 2)
    return squares.view(np.uint8).reshape(n, height * cell, width * cell, 4)


def _whole(pixels: np.ndarray) -> np.ndarray:
    """The four bytes of a pixel as one number, which are copied in a third of the time."""
    return np.ascontiguousarray(pixels).view(np.uint32)[..., 0]


class Pixels(Artist):
    """Blocks of pixels at places given from the figure's upper left corner.

    Attributes
    ----------
    blocks : dict of name to (left, top, RGBA pixels), drawn in this order
    """

    def __init__(self, figure: Figure):
        super().__init__()
        self.blocks: dict[str, tuple[int, int, np.ndarray]] = {}
        figure.add_artist(self)

    def show(self, name: str, left: int, top: int, pixels: np.ndarray) -> None:
        """Show a block, in place of the one that had this name."""
        self.blocks[name] = left, top, pixels

    def hide(self, *names: str) -> None:
        """Take blocks away, if they are there."""
        for name in names:
            self.blocks.pop(name, None)

    def draw(self, renderer: RendererBase) -> None:
        """Copy the blocks onto the picture; called by matplotlib."""
        context = renderer.new_gc()
        height = renderer.get_canvas_width_height()[1]
        for left, top, pixels in self.blocks.values():
            if pixels.size:
                flipped = np.ascontiguousarray(pixels[::-1])  # matplotlib counts rows from below
                renderer.draw_image(context, left, height - top - len(pixels), flipped)
        context.restore()
        self.stale = False
