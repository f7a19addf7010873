"""Lesson 02 asks for a way through a ravine, from memory: how it is judged."""

import numpy as np

from course.descent import (
    answers,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.kit.checking import Exercise, Mistake

REBUILD = Exercise(
    room="descent",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.ravine,
    draws=6,
    properties=(properties.arrives,),
    view=symptoms.symptom,
    hints=(
        "The walls allow only short steps, and with those plain descent hardly gets along the "
        "floor. What helps a ball on a long, gentle slope?",
        "Give it a velocity, as in momentum: begin with np.zeros(2), keep 0.9 of it, and count "
        "your slopes.",
        "200 times: v = 0.9 * v - alpha * slope(x), then x = x + v. Across the ravine the "
        "slope grows by 100 a step, so alpha is about one hundredth.",
    ),
    mistakes=(
        Mistake(
            "no memory",
            mistakes.rebuilt_without_memory,
            "Your ball has come down to the floor, but more than one hundredth of the way "
            "along it is left: there each step is tiny. Has it a velocity, does it keep most "
            "of it, and do you use all 200 slopes? Without memory no alpha is enough. Or is "
            "your alpha far smaller than the walls allow, which is about one hundredth?",
            also=(
                mistakes.rebuilt_with_too_small_an_alpha,
                mistakes.rebuilt_without_memory_at_its_best,
                mistakes.rebuilt_with_little_memory,
            ),
        ),
        Mistake(
            "still on a wall",
            mistakes.rebuilt_too_short,
            "Your ball is lower, but still high on a wall. Are there enough steps, and are "
            "they long enough? Or does it swing from wall to wall: is alpha nearly 0.02, or "
            "more than 0.95 of the velocity kept?",
            also=(
                mistakes.rebuilt_too_slow,
                mistakes.rebuilt_to_and_fro,
                mistakes.rebuilt_from_wall_to_wall,
            ),
        ),
        Mistake(
            "ran off",
            mistakes.rebuilt_too_fast,
            "Your ball ran off, farther with each step. Is alpha too large for walls whose "
            "slope grows by 100 a step? Or does it climb, with + where - should be?",
            also=(mistakes.rebuilt_with_memory_too_fast, mistakes.rebuilt_uphill),
        ),
        Mistake(
            "higher than the start",
            mistakes.rebuilt_a_little_uphill,
            "Your ball lies higher than it began. Does it climb, with + where - should be? Or "
            "are the steps a little too long for the walls?",
        ),
        Mistake(
            "not numbers",
            mistakes.rebuilt_to_infinity,
            "Your ball is at no place at all: NaN or infinity. The steps are far too long, or "
            "something is divided by 0.",
        ),
        Mistake(
            "at (0, 0)",
            mistakes.rebuilt_to_the_velocity,
            "Yours ends at (0, 0). Is that the last velocity, or the last slope? Return the "
            "place. If you meant the bottom: it is somewhere else each time.",
            also=(lambda slope, x: np.zeros(2), lambda slope, x: slope(x) * 0),
        ),
        Mistake(
            "still at the start",
            mistakes.rebuilt_never_moves,
            "Your ball has not moved. The velocity is to be added to x in every step.",
            also=(lambda slope, x: x, lambda slope, x: x + 0 * slope(x)),
        ),
        Mistake(
            "slope not called",
            lambda slope, x: x - 0.01 * slope,
            "slope is a function, and a function cannot be multiplied. Ask it for the slope "
            "at x first: slope(x).",
            also=(lambda slope, x: x - slope * 0.01, lambda slope, x: x - slope),
        ),
        Mistake(
            "too many slopes",
            mistakes.rebuilt_with_too_many_slopes,
            "All 200 slopes are spent before you are done. Every slope(x) counts, also one in "
            "a comparison or a print: ask once a step, keep the answer, and make at most 200 "
            "steps.",
            also=(mistakes.rebuilt_with_two_slopes_a_step,),
        ),
        Mistake(
            "in place",
            mistakes.rebuilt_in_place,
            "The start is gone: x += … and x -= … write into the array that you were given. "
            "x = x + … makes a new one.",
            also=(mistakes.rebuilt_in_place_without_memory,),
        ),
        Mistake(
            "not a place",
            mistakes.rebuilt_with_velocity,
            "Return one place and nothing else: an array of shape (2,), where the ball is at "
            "the end.",
            also=(
                mistakes.rebuilt_with_trail,
                lambda slope, x: float(np.linalg.norm(slope(x))),
            ),
        ),
    ),
    alternatives=(
        answers.rebuilt_by_nesterov,
        answers.rebuilt_from_two_places,
        answers.rebuilt_by_adam,
        answers.rebuilt_from_three_slopes,
    ),
)
