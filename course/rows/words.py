"""What the panel of lesson 08 tells, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course.kit.words import percent, whose
from course.rows.race import Look, first_at

GOAL = 0.9  # of the validation rows
NAMES = {
    "batch": "batch", "hidden": "hidden units", "alpha": "alpha", "decay": "decay", "cost": "cost",
    "scale": "std of first weights", "epochs": "epochs", "seed": "seed",
}  # fmt: skip


def duration(seconds: float) -> str:
    """Seconds to two digits, as far as anybody cares."""
    if seconds == 0:
        return "0 s"
    return f"{seconds:.0f} s" if seconds >= 9.95 else f"{float(f'{seconds:.2g}'):g} s"


def difference(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """What the run before was started with, as far as it differs from this one."""
    differ = [f"{NAMES[name]} {value(before[name])}" for name in NAMES if now[name] != before[name]]
    return ", ".join(differ) or "same settings"


def value(setting: Any) -> str:
    """A setting as it is told: no 1e-05, and a formula for what depends on the inputs."""
    if setting == "inputs":
        return "1/√inputs"
    if isinstance(setting, float):
        return np.format_float_positional(setting, trim="-")
    return f"{setting:,}" if isinstance(setting, int) else f"{setting}"


def goal(looks: Sequence[Look]) -> str:
    """After how many seconds so many validation rows were named right."""
    first = first_at(looks, GOAL)
    if first is None:
        return f"{100 * GOAL:g} per cent of the validation rows: not yet"
    return (
        f"{100 * GOAL:g} per cent of the validation rows first named right after "
        f"{duration(first.seconds)}, at epoch {first.epoch:.3g}"
    )


def tells_now(look: Look, asked: tuple[int, int]) -> str:
    """What is named right now, of so many training and so many validation rows."""
    shares = zip(("training", "validation"), (look.training, look.validation), asked, strict=True)
    told = [
        f"{name} {percent(100 * share)} per cent ({round(share * rows)} of {rows})"
        for name, share, rows in shares
    ]
    return f"named right: {', '.join(told)}"


def tells_before(looks: Sequence[Look], differ: str) -> str:
    """How the run before fared."""
    last = looks[-1]
    return (
        f"the run before, in grey ({differ}): validation {percent(100 * last.validation)} per cent "
        f"after {duration(last.seconds)}, epoch {last.epoch:.3g}; {goal(looks)}"
    )


def tells_mistakes(pairs: Sequence[tuple[int, int]]) -> str:
    """Which rows are named wrong most decidedly: what each is, and what it is called."""
    if not pairs:
        return "no mistake among the validation rows"
    most = "worst mistake" if len(pairs) == 1 else f"{len(pairs)} worst mistakes"
    told = [f"{is_it} called {name}" for is_it, name in pairs]
    return f"{most} among the validation rows, worst first: {', '.join(told)}"


def tells_weights(W: np.ndarray, shown: int, scale: float) -> str:
    """What the pictures of weights are of."""
    units = W.shape[1]
    of = f"the first {shown} of {units}" if shown < units else f"{units}"
    spread = float(W.std())
    return (
        f"weights of {of} hidden unit{'s' * (units > 1)}, darkest at {scale:g} and beyond: "
        f"{100 * (W > 0).mean():.3g} per cent positive, standard deviation {spread:.3g}"
    )


def driven(own: Mapping[str, bool], cost: str) -> str:
    """Who drives the panel."""
    rest = "; softmax, and the delta that belongs to it, are the course's"
    return whose(own) + rest * (cost == "softmax")
