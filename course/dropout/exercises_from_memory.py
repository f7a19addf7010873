"""Lesson 03 asks for the whole network, from memory: how it is judged."""

import numpy as np

from course.dropout import (
    answers,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.kit.checking import Exercise, Mistake

REBUILD = Exercise(
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
)
