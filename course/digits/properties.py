"""What must hold for an answer of lesson 06 whatever the numbers are."""

import copy

import numpy as np

from course.digits import net
from course.digits.symptoms import (
    ENOUGH,
    MANY,
    TOO_FEW,
    deal_symptom,
    digit_symptom,
    share_right,
    weight_symptom,
)
from course.kit.gradients import numerical_gradient
from course.kit.values import NEAR, is_array, widest_gap, worst

FAR = 1000  # e**1000 is too large for a float, and e**-1000 is 0 to it


# ---- one_hot


def one_in_each_row(function, args, value):
    """A row for each label, zeros, and a 1 in the column of that number."""
    labels, classes = (*args, 10)[:2]
    if not is_array(value, (len(labels), classes)):
        return _asks_for_an_array(value)
    for label, row in zip(labels, value, strict=True):
        if not np.isin(row, (0, 1)).all():
            other = row[~np.isin(row, (0, 1))][0]
            return f"Each number is 0 or 1. One of yours is {other:.3g}."
        if row.sum() != 1:
            return f"One 1 is asked for in each row. For label {label} yours has {row.sum():g}."
        if row[label] != 1:
            return f"For label {label} the 1 stands in column {label}. Yours is in {row.argmax()}."
    return ""


def _asks_for_an_array(value):
    """What is said to a list; nothing to all else, which is said elsewhere."""
    if not isinstance(value, list | tuple):
        return ""
    return f"An array is asked for; yours is a {type(value).__name__}. np.array makes one of it."


OUTSIDE = (  # labels, classes, which of them is outside
    ([0, 3], 3, 3),
    ([1, -1], 3, -1),
    ([12, 0], 12, 12),
    ([-12, 0], 12, -12),
)


def refuses_what_is_no_class(function, args, value):
    """What the docstring says is refused, by the error that it names."""
    for labels, classes, outside in OUTSIDE:
        why = f"with {classes} classes there is no {outside}"
        asked = (
            f"one_hot(np.array({labels}), {classes}) should be refused with a ValueError: {why}."
        )
        try:
            given = function(np.array(labels), classes)
        except ValueError:
            continue
        except Exception as error:
            return f"{asked} Yours raises {type(error).__name__}."
        if np.ndim(given) != 2 or len(given) != len(labels):
            return f"{asked} Yours returns something: raise ValueError(…) ends the function."
        return (
            f"{asked} Yours gives it the row {np.asarray(given)[labels.index(outside)].tolist()}."
        )
    return ""


# ---- softmax


def is_a_distribution(function, args, value):
    """From 0 to 1, 1 in all; each row by itself; the same when all logits of a row grow alike."""
    (z,) = args
    if not is_array(value, z.shape):
        return _asks_for_an_array(value)
    if value.min() < 0 or value.max() > 1 + 1e-9:
        place = worst(np.abs(value - 0.5))
        return f"A probability lies between 0 and 1. One of yours is {value[place]:.3g}."
    sums = value.sum(axis=1)
    row = worst(np.abs(sums - 1))[0]
    if abs(sums[row] - 1) > 1e-6:
        return f"Each row should add up to 1. Row {row} of yours adds up to {sums[row]:.3g}."
    for i in range(len(z)):
        if not np.allclose(function(z[[i]]), value[[i]], atol=1e-6):
            return f"Row {i} alone gives something else than row {i} among the others."
    return _moves_together(function, z, value) or _is_sure(function)


def _is_sure(function):
    for high, low in ((FAR, 0), (0, -FAR), (FAR, -FAR)):
        p = np.asarray(function(np.array([[1.0 * low, high]])))
        if p.shape != (1, 2) or not np.allclose(p, (0, 1)):
            return (
                f"For the logits [{low}, {high}] the probabilities are 0 and 1, as exactly as a "
                f"float can be. Yours are {p.ravel().tolist()}."
            )
    return ""


def _moves_together(function, z, value):
    for more in (1, FAR, -FAR):
        moved = np.asarray(function(z + more))
        if moved.shape != z.shape or not np.isfinite(moved).all():
            return f"With {more} added to all logits yours gives NaN or infinity: e**z is too much."
        if not np.allclose(moved, value, atol=1e-6):
            return (
                f"To add {more} to all logits changes no probability: each power is multiplied by "
                "the same, and so is their sum. Yours changes."
            )
    return ""


# ---- cross-entropy, and its slope


def is_a_mean_loss(function, args, value):
    """A number of 0 or more; a mean of rows; log(classes) for whoever has no idea."""
    z, y = args
    if np.size(value) != 1 or not is_array(np.asarray(value), np.shape(value)):
        return ""
    loss = np.asarray(value).item()
    if loss < -1e-9:
        return f"A probability is 1 at most, so its -log is never below 0. Yours is {loss:.3g}."
    alone = [_one_loss(function, z[[i]], y[[i]]) for i in range(len(z))]
    if None not in alone and not np.isclose(np.mean(alone), loss):
        return (
            f"Asked for each of the {len(z)} rows alone, yours gives losses whose mean is "
            f"{np.mean(alone):.3g}. For all of them together it gives {loss:.3g}."
        )
    equal = _one_loss(function, 0.0 * z, y)
    if equal is not None and not np.isclose(equal, np.log(z.shape[1])):
        return (
            f"If all logits are 0, each of {z.shape[1]} classes has the probability "
            f"1/{z.shape[1]}, so the loss is log({z.shape[1]}) = {np.log(z.shape[1]):.3g}. Yours "
            f"is {equal:.3g}."
        )
    return _is_sure_and_wrong(function)


def _one_loss(function, z, y):
    """A loss as a number, or None."""
    loss = np.asarray(function(z, y))
    return loss.item() if loss.size == 1 and loss.dtype.kind in "fiu" else None


def _is_sure_and_wrong(function):
    for high, low in ((FAR, 0), (0, -FAR), (2 * FAR, FAR)):
        loss = _one_loss(function, np.array([[1.0 * low, high]]), np.array([[1.0, 0]]))
        if loss is None:
            return ""
        if not np.isclose(loss, FAR):
            lost = " Can a power that is too large or too small for a float be avoided?"
            return (
                f"For the logits [{low}, {high}] the right class, the first, has the probability "
                f"e**-{FAR}, and the loss is {FAR}. Yours is {loss:.3g}."
                f"{'' if FAR < loss < np.inf else lost}"
            )
    return ""


def is_slope_of_the_loss(function, args, value):
    """For every logit the slope of the mean cross-entropy."""
    z, y = args
    if not is_array(value, z.shape):
        return ""
    here = 1.0 * z
    measured = numerical_gradient(lambda: net.cross_entropy(here, y), here)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"Move the logit of class {place[1]} in row {place[0]} a little: the mean cross-entropy "
        f"over these {len(z)} rows has the slope {measured[place]:.3g}. Yours is "
        f"{value[place]:.3g}."
    )


# ---- what comes by lot


def comes_from_rng(function, args, value):
    """The given generator decides, and nothing else; and from call to call it goes on."""
    rng, *sizes = args
    if not _is_drawn_by_lot(value, args):
        return ""
    here = copy.deepcopy(rng)
    first, second = (_in_a_row(function(here, *sizes)) for _ in range(2))
    if np.array_equal(first, second):
        return (
            "Asked twice with the same rng, yours gives the same again. Is there a generator or a "
            "seed of your own? Take the numbers from the rng that is handed in: it goes on by "
            "itself."
        )
    if not np.array_equal(first, _in_a_row(value)):
        return (
            "With the same rng in the same state yours gives now this, now that. So its numbers "
            "come from elsewhere, perhaps from np.random. Take them all from rng."
        )
    return ""


def _is_drawn_by_lot(value, args):
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value.size >= MANY
    return args[1] > 1


def _in_a_row(value):
    return np.concatenate([np.ravel(part) for part in value])


def deals_each_row_once(function, args, value):
    """All rows, in a random order, so many at a time."""
    _, n_rows, batch = args
    shown = deal_symptom(value, args)
    if shown == "as asked":
        return ""
    asked = f"Asked for {n_rows} rows, {batch} at a time: yours"
    return _SAID_OF_BATCHES.get(shown, f"{asked} shows {shown}.").format(asked=asked)


_SAID_OF_BATCHES = {
    "a generator": "A list is asked for; yours is a generator. list(…) makes one of it.",
    "no list": "A list of arrays is asked for; yours is none.",
    "slices": "Row numbers are asked for; yours has slices.",
    "not dealt": "A list of arrays is asked for, one for each batch. Yours holds single numbers.",
    "no rows of numbers": "Each batch is a row of row numbers. Yours has something else.",
    "no whole numbers": "Row numbers are whole numbers, of an integer dtype. Yours are not.",
    "no such row": "{asked} has a row number that does not exist. They go from 0 to n_rows - 1.",
    "overlapping": "{asked} has batches that overlap: each begins with rows of the one before.",
    "filled up": "{asked} fills the last batch up with rows that had their turn.",
    "some rows twice": "{asked} has some rows more than once.",
    "an empty batch": "{asked} has a batch without any rows.",
    "in order": "{asked} leaves them in order. They should be shuffled.",
    "neighbours together": "{asked} has batches of neighbouring rows. All rows should be shuffled.",
}


def spreads_as_asked(function, args, value):
    """A normal distribution around 0, as wide as asked."""
    _, fan_in, fan_out = args
    shown = weight_symptom(value, args)
    if shown == "as asked":
        return ""
    if not is_array(value, (fan_in, fan_out)):
        return (
            f"For fan_in = {fan_in} and fan_out = {fan_out} an array of shape "
            f"({fan_in}, {fan_out}) is asked for. Yours shows: {shown}."
        )
    if shown in ("even", "another distribution"):
        return "These numbers are not from a normal distribution. rng.normal draws from one."
    return (
        f"For fan_in = {fan_in} the standard deviation should be {np.sqrt(2 / fan_in):.3g}, "
        f"around 0. Yours have {value.std():.3g}, around {value.mean():.2g}."
    )


# ---- the confusion matrix


def counts_each_once(function, args, value):
    """As many in each row as there are of that digit, in each column as are called so."""
    labels, answers, classes = (*args, 10)[:3]
    if not is_array(value, (classes, classes)):
        return ""
    if (value != np.round(value)).any():
        other = value[value != np.round(value)][0]
        return f"Counts are whole numbers. One of yours is {other:.3g}."
    if value.sum() != len(labels):
        return (
            f"{len(labels)} answers were given, so the counts add up to {len(labels)}. Yours add "
            f"up to {value.sum():g}."
        )
    for line, said, sums in (
        ("row", "labels", value.sum(axis=1)),
        ("column", "answers", value.sum(axis=0)),
    ):
        wanted = np.bincount(labels if line == "row" else answers, minlength=classes)
        if not np.array_equal(sums, wanted):
            digit = worst(np.abs(sums - wanted))[0]
            return (
                f"How often the digit {digit} is among the {said}: {wanted[digit]}. So {line} "
                f"{digit} adds up to that; yours adds up to {sums[digit]:g}."
            )
    return ""


# ---- rebuild: judged by how many digits it names, not by its numbers


def names_enough(function, args, value):
    """How many of the new digits are named right."""
    if digit_symptom(value, args) not in TOO_FEW:
        return ""
    share = share_right(np.asarray(value), args[2])
    return (
        f"Of {len(args[2])} new digits yours names {share:.0%} right. At least {ENOUGH:.0%} are "
        "asked for; whoever has learned nothing names 10%."
    )
