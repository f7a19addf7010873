"""The vital signs: by numbers worked out by hand, and on networks that are healthy or are not."""

from dataclasses import replace

import numpy as np
import pytest

from course.graveyard import bodies, experiments, net, vitals
from course.graveyard.healthy import HEALTHY
from course.graveyard.net import undergo
from course.graveyard.trial import Body, Layer, Trial, classes_of

SIZES = (5, 6, 4, 3)


def network(seed=0, rows=12):
    """A small dense network and a batch of three classes for it."""
    rng = np.random.default_rng(seed)
    params = net.init(rng, sizes=SIZES)
    return params, rng.normal(size=(rows, SIZES[0])), np.eye(3)[np.arange(rows) % 3]


def with_rule(rule):
    return bodies.dense(loss_and_gradients=rule)


def trial_of(body=None, **changes):
    """A record as after three updates, to be changed where a test wants to."""
    params, X, y = network()
    known = {
        "body": body or bodies.dense(),
        "X": X,
        "y": y,
        "labels": y.argmax(axis=1),
        "X_new": X + 1,
        "labels_new": y.argmax(axis=1),
        "start": params,
        "params": params,
        "losses": np.ones(3),
        "alphas": np.full(3, 0.1),
        "strides": np.ones(3),
        "seen": np.ones(len(X), dtype=int),
    }
    return Trial(**(known | changes))


# ---- what a layer says


def test_the_spread_is_the_root_of_the_mean_variance_over_rows():
    said = np.array([[1.0, 5.0], [3.0, 5.0]])  # variances 1 and 0
    assert vitals.spread(said) == pytest.approx(np.sqrt(0.5))


def test_a_layer_that_says_the_same_to_every_row_has_no_spread_though_its_units_differ():
    assert vitals.spread(np.tile([1.0, 2.0, 9.0], (4, 1))) == 0
    many = np.tile([0.1, 0.3], (1_000, 1))  # whose mean is off in the last digits
    assert many.var(axis=0).max() > 0
    assert vitals.spread(many) == 0


def test_units_within_a_hundredth_of_an_end_are_saturated():
    assert vitals.saturated_share(np.array([[0.995, 0.5], [0.005, 0.98]]), "sigmoid") == 0.5
    assert vitals.saturated_share(np.array([[0.995, 0.0], [-0.995, -0.9]]), "tanh") == 0.5


def test_a_relu_cannot_saturate():
    assert vitals.saturated_share(np.ones((3, 2)), "relu") == 0


@pytest.mark.parametrize(
    ("kind", "said", "slope"),
    [("sigmoid", 0.5, 1), ("sigmoid", 1, 0), ("tanh", 0.6, 0.64), ("relu", 0, 0), ("linear", 9, 1)],
)
def test_the_mean_slope_is_1_where_a_curve_is_steepest(kind, said, slope):
    assert vitals.mean_slope(np.full((3, 2), float(said)), kind) == pytest.approx(slope)


def test_the_slope_of_units_is_that_of_their_curve():
    rng = np.random.default_rng(0)
    z, small = rng.normal(size=(4, 3)), 1e-6
    curves = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "tanh": np.tanh,
        "relu": lambda z: np.maximum(z, 0),
        "prelu": lambda z: np.where(z > 0, z, 0.1 * z),
        "linear": lambda z: z,
    }
    for kind, curve in curves.items():
        measured = (curve(z + small) - curve(z - small)) / (2 * small)
        layer = Layer("layer", kind, "W0", curve(z))
        np.testing.assert_allclose(experiments.unit_slopes(layer), measured, atol=1e-8)


def test_the_rank_counts_directions_in_which_rows_differ():
    rng = np.random.default_rng(0)
    one = rng.normal(size=(20, 1))
    assert vitals.rank(one @ rng.normal(size=(1, 6)) + 3) == 1
    assert vitals.rank(rng.normal(size=(20, 6))) == 6
    assert vitals.rank(np.ones((20, 6))) == 0


def test_what_is_no_number_has_no_rank():
    assert vitals.rank(np.array([[np.nan, 1.0], [0.0, 1.0]])) == 0


# ---- rows


def test_classes_are_the_largest_column_or_above_one_half():
    assert list(classes_of(np.array([[0, 1, 0], [1, 0, 0]]))) == [1, 0]
    assert list(classes_of(np.array([[0.0], [1.0]]))) == [0, 1]


def test_neighbours_agree_where_classes_lie_apart_and_no_longer_when_labels_are_shuffled():
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1], 100)
    X = rng.normal(size=(200, 3)) + 20 * labels[:, None]
    assert vitals.neighbour_agreement(X, labels) == 1
    assert vitals.neighbour_agreement(X, rng.permutation(labels)) < 0.65


def test_chance_is_the_sum_of_squared_shares():
    assert vitals.chance(np.array([0, 0, 0, 1])) == pytest.approx(10 / 16)


def test_copies_are_counted_and_so_are_those_within():
    X = np.array([[1.0, 2.0], [1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    X_new = np.array([[3.0, 4.0], [7.0, 8.0]])
    assert vitals.copies(X, X_new) == (0.5, 0.5)


def test_a_minus_zero_is_a_zero_among_copies():
    assert vitals.copies(np.array([[0.0, 1.0]]), np.array([[-0.0, 1.0]]))[0] == 1


def test_recall_is_of_each_class_alone():
    assert vitals.recall(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 0])) == {0: 2 / 3, 1: 0}


def test_rows_left_out_by_chance_are_those_of_drawing_with_replacement():
    rng = np.random.default_rng(0)
    seen = np.bincount(rng.integers(1000, size=2000), minlength=1000)
    unseen, by_chance = vitals.unseen_share(seen)
    assert unseen == pytest.approx(by_chance, abs=0.04)


def test_a_loss_curve_is_ten_means_or_fewer():
    assert list(vitals.smoothed(np.arange(20.0))) == [i + 0.5 for i in range(0, 20, 2)]
    assert list(vitals.smoothed(np.array([4.0, 2.0]))) == [4, 2]


# ---- experiments


@pytest.mark.parametrize("name", HEALTHY)
def test_the_gradient_of_every_kind_of_network_is_found_right(name):
    trial = undergo(np.random.default_rng(0), **(HEALTHY[name] | {"epochs": 1}))
    slopes = experiments.slope_errors(trial.body, trial.start, trial.X[:12], trial.y[:12])
    assert slopes
    assert max(slope.error for slope in slopes.values()) < 1e-2


def test_a_gradient_that_is_off_by_a_tenth_in_one_matrix_is_found_there():
    params, X, y = network()

    def rule(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        return loss, gradients | {"W1": 1.1 * gradients["W1"]}

    slopes = experiments.slope_errors(with_rule(rule), params, X, y)
    assert {name for name, slope in slopes.items() if slope.error > 1e-2} == {"W1"}


def test_a_gradient_of_the_right_length_along_itself_is_found_by_the_other_direction():
    params, X, y = network()

    def only_half(params, X, y):  # the part that it has is right, the rest is left out
        loss, gradients = net.loss_and_gradients(params, X, y)
        half = gradients["W0"].copy()
        half[:3] = 0
        return loss, gradients | {"W0": half}

    slope = experiments.slope_errors(with_rule(only_half), params, X, y)["W0"]
    assert slope.claimed == pytest.approx(slope.measured, rel=0.02)
    assert slope.error > 0.05


def test_weights_of_zero_at_the_kinks_of_all_relus_are_not_blamed_on_the_gradient():
    params, X, y = network()
    params = {name: 0 * W for name, W in params.items()}
    slopes = experiments.slope_errors(bodies.dense(), params, X, y)
    assert all(slope.error < 1e-2 for slope in slopes.values())


def test_an_experiment_changes_neither_weights_nor_rows():
    def careless(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        X *= 2
        params["W0"] += 1
        return loss, gradients

    params, X, y = network()
    kept = X.copy(), params["W0"].copy()
    body = with_rule(careless)
    assert experiments.changes_its_inputs(body, params, X, y) == ["X", "W0"]
    experiments.ask(body, params, X, y)
    np.testing.assert_array_equal(X, kept[0])
    np.testing.assert_array_equal(params["W0"], kept[1])


def test_a_sound_network_changes_nothing_that_it_is_given():
    assert experiments.changes_its_inputs(bodies.dense(), *network()) == []


@pytest.mark.parametrize("scale", [1, 12], ids=["mean over rows", "sum over rows"])
def test_rows_of_a_sound_loss_do_not_mix(scale):
    def rule(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        rows = len(X) if scale > 1 else 1
        return rows * loss, {name: rows * g for name, g in gradients.items()}

    assert experiments.row_mixing(with_rule(rule), *network()) < 1e-12


def cut_to_length(loss, gradients, params, rows):
    length = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    return loss, {name: g / length for name, g in gradients.items()}


def squares_beside_a_sum(loss, gradients, params, rows):
    squares = sum(np.sum(W**2) for W in params.values())
    return rows * loss + squares, {n: rows * g + 2 * params[n] for n, g in gradients.items()}


@pytest.mark.parametrize("changed", [cut_to_length, squares_beside_a_sum])
def test_rows_do_not_mix_where_all_of_them_together_are_scaled_or_weights_come_in(changed):
    def rule(params, X, y):
        return changed(*net.loss_and_gradients(params, X, y), params, len(X))

    assert experiments.row_mixing(with_rule(rule), *network()) < 1e-9


def test_a_gradient_that_is_cut_to_a_length_points_the_right_way():
    def rule(params, X, y):
        return cut_to_length(*net.loss_and_gradients(params, X, y), params, len(X))

    slopes = experiments.slope_errors(with_rule(rule), *network()).values()
    assert min(slope.error for slope in slopes) > 1e-2
    assert max(slope.error_of_way for slope in slopes) < 1e-3
    assert np.ptp([slope.claimed / slope.measured for slope in slopes]) < 1e-3


def test_rows_mix_where_inputs_are_centred_by_their_batch():
    def rule(params, X, y):
        return net.loss_and_gradients(params, X - X.mean(axis=0), y)

    assert experiments.row_mixing(with_rule(rule), *network()) > 1e-3


def test_of_a_network_that_draws_lots_mixing_cannot_be_told():
    trial = undergo(np.random.default_rng(0), **(HEALTHY["dropout"] | {"epochs": 1}))
    assert experiments.row_mixing(trial.body, trial.start, trial.X[:12], trial.y[:12]) is None


def test_a_loss_that_cares_for_the_mean_of_targets_only_does_not_notice_a_swap():
    def rule(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, np.tile(y.mean(axis=0), (len(y), 1)))
        return loss, gradients

    params, X, y = network()
    y = y[np.argsort(y.argmax(axis=1))]
    assert experiments.swapped_targets(with_rule(rule), params, X, y) < 1e-12
    assert experiments.swapped_targets(bodies.dense(), params, X, y) > 1e-3


def test_asked_twice_a_sum_that_is_never_reset_gives_something_else():
    kept = {}

    def rule(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        for name, g in gradients.items():
            kept[name] = kept.get(name, 0) + g
        return loss, dict(kept)

    assert experiments.asked_twice(with_rule(rule), *network()) > 0.1
    assert experiments.asked_twice(bodies.dense(), *network()) == 0


def test_the_blame_of_a_sound_network_goes_back_through_weights_as_they_are():
    as_is, moved = experiments.blame_through_moved(bodies.dense(), *network(), alpha=0.1)
    assert as_is < 1e-12
    assert moved > 1e-3


def test_the_bias_of_the_outputs_is_found_and_networks_without_one_have_none():
    params, X, _ = network()
    assert experiments.output_bias(bodies.dense(), params, X) == "b2"
    sigmoid = bodies.sigmoid()
    weights = sigmoid.init(np.random.default_rng(0), inputs=5, hidden=3, outputs=2)
    assert experiments.output_bias(sigmoid, weights, X) is None


def test_retraining_repeats_itself_and_lowers_the_loss():
    trial = trial_of()
    *_, once = experiments.retrain(trial, trial.start, 0.1, 50)
    *_, again = experiments.retrain(trial, trial.start, 0.1, 50)
    np.testing.assert_array_equal(once["W0"], again["W0"])
    before, after = (
        experiments.ask(trial.body, params, trial.X, trial.y)[0] for params in (trial.start, once)
    )
    assert after < 0.9 * before


def test_a_throw_is_measured_against_the_length_of_the_weights():
    trial = trial_of()
    short, long = (experiments.longest_throw(trial, alpha, updates=1) for alpha in (0.01, 0.1))
    assert long == pytest.approx(10 * short)


def test_weights_that_run_off_have_been_thrown_beyond_measure():
    trial = trial_of()
    huge = replace(trial, start={name: 1e200 * W for name, W in trial.start.items()})
    with np.errstate(over="ignore", invalid="ignore"):
        assert experiments.longest_throw(huge, 1e200) == np.inf


def test_the_size_of_batches_is_what_was_dealt_on_average():
    assert experiments.batch_size(trial_of(seen=np.full(12, 2))) == 8


def test_experiments_need_nothing_of_a_body_but_its_contract():
    whole = bodies.dense()
    bare = Body("bare", whole.init, whole.layers, whole.loss_and_gradients, whole.answers)
    assert experiments.slope_errors(bare, *network())
