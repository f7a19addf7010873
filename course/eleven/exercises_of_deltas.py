"""Lesson 01 asks for the blame that each unit gets: how that is judged."""

import numpy as np

from course.eleven import drawn, net, properties
from course.eleven.net import sigmoid, slope
from course.kit.checking import Exercise, Mistake

OUTPUT_DELTA = Exercise(
    room="eleven",
    name="output_delta",
    reference=net.output_delta,
    draw=drawn.output_delta,
    properties=(properties.is_slope_of_half_square,),
    hints=(
        "Two things multiplied: how wrong, and how steep.",
        "How wrong: p - y. How steep: the slope of the sigmoid at its output p.",
        "(p - y) * slope(p)",
    ),
    mistakes=(
        Mistake(
            "sign convention",
            lambda p, y: (y - p) * slope(p),
            "That is the direction to walk: the slope with the other sign. "
            "Both conventions work; ours is p - y here and a minus in the update.",
        ),
        Mistake(
            "error only",
            lambda p, y: p - y,
            "That says how wrong. Multiply it by how steep the sigmoid is there.",
        ),
        Mistake(
            "slope only",
            lambda p, y: slope(p),
            "That says how steep. Multiply it by how wrong the prediction is.",
        ),
        Mistake(
            "slope of the error",
            lambda p, y: (p - y) * (p - y) * (1 - (p - y)),
            "You gave the error to the slope. The slope is taken at the output p.",
        ),
        Mistake(
            "squared error",
            lambda p, y: (p - y) ** 2 * slope(p),
            "The loss has the square. Its derivative has the error itself, with its sign.",
        ),
        Mistake(
            "sigmoid applied again",
            lambda p, y: (p - y) * slope(sigmoid(p)),
            "p is already the output of the sigmoid. Yours squashes it a second time.",
        ),
        Mistake(
            "slope of the target",
            lambda p, y: (p - y) * y * (1 - y),
            "The sigmoid stands where the prediction is: slope(p), not slope(y).",
        ),
        Mistake(
            "missing brackets",
            lambda p, y: p - y * slope(p),
            "Without brackets only y is multiplied by the slope: * goes before -.",
        ),
        Mistake(
            "doubled",
            lambda p, y: 2 * (p - y) * slope(p),
            "The 2 that comes down from the square is cancelled: the loss is half the square.",
            also=(lambda p, y: 2 * (y - p) * slope(p),),
        ),
        Mistake(
            "size of the error",
            lambda p, y: np.abs(p - y) * slope(p),
            "The sign is lost: too high and too low now ask for the same change.",
        ),
    ),
    alternatives=(
        lambda p, y: (p - y) * (p - p**2),
        lambda p, y: -(y - p) * p * (1 - p),
    ),
)

HIDDEN_DELTA = Exercise(
    room="eleven",
    name="hidden_delta",
    reference=net.hidden_delta,
    draw=drawn.hidden_delta,
    properties=(properties.is_slope_through_weights,),
    hints=(
        "Each hidden unit takes blame in proportion to the weight it used to speak.",
        "Shapes lead the way: (n_rows, n_outputs) times what gives (n_rows, n_hidden)?",
        "(delta1 @ W1.T) * slope(h)",
    ),
    mistakes=(
        Mistake(
            "no slope",
            lambda delta1, W1, h: delta1 @ W1.T,
            "The blame arrives. Now multiply by how steep each hidden sigmoid is: slope(h).",
        ),
        Mistake(
            "h for its slope",
            lambda delta1, W1, h: (delta1 @ W1.T) * h,
            "You multiplied by h itself. The chain rule asks for its slope, h * (1 - h).",
        ),
        Mistake(
            "slope inside the product",
            lambda delta1, W1, h: delta1 @ (W1.T * slope(h)),
            "Your slope is multiplied into the weights, before the blame has come through "
            "them. First delta1 @ W1.T; that has a place for each hidden unit in each row, "
            "and so has slope(h).",
            also=(lambda delta1, W1, h: delta1 @ (slope(h) * W1.T),),
        ),
        Mistake(
            "no transpose",
            lambda delta1, W1, h: (delta1 @ W1) * slope(h),
            "W1 carries hidden to output. Going back it must be turned round: W1.T.",
            also=(lambda delta1, W1, h: np.dot(delta1, W1) * slope(h),),
        ),
        Mistake(
            "elementwise product",
            lambda delta1, W1, h: delta1 * W1.T * slope(h),
            "* multiplies number by number. The blame of all outputs has to add up in each "
            "hidden unit: that is @.",
        ),
        Mistake(
            "product turned round",
            lambda delta1, W1, h: (W1 @ delta1) * slope(h),
            "Each row of delta1 is one example, as each row of h is: so delta1 stands on the "
            "left, and W1.T on the right.",
            also=(lambda delta1, W1, h: W1.T @ delta1 * slope(h),),
        ),
        Mistake(
            "reshaped",
            lambda delta1, W1, h: (delta1 @ W1.reshape(W1.shape[::-1])) * slope(h),
            "reshape keeps the numbers in their order and only cuts the rows elsewhere. W1.T "
            "makes columns of the rows.",
        ),
        Mistake(
            "sigmoid applied again",
            lambda delta1, W1, h: (delta1 @ W1.T) * slope(sigmoid(h)),
            "h is already the output of the sigmoid. Yours squashes it a second time.",
        ),
        Mistake(
            "slope of the delta",
            lambda delta1, W1, h: (delta1 @ W1.T) * slope(delta1 @ W1.T),
            "The slope is taken where the sigmoid stands: at h, not at the delta.",
        ),
        Mistake(
            "size of the weights",
            lambda delta1, W1, h: (delta1 @ np.abs(W1).T) * slope(h),
            "The sign of a weight matters: a unit that held the output down is blamed less.",
        ),
        Mistake(
            "sign turned",
            lambda delta1, W1, h: -(delta1 @ W1.T) * slope(h),
            "The sign is already in delta1. It goes back through the weights as it is. Or is "
            "your slope h * (h - 1)?",
            also=(lambda delta1, W1, h: (delta1 @ W1.T) * h * (h - 1),),
        ),
    ),
    alternatives=(
        lambda delta1, W1, h: np.einsum("nk,hk->nh", delta1, W1) * (h - h * h),
        lambda delta1, W1, h: (W1 @ delta1.T).T * h * (1 - h),
    ),
)
