"""The recurrent network that adds: its gradients, its published run, and what it promises."""

import inspect

import numpy as np
import pytest
from addition import published
from hypothesis import given, settings, strategies as st

from course.addition import batches, net
from course.descent.optimisers import adam, plain
from course.kit.gradients import check_gradients

SHAPES = st.tuples(*[st.integers(1, 4)] * 5)  # sequences, positions, inputs, hidden, outputs
SEEDS = st.integers(0, 2**32 - 1)
LOSSES = pytest.mark.parametrize("loss", [net.loss_and_gradients, net.cross_entropy])


def problem(shape, seed):
    """A network of any shape, and sequences for it."""
    sequences, positions, inputs, hidden, outputs = shape
    rng = np.random.default_rng(seed)
    params = net.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    X = rng.normal(size=(sequences, positions, inputs))
    return params, X, rng.random((sequences, positions, outputs))


def copied(params):
    return {name: value.copy() for name, value in params.items()}


# ---- by hand


def by_hand():
    # One hidden unit. x_1 = ln 3 gives h_1 = 3/4; x_2 = -h_1 W_hh = -3/2 gives h_2 = 1/2.
    params = {"W_xh": np.array([[1.0]]), "W_hh": np.array([[2.0]]), "W_hy": np.array([[0.0]])}
    return params, np.array([[[np.log(3)], [-1.5]]])


def test_two_positions_by_hand():
    params, X = by_hand()
    p, H = net.forward(params, X)
    np.testing.assert_allclose(H[0, :, 0], [3 / 4, 1 / 2], rtol=1e-14)
    np.testing.assert_array_equal(p[0, :, 0], [1 / 2, 1 / 2])


def test_two_positions_backwards_by_hand():
    # Only the last output is blamed, by 1, and W_hy is 4: delta_2 = 4 * 1/4 = 1. It goes back
    # through W_hh = 2: delta_1 = 2 * 3/16 = 3/8.
    params, X = by_hand()
    params["W_hy"][:] = 4
    H = net.unroll(params, X)
    gradients = net.accumulate(params, X, H, np.array([[[0.0], [1.0]]]))
    assert gradients["W_hy"].item() == pytest.approx(1 / 2, rel=1e-14)  # h_2 * 1
    assert gradients["W_hh"].item() == pytest.approx(
        3 / 4, rel=1e-14
    )  # 0 * delta_1 + h_1 * delta_2
    assert gradients["W_xh"].item() == pytest.approx(3 / 8 * np.log(3) - 1.5, rel=1e-14)


def test_the_loss_of_a_network_that_says_one_half():
    params, X = by_hand()
    y = np.array([[[1.0], [0.0]]])
    assert net.loss_and_gradients(params, X, y)[0] == 1 / 4
    assert net.cross_entropy(params, X, y)[0] == pytest.approx(np.log(2), rel=1e-14)


# ---- gradients


@LOSSES
@settings(max_examples=40)
@given(shape=SHAPES, seed=SEEDS)
def test_gradients_are_the_slopes_of_the_loss_for_any_shape(loss, shape, seed):
    errors = check_gradients(loss, *problem(shape, seed))
    assert max(errors.values()) < 1e-6


@LOSSES
@pytest.mark.parametrize("sequences", [1, 5])
@pytest.mark.parametrize("positions", [1, 8])
def test_gradients_are_the_slopes_of_the_loss_in_sums(loss, sequences, positions):
    rng = np.random.default_rng(0)
    X, y = batches.draw_sums(rng, n=sequences, bits=positions + 1)
    X, y = X[:, :positions], y[:, :positions]
    errors = check_gradients(loss, net.init(rng), X, y)
    assert max(errors.values()) < 1e-6


@given(seed=SEEDS, answers=st.integers(1, 5))
@settings(max_examples=20)
def test_gradients_are_right_when_only_the_last_positions_are_asked(seed, answers):
    params, X, y = problem((2, 5, 2, 3, 1), seed)
    errors = check_gradients(net.cross_entropy, params, X, y[:, :answers])
    assert max(errors.values()) < 1e-6


def without_the_future(params, X, H, delta_y):
    """What is left when the next position's blame is forgotten."""
    return net.accumulate(params | {"W_hh": np.zeros_like(params["W_hh"])}, X, H, delta_y)


def test_a_wrong_gradient_would_be_noticed():
    def wrong(params, X, y):
        p, H = net.forward(params, X)
        return np.sum((p - y) ** 2) / 2, without_the_future(params, X, H, net.output_delta(p, y))

    errors = check_gradients(wrong, *problem((3, 5, 2, 4, 1), 0))
    assert errors["W_hy"] < 1e-6
    assert errors["W_hh"] > 0.01
    assert errors["W_xh"] > 0.01


def test_with_one_position_nothing_is_remembered_and_the_memory_learns_nothing():
    params, X, y = problem((4, 1, 2, 3, 1), 0)
    _, gradients = net.loss_and_gradients(params, X, y)
    assert (gradients["W_hh"] == 0).all()
    assert (gradients["W_xh"] != 0).all()


def test_a_changed_last_position_changes_no_earlier_answer():
    params, X, _ = problem((3, 6, 2, 4, 1), 0)
    p, _ = net.forward(params, X)
    X[:, -1] += 1
    moved, _ = net.forward(params, X)
    np.testing.assert_array_equal(moved[:, :-1], p[:, :-1])
    assert (moved[:, -1] != p[:, -1]).all()


@LOSSES
@given(shape=SHAPES, seed=SEEDS)
@settings(max_examples=25)
def test_sequences_do_not_know_of_each_other(loss, shape, seed):
    params, X, y = problem(shape, seed)
    value, gradients = loss(params, X, y)
    each = [loss(params, X[i : i + 1], y[i : i + 1]) for i in range(len(X))]
    share = 1 if loss is net.loss_and_gradients else 1 / len(X)
    assert value == pytest.approx(share * sum(own for own, _ in each), rel=1e-12)
    for name, gradient in gradients.items():
        expected = share * sum(own[name] for _, own in each)
        np.testing.assert_allclose(gradient, expected, rtol=1e-9, atol=1e-13)


def test_hidden_units_may_change_places():
    params, X, y = problem((3, 5, 2, 4, 1), 0)
    order = [2, 0, 3, 1]
    moved = {
        "W_xh": params["W_xh"][:, order],
        "W_hh": params["W_hh"][order][:, order],
        "W_hy": params["W_hy"][order],
    }
    loss, _ = net.loss_and_gradients(params, X, y)
    assert net.loss_and_gradients(moved, X, y)[0] == pytest.approx(loss, rel=1e-13)


def test_surely_wrong_is_a_large_loss_and_no_overflow():
    z = np.array([[[1000.0], [-1000.0]]])
    loss, delta_y = net.bit_loss(z, np.array([[[0.0], [0.0]]]))
    assert loss == 500
    np.testing.assert_array_equal(delta_y[0, :, 0], [1 / 2, 0])


# ---- clipping


def test_a_gradient_three_and_four_long_is_five_long():
    gradients = {"a": np.array([3.0]), "b": np.array([[4.0]])}
    clipped = net.clip(gradients, 1.0)
    assert (clipped["a"].item(), clipped["b"].item()) == pytest.approx((0.6, 0.8))
    assert gradients["a"].item() == 3
    for most in (5.0, 7.0):
        assert net.clip(gradients, most)["b"].item() == 4


def test_a_gradient_of_nothing_is_left_alone():
    assert net.clip({"a": np.zeros(3)}, 1.0)["a"].tolist() == [0, 0, 0]


# ---- first weights


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_first_weights_come_from_either_kind_of_generator(make):
    params = net.init(make(3), inputs=2, hidden=30, outputs=3)
    shapes = {name: value.shape for name, value in params.items()}
    assert shapes == {"W_xh": (2, 30), "W_hy": (30, 3), "W_hh": (30, 30)}
    assert all((np.abs(value) <= 1).all() for value in params.values())


@pytest.mark.parametrize("size", ["inputs", "hidden", "outputs"])
def test_a_layer_without_units_is_refused_in_words(size):
    with pytest.raises(ValueError, match=f"{size} is 0; .* choose 1 or more"):
        net.init(np.random.default_rng(0), **{size: 0})


# ---- the published run


def test_the_published_run_is_met_to_every_digit():
    assert published.run().printed == published.PRINTED


def test_a_published_digit_that_differs_would_be_noticed():
    step = net.SumStep(0, 0.0, 3.45638663, {}, 9, 60, 1)
    assert published.PRINTED.startswith(published.block(step))
    moved = net.SumStep(0, 0.0, 3.45638664, {}, 9, 60, 1)
    assert not published.PRINTED.startswith(published.block(moved))


def test_the_published_run_is_that_of_the_defaults():
    defaults = inspect.signature(net.train).parameters
    settings = {name: defaults[name].default for name in ("bits", "hidden", "alpha", "steps")}
    assert settings == {"bits": 8, "hidden": 16, "alpha": 0.1, "steps": 10_000}


# ---- training one sum at a time


def test_a_run_yields_the_state_before_each_update_and_what_it_was_asked():
    start = net.init(np.random.default_rng(2), hidden=5)
    expected = copied(start)
    for step in net.train(bits=4, alpha=0.5, steps=6, rng=np.random.default_rng(7), params=start):
        X, y = net.sums([step.a], [step.b], 4)
        p, _ = net.forward(expected, X)
        loss, gradients = net.loss_and_gradients(expected, X, y)
        assert 0 <= step.a < 8
        assert 0 <= step.b < 8
        assert (step.loss, step.error) == pytest.approx((loss, np.abs(y - p).sum()), rel=1e-12)
        assert step.predicted == net.number_of(p)
        for name in expected:
            np.testing.assert_allclose(step.params[name], expected[name], rtol=1e-12)
            expected[name] = expected[name] - 0.5 * gradients[name]
    assert step.index == 5


def test_given_parameters_are_copied():
    start = net.init(np.random.default_rng(0))
    kept = copied(start)
    runs = (
        net.train(steps=3, rng=np.random.default_rng(0), params=start),
        batches.train_batches(batches.draw_sums, start, steps=3, rng=np.random.default_rng(0)),
    )
    for run in runs:
        for step in run:
            last = step.params
        for name in start:
            np.testing.assert_array_equal(start[name], kept[name])
            assert not np.array_equal(last[name], kept[name])


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_the_same_seed_is_the_same_run(make):
    runs = [
        [(step.a, step.b, step.error) for step in net.train(steps=5, rng=make(seed))]
        for seed in (4, 4, 5)
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_a_run_may_show_only_some_steps_and_makes_all_of_them():
    whole, some = (
        [(step, copied(step.params)) for step in net.train(steps=8, every=every, rng=rng)]
        for every, rng in ((1, np.random.RandomState(3)), (3, np.random.RandomState(3)))
    )
    assert [step.index for step, _ in some] == [0, 3, 6]
    for (step, params), (other, others) in zip(some, whole[::3], strict=True):
        for told in ("loss", "error", "a", "b", "predicted"):
            assert getattr(step, told) == getattr(other, told)
        for name in params:
            np.testing.assert_array_equal(params[name], others[name])
    for name, W in some[-1][0].params.items():  # live: after the last update
        np.testing.assert_array_equal(W, whole[-1][0].params[name])


@pytest.mark.parametrize("bits", [1, 2, 33, 63])
def test_any_number_of_bits_up_to_63_will_do(bits):
    for make in (np.random.default_rng, np.random.RandomState):
        for step in net.train(bits=bits, hidden=3, steps=2, rng=make(0)):
            assert 0 <= step.a < 2 ** (bits - 1)


@pytest.mark.parametrize("bits", [0, -1, 64])
def test_other_numbers_of_bits_are_refused_in_words(bits):
    with pytest.raises(ValueError, match=f"bits is {bits}: .* choose 1 to 63"):
        next(net.train(bits=bits, rng=np.random.default_rng(0)))


@pytest.mark.parametrize("alpha", [0.0, -1.0, np.nan])
def test_what_is_no_step_size_is_refused_in_words(alpha):
    rng = np.random.default_rng(0)
    start = net.init(rng)
    for run in (
        net.train(alpha=alpha, rng=rng),
        batches.train_batches(batches.draw_sums, start, alpha=alpha, rng=rng),
    ):
        with pytest.raises(ValueError, match="choose a finite number above 0"):
            next(run)


def test_training_without_hidden_units_is_refused_in_words():
    with pytest.raises(ValueError, match="hidden is 0"):
        next(net.train(hidden=0, rng=np.random.default_rng(0)))


def test_a_run_that_shows_no_step_is_refused_in_words():
    with pytest.raises(ValueError, match=r"every is 0: .* choose 1 or more"):
        next(net.train(every=0, rng=np.random.default_rng(0)))


def test_a_learners_own_gradients_drive_the_run():
    def none_at_all(params, X, y):
        return 0.0, {name: np.zeros_like(value) for name, value in params.items()}

    start = net.init(np.random.default_rng(0))
    run = net.train(
        steps=3, rng=np.random.default_rng(0), params=start, loss_and_gradients=none_at_all
    )
    for step in run:
        assert step.loss == 0
    for name in start:
        np.testing.assert_array_equal(step.params[name], start[name])


# ---- training in batches


def test_a_batch_is_128_sums_of_eight_bits():
    X, y = batches.draw_sums(np.random.default_rng(0))
    assert X.shape == (128, 8, 2)
    assert y.shape == (128, 8, 1)
    assert (X[:, -1] == 0).all()


def test_a_batch_step_says_what_share_goes_to_the_wrong_bits():
    guessing = {
        name: np.zeros_like(value) for name, value in net.init(np.random.default_rng(0)).items()
    }
    [step] = batches.train_batches(
        batches.draw_sums, guessing, steps=1, rng=np.random.default_rng(0)
    )
    assert (step.loss, step.error) == pytest.approx((np.log(2), 0.5), rel=1e-12)


def test_clipping_shortens_the_first_step_of_plain_descent():
    start = net.init(np.random.default_rng(0))
    ends = []
    for most in (None, 0.01):
        rng = np.random.default_rng(1)
        run = batches.train_batches(
            batches.draw_sums, start, alpha=1.0, steps=1, rng=rng, most=most, update=plain
        )
        for step in run:
            norm = step.norm
        moved = [(step.params[name] - start[name]).ravel() for name in start]
        ends.append(np.linalg.norm(np.concatenate(moved)))
    assert ends == pytest.approx([norm, 0.01])


def test_rebuilt_from_memory_it_goes_on_where_its_sums_end():
    add = net.rebuild(*net.every_sum())
    for X, y in (net.every_sum(), net.random_sums(200, 63, np.random.default_rng(0))):
        assert net.right(add(X), y).all()


@pytest.mark.parametrize("update", [plain, adam], ids=["plain", "Adam"])
def test_an_alpha_that_is_far_too_large_never_warns(update):
    # A warning is an error here.
    rng = np.random.default_rng(0)
    runs = (
        batches.train_batches(
            batches.draw_sums, net.init(rng), alpha=1e4, steps=20, rng=rng, update=update
        ),
        net.train(alpha=1e4, steps=20, rng=rng),
    )
    for run in runs:
        for step in run:
            assert np.isfinite(step.loss)
