"""The still pictures of lesson 04, each with its text for those who cannot see it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from course.addition import net
from course.kit import plots

COLUMNS = (0.2, 0.5, 0.8)  # where the positions stand in the unrolled pictures
OUTPUT, HIDDEN, INPUT = 0.86, 0.5, 0.14  # heights of the three layers there
BOX = {"boxstyle": "round,pad=0.45", "fc": plots.CARD, "ec": plots.INK}
FILLED = BOX | {"fc": [1 - 0.14 * (1 - part) for part in to_rgb(plots.BLUE)]}  # a tint of blue
CURVES = ((plots.ORANGE, "--"), (plots.BLUE, "-"), (plots.GREEN, "-."), (plots.INK, ":"))


def unrolled() -> None:
    """The network walks three positions of 3 + 1, from left to right."""
    made, ax = _stage()
    with plots.style():
        X, y = net.sums([3], [1], 3)
        for t, x in enumerate(COLUMNS):
            a, b = X[0, t].astype(int)
            _label(ax, x, INPUT, f"{a}  {b}", BOX)
            _label(ax, x, HIDDEN, f"$h_{t}$", FILLED)
            _label(ax, x, OUTPUT, f"{y[0, t, 0]:.0f}", BOX)
            _arrow(ax, (x, INPUT), (x, HIDDEN), "$W_{xh}$")
            _arrow(ax, (x, HIDDEN), (x, OUTPUT), "$W_{hy}$")
            _arrow(ax, (x - 0.3 + 0.11 * (t == 0), HIDDEN), (x, HIDDEN), "$W_{hh}$")
            told = f"position {t}" + (", the lowest bit" if t == 0 else "")
            ax.text(x, 0.0, told, ha="center", color=plots.MUTED)
        _label(ax, COLUMNS[0] - 0.19, HIDDEN, "0", BOX)
        _rows(ax, ("bits of 3 and 1", "memory", "bit of the sum"))
    plots.show(
        made,
        "Three columns, one for each position of 3 + 1, the lowest bit on the left. In each, the "
        "two input bits lead up through W_xh to the hidden layer h, and h leads up through W_hy to "
        "a bit of the sum. From each h an arrow leads through W_hh to the h on its right. The "
        "first h gets zeros from the left. The bits read 1 1, 1 0, 0 0; the sums 0, 0, 1.",
    )


def backwards() -> None:
    """The blame walks back over the same three positions, from right to left."""
    made, ax = _stage()
    with plots.style():
        look = {"color": plots.ORANGE, "ls": "--"}
        for t, x in enumerate(COLUMNS):
            _label(ax, x, OUTPUT, rf"$\delta_y$ of {t}", BOX)
            _label(ax, x, HIDDEN, rf"$\delta_{t}$", FILLED)
            _arrow(ax, (x, OUTPUT), (x, HIDDEN), "$W_{hy}^T$", **look)
            start = x + (0.3 if t < 2 else 0.19)
            _arrow(ax, (start, HIDDEN), (x, HIDDEN), "$W_{hh}^T$", **look)
            before = f"$h_{t - 1}^T$" if t else "$0$"
            lines = (
                rf"to $W_{{hy}}$:  $h_{t}^T$ times $\delta_y$",
                rf"to $W_{{hh}}$:  {before} times $\delta_{t}$",
                rf"to $W_{{xh}}$:  $x_{t}^T$ times $\delta_{t}$",
            )
            for i, line in enumerate(lines):
                ax.text(x - 0.085, 0.25 - 0.1 * i, line, va="center")
        _label(ax, COLUMNS[2] + 0.19, HIDDEN, "0", BOX)
        _rows(ax, ("added up", "blame for $h$", "blame for output"), (0.15, HIDDEN, OUTPUT))
    plots.show(
        made,
        "The same three columns, with all arrows turned round. The last hidden layer gets blame "
        "from its own output, through W_hy transposed, and zeros from the right. Every other gets "
        "blame from its own output and, through W_hh transposed, from the hidden layer on its "
        "right. Below each column stands what it adds to the three gradients: to W_hy its h times "
        "the output's delta, to W_hh the h of the position before times its delta, to W_xh its "
        "input times its delta.",
    )


def _stage():
    made = plots.figure(height=300, width=820)
    with plots.style():
        ax = made.add_axes((0.14, 0.03, 0.85, 0.94))
        ax.set_axis_off()
        ax.set_xlim(0, 1)
        ax.set_ylim(-0.04, 1)
    return made, ax


def _label(ax: Axes, x: float, y: float, text: str, box: dict) -> None:
    ax.text(x, y, text, ha="center", va="center", size=11, bbox=box, zorder=3)


def _arrow(ax: Axes, start, end, name: str, color: str = plots.BLUE, ls: str = "-") -> None:
    ax.annotate(
        "", end, start, zorder=1,
        arrowprops={"arrowstyle": "-|>", "color": color, "ls": ls, "lw": 1.8,
                    "shrinkA": 18, "shrinkB": 20},
    )  # fmt: skip
    (x, y), (to_x, to_y) = start, end
    upright = x == to_x
    ax.text(
        (x + to_x) / 2 + 0.012 * upright, (y + to_y) / 2 + 0.035 * (not upright), name,
        ha="left" if upright else "center", va="center" if upright else "bottom",
        color=plots.for_letters(color),
    )  # fmt: skip


def _rows(ax: Axes, names, heights=(INPUT, HIDDEN, OUTPUT)) -> None:
    for name, height in zip(names, heights, strict=True):
        ax.text(-0.155, height, name, va="center", color=plots.MUTED, clip_on=False)


def kept_apart(walks: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """What a network says at every position with and without a carry at the start, side by side.

    Parameters
    ----------
    walks : dict of title to predictions with a carry and without, of shape (n_positions,) each.
        The first position, which makes the carry or does not, is not drawn
    """
    made = plots.figure(height=270, width=820)
    told = []
    with plots.style():
        for i, (title, (carry, none)) in enumerate(walks.items()):
            ax = made.add_axes((0.075 + 0.47 * i, 0.19, 0.36, 0.68))
            positions = range(1, len(carry))
            ax.plot(positions, none[1:], color=plots.ORANGE, ls="--")
            ax.plot(positions, carry[1:], color=plots.BLUE)
            ax.axhline(0.5, color=plots.MUTED, lw=1, ls=":")
            ax.set_title(title)
            ax.set_xlim(0, len(carry) - 1)
            ax.set_ylim(-0.04, 1.04)
            ax.set_xlabel("position")
            met = abs(carry[-1] - none[-1]) < 0.05
            if met:
                _end(ax, (carry[-1] + none[-1]) / 2, "both", plots.INK)
            else:
                _end(ax, carry[-1], "carry", plots.BLUE)
                _end(ax, none[-1], "none", plots.ORANGE)
            last = (
                f"both at {carry[-1]:.1f}"
                if met
                else f"{carry[-1]:.1f} with, {none[-1]:.1f} without"
            )
            told.append(
                f"{title}: with a carry it begins at {carry[1]:.1f}, without at {none[1]:.1f}; "
                f"in the end {last}"
            )
        made.axes[0].set_ylabel("what the output says")
    plots.show(made, f"What is said at each position against the position. {'. '.join(told)}.")


def _end(ax: Axes, height: float, name: str, color: str) -> None:
    ax.annotate(
        name, (ax.get_xlim()[1], height), (6, 0), textcoords="offset points", va="center",
        color=plots.for_letters(color), annotation_clip=False,
    )  # fmt: skip


def carry_by_bit(
    levels: np.ndarray, border: float, X: np.ndarray, y: np.ndarray, carry: np.ndarray
) -> None:
    """One sum, as on paper with the highest bit on the left, and the level of the carry in it.

    Parameters
    ----------
    levels : ndarray of shape (n_positions,), the hidden layers along the carry's direction
    border : float, above it is a carry
    X : ndarray of shape (n_positions, 2), the bits of the two numbers
    y : ndarray of shape (n_positions, 1), the bits of their sum
    carry : ndarray of shape (n_positions,), the true carry that leaves each position
    """
    made = plots.figure(height=360, width=700)
    bits = range(len(levels))
    with plots.style():
        ax = made.add_axes((0.13, 0.4, 0.72, 0.56))
        ax.axhline(border, color=plots.MUTED, lw=1.2, ls="--")
        ax.plot(bits, levels, color=plots.RULE, lw=1.2, zorder=1)
        for on, fill in ((1, plots.BLUE), (0, plots.CARD)):
            at = np.flatnonzero(carry == on)
            ax.plot(at, levels[at], "o", ms=10, mec=plots.BLUE, mew=1.8, mfc=fill)
        room = 0.25 * np.ptp(levels)
        ax.set_ylim(levels.min() - room, levels.max() + room)
        ax.set_xlim(len(bits) - 0.5, -0.5)
        ax.set_xticks(list(bits))
        ax.set_ylabel("level along\nthe direction")
        ax.tick_params(axis="x", labelbottom=False)
        for height, name, color in (
            (levels[carry > 0].mean(), "a carry\nleaves", plots.BLUE),
            (levels[carry < 1].mean(), "none", plots.BLUE),
            (border, "border", plots.MUTED),
        ):
            ax.annotate(name, (-0.5, height), (8, 0), textcoords="offset points", va="center",
                        annotation_clip=False, color=color)  # fmt: skip
        _row_below(ax, 0, "position", list(bits), plots.MUTED, 9)
        for i, (name, row) in enumerate((("a", X[:, 0]), ("b", X[:, 1]), ("a + b", y[:, 0])), 1):
            _row_below(ax, i, name, row.astype(int).tolist(), plots.INK, 11)
    told = "; ".join(
        f"position {t}: {X[t, 0]:.0f} and {X[t, 1]:.0f}, {'a carry' if carry[t] else 'no carry'} "
        f"leaves, {'above' if levels[t] > border else 'below'} the border"
        for t in bits
    )
    plots.show(made, f"The level along the carry's direction at every position of a sum. {told}.")


def _row_below(ax: Axes, i: int, name: str, row: list[int], color: str, size: int) -> None:
    """Write the i-th row of numbers below an axis, one under each tick, its name on the left."""
    floor, down = ax.get_ylim()[0], -14 - 22 * i
    look: dict[str, Any] = {
        "textcoords": "offset points",
        "va": "center",
        "annotation_clip": False,
    }
    ax.annotate(name, (ax.get_xlim()[0], floor), (-14, down), ha="right", color=plots.MUTED, **look)
    for t, digit in enumerate(row):
        ax.annotate(f"{digit}", (t, floor), (0, down), ha="center", color=color, size=size, **look)


def slopes(curves: Mapping[str, np.ndarray]) -> None:
    """How much of a slope is left k positions back, down to 1e-42; curves are named at their ends.

    Parameters
    ----------
    curves : dict of name to what is left, for k = 0, 1, 2, …, four at most

    Raises
    ------
    ValueError
        If there are more than four.
    """
    if len(curves) > len(CURVES):
        raise ValueError(
            f"{len(curves)} curves are given, and there are {len(CURVES)} colours and dashes for "
            "them: choose four at most"
        )
    made = plots.figure(height=330, width=760)
    with plots.style():
        ax = made.add_axes((0.1, 0.15, 0.66, 0.81))
        ax.set_yscale("log")
        for (name, left), (color, dash) in zip(curves.items(), CURVES, strict=False):
            ax.plot(left, color=color, ls=dash)
            ax.annotate(
                name, (len(left) - 1, left[-1]), (8, 0), textcoords="offset points", va="center",
                color=plots.for_letters(color), annotation_clip=False,
            )  # fmt: skip
        ax.set_xlim(0, max(map(len, curves.values())) - 1)
        ax.set_ylim(1e-42, 100)
        ax.set_yticks([10.0**power for power in range(-40, 1, 10)])
        ax.minorticks_off()
        ax.set_xlabel("positions back")
        ax.set_ylabel("slope that is left")
        ax.grid(axis="y")
    told = "; ".join(
        f"{name.replace(chr(10), ' ')}: {left[10]:.0e} after 10 positions, "
        f"{left[-1]:.0e} after {len(left) - 1}"
        for name, left in curves.items()
    )
    plots.show(made, f"The slope that is left against positions back, a logarithmic axis. {told}.")
