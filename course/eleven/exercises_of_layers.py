"""Lesson 01 asks for the way forward, and for the product in it: how that is judged."""

import numpy as np

from course.eleven import answers, drawn, mistakes_of_layers as mistakes, net, properties
from course.eleven.net import forward, sigmoid
from course.kit.checking import Exercise, Mistake

FORWARD = Exercise(
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
)

PRODUCT_BY_LOOPS = Exercise(
    room="eleven",
    name="product_by_loops",
    reference=net.product_by_loops,
    draw=drawn.product,
    properties=(
        properties.begins_at_zero,
        properties.product_rows_do_not_meet,
        properties.adds_number_by_number,
    ),
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
)
