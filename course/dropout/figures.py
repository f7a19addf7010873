"""The still pictures of lesson 03, each with its text for those who cannot see it."""

from collections.abc import Sequence

import numpy as np

from course.dropout import net
from course.eleven import net as eleven
from course.kit import plots
from course.kit.plots import bars as bars  # the lesson says figures.bars

COLUMNS = 8  # digits in a row of the picture


def said_digits(X: np.ndarray, said: np.ndarray, right: np.ndarray) -> None:
    """Digits with the label they were given; a wrong one is marked, and the right one told.

    Parameters
    ----------
    X : ndarray of shape (n_rows, 65), pixels and a one
    said, right : ndarrays of shape (n_rows, 10), 1 for the digit it is said to be, or is
    """
    labels = list(zip(said.argmax(axis=1), right.argmax(axis=1), strict=True))
    made, axes = plots.tiles(len(X), COLUMNS, width=96, height=118)
    with plots.style():
        for ax, row, (label, digit) in zip(axes, X, labels, strict=True):
            ax.imshow(row[:-1].reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
            if label == digit:
                ax.set_title(f"{label}", x=0.5, ha="center", color=plots.INK)
            else:
                told = f"✘ {label}, is {digit}"
                ax.set_title(told, x=0.5, ha="center", color=plots.for_letters(plots.ORANGE),
                             weight="bold")  # fmt: skip
    told = ", ".join(
        f"a {digit}" if label == digit else f"a {digit} that is labelled {label}"
        for label, digit in labels
    )
    plots.show(made, f"Digits of 8 by 8 pixels, with noise: {told}.")


def thinned() -> None:
    """A whole network, and two of the many thinned ones that are in it."""
    made = plots.figure(height=270, width=820)
    params = eleven.init(np.random.RandomState(1), hidden=5)
    shown = {"in use: everybody": (), "one row of one update": (1, 2), "another row": (0, 2, 4)}
    with plots.style():
        for i, (title, dropped) in enumerate(shown.items()):
            mask = np.ones(5)
            mask[list(dropped)] = 0
            thin = {"W0": 4 * params["W0"] * mask, "W1": 4 * params["W1"] * mask[:, None]}
            p, h = net.forward(params, eleven.X, mask * mask.size / mask.sum())
            ax = made.add_axes((0.01 + 0.335 * i, 0.02, 0.31, 0.86))
            ax.set_title(title, x=0.02)
            plots.NetworkGraph(ax).update(list(thin.values()), [eleven.X[1], h[1], p[1]])
            for x, y in plots.column(5, 1, 3)[list(dropped)]:
                ax.plot(x, y, "o", ms=23, mfc=plots.CARD, mec=plots.RULE, zorder=3)
                ax.plot(x, y, "x", ms=11, mew=2, color=plots.MUTED, zorder=4)
    told = (
        f"{title} units {', '.join(str(unit + 1) for unit in dropped)} are crossed out"
        for title, dropped in shown.items()
        if dropped
    )
    plots.show(
        made,
        "Three times the same network with three inputs, five hidden units and one output. In use "
        f"all units speak. For {'; for '.join(told)}. All lines of a crossed-out unit are gone.",
    )


def learning(curves: dict[str, tuple[Sequence[float], Sequence[float]]]) -> None:
    """Shares that are right, in per cent, against the step; each curve is named at its end.

    Parameters
    ----------
    curves : dict of name to (steps, shares from 0 to 1), two at most

    Raises
    ------
    ValueError
        If there are more curves than looks: two.
    """
    made = plots.figure(height=300, width=760)
    looks = ((plots.INK, "--"), (plots.BLUE, "-"))
    if len(curves) > len(looks):
        raise ValueError(f"{len(curves)} curves cannot be told apart: draw {len(looks)} at most")
    with plots.style():
        ax = made.add_axes((0.08, 0.16, 0.68, 0.8))
        for (name, (steps, shares)), (colour, dash) in zip(curves.items(), looks, strict=False):
            right = 100 * np.asarray(shares)
            ax.plot(steps, right, color=colour, ls=dash)
            ax.annotate(
                name, (steps[-1], right[-1]), (8, 0), textcoords="offset points", va="center",
                color=plots.for_letters(colour), annotation_clip=False,
            )  # fmt: skip
        ax.set_ylim(0, 100)
        ax.set_xlim(0, max(steps[-1] for steps, _ in curves.values()))
        ax.set_xlabel("step")
        ax.set_ylabel("right, %")
        ax.grid(axis="y")
    ends = "; ".join(
        f"{name}: highest {100 * max(shares):.0f}, at the end {100 * shares[-1]:.0f}"
        for name, (_, shares) in curves.items()
    )
    plots.show(made, f"Per cent right against the step. {ends}.")
