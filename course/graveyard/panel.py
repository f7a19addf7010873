"""The live picture of lesson 07: choose a grave, see it fail, read its signs, and try a cure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import ipywidgets as widgets
import numpy as np

from course.graveyard import net, words
from course.graveyard.autopsy import in_slices
from course.graveyard.bedside import Look, Watch
from course.graveyard.cures import AS_IT_DIED, UNTREATED, treat, tries, unusable
from course.graveyard.graves import GRAVES
from course.graveyard.picture import GravePicture
from course.graveyard.script import grave_script
from course.graveyard.tables import leaked, share_of_others
from course.graveyard.trial import Trial
from course.kit import plots
from course.kit.checking import accepted
from course.kit.controls import control, seed_control, speed_control
from course.kit.live import Panel
from course.kit.steps import Step
from course.kit.words import whose

FIRST = "wormhole"
STDS = (AS_IT_DIED, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, "He")
ALPHAS = (AS_IT_DIED, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.05, 0.1, 0.3, 1.0, 10.0)
INPUTS = (AS_IT_DIED, "0 to 1")
UPDATES = {AS_IT_DIED: AS_IT_DIED, "plain SGD": "plain", "momentum": "momentum", "Adam": "Adam"}
LENGTHS = {AS_IT_DIED: 1, "3 times as long": 3, "10 times as long": 10}
DRIVERS = ("dead_share", "gradient_ratio")
KEPT = 64  # curves of untreated ones, some kilobytes each: more than anybody compares


class GravePanel(Panel):
    """Train a network that failed, watch it fail, and try cures one by one.

    Parameters
    ----------
    dead_share, gradient_ratio : callable
        What measures the vital signs: what ``graveyard.check`` returned. That is your own function
        once it is right, and the course's until then.
    synchronous : bool
        Train inside each call; for tests.
    **settings
        grave (a name), seed (0 to 9999), speed (updates a frame); and the cures: std (of the first
        weights: one of ``STDS``), alpha (one of ``ALPHAS``), inputs ("0 to 1"), update ("plain",
        "momentum" or "Adam"), length (1, 3 or 10: how many times as long it is trained), skip,
        norm and repair (True or False). Without a cure, the first four say "as it died". Choosing
        another grave takes all cures back.
    """

    def __init__(
        self,
        dead_share: Callable[..., Any] = net.dead_share,
        gradient_ratio: Callable[..., Any] = net.gradient_ratio,
        *,
        synchronous: bool = False,
        **settings: Any,
    ):
        self._by = {
            "dead_share": accepted("graveyard.dead_share", dead_share),
            "gradient_ratio": accepted("graveyard.gradient_ratio", gradient_ratio),
        }
        self._trail = plots.Trail()
        self._corpses: dict[tuple[str, int], plots.Trail] = {}  # trained to their end, newest last
        self._corpse: plots.Trail | None = None
        self._others: float | None = None
        self._found: tuple[str, str] | None = None
        self._page = GravePicture()
        super().__init__(
            self._page,
            _controls(),
            alt="Whether the network lives, in large words; curves of its loss and of what it "
            "names right, beside those of the untreated one; for each layer the spread of what it "
            "says, its dead units and the gradient of its weights; what new rows are called; and "
            "what the autopsy found.",
            settings=settings,
            synchronous=synchronous,
        )

    # ---- the run

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        grave, seed = GRAVES[settings["grave"]], settings["seed"]
        how = treat(grave, settings)
        watch = Watch(grave, how, np.random.default_rng(seed), **self._by)
        twin = None
        if tries(grave, settings) and (grave.name, seed) not in self._corpses:
            twin = Watch(grave, grave.settings, np.random.default_rng(seed))
        return self._noted(watch, twin, settings)

    def _noted(self, watch: Watch, twin: Watch | None, settings: dict[str, Any]) -> Iterator[Step]:
        """The same steps. Every so many updates a point of the curve is noted.

        Where it is not yet known how the untreated one fared, that is trained beside it. The last
        step is given again and again while the autopsy is held, a slice each time: whoever tries
        the next cure does not wait for it.
        """
        grave = GRAVES[settings["grave"]]
        key = grave.name, settings["seed"]
        treated = bool(tries(grave, settings))
        beside = self._beside(twin, key)
        for step in watch.run():
            if step.index == 0:  # until it has come, the run before is on screen
                self._watch, self._found, self._seen_at = watch, None, -1
                self._how = treat(grave, settings)
                self._leaks = grave.settings["table"] is leaked
                self._trail = plots.Trail()
                self._corpse = self._corpses.get(key) if treated else None
            if step.index % watch.every == 0 or step.index == watch.steps:
                self._trail.note(step.index, watch.point(step.params))
            next(beside, None)
            if step.index == watch.steps and not treated:
                self._keep(key, self._trail)
            yield step
        yield step  # so that its end is on screen while the autopsy is held
        for found in _examined(watch.trial(step.params)):
            self._found = found
            yield step

    def _beside(self, twin: Watch | None, key: tuple[str, int]) -> Iterator[Step]:
        """The untreated one; its curve grows at each step."""
        if twin is None:
            return
        trail = plots.Trail()
        for step in twin.run():
            if step.index == 0:
                self._corpse = trail
            if step.index % twin.every == 0 or step.index == twin.steps:
                trail.note(step.index, twin.point(step.params))
            if step.index == twin.steps:
                self._keep(key, trail)
            yield step

    def _keep(self, key: tuple[str, int], trail: plots.Trail) -> None:
        """The curve of an untreated one that has come to its end; the oldest makes room for it."""
        self._corpses.pop(key, None)
        self._corpses[key] = trail
        if len(self._corpses) > KEPT:
            del self._corpses[next(iter(self._corpses))]

    def _look(self, step: Step) -> Look:
        """What is seen now; looked at once for each step."""
        if self._seen_at != step.index:
            self._seen, self._seen_at = self._watch.look(step.params), step.index
            self._others = None
            if self._leaks:
                self._others = share_of_others(self._watch.trial(step.params))
        return self._seen

    def _autopsy(self, step: Step) -> tuple[str, str]:
        """What it died of, and the evidence, once the run has ended and it was examined."""
        if step.index < self._watch.steps:
            return "Autopsy", "It is held at the end of the run."
        return self._found or ("Autopsy", "It is being held: one cause after the other is asked.")

    # ---- the picture

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        grave, look, steps = GRAVES[settings["grave"]], self._look(step), self._watch.steps
        known = look.lives if step.index else None
        said = words.verdict(look.lives, step.index, steps)
        tried = words.tells_cures(tries(grave, settings), {})[0]
        self._page.show_verdict(said, known, words.tells_bar(grave, self._others), tried)
        index, values = [*self._trail.index], [*self._trail.values]
        if index[-1] != step.index:
            index, values = [*index, step.index], [*values, look.point]
        corpse, end = None, steps
        if self._corpse and self._corpse.index:
            corpse = self._corpse.index, np.array(self._corpse.values)
            end = max(steps, corpse[0][-1])
        self._page.show_curves(index, np.array(values), end, corpse, self._watch.guessing)
        self._page.set_up(words.stone(grave), look, end, self._watch.guessing)
        self._page.show_signs(look)
        self._page.show_named(look.named, look.there_are)
        self._page.show_autopsy(*self._autopsy(step))

    # ---- in words

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        grave, look, watch = GRAVES[settings["grave"]], self._look(step), self._watch
        tried = tries(grave, settings)
        idle = unusable(grave, repaired=settings["repair"])
        ignored = {
            name: idle[name] for name in UNTREATED
            if name in idle and settings[name] != UNTREATED[name]
        }  # fmt: skip
        lines = [
            f"{grave.name}, step {step.index:,} of {watch.steps:,}: "
            f"{words.verdict(look.lives, step.index, watch.steps)}; "
            f"{words.tells_bar(grave, self._others)}",
            " ".join(words.stone(grave)[1]),
            *words.tells_cures(tried, ignored),
            f"{words.tells_curve(look.point)}, asked of {watch.examined:,} of the "
            f"{len(watch.table.X):,} rows it learns from, and of {len(watch.table.X_new):,} new "
            "ones",
        ]
        if self._corpse and self._corpse.index:
            i = int(np.searchsorted(self._corpse.index, step.index, side="right")) - 1
            lines.append(
                f"as it died, at step {self._corpse.index[i]:,}: "
                f"{words.tells_curve(self._corpse.values[i])}"
            )
        lines += [
            words.tells_spread(look),
            words.tells_silent(look.layers),
            words.tells_ratios(look.layers),
            words.tells_named(look),
            ": ".join(self._autopsy(step)),
            whose({name: self._by[name] is not getattr(net, name) for name in DRIVERS}),
        ]
        return lines

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        grave, watch = GRAVES[settings["grave"]], self._watch
        cures = tries(grave, settings)
        return grave_script(
            self._how,
            grave=grave.name,
            cures=cures,
            tried=words.tells_cures(cures, {})[0],
            seed=settings["seed"],
            shown=step.index,
            total=watch.steps,
            every=watch.every,
            n_rows=len(watch.table.X),
            classes=watch.classes,
        )

    # ---- what can be had at a grave

    def _moved(self, name: str) -> None:
        if self._applying:
            return
        if name == "grave":  # it is met as it died
            super()._apply(UNTREATED)
        if name in ("grave", "repair"):
            self._allow()
        super()._moved(name)

    def _apply(self, wanted: Mapping[str, Any]) -> None:
        if isinstance(wanted, Mapping):
            grave = wanted.get("grave")
            if isinstance(grave, str) and grave != self.controls["grave"].value and grave in GRAVES:
                super()._apply(UNTREATED)  # it is met as it died, but for what else is wanted
        super()._apply(wanted)
        self._allow()

    def _allow(self) -> None:
        """Controls of what cannot be had at this grave are grey, and say why."""
        grave = GRAVES[self.controls["grave"].value]
        idle = unusable(grave, repaired=self.controls["repair"].value)
        for name in UNTREATED:
            widget = self.controls[name]
            widget.disabled = name in idle
            widget.tooltip = f"{widget.description}: {idle[name]}" if name in idle else (
                widget.description
            )  # fmt: skip


def _examined(trial: Trial) -> Iterator[tuple[str, str] | None]:
    """What the autopsy finds, once it has: a title, and the evidence; None after each slice."""
    try:
        for report in in_slices(trial):
            yield words.tells_autopsy(report) if report else None
    except ValueError as error:
        yield "No autopsy", f"{error}"


def _controls() -> list[dict[str, widgets.Widget]]:
    return [
        {
            "grave": _dropdown("grave", 330, {name: name for name in GRAVES}, FIRST),
            "seed": seed_control(value=0),
            "speed": speed_control(value=5),
        },
        {
            "std": _slider("std of first weights", 320, STDS),
            "alpha": _slider("alpha", 260, ALPHAS),
            "repair": _checkbox("repair the bug", 140),
        },
        {
            "inputs": _dropdown("inputs", 150, {name: name for name in INPUTS}, AS_IT_DIED),
            "update": _dropdown("optimiser", 175, UPDATES, AS_IT_DIED),
            "length": _dropdown("run", 165, LENGTHS, 1),
            "skip": _checkbox("skip connections", 142),
            "norm": _checkbox("normalisation", 120),
        },
    ]  # fmt: skip


def _dropdown(label: str, width: int, options: dict[str, Any], value: Any) -> widgets.Widget:
    return control(widgets.Dropdown, label, width, options=list(options.items()), value=value)


def _slider(label: str, width: int, options: tuple[Any, ...]) -> widgets.Widget:
    named = [(f"{option}", option) for option in options]
    return control(widgets.SelectionSlider, label, width, options=named, value=AS_IT_DIED)


def _checkbox(label: str, width: int) -> widgets.Widget:
    return control(widgets.Checkbox, label, width, value=False, indent=False)
