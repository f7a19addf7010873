"""Inputs for the exercises of lesson 06, drawn afresh for every call."""

import numpy as np

from course.digits import data, symptoms


def labels(rng):
    """Class numbers, and how many classes; now and then that is left to the default of 10."""
    n, classes = int(rng.integers(1, 25)), int(rng.integers(1, 13))
    if rng.random() < 0.25:
        return (rng.integers(10, size=n),)
    return rng.integers(classes, size=n), classes


def logits(rng):
    """A table of logits, as the only argument."""
    return (table(rng),)


def table(rng):
    """Logits: small ones, or in three of five cases as large as they can become.

    Large ones are near 1000 or near -1000. ``e**1000`` is too large for a float, and ``e**-1000``
    is 0. One row has both, and another, if there is one, is low in all its columns. Now and then
    all are integers.
    """
    rows, classes = (int(size) for size in rng.integers(1, 7, size=2))
    z = 2 * rng.normal(size=(rows, classes))
    if rng.random() < 0.6:
        far = rng.choice([-1, 1], size=(rows, classes))
        far[0, rng.permutation(classes)[:2]] = (1, -1)[:classes]
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
    In four of ten cases some are left for a smaller last batch.
    """
    n_rows = int(rng.integers(60, 121))
    kind = rng.random()
    if kind < 0.7:
        batch = int(rng.integers(2, 6))
        n_rows -= n_rows % batch  # none are left over
        if kind < 0.4:
            n_rows += int(rng.integers(1, batch))
    elif kind < 0.8:
        batch = 1
    elif kind < 0.9:
        batch = n_rows + int(rng.integers(3))
    else:
        n_rows, batch = 1, int(rng.integers(1, 4))
    return generator(rng), n_rows, batch


def said(rng):
    """What digits are, and what they are called: mostly the same, and many of them alike."""
    n, classes = int(rng.integers(1, 41)), int(rng.integers(1, 13))
    default = rng.random() < 0.25
    classes = 10 if default else classes
    labels = rng.integers(classes, size=n)
    answers = np.where(rng.random(n) < 0.5, labels, rng.integers(classes, size=n))
    return (labels, answers) if default else (labels, answers, classes)


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
