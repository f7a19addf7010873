"""What a run over mini-batches is made of: one vector of weights, rows dealt out, a fading step.

None of it knows what kind of network is trained.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

import numpy as np

from course.descent.net import check_alpha
from course.kit.steps import Params, Step

S = TypeVar("S", bound=Step)


def in_one_vector(params: Params) -> tuple[Params, np.ndarray]:
    """Copy all parameters into one long vector, so that one line updates them all.

    Returns
    -------
    params : dict with the same names and shapes; each array is a view of its part of the vector
    weights : ndarray of shape (n_parameters,), in the order of the dict
    """
    weights = np.concatenate([np.ravel(value) for value in params.values()]).astype(float)
    ends = np.cumsum([np.size(value) for value in params.values()])
    parts = np.split(weights, ends[:-1])
    named = zip(params.items(), parts, strict=True)
    return {name: part.reshape(np.shape(value)) for (name, value), part in named}, weights


def dealt(
    X: np.ndarray, y: np.ndarray, batches: list[np.ndarray]
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The rows of one batch after the other. All are copied once, which is cheaper than in turn."""
    order, start = np.concatenate(batches), 0
    X, y = X[order], y[order]
    for rows in batches:
        end = start + len(rows)
        yield X[start:end], y[start:end]
        start = end


def quietly(run: Iterator[S]) -> Iterator[S]:
    """The same steps. Weights that are far too large end as no numbers at all, and they may."""
    while True:
        with np.errstate(over="ignore", invalid="ignore"):
            step = next(run, None)
        if step is None:
            return
        yield step


def fading(alpha: float) -> Callable[[float], float]:
    """A step size that fades from ``alpha`` to 0 along half a cosine, for ``train``.

    After Loshchilov and Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", 2017,
    without the restarts.

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0.
    """
    check_alpha(alpha)
    return lambda done: alpha * (1 + np.cos(np.pi * done)) / 2


def check_decay(decay: float) -> None:
    """Refuse a weight decay that pulls at no weight, but pushes, or makes no number of it.

    Raises
    ------
    ValueError
        If it is not a finite number of 0 or more.
    """
    if not decay >= 0:
        raise ValueError(
            f"decay is {decay}, so weights would be pushed away from 0: choose 0 or more"
        )
    if decay == np.inf:
        raise ValueError(f"decay is {decay}, which leaves no weight a number: choose a finite one")


def finish(run: Iterator[Step]) -> Params:
    """Drain a run, and give the parameters after its last update.

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    last = None
    for last in run:  # noqa: B007
        pass
    if last is None:
        raise ValueError("the run has no steps; train for one epoch or more")
    return last.params
