"""A live picture of lesson 06: draw a digit, and see while you draw what a network makes of it."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.descent.optimisers import adam
from course.digits import data, drawing, driven, net
from course.digits.asking import Asked, ask
from course.digits.draw_picture import NEAR, UNITS, DrawPicture
from course.digits.script import answer_script
from course.digits.strokes import EXAMPLES, PAPER, draw, fit
from course.digits.touch import Paper
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.steps import Step
from course.kit.words import percent, whose

LAYOUTS = ("64-10", "64-1-10", "64-32-10", "64-64-10", "64-32-16-10", "64-64-32-10")
EPOCHS, ALPHA, BATCH = 15, 0.005, 25  # of its own training, by Adam
STEPS = EPOCHS * -(-10 * (data.PER_DIGIT - data.KEPT_ASIDE) // BATCH)
FIRST = 3  # the example that is on the paper at first
EMPTY = "The paper is empty: draw a digit, or press “An example”."
UNDOS = 100


class DrawPanel(Panel):
    """Draw a digit; see the 8 x 8 that it becomes, and what a network says to that.

    With no network given it trains one of its own at once, and can do so again before your eyes.

    Parameters
    ----------
    softmax : callable
        What turns logits into probabilities: what ``digits.check("softmax", …)`` returned. That
        is your own function once it is right, and the course's until then.
    network : optional
        Whom to ask instead: parameters that ``net.train`` leaves, a ``Network`` of layers such as
        ``convolutional`` gives, or a function from pictures (n, 64) to logits (n, 10).
    scale : float above 0
        What pixels from 0 to 16 are divided by before the network reads them; 1 for a network
        that was trained on them as they are.
    synchronous : bool
        Train and answer inside each call; for tests.
    **settings
        layout (one of ``LAYOUTS``), copies (whether it is trained on moved copies of the digits),
        seed (0 to 9999), speed (steps a frame): all of them for the panel's own network.

    Attributes
    ----------
    paper : widget to draw on
    clear_button, undo_button, example_button : the buttons below it
    """

    def __init__(
        self,
        softmax: Callable[..., Any] = net.softmax,
        *,
        network: Asked | None = None,
        scale: float = data.INK,
        synchronous: bool = False,
        **settings: Any,
    ):
        if not 0 < scale < np.inf:
            raise ValueError(f"scale is {scale}: give what pixels are divided by, a number above 0")
        if network is not None:
            ask(network, np.zeros(64))  # what cannot be asked is refused here and now
        self._softmax = accepted("digits.softmax", softmax)
        self._network, self._scale = network, scale
        self._data = data.published()
        self._page = DrawPicture()
        self._before: list[tuple[str, bool]] = []  # what Undo brings back, and how it is replaced
        self._example = FIRST
        self._finished = network is None  # the first run is shown at its end
        super().__init__(
            self._page,
            [
                {
                    "layout": control(
                        widgets.Dropdown, "layers", 190, options=LAYOUTS, value="64-64-10"
                    ),
                    "copies": widgets.Checkbox(
                        description="train on moved copies", value=True, indent=False,
                        layout=widgets.Layout(width="190px", margin="2px 14px 2px 0"),
                    ),
                    "seed": seed_control(value=0),
                    "speed": speed_control(value=10),
                },
            ],
            alt="The drawing as a bitmap of 32 x 32 and as counts of 8 x 8, how probable each "
            "digit is, the nearest training digits, and what the hidden units say.",
            settings=settings,
            synchronous=synchronous,
        )  # fmt: skip
        for widget in (*self.controls.values(), self.run_button, self.step_button):
            widget.disabled = network is not None
        self.reset_button.disabled = network is not None

    # ---- what learners and tests use

    @property
    def drawing(self) -> np.ndarray:
        """What is on the paper: ndarray of shape (64, 64), True where ink is.

        Assign a picture of any shape (height, width), with numbers from 0 for paper to 1 for ink;
        it is fitted to the paper. What cannot be is named in ``message``, and changes nothing.
        """
        letters = np.frombuffer(self.paper.ink.encode("ascii"), np.uint8)
        return (letters == ord("#")).reshape(PAPER, PAPER)

    @drawing.setter
    def drawing(self, picture: np.ndarray) -> None:
        try:
            picture = _checked(picture)
        except ValueError as error:
            self._say(f"{str(error)[0].upper()}{str(error)[1:]}. The drawing stays as it was.")
            return
        self._put(fit(picture), replace=False)

    @property
    def probabilities(self) -> np.ndarray | None:
        """How probable each digit is, of shape (10,); None if nothing can be named."""
        return self._p

    def run(self) -> None:
        """Train until the end or a pause, from the start again if it has been trained."""
        self._take_over()
        if self.driver.latest is not None and self.driver.latest.index >= STEPS:
            self.driver.restart(running=True)
        else:
            self.driver.resume()

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        if self._network is not None:
            return iter([Step(0, 0.0, 0.0, {})])
        rng = np.random.default_rng(settings["seed"])
        sizes = [int(units) for units in settings["layout"].split("-")]
        run: Iterator[Step] = driven.train(
            self._data.X / self._scale, net.one_hot(self._data.labels),
            net.init(rng, sizes=sizes), alpha=ALPHA, batch=BATCH, epochs=EPOCHS + 1,
            rng=rng, update=adam, vary=data.moved if settings["copies"] else None,
        )  # fmt: skip
        if self._finished:
            self._finished = False
            return islice(run, STEPS, STEPS + 1)
        return islice(run, STEPS + 1)

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        self._p, self._refused = None, ""
        ink = self.drawing
        if not ink.any():
            self._refused = EMPTY
        else:
            try:
                self._bits = drawing.bitmap(ink)
            except ValueError as error:
                self._refused = f"{str(error)[0].upper()}{str(error)[1:]}."
        if self._refused:
            self._page.clear(_broken(self._refused))
            return
        self._counted = drawing.count(self._bits)
        network = step.params if self._network is None else self._network
        z, self._hidden = ask(network, self._counted / self._scale)
        self._p = p = _shares(self._softmax, z)
        self._page.show(self._bits, self._counted, p)
        self._like = data.nearest(self._data.X, self._counted[None], k=NEAR)[0]
        off = np.linalg.norm(self._data.X[self._like] - self._counted, axis=1)
        self._page.show_like(
            self._data.X[self._like].reshape(-1, 8, 8) / data.INK,
            [
                f"{self._data.labels[i]} ({each:.0f})"
                for i, each in zip(self._like, off, strict=True)
            ],
            f"nearest of {len(self._data.X):,} training digits (how far)",
        )
        kept = self._hidden if len(self._hidden) <= 2 else [self._hidden[0], self._hidden[-1]]
        self._page.show_hidden(kept, _hidden_title(self._hidden))

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        if self._p is None:
            return [self._who(step), self._refused, self._driven_by()]
        order = np.argsort(-self._p, kind="stable")
        best, second, third = (f"{self._p[i]:.3g}" for i in order[:3])
        near = ", ".join(f"{self._data.labels[i]}" for i in self._like)
        return [
            self._who(step),
            f"the drawing is called {order[0]}, with probability {best}; then {order[1]} with "
            f"{second}, {order[2]} with {third}"
            if np.isfinite(self._p).all()
            else "the drawing has no name: its probabilities are no numbers (nan). Weights that "
            "have run off do that; so does a softmax that divides by 0",
            "probabilities of 0 to 9: " + ", ".join(f"{share:.3g}" for share in self._p),
            f"nearest training digits, the nearest first: {near}",
            f"ink: {int(self._bits.sum())} of 1,024 pixels, in {int((self._counted > 0).sum())} "
            "of 64 blocks",
            *_loudest(self._hidden),
            self._driven_by(),
        ]

    def _who(self, step: Step) -> str:
        if self._network is not None:
            return "asked: the network that was given"
        X, labels = self._data.X_new / self._scale, self._data.labels_new
        share = net.accuracy(net.forward(step.params, X)[0], labels)
        return (
            f"step {step.index:,} of {STEPS:,} of its training, {percent(100 * share)} per cent "
            f"of {len(labels)} validation digits named right"
        )

    def _driven_by(self) -> str:
        return whose({"softmax": self._softmax is not net.softmax})

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        given = None
        if self._network is not None:
            given = "nothing"
            if self._p is not None and np.isfinite(self._p).all():
                given = f"{int(np.argmax(self._p))}"
        return answer_script(
            self.drawing, step.index, settings, given=given, scale=self._scale, alpha=ALPHA,
            batch=BATCH, near=NEAR,
        )  # fmt: skip

    # ---- the paper and its buttons

    def _make_widgets(self, rows: list[dict[str, widgets.Widget]], alt: str) -> None:
        super()._make_widgets(rows, alt)
        self.paper = Paper(label="Paper to draw a digit on", replace=True)
        self.paper.ink = _letters(draw(EXAMPLES[self._example]))
        self._strokes = 0
        self.clear_button = _button("Clear", "eraser", "Take all ink away")
        self.undo_button = _button("Undo", "reply", "Take the last stroke back")
        self.example_button = _button("An example", "pencil", "Draw the next of ten digits", 124)
        self.undo_button.disabled = True
        buttons = widgets.HBox([self.clear_button, self.undo_button, self.example_button])
        left = widgets.VBox(
            [self.paper, buttons], layout=widgets.Layout(width="330px", margin="6px 4px 0 0")
        )
        both = widgets.HBox([left, self.image], layout=widgets.Layout(flex_flow="row wrap"))
        self.widget.children = [
            both if child is self.image else child for child in self.widget.children
        ]

    def _observe(self) -> None:
        super()._observe()
        self._last = self.paper.ink, self.paper.replace
        self.paper.observe(lambda _: self._drawn(), ["ink"])
        self.clear_button.on_click(lambda _: self._put(np.zeros((PAPER, PAPER), bool)))
        self.undo_button.on_click(lambda _: self._undo())
        self.example_button.on_click(lambda _: self._show_example())

    def _drawn(self) -> None:
        """There is other ink on the paper. The picture comes first."""
        self.message.value = ""  # before, since a network that fails has something to say
        self.driver.redraw()
        if self.paper.strokes != self._strokes:  # the beginning of a stroke
            self._strokes = self.paper.strokes
            self._remember(*self._last)
        self._last = self.paper.ink, self.paper.replace

    def _remember(self, ink: str, replace: bool) -> None:
        self._before = [*self._before, (ink, replace)][-UNDOS:]
        self.undo_button.disabled = False

    def _put(self, ink: np.ndarray, *, replace: bool = False) -> None:
        """Put other ink on the paper; Undo brings the present one back."""
        self.message.value = ""
        if self.paper.ink == _letters(ink):
            return
        self._remember(*self._last)
        self._lay(_letters(ink), replace)

    def _lay(self, ink: str, replace: bool) -> None:
        with self.paper.hold_trait_notifications():
            self.paper.ink, self.paper.replace = ink, replace

    def _undo(self) -> None:
        if self._before:
            ink, replace = self._before.pop()
            self._lay(ink, replace)
        self.undo_button.disabled = not self._before

    def _show_example(self) -> None:
        self._example = (self._example + 1) % len(EXAMPLES)
        self._put(draw(EXAMPLES[self._example]), replace=True)


def _checked(picture: Any) -> np.ndarray:
    """A picture that can be put on the paper.

    Raises
    ------
    ValueError
        As ``drawing.read`` says.
    """
    try:
        picture = np.asarray(picture, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(
            "the drawing is no table of numbers: give an array of shape (height, width)"
        ) from error
    if picture.shape == (64,):
        raise ValueError(
            "the drawing has shape (64,): these may be pixels that were reduced already; give a "
            "drawing of shape (height, width), which is reduced here"
        )
    drawing.cut_out(picture)
    return picture


def _shares(softmax: Callable[..., Any], z: np.ndarray) -> np.ndarray:
    """How probable each digit is, of shape (10,), given their logits.

    Raises
    ------
    ValueError
        If the softmax does not give ten numbers for ten logits.
    """
    p = np.asarray(softmax(z[None]), dtype=float)
    if p.shape != (1, 10):
        raise ValueError(
            f"the softmax gives shape {p.shape} for logits of shape (1, 10): it gives (1, 10), "
            "one probability for each digit"
        )
    return p[0]


def _letters(ink: np.ndarray) -> str:
    return "".join(np.where(ink.ravel(), "#", "."))


def _broken(words: str, width: int = 44) -> list[str]:
    """A sentence in lines that fit the picture."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _hidden_title(layers: list[np.ndarray]) -> str:
    if not layers:
        return "hidden units: this network does not show any"
    if layers[0].ndim == 3:
        return "what filters of the first layer say, and units of the last hidden one"
    if len(layers) == 1:
        first = f", the first {UNITS}" if len(layers[0]) > UNITS else ""
        return f"what {_units(layers[0])} say{first}: white 0, dark the most"
    which = "both hidden layers" if len(layers) == 2 else "the first and the last hidden layer"
    return f"what units of {which} say: white 0, dark the most"


def _loudest(layers: list[np.ndarray]) -> list[str]:
    """Who speaks in each hidden layer."""
    told = []
    for i, layer in enumerate(layers, 1):
        units = layer.reshape(-1, layer.shape[-1]).max(axis=0)
        kind = "filters" if layer.ndim == 3 else "units"
        told.append(
            f"hidden layer {i}: {int((units > 0).sum())} of {len(units)} {kind} speak"
            + (
                f", loudest number {int(units.argmax())} with {units.max():.3g}"
                if units.any()
                else ""
            )
        )
    return told


def _units(layer: np.ndarray) -> str:
    return f"{len(layer)} hidden unit{'s' * (len(layer) > 1)}"


def _button(label: str, icon: str, tip: str, width: int = 88) -> widgets.Button:
    layout = widgets.Layout(width=f"{width}px", margin="2px 8px 2px 0")
    return widgets.Button(description=label, icon=icon, tooltip=tip, layout=layout)
