"""Lesson 03: what the coin tosses cost."""

from functools import cache, partial

import numpy as np

from benches.turns import Work
from course.dropout import data, net

digits = cache(lambda: data.digits(np.random.default_rng(0)))


def masked(steps: int, rate: float) -> None:
    """Training on the two hundred digits of lesson 03."""
    run = net.train(
        digits().X, digits().y, hidden=100, rate=rate, steps=steps, rng=np.random.default_rng(0)
    )
    for _ in run:
        pass


WORK: Work = {
    "without": (partial(masked, rate=0), 20),
    "with": (partial(masked, rate=0.5), 20),
}
PAIRS = (("with", "without", "a step on 200 digits with dropout against without"),)
