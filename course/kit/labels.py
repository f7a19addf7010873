"""Texts of a picture, drawn at a small part of what matplotlib's own cost.

A ``Text`` is laid out and drawn letter by letter each time, which takes most of a millisecond. A
picture with fifty of them would stutter. Here each text is drawn once, and then copied.
"""

import functools
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFont

from course.kit.plots import INK

PIXELS = 12.5  # height of the font: what texts of 9 points have in the course's pictures


class Labels(Artist):
    """Texts at places that are given in pixels from the figure's upper left corner.

    If they change, list it among the moving artists of the picture.

    Parameters
    ----------
    figure : Figure that they are drawn on
    """

    def __init__(self, figure: Figure):
        super().__init__()
        self._words: list[tuple[float, float, np.ndarray]] = []
        figure.add_artist(self)

    def clear(self) -> None:
        """Take all texts away."""
        self._words.clear()

    def add(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str = INK,
        align: float = 0.0,
        bold: bool = False,
        pixels: float = PIXELS,
    ) -> float:
        """Show one more text, and return where it ends.

        Parameters
        ----------
        x, y : float, where it stands; ``y`` is the middle of its digits and capital letters
        text : str, one line
        colour : str, best one of the colours in ``plots``
        align : where in the text ``x`` is: 0 its left end, 0.5 its middle, 1 its right end
        bold : bool
        pixels : float, height of the font
        """
        word = _word(text, colour, bold, pixels)
        left = x - align * word.shape[1]
        self._words.append((left, y + word.shape[0] / 2, word))
        return left + word.shape[1]

    def draw(self, renderer: RendererBase) -> None:
        """Copy every text onto the picture; called by matplotlib."""
        if not self.get_visible():
            return
        context = renderer.new_gc()
        height = renderer.get_canvas_width_height()[1]
        for x, bottom, word in self._words:
            renderer.draw_image(context, round(x), round(height - bottom), word)
        context.restore()
        self.stale = False


@functools.lru_cache(maxsize=256)
def wrapped(text: str, width: float) -> tuple[str, ...]:
    """A text as lines that are no wider than so many pixels, as far as its words allow."""
    font, lines = _font(False, PIXELS), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) >= width:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


@functools.lru_cache(maxsize=1_024)  # all pictures of a notebook have some hundreds
def _word(text: str, colour: str, bold: bool, size: float) -> np.ndarray:
    """A text as RGBA pixels of shape (height, width, 4), its capitals in the middle."""
    font = _font(bold, size)
    height = 2 * round(0.75 * size)
    baseline = round(height / 2 + 0.36 * size)  # capitals are 0.73 of the font's size tall
    drawn = Image.new("L", (round(font.getlength(text)) + 1, height))
    ImageDraw.Draw(drawn).text((0, baseline), text, fill=255, font=font, anchor="ls")
    pixels = np.empty((height, drawn.width, 4), np.uint8)
    pixels[..., :3] = np.rint(255 * np.array(to_rgb(colour)))
    pixels[..., 3] = np.asarray(drawn)
    return pixels[::-1]  # matplotlib counts rows from below


@functools.cache
def _font(bold: bool, size: float) -> ImageFont.FreeTypeFont:
    """The font of the course's pictures, which comes with matplotlib."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    path = Path(mpl.get_data_path()) / "fonts" / "ttf" / name
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
