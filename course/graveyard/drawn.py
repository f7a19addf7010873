"""Inputs for the exercises of lesson 07, drawn afresh for every call."""

from itertools import pairwise

import numpy as np

from course.digits import data
from course.graveyard import suspects
from course.graveyard.suspects import SINGLE, WHOLE, Suspect, held_against
from course.kit.gradients import numerical_gradient


def said(rng):
    """What ReLU units say: some are dead, some nearly so, some say the same for every row."""
    rows, units = int(rng.integers(1, 25)), int(rng.integers(1, 9))
    said = np.maximum(rng.normal(size=(rows, units)), 0)
    kinds = rng.random(units)
    said[:, kinds < 0.4] = 0
    said[:, (kinds >= 0.4) & (kinds < 0.55)] = 0.5  # alive, and of no use
    lonely = (kinds >= 0.55) & (kinds < 0.75)
    said[:, lonely] = 0
    said[rng.integers(rows), lonely] = rng.choice([1e-9, 0.3])  # they speak to one row only
    if rng.random() < 0.15:
        said[:] = 0
    return (said,)


def weights_and_gradients(rng):
    """Weights of several layers and their gradients, which stand in the opposite order.

    Biases are all 0 in half of the cases, with a gradient or without.
    """
    sizes = [int(size) for size in rng.integers(1, 6, size=int(rng.integers(2, 5)))]
    params, gradients = {}, {}
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        params[f"W{i}"] = rng.normal(size=(fan_in, fan_out))
        params[f"b{i}"] = rng.choice([0.0, 1.0]) * rng.normal(size=fan_out)
    for name in reversed(params):
        gradients[name] = 10 ** rng.uniform(-3, 1) * rng.normal(size=params[name].shape)
        if name.startswith("b") and rng.random() < 0.5:
            gradients[name][:] = 0
    return params, gradients


def fan_in(rng):
    """How many units speak to each: one, or many."""
    return (int(np.exp(rng.uniform(0, 7))),)


HARD_TO_SEE = (  # drawn twice as often, or more: many a test misses them
    suspects.a_sign_turned,
    suspects.units_in_another_order,
    suspects.the_first_forgotten,
    suspects.the_last_forgotten,
    suspects.only_the_last_right,
    suspects.kept_as_a_table,
    *[suspects.rounded_to_hundredths] * 3,
    suspects.gone_missing,
    suspects.nan_in_it,
)
FAINT = (0.003, 0.006)  # by how much a gradient is off that was rounded
CLEAR = 0.05  # by how much every other wrong one is off somewhere
MEASURED = (
    3e-8  # by how much finite differences are off at most, if the step is a long one, of 1e-4
)


def suspect(rng):
    """A small network with sound gradients, or with faults, each of which shows clearly."""
    whole = suspects.sound if rng.random() < 0.8 else WHOLE[rng.integers(len(WHOLE))]
    single = [suspects.as_it_is] * 4
    kinds = SINGLE + HARD_TO_SEE
    for i in range(4 if rng.random() < 0.9 else 0):
        if rng.random() < 0.6:
            single[i] = kinds[rng.integers(len(kinds))]
    given = Suspect(whole, tuple(single))
    names = (("W0", "b0", "W1", "b1"), ("U", "a", "V", "c"))[rng.integers(2)]
    while True:
        inputs, hidden, outputs = (int(size) for size in rng.integers(2, 4, size=3))
        rows = hidden if rng.random() < 0.7 else int(rng.integers(2, 5))
        shapes = ((inputs, hidden), (hidden,), (hidden, outputs), (outputs,))
        params = {name: rng.normal(size=s) for name, s in zip(names, shapes, strict=True)}
        X = rng.normal(size=(rows, inputs))
        y = np.eye(outputs)[rng.integers(outputs, size=rows)]
        smallest = min(np.abs(slope).min() for slope in suspects.sound(params, X, y)[1])
        if (
            smallest > 0.01
            and _shows_clearly(given, params, X, y)
            and _can_be_measured(given.whole, params, X, y)
        ):
            return given, params, X, y


def _shows_clearly(given, params, X, y):
    """Whether each gradient is right, or off by much, or by what rounding leaves."""
    found = [each for each in held(given, params, X, y).values() if each.why == "numbers"]
    return all(
        each.gap > CLEAR or max(1, abs(each.measured)) * FAINT[0] < each.gap < FAINT[1]
        for each in found
    )


def _can_be_measured(whole, params, X, y):
    """Whether a long step measures the slopes well, too: right tests may take one."""
    if whole is suspects.a_loss_that_is_nan:
        return True
    found = held(Suspect(suspects.sound, (suspects.as_it_is,) * 4), params, X, y, eps=1e-4)
    return max(each.gap for each in found.values()) < MEASURED


def held(given, params, X, y, *, eps=1e-5):
    """Each of the gradients, held against finite differences."""
    moved = {name: W.copy() for name, W in params.items()}
    _, slopes = given(params, X, y)
    return {
        name: held_against(
            slopes, name, numerical_gradient(lambda: given(moved, X, y)[0], moved[name], eps=eps)
        )
        for name in params
    }


def nothing(rng):
    """Verdicts on a corpse are asked for without any argument."""
    return ()


def wormhole(rng):
    """Digits, clear ones to be named, and a network of eleven layers, most of them ten wide."""
    digits = data.drawn(rng, clear=True)
    first, second = int(rng.integers(28, 41)), int(rng.integers(14, 21))
    return digits.X, digits.labels, digits.X_new, (64, first, second, *[10] * 9)
