"""Causes that lie in the rows: the evidence for each as a sentence, or None.

They are looked for in every network. Also one that answers well may have seen its new rows before.
"""

import numpy as np

from course.graveyard import vitals
from course.graveyard.examination import Examination
from course.graveyard.trial import classes_of


def lopsided_set(e: Examination) -> str | None:
    """Nearly all rows are of one class, and of the others hardly any is found."""
    classes, counts = e.classes
    largest = int(classes[counts.argmax()])
    if e.guessing < 0.75 or not e.finite:
        return None
    found = vitals.recall(e.trial.labels_new, e.answers_new)
    rare = [share for c, share in found.items() if c != largest]
    if not rare or np.mean(rare) >= 0.5:
        return None
    return (
        f"{e.guessing:.0%} of the rows are of class {largest}, and that is what it says of "
        f"{(e.answers_new == largest).mean():.0%} of the new rows: {e.trial.accuracy:.0%} of its "
        f"answers are right, but of the other classes it finds {np.mean(rare):.0%}"
    )


def shuffled_labels(e: Examination) -> str | None:
    """Rows that look alike have nothing in common, while among the others they have.

    Those that it learned from, or the new ones. Of the new ones it is said only if the network,
    too, names them by chance, and if they are different rows: of rows that are all the same,
    neighbours tell nothing.
    """
    t = e.trial
    if len(t.labels) != len(t.X) or len(t.labels_new) != len(t.X_new) or len(t.X_new) < 20:
        return None
    labels = classes_of(t.y)
    old, by_chance = vitals.neighbour_agreement(t.X, labels), vitals.chance(labels)
    new, new_chance = vitals.neighbour_agreement(t.X_new, t.labels_new), vitals.chance(t.labels_new)
    apart = np.unique(t.X_new.reshape(len(t.X_new), -1), axis=0)
    if (
        e.strangers
        and old - by_chance >= 0.25
        and new - new_chance <= 0.5 * (old - by_chance)
        and len(apart) > len(t.X_new) / 2
        and len(np.unique(t.labels_new)) > 1
    ):
        return (
            f"the nearest neighbour of a new row has the same label in {new:.0%} of the cases, and "
            f"chance gives {new_chance:.0%}; among the rows that it learned from it is {old:.0%}"
        )
    if new - new_chance < 0.25 or old - by_chance > 0.5 * (new - new_chance):
        return None
    return (
        f"the nearest neighbour of a row that it learned from has the same label in {old:.0%} of "
        f"the cases, and chance gives {by_chance:.0%}; among the new rows it is {new:.0%}"
    )


def leak(e: Examination) -> str | None:
    """New rows are among those that it learned from, more than a small world explains."""
    X, X_new = e.trial.X, e.trial.X_new
    among, expected = vitals.copies(X, X_new)
    if among == 1 and vitals.copies(X_new, X)[0] == 1:
        return None  # the table is all there is, as in lesson 01: no row was kept aside
    scatter = np.sqrt(expected * (1 - expected) / len(X_new))
    if among - expected < 0.05 + 3 * scatter:
        return None
    return (
        f"{among:.0%} of the new rows are also among those that it learned from; by chance it "
        f"would be {expected:.0%}"
    )


def rows_never_seen(e: Examination) -> str | None:
    """Rows that were in no batch, more than chance leaves out."""
    unseen, by_chance = vitals.unseen_share(e.trial.seen)
    if unseen - by_chance < 0.1:
        return None
    return (
        f"of {len(e.trial.seen):,} rows only {int((e.trial.seen > 0).sum()):,} were ever in a "
        f"batch, though {int(e.trial.seen.sum()):,} were dealt in all"
    )
