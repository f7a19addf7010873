"""Lesson 08 asks for the whole network, from memory: how it is judged."""

import numpy as np

from course.digits.symptoms import ENOUGH
from course.kit.checking import Exercise, Mistake
from course.rows import (
    answers,
    asked,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)

REBUILD = Exercise(
    room="rows",
    name="rebuild",
    reference=asked.rebuild,
    draw=drawn.pictures,
    draws=1,  # 1,000 digits tell enough, and a training takes long
    seconds=90.0,
    properties=(properties.names_enough,),
    view=symptoms.digit_symptom,
    hints=(
        "Two layers of weights, sigmoids, one-hot targets. First weights around 0, divided by "
        "the root of the inputs; biases of 0.",
        "For some 15 epochs: shuffle, cut, and for each mini-batch forward, the delta of the "
        "cross-entropy, backward, update. You have written each of them above.",
        "With 50 hidden units and batches of 10, alpha = 0.5 works. At the end run X_new "
        "through and return what the last layer says: ten numbers a row.",
    ),
    mistakes=(
        Mistake(
            "for the rows of X",
            mistakes.rebuilt_for_the_old_rows,
            "Those are answers for X, the rows to learn from. Asked for are those for the rows "
            "of X_new.",
            also=(lambda X, y, X_new: np.eye(10)[y],),
        ),
        Mistake(
            "one number for each row",
            mistakes.rebuilt_as_digits,
            "Yours gives one number for each row. Return all ten: an array of shape "
            "(n_new, 10). The largest is looked for afterwards.",
        ),
        Mistake(
            "on its side",
            lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new).T,
            "Yours has a column for each new digit, as where examples are columns. A row for "
            "each is asked for, with ten numbers in it.",
        ),
        Mistake(
            "no predictions",
            lambda X, y, X_new: net.init(np.random.default_rng(7), sizes=(784, 30, 10)),
            "Return ten numbers for each row of X_new and nothing else: an array of shape "
            "(n_new, 10). Not the weights, and of forward's list only the last.",
            also=(lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new)[:, 1:],),
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_nan,
            "Some of your numbers are NaN or infinite. Is alpha far too large, or does a "
            "softmax take powers without a shift?",
        ),
        Mistake(
            "always the same digit",
            mistakes.rebuilt_from_zeros,
            "Yours names the same digit for all rows. Do the first weights differ from each "
            "other, and are they small enough for the sigmoids to have a slope? Or is alpha "
            "far too large?",
            also=(lambda X, y, X_new: np.zeros((len(X_new), 10)),),
        ),
        Mistake(
            "upside down",
            lambda X, y, X_new: -mistakes.rebuilt_quickly(X, y, X_new),
            "The digit that is meant has your smallest number. Is a sign turned round, or are "
            "these losses?",
        ),
        Mistake(
            "columns swapped",
            lambda X, y, X_new: np.roll(mistakes.rebuilt_quickly(X, y, X_new), 1, axis=1),
            "Your network tells the digits apart, but the columns belong to others. Is column "
            "0 the digit 0, column 1 the digit 1?",
            also=(lambda X, y, X_new: mistakes.rebuilt_quickly(X, y, X_new)[:, ::-1],),
        ),
        Mistake(
            "hardly any right",
            mistakes.rebuilt_without_training,
            "Yours is no better than guessing. Do the weights move, and downhill? Are rows and "
            "labels shuffled together, by the same order? Are the answers in the order of "
            "X_new?",
            also=(mistakes.rebuilt_with_shuffled_answers,),
        ),
        Mistake(
            "hardly trained",
            mistakes.rebuilt_too_short,
            "Yours has learned something, but too few are right: at least "
            f"{100 * ENOUGH:.0f} in 100 are asked for. A single layer gets to about 90 and no "
            "farther, however long it learns: are there hidden units? If there are: more epochs, "
            "or larger steps? And does every row get its turn, and every one of the ten digits?",
            also=(mistakes.rebuilt_quickly, mistakes.rebuilt_by_least_squares),
        ),
    ),
    alternatives=(
        answers.rebuilt_with_the_course,
        answers.rebuilt_by_another_network,
        answers.rebuilt_by_the_library,
        answers.rebuilt_by_vote_of_neighbours,
    ),
)
