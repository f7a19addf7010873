"""What a memory looks like that is used by hand: one bar for each step, one colour for each value.

Everything stands on one page whose units are pixels, so that a step's sliders stand above its bar.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from course.kit import plots
from course.kit.labels import Labels
from course.stack.blends import Held, blend, short

HEIGHT = 424
MOST = 6  # steps that there is room for
WIDEST = plots.WIDTH // 3  # pixels from one bar to the next, at most
HEAD, STEP, GATES = 16, 46, 65  # the middles of lines of words
TOP, GROUND = 90, 316  # of the bars
HALF = 32  # of a bar's width
READ, FORMULA = 342, 366  # the middles of what is read: as a bar, and in words
LINE = 15  # pixels from one line of a formula to the next
THIN = 15  # pixels; lower parts have their name beside them
COLOURS = (plots.BLUE, plots.YELLOW, plots.GREEN, plots.ORANGE, plots.SKY, plots.PURPLE)
HEADS = {
    "stack": "the newest on top. Full colour, from the top to the dashed line: read, 1 in all",
    "queue": "the oldest below. Full colour, from below to the dashed line: read, 1 in all",
}
PALE = [plots.tints(colour, 4, 0.26)[-1] for colour in COLOURS]  # for what is not read


def pitch(steps: int) -> int:
    """Pixels from the middle of one bar to that of the next."""
    return min(WIDEST, plots.WIDTH // steps)


class HandPicture(plots.Picture):
    """Bars of strengths over time; below each of them what is read.

    Attributes
    ----------
    parts : PolyCollection of what is held: of each value what is not read, then what is
    reads : PolyCollection of what is read, one unit wide if it is 1 in all
    """

    def __init__(self) -> None:
        made, page = plots.page(HEIGHT)
        self._levels = LineCollection([], colors=plots.RULE, linewidths=0.8)
        self._frame = PolyCollection([], facecolors="none", edgecolors=plots.INK, linewidths=1.5)
        self.parts, self.reads = PolyCollection([]), PolyCollection([])
        self._gaps = LineCollection([], colors=plots.CARD, linewidths=1.5)
        self._lines = LineCollection([], colors=plots.INK, linewidths=1.3)
        self._ends = LineCollection([], colors=plots.INK, linewidths=1.3)
        self._ends.set_linestyle([(0, (3, 2))])
        moving = [self._levels, self.parts, self.reads, self._gaps, self._ends, self._lines]
        moving.append(self._frame)
        for part in moving:
            page.add_collection(part)
        self._words = Labels(made)
        super().__init__(made, [*moving, self._words])

    def show(self, walk: Sequence[Held], memory: str, at: int | None, moving: Held | None) -> None:
        """Draw all steps.

        Parameters
        ----------
        walk : what the memory holds after each step
        memory : "stack" or "queue"
        at : the step that one has walked to, from 0, or None
        moving : what is drawn in its place, on the way to it, if anything
        """
        self._front = 1 if memory == "queue" else -1
        most = max(held.s.sum() for held in walk)
        self._unit = (GROUND - TOP) / max(2, math.ceil(most - 1e-9))
        self._pitch = pitch(len(walk))
        self._boxes: list[tuple[Any, Any]] = []
        self._blends: list[tuple[Any, Any]] = []
        self._segments: list[Any] = []
        self._between: list[Any] = []
        self._one: list[Any] = []
        self._words.clear()
        self._write_head(memory)
        for t, held in enumerate(walk):
            self._show_step(t, moving if moving is not None and t == at else held)
        for collection, boxes in ((self.parts, self._boxes), (self.reads, self._blends)):
            collection.set_verts([box for box, _ in boxes])
            collection.set_facecolor([colour for _, colour in boxes])
        self._lines.set_segments(self._segments)
        self._gaps.set_segments(self._between)
        self._ends.set_segments(self._one)
        self._frame.set_verts([] if at is None else [self._around(at)])

    def _write_head(self, memory: str) -> None:
        self._words.add(8, HEAD, f"What the {memory} holds after each step, {HEADS[memory]}.")
        levels = np.arange(int((GROUND - TOP) / self._unit + 1e-9) + 1)
        heights = GROUND - self._unit * levels
        self._levels.set_segments([[(20, y), (plots.WIDTH - 8, y)] for y in heights])
        for level, y in zip(levels, heights, strict=True):
            self._words.add(6, y, f"{level}", colour=plots.MUTED)
        self._words.add(6, READ, "read")

    def _around(self, t: int) -> Any:
        middle, half = self._middle(t), self._pitch / 2 - 3
        return plots.box(middle - half, middle + half, STEP - 15, HEIGHT - 4)

    def _middle(self, t: int) -> float:
        return self._pitch * (t + 0.5)

    def _show_step(self, t: int, held: Held) -> None:
        middle = self._middle(t)
        self._words.add(middle, STEP, f"step {t + 1}", align=0.5, bold=True)
        gates = f"pop {short(held.u)}, push {short(held.d)}"
        self._words.add(middle, GATES, gates, align=0.5)
        self._show_held(middle, held)
        self._show_read(middle, held.r)

    # ---- what is held

    def _show_held(self, middle: float, held: Held) -> None:
        left, right = middle - HALF, middle + HALF
        feet = GROUND - self._unit * (np.cumsum(held.s) - held.s)
        thin: list[tuple[float, int]] = []
        for i in np.flatnonzero(held.s >= 0.005):
            foot, head = feet[i], feet[i] - self._unit * held.s[i]
            read = self._unit * held.r[i]
            # Of a value that is read in part, the part at the front is read.
            split = head + read if self._front < 0 else foot - read
            ends = (head, split, foot)
            inks = (COLOURS[i], PALE[i]) if self._front < 0 else (PALE[i], COLOURS[i])
            for (top, bottom), ink in zip(((head, split), (split, foot)), inks, strict=True):
                if bottom - top > 0.5:
                    self._boxes.append((plots.box(left, right, top, bottom), ink))
            if foot - head > 4:  # else the gap would leave nothing of it
                self._between.append([(left, head), (right, head)])
            if foot - head >= THIN:
                self._name_part(middle, ends, int(i), f"v{i + 1}  {short(held.s[i])}")
            else:
                thin.append(((head + foot) / 2, int(i)))
        for y, (_, value) in zip(spread([y for y, _ in thin]), thin, strict=True):
            self._words.add(left - 5, y, f"v{value + 1}", align=1)
        self._show_bracket(middle, held)

    def _name_part(
        self, middle: float, ends: tuple[float, float, float], i: int, name: str
    ) -> None:
        """In the larger of what is read and what is not."""
        head, split, foot = ends
        upper = split - head >= foot - split
        top, bottom = (head, split) if upper else (split, foot)
        full = upper == (self._front < 0)
        if bottom - top < THIN:  # two thin ones: in the middle of both
            top, bottom = head, foot
        colour = plots.CARD if full and COLOURS[i] == plots.BLUE else plots.INK
        self._words.add(middle, (top + bottom) / 2, name, align=0.5, colour=colour)

    def _show_bracket(self, middle: float, held: Held) -> None:
        """Along what is read, from the front on; its number is how much that is."""
        left, x = middle - HALF, middle + HALF + 6
        total, read = held.s.sum(), held.r.sum()
        if read < 0.005:
            return
        start = GROUND - self._unit * total if self._front < 0 else GROUND
        end = start - self._front * self._unit * read
        self._segments.append([(x - 4, start), (x, start), (x, end), (x - 4, end)])
        self._words.add(x + 4, (start + end) / 2, short(read))
        if total - read >= 0.005:
            self._one.append([(left - 5, end), (x, end)])

    # ---- what is read

    def _show_read(self, middle: float, r: np.ndarray) -> None:
        left, wide = middle - HALF, 2 * HALF
        for i in np.flatnonzero(r >= 0.005)[:: self._front]:
            box = plots.box(left, left + wide * r[i], READ - 8, READ + 8)
            self._blends.append((box, COLOURS[i]))
            left += wide * r[i]
            self._between.append([(left, READ - 8), (left, READ + 8)])
        outline = plots.box(middle - HALF, middle + HALF, READ - 8, READ + 8)
        self._segments.append([*outline, outline[0]])
        terms = blend(r, self._front).split(" + ")
        a_line = max(1, (self._pitch - 12) // 52)
        lines = [terms[i : i + a_line] for i in range(0, len(terms), a_line)]
        for k, line in enumerate(lines):
            words = " + ".join(line) + " +" * (k < len(lines) - 1)
            self._words.add(middle, FORMULA + LINE * k, words, align=0.5)


def spread(places: Sequence[float], apart: float = THIN - 2) -> list[float]:
    """Places of labels from below upwards, moved up where they would touch."""
    found: list[float] = []
    for y in places:
        found.append(min(y, found[-1] - apart) if found else min(y, GROUND - 2))
    return found
