"""The picture of balls on a landscape: on its curve, or seen from above, and how high they are."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from course.descent.ground import Ground
from course.kit import plots

# Valleys differ by colour and by shape. The deepest has the first of each.
COLOURS = (plots.BLUE, plots.ORANGE, plots.GREEN, plots.PURPLE, plots.YELLOW, plots.SKY)
SHAPES = {"o": 1.0, "s": 0.93, "D": 0.87, "P": 1.15, "X": 1.15, "p": 1.15}  # to look alike in size
HEIGHTS = (1, 10, 50, 200, 500, 1_000, 2_000, 5_000)  # of the lines of a ravine

HEIGHT = 372  # pixels
WIDE = 0.575  # of the width, the map
HIGH = 0.6 * WIDE * plots.WIDTH / HEIGHT  # as high to wide as the edges of both ravines

# The height axis of the map, and of the curve over the steps (logarithmic).
RANGES = {
    "bowl": ((-5.5, 55), (1e-6, 1e3)),
    "bumpy": ((-1.35, 9.6), (1e-2, 1e2)),
    "plateau": ((-1.35, 11), (1e-6, 1e2)),
}
RANGE = (1e-6, 1e4)


class BucketPicture(plots.Picture):
    """Balls on the ground, and a curve of their height.

    Parameters
    ----------
    steps : int, where the step axis ends
    """

    def __init__(self, steps: int):
        made = plots.figure(height=HEIGHT)
        with plots.style():
            self.map = made.add_axes((0.062, 0.13, WIDE, HIGH))
            self.curve = made.add_axes((0.735, 0.13, 0.178, HIGH))
            self._make_curve(steps)
            self._make_moving()
        for axis in (self.map.xaxis, self.curve.xaxis):  # finding out where they fit takes time
            axis.set_label_coords(0.5, -0.09)
        self.map.yaxis.set_label_coords(-0.065, 0.5)
        self._ground: Ground | None = None
        self._drawn_for: tuple[str, int] | None = None
        self._only_here: list[Artist] = []
        moving = [self._trail, *self._arrows.values(), *self._balls]
        super().__init__(made, [*moving, self._heights, self._end, self._value])
        self.scenery = [*self._counts, self._title]

    def _make_curve(self, steps: int) -> None:
        ax = self.curve
        ax.set_yscale("log")
        ax.set_xscale("symlog", linthresh=10, linscale=0.6)  # the beginning deserves room
        ax.set_xlim(0, steps)
        ax.set_xticks([0, 10, 100, steps], ["0", "10", "100", f"{steps}"])
        ax.set_xticks([], minor=True)
        ax.set_xlabel("step")
        ax.grid(axis="y")
        self._title = ax.text(0, 1.035, "", transform=ax.transAxes, fontsize=9.5)
        (self._heights,) = ax.plot([], [], color=plots.INK, lw=1.4)
        (self._end,) = ax.plot([], [], "o", ms=6, color=plots.INK, clip_on=False)
        self._value = ax.annotate(
            "", (0, 1), xytext=(6, 0), textcoords="offset points", va="center"
        )

    def _make_moving(self) -> None:
        ax = self.map
        (self._trail,) = ax.plot([], [], ".-", color=plots.ORANGE, lw=1, ms=4)
        self._arrows = {
            shape: ax.plot([], [], shape, ms=11, color=plots.INK, mec="white", clip_on=False)[0]
            for shape in plots.ARROWS
        }
        self._balls = [
            ax.plot([], [], shape, color=colour, mec="white", clip_on=False)[0]
            for shape, colour in zip(SHAPES, COLOURS, strict=True)
        ]
        self._counts = [
            ax.text(0, 0, "", ha="center", va="bottom", fontweight="bold") for _ in SHAPES
        ]

    # ---- the ground

    def show_ground(self, here: Ground, balls: int) -> None:
        """Draw the landscape anew, if it is another one."""
        name = here.curve.name
        if self._drawn_for == (name, balls):
            return
        self._drawn_for, self._ground = (name, balls), here
        for artist in self._only_here:
            artist.remove()
        with plots.style():
            self._only_here = self._from_above(here) if len(here.edges) > 1 else self._side(here)
        low, high = RANGES.get(name, ((0, 0), RANGE))[1]
        self.curve.set_ylim(low, high)
        ticks = 10.0 ** np.arange(np.log10(low), np.log10(high) + 1, 2 if low < 1e-3 else 1)
        self.curve.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
        self.curve.set_yticks([], minor=True)
        self._title.set_text("mean height of the balls" if balls > 1 else "height of the ball")
        for line, scale in zip(self._balls, SHAPES.values(), strict=True):
            line.set_markersize((8 if balls > 1 else 12) * scale)
        self.look(name)

    def _side(self, here: Ground) -> list[Artist]:
        """A curve, seen from the side."""
        ax, name = self.map, here.curve.name
        ax.set_title(f"the {name} curve" if name == "bumpy" else f"the {name}", y=1, fontsize=9.5)
        ax.set_xlim(-10.8, 10.8)
        low, high = RANGES[name][0]
        ax.set_ylim(low, high)
        ax.set_xlabel("place x")
        ax.set_ylabel("height")
        ax.set_xticks(range(-10, 11, 5))
        ax.set_yticks(range(0, int(high), 10 if high > 20 else 2))
        x = np.linspace(-10.8, 10.8, 400)
        height = here.curve.height(x[:, None])
        (line,) = ax.plot(x, height, color=plots.MUTED, lw=1.4, zorder=1)
        earth = ax.fill_between(x, low, height, color=plots.tints(plots.INK, 3)[0], lw=0, zorder=0)
        return [line, earth, *self._name_valleys(ax, here, low, high)]

    def _name_valleys(self, ax: Axes, here: Ground, low: float, high: float) -> list[Artist]:
        line = 0.046 * (high - low)
        names: list[Artist] = []
        for i, bottom in enumerate(here.bottoms[: here.shown, 0]):
            only, deepest = here.shown == 1, i == here.deepest
            names.append(
                ax.text(
                    bottom,
                    low + (0.3 if only else 1.2) * line,
                    "lowest point"
                    if only
                    else f"{i + 1}, deepest"
                    if deepest
                    else f"valley {i + 1}",
                    ha="center",
                    va="bottom",
                    color=plots.MUTED if only or not deepest else plots.INK,
                )
            )
            self._counts[i].set_position((bottom, low + 0.15 * line))
        return names

    def _from_above(self, here: Ground) -> list[Artist]:
        """A ravine as a map, with lines of equal height."""
        ax = self.map
        wide, high = here.edges
        ax.set_title(f"the {here.curve.name} from above, lines of equal height", y=1)
        ax.set_xlim(-wide, wide)
        ax.set_ylim(-high, high)
        ax.set_xlabel("first number of x")
        ax.set_ylabel("second number of x")
        ax.set_xticks(np.arange(-wide, wide + 1, 5))
        ax.set_yticks(np.arange(-high, high + 1, 3))
        x, y = np.linspace(-wide, wide, 161), np.linspace(-high, high, 121)
        places = np.stack(np.meshgrid(x, y), axis=-1)
        height = here.curve.height(places.reshape(-1, 2)).reshape(places.shape[:2])
        levels = [each for each in HEIGHTS if each < height.max()]
        tints = plots.tints(plots.INK, len(levels) + 1, 0.35)
        ground = ax.contourf(
            x, y, height, levels=[0, *levels, 2 * height.max()], colors=tints, zorder=0
        )
        lines = ax.contour(x, y, height, levels=levels, colors=plots.MUTED, linewidths=0.6)
        lines.set_zorder(1)
        ax.clabel(lines, levels[2:], fontsize=8.5, fmt="%g", colors=plots.INK)
        return [ground, lines]  # their labels go with them

    # ---- what moves

    def show_balls(self, x: np.ndarray, walk: np.ndarray, heights: np.ndarray) -> None:
        """Balls at ``x`` of shape (n_balls, n); one ball's walk; their (mean) heights so far."""
        assert self._ground is not None
        here, out = self._ground, self._ground.outside(x)
        across, up = self._on_map(np.clip(x, -np.array(here.edges), here.edges)).T
        valleys = here.valleys(x)
        ranks = np.where(valleys == here.deepest, 0, valleys + (valleys < here.deepest))
        for rank, line in enumerate(self._balls):
            chosen = (ranks == rank) & ~out
            line.set_data(across[chosen], up[chosen])
        self._show_arrows(x, across, up)
        self._show_counts(valleys[~out], len(x))
        points = self._on_map(np.clip(walk, -plots.FAR_AWAY, plots.FAR_AWAY))
        self._trail.set_data(points[:, 0], points[:, 1])
        self._show_heights(heights)

    def _on_map(self, x: np.ndarray) -> np.ndarray:
        """Where places of shape (n, dimensions) stand in the map: shape (n, 2)."""
        assert self._ground is not None
        if x.shape[1] > 1:
            return x
        return np.column_stack([x[:, 0], self._ground.curve.height(x)])

    def _show_arrows(self, x: np.ndarray, across: np.ndarray, up: np.ndarray) -> None:
        """One for each ball beyond an edge; beyond two, at the one it is farther away from."""
        assert self._ground is not None
        beyond = np.abs(x) / self._ground.edges
        farthest = beyond.argmax(axis=1)
        for shape, (axis, side) in plots.ARROWS.items():
            gone = (farthest == axis) & (beyond.max(axis=1) > 1)
            gone &= side * x[np.arange(len(x)), farthest] > 0
            self._arrows[shape].set_data(across[gone], up[gone])

    def _show_counts(self, valleys: np.ndarray, balls: int) -> None:
        assert self._ground is not None
        shown = self._ground.shown if balls > 1 and len(self._ground.tops) else 0
        counts = np.bincount(valleys, minlength=len(self._counts))
        told = [f"{n} of {balls}" if i < shown else "" for i, n in enumerate(counts)]
        # Drawing words takes time, and balls seldom change their valley.
        if told[: len(self._counts)] != [text.get_text() for text in self._counts]:
            for text, new in zip(self._counts, told, strict=False):
                text.set_text(new)
            self.invalidate(scenery_only=True)

    def _show_heights(self, heights: np.ndarray) -> None:
        low, high = self.curve.get_ylim()
        at, last = len(heights) - 1, float(heights[-1])
        self._heights.set_data(np.arange(len(heights)), np.maximum(heights, low))
        self._end.set_data([at], [np.clip(last, low, high)])
        self._end.set_marker("^" if last > high else "o")
        self._value.xy = (at, float(np.clip(last, low, high / 2)))
        self._value.set_text(f"{last:.3g}")
