"""The network in rows: its gradients, its updates, its mini-batches, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.digits import net as digits
from course.graveyard import deals, prelu
from course.kit.gradients import check_gradients
from course.rows import asked, asking, data, net, pieces
from course.rows.costs import COSTS

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.tuples(st.integers(1, 5), st.lists(st.integers(1, 5), min_size=2, max_size=4))
SIGMOIDS = ("quadratic", "cross-entropy")


def problem(shape, seed):
    """A network of any shape, none of whose biases is 0, and a table for it."""
    rows, sizes = shape
    rng = np.random.default_rng(seed)
    params = net.init(rng, sizes=sizes)
    for name in params:
        if name.startswith("b"):
            params[name] = rng.normal(size=params[name].shape)
    y = np.eye(sizes[-1])[rng.integers(sizes[-1], size=rows)]
    return params, rng.normal(size=(rows, sizes[0])), y


@pytest.fixture(scope="module")
def small():
    """Sixty of the digits, and their one-hot rows."""
    X, labels = data.split().training
    return X[:60], digits.one_hot(labels[:60])


# ---- by hand


def test_one_network_by_hand():
    """Input 1, a hidden unit that says 1/2, an output that says 3/4; 0 was asked of it."""
    params = {
        "W0": np.array([[2.0]]),
        "b0": np.array([-2.0]),
        "W1": np.array([[2 * np.log(3)]]),
        "b1": np.array([0.0]),
    }
    X, y = np.array([[1.0]]), np.array([[0.0]])
    _, h, a = pieces.batch_forward(params, X)
    assert h[0, 0] == 1 / 2
    assert a[0, 0] == pytest.approx(3 / 4, rel=1e-14)
    for cost, delta1 in (("quadratic", 9 / 64), ("cross-entropy", 3 / 4)):
        _, gradients = net.loss_and_gradients(params, X, y, cost=cost)
        delta0 = delta1 * 2 * np.log(3) / 4
        expected = {"W1": delta1 / 2, "b1": delta1, "W0": delta0, "b0": delta0}
        for name, value in expected.items():
            assert gradients[name].item() == pytest.approx(value, rel=1e-13), (cost, name)


# ---- gradients


@pytest.mark.parametrize("cost", COSTS)
@given(shape=SHAPES, seed=SEEDS)
def test_gradients_are_slopes_for_any_shape(cost, shape, seed):
    def of_this_cost(params, X, y):
        return net.loss_and_gradients(params, X, y, cost=cost)

    errors = check_gradients(of_this_cost, *problem(shape, seed))
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("cost", COSTS)
@given(shape=SHAPES, seed=SEEDS)
def test_the_functions_that_you_write_make_the_same_network(cost, shape, seed):
    params, X, y = problem(shape, seed)
    loss, gradients = net.loss_and_gradients(params, X, y, cost=cost)
    again, found = pieces.of_parts(cost=cost)(params, X, y)
    assert again == pytest.approx(loss, rel=1e-13)
    for name, value in gradients.items():
        np.testing.assert_allclose(found[name], value, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("cost", SIGMOIDS)
def test_the_check_notices_a_delta_of_the_other_cost(cost):
    [other] = set(SIGMOIDS) - {cost}
    wrong = pieces.of_parts(cost=cost, delta=lambda a, y, cost: pieces.delta(a, y, other))
    errors = check_gradients(wrong, *problem((4, (3, 5, 2)), 0))
    assert min(errors.values()) > 0.1


def test_the_check_notices_a_bias_gradient_that_is_a_mean_instead_of_a_sum():
    def wrong(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        return loss, gradients | {"b0": gradients["b0"] / len(X)}

    errors = check_gradients(wrong, *problem((4, (3, 5, 2)), 0))
    assert errors.pop("b0") > 0.1
    assert max(errors.values()) < 1e-6


@given(seed=SEEDS, rows=st.integers(1, 6))
def test_a_batch_has_the_mean_of_the_gradients_of_its_rows(seed, rows):
    params, X, y = problem((rows, (4, 3, 2)), seed)
    _, together = net.loss_and_gradients(params, X, y)
    alone = [net.loss_and_gradients(params, X[[i]], y[[i]])[1] for i in range(rows)]
    for name, value in together.items():
        np.testing.assert_allclose(
            value, np.mean([each[name] for each in alone], axis=0), rtol=1e-10, atol=1e-14
        )


@pytest.mark.parametrize("cost", COSTS)
def test_float32_finds_the_same_gradients_to_five_digits(cost):
    params, X, y = problem((20, (30, 10, 5)), 0)
    loss, gradients = net.loss_and_gradients(params, X, y, cost=cost)
    short = {name: value.astype(np.float32) for name, value in params.items()}
    loss32, gradients32 = net.loss_and_gradients(
        short, X.astype(np.float32), y.astype(np.float32), cost=cost
    )
    assert loss32 == pytest.approx(loss, rel=1e-5)
    for name, value in gradients.items():
        assert gradients32[name].dtype == np.float32
        np.testing.assert_allclose(gradients32[name], value, atol=1e-5 * np.abs(value).max())


# ---- the exercises' own answers


@given(sizes=st.tuples(*[st.integers(1, 9)] * 4))
def test_the_shapes_are_those_that_the_network_has(sizes):
    n_rows, *layers = sizes
    params, X, y = problem((n_rows, layers), 0)
    H = pieces.batch_forward(params, X)
    delta1 = pieces.delta(H[-1], y, "cross-entropy")
    delta0 = delta1 @ params["W1"].T * H[1] * (1 - H[1])
    gradients = {f"d{k}": v for k, v in pieces.batch_backward(params, H, delta1).items()}
    there = dict(zip(("X", "h", "a"), H, strict=True)) | params | gradients
    there |= {"delta1": delta1, "delta0": delta0}
    assert asked.shapes(*sizes) == {name: value.shape for name, value in there.items()}


@given(seed=SEEDS, shape=st.tuples(*[st.integers(1, 4)] * 3))
def test_the_product_is_what_the_three_loops_give(seed, shape):
    rng, (n_rows, n_in, n_out) = np.random.default_rng(seed), shape
    H, delta = rng.normal(size=(n_rows, n_in)), rng.normal(size=(n_rows, n_out))
    G = np.zeros((n_in, n_out))
    for r in range(n_rows):
        for i in range(n_in):
            for j in range(n_out):
                G[i, j] += H[r, i] * delta[r, j]
    np.testing.assert_allclose(asked.product(H, delta), G, rtol=1e-12, atol=1e-14)


@given(seed=SEEDS)
def test_biases_get_the_sum_over_the_rows(seed):
    params, X, y = problem((5, (4, 3, 2)), seed)
    H = pieces.batch_forward(params, X)
    delta = pieces.delta(H[-1], y, "quadratic")
    gradients = pieces.batch_backward(params, H, delta)
    np.testing.assert_allclose(gradients["b1"], asked.bias_gradient(delta), rtol=1e-14)
    np.testing.assert_allclose(gradients["W1"], asked.product(H[1], delta), rtol=1e-14)


@pytest.mark.parametrize("cost", SIGMOIDS)
def test_outputs_of_exactly_0_and_1_have_a_slope_that_is_a_number(cost):
    a, y = np.array([[0.0, 1.0, 1.0]]), np.array([[1.0, 0.0, 1.0]])
    slope = pieces.delta(a, y, cost)
    np.testing.assert_array_equal(slope, [[0, 0, 0]] if cost == "quadratic" else [[-1, 1, 0]])


@given(seed=SEEDS, decay=st.floats(0, 1), alpha=st.floats(0.01, 2))
def test_an_update_goes_against_the_slope_of_cost_and_squared_weights(seed, decay, alpha):
    params, X, y = problem((2, (2, 3, 2)), seed)

    def with_squares(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y)
        loss += decay / 2 * sum((v**2).sum() for k, v in params.items() if k.startswith("W"))
        new = pieces.l2_update(params, gradients, alpha, decay)
        return loss, {name: (value - new[name]) / alpha for name, value in params.items()}

    assert max(check_gradients(with_squares, params, X, y).values()) < 1e-6


def test_the_update_in_place_is_the_one_that_you_write(small):
    X, y = small
    how = {"sizes": (784, 5, 10), "epochs": 2, "alpha": 0.3, "decay": 0.1, "batch": 25}
    start = net.init(np.random.default_rng(0), sizes=how.pop("sizes"))
    start["b0"] += 1
    ends = []
    for update in (None, pieces.l2_update):
        run = net.train(X, y, params=start, rng=np.random.default_rng(1), l2_update=update, **how)
        *_, last = run
        ends.append(last.params)
    for name, value in ends[0].items():
        np.testing.assert_allclose(ends[1][name], value, rtol=1e-10, atol=1e-14)


def test_the_functions_that_you_write_leave_alone_what_they_are_given():
    params, X, y = problem((5, (4, 3, 2)), 0)
    H = pieces.batch_forward(params, X)
    delta = pieces.delta(H[-1], y, "quadratic")
    gradients = pieces.batch_backward(params, H, delta)
    kept = [value.copy() for value in (*params.values(), *H, delta, y, *gradients.values())]
    pieces.batch_forward(params, X)
    pieces.delta(H[-1], y, "quadratic")
    pieces.batch_backward(params, H, delta)
    pieces.l2_update(params, gradients, 0.1, 0.1)
    given = (*params.values(), *H, delta, y, *gradients.values())
    for value, before in zip(given, kept, strict=True):
        np.testing.assert_array_equal(value, before)


# ---- tests that catch the two bugs


def test_a_slope_that_overwrites_what_it_was_asked_about_is_caught():
    assert asked.caught_in_place(prelu.slope_in_place)
    assert not asked.caught_in_place(prelu.slope)


@pytest.mark.parametrize("changed", [lambda z: z > 0, lambda z: z < 0, lambda z: z < -1])
def test_it_is_caught_also_if_only_some_numbers_are_overwritten(changed):
    def slope(z):
        z[changed(z)] = 1
        return z

    assert asked.caught_in_place(slope)


def test_batches_that_overlap_are_caught_and_those_of_lesson_06_are_not():
    assert asked.caught_overlap(deals.i_plus_j)
    assert not asked.caught_overlap(digits.minibatches)


@pytest.mark.parametrize("short", [1, 2])
def test_batches_that_leave_rows_out_or_give_some_twice_are_caught(short):
    def overlapping(rng, n_rows, batch):
        order = rng.permutation(n_rows)
        step = max(1, batch - short)
        return [order[i : i + batch] for i in range(0, n_rows, step)]

    def last_left_out(rng, n_rows, batch):
        return [rows for rows in digits.minibatches(rng, n_rows, batch) if len(rows) == batch]

    def with_replacement(rng, n_rows, batch):
        return [rng.integers(n_rows, size=batch) for _ in range(n_rows // batch)]

    for deal in (overlapping, last_left_out, with_replacement, lambda rng, n_rows, batch: []):
        assert asked.caught_overlap(deal)


# ---- the first weights


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_first_weights_have_the_spread_they_say(make):
    params = net.init(make(0), sizes=(400, 300, 10))
    assert [value.shape for value in params.values()] == [(400, 300), (300,), (300, 10), (10,)]
    assert params["W0"].std() == pytest.approx(1 / 20, rel=0.02)
    assert params["W1"].std() == pytest.approx(1 / np.sqrt(300), rel=0.05)
    assert not params["b0"].any()
    assert net.init(make(0), sizes=(400, 300), scale=1.0)["W0"].std() == pytest.approx(1, rel=0.02)
    assert not net.init(make(0), sizes=(4, 3), scale=0)["W0"].any()


def test_one_over_the_root_of_the_inputs_keeps_hidden_units_awake():
    """With a spread of 1, sums of so many pixels are large, and most sigmoids are flat there."""
    X = data.split().training.X[:200]
    awake = {}
    for scale in (1.0, "inputs"):
        h = pieces.batch_forward(net.init(np.random.default_rng(0), scale=scale), X)[1]
        awake[scale] = ((h > 0.05) & (h < 0.95)).mean()
    assert awake["inputs"] > 0.99
    assert awake[1.0] < 0.4


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"sizes": (784,)}, r"sizes is \(784,\)"),
        ({"sizes": (784, 0, 10)}, r"sizes is \(784, 0, 10\): .* one or more units"),
        ({"scale": -1}, "scale is -1"),
        ({"scale": np.inf}, "scale is inf"),
        ({"scale": "outputs"}, "scale is 'outputs': choose \"inputs\""),
    ],
)
def test_an_impossible_network_is_refused_in_words(how, sentence):
    with pytest.raises(ValueError, match=sentence):
        net.init(np.random.default_rng(0), **how)


@pytest.mark.parametrize("shape", [(784,), (1, 28, 28), (2, 64)])
def test_rows_of_another_length_are_refused_in_words(shape):
    params = net.init(np.random.default_rng(0))
    with pytest.raises(ValueError, match="reads rows of 784 numbers"):
        net.forward(params, np.zeros(shape))


# ---- training


@pytest.mark.parametrize("cost", COSTS)
def test_steps_hold_the_state_before_each_update(small, cost):
    X, y = small
    start = net.init(np.random.default_rng(0))
    run = net.train(
        X, y, params=start, batch=60, alpha=0.1, cost=cost, rng=np.random.default_rng(0)
    )
    first = next(run)
    loss, gradients = net.loss_and_gradients(start, X, y, cost=cost)
    assert first.loss == pytest.approx(loss, rel=1e-12)
    assert first.error == pytest.approx(COSTS[cost].error(loss, 10), rel=1e-12)
    held = first.params
    np.testing.assert_array_equal(held["W0"], start["W0"])
    assert next(run).params is held
    for name, value in held.items():
        np.testing.assert_allclose(
            value, start[name] - 0.1 * gradients[name], rtol=1e-9, atol=1e-15
        )


def test_an_epoch_uses_each_row_once_and_the_last_batch_may_be_short(small):
    X, y = small
    seen = []

    def spy(params, X, y):
        seen.append(X.copy())
        return net.loss_and_gradients(params, X, y)

    run = net.train(X, y, epochs=2, batch=25, rng=np.random.default_rng(0), loss_and_gradients=spy)
    assert [step.epoch for step in run] == [0, 0, 0, 1, 1, 1]
    assert [len(rows) for rows in seen] == [25, 25, 10] * 2
    for part in (seen[:3], seen[3:]):
        np.testing.assert_array_equal(np.unique(np.concatenate(part), axis=0), np.unique(X, axis=0))


def test_a_short_batch_has_the_mean_of_its_own_rows(small):
    X, y = small
    start = net.init(np.random.default_rng(0), sizes=(784, 5, 10))
    in_order = lambda rng, n_rows, batch: [np.arange(50), np.arange(50, 60)]  # noqa: E731
    run = net.train(X, y, params=start, batch=50, alpha=0.1, epochs=1, deal=in_order,
                    rng=np.random.default_rng(0))  # fmt: skip
    next(run)
    second = next(run)
    before = {name: value.copy() for name, value in second.params.items()}
    _, gradients = net.loss_and_gradients(before, X[50:], y[50:])
    assert next(run, None) is None
    for name, value in second.params.items():
        np.testing.assert_allclose(
            value, before[name] - 0.1 * gradients[name], rtol=1e-9, atol=1e-15
        )


def test_a_batch_larger_than_the_data_is_one_batch_of_all_rows(small):
    X, y = small
    ends = []
    for batch in (60, 1_000):
        run = net.train(X, y, epochs=3, batch=batch, rng=np.random.default_rng(0))
        *_, last = run
        assert last.index == 2
        ends.append(last.params["W0"])
    np.testing.assert_array_equal(*ends)


@pytest.mark.parametrize(
    ("n_rows", "batch", "sentence"),
    [
        (4_000, 100, "40 batches of 100 rows."),
        (4_000, 4_000, "1 batch of 4,000 rows."),
        (4_000, 5_000, "5,000 rows are more than the 4,000 there are: one batch of all rows."),
        (60, 25, "2 batches of 25 rows and a last one of 10, whose mean is over its own rows."),
        (3, 2, "1 batch of 2 rows and a last one of 1, whose mean is over its own rows."),
        (3, 1, "3 batches of 1 row."),
    ],
)
def test_how_rows_are_dealt_can_be_said(n_rows, batch, sentence):
    assert net.batches_in_words(n_rows, batch) == sentence


def test_the_first_weights_that_are_given_stay_as_they_are(small):
    start = net.init(np.random.default_rng(0))
    before = {name: value.copy() for name, value in start.items()}
    for _ in net.train(*small, params=start, epochs=1, decay=0.1, rng=np.random.default_rng(0)):
        pass
    for name, value in start.items():
        np.testing.assert_array_equal(value, before[name])


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_the_same_seed_gives_the_same_network(make, small):
    ends = []
    for _ in range(2):
        *_, last = net.train(*small, epochs=2, rng=make(3))
        ends.append(last.params)
    for name, value in ends[0].items():
        np.testing.assert_array_equal(value, ends[1][name])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("cost", "alpha"), [("quadratic", 3), ("cross-entropy", 0.5),
                                             ("softmax", 0.5)])  # fmt: skip
def test_sixty_digits_are_learned_by_heart(small, cost, alpha, dtype):
    X, y = small
    *_, last = net.train(
        X, y, cost=cost, alpha=alpha, epochs=60, dtype=dtype, rng=np.random.default_rng(0)
    )
    assert last.params["W0"].dtype == dtype
    assert asking.evaluate(last.params, X.astype(dtype), y.argmax(axis=1), cost=cost).accuracy == 1


def test_both_kinds_of_float_learn_the_same(small):
    """After an epoch they agree to the digits that the shorter one has."""
    ends = []
    for dtype in (np.float64, np.float32):
        *_, last = net.train(*small, epochs=5, dtype=dtype, rng=np.random.default_rng(0))
        ends.append(last)
    assert ends[1].loss == pytest.approx(ends[0].loss, rel=1e-4)
    np.testing.assert_allclose(ends[1].params["W0"], ends[0].params["W0"], atol=1e-5)


def test_decay_pulls_at_weights_and_not_at_biases(small):
    start = net.init(np.random.default_rng(0))
    start["b0"] += 1

    def flat(params, X, y):
        return 0.0, {name: np.zeros_like(value) for name, value in params.items()}

    run = net.train(*small, params=start, epochs=1, batch=60, alpha=0.1, decay=0.5,
                    rng=np.random.default_rng(0), loss_and_gradients=flat)  # fmt: skip
    held = next(run).params
    assert next(run, None) is None
    np.testing.assert_allclose(held["W0"], 0.95 * start["W0"], rtol=1e-12)
    np.testing.assert_array_equal(held["b0"], start["b0"])


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"alpha": 0}, "alpha is 0"),
        ({"alpha": np.nan}, "alpha is nan"),
        ({"batch": 0}, "batch is 0"),
        ({"batch": 2.5}, "batch is 2.5: .* a whole number of rows"),
        ({"batch": True}, "batch is True"),
        ({"decay": -1}, "decay is -1"),
        ({"decay": np.inf}, "decay is inf"),
        ({"epochs": 1.5}, "epochs is 1.5: .* a whole number of times"),
        ({"epochs": -1}, "epochs is -1"),
        ({"dtype": int}, "dtype is int64.*choose np.float64 or np.float32"),
        ({"cost": "hinge"}, "no cost is called 'hinge'"),
        ({"sizes": (784, 5, 9)}, "has 9 outputs, and y has 10 columns"),
    ],
)
def test_impossible_training_is_refused_in_words(how, sentence, small):
    with pytest.raises(ValueError, match=sentence):
        next(net.train(*small, rng=np.random.default_rng(0), **how))


@pytest.mark.parametrize("wrong", [lambda y: y.argmax(axis=1), lambda y: y[:-1], lambda y: y[0]])
def test_targets_that_do_not_fit_the_rows_are_refused_in_words(wrong, small):
    X, y = small
    with pytest.raises(ValueError, match="as one_hot"):
        next(net.train(X, wrong(y), rng=np.random.default_rng(0)))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda y: y.argmax(axis=1)[:, None], "from 0 to 9"),
        (lambda y: y.argmax(axis=1)[:, None].astype(float), "from 0 to 9"),
        (lambda y: 2 * y - 1, "from -1 to 1"),
    ],
)
def test_targets_that_are_not_from_0_to_1_are_refused_in_words(wrong, told, small):
    """Labels in a column would train one output on 0 to 9, and its loss would fall for ever."""
    X, y = small
    with pytest.raises(ValueError, match=f"y reaches {told}.*if these are labels, one_hot"):
        next(net.train(X, wrong(y), rng=np.random.default_rng(0)))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_targets_that_are_no_numbers_are_refused_in_words_whatever_network_is_trained(value, small):
    X, y = small
    for function in (None, pieces.of_parts()):
        with pytest.raises(ValueError, match="y has numbers that are not finite"):
            next(net.train(X, np.where(y == 1, value, 0), loss_and_gradients=function,
                           rng=np.random.default_rng(0)))  # fmt: skip


def test_targets_between_0_and_1_are_none_of_the_wrong_ones(small):
    X, y = small
    assert next(net.train(X, 0.05 + 0.9 * y, rng=np.random.default_rng(0))).index == 0


@pytest.mark.parametrize("shape", [(60, 28, 28), (60,)])
def test_training_on_what_are_no_rows_is_refused_in_words(shape, small):
    with pytest.raises(ValueError, match=r"X has shape \(60.*give \(n_rows, n_inputs\)"):
        next(net.train(np.zeros(shape), small[1], rng=np.random.default_rng(0)))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_single_pixel_that_is_no_number_is_refused_in_words(value, small):
    X = small[0].copy()
    X[41, 300] = value
    with pytest.raises(ValueError, match="not finite, in row 41 first"):
        next(net.train(X, small[1], rng=np.random.default_rng(0)))


def test_numbers_too_large_to_be_added_up_are_finite_nevertheless():
    X = np.full((2, 3), 1e308)
    assert next(net.train(X, np.eye(2), rng=np.random.default_rng(0))).index == 0


def test_no_rows_are_refused_in_words(small):
    X, y = small
    with pytest.raises(ValueError, match="there is no row to learn from"):
        next(net.train(X[:0], y[:0], rng=np.random.default_rng(0)))
    with pytest.raises(ValueError, match="there are 0 rows"):
        net.batches_in_words(0, 10)


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("shape", [(10,), (1, 10), (60, 1), (59, 10)])
def test_targets_that_would_only_be_broadcast_are_refused_in_words(cost, shape, small):
    params = net.init(np.random.default_rng(0))
    with pytest.raises(ValueError, match="a row of 10 targets for each, as one_hot"):
        net.loss_and_gradients(params, small[0], np.zeros(shape), cost=cost)
    with pytest.raises(ValueError, match="give one row at least"):
        net.loss_and_gradients(params, small[0][:0], small[1][:0], cost=cost)


def test_a_network_of_pieces_has_one_of_the_costs():
    with pytest.raises(ValueError, match="no cost is called 'hinge'"):
        pieces.of_parts(cost="hinge")


def test_weights_that_run_off_to_infinity_end_as_no_numbers_without_a_warning(small):
    losses = [s.loss for s in net.train(*small, alpha=1e300, epochs=3,
                                        rng=np.random.default_rng(0))]  # fmt: skip
    assert len(losses) == 18
    assert np.isfinite(losses[0])
    assert np.isnan(losses[-1])


def test_rebuilt_it_names_ninety_in_a_hundred_of_digits_it_has_not_seen():
    (X, labels), validation, _ = data.split()
    z = asked.rebuild(X, labels, validation.X)
    assert z.shape == (500, 10)
    assert (z.argmax(axis=1) == validation.labels).mean() >= 0.92
