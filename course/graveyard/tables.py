"""Rows to learn from, some with something wrong about them. Each gives a ``Table``, from ``rng``."""

from course.digits.data import published
from course.digits.net import one_hot
from course.graveyard.trial import Table
from course.kit.steps import Rng


def pictures(rng: Rng) -> Table:
    """The digits of lesson 06, its published split, pixels from 0 to 16. Nothing is drawn."""
    X, labels, X_new, labels_new = published()
    return Table(X, one_hot(labels), labels, X_new, labels_new)


def shuffled_labels(rng: Rng) -> Table:
    """The digits, each with the label of another one: the two columns were sorted apart."""
    table = pictures(rng)
    labels = table.labels[rng.permutation(len(table.labels))]
    return table._replace(y=one_hot(labels), labels=labels)
