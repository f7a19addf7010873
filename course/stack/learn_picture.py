"""What learning to use a memory looks like: what a controller does in each step, and how it does.

On the left one sequence, a column for each step: what the controller sees, its pushes and pops,
what the memory holds, what it says. On the right its answers by length, and the loss. Everything
stands on one page whose units are pixels.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from course.addition.picture import Tiles
from course.kit import plots
from course.kit.labels import Labels
from course.stack.learn_words import LETTERS, Seen

HEIGHT = 412
LEFT, RIGHT = 88, 568  # the columns' room; they begin on the left
PITCH = 60  # pixels from one column to the next, at most
HEAD, HALVES, SEES = 14, 38, 58  # the middles of lines of words
GATES = {"d": (74, "push d"), "u": (138, "pop u")}  # tops of rows, and their names
TALL = 50  # of a gate that is 1
MEMORY, MEMORY_HEIGHT = 206, 140
SAYS, RIGHTLY = 364, 386
BARS = (618, 48, 234, 114)  # left, top, width, height
CURVE = (618, 240, 190, 124)
LOSSES = (1e-3, 1e-2, 1e-1, 1.0)  # levels with a line
HIGHEST = 4.0  # where the axis of the loss ends
SHORT, LONG = tuple(range(1, 17)), (32, 64)  # lengths of which the picture tells


class LearnPicture(plots.Picture):
    """One sequence and the controller at work on it; beside it how well it does.

    Parameters
    ----------
    steps : int, where the axis of steps ends
    trained : int, the longest sequences that it is trained with
    """

    def __init__(self, steps: int, trained: int):
        self._steps, self._trained = steps, trained
        made, page = plots.page(HEIGHT)
        with plots.style():
            self.memory = Tiles(made)
            moving = [*self._make_columns(page), *self._make_bars(page), *self._make_curve(page)]
        self._words, self._told, self._ends = Labels(made), Labels(made), Labels(made)
        self._write(Labels(made))
        super().__init__(made, [self.memory, *moving, self._words, self._told, self._ends])

    def _write(self, labels: Labels) -> None:
        """All words that never change."""
        labels.add(8, HEAD, "one sequence, step by step: what the controller does")
        y: float
        for y, word in ((SEES, "sees"), (SAYS, "says"), (RIGHTLY, "right is")):
            labels.add(LEFT - 10, y, word, align=1)
        for top, name in GATES.values():
            labels.add(LEFT - 26, top + TALL / 2, name, align=1)
            for y, tick in ((top, "1"), (top + TALL / 2, "½"), (top + TALL, "0")):
                labels.add(LEFT - 6, y, tick, align=1, colour=plots.MUTED)
        for i, word in enumerate(("memory:", "a row for", "each value", "dark 1", "white 0")):
            y = MEMORY + MEMORY_HEIGHT / 2 + 16 * (i - 2)
            labels.add(LEFT - 10, y, word, align=1)
        left, top, width, height = BARS
        labels.add(left - 34, HEAD, "per cent right, by length of the sequence")
        labels.add(_end_of_training(self._trained) + 4, top - 14, "longer than in training")
        labels.add(
            left - 34, top + height + 30, "bar: whole sequences, line: symbols", colour=plots.MUTED
        )
        for share in (0, 50, 100):
            y = top + height * (1 - share / 100)
            labels.add(left - 8, y, f"{share}", align=1, colour=plots.MUTED)
        for i, length in enumerate((*SHORT, *LONG)):
            if length in (1, 4, 8, 12, 16, *LONG):
                words = f"{length}"
                labels.add(_place(i), top + height + 12, words, align=0.5, colour=plots.MUTED)
        left, top, width, height = CURVE
        for level in LOSSES:
            labels.add(left - 8, _height(level), f"{level:g}", align=1, colour=plots.MUTED)
        for part in (0, 0.5, 1):
            labels.add(
                left + width * part, top + height + 14, f"{round(part * self._steps):,}",
                align=0.5, colour=plots.MUTED,
            )  # fmt: skip
        labels.add(left + width + 8, top + height, "step")

    # ---- one sequence

    def _make_columns(self, page: Axes) -> list[Artist]:
        self.bars = {
            "d": PolyCollection([], facecolors=plots.BLUE, edgecolors=plots.BLUE, linewidths=1),
            "u": PolyCollection([], facecolors=plots.ORANGE, edgecolors=plots.ORANGE, linewidths=1),
        }
        self._rules = LineCollection([], colors=plots.RULE, linewidths=0.8)
        self._half = LineCollection([], colors=plots.INK, linewidths=0.9)
        self._half.set_linestyle([(0, (2, 2))])
        self._middle = LineCollection([], colors=plots.INK, linewidths=1.2)
        self._middle.set_linestyle([(0, (4, 3))])
        self._boxes = PolyCollection([], facecolors=plots.for_letters(plots.ORANGE))
        parts = [self._rules, *self.bars.values(), self._half, self._boxes, self._middle]
        for part in parts:
            page.add_collection(part)
        return [*parts]

    def show_sequence(self, seen: Seen) -> None:
        """Draw what the controller does with a sequence."""
        n = len(seen.symbols)
        self._pitch = min(PITCH, (RIGHT - LEFT) // (2 * n))
        end = LEFT + 2 * n * self._pitch
        tops = [top for top, _ in GATES.values()]
        self._rules.set_segments([[(LEFT, y), (end, y)] for top in tops for y in (top, top + TALL)])
        self._half.set_segments([[(LEFT, top + TALL / 2), (end, top + TALL / 2)] for top in tops])
        middle = LEFT + n * self._pitch
        self._middle.set_segments([[(middle, HALVES - 8), (middle, RIGHTLY + 8)]])
        for name, gate in (("d", seen.d), ("u", seen.u)):
            self._show_gate(name, gate)
        edges = MEMORY + np.rint(np.linspace(0, MEMORY_HEIGHT, len(seen.s) + 1)).astype(int)
        self.memory.show(seen.s[::-1], LEFT, self._pitch, edges)
        self._write_sequence(seen, middle)

    def _show_gate(self, name: str, gate: np.ndarray) -> None:
        """A bar for each step; of two ends, the left one is that of the bottom, and hollow."""
        foot = GATES[name][0] + TALL
        ends = gate.shape[1]
        wide = (self._pitch - 4) / ends
        boxes, colours = [], []
        ink = {"d": plots.BLUE, "u": plots.ORANGE}[name]
        for t, row in enumerate(gate):
            for end, value in enumerate(row):
                left = LEFT + t * self._pitch + 2 + end * wide
                boxes.append(plots.box(left + 0.5, left + wide - 0.5, foot - TALL * value, foot))
                hollow = ends == 2 and end == 0
                colours.append(plots.CARD if hollow else ink)
        self.bars[name].set_verts(boxes)
        self.bars[name].set_facecolor(colours)

    def _write_sequence(self, seen: Seen, middle: float) -> None:
        self._words.clear()
        n, half = len(seen.symbols), self._pitch / 2
        room = n * self._pitch
        if seen.d.shape[1] == 2:
            self._words.add(RIGHT, HEAD, "hollow: at the bottom", align=1, colour=plots.MUTED)
        names = ("takes it in", "answers") if room > 80 else ("in", "out")
        for x, name in zip((middle - room / 2, middle + room / 2), names, strict=True):
            self._words.add(x, HALVES, name, align=0.5, colour=plots.MUTED)
        side = min(half - 1, 9)
        boxes = []
        for t in range(n):
            x = LEFT + half + t * self._pitch
            later = x + room
            self._words.add(x, SEES, LETTERS[seen.symbols[t]], align=0.5)
            self._words.add(later, SEES, "?", align=0.5, colour=plots.MUTED)
            wrong = seen.said[t] != seen.wanted[t]
            self._words.add(
                later, SAYS, LETTERS[seen.said[t]], align=0.5, bold=bool(wrong),
                colour=plots.CARD if wrong else plots.INK,
            )  # fmt: skip
            self._words.add(later, RIGHTLY, LETTERS[seen.wanted[t]], align=0.5)
            if wrong:
                boxes.append(plots.box(later - side, later + side, SAYS - 9, SAYS + 9))
        self._boxes.set_verts(boxes)
        right = n - len(boxes)
        verdict = "✔ all right" if right == n else f"✘ {right} of {n} right"
        self._words.add(middle - 12, SAYS, verdict if room > 100 else verdict[0], align=1)

    # ---- by length

    def _make_bars(self, page: Axes) -> list[Artist]:
        left, top, width, height = BARS
        for share in (0, 0.5, 1):
            y = top + height * share
            page.plot([left, left + width], [y, y], color=plots.RULE, lw=0.8, zorder=0)
        after = _end_of_training(self._trained)
        page.plot([after, after], [top - 20, top + height], "--", color=plots.MUTED, lw=1.1)
        self.exact = PolyCollection([], facecolors=plots.GREEN)
        self._symbols = LineCollection([], colors=plots.INK, linewidths=1.6)
        for part in (self.exact, self._symbols):
            page.add_collection(part)
        return [self.exact, self._symbols]

    def show_lengths(self, exact: np.ndarray, right: np.ndarray) -> None:
        """Draw how many are right of each length.

        Parameters
        ----------
        exact, right : ndarrays of shape (n_asked,)
            Shares of sequences and of symbols that are right, for each length in ``SHORT``, and for
            those in ``LONG`` if they were asked.
        """
        _, top, _, height = BARS
        foot = top + height
        half = [4 if i < len(SHORT) else 8 for i in range(len(exact))]
        places = [_place(i) for i in range(len(exact))]
        self.exact.set_verts(
            [
                plots.box(x - h, x + h, foot - height * share, foot)
                for x, h, share in zip(places, half, exact, strict=True)
            ]
        )
        levels = foot - height * right
        self._symbols.set_segments(
            [[(x - h, y), (x + h, y)] for x, h, y in zip(places, half, levels, strict=True)]
        )
        self._told.clear()
        for i in range(len(exact), len(SHORT) + len(LONG)):
            self._told.add(_place(i), foot - 8, "–", align=0.5, colour=plots.MUTED)

    # ---- the loss

    def _make_curve(self, page: Axes) -> list[Artist]:
        left, _, width, _ = CURVE
        for level in LOSSES:
            y = _height(level)
            page.plot([left, left + width], [y, y], color=plots.RULE, lw=0.8)
        self._guessing = LineCollection([], colors=plots.MUTED, linewidths=1.1)
        self._guessing.set_linestyle([(0, (4, 3))])
        page.add_collection(self._guessing)
        (self.curve,) = page.plot([], [], color=plots.INK, lw=1.6)
        (self._now,) = page.plot([], [], "o", ms=5, color=plots.INK)
        return [self._guessing, self.curve, self._now]

    def show_loss(self, index: Sequence[int], loss: np.ndarray, guessing: float) -> None:
        """Draw the loss so far; ``guessing`` is what a network has that knows nothing."""
        left, top, width, _ = CURVE
        x = left + width * np.array(index) / self._steps
        y = _height(loss)
        self.curve.set_data(x, y)
        self._now.set_data(x[-1:], y[-1:])
        level = float(_height(guessing))
        self._guessing.set_segments([[(left, level), (left + width, level)]])
        self._ends.clear()
        self._ends.add(left + width + 4, level, "guess", colour=plots.MUTED)
        self._ends.add(left - 34, top - 18, f"loss {loss[-1]:.2g}, with the noise of training")


def _end_of_training(longest: int) -> float:
    """Between the bars of the longest sequences in training and of longer ones."""
    return (_place(longest - 1) + _place(longest)) / 2


def _place(i: int) -> float:
    """The middle of the bar of a length, by its number."""
    left = BARS[0]
    return left + 6 + 10.5 * i if i < len(SHORT) else left + 196 + 26 * (i - len(SHORT))


def _height(loss: Any) -> Any:
    """Where losses stand on the page."""
    _, top, _, height = CURVE
    low, high = np.log10(LOSSES[0]), np.log10(HIGHEST)
    share = (np.log10(np.clip(loss, LOSSES[0], HIGHEST)) - low) / (high - low)
    return top + height * (1 - share)
