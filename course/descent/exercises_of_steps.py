"""Lesson 02 asks for a slope and for a step down it: how that is judged."""

import numpy as np

from course.descent import answers, drawn, mistakes_of_steps as mistakes, net, properties
from course.kit.checking import Exercise, Mistake

NUMERICAL_SLOPE = Exercise(
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
            "A good slope, but yours is the same whatever eps is. Use the eps that is handed in.",
        ),
        Mistake(
            "another reach",
            lambda height, x, eps: (height(x + eps / 2) - height(x - eps / 2)) / eps,
            "A good slope, but from other places than those asked for: look exactly eps to "
            "the right and eps to the left.",
            also=(lambda height, x, eps: (height(x + 2 * eps) - height(x - 2 * eps)) / (4 * eps),),
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
)

DESCENT_STEP = Exercise(
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
)
