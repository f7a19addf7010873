"""What the lesson measures over seeds: that it is measured as it says."""

import numpy as np
import pytest

from course.digits.net import one_hot
from course.digits.running import finish
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


def test_what_cannot_be_measured_is_refused_in_words():
    with pytest.raises(ValueError, match="'tests': choose one of training, validation, test"):
        experiments.accuracies(0, part="tests", epochs=1)
    with pytest.raises(ValueError, match="no steps; train for one epoch or more"):
        experiments.accuracies(0, epochs=0)
    with pytest.raises(ValueError, match="epochs is 0: there is nothing to stop"):
        experiments.stopped_early(0, epochs=0)


# ---- early stopping


def weights_after(epochs, **how):
    """The weights of seed 0 after so many epochs."""
    X, labels = data.split(0).training
    return finish(net.train(X, one_hot(labels), epochs=epochs, rng=np.random.default_rng(0), **how))


@pytest.mark.parametrize(
    ("best", "patience", "stops"), [(1, 2, 3), (2, 2, 4), (4, 1, 4), (0, 1, 1)]
)
def test_stopped_early_test_rows_are_asked_with_the_weights_that_were_kept(
    monkeypatch, best, patience, stops
):
    """A score that is best after so many epochs; test rows tell which weights they are given."""
    how, looks = {"batch": 1_000, "alpha": 2.0}, []

    def score(params, X, labels):
        if X is data.split(0).test.X:
            return float(params["W0"].sum())
        looks.append(None)
        return -abs(len(looks) - 1 - best)

    monkeypatch.setattr(experiments, "share", score)
    found = experiments.stopped_early(0, epochs=4, patience=patience, **how)
    assert found["epochs"] == stops
    kept = (
        weights_after(best, **how)["W0"]
        if best
        else net.init(np.random.default_rng(0), sizes=net.SIZES)["W0"]
    )
    assert found["test when stopped"] == pytest.approx(kept.sum(), rel=1e-12)
    assert found["test at the end"] == pytest.approx(weights_after(4, **how)["W0"].sum(), rel=1e-12)


def test_stopped_early_what_is_told_is_the_share_that_is_named_right():
    """After one epoch it is better than after none, so the weights kept are the last ones."""
    found = experiments.stopped_early(0, epochs=1, batch=100, alpha=1.0)
    end = experiments.share(weights_after(1, batch=100, alpha=1.0), *data.split(0).test)
    assert found == {"epochs": 1, "test when stopped": end, "test at the end": end}
    assert end > 0.5
