"""Lesson 03: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.dropout import answers, drawn, mistakes, net, properties, symptoms
from course.dropout.net import forward
from course.eleven.net import sigmoid
from course.kit.checking import SHOWN, Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="dropout",
        name="draw_mask",
        reference=net.draw_mask,
        draw=drawn.tosses,
        properties=(properties.is_tossed, properties.comes_from_rng),
        view=symptoms.toss_symptom,
        hints=(
            "A number drawn evenly from 0 to 1 is below 0.3 with probability 0.3.",
            "rng.random(shape) draws one such number for each place. Compare all of them with the "
            "rate.",
            "A comparison gives True and False, which will do as well as 1 and 0. True should "
            "mean: survives.",
        ),
        mistakes=(
            Mistake(
                "rate survives",
                lambda rng, shape, rate: (rng.random(shape) < rate) * 1.0,
                "Turned round: in yours a unit survives with probability rate. It should be "
                "dropped with that probability, so that rate = 0 drops nobody and 1 everybody.",
                also=(
                    lambda rng, shape, rate: rng.binomial(1, rate, shape),
                    lambda rng, shape, rate: rng.choice([0, 1], size=shape, p=[1 - rate, rate]),
                    lambda rng, shape, rate: np.where(rng.random(shape) > rate, 0.0, 1.0),
                    lambda rng, shape, rate: rng.random(shape) >= 1 - rate,
                ),
            ),
            Mistake(
                "rate ignored",
                lambda rng, shape, rate: np.round(rng.random(shape)),
                "Yours drops half of the places whatever the rate is. A coin is fair, this one "
                "need not be: compare the numbers with rate.",
                also=(
                    lambda rng, shape, rate: (rng.random(shape) > 0.5) * 1.0,
                    lambda rng, shape, rate: rng.integers(0, 2, shape),
                    lambda rng, shape, rate: rng.binomial(1, 0.5, shape),
                    lambda rng, shape, rate: rng.choice([0.0, 1.0], size=shape),
                ),
            ),
            Mistake(
                "one toss for all",
                mistakes.one_toss,
                "All places share one fate: you toss once, or not at all. Each unit in each row "
                "needs a toss of its own.",
                also=(
                    lambda rng, shape, rate: np.ones(shape),
                    lambda rng, shape, rate: np.ones(shape) * (rng.random() >= rate),
                    lambda rng, shape, rate: float(rng.random() >= rate),
                    lambda rng, shape, rate: rng.random() > rate,
                    lambda rng, shape, rate: 1 if rng.random() > rate else 0,
                ),
            ),
            Mistake(
                "one row for all rows",
                mistakes.one_row_for_all,
                "You toss for each unit, but once for all rows. Each row gets tosses of its own: "
                "the mask needs the whole shape.",
                also=(
                    lambda rng, shape, rate: np.ones(shape) * (rng.random(shape[1]) >= rate),
                    lambda rng, shape, rate: (rng.random(shape[1]) >= rate) * 1.0,
                    lambda rng, shape, rate: rng.random((1, shape[1])) > rate,
                    lambda rng, shape, rate: (rng.random(shape[-1]) > rate).astype(int),
                ),
            ),
            Mistake(
                "one toss for each row",
                mistakes.one_toss_for_each_row,
                "You toss once for each row, so that all its units share one fate. Each unit in "
                "the row gets a toss of its own.",
                also=(
                    lambda rng, shape, rate: np.ones(shape) * (rng.random((shape[0], 1)) >= rate),
                    lambda rng, shape, rate: (rng.random(shape[0]) >= rate) * 1.0,
                    lambda rng, shape, rate: rng.random(len(range(shape[0]))) > rate,
                    lambda rng, shape, rate: rng.random((shape[0], 1)) > rate,
                ),
            ),
            Mistake(
                "exactly the share",
                mistakes.exactly_the_share_in_each_row,
                "Yours drops exactly the same number in each row. The rate is what happens on "
                "average: toss for each place by itself, and let the number vary.",
                also=(mistakes.exactly_the_share_by_rank,),
            ),
            Mistake(
                "scaled already",
                lambda rng, shape, rate: net.drop(np.ones(shape), rng.random(shape) >= rate, rate),
                "Your survivors are more than 1. Speaking up comes later, in drop: a mask only "
                "says who is there, with 0 and 1.",
                also=(lambda rng, shape, rate: (rng.random(shape) > rate) / (1 - rate),),
            ),
            Mistake(
                "never compared",
                lambda rng, shape, rate: rng.random(shape),
                "Those are numbers between 0 and 1, not yet tosses. Compare each of them with the "
                "rate: who is dropped, who survives?",
                also=(
                    lambda rng, shape, rate: rng.random(shape) - rate,
                    lambda rng, shape, rate: rng.random(shape) * rate,
                    lambda rng, shape, rate: rng.random(shape) * (1 - rate),
                    lambda rng, shape, rate: np.where((u := rng.random(shape)) >= rate, u, 0.0),
                    lambda rng, shape, rate: rng.normal(size=shape),
                ),
            ),
            Mistake(
                "1 and -1",
                lambda rng, shape, rate: np.where(rng.random(shape) >= rate, 1.0, -1.0),
                "Who is dropped gets 0. With -1 it would still speak, and say the opposite.",
                also=(lambda rng, shape, rate: np.sign(rng.random(shape) - rate),),
            ),
            Mistake(
                "shape in pieces",
                lambda rng, shape, rate: (rng.random(*shape) >= rate) * 1.0,
                "The shape is one tuple, and rng.random takes it as it is: rng.random(shape).",
                also=(
                    lambda rng, shape, rate: rng.random(shape[0], shape[1]) > rate,
                    lambda rng, shape, rate: rng.rand(*shape) > rate,
                ),
            ),
        ),
        alternatives=(
            lambda rng, shape, rate: rng.random(shape) > rate,
            lambda rng, shape, rate: rng.binomial(1, 1 - rate, shape),
            lambda rng, shape, rate: np.where(rng.uniform(size=shape) < rate, 0, 1),
            lambda rng, shape, rate: rng.choice([0.0, 1.0], size=shape, p=[rate, 1 - rate]),
            answers.tossed_one_by_one,
        ),
    ),
    Exercise(
        room="dropout",
        name="drop",
        reference=net.drop,
        draw=drawn.drop,
        properties=(properties.speaks_the_same_on_average,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "Two things happen to h: some of it becomes 0, the rest becomes larger.",
            "If half of the units are dropped, the others should speak twice as loud. And if "
            "three quarters are dropped?",
            "Times mask, divided by (1 - rate). Mind the brackets.",
        ),
        mistakes=(
            Mistake(
                "not scaled",
                lambda h, mask, rate: h * mask,
                "The right units are silent, but the others do not speak up for them. Divide by "
                "the share that survives.",
                also=(lambda h, mask, rate: np.where(mask == 1, h, 0.0),),
            ),
            Mistake(
                "times the share that survives",
                lambda h, mask, rate: h * mask * (1 - rate),
                "Your survivors become quieter: you multiply by 1 - rate. They are to make up for "
                "those who are missing, so divide.",
                also=(lambda h, mask, rate: np.where(mask, h * (1 - rate), 0.0),),
            ),
            Mistake(
                "divided by the rate",
                lambda h, mask, rate: h * mask / rate,
                "You divide by the share that is dropped. With rate = 0.1 nearly all are left, and "
                "should hardly speak louder: which share is it then?",
            ),
            Mistake(
                "times the rate",
                lambda h, mask, rate: h * mask * rate,
                "You multiply by the rate, so the fewer are dropped, the quieter the others are. "
                "With rate = 0 nobody is dropped, and h should stay what it is.",
            ),
            Mistake(
                "by what was drawn",
                lambda h, mask, rate: h * mask / mask.mean(),
                "You scale by the share that happened to survive. Then how loud a unit speaks "
                "depends on the luck of the others, and its average over masks is not h. Use the "
                "rate: it is the same for all masks.",
                also=(
                    lambda h, mask, rate: h * mask / mask.mean(axis=1, keepdims=True),
                    lambda h, mask, rate: h * mask / mask.mean(axis=0),
                    lambda h, mask, rate: h * mask * mask.size / mask.sum(),
                    lambda h, mask, rate: h * mask * (h.sum() / (h * mask).sum()),
                ),
            ),
            Mistake(
                "added",
                lambda h, mask, rate: (h + mask) / (1 - rate),
                "You add the mask. Times 0 is what silences a unit; plus 0 leaves it as it is.",
                also=(
                    lambda h, mask, rate: h + mask,
                    lambda h, mask, rate: h + mask / (1 - rate),
                    lambda h, mask, rate: h - mask,
                ),
            ),
            Mistake(
                "the others dropped",
                lambda h, mask, rate: h * (1 - mask) / (1 - rate),
                "Yours silences those who survive and lets the dropped ones speak. Where the mask "
                "is 0, nothing should be left.",
                also=(
                    lambda h, mask, rate: np.where(mask, 0.0, h / (1 - rate)),
                    lambda h, mask, rate: h * (1 - mask),
                    lambda h, mask, rate: h * (mask == 0) / rate,
                ),
            ),
            Mistake(
                "dropped ones scaled",
                lambda h, mask, rate: np.where(mask, h, h / (1 - rate)),
                "It is the dropped units that you make louder, or quieter. They say nothing at "
                "all; the survivors are the ones who are scaled.",
                also=(
                    lambda h, mask, rate: np.where(mask, h, h * (1 - rate)),
                    lambda h, mask, rate: np.where(mask, h, h * rate),
                ),
            ),
            Mistake(
                "nobody dropped",
                lambda h, mask, rate: h / (1 - rate),
                "Everybody speaks louder, and nobody is silent: the mask is not used.",
                also=(
                    lambda h, mask, rate: h,
                    lambda h, mask, rate: h * (1 - rate),
                    lambda h, mask, rate: np.where(mask, h / (1 - rate), h),
                ),
            ),
            Mistake(
                "missing brackets",
                lambda h, mask, rate: h * mask / 1 - rate,
                "Without brackets / goes before -: yours divides by 1 and then takes rate away "
                "from everything.",
                also=(lambda h, mask, rate: h * mask * 1 / 1 - rate,),
            ),
            Mistake(
                "one plus rate",
                lambda h, mask, rate: h * mask * (1 + rate),
                "Louder, but not by enough, or by too much. If three of four are dropped, the one "
                "that is left speaks for four: four times as loud.",
                also=(
                    lambda h, mask, rate: h * mask / (1 + rate),
                    lambda h, mask, rate: h * mask * 2,
                    lambda h, mask, rate: h * mask / (1 - rate) ** 2,
                    lambda h, mask, rate: h * mask / np.sqrt(1 - rate),
                ),
            ),
            Mistake(
                "in place",
                mistakes.dropped_in_place,
                "What the units said is gone: h *= … and h[…] = … write into the array that you "
                "were given. h * mask makes a new one. The way back will need the old.",
                also=(
                    mistakes.dropped_and_scaled_in_place,
                    mistakes.dropped_in_place_by_index,
                    mistakes.dropped_in_place_and_nothing_returned,
                    mistakes.dropped_in_place_and_not_scaled,
                ),
            ),
            Mistake(
                "only the survivors",
                lambda h, mask, rate: h[mask == 1] / (1 - rate),
                "h[mask == 1] takes the survivors out, into one long row, and h[mask] tries to. "
                "Every unit keeps its place: the dropped ones stay, and say 0. That is *.",
                also=(
                    lambda h, mask, rate: h[mask],
                    lambda h, mask, rate: h[mask > 0],
                    lambda h, mask, rate: h[mask.astype(bool)] * (1 - rate),
                ),
            ),
            Mistake(
                "matrix product",
                lambda h, mask, rate: h @ mask / (1 - rate),
                "@ multiplies and adds up. Here each number meets only its own place in the mask: "
                "that is *.",
                also=(
                    lambda h, mask, rate: h @ mask.T / (1 - rate),
                    lambda h, mask, rate: np.dot(h, mask) / (1 - rate),
                    lambda h, mask, rate: h @ mask,
                ),
            ),
        ),
        alternatives=(
            lambda h, mask, rate: np.where(mask, h / (1 - rate), 0.0),
            lambda h, mask, rate: mask / (1 - rate) * h,
            answers.dropped_in_a_copy,
        ),
    ),
    Exercise(
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
                    lambda params, X, mask=1.0: mistakes.forward_returns_masked(params, X, mask)[
                        ::-1
                    ],
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
    ),
    Exercise(
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
                "Are W0 and W1 swapped? The gradient of a weight matrix has the shape of that "
                "matrix.",
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
    ),
    Exercise(
        room="dropout",
        name="average_of_masks",
        reference=net.average_of_masks,
        draw=drawn.thinned,
        properties=(properties.is_a_mean_over_masks,),
        view=symptoms.parts_of_a_list,
        hints=(
            "Each row of masks makes a network of its own. Ask all of them.",
            "forward(params, X, mask) gives two things; the prediction is the first.",
            "Put the predictions for all masks into a list, and give it to np.mean with axis=0.",
        ),
        mistakes=(
            Mistake(
                "mean of the masks",
                lambda params, X, masks: forward(params, X, masks.mean(axis=0))[0],
                "You take the mean first, of the masks or of what the units say, and then run one "
                "network. Asked for is the mean of what many networks predict: first the sigmoid "
                "at the end, then the mean. That the two are so close is the point of scaling.",
                also=(
                    mistakes.average_of_hidden,
                    lambda params, X, masks: sigmoid(
                        np.mean([(forward(params, X)[1] * m) @ params["W1"] for m in masks], axis=0)
                    ),
                ),
            ),
            Mistake(
                "masks put together",
                lambda params, X, masks: forward(params, X, masks.sum(axis=0))[0],
                "You make one mask, or one number, of all of them, and run one network. Run one "
                "for each mask, and put their predictions together.",
                also=(
                    lambda params, X, masks: forward(params, X, masks.prod(axis=0))[0],
                    lambda params, X, masks: forward(params, X, masks.max(axis=0))[0],
                    lambda params, X, masks: forward(params, X, masks.mean())[0],
                    lambda params, X, masks: forward(params, X, masks.mean(axis=1))[0],
                ),
            ),
            Mistake(
                "no list",
                mistakes.average_of_no_list,
                "np.mean takes a list or an array, not a loop: put [ and ] around all of it, and "
                "axis=0 behind.",
                also=(mistakes.average_of_no_list_by_axis,),
            ),
            Mistake(
                "no masks",
                lambda params, X, masks: forward(params, X)[0],
                "That is the whole network, once. Hand each mask to forward.",
            ),
            Mistake(
                "sum",
                lambda params, X, masks: mistakes.predictions(params, X, masks).sum(axis=0),
                "You add the predictions up. A mean is divided by how many there are.",
            ),
            Mistake(
                "mean over something else",
                lambda params, X, masks: mistakes.predictions(params, X, masks).mean(),
                "Your mean goes over the wrong axis, or over all. The masks come first: axis=0. "
                "There should be a prediction left for each row and each output.",
                also=(
                    lambda params, X, masks: mistakes.predictions(params, X, masks).mean(axis=1),
                    lambda params, X, masks: mistakes.predictions(params, X, masks).mean(axis=2),
                    lambda params, X, masks: mistakes.predictions(params, X, masks).mean(axis=-1),
                    lambda params, X, masks: mistakes.predictions(params, X, masks).mean(
                        axis=(0, 1)
                    ),
                ),
            ),
            Mistake(
                "votes",
                lambda params, X, masks: np.round(mistakes.predictions(params, X, masks)).mean(
                    axis=0
                ),
                "You round to 0 or 1, so a network that is nearly sure counts like one that is "
                "not. Take the mean of the predictions as they are.",
                also=(
                    lambda params, X, masks: np.round(
                        mistakes.predictions(params, X, masks).mean(axis=0)
                    ),
                    lambda params, X, masks: (mistakes.predictions(params, X, masks) > 0.5).mean(
                        axis=0
                    ),
                    lambda params, X, masks: (
                        (mistakes.predictions(params, X, masks).mean(axis=0) > 0.5) * 1.0
                    ),
                ),
            ),
            Mistake(
                "one of them",
                lambda params, X, masks: forward(params, X, masks[0])[0],
                "Only one of the networks is heard. Do you return inside the loop, or overwrite "
                "the sum? += adds up, and the return line stands below the loop.",
                also=(
                    lambda params, X, masks: forward(params, X, masks[-1])[0],
                    mistakes.average_forgotten_in_a_loop,
                    mistakes.average_returned_too_early,
                ),
            ),
            Mistake(
                "not averaged",
                lambda params, X, masks: mistakes.predictions(params, X, masks),
                "Those are all the predictions, one array for each mask. Now take their mean, over "
                "the masks.",
                also=(
                    lambda params, X, masks: [forward(params, X, mask)[0] for mask in masks],
                    lambda params, X, masks: np.concatenate(mistakes.predictions(params, X, masks)),
                    lambda params, X, masks: np.hstack(mistakes.predictions(params, X, masks)),
                ),
            ),
            Mistake(
                "the pair taken for the prediction",
                lambda params, X, masks: np.mean(
                    [forward(params, X, mask) for mask in masks], axis=0
                ),
                "forward gives two things, p and h. Take the prediction before you average: "
                "forward(…)[0].",
                also=(
                    mistakes.average_adds_pairs,
                    lambda params, X, masks: (
                        sum(forward(params, X, mask) for mask in masks) / len(masks)
                    ),
                ),
            ),
            Mistake(
                "hidden units averaged",
                lambda params, X, masks: np.mean(
                    [forward(params, X, mask)[1] for mask in masks], axis=0
                ),
                "That is what the hidden units say, the second of forward's results. The "
                "predictions come first.",
            ),
            Mistake(
                "all masks at once",
                lambda params, X, masks: forward(params, X, masks)[0],
                "You hand all masks to forward at once, and it takes them for the rows' own. One "
                "mask at a time: for mask in masks.",
                also=(
                    lambda params, X, masks: forward(params, X, masks)[0].mean(axis=0),
                    lambda params, X, masks: np.mean(forward(params, X, masks)[0], axis=0),
                ),
            ),
            Mistake(
                "divided by the rows",
                lambda params, X, masks: (
                    mistakes.predictions(params, X, masks).sum(axis=0) / len(X)
                ),
                "You divide by the number of rows or of units. A mean over masks is divided by "
                "the number of masks: len(masks).",
                also=(
                    lambda params, X, masks: (
                        mistakes.predictions(params, X, masks).sum(axis=0) / masks.shape[1]
                    ),
                    lambda params, X, masks: (
                        mistakes.predictions(params, X, masks).sum(axis=0) / masks.size
                    ),
                ),
            ),
            Mistake(
                "another middle",
                lambda params, X, masks: np.median(mistakes.predictions(params, X, masks), axis=0),
                "That is another kind of middle, a median or a mean of logarithms. Asked for is "
                "the plain one: their sum, divided by how many there are.",
                also=(
                    lambda params, X, masks: np.exp(
                        np.log(mistakes.predictions(params, X, masks)).mean(axis=0)
                    ),
                ),
            ),
            Mistake(
                "scaled once more",
                lambda params, X, masks: net.average_of_masks(params, X, masks / masks.mean()),
                "You scale again. The survivors of these masks are 1 / (1 - rate) already: hand "
                "each mask to forward as it is.",
                also=(
                    lambda params, X, masks: net.average_of_masks(
                        params, X, masks / (masks > 0).mean()
                    ),
                    lambda params, X, masks: net.average_of_masks(params, X, masks * masks.max()),
                    lambda params, X, masks: net.average_of_masks(params, X, masks * 2),
                    lambda params, X, masks: net.average_of_masks(
                        params, X, masks / masks.mean(axis=1, keepdims=True)
                    ),
                    lambda params, X, masks: net.average_of_masks(
                        params, X, masks / (masks > 0).mean(axis=1, keepdims=True)
                    ),
                ),
            ),
            Mistake(
                "scale lost",
                lambda params, X, masks: net.average_of_masks(params, X, masks > 0),
                "You ask only where a mask is above 0. It holds more than that: by how much each "
                "survivor speaks up. Hand it to forward as it is.",
            ),
            Mistake(
                "masks on the weights in front",
                mistakes.average_of_masks_on_weights_in_front,
                "You average something in front of the hidden units, and run one network. A mask "
                "acts on what the units say, in a network of its own.",
            ),
        ),
        alternatives=(
            answers.average_in_a_loop,
            answers.average_all_at_once,
            lambda params, X, masks: np.stack(
                [sigmoid(sigmoid(X @ params["W0"]) @ (m[:, None] * params["W1"])) for m in masks]
            ).mean(0),
        ),
    ),
    Exercise(
        room="dropout",
        name="drop_connect",
        reference=net.drop_connect,
        draw=drawn.connections,
        properties=(properties.masked_gradients_are_slopes,),
        returns=("loss", "gradients"),
        hints=(
            "Make a thinned copy of params first. What then gives its loss and gradients?",
            "loss_and_gradients(thinned, X, y) gives the slopes for the products. From a product "
            "to the weight in it is one factor more.",
            "thinned[name] = params[name] * masks[name]; in the end gradients[name] * masks[name].",
        ),
        mistakes=(
            Mistake(
                "gradients not masked",
                mistakes.connect_gradient_not_masked,
                "The loss is right. But your gradients are the slopes for weight times mask. By "
                "the chain rule the slope for the weight has one more factor: a dropped weight "
                "has the slope 0.",
                also=(
                    mistakes.connect_one_gradient_masked,
                    mistakes.connect_other_gradient_masked,
                ),
            ),
            Mistake(
                "masked on the way back only",
                mistakes.connect_gradient_only,
                "Your gradients are masked, but the network they come from is the whole one. Run "
                "the thinned network: its weights are the weights times the masks.",
                also=(mistakes.connect_gradients_elsewhere,),
            ),
            Mistake(
                "loss without masks",
                mistakes.connect_loss_elsewhere,
                "The gradients are right. But your loss is that of the whole network; the thinned "
                "one's is asked for.",
            ),
            Mistake(
                "masks ignored",
                lambda params, X, y, masks: net.loss_and_gradients(params, X, y),
                "That is the whole network: the masks have no effect.",
            ),
            Mistake(
                "masked twice",
                mistakes.connect_gradient_masked_twice,
                "A mask acts twice where once is enough: once on the weight, and once on its "
                "slope.",
                also=(
                    mistakes.connect_weights_masked_twice,
                    mistakes.connect_weights_masked_twice_forward,
                ),
            ),
            Mistake(
                "scale lost",
                mistakes.connect_scale_lost,
                "You ask only where a mask is above 0. It also says by how much a weight that is "
                "left grows: multiply by it as it is, there and back.",
                also=(mistakes.connect_scale_lost_on_the_way_back,),
            ),
            Mistake(
                "masks swapped",
                mistakes.connect_masks_swapped,
                "Each weight matrix has a mask of its own shape, under its own name. Are the two "
                "swapped?",
            ),
            Mistake(
                "one layer only",
                mistakes.connect_only_w0,
                "Only one of the two matrices is thinned. masks has one for each: for name in "
                "params.",
                also=(mistakes.connect_only_w1,),
            ),
            Mistake(
                "in place",
                mistakes.connect_in_place,
                "The dropped weights are gone for good: *= and params[name] = … write into what "
                "you were given. Put the products into a new dict.",
                also=(
                    mistakes.connect_into_the_old_dict,
                    mistakes.connect_in_place_gradient_not_masked,
                ),
            ),
            Mistake(
                "masks for units",
                mistakes.connect_by_units,
                "You hand masks on to loss_and_gradients, whose mask is for hidden units. Here "
                "weights are dropped: multiply params by masks first, name by name.",
                also=(
                    mistakes.connect_by_one_mask,
                    mistakes.connect_thinned_and_by_units,
                    mistakes.connect_thinned_and_by_one_mask,
                ),
            ),
            Mistake(
                "dict times dict",
                mistakes.connect_dict_times_dict,
                "Two dicts cannot be multiplied. Go through their names: "
                "{name: params[name] * … for name in params}.",
            ),
            Mistake(
                "the pair taken for the gradients",
                mistakes.connect_pair_taken_for_gradients,
                "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
                also=(
                    mistakes.connect_pair_gone_through,
                    mistakes.connect_pair_gone_through_masks_first,
                    mistakes.connect_pair_asked_for_items,
                ),
            ),
            Mistake(
                "order of results",
                lambda params, X, y, masks: net.drop_connect(params, X, y, masks)[::-1],
                "Both are right, but the loss comes first: return loss, gradients.",
            ),
            Mistake(
                "gradients only",
                lambda params, X, y, masks: net.drop_connect(params, X, y, masks)[1],
                "The gradients are right. The loss is asked for as well, and comes first.",
                also=(
                    lambda params, X, y, masks: mistakes.connect_gradient_not_masked(
                        params, X, y, masks
                    )[1],
                ),
            ),
        ),
        alternatives=(answers.connect_written_out, answers.connect_by_copies),
    ),
    Exercise(
        room="dropout",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.digits,
        draws=1,  # 1,050 digits tell enough, and a training takes long
        seconds=90.0,
        properties=(properties.names_enough,),
        view=symptoms.digit_symptom,
        hints=(
            "A network with enough hidden units learns wrong labels by heart. What have you met "
            "that keeps it from doing so?",
            "Drop three quarters of 100 hidden units in every step, with a new mask each time, "
            "and drop nobody when you name the new digits.",
            "Draw weights; then, some hundred times: a scaled mask of shape (n_rows, 100), the "
            "gradients under it, an update by adam with alpha = 0.01. At the end "
            "forward(params, X_new)[0]. (from course.descent.net import adam; each weight matrix "
            'begins with the memory {"m": 0.0, "s": 0.0}.)',
        ),
        mistakes=(
            Mistake(
                "for the rows of X",
                mistakes.rebuilt_for_the_old_rows,
                "Those are predictions for X, the rows to learn from. Asked for are those for the "
                "rows of X_new.",
                also=(lambda X, y, X_new: y,),
            ),
            Mistake(
                "one number for each row",
                mistakes.rebuilt_as_digits,
                "Yours gives one number for each row. Return all ten predictions: an array of "
                "shape (n_new, 10). The largest is looked for afterwards.",
                also=(
                    mistakes.rebuilt_as_numbers_from_0_to_1,
                    lambda X, y, X_new: mistakes.rebuilt_as_digits(X, y, X_new).tolist(),
                ),
            ),
            Mistake(
                "no predictions",
                mistakes.rebuilt_with_hidden_units,
                "Return the predictions for X_new and nothing else: an array of shape (n_new, 10). "
                "forward gives two things; the first is meant.",
                also=(mistakes.rebuilt_to_weights, mistakes.rebuilt_on_its_side),
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some predictions are NaN. Is something divided by 0, with a rate of 1 perhaps, or "
                "is alpha far too large?",
            ),
            Mistake(
                "always the same digit",
                mistakes.rebuilt_from_zeros,
                "Yours names the same digit for all rows. Were there enough updates? Are there "
                "enough units left when some are dropped? Do the first weights differ from each "
                "other? Or is alpha so large that all units are stuck at their ends?",
                also=(
                    mistakes.rebuilt_to_ones,
                    lambda X, y, X_new: np.zeros((len(X_new), 10)),
                ),
            ),
            Mistake(
                "upside down",
                mistakes.rebuilt_upside_down,
                "The digit that is meant has your smallest number. Does something learn 1 - y, or "
                "is a sign turned round at the end?",
            ),
            Mistake(
                "hardly any right",
                mistakes.rebuilt_without_training,
                "Yours is no better than guessing. Do the weights move, and downhill? Do rows and "
                "answers still belong together? Is column 0 the digit 0?",
                also=(
                    mistakes.rebuilt_with_tiny_steps,
                    mistakes.rebuilt_for_another_digit,
                    mistakes.rebuilt_with_shuffled_answers,
                ),
            ),
            Mistake(
                "hardly trained",
                mistakes.rebuilt_too_short,
                "Too few are named right, and your network can hardly decide: the digit it names "
                "is barely ahead of the others. Is there a mask at all? With one, more updates, or "
                "larger ones: at first all ten predictions sink to one tenth, and only then do "
                "they part. If there are hundreds already: are survivors scaled while it learns, "
                "does each row have a mask of its own, and is the slope taken at h, not at "
                "h * mask?",
            ),
            Mistake(
                "dropout left on",
                mistakes.rebuilt_with_dropout_left_on,
                "Some of the new digits come twice, and yours says now this, now that about one "
                "and the same row: units are still dropped. On while it learns, off when it is "
                "used: name the new digits without a mask.",
                also=(mistakes.rebuilt_with_unscaled_dropout_left_on,),
            ),
            Mistake(
                "by heart",
                mistakes.rebuilt_by_the_nearest,
                "Too few of the new digits are named right: fewer than "
                f"{100 * symptoms.ENOUGH:.0f} in 100. A network that knows its rows by heart, "
                f"wrong labels and all, names about {100 * symptoms.BY_HEART:.0f}. Is something "
                "dropped while it learns, by a new mask in every step, and enough of it? With half "
                "of the labels drawn by lot, half of the units can be too few. Do the weights move "
                "by the gradients under that mask? And is nobody dropped at the end?",
                also=(mistakes.rebuilt_by_heart,),
            ),
        ),
        alternatives=(
            answers.rebuilt_with_decay,
            answers.rebuilt_with_one_layer,
            answers.rebuilt_by_vote_of_neighbours,
        ),
    ),
)

check = checker(EXERCISES)
