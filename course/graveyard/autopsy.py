"""The autopsy: what a network died of, told from what its training left behind.

``autopsy(trial)`` asks all known causes in the order of ``causes.py``. The first that fits is the
cause, the others that fit as well are named beside it. It knows nothing but these causes: of a
network that has not learned, or that knows only the rows that it was shown, and that none of them
explains, it says so.
"""

from collections.abc import Iterator

import numpy as np

from course.graveyard.admission import check_trial
from course.graveyard.causes import CAUSES
from course.graveyard.examination import BETTER, Examination, Slices
from course.graveyard.report import NOTHING, UNKNOWN, Report, Vitals
from course.graveyard.trial import Trial
from course.graveyard.vitals import smoothed

FAR = 0.2  # between rows that were learned from and new ones: what is to be said of both


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
        numbers, no rows, no updates, labels of one class only; or if rows, targets, labels, weights
        and layers do not fit each other. Weights that *became* NaN are a finding.
    """
    *_, report = in_slices(trial)
    assert report is not None  # it comes last
    return report


def in_slices(trial: Trial) -> Iterator[Report | None]:
    """The same, for those who have something else to do meanwhile.

    Parameters
    ----------
    trial : as in ``autopsy``

    Yields
    ------
    None
        After each cause that was asked, and now and then while a network is trained once more.
    Report
        At the end.

    Raises
    ------
    ValueError
        As ``autopsy``, at the first slice.
    """
    slices, report = _examined(trial), None
    while report is None:
        with np.errstate(all="ignore"):  # of weights that ran off, much is no number
            report = next(slices)
        yield report


def _examined(trial: Trial) -> Iterator[Report | None]:
    check_trial(trial)
    e = Examination(trial)
    found: dict[str, str] = {}
    for cause in CAUSES:
        if cause.name in found or (cause.last and found):
            continue
        if (evidence := (yield from cause.asked(e))) is not None:
            found[cause.name] = f"{evidence[:1].upper()}{evidence[1:]}."
        yield None
    if not found:
        plainly = yield from _plainly(e)
        found = {UNKNOWN if e.unwell or e.strangers else NOTHING: plainly}
    name = next(iter(found))
    yield Report(_vitals(e), name, found.pop(name), found)


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


def _plainly(e: Examination) -> Slices[str]:
    """What is to be said where no cause fits."""
    right = f"It names {e.accuracy_seen:.0%} right of the rows that it learned from"
    if e.strangers:
        return (
            f"{right}, and {e.trial.accuracy:.0%} of the new ones, hardly more than guessing gives:"
            " either it has learned its rows by heart, or the new rows or their labels are not of "
            "the same kind; no known cause fits."
        )
    if e.accuracy_seen - e.trial.accuracy > FAR:
        right += f", and {e.trial.accuracy:.0%} of the new ones"
    right += f", where guessing gives {e.guessing:.0%}"
    if not e.unwell:
        return f"{right}."
    hint = "" if e.finite else "; in the end its weights are no numbers"
    if e.finite and (usual := (yield from e.shuffled())) > e.skill + BETTER:
        hint = (
            f"; with the same steps, and rows drawn at random, it goes on from {e.skill:.0%} to "
            f"{usual:.0%} of what guessing leaves wrong: look at how long it was trained, and "
            "in which order the rows came"
        )
    return f"{right}{hint}: it is unwell, and no known cause fits."
