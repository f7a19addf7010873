"""The picture of lesson 03: what a network says of the plane, its two curves, and its mask.

Boxes and places of words are given in pixels from the upper left corner.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from contourpy import contour_generator
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from course.dropout.mosaic import Mosaic
from course.kit import plots
from course.kit.labels import Labels

HEIGHT = 416
SIDES = (2.8, 2.1)  # how far the plane reaches to each side of 0
GRID = (65, 49)  # places across and up, at which the network is asked
LEVELS = (0.1, 0.3, 0.5, 0.7, 0.9)  # predictions where one tint ends and the next begins
PLANE = (44, 34, 384, 288)  # left, top, width, height
CURVES = (496, 46, 254, 140)
TITLE = 16  # the middle of both titles
MASK = (460, 266, 394, 120)
CELL = 12  # pixels, the largest side of a cell of the mask
BETWEEN = 8  # pixels between inputs and hidden units
TOP = 50  # per cent, where the axis of wrong answers ends
APART = 15  # pixels from one label to the next, at least

# What a point looks like whose answer is 0, and one whose answer is 1.
LOOKS: tuple[dict[str, Any], ...] = (
    {"marker": "D", "ms": 6.5, "color": plots.ORANGE},
    {"marker": "o", "ms": 7.5, "color": plots.BLUE},
)
RING: dict[str, Any] = {"marker": "o", "ms": 13, "mfc": "none", "mec": plots.INK, "mew": 1.5}
TRAINING, FRESH = plots.INK, plots.GREEN
NOTHING = Path(np.zeros((0, 2)))
EVERYWHERE = Path([(-9, -9), (9, -9), (9, 9), (-9, 9)])


def places() -> np.ndarray:
    """The inputs at which the picture asks: shape (n_places, 3), the last column always 1."""
    x, y = _coordinates()
    across, up = np.meshgrid(x, y)
    return np.column_stack([across.ravel(), up.ravel(), np.ones(across.size)])


class MoonsPicture(plots.Picture):
    """The plane on the left; on the right the curves, and below them the mask.

    Parameters
    ----------
    steps : int, where the axis of steps ends
    """

    def __init__(self, steps: int):
        self._steps = steps
        made = plots.figure(height=HEIGHT)
        with plots.style():
            plane = made.add_axes(_box(PLANE))
            curves = made.add_axes(_box(CURVES))
            moving = [*self._make_plane(plane), *self._make_curves(curves)]
            self._make_key(made)
        self.mosaic = Mosaic(made)
        self._title, self._ends, self._caption = Labels(made), Labels(made), Labels(made)
        Labels(made).add(MASK[0], TITLE, "whole network: wrong answers, per cent")
        super().__init__(made, [*moving, self.mosaic, self._title, self._ends, self._caption])

    # ---- the plane

    def _make_plane(self, ax: Axes) -> list[Artist]:
        ax.set_xlim(-SIDES[0], SIDES[0])
        ax.set_ylim(-SIDES[1], SIDES[1])
        ax.set_xticks(range(-2, 3))
        ax.set_yticks(range(-2, 3))
        ax.set_xlabel("first input")
        ax.set_ylabel("second input")
        ax.xaxis.set_label_coords(0.5, -0.085)
        ax.yaxis.set_label_coords(-0.065, 0.5)
        # From the surest 0 to the surest 1; each lies on top of the one before.
        oranges, blues = (plots.tints(ink, 3, 0.25) for ink in (plots.ORANGE, plots.BLUE))
        self._tints = [
            PathPatch(NOTHING, facecolor=tint, lw=0) for tint in (*oranges[::-1], *blues)
        ]
        for tint in self._tints:
            ax.add_patch(tint)
        self._tints[0].set_path(EVERYWHERE)
        self._whole = LineCollection([], colors=plots.INK, linewidths=1.1, linestyles=[(0, (4, 3))])
        self._boundary = LineCollection([], colors=plots.INK, linewidths=2, capstyle="round")
        for lines in (self._whole, self._boundary):
            ax.add_collection(lines)
        self._points = [
            ax.plot([], [], ls="none", mec=plots.CARD, mew=0.8, clip_on=False, **look)[0]
            for look in LOOKS
        ]
        (self._rings,) = ax.plot([], [], ls="none", clip_on=False, **RING)
        return [*self._tints, self._whole, self._boundary, *self._points, self._rings]

    def _make_key(self, made: Figure) -> None:
        key = made.add_axes(_box((PLANE[0], HEIGHT - 32, PLANE[2], 24)))
        key.set_axis_off()
        key.set_xlim(0, PLANE[2])
        key.set_ylim(-12, 12)
        for x, look, name in (
            (8, LOOKS[1], "answer 1"),
            (104, LOOKS[0], "answer 0"),
            (204, RING, "on the wrong side"),
        ):
            key.plot([x], [0], ls="none", **look)
            key.text(x + (17 if look is RING else 12), 0, name, va="center")

    def show_points(self, X: np.ndarray, y: np.ndarray, wrong: np.ndarray) -> None:
        """Draw the points; those beyond the picture at its edge.

        Parameters
        ----------
        X : ndarray of shape (n_rows, 3)
        y : ndarray of shape (n_rows, 1), 0 or 1
        wrong : ndarray of shape (n_rows,), whether each is on the wrong side
        """
        at = np.clip(X[:, :2], np.negative(SIDES), SIDES)
        for answer, points in enumerate(self._points):
            points.set_data(*at[y[:, 0] == answer].T)
        self._rings.set_data(*at[wrong].T)

    def show_plane(self, p: np.ndarray, whole: np.ndarray | None, title: str) -> None:
        """Draw predictions at ``places()``, of shape (n_places,).

        ``whole``, of the same shape, are those of the whole network if it is another one.
        """
        shown = _contours(p)
        for level, tint in zip(LEVELS, self._tints[1:], strict=True):
            points, codes = shown.filled(level, np.inf)
            region = Path(np.concatenate(points), np.concatenate(codes)) if points else NOTHING
            tint.set_path(region)
        self._boundary.set_segments(shown.lines(0.5))
        self._whole.set_segments([] if whole is None else _contours(whole).lines(0.5))
        self._title.clear()
        self._title.add(PLANE[0], TITLE, title)

    # ---- the curves

    def _make_curves(self, ax: Axes) -> list[Artist]:
        ax.set_xlim(0, self._steps)
        ax.set_ylim(0, TOP)
        ax.set_yticks(range(0, TOP + 1, 10))
        ticks = np.linspace(0, self._steps, 5).astype(int).tolist()
        ax.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
        ax.set_xlabel("step")
        ax.xaxis.set_label_coords(0.5, -0.17)
        ax.grid(axis="y")
        (self._mast,) = ax.plot([], [], ":", color=plots.MUTED, lw=1.4)
        (self._fresh,) = ax.plot([], [], "--", dashes=(4, 1.5), color=FRESH, lw=1.8)
        (self._training,) = ax.plot([], [], color=TRAINING, lw=1.6)
        (self._lowest,) = ax.plot([], [], "D", ms=7, mfc=plots.CARD, mec=FRESH, mew=1.8)
        (self._now,) = ax.plot([], [], "o", ms=5, color=TRAINING)
        (self._fresh_now,) = ax.plot([], [], "s", ms=5, color=FRESH)
        self._lowest.set_clip_on(False)
        for end in (self._now, self._fresh_now):
            end.set_clip_on(False)
        curves: list[Artist] = [self._mast, self._fresh, self._training]
        return [*curves, self._lowest, self._now, self._fresh_now]

    def show_curves(
        self, index: Sequence[int], wrong: np.ndarray, lowest: tuple[int, float]
    ) -> None:
        """Draw both curves so far.

        Parameters
        ----------
        index : the steps at which the network was asked
        wrong : ndarray of shape (n_asked, 2), per cent among training and among fresh points
        lowest : the step at which the fewest fresh points were wrong, and how many per cent
        """
        for curve, end, mark, share in (
            (self._training, self._now, "o", wrong[:, 0]),
            (self._fresh, self._fresh_now, "s", wrong[:, 1]),
        ):
            curve.set_data(index, share)
            end.set_data([index[-1]], [min(share[-1], TOP)])
            end.set_marker("^" if share[-1] > TOP else mark)
        at, least = lowest
        self._lowest.set_data([at], [min(least, TOP)])
        self._mast.set_data([at, at], [min(least, TOP), TOP])
        self._write_curves(index[-1], wrong[-1], lowest)

    def _write_curves(self, now: int, wrong: np.ndarray, lowest: tuple[int, float]) -> None:
        self._ends.clear()
        training, fresh = (_height(share) for share in wrong)
        middle, half = (training + fresh) / 2, max(abs(training - fresh), APART) / 2
        # Equal shares are told with the fresh ones above: that is where they mostly go.
        side = 1 if training >= fresh else -1
        middle = np.clip(middle, CURVES[1] + half, CURVES[1] + CURVES[3] - half)
        x = CURVES[0] + CURVES[2] * now / self._steps + 9
        self._ends.add(x, middle + side * half, f"training {wrong[0]:.3g}%")
        self._ends.add(x, middle - side * half, f"fresh {wrong[1]:.3g}%")
        if now == 0:
            return  # there is nothing yet to be the fewest of
        at, least = lowest
        share = at / self._steps  # of the label, too: so that it ends where the axis does
        self._ends.add(
            CURVES[0] + CURVES[2] * share, CURVES[1] - 11,
            f"fresh, fewest wrong: {least:.3g}% at step {at:,}", align=share,
        )  # fmt: skip

    # ---- the mask

    def show_mask(self, inputs: np.ndarray, mask: np.ndarray, title: str) -> None:
        """Draw who takes part.

        Parameters
        ----------
        inputs : ndarray of shape (n_rows, 2), whether each input takes part
        mask : ndarray of shape (n_rows, n_hidden), the same for each hidden unit
        title : what it is
        """
        left, top, width, height = MASK
        rows = min(len(mask), height // 2)
        across = min(CELL, (width - BETWEEN) // (mask.shape[1] + 2))
        down = min(CELL, height // rows)
        hidden_left = left + 2 * across + BETWEEN
        self.mosaic.show([(left, inputs[:rows]), (hidden_left, mask[:rows])], top, (across, down))
        units = f"{mask.shape[1]} hidden unit{'s' * (mask.shape[1] > 1)}"
        points = f"{rows} points" if rows == len(mask) else f"{rows} of {len(mask)} points"
        self._caption.clear()
        self._caption.add(left, top - 32, title)
        for y, words in (
            (top - 14, "dark: takes part; white: dropped"),
            (top + rows * down + 14, f"across: 2 inputs, {units}; down: {points}"),
        ):
            self._caption.add(left, y, words, colour=plots.MUTED)


def _coordinates() -> list[np.ndarray]:
    return [np.linspace(-side, side, n) for side, n in zip(SIDES, GRID, strict=True)]


def _contours(p: np.ndarray) -> Any:
    x, y = _coordinates()
    z = p.reshape(GRID[::-1])
    return contour_generator(x, y, z, fill_type="OuterCode", line_type="Separate")


def _box(box: tuple[int, int, int, int]) -> tuple[float, float, float, float]:
    """A box in pixels as matplotlib wants it: from the lower left corner, as shares."""
    left, top, width, height = box
    bottom = HEIGHT - top - height
    return left / plots.WIDTH, bottom / HEIGHT, width / plots.WIDTH, height / HEIGHT


def _height(share: float) -> float:
    """Where per cents stand in the box of the curves."""
    return CURVES[1] + CURVES[3] * (1 - min(share, TOP) / TOP)
