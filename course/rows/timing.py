"""How long the three ways take on this machine, and how near the last one comes to its limit.

The limit is how many multiplications and additions a second one large product of the same kind of
float gets, measured in the same run. All that is compared takes turns, and the best of several
tries counts: whatever else the machine does, it does to all. Seconds are those of this machine, on
this day: nothing in the course depends on them.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from course.digits.net import minibatches, one_hot
from course.kit.steps import Params, Step
from course.rows import data, loops, net, vectors
from course.rows.checks import check_batch

BATCHES = (1, 10, 100, 1_000)
LARGE = 1_000  # rows and columns of the large product


def timed(work: Mapping[str, Callable[[], object]], *, tries: int = 5) -> dict[str, float]:
    """The seconds that each piece of work takes: the best of several tries, which take turns.

    Raises
    ------
    ValueError
        If there is not at least one try.
    """
    if tries < 1:
        raise ValueError(f"tries is {tries}: to measure takes one at least")
    best = dict.fromkeys(work, float("inf"))
    for _ in range(tries):
        for name, run in work.items():
            began = time.perf_counter()
            run()
            best[name] = min(best[name], time.perf_counter() - began)
    return best


# ---- the three ways


class Way(NamedTuple):
    """One way to train: the microseconds for each row, and on how many rows that was measured."""

    name: str
    microseconds: float
    rows: int


def ways(*, batch: int = 10, loops_rows: int = 20, rows: int = 1_000, tries: int = 3) -> list[Way]:
    """Time the network weight by weight, one example at a time, and a mini-batch at a time.

    All train on the same mini-batches, [784, 100, 10], float64. The loops get few rows only, and
    that says nothing against them: each row costs them the same.

    Parameters
    ----------
    batch : int, rows in one update
    loops_rows : int, how many rows the loops are given
    rows : int, how many the other two are given
    tries : as in ``timed``

    Raises
    ------
    ValueError
        If a number is below 1.
    """
    if min(loops_rows, rows) < 1:
        raise ValueError(
            f"loops_rows is {loops_rows} and rows is {rows}: to be timed, each way needs one row "
            "at least"
        )
    check_batch(batch)
    few, many = _epoch_of(loops_rows, batch), _epoch_of(rows, batch)
    work = {
        "weight by weight": lambda: loops.epoch(*few, alpha=0.5),
        "one example at a time": lambda: vectors.epoch(*many, alpha=0.5),
        "a mini-batch at a time": lambda: _train(*many),
    }
    counts = dict(zip(work, (loops_rows, rows, rows), strict=True))
    return [
        Way(name, 1e6 * seconds / counts[name], counts[name])
        for name, seconds in timed(work, tries=tries).items()
    ]


def _epoch_of(n_rows: int, batch: int, dtype: type = np.float64) -> tuple:
    """First weights, rows, targets, and the mini-batches of an epoch."""
    X, labels = data.split().training
    X, y = X[:n_rows].astype(dtype), one_hot(labels[:n_rows]).astype(dtype)
    batches = minibatches(np.random.default_rng(0), n_rows, batch)
    return net.init(np.random.default_rng(0), dtype=dtype), X, y, batches


def _train(params, X, y, batches) -> None:
    """An epoch of ``net.train``, which deals the same batches from the same seed."""
    run = net.train(
        X, y, params=params, batch=len(batches[0]), epochs=1, alpha=0.5, dtype=X.dtype.type,
        rng=np.random.default_rng(0),
    )  # fmt: skip
    for _ in run:
        pass


# ---- accuracy against seconds


class Clocked(NamedTuple):
    """After how many updates, and after how many seconds of training, a network had which score."""

    updates: int
    seconds: float
    score: float


def clocked(
    run: Iterator[Step], score: Callable[[Params], float], *, every: int
) -> Iterator[Clocked]:
    """Look at a run now and then, and stop the clock while looking.

    Parameters
    ----------
    run : a run of ``net.train``
    score : from weights to a number, such as the share of the validation rows named right
    every : int, 1 or more, how many updates are between two looks

    Yields
    ------
    Clocked
        The first before any update, the last after all. Setting up the run counts as training.

    Raises
    ------
    ValueError
        If ``every`` is below 1.
    """
    if every < 1:
        raise ValueError(f"every is {every}: choose 1 or more updates between two looks")
    seconds, step = 0.0, None
    while True:
        began = time.perf_counter()
        following = next(run, None)
        seconds += time.perf_counter() - began
        if following is None:
            break
        step = following
        if step.index % every == 0:
            yield Clocked(step.index, seconds, score(step.params))
    if step is not None:
        yield Clocked(step.index + 1, seconds, score(step.params))


# ---- the limit


def operations(sizes: Sequence[int], n_rows: int) -> int:
    """Multiplications and additions in the products of so many rows, there and back.

    Forward ``H W``, backward ``H^T delta``, and ``delta W^T`` for all layers but the first: two
    operations for each row and each weight in each of them.

    Parameters
    ----------
    sizes : how many units each layer has, the inputs first
    n_rows : int, 0 or more
    """
    weights = [fan_in * fan_out for fan_in, fan_out in pairwise(sizes)]
    return 2 * n_rows * (2 * sum(weights) + sum(weights[1:]))


def bare_products(
    n_rows: int, batch: int, *, sizes: Sequence[int] = net.SIZES, dtype: type = np.float64
) -> Callable[[], None]:
    """The products of an epoch and nothing else: no bias, no sigmoid, no cost, no update.

    Parameters
    ----------
    n_rows : int, 1 or more, rows in an epoch
    batch : int, 1 or more, rows in one update; the last one may have fewer
    sizes : how many units each layer has, the inputs first
    dtype : np.float64 or np.float32

    Returns
    -------
    function without arguments that does them, on numbers that were drawn before

    Raises
    ------
    ValueError
        If a batch is not a whole number of 1 or more.
    """
    check_batch(batch)
    rng = np.random.default_rng(0)
    whole, left = divmod(n_rows, batch)
    batches: list[tuple[int, list[np.ndarray]]] = [
        (count, [rng.random((rows, units)).astype(dtype) for units in sizes])
        for count, rows in ((whole, batch), (1, left))
        if count and rows
    ]
    W: list[np.ndarray] = [rng.random(shape).astype(dtype) for shape in pairwise(sizes)]

    def run() -> None:
        for count, H in batches:
            for _ in range(count):
                for i in range(len(W)):
                    H[i] @ W[i]
                for i in reversed(range(len(W))):
                    H[i].T @ H[i + 1]
                    if i:
                        H[i + 1] @ W[i].T

    return run


class Speed(NamedTuple):
    """Training with batches of one size.

    Attributes
    ----------
    dtype : "float64" or "float32"
    batch : rows in one update
    microseconds : for each row
    share : of the operations a second that one large product gets, from 0 to 1
    """

    dtype: str
    batch: int
    microseconds: float
    share: float


def speeds(
    *,
    batches: Sequence[int] = BATCHES,
    dtypes: Sequence[type] = (np.float64, np.float32),
    rows: int = 2_000,
    tries: int = 3,
) -> list[Speed]:
    """Time an epoch for each size of a batch and each kind of float, and the limit beside it.

    Parameters
    ----------
    batches : rows in one update, each 1 or more
    dtypes : of np.float64 and np.float32
    rows : int, 1 or more, of an epoch; 200 batches are enough, if those are fewer rows
    tries : as in ``timed``

    Returns
    -------
    list of Speed, by kind of float, then by batch

    Raises
    ------
    ValueError
        If a batch is not a whole number of 1 or more, or tries or rows are below 1.
    """
    for batch in batches:
        check_batch(batch)
    if rows < 1:
        raise ValueError(f"rows is {rows}: an epoch has one at least")
    keys = [(np.dtype(dtype).name, batch) for dtype in dtypes for batch in (0, *batches)]
    # Small batches are slow, and soon known.
    rows_of = {batch: min(rows, 200 * batch) for batch in batches}
    seconds = timed({str(key): _work(*key, rows_of.get(key[1], 0)) for key in keys}, tries=tries)
    found, limit = [], 0.0
    for name, batch in keys:
        spent = seconds[str((name, batch))]
        if not batch:
            limit = 2 * LARGE**3 / spent
            continue
        each = spent / rows_of[batch]
        found.append(Speed(name, batch, 1e6 * each, operations(net.SIZES, 1) / each / limit))
    return found


def _work(name: str, batch: int, rows: int) -> Callable[[], object]:
    """An epoch with batches of that size; without any rows, the large product."""
    if not batch:
        A = np.random.default_rng(0).random((LARGE, LARGE)).astype(name)
        return partial(np.matmul, A, A)
    return partial(_train, *_epoch_of(rows, batch, np.dtype(name).type))
