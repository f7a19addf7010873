"""The autopsy: what a network died of, told from what its training left behind.

``autopsy(trial)`` asks all known causes in the order of ``causes.py``. The first that fits is the
cause, the others that fit as well are named beside it. It knows nothing but these causes: of a
network that has not learned, and that none of them explains, it says so.
"""

import numpy as np

from course.graveyard.causes import CAUSES
from course.graveyard.examination import Examination
from course.graveyard.report import NOTHING, UNKNOWN, Report, Vitals
from course.graveyard.trial import Trial
from course.graveyard.vitals import smoothed


def autopsy(trial: Trial) -> Report:
    """Say what a network died of.

    Parameters
    ----------
    trial : what its training left behind, as ``net.undergo`` gives it

    Returns
    -------
    Report

    Raises
    ------
    ValueError
        If there is nothing to examine: a network without layers, rows or first weights that are no
        numbers, no rows, no updates, labels of one class only. Weights that *became* NaN are a
        finding.
    """
    with np.errstate(all="ignore"):  # of weights that ran off, much is no number
        check_trial(trial)
        e = Examination(trial)
        found: dict[str, str] = {}
        for cause in CAUSES:
            if cause.name in found or (cause.last and found):
                continue
            if (evidence := cause.test(e)) is not None:
                found[cause.name] = f"{evidence[:1].upper()}{evidence[1:]}."
        vitals = _vitals(e)
        if not found:
            found = {UNKNOWN if e.unwell else NOTHING: _plainly(e)}
    name = next(iter(found))
    return Report(vitals, name, found.pop(name), found)


def check_trial(trial: Trial) -> None:
    """Refuse what cannot be examined.

    Raises
    ------
    ValueError
        As in ``autopsy``.
    """
    for name, rows in (("X", trial.X), ("y", trial.y), ("X_new", trial.X_new)):
        if not len(rows):
            raise ValueError(f"{name} is empty: an autopsy needs a few rows to show to the network")
        if not np.isfinite(rows).all():
            raise ValueError(
                f"{name} has {int((~np.isfinite(rows)).sum())} values that are no numbers (NaN or "
                "infinity): mend the data first, no network could learn from it"
            )
    for name, W in trial.start.items():
        if not np.isfinite(W).all():
            raise ValueError(
                f"the first weights {name} are NaN or infinite already: an autopsy needs a network "
                "that began with numbers; look at how they were drawn"
            )
    if not len(trial.losses):
        raise ValueError("there was no update: train for one or more before an autopsy")
    if not trial.start or not trial.body.layers(trial.start, trial.X[:1]):
        raise ValueError("the network has no layers: there is nothing to examine")
    classes = np.unique(trial.labels)
    if len(classes) < 2:
        raise ValueError(
            f"all labels are {classes[0]}: with one class there is nothing to tell apart, and no "
            "network to blame; give rows of two classes or more"
        )


def _vitals(e: Examination) -> Vitals:
    classes, counts = np.unique(e.answers_new, return_counts=True)
    return Vitals(
        before=e.start,
        after=e.end,
        spread_of_inputs=e.spread_of_inputs,
        accuracy_seen=e.accuracy_seen,
        accuracy_new=e.trial.accuracy,
        guessing=e.guessing,
        answers={int(c): int(n) for c, n in zip(classes, counts, strict=True)},
        losses=smoothed(e.trial.losses),
        unseen=float((e.trial.seen == 0).mean()),
    )


def _plainly(e: Examination) -> str:
    """What is to be said where no cause fits."""
    right = (
        f"It names {e.accuracy_seen:.0%} right of the rows that it learned from, where guessing "
        f"gives {e.guessing:.0%}"
    )
    return f"{right}: it is unwell, and no known cause fits." if e.unwell else f"{right}."
