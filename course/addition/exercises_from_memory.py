"""Lesson 04 asks for the whole network, from memory: how it is judged."""

import numpy as np

from course.addition import (
    answers,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.kit.checking import Exercise, Mistake

REBUILD = Exercise(
    room="addition",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.shown_sums,
    draws=1,
    seconds=90.0,
    properties=(properties.adds_enough,),
    view=symptoms.adding_symptom,
    hints=(
        "Three matrices, drawn from -1 to 1. Walk some sums forwards and keep the hidden "
        "layers, walk back, update, and again, some hundred times.",
        "Take 128 rows of X and y at a time. With delta_y = (p - y) / 128 it learns faster "
        "than with the slope of the output sigmoid.",
        "Forwards h = sigmoid(X[:, t] @ W_xh + h @ W_hh); backwards delta = (delta_y[:, t] @ "
        "W_hy.T + delta @ W_hh.T) * h * (1 - h). Add up three gradients, update, and in the "
        "end return a function of X that walks as far as its X is long.",
    ),
    mistakes=(
        Mistake(
            "answers for X",
            mistakes.rebuilt_for_x_only,
            "You return predictions for X. Return a function instead, which gives predictions "
            "for any X that it is handed: other sums will be asked of it.",
        ),
        Mistake(
            "no function",
            mistakes.rebuilt_to_weights,
            "A function of X is asked for, which gives predictions. What you return cannot be "
            "called: are these weights? Put the walk into a function inside rebuild, and "
            "return that.",
            also=(lambda X, y: "done",),
        ),
        Mistake(
            "a pair",
            mistakes.rebuilt_as_pair,
            "Your function gives two things. Give the predictions alone: forward(…)[0].",
        ),
        Mistake(
            "last axis lost",
            mistakes.rebuilt_without_last_axis,
            "Your function should give the shape (n_sequences, n_positions, 1). The last axis, "
            "one output, is missing.",
        ),
        Mistake(
            "one answer for all positions",
            mistakes.rebuilt_for_the_last_position,
            "Your function gives one prediction for each sum. It should give one at every "
            "position: each bit of the sum.",
        ),
        Mistake(
            "no predictions",
            mistakes.rebuilt_to_hidden_layers,
            "What your function gives is not of the shape (n_sequences, n_positions, 1). Does "
            "it return the predictions, or hidden layers, or nothing at all?",
            also=(lambda X, y: lambda X: None,),
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_nan,
            "Some predictions are NaN. Is alpha far too large?",
        ),
        Mistake(
            "not from 0 to 1",
            lambda X, y: lambda X: X.sum(axis=2, keepdims=True),
            "Some predictions are below 0 or above 1. Is the sigmoid of the output missing?",
        ),
        Mistake(
            "always the same",
            lambda X, y: lambda X: np.full((*X.shape[:2], 1), 0.5),
            "Yours predicts the same everywhere. Do the weights differ from each other at the "
            "start? Are they updated, and downhill? Is alpha far too large?",
            also=(lambda X, y: lambda X: np.zeros((*X.shape[:2], 1)),),
        ),
        Mistake(
            "another answer each time",
            mistakes.rebuilt_differently_each_time,
            "Asked twice about the same sums, your function gives two answers. Does a memory "
            "stay from one call to the next? Each call begins with a memory of 0.",
        ),
        Mistake(
            "sums that meet",
            mistakes.rebuilt_beside_the_others,
            "A sum alone gets another answer than among others. Each has a memory of its own, "
            "and each begins at 0.",
        ),
        Mistake(
            "so many sequences",
            mistakes.rebuilt_for_so_many_sequences,
            "Your function can answer for as many sums as X had, and for no other number. The "
            "first memory needs one row for each sum it is asked for now: len(X) of its own X.",
        ),
        Mistake(
            "upside down",
            mistakes.rebuilt_upside_down,
            "Each bit is the wrong way round. Does something learn 1 - y, or return 1 - p?",
        ),
        Mistake(
            "other end first",
            mistakes.rebuilt_other_end_first,
            "All bits are right, but the highest comes first. Position 0 is the lowest.",
        ),
        Mistake(
            "from the other end",
            mistakes.rebuilt_from_the_other_end,
            "Yours walks from the highest bit to the lowest. Then a carry comes too late: "
            "start at position 0.",
        ),
        Mistake(
            "one position late",
            mistakes.rebuilt_one_position_late,
            "Your predictions come one position late: is the output made from the hidden layer "
            "before the step?",
        ),
        Mistake(
            "no memory",
            mistakes.rebuilt_without_memory,
            "Each bit of yours depends on the two bits above it and on nothing else: it never "
            "carries. Is the hidden layer handed on from position to position, and W_hh used "
            "and updated?",
        ),
        Mistake(
            "guesses",
            mistakes.rebuilt_untrained,
            "Yours is hardly better than guessing. Do all three matrices move, and downhill?",
        ),
        Mistake(
            "so many positions",
            mistakes.rebuilt_for_so_many_positions,
            "The sums it was shown are right, but your function cannot walk longer ones. Walk "
            "as many positions as its own X has: X.shape[1].",
            also=(mistakes.rebuilt_by_table,),
        ),
        Mistake(
            "fades",
            mistakes.rebuilt_wiped_every_eight,
            "The sums it was shown are right, longer ones are not. Is the memory handed on all "
            "the way? If so, train on for a while, or with a larger alpha: a carry has to be "
            "kept for longer than these sums need.",
        ),
        Mistake(
            "rounded",
            mistakes.rebuilt_rounded,
            "Exactly 0 and 1: a sigmoid never gets there. Are these rounded, or added by "
            "Python? Return what the network says.",
            also=(lambda X, y: net.answers,),
        ),
        Mistake(
            "made by rule",
            mistakes.rebuilt_by_rule,
            "All sums are right, and yours has hardly a dozen different predictions: that is "
            "a rule, and not a network. The rule is to be learned.",
        ),
        Mistake(
            "hardly trained",
            mistakes.rebuilt_too_short,
            "Yours has learned something, but too few of the sums it was shown are right in "
            "every bit. More updates? At least 8 hidden units? Does the delta go on from each "
            "position to the one before, and does W_hh get the hidden layer of the position "
            "before?",
        ),
    ),
    alternatives=(
        answers.rebuilt_with_adam,
        answers.rebuilt_one_by_one,
        answers.rebuilt_by_hand,
    ),
)
