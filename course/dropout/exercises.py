"""Lesson 03: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.dropout import answers, drawn, mistakes, net, properties
from course.kit.checking import Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="dropout",
        name="draw_mask",
        reference=net.draw_mask,
        draw=drawn.tosses,
        properties=(properties.is_tossed, properties.comes_from_rng),
        view=properties.toss_symptom,
        hints=(
            "A number drawn evenly from 0 to 1 is below 0.3 with probability 0.3.",
            "rng.random(shape) draws one such number for each place. Compare all of them with the "
            "rate.",
            "A comparison gives True and False; times 1.0 they become 1.0 and 0.0. True should "
            "mean: survives.",
        ),
        mistakes=(
            Mistake(
                "rate survives",
                lambda rng, shape, rate: (rng.random(shape) < rate) * 1.0,
                "Turned round: in yours a unit survives with probability rate. It should be "
                "dropped with that probability, so that rate = 0 drops nobody.",
            ),
        ),
        alternatives=(
            lambda rng, shape, rate: rng.random(shape) > rate,
            lambda rng, shape, rate: rng.binomial(1, 1 - rate, shape),
        ),
    ),
    Exercise(
        room="dropout",
        name="drop",
        reference=net.drop,
        draw=drawn.drop,
        properties=(properties.speaks_the_same_on_average,),
        view=properties.numbers,
        returns=("the result", "the result"),
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
            ),
        ),
        alternatives=(lambda h, mask, rate: np.where(mask, h / (1 - rate), 0.0),),
    ),
    Exercise(
        room="dropout",
        name="forward",
        reference=net.forward,
        draw=drawn.forward,
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
                lambda params, X, mask=1.0: (
                    net.forward(params, X, mask)[0],
                    net.forward(params, X, mask)[1] * mask,
                ),
                "The prediction is right, but the h you return is masked. Return what the units "
                "said before the mask: the way back needs their slopes.",
            ),
        ),
        alternatives=(answers.forward_by_rows, answers.forward_with_masked_weights),
    ),
    Exercise(
        room="dropout",
        name="loss_and_gradients",
        reference=net.loss_and_gradients,
        draw=drawn.network,
        properties=(properties.masked_gradients_are_slopes,),
        returns=("loss", "gradients"),
        hints=(
            "Begin with your forward under the mask. Two lines of the way back change.",
            "W1's gradient: what reached W1? W0's: what stands between a hidden unit and the "
            "output, and where does its sigmoid stand?",
            "W1 gets (h * mask).T @ delta1. delta0 is (delta1 @ W1.T) * slope(h) * mask.",
        ),
        mistakes=(
            Mistake(
                "slope at the masked value",
                net.published_loss_and_gradients,
                "Your slope is taken at h * mask. A sigmoid never said that. Take the slope where "
                "the sigmoid stands, at h, and let the mask be a factor of its own.",
            ),
        ),
        alternatives=(answers.gradients_written_out, answers.gradients_by_rows),
    ),
    Exercise(
        room="dropout",
        name="average_of_masks",
        reference=net.average_of_masks,
        draw=drawn.thinned,
        properties=(properties.is_a_mean_over_masks,),
        hints=(
            "Each row of masks makes a network of its own. Ask all of them.",
            "forward(params, X, mask) gives two things; the prediction is the first.",
            "Put the predictions for all masks into a list, and give it to np.mean with axis=0.",
        ),
        mistakes=(
            Mistake(
                "mean of the masks",
                lambda params, X, masks: net.forward(params, X, masks.mean(axis=0))[0],
                "That is one network, with an average mask.",
            ),
        ),
        alternatives=(answers.average_in_a_loop, answers.average_all_at_once),
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
                "gradient not masked",
                lambda params, X, y, masks: net.loss_and_gradients(
                    {name: W * masks[name] for name, W in params.items()}, X, y
                ),
                "The loss is right.",
            ),
        ),
        alternatives=(answers.connect_written_out,),
    ),
    Exercise(
        room="dropout",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.digits,
        draws=3,
        seconds=90.0,
        view=properties.digit_symptom,
        hints=(
            "A network with enough hidden units learns wrong labels by heart. What have you met "
            "that keeps it from doing so?",
            "Drop three quarters of 100 hidden units in every step, with a new mask each time, "
            "and drop nobody when you name the new digits.",
            "Draw weights; then, some hundred times: a scaled mask of shape (n_rows, 100), the "
            "gradients under it, an update by adam with alpha = 0.01. At the end "
            "forward(params, X_new)[0].",
        ),
        mistakes=(
            Mistake(
                "learned by heart",
                mistakes.rebuilt_by_heart,
                "Too few of the new digits are named right.",
            ),
        ),
        alternatives=(answers.rebuilt_with_decay,),
    ),
)

check = checker(EXERCISES)
