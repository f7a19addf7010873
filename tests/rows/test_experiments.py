"""What the lesson measures over seeds: that it is measured as it says."""

import numpy as np
import pytest

from course.digits.net import one_hot
from course.graveyard import prelu
from course.rows import data, experiments, net


def test_accuracies_begin_before_the_first_update_and_end_after_the_last():
    found = experiments.accuracies(3, epochs=2, batch=500, alpha=0.5)
    (X, labels), validation, _ = data.split(3)
    rng = np.random.default_rng(3)
    params, ends = None, []
    for step in net.train(X, one_hot(labels), epochs=2, batch=500, alpha=0.5, rng=rng):
        if step.index in (0, 8):
            ends.append(experiments.share(step.params, *validation))
        params = step.params
    np.testing.assert_array_equal(found, [*ends, experiments.share(params, *validation)])


@pytest.mark.parametrize("part", ["training", "validation", "test"])
def test_the_rows_that_are_named_are_asked(part):
    asked = []

    def named_right(params, X, labels):
        asked.append(X)
        return 0.5

    experiments.accuracies(0, part=part, named_right=named_right, epochs=1, batch=4_000)
    assert all(X is getattr(data.split(0), part).X for X in asked)
    assert len(asked) == 2


def test_all_settings_are_tried_with_all_seeds(monkeypatch):
    tried = []

    def accuracies(seed, **how):
        tried.append((seed, how))
        return np.array([seed, how["alpha"]])

    monkeypatch.setattr(experiments, "accuracies", accuracies)
    found = experiments.over_seeds(
        {"slow": {"alpha": 1}, "fast": {"alpha": 2}}, seeds=(4, 5), alpha=0, batch=7
    )
    np.testing.assert_array_equal(found["slow"], [[4, 1], [5, 1]])
    np.testing.assert_array_equal(found["fast"], [[4, 2], [5, 2]])
    assert all(how["batch"] == 7 for _, how in tried)


def test_a_network_with_the_bug_is_asked_with_the_bug():
    """Its answers too come from weighted sums that have been overwritten."""
    params = net.init(np.random.default_rng(0))
    validation = data.split().validation
    for name, slope in (
        ("PReLU", prelu.slope),
        ("PReLU, slope written in place", prelu.slope_in_place),
    ):
        z, H, _ = prelu.forward(params, validation.X, slope=slope)
        assert (len(np.unique(H[1])) <= 2) == (slope is prelu.slope_in_place)
        expected = (z.argmax(axis=1) == validation.labels).mean()
        assert experiments.BUGS[name]["named_right"](params, *validation) == expected


def test_stopped_early_it_is_asked_for_test_rows_with_the_weights_that_were_kept():
    found = experiments.stopped_early(0, epochs=3, patience=1, batch=1_000, alpha=2.0)
    assert found["epochs"] in (1, 2, 3)
    assert 0 <= found["test when stopped"] <= 1
    (X, labels), _, test = data.split(0)
    *_, end = net.train(
        X, one_hot(labels), epochs=3, batch=1_000, alpha=2.0, rng=np.random.default_rng(0)
    )
    assert found["test at the end"] == experiments.share(end.params, *test)
