"""The still pictures of lesson 05, each with its text for those who cannot see it."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from course.kit import plots

COLOURS = (plots.BLUE, plots.ORANGE, plots.GREEN)
BOX = {"boxstyle": "round,pad=0.45", "fc": plots.CARD, "ec": plots.INK}


def tint(color: str, share: float = 0.3) -> list[float]:
    """A colour mixed with white, light enough for letters on it."""
    return [1 - share * (1 - part) for part in to_rgb(color)]


def heights(strengths: Sequence[np.ndarray], reads: Sequence[str]) -> None:
    """A stack after each step: blocks as high as their strengths, and what of them is read.

    Parameters
    ----------
    strengths : for each step an ndarray of shape (t,), the lowest first; three values at most
    reads : for each step, what is read, in words

    Raises
    ------
    ValueError
        If there are more values than colours.
    """
    most = max(map(len, strengths))
    if most > len(COLOURS):
        raise ValueError(
            f"{most} values are on the stack; the figure has colours for "
            f"{len(COLOURS)}: show fewer steps"
        )
    made = plots.figure(height=330, width=760)
    told = []
    with plots.style():
        ax = made.add_axes((0.08, 0.2, 0.9, 0.74))
        for t, (s, read) in enumerate(zip(strengths, reads, strict=True)):
            _column(ax, t, s)
            told.append(
                f"after step {t + 1}: "
                + ", ".join(f"{s[i]:.1f} of v{i + 1}" for i in reversed(range(len(s))))
                + f" from the top down; read: {read.translate({ord(sign): None for sign in '$_'})}"
            )
            ax.annotate(
                f"step {t + 1}\nread: {read}", (t, 0), (0, -10), textcoords="offset points",
                ha="center", va="top", annotation_clip=False,
            )  # fmt: skip
        ax.set_xlim(-0.5, len(strengths) - 0.5)
        ax.set_xticks([])
        ax.set_ylabel("height, in strengths")
        ax.spines["bottom"].set_position("zero")
    plots.show(made, f"Three stacks of blocks. {'; '.join(told)}.")


def _column(ax: Axes, t: int, s: np.ndarray) -> None:
    foot = 0.0
    for i, height in enumerate(s):
        if height > 0:
            ax.bar(t, height, 0.36, bottom=foot, color=tint(COLOURS[i]), ec=plots.INK)
            ax.text(t, foot + height / 2, f"$v_{i + 1}$: {height:.1f}", ha="center", va="center")
        foot += height
    reach = max(foot - 1, 0.0)
    ax.plot([t + 0.24] * 2, [reach, foot], color=plots.INK, lw=3, solid_capstyle="butt")
    ax.annotate("read", (t + 0.24, (reach + foot) / 2), (5, 0), textcoords="offset points",
                va="center")  # fmt: skip


def hinges() -> None:
    """The two functions that are new in the stack, with their slopes and their kinks."""
    made = plots.figure(height=260, width=760)
    x = np.array([-1.0, 0.0, 1.0])
    with plots.style():
        for i, (y, title, kink, slopes) in enumerate((
            (np.maximum(0, x), "$\\max(0, x)$", "kink", ("slope 0", "slope 1")),
            (np.minimum(0.5 * np.ones(3), x / 2 + 0.5), "$\\min(s, room)$, as $s$ grows",
             "kink: $s = room$", ("slope 1", "slope 0")),
        )):  # fmt: skip
            ax = made.add_axes((0.06 + 0.5 * i, 0.1, 0.4, 0.74))
            ax.plot(x, y, color=plots.BLUE)
            ax.plot(0, y[1], "o", ms=8, mfc=plots.CARD, mec=plots.ORANGE, mew=2)
            ax.set_title(title)
            ax.set_xticks([])
            ax.set_yticks([])
            ax.margins(y=0.35)
            for at, name in zip((-0.55, 0.55), slopes, strict=True):
                ax.annotate(name, (at, float(np.interp(at, x, y))), (0, 9),
                            textcoords="offset points",
                            ha="right" if name == "slope 1" else "center")  # fmt: skip
            ax.annotate(kink, (0, y[1]), (6, -16), textcoords="offset points",
                        color=plots.for_letters(plots.ORANGE))  # fmt: skip
    plots.show(
        made,
        "Two bent lines. max(0, x) is flat, with slope 0, up to a kink at 0, and rises with slope "
        "1 from there. min(s, room) rises with slope 1 as s grows, up to a kink where s is as "
        "large as the room, and is flat from there.",
    )


def controller() -> None:
    """One step: what the controller sees, what it says, and how the read comes back."""
    made = plots.figure(height=290, width=760)
    with plots.style():
        ax = made.add_axes((0.01, 0.03, 0.98, 0.94))
        ax.set_axis_off()
        ax.set_xlim(0, 1)
        ax.set_ylim(0, 1)
        for x, y, text in (
            (0.1, 0.72, "symbol $x_t$"),
            (0.1, 0.28, "last read $r_{t-1}$"),
            (0.38, 0.5, "hidden layer $c$"),
            (0.72, 0.86, "answer"),
            (0.72, 0.4, "stack"),
            (0.93, 0.4, "$r_t$"),
        ):
            fill = tint(plots.BLUE, 0.14) if text == "stack" else plots.CARD
            ax.text(x, y, text, ha="center", va="center", size=11, bbox=BOX | {"fc": fill})
        for start, end, name in (
            ((0.17, 0.69), (0.29, 0.55), "$W_x$"),
            ((0.185, 0.31), (0.29, 0.45), "$W_r$"),
            ((0.46, 0.58), (0.67, 0.83), "$W_y$"),
            ((0.475, 0.48), (0.675, 0.42), ""),
            ((0.765, 0.4), (0.905, 0.4), ""),
        ):
            _arrow(ax, start, end, name, plots.BLUE, "-")
        ax.text(0.575, 0.5, "push $d$, pop $u$, value $v$", ha="center")
        ax.plot([0.93, 0.93, 0.1], [0.32, 0.08, 0.08], color=plots.ORANGE, ls="--", lw=1.6)
        _arrow(ax, (0.1, 0.08), (0.1, 0.21), "", plots.ORANGE, "--")
        ax.text(0.52, 0.1, "at the next step", ha="center", va="bottom")
    plots.show(
        made,
        "The symbol, through W_x, and what was read at the step before, through W_r, make the "
        "hidden layer c. From c come the answer, through W_y, and a push d, a pop u and a value v "
        "for the stack. What is read from the stack, r, goes back to the controller at the next "
        "step.",
    )


def _arrow(ax: Axes, start, end, name: str, color: str, ls: str) -> None:
    look = {"arrowstyle": "-|>", "color": color, "ls": ls, "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", end, start, arrowprops=look)
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    ax.annotate(name, middle, (0, 7), textcoords="offset points", ha="center")


def gates(runs: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Pushes and pops of trained controllers, step by step, side by side.

    Parameters
    ----------
    runs : dict of title to pushes and pops, of shape (T,) each; the answers begin at T / 2
    """
    made = plots.figure(height=250, width=820)
    told = []
    with plots.style():
        for i, (title, (d, u)) in enumerate(runs.items()):
            share = 0.93 / len(runs)
            ax = made.add_axes((0.08 + share * i, 0.2, share - 0.085, 0.66))
            steps = np.arange(1, len(d) + 1)
            ax.axvline(len(d) / 2 + 0.5, color=plots.RULE, lw=1.2)
            for gate, color, dash, mark in (
                (d, plots.BLUE, "-", "o"),
                (u, plots.ORANGE, "--", "s"),
            ):
                ax.plot(steps, gate, color=color, ls=dash, marker=mark, ms=4)
            for gate, name, color in ((d, "push", plots.BLUE), (u, "pop", plots.ORANGE)):
                ax.annotate(name, (steps[-1], gate[-1]), (7, 0), textcoords="offset points",
                            va="center", color=plots.for_letters(color),
                            annotation_clip=False)  # fmt: skip
            ax.set_title(title)
            ax.set_ylim(-0.04, 1.04)
            ax.set_xlim(0.5, len(d) + 0.5)
            ax.set_xticks([1, len(d) // 2, len(d)])
            ax.set_xlabel("step")
            told.append(f"{title}: {_halves('pushes', d)}, {_halves('pops', u)}")
        made.axes[0].set_ylabel("push and pop")
    plots.show(
        made,
        f"Pushes and pops at each step; in the first half symbols come in, in the second half they "
        f"are said. {'. '.join(told)}.",
    )


def _halves(name: str, gate: np.ndarray) -> str:
    half = len(gate) // 2
    first, second = _about(gate[1:half]), _about(gate[half:-1])
    return f"{name} {first} throughout" if first == second else f"{name} {first}, then {second}"


def _about(gate: np.ndarray) -> str:
    """Where gates are, in words: coarse, so that they are the same on every machine."""
    mean = gate.mean()
    if min(mean, 1 - mean) < 0.02:
        return f"at {mean:.0f}"
    if 0.35 < mean < 0.65:
        return "near one half"
    return "nearer to 1, but not at it" if mean > 0.5 else "nearer to 0, but not at it"
