"""One face for all pictures: colours, sizes, and a figure that is redrawn fast.

Everything is matplotlib without pyplot, which keeps global state and does not like threads.
Colours are those of Okabe and Ito, which colour-blind readers can tell apart; whatever a colour
says is said a second time by shape, dash or word.
"""

import base64
import functools
import html
import io
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from PIL import Image

BLUE, ORANGE, GREEN, PURPLE, SKY = "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9"
YELLOW = "#e69f00"
INK, MUTED, RULE, CARD = "#1a1a1a", "#5c5c5c", "#d4d4d4", "#ffffff"
WIDTH, DPI = 860, 100

# What has left the picture is an arrow at its edge.
ARROWS = {">": (0, 1), "<": (0, -1), "^": (1, 1), "v": (1, -1)}  # beyond an edge: axis, side
FAR_AWAY = 1e4  # nobody sees in which direction beyond this a line leaves the picture
# Of ink in its mixes with white: nothing too near to white, for the quantiser is not exact, and the
# card must stay white.
SHARES = np.linspace(0.06, 1, 30)

STYLE: dict[Any, Any] = {  # any: later versions of matplotlib type the names one by one
    "font.size": 9,  # points; 12.5 px at this resolution
    "axes.titlesize": 9.5,
    "axes.labelsize": 9,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": False,
    "grid.color": RULE,
    "figure.facecolor": CARD,
    "axes.facecolor": CARD,
    "lines.linewidth": 1.8,
}


def figure(height: int = 400, width: int = WIDTH) -> Figure:
    """An empty figure in the course's style, sizes in pixels. Make its axes under ``style()``."""
    with style():
        made = Figure(figsize=(width / DPI, height / DPI), dpi=DPI)
    FigureCanvasAgg(made)
    return made


def page(height: int) -> tuple[Figure, Axes]:
    """A figure with one plane over all of it, whose units are pixels, down from the upper left."""
    made = figure(height)
    with style():
        plane = made.add_axes((0, 0, 1, 1))
        plane.set_axis_off()
        plane.set_xlim(0, WIDTH)
        plane.set_ylim(height, 0)
    return made, plane


def box(left: float, right: float, top: float, bottom: float) -> list[tuple[float, float]]:
    """Corners of an upright rectangle, for a PolyCollection."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@contextmanager
def style() -> Iterator[None]:
    """``with style():`` what is made inside looks like the course."""
    with mpl.rc_context(STYLE):
        yield


def tiles(count: int, columns: int, *, width: int, height: int) -> tuple[Figure, list[Axes]]:
    """A figure with room for so many pictures without axes, each below its title.

    Parameters
    ----------
    count : int, how many pictures
    columns : int, how many of them in a row
    width, height : int, pixels for each, with its title

    Returns
    -------
    figure : Figure, to be shown with ``show``
    axes : list of Axes, one for each picture, row by row
    """
    lines = -(-count // columns)
    made = figure(height=height * lines, width=width * columns)
    with style():
        axes = made.subplots(
            lines, columns, squeeze=False,
            gridspec_kw={"left": 0.01, "right": 0.99, "top": 1 - 0.2 / lines, "bottom": 0.02,
                         "hspace": 0.35, "wspace": 0.12},
        )  # fmt: skip
    for ax in axes.flat:
        ax.set_axis_off()
    return made, list(axes.flat)[:count]


def show(made: Figure, text: str) -> None:
    """Show a figure below the cell, with ``text`` for those who cannot see it."""
    from IPython.display import display

    out = io.BytesIO()
    made.savefig(out, format="png")
    data = base64.b64encode(out.getvalue()).decode()
    # As HTML, because JupyterLab gives a plain picture no text alternative.
    shown = f'<img alt="{html.escape(text)}" src="data:image/png;base64,{data}">'
    display({"text/html": shown, "text/plain": text}, raw=True)


def bars(values: Mapping[str, float], *, label: str, log: bool = False, form: str = "{:g}") -> None:
    """One bar for each name, with its value; on a log axis a dot, since a bar has no foot there."""
    made = figure(height=80 + 34 * len(values), width=640)
    made.set_layout_engine("constrained")
    with style():
        ax = made.subplots()
        ax.margins(x=0.12)
        names, numbers = list(values), list(values.values())
        if log:
            ax.plot(numbers, names, "o", color=BLUE, ms=9)
            ax.set_ylim(-0.6, len(names) - 0.4)
        else:
            ax.barh(names, numbers, color=BLUE, height=0.62)
        ax.invert_yaxis()
        ax.set_xlabel(label)
        ax.tick_params(axis="y", length=0)
        if log:
            ax.set_xscale("log")
            ax.grid(axis="x")
        for i, value in enumerate(values.values()):
            ax.annotate(
                form.format(value), (value, i), (8, 0), textcoords="offset points", va="center"
            )
    listed = "; ".join(f"{name}: {form.format(value)}" for name, value in values.items())
    show(made, f"{label}. {listed}.")


class Picture:
    """A figure of which only the moving artists are drawn again.

    Parameters
    ----------
    figure : Figure
    moving : artists to draw over the kept background, lowest first

    Attributes
    ----------
    scenery : list of artists that change with a control: drawn over the background, and kept with
        it until ``invalidate(scenery_only=True)``. That is faster than a whole new background
    """

    def __init__(self, figure: Figure, moving: Sequence[Artist]):
        self.figure = figure
        self.scenery: list[Artist] = []
        self._moving = list(moving)
        self._canvas = FigureCanvasAgg(figure)
        self._backgrounds: dict[Hashable, Any] = {}
        self._look: Hashable = None
        self._scene = None
        for artist in self._moving:
            artist.set_animated(True)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self._canvas.get_width_height()

    def invalidate(self, *, scenery_only: bool = False) -> None:
        """Something that does not move has changed: limits, a label. Draw it again next time."""
        self._scene = None
        if not scenery_only:
            self._backgrounds.clear()

    def look(self, name: Hashable) -> None:
        """What does not move now looks as ``name`` says: the same as when that was said before.

        Each of these backgrounds is kept, for some 100 ms less when it is wanted again. So let
        there be few of them.
        """
        self._scene, self._look = None, name

    def png(self) -> bytes:
        """The picture as it is now."""
        if self._scene is None:
            self._draw_scene()
        else:
            self._canvas.restore_region(self._scene)
        for artist in self._moving:
            self.figure.draw_artist(artist)
        drawn = Image.frombuffer("RGBA", self.size, self._canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
        out = io.BytesIO()
        # With one byte a pixel instead of four, a frame takes a quarter of the time.
        drawn.convert("RGB").quantize(palette=_palette(), dither=Image.Dither.NONE).save(
            out, "PNG", compress_level=1
        )
        return out.getvalue()

    def _draw_scene(self) -> None:
        for artist in self.scenery:
            artist.set_animated(True)
        if self._look in self._backgrounds:
            self._canvas.restore_region(self._backgrounds[self._look])
        else:
            self._canvas.draw()
            self._backgrounds[self._look] = self._canvas.copy_from_bbox(self.figure.bbox)
        for artist in self.scenery:
            self.figure.draw_artist(artist)
        self._scene = self._canvas.copy_from_bbox(self.figure.bbox)


@functools.cache
def _palette() -> Image.Image:
    """White, and each of the course's colours mixed with white and with ink: 239 in all."""
    inks = [np.array(to_rgb(ink)) for ink in (INK, BLUE, ORANGE, GREEN, PURPLE, SKY, YELLOW)]
    share = SHARES[:, None]
    on_white = [share * ink + (1 - share) for ink in inks]
    on_ink = [share[::2] * ink + (1 - share[::2]) * inks[0] for ink in inks[1:3]]
    colours = np.rint(255 * np.concatenate([np.ones((1, 3)), *on_white, *on_ink]))
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours.astype(np.uint8).ravel().tolist())
    return palette


def tints(ink: str, n: int, darkest: float = 0.7) -> list[tuple[float, float, float]]:
    """``n`` mixes of a colour with white, light to dark, which the picture shows unblotched."""
    shares = SHARES[np.linspace(0, np.sum(darkest >= SHARES) - 1, n).astype(int)]
    return [tuple(share * np.array(to_rgb(ink)) + (1 - share)) for share in shares]


def for_letters(ink: str) -> tuple[float, ...]:
    """A colour darkened: for thin letters, which need more contrast than lines, or behind white."""
    return tuple(0.68 * part for part in to_rgb(ink))


class Trail:
    """What a curve shows of a run that goes on and on: thinned when its points become many.

    Attributes
    ----------
    index : list of int, the steps that are kept
    values : list of what was noted at each of them
    """

    def __init__(self, most: int = 1_200):
        self.index: list[int] = []
        self.values: list[Any] = []
        self._most = most

    def clear(self) -> None:
        """A new run begins."""
        self.index.clear()
        self.values.clear()

    def note(self, index: int, value: Any) -> None:
        """Add a point, unless this step is there already."""
        if self.index and index <= self.index[-1]:
            return
        self.index.append(index)
        self.values.append(value)
        if len(self.index) > self._most:
            del self.index[1:-1:2], self.values[1:-1:2]


class NetworkGraph:
    """A layered network as nodes and edges: shade is activation, width is weight, dash is sign.

    Positive weights are blue and solid, negative ones orange and dashed.

    Parameters
    ----------
    ax : Axes, used whole
    """

    def __init__(self, ax: Axes):
        ax.set_axis_off()
        ax.set_xlim(-0.26, 1.16)
        ax.set_ylim(-0.05, 1.05)
        self.positive = LineCollection([], colors=BLUE, capstyle="round", zorder=1)
        self.negative = LineCollection([], colors=ORANGE, linestyles=[(0, (2.2, 1.6))], zorder=1)
        for edges in (self.positive, self.negative):
            ax.add_collection(edges)
        self.nodes: PathCollection = ax.scatter(
            [], [], s=430, c=[], cmap="Greys", vmin=0, vmax=1.25, edgecolors=INK, zorder=2
        )

    @property
    def artists(self) -> list[Artist]:
        """What moves, lowest first."""
        return [self.positive, self.negative, self.nodes]

    def update(self, weights: Sequence[np.ndarray], activations: Sequence[np.ndarray]) -> None:
        """Show these weights, each of shape (fan_in, fan_out), and layers of activations 0..1."""
        places = [column(len(layer), i, len(activations)) for i, layer in enumerate(activations)]
        self.nodes.set_offsets(np.concatenate(places))
        self.nodes.set_array(np.concatenate(activations))
        segments = np.concatenate(
            [
                np.stack(np.broadcast_arrays(left[:, None], right[None]), axis=2).reshape(-1, 2, 2)
                for left, right in pairwise(places)
            ]
        )
        w = np.concatenate([np.ravel(W) for W in weights])
        widths = (w != 0) * (0.3 + 6 * np.tanh(np.abs(w) / 8))  # no weight, no line
        for edges, chosen in ((self.positive, w >= 0), (self.negative, w < 0)):
            edges.set_segments(list(segments[chosen]))
            edges.set_linewidth(widths[chosen])


def column(n: int, layer: int, layers: int) -> np.ndarray:
    """Where the ``n`` nodes of a layer stand, top to bottom: shape (n, 2), from 0 to 1."""
    gap = min(0.28, 0.92 / max(n, 1))
    y = 0.54 + gap * (np.arange(n)[::-1] - (n - 1) / 2)
    return np.column_stack([np.full(n, layer / (layers - 1)), y])
