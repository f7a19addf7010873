"""What training leaves behind: one record per update, a history, a sweep over settings.

Every ``train`` of the course is a generator of ``Step``. It never prints and never draws: whoever
drains it (a test, a plot, a live panel) decides what to do with each step.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

Params = dict[str, np.ndarray]
Rng = np.random.Generator | np.random.RandomState  # the second reproduces published runs


@dataclass(frozen=True, slots=True)
class Step:
    """The state of a run just before update number ``index``.

    Attributes
    ----------
    index : int
        Number of updates made so far, from 0.
    loss : float, or array of shape (n_runs,) when runs are stacked
        The quantity that the updates descend.
    error : float, or array of shape (n_runs,)
        Mean absolute error, or the lesson's own published measure.
    params : dict of str to ndarray
        The parameters themselves, not a copy: the next update changes them in place.
    """

    index: int
    loss: float
    error: float
    params: Params


@dataclass(frozen=True)
class History:
    """Every kept step of a run, as arrays of shape (n_kept,) or (n_kept, n_runs).

    ``params`` are the parameters after the last update.
    """

    index: np.ndarray
    loss: np.ndarray
    error: np.ndarray
    params: Params


def check_every(every: int) -> None:
    """Refuse what cannot say which steps are asked for.

    Raises
    ------
    ValueError
        If ``every`` is below 1.
    """
    if every < 1:
        raise ValueError(
            f"every is {every}: ask for each 1st, 10th or 100th step; choose 1 or more"
        )


def record(steps: Iterable[Step], *, every: int = 1) -> History:
    """Drain a run and keep each ``every``-th step.

    Raises
    ------
    ValueError
        If the run has no steps, or ``every`` is below 1.
    """
    check_every(every)
    kept, last = [], None
    for step in steps:
        last = step
        if step.index % every == 0:
            kept.append((step.index, step.loss, step.error))
    if last is None:
        raise ValueError("the run has no steps to record; train with steps=1 or more")
    index, loss, error = (np.array(column) for column in zip(*kept, strict=True))
    return History(index, loss, error, {name: value.copy() for name, value in last.params.items()})


def sweep(
    train: Callable[..., Iterator[Step]],
    grid: Mapping[str, Sequence[Any]],
    *,
    every: int = 100,
    n_jobs: int | None = None,
) -> list[tuple[dict[str, Any], History]]:
    """Train once for every combination in ``grid``, in the order of ``itertools.product``.

    Runs go through joblib, so the same line uses more cores with ``n_jobs=2``, or a cluster under
    ``joblib.parallel_config(backend="dask")``. A random generator would be shared between runs:
    put a seed in the grid and let ``train`` make its generator from it.

    Returns
    -------
    list of (settings, History)
    """
    import joblib  # slow to import, and most who need a Step never sweep

    settings = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    histories = joblib.Parallel(n_jobs=n_jobs)(
        joblib.delayed(_train_and_record)(train, chosen, every) for chosen in settings
    )
    return list(zip(settings, histories, strict=True))


def _train_and_record(
    train: Callable[..., Iterator[Step]], settings: dict[str, Any], every: int
) -> History:
    return record(train(**settings), every=every)
