"""Rows to learn from with something wrong about them. Each gives a ``Table``, from ``rng``."""

from course.digits.net import one_hot
from course.graveyard.net import pictures
from course.graveyard.trial import Table
from course.kit.steps import Rng


def shuffled_labels(rng: Rng) -> Table:
    """The digits, each with the label of another one: the two columns were sorted apart."""
    table = pictures(rng)
    labels = table.labels[rng.permutation(len(table.labels))]
    return table._replace(y=one_hot(labels), labels=labels)
