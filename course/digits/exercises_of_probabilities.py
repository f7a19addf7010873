"""Lesson 06 asks for probabilities: how that is judged."""

import numpy as np

from course.digits import (
    answers,
    drawn,
    mistakes_of_probabilities as mistakes,
    net,
    properties,
    symptoms,
)
from course.digits.mistakes_of_costs import log_softmax
from course.digits.net import softmax
from course.eleven.net import sigmoid
from course.kit.checking import SHOWN, Exercise, Mistake

SOFTMAX = Exercise(
    room="digits",
    name="softmax",
    reference=net.softmax,
    draw=drawn.logits,
    draws=60,
    properties=(properties.is_a_distribution,),
    view=symptoms.numbers,
    returns=SHOWN,
    hints=(
        "Three steps: move the logits, take powers, divide by their sum. Each row for itself.",
        "A sum over each row is .sum(axis=1). With keepdims=True it stays a column, and a "
        "table can be divided by it. The same goes for .max.",
        "e = np.exp(z - z.max(axis=1, keepdims=True)), and then each row by its own sum.",
    ),
    mistakes=(
        Mistake(
            "over columns",
            lambda z: softmax(z.T).T,
            "Your columns add up to 1. Each row is one picture, so it is the rows that should: "
            "which axis runs along a row? (Python's own sum adds rows up, too.)",
            also=(
                mistakes.softmax_by_map,
                lambda z: (e := mistakes.powers(z)) / e.sum(axis=0),
                lambda z: (e := mistakes.powers(z, z.max())) / e.sum(axis=0),
                lambda z: (e := mistakes.powers(z)) / e.sum(axis=0) / len(z),
            ),
        ),
        Mistake(
            "over the whole table",
            lambda z: (e := mistakes.powers(z, z.max())) / e.sum(),
            "All your numbers together add up to 1. Each row should, for itself: give the sum "
            "an axis.",
            also=(
                lambda z: (e := np.exp(z)) / e.sum(),
                lambda z: (e := mistakes.powers(z)) / e.sum(),
            ),
        ),
        Mistake(
            "no shift",
            lambda z: mistakes.per_row(np.exp(z)),
            "Right for small logits. But e**1000 is infinity for a computer, and e**-1000 is "
            "0; one divided by the other is NaN. What has to be taken from a whole row "
            "first, so that no power of it is above 1?",
            also=(
                lambda z: np.nan_to_num(mistakes.per_row(np.exp(z))),
                lambda z: (e := np.exp(z)) / (e.sum(axis=1, keepdims=True) + 1e-8),
                lambda z: (e := np.exp(z)) / (e.sum(axis=1, keepdims=True) + 1e-12),
                lambda z: mistakes.per_row(np.exp(z) + 1e-12),
                lambda z: mistakes.per_row(np.exp(z) + 1e-8),
            ),
        ),
        Mistake(
            "one shift for all",
            lambda z: mistakes.per_row(mistakes.powers(z, z.max())),
            "In a row that lies far below what you take away every power becomes 0, and 0 / 0 "
            "is NaN. Each row has a largest of its own: take that.",
            also=(lambda z: np.nan_to_num(mistakes.per_row(mistakes.powers(z, z.max()))),),
        ),
        Mistake(
            "shifted once",
            lambda z: mistakes.powers(z) / np.exp(z).sum(axis=1, keepdims=True),
            "The powers and their sum are of different logits: in yours only one of them has "
            "the largest taken out. Sum up the very powers that you divide.",
            also=(
                lambda z: np.exp(z) / mistakes.powers(z).sum(axis=1, keepdims=True),
                lambda z: mistakes.powers(z, z.max()) / np.exp(z).sum(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "the columns' largest",
            lambda z: mistakes.per_row(mistakes.powers(z, z.max(axis=0))),
            "What you take away differs from column to column, so it does change the "
            "probabilities. It has to be the same along a row: which axis?",
            also=(lambda z: (e := mistakes.powers(z, z.max(axis=0))) / e.sum(),),
        ),
        Mistake(
            "another shift",
            lambda z: mistakes.per_row(mistakes.powers(z, z.min(axis=1, keepdims=True))),
            "Any shift is right on paper, but yours leaves powers that are too large, or only "
            "such as are 0. After which shift is none above 1, and one of them 1?",
            also=(
                lambda z: mistakes.per_row(mistakes.powers(z, z.mean(axis=1, keepdims=True))),
                lambda z: mistakes.per_row(mistakes.powers(z, z.min())),
            ),
        ),
        Mistake(
            "keepdims forgotten",
            lambda z: (e := mistakes.powers(z)) / e.sum(axis=1),
            "z.max(axis=1) and e.sum(axis=1) are one flat row, and NumPy lays it along the "
            "columns. With keepdims=True it is a column, with a number for each row.",
            also=(
                lambda z: (e := np.exp(z)) / e.sum(axis=1),
                lambda z: mistakes.per_row(mistakes.powers(z, z.max(axis=1))),
                lambda z: (e := mistakes.powers(z, z.max(axis=1))) / e.sum(axis=1),
                lambda z: (e := mistakes.powers(z, z.max())) / e.sum(axis=1),
            ),
        ),
        Mistake(
            "no powers",
            lambda z: z / z.sum(axis=1, keepdims=True),
            "You divide the logits themselves by their sum. They may be negative, and "
            "probabilities may not: first e to the power of each.",
            also=(
                lambda z: mistakes.per_row(z - z.max(axis=1, keepdims=True)),
                lambda z: mistakes.per_row(z - z.min(axis=1, keepdims=True)),
                lambda z: mistakes.per_row(np.abs(z)),
                lambda z: mistakes.per_row(np.maximum(z, 0)),
                lambda z: mistakes.per_row(1.0 * z**2),
            ),
        ),
        Mistake(
            "not divided",
            lambda z: mistakes.powers(z),
            "Those are the powers. To make each row add up to 1, something is left to do.",
            also=(
                lambda z: np.exp(z),
                lambda z: mistakes.powers(z, z.max()),
                lambda z: (e := mistakes.powers(z)) / e.mean(axis=1, keepdims=True),
                lambda z: (e := mistakes.powers(z)) / e.shape[1],
                lambda z: (e := mistakes.powers(z)) / len(e),
                lambda z: np.exp(z) / np.exp(z).max(axis=1, keepdims=True),
            ),
        ),
        Mistake(
            "sigmoid",
            sigmoid,
            "That is the sigmoid: each logit by itself, as if every class were a question of "
            "its own. Here the classes share one probability of 1.",
            also=(
                lambda z: 1 / (1 + np.exp(-z)),
                lambda z: mistakes.per_row(1 / (1 + np.exp(-z))),
                lambda z: np.exp(z) / (1 + np.exp(z)),
            ),
        ),
        Mistake(
            "logarithm",
            lambda z: log_softmax(z),
            "That is the logarithm of what is asked for. The exercise after this one wants it; "
            "here the probabilities themselves.",
            also=(
                lambda z: np.log(softmax(z)),
                lambda z: -np.log(softmax(z)),
                lambda z: -log_softmax(z),
                lambda z: np.log(mistakes.per_row(np.exp(z))),
            ),
        ),
        Mistake(
            "the largest takes all",
            lambda z: (z == z.max(axis=1, keepdims=True)) * 1.0,
            "Yours gives 1 to the largest and 0 to all others. Softmax is softer: the others "
            "keep a share, by how far they are behind.",
            also=(
                lambda z: np.eye(z.shape[1])[z.argmax(axis=1)],
                lambda z: np.round(softmax(z)),
                lambda z: z.argmax(axis=1),
            ),
        ),
        Mistake(
            "turned round",
            lambda z: softmax(-z),
            "In yours the largest logit gets the smallest probability. Look for a minus too many.",
            also=(lambda z: mistakes.per_row(np.exp(-z)), lambda z: 1 - softmax(z)),
        ),
        Mistake(
            "divided by the largest",
            lambda z: softmax(z / z.max(axis=1, keepdims=True)),
            "You divide the logits by the largest, or by how far they spread. That changes how "
            "far apart they are, and so the probabilities. Take it away, with -.",
            also=(
                lambda z: softmax(z / z.max()),
                lambda z: softmax(z / np.abs(z).max()),
                lambda z: softmax(z / np.abs(z).max(axis=1, keepdims=True)),
                lambda z: mistakes.per_row(np.exp(z / z.max(axis=1, keepdims=True))),
                lambda z: mistakes.per_row(np.exp(z / z.max())),
                lambda z: softmax((z - z.mean()) / z.std()),
            ),
        ),
        Mistake(
            "clipped",
            lambda z: mistakes.per_row(np.exp(np.clip(z, -500, 500))),
            "You cut large logits off, so that 1000 and 990 become the same number. They "
            "differ by 10, and that is all that counts: move them instead.",
            also=(
                lambda z: mistakes.per_row(np.exp(np.minimum(z, 500))),
                lambda z: softmax(np.clip(z, -500, 500)),
            ),
        ),
        Mistake(
            "in place",
            mistakes.softmax_in_place,
            "Afterwards the logits are gone: z -= … and z[…] = … write into the array that you "
            "were given. z - … makes a new one.",
            also=(
                mistakes.softmax_all_in_place,
                mistakes.softmax_in_place_by_row,
                mistakes.softmax_written_over,
            ),
        ),
    ),
    alternatives=(
        answers.softmax_on_its_side,
        answers.softmax_row_by_row,
        answers.softmax_by_differences,
        lambda z: np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True)),
    ),
)
