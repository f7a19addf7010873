"""Early stopping: when it stops, and which weights it keeps."""

from dataclasses import dataclass

import numpy as np
import pytest

from course.digits.net import one_hot
from course.kit.steps import Step
from course.rows import asking, data, net
from course.rows.stopping import until_no_better


def counting(updates):
    """A run whose only weight says how many updates there have been."""
    params = {"W0": np.zeros(1)}
    for index in range(updates):
        yield Step(index, 0.0, 0.0, params)
        params["W0"] += 1


@dataclass
class Scores:
    """Gives what is in a list, by the number of updates."""

    values: list

    def __call__(self, params):
        return self.values[int(params["W0"][0])]


def test_it_stops_when_patience_is_at_its_end_and_keeps_the_best_weights():
    looks = list(
        until_no_better(counting(9), Scores([1, 3, 2, 3, 2, 9, 9, 9, 9, 9]), every=1, patience=3)
    )
    assert [look.score for look in looks] == [1, 3, 2, 3, 2]
    assert [look.since for look in looks] == [0, 0, 1, 2, 3]
    last = looks[-1]
    assert (last.best, last.index, last.params["W0"].item()) == (3, 4, 1)


def test_without_an_end_of_patience_it_looks_once_more_after_the_last_update():
    looks = list(until_no_better(counting(4), Scores([0, 1, 2, 3, 4]), every=2, patience=2))
    assert [look.index for look in looks] == [0, 2, 4]
    assert looks[-1].params["W0"].item() == 4


def test_it_takes_no_more_steps_than_it_needs():
    run = counting(100)
    list(until_no_better(run, Scores([5] * 101), every=1, patience=2))
    assert next(run).index == 3


def test_a_score_that_is_no_number_is_worse_than_any_other():
    scores = Scores([2, np.nan, np.nan, 1, 3, 3, 3])
    *_, last = until_no_better(counting(6), scores, every=1, patience=4)
    assert (last.best, last.params["W0"].item()) == (3, 4)
    *_, last = until_no_better(counting(2), Scores([np.nan, -5, -6]), every=1, patience=2)
    assert (last.best, last.params["W0"].item()) == (-5, 1)


def test_the_best_of_a_real_run_is_what_it_says():
    training, validation, _ = data.split()
    X, y = training.X[:200], one_hot(training.labels[:200])
    run = net.train(X, y, batch=20, alpha=0.5, epochs=12, rng=np.random.default_rng(0))

    def named_right(params):
        return asking.evaluate(params, *validation).accuracy

    *_, last = until_no_better(run, named_right, every=10, patience=3)
    assert named_right(last.params) == last.best
    assert last.best > 0.5


@pytest.mark.parametrize("how", [{"every": 0}, {"every": 1, "patience": 0}])
def test_impossible_looks_are_refused_in_words(how):
    with pytest.raises(ValueError, match="choose 1 or more of each"):
        next(until_no_better(counting(3), Scores([0] * 4), **how))


def test_a_run_without_steps_gives_no_look():
    assert not list(until_no_better(iter(()), Scores([]), every=1))
