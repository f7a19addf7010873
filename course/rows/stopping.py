"""Early stopping: train until the validation rows have not been named better for a while.

Which weights are kept is then chosen by the validation rows, so how good they are has to be asked
of others, the test rows, and once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isnan

from course.kit.steps import Params, Step


@dataclass(frozen=True)
class Standing:
    """How a network stands after so many updates.

    Attributes
    ----------
    index : how many updates there have been
    score : what was measured now; more is better
    best : the best so far
    since : how many looks ago that was; 0 if it is now
    params : the weights of the best, a copy
    """

    index: int
    score: float
    best: float
    since: int
    params: Params


def until_no_better(
    run: Iterator[Step],
    score: Callable[[Params], float],
    *,
    every: int,
    patience: int = 5,
) -> Iterator[Standing]:
    """Look at a network while it trains, and stop when it gets no better.

    Parameters
    ----------
    run : a run of ``net.train``, or of any other net of this course
    score : from weights to a number, more is better; such as the share of the validation rows
        that are named right
    every : int, 1 or more, how many updates are between two looks; the updates of an epoch, say
    patience : int, 1 or more, how many looks in a row may bring nothing better

    Yields
    ------
    Standing
        The first one before any update, the last one when patience is at its end or the run is
        over. A tie is nothing better: the earlier weights are kept.

    Raises
    ------
    ValueError
        If ``every`` or ``patience`` is below 1.
    """
    if every < 1 or patience < 1:
        raise ValueError(
            f"every is {every} and patience is {patience}: choose 1 or more of each, such as "
            "every=40, patience=5"
        )
    step = seen = None
    for step in run:
        if step.index % every == 0:
            seen = _look(step.index, score(step.params), step.params, seen)
            yield seen
            if seen.since >= patience:
                return
    if step is not None:  # the run has made one more update since its last step
        yield _look(step.index + 1, score(step.params), step.params, seen)


def _look(index: int, score: float, params: Params, before: Standing | None) -> Standing:
    """What is seen now, and the best of it and of what was seen before."""
    if before is not None and not (score > before.best or isnan(before.best)):
        return Standing(index, score, before.best, before.since + 1, before.params)
    return Standing(index, score, score, 0, {name: value.copy() for name, value in params.items()})
