"""The third live picture of lesson 02: seven alphas train side by side, and one is looked into."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.descent.net import ALPHAS, SweepStep, sweep
from course.descent.sweep_picture import GAP, LEFT, PITCH, SweepPicture
from course.eleven import net
from course.kit import plots
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Params, Step

STEPS = 60_000
INPUTS = ("first", "second", "always 1")
FLAT = 0.001  # a sigmoid this near to 0 or 1 is saturated, a hidden unit below it silent
STUCK = 0.001  # a run that will not change any weight by this much is called stuck


class SweepPanel(Panel):
    """Train the eleven-line network with seven step sizes at once, from the same first weights.

    Parameters
    ----------
    synchronous : bool
        Train inside each call; for tests.
    **settings
        hidden (1, 2, 4, 8, 16 or 32), seed (0 to 9999), target ("XOR", "AND", "OR", "first
        column"), speed (steps a frame), look_into (one of the seven alphas: whose weights and
        sign changes are shown).
    """

    def __init__(self, *, synchronous: bool = False, **settings: Any):
        self._trail = plots.Trail()
        super().__init__(
            SweepPicture(ALPHAS, STEPS),
            [
                {
                    "hidden": control(
                        widgets.Dropdown, "hidden units", 150, options=(1, 2, 4, 8, 16, 32), value=4
                    ),
                    "seed": seed_control(),
                    "target": control(
                        widgets.Dropdown, "target", 190, options=list(net.TARGETS), value="XOR"
                    ),
                    "speed": speed_control(),
                },
                {"look_into": _buttons()},
            ],
            alt="The errors of seven networks as they train, one for each alpha. Below them the "
            "weights of the chosen one, and how often the update of each has changed its sign.",
            settings=settings,
            display_only=("look_into",),
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        self._trail.clear()
        run = sweep(
            net.X,
            net.TARGETS[settings["target"]],
            hidden=settings["hidden"],
            steps=STEPS + 2,
            seeds=(settings["seed"],),
        )
        return self._noted(islice(run, STEPS + 1))  # ends without a needless update, as in eleven

    def _noted(self, run: Iterator[Step]) -> Iterator[Step]:
        """Note a step for every half pixel of the axis: the curve is the same at every speed."""
        share = np.linspace(0, 1, 2 * PITCH)
        wanted = set(np.rint(10 * np.expm1(share * np.log1p(STEPS / 10))).astype(int).tolist())
        for step in run:
            if step.index in wanted:
                self._trail.note(step.index, step.error)
            yield step

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        assert isinstance(step, SweepStep)
        assert isinstance(self.picture, SweepPicture)
        i = ALPHAS.index(settings["look_into"])
        index = [*self._trail.index, step.index]
        errors = np.array([*self._trail.values, step.error])
        self.picture.look_into(i, step.params["W0"].shape[-1])
        self.picture.show_errors(index, errors, totals(step.turns))
        self.picture.show_run(_of_run(step.params, i), _of_run(step.turns, i))

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        assert isinstance(step, SweepStep)
        errors, changes = np.array(step.error), totals(step.turns)
        shown = [f"{error:.3g}" for error in errors]
        least = [error == shown[errors.argmin()] for error in shown]
        most = changes == changes.max()
        return [
            f"step {step.index:,} of {STEPS:,}",
            f"mean absolute error: {_by_alpha(shown)}",
            f"sign changes: {_by_alpha([f'{count:,}' for count in changes])}",
            f"smallest error: {_alphas(least)}. Most sign changes: "
            f"{_alphas(most) if changes.any() else 'none yet'}.",
            *self._describe_run(step, settings),
        ]

    def _describe_run(self, step: SweepStep, settings: dict[str, Any]) -> list[str]:
        alpha, y = settings["look_into"], net.TARGETS[settings["target"]]
        i = ALPHAS.index(alpha)
        params, turns = _of_run(step.params, i), _of_run(step.turns, i)
        with np.errstate(over="ignore"):  # as in sweep
            p, h = net.forward(params, net.X)
            loss, gradients = net.loss_and_gradients(params, net.X, y)
        slope, weight = largest(gradients), largest(params)
        answers = ", ".join(f"{value:.3g}" for value in p[:, 0])
        return [
            f"alpha {alpha:g}: error {np.abs(y - p).mean():.3g}, loss {loss:.3g}, "
            f"predictions {answers}",
            f"its largest weight is {weight:.3g}, its largest slope {slope:.3g}; the next update "
            f"changes no weight by more than {alpha * slope:.3g}",
            f"updates changed sign {_times(turns['W0'].sum())} in W0 and "
            f"{_times(turns['W1'].sum())} in W1; {most_restless(turns)}",
            *saturation(p, h, y, alpha * slope),
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        return SCRIPT.format(
            **settings,
            alphas=list(ALPHAS),
            chosen=ALPHAS.index(settings["look_into"]),
            steps=step.index,
            X=net.X.astype(int).tolist(),
            y=net.TARGETS[settings["target"]].ravel().astype(int).tolist(),
            functions=bare_source(*USED),
        )


def saturation(p: np.ndarray, h: np.ndarray, y: np.ndarray, update: float) -> list[str]:
    """In words, why a run does not get on, if its sigmoids are to blame; else no line at all.

    Parameters
    ----------
    p : ndarray of shape (n_rows, 1), the predictions
    h : ndarray of shape (n_rows, n_hidden), what the hidden units said
    y : ndarray of shape (n_rows, 1), the targets
    update : float, by how much the next update changes the weight that it changes most
    """
    wrong = int((np.abs(p - y) > 0.5).sum())
    silent = int(((h < FLAT).all(axis=1) & (np.abs(p[:, 0] - 0.5) < 0.01)).sum())
    if wrong and (np.minimum(p, 1 - p) < FLAT).all():
        why = (
            f"its output has saturated: every prediction is below {FLAT} or above {1 - FLAT}, "
            f"{wrong} of {len(p)} on the wrong side, and there the sigmoid has almost no slope"
        )
    elif silent:
        rows = "one row" if silent == 1 else f"{silent} rows"
        why = (
            f"for {rows} every hidden unit says less than {FLAT}, so that the output is one half "
            "and hardly any slope comes back"
        )
    else:
        return []
    if update * STEPS < STUCK:
        why += (
            f". It is stuck, not exploding: {STEPS:,} updates like the next one would change no "
            f"weight by {STUCK}"
        )
    return [f"{why}."]


def largest(params: Params) -> float:
    """The size of the largest entry of all arrays."""
    return max(float(np.abs(value).max()) for value in params.values())


def totals(turns: Params) -> np.ndarray:
    """Sign changes of each whole run: shape (n_runs,)."""
    return turns["W0"].sum(axis=(1, 2)) + turns["W1"].sum(axis=(1, 2))


def most_restless(turns: Params) -> str:
    """Which weight of a run has changed the sign of its update most often, in words."""
    most = max(int(counts.max()) for counts in turns.values())
    if most == 0:
        return "none of them has yet"
    name = "W0" if turns["W0"].max() == most else "W1"
    row, unit = np.argwhere(turns[name] == most)[0]
    weight = (
        f"from {INPUTS[row]} to hidden unit {unit + 1}"
        if name == "W0"
        else f"from hidden unit {row + 1} to the output"
    )
    others = sum(int((counts == most).sum()) for counts in turns.values()) - 1
    ties = f", as for {others} other{'s' if others > 1 else ''}" if others else ""
    return f"most for the weight {weight}: {most:,}{ties}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count:,} times"


def _by_alpha(values: Sequence[str]) -> str:
    pairs = zip(ALPHAS, values, strict=True)
    return ";  ".join(f"{alpha:g} → {value}" for alpha, value in pairs)


def _alphas(chosen: Sequence[bool] | np.ndarray) -> str:
    names = [f"{alpha:g}" for alpha, it in zip(ALPHAS, chosen, strict=True) if it]
    if len(names) == len(ALPHAS):
        return "all alike"
    return "alpha " + " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _of_run(params: Params, i: int) -> Params:
    return {name: value[i] for name, value in params.items()}


def _buttons() -> widgets.Widget:
    """A button for each alpha, as wide as its column of the picture and right above it.

    In a narrow window the picture shrinks, and the buttons with it: all widths are shares.
    """
    buttons = control(
        widgets.ToggleButtons,
        "look at",
        plots.WIDTH,
        options=[(f"{alpha:g}", alpha) for alpha in ALPHAS],
        value=10.0,
    )
    row = len(ALPHAS) * PITCH
    shares = (LEFT - GAP // 2, row, plots.WIDTH - row - LEFT + GAP // 2)
    buttons.layout.display = "grid"
    buttons.layout.grid_template_columns = " ".join(f"minmax(0, {each}fr)" for each in shares)
    buttons.layout.max_width = "100%"
    buttons.layout.margin = "2px 0 2px 0"
    buttons.style.description_width = "100%"
    buttons.style.button_width = f"calc({100 / len(ALPHAS):.4f}% - 4px)"  # 2 px to each side
    return buttons


USED: tuple[Callable[..., Any], ...] = (
    net.sigmoid,
    net.slope,
    net.forward,
    net.output_delta,
    net.hidden_delta,
    net.loss_and_gradients,
)

SCRIPT = '''"""Seven eleven-line networks learn {target}: the panel's settings, as plain NumPy."""

import numpy as np

hidden, seed, steps = {hidden}, {seed}, {steps}
alphas = np.array({alphas})
chosen = {chosen}  # the run that is looked into: alpha {look_into:g}
X = np.array({X}, dtype=float)
y = np.array([{y}], dtype=float).T


{functions}


np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, a sigmoid to 0
rng = np.random.RandomState(seed)
start = {{"W0": 2 * rng.random((3, hidden)) - 1, "W1": 2 * rng.random((hidden, 1)) - 1}}
params = {{name: np.stack([W] * len(alphas)) for name, W in start.items()}}
changes = {{name: np.zeros(W.shape, dtype=int) for name, W in params.items()}}
before = {{}}
for step in range(steps):
    loss, gradients = loss_and_gradients(params, X, y)
    for name, gradient in gradients.items():
        rises = gradient < 0
        changes[name] += rises != before.get(name, rises)
        before[name] = rises
        params[name] -= alphas[:, None, None] * gradient

p, h = forward(params, X)
print(f"step {{steps}}, mean absolute error:")
for alpha, error in zip(alphas, np.abs(y - p).mean(axis=(1, 2))):
    print(f"alpha {{alpha:g}}: {{error:.3g}}")
print(f"alpha {{alphas[chosen]:g}}, sign changes:")
for name in changes:
    of_weights = changes[name][chosen]
    print(f"{{of_weights.sum()}} in {{name}}, one weight at most {{of_weights.max()}}")
'''
