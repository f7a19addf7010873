"""What the lesson says about accuracy, over seeds: each with its own split, weights and order."""

from functools import cache

import numpy as np
import pytest

from course.digits.net import one_hot
from course.graveyard import deals
from course.rows import asking, data, experiments, net
from course.rows.experiments import BUGS, accuracies

SEEDS = range(3)
EPOCHS = 5
SETTINGS = {
    "plain": {},
    "quadratic": {"cost": "quadratic", "alpha": 3},
    "quadratic, long steps": {"cost": "quadratic", "alpha": 6},
    "weights with a spread of 1": {"scale": 1.0},
    "weights of 0": {"scale": 0.0},
    "strong decay": {"decay": 0.01},
    "batches of 100": {"batch": 100},
    "batches of 1,000": {"batch": 1_000},
    "float32": {"dtype": np.float32},
    **BUGS,
}
# Of the others the last epoch is asked about.
FIRST_EPOCHS = {"quadratic, long steps": 2, "batches of 100": 1, "batches of 1,000": 1}


@cache
def measured(name):
    """Accuracy on the validation rows of three seeds, of shape (3, epochs + 1)."""
    epochs = FIRST_EPOCHS.get(name, EPOCHS)
    how = {"alpha": 0.5, "batch": 10, "epochs": epochs} | SETTINGS[name]
    return np.stack([accuracies(seed, **how) for seed in SEEDS])


def seen_and_new(seed, **how):
    """Accuracy on training and validation rows, of one training: two ndarrays (epochs + 1,)."""
    training = data.split(seed).training

    def both(params, X, labels):
        return experiments.share(params, *training), experiments.share(params, X, labels)

    return accuracies(seed, named_right=both, **how).T


def behind(name, *, of="plain", epoch=EPOCHS):
    """By how many percent of the validation rows it is behind, seed by seed."""
    return 100 * (measured(of)[:, epoch] - measured(name)[:, epoch])


def test_before_training_it_guesses_and_after_five_epochs_it_names_nine_in_ten():
    assert (measured("plain")[:, 0] < 0.3).all()
    assert (measured("plain")[:, EPOCHS] > 0.9).all()


# ---- the two bugs


def test_a_slope_written_in_place_costs_some_percent_of_all_digits_and_no_error_is_raised():
    lost = behind("PReLU, slope written in place", of="PReLU")
    assert lost.min() > 2
    assert lost.mean() > 4
    assert measured("PReLU, slope written in place")[:, EPOCHS].min() > 0.5  # it does learn


def test_batches_that_overlap_cost_as_much_as_nine_tenths_of_the_data_do():
    lost = behind("row i + j", of="each row once")
    assert lost.min() > 5


@pytest.mark.parametrize(
    ("n_rows", "batch", "seen"), [(50_000, 100, 599), (4_000, 10, 409), (4_000, 100, 139)]
)
def test_of_overlapping_batches_few_rows_are_ever_seen(n_rows, batch, seen):
    batches = deals.i_plus_j(np.random.default_rng(0), n_rows, batch)
    assert len(np.unique(np.concatenate(batches))) == seen


# ---- costs


def test_in_its_first_epoch_the_quadratic_cost_is_far_behind_and_later_it_catches_up():
    assert behind("quadratic", epoch=1).mean() > 4
    assert abs(behind("quadratic")).max() < 3


def test_steps_twice_as_long_leave_the_quadratic_cost_at_guessing():
    """Its sigmoids are all very sure and wrong, where they have next to no slope."""
    assert measured("quadratic, long steps")[:, 2].max() < 0.4


# ---- first weights, decay, floats


def test_first_weights_with_a_spread_of_1_cost_some_percent_on_average():
    """One lucky seed of the three loses 0.6 percent, another 5."""
    lost = behind("weights with a spread of 1")
    assert lost.mean() > 2
    assert lost.min() > 0


def test_with_them_most_hidden_units_are_stuck_at_0_or_1_before_the_first_update():
    X = data.split().training.X
    for scale, stuck in ((1.0, 0.75), ("inputs", 0.0)):
        params = net.init(np.random.default_rng(0), scale=scale)
        _, H = net.forward(params, X)
        flat = (H[1] < 0.05) | (H[1] > 0.95)
        assert flat.mean() == pytest.approx(stuck, abs=0.03)


def test_with_them_it_learns_its_training_rows_by_heart_and_names_fewer_of_the_others():
    how = {"batch": 10, "alpha": 0.5, "epochs": 10}
    seen, new = seen_and_new(0, scale=1.0, **how)
    assert seen[-1] > 0.99
    assert new[-1] < accuracies(0, scale="inputs", **how)[-1] - 0.03


def test_weights_of_0_make_all_hidden_units_the_same_one():
    assert measured("weights of 0").max() < 0.6


def test_so_strong_a_decay_costs_more_than_it_can_give():
    assert behind("strong decay").min() > 3


def test_it_makes_the_pictures_of_the_weights_smooth():
    """What differs from one pixel to the next one, as a share of what differs at all."""
    X, labels = data.split().training
    rough = {}
    for decay in (0.0, 0.01):
        *_, last = net.train(
            X, one_hot(labels), decay=decay, alpha=0.5, epochs=5, rng=np.random.default_rng(0)
        )
        W = last.params["W0"].T.reshape(-1, 28, 28)[:, 6:22, 6:22]  # where there is ink
        rough[decay] = np.diff(W, axis=2).var() / W.var()
    assert rough[0.01] < 0.5 * rough[0.0]


def test_float32_names_as_many_digits_right():
    assert abs(behind("float32")).max() < 1


# ---- batches


def test_the_larger_the_batch_the_less_is_learned_in_an_epoch():
    assert behind("batches of 100", epoch=1).min() > 5
    assert behind("batches of 1,000", of="batches of 100", epoch=1).min() > 20


def test_longer_steps_make_up_for_larger_batches_but_not_beyond_alpha_1():
    """In epochs to 85 percent: of batches of 100 they are few, and those of 1,000 take long."""
    for batch, epochs, share in ((100, 8, 0.9), (1_000, 25, 0.85)):
        taken = {}
        for alpha in (0.5, 1.0, 3.0):
            found = accuracies(0, batch=batch, alpha=alpha, epochs=epochs, dtype=np.float32)
            taken[alpha] = next((i for i, each in enumerate(found) if each >= share), np.inf)
        assert taken[1.0] < taken[0.5]
        assert taken[1.0] <= taken[3.0]


# ---- early stopping


def test_the_training_rows_are_known_better_than_others():
    """So there is something to stop early for."""
    seen, new = seen_and_new(0, epochs=15, alpha=0.5, batch=10)
    assert seen[-1] - new[-1] > 0.03


def test_stopped_early_it_names_about_as_many_test_digits_in_fewer_epochs():
    found = experiments.stopped_early(0, epochs=30, patience=5, alpha=0.5)
    assert found["epochs"] < 30
    assert abs(found["test when stopped"] - found["test at the end"]) < 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cost_of_new_rows_rises_after_a_dozen_epochs_and_fewer_digits_are_not_named_right(seed):
    """The network grows surer, also where it is wrong: that costs more, and names no digit else."""

    def both(params, X, labels):
        found = asking.evaluate(params, X.astype(np.float32), labels)
        return found.loss, found.accuracy

    how = {"alpha": 0.5, "batch": 10, "epochs": 30, "dtype": np.float32}
    costs, right = accuracies(seed, named_right=both, **how).T
    lowest = costs.argmin()
    assert 5 < lowest < 18
    assert costs[-1] > 1.04 * costs[lowest]
    assert right[-1] > right[lowest] - 0.01
