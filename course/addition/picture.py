"""What the addition looks like: a sum as on paper, below it the memory, one column a position.

Everything stands on one page whose units are pixels, so that bits, hidden units and errors of a
position stand in one column. The lowest bit is on the right, where people write it.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from course.kit import plots
from course.kit.labels import Labels
from course.kit.words import percent

HEIGHT = 466
LEFT, RIGHT = 112, 544  # the columns' room; they end at the right
PITCH = 44  # pixels from one column to the next, at most
DIRECTION, PLACES = 14, 36  # the middles of rows: where to begin, numbers of positions
ROWS = {"carry in": 60, "a": 82, "b": 104, "true sum": 132, "network says": 159}
LINE = 118  # below the two numbers, as on paper
HEAD = 194  # the middle of the line above memory and curves
MEMORY, MEMORY_HEIGHT = 210, 192
ERRORS, ERRORS_HEIGHT = 412, 42  # error 1 is at the top, 0 at the bottom
CURVES = (600, 214, 150, 184)  # left, top, width, height
DECIMAL = RIGHT + 18
APART = 15  # pixels from one label to the next, at least


class SumPicture(plots.Picture):
    """One sum and the network at work on it; beside it how many other sums it knows."""

    def __init__(self) -> None:
        made, page = plots.page(HEIGHT)
        with plots.style():
            moving = [*self._make_columns(page, made), *self._make_curves(page)]
        self.bits, self.words, self._ends = Labels(made), Labels(made), Labels(made)
        self._write(Labels(made))
        super().__init__(made, [*moving, self.bits, self.words, self._ends])

    def _write(self, labels: Labels) -> None:
        """All words that never change."""
        left, top, _, height = CURVES
        labels.add(8, HEAD, "hidden units: dark 1, white 0; framed: a carry to remember")
        labels.add(RIGHT, DIRECTION, "◀ the network reads from right to left", align=1)
        for share in (0, 50, 100):
            y = top + height * (1 - share / 100)
            labels.add(left - 8, y, f"{share}", align=1, colour=plots.MUTED)
        for y, tick in ((ERRORS, "1"), (ERRORS + ERRORS_HEIGHT, "0")):
            labels.add(RIGHT + 6, y, tick, colour=plots.MUTED)

    # ---- the sum

    def _make_columns(self, page: Axes, made: Figure) -> list[Artist]:
        line: dict[str, Any] = {"colors": plots.INK}
        self._rules = LineCollection([], colors=[plots.INK, plots.RULE, plots.MUTED], linewidths=1)
        self._boxes = PolyCollection([], facecolors=plots.for_letters(plots.ORANGE))
        self._bars = PolyCollection([])
        self._frames = PolyCollection([], facecolors="none", edgecolors=plots.BLUE, linewidths=2.5)
        self._border = LineCollection([], linewidths=1.2, linestyles=[(0, (4, 3))], **line)
        self._strike = LineCollection([], linewidths=2, linestyles=[(0, (3, 1.5))])
        self._strike.set_color(plots.ORANGE)
        self._half = LineCollection([], linewidths=1, linestyles=[(0, (2, 2))], **line)
        self.memory = Tiles(made)
        parts = [self._bars, self._half, self._rules, self._boxes, self._frames, self._strike]
        parts.append(self._border)
        for part in parts:
            page.add_collection(part)
        return [self.memory, *parts]

    def show_sum(self, X: np.ndarray, carry: np.ndarray, p: np.ndarray, trained: int) -> None:
        """Write a sum as on paper, what the network makes of it, and its errors.

        Parameters
        ----------
        X : ndarray of shape (n_positions, 2), the bits, the lowest first
        carry : ndarray of shape (n_positions,), 1 where a carry leaves a position
        p : ndarray of shape (n_positions,), the predictions
        trained : int, how many positions the sums have that the network is trained with
        """
        a, b = X.T.astype(int)
        before = np.concatenate([[0], carry[:-1]]).astype(int)
        y = (a + b + before) % 2
        said = (p > 0.5).astype(int)
        centres, half = self._place(len(X)), self._pitch / 2 - 1
        self.bits.clear()
        for t, x in enumerate(centres):
            self.bits.add(x, PLACES, f"{t}", align=0.5, colour=plots.MUTED)
            if before[t]:
                self.bits.add(x, ROWS["carry in"], "1", align=0.5, colour=plots.BLUE, bold=True)
            for row, digit in (("a", a[t]), ("b", b[t]), ("true sum", y[t])):
                self.bits.add(x, ROWS[row], f"{digit}", align=0.5)
            off = said[t] != y[t]
            colour = plots.CARD if off else plots.INK
            self.bits.add(
                x, ROWS["network says"], f"{said[t]}", align=0.5, colour=colour, bold=bool(off)
            )
        wrong = np.flatnonzero(said != y)
        side = min(half, 11)
        self._boxes.set_verts([_box(centres[t], ROWS["network says"], side, 11) for t in wrong])
        self._show_errors(centres, half, np.abs(y - p))
        self._frames.set_verts([self._around(run) for run in runs(np.flatnonzero(carry))])
        x = RIGHT - trained * self._pitch
        beyond = [(PLACES - 10, HEAD - 12), (HEAD + 10, ERRORS + ERRORS_HEIGHT)]
        self._border.set_segments(
            [[(x, top), (x, bottom)] for top, bottom in beyond if trained < len(X)]
        )
        self._write_sum(a, b, y, said, trained)

    def _place(self, positions: int) -> np.ndarray:
        """The columns' middles, the lowest position first, which is the one on the right."""
        self._pitch = min(PITCH, (RIGHT - LEFT) // positions)
        self._left = RIGHT - positions * self._pitch
        bottom, half = ERRORS + ERRORS_HEIGHT, ERRORS + ERRORS_HEIGHT / 2
        self._rules.set_segments([[(self._left, y), (RIGHT, y)] for y in (LINE, ERRORS, bottom)])
        self._half.set_segments([[(self._left, half), (RIGHT, half)]])
        return RIGHT - self._pitch * (np.arange(positions) + 0.5)

    def _around(self, run: tuple[int, int]) -> Any:
        """A frame around the memory of some positions, from the first to the last."""
        first, last = run
        right, left = RIGHT - first * self._pitch - 1, RIGHT - (last + 1) * self._pitch + 1
        tall = MEMORY_HEIGHT / 2 + 1
        return _box((left + right) / 2, MEMORY + MEMORY_HEIGHT / 2, (right - left) / 2, tall)

    def _show_errors(self, centres: np.ndarray, half: float, errors: np.ndarray) -> None:
        bottom = ERRORS + ERRORS_HEIGHT
        heights = ERRORS_HEIGHT * errors / 2
        self._bars.set_verts(
            [_box(x, bottom - h, half, h) for x, h in zip(centres, heights, strict=True)]
        )
        self._bars.set_facecolor([plots.ORANGE if e >= 0.5 else plots.MUTED for e in errors])

    def _write_sum(
        self, a: np.ndarray, b: np.ndarray, y: np.ndarray, said: np.ndarray, trained: int
    ) -> None:
        """Row labels, and the numbers as people know them."""
        self.words.clear()
        for row, middle in ROWS.items():
            self.words.add(self._left - 10, middle, row, align=1)
        self.words.add(self._left - 10, PLACES, "position", align=1, colour=plots.MUTED)
        self.words.add(self._left - 10, ERRORS + ERRORS_HEIGHT / 2, "error", align=1)
        if trained < len(a):
            self.words.add(8, DIRECTION, f"trained up to the dashed line: {trained} positions")
        for row, digits in (("a", a), ("b", b), ("true sum", y), ("network says", said)):
            number = sum(int(digit) << t for t, digit in enumerate(digits))
            end = self.words.add(DECIMAL, ROWS[row], f"= {number}", bold=row == "network says")
        right = int((said == y).sum())
        verdict = "✔ right" if right == len(y) else f"✘ {right} of {len(y)} bits right"
        self.words.add(end + 10, ROWS["network says"], verdict)

    # ---- the memory

    def show_memory(self, H: np.ndarray, unit: int | None) -> None:
        """Draw what the hidden units say; call it after ``show_sum``.

        Parameters
        ----------
        H : ndarray of shape (n_positions, n_hidden), the hidden layer after each position
        unit : the one that is silenced, or None
        """
        hidden = H.shape[1]
        row = MEMORY_HEIGHT / hidden
        edges = MEMORY + np.rint(row * np.arange(hidden + 1)).astype(int)
        self.memory.show(H.T[:, ::-1], self._left, self._pitch, edges)
        middles = (edges[1:] + edges[:-1]) / 2
        strikes = [] if unit is None else [[(self._left, middles[unit]), (RIGHT, middles[unit])]]
        self._strike.set_segments(strikes)
        for i in range(0, hidden, math.ceil(APART / row)):
            if unit is None or abs(middles[i] - middles[unit]) >= APART:
                self.words.add(self._left - 10, middles[i], f"{i}", align=1, colour=plots.MUTED)
        if unit is not None:
            self.words.add(self._left - 10, middles[unit], f"silenced: {unit}", align=1, bold=True)

    # ---- the curves

    def _make_curves(self, page: Axes) -> list[Artist]:
        left, top, width, height = CURVES
        for share in (0, 0.5, 1):
            y = top + height * share
            page.plot([left, left + width], [y, y], color=plots.RULE, lw=0.8)
        page.plot([left, left], [top, top + height], color=plots.MUTED, lw=0.8)
        (self._bits_curve,) = page.plot([], [], "--", dashes=(4, 1.5), color=plots.GREEN, lw=1.8)
        (self._sums_curve,) = page.plot([], [], color=plots.INK, lw=1.8)
        self._backs = PolyCollection([], facecolors=plots.CARD)  # no rule through the words
        page.add_collection(self._backs)
        (self._bits_now,) = page.plot([], [], "s", ms=5, color=plots.GREEN)
        (self._sums_now,) = page.plot([], [], "o", ms=5, color=plots.INK)
        curves: list[Artist] = [self._backs, self._bits_curve, self._sums_curve]
        return [*curves, self._bits_now, self._sums_now]

    def show_curves(self, index: Sequence[int], shares: np.ndarray, steps: int, title: str) -> None:
        """Draw both curves so far.

        Parameters
        ----------
        index : the steps at which the network was asked
        shares : ndarray of shape (n_asked, 2), per cent of sums and of bits that were right
        steps : int, where the axis ends
        title : of which sums
        """
        left, top, width, height = CURVES
        x = left + width * np.array(index) / steps
        y = top + height * (1 - shares / 100)
        for curve, end, at in (
            (self._sums_curve, self._sums_now, y[:, 0]),
            (self._bits_curve, self._bits_now, y[:, 1]),
        ):
            curve.set_data(x, at)
            end.set_data(x[-1:], at[-1:])
        self._ends.clear()
        sums, bits = shares[-1]
        apart = max(abs(y[-1, 0] - y[-1, 1]), APART) / 2
        middle = np.clip(y[-1].mean(), top + apart, top + height - apart)
        backs = []
        for level, words in (
            (middle - apart, f"bits {percent(bits)}%"),
            (middle + apart, f"sums {percent(sums)}%"),
        ):
            half = (self._ends.add(x[-1] + 9, level, words) - x[-1]) / 2
            backs.append(_box(x[-1] + half + 3, level, half, 7))
        self._backs.set_verts(backs)
        self._ends.add(left - 32, HEAD, title)
        for share in (0, 0.5, 1):
            self._ends.add(
                left + width * share, top + height + 16, f"{round(share * steps):,}",
                align=0.5, colour=plots.MUTED,
            )  # fmt: skip
        self._ends.add(left + width / 2, top + height + 34, "step", align=0.5)


class Tiles(Artist):
    """A matrix of numbers from 0 to 1 as tiles, white to dark, drawn as they are: pixel by pixel.

    Attributes
    ----------
    shown : ndarray, the matrix
    """

    def __init__(self, figure: Figure):
        super().__init__()
        self.shown = np.zeros((0, 0))
        # White, and the mixes of ink with white that the picture's palette has.
        inks = plots.SHARES[:, None] * np.array(to_rgb(plots.INK)) + (1 - plots.SHARES[:, None])
        shades = np.ones((len(inks) + 1, 4))
        shades[1:, :3] = inks
        self._shades = np.rint(255 * shades).astype(np.uint8)
        self._frame = np.rint(255 * np.array([*to_rgb(plots.RULE), 1])).astype(np.uint8)
        self._place, self._pixels = (0, 0), np.zeros((0, 0, 4), np.uint8)
        figure.add_artist(self)

    def show(self, matrix: np.ndarray, left: int, pitch: int, edges: np.ndarray) -> None:
        """Show a matrix, whose columns are ``pitch`` wide and whose rows lie between ``edges``."""
        self.shown = matrix
        nearest = np.rint(np.clip(matrix, 0, 1) * (len(self._shades) - 1)).astype(int)
        tiles = np.repeat(self._shades[nearest], pitch, axis=1)
        tiles[:, ::pitch] = tiles[:, pitch - 1 :: pitch] = self._frame
        pixels = np.repeat(tiles, np.diff(edges), axis=0)
        if len(matrix) <= 24:  # thinner rows have no room for a line between them
            pixels[edges[1:-1] - edges[0]] = self._frame
        pixels[0] = pixels[-1] = self._frame
        self._pixels, self._place = pixels[::-1], (left, int(edges[-1]))

    def draw(self, renderer: RendererBase) -> None:
        """Copy the tiles onto the picture; called by matplotlib."""
        context = renderer.new_gc()
        height = renderer.get_canvas_width_height()[1]
        left, bottom = self._place
        renderer.draw_image(context, left, height - bottom, self._pixels)
        context.restore()
        self.stale = False


def runs(positions: Sequence[int] | np.ndarray) -> list[tuple[int, int]]:
    """Rising positions as runs of neighbours, each from its first to its last."""
    found: list[tuple[int, int]] = []
    for t in map(int, positions):
        if found and found[-1][1] == t - 1:
            found[-1] = found[-1][0], t
        else:
            found.append((t, t))
    return found


def _box(x: float, y: float, half: float, tall: float) -> Any:
    """Corners of an upright rectangle around a point: half its width, half its height."""
    return [(x - half, y - tall), (x + half, y - tall), (x + half, y + tall), (x - half, y + tall)]
