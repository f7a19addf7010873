"""The networks of the graveyard: every gradient, what a record keeps, and what is refused."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from course.addition import bits
from course.descent.optimisers import adam, momentum, plain
from course.digits import net as digits
from course.digits.convolution import convolutional
from course.digits.layers import dense as dense_of_layers
from course.graveyard import (
    bodies,
    faults,
    net,
    of_digits,
    prelu,
    sequences,
    tables,
)
from course.graveyard.trial import KINDS, Table
from course.kit.gradients import check_gradients
from course.stack import tasks

SEEDS = st.integers(0, 2**32 - 1)
SIZES = (5, 4, 4, 4, 3)


def problem(seed, *, rows=4, sizes=SIZES, **kind):
    """A network whose biases differ from 0, and a table for it. No unit is at a kink.

    A ReLU has no slope where it begins to speak, so there nothing could be checked.
    """
    rng = np.random.default_rng(seed)
    while True:
        params = net.init(rng, sizes=sizes)
        for name in params:
            if name.startswith("b"):
                params[name] = rng.normal(size=params[name].shape)
        X, y = rng.normal(size=(rows, sizes[0])), np.eye(sizes[-1])[np.arange(rows) % sizes[-1]]
        if nearest_kink(params, X, **kind) > 1e-3:
            return params, X, y


def nearest_kink(params, X, *, norm=False, forward=net.forward, **kind):
    _, H, _ = forward(params, X, **kind, **({"norm": True} if norm else {}))
    nearest = np.inf
    for i in range(len(H) - 1):
        sums = H[i] @ params[f"W{i}"]
        if norm:
            spread = sums.std(axis=1, keepdims=True)
            if spread.min() < 0.05:  # so steep that no small step stays on one side
                return 0.0
            sums = (sums - sums.mean(axis=1, keepdims=True)) / spread
        nearest = min(nearest, np.abs(sums + params[f"b{i}"]).min())
    return nearest


def worst(loss_and_gradients, params, X, y):
    return max(check_gradients(loss_and_gradients, params, X, y).values())


# ---- gradients


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("norm", [False, True])
@settings(max_examples=10)
@given(seed=SEEDS)
def test_gradients_are_slopes_with_skip_connections_and_norms_or_without(skip, norm, seed):
    body = bodies.dense(skip=skip, norm=norm)
    assert worst(body.loss_and_gradients, *problem(seed, skip=skip, norm=norm)) < 1e-6


@given(seed=SEEDS)
def test_without_skip_and_norm_it_is_the_network_of_lesson_06(seed):
    params, X, y = problem(seed)
    loss, gradients = net.loss_and_gradients(params, X, y)
    expected_loss, expected = digits.loss_and_gradients(params, X, y)
    assert loss == pytest.approx(expected_loss, rel=1e-12)
    for name in params:
        np.testing.assert_allclose(gradients[name], expected[name], rtol=1e-10, atol=1e-14)


def test_a_skip_connection_and_a_norm_by_hand():
    # Two units are told 3 and 1; the sums are those numbers. Normalised: 1 and -1. The first
    # speaks, and with what they were told there are 4 and 1.
    params = {"W0": np.eye(2), "b0": np.zeros(2), "W1": np.eye(2), "b1": np.zeros(2)}
    X = np.array([[3.0, 1.0]])
    z, _, said = net.forward(params, X, skip=True, norm=True)
    np.testing.assert_allclose(said[0], [[1, 0]], atol=1e-12)
    np.testing.assert_allclose(z, [[4, 1]], atol=1e-12)


def test_the_check_notices_blame_that_forgets_the_skip_connection():
    params, X, y = problem(1)

    def wrong(params, X, y):
        loss, _ = net.loss_and_gradients(params, X, y, skip=True)
        return loss, net.loss_and_gradients(params, X, y)[1]

    assert worst(wrong, params, X, y) > 0.01


@settings(max_examples=20)
@given(seed=SEEDS)
def test_gradients_of_prelu_units_are_slopes(seed):
    assert worst(prelu.loss_and_gradients, *problem(seed, forward=prelu.forward)) < 1e-6


def test_the_check_notices_a_prelu_slope_that_overwrites_its_input():
    wrong = partial(prelu.loss_and_gradients, slope=prelu.slope_in_place)
    assert worst(wrong, *problem(0)) > 0.1


@settings(max_examples=20)
@given(seed=SEEDS)
def test_gradients_of_sigmoids_are_slopes_with_a_mask_or_without(seed):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(5, 3)), rng.random((5, 2))
    for body in (bodies.sigmoid(), bodies.thinned(rate=0.5)):
        params = body.init(rng, inputs=3, hidden=6, outputs=2)
        assert worst(body.loss_and_gradients, params, X, y) < 1e-6


def test_another_batch_has_another_mask_and_the_same_batch_the_same():
    rng = np.random.default_rng(0)
    body = bodies.thinned(rate=0.5)
    params = body.init(rng, inputs=3, hidden=50, outputs=1)
    X, y = rng.normal(size=(8, 3)), rng.random((8, 1))
    first, again, other = (
        body.loss_and_gradients(params, rows, y)[1]["W1"] for rows in (X, X.copy(), X[::-1])
    )
    np.testing.assert_array_equal(first, again)
    assert (first == 0).any() != (first != 0).all()
    assert not np.allclose(first, other)


def test_the_check_notices_the_wrong_delta_of_dropout():
    body = bodies.thinned(rate=0.5, loss_and_gradients=bodies.dropout.published_loss_and_gradients)
    rng = np.random.default_rng(0)
    params = body.init(rng, inputs=3, hidden=6, outputs=2)
    assert worst(body.loss_and_gradients, params, rng.normal(size=(5, 3)), rng.random((5, 2))) > 0.1


def test_gradients_of_networks_made_of_layers_are_slopes():
    rng = np.random.default_rng(4)
    X, y = rng.random((3, 16)), np.eye(3)
    small = partial(convolutional, side=4, filters=(2, 3), hidden=5, rate=0.0, classes=3)
    for build in (small, partial(dense_of_layers, sizes=(16, 6, 3))):
        body = bodies.of_layers(build)
        params = body.init(rng)
        assert worst(body.loss_and_gradients, params, X, y) < 1e-6


def test_gradients_through_sequences_are_slopes():
    rng = np.random.default_rng(0)
    X, y = bits.sums([5, 3], [2, 6], 4)
    adder = sequences.adder()
    assert worst(adder.loss_and_gradients, adder.init(rng, hidden=3), X, y) < 1e-6
    X, y = tasks.draw(rng, 3, 2, 3)
    stack = sequences.controller()
    params = stack.init(rng, n_symbols=3, hidden=4, m=2)
    assert worst(stack.loss_and_gradients, params, X, y) < 1e-6


# ---- losses with a fault


@given(seed=SEEDS, size=st.floats(0.1, 20))
def test_faulty_softmaxes_are_right_where_nothing_overflows(seed, size):
    rng = np.random.default_rng(seed)
    z, y = size * rng.normal(size=(5, 4)), np.eye(4)[rng.integers(4, size=5)]
    expected_loss, expected = digits.loss_and_delta(z, y)
    for fault in (faults.unshifted_softmax, faults.log_of_zero):
        loss, delta = fault(z, y)
        assert loss == pytest.approx(expected_loss, rel=1e-9, abs=1e-12)
        np.testing.assert_allclose(delta, expected, rtol=1e-9, atol=1e-12)


def test_where_it_overflows_one_loses_its_gradient_and_the_other_only_its_loss():
    z, y = np.array([[1000.0, 0.0]]), np.array([[1.0, 0.0]])
    loss, delta = faults.unshifted_softmax(z, y)
    assert np.isnan(loss)
    assert np.isnan(delta).any()
    loss, delta = faults.log_of_zero(z, y)
    assert np.isnan(loss)
    np.testing.assert_array_equal(delta, [[0, 0]])


def test_a_softmax_over_rows_says_of_a_single_row_that_all_is_well():
    z, y = np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 0.0, 0.0]])
    assert faults.softmax_over_rows(z, y)[0] == 0
    assert digits.loss_and_delta(z, y)[0] > 2


def test_a_softmax_over_rows_does_not_descend_its_own_loss():
    body = bodies.with_loss(faults.softmax_over_rows)
    assert worst(body.loss_and_gradients, *problem(0)) > 0.1


def test_squared_errors_of_all_rows_against_all_do_not_care_which_row_has_which_target():
    rng = np.random.default_rng(0)
    z, y = rng.normal(size=(6, 1)), rng.random((6, 1))
    loss, delta = faults.every_row_against_every_row(z, y)
    again, same = faults.every_row_against_every_row(z, y[::-1])
    assert loss == pytest.approx(again, rel=1e-12)
    np.testing.assert_allclose(delta, same, rtol=1e-12)
    assert faults.squared_error(z, y)[0] != pytest.approx(faults.squared_error(z, y[::-1])[0])


@pytest.mark.parametrize("fault", [faults.squared_error, faults.every_row_against_every_row])
def test_it_descends_its_own_loss_all_the_same(fault):
    params, X, _ = problem(2, sizes=(5, 4, 1))
    y = np.arange(4.0)[:, None] % 2
    assert worst(bodies.with_loss(fault).loss_and_gradients, params, X, y) < 1e-6


def by_loops(params, X, y, alpha):
    """Weights and biases are changed one at a time, layer by layer from the outputs on."""
    params = {name: value.copy() for name, value in params.items()}
    z, H, _ = net.forward(params, X)
    _, delta = net.loss_and_delta(z, y)
    for i in reversed(range(len(H))):
        W, b = params[f"W{i}"], params[f"b{i}"]
        for k in range(W.shape[1]):
            for j in range(W.shape[0]):
                W[j, k] -= alpha * sum(H[i][n, j] * delta[n, k] for n in range(len(X)))
            b[k] -= alpha * sum(delta[n, k] for n in range(len(X)))
        before = np.zeros_like(H[i])
        for n in range(len(X)):
            for j in range(W.shape[0]):
                blame = sum(W[j, k] * delta[n, k] for k in range(W.shape[1]))
                before[n, j] = blame if H[i][n, j] > 0 else 0
        delta = before
    return params


def test_blame_through_moved_weights_is_what_the_loops_do():
    params, X, y = problem(3)
    alpha = 0.3
    _, moves = faults.through_moved_weights(params, X, y, alpha=alpha)
    for name, value in by_loops(params, X, y, alpha).items():
        np.testing.assert_allclose(params[name] - alpha * moves[name], value, rtol=1e-10)


def test_only_the_last_layer_of_these_loops_has_its_slope():
    params, X, y = problem(3)
    wrong = partial(faults.through_moved_weights, alpha=0.3)
    errors = check_gradients(wrong, params, X, y)
    assert max(errors["W3"], errors["b3"]) < 1e-6
    assert min(errors[name] for name in params if not name.endswith("3")) > 1e-4


# ---- bodies say what their layers say


def every_body():
    rng = np.random.default_rng(0)
    X, y = rng.random((4, 16)), np.eye(3)[[0, 1, 2, 0]]
    small = partial(convolutional, side=4, filters=(2, 3), hidden=5, rate=0.0, classes=3)
    for body in (bodies.dense(), bodies.dense(skip=True, norm=True), bodies.leaky()):
        yield body, body.init(rng, sizes=(16, 6, 6, 3)), X, y
    for body in (bodies.sigmoid(), bodies.thinned()):
        yield body, body.init(rng, inputs=16, hidden=6, outputs=3), X, y
    conv = bodies.of_layers(small)
    yield conv, conv.init(rng), X, y
    adder, stack = sequences.adder(), sequences.controller()
    yield adder, adder.init(rng, hidden=3), *bits.sums([5, 3], [2, 6], 4)
    yield stack, stack.init(rng, n_symbols=3, hidden=4, m=2), *tasks.draw(rng, 3, 2, 3)


@pytest.mark.parametrize("at", range(8))
def test_every_body_tells_its_layers_and_answers_with_the_last(at):
    body, params, X, y = list(every_body())[at]
    layers = body.layers(params, X)
    for layer in layers:
        assert layer.kind in KINDS
        assert layer.said.ndim == 2
        assert layer.said.shape[1] in params[layer.weights].shape
    answers = body.answers(params, X)
    last = layers[-1].said
    assert answers.shape == (len(last),)
    assert len(last) in (len(X), y.shape[0] * y.shape[1])
    named = last.argmax(axis=1) if last.shape[1] > 1 else last[:, 0] > 0.5
    np.testing.assert_array_equal(answers, named)
    loss, gradients = body.loss_and_gradients(params, X, y)
    assert np.isfinite(loss)
    assert {name: g.shape for name, g in gradients.items()} == {
        name: value.shape for name, value in params.items()
    }


# ---- what a record keeps


def small(rng):
    X = rng.normal(size=(10, 3))
    labels = (X[:, 0] > 0).astype(int)
    return Table(X, np.eye(2)[labels], labels, X[:4], labels[:4])


def undergo(**settings):
    usual = {
        "body": bodies.dense(),
        "table": small,
        "start": {"sizes": (3, 4, 2)},
        "alpha": 0.1,
        "epochs": 3,
        "batch": 4,
    }
    return net.undergo(np.random.default_rng(0), **usual | settings)


def test_a_trial_is_what_lesson_06_would_have_trained():
    trial = undergo()
    rng = np.random.default_rng(0)
    table = small(rng)
    params = digits.init(rng, sizes=(3, 4, 2))
    run = digits.train(table.X, table.y, params=params, alpha=0.1, epochs=3, batch=4, rng=rng)
    losses = [(step.loss, step.params) for step in run]
    np.testing.assert_allclose(trial.losses, [loss for loss, _ in losses], rtol=1e-10)
    for name, value in losses[-1][1].items():
        np.testing.assert_allclose(trial.params[name], value, rtol=1e-10)
        np.testing.assert_array_equal(trial.start[name], params[name])


def test_a_record_has_a_line_for_each_update():
    trial = undergo()
    assert trial.losses.shape == trial.alphas.shape == trial.strides.shape == (9,)
    np.testing.assert_array_equal(trial.seen, 3)
    np.testing.assert_array_equal(trial.alphas, 0.1)


def test_strides_are_1_for_plain_descent_and_grow_where_the_gradient_is_not_reset():
    np.testing.assert_allclose(undergo(update=plain).strides, 1, rtol=1e-12)
    assert undergo(update=faults.never_reset).strides[1:].max() > 1.5
    assert undergo(update=momentum).strides[1:].max() > 1.1


def test_strides_are_1_where_nothing_was_asked():
    silent = undergo(alpha=lambda done: 0.0)
    np.testing.assert_array_equal(silent.strides, 1)


def test_inputs_are_divided_by_the_scale_for_both_kinds_of_rows():
    whole, halved = undergo(), undergo(scale=2)
    np.testing.assert_array_equal(halved.X, whole.X / 2)
    np.testing.assert_array_equal(halved.X_new, whole.X_new / 2)


def test_accuracy_is_the_share_of_new_rows_named_right():
    trial = undergo(epochs=60, update=adam, alpha=0.05)
    named = trial.body.answers(trial.params, trial.X_new)
    assert trial.accuracy == (named == trial.labels_new).mean()
    assert trial.accuracy == 1


def test_a_training_can_be_watched_and_looked_at_half_way():
    record, run = net.begin(
        np.random.default_rng(0),
        body=bodies.dense(),
        table=small,
        start={"sizes": (3, 4, 2)},
        epochs=3,
        batch=4,
    )
    for _ in range(4):
        step = next(run)
    half = record.trial(step.params)
    assert len(half.losses) == 4
    assert len(half.alphas) == len(half.strides) == 3  # the fourth update is not made yet
    for _ in run:
        pass
    assert len(half.losses) == 4
    assert len(record.losses) == 9


def test_a_training_without_steps_is_refused():
    with pytest.raises(ValueError, match="train for one epoch"):
        undergo(epochs=0)


def test_the_starts_that_people_try():
    rng = np.random.default_rng(0)
    params = net.init(rng, sizes=(3, 4, 2), same=0.1, bias=-5)
    assert (params["W0"] == 0.1).all()
    assert (params["b0"] == -5).all()
    assert (params["b1"] == 0).all()
    for name, value in net.init(np.random.default_rng(1), sizes=(3, 4, 2), std=0.2).items():
        expected = digits.init(np.random.default_rng(1), sizes=(3, 4, 2), std=0.2)[name]
        np.testing.assert_array_equal(value, expected)


# ---- what the lesson asks for


def test_a_unit_is_dead_if_no_row_makes_it_speak():
    said = np.array([[0, 1, 0, 2.0], [0, 0, 0, 1.0]])
    assert net.dead_share(said) == 0.5


def test_the_ratio_of_lengths_by_hand():
    params = {"W0": np.array([[3.0, 4.0]]), "b0": np.zeros(2), "b1": np.zeros(1)}
    gradients = {"W0": np.array([[0.6, 0.8]]), "b0": np.ones(2), "b1": np.zeros(1)}
    ratios = net.gradient_ratio(params, gradients)
    assert ratios == {"W0": pytest.approx(0.2), "b0": np.inf, "b1": 0}


@pytest.mark.parametrize("fan_in", [2, 64, 1000])
def test_with_hes_spread_a_relu_hands_on_the_mean_square(fan_in):
    rng = np.random.default_rng(0)
    x = rng.normal(size=fan_in) + 1
    W = net.he_std(fan_in) * rng.normal(size=(fan_in, 20_000))
    h = np.maximum(x @ W, 0)
    assert (h**2).mean() == pytest.approx((x**2).mean(), rel=0.05)


def test_the_rebuilt_wormhole_is_above_085():
    sizes = of_digits.WORMHOLE
    rng = np.random.default_rng(0)
    table = tables.pictures(rng)
    rows = rng.permutation(len(table.X))  # another order is other luck
    said = net.rebuild(table.X[rows], table.labels[rows], table.X_new, sizes)
    assert [h.shape for h in said] == [(200, n) for n in sizes[1:]]
    assert (said[-1].argmax(axis=1) == table.labels_new).mean() > 0.85


@pytest.mark.parametrize(
    "body",
    [
        bodies.dense(),
        bodies.leaky(),
        bodies.of_layers(partial(dense_of_layers, sizes=(3, 4, 1))),
    ],
    ids=["dense", "PReLU", "made of layers"],
)
def test_a_network_of_one_output_answers_yes_and_no(body):
    rng = np.random.default_rng(0)
    params = body.init(rng) if body.name == "layers" else body.init(rng, sizes=(3, 4, 1))
    X = rng.normal(size=(50, 3))
    z = body.layers(params, X)[-1].said[:, 0]
    params["b1"] = params["b1"] + 0.5 - z.mean()
    np.testing.assert_array_equal(body.answers(params, X), z > z.mean())


# ---- settings that people write


def nan_rows(rng):
    table = small(rng)
    return table._replace(X=table.X[:0], y=table.y[:0], labels=table.labels[:0])


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"learning_rate": 0.1}, "no setting 'learning_rate': there are alpha, batch, body"),
        ({"start": {"sizes": (3, 2), "bais": 1.0}}, "start has no 'bais': it may have sizes, std"),
        ({"start": {}}, "start has no sizes"),
        ({"start": 0}, "start is 0: give a dict"),
        ({"start": {"sizes": (4, 2)}}, r"rows of the shape \(3,\) do not fit .* W0 \(4, 2\)"),
        ({"start": {"sizes": (3, 1)}}, "1 outputs, and targets of 2 numbers"),
        ({"start": {"sizes": (3, 4, 2), "bias": np.nan}}, "first weights b0 are no numbers"),
        ({"scale": 0}, "scale is 0"),
        ({"scale": np.nan}, "scale is nan"),
        ({"scale": "x"}, "scale is 'x'"),
        ({"body": "dense"}, "body is 'dense': give a Body"),
        ({"update": "adam"}, "update is a str: give a function"),
        ({"table": small(np.random.default_rng(0))}, "table is a Table: give a function"),
        ({"table": nan_rows}, "the table has 0 rows to learn from"),
        ({"table": lambda rng: None}, "gave a NoneType: give a Table"),
        ({"deal": lambda rng, n, batch: []}, "no batch was dealt of 10 rows, 4 at a time"),
        ({"deal": lambda rng, n, batch: [np.array([0, 10])]}, "row 10 was dealt"),
        ({"deal": lambda rng, n, batch: [np.array([0, -1])]}, "row -1 was dealt"),
        ({"epochs": 1.5}, "epochs is 1.5: give a whole number"),
        ({"epochs": 0}, "no steps"),
        ({"batch": 2.5}, "batch is 2.5: give a whole number"),
        ({"batch": 0}, "batch is 0"),
        ({"alpha": -1}, "alpha is -1"),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, dict) else "",
)
def test_settings_that_make_no_training_are_refused_in_a_sentence(settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        undergo(**settings)


def test_what_a_training_cannot_do_without_is_named():
    with pytest.raises(ValueError, match="body and start must be given"):
        net.undergo(np.random.default_rng(0), table=small)
    with pytest.raises(ValueError, match="rng is 0: give a generator"):
        net.undergo(0, body=bodies.dense(), table=small, start={"sizes": (3, 2)})
