"""Who takes part and who does not, as cells of a picture.

An ``imshow`` is resampled each time that it is drawn. Here every cell is a whole number of pixels,
and is copied.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course.kit import plots


class Mosaic(Artist):
    """Matrices of yes and no as small cells, dark and white, drawn as they are: pixel by pixel.

    Attributes
    ----------
    matrices : what is shown, each with where its left side is
    """

    def __init__(self, figure: Figure):
        super().__init__()
        self.matrices: Sequence[tuple[int, np.ndarray]] = ()
        self._blocks: list[tuple[int, int, np.ndarray]] = []
        figure.add_artist(self)

    def show(
        self, matrices: Sequence[tuple[int, np.ndarray]], top: int, cell: tuple[int, int]
    ) -> None:
        """Matrices, each with where its left side is; all with one top and cells of one size."""
        self.matrices = matrices
        across, down = cell
        inks = [(*np.rint(255 * np.array(to_rgb(ink))), 255) for ink in (plots.CARD, plots.MUTED)]
        frame = [*np.rint(255 * np.array(to_rgb(plots.RULE))), 255]
        self._blocks = []
        for left, matrix in matrices:
            small = np.array(inks, np.uint8)[matrix.astype(int)]
            cells = np.repeat(np.repeat(small, across, axis=1), down, axis=0)
            pixels = np.full((cells.shape[0] + 2, cells.shape[1] + 2, 4), frame, np.uint8)
            pixels[1:-1, 1:-1] = cells
            self._blocks.append((left - 1, top + cells.shape[0] + 1, pixels[::-1]))

    def draw(self, renderer: RendererBase) -> None:
        """Copy the matrices onto the picture; called by matplotlib."""
        context = renderer.new_gc()
        height = renderer.get_canvas_width_height()[1]
        for left, bottom, pixels in self._blocks:
            renderer.draw_image(context, left, height - bottom, pixels)
        context.restore()
        self.stale = False
