"""Lesson 08 asks for two costs' slopes and a step with weight decay: how that is judged."""

import numpy as np

from course.kit.checking import SHOWN, Exercise, Mistake
from course.rows import answers, asked, drawn, mistakes_of_rules as mistakes, properties, symptoms
from course.rows.costs import sigmoid
from course.rows.known import known
from course.rows.mistakes_of_rules import (
    entropy,
    of_all,
    penalty,
    slope,
    squares,
    update,
    with_and_without_mean,
)

DELTA = Exercise(
    room="rows",
    name="delta",
    reference=asked.delta,
    draw=drawn.said_and_asked,
    draws=40,
    properties=(properties.is_slope_of_the_cost,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "First the slope of a cost for a, then times the slope of the sigmoid, a (1 - a). And "
        "the mean over the rows makes each row's part smaller.",
        "The square's slope for a is a - y: the half in the cost is there to leave no 2. "
        "The cross-entropy's is (a - y) / (a (1 - a)). What becomes of that, times a (1 - a)?",
        '(a - y) / len(a) for the cross-entropy; and if cost == "quadratic", that times '
        "a * (1 - a).",
    ),
    mistakes=(
        Mistake(
            "a sum over rows",
            slope(squares, entropy, divide=lambda a: 1),
            "That is the slope of the sum. The cost is a mean over the rows, so each of them "
            "moves it by less: divide by how many there are.",
        ),
        known(
            "costs exchanged",
            with_and_without_mean(entropy, squares),
            "The two costs are the other way round: a (1 - a) stays with the quadratic cost "
            "and cancels out with the cross-entropy.",
        ),
        known(
            "always quadratic",
            with_and_without_mean(squares, squares),
            "For both costs your slope has a (1 - a) in it. With the cross-entropy it cancels "
            'out. If you ask for the cost, is it written as here: "cross-entropy"?',
        ),
        known(
            "always cross-entropy",
            with_and_without_mean(entropy, entropy),
            "For both costs yours is the plain difference. With the quadratic cost the slope "
            "of the sigmoid, a (1 - a), stays: that is why it learns so slowly where it is "
            'very wrong. If you ask for the cost, is it by ==, and for "quadratic"?',
        ),
        known(
            "sign",
            (
                *with_and_without_mean(mistakes.minus(squares), mistakes.minus(entropy)),
                *with_and_without_mean(mistakes.minus(entropy), mistakes.minus(entropy)),
                *with_and_without_mean(squares, mistakes.minus(entropy)),
                *with_and_without_mean(mistakes.minus(squares), entropy),
            ),
            "Turned round: where an output says too much, a larger sum makes it worse, so the "
            "slope is above 0. a - y, not y - a.",
        ),
        Mistake(
            "divided by something else",
            slope(squares, entropy, divide=np.size),
            "The right directions, the wrong size. The mean is over the rows, and over the "
            "outputs the costs are added up: divide by len(a) alone.",
            also=(
                slope(squares, entropy, divide=lambda a: a.shape[1]),
                slope(squares, entropy, divide=lambda a: 2 * len(a)),
                slope(squares, entropy, divide=lambda a: len(a) ** 2),
            ),
        ),
        known(
            "twice as much",
            (
                *with_and_without_mean(lambda a, y: 2 * squares(a, y), entropy),
                slope(lambda a, y: squares(a, y) / 2, entropy),
                slope(lambda a, y: 2 * squares(a, y), lambda a, y: 2 * entropy(a, y)),
            ),
            "The 2 of the square is still in yours. The quadratic cost has a half in front, "
            "and they cancel out.",
        ),
        known(
            "the sigmoid twice",
            (
                *with_and_without_mean(
                    lambda a, y: (a - y) * sigmoid(a) * (1 - sigmoid(a)), entropy
                ),
                slope(
                    lambda a, y: (sigmoid(a) - y) * sigmoid(a) * (1 - sigmoid(a)),
                    lambda a, y: sigmoid(a) - y,
                ),
            ),
            "a is what the sigmoid has said already, and you take it once more. The slope of "
            "the sigmoid is a (1 - a) itself.",
        ),
        known(
            "slopes for a",
            (
                *with_and_without_mean(entropy, mistakes.entropy_for_a),
                *with_and_without_mean(entropy, mistakes.two_terms_for_a),
                slope(squares, mistakes.entropy_for_a),
                slope(squares, mistakes.two_terms_for_a),
            ),
            "Those are slopes for what the outputs say. Asked for are those for their weighted "
            "sums: times the slope of the sigmoid, a (1 - a).",
        ),
        Mistake(
            "0 divided by 0",
            slope(squares, mistakes.by_the_rule),
            "Right on paper. But an output of exactly 0 or 1 makes it 0 divided by 0, which is "
            "NaN. Do the division on paper first: a (1 - a) cancels out.",
            also=(slope(squares, mistakes.term_by_term),),
        ),
        known(
            "patched",
            (
                *(
                    slope(squares, patch(10.0**-n))
                    for patch in (
                        mistakes.patched,
                        mistakes.patched_term_by_term,
                        mistakes.patched_by_clipping,
                    )
                    for n in (12, *range(2, 11), 15)
                ),
                slope(squares, lambda a, y: np.nan_to_num(mistakes.by_the_rule(a, y))),
                slope(squares, lambda a, y: np.nan_to_num(mistakes.term_by_term(a, y))),
            ),
            "A small number keeps you from dividing by 0, but then an output that is quite "
            "sure, and wrong, has a slope of 0, where it should be 1. Do the division on paper "
            "first: a (1 - a) cancels out.",
        ),
        known(
            "clipped",
            (
                slope(of_quadratic, mistakes.clipped(10.0**-n, entropy))
                for n in range(2, 8)
                for of_quadratic in (mistakes.clipped(10.0**-n, squares), squares)
            ),
            "You keep what the outputs say a little away from 0 and 1, and your slopes are off by "
            "as much. It is not needed: if you do the division on paper first, a (1 - a) cancels "
            "out, and nothing is divided by a.",
        ),
        Mistake(
            "one cost only",
            lambda a, y, cost: squares(a, y) / len(a) if cost == "quadratic" else None,
            "For one of the two costs yours gives nothing. Is its name written as in the task, "
            '"quadratic" and "cross-entropy"? else: takes whatever is left.',
            also=(
                lambda a, y, cost: entropy(a, y) / len(a) if cost != "quadratic" else None,
                mistakes.delta_by_another_name,
                mistakes.delta_by_another_name_refused,
            ),
        ),
        Mistake(
            "half of the cross-entropy",
            slope(squares, lambda a, y: y * (a - 1)),
            "The cross-entropy has two parts, and you have derived one: -y / a and "
            "(1 - y) / (1 - a). Together, times a (1 - a), they are a - y.",
            also=(
                slope(squares, lambda a, y: -y / a),
                slope(squares, lambda a, y: -y / a * a * (1 - a)),
                slope(squares, lambda a, y: (1 - y) * a),
            ),
        ),
        Mistake(
            "matrix product",
            slope(lambda a, y: (a - y) @ (a * (1 - a)), entropy),
            "@ multiplies rows with columns and adds up. Here each number meets only its own "
            "place: that is *.",
            also=(slope(lambda a, y: (a - y) @ (a * (1 - a)).T, entropy),),
        ),
        Mistake(
            "half of the sigmoid's slope",
            slope(lambda a, y: (a - y) * a, entropy),
            "The slope of the sigmoid has two factors, a and 1 - a. Mind the brackets: "
            "a * 1 - a is 0.",
            also=(
                slope(lambda a, y: (a - y) * (1 - a), entropy),
                slope(lambda a, y: (a - y) * a * 1 - a, entropy),
                slope(lambda a, y: (a - y) * (1 - a**2), entropy),
                slope(lambda a, y: (a - y) * y * (1 - y), entropy),
            ),
        ),
        Mistake(
            "the costs themselves",
            slope(
                lambda a, y: (a - y) ** 2 / 2,
                lambda a, y: -(y * np.log(a) + (1 - y) * np.log(1 - a)),
            ),
            "These are the costs. Their slopes are asked for, with a number for each output in "
            "each row.",
            also=(
                lambda a, y, cost: (a - y) ** 2 / 2 / len(a),
                lambda a, y, cost: ((a - y) ** 2).sum() / (2 * len(a)),
            ),
        ),
        Mistake(
            "averaged over rows",
            lambda a, y, cost: asked.delta(a, y, cost).sum(axis=0),
            "Yours adds the rows up. Each row keeps its own slopes here: the rows are added "
            "up where they meet a weight or a bias.",
            also=(
                lambda a, y, cost: asked.delta(a, y, cost).sum(),
                lambda a, y, cost: asked.delta(a, y, cost).sum(axis=1, keepdims=True),
                lambda a, y, cost: asked.delta(a, y, cost).sum(axis=1),
                lambda a, y, cost: (a - y).mean(axis=0),
            ),
        ),
        Mistake(
            "without signs",
            slope(lambda a, y: np.abs(squares(a, y)), lambda a, y: np.abs(a - y)),
            "Signs matter: without them the network cannot know whether to say more or less.",
        ),
        Mistake(
            "written over",
            mistakes.delta_in_place,
            "a -= y writes into the array that you were given, and what the outputs said is "
            "gone. a - y makes a new one.",
            also=(mistakes.delta_in_place_of_both,),
        ),
    ),
    alternatives=(
        answers.delta_by_table,
        answers.delta_row_by_row,
        lambda a, y, cost: (
            np.where(cost == "quadratic", a * (1 - a), np.ones_like(a)) * (a - y) / len(a)
        ),
    ),
)

L2_UPDATE = Exercise(
    room="rows",
    name="l2_update",
    reference=asked.l2_update,
    draw=drawn.update,
    properties=(properties.shrinks_weights_alone,),
    view=symptoms.tables,
    returns=SHOWN,
    hints=(
        "What is squared has the slope 2 W, and half of it is W. So each weight's slope grows "
        "by decay times the weight, and then comes a step as always.",
        'A name that begins with "W" belongs to weights: name.startswith("W"). Put what is '
        "new into a new dict, under the same name.",
        "W - alpha * (slope + decay * W) for weights, b - alpha * slope for biases. slope += … "
        "would write into the gradients: slope = slope + … does not.",
    ),
    mistakes=(
        Mistake(
            "biases shrink",
            of_all(mistakes.shrunk),
            "Your biases shrink, too. They are added, and multiply nothing: only weights are "
            "to be kept small.",
            also=(
                of_all(lambda W, dW, alpha, decay: (1 - decay) * W - alpha * dW),
                update(
                    mistakes.plain,
                    lambda b, db, alpha, decay: b - alpha * (db + decay * b),
                ),
            ),
        ),
        Mistake(
            "no alpha at the decay",
            update(lambda W, dW, alpha, decay: W - alpha * dW - decay * W),
            "The step goes against the slope of all that is to become small, the decay "
            "included: alpha belongs to both parts.",
            also=(
                update(lambda W, dW, alpha, decay: decay * W - alpha * dW),
                update(lambda W, dW, alpha, decay: (W - alpha * dW) * (1 - decay)),
            ),
        ),
        Mistake(
            "no decay",
            of_all(mistakes.plain),
            "That is plain descent: no weight shrinks. If you ask for names, are they found? "
            'They begin with a large W, "W0" and so on.',
        ),
        Mistake(
            "weights grow",
            penalty(lambda W, decay: -decay * W),
            "In yours large weights become larger. The decay is part of the slope, and the "
            "step goes against it: a minus in front of both.",
            also=(
                update(lambda W, dW, alpha, decay: (1 + alpha * decay) * W - dW),
                update(lambda W, dW, alpha, decay: (1 + decay) * W - alpha * dW),
            ),
        ),
        Mistake(
            "uphill",
            update(
                lambda W, dW, alpha, decay: W + alpha * (dW + decay * W),
                lambda b, db, alpha, decay: b + alpha * db,
            ),
            "Your step goes with the slope, so the cost grows. It goes against it: minus.",
            also=(
                update(
                    lambda W, dW, alpha, decay: (1 - alpha * decay) * W + alpha * dW,
                    lambda b, db, alpha, decay: b + alpha * db,
                ),
                of_all(lambda W, dW, alpha, decay: W + alpha * dW),
            ),
        ),
        Mistake(
            "half or twice as much",
            penalty(lambda W, decay: decay / 2 * W),
            "Your weights shrink by half as much, or by twice as much. In decay / 2 times W "
            "squared, the half and the 2 of the square cancel out.",
            also=(
                penalty(lambda W, decay: 2 * decay * W),
                update(lambda W, dW, alpha, decay: W - alpha * (dW + decay * W) / 2),
            ),
        ),
        Mistake(
            "divided by the size",
            penalty(lambda W, decay: decay * W / len(W)),
            "You divide the decay by a number of inputs or of weights. In the book it is "
            "divided by the number of all training rows; here decay is what is left then.",
            also=(
                penalty(lambda W, decay: decay * W / W.size),
                penalty(lambda W, decay: decay * W.mean()),
            ),
        ),
        Mistake(
            "after the step",
            update(lambda W, dW, alpha, decay: (W - alpha * dW) * (1 - alpha * decay)),
            "You make the step first, and then what has come of it shrinks. It is one step, "
            "from the old weights: their slope plus decay times the old weights.",
        ),
        Mistake(
            "another penalty",
            penalty(lambda W, decay: decay * np.sign(W)),
            "Your weights shrink by another rule. The slope of half the square of a weight is "
            "the weight itself: not its sign, its square or its size.",
            also=(
                penalty(lambda W, decay: decay),
                penalty(lambda W, decay: decay * W**2),
                penalty(lambda W, decay: decay * W**2 / 2),
                penalty(lambda W, decay: decay * abs(W)),
                penalty(lambda W, decay: decay / 2 * (W**2).sum()),
                penalty(lambda W, decay: decay * (W**2).sum()),
                penalty(lambda W, decay: decay * np.linalg.norm(W)),
            ),
        ),
        Mistake(
            "the gradient shrinks",
            update(lambda W, dW, alpha, decay: W - alpha * (1 - decay) * dW),
            "In yours the gradient shrinks, and with it the step. It is the weight that is to "
            "shrink.",
            also=(
                update(lambda W, dW, alpha, decay: W - alpha * (1 + decay) * dW),
                update(lambda W, dW, alpha, decay: W - alpha * decay * dW),
                of_all(lambda W, dW, alpha, decay: W - alpha * (1 - decay) * dW),
                of_all(lambda W, dW, alpha, decay: W - alpha * decay * dW),
            ),
        ),
        Mistake(
            "no alpha",
            update(
                lambda W, dW, alpha, decay: W - dW - decay * W,
                lambda b, db, alpha, decay: b - db,
            ),
            "The step size is missing. alpha multiplies the slope.",
            also=(
                update(
                    lambda W, dW, alpha, decay: W - dW - alpha * decay * W,
                    lambda b, db, alpha, decay: b - db,
                ),
                update(lambda W, dW, alpha, decay: W - (dW + alpha * decay * W)),
            ),
        ),
        Mistake(
            "the step alone",
            update(
                lambda W, dW, alpha, decay: alpha * (dW + decay * W),
                lambda b, db, alpha, decay: alpha * db,
            ),
            "That is the step, or the slope. The new parameters are asked for: the old ones "
            "minus the step.",
            also=(
                update(
                    lambda W, dW, alpha, decay: -alpha * (dW + decay * W),
                    lambda b, db, alpha, decay: -alpha * db,
                ),
                update(
                    lambda W, dW, alpha, decay: dW + decay * W,
                    lambda b, db, alpha, decay: 1 * db,
                ),
            ),
        ),
        Mistake(
            "biases stand still",
            update(
                mistakes.shrunk,
                lambda b, db, alpha, decay: 1 * b,
            ),
            "Your biases stay as they are. They do not shrink, but they have their step: "
            "b - alpha * slope.",
            also=(
                update(
                    mistakes.shrunk,
                    lambda b, db, alpha, decay: b - decay * db,
                ),
            ),
        ),
        Mistake(
            "a dict of one",
            mistakes.update_begun_anew,
            "One parameter comes back. Is new = {} inside the loop, or the return line?",
            also=(mistakes.update_returned_too_early,),
        ),
        Mistake(
            "a list",
            lambda p, g, alpha, decay: list(asked.l2_update(p, g, alpha, decay).values()),
            "A dict is asked for, with the names of the parameters as keys.",
            also=(
                lambda p, g, alpha, decay: tuple(asked.l2_update(p, g, alpha, decay).values()),
                lambda p, g, alpha, decay: (asked.l2_update(p, g, alpha, decay), g),
            ),
        ),
        Mistake(
            "in the order of the dicts",
            mistakes.update_in_the_order_of_the_dicts,
            "You take parameters and gradients side by side, in the order of the two dicts. "
            "That need not be the same order: look each gradient up by its name.",
        ),
        Mistake(
            "one layer only",
            mistakes.update_of_the_first_layer,
            "Not all the weights shrink in yours. There may be any number of layers: all names "
            'that begin with "W".',
            also=(mistakes.update_of_the_last_layer,),
        ),
        known(
            "no biases",
            (
                mistakes.weights_alone(mistakes.shrunk),
                mistakes.weights_alone(mistakes.plain),
                mistakes.weights_alone(lambda W, dW, alpha, decay: (1 - decay) * W - alpha * dW),
            ),
            "Your dict has no biases. They do not shrink, but they take their step: "
            "b - alpha * slope.",
        ),
        Mistake(
            "written over",
            mistakes.update_in_place,
            "You write into what you were given, and it should be left as it is: parameters and "
            "gradients. W -= … and slope += … write into the old array, W - … and slope + … make "
            "a new one. params.copy() copies the dict, and not the arrays in it.",
            also=(
                mistakes.update_into_the_dict,
                mistakes.update_of_a_shallow_copy,
                mistakes.update_into_the_gradients,
                mistakes.update_that_gives_none,
            ),
        ),
    ),
    alternatives=(
        answers.update_by_shrinking,
        answers.update_of_copies,
        lambda params, gradients, alpha, decay: {
            name: W - alpha * (gradients[name] + decay * W * (W.ndim == 2))
            for name, W in params.items()
        },
    ),
)
