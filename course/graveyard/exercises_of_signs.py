"""Lesson 07 asks for two vital signs: how they are judged."""

import numpy as np

from course.graveyard import (
    answers,
    drawn,
    mistakes_of_signs as mistakes,
    net,
    properties,
    symptoms,
)
from course.graveyard.mistakes_of_signs import length
from course.kit.checking import SHOWN, Exercise, Mistake

DEAD_SHARE = Exercise(
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
)

GRADIENT_RATIO = Exercise(
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
                lambda p, g: {n: length(g[n]) / length(p[n]) if p[n].any() else np.inf for n in p},
                lambda p, g: {n: length(g[n]) / length(p[n]) if p[n].any() else 1.0 for n in p},
                lambda p, g: {n: np.nan_to_num(length(g[n]) / length(p[n])) for n in p},
                lambda p, g: {n: np.nan_to_num(length(g[n]) / length(p[n]), posinf=0) for n in p},
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
            also=(mistakes.ratio(lambda g, W: np.abs(g).mean() / np.abs(W).mean(), guard=False),),
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
                mistakes.ratio(lambda g, W: np.linalg.norm(g, axis=0) / np.linalg.norm(W, axis=0)),
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
            also=(lambda p, g: {n: length(g[n]) / length(p[n]) for n in p if n.startswith("W")},),
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
)
