"""Lesson 02: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.descent import answers, drawn, mistakes, net, properties
from course.kit.checking import Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="descent",
        name="numerical_slope",
        reference=net.numerical_slope,
        draw=drawn.curve,
        properties=(properties.is_exact_on_line_and_parabola,),
        hints=(
            "height is a function: height(x) is how high it is at x. How do you ask for the height "
            "a little to the right?",
            "height(x + eps) - height(x - eps) is the rise. How far is it from x - eps to x + eps?",
            "The rise is divided by 2 * eps. Put brackets round the rise, because / goes before -, "
            "and round 2 * eps, because / and * are worked out from left to right.",
        ),
        mistakes=(
            Mistake(
                "one side only",
                lambda height, x, eps: (height(x + eps) - height(x)) / eps,
                "Yours looks to one side of x only, and is off wherever the curve bends. Look "
                "equally far to both sides.",
                also=(lambda height, x, eps: (height(x) - height(x - eps)) / eps,),
            ),
            Mistake(
                "half the way",
                lambda height, x, eps: (height(x + eps) - height(x - eps)) / eps,
                "Yours is twice too steep. How far is it from x - eps to x + eps?",
            ),
            Mistake(
                "one side, twice the way",
                lambda height, x, eps: (height(x + eps) - height(x)) / (2 * eps),
                "Yours is about half as steep as it should be: the rise is that of one side, but "
                "the way is that of both.",
                also=(lambda height, x, eps: (height(x) - height(x - eps)) / (2 * eps),),
            ),
            Mistake(
                "brackets below the line",
                lambda height, x, eps: (height(x + eps) - height(x - eps)) / 2 * eps,
                "Without brackets Python divides by 2 and then multiplies by eps. Put brackets "
                "round what stands below the line.",
            ),
            Mistake(
                "brackets above the line",
                lambda height, x, eps: height(x + eps) - height(x - eps) / (2 * eps),
                "Only the second height is divided: / goes before -. Put brackets round the "
                "difference.",
                also=(
                    lambda height, x, eps: height(x + eps) - height(x - eps) / 2 * eps,
                    lambda height, x, eps: height(x + eps) - height(x - eps) / eps,
                    lambda height, x, eps: height(x + eps) - height(x) / eps,
                ),
            ),
            Mistake(
                "not divided",
                lambda height, x, eps: height(x + eps) - height(x - eps),
                "That is the rise alone, and shrinks with eps. Divide it by how far apart the two "
                "places are.",
                also=(
                    lambda height, x, eps: (height(x + eps) - height(x - eps)) / 2,
                    lambda height, x, eps: (height(x + eps) - height(x - eps)) * (2 * eps),
                    lambda height, x, eps: height(x + eps) - height(x),
                ),
            ),
            Mistake(
                "sign turned",
                lambda height, x, eps: (height(x - eps) - height(x + eps)) / (2 * eps),
                "Yours is below 0 where the curve rises. Take the height on the left from the "
                "height on the right.",
                also=(
                    lambda height, x, eps: (height(x) - height(x + eps)) / eps,
                    lambda height, x, eps: (height(x - eps) - height(x)) / eps,
                    lambda height, x, eps: (height(x - eps) - height(x + eps)) / eps,
                ),
            ),
            Mistake(
                "added",
                lambda height, x, eps: (height(x + eps) + height(x - eps)) / (2 * eps),
                "Yours adds the two heights. A rise is how much higher one is than the other.",
                also=(lambda height, x, eps: height(x + eps) + height(x - eps) / (2 * eps),),
            ),
            Mistake(
                "eps added to the height",
                lambda height, x, eps: ((height(x) + eps) - (height(x) - eps)) / (2 * eps),
                "Yours goes up and down by eps, not to the right and left. Change the place before "
                "you ask for its height.",
            ),
            Mistake(
                "an eps of its own",
                lambda height, x, eps: (height(x + 1e-5) - height(x - 1e-5)) / 2e-5,
                "A good slope, but yours is the same whatever eps is. Use the eps that is handed "
                "in.",
            ),
            Mistake(
                "another reach",
                lambda height, x, eps: (height(x + eps / 2) - height(x - eps / 2)) / eps,
                "A good slope, but from other places than those asked for: look exactly eps to "
                "the right and eps to the left.",
                also=(
                    lambda height, x, eps: (height(x + 2 * eps) - height(x - 2 * eps)) / (4 * eps),
                ),
            ),
            Mistake(
                "no sign",
                lambda height, x, eps: np.abs(height(x + eps) - height(x - eps)) / (2 * eps),
                "Yours is never below 0. Where the curve falls to the right, its slope is below 0: "
                "leave the sign as it is.",
            ),
            Mistake(
                "how it bends",
                lambda height, x, eps: (height(x + eps) - 2 * height(x) + height(x - eps)) / eps**2,
                "That says how the curve bends: the slope of its slope. Two heights are enough "
                "here, and nothing is squared.",
            ),
            Mistake(
                "from one place to the next",
                lambda height, x, eps: np.gradient(height(x), eps),
                "Yours compares the places in x with each other, and they may lie anywhere. Each "
                "place has a slope of its own.",
                also=(
                    lambda height, x, eps: np.gradient(height(x), x),
                    lambda height, x, eps: np.diff(height(x)) / np.diff(x),
                    lambda height, x, eps: np.diff(height(x)) / eps,
                ),
            ),
            Mistake(
                "divided by the place",
                lambda height, x, eps: height(x) / x,
                "Yours divides by x, which says where it is. Divide a rise by the way on which it "
                "happens.",
                also=(
                    lambda height, x, eps: (height(x + eps) - height(x - eps)) / x,
                    lambda height, x, eps: (height(x + eps) - height(x - eps)) / (2 * x),
                ),
            ),
        ),
        alternatives=(
            answers.slope_by_loop,
            answers.slope_of_both_sides,
            answers.slope_by_diff,
            answers.slope_by_gradient,
        ),
    ),
    Exercise(
        room="descent",
        name="descent_step",
        reference=net.descent_step,
        draw=drawn.step,
        draws=20,
        properties=(properties.goes_downhill_as_far_as_it_is_steep,),
        hints=(
            "slope is a function, not a number. What do you hand it, to learn how steep it is at "
            "all your places?",
            "slope(x) has the shape of x, with one slope for each place. Times alpha it is how "
            "far to go. Which sign leads down?",
            "x - alpha * slope(x), handed back with return. Leave x itself as it is: x -= … would "
            "write into it.",
        ),
        mistakes=(
            Mistake(
                "uphill",
                lambda x, slope, alpha: x + alpha * slope(x),
                "Yours climbs: the slope points uphill, so it is taken away.",
            ),
            Mistake(
                "no alpha",
                lambda x, slope, alpha: x - slope(x),
                "The step size has no effect. Multiply the slope by alpha before you take it away.",
            ),
            Mistake(
                "in place",
                mistakes.step_in_place,
                "The old places are gone: -= and x[…] = … both write into what you were given. "
                "Compute the new places without changing x, and return them.",
                also=(
                    mistakes.step_into_the_old_array,
                    mistakes.step_in_place_and_nothing_returned,
                ),
            ),
            Mistake(
                "nothing returned",
                mistakes.step_and_nothing_returned,
                "The new places are computed, and nobody gets them: x = … inside a function is "
                "forgotten when it ends. Hand them back with return.",
            ),
            Mistake(
                "only the change",
                lambda x, slope, alpha: -alpha * slope(x),
                "That is how far to go. Starting from x, where do you arrive?",
                also=(lambda x, slope, alpha: alpha * slope(x),),
            ),
            Mistake(
                "stays",
                lambda x, slope, alpha: x,
                "Yours gives back the places it was given. Take the step away from x, and return "
                "what comes out.",
                also=(lambda x, slope, alpha: x.copy(),),
            ),
            Mistake(
                "slope not called",
                lambda x, slope, alpha: x - alpha * slope,
                "slope is a function, and a function cannot be multiplied. Ask it for the slope "
                "at x first: slope(x).",
                also=(
                    lambda x, slope, alpha: x - slope * alpha,
                    lambda x, slope, alpha: x + alpha * slope,
                    lambda x, slope, alpha: x - slope,
                    lambda x, slope, alpha: x - alpha * x * slope,
                ),
            ),
            Mistake(
                "slope of somewhere else",
                lambda x, slope, alpha: x - slope(alpha * x),
                "Yours asks for the slope at another place. It is taken where the ball is, at x "
                "itself; alpha comes after.",
                also=(
                    lambda x, slope, alpha: x - slope(x - alpha),
                    lambda x, slope, alpha: x - slope(alpha),
                    lambda x, slope, alpha: x - alpha * slope(alpha),
                    lambda x, slope, alpha: x - alpha * slope(x - alpha),
                    lambda x, slope, alpha: x - alpha * slope(x + alpha),
                    lambda x, slope, alpha: x - alpha * slope(alpha * x),
                    lambda x, slope, alpha: x - alpha * slope(0 * x),
                ),
            ),
            Mistake(
                "sign only",
                lambda x, slope, alpha: x - alpha * np.sign(slope(x)),
                "All your steps are equally long. Where it is steep the step is long, where it is "
                "nearly flat it is short.",
            ),
            Mistake(
                "always to the left",
                lambda x, slope, alpha: x - alpha * np.abs(slope(x)),
                "Yours never goes to the right. Where the slope is below 0, downhill is there: "
                "leave the sign as it is.",
            ),
            Mistake(
                "divided",
                lambda x, slope, alpha: x - alpha / slope(x),
                "Yours divides, so that something gets longer which should get shorter. Both "
                "alpha and the slope make a step longer.",
                also=(lambda x, slope, alpha: x - slope(x) / alpha,),
            ),
            Mistake(
                "brackets",
                lambda x, slope, alpha: alpha * (x - slope(x)),
                "alpha also multiplies the place you start from. It belongs to the slope alone.",
                also=(lambda x, slope, alpha: alpha * x - slope(x),),
            ),
            Mistake(
                "the place in the brackets",
                lambda x, slope, alpha: (x - alpha) * slope(x),
                "Yours multiplies the slope by all of what stands in brackets. The place stays "
                "alone: x minus (alpha times the slope).",
                also=(lambda x, slope, alpha: (1 - alpha) * slope(x),),
            ),
            Mistake(
                "asked place by place",
                mistakes.step_number_by_number,
                "Right numbers, but ask for all places at once: slope(x). In a ravine the slope "
                "in one direction depends on where you are in the other.",
                also=(
                    mistakes.step_by_vectorize,
                    mistakes.step_row_by_row,
                    mistakes.step_of_a_flat_array,
                    mistakes.step_of_arrays_of_one,
                ),
            ),
            Mistake(
                "times the place",
                lambda x, slope, alpha: x - alpha * slope(x) * x,
                "Yours multiplies the step by x. How far to go depends on the slope and on "
                "alpha, not on where zero happens to be.",
                also=(lambda x, slope, alpha: x - alpha * x,),
            ),
            Mistake(
                "one slope for all",
                lambda x, slope, alpha: x - alpha * slope(x).sum(),
                "All your places move by the same amount. Each has a slope of its own, so nothing "
                "is added up.",
                also=(
                    lambda x, slope, alpha: x - alpha * slope(x).mean(),
                    lambda x, slope, alpha: x - alpha * slope(x.mean()),
                    lambda x, slope, alpha: x - alpha * slope(x).max(),
                ),
            ),
        ),
        alternatives=(
            answers.step_by_copy,
            answers.step_by_loop,
            lambda x, slope, alpha: np.subtract(x, np.multiply(slope(x), alpha)),
            lambda x, slope, alpha: -(slope(x) * alpha) + x,
        ),
    ),
    Exercise(
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
                "Yours walks while it is flat and stops where it is steep. Turn the comparison "
                "round.",
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
                "Yours climbs, and the slope never gets flat. Take alpha times the slope away "
                "from x.",
            ),
            Mistake(
                "no alpha",
                mistakes.descend_without_alpha,
                "The step size has no effect: the slope is taken away as it is. Multiply it by "
                "alpha.",
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
    ),
    Exercise(
        room="descent",
        name="sign_changes",
        reference=net.sign_changes,
        draw=drawn.updates,
        draws=32,
        properties=(properties.only_turns_count,),
        view=properties.numbers,
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
                lambda updates: (
                    ((updates[1:] > 0) != (updates[:-1] > 0)).sum(axis=0) / len(updates)
                ),
                "Yours divides by the number of steps, as a mean does. Count, do not average: "
                "whole numbers are asked for.",
                also=(
                    lambda updates: ((updates[1:] > 0) != (updates[:-1] > 0)).mean(axis=0),
                    lambda updates: (
                        ((updates[1:] > 0) != (updates[:-1] > 0)).sum(axis=0)
                        / max(1, len(updates) - 1)
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
    ),
    Exercise(
        room="descent",
        name="train_all",
        reference=net.train_all,
        draw=drawn.runs,
        properties=(properties.is_a_stack_of_runs, properties.calls_once_a_step),
        view=properties.compared_runs,
        hints=(
            "First make the stack: for each name, one copy of the weights for each alpha, along a "
            "new first axis. np.stack does it.",
            "Then as for one network: loss_and_gradients of the whole stack, and a step for each "
            "name. Which shape must alphas have, so that each run is multiplied by its own?",
            "alphas[:, None, None] has shape (n_runs, 1, 1): one alpha for each matrix. Take it "
            "times the gradients away from the stack.",
        ),
        mistakes=(
            Mistake(
                "axes of alphas",
                mistakes.all_with_flat_alphas,
                "alphas has one axis, the gradients have three, and NumPy lines up the last ones. "
                "Give alphas two more axes, behind its own: one alpha for each matrix.",
                also=(
                    mistakes.all_in_place_and_flat,
                    mistakes.all_with_flat_alphas_behind,
                    mistakes.all_with_one_axis_too_few,
                    mistakes.all_with_alphas_on_the_middle_axis,
                    mistakes.all_with_alphas_on_the_last_axis,
                    mistakes.all_without_a_stack,
                ),
            ),
            Mistake(
                "one alpha for all",
                mistakes.all_by_the_first_alpha,
                "All your runs are the same. Each has a step size of its own, the one at its place "
                "in alphas.",
                also=(
                    mistakes.all_by_the_last_alpha,
                    mistakes.all_by_the_mean_alpha,
                    mistakes.all_without_alpha,
                ),
            ),
            Mistake(
                "more calls than steps",
                mistakes.all_one_after_the_other,
                "Right numbers, but loss_and_gradients is called more than once a step. It takes a "
                "whole stack: hand it the weights of all runs in one go.",
            ),
            Mistake(
                "in place",
                mistakes.all_into_the_old_dict,
                "The first weights are gone: params[name] = … writes into the dict that you were "
                "given, -= into its arrays. Put the stacks into a dict of your own.",
                also=(mistakes.all_in_the_old_weights,),
            ),
            Mistake(
                "one memory for all runs",
                mistakes.all_in_one_memory,
                "All your runs write into the same arrays, which are those of params. dict(params) "
                "and [params] * n copy the names, not the numbers; np.stack copies the numbers.",
                also=(mistakes.all_in_one_memory_step_by_step,),
            ),
            Mistake(
                "goes on where the last run ended",
                mistakes.one_by_one_from_where_the_last_ended,
                "Your second run begins where the first one ended. All begin with the same "
                "weights: stack them, and train all at once.",
            ),
            Mistake(
                "a view, not a copy",
                mistakes.all_in_views,
                "np.broadcast_to shows one matrix many times without copying it, so nothing can be "
                "written there. np.stack makes room for each run.",
            ),
            Mistake(
                "stacked along another axis",
                mistakes.all_with_runs_on_the_last_axis,
                "The runs need an axis of their own, in front of the two that the weights have: "
                "(n_runs, fan_in, fan_out). np.stack makes one; repeating rows does not.",
                also=(
                    mistakes.all_below_each_other,
                    mistakes.all_rows_repeated,
                    mistakes.all_in_lists,
                ),
            ),
            Mistake(
                "one layer only",
                mistakes.all_output_layer_only,
                "One of the weight matrices moves, the other stays as it was. Step for each name "
                "in the dict.",
                also=(mistakes.all_hidden_layer_only,),
            ),
            Mistake(
                "uphill",
                mistakes.all_uphill,
                "The error would grow: a gradient points uphill, so subtract it.",
            ),
            Mistake(
                "number of steps",
                mistakes.all_one_step_less,
                "Yours does not make as many steps as asked for. Does the loop run steps times, "
                "does each step begin where the last one ended, and does the return line stand "
                "behind the loop, as far to the left as its first line?",
                also=(
                    mistakes.all_one_step_more,
                    mistakes.all_a_single_step,
                    mistakes.all_no_step,
                ),
            ),
            Mistake(
                "one layer after the other",
                mistakes.all_layers_one_after_the_other,
                "You changed one matrix and then measured the slope of the other. All slopes "
                "belong to the same place: one call, then a step for each name.",
                also=(mistakes.all_layers_last_one_first,),
            ),
            Mistake(
                "slopes of the start",
                mistakes.all_by_the_slopes_of_the_start,
                "Every step of yours uses the slopes of the first weights. Ask for them again in "
                "each step, where the weights are by then.",
            ),
            Mistake(
                "the pair taken for the gradients",
                mistakes.all_take_the_pair_for_gradients,
                "loss_and_gradients gives two things: loss, gradients = loss_and_gradients(…).",
                also=(mistakes.all_take_the_loss_for_the_gradients,),
            ),
            Mistake(
                "a stack of dicts",
                mistakes.all_in_an_array_of_dicts,
                "W0 is looked up by its name: the stack must be a dict of arrays. Yours is an "
                "array or a list of dicts. Make one dict, with a stack for each name.",
                also=(mistakes.all_in_a_list_of_dicts,),
            ),
            Mistake(
                "another start",
                mistakes.all_from_zeros,
                "Your runs begin with other weights than those in params. Stack these, one copy "
                "for each alpha.",
            ),
            Mistake(
                "only the change",
                mistakes.all_become_the_change,
                "Your weights become the change alone. The new ones are the old ones minus it.",
            ),
            Mistake(
                "a list of runs",
                mistakes.one_by_one,
                "Yours is one run after the other, in a list. One dict is asked for: under each "
                "name the matrices of all runs, stacked, and trained all at once.",
                also=(mistakes.one_by_one_as_lists,),
            ),
        ),
        alternatives=(
            answers.all_by_broadcasting,
            answers.all_in_place_on_copies,
            answers.all_by_einsum,
        ),
    ),
    Exercise(
        room="descent",
        name="momentum",
        reference=net.momentum,
        draw=drawn.momentum,
        draws=20,
        properties=(
            properties.velocity_is_remembered,
            properties.push_and_share_add_up,
            properties.shares_its_memory("v"),
        ),
        view=properties.change_and("v"),
        returns=("the result", "change", 'memory["v"]'),
        hints=(
            "The new velocity has two parts: what is left of the old one, and a push.",
            'What is left: mu times memory["v"]. The push: what plain descent adds to the weights.',
            "v is mu times the old v, minus alpha times the gradient. It is the change, and it is "
            'what you remember: return v, {"v": v}.',
        ),
        mistakes=(
            Mistake(
                "no memory",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(-alpha * gradient),
                "That is plain descent: the old velocity does nothing. Keep the share mu of "
                'memory["v"], and add the push to it.',
                also=(
                    lambda gradient, memory, alpha, t, mu=0.9: (-alpha * gradient, memory),
                    lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                        -mu * alpha * gradient
                    ),
                ),
            ),
            Mistake(
                "uphill",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    mu * memory["v"] + alpha * gradient
                ),
                "Your push goes uphill, against everything the ball has gathered. The gradient "
                "points uphill, so its part has a minus.",
            ),
            Mistake(
                "both minus",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    -mu * memory["v"] - alpha * gradient
                ),
                "Your ball turns round at every step: the old velocity has a minus too. It is kept "
                "as it is, only the push has a minus.",
                also=(
                    lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                        alpha * gradient - mu * memory["v"]
                    ),
                ),
            ),
            Mistake(
                "velocity with the other sign",
                mistakes.momentum_with_velocity_uphill,
                "Your ball would walk well, but you remember its velocity with the other sign. "
                "Here v is what is added to the weights: put the minus into v.",
            ),
            Mistake(
                "alpha outside",
                mistakes.momentum_with_alpha_outside,
                "That is another convention (PyTorch's): v gathers slopes, and alpha comes after. "
                "With a constant alpha it walks the same way. Here v is what is added to the "
                "weights, so alpha and the minus belong inside it.",
                also=(mistakes.momentum_with_alpha_outside_and_minus_inside,),
            ),
            Mistake(
                "a running mean",
                mistakes.momentum_by_the_mean,
                "Yours makes the push smaller by 1 - mu: a running mean. A velocity gathers all "
                "of every push.",
                also=(
                    mistakes.momentum_by_the_mean_downhill,
                    mistakes.momentum_by_the_mean_with_alpha_outside,
                ),
            ),
            Mistake(
                "looks ahead",
                mistakes.momentum_looks_ahead,
                "That is Nesterov's form: the velocity acts twice. Here the change is the new "
                "velocity itself.",
            ),
            Mistake(
                "alpha on both parts",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    alpha * (mu * memory["v"] - gradient)
                ),
                "alpha shrinks the old velocity too, step after step. It sets the size of the new "
                "push alone.",
            ),
            Mistake(
                "no alpha",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    mu * memory["v"] - gradient
                ),
                "The step size has no effect. Multiply the gradient by alpha.",
            ),
            Mistake(
                "nothing lost on the way",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    memory["v"] - alpha * gradient
                ),
                "Your ball keeps all of its velocity and would never come to rest. It keeps the "
                "share mu.",
                also=(
                    lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                        memory["v"] - mu * alpha * gradient
                    ),
                ),
            ),
            Mistake(
                "shares swapped",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    alpha * memory["v"] - mu * gradient
                ),
                "mu and alpha are swapped: mu is the share of the velocity that is kept, alpha "
                "the size of the push.",
            ),
            Mistake(
                "mu turned round",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    (1 - mu) * memory["v"] - alpha * gradient
                ),
                "Yours keeps the share 1 - mu of its velocity, and loses mu. mu is what it keeps.",
                also=(
                    lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                        (1 - mu) * memory["v"] - mu * alpha * gradient
                    ),
                ),
            ),
            Mistake(
                "mu of its own",
                lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                    0.9 * memory["v"] - alpha * gradient
                ),
                "Right for mu = 0.9, but yours is the same whatever mu is. Use the mu that is "
                "handed in.",
            ),
            Mistake(
                "forgets the new velocity",
                mistakes.momentum_forgets,
                "The change is right, but you remember the old velocity. The next update needs "
                "the new one.",
                also=(
                    lambda gradient, memory, alpha, t, mu=0.9: (
                        mu * memory["v"] - alpha * gradient,
                        {"v": -alpha * gradient},
                    ),
                ),
            ),
            Mistake(
                "one step late",
                mistakes.momentum_one_step_late,
                "Yours remembers the new velocity but moves by the old one. The new one is the "
                "change.",
            ),
            Mistake(
                "in place",
                mistakes.momentum_into_the_old_memory,
                'The old memory is gone: memory["v"] = … and v *= … write into what you were '
                "given. Compute the new velocity, and put it into a dict of its own.",
                also=(
                    mistakes.momentum_in_place,
                    mistakes.momentum_into_the_old_memory_alone,
                ),
            ),
            Mistake(
                "by the memory's order",
                mistakes.momentum_by_the_memorys_order,
                "Yours takes the memory apart by its order. Other optimisers keep theirs in the "
                'same dict, so take yours out by its name: memory["v"].',
                also=(mistakes.momentum_by_the_first_in_memory,),
            ),
            Mistake(
                "a set",
                mistakes.momentum_in_a_set,
                "{v} makes a set, which cannot hold arrays. A dict has a name and a colon before "
                "each thing it holds.",
            ),
            Mistake(
                "only the change",
                lambda gradient, memory, alpha, t, mu=0.9: mu * memory["v"] - alpha * gradient,
                "The change is right. Hand back what to remember as well, or the velocity is lost: "
                "a second value, a dict.",
            ),
            Mistake(
                "only the memory",
                lambda gradient, memory, alpha, t, mu=0.9: {
                    "v": mu * memory["v"] - alpha * gradient
                },
                "The memory is right. The change itself comes before it: two values, with a comma.",
            ),
            Mistake(
                "memory without a name",
                lambda gradient, memory, alpha, t, mu=0.9: (
                    mu * memory["v"] - alpha * gradient,
                    mu * memory["v"] - alpha * gradient,
                ),
                "What you remember is right, but it has no name. Put it into a dict under "
                'the name "v", where the next update looks for it.',
            ),
            Mistake(
                "order of results",
                lambda gradient, memory, alpha, t, mu=0.9: (
                    {"v": mu * memory["v"] - alpha * gradient},
                    mu * memory["v"] - alpha * gradient,
                ),
                "Both are right, but the change comes first, then the memory.",
            ),
        ),
        alternatives=(
            answers.momentum_in_the_whole_memory,
            answers.momentum_by_loop,
            lambda gradient, memory, alpha, t, mu=0.9: mistakes.kept(
                np.subtract(np.multiply(mu, memory["v"]), np.multiply(gradient, alpha))
            ),
        ),
    ),
    Exercise(
        room="descent",
        name="adam",
        reference=net.adam,
        draw=drawn.adam,
        draws=20,
        properties=(
            properties.means_are_remembered,
            properties.even_slopes_walk_by_alpha,
            properties.shares_its_memory("m", "s"),
        ),
        view=properties.change_and("m", "s"),
        returns=("the result", "change", 'memory["m"]', 'memory["s"]'),
        hints=(
            "Four lines: two running means, both corrected for having started at 0, then the step.",
            "A running mean keeps a share of the old one and gives the rest to the new number. "
            "After t updates from 0 it has only 1 - beta**t of its weight: divide by that.",
            'm = beta1 * memory["m"] + (1 - beta1) * gradient, and s in the same way from the '
            "squares. The change is -alpha times the corrected m, divided by a sum in brackets: "
            "the root of the corrected s, and eps.",
        ),
        mistakes=(
            Mistake(
                "not corrected",
                mistakes.adam_uncorrected,
                "Both means start at 0 and are too small at first. Divide each by 1 minus its beta "
                "to the power of t before you use it.",
            ),
            Mistake(
                "one of two corrected",
                mistakes.adam_only_m_corrected,
                "One of the means is corrected, the other is not, or by the wrong beta. Both "
                "started at 0, and each has its own beta.",
                also=(
                    mistakes.adam_only_s_corrected,
                    mistakes.adam_both_corrected_by_beta1,
                    mistakes.adam_both_corrected_by_beta2,
                ),
            ),
            Mistake(
                "t off by one",
                mistakes.adam_counts_from_two,
                "Your t is off by one. It is 1 in the first update already: use it as it is.",
                also=(mistakes.adam_counts_from_zero,),
            ),
            Mistake(
                "not to the power of t",
                mistakes.adam_without_power,
                "What a mean still lacks shrinks by its beta each time, so after t updates it is "
                "beta to the power of t, and 1 - beta**t is there. Is your power at another place?",
                also=(mistakes.adam_times_t, mistakes.adam_power_of_all),
            ),
            Mistake(
                "^ for **",
                mistakes.adam_with_a_hat,
                "In Python ^ is no power, and works on whole numbers only. beta to the power of t "
                "is written with **.",
            ),
            Mistake(
                "missing brackets",
                mistakes.adam_without_brackets,
                "Python divides and multiplies before it takes away. Every «1 minus something» "
                "here stands in brackets, in the means and in the corrections.",
                also=(
                    mistakes.adam_without_brackets_for_m,
                    mistakes.adam_without_brackets_for_s,
                    mistakes.adam_without_brackets_in_the_means,
                ),
            ),
            Mistake(
                "math.sqrt",
                mistakes.adam_by_math,
                "math.sqrt takes one number. np.sqrt takes a whole array at once.",
            ),
            Mistake(
                "correction multiplied",
                mistakes.adam_multiplies,
                "Your correction makes the means even smaller. They are too small at first: "
                "divide.",
            ),
            Mistake(
                "eps inside the root",
                mistakes.adam_eps_inside,
                "Your eps stands inside the root, where it weighs far more. First the root, then "
                "add eps.",
            ),
            Mistake(
                "eps on another scale",
                mistakes.adam_eps_uncorrected,
                "That is the paper's shorter form, and it differs in what eps does: there it "
                "is added before the correction. Here s is corrected first, then comes the root, "
                "then eps.",
            ),
            Mistake(
                "no eps",
                mistakes.adam_without_eps,
                "A weight whose slope has always been 0 divides 0 by 0 in yours. Add eps below "
                "the line.",
            ),
            Mistake(
                "eps added to the quotient",
                mistakes.adam_adds_eps_last,
                "Your eps is added to the quotient, because / goes before +. It belongs below the "
                "line: put brackets round root + eps.",
                also=(
                    mistakes.adam_adds_eps_before_the_sign,
                    mistakes.adam_adds_eps_before_alpha,
                ),
            ),
            Mistake(
                "no root",
                mistakes.adam_without_root,
                "s is a mean of squares, so it grows twice as fast as the slope does. Below the "
                "line stands its root.",
            ),
            Mistake(
                "no square",
                mistakes.adam_without_square,
                "Your s is not the mean of squares. It says how large the slopes are, whatever "
                "their sign: square each slope.",
                also=(mistakes.adam_with_size, mistakes.adam_doubles),
            ),
            Mistake(
                "squares something else",
                mistakes.adam_squares_the_share,
                "Yours squares more than the slope, or something else. The slope itself is "
                "squared, then comes its share 1 - beta2.",
                also=(mistakes.adam_squares_the_mean,),
            ),
            Mistake(
                "betas swapped",
                mistakes.adam_betas_swapped,
                "beta1 and beta2 are swapped: beta1 belongs to m, beta2 to s.",
            ),
            Mistake(
                "shares swapped",
                mistakes.adam_shares_swapped,
                "Yours gives beta to the new number and 1 - beta to the old mean. The old mean "
                "keeps the share beta, which is the larger one.",
                also=(mistakes.adam_share_of_m_swapped, mistakes.adam_share_of_s_swapped),
            ),
            Mistake(
                "adds up",
                mistakes.adam_adds_up,
                "Yours adds up instead of taking a mean: the shares do not make 1. What is new "
                "gets the share 1 - beta, for m and for s.",
                also=(mistakes.adam_adds_up_m, mistakes.adam_adds_up_s),
            ),
            Mistake(
                "uphill",
                mistakes.adam_uphill,
                "Yours climbs: m points uphill, and the change is added to the weights. It needs "
                "a minus.",
            ),
            Mistake(
                "no alpha",
                mistakes.adam_without_alpha,
                "The step size has no effect. Multiply the change by alpha.",
            ),
            Mistake(
                "walks by the slope",
                mistakes.adam_walks_by_the_slope,
                "Yours divides the slope itself: that is RMSprop. Adam walks by the running mean "
                "of the slopes, corrected.",
            ),
            Mistake(
                "old means",
                mistakes.adam_with_the_old_means,
                "Yours moves by the means from before this slope came. Take the new ones.",
            ),
            Mistake(
                "remembers the corrected means",
                mistakes.adam_remembers_the_corrected,
                "The change is right. But the correction is for this step alone: remember m and s "
                "as they were before it.",
            ),
            Mistake(
                "forgets the new means",
                mistakes.adam_forgets,
                "The change is right, but you remember the old means. The next update needs the "
                "new ones.",
            ),
            Mistake(
                "settings of its own",
                mistakes.adam_without_settings,
                "Right for the usual settings, but yours is the same whatever beta1, beta2 and eps "
                "are. Use those that are handed in.",
            ),
            Mistake(
                "in place",
                mistakes.adam_into_the_old_memory,
                'The old memory is gone: memory["m"] = … and m *= … write into what you were '
                "given. Compute the new means, and put them into a dict of its own.",
            ),
            Mistake(
                "by the memory's order",
                mistakes.adam_by_the_memorys_order,
                "Yours takes the memory apart by its order. Other optimisers keep theirs in the "
                'same dict, so take yours out by their names: memory["m"], memory["s"].',
                also=(mistakes.adam_by_the_first_two_in_memory,),
            ),
            Mistake(
                "only the change",
                mistakes.adam_only_the_change,
                "The change is right. Hand back what to remember as well, or the means are lost: "
                "a second value, a dict with two names.",
            ),
            Mistake(
                "memory without names",
                mistakes.adam_in_three_values,
                "What you remember is right, but it has no names. Put both means into one dict, "
                'under "m" and "s", as the second value.',
                also=(mistakes.adam_memory_in_a_tuple,),
            ),
            Mistake(
                "the paper's name",
                mistakes.adam_under_the_papers_name,
                'The paper calls the mean of the squares v. Here "v" belongs to momentum\'s '
                'velocity, so that both can be remembered side by side: use "s".',
                also=(mistakes.adam_remembers_under_the_papers_name,),
            ),
            Mistake(
                "order of results",
                mistakes.adam_memory_first,
                "Both are right, but the change comes first, then the memory.",
            ),
        ),
        alternatives=(answers.adam_towards_the_slope, answers.adam_with_one_factor),
    ),
    Exercise(
        room="descent",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.ravine,
        draws=6,
        properties=(properties.arrives,),
        view=properties.symptom,
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
    ),
)

check = checker(EXERCISES)
