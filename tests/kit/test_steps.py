"""What training leaves behind: steps that cannot be changed, histories, sweeps."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.kit.steps import Step, record, sweep


def count_down(start=5.0, steps=7, seed=0):
    """A run whose every number is known: loss start, start - 1, …; one parameter that follows."""
    params = {"w": np.array([start]) + np.random.default_rng(seed).integers(1)}
    for index in range(steps):
        yield Step(index, start - index, abs(start - index) / 2, params)
        params["w"] -= 1


def test_a_step_cannot_be_changed():
    step = next(count_down())
    with pytest.raises(dataclasses.FrozenInstanceError):
        step.loss = 0.0


def test_a_step_shows_the_live_parameters_not_a_copy():
    run = count_down()
    first = next(run)
    assert first.params["w"][0] == 5.0
    next(run)
    assert first.params["w"][0] == 4.0


def test_record_keeps_every_step_in_order():
    history = record(count_down())
    assert history.index.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert history.loss.tolist() == [5, 4, 3, 2, 1, 0, -1]
    assert history.error.tolist() == [2.5, 2, 1.5, 1, 0.5, 0, 0.5]


@given(every=st.integers(1, 12), steps=st.integers(1, 30))
def test_record_keeps_each_nth_step_from_the_first(every, steps):
    history = record(count_down(steps=steps), every=every)
    assert history.index.tolist() == list(range(0, steps, every))
    assert len(history.loss) == len(history.error) == len(history.index)


def test_record_holds_the_parameters_after_the_last_update():
    # Kept steps are 0 and 5; the run goes on to 6 and updates once more.
    assert record(count_down(start=5.0, steps=7), every=5).params["w"][0] == 5.0 - 7


def test_recorded_parameters_are_the_histories_own():
    kept = {}

    def run():
        for step in count_down():
            kept["params"] = step.params
            yield step

    history = record(run())
    kept["params"]["w"] += 100
    assert history.params["w"][0] == -2.0


def test_stacked_runs_are_recorded_side_by_side():
    def two_runs():
        for index in range(3):
            yield Step(index, np.array([1.0, 2.0]) * index, np.array([3.0, 4.0]), {})

    history = record(two_runs())
    assert history.loss.tolist() == [[0, 0], [1, 2], [2, 4]]
    assert history.error.shape == (3, 2)


def test_a_run_without_steps_is_refused_in_words():
    with pytest.raises(ValueError, match="no steps to record; train with steps=1 or more"):
        record(count_down(steps=0))


@pytest.mark.parametrize("every", [0, -3])
def test_keeping_each_zeroth_step_is_refused_in_words(every):
    with pytest.raises(ValueError, match=f"every is {every}.*choose 1 or more"):
        record(count_down(), every=every)


def test_a_sweep_trains_every_combination_in_the_order_of_product():
    results = sweep(count_down, {"start": [1.0, 2.0], "steps": [2, 3]}, every=1)
    assert [settings for settings, _ in results] == [
        {"start": 1.0, "steps": 2},
        {"start": 1.0, "steps": 3},
        {"start": 2.0, "steps": 2},
        {"start": 2.0, "steps": 3},
    ]
    assert [history.loss.tolist() for _, history in results] == [
        [1, 0],
        [1, 0, -1],
        [2, 1],
        [2, 1, 0],
    ]


def test_a_sweep_passes_on_how_often_to_keep_a_step():
    [(_, history)] = sweep(count_down, {"steps": [7]}, every=3)
    assert history.index.tolist() == [0, 3, 6]


def test_a_sweep_over_threads_gives_the_same_numbers():
    import joblib

    grid = {"start": [1.0, 4.0], "seed": [0, 1]}
    alone = sweep(count_down, grid, every=1)
    with joblib.parallel_config(backend="threading"):
        together = sweep(count_down, grid, every=1, n_jobs=2)
    for (settings, history), (same_settings, same) in zip(alone, together, strict=True):
        assert settings == same_settings
        assert history.loss.tolist() == same.loss.tolist()
