"""Lesson 03 asks what many thinned networks say on average: how that is judged."""

import numpy as np

from course.dropout import (
    answers,
    drawn,
    mistakes_of_averages as mistakes,
    net,
    properties,
    symptoms,
)
from course.dropout.net import forward
from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake

AVERAGE_OF_MASKS = Exercise(
    room="dropout",
    name="average_of_masks",
    reference=net.average_of_masks,
    draw=drawn.thinned,
    properties=(properties.is_a_mean_over_masks,),
    view=symptoms.parts_of_a_list,
    draws=24,  # twelve are all alike now and then
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
                lambda params, X, masks: mistakes.predictions(params, X, masks).mean(axis=(0, 1)),
            ),
        ),
        Mistake(
            "votes",
            lambda params, X, masks: np.round(mistakes.predictions(params, X, masks)).mean(axis=0),
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
            lambda params, X, masks: np.mean([forward(params, X, mask) for mask in masks], axis=0),
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
            lambda params, X, masks: mistakes.predictions(params, X, masks).sum(axis=0) / len(X),
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
)
