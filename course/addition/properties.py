"""What must hold for an answer of lesson 04 whatever the numbers are."""

import numpy as np

from course.addition import net
from course.addition.symptoms import ENOUGH, TOO_FEW, adding_symptom, longer_sums
from course.eleven.net import sigmoid
from course.kit.gradients import numerical_gradient
from course.kit.values import NEAR, is_array, widest_gap, worst

# ---- the bits of a number


def digits_make_the_number(function, args, value):
    """So many digits, each 0 or 1, and together they count for the number."""
    number, bits = args
    if not isinstance(value, np.ndarray):
        return f"An array is asked for; yours is of type {type(value).__name__}."
    if value.dtype.kind not in "biuf":
        return "An array of numbers is asked for, 0 and 1; yours holds something else."
    if value.shape != (bits,):
        asked = f"With bits = {bits} an array of shape ({bits},) is asked for"
        return f"{asked}; yours has shape {value.shape}."
    if not np.isin(value, (0, 1)).all():
        other = value[~np.isin(value, (0, 1))][0]
        return f"Each digit is 0 or 1. One of yours is {other:.3g}."
    counted = sum(1 << t for t, digit in enumerate(value) if digit)
    if counted == number:
        return ""
    if bits > 12 and np.array_equal(function(11, 5), [1, 1, 0, 1, 0]):
        return (
            f"Short numbers are one thing; this one has {bits} bits, and your digits make another. "
            "Which step cannot hold so long a number exactly?"
        )
    return (
        f"Asked for {number} in {bits} bits yours gives {value.astype(int).tolist()}. "
        f"With the lowest first, that is {counted}."
    )


REFUSED = (  # number, bits, what is to be raised, and why
    (2.5, 8, TypeError, "2.5 is not an integer"),
    (-1, 8, ValueError, "-1 is negative"),
    (-200, 8, ValueError, "-200 is negative"),
    (8, 3, ValueError, "8 needs four bits"),
    (2**70, 70, ValueError, "2**70 needs 71 bits"),
)


def refuses_what_has_no_digits(function, args, value):
    """What the docstring says is refused, by the error that it names."""
    for number, bits, wanted, why in REFUSED:
        shown = "2**70" if number == 2**70 else number
        asked = f"bits_of({shown}, {bits}) should be refused with a {wanted.__name__}: {why}."
        try:
            given = function(number, bits)
        except wanted:
            continue
        except Exception as error:
            return f"{asked} Yours raises {type(error).__name__}."
        what = "" if bits > 12 else f" Yours gives {np.asarray(given).tolist()}."
        return f"{asked}{what or ' Yours goes on as if nothing were wrong.'}"
    return ""


# ---- one position, and all of them


def is_a_hidden_layer(function, args, value):
    """Between 0 and 1; each sequence by itself; another memory makes another hidden layer."""
    params, x, h = args
    if not is_array(value, h.shape):
        return ""
    if value.min() < 0 or value.max() > 1:
        return "What a sigmoid gives lies between 0 and 1; yours does not."
    for i in range(len(x)):
        if not np.allclose(function(params, x[[i]], h[[i]]), value[[i]]):
            return f"Sequence {i} alone gives something else than sequence {i} among the others."
    if _moves(params, x, 1 - h, value) and np.allclose(function(params, x, 1 - h), value):
        return "With another memory h yours gives the same. What was remembered has no effect."
    if _moves(params, x + 1, h, value) and np.allclose(function(params, x + 1, h), value):
        return "With another input x yours gives the same. What comes in has no effect."
    if not np.allclose(function(params, x, 0 * h), sigmoid(x @ params["W_xh"])):
        return "With a memory of 0 what is left is sigmoid(x @ W_xh). Yours gives something else."
    if not np.allclose(function(params, 0 * x, h), sigmoid(h @ params["W_hh"])):
        return "With an input of 0 what is left is sigmoid(h @ W_hh). Yours gives something else."
    return ""


def _moves(params, x, h, value):
    """Whether another input or memory makes a difference at all: weights near 0 make none."""
    return not np.allclose(net.hidden_step(params, x, h), value)


def walks_forward(function, args, value):
    """Each sequence by itself; a position depends on those before it, and on none behind."""
    params, X = args
    shape = (*X.shape[:2], len(params["W_hh"]))
    if isinstance(value, list):
        return "One array is asked for; yours is a list. np.stack makes an array of it."
    if not is_array(value, shape):
        return ""
    if not np.allclose(function(params, X), value):
        return (
            "Asked twice for the same, yours gives two different answers. Is something random, or "
            "left over from np.empty?"
        )
    for i in range(len(X)):
        if not np.allclose(function(params, X[[i]]), value[[i]]):
            return f"Sequence {i} alone gives something else than sequence {i} among the others."
    for t in range(1, X.shape[1]):
        shorter = np.asarray(function(params, X[:, :t]))
        if shorter.shape != (len(X), t, shape[2]) or not np.allclose(shorter, value[:, :t]):
            return (
                f"If the sequences end after {t} of {X.shape[1]} positions, yours gives something "
                "else for these. What comes later should make no difference to them."
            )
    before = np.zeros_like(value[:, 0])
    for t in range(X.shape[1]):
        gap = np.abs(net.hidden_step(params, X[:, t], before) - value[:, t])
        if gap.max() > 1e-6:
            memory = "a memory of 0" if t == 0 else f"what you have at position {t - 1} for memory"
            return (
                f"Position {t} is one hidden step, with {memory}. Yours is off by {gap.max():.3g}."
            )
        before = value[:, t]
    return ""


# ---- the way back


def is_slope_through_both(function, args, value):
    """The slope in what the hidden sigmoid got, of a loss that its outputs and the next position
    hand on."""
    params, h, delta_y, delta_next = args
    if not is_array(value, h.shape):
        return ""
    z = np.log(h / (1 - h))

    def loss():
        h = sigmoid(z)
        return np.sum(delta_y * (h @ params["W_hy"])) + np.sum(delta_next * (h @ params["W_hh"]))

    measured = numerical_gradient(loss, z)
    place, gap = widest_gap(value, measured)
    if gap < NEAR:
        return ""
    return (
        f"Move what goes into hidden unit {place[1]} of sequence {place[0]} a little, and follow "
        f"it through W_hy and through W_hh: the loss has the slope {measured[place]:.3g}. "
        f"Yours is {value[place]:.3g}.{_right_half(function, args)}"
    )


def _right_half(function, args):
    """Which of the two blames is right by itself, if one is."""
    params, h, delta_y, delta_next = args
    halves = {
        "from the output": (delta_y, 0 * delta_next),
        "from the next position": (0 * delta_y, delta_next),
    }
    right = [
        name
        for name, half in halves.items()
        if np.allclose(function(params, h, *half), net.backward_step(params, h, *half))
    ]
    return f" What comes {right[0]} is right by itself." if len(right) == 1 else ""


def gradients_are_slopes_over_time(function, args, value):
    """The gradients are the slopes of a loss whose slope in what the outputs got is delta_y."""
    params, X, _, delta_y = args
    if not isinstance(value, dict) or set(value) != set(params):
        return ""
    moved = {name: W.copy() for name, W in params.items()}

    def loss():
        return np.sum(delta_y * (net.unroll(moved, X) @ moved["W_hy"]))

    for name, W in moved.items():
        if not is_array(value[name], W.shape):
            return ""
        if _slope_along(loss, W, value[name]):
            continue
        measured = numerical_gradient(loss, W)
        place = worst(np.abs(value[name] - measured))
        return (
            f"Move {name}{list(place)} a little and walk the {X.shape[1]} positions again: the "
            f"loss has the slope {measured[place]:.3g}. Yours is {value[name][place]:.3g}."
        )
    return ""


def _slope_along(loss, W, gradient, *, eps=1e-5):
    """Whether a gradient is right along one direction that is like no other. Quick, and enough."""
    kept, direction = W.copy(), np.cos(1 + np.arange(W.size)).reshape(W.shape)
    W += eps * direction
    above = loss()
    W -= 2 * eps * direction
    below = loss()
    W[:] = kept
    return np.isclose((above - below) / (2 * eps), np.sum(gradient * direction), 1e-5, 1e-6)


# ---- clip


def is_no_longer_than_most(function, args, value):
    """Short ones stay; long ones end at ``most``, and point where they pointed."""
    gradients, most = args
    same_keys = isinstance(value, dict) and set(value) == set(gradients)
    if not same_keys or not all(is_array(value[name], g.shape) for name, g in gradients.items()):
        return ""
    nothing = {name: 0 * gradient for name, gradient in gradients.items()}
    if net.length(function(nothing, most)) != 0:  # also if it is NaN
        return "Gradients that are all 0 should stay 0. Yours become something else."
    before, after = net.length(gradients), net.length(value)
    told = f"These gradients have the length {before:.3g} together, and most = {most:.3g}."
    if before <= most:
        if all(np.allclose(value[name], gradient) for name, gradient in gradients.items()):
            return ""
        return f"{told} So they should stay as they are. Yours have the length {after:.3g}."
    if abs(after - most) > 1e-6 * most:
        return f"{told} So they should be shortened to {most:.3g}. Yours have {after:.3g}."
    for name, gradient in gradients.items():
        if not np.allclose(value[name] * before, gradient * most):
            return (
                f"{told} Yours have the right length, but {name} points elsewhere than before. "
                "All numbers shrink by the same factor."
            )
    return ""


# ---- the LSTM cell


def keeps_writes_and_shows(function, args, value):
    """The parts of what a cell gives fit together."""
    _, _, h, c_before = args
    if not isinstance(value, tuple | list) or len(value) != 3:
        return "Three things are asked for: return h, c, (i, f, o, g)."
    h_new, c_new, gates = value
    if not isinstance(gates, tuple | list) or len(gates) != 4:
        return "The third thing you return should be a tuple of four arrays: (i, f, o, g)."
    if not all(is_array(part, h.shape) for part in (h_new, c_new, *gates)):
        return ""
    for name, gate in zip("ifo", gates[:3], strict=True):
        if gate.min() < 0 or gate.max() > 1:
            return f"A gate is a sigmoid, between 0 and 1; your {name} is not."
    i, f, o, g = gates
    if np.abs(g).max() > 1:
        return "The candidate g is a tanh, between -1 and 1; yours is not."
    if not np.allclose(c_new, f * c_before + i * g):
        return "Your c is not f times the old c plus i times g, with the f, i and g you return."
    if not np.allclose(h_new, o * np.tanh(c_new)):
        return "Your h is not o * tanh(c), with the c and o you return."
    return ""


# ---- rebuild: judged by what it makes of sums, not by its numbers


def adds_enough(function, args, value):
    """How many sums are right, of those it was shown and of longer ones."""
    shown = adding_symptom(value, args)
    X, y = args
    if shown.startswith("stops"):
        return f"Asked for the sums it was shown, your function {shown}."
    if shown == "fades":
        X, y = longer_sums(X)
        with np.errstate(all="ignore"):
            share = net.right(np.asarray(value(X)), y).mean()
        return (
            f"The sums it was shown are right. Of sums with {X.shape[1]} positions yours adds "
            f"{share:.0%} without a wrong bit; at least {ENOUGH:.0%} are asked for."
        )
    if shown not in TOO_FEW:
        return ""
    with np.errstate(all="ignore"):
        p = np.asarray(value(X.copy()))
    return (
        f"Of the sums it was shown yours adds {net.right(p, y).mean():.0%} without a wrong bit. "
        f"At least {ENOUGH:.0%} are asked for."
    )
