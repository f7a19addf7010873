"""The live picture of lesson 01: a network as a graph, its four answers, its error as it trains."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.eleven import net
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import alpha_control, control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Step
from course.kit.words import whose

STEPS = 60_000
ROWS = {f"{row[0]:.0f} {row[1]:.0f} {row[2]:.0f}": i for i, row in enumerate(net.X)}


class ElevenPanel(Panel):
    """Train the eleven-line network on one of four tables and watch all of it.

    Parameters
    ----------
    loss_and_gradients : callable
        What drives the panel: what ``eleven.check("loss_and_gradients", …)`` returned. That is
        your own function once it is right, and the course's until then.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        hidden (1 to 8), alpha (0.001 to 1000), seed (0 to 9999), target ("XOR", "AND", "OR",
        "first column"), row (0 to 3, the row whose activations the graph shows), speed (steps a
        frame).
    """

    def __init__(
        self,
        loss_and_gradients: Callable[..., Any] = net.loss_and_gradients,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._loss_and_gradients = accepted("eleven.loss_and_gradients", loss_and_gradients)
        self._trail = plots.Trail()
        self._drawn_for: tuple[Any, ...] = ()
        super().__init__(
            self._make_picture(),
            [
                {
                    "hidden": control(
                        widgets.IntSlider, "hidden units", 250, value=4, min=1, max=8
                    ),
                    "alpha": alpha_control(),
                    "seed": seed_control(),
                },
                {
                    "target": control(
                        widgets.Dropdown, "target", 190, options=list(net.TARGETS), value="XOR"
                    ),
                    "row": control(
                        widgets.Dropdown,
                        "row in the graph",
                        200,
                        options=list(ROWS.items()),
                        value=1,
                    ),
                    "speed": speed_control(),
                },
            ],
            alt="The network as a graph, its four predictions, and its error curve.",
            settings=settings,
            display_only=("row",),
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        self._trail.clear()
        run = net.train(
            net.X,
            net.TARGETS[settings["target"]],
            hidden=settings["hidden"],
            alpha=settings["alpha"],
            steps=STEPS + 2,
            rng=np.random.RandomState(settings["seed"]),
            loss_and_gradients=self._loss_and_gradients,
        )
        return islice(run, STEPS + 1)  # ends without the update that draining would still make

    # ---- the picture

    def _make_picture(self) -> plots.Picture:
        made = plots.figure(height=400)
        with plots.style():
            graph_ax = made.add_axes((0.015, 0.02, 0.47, 0.9))
            graph_ax.set_title("the network", x=0.02)
            self._graph = plots.NetworkGraph(graph_ax)
            for i, name in enumerate(("first", "second", "always 1")):
                _, y = plots.column(3, 0, 3)[i]
                graph_ax.text(-0.07, y, name, ha="right", va="center")
            for x, name in ((0, "inputs"), (0.5, "hidden units"), (1, "prediction")):
                graph_ax.text(x, -0.0, name, ha="center", va="center", color=plots.MUTED)
            self._make_answers(made)
            self._make_curve(made)
        moving = [*self._graph.artists, self._gaps, self._answers, self._curve, self._end]
        return plots.Picture(made, moving)

    def _make_answers(self, made: Any) -> None:
        ax = self._answers_ax = made.add_axes((0.6, 0.62, 0.36, 0.29))
        ax.set_title("four predictions, and where they should be")
        ax.set_xlim(-0.06, 1.06)
        ax.set_ylim(3.6, -0.6)
        ax.set_yticks(range(4), list(ROWS))
        ax.set_xticks([0, 0.5, 1])
        ax.tick_params(length=0)
        ax.grid(axis="x")
        ax.spines[:].set_visible(False)
        (self._gaps,) = ax.plot([], [], color=plots.MUTED, lw=1.4)
        (self._targets,) = ax.plot([], [], "d", ms=10, mfc="none", mec=plots.INK, mew=1.4)
        (self._answers,) = ax.plot([], [], "o", ms=8, color=plots.BLUE)

    def _make_curve(self, made: Any) -> None:
        ax = made.add_axes((0.6, 0.13, 0.36, 0.33))
        ax.set_title("mean absolute error")
        ax.set_yscale("log")
        ax.set_xscale("symlog", linthresh=10, linscale=0.5)  # the beginning deserves room
        ax.set_xlim(0, STEPS)
        ax.set_ylim(1e-4, 1.2)
        ax.set_xticks([0, 10, 100, 1_000, 10_000, STEPS], ["0", "10", "100", "1,000", "10,000", ""])
        ax.set_xticks([], minor=True)
        ax.set_xlabel("step (60,000 at the right end)")
        ax.grid(axis="y")
        (self._curve,) = ax.plot([], [], color=plots.ORANGE)
        (self._end,) = ax.plot([], [], "o", ms=5, color=plots.ORANGE)

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        y, row = net.TARGETS[settings["target"]], settings["row"]
        p, h = net.forward(step.params, net.X)
        self._graph.update([step.params["W0"], step.params["W1"]], [net.X[row], h[row], p[row]])
        places = np.arange(4.0)
        self._answers.set_data(p[:, 0], places)
        gaps = np.stack([p[:, 0], y[:, 0], np.full(4, np.nan)], axis=1)
        self._gaps.set_data(gaps.ravel(), np.repeat(places, 3))
        self._draw_curve(step)
        self._draw_background(settings, y)

    def _draw_curve(self, step: Step) -> None:
        self._trail.note(step.index, float(step.error))
        self._curve.set_data(self._trail.index, self._trail.values)
        self._end.set_data(self._trail.index[-1:], self._trail.values[-1:])

    def _draw_background(self, settings: dict[str, Any], y: np.ndarray) -> None:
        """What moves only when a control does."""
        shown = settings["target"], settings["row"]
        if shown == self._drawn_for:
            return
        self._drawn_for = shown
        self._targets.set_data(y[:, 0], range(4))
        for i, label in enumerate(self._answers_ax.get_yticklabels()):
            label.set_fontweight("bold" if i == settings["row"] else "normal")
        self.picture.invalidate()

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        y, row = net.TARGETS[settings["target"]], settings["row"]
        p, h = net.forward(step.params, net.X)
        answers = (f"{bits} → {value:.3g}" for bits, value in zip(ROWS, p[:, 0], strict=True))
        return [
            f"step {step.index:,} of {STEPS:,}, mean absolute error {step.error:.3g}, "
            f"loss {step.loss:.3g}",
            f"{settings['target']}: predictions {';  '.join(answers)}  "
            f"({int((np.abs(p - y) < 0.5).sum())} of 4 on the right side of one half)",
            f"row {list(ROWS)[row]}: hidden units say {', '.join(f'{v:.3g}' for v in h[row])}",
            whose({"loss_and_gradients": self._loss_and_gradients is not net.loss_and_gradients}),
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        return SCRIPT.format(
            **settings,
            steps=step.index,
            X=net.X.astype(int).tolist(),
            y=net.TARGETS[settings["target"]].ravel().astype(int).tolist(),
            functions=bare_source(*USED),
        )


USED: tuple[Callable[..., Any], ...] = (
    net.sigmoid,
    net.slope,
    net.forward,
    net.output_delta,
    net.hidden_delta,
    net.loss_and_gradients,
)

SCRIPT = '''"""An eleven-line network learns {target}: the panel's settings, as plain NumPy."""

import numpy as np

hidden, alpha, seed, steps = {hidden}, {alpha!r}, {seed}, {steps}
X = np.array({X}, dtype=float)
y = np.array([{y}], dtype=float).T


{functions}


rng = np.random.RandomState(seed)
params = {{"W0": 2 * rng.random((3, hidden)) - 1, "W1": 2 * rng.random((hidden, 1)) - 1}}
for step in range(steps):
    loss, gradients = loss_and_gradients(params, X, y)
    for name in params:
        params[name] -= alpha * gradients[name]

p, h = forward(params, X)
print(f"step {{steps}}, mean absolute error {{np.abs(y - p).mean():.3g}}")
print("predictions", [f"{{value:.3g}}" for value in p.ravel()])
'''
