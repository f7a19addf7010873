"""Lesson 02 asks for a walk of many steps, and for its turns: how that is judged."""

import numpy as np

from course.descent import answers, drawn, mistakes_of_walks as mistakes, net, properties, symptoms
from course.kit.checking import Exercise, Mistake

DESCEND = Exercise(
    room="descent",
    name="descend",
    reference=net.descend,
    draw=drawn.walk,
    draws=40,
    properties=(properties.stops_where_it_should,),
    view=properties.places_and_count,
    returns=("the result", "x", "steps"),
    hints=(
        "Two things end the walk: it is flat everywhere, or most steps are made. Look at both "
        "before each step.",
        "np.abs(slope(x)) says how steep it is for each ball, without the sign. When is it "
        "flat for all of them?",
        "While steps < most and the largest of np.abs(slope(x)) is not below tolerance: x = x "
        "- alpha * slope(x), and count the step.",
    ),
    mistakes=(
        Mistake(
            "no abs",
            mistakes.descend_without_abs,
            "Yours takes a slope far below 0 for flat, and leaves a ball on the left side "
            "where it is. Take the sign away from every slope, then look for the largest.",
            also=(mistakes.descend_with_abs_last,),
        ),
        Mistake(
            "asked for each ball",
            mistakes.descend_asks_for_each_ball,
            "while and if want one yes or no; a comparison with slope(x) gives one for each "
            "ball. Which single number tells whether it is flat for all of them?",
            also=(
                mistakes.descend_asks_for_each_ball_without_abs,
                mistakes.descend_asks_for_each_ball_in_a_for_loop,
                mistakes.descend_asks_for_each_ball_in_a_for_loop_without_abs,
            ),
        ),
        Mistake(
            "one flat ball is enough",
            mistakes.descend_until_one_is_flat,
            "Yours stops as soon as one ball lies flat. Go on until the steepest one does.",
            also=(mistakes.descend_by_the_first_ball,),
        ),
        Mistake(
            "all slopes in one",
            mistakes.descend_by_the_mean,
            "Yours makes one number of all slopes, by a sum, a mean or a length. Each ball "
            "must lie flat by itself: the steepest one decides.",
            also=(
                mistakes.descend_by_the_mean_with_its_sign,
                mistakes.descend_by_the_sum,
                mistakes.descend_by_the_length,
            ),
        ),
        Mistake(
            "looks at the step",
            mistakes.descend_by_the_step,
            "Yours compares how far a ball moves with the tolerance. That depends on alpha "
            "too; compare the slope itself.",
            also=(mistakes.descend_until_it_hardly_moved,),
        ),
        Mistake(
            "looks at the place",
            mistakes.descend_by_the_place,
            "Yours compares x with the tolerance, and the bottom need not be at 0. Compare "
            "the slope at x.",
        ),
        Mistake(
            "the other way round",
            mistakes.descend_turned_round,
            "Yours walks while it is flat and stops where it is steep. Turn the comparison round.",
        ),
        Mistake(
            "ignores most",
            mistakes.descend_without_end,
            "Yours makes more than most steps. With a bad alpha it would never end: look at "
            "most before each step as well.",
            also=(mistakes.descend_until_both,),
        ),
        Mistake(
            "ignores tolerance",
            mistakes.descend_whatever_the_slope,
            "Yours always makes most steps. Stop as soon as the slope's size is below "
            "tolerance for every ball.",
        ),
        Mistake(
            "first step, then look",
            mistakes.descend_steps_first,
            "Yours makes a step too many where it is already flat. Look first, and step only "
            "if it is not flat.",
            also=(mistakes.descend_steps_once_more,),
        ),
        Mistake(
            "one more than most",
            mistakes.descend_one_more_than_most,
            "Yours can make one step more than most. When most steps are made, it ends: is "
            "<= in the place of <?",
        ),
        Mistake(
            "one less than most",
            mistakes.descend_one_less_than_most,
            "Yours ends one step before most. Count from 0, and go on while fewer than most "
            "steps are made.",
        ),
        Mistake(
            "returns in the loop",
            mistakes.descend_returns_in_the_loop,
            "It returns after the first step. The return line stands behind the loop, as far "
            "to the left as the loop's own first line.",
            also=(mistakes.descend_returns_in_the_loop_and_behind,),
        ),
        Mistake(
            "never moves",
            mistakes.descend_and_stay,
            "You count steps, but x stays where it is. In each step x must become the new "
            "place: x = …",
        ),
        Mistake(
            "counted wrong",
            mistakes.descend_by_the_loops_number,
            "Your number of steps is not how many were made. Begin at 0 and add 1 after "
            "each step. (The variable of a for loop ends one below the number of rounds.)",
            also=(
                mistakes.descend_counts_what_it_may,
                mistakes.descend_never_counts,
                mistakes.descend_counts_from_one,
                mistakes.descend_begins_with_one,
                mistakes.descend_without_counting,
            ),
        ),
        Mistake(
            "slope of the start",
            mistakes.descend_with_the_first_slope,
            "Yours measures the slope at the start and uses it for ever. It changes with "
            "every step: ask for slope(x) again, for the step and for the comparison.",
            also=(mistakes.descend_looks_at_the_first_slope,),
        ),
        Mistake(
            "in place",
            mistakes.descend_in_place,
            "The start is gone: x -= … writes into the array that you were given. x = x - … "
            "makes a new one.",
        ),
        Mistake(
            "uphill",
            mistakes.descend_uphill,
            "Yours climbs, and the slope never gets flat. Take alpha times the slope away from x.",
        ),
        Mistake(
            "no alpha",
            mistakes.descend_without_alpha,
            "The step size has no effect: the slope is taken away as it is. Multiply it by alpha.",
        ),
        Mistake(
            "each ball by itself",
            mistakes.descend_each_ball_by_itself,
            "Yours keeps a ball where it is once it lies flat. All of them step on until the "
            "last one lies flat too, and one number counts the steps.",
            also=(mistakes.descend_each_ball_counted_by_itself,),
        ),
        Mistake(
            "one call inside another",
            mistakes.descend_by_itself,
            "Right for a short walk. But one call inside another ends after about 1,000, and "
            "a walk may be longer: use a loop.",
            also=(mistakes.descend_by_itself_counting_along,),
        ),
        Mistake(
            "returns only if flat",
            mistakes.descend_returns_only_if_flat,
            "When most steps are made and it is still not flat, yours returns nothing. What "
            "comes after the loop?",
        ),
        Mistake(
            "counted in floats",
            mistakes.descend_counts_in_floats,
            "The number of steps is right, but it is a float, such as 12.0. A count is a whole "
            "number: begin with 0 and add 1.",
        ),
        Mistake(
            "places only",
            mistakes.descend_to_places_only,
            "The places are right. How many steps it took is asked for too: two values, with "
            "a comma between them.",
        ),
        Mistake(
            "order of results",
            mistakes.descend_in_other_order,
            "Both are right, but the places come first: return x, steps.",
        ),
    ),
    alternatives=(
        answers.descend_in_a_for_loop,
        answers.descend_with_break,
    ),
)

SIGN_CHANGES = Exercise(
    room="descent",
    name="sign_changes",
    reference=net.sign_changes,
    draw=drawn.updates,
    draws=32,
    properties=(properties.only_turns_count,),
    view=symptoms.numbers,
    returns=("the result", "the result"),
    hints=(
        "Make it simple first: of each update, only keep whether it is above 0.",
        "updates[1:] and updates[:-1] are all updates but the first, and all but the last: "
        "put side by side, each update stands next to the one before it.",
        "Count with np.sum where the two differ, along the first axis alone.",
    ),
    mistakes=(
        Mistake(
            "counted twice",
            lambda updates: np.abs(np.diff(np.sign(updates), axis=0)).sum(axis=0),
            "Every change counts for 2: from -1 to 1 the sign grows by 2. Count where it "
            "changes, not by how much.",
        ),
        Mistake(
            "up and down cancel",
            lambda updates: np.diff(np.sign(updates), axis=0).sum(axis=0),
            "A change from minus to plus and one back cancel in your sum. Each of them is one "
            "change, so they must have the same sign before you add.",
            also=(
                lambda updates: np.diff(np.sign(updates), axis=0).sum(axis=0) / 2,
                lambda updates: np.abs(np.diff(np.sign(updates), axis=0).sum(axis=0)),
                lambda updates: np.abs(np.diff(np.sign(updates), axis=0).sum(axis=0)) / 2,
                lambda updates: np.diff((updates > 0).astype(int), axis=0).sum(axis=0),
            ),
        ),
        Mistake(
            "one direction only",
            lambda updates: (np.diff(np.sign(updates), axis=0) > 0).sum(axis=0),
            "Yours counts the changes in one direction. From plus to minus and from minus to "
            "plus are both changes.",
            also=(lambda updates: (np.diff(np.sign(updates), axis=0) < 0).sum(axis=0),),
        ),
        Mistake(
            "all weights at once",
            lambda updates: np.sum((updates[1:] > 0) != (updates[:-1] > 0)),
            "Yours is one number for all weights: summing or counting without an axis takes "
            "all of them together. Say along which axis.",
            also=(
                lambda updates: np.count_nonzero(updates[1:] * updates[:-1] < 0),
                lambda updates: np.mean((updates[1:] > 0) != (updates[:-1] > 0)),
                lambda updates: np.sum(np.diff(np.sign(updates)) != 0),
                lambda updates: int(np.sum(np.diff(np.sign(updates), axis=0) != 0)),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda updates: np.sum(updates[1:] > 0 != updates[:-1] > 0, axis=0),
            "Without brackets Python reads a > 0 != b > 0 as a chain: a > 0 and 0 != b and "
            "b > 0. Put each comparison with 0 into brackets.",
            also=(lambda updates: np.sum(updates[1:] < 0 != updates[:-1] < 0, axis=0),),
        ),
        Mistake(
            "sum of nothing",
            lambda updates: sum(
                (a * b < 0).astype(int) for a, b in zip(updates[1:], updates[:-1], strict=True)
            ),
            "Right, but for a single update: then there is nothing to compare, and Python's "
            "sum of nothing is the number 0. Begin with np.zeros(updates.shape[1:]).",
        ),
        Mistake(
            "along the wrong axis",
            lambda updates: np.sum(np.diff(np.sign(updates)) != 0, axis=0),
            "Yours compares or adds along another axis than that of the steps, which is the "
            "first one, axis=0. np.diff takes the last one unless you tell it.",
            also=(
                lambda updates: np.sum((updates[1:] > 0) != (updates[:-1] > 0), axis=1),
                lambda updates: np.sum((updates[1:] > 0) != (updates[:-1] > 0), axis=2),
                lambda updates: np.sum(np.diff(np.sign(updates)) != 0, axis=-1),
                lambda updates: np.sum(np.diff(updates > 0), axis=0),
                lambda updates: np.sum(np.diff(updates > 0), axis=-1),
            ),
        ),
        Mistake(
            "not added up",
            lambda updates: (updates[1:] > 0) != (updates[:-1] > 0),
            "Yours says for every step whether the sign changed. Count these for each weight.",
            also=(
                lambda updates: np.diff(np.sign(updates), axis=0),
                lambda updates: updates[1:] * updates[:-1] < 0,
            ),
        ),
        Mistake(
            "the value, not its sign",
            lambda updates: (np.diff(updates, axis=0) != 0).sum(axis=0),
            "Yours counts how often the update becomes another one, larger or smaller. Ask "
            "only whether it is above 0, then compare.",
            also=(
                lambda updates: (np.diff(updates, axis=0) > 0).sum(axis=0),
                lambda updates: (np.diff(updates, axis=0) < 0).sum(axis=0),
                lambda updates: (updates[1:] != -updates[:-1]).sum(axis=0),
            ),
        ),
        Mistake(
            "signs counted, not changes",
            lambda updates: (updates > 0).sum(axis=0),
            "Yours counts how many updates have one of the signs. Compare each of them with "
            "the one before.",
            also=(
                lambda updates: (updates < 0).sum(axis=0),
                lambda updates: np.sign(updates).sum(axis=0),
            ),
        ),
        Mistake(
            "counts where it stays",
            lambda updates: ((updates[1:] > 0) == (updates[:-1] > 0)).sum(axis=0),
            "Yours counts how often the sign stays the same. Equal is ==, different is !=; "
            "two numbers of different sign have a product below 0.",
        ),
        Mistake(
            "compared with the first",
            mistakes.turns_against_the_first,
            "Yours compares every update with the first one. Compare each with the one just "
            "before it.",
        ),
        Mistake(
            "round the end",
            mistakes.turns_round_the_end,
            "Yours also compares the first update with the last: updates[-1] is the last one, "
            "and np.roll brings it to the front. Begin with the second update.",
        ),
        Mistake(
            "a pair left out",
            mistakes.turns_without_the_last_pair,
            "One pair of neighbours is never looked at. range(1, n) already leaves out n.",
            also=(mistakes.turns_without_the_first_pair,),
        ),
        Mistake(
            "whether, not how often",
            lambda updates: ((updates[1:] > 0) != (updates[:-1] > 0)).any(axis=0),
            "Yours says whether the sign has ever changed. How often is asked for.",
        ),
        Mistake(
            "a share",
            lambda updates: ((updates[1:] > 0) != (updates[:-1] > 0)).sum(axis=0) / len(updates),
            "Yours divides by the number of steps, as a mean does. Count, do not average: "
            "whole numbers are asked for.",
            also=(
                lambda updates: ((updates[1:] > 0) != (updates[:-1] > 0)).mean(axis=0),
                lambda updates: (
                    ((updates[1:] > 0) != (updates[:-1] > 0)).sum(axis=0) / max(1, len(updates) - 1)
                ),
            ),
        ),
    ),
    alternatives=(
        answers.turns_by_loops,
        answers.turns_one_after_the_other,
        lambda updates: np.abs(np.diff(np.sign(updates), axis=0)).sum(axis=0) / 2,
        lambda updates: np.count_nonzero(updates[1:] * updates[:-1] < 0, axis=0),
        lambda updates: np.diff(np.signbit(updates), axis=0).sum(axis=0),
    ),
)
