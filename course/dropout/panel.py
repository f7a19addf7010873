"""The live picture of lesson 03: two moons, a network that learns them, and who is dropped."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import ipywidgets as widgets
import numpy as np

from course.dropout import data, net
from course.dropout.picture import SIDES, MoonsPicture, places
from course.dropout.script import SCRIPT, USED
from course.dropout.thinned import draw_masks, predictions, sides, wrong
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.scripts import bare_source
from course.kit.steps import Params, Step
from course.kit.words import whose

STEPS = 2_000
ALPHAS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
EVERY = 10  # steps from one point of the curves to the next
NEW = 500  # fresh points
MASK_EVERY = 15  # frames: about twice a second, for a mask that flashes says nothing


class Prediction(NamedTuple):
    """Whose prediction the plane shows.

    Attributes
    ----------
    name : what the control calls it
    title : what stands above the plane
    networks : how many thinned ones predict, of k: 0 for the whole network
    """

    name: str
    title: Callable[[int], str]
    networks: Callable[[int], int]


PREDICTIONS = {
    "whole": Prediction("whole network", lambda k: "what the whole network says", lambda k: 0),
    "one": Prediction(
        "one thinned network",
        lambda k: "what one thinned network says; dashed: the whole",
        lambda k: 1,
    ),
    "average": Prediction(
        "average of k thinned",
        lambda k: f"average of {k} thinned network{'s' * (k > 1)}; dashed: the whole",
        lambda k: k,
    ),
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
                        options=[(each.name, key) for key, each in PREDICTIONS.items()],
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
        chosen = PREDICTIONS[settings["prediction"]]
        title, k = chosen.title(settings["k"]), chosen.networks(settings["k"])
        masks = _masks(params, settings, k) if k else None
        if masks is None:
            self._moons.show_plane(whole, None, title)
        else:
            self._moons.show_plane(predictions(params, self._plane, masks), whole, title)
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
            self._shown = step.index + 1, _dropped(self._mask), _dropped(self._seen)

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
            whose({"loss_and_gradients": self._loss_and_gradients is not net.loss_and_gradients}),
        ]

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        return SCRIPT.format(
            **settings, steps=step.index, new=NEW, every=EVERY, centre=data.CENTRE,
            functions=bare_source(*USED),
        )  # fmt: skip


def _masks(params: Params, settings: dict[str, Any], k: int) -> np.ndarray:
    return draw_masks(settings["seed"], k, params["W1"].shape[0], settings["rate"])


def _dropped(kept: np.ndarray) -> str:
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
