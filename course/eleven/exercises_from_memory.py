"""Lesson 01 asks for the whole network, from memory: how it is judged."""

from course.eleven import answers, drawn, mistakes_from_memory as mistakes, net, symptoms
from course.kit.checking import Exercise, Mistake

REBUILD = Exercise(
    room="eleven",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.table,
    draws=1,
    seconds=90.0,
    view=symptoms.symptom,
    hints=(
        "Draw weights, then repeat: forward, two deltas, two updates.",
        "3 inputs, 4 hidden units, 1 output; weights from -1 to 1; alpha = 1.",
        "h, p, delta1 = (p - y) * p * (1 - p), delta0 = delta1 @ W1.T * h * (1 - h), "
        "W1 -= h.T @ delta1, W0 -= X.T @ delta0.",
    ),
    mistakes=(
        Mistake(
            "stuck at one half",
            mistakes.rebuilt_from_zeros,
            "Every prediction is close to one half. Is there a hidden layer? Do its units "
            "start out different from each other? Do both layers get updates?",
            also=(mistakes.rebuilt_one_matrix,),
        ),
        Mistake(
            "not enough training",
            mistakes.rebuilt_too_short,
            "Every row is on its right side, but the error is not below 0.01: more updates.",
        ),
        Mistake(
            "upside down",
            mistakes.rebuilt_turned_round,
            "Each answer is the wrong way round. Do you return 1 - p, or train on 1 - y?",
        ),
        Mistake(
            "rounded",
            mistakes.rebuilt_rounded,
            "Exactly 0 and 1: a sigmoid never gets there. Are these the answers themselves, "
            "or rounded? Return what the network says.",
        ),
        Mistake(
            "rows of a table of your own",
            mistakes.rebuilt_on_its_own_table,
            "Your predictions are in the order of a table of your own. Use the X and y that "
            "are handed in; their rows come in another order.",
        ),
        Mistake(
            "made from y",
            mistakes.rebuilt_from_the_answers,
            "Where the answers are the same, yours are equal to the last digit. No network is "
            "that even: these are made from y, not learned. Return what the network says.",
            also=(mistakes.rebuilt_from_the_answers_unevenly,),
        ),
        Mistake(
            "some rows wrong",
            mistakes.rebuilt_for_or,
            "Some rows are right, others are not. Are there enough hidden units? Do the "
            "updates walk downhill? Is y the one you were given?",
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_nan,
            "Some predictions are NaN. Is alpha far too large, or is a logarithm of 0 taken?",
        ),
        Mistake(
            "not four predictions",
            mistakes.rebuilt_with_hidden_units,
            "Return the four predictions and nothing else: an array of shape (4, 1).",
            also=(mistakes.rebuilt_to_weights,),
        ),
    ),
    alternatives=(answers.rebuilt_as_list, answers.rebuilt_by_momentum),
)
