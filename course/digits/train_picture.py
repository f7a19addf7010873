"""The picture of a classifier that learns: its curves, what it mistakes for what, its weights.

Everything stands on one page whose units are pixels, from the upper left corner.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from course.digits.pixels import BLUES, ORANGES, Pixels, grow, plates, tint
from course.kit import plots
from course.kit.labels import Labels
from course.kit.words import percent

HEIGHT = 488
LOSS, RIGHT = (54, 36, 156, 134), (54, 224, 156, 134)  # both curves: left, top, width, height
LOSSES = (1e-2, 1e2)  # where the axis of losses begins and ends
GUESSING = float(np.log(10)), 0.1  # loss and accuracy of a network that has no idea
MATRIX, CELL = (398, 64), 25  # left and top of the table; pixels of a cell
WEIGHTS, ROOM = (668, 54), (190, 290)
STRIP, SHOWN = (8, 422), 18  # the chosen digits, and how many there is room for
PLATE, PITCH = 5, 47  # pixels of a digit's pixel; from one digit to the next
TITLE = 16  # the middle of the titles
APART = 15  # pixels from one label to the next, at least


class TrainPicture(plots.Picture):
    """Curves on the left, confusion matrix and weights beside them, chosen digits below."""

    def __init__(self) -> None:
        made, page = plots.page(HEIGHT)
        with plots.style():
            moving = self._make_curves(page)
        self.pixels, self.words, self.counts = Pixels(made), Labels(made), Labels(made)
        self._write(Labels(made))
        super().__init__(made, [*moving[:-1], self.pixels, self.counts, self.words, moving[-1]])

    def _write(self, labels: Labels) -> None:
        """All words that never change."""
        labels.add(8, TITLE, "cross-entropy")
        for loss in (0.01, 0.1, 1, 10, 100):
            y = _loss_height(loss)
            labels.add(LOSS[0] - 7, y, f"{loss:g}", align=1, colour=plots.MUTED)
        labels.add(8, RIGHT[1] - 20, "named right, per cent")
        for share in (0, 50, 100):
            y = _share_height(share / 100)
            labels.add(RIGHT[0] - 7, y, f"{share}", align=1, colour=plots.MUTED)
        left, top = MATRIX
        for digit in range(10):
            middle = CELL * (digit + 0.5)
            labels.add(left + middle, top - 12, f"{digit}", align=0.5, colour=plots.MUTED)
            labels.add(left - 10, top + middle, f"{digit}", align=1, colour=plots.MUTED)
        labels.add(left, top - 30, "is called", align=0)
        labels.add(left - 24, top + CELL / 2, "is", align=1)
        labels.add(WEIGHTS[0], TITLE, "weights of the first layer")
        labels.add(WEIGHTS[0], TITLE + 19, "blue +; orange, dotted −", colour=plots.MUTED)

    # ---- the curves

    def _make_curves(self, page: Axes) -> list[Artist]:
        for left, top, width, height in (LOSS, RIGHT):
            page.plot([left, left], [top, top + height], color=plots.MUTED, lw=0.8)
            page.plot([left, left + width], [top + height] * 2, color=plots.MUTED, lw=0.8)
        ticks = [_loss_height(loss) for loss in (0.1, 1, 10, 100)]
        ticks += [_share_height(share) for share in (0.5, 1)]
        for y in ticks:
            page.plot([LOSS[0], LOSS[0] + LOSS[2]], [y, y], color=plots.RULE, lw=0.8)
        for y in (_loss_height(GUESSING[0]), _share_height(GUESSING[1])):
            page.plot([LOSS[0], LOSS[0] + LOSS[2]], [y, y], ":", color=plots.MUTED, lw=1.2)
        self._backs = PolyCollection([], facecolors=plots.CARD)  # no rule through the words
        page.add_collection(self._backs)
        self._curves, self._ends = [], []
        for _ in (LOSS, RIGHT):
            (training,) = page.plot([], [], color=plots.INK, lw=1.6)
            (new,) = page.plot([], [], "--", dashes=(4, 1.5), color=plots.GREEN, lw=1.8)
            (training_now,) = page.plot([], [], "o", ms=5, color=plots.INK)
            (new_now,) = page.plot([], [], "s", ms=5, color=plots.GREEN)
            self._curves.append((training, new))
            self._ends.append((training_now, new_now))
        self._chosen = LineCollection([], colors=plots.INK, linewidths=2.4)
        page.add_collection(self._chosen)
        lines = [line for pair in zip(self._curves, self._ends, strict=True) for line in pair]
        return [self._backs, *(line for pair in lines for line in pair), self._chosen]

    def show_curves(self, index: Sequence[int], values: np.ndarray, steps: int, each: int) -> None:
        """Draw all four curves so far; call it first.

        Parameters
        ----------
        index : the steps at which the network was asked
        values : ndarray of shape (n_asked, 4): loss and share of right answers of the training
            digits, then of the validation digits. What is not a number is left out
        steps : int, where the axis ends
        each : int, how many steps are an epoch
        """
        self.words.clear()
        backs = []
        x = LOSS[0] + LOSS[2] * np.array(index) / steps
        for part, height, form in ((0, _loss_height, _loss_words), (1, _share_height, _per_cent)):
            at = [height(values[:, column]) for column in (part, part + 2)]
            for curve, dot, y in zip(self._curves[part], self._ends[part], at, strict=True):
                curve.set_data(x, y)
                dot.set_data(x[-1:], y[-1:])
            _, top, _, tall = (LOSS, RIGHT)[part]
            now = [y[-1] if np.isfinite(y[-1]) else top for y in at]
            apart = max(abs(now[0] - now[1]), APART) / 2
            middle = np.clip(np.mean(now), top + apart, top + tall - apart)
            side = -1 if now[0] < now[1] or (now[0] == now[1] and part) else 1
            for name, place, column in (("training", side, part), ("validation", -side, part + 2)):
                words, y = f"{name} {form(values[-1, column])}", middle + place * apart
                end = self.words.add(x[-1] + 9, y, words)
                backs.append(plots.box(x[-1] + 7, end + 2, y - 7, y + 7))
        self._backs.set_verts(backs)
        epochs, bottom = steps // each, RIGHT[1] + RIGHT[3]
        for share in (0, 0.5, 1) if epochs % 2 == 0 else (0, 1):
            at_x = RIGHT[0] + RIGHT[2] * share
            self.words.add(at_x, bottom + 14, f"{epochs * share:g}", align=0.5, colour=plots.MUTED)
        self.words.add(RIGHT[0] + RIGHT[2] / 2, bottom + 31, "epoch", align=0.5)

    # ---- the confusion matrix

    def show_matrix(self, counts: np.ndarray, title: str) -> None:
        """Draw how often each digit was called what; call it after ``show_curves``.

        Parameters
        ----------
        counts : ndarray of shape (10, 10), a row for each digit
        title : which digits were counted
        """
        left, top = MATRIX
        share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
        right = np.eye(10, dtype=bool)[..., None]
        # No darker than this, so that the numbers can be read on it.
        colours = np.where(right, tint(0.7 * share, BLUES), tint(0.8 * share, ORANGES))
        squares = plates(colours.reshape(100, 1, 1, 4), CELL - 2, 2, 10)
        self.pixels.show("matrix", left, top, squares)
        self.counts.clear()
        for row, column in np.argwhere(counts):
            x, y = left + CELL * (column + 0.5) - 0.5, top + CELL * (row + 0.5)
            self.counts.add(x, y, f"{counts[row, column]}", align=0.5)
        self.words.add(left - 44, TITLE, title)

    def show_chosen(self, rows: range, columns: range) -> None:
        """Draw a frame around chosen cells of the matrix; around none if a range is empty."""
        if not rows or not columns:
            self._chosen.set_segments([])
            return
        (left, top), far = MATRIX, CELL
        x0, x1 = left + far * columns.start, left + far * columns.stop
        y0, y1 = top + far * rows.start, top + far * rows.stop
        self._chosen.set_segments([[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0), (x1, y0)]])

    # ---- the weights

    def show_weights(self, W: np.ndarray) -> None:
        """Draw what each unit of the first layer looks for, as a picture.

        Parameters
        ----------
        W : ndarray of shape (64, n_units)
        """
        units = W.shape[1]
        gap = 3
        columns, cell = max(
            ((c, _largest(c, units, gap)) for c in range(1, units + 1)), key=lambda each: each[1]
        )
        pictures = W.T.reshape(units, 8, 8)
        most = np.abs(pictures[np.isfinite(pictures)]).max(initial=0.0) or 1.0
        share = np.abs(pictures) / most
        colours = np.where((pictures < 0)[..., None], tint(share, ORANGES), tint(share, BLUES))
        squares = grow(colours, cell)
        if cell >= 3:  # what is negative has a light middle, for those who see no colours
            dotted = (pictures < 0) & (share > 0.15)
            squares[np.kron(dotted, _middle(cell)).astype(bool)] = 255
        block = plates(squares, 1, gap, columns)
        self.pixels.show("weights", *WEIGHTS, block)

    # ---- the digits

    def show_digits(self, pictures: np.ndarray, names: Sequence[str], title: str) -> None:
        """Draw chosen digits, as many as there is room for; call it after ``show_curves``.

        Parameters
        ----------
        pictures : ndarray of shape (n_pictures, 8, 8), from 0 to 1
        names : what stands below each
        title : which digits these are
        """
        left, top = STRIP
        self.words.add(left, top - 14, title)
        self.pixels.hide("digits")
        if len(pictures):
            shown = tint(pictures[:SHOWN])
            self.pixels.show("digits", left, top, plates(shown, PLATE, PITCH - 8 * PLATE, SHOWN))
        for i, name in enumerate(names[:SHOWN]):
            middle = left + PITCH * i + 4 * PLATE + 1
            self.words.add(middle, top + 8 * PLATE + 13, name, align=0.5)


def _middle(cell: int) -> np.ndarray:
    """Where the light middle of a square is: ones and zeros of shape (1, cell, cell)."""
    middle = np.zeros((1, cell, cell), dtype=int)
    start, dot = (cell - 1) // 2, 1 if cell < 5 else 2
    middle[:, start : start + dot, start : start + dot] = 1
    return middle


def _largest(columns: int, n: int, gap: int) -> int:
    """How large the pixels of ``n`` pictures may be, so many side by side; at most 8."""
    rows = -(-n // columns)
    (width, height) = ROOM
    return min(8, (width // columns - gap) // 8, (height // rows - gap) // 8)


def _loss_height(loss: Any) -> Any:
    """Where losses stand; those beyond the axis at its end."""
    low, high = np.log(LOSSES)
    share = (np.log(np.clip(loss, *LOSSES)) - low) / (high - low)
    return LOSS[1] + LOSS[3] * (1 - share)


def _share_height(share: Any) -> Any:
    return RIGHT[1] + RIGHT[3] * (1 - np.asarray(share))


def _loss_words(loss: float) -> str:
    return f"{loss:.3g}" if np.isfinite(loss) else "overflow"


def _per_cent(share: float) -> str:
    return f"{percent(100 * share)}%"
