"""What the sweep looks like: seven errors side by side, and below them one run from inside.

Everything stands on one page whose units are pixels, so that each column can stand under the
button that chooses it, and a frame of seven curves costs little more than one of one curve.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb

from course.kit import plots
from course.kit.labels import Labels
from course.kit.steps import Params

HEIGHT = 430
LEFT, PITCH, GAP = 66, 113, 10  # where the columns begin, how far apart they are, what is between
TOP, BOTTOM = 50, 176  # of the curves
ERRORS = (1, 0.1, 0.01, 0.001, 0.0001)  # the axis of errors, from top to bottom
STEPS = {0: "0", 100: "100", 10_000: "10,000"}
TICKS, STRIP = 191, 222  # the middle of the row of steps, and of the row of sign changes
TURNS = 1e3  # sign changes of a weight where its tile is darkest
GRAPH = 8  # with more hidden units than this, the weights are tiles too
STEP = 0.94 / 29  # from one mix of a colour with white to the next, of those a picture has
HEAD, NOTE = 254, 415  # the middle of the lines above and below the weights
WEIGHTS_LEFT, TURNS_LEFT, TILES_WIDTH, TILE = 84, 518, 336, 28
ROWS = {"first": 286, "second": 314, "always 1": 342, "output": 380}  # the middle of each
LAYERS = ("first", "second", "always 1")


class SweepPicture(plots.Picture):
    """The picture of a sweep.

    Parameters
    ----------
    alphas : the step sizes, one for each column
    steps : int, where the axis of steps ends
    """

    def __init__(self, alphas: Sequence[float], steps: int):
        self._alphas, self._steps = alphas, steps
        self._lefts = LEFT + PITCH * np.arange(float(len(alphas)))
        self._shown: tuple[int, int] | None = None
        made, page = plots.page(HEIGHT)
        with plots.style():
            moving = [*self._make_columns(page), *self._make_graph(made)]
        self._weights, self._turns = Tiles(page, WEIGHTS_LEFT), Tiles(page, TURNS_LEFT)
        self._labels = Labels(made)  # they change only with what is looked into
        self._numbers, self._counts = Labels(made), Labels(made)
        moving += [*self._weights.artists, *self._turns.artists, self._numbers, self._counts]
        super().__init__(made, moving)

    # ---- the seven columns

    def _make_columns(self, page: Axes) -> list[Artist]:
        rules = [
            [(left, up(error)), (left + PITCH - GAP, up(error))]
            for left in self._lefts
            for error in ERRORS[1:-1]
        ]
        middle, height = (TOP + BOTTOM) / 2, BOTTOM - TOP
        frames = rectangles(self._lefts, np.array([PITCH - GAP]), np.array([middle]), height)
        self._frames = PolyCollection(frames, facecolors="none")
        self._curves = LineCollection([], colors=plots.ORANGE, linewidths=1.8, capstyle="round")
        rule = LineCollection(rules, colors=plots.RULE, linewidths=0.8)
        for lines in (rule, self._frames, self._curves):
            page.add_collection(lines)
        self._ends = page.scatter([], [], s=16, color=plots.ORANGE)
        return [self._curves, self._ends]

    def _along(self, index: Any) -> Any:
        """How far from the left of its column a step stands: the beginning deserves room."""
        return (PITCH - GAP) * np.log1p(np.array(index) / 10) / np.log1p(self._steps / 10)

    def show_errors(self, index: Sequence[int], errors: np.ndarray, turns: np.ndarray) -> None:
        """Draw the curves so far, and under each the number of its sign changes.

        Parameters
        ----------
        index : the steps that are kept, n_kept of them
        errors : ndarray of shape (n_kept, n_alphas)
        turns : ndarray of shape (n_alphas,), sign changes of each whole run until now
        """
        x, y = self._along(index), up(errors)
        lines = [np.column_stack([left + x, y[:, i]]) for i, left in enumerate(self._lefts)]
        self._curves.set_segments(lines)
        self._ends.set_offsets([line[-1] for line in lines])
        self._numbers.clear()
        for left, error, count in zip(self._lefts, errors[-1], turns, strict=True):
            self._numbers.add(left + 6, BOTTOM - 12, f"{error:.3g}")
            self._numbers.add(left + (PITCH - GAP) / 2, STRIP, f"{count:,}", align=0.5)

    # ---- one run from inside

    def _make_graph(self, made: Any) -> list[Artist]:
        self._graph_axes = made.add_axes((0.008, 0.005, 0.47, (HEIGHT - HEAD - 8) / HEIGHT))
        self._graph = plots.NetworkGraph(self._graph_axes)
        for name, (x, y) in zip(LAYERS, plots.column(3, 0, 3), strict=True):
            self._graph_axes.text(x - 0.055, y, name, ha="right", va="center")
        self._graph_axes.text(1.055, 0.54, "output", va="center")
        return self._graph.artists

    def look_into(self, i: int, hidden: int) -> None:
        """Mark the column of a run, and make room for its weights. Call it before ``show_run``."""
        if self._shown == (i, hidden):
            return
        self._shown = i, hidden
        chosen = np.arange(len(self._alphas)) == i
        self._frames.set_edgecolor([plots.INK if it else plots.RULE for it in chosen])
        self._frames.set_linewidth([2 if it else 0.8 for it in chosen])
        graph = hidden <= GRAPH
        for artist in (self._graph_axes, *self._graph.artists):
            artist.set_visible(graph)
        self._weights.place(0 if graph else hidden)
        self._turns.place(hidden)
        self._write(i, hidden)
        self.invalidate()

    def _write(self, i: int, hidden: int) -> None:
        """All words that stay as they are until another run is looked into."""
        labels, muted = self._labels, plots.MUTED
        labels.clear()
        labels.add(
            2,
            14,
            f"mean absolute error of each network, over {self._steps:,} steps; "
            "both axes are logarithmic",
        )
        for error in ERRORS:
            labels.add(
                LEFT - 6, up(error), f"{error:.4f}".rstrip("0").rstrip("."), align=1, colour=muted
            )
        labels.add(LEFT - 6, TICKS, "step", align=1, colour=muted)
        labels.add(LEFT - 6, STRIP - 6, "sign", align=1, colour=muted)
        labels.add(LEFT - 6, STRIP + 6, "changes", align=1, colour=muted)
        for j, (left, alpha) in enumerate(zip(self._lefts, self._alphas, strict=True)):
            middle = left + (PITCH - GAP) / 2
            labels.add(middle, TOP - 13, f"alpha {alpha:g}", align=0.5, bold=i == j)
            for step, label in STEPS.items():
                labels.add(left + self._along(step), TICKS, label, align=0.5, colour=muted)
        name = f"alpha {self._alphas[i]:g}"
        for at, what in ((2, "its weights"), (TURNS_LEFT - 70, "sign changes of each weight")):
            end = labels.add(at, HEAD, name, bold=True)
            labels.add(end, HEAD, f": {what}")
        for place in (TURNS_LEFT,) if hidden <= GRAPH else (WEIGHTS_LEFT, TURNS_LEFT):
            for row, y in ROWS.items():
                labels.add(place - 8, y, row, align=1)
        units = "one column for each hidden unit" if hidden > 1 else "one hidden unit"
        labels.add(TURNS_LEFT - 70, NOTE, f"{units}; darker: more often", colour=muted)
        if hidden > GRAPH:
            labels.add(2, NOTE, "blue and +: above 0; orange and −: below 0", colour=muted)

    def show_run(self, params: Params, turns: Params) -> None:
        """Draw one run: its weights, and the sign changes of each of them."""
        hidden = params["W0"].shape[1]
        if hidden <= GRAPH:
            self._show_graph(params, hidden)
        else:
            weights = np.concatenate([params["W0"], params["W1"].T])
            self._weights.fill(
                np.tanh(np.abs(weights) / 8), np.where(weights < 0, plots.ORANGE, plots.BLUE)
            )
            self._weights.mark(weights)
        counts = np.concatenate([turns["W0"], turns["W1"].T])
        self._turns.fill(logarithmic(counts, TURNS), np.full(counts.shape, plots.INK))
        self._counts.clear()
        if hidden <= GRAPH:
            for (x, y), count, dark in zip(
                self._turns.centres, counts.ravel(), self._turns.dark, strict=True
            ):
                colour = plots.CARD if dark else plots.INK
                self._counts.add(x, y, f"{count:,}", colour=colour, align=0.5)

    def _show_graph(self, params: Params, hidden: int) -> None:
        # White nodes: what a hidden unit says depends on the row, and none is chosen here.
        layers = [np.zeros(n) for n in (len(LAYERS), hidden, 1)]
        self._graph.update([params["W0"], params["W1"]], layers)
        room = 0.72 * 0.75 * 155 * min(0.28, 0.92 / hidden)  # points from one node to the next
        self._graph.nodes.set_sizes([min(18.0, room) ** 2])


class Tiles:
    """Two weight matrices as tiles: the rows of W0, and below them W1 lying on its side.

    Parameters
    ----------
    page : Axes, whose units are pixels
    left : float, where the tiles begin

    Attributes
    ----------
    artists : what moves, lowest first
    centres : ndarray of shape (n_tiles, 2), row after row
    dark : ndarray of shape (n_tiles,), whether what stands on the tile has to be white
    """

    def __init__(self, page: Axes, left: float):
        self._left = left
        self._tiles = PolyCollection([], edgecolors=plots.RULE, linewidths=0.8)
        self._marks = LineCollection([], linewidths=1.2, capstyle="butt")
        self.artists: list[Artist] = [self._tiles, self._marks]
        for tiles in (self._tiles, self._marks):
            page.add_collection(tiles)
        self.centres, self.dark = np.zeros((0, 2)), np.zeros(0, bool)

    def place(self, hidden: int) -> None:
        """Make room for this many hidden units; with none there is nothing to see."""
        self._width = min(TILES_WIDTH / max(hidden, 1), 2 * TILE)
        x, y = np.meshgrid(self._left + self._width * np.arange(hidden), list(ROWS.values()))
        corners = rectangles(x.ravel(), np.array([self._width]), y.ravel(), TILE)
        self._tiles.set_verts(corners)
        self._marks.set_segments([])
        self.centres = np.column_stack([x.ravel() + self._width / 2, y.ravel()])

    def fill(self, shares: np.ndarray, colours: np.ndarray) -> None:
        """Colour the tiles: a share (0 to 1) of each colour, the rest white; shapes (4, n)."""
        # In the steps of the picture's palette, lest a pale blue is encoded as a pale purple.
        share = 0.06 + np.rint((shares.reshape(-1, 1) - 0.06) / STEP) * STEP
        share = np.where(share < 0.06 - STEP / 2, 0, share)
        inks = np.array([to_rgb(colour) for colour in colours.ravel()])
        self._tiles.set_facecolor(share * inks + 1 - share)
        self.dark = shares.ravel() > 0.5

    def mark(self, weights: np.ndarray) -> None:
        """A minus on each tile, and an upright stroke that makes it a plus where it is above 0."""
        half, ends = min(0.26 * self._width, 4), np.array([[-1], [1]])
        above = weights.ravel() > 0
        level = self.centres[:, None] + ends * [[half, 0]]
        upright = self.centres[above][:, None] + ends * [[0, half]]
        self._marks.set_segments([*level, *upright])
        dark = np.concatenate([self.dark, self.dark[above]])
        self._marks.set_color([plots.CARD if it else plots.INK for it in dark])


def up(error: Any) -> Any:
    """Where an error stands on the page; those beyond the axis stand at its end."""
    high, low = np.log10(ERRORS[0]), np.log10(ERRORS[-1])
    share = (np.log10(np.clip(error, ERRORS[-1], ERRORS[0])) - low) / (high - low)
    return BOTTOM - share * (BOTTOM - TOP)


def logarithmic(counts: np.ndarray, most: float) -> np.ndarray:
    """Counts on a scale from 0 to 1, which ``most`` and all above reach: log(1 + count)."""
    return np.minimum(np.log1p(counts) / np.log1p(most), 1)


def rectangles(left: np.ndarray, width: np.ndarray, middle: np.ndarray, height: float) -> Any:
    """Corners of upright rectangles: shape (n, 4, 2)."""
    right, top, bottom = left + width, middle - height / 2, middle + height / 2
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    return np.stack([np.stack(np.broadcast_arrays(x, y), axis=-1) for x, y in corners], axis=1)
