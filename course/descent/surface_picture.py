"""The loss of two weights as a map and as a surface, with the path of training on both."""

from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from mpl_toolkits.mplot3d.art3d import Line3D

from course.descent.curves import SPAN
from course.descent.surface_words import heights
from course.kit import plots

DOTS = 60  # up to so many steps, each has a dot
EVERY = 4  # of the places that the map is computed at, the surface takes each fourth


class SurfacePicture(plots.Picture):
    """A contour map on the left, the same in three dimensions on the right."""

    def __init__(self) -> None:
        made = plots.figure(height=380)
        with plots.style():
            self.map = made.add_axes((0.064, 0.118, 0.363, 0.822))
            self.side: Any = made.add_axes(
                (0.46, 0.0, 0.54, 0.95), projection="3d", computed_zorder=False
            )
            self._make_map()
            self._make_side()
            self._make_key(made.add_axes((0.8, 0.93, 0.19, 0.06)))
            made.text(0.48, 0.955, "the same from the side", fontsize=9.5)
            self._flat, self._deep = _path(self.map), _path(self.side, 3)
            self._arrows = {
                shape: self.map.plot([], [], shape, ms=12, color=plots.INK, mec="white")[0]
                for shape in plots.ARROWS
            }
        for arrow in self._arrows.values():
            arrow.set_clip_on(False)
        self._tables: dict[str, list[Artist]] = {}
        self._drawn_for: tuple[str, int] | None = None
        super().__init__(made, [*self._flat, *self._arrows.values(), *self._deep])
        self.scenery = [self.side]
        self.side.set_animated(True)

    def _make_map(self) -> None:
        ax = self.map
        ax.set_title("the loss as a map, lines of equal height", y=1, fontsize=9.5)
        ax.set_xlim(-SPAN, SPAN)
        ax.set_ylim(-SPAN, SPAN)
        ax.set_aspect("equal")
        ax.set_xticks(range(-10, 11, 5))
        ax.set_yticks(range(-10, 11, 5))
        ax.set_xlabel("weight 1")
        ax.set_ylabel("weight 2")
        ax.xaxis.set_label_coords(0.5, -0.085)
        ax.yaxis.set_label_coords(-0.1, 0.5)

    def _make_side(self) -> None:
        ax = self.side
        ax.set_axis_off()
        ax.patch.set_visible(False)
        ax.set_xlim(-SPAN, SPAN)
        ax.set_ylim(-SPAN, SPAN)
        ax.set_box_aspect((1, 1, 0.5), zoom=1.08)
        line: dict[str, Any] = {"color": plots.MUTED, "lw": 1, "zorder": 0, "clip_on": False}
        (self._foot,) = ax.plot([], [], [], **line)
        (self._mast,) = ax.plot([], [], [], **line)
        self._names = [
            ax.text(0, 0, 0, name, ha=side, va="center", zorder=5)
            for name, side in (
                ("weight 1", "center"),
                ("weight 2", "center"),
                ("", "right"),
                ("", "right"),
            )
        ]

    def _make_key(self, ax: Axes) -> None:
        ax.set_axis_off()
        ax.set_xlim(0, 10)
        ax.set_ylim(-1, 1)
        for x, look, name in ((0.5, START, "start"), (5.5, BALL, "now")):
            ax.plot([x], [0], ls="none", **look)
            ax.text(x + 0.9, 0, name, va="center")

    # ---- the ground

    def show_ground(self, table: str, turn: int) -> None:
        """Draw this table's surface, seen from ``turn`` degrees, if it is not there already."""
        if self._drawn_for == (table, turn):
            return
        self._drawn_for = (table, turn)
        if table not in self._tables:
            with plots.style():
                self._tables[table] = [*self._draw_map(table), self._draw_side(table)]
        for name, artists in self._tables.items():
            for artist in artists:
                artist.set_visible(name == table)
        self._turn(table, turn)
        self.look(table)

    def _draw_map(self, table: str) -> list[Artist]:
        w, loss = heights(table)
        levels = _levels(loss)
        tints = _tints(levels)
        ground = self.map.contourf(w, w, loss, levels=levels, colors=tints, zorder=0)
        lines = self.map.contour(
            w, w, loss, levels=levels[1:-1], colors=plots.CARD, linewidths=0.6, zorder=1
        )
        labels = self.map.clabel(lines, levels[2:-1:2], fontsize=8.5, fmt="%g", colors=plots.INK)
        return [ground, lines, *labels]

    def _draw_side(self, table: str) -> Any:
        w, loss = heights(table)
        w, loss = w[::EVERY], loss[::EVERY, ::EVERY]
        middle = (loss[1:, 1:] + loss[:-1, 1:] + loss[1:, :-1] + loss[:-1, :-1]) / 4
        levels = _levels(heights(table)[1])
        tints = np.array(_tints(levels))
        level = np.digitize(middle, levels) - 1
        return self.side.plot_surface(
            *np.meshgrid(w, w),
            loss,
            rstride=1,
            cstride=1,
            facecolors=tints[level],
            edgecolor=plots.CARD,
            linewidth=0.4,
            shade=False,
            clip_on=False,
            zorder=1,
        )

    def _turn(self, table: str, turn: int) -> None:
        """Look from ``turn`` degrees, and write the names on the sides that are in front."""
        loss = heights(table)[1]
        low, top = float(loss.min()), float(loss.max())
        self.side.set_zlim(low, top)
        self.side.view_init(elev=36, azim=turn)
        around = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) * SPAN
        self._foot.set_data_3d(*around.T, np.full(5, low))
        front = np.where(np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))]) < 0, -1, 1)
        self._names[0].set_position_3d((0, front[1] * 12.5, low))
        self._names[1].set_position_3d((front[0] * 12.5, 0, low))
        # The mast stands at the corner that is farthest to the left as seen from there.
        angle = np.radians(turn - 90)
        left = np.where(np.array([np.cos(angle), np.sin(angle)]) < 0, -1, 1) * SPAN
        self._mast.set_data_3d([left[0]] * 2, [left[1]] * 2, [low, top])
        for name, text, height in (
            (self._names[2], f"loss {top:.2f}", top),
            (self._names[3], f"{low:.2f}", low),
        ):
            name.set_position_3d((*(1.06 * left), height))
            name.set_text(text)

    # ---- what moves

    def show_walk(self, walk: np.ndarray, losses: np.ndarray, height: float) -> None:
        """The weights so far, of shape (n_steps + 1, 2), and their losses.

        ``height`` is the loss where the ball is shown: at the edge, if it is beyond it.
        """
        inside = (np.abs(walk) <= SPAN).all(axis=1)
        here = np.clip(walk[-1], -SPAN, SPAN)
        _show(
            self._flat, np.clip(walk, -plots.FAR_AWAY, plots.FAR_AWAY).T, [*here], bool(inside[-1])
        )
        # In three dimensions nothing is cut off at the edge: what is beyond it is not drawn.
        seen = np.where(inside[:, None], np.column_stack([walk, losses]), np.nan)
        _show(self._deep, seen.T, [*here, height], bool(inside[-1]))
        beyond = np.abs(walk[-1]).argmax()
        self._flat[-1].set_visible(bool(inside[-1]))  # an arrow stands for a ball beyond the edge
        for shape, (axis, side) in plots.ARROWS.items():
            gone = not inside[-1] and axis == beyond and side * walk[-1, axis] > 0
            self._arrows[shape].set_data([here[0]], [here[1]])
            self._arrows[shape].set_visible(bool(gone))


START: dict[str, Any] = {"marker": "D", "ms": 8, "mfc": "white", "mec": plots.INK, "mew": 1.4}
BALL: dict[str, Any] = {"marker": "o", "ms": 11, "color": plots.ORANGE, "mec": "white"}


def _path(ax: Any, dimensions: int = 2) -> list[Line2D]:
    """The artists of a path, lowest first: its rim, its line, its dots, start and ball."""
    none: list[list[float]] = [[]] * dimensions
    looks: tuple[dict[str, Any], ...] = (
        {"color": plots.CARD, "lw": 4, "solid_capstyle": "round"},
        {"color": plots.ORANGE, "lw": 1.8},
        {"color": plots.ORANGE, "marker": "o", "ls": "none", "ms": 4},
        {"ls": "none", "clip_on": False, **START},
        {"ls": "none", "clip_on": False, **BALL},
    )
    return [ax.plot(*none, zorder=10, **look)[0] for look in looks]


def _show(path: list[Line2D], points: np.ndarray, here: list[float], inside: bool) -> None:
    rim, line, dots, start, ball = path
    for artist, data in (
        (rim, points),
        (line, points),
        (dots, points[:, :DOTS]),
        (start, points[:, :1]),
        (ball, np.array(here)[:, None]),
    ):
        if isinstance(artist, Line3D):
            artist.set_data_3d(*data)
        else:
            artist.set_data(*data)
    dots.set_visible(points.shape[1] <= DOTS)
    ball.set(mfc=plots.ORANGE if inside else plots.CARD, mec=plots.CARD if inside else plots.ORANGE)


def _levels(loss: np.ndarray) -> np.ndarray:
    """Round heights that part the surface into some ten bands."""
    apart = 0.1 if np.ptp(loss) < 1 else 0.2
    # The lowest place itself, a little below a round height by a rounding error, is in a band too.
    first, last = np.floor(loss.min() / apart - 1e-6), np.ceil(loss.max() / apart)
    return np.round(np.arange(first, last + 1) * apart, 1)


def _tints(levels: np.ndarray) -> list[tuple[float, float, float]]:
    """A colour for each band, the light ones low."""
    return plots.tints(plots.BLUE, len(levels) - 1, 0.75)
