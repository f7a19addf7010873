"""The live picture of lesson 03: two moons, a network that learns them, and who is dropped."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.descent.optimisers import adam, begin
from course.dropout import data, net
from course.dropout.picture import SIDES, MoonsPicture, places
from course.dropout.thinned import draw_masks, predictions, sides, wrong
from course.eleven.net import hidden_delta, output_delta, sigmoid, slope
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Params, Step

STEPS = 2_000
ALPHAS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
EVERY = 10  # steps from one point of the curves to the next
NEW = 500  # fresh points
MASK_EVERY = 15  # frames: about twice a second, for a mask that flashes says nothing
PREDICTIONS = {
    "whole network": "whole",
    "one thinned network": "one",
    "average of k thinned": "average",
}


class DropoutPanel(Panel):
    """Train a network with dropout on two moons, and watch its boundary, its errors and its mask.

    Parameters
    ----------
    loss_and_gradients : callable
        What drives the panel: what ``dropout.check("loss_and_gradients", …)`` returned. That is
        your own function once it is right, and the course's until then.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        hidden (1 to 100), rate and input_rate (0 to 0.9: the share of hidden units and of inputs
        that is dropped), rows (4 to 200 training points), noise (0 to 0.6), seed (0 to 9999),
        alpha (one of ``ALPHAS``), speed (steps a frame), prediction ("whole", "one" or "average":
        which network the plane shows), k (1 to 100: how many thinned networks are averaged).
    """

    def __init__(
        self,
        loss_and_gradients: Callable[..., Any] = net.loss_and_gradients,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._loss_and_gradients = accepted("dropout.loss_and_gradients", loss_and_gradients)
        self._trail = plots.Trail()
        self._moons = MoonsPicture(STEPS)
        self._plane = places()
        super().__init__(
            self._moons,
            [
                {
                    "hidden": _slider("hidden units", 250, 50, 1, 100),
                    "rate": _share("hidden dropped", 265, 0.5, 0.9),
                    "input_rate": _share("inputs dropped", 265, 0.0, 0.9),
                },
                {
                    "rows": _slider("training points", 265, 40, 4, 200),
                    "noise": _share("noise", 220, 0.3, 0.6),
                    "seed": seed_control(),
                },
                {
                    "alpha": control(
                        widgets.SelectionSlider, "alpha", 270, options=ALPHAS, value=0.05
                    ),
                    "speed": speed_control(value=10),
                },
                {
                    "prediction": control(
                        widgets.Dropdown,
                        "prediction by",
                        280,
                        options=list(PREDICTIONS.items()),
                        value="whole",
                    ),
                    "k": _slider("k, thinned networks", 300, 20, 1, 100),
                },
            ],
            alt="The plane of two inputs with training points and decision boundary, curves of "
            "wrong answers among training and fresh points, and the mask of the next update.",
            settings=settings,
            display_only=("prediction", "k"),
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        # One generator draws all: the points, the first weights, the masks.
        rng = np.random.default_rng(settings["seed"])
        points = data.moons(rng, rows=settings["rows"], noise=settings["noise"], new=NEW)
        run = net.train(
            points.X,
            points.y,
            hidden=settings["hidden"],
            rate=settings["rate"],
            input_rate=settings["input_rate"],
            alpha=settings["alpha"],
            steps=STEPS + 2,
            rng=rng,
            loss_and_gradients=self._keep_mask,
        )
        # Without the update that draining would still make.
        return self._noted(islice(run, STEPS + 1), points)

    def _keep_mask(
        self, params: Params, X: np.ndarray, y: np.ndarray, mask: Any
    ) -> tuple[float, Params]:
        """What drives the panel; the mask of this update is kept, to be shown."""
        units = len(X), params["W1"].shape[0]
        mask_of_all = np.broadcast_to(np.greater(mask, 0), units)  # a mere 1 where none is drawn
        seen = X[:, :2] != 0
        result = self._loss_and_gradients(params, X, y, mask)
        self._mask, self._seen = mask_of_all, seen
        return result

    def _noted(self, run: Iterator[Step], points: data.Data) -> Iterator[Step]:
        """Ask the whole network at every tenth step: the curves are the same at every speed."""
        for step in run:
            if step.index == 0:  # until it has come, the run before is on screen
                self._data = points
                self._trail.clear()
            if step.index % EVERY == 0:
                self._trail.note(step.index, self._wrong(step.params))
            yield step

    def _wrong(self, params: Params, masks: np.ndarray | None = None) -> tuple[float, float]:
        """Per cent of wrong answers among training points and among fresh ones."""
        X, y, X_new, y_new = self._data
        return (
            wrong(predictions(params, X, masks), y),
            wrong(predictions(params, X_new, masks), y_new),
        )

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        params = step.params
        whole = predictions(params, self._plane)
        k = {"whole": 0, "one": 1, "average": settings["k"]}[settings["prediction"]]
        masks = _masks(params, settings, k) if k else None
        if masks is None:
            self._moons.show_plane(whole, None, _title(settings))
        else:
            shown = predictions(params, self._plane, masks)
            self._moons.show_plane(shown, whole, _title(settings))
        X, y = self._data.X, self._data.y
        self._moons.show_points(X, y, sides(predictions(params, X, masks)) != y[:, 0])
        index, shares = [*self._trail.index], [*self._trail.values]
        if index[-1] != step.index:
            index, shares = [*index, step.index], [*shares, self._wrong(params)]
        self._moons.show_curves(index, np.array(shares), self._lowest())
        if not self.driver.running or self._frames % MASK_EVERY == 0:
            takes = "takes" if step.index < STEPS else "would take"
            title = f"who {takes} part in update {step.index + 1:,}"
            self._moons.show_mask(self._seen, self._mask, title)
            self._shown = step.index + 1, _of(self._mask), _of(self._seen)

    def _lowest(self) -> tuple[int, float]:
        """The step that early stopping would have chosen, and its per cent of wrong answers."""
        fresh = [share for _, share in self._trail.values]
        best = int(np.argmin(fresh))
        return self._trail.index[best], fresh[best]

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        k = settings["k"]
        masks = _masks(step.params, settings, k)
        shares = (
            f"{name} {training:.3g} and {fresh:.3g}"
            for name, (training, fresh) in (
                ("whole network", self._wrong(step.params)),
                ("one thinned", self._wrong(step.params, masks[:1])),
                (f"average of {k} thinned", self._wrong(step.params, masks)),
            )
        )
        at, least = self._lowest()
        beyond = int((np.abs(self._data.X[:, :2]) > SIDES).any(axis=1).sum())
        update, hidden, inputs = self._shown
        return [
            f"step {step.index:,} of {STEPS:,}, loss of the thinned network that is updated next "
            f"{step.loss:.3g}; {len(self._data.X)} training points, {NEW} fresh ones"
            + (f"; drawn at the edge, as they lie beyond it: {beyond}" if beyond else ""),
            f"per cent wrong, training and fresh: {';  '.join(shares)}",
            f"whole network, fewest wrong among fresh points: {least:.3g} per cent at step {at:,} "
            f"(asked at every {EVERY}th step)",
            f"update {update:,} drops {hidden} in the hidden layer, {inputs} among the inputs"
            + ("" if settings["rate"] else ": every thinned network is the whole one"),
            "driven by the course's loss_and_gradients, until yours has passed"
            if self._loss_and_gradients is net.loss_and_gradients
            else "driven by your loss_and_gradients",
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        return SCRIPT.format(
            **settings, steps=step.index, new=NEW, every=EVERY, centre=data.CENTRE,
            functions=bare_source(*USED),
        )  # fmt: skip


def _masks(params: Params, settings: dict[str, Any], k: int) -> np.ndarray:
    return draw_masks(settings["seed"], k, params["W1"].shape[0], settings["rate"])


def _title(settings: dict[str, Any]) -> str:
    k = settings["k"]
    return {
        "whole": "what the whole network says",
        "one": "what one thinned network says; dashed: the whole",
        "average": f"average of {k} thinned network{'s' * (k > 1)}; dashed: the whole",
    }[settings["prediction"]]


def _of(kept: np.ndarray) -> str:
    return f"{int((~kept).sum()):,} of {kept.size:,}"


def _slider(label: str, width: int, value: int, low: int, high: int) -> widgets.Widget:
    return control(widgets.IntSlider, label, width, value=value, min=low, max=high)


def _share(label: str, width: int, value: float, high: float) -> widgets.Widget:
    return control(
        widgets.FloatSlider,
        label,
        width,
        value=value,
        min=0.0,
        max=high,
        step=0.05,
        readout_format=".2f",
    )


USED: tuple[Callable[..., Any], ...] = (
    sigmoid,
    slope,
    output_delta,
    hidden_delta,
    net.draw_mask,
    net.drop,
    net.forward,
    net.loss_and_gradients,
    net.average_of_masks,
    begin,
    adam,
)

SCRIPT = '''"""A network with dropout learns two moons: the panel's settings, as plain NumPy."""

import numpy as np
from sklearn.datasets import make_moons

np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, a sigmoid to 0
hidden, rate, input_rate, k = {hidden}, {rate!r}, {input_rate!r}, {k}
rows, noise, alpha, seed, steps = {rows}, {noise!r}, {alpha!r}, {seed}, {steps}


{functions}


def moons(rng, n):
    places, moon = make_moons(n, noise=noise, random_state=int(2**31 * rng.random()))
    X = np.column_stack([places - {centre}, np.ones(n)])
    return X, moon[:, None].astype(float)


def scaled_mask(rng, shape, rate):
    return drop(np.ones(shape), draw_mask(rng, shape, rate), rate)


def wrong(p, y):
    return 100 * np.mean((p > 0.5) != (y > 0.5))


rng = np.random.default_rng(seed)  # draws the points, then the first weights, then the masks
X, y = moons(rng, rows)
X_new, y_new = moons(rng, {new})
params = {{"W0": 2 * rng.random((3, hidden)) - 1, "W1": 2 * rng.random((hidden, 1)) - 1}}
params["W1"] *= np.sqrt(3 / hidden)
memory = {{name: begin(W) for name, W in params.items()}}
fewest = 100, 0
for step in range(steps + 1):
    if step % {every} == 0:
        fewest = min(fewest, (wrong(forward(params, X_new)[0], y_new), step))
    mask = scaled_mask(rng, (rows, hidden), rate) if rate else np.ones((rows, hidden))
    seen = scaled_mask(rng, X.shape, input_rate) if input_rate else np.ones(X.shape)
    seen[:, 2] = 1
    loss, gradients = loss_and_gradients(params, X * seen, y, mask)
    if step == steps:
        break  # this loss and this mask are those of the update that comes next
    for name, W in params.items():
        change, kept = adam(gradients[name], memory[name], alpha, step + 1)
        memory[name] |= kept
        W += change

masks = scaled_mask(np.random.default_rng([seed, 1]), (k, hidden), rate)
networks = {{"whole network": np.ones((1, hidden)), "one thinned": masks[:1]}}
networks[f"average of {{k}} thinned"] = masks
print(f"step {{steps}}, loss of the thinned network that is updated next {{loss:.3g}}")
print("per cent wrong, training and fresh:")
for name, chosen in networks.items():
    training = wrong(average_of_masks(params, X, chosen), y)
    fresh = wrong(average_of_masks(params, X_new, chosen), y_new)
    print(f"{{name}} {{training:.3g}} and {{fresh:.3g}}")
print(f"fewest wrong among fresh points: {{fewest[0]:.3g}} per cent at step {{fewest[1]:,}}")
print(f"update {{steps + 1:,}} drops", end=" ")
print(f"{{(mask == 0).sum():,}} of {{mask.size:,}} in the hidden layer,", end=" ")
print(f"{{(seen[:, :2] == 0).sum():,}} of {{2 * rows:,}} among the inputs")
'''
