"""Lesson 07 asks for a network of many layers, brought to life from memory: how it is judged."""

import numpy as np

from course.graveyard import (
    answers,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.kit.checking import SHOWN, Exercise, Mistake

REBUILD = Exercise(
    room="graveyard",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.wormhole,
    draws=1,  # nearly 500 digits tell enough, and a training takes long
    seconds=90.0,
    properties=(properties.names_enough,),
    view=symptoms.layer_symptom,
    returns=SHOWN,
    hints=(
        "Four things help: inputs from 0 to 1, first weights as wide as in exercise 3, layers that "
        "add what they say to what they were told, and sums brought to mean 0 and variance 1. Not "
        "all are needed, and some starts fail for others.",
        "A skip connection fits where a layer is as wide as the one before. On the way back the "
        "blame goes through the layer and past it, and the two add up.",
        "With He's spread, Adam at 0.003 and 20 epochs most starts live. With skip connections and "
        "layers normalised row by row all do: net.forward and net.loss_and_gradients of this room "
        "have both, to look up.",
    ),
    mistakes=(
        Mistake(
            "answers only",
            mistakes.made_of(lambda H: H[-1]),
            "Those are the answers. Asked for is a list of what each layer hands on, and the "
            "answers are its last entry.",
            also=(lambda X, y, X_new, sizes: np.eye(10)[y],),
        ),
        Mistake(
            "digits for answers",
            mistakes.made_of(lambda H: [*H[:-1], H[-1].argmax(axis=1)]),
            "The last table should have ten numbers for each row, not the digit. The largest is "
            "looked for afterwards.",
            also=(mistakes.made_of(lambda H: [*H[:-1], H[-1].max(axis=1, keepdims=True)]),),
        ),
        Mistake(
            "inputs among them",
            lambda X, y, X_new, sizes: [X_new, *answers.rebuilt_by_solving(X, y, X_new, sizes)],
            "The inputs are in your list, too. It begins with what the first layer after them "
            "hands on.",
        ),
        Mistake(
            "without the last",
            mistakes.made_of(lambda H: H[:-1]),
            "The last layer is missing: what does it say? Its ten numbers are the answers.",
        ),
        Mistake(
            "from the end",
            mistakes.made_of(lambda H: H[::-1]),
            "Your list begins with the answers. The first layer comes first.",
        ),
        Mistake(
            "for the rows of X",
            lambda X, y, X_new, sizes: answers.rebuilt_by_solving(X, y, X, sizes),
            "Those are tables for X, the rows to learn from. Asked for are those for X_new.",
        ),
        Mistake(
            "on its side",
            mistakes.made_of(lambda H: [h.T for h in H]),
            "Your tables have a column for each new digit. A row for each is asked for.",
        ),
        Mistake(
            "weights",
            mistakes.rebuilt_as_weights,
            "Those are weights or biases. Asked for is what the layers hand on when X_new is run "
            "through them.",
            also=(lambda X, y, X_new, sizes: [np.zeros(n) for n in sizes[1:]],),
        ),
        Mistake(
            "too few layers",
            mistakes.rebuilt_shallow,
            "A network with fewer layers is quicker to bring to life, but another one. sizes says "
            "how many there are.",
        ),
        Mistake(
            "other widths",
            mistakes.rebuilt_with_one_width,
            "Your layers have other widths than asked for. They are in sizes, which is not the "
            "same each time.",
        ),
        Mistake(
            "no list",
            mistakes.made_of(lambda H: dict(enumerate(H))),
            "A list of tables is asked for. Yours is something else.",
            also=(
                mistakes.made_of(lambda H: (h for h in H)),
                lambda X, y, X_new, sizes: net.init(np.random.default_rng(7), sizes=sizes),
            ),
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_nan,
            "Some of your numbers are NaN or infinite. Are the first weights or the steps far too "
            "large, or the pixels up to 16? Does a softmax take powers without a shift?",
            also=(mistakes.made_of(lambda H: [np.nan * h for h in H]),),
        ),
        Mistake(
            "still dead",
            mistakes.rebuilt_as_the_post_did,
            "Yours names the same digit for all rows: it is as dead as it was. What do the layers "
            "say before the first update? Each should say about as much as the one before.",
            also=(
                mistakes.rebuilt_from_zeros,
                mistakes.made_of(lambda H: [np.zeros(h.shape) for h in H]),
            ),
        ),
        Mistake(
            "upside down",
            mistakes.made_of(lambda H: [*H[:-1], -H[-1]]),
            "The digit that is meant has your smallest number. Is a sign turned round?",
        ),
        Mistake(
            "hardly any right",
            mistakes.rebuilt_without_training,
            "Yours is no better than guessing. Is it trained? Do the weights move downhill? Are "
            "rows and labels shuffled together? Are the answers in the order of X_new?",
            also=(
                mistakes.rebuilt_with_shuffled_answers,
                mistakes.rebuilt_in_another_order,
                mistakes.made_of(lambda H: [*H[:-1], np.roll(H[-1], 1, axis=1)]),
            ),
        ),
        Mistake(
            "hardly trained",
            mistakes.rebuilt_for_five_digits,
            "Yours has learned something, but too few are right: at least "
            f"{100 * symptoms.ENOUGH:.0f} in 100 are asked for. More epochs? Shorter steps towards "
            "the end? Or is it a bad start, and another would do better?",
        ),
        Mistake(
            "one table",
            mistakes.rebuilt_by_one_table,
            "The answers are right, but a layer hands on the very table that it was told. So it "
            "has no part in them. Is the same table in your list several times? Or is a layer "
            "dead, so that only what skips it comes through?",
            also=(mistakes.rebuilt_by_looking_up,),
        ),
        Mistake(
            "around the layers",
            mistakes.rebuilt_around_the_layers,
            "The answers are right, but they have not come through the layers: some of these tell "
            "nothing about the digits. Give what each layer hands on to the next, skip included.",
            also=(mistakes.rebuilt_around_the_dead, mistakes.rebuilt_around_noise),
        ),
    ),
    alternatives=(
        answers.rebuilt_with_the_course,
        answers.rebuilt_from_the_identity,
        answers.rebuilt_by_solving,
    ),
)
