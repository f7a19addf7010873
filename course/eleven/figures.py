"""The still pictures of lesson 01, each with its text for those who cannot see it."""

import numpy as np

from course.eleven import net
from course.kit import plots
from course.kit.plots import bars as bars  # the lesson says figures.bars


def sigmoid_and_slope() -> None:
    """The curve, and below it how steep it is."""
    z = np.linspace(-7, 7, 281)
    s = net.sigmoid(z)
    made = plots.figure(height=270, width=640)
    with plots.style():
        ax = made.add_axes((0.08, 0.17, 0.78, 0.74))
        ax.plot(z, s, color=plots.BLUE)
        ax.plot(z, net.slope(s), color=plots.ORANGE, ls="--")
        ax.text(7.15, s[-1], "sigmoid(z)", color=plots.for_letters(plots.BLUE), va="center")
        ax.text(7.15, 0.01, "its slope", color=plots.for_letters(plots.ORANGE), va="center")
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
                0.5, y, text, ha="center", va="center", color=plots.for_letters(colour),
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
