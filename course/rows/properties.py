"""What must hold for an answer of lesson 08 whatever the numbers are."""

from collections.abc import Iterator

import numpy as np

from course.digits.symptoms import ENOUGH, TOO_FEW
from course.kit.gradients import numerical_gradient
from course.kit.values import NEAR, is_array, widest_gap, worst
from course.rows.costs import COSTS, sigmoid
from course.rows.suspects import is_sick
from course.rows.symptoms import digit_symptom, share_right, verdict

# ---- shapes

MOST = 1_000  # rows or units, in shapes that are tried with arrays

SAME = {  # a slope has a number for each number of this
    "delta1": "a",
    "delta0": "h",
    "dW1": "W1",
    "db1": "b1",
    "dW0": "W0",
    "db0": "b0",
}


def fit_together(function, args, value):
    """One example in each row of X, products that can be worked out, a slope for each number."""
    n_rows, n_inputs, *_ = args
    if not isinstance(value, dict) or not {*SAME, *SAME.values(), "X"} <= set(value):
        return ""
    if not all(_is_shape(shape) for shape in value.values()):
        return ""
    shapes = {name: tuple(map(int, shape)) for name, shape in value.items()}
    if shapes["X"] != (n_rows, n_inputs):
        return (
            f"X has a row for each of {n_rows} examples, and in it {n_inputs} numbers: "
            f"({n_rows}, {n_inputs}). Yours is {shapes['X']}."
        )
    return (
        _of_product(shapes, "X", "W0", "b0", "h")
        or _of_product(shapes, "h", "W1", "b1", "a")
        or _of_slopes(shapes)
    )


def _is_shape(shape):
    return isinstance(shape, tuple | list) and all(
        isinstance(size, int | np.integer) and 0 < size <= MOST for size in shape
    )


def _of_product(shapes, H, W, b, said):
    told = f"{H} @ {W} + {b}"
    given = f"{H} {shapes[H]}, {W} {shapes[W]} and {b} {shapes[b]}"
    try:
        shape = (np.zeros(shapes[H]) @ np.zeros(shapes[W]) + np.zeros(shapes[b])).shape
    except ValueError:
        return f"{told} cannot be worked out with your {given}."
    if shape != shapes[said]:
        return f"With your {given}, {told} has the shape {shape}. Your {said} is {shapes[said]}."
    return ""


def _of_slopes(shapes):
    for slope, of in SAME.items():
        if shapes[slope] != shapes[of]:
            return (
                f"{slope} has one slope for each number of {of}, which is {shapes[of]} in yours. "
                f"But your {slope} is {shapes[slope]}."
            )
    return ""


# ---- sums over the rows


def adds_up_over_rows(function, args, value):
    """Some of the rows and then the others give, added up, what all of them give."""
    n = len(args[0])
    if n == 1 or not is_array(value, np.shape(value)):
        return ""
    try:
        first, rest = (
            np.asarray(function(*(part[rows] for part in args)))
            for rows in (slice(n // 2), slice(n // 2, n))
        )
    except Exception as error:
        return (
            f"Some of these {n} rows alone, without the others, stop yours with "
            f"{type(error).__name__}: {error}. It should work with any number of rows."
        )
    if not first.shape == rest.shape == value.shape:
        return ""
    place = worst(np.abs(first + rest - value))
    if np.isclose(first[place] + rest[place], value[place]):
        return ""
    at = f" at {list(place)}" if place else ""
    return (
        f"Every row adds its part. Asked about the first {n // 2} of {n} rows yours gives "
        f"{first[place]:.3g}{at}, about the others {rest[place]:.3g}, and about all of them "
        f"{value[place]:.3g}."
    )


# ---- forward


def goes_layer_by_layer(function, args, value):
    """X first; then each layer from the one before it, a row for each row of X."""
    params, X = args
    n = len(params) // 2
    if not isinstance(value, list | tuple):
        return _said_of_kind(value)
    if len(value) != n + 1:
        return (
            f"With {n} layer{'s' * (n > 1)} of weights the list has {n + 1} arrays: X, and what "
            f"each layer says. Yours has {len(value)}."
        )
    if not is_array(value[0], X.shape) or not np.allclose(value[0], X):
        return "The list begins with X itself, as it came in. Yours begins with something else."
    for i in range(n):
        if sentence := _of_layer(i, value[i], value[i + 1], params):
            return sentence
    return ""


def _said_of_kind(value):
    if isinstance(value, Iterator):
        return "A list is asked for; yours is a generator. list(…) makes one of it."
    if isinstance(value, np.ndarray | dict):
        kind = "an array" if isinstance(value, np.ndarray) else "a dict"
        return f"A list is asked for: X, then what each layer says. Yours is {kind}."
    return ""


def _of_layer(i, told, says, params):
    shape = (len(told), params[f"W{i}"].shape[1])
    if isinstance(says, list | tuple):
        return (
            f"For what the units behind W{i} say, your list has a {type(says).__name__}. "
            "np.array(…) makes a table of it."
        )
    if not isinstance(says, np.ndarray) or says.dtype.kind not in "biuf":
        return ""
    if says.shape != shape:
        return (
            f"What the units behind W{i} say has the shape {shape}: a row for each row of X, a "
            f"number for each unit. Yours has {says.shape}."
        )
    wanted = sigmoid(told @ params[f"W{i}"] + params[f"b{i}"])
    place = worst(np.abs(says - wanted))
    if np.isclose(says[place], wanted[place]):
        return ""
    return (
        f"Told what stands in your list before it, unit {place[1]} behind W{i} says "
        f"{wanted[place]:.3g} in row {place[0]}. Yours says {says[place]:.3g}."
    )


# ---- the slope of a cost


def is_slope_of_the_cost(function, args, value, *, eps=1e-5):
    """What one measures by moving each weighted sum a little."""
    a, y, cost = args
    if not is_array(value, a.shape) or not ((a > 0) & (a < 1)).all():
        return ""
    z = np.log(a) - np.log1p(-a)
    measured = numerical_gradient(lambda: COSTS[cost].loss(z, y), z, eps=eps)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"An output says {a[place]:.3g} and should say {y[place]:g}, in one of {len(a)} "
        f"row{'s' * (len(a) > 1)}. If its weighted sum is moved a little, the {cost} cost has the "
        f"slope {measured[place]:.3g}. Yours is {value[place]:.3g}."
    )


# ---- backward


def are_slopes(function, args, value):
    """What one measures by moving each parameter a little, if the outputs have these slopes."""
    params, H, delta = args
    if not isinstance(value, dict) or set(value) != set(params):
        return ""
    moved = {name: 1.0 * W for name, W in params.items()}
    for name, W in moved.items():
        if not is_array(value[name], W.shape):
            return ""
        measured = numerical_gradient(lambda: np.vdot(_last_sums(moved, H[0]), delta), W)
        place = worst(np.abs(value[name] - measured))
        if abs(value[name][place] - measured[place]) > 1e-6 * max(1, abs(measured[place])):
            return (
                f"Move {name} at {list(place)} a little: the cost has the slope "
                f"{measured[place]:.3g} there. Yours is {value[name][place]:.3g}."
            )
    return ""


def _last_sums(params, X):
    h, last = X, len(params) // 2 - 1
    for i in range(last):
        h = sigmoid(h @ params[f"W{i}"] + params[f"b{i}"])
    return h @ params[f"W{last}"] + params[f"b{last}"]


# ---- weight decay


def shrinks_weights_alone(function, args, value):
    """Without gradients, weights shrink by their share and biases stay; all without decay."""
    params, gradients, alpha, decay = args
    none = {name: 0.0 * slope for name, slope in gradients.items()}
    for given, rate, words in (
        (none, decay, f"alpha = {alpha:.3g}, decay = {decay:.3g} and gradients of 0"),
        (gradients, 0.0, f"alpha = {alpha:.3g} and a decay of 0"),
    ):
        new = function(params, given, alpha, rate)
        if not isinstance(new, dict) or set(new) != set(params):
            return ""
        for name, W in params.items():
            kept = 1 - alpha * rate * name.startswith("W")
            wanted = kept * W - alpha * given[name]
            if not is_array(new[name], W.shape):
                return ""
            place = worst(np.abs(new[name] - wanted))
            if not np.isclose(new[name][place], wanted[place]):
                return (
                    f"With {words}, {name} at {list(place)} goes from {W[place]:.3g} to "
                    f"{wanted[place]:.3g}. In yours it goes to {new[name][place]:.3g}."
                )
    return ""


# ---- tests of functions


def catches_the_sick_alone(function, args, value):
    """True for what has the bug, False for what has not."""
    (suspect,) = args
    said = verdict(value, args)
    if said not in ("caught", "not caught") or (said == "caught") == is_sick(suspect):
        return ""
    done = "lets it pass" if is_sick(suspect) else "says that it has the bug"
    return f"Tried with {suspect}: your test {done}."


# ---- rebuild: judged by how many digits it names, not by its numbers


def names_enough(function, args, value):
    """How many of the new digits are named right."""
    if digit_symptom(value, args) not in TOO_FEW:
        return ""
    share = share_right(np.asarray(value), args[2])
    return (
        f"Of {len(args[2]):,} new digits yours names {share:.1%} right. At least {ENOUGH:.0%} are "
        "asked for; whoever has learned nothing names 10%."
    )
