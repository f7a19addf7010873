"""Lesson 06 asks for the whole network, from memory: how it is judged."""

import numpy as np

from course.digits import (
    answers,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.digits.net import one_hot
from course.kit.checking import Exercise, Mistake

REBUILD = Exercise(
    room="digits",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.pictures,
    draws=1,  # nearly 500 digits tell enough, and a training takes long
    seconds=90.0,
    properties=(properties.names_enough,),
    view=symptoms.digit_symptom,
    hints=(
        "Two layers of weights are enough, even one. Pixels up to 16 are large: make them 0 to "
        "1, the new ones too.",
        "One-hot targets; first weights as in exercise 7, biases of 0. Then, for some 30 "
        "epochs: shuffle, cut, and for each batch forward, softmax minus one-hot, back.",
        "With 64 ReLU units and batches of 25, alpha = 0.2 works. At the end run X_new through "
        "and return what the last layer says: ten numbers a row.",
    ),
    mistakes=(
        Mistake(
            "for the rows of X",
            mistakes.rebuilt_for_the_old_rows,
            "Those are answers for X, the rows to learn from. Asked for are those for the rows "
            "of X_new.",
            also=(lambda X, y, X_new: one_hot(y),),
        ),
        Mistake(
            "one number for each row",
            mistakes.rebuilt_as_digits,
            "Yours gives one number for each row. Return all ten: an array of shape "
            "(n_new, 10). The largest is looked for afterwards.",
            also=(
                mistakes.rebuilt_as_the_largest,
                mistakes.rebuilt_by_regression_on_the_number,
                lambda X, y, X_new: mistakes.rebuilt_as_digits(X, y, X_new).tolist(),
            ),
        ),
        Mistake(
            "on its side",
            mistakes.rebuilt_on_its_side,
            "Yours has a column for each new digit. A row for each is asked for, with ten "
            "numbers in it.",
        ),
        Mistake(
            "no predictions",
            mistakes.rebuilt_with_hidden_units,
            "Return ten numbers for each row of X_new and nothing else: an array of shape "
            "(n_new, 10). Not the weights, and of forward's two results only the first.",
            also=(mistakes.rebuilt_to_weights, mistakes.rebuilt_with_nine),
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_nan,
            "Some of your numbers are NaN or infinite. Is alpha far too large, are pixels up "
            "to 16, or does a softmax take powers without a shift?",
            also=(lambda X, y, X_new: np.full((len(X_new), 10), np.nan),),
        ),
        Mistake(
            "always the same digit",
            mistakes.rebuilt_from_zeros,
            "Yours names the same digit for all rows. Do the first weights differ from each "
            "other? Or is alpha so large that no ReLU unit speaks any more?",
            also=(
                mistakes.rebuilt_with_silent_units,
                lambda X, y, X_new: np.zeros((len(X_new), 10)),
            ),
        ),
        Mistake(
            "upside down",
            mistakes.rebuilt_upside_down,
            "The digit that is meant has your smallest number. Is a sign turned round, or are "
            "these losses?",
            also=(mistakes.rebuilt_uphill,),
        ),
        Mistake(
            "columns swapped",
            mistakes.rebuilt_for_another_digit,
            "Your network tells the digits apart, but the columns belong to others. Is column "
            "0 the digit 0, column 1 the digit 1?",
            also=(mistakes.rebuilt_with_columns_backwards,),
        ),
        Mistake(
            "hardly any right",
            mistakes.rebuilt_without_training,
            "Yours is no better than guessing. Do the weights move, and downhill? Are rows and "
            "labels shuffled together, by the same order? Are the answers in the order of "
            "X_new?",
            also=(
                mistakes.rebuilt_with_shuffled_answers,
                mistakes.rebuilt_in_another_order,
            ),
        ),
        Mistake(
            "hardly trained",
            mistakes.rebuilt_too_short,
            "Yours has learned something, but too few are right: at least "
            f"{100 * symptoms.ENOUGH:.0f} in 100 are asked for. More epochs, or larger steps? "
            "Are the pixels of X and of X_new divided by the same? Does every row get its "
            "turn, and every one of the ten digits?",
            also=(mistakes.rebuilt_for_five_digits,),
        ),
    ),
    alternatives=(
        answers.rebuilt_with_the_course,
        answers.rebuilt_without_hidden_units,
        answers.rebuilt_by_the_library,
        answers.rebuilt_by_vote_of_neighbours,
    ),
)
