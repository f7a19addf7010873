"""How well the letters in pictures stand out: WCAG's contrast, measured where they stand."""

import io
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from PIL import Image

from course.kit.labels import Labels

LEAST, LEAST_LARGE = 4.5, 3.0  # WCAG 2, level AA
LARGE, LARGE_BOLD = 24, 18.66  # pixels from which letters are large


class Letters(NamedTuple):
    """Some letters of a picture: what they say, their colour, and where they stand."""

    text: str
    ink: np.ndarray  # RGB, 0 to 1
    box: tuple[float, float, float, float]  # left, top, right, bottom
    large: bool


def luminance(rgb):
    """Of colours in the last axis, as sRGB from 0 to 1: 0 for black, 1 for white."""
    rgb = np.asarray(rgb, dtype=float)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(one, other):
    """From 1 for the same lightness to 21 for black on white."""
    low, high = np.sort(np.stack(np.broadcast_arrays(luminance(one), luminance(other))), axis=0)
    return (high + 0.05) / (low + 0.05)


def faint(figure, picture=None):
    """The letters of a figure that do not stand out enough from what is behind them.

    ``picture`` is the course's ``Picture`` of a panel, if it is one: that draws in its own way.
    """
    height = figure.bbox.height
    texts, labels = _texts(figure), figure.findobj(Labels)
    canvas = FigureCanvasAgg(figure) if picture is None else figure.canvas
    if picture is None:
        canvas.draw()
    letters = [_of_text(text, canvas.get_renderer(), height) for text in texts]
    letters += [_of_word(*word) for each in labels for word in each._words]
    behind = _without((*texts, *labels), canvas, picture)
    told = []
    for some in letters:
        ratio = _stands_out(some, behind)
        if ratio < (LEAST_LARGE if some.large else LEAST):
            told.append(f"{some.text}: {ratio:.2f} to 1")
    return told


def _texts(figure):
    """The texts that are seen: those of axes that are switched off are not, but for notes."""
    kept = []
    for text in figure.findobj(Text):
        ax = text.axes
        off = ax is not None and not ax.axison
        if off and text not in [*ax.texts, ax.title, ax._left_title, ax._right_title]:
            continue
        if text.get_visible() and text.get_text().strip():
            kept.append(text)
    return kept


def _of_text(text, renderer, height):
    box = text.get_window_extent(renderer)
    pixels = text.get_size() * text.get_figure().dpi / 72
    bold = text.get_weight() == "bold"
    return Letters(
        text.get_text(),
        np.array(to_rgb(text.get_color())),
        (box.x0, height - box.y1, box.x1, height - box.y0),
        pixels >= (LARGE_BOLD if bold else LARGE),
    )


def _of_word(left, bottom, word):
    tall, wide = word.shape[:2]
    box = left, bottom - tall, left + wide, bottom
    size = tall / 1.5  # as in ``labels``: a word is one and a half times as high as its font
    return Letters(f"at {left:.0f}, {bottom:.0f}", word[0, 0, :3] / 255, box, size >= LARGE)


def _without(artists, canvas, picture):
    """The picture without these: RGB from 0 to 1, of shape (height, width, 3)."""
    visible = [artist.get_visible() for artist in artists]
    for artist in artists:
        artist.set_visible(False)
    try:
        if picture is None:
            canvas.draw()
            return np.asarray(canvas.buffer_rgba())[..., :3] / 255
        picture.invalidate()
        return np.asarray(Image.open(io.BytesIO(picture.png())).convert("RGB")) / 255
    finally:
        for artist, was in zip(artists, visible, strict=True):
            artist.set_visible(was)
        if picture is not None:
            picture.invalidate()


def _stands_out(some, behind):
    """The contrast that three quarters of the pixels behind the letters reach."""
    left, top, right, bottom = (round(edge) for edge in some.box)
    patch = behind[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)].reshape(-1, 3)
    if not len(patch):
        return np.inf  # outside of the picture
    return float(np.quantile(contrast(patch, some.ink), 0.25))
