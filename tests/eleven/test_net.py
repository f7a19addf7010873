"""The eleven-line network: its gradients, its published run, and what it promises in words."""

import numpy as np
import pytest
from eleven import published
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp

from course.eleven import net
from course.kit.gradients import check_gradients
from course.kit.steps import sweep

XOR = net.TARGETS["XOR"]
SHAPES = st.tuples(*[st.integers(1, 6)] * 4)  # rows, inputs, hidden, outputs
SEEDS = st.integers(0, 2**32 - 1)


def problem(shape, seed):
    """A network of any shape, and a table for it."""
    rows, inputs, hidden, outputs = shape
    rng = np.random.default_rng(seed)
    params = net.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    return params, rng.normal(size=(rows, inputs)), rng.random((rows, outputs))


# ---- by hand


def test_one_network_by_hand():
    # One input 1, one hidden unit, W0 = ln 3 and W1 = ln 2 / 0.75, so that
    # h = sigmoid(ln 3) = 3/4 and p = sigmoid(ln 2) = 2/3. Target 1: error -1/3, slope 2/9.
    params = {"W0": np.array([[np.log(3)]]), "W1": np.array([[np.log(2) / 0.75]])}
    X, y = np.array([[1.0]]), np.array([[1.0]])
    p, h = net.forward(params, X)
    loss, gradients = net.loss_and_gradients(params, X, y)
    assert h.item() == pytest.approx(3 / 4, rel=1e-14)
    assert p.item() == pytest.approx(2 / 3, rel=1e-14)
    assert loss == pytest.approx(1 / 18, rel=1e-14)
    delta1 = -1 / 3 * 2 / 9  # -2/27
    assert gradients["W1"].item() == pytest.approx(delta1 * 3 / 4, rel=1e-14)  # -1/18
    assert gradients["W0"].item() == pytest.approx(delta1 * np.log(2) / 0.75 * 3 / 16, rel=1e-14)


def test_the_sigmoid_at_three_places():
    np.testing.assert_allclose(
        net.sigmoid(np.array([0.0, np.log(3), -np.log(3)])), [0.5, 0.75, 0.25], rtol=1e-15
    )


def test_the_four_targets_are_what_their_names_say():
    first, second = net.X[:, 0].astype(bool), net.X[:, 1].astype(bool)
    for name, expected in (
        ("XOR", first ^ second),
        ("AND", first & second),
        ("OR", first | second),
        ("first column", first),
    ):
        np.testing.assert_array_equal(net.TARGETS[name][:, 0], expected.astype(float))
    assert (net.X[:, 2] == 1).all()


# ---- properties


@given(z=st.floats(-700, 700))
def test_the_sigmoid_of_minus_z_is_what_is_missing_to_one(z):
    assert net.sigmoid(z) + net.sigmoid(-z) == pytest.approx(1, abs=1e-15)


@given(a=st.floats(-30, 30), b=st.floats(-30, 30))
def test_the_sigmoid_never_falls(a, b):
    assert (net.sigmoid(max(a, b)) - net.sigmoid(min(a, b))) >= 0


@given(z=st.floats(-15, 15))
def test_the_slope_is_that_of_the_sigmoid(z):
    measured = (net.sigmoid(z + 1e-5) - net.sigmoid(z - 1e-5)) / 2e-5
    assert net.slope(net.sigmoid(z)) == pytest.approx(measured, abs=1e-10)


@given(shape=st.tuples(*[st.integers(1, 5)] * 3), seed=SEEDS)
def test_three_loops_give_the_product(shape, seed):
    rng = np.random.default_rng(seed)
    rows, fan_in, fan_out = shape
    X, W = rng.normal(size=(rows, fan_in)), rng.normal(size=(fan_in, fan_out))
    np.testing.assert_allclose(net.product_by_loops(X, W), X @ W, atol=1e-13)


@given(shape=SHAPES, seed=SEEDS)
def test_gradients_are_the_slopes_of_the_loss_for_any_shape(shape, seed):
    errors = check_gradients(net.loss_and_gradients, *problem(shape, seed))
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("target", net.TARGETS)
def test_gradients_are_the_slopes_of_the_loss_on_the_tables(target):
    for seed in range(5):
        params = net.init(np.random.default_rng(seed))
        errors = check_gradients(net.loss_and_gradients, params, net.X, net.TARGETS[target])
        assert max(errors.values()) < 1e-7


def test_a_wrong_gradient_would_be_noticed():
    def without_hidden_slope(params, X, y):
        p, h = net.forward(params, X)
        delta1 = net.output_delta(p, y)
        loss = np.sum((p - y) ** 2) / 2
        return loss, {"W0": X.T @ (delta1 @ params["W1"].T), "W1": h.T @ delta1}

    errors = check_gradients(without_hidden_slope, *problem((4, 3, 4, 1), 0))
    assert errors["W0"] > 0.1
    assert errors["W1"] < 1e-7


@given(shape=SHAPES, seed=SEEDS, order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(shape, seed, order):
    params, X, y = problem(shape, seed)
    rows = list(range(len(X)))
    order.shuffle(rows)
    loss, gradients = net.loss_and_gradients(params, X, y)
    shuffled_loss, shuffled = net.loss_and_gradients(params, X[rows], y[rows])
    assert shuffled_loss == pytest.approx(loss, rel=1e-12)
    for name in params:
        np.testing.assert_allclose(shuffled[name], gradients[name], atol=1e-13)


@given(
    z=hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-30, 30))
)
def test_deltas_keep_the_shape_and_the_sign_of_the_error(z):
    p = net.sigmoid(z)
    delta = net.output_delta(p, np.ones_like(p))
    assert delta.shape == z.shape
    assert (delta <= 0).all()


@given(shape=SHAPES, seed=SEEDS, alpha=st.floats(1e-3, 0.05))
def test_a_small_enough_step_never_raises_the_loss(shape, seed, alpha):
    params, X, y = problem(shape, seed)
    before, _ = net.loss_and_gradients(params, X, y)
    after, _ = net.loss_and_gradients(net.training_step(params, X, y, alpha), X, y)
    assert after <= before + 1e-12


def test_a_training_step_leaves_the_old_weights_alone():
    params, X, y = problem((4, 3, 4, 1), 0)
    kept = {name: value.copy() for name, value in params.items()}
    new = net.training_step(params, X, y, 0.5)
    _, gradients = net.loss_and_gradients(kept, X, y)
    for name in params:
        np.testing.assert_array_equal(params[name], kept[name])
        np.testing.assert_array_equal(new[name], kept[name] - 0.5 * gradients[name])


# ---- first weights


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_first_weights_come_from_either_kind_of_generator(make):
    params = net.init(make(3), inputs=2, hidden=50, outputs=3)
    again = net.init(make(3), inputs=2, hidden=50, outputs=3)
    assert params["W0"].shape == (2, 50)
    assert params["W1"].shape == (50, 3)
    for name, value in params.items():
        assert value.dtype == np.float64
        assert (value >= -1).all()
        assert (value < 1).all()
        assert abs(value.mean()) < 0.2
        np.testing.assert_array_equal(value, again[name])


def test_the_published_first_weights_are_drawn_first_w0_then_w1():
    rng = np.random.RandomState(1)
    W0, W1 = 2 * rng.random_sample((3, 4)) - 1, 2 * rng.random_sample((4, 1)) - 1
    params = net.init(np.random.RandomState(1))
    np.testing.assert_array_equal(params["W0"], W0)
    np.testing.assert_array_equal(params["W1"], W1)


def test_the_global_generator_is_neither_asked_nor_seeded():
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    for step in net.train(net.X, XOR, steps=3, rng=np.random.RandomState(1)):
        assert step.index < 3
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize("size", ["inputs", "hidden", "outputs"])
@pytest.mark.parametrize("number", [0, -2])
def test_a_layer_without_units_is_refused_in_words(size, number):
    with pytest.raises(ValueError, match=f"{size} is {number}; .* choose 1 or more"):
        net.init(np.random.default_rng(0), **{size: number})


# ---- training


@pytest.fixture(scope="module")
def published_run():
    run = net.train(net.X, XOR, rng=np.random.RandomState(1), steps=50_001)
    return {step.index: step.error for step in run if step.index in published.ERROR_AT_STEP}


@pytest.mark.parametrize("index", published.ERROR_AT_STEP)
def test_the_published_errors_are_met_to_every_digit(published_run, index):
    assert published.agrees(published_run[index], published.ERROR_AT_STEP[index])


def test_the_published_run_is_that_of_the_defaults():
    first = next(net.train(net.X, XOR, rng=np.random.RandomState(1)))
    assert published.agrees(first.error, published.ERROR_AT_STEP[0])
    assert first.params["W0"].shape == (3, 4)


def test_one_weight_matrix_gives_the_published_outputs():
    W = 2 * np.random.RandomState(1).random_sample((3, 1)) - 1
    for _ in range(10_000):
        p = net.sigmoid(net.X @ W)
        W -= net.X.T @ net.output_delta(p, net.TARGETS["first column"])
    for value, text in zip(p.ravel(), published.ONE_MATRIX_OUTPUT, strict=True):
        assert f"{value:.8f}" == text


def test_a_published_digit_that_differs_would_be_noticed():
    assert published.agrees(0.49641003190272537, "0.496410031903")
    assert not published.agrees(0.49641003190372537, "0.496410031903")


def test_a_run_yields_the_state_before_each_update():
    start = net.init(np.random.default_rng(2))
    expected = start
    for step in net.train(net.X, XOR, params=start, alpha=0.5, steps=20):
        p, _ = net.forward(expected, net.X)
        loss, _ = net.loss_and_gradients(expected, net.X, XOR)
        for name in expected:
            np.testing.assert_allclose(step.params[name], expected[name], rtol=1e-13)
        assert step.loss == pytest.approx(loss, rel=1e-12)
        assert step.error == pytest.approx(np.abs(XOR - p).mean(), rel=1e-12)
        expected = net.training_step(expected, net.X, XOR, 0.5)


def test_a_run_counts_from_zero_and_yields_once_an_update():
    run = net.train(net.X, XOR, steps=7, rng=np.random.default_rng(0))
    assert [step.index for step in run] == list(range(7))


def test_a_run_of_no_steps_is_empty():
    assert list(net.train(net.X, XOR, steps=0, rng=np.random.default_rng(0))) == []


def test_the_same_seed_is_the_same_run():
    runs = [
        [step.error for step in net.train(net.X, XOR, steps=30, rng=np.random.default_rng(seed))]
        for seed in (4, 4, 5)
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_given_parameters_are_copied():
    start = net.init(np.random.default_rng(0))
    kept = {name: value.copy() for name, value in start.items()}
    for step in net.train(net.X, XOR, params=start, steps=5):
        last = step.params
    for name in start:
        np.testing.assert_array_equal(start[name], kept[name])
        assert not np.shares_memory(last[name], start[name])
        assert not np.array_equal(last[name], kept[name])


def test_given_whole_numbers_are_trained_as_float64():
    start = {"W0": np.array([[1, -1], [0, 1], [2, 0]]), "W1": np.array([[1], [-1]])}
    for step in net.train(net.X, XOR, params=start, steps=3):
        assert {value.dtype for value in step.params.values()} == {np.dtype(float)}


def test_a_start_is_needed():
    with pytest.raises(ValueError, match="no start: give rng="):
        next(net.train(net.X, XOR))


def test_training_without_hidden_units_is_refused_in_words():
    with pytest.raises(ValueError, match="hidden is 0"):
        next(net.train(net.X, XOR, hidden=0, rng=np.random.default_rng(0)))


def test_a_learners_own_gradients_drive_the_run():
    def half_as_fast(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        return loss, {name: value / 2 for name, value in gradients.items()}

    start = net.init(np.random.default_rng(0))
    options = {"params": start, "steps": 10}
    theirs = [
        step.error
        for step in net.train(net.X, XOR, alpha=2.0, loss_and_gradients=half_as_fast, **options)
    ]
    ours = [step.error for step in net.train(net.X, XOR, alpha=1.0, **options)]
    np.testing.assert_allclose(theirs, ours, rtol=1e-12)
    assert ours[0] != ours[-1]


# ---- stacks


@pytest.mark.parametrize("hidden", [1, 2, 4, 8])
def test_stacked_networks_train_exactly_like_single_ones(hidden):
    starts = [net.init(np.random.default_rng(seed), hidden=hidden) for seed in range(4)]
    together = list(_copies(net.train(net.X, XOR, params=net.stack(starts), steps=80)))
    for i, start in enumerate(starts):
        alone = list(_copies(net.train(net.X, XOR, params=start, steps=80)))
        for (loss, error, params), (own_loss, own_error, own) in zip(together, alone, strict=True):
            np.testing.assert_allclose(loss[i], own_loss, rtol=1e-10)
            np.testing.assert_allclose(error[i], own_error, rtol=1e-10)
            for name in own:
                np.testing.assert_allclose(params[name][i], own[name], rtol=1e-9, atol=1e-12)


def _copies(run):
    for step in run:
        copied = {name: value.copy() for name, value in step.params.items()}
        yield step.loss, step.error, copied


def test_a_stack_may_have_a_step_size_for_each_run():
    start, alphas = net.init(np.random.default_rng(0)), [0.1, 1.0, 10.0]
    stacked = net.stack([start] * 3)
    alpha = np.array(alphas).reshape(3, 1, 1)
    for step in net.train(net.X, XOR, params=stacked, alpha=alpha, steps=50):
        together = step
    for i, own in enumerate(alphas):
        for step in net.train(net.X, XOR, params=start, alpha=own, steps=50):
            alone = step
        assert together.loss[i] == pytest.approx(alone.loss, rel=1e-9)


@given(shape=SHAPES, runs=st.integers(1, 4), seed=SEEDS)
def test_stacked_gradients_are_each_networks_own(shape, runs, seed):
    problems = [problem(shape, seed + i) for i in range(runs)]
    X, y = problems[0][1:]
    losses, gradients = net.loss_and_gradients(net.stack([p for p, *_ in problems]), X, y)
    assert losses.shape == (runs,)
    for i, (params, *_) in enumerate(problems):
        loss, own = net.loss_and_gradients(params, X, y)
        assert losses[i] == pytest.approx(loss, rel=1e-12)
        for name in own:
            np.testing.assert_allclose(gradients[name][i], own[name], atol=1e-13)


def _train_seed(seed, alpha):
    return net.train(net.X, XOR, alpha=alpha, steps=101, rng=np.random.default_rng(seed))


def test_a_sweep_over_seeds_and_alphas_gives_each_runs_own_numbers():
    results = sweep(_train_seed, {"seed": [0, 1], "alpha": [0.5, 2.0]}, every=100)
    assert [tuple(settings.values()) for settings, _ in results] == [
        (0, 0.5),
        (0, 2.0),
        (1, 0.5),
        (1, 2.0),
    ]
    for settings, history in results:
        *_, last = _train_seed(**settings)
        assert history.index.tolist() == [0, 100]
        assert history.error[-1] == last.error
