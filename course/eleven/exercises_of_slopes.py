"""Lesson 01 asks for the sigmoid and for its slope: how that is judged."""

import math

import numpy as np

from course.eleven import drawn, net, properties
from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake

SIGMOID = Exercise(
    room="eleven",
    name="sigmoid",
    reference=net.sigmoid,
    draw=drawn.z,
    properties=(properties.rises_from_0_to_1,),
    hints=(
        "Large z should give nearly 1, very negative z nearly 0, and z = 0 one half.",
        "np.exp works on a whole array at once. So do + and /.",
        "One divided by: one plus e to the power of minus z. Mind the brackets.",
    ),
    mistakes=(
        Mistake(
            "sign of z",
            lambda z: 1 / (1 + np.exp(z)),
            "Yours falls where the sigmoid rises: below the line stands 1 plus e to the power "
            "of minus z, and nothing is taken from 1.",
            also=(lambda z: 1 - 1 / (1 + np.exp(-z)),),
        ),
        Mistake(
            "minus below the line",
            lambda z: 1 / (1 - np.exp(-z)),
            "Yours breaks at z = 0, where it divides by 0: below the line stands 1 plus the "
            "exponential, not minus.",
            also=(lambda z: 1 / (1 - np.exp(z)),),
        ),
        Mistake(
            "not divided",
            lambda z: 1 - np.exp(-z),
            "Yours falls far below 0 on the left. The sigmoid is 1 divided by a sum: 1 plus e "
            "to the power of minus z.",
            also=(lambda z: 1 - np.exp(z), lambda z: np.exp(-z)),
        ),
        Mistake(
            "math.exp",
            lambda z: 1 / (1 + math.exp(-z)),
            "math.exp takes one number. np.exp takes a whole array at once.",
        ),
        Mistake(
            "e cut short",
            lambda z: 1 / (1 + 2.718**-z),
            "Nearly: e has more digits than you gave it. np.exp(-z) knows them all.",
            also=(
                lambda z: 1 / (1 + 2.72**-z),
                lambda z: 1 / (1 + 2.7183**-z),
                lambda z: 1 / (1 + 2.71828**-z),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda z: 1 / 1 + np.exp(-z),
            "Yours is 1 + e**-z: without brackets, 1 / 1 + … divides first, then adds.",
        ),
        Mistake(
            "forgot the one",
            lambda z: 1 / np.exp(-z),
            "Yours grows without end. Below the line it is 1 plus the exponential.",
        ),
        Mistake(
            "tanh",
            lambda z: np.tanh(z),
            "That is the tanh: the same shape, but from -1 to 1. The sigmoid ends at 0 and 1.",
        ),
        Mistake(
            "hard step",
            lambda z: (z > 0) * 1.0,
            "That jumps from 0 to 1. A jump has no slope to learn from; the sigmoid is smooth.",
        ),
    ),
    alternatives=(
        lambda z: 0.5 * (1 + np.tanh(z / 2)),
        lambda z: np.exp(z) / (np.exp(z) + 1),
        lambda z: np.where(z > 0, 1 / (1 + np.exp(-z)), 1 - 1 / (1 + np.exp(z))),
    ),
)

SLOPE = Exercise(
    room="eleven",
    name="slope",
    reference=net.slope,
    draw=drawn.s,
    properties=(properties.is_measured_slope,),
    hints=(
        "You are given what came out of the sigmoid. You never need to know what went in.",
        "It is largest, one quarter, where s is one half, and 0 at both ends.",
        "s times one minus s.",
    ),
    mistakes=(
        Mistake(
            "sigmoid applied again",
            lambda s: sigmoid(s) * (1 - sigmoid(s)),
            "s is already the output of the sigmoid. Yours squashes it a second time.",
        ),
        Mistake(
            "plus for minus",
            lambda s: s * (1 + s),
            "Yours grows with s all the way. The slope must fall back to 0 where s nears 1.",
        ),
        Mistake(
            "sign turned",
            lambda s: s * (s - 1),
            "Yours is below 0, but the sigmoid rises everywhere: one minus s, not s minus one.",
        ),
        Mistake(
            "only one factor",
            lambda s: 1 - s,
            "That is 0 at s = 1, but not at s = 0. The sigmoid is flat at both ends.",
        ),
        Mistake(
            "slope of tanh",
            lambda s: 1 - s**2,
            "That is the slope of the tanh from its output. The sigmoid's is s * (1 - s).",
        ),
        Mistake(
            "slope in s",
            lambda s: 1 - 2 * s,
            "You took the derivative of s * (1 - s). s * (1 - s) is itself the derivative.",
        ),
    ),
    alternatives=(lambda s: s - s**2, lambda s: 0.25 - (s - 0.5) ** 2),
)
