"""Numbers that others have published, digit for digit, and where they stand."""

import functools
from typing import NamedTuple

import numpy as np

from course.addition import exam, net

# Andrew Trask, "Anyone Can Learn To Code an LSTM-RNN in Python (Part 1: RNN)", 2015,
# https://iamtrask.github.io/2015/11/15/anyone-can-code-lstm/
# Sums of eight bits, RandomState(0), sixteen hidden units, alpha = 0.1, 10,000 steps. Every
# thousandth step prints the error, the predicted and the true bits, highest first, and the sum.
PRINTED = """\
Error:[ 3.45638663]
Pred:[0 0 0 0 0 0 0 1]
True:[0 1 0 0 0 1 0 1]
9 + 60 = 1
------------
Error:[ 3.63389116]
Pred:[1 1 1 1 1 1 1 1]
True:[0 0 1 1 1 1 1 1]
28 + 35 = 255
------------
Error:[ 3.91366595]
Pred:[0 1 0 0 1 0 0 0]
True:[1 0 1 0 0 0 0 0]
116 + 44 = 72
------------
Error:[ 3.72191702]
Pred:[1 1 0 1 1 1 1 1]
True:[0 1 0 0 1 1 0 1]
4 + 73 = 223
------------
Error:[ 3.5852713]
Pred:[0 0 0 0 1 0 0 0]
True:[0 1 0 1 0 0 1 0]
71 + 11 = 8
------------
Error:[ 2.53352328]
Pred:[1 0 1 0 0 0 1 0]
True:[1 1 0 0 0 0 1 0]
81 + 113 = 162
------------
Error:[ 0.57691441]
Pred:[0 1 0 1 0 0 0 1]
True:[0 1 0 1 0 0 0 1]
81 + 0 = 81
------------
Error:[ 1.42589952]
Pred:[1 0 0 0 0 0 0 1]
True:[1 0 0 0 0 0 0 1]
4 + 125 = 129
------------
Error:[ 0.47477457]
Pred:[0 0 1 1 1 0 0 0]
True:[0 0 1 1 1 0 0 0]
39 + 17 = 56
------------
Error:[ 0.21595037]
Pred:[0 0 0 0 1 1 1 0]
True:[0 0 0 0 1 1 1 0]
11 + 3 = 14
------------
"""


def block(step):
    """What the post's program prints for one step, line by line."""
    # Its arrays were printed by a NumPy that left trailing zeros out.
    error = f"{step.error:.8f}".rstrip("0")
    digits = (f"{number:08b}" for number in (step.predicted, step.a + step.b))
    predicted, true = (" ".join(bits) for bits in digits)
    return (
        f"Error:[ {error}]\nPred:[{predicted}]\nTrue:[{true}]\n"
        f"{step.a} + {step.b} = {step.predicted}\n------------\n"
    )


class Run(NamedTuple):
    printed: str  # the blocks, as the post prints them
    kept: dict  # weights at every 500th step, the last included
    sample_right: float  # the first step with all sums of the panel's sample right, to the next 50


@functools.cache
def run():
    """The published run, trained once for all tests that ask something about it."""
    blocks, kept, sample_right, (X, y) = [], {}, np.inf, exam.exam(8)
    for step in net.train(rng=np.random.RandomState(0), steps=10_001, every=50):
        if step.index % 500 == 0:
            kept[step.index] = {name: W.copy() for name, W in step.params.items()}
        if step.index % 1_000 == 0 and step.index < 10_000:
            blocks.append(block(step))
        if sample_right == np.inf and net.right(net.forward(step.params, X)[0], y).all():
            sample_right = step.index
    return Run("".join(blocks), kept, sample_right)
