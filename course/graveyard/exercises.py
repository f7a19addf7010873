"""Lesson 07: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.descent.optimisers import adam
from course.graveyard import answers, asked, drawn, mistakes, net, properties, symptoms
from course.graveyard.bodies import dense
from course.graveyard.deals import i_plus_j
from course.graveyard.mistakes import by_differences, length, said_instead, verdict
from course.graveyard.tables import leaked, pictures
from course.kit.checking import Exercise, Mistake, checker

SHOWN = ("a look at the result", "the result")

VITAL_SIGNS = (
    Exercise(
        room="graveyard",
        name="dead_share",
        reference=net.dead_share,
        draw=drawn.said,
        draws=100,
        properties=(properties.is_a_share_of_units,),
        view=symptoms.numbers,
        returns=SHOWN,
        hints=(
            "Two questions, one after the other: is a unit silent for all rows? And of how many "
            "units is that so?",
            "A column of said belongs to a unit. (said <= 0) is a table of True and False; .all "
            "along an axis asks whether all of them are True.",
            "(said <= 0).all(axis=0) has a True for each dead unit, and the mean of True and False "
            "is a share.",
        ),
        mistakes=(
            Mistake(
                "all zeros counted",
                lambda said: (said == 0).mean(),
                "You count zeros in the whole table. A unit that is silent for some rows and "
                "speaks to others is in good health: ask for each unit whether it is silent for "
                "all of them.",
                also=(
                    lambda said: (said <= 0).sum() / said.size,
                    lambda said: (said == 0).mean(axis=0).mean(),
                    lambda said: 1 - np.count_nonzero(said) / said.size,
                ),
            ),
            Mistake(
                "rows for units",
                lambda said: (said <= 0).all(axis=1).mean(),
                "Yours asks for each row whether all units are silent. It is the other axis: a "
                "column belongs to a unit.",
                also=(
                    mistakes.dead_by_rows_in_a_loop,
                    lambda said: (said.sum(axis=1) == 0).mean(),
                    lambda said: 1 - said.any(axis=1).mean(),
                ),
            ),
            Mistake(
                "silent once",
                lambda said: (said <= 0).any(axis=0).mean(),
                "A unit that is silent for one row counts as dead in yours. Dead is who is silent "
                "for every row.",
                also=(
                    mistakes.dead_if_ever_silent,
                    lambda said: (said.min(axis=0) == 0).mean(),
                    lambda said: 1 - said.all(axis=0).mean(),
                ),
            ),
            Mistake(
                "the living",
                lambda said: said.any(axis=0).mean(),
                "That is the share of those that live. How many are left?",
                also=(lambda said: (said.max(axis=0) > 0).mean(),),
            ),
            Mistake(
                "a number of units",
                lambda said: (said <= 0).all(axis=0).sum(),
                "That is how many are dead. A share is asked for: of how many?",
                also=(
                    lambda said: float((said.sum(axis=0) == 0).sum()),
                    lambda said: np.count_nonzero(~said.any(axis=0)),
                ),
            ),
            Mistake(
                "divided by the rows",
                lambda said: (said <= 0).all(axis=0).sum() / len(said),
                "You divide by the number of rows. A share of units is divided by the number of "
                "units; len(said) is the number of rows.",
                also=(lambda said: (said <= 0).all(axis=0).sum() / said.size,),
            ),
            Mistake(
                "in percent",
                lambda said: 100 * (said <= 0).all(axis=0).mean(),
                "Yours is in percent. A share of all is 1.",
            ),
            Mistake(
                "whole numbers only",
                lambda said: int((said <= 0).all(axis=0).mean()),
                "Your share is 0 or 1, and nothing between. Is it rounded, or cut off by // or "
                "int? Or do you ask the whole table once, and not each of its columns?",
                also=(
                    lambda said: (said <= 0).all(axis=0).sum() // said.shape[1],
                    lambda said: round((said <= 0).all(axis=0).mean()),
                    lambda said: bool((said <= 0).all(axis=0).all()),
                    lambda said: (said <= 0).all(),
                ),
            ),
            Mistake(
                "one answer for each unit",
                lambda said: (said <= 0).all(axis=0),
                "Yours has an answer for each unit. One number is asked for: the share of those "
                "that are dead.",
                also=(
                    lambda said: (said <= 0).mean(axis=0),
                    lambda said: (said <= 0).all(axis=0) / said.shape[1],
                    lambda said: np.flatnonzero((said <= 0).all(axis=0)),
                    lambda said: (said <= 0).all(axis=0).tolist(),
                ),
            ),
            Mistake(
                "always the same",
                lambda said: (said.std(axis=0) == 0).mean(),
                "You ask who says the same to every row. That is a bore, but not dead: a unit that "
                "says 0.5 has a slope.",
                also=(
                    lambda said: (np.ptp(said, axis=0) == 0).mean(),
                    lambda said: (said == said[0]).all(axis=0).mean(),
                    lambda said: (said.var(axis=0) < 1e-12).mean(),
                ),
            ),
            Mistake(
                "nearly silent",
                lambda said: np.isclose(said, 0).all(axis=0).mean(),
                "You count units as dead that say very little. Where a ReLU says anything above 0, "
                "however little, its slope is 1, and it can learn.",
                also=(
                    lambda said: (said.max(axis=0) < 1e-6).mean(),
                    lambda said: (said < 1e-8).all(axis=0).mean(),
                    lambda said: (said.sum(axis=0) < 1e-6).mean(),
                    lambda said: (said.max(axis=0) < 1e-3).mean(),
                ),
            ),
            Mistake(
                "silent to the first row",
                lambda said: (said[0] == 0).mean(),
                "You look at one row only. Who is silent there may speak to another.",
                also=(lambda said: (said[-1] == 0).mean(),),
            ),
            Mistake(
                "silent to most",
                lambda said: (said.mean(axis=0) < 0.1).mean(),
                "You ask how much a unit says on average, or to most rows. One that speaks to few "
                "rows is not dead.",
                also=(
                    lambda said: (np.median(said, axis=0) == 0).mean(),
                    lambda said: ((said == 0).mean(axis=0) > 0.5).mean(),
                    lambda said: ((said == 0).mean(axis=0) >= 0.5).mean(),
                    lambda said: ((said == 0).mean(axis=0) > 0.9).mean(),
                ),
            ),
            Mistake(
                "below 0",
                lambda said: (said < 0).all(axis=0).mean(),
                "A ReLU never says less than 0, so nobody is below. What does it say when it is "
                "silent?",
                also=(lambda said: (said.max(axis=0) < 0).mean(), lambda said: 0.0),
            ),
            Mistake(
                "returned too early",
                mistakes.dead_and_returned_too_early,
                "Only the first unit is looked at. Is the return line inside the loop?",
            ),
            Mistake(
                "written over",
                mistakes.dead_and_set_to_nan,
                "You write into what the units have said. Others want to read it, too.",
            ),
        ),
        alternatives=(
            lambda said: np.mean(said.max(axis=0) == 0),
            lambda said: 1 - np.count_nonzero(said.sum(axis=0)) / said.shape[1],
            lambda said: sum(not column.any() for column in said.T) / len(said.T),
            lambda said: (np.einsum("ij->j", said) == 0).mean(),
            answers.dead_in_a_loop,
            answers.dead_by_sets,
        ),
    ),
    Exercise(
        room="graveyard",
        name="gradient_ratio",
        reference=net.gradient_ratio,
        draw=drawn.weights_and_gradients,
        draws=40,
        properties=(properties.scales_with_the_gradient,),
        view=symptoms.ratios,
        returns=SHOWN,
        hints=(
            "For each name two lengths, and one divided by the other. A loop over params.items() "
            "is a good beginning.",
            "A length is np.sqrt(np.sum(W**2)), whatever the shape of W. What should be given for "
            "weights that are all 0: with a gradient, and without?",
            "Ask first whether the length of the weights is above 0. If it is not: np.inf if that "
            "of the gradient is above 0, else 0.0.",
        ),
        mistakes=(
            Mistake(
                "upside down",
                mistakes.ratio(lambda g, W: length(W) / length(g)),
                "Yours is the weights over their gradient. It is asked the other way round.",
                also=(mistakes.ratio(lambda g, W: length(W) / length(g), guard=False),),
            ),
            Mistake(
                "0 divided by 0",
                mistakes.ratio(lambda g, W: length(g) / length(W), guard=False),
                "Weights of 0 without a gradient are 0 divided by 0 in yours, which is NaN, or an "
                "error. By the docstring it should be 0.",
                also=(
                    lambda p, g: {n: np.linalg.norm(g[n]) / np.linalg.norm(p[n]) for n in p},
                    lambda p, g: {n: float(length(g[n])) / float(length(p[n])) for n in p},
                ),
            ),
            Mistake(
                "patched",
                mistakes.patched(1e-8),
                "You add something to what you divide by, or keep it from getting small. So "
                "weights of 0 with a gradient have some large ratio, where infinity is asked for.",
                also=(
                    *(mistakes.patched(10.0**-n) for n in (3, 5, 6, 7, 9, 10, 12, 15, 16)),
                    *(mistakes.floored(10.0**-n) for n in (6, 8, 10, 12, 15)),
                ),
            ),
            Mistake(
                "nothing where weights are 0",
                lambda p, g: {n: length(g[n]) / length(p[n]) if p[n].any() else 0.0 for n in p},
                "Weights that are all 0 have a ratio, too: infinity if there is a gradient, 0 if "
                "there is none. Yours gives the same for both, or leaves them out.",
                also=(
                    lambda p, g: {n: length(g[n]) / length(p[n]) for n in p if p[n].any()},
                    lambda p, g: {
                        n: length(g[n]) / length(p[n]) if p[n].any() else np.inf for n in p
                    },
                    lambda p, g: {n: length(g[n]) / length(p[n]) if p[n].any() else 1.0 for n in p},
                    lambda p, g: {n: np.nan_to_num(length(g[n]) / length(p[n])) for n in p},
                    lambda p, g: {
                        n: np.nan_to_num(length(g[n]) / length(p[n]), posinf=0) for n in p
                    },
                ),
            ),
            Mistake(
                "in the order of the dicts",
                mistakes.ratio_by_order,
                "You take weights and gradients side by side, in the order of the two dicts. That "
                "need not be the same order: look each gradient up by its name.",
                also=(
                    lambda p, g: {
                        n: length(b) / length(a) if a.any() else (np.inf if b.any() else 0.0)
                        for n, a, b in zip(g, p.values(), g.values(), strict=True)
                    },
                ),
            ),
            Mistake(
                "no root",
                mistakes.ratio(lambda g, W: np.sum(g**2) / np.sum(W**2)),
                "You divide sums of squares. The length is the root of such a sum.",
                also=(mistakes.ratio(lambda g, W: np.sum(g**2) / np.sum(W**2), guard=False),),
            ),
            Mistake(
                "absolute values",
                mistakes.ratio(lambda g, W: np.abs(g).sum() / np.abs(W).sum()),
                "You add absolute values up. The length is made of squares, and has a root.",
                also=(
                    mistakes.ratio(lambda g, W: np.abs(g).mean() / np.abs(W).mean(), guard=False),
                ),
            ),
            Mistake(
                "the largest",
                mistakes.ratio(lambda g, W: np.abs(g).max() / np.abs(W).max()),
                "You hold the largest number against the largest. The length has a part in it of "
                "each number.",
                also=(
                    mistakes.ratio(lambda g, W: np.abs(g).max() / np.abs(W).max(), guard=False),
                    *mistakes.both(lambda g, W: g.max() / W.max()),
                ),
            ),
            Mistake(
                "the norm of a matrix",
                mistakes.ratio(lambda g, W: np.linalg.norm(g, 2) / np.linalg.norm(W, 2)),
                "norm(W, 2) of a matrix is its largest singular value: how much it stretches a "
                "vector at most. The length of all its numbers is norm(W), without the 2.",
                also=(
                    mistakes.ratio(
                        lambda g, W: np.linalg.norm(g, 2) / np.linalg.norm(W, 2), guard=False
                    ),
                ),
            ),
            Mistake(
                "signs kept",
                mistakes.ratio(lambda g, W: g.sum() / W.sum()),
                "In a plain sum or mean, numbers above and below 0 cancel out. What has no sign?",
                also=(
                    mistakes.ratio(lambda g, W: g.mean() / W.mean(), guard=False),
                    *mistakes.both(lambda g, W: np.abs(g.sum()) / np.abs(W.sum())),
                    *mistakes.both(lambda g, W: np.sqrt(g.sum() ** 2) / np.sqrt(W.sum() ** 2)),
                ),
            ),
            Mistake(
                "spreads",
                mistakes.ratio(lambda g, W: g.std() / W.std()),
                "A standard deviation takes the mean away first. Asked for is how large the "
                "numbers are, not how far apart.",
                also=(mistakes.ratio(lambda g, W: g.std() / W.std(), guard=False),),
            ),
            Mistake(
                "number by number",
                mistakes.ratio(lambda g, W: np.abs(g) / np.abs(W)),
                "You divide number by number. Each name gets one ratio: the length of all its "
                "gradients over that of all its weights.",
                also=(
                    mistakes.ratio(lambda g, W: g / W, guard=False),
                    mistakes.ratio(lambda g, W: np.abs(g) / np.abs(W), guard=False),
                    *mistakes.both(lambda g, W: np.abs(g / W).mean()),
                    *mistakes.both(lambda g, W: (g / W).mean()),
                    *mistakes.both(lambda g, W: length(g / W)),
                ),
            ),
            Mistake(
                "a length for each unit",
                mistakes.ratio(
                    lambda g, W: np.linalg.norm(g, axis=0) / np.linalg.norm(W, axis=0), guard=False
                ),
                "You take lengths along an axis, so there are several for a matrix. Without an "
                "axis there is one.",
                also=(
                    mistakes.ratio(
                        lambda g, W: np.linalg.norm(g, axis=0) / np.linalg.norm(W, axis=0)
                    ),
                    mistakes.ratio(
                        lambda g, W: np.sqrt((g**2).sum(axis=0)) / np.sqrt((W**2).sum(axis=0)),
                        guard=False,
                    ),
                ),
            ),
            Mistake(
                "one number for all",
                mistakes.ratio_of_all,
                "One number for the whole network. Some layers may starve while others overeat: "
                "give a ratio for each name.",
                also=(
                    mistakes.ratio_of_the_last,
                    lambda p, g: np.mean([length(g[n]) / length(p[n]) for n in p]),
                ),
            ),
            Mistake(
                "weights only",
                mistakes.ratio_of_weights_only,
                "The biases are left out. They have names and gradients, too.",
                also=(
                    lambda p, g: {n: length(g[n]) / length(p[n]) for n in p if n.startswith("W")},
                ),
            ),
            Mistake(
                "a list",
                lambda p, g: list(net.gradient_ratio(p, g).values()),
                "Yours is a row of numbers, and nobody can see which belongs to what. A dict with "
                "the same names is asked for.",
                also=(
                    lambda p, g: np.array(list(net.gradient_ratio(p, g).values())),
                    lambda p, g: tuple(net.gradient_ratio(p, g).values()),
                    lambda p, g: list(net.gradient_ratio(p, g).items()),
                    lambda p, g: [length(g[n]) / length(p[n]) for n in p],
                ),
            ),
            Mistake(
                "returned too early",
                mistakes.ratio_and_returned_too_early,
                "Only the first name comes back. Is the return line inside the loop?",
            ),
            Mistake(
                "squared in place",
                mistakes.ratio_in_place,
                "**= writes into the weights themselves, and the network is ruined. W**2 makes a "
                "new array.",
            ),
        ),
        alternatives=(answers.ratio_in_loops, answers.ratio_by_einsum, answers.ratio_by_norm),
    ),
    Exercise(
        room="graveyard",
        name="he_std",
        reference=net.he_std,
        draw=drawn.fan_in,
        draws=20,
        properties=(properties.keeps_the_mean_square,),
        hints=(
            "A unit adds up fan_in products. If weights are drawn around 0, the mean square of the "
            "sum is fan_in times the mean square of one product.",
            "The mean square of one product is std**2 times that of an input. What share of the "
            "mean square is left when all sums below 0 are silenced?",
            "fan_in * std**2 / 2 has to be 1. Solve it for std.",
        ),
        mistakes=(
            Mistake(
                "the silenced half forgotten",
                lambda fan_in: np.sqrt(1 / fan_in),
                "With yours the sums are as large as what came in. But then a ReLU silences half "
                "of them: what makes up for that?",
                also=(lambda fan_in: fan_in**-0.5, lambda fan_in: 1 / np.sqrt(fan_in)),
            ),
            Mistake(
                "the variance",
                lambda fan_in: 2 / fan_in,
                "That is the square of what is asked for: the variance. A spread is its root.",
            ),
            Mistake(
                "a power of 1, halved",
                lambda fan_in: (2 / fan_in) ** 1 / 2,
                "Yours is 1 / fan_in. If there is **1/2 in it: ** comes before /, so x**1/2 is "
                "half of x. A root is x**0.5 or x**(1/2). If there is none: a spread is the root "
                "of a variance, and a ReLU silences half.",
                also=(lambda fan_in: 1 / fan_in, lambda fan_in: float(fan_in) ** -1),
            ),
            Mistake(
                "root of the 2 only",
                lambda fan_in: np.sqrt(2) / fan_in,
                "The root goes over the whole fraction; yours ends before the /. Mind the "
                "brackets.",
                also=(lambda fan_in: 2**0.5 / fan_in,),
            ),
            Mistake(
                "upside down",
                lambda fan_in: np.sqrt(fan_in / 2),
                "Yours grows with fan_in. The more products are added up, the smaller each has to "
                "be.",
                also=(
                    lambda fan_in: np.sqrt(2 * fan_in),
                    lambda fan_in: fan_in / 2,
                    lambda fan_in: np.sqrt(fan_in),
                    lambda fan_in: 2 * fan_in,
                ),
            ),
            Mistake(
                "halved once more",
                lambda fan_in: np.sqrt(1 / (2 * fan_in)),
                "You make the weights smaller for what the ReLU silences. They have to be larger "
                "to make up for it.",
                also=(lambda fan_in: np.sqrt(0.5 / fan_in), lambda fan_in: (2 * fan_in) ** -0.5),
            ),
            Mistake(
                "always as wide",
                lambda fan_in: 0.1,
                "Yours is the same whatever fan_in is. A hundred products add up to more than ten.",
                also=(
                    lambda fan_in: 1.0,
                    lambda fan_in: np.sqrt(2),
                    lambda fan_in: 0.01,
                    lambda fan_in: 0.5,
                    lambda fan_in: 0.001,
                    lambda fan_in: 2.0,
                ),
            ),
            Mistake(
                "whole numbers",
                lambda fan_in: np.sqrt(2 // fan_in),
                "// divides without a remainder: from three inputs on, 2 // fan_in is 0.",
                also=(lambda fan_in: int(np.sqrt(2 / fan_in)),),
            ),
            Mistake(
                "the edge of even numbers",
                lambda fan_in: np.sqrt(6 / fan_in),
                "You solved for something else: sqrt(6 / fan_in) is how far an even distribution "
                "with the right spread reaches. Asked for is the spread itself.",
                also=(lambda fan_in: np.sqrt(3 / fan_in), lambda fan_in: np.sqrt(12 / fan_in)),
            ),
            Mistake(
                "the spread of what a ReLU says",
                lambda fan_in: np.sqrt(1 / (fan_in * (0.5 - 0.5 / np.pi))),
                "You hold the variance fixed, around the mean of what a ReLU says. But that mean "
                "is handed on, too: the next layer adds up whole squares. Hold the mean square.",
                also=(lambda fan_in: np.sqrt(2 * np.pi / ((np.pi - 1) * fan_in)),),
            ),
            Mistake(
                "twice the 2",
                lambda fan_in: np.sqrt(4 / fan_in),
                "Yours has a 4 under the root, or a 2 beside it, which is the same. That makes up "
                "for the silenced half twice.",
            ),
            Mistake(
                "one input too many",
                lambda fan_in: np.sqrt(2 / (fan_in + 1)),
                "You count something besides the inputs. A bias that begins at 0 adds nothing to "
                "the sum.",
                also=(lambda fan_in: np.sqrt(2 / max(fan_in - 1, 1)),),
            ),
            Mistake(
                "weights",
                lambda fan_in: np.random.default_rng(0).normal(size=fan_in) * np.sqrt(2 / fan_in),
                "Those are weights. Asked for is one number: how widely they are to be drawn.",
                also=(
                    lambda fan_in: np.full(fan_in, np.sqrt(2 / fan_in)),
                    lambda fan_in: np.full((fan_in, fan_in), np.sqrt(2 / fan_in)),
                ),
            ),
            Mistake(
                "below 0",
                lambda fan_in: -np.sqrt(2 / fan_in),
                "Of the two roots take the one above 0: a spread is never negative.",
            ),
            Mistake(
                "two numbers",
                lambda fan_in: (np.sqrt(2 / fan_in), 2 / fan_in),
                "One number is asked for, the spread. Yours gives more than that.",
                also=(lambda fan_in: (0.0, np.sqrt(2 / fan_in)),),
            ),
        ),
        alternatives=(
            lambda fan_in: (2 / fan_in) ** 0.5,
            lambda fan_in: 1 / np.sqrt(fan_in / 2),
            lambda fan_in: np.float64(2 / fan_in) ** np.float64(0.5),
            lambda fan_in: np.exp((np.log(2) - np.log(fan_in)) / 2),
            lambda fan_in: np.array(np.sqrt(2) / np.sqrt(fan_in)),
        ),
    ),
)

TEST = Exercise(
    room="graveyard",
    name="wrong_gradients",
    reference=asked.wrong_gradients,
    draw=drawn.suspect,
    draws=100,  # so that every fault is among them
    seconds=20.0,
    properties=(properties.names_what_disagrees,),
    view=symptoms.names,
    returns=SHOWN,
    hints=(
        "Ask once for the gradients. Then, name by name and number by number: move it up a little, "
        "ask for the loss, move it down, ask again, put it back.",
        "The slope is the difference of the two losses over twice the step. Gather the slopes in "
        "an array of the parameter's shape, and then compare. What if the gradient is missing, or "
        "has another shape?",
        "np.ndindex(W.shape) gives all places. A step of 1e-5 is a good one, and "
        "np.allclose(given, measured, atol=1e-6) compares; NaN is close to nothing. But "
        "it compares (1, 3) with (3,), too: ask for the shape first.",
    ),
    mistakes=(
        Mistake(
            "the sound ones",
            mistakes.turned_to(lambda wrong, params: [n for n in params if n not in wrong]),
            "You name those that agree. Asked for are the others.",
        ),
        Mistake(
            "all of them",
            lambda f, params, X, y: list(params),
            "Yours names every parameter, even of a sound network. Two floats are hardly ever "
            "equal to the last digit, so allow for a little. If you do: is the difference divided "
            "by all that lies between the two losses? Is the step neither huge nor below 1e-8? Are "
            "the two losses those of two different sets of weights? (dict(params) is a new dict of "
            "the same arrays.)",
            also=(
                by_differences(mistakes.exactly),
                by_differences(mistakes.within(1e-15)),
                by_differences(over=1e-5),
                by_differences(over=1.0),
                by_differences(eps=1e-16),
                by_differences(eps=1.0),
                by_differences(central=False, over=2e-5),
                mistakes.tested_with_an_alias,
                mistakes.tested_all_at_once,
            ),
        ),
        Mistake(
            "none of them",
            lambda f, params, X, y: [],
            "Yours finds no fault in anything. Is each gradient compared, and with what was "
            "measured? Is a gap of 1 still close to you?",
            also=(
                by_differences(lambda given, measured: np.allclose(measured, measured)),
                by_differences(lambda given, measured: True),
                lambda f, params, X, y: (),
            ),
        ),
        Mistake(
            "one number of each",
            by_differences(mistakes.at_one_place(0)),
            "You compare one number of each parameter. A fault may sit in any: compare all.",
            also=(
                by_differences(mistakes.at_one_place(-1)),
                by_differences(mistakes.at_one_place(1)),
            ),
        ),
        Mistake(
            "sums compared",
            by_differences(mistakes.in_one_number(np.sum)),
            "You make one number of each gradient, a sum, a mean or a length, and compare these. "
            "Two tables may have the same sum and differ everywhere.",
            also=(
                by_differences(mistakes.in_one_number(np.mean)),
                by_differences(mistakes.in_one_number(np.linalg.norm)),
                by_differences(mistakes.in_one_number(lambda g: np.abs(g).sum())),
                by_differences(mistakes.in_one_number(lambda g: np.abs(g).max())),
                by_differences(mistakes.shapes_fit(lambda g, m: bool(abs((g - m).sum()) < 1e-4))),
                by_differences(mistakes.shapes_fit(lambda g, m: bool(abs((g - m).mean()) < 1e-4))),
            ),
        ),
        Mistake(
            "one side only",
            by_differences(mistakes.shapes_fit(lambda g, m: bool((g - m).max() < 1e-4))),
            "A gradient that is far too small passes in yours, or one that is far too large. The "
            "gap needs np.abs.",
            also=(by_differences(mistakes.shapes_fit(lambda g, m: bool((m - g).max() < 1e-4))),),
        ),
        Mistake(
            "one agreement is enough",
            by_differences(
                mistakes.shapes_fit(lambda g, m: bool(np.isclose(g, m, 1e-4, 1e-6).any()))
            ),
            "A parameter passes in yours as soon as one of its numbers agrees. All of them have "
            "to: .all, or the largest gap.",
            also=(
                by_differences(mistakes.shapes_fit(lambda g, m: bool(np.abs(g - m).min() < 1e-4))),
            ),
        ),
        Mistake(
            "no shape asked",
            by_differences(mistakes.no_shape_asked),
            "A gradient of shape (1, 3) passes for a parameter of shape (3,) in yours, or stops "
            "it: NumPy makes shapes fit before it compares. Ask whether they are the same.",
            also=(by_differences(mistakes.no_shape_asked_by_gap),),
        ),
        Mistake(
            "NaN passes",
            by_differences(mistakes.nan_passes),
            "NaN > 0.001 is False, and so NaN passes in yours. Ask the other way round: is the gap "
            "small? Then NaN is not.",
            also=(
                by_differences(mistakes.nan_passes_by_max),
                by_differences(
                    mistakes.shapes_fit(
                        lambda g, m: not np.nanmax(np.append(np.abs(g - m), 0)) > 1e-4
                    )
                ),
            ),
        ),
        Mistake(
            "signs ignored",
            by_differences(mistakes.without_signs),
            "You compare absolute values. A gradient with the wrong sign leads uphill.",
            also=(
                by_differences(
                    mistakes.shapes_fit(lambda g, m: bool((np.abs(abs(g) - abs(m)) < 1e-4).all()))
                ),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.allclose(g**2, m**2, atol=1e-5))
                ),
            ),
        ),
        Mistake(
            "too generous",
            by_differences(mistakes.within(1.0)),
            "Yours lets too much pass: some wrong gradients are off by a few thousandths only. Of "
            "a sound one, measured like this, nothing is off by a millionth.",
            also=(
                *(by_differences(mistakes.within(gap)) for gap in (0.01, 0.05, 0.1, 0.2)),
                by_differences(mistakes.shapes_fit(lambda g, m: np.allclose(g, m, atol=0.01))),
                by_differences(mistakes.shapes_fit(lambda g, m: np.allclose(g, m, atol=0.1))),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.array_equal(np.round(g, 1), np.round(m, 1)))
                ),
                by_differences(mistakes.within(0.5)),
                by_differences(mistakes.within(10.0)),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.allclose(g, m, rtol=1.0, atol=1.0))
                ),
            ),
        ),
        Mistake(
            "only gradients that are there",
            mistakes.tested_only_what_is_there(mistakes.is_right),
            "Yours goes through the gradients that are there, and misses the one that is not. Go "
            "through the names in params.",
            also=(mistakes.tested_if_there,),
        ),
        Mistake(
            "a name not found",
            mistakes.tested_and_a_name_not_found,
            "Yours stops with a KeyError where a gradient is missing. Then its name belongs into "
            "the list, too: ask first whether the name is in gradients.",
            also=(mistakes.tested_in_one_line,),
        ),
        Mistake(
            "the checker stops",
            mistakes.tested_by_one_who_stops,
            "The course's check_gradients refuses gradients that are missing, or of another shape, "
            "with a ValueError. Here these are faults to be found: look for them first, or catch "
            "the error.",
        ),
        Mistake(
            "stopped at the first",
            mistakes.tested_and_stopped_at_the_first,
            "Yours stops at the first fault it finds. There may be others: is the return line "
            "inside the loop?",
            also=(mistakes.tested_and_returned_too_early,),
        ),
        Mistake(
            "a name for each number",
            mistakes.tested_weight_by_weight,
            "Some names come several times, once for each number that disagrees. Each parameter "
            "should be named once.",
        ),
        Mistake(
            "matrices only",
            mistakes.tested_matrices_only,
            "Yours never names a bias. Their gradients go wrong more often than others: a sum "
            "along an axis is all they are.",
        ),
        Mistake(
            "no names",
            mistakes.turned_to(lambda wrong, params: [n in wrong for n in params]),
            "Names are asked for: a list of the keys of params. Yours has something else in it.",
            also=(
                mistakes.turned_to(
                    lambda wrong, params: [i for i, n in enumerate(params) if n in wrong]
                ),
                mistakes.turned_to(lambda wrong, params: [(n, n in wrong) for n in params]),
            ),
        ),
        Mistake(
            "a dict",
            mistakes.turned_to(lambda wrong, params: {n: n in wrong for n in params}),
            "Yours is a dict of all names. A list is asked for, of the wrong ones alone.",
        ),
        Mistake(
            "a text",
            mistakes.turned_to(lambda wrong, params: ", ".join(wrong)),
            "Yours is one text. A list is asked for, even if there is one name in it, or none.",
            also=(
                mistakes.turned_to(lambda wrong, params: wrong[0] if wrong else ""),
                mistakes.turned_to(lambda wrong, params: str(wrong)),
            ),
        ),
        Mistake(
            "one by one",
            mistakes.tested_and_given_one_by_one,
            "Yours is a generator, which gives its names once and one by one. A list keeps them: "
            "list(…), or square brackets.",
        ),
        Mistake(
            "yes or no",
            mistakes.turned_to(lambda wrong, params: not wrong),
            "Yours says whether there is a fault. Asked for is where: a list of names.",
            also=(
                mistakes.turned_to(lambda wrong, params: bool(wrong)),
                mistakes.turned_to(lambda wrong, params: len(wrong)),
            ),
        ),
        Mistake(
            "not put back",
            mistakes.tested_and_not_put_back,
            "When yours is done, the weights are others than before: each was moved and not put "
            "back. Keep the old number and set it again, or move a copy.",
        ),
        Mistake(
            "the pair for the loss",
            mistakes.tested_with_the_pair,
            "The function gives two things, the loss and the gradients. Take the loss, [0], before "
            "you subtract.",
        ),
    ),
    alternatives=(
        answers.tested_with_the_course,
        answers.tested_one_by_one,
        answers.tested_forward_in_flat_loops,
        answers.tested_by_relative_error,
    ),
)


def corpse(name, reference, grave, *, hints, against, in_vain, alternatives):
    """The exercise of one corpse.

    Parameters
    ----------
    against : dict, causes that it did not die of, each with what speaks against it
    in_vain : dict of a mistake's name to (cure, hint): cures that do not help
    alternatives : other cures, which do
    """
    cause, cure = reference()
    useless = next(iter(in_vain.values()))[0]
    found = [Mistake(other, verdict(other, useless), hint) for other, hint in against.items()]
    found += [
        Mistake(
            f"cured, but {other}",
            verdict(other, cure),
            f"With this it lives. But why? {hint}",
        )
        for other, hint in against.items()
    ]
    found += [
        Mistake(in_name, verdict(cause, given), hint) for in_name, (given, hint) in in_vain.items()
    ]
    return Exercise(
        room="graveyard",
        name=name,
        reference=reference,
        draw=drawn.nothing,
        draws=1,
        seconds=50.0,
        properties=(properties.judged_by(grave),),
        view=symptoms.view_of(grave),
        returns=SHOWN,
        hints=hints,
        mistakes=(*found, *_of_form(cause, cure)),
        alternatives=tuple(verdict(cause, other) for other in alternatives),
    )


def _of_form(cause, cure):
    """Mistakes in how a verdict is written down, the same for all corpses."""
    return (
        Mistake(
            "cause alone",
            said_instead(cause),
            "You name a cause. Return two things: the cause, and the settings that cure it.",
            also=(said_instead("step too long"), said_instead("something else")),
        ),
        Mistake(
            "cure alone",
            said_instead(cure),
            "You give settings. Return two things: the name of the cause first, then the settings.",
            also=(said_instead({"epochs": 20}),),
        ),
        Mistake(
            "turned round",
            verdict(cure, cause),
            "Yours has the cure first. The cause comes first, and then the cure.",
            also=(verdict({"epochs": 20}, "step too long"),),
        ),
        Mistake(
            "no settings",
            verdict(cause, "use other settings"),
            'The cure is not a sentence but a dict, such as {"epochs": 20}: names of settings, '
            "each with its new value.",
            also=(verdict(cause, ["epochs", 20]), verdict(cause, None), verdict(cause, {"epochs"})),
        ),
        Mistake(
            "nothing to try",
            verdict(cause, {}),
            "You name a cause, and an empty cure. Which settings should be others? The cause says "
            "where to look.",
            also=(verdict("step too long", {}),),
        ),
        Mistake(
            "learning_rate",
            verdict(cause, {"learning_rate": 0.01}),
            "The learning rate is called alpha here.",
        ),
        Mistake(
            "std by itself",
            verdict(cause, {"std": 0.1}),
            "std, sizes and bias are settings of the first weights, and those are a dict of their "
            "own, under the name start.",
            also=(
                verdict(cause, {"sizes": (64, 32, 10)}),
                verdict(cause, {"bias": 0.0}),
                verdict(cause, {"sizes": (64, 32, 10), "std": 0.1}),
                verdict("start too large", {"std": 0.1}),
            ),
        ),
        Mistake(
            "skip by itself",
            verdict(cause, {"skip": True}),
            "Skip connections and normalised layers make another kind of network: dense(skip=True) "
            "is one, and it is given under the name body.",
            also=(verdict(cause, {"norm": True}), verdict(cause, {"norm": True, "skip": True})),
        ),
        Mistake(
            "all at once",
            verdict(cause, {"alpha": 0.1, "batch": 25, "epochs": 8, "scale": 16.0}),
            "You change more than three settings. Whatever was wrong is gone with all the rest, "
            "and nobody knows what it was. One of them was not what it should be: which?",
        ),
        Mistake(
            "for ever",
            verdict(cause, {"epochs": 10_000}),
            "That would take too long here. What does not live after 15,000 updates, will not "
            "after more.",
            also=(verdict(cause, {"epochs": 1_000}), verdict("step too short", {"epochs": 5_000})),
        ),
        Mistake(
            "first weights without a size",
            verdict(cause, {"start": {"std": 0.1}}),
            "What you give as start takes the place of all that was there. Say the sizes, too.",
            also=(verdict(cause, {"start": {"bias": 0.0}}), verdict(cause, {"start": {}})),
        ),
    )


MORE_EPOCHS = {"epochs": 20}
NORMALISED = {"body": dense(norm=True)}
OTHER_STEPS = {"update": adam, "alpha": 0.003}
SIZES = (64, 32, 10)

CORPSES = (
    corpse(
        "first_corpse",
        asked.first_corpse,
        "dead ReLUs",
        hints=(
            "Begin with what the hidden layer says, before the first update and after the last.",
            "Nothing that comes later can do any harm to units that are silent from the start. So "
            "look at how they start.",
            "Before a unit says anything, the sum of its inputs and its bias has to be above 0. "
            "start is a dict: sizes, and what else was given. Leave out what does not belong.",
        ),
        against={
            "step too long": "Steps that are too long throw weights far off, and units fall silent "
            "on the way. Compare the first weights with the last: how far have these been thrown? "
            "And what did the units say before the first step?",
            "step too short": "Steps that are too short still go somewhere, while the gradient is "
            "about what it was. How large is the gradient of W0 here?",
            "vanishing signal": "A signal that vanishes gets weaker from layer to layer. Here is "
            "one hidden layer, and it does not say little.",
            "start too large": "First weights that are too large make a layer say too much. How "
            "much does this one say?",
            "equal weights": "Equal weights make units that all say the same, and something. Look "
            "at the spread of the first weights: they have been drawn.",
            "bottleneck": "The rank is low, that is true. But 32 units have room for more: what do "
            "they do with it?",
            "wrong gradient": "The gradients agree with finite differences, number by number. If "
            "one is 0, that is what it is.",
            "shuffled labels": "Neighbours have the same label nearly always: rows and labels "
            "belong together.",
            "lopsided set": "One digit is said for everything, but in the data all ten are as "
            "frequent.",
        },
        in_vain={
            "longer": (
                MORE_EPOCHS,
                "It is what you say, but more epochs do not help: a slope of 0 stays 0, however "
                "often it is followed.",
            ),
            "smaller steps": (
                {"alpha": 0.01},
                "It is what you say, but no step can wake them, short or long: their gradient is "
                "0, and 0 times alpha is 0.",
            ),
            "larger steps": (
                {"alpha": 1.0},
                "It is what you say, but a longer step along a gradient of 0 gets nowhere either.",
            ),
            "other steps": (
                OTHER_STEPS,
                "It is what you say, but every way to update has a gradient to begin with, and "
                "here it is 0.",
            ),
            "skip": (
                {"body": dense(skip=True)},
                "It is what you say, but a skip connection leads past a layer that is as "
                "wide as the one before. Here there is none, so nothing has changed.",
            ),
            "normalised": (
                NORMALISED,
                "It is what you say, but a normalised sum is seldom above 2, and that is not "
                "enough here. What is added to it?",
            ),
            "other units": (
                {"start": {"sizes": (64, 64, 10), "bias": -5.0}},
                "It is what you say, but more units of the same kind are just as silent.",
            ),
            "halfway": (
                {"start": {"sizes": SIZES, "bias": -3.0}},
                "It is what you say, and you turn at the right screw, but not far enough.",
            ),
            "other weights": (
                {"start": {"sizes": SIZES, "std": 0.1, "bias": -5.0}},
                "It is what you say, but weights of another size leave these units silent for most "
                "rows. What else goes into the sum?",
            ),
        },
        alternatives=(answers.BARE, answers.NARROW, {"start": {"sizes": SIZES, "bias": 0.1}}),
    ),
    corpse(
        "second_corpse",
        asked.second_corpse,
        "labels shuffled",
        hints=(
            "Layers, gradients and steps: go through them. What is left, if all of these are "
            "in good order?",
            "A network can only learn what is in its rows. How often has the row that is nearest "
            "to a row the same label?",
            "The rows come from a function of the module tables, under the name table. Which one "
            "gives each digit its own label?",
        ),
        against={
            "step too short": "Steps that are too short leave weights where they were. Compare the "
            "first ones with the last: these have moved.",
            "step too long": "Steps that are too long make the loss jump. Look at the curve: does "
            "it?",
            "wrong gradient": "The gradients agree with finite differences, number by number.",
            "bottleneck": "The rank of what the hidden layer says is high: there is room enough.",
            "dead units": "Hardly a unit is silent for all rows.",
            "vanishing signal": "The hidden layer says about as much as it is told, and the "
            "gradient of its weights is no smaller than that of the last ones.",
            "leak": "Had it seen the new rows before, it would name them better than others, not "
            "worse.",
            "rows never seen": "Each row had its turn as often as any other.",
            "lopsided set": "All ten labels are as frequent, and it names all of them.",
        },
        in_vain={
            "longer": (
                MORE_EPOCHS,
                "It is what you say, but the longer it learns such rows, the better it knows them "
                "by heart.",
            ),
            "smaller steps": (
                {"alpha": 0.01},
                "It is what you say, but a network that learns nonsense slowly learns nonsense.",
            ),
            "larger steps": (
                {"alpha": 0.5},
                "It is what you say, but a network that learns nonsense fast learns nonsense.",
            ),
            "other steps": (
                OTHER_STEPS,
                "It is what you say, but the network is sound, and so are its steps. What are they "
                "taken for?",
            ),
            "skip": (
                {"body": dense(skip=True)},
                "It is what you say, but a skip connection leads past a layer that is as "
                "wide as the one before. Here there is none, and the rows are what they were.",
            ),
            "normalised": (
                NORMALISED,
                "It is what you say, but no network can get out of these rows what is not in them.",
            ),
            "another deal": (
                {"deal": i_plus_j},
                "It is what you say, but it matters little in which batch a row is, if its label "
                "is that of another.",
            ),
            "larger": (
                {"start": {"sizes": (64, 64, 10)}},
                "It is what you say, but a larger network only knows more of it by heart.",
            ),
            "with the answers": (
                {"table": leaked},
                "Rows that are asked afterwards are among those that it learns from. That is no "
                "proof of life.",
            ),
        },
        alternatives=(answers.TOGETHER, answers.RESHUFFLED, {"table": pictures, "epochs": 12}),
    ),
    corpse(
        "third_corpse",
        asked.third_corpse,
        "gradient not reset",
        hints=(
            "The first weights are sound, the rows, too, and the gradient is right for each batch. "
            "What is between a gradient and a move?",
            "Plain descent moves the weights by alpha times the gradient. The strides tell how far "
            "they moved as a multiple of that, update by update. How does it go on?",
            "What kind of update is used stands under the name update. The module optimisers of "
            "lesson 02 has some that are sound.",
        ),
        against={
            "step too long": "With a step that is too long, the weights still move by alpha times "
            "the gradient of the batch. Look at the strides: is that so here?",
            "step too short": "The weights have moved far, much farther than they should.",
            "start too large": "The first weights are as wide as He's formula says, and the first "
            "losses are those of guessing. It goes wrong later.",
            "wrong gradient": "For each batch the gradient agrees with finite differences. But is "
            "it what the weights were moved by?",
            "one weight at a time": "If each weight were moved before the next gradient is known, "
            "the gradients of the first layers would be off. They agree with finite differences.",
            "faded too early": "Alpha is the same to the end, and the weights never come to rest.",
            "dead units": "At the end most units are silent, that is true. In the beginning they "
            "were not: what has silenced them?",
            "shuffled labels": "Neighbours have the same label nearly always: rows and labels "
            "belong together.",
            "overflow": "All numbers are finite to the end. They are large, but what made them so?",
            "bottleneck": "There is room for ten digits in 32 units.",
        },
        in_vain={
            "longer": (
                MORE_EPOCHS,
                "It is what you say, but with more epochs it only goes on as it did.",
            ),
            "smaller steps": (
                {"alpha": 0.01},
                "It is what you say, but a smaller alpha only puts it off, and not for all starts. "
                "What makes the moves so long?",
            ),
            "larger steps": (
                {"alpha": 1.0},
                "It is what you say, but these moves are too long already.",
            ),
            "skip": (
                {"body": dense(skip=True)},
                "It is what you say, but a skip connection leads past a layer that is as "
                "wide as the one before. Here there is none, and the moves are what they were.",
            ),
            "normalised": (
                NORMALISED,
                "It is what you say, but no network stands being moved like this.",
            ),
            "smaller batches": (
                {"batch": 10},
                "It is what you say, but with smaller batches there are more updates, each as "
                "wrong as before.",
            ),
            "other first weights": (
                {"start": {"sizes": SIZES, "std": 0.01}},
                "It is what you say, but the first weights were not at fault.",
            ),
            "inputs as they were": (
                {"scale": 1.0},
                "It is what you say, but the inputs were not at fault.",
            ),
        },
        alternatives=(
            answers.BY_ADAM,
            answers.DOWNHILL,
            answers.PLAIN_AND_BODY,
            answers.TINY_STEPS,
        ),
    ),
)

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

EXERCISES = (*VITAL_SIGNS, TEST, *CORPSES, REBUILD)

check = checker(EXERCISES)
