"""Lesson 01 asks for the loss and its gradients: how that is judged."""

from course.eleven import answers, drawn, mistakes_of_gradients as mistakes, net, properties
from course.kit.checking import Exercise, Mistake

LOSS_AND_GRADIENTS = Exercise(
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
)
