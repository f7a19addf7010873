"""Lesson 03 sends rows through a network under a mask, and back: how that is judged."""

import numpy as np

from course.dropout import answers, drawn, mistakes_of_networks as mistakes, net, properties
from course.dropout.net import forward
from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake

FORWARD = Exercise(
    room="dropout",
    name="forward",
    reference=net.forward,
    draw=drawn.forward,
    draws=24,
    properties=(properties.mask_is_between_the_layers,),
    returns=("p", "h"),
    hints=(
        "It is lesson 01's forward, with one more * in it. Where?",
        "What a unit says is h. The mask acts on it after the sigmoid, before W1.",
        'p = sigmoid((h * mask) @ params["W1"]), and return h as it was.',
    ),
    mistakes=(
        Mistake(
            "masked h",
            mistakes.forward_returns_masked,
            "The prediction is right, but the h you return is masked. Return what the units "
            "said before the mask: on the way back their slopes are taken there.",
        ),
        Mistake(
            "mask before the sigmoid",
            mistakes.forward_masked_before_the_sigmoid,
            "Your mask acts on the sum, before the sigmoid. A dropped unit then gets "
            "sigmoid(0), which is one half: it still speaks. Mask what comes out of it.",
            also=(mistakes.forward_masked_before_the_sigmoid_and_after,),
        ),
        Mistake(
            "mask on the inputs",
            mistakes.forward_masked_inputs,
            "Your mask acts on X, which has a column for each input. Here hidden units are "
            "dropped: mask h.",
        ),
        Mistake(
            "mask on the outputs",
            mistakes.forward_masked_outputs,
            "Your mask comes after W1, where the hidden units have been added up already. "
            "Mask h, one layer earlier.",
            also=(
                mistakes.forward_masked_before_the_last_sigmoid,
                mistakes.forward_masked_everywhere,
            ),
        ),
        Mistake(
            "mask on the weights in front",
            mistakes.forward_masked_weights_in_front,
            "Your mask acts on the weights in front of the hidden units. Without its weights "
            "a unit says sigmoid(0), one half. Mask what the units say.",
        ),
        Mistake(
            "mask ignored",
            lambda params, X, mask=1.0: forward(params, X),
            "That is the network without dropout: the mask has no effect.",
            also=(lambda params, X, mask: forward(params, X),),
        ),
        Mistake(
            "masked twice",
            mistakes.forward_masked_twice,
            "The mask acts twice. Its survivors are scaled already, so once is enough, or "
            "they speak up twice.",
            also=(mistakes.forward_masked_twice_and_returned,),
        ),
        Mistake(
            "scaled once more",
            mistakes.forward_scaled_by_what_was_drawn,
            "You scale again. The survivors of this mask are 1 / (1 - rate) already: multiply "
            "by it, and that is all.",
            also=(
                mistakes.forward_scaled_by_what_was_dropped,
                lambda params, X, mask=1.0: forward(params, X, np.multiply(mask, 2)),
            ),
        ),
        Mistake(
            "drop without its rate",
            mistakes.forward_drops_without_rate,
            "drop also wants the rate, which nobody hands in here, and it is not needed: this "
            "mask is scaled already. h * mask is enough.",
        ),
        Mistake(
            "scale lost",
            mistakes.forward_scale_lost,
            "You ask only where the mask is above 0. It holds more than that: by how much "
            "each survivor speaks up. Multiply by it as it is.",
        ),
        Mistake(
            "turned round",
            mistakes.forward_turned_round,
            "Yours silences the survivors. 0 in the mask is a dropped unit: multiply by the "
            "mask itself.",
            also=(mistakes.forward_one_minus_mask,),
        ),
        Mistake(
            "matrix product",
            mistakes.forward_matrix_product,
            "@ multiplies and adds up. Here each h meets only its own place in the mask: "
            "that is *.",
        ),
        Mistake(
            "added",
            mistakes.forward_added,
            "You add the mask to h. Times 0 is what silences a unit.",
        ),
        Mistake(
            "order of results",
            lambda params, X, mask=1.0: forward(params, X, mask)[::-1],
            "Both are right, but the prediction p comes first: return p, h.",
            also=(
                lambda params, X, mask=1.0: mistakes.forward_returns_masked(params, X, mask)[::-1],
            ),
        ),
        Mistake(
            "prediction only",
            lambda params, X, mask=1.0: forward(params, X, mask)[0],
            "The prediction is right. Hand back h as well: learning will need it.",
        ),
        Mistake(
            "no sigmoid on the hidden layer",
            mistakes.forward_no_hidden_sigmoid,
            "The hidden layer lacks its sigmoid. First the sigmoid, then the mask.",
        ),
        Mistake(
            "no sigmoid on the output",
            mistakes.forward_no_output_sigmoid,
            "Your predictions can leave 0..1. Squash the output too.",
        ),
        Mistake(
            "no mask unless given",
            lambda params, X, mask: forward(params, X, mask),
            "Right with a mask, but it stops without one. Whoever predicts hands in none: "
            "keep mask=1.0 in the def line.",
        ),
    ),
    alternatives=(
        answers.forward_by_rows,
        answers.forward_with_masked_weights,
        lambda params, X, mask=1.0: (
            sigmoid(np.multiply(mask, sigmoid(X @ params["W0"])) @ params["W1"]),
            sigmoid(X @ params["W0"]),
        ),
    ),
)

LOSS_AND_GRADIENTS = Exercise(
    room="dropout",
    name="loss_and_gradients",
    reference=net.loss_and_gradients,
    draw=drawn.network,
    draws=24,
    properties=(properties.masked_gradients_are_slopes,),
    returns=("loss", "gradients"),
    hints=(
        "Begin with your forward under the mask. Two lines of the way back change.",
        "What reached W1? And what stands between a hidden unit and the output, on the way "
        "back as on the way there?",
        "W1 gets (h * mask).T @ delta1. delta0 is hidden_delta(delta1, W1, h), times mask.",
    ),
    mistakes=(
        Mistake(
            "slope at the masked value",
            net.published_loss_and_gradients,
            "Your slope is taken at h * mask. But what the unit's sigmoid gave is h: take the "
            "slope there, and let the mask be a factor of its own. (The post that this lesson "
            "is taught from does the same as you.)",
            also=(mistakes.gradients_half_masked_slope,),
        ),
        Mistake(
            "masked slope, masked again",
            mistakes.gradients_masked_once_more,
            "The mask is a factor on the way back, as it should be. But your slope is taken "
            "at h * mask; the sigmoid stands at h.",
        ),
        Mistake(
            "not masked on the way back",
            mistakes.gradients_not_masked_on_the_way_back,
            "W1 is right, W0 is not: the blame passes your mask as if it were not there. A "
            "dropped unit had no say, so it has no blame; a survivor's is as much larger as "
            "its say was.",
        ),
        Mistake(
            "plain h for W1",
            mistakes.gradients_plain_h_for_w1,
            "W0 is right, W1 is not. What reached W1 is not h, but what the mask left of it.",
        ),
        Mistake(
            "masked forward only",
            mistakes.gradients_masked_forward_only,
            "The loss is right, both gradients are those of a network without mask. What "
            "reached W1? And what did the hidden units' words pass before they got there?",
        ),
        Mistake(
            "masked twice",
            mistakes.gradients_masked_twice,
            "Somewhere on the way back the mask acts twice, so that survivors are scaled "
            "twice. Once for each gradient is enough.",
            also=(
                mistakes.gradients_masked_twice_for_w1,
                mistakes.gradients_masked_twice_for_both,
            ),
        ),
        Mistake(
            "scale lost",
            mistakes.gradients_scale_lost,
            "You let through who survives, but not by how much: on the way back the mask is "
            "the same factor as on the way there, scale and all.",
            also=(
                mistakes.gradients_scale_lost_for_w1,
                mistakes.gradients_scale_lost_for_both,
            ),
        ),
        Mistake(
            "loss without mask",
            mistakes.loss_without_mask,
            "The gradients are right. But your loss is that of the whole network; the one "
            "under the mask is asked for.",
        ),
        Mistake(
            "mask ignored",
            mistakes.mask_ignored,
            "Your predictions are those of the whole network. Hand the mask on to forward "
            "first; on the way back it acts again.",
            also=(
                mistakes.masked_into_w1_only,
                mistakes.masked_on_the_way_back_only,
                mistakes.masked_in_the_gradients_only,
            ),
        ),
        Mistake(
            "mask in the wrong place",
            mistakes.mask_on_the_output_delta,
            "The mask has the shape of h: a place for each row and hidden unit. So it can "
            "multiply h, before that is turned on its side, and the hidden delta; not the "
            "output's delta, not the weights, and no gradient.",
            also=(
                mistakes.mask_on_the_weights,
                mistakes.mask_on_h_on_its_side,
                mistakes.mask_on_the_gradient_of_w0,
                mistakes.mask_on_the_gradient_of_w1,
            ),
        ),
        Mistake(
            "mask on its side",
            mistakes.mask_turned_on_its_side,
            "The mask may be the number 1.0, or one row for all rows alike, and neither can "
            "be turned on its side. Multiply first, then transpose: (h * mask).T.",
            also=(
                mistakes.mask_turned_on_its_side_by_numpy,
                mistakes.mask_turned_on_its_side_and_not_masked_back,
            ),
        ),
        Mistake(
            "drop without its rate",
            mistakes.gradients_drop_without_rate,
            "drop also wants the rate, which nobody hands in here. This mask is scaled "
            "already, so * is enough, there and back.",
        ),
        Mistake(
            "no hidden slope",
            mistakes.gradients_no_hidden_slope,
            "W1 is right, W0 is not: the hidden delta lacks its factor slope(h).",
            also=(mistakes.gradients_no_hidden_slope_nor_mask,),
        ),
        Mistake(
            "no output slope",
            mistakes.gradients_no_output_slope,
            "The output delta is p - y times slope(p): how wrong, and how steep.",
        ),
        Mistake(
            "no mask unless given",
            lambda params, X, y, mask: net.loss_and_gradients(params, X, y, mask),
            "Right with a mask, but it stops without one. Keep mask=1.0 in the def line: then "
            "a network without dropout needs no mask.",
        ),
        Mistake(
            "cross-entropy",
            mistakes.all_cross_entropy,
            "Your gradients are the slopes of your loss, but that is the cross-entropy. Asked "
            "for is half the sum of the squared errors.",
        ),
        Mistake(
            "sign of the gradients",
            mistakes.gradients_uphill,
            "Your gradients point downhill. A gradient is the slope itself and points uphill; "
            "the minus belongs to the update.",
        ),
        Mistake(
            "the half",
            mistakes.loss_without_half,
            "The loss is half the sum of the squared errors. The half cancels the 2 that comes "
            "down from the square, so that neither stands in the gradients.",
            also=(mistakes.all_without_half, mistakes.gradients_doubled),
        ),
        Mistake(
            "averaged",
            mistakes.loss_averaged,
            "Something is divided by the number of rows or of errors. The loss is half the "
            "sum, and its slopes add up too.",
            also=(
                mistakes.loss_averaged_over_rows,
                mistakes.loss_mean_of_squares,
                mistakes.gradients_averaged,
                mistakes.all_averaged,
                mistakes.all_averaged_over_rows,
                mistakes.all_mean_of_squares,
            ),
        ),
        Mistake(
            "swapped",
            mistakes.gradients_swapped,
            "Are W0 and W1 swapped? The gradient of a weight matrix has the shape of that matrix.",
        ),
        Mistake(
            "no transpose",
            mistakes.gradients_without_transpose,
            "What came in is turned on its side first: X.T @ delta0 and (h * mask).T @ delta1.",
        ),
        Mistake(
            "order of results",
            mistakes.gradients_first,
            "Both are right, but the loss comes first: return loss, gradients.",
        ),
    ),
    alternatives=(answers.gradients_written_out, answers.gradients_by_einsum),
)
