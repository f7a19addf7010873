"""Rows to learn from, of which some are at fault. Each function gives a ``Table``, from ``rng``."""

import numpy as np

from course.addition import bits
from course.digits.data import INK, published
from course.digits.net import one_hot
from course.eleven import net as eleven
from course.graveyard.trial import Table, Trial
from course.kit.steps import Rng
from course.stack import tasks

FEW = 300  # rows to learn from, where a leak is to be seen
RARE = 8  # the digit that is asked for, where one answer is rare


def pictures(rng: Rng) -> Table:
    """The digits of lesson 06, its published split, pixels from 0 to 16. Nothing is drawn."""
    X, labels, X_new, labels_new = published()
    return Table(X, one_hot(labels), labels, X_new, labels_new)


def shuffled_labels(rng: Rng) -> Table:
    """The digits, each with the label of another one: the two columns were shuffled apart."""
    table = pictures(rng)
    labels = table.labels[rng.permutation(len(table.labels))]
    return table._replace(y=one_hot(labels), labels=labels)


def few_pictures(rng: Rng) -> Table:
    """The first 300 digits of the published split to learn from, and the same new ones."""
    table = pictures(rng)
    return table._replace(X=table.X[:FEW], y=table.y[:FEW], labels=table.labels[:FEW])


def leaked(rng: Rng) -> Table:
    """The same 300, and among them all those which will be asked afterwards."""
    table = few_pictures(rng)
    labels = np.concatenate([table.labels, table.labels_new])
    X = np.concatenate([table.X, table.X_new])
    return table._replace(X=X, y=one_hot(labels), labels=labels)


def share_of_others(trial: Trial) -> float:
    """How many digits a network names right that are in neither of these two tables.

    The inputs of the network are pixels from 0 to 1.
    """
    others = published()
    return trial.share_right(others.X[FEW:] / INK, others.labels[FEW:])


def lopsided(rng: Rng) -> Table:
    """Is it an eight? Of 19 in 20 digits, here, it is not."""
    X, labels, X_new, labels_new = published()
    rows, new = _thinned_out(labels == RARE), _thinned_out(labels_new == RARE)
    asked, asked_new = (labels[rows] == RARE).astype(int), (labels_new[new] == RARE).astype(int)
    return Table(X[rows], one_hot(asked, 2), asked, X_new[new], asked_new)


def _thinned_out(rare: np.ndarray) -> np.ndarray:
    """The rows of all others, and of the rare ones so many that they are 1 in 20."""
    kept = (~rare).sum() // 19
    return np.sort(np.concatenate([np.flatnonzero(~rare), np.flatnonzero(rare)[:kept]]))


def evened_out(rng: Rng) -> Table:
    """The same, but the eights to learn from are repeated until there are as many as of others.

    New rows are as lopsided as before.
    """
    table = lopsided(rng)
    others, rare = (np.flatnonzero(table.labels == label) for label in (0, 1))
    rows = np.concatenate([others, np.resize(rare, len(others))])
    return table._replace(X=table.X[rows], y=table.y[rows], labels=table.labels[rows])


def shares_found(trial: Trial) -> np.ndarray:
    """Of each class, how many new rows are named right, as shares: shape (n_classes,)."""
    named = trial.body.answers(trial.params, trial.X_new)
    right, labels = named == trial.labels_new, trial.labels_new
    return np.array([right[labels == label].mean() for label in np.unique(labels)])


def five_or_more(rng: Rng) -> Table:
    """Is the digit five or more? One output, 1 for yes."""
    X, labels, X_new, labels_new = published()
    asked = (labels >= 5).astype(int)
    return Table(X, asked[:, None].astype(float), asked, X_new, (labels_new >= 5).astype(int))


def with_ones(rng: Rng) -> Table:
    """The digits with pixels from 0 to 1, and a last column of ones, as in lesson 03."""
    table = pictures(rng)
    X, X_new = (np.column_stack([X / INK, np.ones(len(X))]) for X in (table.X, table.X_new))
    return table._replace(X=X, X_new=X_new)


def exclusive_or(rng: Rng) -> Table:
    """The four rows of lesson 01, which are also asked afterwards: there are no others."""
    y = eleven.TARGETS["XOR"]
    labels = y[:, 0].astype(int)
    return Table(eleven.X, y, labels, eleven.X, labels)


def reversals(rng: Rng) -> Table:
    """Sequences of four symbols, out of four, to be said backwards: 320, and 100 new ones."""
    (X, y), (X_new, y_new) = (tasks.draw(rng, n, 4) for n in (320, 100))
    return Table(X, y, y.argmax(axis=-1).ravel(), X_new, y_new.argmax(axis=-1).ravel())


def additions(rng: Rng) -> Table:
    """Pairs of numbers below 32, bit by bit, and their sums: 500 pairs, and 100 others."""
    pairs = rng.permutation(32**2)[:600]
    X, y = bits.sums((pairs // 32).tolist(), (pairs % 32).tolist(), 6)
    labels = y.astype(int)
    return Table(X[:500], y[:500], labels[:500].ravel(), X[500:], labels[500:].ravel())
