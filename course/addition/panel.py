"""The live picture of lesson 04: a sum as on paper, and the network that learns to add."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.addition import batches, exam, net
from course.addition.picture import SumPicture, runs
from course.addition.surgery import operate, silence
from course.descent.optimisers import adam, begin
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, problem, seed_control, speed_control
from course.kit.live import Panel, close_all
from course.kit.scripts import bare_source
from course.kit.steps import Params, Step
from course.kit.words import percent, whose

ALPHAS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
TRAININGS = {"one sum at a time, as in the post": "one", "batches of 128 sums, Adam": "batches"}
STEPS = {"one": 10_000, "batches": 1_000}
EVERY = {"one": 50, "batches": 5}  # steps from one point of the curves to the next
POSITIONS = 16  # as many as the picture has room for
LARGEST = 2 ** (POSITIONS - 1) - 1  # two numbers up to this have a sum that fits


class AdditionPanel(Panel):
    """Train a recurrent network to add, and watch one sum, its memory, and all it gets right.

    Parameters
    ----------
    accumulate : callable
        What drives the panel: what ``addition.check("accumulate", …)`` returned. That is your own
        function once it is right, and the course's until then.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        training ("one": a sum at a time, or "batches": of 128), hidden (2 to 32), bits (2 to 16,
        positions of the sums it is trained with), alpha (one of ``ALPHAS``; 0.1 suits both
        trainings), seed (0 to 9999), speed (steps a frame), a and b (0 to 32,767: the sum on
        screen, longer than in training if you like), silenced (a unit whose memory nobody is told,
        from 0, or "none").

    Attributes
    ----------
    fields : dict of "a" and "b" to the text fields that one types into
    draw_button, carry_button : the buttons that choose both numbers
    """

    def __init__(
        self,
        accumulate: Callable[..., Any] = net.accumulate,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._accumulate = accepted("addition.accumulate", accumulate)
        self._trail = plots.Trail()
        self._lost = ""  # told of a silenced unit that is gone, while settings are applied
        self._draws = np.random.default_rng(0)  # of the numbers on screen, not of the training
        super().__init__(
            SumPicture(),
            [
                {
                    "training": control(
                        widgets.Dropdown,
                        "train with",
                        330,
                        options=list(TRAININGS.items()),
                        value="one",
                    ),
                    "alpha": control(
                        widgets.SelectionSlider, "alpha", 250, options=ALPHAS, value=0.1
                    ),
                    "seed": seed_control(value=0),
                },
                {
                    "hidden": _slider("hidden units", 265, 16, 2, 32),
                    "bits": _slider("bits", 230, 8, 2, POSITIONS),
                    "speed": speed_control(value=50),
                },
                {"a": _number(9), "b": _number(60)},
                {"silenced": _buttons()},
            ],
            alt="A sum in binary with its carries, the bits that the network says, its hidden "
            "units at each position and its errors; beside it a curve of how many sums are right.",
            settings=settings,
            display_only=("a", "b", "silenced"),
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        rng = np.random.RandomState(settings["seed"])  # of NumPy's first kind, as in the post
        steps, alpha, bits = STEPS[settings["training"]], settings["alpha"], settings["bits"]
        params = net.init(rng, hidden=settings["hidden"])
        run: Iterator[Step]
        if settings["training"] == "one":
            run = net.train(
                bits=bits, alpha=alpha, steps=steps + 2, rng=rng, params=params,
                loss_and_gradients=partial(net.loss_and_gradients, accumulate=self._accumulate),
            )  # fmt: skip
        else:
            run = batches.train_batches(
                partial(batches.draw_sums, bits=bits), params, alpha=alpha, steps=steps + 2,
                rng=rng, loss_and_gradients=partial(net.cross_entropy, accumulate=self._accumulate),
            )  # fmt: skip
        # Without an update too many, as elsewhere.
        return self._noted(islice(run, steps + 1), settings)

    def _noted(self, run: Iterator[Step], settings: dict[str, Any]) -> Iterator[Step]:
        """Examine the network every so many steps: the curves are the same at every speed."""
        every = EVERY[settings["training"]]
        for step in run:
            if step.index == 0:  # until it has come, the run before is on screen
                self._exam = exam.exam(settings["bits"])
                self._trail.clear()
            if step.index % every == 0:
                self._trail.note(step.index, self._examine(step.params)[0])
            yield step

    def _examine(
        self, params: Params, unit: int | None = None
    ) -> tuple[tuple[float, float], np.ndarray]:
        """Per cent of sums and of bits that are right, and the hidden layers at all of them."""
        X, y = self._exam
        p, H = exam.silenced(params, X, unit)
        return exam.shares(p, y), H

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        assert isinstance(self.picture, SumPicture)
        X, unit = _on_screen(settings), _unit(step, settings)
        p, H = exam.silenced(step.params, X, unit)
        self.picture.show_sum(X[0], net.carries(X)[0], p[0, :, 0], settings["bits"])
        self.picture.show_memory(H[0], unit)
        index, shares = [*self._trail.index], [*self._trail.values]
        if index[-1] != step.index:
            index, shares = [*index, step.index], [*shares, self._examine(step.params)[0]]
        title = f"per cent right of {len(self._exam[0])} sums"
        if unit is not None:
            title = f"whole network: {title}"
        self.picture.show_curves(index, np.array(shares), STEPS[settings["training"]], title)

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        (sums, bits), H = self._examine(step.params)
        X, _ = self._exam
        all_sums = 4 ** (settings["bits"] - 1)
        which = f"all {len(X)} sums" if all_sums == len(X) else f"{len(X)} of {all_sums:,} sums"
        return [
            f"step {step.index:,} of {STEPS[settings['training']]:,}, {_loss(step)}",
            *self._describe_sum(step, settings),
            f"{which}, always the same: {_count(sums, len(X))} right ({percent(sums)} per cent), "
            f"and {percent(bits)} per cent of their bits",
            self._describe_silence(step, settings, _count(sums, len(X)), H),
            _tells_carry(*exam.carry_levels(H, net.carries(X))),
            whose({"accumulate": self._accumulate is not net.accumulate}),
        ]

    def _describe_sum(self, step: Step, settings: dict[str, Any]) -> list[str]:
        a, b, X = settings["a"], settings["b"], _on_screen(settings)
        p, _ = exam.silenced(step.params, X, _unit(step, settings))
        error = np.abs(net.answers(X) - p)[0, :, 0]
        off = np.flatnonzero(error >= 0.5).tolist()
        keeps = exam.carry_after(X)
        right = f"{len(error) - len(off)} of {len(error)} bits right"
        return [
            f"{a} + {b} = {a + b}, the network says {net.number_of(p)}: {right}"
            + (f", wrong at {_positions(off)}" if off else ""),
            f"positions count from the right, from 0; largest error {error.max():.3g} at position "
            f"{error.argmax()}"
            + (
                f"; trained with {settings['bits']} positions, this sum has {len(error)}"
                if len(error) > settings["bits"]
                else ""
            ),
            f"a carry has to be remembered after {_positions(keeps)}"
            if keeps
            else "no carry in this sum: every bit can be added by itself",
        ]

    def _describe_silence(
        self, step: Step, settings: dict[str, Any], whole: str, H: np.ndarray
    ) -> str:
        unit = _unit(step, settings)
        if unit is None:
            return "no unit is silenced"
        X, y = self._exam
        at_mean, _ = operate(step.params, X, silence(unit, float(H[..., unit].mean())))
        zero, mean = (
            _count(share, len(X))
            for share in (self._examine(step.params, unit)[0][0], exam.shares(at_mean, y)[0])
        )
        return (
            f"unit {unit} is silenced, the next position is told 0 for it: {zero} sums right "
            f"instead of {whole} (told its mean {H[..., unit].mean():.3g} instead: {mean})"
        )

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        training = settings["training"]
        used = (*USED, *(USED_BY[training]))
        return SCRIPT.format(
            **settings, steps=step.index, sample=exam.SAMPLE, unit=_unit(step, settings),
            functions=bare_source(*used), loop=LOOPS[training],
        )  # fmt: skip

    # ---- controls of its own

    def _make_widgets(self, rows: list[dict[str, widgets.Widget]], alt: str) -> None:
        """In place of the controls that hold the numbers, fields that take anything typed.

        A field with limits would clip silently; these ask, and what cannot be is refused in words.
        """
        self.fields = {name: _field(name, self.controls[name].value) for name in ("a", "b")}
        shown = [{name: self.fields.get(name, each) for name, each in row.items()} for row in rows]
        self.draw_button = _wide_button("Two random numbers", "random")
        self.carry_button = _wide_button("The longest carry", "arrow-left")
        shown[2] |= {"draw": self.draw_button, "carry": self.carry_button}
        super()._make_widgets(shown, alt)

    def _observe(self) -> None:
        super()._observe()
        for name, field in self.fields.items():
            field.observe(lambda change, name=name: self._typed_number(name, change.new), "value")
            self.controls[name].observe(partial(_copy, field), "value")
        self.draw_button.on_click(lambda _: self._choose(*self._random_numbers()))
        self.carry_button.on_click(lambda _: self._choose(self._below() - 1, 1))

    def _typed_number(self, name: str, value: float) -> None:
        number: float = int(value) if value.is_integer() else value
        refused = problem(name, self.controls[name], number)
        if refused:
            self.fields[name].value = self.controls[name].value
            self._say(refused)
        else:
            self.controls[name].value = number

    def _below(self) -> int:
        """Where the numbers end that it is trained with."""
        return 2 ** (self.controls["bits"].value - 1)

    def _random_numbers(self) -> list[int]:
        return self._draws.integers(self._below(), size=2).tolist()

    def _choose(self, a: int, b: int) -> None:
        self._apply({"a": a, "b": b})
        self.driver.redraw()

    def _moved(self, name: str) -> None:
        lost = self._offer_units(self.controls["hidden"].value) if name == "hidden" else ""
        super()._moved(name)
        if lost:
            self._say(lost)

    def _apply(self, wanted: Mapping[str, Any]) -> None:
        if isinstance(wanted, Mapping) and "hidden" in wanted:
            # First, because a line may choose a unit that there is among so many only.
            possible = not problem("hidden", self.controls["hidden"], wanted["hidden"])
            lost = self._offer_units(wanted["hidden"]) if possible else ""
            self._lost = lost if wanted.get("silenced") != "none" else ""
        try:
            super()._apply(wanted)
        finally:
            self._lost = ""

    def _say(self, message: str) -> None:
        gone = self._lost if self.controls["silenced"].value == "none" else ""
        super()._say(" ".join(filter(None, (message, gone))))

    def _offer_units(self, hidden: int) -> str:
        """A button for each unit. Says so if the silenced one is no longer among them."""
        buttons = self.controls["silenced"]
        unit = buttons.value
        kept = unit if unit in [value for _, value in _units(hidden)] else "none"
        if len(buttons.options) != hidden + 1:
            applying, self._applying = self._applying, True
            try:
                buttons.options = _units(hidden)
                buttons.value = kept
            finally:
                self._applying = applying
        if kept == unit:
            return ""
        return f"There is no unit {unit} among {hidden}, counted from 0: none is silenced now."

    def close(self) -> None:
        """Stop, and let go of the widgets."""
        super().close()
        for name in self.fields:  # never shown, so not a part of what is
            close_all(self.controls[name])


def _on_screen(settings: dict[str, Any]) -> np.ndarray:
    """The sum on screen, of shape (1, n_positions, 2): as long as in training, or as it needs."""
    a, b = settings["a"], settings["b"]
    return net.sums([a], [b], max(settings["bits"], (a + b).bit_length()))[0]


def _unit(step: Step, settings: dict[str, Any]) -> int | None:
    """The silenced unit, if this network has it: a control may be ahead of the run."""
    unit = settings["silenced"]
    return unit if unit != "none" and unit < len(step.params["W_hh"]) else None


def _loss(step: Step) -> str:
    if isinstance(step, net.SumStep):
        return f"loss of the sum that is learnt from next ({step.a} + {step.b}) {step.loss:.3g}"
    return f"loss of the 128 sums that are learnt from next {step.loss:.3g}"


def _positions(which: list[int]) -> str:
    """Positions in words, neighbours taken together: "positions 0, 2, 3 and 5 to 9"."""
    parts: list[str] = []
    for i, j in runs(which):
        parts += [f"{i} to {j}"] if j > i + 1 else map(str, range(i, j + 1))
    listed = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"position{'s' * (len(which) > 1)} {listed}"


def _count(share: float, of: int) -> str:
    return f"{round(share * of / 100):,}"


def _tells_carry(on: np.ndarray, off: np.ndarray) -> str:
    unit = int(np.abs(on - off).argmax())
    return (
        f"unit {unit} tells a carry best: on average it says {on[unit]:.3g} where one has to be "
        f"remembered, {off[unit]:.3g} elsewhere"
    )


def _slider(label: str, width: int, value: int, low: int, high: int) -> widgets.Widget:
    return control(widgets.IntSlider, label, width, value=value, min=low, max=high)


def _number(value: int) -> widgets.Widget:
    return widgets.BoundedIntText(value=value, min=0, max=LARGEST)


def _field(name: str, value: int) -> widgets.Widget:
    return control(widgets.FloatText, name, 120, value=value, step=1, continuous_update=False)


def _copy(field: widgets.Widget, change: Any) -> None:
    field.value = change.new


def _wide_button(label: str, icon: str) -> widgets.Button:
    layout = widgets.Layout(width="180px", margin="2px 8px 2px 0")
    return widgets.Button(description=label, icon=icon, tooltip=label, layout=layout)


def _units(hidden: int) -> list[tuple[str, int | str]]:
    return [("off", "none"), *((f"{unit}", unit) for unit in range(hidden))]


def _buttons() -> widgets.Widget:
    buttons = control(widgets.ToggleButtons, "silence unit", plots.WIDTH, options=_units(16))
    buttons.layout.display = "grid"  # further rows of buttons begin where the first does
    buttons.layout.grid_template_columns = "90px minmax(0, 1fr)"
    buttons.layout.max_width = "100%"
    buttons.style.button_width = "41px"
    return buttons


USED: tuple[Callable[..., Any], ...] = (
    net.sigmoid,
    net.slope,
    net.hidden_step,
    net.unroll,
    net.forward,
    net.backward_step,
    net.accumulate,
    net.carries,
    net.answers,
    net.right,
    exam.exam,
    exam.shares,
    exam.carry_levels,
    operate,
    silence,
)
USED_BY: dict[str, tuple[Callable[..., Any], ...]] = {
    "one": (net.output_delta, net.loss_and_gradients),
    "batches": (net.bit_loss, net.cross_entropy, net.random_sums, begin, adam),
}
LOOPS = {
    "one": """\
for step in range(steps + 1):
    m, n = rng.randint(2 ** (bits - 1)), rng.randint(2 ** (bits - 1))
    X = sequence(m, n, bits)
    loss, gradients = loss_and_gradients(params, X, answers(X))
    if step == steps:
        break  # this loss is that of the sum that comes next
    for name in params:
        params[name] -= alpha * gradients[name]
print(f"step {steps}, loss of the sum that is learnt from next ({m} + {n}) {loss:.3g}")""",
    "batches": """\
memory = {name: begin(W) for name, W in params.items()}
for step in range(steps + 1):
    loss, gradients = cross_entropy(params, *random_sums(128, bits - 1, rng))
    if step == steps:
        break  # this loss is that of the sums that come next
    for name in params:
        change, kept = adam(gradients[name], memory[name], alpha, step + 1)
        memory[name] |= kept
        params[name] += change
print(f"step {steps}, loss of the 128 sums that are learnt from next {loss:.3g}")""",
}

SCRIPT = '''"""A recurrent network learns to add: the panel's settings, as plain NumPy."""

import numpy as np

np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, a sigmoid to 0
hidden, bits, alpha, seed, steps = {hidden}, {bits}, {alpha!r}, {seed}, {steps}
a, b, silenced, SAMPLE = {a}, {b}, {unit}, {sample}


{functions}


def sequence(a, b, positions):
    return np.array([[[a >> t & 1, b >> t & 1] for t in range(positions)]], dtype=float)


rng = np.random.RandomState(seed)  # draws the first weights, then the sums to learn from
params = {{
    "W_xh": 2 * rng.random((2, hidden)) - 1,
    "W_hy": 2 * rng.random((hidden, 1)) - 1,
    "W_hh": 2 * rng.random((hidden, hidden)) - 1,
}}
{loop}

change = (lambda h: h) if silenced is None else silence(silenced)
X = sequence(a, b, max(bits, (a + b).bit_length()))
p, H = operate(params, X, change)
error = np.abs(answers(X) - p).ravel()
said = sum(1 << t for t, bit in enumerate(p.ravel()) if bit > 0.5)
print(f"{{a}} + {{b}} = {{a + b}}, the network says {{said}}: ", end="")
print(f"{{(error < 0.5).sum()}} of {{len(error)}} bits right")
print(f"largest error {{error.max():.3g}} at position {{error.argmax()}}")
X, y = exam(bits, SAMPLE)
p, H = forward(params, X)
sums_right, bits_right = shares(p, y)
print(f"{{len(X)}} sums: {{round(sums_right * len(X) / 100)}} right, ", end="")
print(f"and {{bits_right:.3g}} per cent of their bits")
if silenced is not None:
    mean = H[..., silenced].mean()
    for level in (0, mean):
        p, _ = operate(params, X, silence(silenced, level))
        print(f"told {{level:.3g}} for unit {{silenced}}: {{right(p, y).sum()}} sums right")
on, off = carry_levels(H, carries(X))
unit = np.abs(on - off).argmax()
print(f"unit {{unit}} tells a carry best: on average it says {{on[unit]:.3g}} ", end="")
print(f"where one has to be remembered, {{off[unit]:.3g}} elsewhere")
'''
