"""Lesson 04 asks for gradients that are not too long: how they are judged."""

import numpy as np

from course.addition import (
    answers,
    drawn,
    mistakes_of_clipping as mistakes,
    net,
    properties,
    symptoms,
)
from course.addition.mistakes_of_slopes import scaled
from course.kit.checking import Exercise, Mistake

CLIP = Exercise(
    room="addition",
    name="clip",
    reference=net.clip,
    draw=drawn.gradients,
    draws=24,
    properties=(properties.is_no_longer_than_most,),
    view=symptoms.numbers,
    returns=("the result", "the result"),
    hints=(
        "Think of all the numbers, of all matrices, as one long arrow. How long is it?",
        "The length is the root of the sum of all squares. If it is more than most, everything "
        "is multiplied by the same factor: which one makes the length most?",
        "norm = np.sqrt(sum(np.sum(g**2) for g in gradients.values())); the factor is most / "
        "norm if norm > most, else 1. Return a new dict.",
    ),
    mistakes=(
        Mistake(
            "number by number",
            lambda gradients, most: {
                name: np.clip(g, -most, most) for name, g in gradients.items()
            },
            "You clip each number by itself. Then the large ones shrink and the small ones do "
            "not, and the arrow points elsewhere.",
            also=(
                lambda gradients, most: {n: np.minimum(g, most) for n, g in gradients.items()},
                lambda gradients, most: {n: np.maximum(g, -most) for n, g in gradients.items()},
                lambda gradients, most: np.clip(gradients, -most, most),
            ),
        ),
        Mistake(
            "nothing when short",
            mistakes.clipped_and_nothing_when_short,
            "Yours hands something back only when there is something to shorten. Gradients "
            "that are short already come back as they are.",
        ),
        Mistake(
            "matrix by matrix",
            mistakes.clipped_each,
            "You clip each matrix by itself. The length of all together is meant, and one "
            "factor for all.",
            also=(
                lambda gradients, most: {
                    name: g * most / np.linalg.norm(g) for name, g in gradients.items()
                },
                lambda gradients, most: {
                    name: g * min(1.0, most / np.abs(g).max()) for name, g in gradients.items()
                },
            ),
        ),
        Mistake(
            "short ones made longer",
            lambda gradients, most: scaled(gradients, most / net.length(gradients)),
            "Yours makes short gradients longer, and finds no length for those that are 0. "
            "What is not longer than most stays as it is.",
        ),
        Mistake(
            "squared length",
            lambda gradients, most: mistakes.clipped_by(
                gradients, most, net.length(gradients) ** 2
            ),
            "That is the squared length: the root is missing.",
        ),
        Mistake(
            "another length",
            lambda gradients, most: mistakes.clipped_by(
                gradients, most, sum(np.sqrt(np.sum(g**2)) for g in gradients.values())
            ),
            "You measure another kind of length. Square every number of every matrix, add them "
            "all up, and take the root once, at the end.",
            also=tuple(
                mistakes.clipped_by_length(length)
                for length in (
                    lambda arrays: max(np.sqrt(np.sum(g**2)) for g in arrays),
                    lambda arrays: max(np.abs(g).max() for g in arrays),
                    lambda arrays: sum(np.abs(g).sum() for g in arrays),
                    lambda arrays: np.sqrt(sum(np.sum(g) ** 2 for g in arrays)),
                    lambda arrays: np.sqrt(np.mean([np.mean(g**2) for g in arrays])),
                    lambda arrays: np.sqrt(sum(np.mean(g**2) for g in arrays)),
                    lambda arrays: np.mean([np.linalg.norm(g) for g in arrays]),
                    lambda arrays: np.linalg.norm(arrays[0]),
                    lambda arrays: np.linalg.norm(arrays[1]),
                    lambda arrays: np.linalg.norm(arrays[2]),
                )
            ),
        ),
        Mistake(
            "in place",
            mistakes.clipped_in_place,
            "*= and gradients[name] = … write into what you were given. Put the shorter ones "
            "into a new dict.",
            also=(mistakes.clipped_into_the_old_dict,),
        ),
        Mistake(
            "to length 1",
            mistakes.clipped_to_one,
            "Long gradients of yours end with the length 1. They should end with the length most.",
            also=(lambda gradients, most: scaled(gradients, 1 / net.length(gradients)),),
        ),
        Mistake(
            "the wrong way round",
            mistakes.clipped_if_short,
            "It is the other way round: long gradients should become shorter, and short ones "
            "stay. Look at < and >, at min and max, and at what is divided by what.",
            also=(
                mistakes.clipped_to_longer,
                lambda gradients, most: scaled(gradients, max(1.0, most / net.length(gradients))),
            ),
        ),
        Mistake(
            "thrown away",
            mistakes.clipped_to_nothing,
            "Yours makes long gradients 0, and nothing is learned from them. Shorten them only.",
        ),
        Mistake(
            "no dict",
            mistakes.clipped_as_list,
            "Return a dict with the keys you were given, and an array for each.",
            also=(
                lambda gradients, most: min(1.0, most / net.length(gradients)),
                lambda gradients, most: net.length(gradients),
            ),
        ),
        Mistake(
            "nothing divided by nothing",
            mistakes.clipped_to_nan,
            "Right, but for gradients that are all 0: their length is 0, and 0 / 0 is no "
            "number. Divide only if they are too long.",
            also=(mistakes.clipped_by_root_of_floats,),
        ),
        Mistake(
            "nothing clipped",
            lambda gradients, most: dict(gradients),
            "Yours leaves everything as it is, also what is longer than most.",
        ),
    ),
    alternatives=(
        answers.clipped_as_one_vector,
        lambda gradients, most: scaled(gradients, most / max(most, net.length(gradients))),
    ),
)
