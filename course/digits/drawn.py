"""Inputs for the exercises of lesson 06, drawn afresh for every call."""

import numpy as np

from course.digits import data, symptoms


def labels(rng):
    """Class numbers, and how many classes; now and then that is left to the default of 10."""
    given, classes = _classes(rng)
    return (_some_of(rng, classes, int(rng.integers(1, 25))), *given)


def _classes(rng):
    """The argument for it, if there is one, and how many classes that makes."""
    if rng.random() < 0.25:
        return (), 10
    classes = int(rng.integers(1, 13))
    return (classes,), classes


def _some_of(rng, classes, n):
    """Class numbers; more often than not the last classes are not among them."""
    return rng.integers(rng.integers(1, classes + 1), size=n)


def logits(rng):
    """A table of logits, as the only argument."""
    return (table(rng),)


def table(rng):
    """Logits: small ones, or in three of five cases as large as they can become.

    Large ones are near 1000 or near -1000. ``e**1000`` is too large for a float, and ``e**-1000``
    is 0. Either each row is high or low as a whole, or one row has both. If there are two rows or
    more, one is low in all its columns and another is not. Now and then all are integers.
    """
    rows, classes = (int(size) for size in rng.integers(1, 7, size=2))
    z = 2 * rng.normal(size=(rows, classes))
    kind = rng.random()
    if kind < 0.6:
        mixed = kind < 0.3
        far = rng.choice([-1, 1], size=(rows, classes if mixed else 1))
        far[0, rng.permutation(far.shape[1])[:2]] = (1, -1)[: far.shape[1]]
        far[1:2] = -1
        z += 1000 * rng.permutation(far)
    return z.round().astype(int) if rng.random() < 0.15 else z


def logits_and_targets(rng):
    """Logits, and 1 for the right class of each row: any class, or the one of the lowest logit."""
    z = table(rng)
    rows, classes = z.shape
    right = np.where(rng.random(rows) < 0.5, z.argmin(axis=1), rng.integers(classes, size=rows))
    return z, np.eye(classes)[right]


def generator(rng):
    """A generator with a seed of its own."""
    return np.random.default_rng(int(rng.integers(2**32)))


def deal(rng):
    """How many rows are to be dealt out, and how many at a time.

    There are so many that by luck no order looks like another kind of order; or there is one.
    In half of the cases some are left for a last batch that is smaller by two rows or more.
    """
    kind = rng.random()
    batch = int(rng.integers(4, 8))
    n_rows = batch * int(rng.integers(12, 20))
    if kind < 0.5:
        n_rows += int(rng.integers(1, batch - 1))
    elif kind < 0.75:
        pass  # none are left over
    elif kind < 0.83:
        batch = 1
    elif kind < 0.93:
        batch = n_rows + int(rng.integers(3))
    else:
        n_rows, batch = 1, int(rng.integers(1, 4))
    return generator(rng), n_rows, batch


def said(rng):
    """What digits are, and what they are called: mostly the same, and many of them alike."""
    given, classes = _classes(rng)
    labels = _some_of(rng, classes, int(rng.integers(1, 41)))
    others = _some_of(rng, classes, len(labels))
    return (labels, np.where(rng.random(len(labels)) < 0.5, labels, others), *given)


def fans(rng):
    """A layer's size: large, since a spread shows only in many weights, or now and then small.

    In the large ones no spread that is known as a mistake is so near to another that luck could
    make one look like the other.
    """
    if rng.random() < 0.15:
        fan_in, fan_out = (int(size) for size in rng.integers(1, 6, size=2))
        return generator(rng), fan_in, fan_out
    while True:
        fan_in = int(rng.integers(20, 200))
        fan_out = int(fan_in * rng.uniform(3, 8) ** rng.choice([-1, 1]))
        many = symptoms.MANY <= fan_in * fan_out <= 4 * symptoms.MANY
        if many and symptoms.can_be_told_apart(fan_in, fan_out):
            return generator(rng), fan_in, fan_out


def pictures(rng):
    """Digits to learn from, which they are, and others to name: clear ones, so that luck decides
    less."""
    digits = data.drawn(rng, clear=True)
    return digits.X, digits.labels, digits.X_new
