"""What the panel of the graveyard tells, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course.graveyard.bedside import LayerSeen, Look
from course.graveyard.cures import NAMES
from course.graveyard.report import Report
from course.graveyard.specimens import Specimen
from course.kit.words import listed, percent

UNTREATED_WORDS = "as it died, untreated"
# Those of lesson 05 have its letters.
COLUMNS = {"answers": "out", "hidden": "h", "pushes": "d", "pops": "u", "values": "V"}


def stone(grave: Specimen) -> tuple[str, tuple[str, str]]:
    """The name of a grave, and what is told of it: not what it died of, and not what helps."""
    return grave.name, (f"What was tried: {grave.tried}", f"What was seen: {grave.symptom}")


def column_name(layer: str) -> str:
    """A layer below its column: its number, or its name."""
    return COLUMNS.get(layer, layer.removeprefix("layer "))


def axis_name(layers: Sequence[LayerSeen]) -> str:
    """What stands below the names of columns: letters are explained."""
    with_letters = any(s.name == "pushes" for s in layers)
    return "h hidden, d push, u pop, V value" if with_letters else "layer"


def measured(layer: LayerSeen) -> bool:
    """Whether units of this kind can fall silent, and the numbers are numbers."""
    return layer.kind not in ("linear", "prelu") and bool(np.isfinite(layer.silent))


def silent_title(layers: Sequence[LayerSeen]) -> str:
    """What the bars by layer are of: of sigmoid and tanh units none is ever dead."""
    kinds = {layer.kind for layer in layers}
    if "relu" in kinds:
        return "dead units, per cent"
    return "saturated, per cent" if kinds & {"sigmoid", "tanh"} else "no units that can be dead"


def loss_words(loss: float) -> str:
    """A loss to three digits, or that it is none."""
    return f"{loss:.3g}" if np.isfinite(loss) else "no number"


def tells_bar(grave: Specimen, others: float | None) -> str:
    """What is asked of it, and the share named right of other digits, where it is asked of them."""
    bar = f"alive is what {grave.bar}"
    if others is None:
        return bar
    return f"{bar}; of those it names {percent(100 * others)} per cent"


def verdict(lives: bool, index: int, steps: int) -> str:
    """Whether it lives, in large words."""
    if index == 0:
        return "Not trained yet"
    if index < steps:
        return "✔ Alive so far" if lives else "✘ Not alive so far"
    return "✔ It lives" if lives else "✘ It does not live"


def tells_curve(point: tuple[float, float, float]) -> str:
    """Loss and shares named right."""
    loss, right, new = point
    return (
        f"loss{'' if np.isfinite(loss) else ':'} {loss_words(loss)}, named right: training "
        f"{percent(100 * right)} per cent, validation {percent(100 * new)} per cent"
    )


def tells_spread(look: Look) -> str:
    """How much each layer's words differ from row to row."""
    sizes = [f"inputs: {look.inputs:.3g}", *(f"{s.name}: {s.spread:.3g}" for s in look.layers)]
    return f"spread of what layers say; {'; '.join(sizes)}"


def tells_silent(layers: Sequence[LayerSeen]) -> str:
    """Dead or saturated, layer by layer."""
    parts = []
    for kinds, word in ((("relu",), "dead units"), (("sigmoid", "tanh"), "saturated")):
        found = [
            f"{s.name}: {percent(100 * s.silent)}"
            for s in layers
            if s.kind in kinds and measured(s)
        ]
        if found:
            parts.append(f"{word}, per cent; {'; '.join(found)}")
    return "; ".join(parts) or "dead units: none of its layers can have any, or can be measured"


def tells_ratios(layers: Sequence[LayerSeen]) -> str:
    """The gradient against the weights, layer by layer."""
    return "gradient against weights; " + "; ".join(f"{s.name}: {s.ratio:.3g}" for s in layers)


def tells_named(look: Look) -> str:
    """How many new rows are called what."""
    counts = [*enumerate(zip(look.named, look.there_are, strict=True))]
    called = [f"{n} called {i} ({there} are)" for i, (n, there) in counts if n]
    never = [f"{i}" for i, (n, there) in counts if there and not n]
    return f"new rows: {', '.join(called)}" + (f"; none called {', '.join(never)}" if never else "")


def tells_cures(tried: Mapping[str, Any], idle: Mapping[str, str]) -> list[str]:
    """What is tried, and what is chosen and cannot be had here.

    Parameters
    ----------
    tried : what is tried, by the names of ``cures.UNTREATED``
    idle : why not, by the same names
    """
    words = [_cure(name, value) for name, value in tried.items()]
    lines = [f"treated with {listed(words)}" if words else UNTREATED_WORDS]
    if idle:
        why = [f"{NAMES[name]} ({reason})" for name, reason in idle.items()]
        lines.append(f"not to be had here: {listed(why)}")
    return lines


def _cure(name: str, value: Any) -> str:
    if name == "length":
        return f"a run {value} times as long"
    return NAMES[name] if value is True else f"{NAMES[name]} {value}"


def tells_autopsy(report: Report) -> tuple[str, str]:
    """A title, and what shows it."""
    also = f" Also fits: {listed([*report.others])}." if report.others else ""
    return f"Autopsy: {report.cause}", f"{report.evidence}{also}"
