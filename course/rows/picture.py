"""The picture of a network that learns MNIST against the clock, and what its hidden units look for.

Everything stands on one page whose units are pixels, from the upper left corner.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from course.digits.pixels import BLUES, ORANGES, Pixels, plates, tint
from course.kit import plots
from course.kit.labels import Labels, wrapped
from course.kit.words import percent
from course.rows.pictures import SIDE
from course.rows.race import Look, first_at
from course.rows.words import GOAL, duration

HEIGHT = 510
TITLE = 16  # the middle of the titles
CURVES = (48, 46, 312, 246)  # left, top, width, height
SECONDS = (0.01, 100)  # where the axis of seconds begins and ends
TICKS = {0.01: "0.01", 0.1: "0.1", 1: "1", 10: "10", 100: "100"}
SHARES = (0, 50, 80, 90, 95, 98, 99, 100)
LEAST = 1 / 600  # a share of mistakes that is less than one of 500 rows
WEIGHTS, ROOM = (502, 60), (350, 302)
GAP, LARGEST = 2, 8  # pixels between units' pictures; of a weight's square, at most
STRIP, SHOWN = (10, 422), 10  # the worst mistakes
CELL, PITCH = 2, 85  # pixels of a digit's pixel; from one digit to the next
APART = 15  # pixels from one label to the next, at least
LINE, LINES = 17, 2  # from one line of words to the next; for how many there is room
FAINT = "#b4b4b4"
NEW = to_hex(plots.for_letters(plots.GREEN))  # type: ignore[arg-type]  # three numbers
SHADES = 10  # of each sign
# From the most negative to the most positive, 0 in the middle.
DIVERGING = np.concatenate([ORANGES[:0:-1], BLUES])[:: 30 // SHADES]


class RowsPicture(plots.Picture):
    """Curves on the left, weights on the right, the worst mistakes below."""

    def __init__(self) -> None:
        made, page = plots.page(HEIGHT)
        with plots.style():
            moving = self._make_curves(page)
        self.pixels, self.words = Pixels(made), Labels(made)
        self._write(Labels(made))
        super().__init__(made, [*moving, self.pixels, self.words])

    def _write(self, labels: Labels) -> None:
        """All words that never change."""
        left, top, width, height = CURVES
        labels.add(8, TITLE, "named right, per cent; the scale widens towards 100")
        for share in SHARES:
            y = _share_height(share / 100)
            labels.add(left - 7, y, f"{share}", align=1, colour=plots.MUTED)
        for second, tick in TICKS.items():
            x = _second_place(second)
            labels.add(x, top + height + 14, tick, align=0.5, colour=plots.MUTED)
        labels.add(left + width / 2, top + height + 31, "seconds of training", align=0.5)

    # ---- the curves

    def _make_curves(self, page: Axes) -> list[Artist]:
        left, top, width, height = CURVES
        for share in SHARES[1:]:
            y, dotted = _share_height(share / 100), share == 100 * GOAL
            colour, dash = (plots.MUTED, ":") if dotted else (plots.RULE, "-")
            page.plot([left, left + width], [y, y], dash, color=colour, lw=1.2 if dotted else 0.8)
        for second in TICKS:
            x = _second_place(second)
            page.plot([x, x], [top + height, top + height + 4], color=plots.MUTED, lw=0.8)
        page.plot([left, left, left + width], [top, top + height, top + height],
                  color=plots.MUTED, lw=0.8)  # fmt: skip
        (self._before,) = page.plot([], [], color=FAINT, lw=2.2)
        (self._training,) = page.plot([], [], color=plots.INK, lw=1.6)
        (self._new,) = page.plot([], [], "--", dashes=(4, 1.5), color=plots.GREEN, lw=1.8)
        (self._before_end,) = page.plot([], [], "D", ms=5, color=FAINT)
        (self._training_now,) = page.plot([], [], "o", ms=5, color=plots.INK)
        (self._new_now,) = page.plot([], [], "s", ms=5, color=plots.GREEN)
        return [
            self._before, self._training, self._new,
            self._before_end, self._training_now, self._new_now,
        ]  # fmt: skip

    def show_curves(
        self, looks: Sequence[Look], before: Sequence[Look], differ: str, state: str
    ) -> None:
        """Draw what was named right so far; call it first.

        Parameters
        ----------
        looks : of this run, the present one last
        before : those of the run before; empty if there is none
        differ : what that was started with
        state : what stands below the curves, of this run
        """
        self.words.clear()
        now = looks[-1]
        ends = [
            (*self._draw(self._training, self._training_now, looks, "training"),
             f"training {_per_cent(now.training)}", plots.INK),
            (*self._draw(self._new, self._new_now, looks, "validation"),
             f"validation {_per_cent(now.validation)}", NEW),
        ]  # fmt: skip
        self._before.set_visible(bool(before))
        self._before_end.set_visible(bool(before))
        left, top, width, height = CURVES
        y = top + height + 56
        self.words.add(8, y, f"{state}; {_goal(looks)}")
        if before:
            ends.append(
                (*self._draw(self._before, self._before_end, before, "validation"),
                 f"before {_per_cent(before[-1].validation)}", plots.MUTED)
            )  # fmt: skip
            told = wrapped(f"before, in grey: {differ}; {_goal(before)}", WEIGHTS[0] - 24)
            for i, line in enumerate(told[:LINES], 1):
                self.words.add(8, y + LINE * i, line, colour=plots.MUTED)
        ends.sort(key=lambda end: end[0])
        for at, (_, words, colour) in zip(apart([end[0] for end in ends]), ends, strict=True):
            self.words.add(left + width + 10, at, words, colour=colour)

    def _draw(self, curve: Any, dot: Any, looks: Sequence[Look], what: str) -> tuple[float]:
        """Draw a curve up to its end, and tell how high that is."""
        x = _second_place(np.array([look.seconds for look in looks]))
        y = _share_height(np.array([getattr(look, what) for look in looks]))
        curve.set_data(x, y)
        dot.set_data(x[-1:], y[-1:])
        return (float(y[-1]),)

    # ---- the weights

    def show_weights(self, W: np.ndarray, scale: float) -> int:
        """Draw what each hidden unit looks for, as a picture; call it after ``show_curves``.

        Parameters
        ----------
        W : ndarray of shape (784, n_units)
        scale : the weight that is darkest

        Returns
        -------
        int, for how many units there was room
        """
        units = W.shape[1]
        cell, columns, shown = layout(units)
        place = np.clip(W[:, :shown], -scale, scale).astype(np.float32)  # half of the work
        place *= SHADES / scale
        place += SHADES + 0.5  # for what comes next rounds down
        place = np.nan_to_num(place, copy=False, nan=SHADES).astype(np.uint8)
        pictures = DIVERGING[np.ascontiguousarray(place.T)].reshape(shown, SIDE, SIDE, 4)
        self.pixels.show("weights", *WEIGHTS, plates(pictures, cell, GAP, columns))
        left, _ = WEIGHTS
        of = f"the first {shown} of {units}" if shown < units else f"the {units}" * (units > 1)
        title = f"weights of {of or 'the'} hidden unit{'s' * (units > 1)}"
        self.words.add(left, TITLE, title)
        self.words.add(left, TITLE + 19, f"blue +, orange −; darkest at {scale:g} and beyond",
                       colour=plots.MUTED)  # fmt: skip
        return shown

    # ---- the mistakes

    def show_mistakes(self, pictures: np.ndarray, names: Sequence[str], title: str) -> None:
        """Draw the worst mistakes; call it after ``show_curves``.

        Parameters
        ----------
        pictures : ndarray of shape (n_pictures, 28, 28), from 0 to 1; ten at most
        names : what stands below each
        title : what they are
        """
        left, top = STRIP
        self.words.add(8, top - 15, title)
        self.pixels.hide("mistakes")
        if len(pictures):
            block = plates(tint(pictures), CELL, PITCH - CELL * SIDE, SHOWN)
            self.pixels.show("mistakes", left, top, block)
        for i, name in enumerate(names):
            middle = left + PITCH * i + CELL * SIDE / 2 + 1
            self.words.add(middle, top + CELL * SIDE + 15, name, align=0.5)


def layout(units: int) -> tuple[int, int, int]:
    """How pictures of so many units are laid out.

    Returns
    -------
    cell : pixels of each weight's square
    columns : how many pictures stand side by side
    shown : for how many there is room
    """
    wide, high = ROOM
    for cell in range(LARGEST, 0, -1):
        side = cell * SIDE + GAP
        across, down = wide // side, high // side
        if across * down >= units or cell == 1:
            break
    shown = min(units, across * down)
    return cell, min(across, max(-(-shown // down), int(np.ceil(np.sqrt(shown))))), shown


def apart(wanted: Sequence[float]) -> list[float]:
    """Heights near those wanted, which are sorted, and at least ``APART`` from each other."""
    _, top, _, height = CURVES
    y = [*wanted]
    for i in range(1, len(y)):
        y[i] = max(y[i], y[i - 1] + APART)
    y[-1] = min(y[-1], top + height - 4)  # above the axis
    for i in reversed(range(len(y) - 1)):
        y[i] = min(y[i], y[i + 1] - APART)
    return y


def _second_place(seconds: Any) -> Any:
    """Where seconds stand, on a logarithmic axis; those beyond it at its ends."""
    left, _, width, _ = CURVES
    low, high = np.log(SECONDS)
    return left + width * (np.log(np.clip(seconds, *SECONDS)) - low) / (high - low)


def _share_height(share: Any) -> Any:
    """Where shares stand: as high as the logarithm of the mistakes that are left is low."""
    _, top, _, height = CURVES
    return top + height * (1 - np.log(np.maximum(1 - np.asarray(share), LEAST)) / np.log(LEAST))


def _per_cent(share: float) -> str:
    return f"{percent(100 * share)}%"


def _goal(looks: Sequence[Look]) -> str:
    first = first_at(looks, GOAL)
    when = f"after {duration(first.seconds)}" if first else "not yet"
    return f"validation {100 * GOAL:g}% {when}"
