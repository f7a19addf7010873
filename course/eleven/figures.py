"""The still pictures of lesson 01, each with its text for those who cannot see it."""

from collections.abc import Mapping

import numpy as np

from course.eleven import net
from course.kit import plots


def sigmoid_and_slope() -> None:
    """The curve, and below it how steep it is."""
    z = np.linspace(-7, 7, 281)
    s = net.sigmoid(z)
    made = plots.figure(height=270, width=640)
    with plots.style():
        ax = made.add_axes((0.08, 0.17, 0.78, 0.74))
        ax.plot(z, s, color=plots.BLUE)
        ax.plot(z, net.slope(s), color=plots.ORANGE, ls="--")
        ax.text(7.15, s[-1], "sigmoid(z)", color=plots.BLUE, va="center")
        ax.text(7.15, 0.01, "its slope", color=plots.ORANGE, va="center")
        ax.set_xlim(-7, 7)
        ax.set_ylim(-0.03, 1.05)
        ax.set_xlabel("z, what goes in")
        ax.grid(axis="y")
    plots.show(
        made,
        "The sigmoid climbs from 0 through 0.5 at z = 0 to 1. Its slope is a hill: 0.25 at z = 0, "
        "nearly 0 beyond -5 and 5.",
    )


def there_and_back() -> None:
    """The network as a graph: what goes forward, what comes back."""
    made = plots.figure(height=300, width=760)
    params = net.init(np.random.RandomState(1))
    p, h = net.forward(params, net.X)
    with plots.style():
        ax = made.add_axes((0.0, 0.1, 1.0, 0.86))
        graph = plots.NetworkGraph(ax)
        graph.update([4 * params["W0"], 4 * params["W1"]], [net.X[1], h[1], p[1]])
        for x, text in ((0.25, "W0"), (0.75, "W1")):
            ax.text(x, 1.0, text, ha="center", weight="bold")
        for x, text in ((0, "X, a row"), (0.5, "h"), (1, "p")):
            ax.text(x, 0.0, text, ha="center", weight="bold")
        arrow = {"arrowstyle": "->", "lw": 1.6}
        for y, ends, text, colour in (
            (-0.1, ((0.0, 1.0)), "forward: multiply, squash, multiply, squash", plots.BLUE),
            (-0.19, ((1.0, 0.0)), "back: error times slope, through W1, times slope", plots.ORANGE),
        ):
            start, end = ends
            ax.annotate("", (end, y), (start, y), arrowprops=arrow | {"color": colour})
            ax.text(
                0.5, y, text, ha="center", va="center", color=colour,
                bbox={"facecolor": plots.CARD, "edgecolor": "none", "pad": 2},
            )  # fmt: skip
        ax.set_ylim(-0.24, 1.08)
    plots.show(
        made,
        "A network drawn as a graph: three inputs, four hidden units h, one prediction p. W0 joins "
        "inputs to hidden units, W1 joins hidden units to the prediction. Positive weights are "
        "blue and solid, negative ones orange and dashed. Predictions are computed from left to "
        "right; blame goes back from right to left.",
    )


def bars(values: Mapping[str, float], *, label: str, log: bool = False, form: str = "{:g}") -> None:
    """One bar for each name, with its value; on a log axis a dot, since a bar has no foot there."""
    made = plots.figure(height=80 + 34 * len(values), width=640)
    made.set_layout_engine("constrained")
    with plots.style():
        ax = made.subplots()
        ax.margins(x=0.12)
        names, numbers = list(values), list(values.values())
        if log:
            ax.plot(numbers, names, "o", color=plots.BLUE, ms=9)
            ax.set_ylim(-0.6, len(names) - 0.4)
        else:
            ax.barh(names, numbers, color=plots.BLUE, height=0.62)
        ax.invert_yaxis()
        ax.set_xlabel(label)
        ax.tick_params(axis="y", length=0)
        if log:
            ax.set_xscale("log")
            ax.grid(axis="x")
        for i, value in enumerate(values.values()):
            ax.annotate(
                form.format(value), (value, i), (8, 0), textcoords="offset points", va="center"
            )
    listed = "; ".join(f"{name}: {form.format(value)}" for name, value in values.items())
    plots.show(made, f"{label}. {listed}.")
