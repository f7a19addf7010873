"""What an autopsy reports: the cause, what shows it, and the vital signs layer by layer."""

from dataclasses import dataclass
from html import escape

import numpy as np

from course.graveyard.examination import LayerSigns

NOTHING = "nothing wrong found"
UNKNOWN = "unknown"
MOVES_NOTHING = 1e-15  # as a share of a weight: float64 has hardly sixteen digits
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

    def __str__(self) -> str:
        rows = [COLUMNS, *(tuple(cells) for cells in _table(self))]
        widths = [max(len(row[i]) for row in rows) for i in range(len(COLUMNS))]
        lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
        return "\n".join([*_sentences(self), "", *lines])


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
        return "\n".join([*self._verdict(), str(self.vitals)])

    def _repr_html_(self) -> str:
        head = "".join(f"<th scope='col'>{escape(c)}</th>" for c in COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(c)}</td>" for c in cells) + "</tr>"
            for cells in _table(self.vitals)
        )
        sentences = [*self._verdict(), *_sentences(self.vitals)]
        said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
        return f"{said}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _verdict(self) -> list[str]:
        others = [f"Also fits: {name}. {evidence}" for name, evidence in self.others.items()]
        return [f"Cause: {self.cause}. {self.evidence}", *others]


def _sentences(v: Vitals) -> list[str]:
    answers = ", ".join(f"{n} times {c}" for c, n in v.answers.items())
    curve = " ".join(f"{loss:.3g}" for loss in v.losses)
    return [
        f"Right: {v.accuracy_seen:.0%} of the rows that it learned from, {v.accuracy_new:.0%} "
        f"of the new ones; the one best answer to everything gets {v.guessing:.0%}.",
        f"New rows are called: {answers}.",
        f"Loss, as means over {len(v.losses)} parts of the training: {curve}.",
        f"{v.unseen:.0%} of the rows were in no batch. Inputs differ by "
        f"{v.spread_of_inputs:.3g} from row to row. Arrows go from before the first update to "
        "after the last.",
    ]


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
            f"{_small(b.ratio)} → {_small(a.ratio)}",
        ]
        for b, a in zip(v.before, v.after, strict=True)
    ]


def _small(ratio: float) -> str:
    """A ratio to two digits; of one that moves no digit of a weight, only that it is so small.

    It may be what is left of numbers that cancel, which differs between machines.
    """
    return f"< {MOVES_NOTHING:.0e}" if 0 < ratio < MOVES_NOTHING else f"{ratio:.2g}"
