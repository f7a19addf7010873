"""The network that names digits: its loss, its gradients, and what is refused in words."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.descent.optimisers import adam, momentum, plain
from course.digits import data, net
from course.eleven.net import stack
from course.kit.gradients import check_gradients

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.tuples(st.integers(1, 5), st.lists(st.integers(1, 5), min_size=2, max_size=5))


def problem(shape, seed):
    """A network of any shape, and a table for it. Biases differ from 0, and no unit is at a kink.

    A ReLU has no slope where it begins to speak, so there nothing could be checked.
    """
    rows, sizes = shape
    rng = np.random.default_rng(seed)
    params = net.init(rng, sizes=sizes)
    for name in params:
        if name.startswith("b"):
            params[name] = rng.normal(size=params[name].shape)
    y = net.one_hot((rng.random(rows) * sizes[-1]).astype(int), sizes[-1])
    while True:
        X = rng.normal(size=(rows, sizes[0]))
        if nearest_kink(params, X) > 1e-3:
            return params, X, y
        for name in params:
            if name.startswith("b"):
                params[name] += rng.normal(size=params[name].shape)


def nearest_kink(params, X):
    _, H = net.forward(params, X)
    sums = [H[i] @ params[f"W{i}"] + params[f"b{i}"] for i in range(len(H) - 1)]
    return min((np.abs(z).min() for z in sums), default=np.inf)


# ---- by hand


def test_one_network_by_hand():
    # Input 1, hidden units say 2 and 0 (the second gets -1), logits ln 3 and 0: 3/4 and 1/4.
    params = {
        "W0": np.array([[1.0, -1.0]]),
        "b0": np.array([1.0, 0.0]),
        "W1": np.array([[np.log(3) / 2, 0.0], [5.0, 7.0]]),
        "b1": np.zeros(2),
    }
    X, y = np.array([[1.0]]), np.array([[0.0, 1.0]])
    z, H = net.forward(params, X)
    np.testing.assert_allclose(z, [[np.log(3), 0]], rtol=1e-14)
    np.testing.assert_array_equal(H[1], [[2, 0]])
    np.testing.assert_allclose(net.softmax(z), [[3 / 4, 1 / 4]], rtol=1e-14)
    loss, gradients = net.loss_and_gradients(params, X, y)
    assert loss == pytest.approx(np.log(4), rel=1e-14)
    np.testing.assert_allclose(gradients["b1"], [3 / 4, -3 / 4], rtol=1e-14)
    np.testing.assert_allclose(gradients["W1"], [[3 / 2, -3 / 2], [0, 0]], rtol=1e-14)
    blame = 3 / 4 * np.log(3) / 2  # and none for the silent unit
    np.testing.assert_allclose(gradients["b0"], [blame, 0], rtol=1e-14)
    np.testing.assert_allclose(gradients["W0"], [[blame, 0]], rtol=1e-14)


# ---- gradients


@given(shape=SHAPES, seed=SEEDS)
def test_gradients_are_slopes_for_any_shape(shape, seed):
    errors = check_gradients(net.loss_and_gradients, *problem(shape, seed))
    assert max(errors.values()) < 1e-6


def test_gradients_of_the_published_network_are_slopes():
    digits = data.published()
    params = net.init(np.random.default_rng(0), std=0.1)
    X, y = digits.X[:3] + 0.1, net.one_hot(digits.labels[:3])
    assert nearest_kink(params, X) > 1e-3
    errors = check_gradients(net.loss_and_gradients, params, X, y)
    assert max(errors.values()) < 1e-6


def test_the_check_notices_a_softmax_whose_gradient_is_not_divided_by_the_rows():
    def wrong(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        return loss, {name: len(X) * slope for name, slope in gradients.items()}

    errors = check_gradients(wrong, *problem((4, (3, 5, 2)), 0))
    assert min(errors.values()) > 0.1


def test_the_check_notices_a_relu_that_lets_all_blame_pass():
    def wrong(params, X, y):
        z, H = net.forward(params, X)
        delta = net.logit_gradient(z, y)
        gradients = {"W1": H[1].T @ delta, "b1": delta.sum(axis=0)}
        delta = delta @ params["W1"].T
        return net.cross_entropy(z, y), gradients | {"W0": X.T @ delta, "b0": delta.sum(axis=0)}

    errors = check_gradients(wrong, *problem((4, (3, 5, 2)), 0))
    assert errors["W1"] < 1e-6
    assert errors["W0"] > 0.01


@given(seed=SEEDS, rows=st.integers(1, 6), classes=st.integers(2, 6))
def test_softmax_minus_one_hot_is_the_slope_for_the_logits(seed, rows, classes):
    rng = np.random.default_rng(seed)
    z, y = rng.normal(size=(rows, classes)), np.eye(classes)[rng.integers(classes, size=rows)]

    def through(params):
        return net.cross_entropy(params["z"], y), {"z": net.logit_gradient(params["z"], y)}

    assert check_gradients(through, {"z": z})["z"] < 1e-7


@given(seed=SEEDS, size=st.floats(0.1, 300))
def test_the_fast_loss_and_slope_are_those_of_the_plain_functions(seed, size):
    rng = np.random.default_rng(seed)
    z, y = size * rng.normal(size=(5, 4)), net.one_hot(rng.integers(4, size=5), 4)
    loss, delta = net.loss_and_delta(z, y)
    assert loss == pytest.approx(net.cross_entropy(z, y), rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(delta, net.logit_gradient(z, y), rtol=1e-12, atol=1e-15)


# ---- softmax and its loss


@given(seed=SEEDS, size=st.floats(0, 1e6))
def test_softmax_gives_probabilities_for_numbers_of_any_size(seed, size):
    z = size * np.random.default_rng(seed).normal(size=(6, 10))
    before = z.copy()
    p = net.softmax(z)
    np.testing.assert_array_equal(z, before)
    np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-12)
    assert (p >= 0).all()
    largest = np.take_along_axis(p, z.argmax(axis=1)[:, None], axis=1)
    np.testing.assert_array_equal(largest, p.max(axis=1, keepdims=True))


@given(seed=SEEDS, more=st.floats(-1e3, 1e3))
def test_the_same_number_more_for_all_changes_nothing(seed, more):
    z = np.random.default_rng(seed).normal(size=(3, 5))
    np.testing.assert_allclose(net.softmax(z + more), net.softmax(z), rtol=1e-9)


@pytest.mark.parametrize("size", [1e3, 1e6, 1e300])
def test_to_be_sure_and_wrong_costs_as_much_as_one_was_sure_and_not_infinity(size):
    z, y = np.array([[size, 0.0]]), np.array([[0.0, 1.0]])
    assert net.cross_entropy(z, y) == size
    assert net.loss_and_delta(z, y)[0] == size


def test_no_idea_costs_the_logarithm_of_the_number_of_classes():
    loss = net.cross_entropy(np.zeros((3, 10)), net.one_hot(np.array([1, 5, 9])))
    assert loss == pytest.approx(np.log(10), rel=1e-14)


# ---- one-hot, mini-batches, confusion matrix, He


def test_one_hot_puts_a_one_where_the_label_points():
    np.testing.assert_array_equal(net.one_hot(np.array([2, 0]), 3), [[0, 0, 1], [1, 0, 0]])


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (np.array([3, 10]), "a label is 10, and with 10 classes they go from 0 to 9"),
        (np.array([-1]), "a label is -1"),
        (np.array([0.0, 1.0]), "type float64"),
        (np.array([[0, 1]]), r"shape \(1, 2\)"),
    ],
)
def test_labels_that_are_none_are_refused_in_words(labels, sentence):
    with pytest.raises(ValueError, match=sentence):
        net.one_hot(labels)


@given(n_rows=st.integers(1, 60), batch=st.integers(1, 70), seed=SEEDS)
def test_every_row_is_dealt_once(n_rows, batch, seed):
    batches = net.minibatches(np.random.default_rng(seed), n_rows, batch)
    assert sorted(np.concatenate(batches).tolist()) == list(range(n_rows))
    assert all(len(rows) == batch for rows in batches[:-1])
    assert 1 <= len(batches[-1]) <= batch


def test_the_order_of_the_rows_is_another_each_time():
    rng = np.random.default_rng(0)
    once, again = (np.concatenate(net.minibatches(rng, 50, 7)) for _ in range(2))
    assert (once != again).any()


def test_a_confusion_matrix_by_hand():
    labels, answers = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 0, 0, 2])
    np.testing.assert_array_equal(
        net.confusion_matrix(labels, answers, 3), [[1, 1, 0], [0, 1, 0], [2, 0, 1]]
    )


@given(seed=SEEDS)
def test_the_diagonal_of_the_confusion_matrix_is_the_accuracy(seed):
    rng = np.random.default_rng(seed)
    z, labels = rng.normal(size=(40, 10)), rng.integers(10, size=40)
    matrix = net.confusion_matrix(labels, z.argmax(axis=1))
    assert matrix.sum() == 40
    assert np.trace(matrix) / 40 == pytest.approx(net.accuracy(z, labels))


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_he_keeps_the_mean_square_through_many_layers(make):
    rng = make(0)
    h = rng.normal(size=(2_000, 200))
    for _ in range(8):
        h = np.maximum(h @ net.he_init(rng, h.shape[1], 200), 0)
    assert 0.5 < (h**2).mean() * 2 < 3  # of the sums, which are squared twice as large


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_first_weights_have_the_spread_they_say(make):
    params = net.init(make(0), sizes=(300, 200, 10), std=0.1)
    assert params["W0"].std() == pytest.approx(0.1, rel=0.02)
    assert not params["b0"].any()
    params = net.init(make(0), sizes=(300, 200, 10))
    assert params["W0"].std() == pytest.approx(np.sqrt(2 / 300), rel=0.02)
    assert [value.shape for value in params.values()] == [(300, 200), (200,), (200, 10), (10,)]


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"sizes": (64,)}, r"sizes is \(64,\)"),
        ({"sizes": (64, 0, 10)}, r"sizes is \(64, 0, 10\): .* one or more units"),
        ({"std": -1}, "std is -1"),
        ({"std": np.nan}, "std is nan"),
    ],
)
def test_an_impossible_network_is_refused_in_words(how, sentence):
    with pytest.raises(ValueError, match=sentence):
        net.init(np.random.default_rng(0), **how)


@pytest.mark.parametrize("shape", [(64,), (1, 8, 8), (2, 63)])
def test_rows_of_another_length_are_refused_in_words(shape):
    params = net.init(np.random.default_rng(0))
    with pytest.raises(ValueError, match="reads rows of 64 numbers"):
        net.forward(params, np.zeros(shape))


# ---- training


@pytest.fixture(scope="module")
def small():
    """Sixty digits, pixels from 0 to 1, and their one-hot rows."""
    digits = data.published()
    return digits.X[:60] / 16, net.one_hot(digits.labels[:60])


def test_steps_hold_the_state_before_each_update(small):
    X, y = small
    rng = np.random.default_rng(0)
    start = net.init(rng)
    run = net.train(X, y, params=start, batch=60, alpha=0.1, rng=np.random.default_rng(0))
    first = next(run)
    assert first.loss == pytest.approx(net.loss_and_gradients(start, X, y)[0], rel=1e-12)
    assert first.error == pytest.approx(1 - np.exp(-first.loss), rel=1e-12)
    held = first.params
    np.testing.assert_array_equal(held["W0"], start["W0"])
    second = next(run)
    assert second.params is held
    _, gradients = net.loss_and_gradients(start, X, y)
    for name, value in held.items():
        np.testing.assert_allclose(
            value, start[name] - 0.1 * gradients[name], rtol=1e-9, atol=1e-15
        )


def test_an_epoch_uses_each_row_once(small):
    X, y = small
    seen = []

    def spy(params, X, y):
        seen.append(X.copy())
        return net.loss_and_gradients(params, X, y)

    run = net.train(X, y, epochs=2, batch=25, rng=np.random.default_rng(0), loss_and_gradients=spy)
    epochs = [step.epoch for step in run]
    assert epochs == [0, 0, 0, 1, 1, 1]
    assert [len(rows) for rows in seen] == [25, 25, 10] * 2
    for part in (seen[:3], seen[3:]):
        np.testing.assert_array_equal(np.unique(np.concatenate(part), axis=0), np.unique(X, axis=0))


def test_the_first_weights_that_are_given_stay_as_they_are(small):
    start = net.init(np.random.default_rng(0))
    before = {name: value.copy() for name, value in start.items()}
    net.finish(net.train(*small, params=start, epochs=1, rng=np.random.default_rng(0)))
    for name, value in start.items():
        np.testing.assert_array_equal(value, before[name])


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_the_same_seed_gives_the_same_network(make, small):
    once, again = (net.finish(net.train(*small, epochs=2, rng=make(3))) for _ in range(2))
    for name, value in once.items():
        np.testing.assert_array_equal(value, again[name])


@pytest.mark.parametrize(("update", "alpha"), [(plain, 0.2), (momentum, 0.02), (adam, 0.01)])
def test_every_optimiser_learns_sixty_digits_by_heart(update, alpha, small):
    X, y = small
    params = net.finish(
        net.train(X, y, epochs=60, alpha=alpha, update=update, rng=np.random.default_rng(0))
    )
    assert net.accuracy(net.forward(params, X)[0], y.argmax(axis=1)) == 1


def test_a_stack_trains_as_each_network_does_alone(small):
    X, y = small
    starts = [net.init(np.random.default_rng(seed)) for seed in range(3)]
    how = {"epochs": 3, "alpha": 0.1, "decay": 0.01}
    for update in (plain, adam):
        *_, together = net.train(
            X, y, params=stack(starts), update=update, rng=np.random.default_rng(0), **how
        )
        for i, start in enumerate(starts):
            *_, alone = net.train(
                X, y, params=start, update=update, rng=np.random.default_rng(0), **how
            )
            assert together.loss[i] == pytest.approx(alone.loss, rel=1e-9)
            assert together.error[i] == pytest.approx(alone.error, rel=1e-9)
            for name, value in alone.params.items():
                np.testing.assert_allclose(together.params[name][i], value, rtol=1e-7, atol=1e-10)
            z, _ = net.forward(together.params, X)
            np.testing.assert_allclose(z[i], net.forward(alone.params, X)[0], rtol=1e-7, atol=1e-9)


def test_decay_pulls_at_weights_and_not_at_biases(small):
    X, y = small
    rng = np.random.default_rng(0)
    start = net.init(rng)
    start["b0"] = start["b0"] + 1

    def flat(params, X, y):
        return 0.0, {name: np.zeros_like(value) for name, value in params.items()}

    params = net.finish(
        net.train(X, y, params=start, epochs=1, batch=60, alpha=0.1, decay=0.5, rng=rng,
                  loss_and_gradients=flat)
    )  # fmt: skip
    np.testing.assert_allclose(params["W0"], 0.95 * start["W0"], rtol=1e-12)
    np.testing.assert_array_equal(params["b0"], start["b0"])


def test_a_fading_step_size_begins_whole_and_ends_at_nothing():
    fading = net.fading(0.2)
    assert fading(0) == pytest.approx(0.2)
    assert fading(0.5) == pytest.approx(0.1)
    assert fading(1) == pytest.approx(0, abs=1e-15)


def test_rows_can_be_varied_anew_for_each_epoch(small):
    X, y = small
    given, seen = [], []

    def vary(X, rng):
        given.append(X)
        return X + len(given)

    def spy(params, X, y):
        seen.append(X.mean())
        return net.loss_and_gradients(params, X, y)

    net.finish(
        net.train(X, y, epochs=3, batch=60, vary=vary, rng=np.random.default_rng(0),
                  loss_and_gradients=spy)
    )  # fmt: skip
    assert all(each is X for each in given)
    np.testing.assert_allclose(seen, X.mean() + np.array([1, 2, 3]), rtol=1e-12)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"alpha": 0}, "alpha is 0"),
        ({"alpha": np.nan}, "alpha is nan"),
        ({"batch": 0}, "batch is 0"),
        ({"decay": -1}, "decay is -1"),
        ({"decay": np.nan}, "decay is nan"),
        ({"decay": np.inf}, "decay is inf"),
    ],
)
def test_impossible_training_is_refused_in_words(how, sentence, small):
    with pytest.raises(ValueError, match=sentence):
        next(net.train(*small, rng=np.random.default_rng(0), **how))


def test_labels_instead_of_one_hot_rows_are_refused_in_words(small):
    X, y = small
    for wrong in (y.argmax(axis=1), y[:-1]):
        with pytest.raises(ValueError, match="as one_hot"):
            next(net.train(X, wrong, rng=np.random.default_rng(0)))


def test_no_epochs_leave_nothing_to_finish(small):
    with pytest.raises(ValueError, match="no steps"):
        net.finish(net.train(*small, epochs=0, rng=np.random.default_rng(0)))


@pytest.mark.parametrize("seed", range(3))
def test_rebuilt_it_names_far_more_than_ninety_in_a_hundred(seed):
    digits = data.drawn(np.random.default_rng(seed), clear=True)
    z = net.rebuild(digits.X, digits.labels, digits.X_new)
    assert z.shape == (len(digits.X_new), 10)
    assert net.accuracy(z, digits.labels_new) >= 0.95


def test_batches_can_be_dealt_in_another_way():
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(6, 3)), net.one_hot(np.arange(6) % 2, 2)
    asked = []

    def in_order(rng, n_rows, batch):
        asked.append((n_rows, batch))
        return [np.arange(batch), np.arange(batch, n_rows)]

    params = net.init(rng, sizes=(3, 2))
    run = net.train(X, y, params=params, epochs=2, batch=3, rng=rng, deal=in_order)
    losses = [step.loss for step in run]
    assert asked == [(6, 3), (6, 3)]
    assert len(losses) == 4
    assert losses[0] == pytest.approx(net.loss_and_gradients(params, X[:3], y[:3])[0])


def test_equal_logits_cost_log_2_however_large_they_are():
    for large in (0.0, 1e4, 1e16, -1e16):
        z, y = np.full((1, 2), large), np.array([[1.0, 0.0]])
        assert net.cross_entropy(z, y) == pytest.approx(np.log(2), rel=1e-15)


def test_a_stack_of_networks_is_asked_as_each_of_them_alone():
    singles = [net.init(np.random.default_rng(seed)) for seed in range(3)]
    X = data.published().X_new[:7] / 16
    for ask in (net.answers, net.probabilities):
        together = ask(stack(singles), X)
        np.testing.assert_allclose(together, [ask(params, X) for params in singles], rtol=1e-12)


def test_data_without_rows_and_too_few_outputs_are_refused_in_words(small):
    X, y = small
    with pytest.raises(ValueError, match="there is no row to learn from"):
        next(net.train(X[:0], y[:0], rng=np.random.default_rng(0)))
    with pytest.raises(ValueError, match="has 9 outputs, and y has 10 columns"):
        next(net.train(X, y, sizes=(64, 5, 9), rng=np.random.default_rng(0)))
