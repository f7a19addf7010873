"""What must hold for an answer of lesson 01 whatever the numbers are."""

import numpy as np

from course.eleven import net
from course.eleven.net import sigmoid
from course.kit.gradients import check_gradients, numerical_gradient
from course.kit.values import NEAR, is_array, widest_gap, worst


def _logit(s):
    """What went into the sigmoid, from what came out."""
    return np.log(s / (1 - s))


# ---- one function of one array


def rises_from_0_to_1(function, args, value):
    """The sigmoid stays within 0..1, never falls, and what z and -z give adds up to 1."""
    (z,) = args
    if not is_array(value, z.shape):
        return ""
    for place in (worst(value), worst(-value)):
        if not 0 <= value[place] <= 1:
            at = f"At z = {z[place]:.3g} yours is {value[place]:.3g}."
            return f"It should stay between 0 and 1. {at}"
    order = np.argsort(z, axis=None)
    if (np.diff(value.ravel()[order]) < 0).any():
        return "A larger z should give a larger value. Somewhere yours falls."
    mirrored = np.asarray(function(-z))
    place, gap = widest_gap(value, 1 - mirrored)
    if gap < NEAR:
        return ""
    return (
        f"What z and -z give should add up to 1. At z = {z[place]:.3g} yours gives "
        f"{value[place]:.3g}, at {-z[place]:.3g} it gives {mirrored[place]:.3g}."
    )


def is_measured_slope(function, args, value, *, eps=1e-5):
    """``slope`` is what one measures at the place where the sigmoid gives ``s``."""
    (s,) = args
    if not is_array(value, s.shape):
        return ""
    z = _logit(s)
    measured = (sigmoid(z + eps) - sigmoid(z - eps)) / (2 * eps)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"Where the sigmoid gives {s[place]:.3g}, its slope, measured by moving z a little, "
        f"is {measured[place]:.3g}. Yours is {value[place]:.3g}."
    )


# ---- deltas


def is_slope_of_half_square(function, args, value):
    """The output's delta is the slope of half the squared error in what goes into the sigmoid."""
    p, y = args
    if not is_array(value, p.shape):
        return ""
    z = _logit(p)
    measured = numerical_gradient(lambda: np.sum((sigmoid(z) - y) ** 2) / 2, z)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"With p = {p[place]:.3g} and y = {y[place]:.3g}, move what goes into the sigmoid a "
        f"little: half the squared error has the slope {measured[place]:.3g}. "
        f"Yours is {value[place]:.3g}."
    )


def is_slope_through_weights(function, args, value):
    """The hidden delta is the slope, in what goes into the hidden units, of a loss whose slope in
    what goes into the outputs is ``delta1``."""
    delta1, W1, h = args
    if not is_array(value, h.shape):
        return ""
    z = _logit(h)
    measured = numerical_gradient(lambda: np.sum(delta1 * (sigmoid(z) @ W1)), z)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"Move what goes into hidden unit {place[1]} in row {place[0]} a little, and follow it "
        f"through W1: the loss has the slope {measured[place]:.3g}. Yours is {value[place]:.3g}."
    )


# ---- the whole network


def rows_do_not_meet(function, args, value):
    """Each row of X is worked on by itself, and ends between 0 and 1 in both layers."""
    params, X = args
    if not isinstance(value, tuple | list) or len(value) != 2:
        return ""
    p, h = value
    shapes = [(len(X), params[name].shape[1]) for name in ("W1", "W0")]
    if not (is_array(p, shapes[0]) and is_array(h, shapes[1])):
        return ""
    for name, part in (("p", p), ("h", h)):
        if part.min() < 0 or part.max() > 1:
            return f"What a sigmoid gives lies between 0 and 1; your {name} does not."
    for i in range(len(X)):
        alone = function(params, X[[i]])
        if not all(np.allclose(one, all_[[i]]) for one, all_ in zip(alone, value, strict=True)):
            return f"Row {i} alone gives something else than row {i} among the others."
    return ""


def product_rows_do_not_meet(function, args, value):
    """Row i of the product needs row i of X, and no other."""
    X, W = args
    if not is_array(value, (len(X), W.shape[1])):
        return ""
    for i in range(len(X)):
        if not np.allclose(function(X[[i]], W), value[[i]]):
            return f"Row {i} alone gives something else than row {i} among the others."
    return ""


def gradients_are_slopes(function, args, value):
    """The gradients a function gives are the slopes of the loss it gives itself."""
    params, X, y = args
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Two things are asked for, the loss and the gradients: return loss, gradients."
    loss, gradients = value
    if np.shape(loss) != ():
        return f"The loss is one number for the whole table; yours has shape {np.shape(loss)}."
    if np.asarray(loss).dtype.kind not in "biuf":
        return f"The loss comes first and is one number; yours is of type {type(loss).__name__}."
    if not isinstance(gradients, dict):
        return (
            'The gradients are a dict with the keys of params: {"W0": …, "W1": …}, after the loss.'
        )
    if set(gradients) != set(params):
        return f"The gradients have the keys {list(gradients)}; params has {list(params)}."
    for name, weights in params.items():
        if np.shape(gradients[name]) != weights.shape:
            return (
                f"{name} has shape {weights.shape}, its gradient {np.shape(gradients[name])}. "
                "Every single weight has one slope, so the shapes are the same."
            )
        if np.asarray(gradients[name]).dtype.kind not in "biuf":
            return f"The gradient of {name} does not hold real numbers."
    errors = check_gradients(function, params, X, y)
    wrong = [f"{name} is off by {error:.0%}" for name, error in errors.items() if not error < 1e-6]
    if not wrong:
        return ""
    return (
        "Your gradients are not the slopes of your own loss. Moving each weight a little "
        f"and watching your loss gives something else: {', '.join(wrong)}."
    )


def small_steps_lower_the_loss(function, args, value, *, alpha=1e-3):
    params, X, y, _ = args
    arrived = function(params, X, y, alpha)
    if not isinstance(arrived, dict) or set(arrived) != set(params):
        return ""
    if not all(is_array(arrived[name], params[name].shape) for name in params):
        return ""
    before, after = (net.loss_and_gradients(at, X, y)[0] for at in (params, arrived))
    if after < before + 1e-12:
        return ""
    return (
        f"With alpha = {alpha} the loss should fall. Yours goes from {before:.6g} to {after:.6g}."
    )


# ---- the product, added up one number at a time


def begins_at_zero(function, args, value):
    """Nothing is in the sums that only happened to lie in memory: NaN is laid there to see it."""
    X, W = args
    shape = len(X), W.shape[1]
    if not is_array(value, shape):
        return ""
    np.full(shape, np.nan)  # let go at once, so that the next array of this size is put there
    if not np.isnan(function(X, W)).any():
        return ""
    return (
        "Yours adds to what happened to lie in memory: np.empty takes a place there, and leaves "
        "what it finds. np.zeros makes it 0."
    )


class _MatrixProductError(Exception):
    """Raised by arrays that are to be read one number at a time."""


class _NumberByNumber(np.ndarray):
    """An array whose numbers may be read, added and multiplied, but that is in no product of
    arrays: neither ``@`` nor ``np.dot`` and its kin, nor a table multiplied in one go."""

    _products = frozenset(
        {"dot", "inner", "outer", "vdot", "vecdot", "matmul", "multi_dot", "tensordot", "einsum"}
        | {"kron", "convolve", "correlate"}
    )

    def dot(self, *args, **kwargs):
        raise _MatrixProductError

    def __array_function__(self, func, types, args, kwargs):
        if func.__name__ in self._products:
            raise _MatrixProductError
        return super().__array_function__(func, types, args, kwargs)

    def __array_ufunc__(self, ufunc, method, *inputs, out=None, **kwargs):
        plain = [np.asarray(value) if isinstance(value, np.ndarray) else value for value in inputs]
        if ufunc.signature is not None or method == "outer":  # matmul, vecdot and their like
            raise _MatrixProductError
        if ufunc is np.multiply and method == "__call__":
            result = np.broadcast(*plain)
            if result.ndim > 1 and result.size > 1:
                raise _MatrixProductError
        if out is not None:
            kwargs["out"] = tuple(np.asarray(o) if isinstance(o, np.ndarray) else o for o in out)
        result = getattr(ufunc, method)(*plain, **kwargs)
        if out is not None:
            return out[0]
        return result.view(type(self)) if isinstance(result, np.ndarray) else result


def adds_number_by_number(function, args, value):
    """No product of arrays is used: the function works on arrays that refuse it."""
    X, W = args
    try:
        function(X.view(_NumberByNumber), W.view(_NumberByNumber))
    except _MatrixProductError:
        return (
            "A product of whole arrays did the work. Add up one number at a time, in three "
            "loops: that is what we are about to measure."
        )
    except Exception:  # it worked on plain arrays, and nothing else was asked for
        return ""
    return ""


# ---- rebuild: judged by what the predictions can do, not by their digits
