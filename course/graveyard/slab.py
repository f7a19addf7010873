"""The three dead of the lesson that have no name, and what they were meant to be."""

from collections.abc import Callable

import numpy as np

from course.graveyard.autopsy import autopsy
from course.graveyard.graves import GRAVES
from course.graveyard.trial import Trial
from course.graveyard.vitals import neighbour_agreement

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


def told(trial: Trial, wrong_gradients: Callable[..., object]) -> str:
    """What is at hand of a trial, in lines of text, and not what it died of.

    Parameters
    ----------
    trial : what the training left behind
    wrong_gradients : ``(loss_and_gradients, params, X, y) -> names``, the test of exercise 4. It is
        asked about the first weights and two rows
    """
    agree = neighbour_agreement(trial.X, trial.labels)
    wrong = wrong_gradients(
        trial.body.loss_and_gradients,
        {name: W.copy() for name, W in trial.start.items()},
        trial.X[:2],
        trial.y[:2],
    )
    first = [
        f"First {name}: mean {W.mean():.2g}, standard deviation {W.std():.2g}."
        for name, W in trial.start.items()
    ]
    lines = [
        str(autopsy(trial).vitals),
        "",
        *first,
        f"Nearest rows have the same label: {agree:.0%}.",
        f"A step, as a multiple of alpha times the gradient: {np.median(trial.strides):.2g} "
        "in the median.",
        f"Wrong gradients: {', '.join(map(str, wrong)) or 'none'}.",  # type: ignore[call-overload]
    ]
    return "\n".join(lines)
