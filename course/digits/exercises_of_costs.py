"""Lesson 06 asks for what probabilities cost, and for its slope: how that is judged."""

import numpy as np

from course.digits import answers, drawn, mistakes_of_costs as mistakes, net, properties, symptoms
from course.digits.mistakes_of_probabilities import per_row, powers
from course.digits.net import cross_entropy, softmax
from course.eleven.net import sigmoid
from course.kit.checking import SHOWN, Exercise, Mistake

CROSS_ENTROPY = Exercise(
    room="digits",
    name="cross_entropy",
    reference=net.cross_entropy,
    draw=drawn.logits_and_targets,
    draws=60,
    properties=(properties.is_a_mean_loss,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "In each row only the right class counts. Times y leaves it over, and 0 elsewhere.",
        "Do not go through the probabilities: one that has become 0 has no logarithm. The log "
        "of a softmax is the logit, minus the log of the sum of all powers in the row.",
        "m = z.max(axis=1, keepdims=True); that log of the sum is m + np.log(np.exp(z - m)"
        ".sum(axis=1, keepdims=True)). Minus z, times y, summed up, divided by the rows.",
    ),
    mistakes=(
        Mistake(
            "sum",
            lambda z, y: cross_entropy(z, y) * len(z),
            "Yours grows with the number of rows: a sum. Asked for is the mean over rows. (Or "
            "do a column and a flat row meet somewhere, and make a table of all pairs?)",
            also=mistakes.entropies(lambda log, y: -(y * log).sum())[1:],
        ),
        Mistake(
            "mean over all entries",
            lambda z, y: cross_entropy(z, y) / z.shape[1],
            "Too small by a factor: np.mean divides by all entries, or len by something else "
            "than the rows. There is one loss for each row, and the mean is over those.",
            also=(
                *mistakes.entropies(lambda log, y: -(y * log).mean())[1:],
                *mistakes.entropies(lambda log, y: -(y * log).sum() / y.shape[1]),
                *mistakes.entropies(lambda log, y: -(y * log).sum() / len(y) ** 2),
            ),
        ),
        Mistake(
            "logarithm of 0",
            mistakes.entropy_from(mistakes.naive_log, lambda log, y: -(y * log).sum() / len(y)),
            "Right for small logits. But where softmax has become 0, its logarithm is "
            "-infinity, and 0 times that is NaN. The logarithm can be had from the logits "
            "directly.",
            also=(
                mistakes.entropy_from(
                    mistakes.naive_log, lambda log, y: -mistakes.at_the_right(log, y).mean()
                ),
                mistakes.entropy_from(
                    mistakes.naive_log, lambda log, y: -np.nan_to_num(y * log).sum() / len(y)
                ),
                mistakes.entropy_from(
                    mistakes.naive_log, lambda log, y: -(y * np.nan_to_num(log)).sum() / len(y)
                ),
            ),
        ),
        Mistake(
            "no shift",
            mistakes.no_shift,
            "Right for small logits. But e**1000 is infinity for a computer, and e**-1000 is "
            "0: there the logarithm of your sum says nothing. Take the largest logit out of "
            "each row first, and give it back at the end.",
            also=(
                mistakes.one_shift_for_all,
                mistakes.entropy_from(mistakes.plain_log, lambda log, y: -(y * log).sum() / len(y)),
                mistakes.entropy_from(
                    mistakes.plain_log, lambda log, y: -mistakes.at_the_right(log, y).mean()
                ),
                lambda z, y: (np.log(np.exp(z).sum(axis=1)) - mistakes.at_the_right(z, y)).mean(),
            ),
        ),
        Mistake(
            "patched",
            mistakes.patched(1e-12),
            "A small number keeps the logarithm from 0, but then there is a most that a "
            "mistake can cost (28, if it is 1e-12), and the slope behind it is lost. Go from "
            "the logits instead: there no logarithm of 0 comes up.",
            also=(
                *map(mistakes.patched, mistakes.EPSILONS),
                *map(mistakes.clipped, mistakes.EPSILONS),
                *map(mistakes.clipped_on_both_sides, mistakes.EPSILONS),
            ),
        ),
        Mistake(
            "logits for probabilities",
            lambda z, y: -(y * np.log(z)).sum() / len(z),
            "You take the logarithm of the logits. They are no probabilities yet, and may be "
            "negative.",
            also=(
                lambda z, y: -np.log(mistakes.at_the_right(z, y)).mean(),
                lambda z, y: -(y * z).sum() / len(z),
                lambda z, y: -(y * np.log(z)).sum(),
                lambda z, y: -(y * np.log(np.abs(z))).sum() / len(z),
            ),
        ),
        Mistake(
            "sign",
            lambda z, y: -cross_entropy(z, y),
            "Right but for the sign: the logarithm of a probability is negative, and a loss is "
            "not.",
            also=(
                *mistakes.entropies(lambda log, y: (y * log).sum() / len(y))[1:],
                *mistakes.entropies(lambda log, y: (y * log).sum()),
                *mistakes.entropies(lambda log, y: (y * log).mean()),
                *mistakes.entropies(lambda log, y: mistakes.at_the_right(log, y).mean())[1:],
            ),
        ),
        Mistake(
            "both yes and no",
            mistakes.entropy_of_both,
            "log(1 - p) belongs to a single yes or no. Here the classes share one probability "
            "of 1: what the right one has, the others have not. So only the right class "
            "counts.",
            also=(mistakes.entropy_of_both_averaged,),
        ),
        Mistake(
            "another base",
            lambda z, y: cross_entropy(z, y) / np.log(2),
            "That is a logarithm to another base. The one of e is np.log.",
            also=(
                lambda z, y: cross_entropy(z, y) / np.log(10),
                *mistakes.entropies(lambda log, y: -(y * log / np.log(2)).sum() / len(y))[1:],
                *mistakes.entropies(lambda log, y: -(y * log / np.log(10)).sum() / len(y))[1:],
            ),
        ),
        Mistake(
            "all classes",
            lambda z, y: -mistakes.log_softmax(z).sum() / len(z),
            "Yours adds up the logarithms of all classes. Where does y come in? Only the right "
            "class counts.",
            also=(
                lambda z, y: -mistakes.log_softmax(z).mean(),
                *mistakes.entropies(lambda log, y: -log.sum() / len(y))[1:],
                *mistakes.entropies(lambda log, y: -log.mean())[1:],
            ),
        ),
        Mistake(
            "the wrong classes",
            lambda z, y: -((1 - y) * mistakes.log_softmax(z)).sum() / len(z),
            "That counts the wrong classes and leaves the right one out. y is 1 at the right one.",
            also=mistakes.entropies(lambda log, y: -((1 - y) * log).sum() / len(y))[1:],
        ),
        Mistake(
            "not one number",
            lambda z, y: -(y * mistakes.log_softmax(z)).sum(axis=1),
            "One number is asked for: the mean over the rows. Yours still has several.",
            also=(
                *mistakes.entropies(lambda log, y: -(y * log).sum(axis=1))[1:],
                *mistakes.entropies(lambda log, y: -mistakes.at_the_right(log, y)),
                *mistakes.entropies(lambda log, y: -(y * log).mean(axis=0)),
                *mistakes.entropies(lambda log, y: -(y * log).mean(axis=1)),
                *mistakes.entropies(lambda log, y: -(y * log) / len(y)),
                *mistakes.entropies(lambda log, y: -(y * log)),
                lambda z, y: -(y * mistakes.log_softmax(z)).sum(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "the largest not given back",
            mistakes.largest_not_given_back,
            "You take the largest logit out of the powers, but then subtract a logit that "
            "still has it. Give it back to the logarithm of the sum, or take it from both.",
            also=(
                lambda z, y: (
                    np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1))
                    - mistakes.at_the_right(z, y)
                ).mean(),
            ),
        ),
        Mistake(
            "the largest given back twice",
            mistakes.largest_given_back_twice,
            "The largest comes in once too often: it is given back to the logarithm of the "
            "sum, and z has it still. So m + log(sum) - z, with the z that came in.",
        ),
        Mistake(
            "logarithm before the sum",
            mistakes.logarithm_before_the_sum,
            "In yours each power has its own logarithm, and these are added up. First the sum "
            "of the powers, then its logarithm.",
            also=(mistakes.logarithm_before_the_sum_unmoved,),
        ),
        Mistake(
            "the largest, not the right",
            lambda z, y: -mistakes.log_softmax(z).max(axis=1).mean(),
            "You take the class that the network finds most probable. Asked for is the right "
            "one: where y is 1.",
            also=(lambda z, y: -np.log(softmax(z).max(axis=1)).mean(),),
        ),
        Mistake(
            "softmax twice",
            lambda z, y: cross_entropy(softmax(z), y),
            "Softmax is taken twice. What comes in are logits; once is enough.",
            also=(
                lambda z, y: -(y * np.log(softmax(softmax(z)))).sum() / len(z),
                lambda z, y: cross_entropy(mistakes.log_softmax(softmax(z)), y),
            ),
        ),
        Mistake(
            "over columns",
            lambda z, y: -(y * mistakes.log_softmax(z.T).T).sum() / len(z),
            "Your probabilities add up to 1 along the columns, or all together. The classes of "
            "one row are the ones that share.",
            also=(
                mistakes.one_sum_for_all,
                lambda z, y: -(y * np.log(softmax(z.T).T)).sum() / len(z),
                lambda z, y: -(y * np.log(np.exp(z) / np.exp(z).sum(axis=0))).sum() / len(z),
                lambda z, y: -(y * np.log(np.exp(z) / np.exp(z).sum())).sum() / len(z),
                lambda z, y: (y * (np.log(np.exp(z).sum()) - z)).sum() / len(z),
            ),
        ),
        Mistake(
            "no logarithm",
            lambda z, y: (1 - softmax(z))[y == 1].mean(),
            "That asks how far the right probability is from 1. Its logarithm asks more: it "
            "has no end as the probability goes to 0.",
            also=(
                lambda z, y: -(y * softmax(z)).sum() / len(z),
                lambda z, y: (y * softmax(z)).sum() / len(z),
                lambda z, y: (y * (1 - softmax(z))).sum(),
            ),
        ),
        Mistake(
            "squares",
            lambda z, y: ((softmax(z) - y) ** 2).sum() / len(z),
            "That is the squared error of the lessons before. Here the loss is -log of the "
            "right probability.",
            also=(
                lambda z, y: ((softmax(z) - y) ** 2).mean(),
                lambda z, y: ((softmax(z) - y) ** 2).sum() / 2,
                lambda z, y: ((softmax(z) - y) ** 2).sum() / 2 / len(z),
                lambda z, y: ((z - y) ** 2).mean(),
                lambda z, y: np.abs(softmax(z) - y).mean(),
            ),
        ),
        Mistake(
            "labels expected",
            lambda z, y: -mistakes.log_softmax(z)[np.arange(len(z)), y].mean(),
            "You use y as column numbers. It is a table as wide as z, of zeros and ones: "
            "multiply by it, or ask y.argmax(axis=1).",
            also=(
                lambda z, y: -np.log(softmax(z))[np.arange(len(z)), y].mean(),
                lambda z, y: z[np.arange(len(z)), y].mean(),
                lambda z, y: cross_entropy(z, np.eye(z.shape[1])[y]),
            ),
        ),
        Mistake(
            "matrix product",
            lambda z, y: -np.sum(y @ mistakes.log_softmax(z)) / len(z),
            "@ multiplies and adds up, rows with columns. Here each logarithm meets only its "
            "own place in y: that is *.",
            also=(
                lambda z, y: -np.sum(y @ mistakes.log_softmax(z).T) / len(z),
                lambda z, y: -np.sum(y @ np.log(softmax(z))) / len(z),
                lambda z, y: -np.dot(y, np.log(softmax(z))).sum() / len(z),
                lambda z, y: -np.dot(y, np.log(softmax(z))).mean(),
            ),
        ),
        Mistake(
            "in place",
            mistakes.entropy_in_place,
            "Afterwards the logits are gone: z -= … writes into the array that you were given. "
            "z - … makes a new one.",
        ),
    ),
    alternatives=(
        answers.entropy_by_index,
        answers.entropy_row_by_row,
        answers.entropy_by_margins,
        lambda z, y: -np.vdot(y, mistakes.log_softmax(z)) / len(z),
    ),
)

LOGIT_GRADIENT = Exercise(
    room="digits",
    name="logit_gradient",
    reference=net.logit_gradient,
    draw=drawn.logits_and_targets,
    draws=60,
    properties=(properties.is_slope_of_the_loss,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "The loss of a row is log(sum of all powers) minus the right logit. Each logit is in "
        "the first part; which is in the second?",
        "The slope of log(sum) in one logit is its power, divided by the sum. You have a "
        "function for that. And the slope of the second part is 1 or 0.",
        "So in each row: what softmax says, minus 1 at the right class. And the loss is a mean "
        "over rows.",
    ),
    mistakes=(
        Mistake(
            "not divided",
            lambda z, y: softmax(z) - y,
            "That is the slope of the sum. The loss is a mean over rows, so each of them moves "
            "it by less.",
        ),
        Mistake(
            "sign",
            lambda z, y: (y - softmax(z)) / len(z),
            "Turned round: in yours the loss would fall when a wrong class gets a larger "
            "logit. Which is subtracted from which?",
            also=(lambda z, y: y - softmax(z), lambda z, y: (y - softmax(z)) / y.size),
        ),
        Mistake(
            "divided by something else",
            lambda z, y: (softmax(z) - y) / z.size,
            "The right directions, the wrong size. The loss is a mean over the rows, not over "
            "all entries: divide by how many rows there are.",
            also=(
                lambda z, y: (softmax(z) - y) / z.shape[1],
                lambda z, y: (softmax(z) - y) / 2,
                lambda z, y: (softmax(z) - y) / len(z) ** 2,
                lambda z, y: (softmax(z) - y) * len(z),
                lambda z, y: 2 * (softmax(z) - y) / len(z),
                lambda z, y: 2 * (softmax(z) - y),
                lambda z, y: (softmax(z) - y) / (2 * len(z)),
            ),
        ),
        Mistake(
            "the sigmoid's slope",
            lambda z, y: (p := softmax(z)) * (1 - p) * (p - y) / len(z),
            "p * (1 - p) was there for the squared error behind a sigmoid. With the "
            "cross-entropy behind a softmax it cancels out: derive the slope of the loss in "
            "z as a whole.",
            also=(
                lambda z, y: (p := softmax(z)) * (1 - p) * (p - y),
                lambda z, y: (p := softmax(z)) * (1 - p) * (y - p) / len(z),
                lambda z, y: (p := softmax(z)) * (1 - p) * (y - p),
                lambda z, y: (p := softmax(z)) * (1 - p) / len(z),
                lambda z, y: (p := softmax(z)) * (1 - p),
                lambda z, y: (p := softmax(z)) * (1 - p) * (p - y) / z.size,
            ),
        ),
        Mistake(
            "minus 1 everywhere",
            lambda z, y: (softmax(z) - 1) / len(z),
            "The 1 is subtracted in too many places. In each row it belongs to one class: the "
            "right one.",
            also=(
                mistakes.minus_one_in_whole_columns,
                mistakes.minus_one_in_whole_rows,
                lambda z, y: mistakes.minus_one_in_whole_columns(z, y) * len(z),
                lambda z, y: mistakes.minus_one_in_whole_rows(z, y) * len(z),
                lambda z, y: softmax(z) - 1,
            ),
        ),
        Mistake(
            "the right class only",
            lambda z, y: y * (softmax(z) - 1) / len(z),
            "In yours the wrong classes have the slope 0. But a larger logit of theirs takes "
            "probability away from the right one: the loss grows.",
            also=(
                lambda z, y: y * (softmax(z) - 1),
                lambda z, y: y * (1 - softmax(z)) / len(z),
                lambda z, y: y * softmax(z) / len(z),
                lambda z, y: -y / len(z),
                lambda z, y: y * mistakes.log_softmax(z) / len(z),
            ),
        ),
        Mistake(
            "slope in the probabilities",
            lambda z, y: -y / softmax(z) / len(z),
            "-1/p is the slope in the probability. Asked for is the one in the logits: every "
            "logit of a row moves every probability of it. Taken together, much cancels.",
            also=(
                lambda z, y: -y / softmax(z),
                lambda z, y: -np.where(y == 1, 1 / softmax(z), 0) / len(z),
                lambda z, y: -np.where(y == 1, 1 / softmax(z), 0),
                lambda z, y: ((p := softmax(z)) - y) / (p * (1 - p)) / len(z),
                lambda z, y: ((p := softmax(z)) - y) / (p * (1 - p)),
                lambda z, y: -y / ((p := softmax(z)) + 1e-12) / len(z) + 0 * p,
            ),
        ),
        Mistake(
            "no softmax",
            lambda z, y: (z - y) / len(z),
            "You compare the logits with y. What is to be compared with y are the probabilities.",
            also=(
                lambda z, y: z - y,
                lambda z, y: (np.exp(z) - y) / len(z),
                lambda z, y: (powers(z) - y) / len(z),
                lambda z, y: (mistakes.log_softmax(z) - y) / len(z),
                lambda z, y: (np.log(softmax(z)) - y) / len(z),
            ),
        ),
        Mistake(
            "sigmoid",
            lambda z, y: (sigmoid(z) - y) / len(z),
            "That is the slope behind a sigmoid for each class. Here the classes of a row "
            "share one probability of 1: softmax.",
            also=(
                lambda z, y: sigmoid(z) - y,
                lambda z, y: (1 / (1 + np.exp(-z)) - y) / len(z),
            ),
        ),
        Mistake(
            "softmax twice",
            lambda z, y: (softmax(softmax(z)) - y) / len(z),
            "Softmax is taken twice. What comes in are logits; once is enough.",
            also=(lambda z, y: softmax(softmax(z)) - y,),
        ),
        Mistake(
            "no target",
            lambda z, y: softmax(z) / len(z),
            "Yours is the same whichever class is right. Where does y come in?",
            also=(
                lambda z, y: softmax(z),
                lambda z, y: (1 - y) * softmax(z) / len(z),
                lambda z, y: (softmax(z) + y) / len(z),
                lambda z, y: (softmax(z) - (1 - y)) / len(z),
            ),
        ),
        Mistake(
            "over columns",
            lambda z, y: (softmax(z.T).T - y) / len(z),
            "Your probabilities add up to 1 along the columns, or all together. The classes of "
            "one row are the ones that share.",
            also=(
                lambda z, y: (np.exp(z) / np.exp(z).sum(axis=0) - y) / len(z),
                lambda z, y: (np.exp(z) / np.exp(z).sum() - y) / len(z),
                lambda z, y: ((e := powers(z, z.max())) / e.sum() - y) / len(z),
            ),
        ),
        Mistake(
            "no shift",
            lambda z, y: (per_row(np.exp(z)) - y) / len(z),
            "Right for small logits. For large ones the powers are infinity or 0, and your "
            "probabilities NaN. You have a softmax that can do it.",
            also=(
                lambda z, y: per_row(np.exp(z)) - y,
                lambda z, y: (per_row(powers(z, z.max())) - y) / len(z),
            ),
        ),
        Mistake(
            "rows melted down",
            lambda z, y: (softmax(z) - y).mean(axis=0),
            "A slope is asked for each logit of each row. Divide by the number of rows, but "
            "let every row be.",
            also=(
                lambda z, y: (softmax(z) - y).sum(axis=0),
                lambda z, y: (softmax(z) - y).mean(axis=1),
                lambda z, y: (softmax(z) - y).mean(axis=1, keepdims=True),
                lambda z, y: (softmax(z) - y).mean(axis=0, keepdims=True),
                lambda z, y: (softmax(z) - y).sum(axis=1, keepdims=True) / len(z),
                lambda z, y: (softmax(z) - y).mean(),
            ),
        ),
        Mistake(
            "the loss itself",
            lambda z, y: cross_entropy(z, y),
            "That is the loss. Asked for is by how much it moves when a logit does, for each "
            "of them.",
            also=(
                lambda z, y: -y * mistakes.log_softmax(z) / len(z),
                lambda z, y: -y * mistakes.log_softmax(z),
                lambda z, y: -y * np.log(softmax(z)) / len(z),
                lambda z, y: -y * np.log(softmax(z)),
            ),
        ),
        Mistake(
            "in place",
            mistakes.gradient_with_targets_changed,
            "Afterwards y or z is another: -= writes into the array that you were given. "
            "Subtract with -, or take a .copy() first.",
            also=(mistakes.gradient_in_place,),
        ),
    ),
    alternatives=(
        answers.gradient_one_less_at_the_right,
        answers.gradient_through_the_whole_softmax,
        lambda z, y: np.exp(mistakes.log_softmax(z)) / len(z) - y / len(z),
    ),
)
