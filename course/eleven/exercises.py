"""Lesson 01: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.eleven import answers, drawn, mistakes, net, properties
from course.eleven.net import forward, sigmoid, slope
from course.eleven.symptoms import symptom
from course.kit.checking import Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="eleven",
        name="sigmoid",
        reference=net.sigmoid,
        draw=drawn.z,
        properties=(properties.rises_from_0_to_1,),
        hints=(
            "Large z should give nearly 1, very negative z nearly 0, and z = 0 one half.",
            "np.exp works on a whole array at once. So do + and /.",
            "One divided by: one plus e to the power of minus z. Mind the brackets.",
        ),
        mistakes=(
            Mistake(
                "sign of z",
                lambda z: 1 / (1 + np.exp(z)),
                "Yours falls where the sigmoid rises: below the line stands 1 plus e to the power "
                "of minus z, and nothing is taken from 1.",
                also=(lambda z: 1 - 1 / (1 + np.exp(-z)),),
            ),
            Mistake(
                "minus below the line",
                lambda z: 1 / (1 - np.exp(-z)),
                "Yours breaks at z = 0, where it divides by 0: below the line stands 1 plus the "
                "exponential, not minus.",
                also=(lambda z: 1 / (1 - np.exp(z)),),
            ),
            Mistake(
                "not divided",
                lambda z: 1 - np.exp(-z),
                "Yours falls far below 0 on the left. The sigmoid is 1 divided by a sum: 1 plus e "
                "to the power of minus z.",
                also=(lambda z: 1 - np.exp(z), lambda z: np.exp(-z)),
            ),
            Mistake(
                "math.exp",
                mistakes.sigmoid_by_math,
                "math.exp takes one number. np.exp takes a whole array at once.",
            ),
            Mistake(
                "e cut short",
                lambda z: 1 / (1 + 2.718**-z),
                "Nearly: e has more digits than you gave it. np.exp(-z) knows them all.",
                also=(
                    lambda z: 1 / (1 + 2.72**-z),
                    lambda z: 1 / (1 + 2.7183**-z),
                    lambda z: 1 / (1 + 2.71828**-z),
                ),
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
        draw=drawn.s,
        properties=(properties.is_measured_slope,),
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
                "sign turned",
                lambda s: s * (s - 1),
                "Yours is below 0, but the sigmoid rises everywhere: one minus s, not s minus one.",
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
        draw=drawn.output_delta,
        properties=(properties.is_slope_of_half_square,),
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
                "sigmoid applied again",
                lambda p, y: (p - y) * slope(sigmoid(p)),
                "p is already the output of the sigmoid. Yours squashes it a second time.",
            ),
            Mistake(
                "slope of the target",
                lambda p, y: (p - y) * y * (1 - y),
                "The sigmoid stands where the prediction is: slope(p), not slope(y).",
            ),
            Mistake(
                "missing brackets",
                lambda p, y: p - y * slope(p),
                "Without brackets only y is multiplied by the slope: * goes before -.",
            ),
            Mistake(
                "doubled",
                lambda p, y: 2 * (p - y) * slope(p),
                "The 2 that comes down from the square is cancelled: the loss is half the square.",
                also=(lambda p, y: 2 * (y - p) * slope(p),),
            ),
            Mistake(
                "size of the error",
                lambda p, y: np.abs(p - y) * slope(p),
                "The sign is lost: too high and too low now ask for the same change.",
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
        draw=drawn.forward,
        properties=(properties.rows_do_not_meet,),
        returns=("p", "h"),
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
                mistakes.forward_no_hidden_sigmoid,
                "Without a sigmoid between them two weight matrices are no more than one.",
            ),
            Mistake(
                "no sigmoid on the output",
                mistakes.forward_no_output_sigmoid,
                "Your predictions can leave 0..1. Squash the output too.",
            ),
            Mistake(
                "sigmoid before the product",
                mistakes.forward_sigmoid_first,
                "First weigh and add up (@), then squash the sum.",
            ),
            Mistake(
                "prediction only",
                lambda params, X: forward(params, X)[0],
                "The prediction is right. Hand back h as well: learning will need it.",
            ),
            Mistake(
                "elementwise product",
                mistakes.forward_elementwise,
                "* multiplies number by number. The matrix product, which adds up, is @.",
                also=(mistakes.forward_elementwise_at_the_end,),
            ),
            Mistake(
                "names for arrays",
                mistakes.forward_unpacks_names,
                "A dict that is unpacked gives its keys, here the texts W0 and W1. The arrays are "
                'params["W0"] and params["W1"].',
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
        draw=drawn.hidden_delta,
        properties=(properties.is_slope_through_weights,),
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
                "slope inside the product",
                lambda delta1, W1, h: delta1 @ (W1.T * slope(h)),
                "Your slope is multiplied into the weights, before the blame has come through "
                "them. First delta1 @ W1.T; that has a place for each hidden unit in each row, "
                "and so has slope(h).",
                also=(lambda delta1, W1, h: delta1 @ (slope(h) * W1.T),),
            ),
            Mistake(
                "no transpose",
                lambda delta1, W1, h: (delta1 @ W1) * slope(h),
                "W1 carries hidden to output. Going back it must be turned round: W1.T.",
                also=(lambda delta1, W1, h: np.dot(delta1, W1) * slope(h),),
            ),
            Mistake(
                "elementwise product",
                lambda delta1, W1, h: delta1 * W1.T * slope(h),
                "* multiplies number by number. The blame of all outputs has to add up in each "
                "hidden unit: that is @.",
            ),
            Mistake(
                "product turned round",
                lambda delta1, W1, h: (W1 @ delta1) * slope(h),
                "Each row of delta1 is one example, as each row of h is: so delta1 stands on the "
                "left, and W1.T on the right.",
                also=(lambda delta1, W1, h: W1.T @ delta1 * slope(h),),
            ),
            Mistake(
                "reshaped",
                lambda delta1, W1, h: (delta1 @ W1.reshape(W1.shape[::-1])) * slope(h),
                "reshape keeps the numbers in their order and only cuts the rows elsewhere. W1.T "
                "makes columns of the rows.",
            ),
            Mistake(
                "sigmoid applied again",
                lambda delta1, W1, h: (delta1 @ W1.T) * slope(sigmoid(h)),
                "h is already the output of the sigmoid. Yours squashes it a second time.",
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
                "The sign is already in delta1. It goes back through the weights as it is. Or is "
                "your slope h * (h - 1)?",
                also=(lambda delta1, W1, h: (delta1 @ W1.T) * h * (h - 1),),
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
        draw=drawn.network,
        properties=(properties.gradients_are_slopes,),
        returns=("loss", "gradients"),
        hints=(
            "You have written all the parts: forward, output_delta, hidden_delta.",
            "A weight's slope is what came in times the delta at its far end, added over the rows.",
            "W1 gets h.T @ delta1 and W0 gets X.T @ delta0; the loss is np.sum((p - y)**2) / 2.",
        ),
        mistakes=(
            Mistake(
                "loss without the half",
                mistakes.loss_without_half,
                "Your loss is twice ours, so its slopes are twice your gradients. The half is "
                "there to cancel the 2 that comes down from the square.",
            ),
            Mistake(
                "the half",
                mistakes.all_without_half,
                "Your gradients are the slopes of your loss, and both are twice ours: the loss "
                "asked for is half the sum of the squared errors.",
            ),
            Mistake(
                "sign of the gradients",
                mistakes.gradients_uphill,
                "Your gradients point downhill. A gradient is the slope itself and points uphill; "
                "the minus belongs to the update.",
            ),
            Mistake(
                "averaged over rows",
                mistakes.gradients_averaged,
                "Your loss adds the rows up, your gradients average them. Add in both places.",
            ),
            Mistake(
                "averaged loss",
                mistakes.loss_averaged,
                "Your gradients add up, your loss averages. Half of np.sum, not np.mean.",
                also=(mistakes.loss_averaged_over_rows, mistakes.loss_mean_of_squares),
            ),
            Mistake(
                "mean loss",
                mistakes.all_averaged,
                "Your gradients are the slopes of your loss, but that is a mean. The loss asked "
                "for is half the sum of the squared errors: nothing is divided by their number.",
                also=(
                    mistakes.all_averaged_over_rows,
                    mistakes.all_mean_of_squares,
                    mistakes.all_mean_of_squares_over_rows,
                ),
            ),
            Mistake(
                "cross-entropy",
                mistakes.all_cross_entropy,
                "Your gradients are the slopes of your loss, but that is the cross-entropy. Asked "
                "for is half the sum of the squared errors.",
                also=(mistakes.all_mean_cross_entropy,),
            ),
            Mistake(
                "square of the sum",
                mistakes.loss_squares_the_sum,
                "Your gradients are right. But your loss adds the errors up first, and there those "
                "of opposite signs cancel. Square each one, then add.",
            ),
            Mistake(
                "no hidden slope",
                mistakes.gradients_no_hidden_slope,
                "W1 is right, W0 is not: the hidden delta lacks its factor slope(h).",
            ),
            Mistake(
                "no output slope",
                mistakes.gradients_no_output_slope,
                "The output delta is p - y times slope(p). (Without the slope these would be the "
                "gradients of another loss, the cross-entropy.)",
            ),
            Mistake(
                "absolute loss",
                mistakes.loss_is_absolute,
                "Those gradients belong to half the sum of squares, not to the sum of sizes.",
            ),
            Mistake(
                "slopes of the absolute loss",
                mistakes.all_absolute,
                "Your gradients are the slopes of your loss, but that is the sum of the sizes of "
                "the errors. Asked for is half the sum of their squares.",
            ),
            Mistake(
                "swapped or turned round",
                mistakes.gradients_swapped,
                "Are W0 and W1 swapped, or is a product turned round? The gradient of a weight "
                "matrix has the shape of that matrix.",
                also=(mistakes.gradients_turned_round,),
            ),
            Mistake(
                "no transpose",
                mistakes.gradients_without_transpose,
                "What came in is turned on its side first: X.T @ delta0 and h.T @ delta1.",
                also=(mistakes.gradients_without_transpose_from_w1,),
            ),
            Mistake(
                "order of results",
                mistakes.gradients_first,
                "Both are right, but the loss comes first: return loss, gradients.",
            ),
        ),
        alternatives=(answers.gradients_by_rows, answers.gradients_by_einsum),
    ),
    Exercise(
        room="eleven",
        name="training_step",
        reference=net.training_step,
        draw=drawn.step,
        properties=(properties.small_steps_lower_the_loss,),
        hints=(
            "Ask loss_and_gradients for the slopes, then walk against them.",
            "new = old - alpha * gradient, for each name in params.",
            "A dict comprehension makes a new dict: {name: … for name in params}.",
        ),
        mistakes=(
            Mistake(
                "uphill",
                mistakes.step_uphill,
                "The error would grow: the gradient points uphill, so subtract it.",
            ),
            Mistake(
                "no alpha",
                mistakes.step_without_alpha,
                "The step size has no effect. Multiply the gradient by alpha.",
            ),
            Mistake(
                "in place",
                mistakes.step_in_place,
                "The old weights are gone: -= and params[name] = … both write into what you were "
                "given. Begin with a new dict, put params[name] - alpha * gradients[name] into it, "
                "and return it.",
                also=(
                    mistakes.step_in_place_and_nothing_returned,
                    mistakes.step_into_the_old_dict,
                ),
            ),
            Mistake(
                "one layer after the other",
                mistakes.step_one_after_the_other,
                "You changed W1 first and used the new one to find the slope for W0. All slopes "
                "belong to the same place: measure first, then walk.",
                also=(
                    mistakes.step_blames_by_new_weights,
                    mistakes.step_blames_by_new_weights_in_place,
                ),
            ),
            Mistake(
                "output layer only",
                mistakes.step_only_output,
                "W1 moves, W0 does not. The hidden layer must learn too.",
            ),
            Mistake(
                "only the change",
                mistakes.step_gives_change,
                "That is how far to walk. Add the old weights to get where you arrive.",
            ),
            Mistake(
                "the pair taken for the gradients",
                mistakes.step_takes_the_pair_for_gradients,
                "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
            ),
        ),
        alternatives=(answers.step_by_copy, answers.step_written_out),
    ),
    Exercise(
        room="eleven",
        name="product_by_loops",
        reference=net.product_by_loops,
        draw=drawn.product,
        properties=(properties.product_rows_do_not_meet, properties.adds_number_by_number),
        hints=(
            "Three loops: over rows of X, over columns of W, and over what they share.",
            "Start with np.zeros((X.shape[0], W.shape[1])) and add into it.",
            "product[i, k] += X[i, j] * W[j, k]",
        ),
        mistakes=(
            Mistake(
                "overwrites",
                mistakes.loops_overwrite,
                "Only the last j survives: = replaces, += adds up.",
            ),
            Mistake(
                "total never reset",
                mistakes.loops_never_reset,
                "Each entry starts where the last one ended. Begin each sum at 0.",
            ),
            Mistake(
                "stops one early",
                mistakes.loops_stop_early,
                "The last column of X is never used: range(n) already leaves out n.",
            ),
            Mistake(
                "sum of sums",
                mistakes.loops_add_factors,
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
                also=(lambda X, W: W * X,),
            ),
            Mistake(
                "returns too early",
                mistakes.loops_return_after_one_product,
                "It returns before the loops are done. The return line stands below all three, "
                "as far to the left as the first of them.",
                also=(mistakes.loops_return_after_one_sum, mistakes.loops_return_after_one_row),
            ),
            Mistake(
                "no loops",
                lambda X, W: X @ W,
                "Right numbers, but the product did the work. Add up one number at a time, in "
                "three loops: that is what we are about to measure.",
                also=(
                    lambda X, W: X.dot(W),
                    lambda X, W: np.einsum("ij,jk->ik", X, W),
                    lambda X, W: np.array([[np.dot(row, column) for column in W.T] for row in X]),
                    lambda X, W: np.tensordot(X, W, 1),
                    lambda X, W: np.array([[np.inner(x, w) for w in W.T] for x in X]),
                    lambda X, W: (X[:, :, None] * W).sum(axis=1),
                ),
            ),
        ),
        alternatives=(
            answers.loops_with_sum,
            answers.loops_by_hand,
            answers.loops_with_inner_sum,
        ),
    ),
    Exercise(
        room="eleven",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.table,
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
                mistakes.rebuilt_from_zeros,
                "Every prediction is close to one half. Is there a hidden layer? Do its units "
                "start out different from each other? Do both layers get updates?",
                also=(mistakes.rebuilt_one_matrix,),
            ),
            Mistake(
                "not enough training",
                mistakes.rebuilt_too_short,
                "Every row is on its right side, but the error is not below 0.01: more updates.",
            ),
            Mistake(
                "upside down",
                mistakes.rebuilt_turned_round,
                "Each answer is the wrong way round. Do you return 1 - p, or train on 1 - y?",
            ),
            Mistake(
                "rounded",
                mistakes.rebuilt_rounded,
                "Exactly 0 and 1: a sigmoid never gets there. Are these the answers themselves, "
                "or rounded? Return what the network says.",
            ),
            Mistake(
                "rows of a table of your own",
                mistakes.rebuilt_on_its_own_table,
                "Your predictions are in the order of a table of your own. Use the X and y that "
                "are handed in; their rows come in another order.",
            ),
            Mistake(
                "made from y",
                mistakes.rebuilt_from_the_answers,
                "Where the answers are the same, yours are equal to the last digit. No network is "
                "that even: these are made from y, not learned. Return what the network says.",
                also=(mistakes.rebuilt_from_the_answers_unevenly,),
            ),
            Mistake(
                "some rows wrong",
                mistakes.rebuilt_for_or,
                "Some rows are right, others are not. Are there enough hidden units? Do the "
                "updates walk downhill? Is y the one you were given?",
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some predictions are NaN. Is alpha far too large, or is a logarithm of 0 taken?",
            ),
            Mistake(
                "not four predictions",
                mistakes.rebuilt_with_hidden_units,
                "Return the four predictions and nothing else: an array of shape (4, 1).",
                also=(mistakes.rebuilt_to_weights,),
            ),
        ),
        alternatives=(answers.rebuilt_as_list, answers.rebuilt_by_momentum),
    ),
)

check = checker(EXERCISES)
