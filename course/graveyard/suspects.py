"""Gradients to be tested by the learner's test: sound ones, and others that have faults.

All belong to one small network, a layer of tanh units and a softmax, whose four parameters may have
any names. Gradients come in the order in which backpropagation finds them: from the outputs back.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course.digits.net import loss_and_delta
from course.kit.steps import Params


@dataclass(frozen=True)
class Suspect:
    """A ``loss_and_gradients`` that says what it is when it is printed.

    Attributes
    ----------
    whole : ``(params, X, y) -> (loss, [dW0, db0, dW1, db1])``, sound or with a fault
    single : for each of the four gradients, what is made of it: ``(gradient, n_rows) -> gradient``,
        or None if it goes missing
    """

    whole: Callable[..., tuple[float, list[np.ndarray]]]
    single: tuple[Callable[[np.ndarray, int], np.ndarray | None], ...]

    def __call__(self, params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
        loss, slopes = self.whole(params, X, y)
        found = {}
        for name, slope, change in reversed(list(zip(params, slopes, self.single, strict=True))):
            changed = change(slope, len(X))
            if changed is not None:
                found[name] = changed
        return loss, found

    def __repr__(self) -> str:
        faults = {each.__name__ for each in (self.whole, *self.single)} - {"sound", "as_it_is"}
        told = ", ".join(sorted(name.replace("_", " ") for name in faults)) or "sound"
        return f"a network of two layers ({told})"


# ---- the whole network


def sound(params, X, y, *, slope=lambda h: 1 - h**2, summed=0):
    W0, b0, W1, b1 = params.values()
    h = np.tanh(X @ W0 + b0)
    loss, delta = loss_and_delta(h @ W1 + b1, y)
    hidden = delta @ W1.T * slope(h)
    return loss, [X.T @ hidden, hidden.sum(axis=summed), h.T @ delta, delta.sum(axis=0)]


def bias_summed_along_the_wrong_axis(params, X, y):
    """With as many rows as hidden units the shape is right."""
    return sound(params, X, y, summed=1)


def no_slope_of_the_units(params, X, y):
    return sound(params, X, y, slope=lambda h: 1)


def a_loss_that_is_nan(params, X, y):
    """The gradients are sound, and nobody can tell."""
    return np.nan, sound(params, X, y)[1]


WHOLE = (bias_summed_along_the_wrong_axis, no_slope_of_the_units, a_loss_that_is_nan)

# ---- one gradient of it


def as_it_is(gradient, n_rows):
    return gradient


def a_sign_turned(gradient, n_rows):
    return -gradient


def units_in_another_order(gradient, n_rows):
    """The sum of it is right, and so is the length."""
    return np.roll(gradient, 1, axis=0)


def the_first_forgotten(gradient, n_rows):
    kept = gradient.copy()
    kept.flat[0] = 0
    return kept


def the_last_forgotten(gradient, n_rows):
    kept = gradient.copy()
    kept.flat[-1] = 0
    return kept


def only_the_last_right(gradient, n_rows):
    kept = 2 * gradient
    kept.flat[-1] /= 2
    return kept


def averaged_once_more(gradient, n_rows):
    return gradient / n_rows


def added_up_twice(gradient, n_rows):
    return 2 * gradient


def kept_as_a_table(gradient, n_rows):
    """The right numbers, of shape (1, …), which NumPy makes fit nearly everywhere."""
    return gradient[None]


def one_sum_for_all(gradient, n_rows):
    """A sum without an axis: one number, which NumPy makes fit everywhere."""
    return gradient.sum()


def rounded_to_hundredths(gradient, n_rows):
    """Nearly right, but by far more is it off than finite differences are."""
    return np.round(gradient, 2)


def gone_missing(gradient, n_rows):
    return None


def nan_in_it(gradient, n_rows):
    kept = gradient.copy()
    kept.flat[-1] = np.nan
    return kept


SINGLE = (
    a_sign_turned,
    units_in_another_order,
    the_first_forgotten,
    the_last_forgotten,
    only_the_last_right,
    averaged_once_more,
    added_up_twice,
    kept_as_a_table,
    one_sum_for_all,
    rounded_to_hundredths,
    gone_missing,
    nan_in_it,
)


@dataclass(frozen=True)
class Held:
    """One gradient, held against finite differences.

    Attributes
    ----------
    why : "" if it agrees, else "missing", "shape", "NaN" or "numbers"
    gap : by how much it is off at the worst place
    place : where
    given, measured : the numbers there
    """

    why: str
    gap: float = 0.0
    place: tuple[int, ...] = ()
    given: float = 0.0
    measured: float = 0.0


def held_against(slopes: Params, name: str, measured: np.ndarray) -> Held:
    """Compare the gradient of one parameter, whatever it is, with what was measured."""
    if name not in slopes:
        return Held("missing")
    given = np.asarray(slopes[name])
    if given.shape != measured.shape:
        return Held("shape")
    gap = np.abs(given - measured)
    if np.isnan(gap).any():
        return Held("NaN")
    place = tuple(int(i) for i in np.unravel_index(gap.argmax(), gap.shape))
    why = "numbers" if gap[place] > 1e-6 else ""
    return Held(why, float(gap[place]), place, float(given[place]), float(measured[place]))
