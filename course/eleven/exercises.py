"""Lesson 01: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.eleven import answers, net
from course.eleven.net import forward, sigmoid, slope
from course.kit.checking import Exercise, Mistake, checker
from course.kit.gradients import check_gradients

XOR = net.TARGETS["XOR"]


# ---- inputs, drawn afresh for every call


def _sizes(rng):
    """Rows, inputs, hidden units, outputs: small, unequal more often than not, one row included."""
    return tuple(int(size) for size in rng.integers(1, 6, size=4))


def _network(rng):
    rows, inputs, hidden, outputs = _sizes(rng)
    params = {"W0": rng.normal(size=(inputs, hidden)), "W1": rng.normal(size=(hidden, outputs))}
    return params, rng.normal(size=(rows, inputs)), rng.random((rows, outputs))


def _draw_z(rng):
    rows, columns, *_ = _sizes(rng)
    return (rng.normal(scale=3, size=(rows, columns)),)


def _draw_s(rng):
    rows, columns, *_ = _sizes(rng)
    return (rng.uniform(0.01, 0.99, size=(rows, columns)),)


def _draw_product(rng):
    rows, fan_in, fan_out, _ = _sizes(rng)
    return rng.normal(size=(rows, fan_in)), rng.normal(size=(fan_in, fan_out))


def _draw_forward(rng):
    params, X, _ = _network(rng)
    return params, X


def _draw_output_delta(rng):
    rows, outputs, *_ = _sizes(rng)
    return rng.uniform(0.01, 0.99, size=(rows, outputs)), rng.random((rows, outputs))


def _draw_hidden_delta(rng):
    rows, _, hidden, outputs = _sizes(rng)
    delta1, W1 = rng.normal(size=(rows, outputs)), rng.normal(size=(hidden, outputs))
    return delta1, W1, rng.uniform(0.01, 0.99, size=(rows, hidden))


def _draw_step(rng):
    return *_network(rng), float(rng.uniform(0.1, 3))


def _draw_table(rng):
    order = rng.permutation(4)
    return net.X[order], XOR[order]


# ---- properties: what must hold whatever the numbers are


def gradients_are_slopes(function, args, value):
    """The gradients a function gives are the slopes of the loss it gives itself."""
    params, X, y = args
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "Two things are asked for, the loss and the gradients: return loss, gradients."
    loss, gradients = value
    if np.shape(loss) != ():
        return f"The loss is one number for the whole table; yours has shape {np.shape(loss)}."
    if not isinstance(gradients, dict):
        return (
            'The gradients are a dict with the keys of params: {"W0": …, "W1": …}, after the loss.'
        )
    try:
        errors = check_gradients(function, params, X, y)
    except (TypeError, ValueError, AttributeError) as error:
        return f"A loss (one number) and a dict of gradients are expected: {error}."
    wrong = [f"{name} is off by {error:.0%}" for name, error in errors.items() if error > 1e-6]
    if not wrong:
        return ""
    return (
        "Your gradients are not the slopes of your own loss. Moving each weight a little "
        f"and watching your loss gives something else: {', '.join(wrong)}."
    )


# ---- rebuild: judged by what the predictions can do, not by their digits


def symptom(value, args):
    """What predictions for the rows of a table show, in a word or three."""
    _, y = args
    try:
        p = np.asarray(value, dtype=float).reshape(y.shape)
    except (TypeError, ValueError):
        return "no predictions"
    gap = np.abs(p - y)
    if not np.isfinite(p).all():
        return "not numbers"
    if not gap.any():
        return "exactly right"
    if gap.mean() < 0.01:
        return "learned"
    if np.abs(p - 0.5).max() < 0.1:
        return "stuck at one half"
    if gap.min() > 0.5:
        return "upside down"
    return "halfway" if gap.max() < 0.5 else "some rows wrong"


EXERCISES = (
    Exercise(
        room="eleven",
        name="sigmoid",
        reference=net.sigmoid,
        draw=_draw_z,
        hints=(
            "Large z should give nearly 1, very negative z nearly 0, and z = 0 one half.",
            "np.exp works on a whole array at once. So do + and /.",
            "One divided by: one plus e to the power of minus z. Mind the brackets.",
        ),
        mistakes=(
            Mistake(
                "sign of z",
                lambda z: 1 / (1 + np.exp(z)),
                "Yours falls where the sigmoid rises: e to the power of minus z, not z.",
            ),
            Mistake(
                "missing brackets",
                lambda z: 1 / 1 + np.exp(-z),
                "Yours is 1 + e**-z: without brackets, 1 / 1 + … divides first, then adds.",
            ),
            Mistake(
                "forgot the one",
                lambda z: 1 / np.exp(-z),
                "Yours grows without end. Below the line it is 1 plus the exponential.",
            ),
            Mistake(
                "tanh",
                lambda z: np.tanh(z),
                "That is the tanh: the same shape, but from -1 to 1. The sigmoid ends at 0 and 1.",
            ),
            Mistake(
                "hard step",
                lambda z: (z > 0) * 1.0,
                "That jumps from 0 to 1. A jump has no slope to learn from; the sigmoid is smooth.",
            ),
        ),
        alternatives=(
            lambda z: 0.5 * (1 + np.tanh(z / 2)),
            lambda z: np.exp(z) / (np.exp(z) + 1),
            lambda z: np.where(z > 0, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(z))),
        ),
    ),
    Exercise(
        room="eleven",
        name="slope",
        reference=net.slope,
        draw=_draw_s,
        hints=(
            "You are given what came out of the sigmoid. You never need to know what went in.",
            "It is largest, one quarter, where s is one half, and 0 at both ends.",
            "s times one minus s.",
        ),
        mistakes=(
            Mistake(
                "sigmoid applied again",
                lambda s: sigmoid(s) * (1 - sigmoid(s)),
                "s is already the output of the sigmoid. Yours squashes it a second time.",
            ),
            Mistake(
                "plus for minus",
                lambda s: s * (1 + s),
                "Yours grows with s all the way. The slope must fall back to 0 where s nears 1.",
            ),
            Mistake(
                "only one factor",
                lambda s: 1 - s,
                "That is 0 at s = 1, but not at s = 0. The sigmoid is flat at both ends.",
            ),
            Mistake(
                "slope of tanh",
                lambda s: 1 - s**2,
                "That is the slope of the tanh from its output. The sigmoid's is s * (1 - s).",
            ),
            Mistake(
                "slope in s",
                lambda s: 1 - 2 * s,
                "You took the derivative of s * (1 - s). s * (1 - s) is itself the derivative.",
            ),
        ),
        alternatives=(lambda s: s - s**2, lambda s: 0.25 - (s - 0.5) ** 2),
    ),
    Exercise(
        room="eleven",
        name="output_delta",
        reference=net.output_delta,
        draw=_draw_output_delta,
        hints=(
            "Two things multiplied: how wrong, and how steep.",
            "How wrong: p - y. How steep: the slope of the sigmoid at its output p.",
            "(p - y) * slope(p)",
        ),
        mistakes=(
            Mistake(
                "sign convention",
                lambda p, y: (y - p) * slope(p),
                "That is the direction to walk: the slope with the other sign. "
                "Both conventions work; ours is p - y here and a minus in the update.",
            ),
            Mistake(
                "error only",
                lambda p, y: p - y,
                "That says how wrong. Multiply it by how steep the sigmoid is there.",
            ),
            Mistake(
                "slope only",
                lambda p, y: slope(p),
                "That says how steep. Multiply it by how wrong the prediction is.",
            ),
            Mistake(
                "slope of the error",
                lambda p, y: (p - y) * (p - y) * (1 - (p - y)),
                "You gave the error to the slope. The slope is taken at the output p.",
            ),
            Mistake(
                "squared error",
                lambda p, y: (p - y) ** 2 * slope(p),
                "The loss has the square. Its derivative has the error itself, with its sign.",
            ),
            Mistake(
                "slope of the target",
                lambda p, y: (p - y) * y * (1 - y),
                "The sigmoid stands where the prediction is: slope(p), not slope(y).",
            ),
        ),
        alternatives=(
            lambda p, y: (p - y) * (p - p**2),
            lambda p, y: -(y - p) * p * (1 - p),
        ),
    ),
    Exercise(
        room="eleven",
        name="forward",
        reference=net.forward,
        draw=_draw_forward,
        hints=(
            "Twice the same move: multiply by a weight matrix, then squash.",
            "h comes from X and W0. p comes from h and W1.",
            'h = sigmoid(X @ params["W0"]), then the same once more with h and params["W1"].',
        ),
        mistakes=(
            Mistake(
                "order of results",
                lambda params, X: forward(params, X)[::-1],
                "Both are right, but the prediction p comes first: return p, h.",
            ),
            Mistake(
                "no sigmoid on the hidden layer",
                answers.forward_no_hidden_sigmoid,
                "Without a sigmoid between them two weight matrices are no more than one.",
            ),
            Mistake(
                "no sigmoid on the output",
                answers.forward_no_output_sigmoid,
                "Your predictions can leave 0..1. Squash the output too.",
            ),
            Mistake(
                "sigmoid before the product",
                answers.forward_sigmoid_first,
                "First weigh and add up (@), then squash the sum.",
            ),
            Mistake(
                "prediction only",
                lambda params, X: forward(params, X)[0],
                "The prediction is right. Hand back h as well: learning will need it.",
            ),
            Mistake(
                "elementwise product",
                lambda params, X: (sigmoid(X * params["W0"]), sigmoid(X * params["W0"])),
                "* multiplies number by number. The matrix product, which adds up, is @.",
            ),
        ),
        alternatives=(
            answers.forward_by_rows,
            lambda params, X: (
                sigmoid(np.dot(sigmoid(np.dot(X, params["W0"])), params["W1"])),
                sigmoid(np.einsum("ni,ih->nh", X, params["W0"])),
            ),
        ),
    ),
    Exercise(
        room="eleven",
        name="hidden_delta",
        reference=net.hidden_delta,
        draw=_draw_hidden_delta,
        hints=(
            "Each hidden unit takes blame in proportion to the weight it used to speak.",
            "Shapes lead the way: (n_rows, n_outputs) times what gives (n_rows, n_hidden)?",
            "(delta1 @ W1.T) * slope(h)",
        ),
        mistakes=(
            Mistake(
                "no slope",
                lambda delta1, W1, h: delta1 @ W1.T,
                "The blame arrives. Now multiply by how steep each hidden sigmoid is: slope(h).",
            ),
            Mistake(
                "h for its slope",
                lambda delta1, W1, h: (delta1 @ W1.T) * h,
                "You multiplied by h itself. The chain rule asks for its slope, h * (1 - h).",
            ),
            Mistake(
                "no transpose",
                lambda delta1, W1, h: (delta1 @ W1) * slope(h),
                "W1 carries hidden to output. Going back it must be turned round: W1.T.",
            ),
            Mistake(
                "slope of the delta",
                lambda delta1, W1, h: (delta1 @ W1.T) * slope(delta1 @ W1.T),
                "The slope is taken where the sigmoid stands: at h, not at the delta.",
            ),
            Mistake(
                "size of the weights",
                lambda delta1, W1, h: (delta1 @ np.abs(W1).T) * slope(h),
                "The sign of a weight matters: a unit that held the output down is blamed less.",
            ),
            Mistake(
                "sign turned",
                lambda delta1, W1, h: -(delta1 @ W1.T) * slope(h),
                "The sign is already in delta1. It goes back through the weights as it is.",
            ),
        ),
        alternatives=(
            lambda delta1, W1, h: np.einsum("nk,hk->nh", delta1, W1) * (h - h * h),
            lambda delta1, W1, h: (W1 @ delta1.T).T * h * (1 - h),
        ),
    ),
    Exercise(
        room="eleven",
        name="loss_and_gradients",
        reference=net.loss_and_gradients,
        draw=_network,
        properties=(gradients_are_slopes,),
        hints=(
            "You have written all the parts: forward, output_delta, hidden_delta.",
            "A weight's slope is what came in times the delta at its far end, added over the rows.",
            "W1 gets h.T @ delta1 and W0 gets X.T @ delta0; the loss is np.sum((p - y)**2) / 2.",
        ),
        mistakes=(
            Mistake(
                "loss without the half",
                answers.loss_without_half,
                "Your loss is twice ours, so its slopes are twice your gradients. The half is "
                "there to cancel the 2 that comes down from the square.",
            ),
            Mistake(
                "sign of the gradients",
                answers.gradients_uphill,
                "Your gradients point downhill. A gradient is the slope itself and points uphill; "
                "the minus belongs to the update.",
            ),
            Mistake(
                "averaged over rows",
                answers.gradients_averaged,
                "Your loss adds the rows up, your gradients average them. Add in both places.",
            ),
            Mistake(
                "no hidden slope",
                answers.gradients_no_hidden_slope,
                "W1 is right, W0 is not: the hidden delta lacks its factor slope(h).",
            ),
            Mistake(
                "no output slope",
                answers.gradients_no_output_slope,
                "The output delta is p - y times slope(p). (Without the slope these would be the "
                "gradients of another loss, the cross-entropy.)",
            ),
            Mistake(
                "absolute loss",
                answers.loss_is_absolute,
                "Those gradients belong to half the sum of squares, not to the sum of sizes.",
            ),
        ),
        alternatives=(answers.gradients_by_rows, answers.gradients_by_einsum),
    ),
    Exercise(
        room="eleven",
        name="training_step",
        reference=net.training_step,
        draw=_draw_step,
        hints=(
            "Ask loss_and_gradients for the slopes, then walk against them.",
            "new = old - alpha * gradient, for each name in params.",
            "A dict comprehension makes a new dict: {name: … for name in params}.",
        ),
        mistakes=(
            Mistake(
                "uphill",
                answers.step_uphill,
                "The error would grow: the gradient points uphill, so subtract it.",
            ),
            Mistake(
                "no alpha",
                answers.step_without_alpha,
                "The step size has no effect. Multiply the gradient by alpha.",
            ),
            Mistake(
                "in place",
                answers.step_in_place,
                "The new weights are right, but the old ones are gone: -= writes into the arrays "
                "you were given. Make new ones: params[name] - alpha * gradients[name].",
            ),
            Mistake(
                "one layer after the other",
                answers.step_one_after_the_other,
                "You changed W1 first and used the new one to find the slope for W0. All slopes "
                "belong to the same place: measure first, then walk.",
            ),
            Mistake(
                "output layer only",
                answers.step_only_output,
                "W1 moves, W0 does not. The hidden layer must learn too.",
            ),
            Mistake(
                "only the change",
                answers.step_gives_change,
                "That is how far to walk. Add the old weights to get where you arrive.",
            ),
        ),
        alternatives=(answers.step_by_copy, answers.step_written_out),
    ),
    Exercise(
        room="eleven",
        name="product_by_loops",
        reference=net.product_by_loops,
        draw=_draw_product,
        hints=(
            "Three loops: over rows of X, over columns of W, and over what they share.",
            "Start with np.zeros((X.shape[0], W.shape[1])) and add into it.",
            "product[i, k] += X[i, j] * W[j, k]",
        ),
        mistakes=(
            Mistake(
                "overwrites",
                answers.loops_overwrite,
                "Only the last j survives: = replaces, += adds up.",
            ),
            Mistake(
                "total never reset",
                answers.loops_never_reset,
                "Each entry starts where the last one ended. Begin each sum at 0.",
            ),
            Mistake(
                "stops one early",
                answers.loops_stop_early,
                "The last column of X is never used: range(n) already leaves out n.",
            ),
            Mistake(
                "sum of sums",
                answers.loops_add_factors,
                "Inside, the two numbers are multiplied, then added to the rest.",
            ),
            Mistake(
                "turned on its side",
                lambda X, W: (X @ W).T,
                "Rows and columns are swapped: rows come from X, columns from W.",
            ),
            Mistake(
                "elementwise",
                lambda X, W: X * W,
                "* goes number by number. Each result is a sum over a whole row and column.",
            ),
        ),
        alternatives=(answers.loops_by_dot, lambda X, W: np.einsum("ij,jk->ik", X, W)),
    ),
    Exercise(
        room="eleven",
        name="rebuild",
        reference=net.rebuild,
        draw=_draw_table,
        draws=1,
        seconds=90.0,
        view=symptom,
        hints=(
            "Draw weights, then repeat: forward, two deltas, two updates.",
            "3 inputs, 4 hidden units, 1 output; weights from -1 to 1; alpha = 1.",
            "h, p, delta1 = (p - y) * p * (1 - p), delta0 = delta1 @ W1.T * h * (1 - h), "
            "W1 -= h.T @ delta1, W0 -= X.T @ delta0.",
        ),
        mistakes=(
            Mistake(
                "stuck at one half",
                answers.rebuilt_from_zeros,
                "Every prediction is close to one half. Is there a hidden layer? Do its units "
                "start out different from each other? Do both layers get updates?",
            ),
            Mistake(
                "not enough training",
                answers.rebuilt_too_short,
                "Every row is on its right side, but the error is not below 0.01: more updates.",
            ),
            Mistake(
                "upside down",
                answers.rebuilt_turned_round,
                "Each answer is the wrong way round. Do you return 1 - p, or train on 1 - y?",
            ),
            Mistake(
                "rounded",
                answers.rebuilt_rounded,
                "Exactly 0 and 1: a sigmoid never gets there. Are these the answers themselves, "
                "or rounded? Return what the network says.",
            ),
            Mistake(
                "some rows wrong",
                answers.rebuilt_for_or,
                "Some rows are right, others are not. Are there enough hidden units? Do the "
                "updates walk downhill? Is y the one you were given?",
            ),
            Mistake(
                "not numbers",
                answers.rebuilt_to_nan,
                "Some predictions are NaN. Is alpha far too large, or is a logarithm of 0 taken?",
            ),
        ),
        alternatives=(answers.rebuilt_as_list, answers.rebuilt_by_momentum, answers.rebuilt),
    ),
)

check = checker(EXERCISES)
