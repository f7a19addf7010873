"""The autopsy: what a network died of, told from what its training left behind.

``autopsy(trial)`` asks all known causes in the order of ``causes.py``. The first that fits is the
cause, the others that fit as well are named beside it. It knows nothing but these causes: of a
network that has not learned, and that none of them explains, it says so.
"""

from dataclasses import dataclass
from html import escape

import numpy as np

from course.graveyard.causes import CAUSES, unwell
from course.graveyard.examination import Examination, LayerSigns
from course.graveyard.trial import Trial
from course.graveyard.vitals import smoothed

NOTHING = "nothing wrong found"
UNKNOWN = "unknown"
COLUMNS = ("layer", "units", "spread", "dead", "saturated", "rank", "gradient/weight")


@dataclass(frozen=True, slots=True)
class Vitals:
    """What was measured, layer by layer and as a whole.

    Attributes
    ----------
    before, after : list of ``LayerSigns``, before the first update and after the last
    spread_of_inputs : how much the inputs differ from row to row
    accuracy_seen, accuracy_new : share that is named right, of 200 rows that it learned from at
        most, and of all new rows
    guessing : what the one best answer to everything would get right
    answers : dict of class to how many new rows are called that
    losses : ndarray, the loss curve as means over ten parts
    unseen : share of the rows that were in no batch
    """

    before: list[LayerSigns]
    after: list[LayerSigns]
    spread_of_inputs: float
    accuracy_seen: float
    accuracy_new: float
    guessing: float
    answers: dict[int, int]
    losses: np.ndarray
    unseen: float


@dataclass(frozen=True, slots=True)
class Report:
    """What the autopsy found.

    Attributes
    ----------
    vitals : what was measured
    cause : the name of the cause; ``NOTHING`` for a healthy network, ``UNKNOWN`` for one that has
        not learned for another reason than those that are known
    evidence : a sentence with the numbers that show it
    others : dict of other causes that fit as well to their evidence
    """

    vitals: Vitals
    cause: str
    evidence: str
    others: dict[str, str]

    def __str__(self) -> str:
        v = self.vitals
        rows = [COLUMNS, *(tuple(cells) for cells in _table(v))]
        widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
        lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
        return "\n".join([*self._sentences(), "", *lines])

    def _repr_html_(self) -> str:
        head = "".join(f"<th scope='col'>{escape(c)}</th>" for c in COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>"
            for cells in _table(self.vitals)
        )
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in self._sentences())
        return f"{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _sentences(self) -> list[str]:
        v = self.vitals
        answers = ", ".join(f"{n} times {c}" for c, n in v.answers.items())
        curve = " ".join(f"{loss:.3g}" for loss in v.losses)
        also = [f"Also fits: {name}. {text}." for name, text in self.others.items()]
        return [
            f"Cause: {self.cause}. {self.evidence}.",
            *also,
            f"Right: {v.accuracy_seen:.0%} of the rows that it learned from, {v.accuracy_new:.0%} of "
            f"the new ones; the one best answer to everything gets {v.guessing:.0%}.",
            f"New rows are called: {answers}.",
            f"Loss, as means over {len(v.losses)} parts of the training: {curve}.",
            f"{v.unseen:.0%} of the rows were in no batch. Inputs differ by "
            f"{v.spread_of_inputs:.3g} from row to row. Arrows go from before the first update to "
            "after the last.",
        ]


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
                found[cause.name] = evidence
        vitals = _vitals(e)
        if not found:
            found = {UNKNOWN if unwell(e) else NOTHING: _plainly(e)}
    cause = next(iter(found))
    return Report(vitals, cause, found.pop(cause), found)


def check_trial(trial: Trial) -> None:
    """Refuse what cannot be examined.

    Raises
    ------
    ValueError
        As in ``autopsy``.
    """
    for name, rows in (("X", trial.X), ("X_new", trial.X_new)):
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
    right = f"names {e.accuracy_seen:.0%} of the rows right that it learned from"
    if unwell(e):
        return f"It {right}, guessing gives {e.guessing:.0%}, and no known cause fits"
    return (
        f"It {right}, guessing gives {e.guessing:.0%}, and no known cause fits, nor is one needed"
    )


def _table(v: Vitals) -> list[list[str]]:
    """A row of words for each layer: what was before, an arrow, and what is now."""
    return [
        [
            f"{b.name} ({b.kind})",
            str(b.units),
            f"{b.spread:.2g} → {a.spread:.2g}",
            f"{b.dead:.0%} → {a.dead:.0%}",
            f"{b.saturated:.0%} → {a.saturated:.0%}",
            f"{b.rank} → {a.rank}",
            f"{b.ratio:.2g} → {a.ratio:.2g}",
        ]
        for b, a in zip(v.before, v.after, strict=True)
    ]
