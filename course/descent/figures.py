"""The still pictures of lesson 02, each with its text for those who cannot see it."""

from collections.abc import Mapping, Sequence

import numpy as np

from course.descent import net
from course.descent.curves import CURVES
from course.kit import plots


def steps_in_a_bowl() -> None:
    """One ball, three step sizes: creeping, overshooting, running off."""
    made = plots.figure(height=290, width=820)
    bowl = CURVES["bowl"]
    with plots.style():
        for i, (alpha, start, told) in enumerate(
            (
                (0.2, 8.0, "creeps down"),
                (1.8, 8.0, "overshoots, and arrives"),
                (2.1, 4.0, "overshoots, and leaves"),
            )
        ):
            ax = made.add_axes((0.065 + 0.32 * i, 0.16, 0.28, 0.74))
            z = np.linspace(-10, 10, 201)
            ax.plot(z, bowl.height(z[:, None]), color=plots.MUTED, lw=1.2)
            walk = net.roll(bowl, np.array([[start]]), alpha=alpha, steps=8)
            x = np.array([step.params["x"][0, 0] for step in walk])[:, None]  # numbers, no views
            ax.plot(x, bowl.height(x), "o-", color=plots.BLUE, lw=1, ms=5)
            ax.plot(x[:1], bowl.height(x[:1]), "o", color=plots.ORANGE, ms=9)
            ax.set_title(f"alpha = {alpha}: {told}")
            ax.set_xlim(-10.4, 10.4)
            ax.set_ylim(-3, 52)
            ax.set_xlabel("place x")
        made.axes[0].set_ylabel("height")
    plots.show(
        made,
        "Three times the same bowl, seven steps each from the orange ball. With alpha 0.2 the ball "
        "creeps down one side. With 1.8 it lands on the other side each time, a little lower. With "
        "2.1 it lands on the other side, higher each time.",
    )


def runs(
    curves: Mapping[str, tuple[Sequence[float], Sequence[float]]],
    *,
    x_label: str,
    y_label: str = "mean absolute error",
) -> None:
    """Error curves on two logarithmic axes, each named at its end.

    Raises
    ------
    ValueError
        If there are more curves than can be told apart: five.
    """
    made = plots.figure(height=330, width=760)
    dashes = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)))
    colours = (plots.INK, plots.BLUE, plots.GREEN, plots.ORANGE, plots.PURPLE)
    if len(curves) > len(colours):
        raise ValueError(f"{len(curves)} curves cannot be told apart: draw {len(colours)} at most")
    with plots.style():
        ax = made.add_axes((0.08, 0.15, 0.74, 0.8))
        ax.set_xscale("log")
        ax.set_yscale("log")
        for (name, (x, y)), dash, colour in zip(curves.items(), dashes, colours, strict=False):
            ax.plot(x, y, ls=dash, color=colour, label=name)
        _name_ends(ax, curves, colours)
        ax.set_xlabel(x_label)
        ax.set_ylabel(y_label)
        ax.grid(axis="y")
    ends = "; ".join(f"{name} ends at {y[-1]:.2g}" for name, (_, y) in curves.items())
    plots.show(made, f"{y_label} against {x_label}, both logarithmic. {ends}.")


def _name_ends(ax, curves, colours) -> None:
    """Write each name where its curve ends, with room between two names."""
    ends = sorted(
        (np.log10(y[-1]), x[-1], name, colour)
        for (name, (x, y)), colour in zip(curves.items(), colours, strict=False)
    )
    low, high = np.log10(ax.get_ylim())
    gap, floor = 0.062 * (high - low), -np.inf
    right = max(x for _, x, _, _ in ends)
    for height, _, name, colour in ends:
        floor = max(height, floor + gap)
        ax.annotate(
            name,
            (right, 10**floor),
            (8, 0),
            textcoords="offset points",
            va="center",
            color=plots.for_letters(colour),
            annotation_clip=False,
        )
