"""The picture of a patient: whether it lives, its curves, its vital signs layer by layer.

Everything stands on one page whose units are pixels, from the upper left corner.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.colors import to_hex

from course.graveyard.bedside import LayerSeen, Look
from course.graveyard.words import axis_name, column_name, measured, silent_title
from course.kit import plots
from course.kit.labels import Labels, wrapped
from course.kit.words import percent

HEIGHT = 552
VERDICT, BAR, LINE = 24, 54, 17  # the middles of the large words and of the first line below
STONE = 402  # where the right column of words begins
LOSS, RIGHT = (50, 170, 232, 108), (478, 170, 232, 108)  # curves: left, top, width, height
SPREAD, SILENT = (50, 342, 170, 92), (272, 342, 150, 92)  # by layer
RATIO, NAMED = (478, 342, 170, 92), (700, 342, 152, 92)
AUTOPSY, LINES = 488, 3  # the middle of its title; lines that there is room for
LOSSES, SIZES = (1e-3, 1e2), (1e-8, 1e4)  # where the axes begin and end
LOSS_TICKS = (0.001, 0.01, 0.1, 1, 10, 100)
SIZE_TICKS = {1e-8: "10⁻⁸", 1e-4: "10⁻⁴", 1: "1", 1e4: "10⁴"}
MANY = 8  # columns; of more than that every second one has its name below
FOOT = 6  # pixels from the lowest label at a curve to the axis, at least: below is its name
APART = 15  # pixels from one label to the next, at least
FAINT = "#b4b4b4"
ALIVE, DEAD = (
    to_hex(plots.for_letters(ink))  # type: ignore[arg-type]  # three numbers, as it wants them
    for ink in (plots.GREEN, plots.ORANGE)
)

Box = tuple[int, int, int, int]


class GravePicture(plots.Picture):
    """A large verdict; curves below it; signs of all layers side by side; words at the end."""

    def __init__(self) -> None:
        made, page = plots.page(HEIGHT)
        with plots.style():
            moving = [*self._make_curves(page), *self._make_signs(page), *self._make_bars(page)]
        self.words, self._names = Labels(made), Labels(made)
        self._write(Labels(made))
        self._named: tuple[Any, ...] = ()
        super().__init__(made, [*moving, self.words])
        self.scenery = [self._guess, self._names]

    def _write(self, labels: Labels) -> None:
        """All words that never change."""
        muted = plots.MUTED
        labels.add(8, LOSS[1] - 22, "loss of the batches")
        for loss in LOSS_TICKS:
            labels.add(LOSS[0] - 7, _height(loss, LOSS, LOSSES), f"{loss:g}", align=1, colour=muted)
        labels.add(RIGHT[0] - 42, RIGHT[1] - 22, "named right, per cent")
        for box in (RIGHT, SILENT):
            for share in (0, 0.5, 1):
                y = _level(share, box)
                labels.add(box[0] - 7, y, f"{100 * share:g}", align=1, colour=muted)
        for box, title in (
            (SPREAD, "spread of what layers say"), (RATIO, "gradient against weights"),
        ):  # fmt: skip
            labels.add(box[0] - 42, box[1] - 20, title)
            for size, tick in SIZE_TICKS.items():
                labels.add(box[0] - 7, _height(size, box, SIZES), tick, align=1, colour=muted)
        labels.add(NAMED[0] - 24, NAMED[1] - 20, "what new rows are called")
        y = NAMED[1] + NAMED[3] + 30
        labels.add(NAMED[0] + NAMED[2] / 2, y, "black: the right count", align=0.5, colour=muted)

    def set_up(
        self,
        stone: tuple[str, Sequence[str]],
        look: Look,
        steps: int,
        guessing: tuple[float | None, float],
    ) -> None:
        """Draw what stays the same during a run: the stone, names of layers, ends of axes.

        Parameters
        ----------
        stone : its name, and what is told of it
        look : what is seen
        steps : int, where the axes of updates end
        guessing : loss and share of the best that says the same of all rows
        """
        names = [column_name(layer.name) for layer in look.layers]
        most = _round(int(look.there_are.sum()))
        key = (
            stone,
            names,
            [layer.kind for layer in look.layers],
            len(look.named),
            most,
            steps,
            guessing,
        )
        if key == self._named:
            return
        self._named = key
        self._names.clear()
        self._names.add(STONE, VERDICT - 8, stone[0], bold=True)
        lines = [line for words in stone[1] for line in wrapped(words, plots.WIDTH - 6 - STONE)]
        for i, line in enumerate(lines):
            self._names.add(STONE, VERDICT + 10 + LINE * i, line)
        levels = [(RIGHT, _level(guessing[1], RIGHT))]
        if guessing[0] is not None:
            levels.append((LOSS, _height(guessing[0], LOSS, LOSSES)))
        self._guess.set_segments(
            [[(left, y), (left + width, y)] for (left, _, width, _), y in levels]
        )
        for left, top, width, height in (LOSS, RIGHT):
            y = top + height + 14
            for part in (0, 0.5, 1) if steps % 2 == 0 else (0, 1):
                words = f"{round(part * steps):,}"
                self._name(left + width * part, y, words)
            self._names.add(left + width + 26, y, "updates", colour=plots.MUTED)
        for box, columns in ((SPREAD, ["in", *names]), (SILENT, names), (RATIO, names)):
            few = len(columns) <= MANY
            for x, name in zip(_columns(box, len(columns)), columns, strict=True):
                if few or not name.isdecimal() or int(name) % 2:
                    self._name(x, box[1] + box[3] + 13, name)
        for i, x in enumerate(_columns(NAMED, len(look.named))):
            self._name(x, NAMED[1] + NAMED[3] + 13, f"{i}")
        for share in (0, 0.5, 1):
            y = _level(share, NAMED)
            self._names.add(NAMED[0] - 7, y, f"{round(share * most)}", align=1, colour=plots.MUTED)
        for box in (SPREAD, SILENT, RATIO):  # there is room for letters once
            words = axis_name(look.layers) if box == SILENT else "layer"
            self._name(box[0] + box[2] / 2, box[1] + box[3] + 30, words)
        self._names.add(SILENT[0] - 34, SILENT[1] - 20, silent_title(look.layers))
        self.invalidate(scenery_only=True)

    def _name(self, x: float, y: float, words: str) -> None:
        self._names.add(x, y, words, align=0.5, colour=plots.MUTED)

    # ---- the verdict

    def show_verdict(self, words: str, lives: bool | None, bar: str, tried: str) -> None:
        """Say in large words whether it lives; call it first.

        Parameters
        ----------
        words : what is said
        lives : None if that is not yet known
        bar : what is asked of it
        tried : which cures are at work
        """
        self.words.clear()
        colour = {None: plots.INK, True: ALIVE, False: DEAD}[lives]
        self.words.add(8, VERDICT, words, colour=colour, bold=True, pixels=25)
        lines = wrapped(bar, STONE - 24)
        for i, line in enumerate(lines):
            self.words.add(8, BAR + LINE * i, line)
        for i, line in enumerate(wrapped(tried, STONE - 24), len(lines)):
            self.words.add(8, BAR + LINE * i, line, colour=plots.MUTED)

    # ---- the curves

    def _make_curves(self, page: Axes) -> list[Artist]:
        for box, ticks in (
            (LOSS, [_height(loss, LOSS, LOSSES) for loss in LOSS_TICKS]),
            (RIGHT, [_level(share, RIGHT) for share in (0, 0.5, 1)]),
        ):
            _frame(page, box, ticks)
        self._guess = LineCollection([], colors=plots.MUTED, linewidths=1.2)
        self._guess.set_linestyle([(0, (1, 1.6))])
        page.add_collection(self._guess)
        (self._corpse_loss,) = page.plot([], [], color=FAINT, lw=1.8)
        (self._corpse_right,) = page.plot([], [], "--", dashes=(4, 1.5), color=FAINT, lw=1.8)
        (self._loss,) = page.plot([], [], color=plots.INK, lw=1.6)
        (self._right,) = page.plot([], [], color=plots.INK, lw=1.6)
        (self._right_new,) = page.plot([], [], "--", dashes=(4, 1.5), color=plots.GREEN, lw=1.8)
        (self._now,) = page.plot([], [], "o", ms=5, color=plots.INK)
        (self._now_new,) = page.plot([], [], "s", ms=5, color=plots.GREEN)
        return [
            self._corpse_loss, self._corpse_right, self._loss, self._right,
            self._right_new, self._now, self._now_new,
        ]  # fmt: skip

    def show_curves(
        self,
        index: Sequence[int],
        values: np.ndarray,
        steps: int,
        corpse: tuple[Sequence[int], np.ndarray] | None,
        guessing: tuple[float | None, float],
    ) -> None:
        """Draw the curves so far; call it after ``show_verdict``.

        Parameters
        ----------
        index : the updates at which it was asked
        values : ndarray of shape (n_asked, 3): loss, share named right of the rows that it learns
            from, and of the new ones
        steps : int, where the axis ends
        corpse : the same of the untreated one, index and values, to be drawn faintly
        guessing : loss and share of the best that says the same of all rows
        """
        x = np.array(index) / steps
        at = [_height(values[:, 0], LOSS, LOSSES), *_level(values[:, 1:].T, RIGHT)]
        self._loss.set_data(LOSS[0] + LOSS[2] * x, at[0])
        self._right.set_data(RIGHT[0] + RIGHT[2] * x, at[1])
        self._right_new.set_data(RIGHT[0] + RIGHT[2] * x, at[2])
        now, now_new = RIGHT[0] + RIGHT[2] * x[-1], at[2][-1]
        self._now.set_data([LOSS[0] + LOSS[2] * x[-1], now], [at[0][-1], at[1][-1]])
        self._now_new.set_data([now], [now_new])
        loss, right, new = values[-1]
        losses = [(_at_top_if_none(at[0][-1], LOSS), f"now{_loss(loss)}", plots.INK)]
        shares = [
            (at[1][-1], f"training {percent(100 * right)}%", plots.INK),
            (now_new, f"validation {percent(100 * new)}%", ALIVE),
        ]
        self._show_corpse(corpse, steps, losses, shares)
        shares.append((float(_level(guessing[1], RIGHT)), "guessing", plots.MUTED))
        if guessing[0] is not None:
            level = float(_height(guessing[0], LOSS, LOSSES))
            losses.append((level, "guessing", plots.MUTED))
        self._label_ends(LOSS, losses)
        self._label_ends(RIGHT, shares)

    def _show_corpse(
        self,
        corpse: tuple[Sequence[int], np.ndarray] | None,
        steps: int,
        losses: list[tuple[float, str, str]],
        shares: list[tuple[float, str, str]],
    ) -> None:
        for curve in (self._corpse_loss, self._corpse_right):
            curve.set_visible(corpse is not None)
        if corpse is None:
            return
        index, values = corpse
        x = np.array(index) / steps
        at, at_new = _height(values[:, 0], LOSS, LOSSES), _level(values[:, 2], RIGHT)
        self._corpse_loss.set_data(LOSS[0] + LOSS[2] * x, at)
        self._corpse_right.set_data(RIGHT[0] + RIGHT[2] * x, at_new)
        loss, _, new = values[-1]
        words = f"as it died{_loss(loss)}"
        losses.append((_at_top_if_none(at[-1], LOSS), words, plots.MUTED))
        shares.append((at_new[-1], f"as it died {percent(100 * new)}%", plots.MUTED))

    def _label_ends(self, box: Box, ends: list[tuple[float, str, str]]) -> None:
        """Words at the right of a box, at the heights of what they name, none over another."""
        left, top, width, height = box
        ends = sorted(ends, key=lambda end: end[0])
        places = apart([y for y, _, _ in ends], top, top + height - FOOT)
        for y, (_, words, colour) in zip(places, ends, strict=True):
            self.words.add(left + width + 10, y, words, colour=colour)

    # ---- by layer

    def _make_signs(self, page: Axes) -> list[Artist]:
        for box in (SPREAD, RATIO):
            _frame(page, box, [_height(size, box, SIZES) for size in SIZE_TICKS])
        _frame(page, SILENT, [_level(share, SILENT) for share in (0, 0.5, 1)])
        self._silent = PolyCollection([], edgecolors=plots.ORANGE, linewidths=1.4)
        page.add_collection(self._silent)
        self._sizes, parts = [], []
        for ink, mark in ((plots.BLUE, "o"), (plots.PURPLE, "D")):
            (line,) = page.plot([], [], "-", marker=mark, ms=5, color=ink, lw=1.4)
            (below,) = page.plot([], [], "v", ms=7, color=ink)
            (above,) = page.plot([], [], "^", ms=7, color=ink)
            self._sizes.append((line, below, above))
            parts += [line, below, above]
        return [self._silent, *parts]

    def show_signs(self, look: Look) -> None:
        """Draw the vital signs of all layers; call it after ``show_verdict``."""
        spreads = [look.inputs, *(layer.spread for layer in look.layers)]
        self._show_sizes(0, SPREAD, spreads)
        self._show_sizes(1, RATIO, [layer.ratio for layer in look.layers])
        self._show_silent(look.layers)

    def _show_sizes(self, part: int, box: Box, sizes: Sequence[float]) -> None:
        """A dot for each layer; an arrow at the edge for what is beyond it."""
        values, x = np.array(sizes, dtype=float), _columns(box, len(sizes))
        (low, high), y = SIZES, _height(np.array(sizes, dtype=float), box, SIZES)
        beyond = (values < low, values > high)
        line, *arrows = self._sizes[part]
        line.set_data(x, np.where(beyond[0] | beyond[1], np.nan, y))
        for arrow, where in zip(arrows, beyond, strict=True):
            arrow.set_data(x[where], y[where])
            arrow.set_visible(bool(where.any()))
        if np.isnan(values).any():
            middle = box[0] + box[2] / 2, box[1] + box[3] / 2
            self.words.add(*middle, "no numbers any more", align=0.5, colour=DEAD)

    def _show_silent(self, layers: list[LayerSeen]) -> None:
        """A bar for each layer: full for dead units, hollow for saturated ones."""
        x, foot = _columns(SILENT, len(layers)), SILENT[1] + SILENT[3]
        half = min(9, 0.34 * SILENT[2] / len(layers))
        boxes, colours = [], []
        for at, layer in zip(x, layers, strict=True):
            if not measured(layer):
                self.words.add(at, foot - 8, "–", align=0.5, colour=plots.MUTED)
            elif layer.silent > 0:
                top = float(_level(layer.silent, SILENT))
                boxes.append(plots.box(at - half, at + half, top, foot))
                colours.append(plots.ORANGE if layer.kind == "relu" else plots.CARD)
        self._silent.set_verts(boxes)
        self._silent.set_facecolor(colours)

    # ---- what new rows are called

    def _make_bars(self, page: Axes) -> list[Artist]:
        _frame(page, NAMED, [_level(share, NAMED) for share in (0, 0.5, 1)])
        self._bars = PolyCollection([], facecolors=plots.SKY)
        self._there_are = LineCollection([], colors=plots.INK, linewidths=2.0)
        for part in (self._bars, self._there_are):
            page.add_collection(part)
        return [self._bars, self._there_are]

    def show_named(self, named: np.ndarray, there_are: np.ndarray) -> None:
        """Draw how many new rows are called what, and lines where how many there are."""
        most = _round(int(there_are.sum()))
        x, foot = _columns(NAMED, len(named)), NAMED[1] + NAMED[3]
        half = min(12, 0.38 * NAMED[2] / len(named))
        tops, lines = _level(named / most, NAMED), _level(there_are / most, NAMED)
        self._bars.set_verts(
            [plots.box(at - half, at + half, y, foot) for at, y in zip(x, tops, strict=True)]
        )
        self._there_are.set_segments(
            [[(at - half, y), (at + half, y)] for at, y in zip(x, lines, strict=True)]
        )

    # ---- the autopsy

    def show_autopsy(self, title: str, sentence: str) -> None:
        """Write what it died of, or why that is not known yet; call it after ``show_verdict``."""
        self.words.add(8, AUTOPSY, title, bold=True)
        lines = wrapped(sentence, plots.WIDTH - 24)
        if len(lines) > LINES:
            lines = (*lines[: LINES - 1], f"{lines[LINES - 1]} …")
        for i, line in enumerate(lines):
            self.words.add(8, AUTOPSY + LINE * (i + 1), line)


def apart(wanted: Sequence[float], top: float, bottom: float) -> np.ndarray:
    """Heights near those wanted, which are sorted, and at least ``APART`` from each other."""
    y = np.array(wanted, dtype=float)
    for i in range(1, len(y)):
        y[i] = max(y[i], y[i - 1] + APART)
    y[-1] = min(y[-1], bottom)
    for i in reversed(range(len(y) - 1)):
        y[i] = min(y[i], y[i + 1] - APART)
    return np.maximum(y, top + APART * np.arange(len(y)) - 4)


def _frame(page: Axes, box: Box, ticks: Sequence[float]) -> None:
    left, top, width, height = box
    for y in ticks:
        page.plot([left, left + width], [y, y], color=plots.RULE, lw=0.8, zorder=0)
    page.plot([left, left, left + width], [top, top + height, top + height],
              color=plots.MUTED, lw=0.8)  # fmt: skip


def _columns(box: Box, n: int) -> np.ndarray:
    """The middles of n columns in a box."""
    return box[0] + box[2] * (np.arange(n) + 0.5) / n


def _loss(loss: float) -> str:
    return f" {loss:.3g}" if np.isfinite(loss) else f": {'NaN' if np.isnan(loss) else 'infinite'}"


def _round(most: int) -> int:
    """Where an axis ends that has to reach as far as this: at a number whose half is whole."""
    return most if most % 2 == 0 else 20 * -(-most // 20)


def _height(values: Any, box: Box, ends: tuple[float, float]) -> Any:
    """Where values stand on a logarithmic axis; those beyond it at its end."""
    low, high = np.log(ends)
    share = (np.log(np.clip(values, *ends)) - low) / (high - low)
    return box[1] + box[3] * (1 - share)


def _level(share: Any, box: Box) -> Any:
    return box[1] + box[3] * (1 - np.asarray(share))


def _at_top_if_none(y: float, box: Box) -> float:
    """What is no number is told at the top."""
    return float(y) if np.isfinite(y) else float(box[1])
