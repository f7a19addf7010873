"""What is timed and how it is counted. How long it took is asserted nowhere."""

import numpy as np
import pytest

from course.kit.steps import Step
from course.rows import net, timing


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still unless it is put forward: ``clock[0] += 3``."""
    now = [100.0]
    monkeypatch.setattr(timing.time, "perf_counter", lambda: now[0])
    return now


def test_the_best_of_several_tries_counts_and_all_take_turns(clock):
    takes, order = {"a": [3, 1, 2], "b": [5, 6, 4]}, []

    def work(name):
        def run():
            order.append(name)
            clock[0] += takes[name].pop(0)

        return run

    assert timing.timed({"a": work("a"), "b": work("b")}, tries=3) == {"a": 1, "b": 4}
    assert order == ["a", "b"] * 3


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: timing.timed({}, tries=0), "tries is 0"),
        (lambda: timing.ways(loops_rows=0), "loops_rows is 0 .* needs one row at least"),
        (lambda: timing.ways(batch=0), "batch is 0"),
        (lambda: timing.bare_products(10, 0), "batch is 0"),
        (lambda: timing.speeds(batches=(10, 0)), "batch is 0"),
        (lambda: timing.speeds(rows=0), "rows is 0"),
    ],
)
def test_what_cannot_be_timed_is_refused_in_words(ask, sentence):
    with pytest.raises(ValueError, match=sentence):
        ask()


def test_the_three_ways_are_timed_on_the_rows_they_say():
    found = timing.ways(batch=2, loops_rows=2, rows=6, tries=1)
    assert [way.rows for way in found] == [2, 6, 6]
    assert all(way.microseconds > 0 for way in found)


def test_what_is_timed_trains_on_every_row_once(monkeypatch):
    seen, forward = [], net.forward

    def spy(params, X):
        seen.append(X.copy())
        return forward(params, X)

    monkeypatch.setattr(net, "forward", spy)
    table = timing._epoch_of(25, 10)
    timing._train(*table)
    assert [len(X) for X in seen] == [10, 10, 5]
    for X, rows in zip(seen, table[3], strict=True):
        np.testing.assert_array_equal(X, table[1][rows])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_an_epoch_is_of_the_kind_of_float_that_was_asked_for(dtype):
    params, X, y, _ = timing._epoch_of(4, 2, dtype)
    assert {params["W0"].dtype, X.dtype, y.dtype} == {np.dtype(dtype)}


# ---- operations


def test_the_operations_of_one_row_by_hand():
    # Two inputs, three hidden units, one output: 6 and 3 weights, and delta W^T for the second.
    assert timing.operations((2, 3, 1), 1) == 2 * (6 + 3 + 6 + 3 + 3)
    assert timing.operations((2, 3, 1), 5) == 5 * timing.operations((2, 3, 1), 1)


class Counting(np.ndarray):
    """Counts multiplications and additions of all its products."""

    count = 0

    def __matmul__(self, other):
        Counting.count += 2 * self.shape[0] * self.shape[1] * other.shape[1]
        return np.asarray(self) @ np.asarray(other)


@pytest.mark.parametrize("batch", [4, 5, 25])
def test_the_bare_products_are_as_many_operations_as_are_counted(monkeypatch, batch):
    """So none is left out, also with a short last batch, or a single one."""
    sizes, rng = (6, 5, 4, 3), np.random.default_rng
    monkeypatch.setattr(Counting, "count", 0)

    class Drawing:
        def __init__(self, seed):
            self.rng = rng(seed)

        def random(self, shape):
            return self.rng.random(shape).view(Counting)

    monkeypatch.setattr(np.random, "default_rng", Drawing)
    timing.bare_products(22, batch, sizes=sizes)()
    assert Counting.count == timing.operations(sizes, 22)


def test_speeds_are_told_for_each_batch_and_each_kind_of_float():
    found = timing.speeds(batches=(1, 40), rows=40, tries=1)
    assert [(each.dtype, each.batch) for each in found] == [
        ("float64", 1), ("float64", 40), ("float32", 1), ("float32", 40)
    ]  # fmt: skip
    assert all(each.share > 0 for each in found)


def test_the_share_of_the_limit_is_operations_against_operations(clock, monkeypatch):
    def takes(seconds):
        def run():
            clock[0] += seconds

        return run

    # A large product of 2e9 operations in a second; an epoch of 40 rows in another.
    monkeypatch.setattr(timing, "_work", lambda name, batch, rows: takes(1.0))
    [speed] = timing.speeds(batches=(40,), dtypes=(np.float64,), rows=40, tries=1)
    assert speed.share == pytest.approx(timing.operations(net.SIZES, 40) / 2e9)
    assert speed.microseconds == pytest.approx(1e6 / 40)


# ---- accuracy against seconds


def test_the_clock_stands_still_while_somebody_looks(clock):
    def run():
        params = {"W0": np.zeros(1)}
        for index in range(5):
            clock[0] += 2
            yield Step(index, 0.0, 0.0, params)
            params["W0"] += 1

    def score(params):
        clock[0] += 1_000
        return params["W0"].item()

    found = list(timing.clocked(run(), score, every=2))
    assert found == [(0, 2, 0), (2, 6, 2), (4, 10, 4), (5, 10, 5)]


def test_impossible_looks_are_refused_in_words():
    with pytest.raises(ValueError, match="every is 0"):
        next(timing.clocked(iter(()), len, every=0))
