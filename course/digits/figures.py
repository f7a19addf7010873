"""The still pictures of lesson 06, each with its text for those who cannot see it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course.digits import drawing, strokes
from course.digits.data import INK, SIDE
from course.digits.net import SIZES
from course.kit import plots

COLUMNS = 10  # pictures in a row
PAPER: dict[str, Any] = {"cmap": "Greys", "vmin": 0, "vmax": INK}
BATCH = 25


def counted(digit: int = 3) -> None:
    """How a picture of the set came about: a bitmap of 32 x 32, and the ink in each 4 x 4 block.

    Parameters
    ----------
    digit : 0 to 9, which one is written
    """
    bits = drawing.bitmap(strokes.draw(strokes.EXAMPLES[digit]))
    counts = drawing.count(bits).reshape(SIDE, SIDE)
    made = plots.figure(height=340, width=760)
    with plots.style():
        for left, title in ((0.03, "32 x 32 pixels, ink or paper"), (0.53, "ink in each block")):
            ax = made.add_axes((left, 0.03, 0.42, 0.87))
            ax.set_title(title)
            ax.set_xticks([])
            ax.set_yticks([])
        before, after = made.axes
        before.imshow(bits, cmap="Greys", vmin=0, vmax=1.4)
        for edge in np.arange(SIDE + 1) * 4 - 0.5:
            before.axhline(edge, color=plots.BLUE, lw=0.8)
            before.axvline(edge, color=plots.BLUE, lw=0.8)
        after.imshow(counts, **PAPER)
        for (row, column), count in np.ndenumerate(counts):
            color = plots.CARD if count > 0.6 * INK else plots.INK
            after.text(column, row, f"{count:.0f}", ha="center", va="center", color=color)
    lines = "; ".join(" ".join(f"{count:.0f}" for count in row) for row in counts)
    plots.show(
        made,
        f"On the left a {digit} in a bitmap of 32 by 32 pixels, cut into 8 by 8 blocks. On the "
        f"right how many pixels of each block are ink, row by row: {lines}.",
    )


def pictures(
    X: np.ndarray, titles: Sequence[object], *, told: str = "Digits", ink: float = INK
) -> None:
    """Square pictures, ten in a row, each with a title.

    Parameters
    ----------
    X : ndarray of shape (n_pictures, side * side), pixels from 0 to ``ink``
    titles : as many, short
    told : what they are, for the text
    ink : float, the darkest pixel there can be
    """
    side = int(np.sqrt(X.shape[1]))
    made, axes = plots.tiles(len(X), COLUMNS, width=76, height=98)
    with plots.style():
        for ax, row, title in zip(axes, X, titles, strict=True):
            ax.imshow(row.reshape(side, side), **PAPER | {"vmax": ink})
            ax.set_title(f"{title}", x=0.5, ha="center")
    plots.show(made, f"{told}: {', '.join(map(str, titles))}.")


def shapes(batch: int = BATCH, sizes: Sequence[int] = SIZES) -> None:
    """Every matrix of the network, drawn to scale, one row for each layer.

    Parameters
    ----------
    batch : int, rows in one update
    sizes : units of each layer, the inputs first
    """
    unit, gap, label = 2.6, 46, 34  # pixels for each row or column, and between
    heights = [unit * max(batch, fan_in) + label for fan_in in sizes[:-1]]
    made = plots.figure(height=int(sum(heights)) + 20, width=820)
    told = []
    with plots.style():
        ax = made.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        ax.set_xlim(0, 820)
        ax.set_ylim(sum(heights) + 20, 0)
        floor = 10.0
        for i, ((fan_in, fan_out), height) in enumerate(zip(pairwise(sizes), heights, strict=True)):
            middle = floor + (height - label) / 2
            last = i == len(sizes) - 2
            before, after = "X" if i == 0 else f"H{i}", "z" if last else f"H{i + 1}"
            ax.text(12, middle, f"layer {i}", va="center", color=plots.MUTED)
            x = 90.0
            for name, rows, columns, sign in (
                (before, batch, fan_in, "·"), (f"W{i}", fan_in, fan_out, "+"),
                (f"b{i}", 1, fan_out, "=" if last else "ReLU"), (after, batch, fan_out, ""),
            ):  # fmt: skip
                _matrix(ax, x, middle, name, rows, columns, unit)
                x += unit * columns
                at = x + gap / 2 + 8
                if sign == "ReLU":
                    ax.text(at + 14, middle - 3, "ReLU", ha="center", va="bottom")
                    ax.text(at + 14, middle + 1, "→", ha="center", va="center", size=13)
                    x += 28
                else:
                    ax.text(at, middle, sign, ha="center", va="center", size=13)
                x += gap + 16
            told.append(
                f"{before} of {batch} by {fan_in} times W{i} of {fan_in} by {fan_out} plus b{i} of "
                f"{fan_out} gives {after} of {batch} by {fan_out}" + ("" if last else ", by ReLU")
            )
            floor += height
    plots.show(made, f"The matrices of the network, to scale. {'; '.join(told)}.")


def _matrix(
    ax: Axes, x: float, middle: float, name: str, rows: int, columns: int, unit: float
) -> None:
    """A box to scale, its name in it or above it, its shape below."""
    wide, high = unit * columns, max(unit * rows, 5)
    weight = name[0] in "Wb"
    ax.add_patch(
        Rectangle((x, middle - high / 2), wide, high, lw=1.2,
                  fc="#dbeaf4" if weight else plots.CARD, ec=plots.BLUE if weight else plots.INK)
    )  # fmt: skip
    inside = high > 20
    ax.text(
        x + wide / 2, middle if inside else middle - high / 2 - 3, name, ha="center",
        va="center" if inside else "bottom", weight="bold",
    )  # fmt: skip
    ax.text(
        x + wide / 2, middle + high / 2 + 4, f"{columns}" if rows == 1 else f"{rows} × {columns}",
        ha="center", va="top", color=plots.MUTED, size=8.5,
    )  # fmt: skip


def confusion(counts: np.ndarray) -> None:
    """What was answered for what; places off the diagonal, the mistakes, are marked.

    Parameters
    ----------
    counts : ndarray of shape (10, 10), rows: the digit it is, columns: the digit it is called
    """
    counts = np.asarray(counts).astype(int)
    made = plots.figure(height=400, width=440)
    with plots.style():
        ax = made.add_axes((0.14, 0.04, 0.84, 0.84))
        ax.imshow(np.where(np.eye(10) > 0, np.nan, counts), cmap="Oranges", vmin=0, vmax=8)
        for (digit, called), count in np.ndenumerate(counts):
            if count:
                right = digit == called
                ax.text(called, digit, f"{count}", ha="center", va="center",
                        color=plots.MUTED if right else plots.INK,
                        weight="normal" if right else "bold")  # fmt: skip
        ax.set_xticks(range(10))
        ax.set_yticks(range(10))
        ax.tick_params(length=0, labeltop=True, labelbottom=False)
        ax.xaxis.set_label_position("top")
        ax.set_xlabel("the digit it is called")
        ax.set_ylabel("the digit it is")
    wrong = "; ".join(
        f"a {digit} is called {called}: {count}"
        for (digit, called), count in np.ndenumerate(counts)
        if count and digit != called
    )
    plots.show(made, f"The confusion matrix. Mistakes: {wrong or 'none'}.")


def loss_and_accuracy(
    losses: Mapping[str, np.ndarray], accuracies: Mapping[str, np.ndarray]
) -> None:
    """Two pictures side by side against the epoch; each curve is named at its end.

    Parameters
    ----------
    losses, accuracies : dicts of name to ndarray of shape (n_epochs,), two curves at most
    """
    made = plots.figure(height=290, width=820)
    told = []
    with plots.style():
        for left, label, curves in (
            (0.07, "loss", losses), (0.57, "accuracy", accuracies),
        ):  # fmt: skip
            ax = made.add_axes((left, 0.16, 0.3, 0.78))
            for (name, curve), color, dash in zip(
                curves.items(), (plots.INK, plots.BLUE), ("--", "-"), strict=False
            ):
                ax.plot(curve, color=color, ls=dash)
                ax.annotate(name, (len(curve) - 1, curve[-1]), (6, 0), va="center",
                            textcoords="offset points", color=color,
                            annotation_clip=False)  # fmt: skip
                told.append(
                    f"{label}, {name}: {curve[0]:.2f} at first, lowest {curve.min():.2f} and "
                    f"highest {curve.max():.2f}, {curve[-1]:.2f} at the end"
                )
            ax.set_xlim(0, len(curve) - 1)
            ax.set_xlabel("epoch")
            ax.set_ylabel(label)
        made.axes[0].set_ylim(0, 1.5)
        made.axes[1].set_ylim(0.5, 1.01)
    plots.show(made, f"Against the epoch. {'; '.join(told)}.")


def differences(rows: Mapping[str, tuple[float, float, float]], *, label: str) -> None:
    """A difference and its interval for each name, beside a line at 0.

    Parameters
    ----------
    rows : dict of name to (difference, low, high)
    label : of the axis
    """
    made = plots.figure(height=80 + 34 * len(rows), width=760)
    made.set_layout_engine("constrained")
    with plots.style():
        ax = made.subplots()
        ax.axvline(0, color=plots.MUTED, lw=1.2, ls="--")
        for i, (middle, low, high) in enumerate(rows.values()):
            clear = low > 0 or high < 0
            ax.plot([low, high], [i, i], color=plots.BLUE, lw=2)
            ax.plot(middle, i, "o", ms=9, color=plots.BLUE, mfc=plots.BLUE if clear else plots.CARD)
        ax.set_yticks(range(len(rows)), list(rows))
        ax.tick_params(axis="y", length=0)
        ax.invert_yaxis()
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_xlabel(label)
    told = "; ".join(
        f"{name}: {middle:.1f}, interval {low:.1f} to {high:.1f}"
        for name, (middle, low, high) in rows.items()
    )
    plots.show(made, f"{label}; a filled dot where the interval leaves 0 out. {told}.")


def sliding(x: np.ndarray, row: int = 2, column: int = 4) -> None:
    """One window of a picture, as one row of the table that is multiplied by the filters.

    Parameters
    ----------
    x : ndarray of shape (64,), pixels from 0 to 16
    row, column : 1 to 6, the middle of the window
    """
    picture = x.reshape(SIDE, SIDE)
    window = picture[row - 1 : row + 2, column - 1 : column + 2].ravel()
    made = plots.figure(height=250, width=820)
    with plots.style():
        ax = made.add_axes((0.0, 0.1, 0.24, 0.76))
        ax.set_axis_off()
        ax.set_title("8 x 8 pixels, one window")
        ax.imshow(picture, **PAPER)
        ax.add_patch(Rectangle((column - 1.5, row - 1.5), 3, 3, fc="none", ec=plots.ORANGE, lw=2.5))
        ax = made.add_axes((0.3, 0.1, 0.7, 0.76))
        ax.set_axis_off()
        ax.set_xlim(0, 574)
        ax.set_ylim(190, 0)
        ax.add_patch(Rectangle((0, 20), 216, 140, fc=plots.CARD, ec=plots.INK))
        ax.text(0, 12, "table: a row for each window")
        ax.text(108, 178, "64 × 9", ha="center", color=plots.MUTED)
        for i, pixel in enumerate(window):
            ax.add_patch(Rectangle((24 * i, 70), 24, 24, fc="none", ec=plots.ORANGE))
            ax.text(24 * i + 12, 82, f"{pixel:.0f}", ha="center", va="center")
        ax.text(108, 116, "⋮", ha="center", va="center")
        ax.text(108, 48, "⋮", ha="center", va="center")
        ax.text(238, 90, "·", ha="center", va="center", size=14)
        ax.add_patch(Rectangle((262, 45), 70, 90, fc="#dbeaf4", ec=plots.BLUE))
        ax.text(297, 90, "W", ha="center", va="center", weight="bold")
        ax.text(262, 36, "filters")
        ax.text(297, 152, "9 × 16", ha="center", color=plots.MUTED)
        ax.text(356, 90, "=", ha="center", va="center", size=14)
        ax.add_patch(Rectangle((382, 20), 70, 140, fc=plots.CARD, ec=plots.INK))
        ax.add_patch(Rectangle((382, 70), 70, 24, fc="none", ec=plots.ORANGE))
        ax.text(382, 12, "16 new pictures")
        ax.text(417, 178, "64 × 16", ha="center", color=plots.MUTED)
    numbers = " ".join(f"{pixel:.0f}" for pixel in window)
    plots.show(
        made,
        "A digit with a frame around 3 by 3 of its pixels. These nine stand as one row in a table "
        f"of 64 by 9: {numbers}. The table times W, of 9 by 16, is a table of 64 by 16: at each "
        "place of the picture 16 numbers.",
    )
