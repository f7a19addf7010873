"""Lesson 07 asks for the spread of first weights: how it is judged."""

import numpy as np

from course.graveyard import drawn, net, properties
from course.kit.checking import Exercise, Mistake

HE_STD = Exercise(
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
            "The root goes over the whole fraction; yours ends before the /. Mind the brackets.",
            also=(lambda fan_in: 2**0.5 / fan_in,),
        ),
        Mistake(
            "upside down",
            lambda fan_in: np.sqrt(fan_in / 2),
            "Yours grows with fan_in. The more products are added up, the smaller each has to be.",
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
)
