"""The three dead of the lesson that have no name, and what they were meant to be."""

import numpy as np

from course.graveyard.graves import GRAVES
from course.graveyard.trial import Trial

LYING = ("dead ReLUs", "labels shuffled", "gradient not reset")
MEANT = """\
body    dense()
table   pictures
start   {"sizes": (64, 32, 10)}
scale   INK
alpha   0.1
epochs  8
batch   25
deal    minibatches
update  plain
"""


def corpse(number: int, *, seed: int = 0) -> Trial:
    """One of the three, as it died.

    Parameters
    ----------
    number : 1, 2 or 3
    seed : another one is another death of the same cause

    Raises
    ------
    ValueError
        If there is no such corpse.
    """
    if number not in range(1, len(LYING) + 1):
        raise ValueError(f"there is no corpse {number}: choose one from 1 to {len(LYING)}")
    return GRAVES[LYING[number - 1]].dies(np.random.default_rng(seed))
