"""The network under a mask: its gradients, what the mask does, what is refused in words."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.descent.optimisers import plain
from course.dropout import net
from course.eleven import net as eleven
from course.kit.gradients import check_gradients

SHAPES = st.tuples(*[st.integers(1, 6)] * 4)  # rows, inputs, hidden, outputs
SEEDS = st.integers(0, 2**32 - 1)
RATES = st.floats(0, 0.9)
TABLE, XOR = eleven.X, eleven.TARGETS["XOR"]


def problem(shape, seed):
    """A network of any shape, and a table for it."""
    rows, inputs, hidden, outputs = shape
    rng = np.random.default_rng(seed)
    params = eleven.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    return params, rng.normal(size=(rows, inputs)), rng.random((rows, outputs))


def last(run):
    for step in run:
        kept = step
    return kept


# ---- by hand


def test_one_network_by_hand():
    # One input 1; two hidden units that say 3/4 each; the second is dropped, the first doubled to
    # 3/2. W1 = ln 2 / (3/2), so p = sigmoid(ln 2) = 2/3. Target 1: error -1/3, slope 2/9.
    params = {"W0": np.full((1, 2), np.log(3)), "W1": np.full((2, 1), np.log(2) / 1.5)}
    X, y, mask = np.array([[1.0]]), np.array([[1.0]]), np.array([[2.0, 0.0]])
    p, h = net.forward(params, X, mask)
    np.testing.assert_allclose(h, [[0.75, 0.75]], rtol=1e-14)
    assert p.item() == pytest.approx(2 / 3, rel=1e-14)
    loss, gradients = net.loss_and_gradients(params, X, y, mask)
    assert loss == pytest.approx(1 / 18, rel=1e-14)
    np.testing.assert_allclose(gradients["W1"], [[-2 / 27 * 1.5], [0]], rtol=1e-14)
    blame = -2 / 27 * np.log(2) / 1.5 * 2 * 3 / 16  # through W1, the mask, and the slope 3/16
    np.testing.assert_allclose(gradients["W0"], [[blame, 0]], rtol=1e-14)


def test_the_published_slope_by_hand():
    # Where the post takes the slope, the unit says 3/2: 3/2 (1 - 3/2) = -3/4 instead of the
    # mask's 2 times 3/16 = 3/8. So it is off by a factor of -2.
    params = {"W0": np.full((1, 2), np.log(3)), "W1": np.full((2, 1), np.log(2) / 1.5)}
    X, y, mask = np.array([[1.0]]), np.array([[1.0]]), np.array([[2.0, 0.0]])
    _, right = net.loss_and_gradients(params, X, y, mask)
    _, posts = net.published_loss_and_gradients(params, X, y, mask)
    np.testing.assert_allclose(posts["W0"], -2 * right["W0"], rtol=1e-14)
    np.testing.assert_array_equal(posts["W1"], right["W1"])


# ---- gradients


@given(shape=SHAPES, seed=SEEDS, rate=RATES)
def test_gradients_are_slopes_with_the_mask_held_fixed(shape, seed, rate):
    params, X, y = problem(shape, seed)
    mask = net.scaled_mask(np.random.default_rng(seed), (shape[0], shape[2]), rate)
    errors = check_gradients(net.loss_and_gradients, params, X, y, mask)
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("mask", [1.0, np.array([2.0, 0.0, 2.0, 2.0, 0.0])], ids=["none", "one"])
def test_gradients_are_slopes_with_no_mask_or_one_for_all_rows(mask):
    params, X, y = problem((4, 3, 5, 2), 0)
    errors = check_gradients(net.loss_and_gradients, params, X, y, mask)
    assert max(errors.values()) < 1e-6


@given(shape=SHAPES, seed=SEEDS, rate=RATES)
def test_gradients_of_drop_connect_are_slopes(shape, seed, rate):
    params, X, y = problem(shape, seed)
    rng = np.random.default_rng(seed)
    masks = {name: net.scaled_mask(rng, W.shape, rate) for name, W in params.items()}
    errors = check_gradients(net.drop_connect, params, X, y, masks)
    assert max(errors.values()) < 1e-6


def test_the_check_notices_the_published_gradient():
    params, X, y = problem((4, 3, 5, 2), 0)
    mask = net.scaled_mask(np.random.default_rng(0), (4, 5), 0.5)
    errors = check_gradients(net.published_loss_and_gradients, params, X, y, mask)
    assert errors["W0"] > 0.1
    assert errors["W1"] < 1e-6


@given(shape=SHAPES, seed=SEEDS)
def test_without_a_mask_it_is_the_network_of_lesson_1(shape, seed):
    params, X, y = problem(shape, seed)
    loss, gradients = net.loss_and_gradients(params, X, y)
    expected, slopes = eleven.loss_and_gradients(params, X, y)
    assert loss == expected
    for name, slope in slopes.items():
        np.testing.assert_array_equal(gradients[name], slope)
    for mine, theirs in zip(net.forward(params, X), eleven.forward(params, X), strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.fixture(scope="module")
def stacked():
    """Three problems, and all of them as one stack."""
    problems = [problem((5, 3, 4, 2), seed) for seed in range(3)]
    params, X, y = zip(*problems, strict=True)
    return problems, (eleven.stack(params), np.stack(X), np.stack(y))


def agree(one, other):
    assert set(one) == set(other)
    for name, W in one.items():
        np.testing.assert_allclose(W, other[name], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("function", [net.loss_and_gradients, net.published_loss_and_gradients])
def test_a_stack_gives_what_each_network_gives_alone(stacked, function):
    masks = net.scaled_mask(np.random.default_rng(0), (3, 5, 4), 0.5)
    loss, gradients = function(*stacked[1], masks)
    for i, alone in enumerate(stacked[0]):
        expected, slopes = function(*alone, masks[i])
        assert loss[i] == pytest.approx(expected, rel=1e-13)
        agree({name: slope[i] for name, slope in gradients.items()}, slopes)


def test_a_stack_has_the_mean_over_masks_that_each_network_has_alone(stacked):
    masks = net.scaled_mask(np.random.default_rng(0), (6, 4), 0.5)
    params, X, _ = stacked[1]
    p = net.average_of_masks(params, X, masks)
    for i, (alone, table, _) in enumerate(stacked[0]):
        np.testing.assert_allclose(p[i], net.average_of_masks(alone, table, masks), rtol=1e-12)


def test_a_stack_drops_the_weights_that_each_network_drops_alone(stacked):
    rng = np.random.default_rng(0)
    masks = {name: net.scaled_mask(rng, W.shape, 0.5) for name, W in stacked[1][0].items()}
    loss, gradients = net.drop_connect(*stacked[1], masks)
    for i, alone in enumerate(stacked[0]):
        own = {name: mask[i] for name, mask in masks.items()}
        expected, slopes = net.drop_connect(*alone, own)
        assert loss[i] == pytest.approx(expected, rel=1e-13)
        agree({name: slope[i] for name, slope in gradients.items()}, slopes)


def test_a_stack_trains_as_each_network_does_alone(stacked):
    params, X, y = stacked[1]
    how = {"rate": 0, "steps": 20, "rng": np.random.default_rng(0)}
    together = last(net.train(X, y, params=params, **how))
    for i, (start, *table) in enumerate(stacked[0]):
        alone = last(net.train(*table, params=start, **how))
        assert together.loss[i] == pytest.approx(alone.loss, rel=1e-9)
        assert together.error[i] == pytest.approx(alone.error, rel=1e-9)
        for name, W in alone.params.items():
            np.testing.assert_allclose(together.params[name][i], W, rtol=1e-9)


# ---- masks


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
@pytest.mark.parametrize("rate", [0.0, 0.2, 0.5, 0.75, 1.0])
def test_a_mask_drops_the_share_it_should(make, rate):
    mask = net.draw_mask(make(0), (400, 250), rate)
    assert set(np.unique(mask)) <= {0.0, 1.0}
    assert mask.mean() == pytest.approx(1 - rate, abs=6 * 0.5 / np.sqrt(mask.size))


def test_what_is_dropped_in_one_place_says_nothing_about_another():
    mask = net.draw_mask(np.random.default_rng(0), (20_000, 6), 0.5)
    np.testing.assert_allclose(np.corrcoef(mask.T), np.eye(6), atol=0.05)
    assert mask.sum(axis=1).var() == pytest.approx(6 / 4, rel=0.1)  # of six tosses


@given(rate=RATES, seed=SEEDS)
def test_scaling_keeps_the_mean_over_all_masks_exactly(rate, seed):
    h = np.random.default_rng(seed).random((1, 3))
    both = [np.zeros((1, 3)), np.ones((1, 3))]
    mean = rate * net.drop(h, both[0], rate) + (1 - rate) * net.drop(h, both[1], rate)
    np.testing.assert_allclose(mean, h, rtol=1e-12)


def test_dropped_units_have_no_gradient():
    params, X, y = problem((4, 3, 5, 2), 0)
    mask = np.full((4, 5), 2.0)
    mask[:, 3] = 0
    for function in (net.loss_and_gradients, net.published_loss_and_gradients):
        _, gradients = function(params, X, y, mask)
        assert not gradients["W0"][:, 3].any()
        assert not gradients["W1"][3].any()
        assert gradients["W0"][:, 2].all()


def test_dropped_weights_have_no_gradient():
    params, X, y = problem((4, 3, 5, 2), 0)
    masks = {name: np.ones(W.shape) for name, W in params.items()}
    masks["W0"][1, 2] = masks["W1"][4, 0] = 0
    _, gradients = net.drop_connect(params, X, y, masks)
    assert gradients["W0"][1, 2] == gradients["W1"][4, 0] == 0
    assert np.count_nonzero(gradients["W0"]) == params["W0"].size - 1


def test_the_mean_of_all_thinned_networks_by_hand():
    # One hidden unit, rate one half: half of the networks say sigmoid(0), half sigmoid(2 h W1).
    params = {"W0": np.array([[0.0]]), "W1": np.array([[np.log(3)]])}  # h is one half
    mean = net.average_of_masks(params, np.array([[1.0]]), np.array([[0.0], [2.0]]))
    assert mean.item() == pytest.approx((1 / 2 + 3 / 4) / 2, rel=1e-14)


# ---- training


def test_steps_hold_the_state_before_each_update():
    run = net.train(TABLE, XOR, hidden=5, steps=3, rng=np.random.default_rng(0))
    first = next(run)
    start = {name: W.copy() for name, W in first.params.items()}
    np.testing.assert_array_equal(start["W0"], net.init(np.random.default_rng(0), hidden=5)["W0"])
    p, _ = net.forward(start, TABLE)
    assert first.index == 0
    assert first.error == pytest.approx(np.abs(XOR - p).mean(), rel=1e-14)
    assert [step.index for step in run] == [1, 2]
    assert not np.array_equal(first.params["W0"], start["W0"])


def test_without_any_dropout_it_trains_as_lesson_1_does():
    params = eleven.init(np.random.RandomState(1))
    ours = last(net.train(TABLE, XOR, params=params, rate=0, alpha=1.0, steps=500,
                          rng=np.random.default_rng(0), update=plain))  # fmt: skip
    theirs = last(eleven.train(TABLE, XOR, params=params, alpha=1.0, steps=500))
    assert ours.error == pytest.approx(theirs.error, rel=1e-12)


def test_the_mask_of_an_update_is_new_in_each_row_unit_and_update():
    masks = []

    def spy(params, X, y, mask):
        masks.append(mask)
        return net.loss_and_gradients(params, X, y, mask)

    run = net.train(np.ones((50, 3)), np.ones((50, 1)), hidden=40, rate=0.25, steps=4,
                    rng=np.random.default_rng(0), loss_and_gradients=spy)  # fmt: skip
    last(run)
    assert [mask.shape for mask in masks] == [(50, 40)] * 4
    for mask in masks:
        np.testing.assert_allclose(np.unique(mask), [0, 4 / 3])
        assert mask.any(axis=0).all()
        assert len(np.unique(mask, axis=0)) == 50
    assert len({mask.tobytes() for mask in masks}) == 4


def test_inputs_are_dropped_but_for_the_column_of_ones():
    seen = []

    def spy(params, X, y, mask):
        seen.append(X)
        return net.loss_and_gradients(params, X, y, mask)

    last(net.train(np.ones((30, 5)), np.ones((30, 1)), rate=0, input_rate=0.5, steps=2,
                   rng=np.random.default_rng(0), loss_and_gradients=spy))  # fmt: skip
    for X in seen:
        assert (X[:, -1] == 1).all()
        assert set(np.unique(X[:, :-1])) == {0.0, 2.0}


def test_in_a_stack_every_run_has_masks_of_its_own():
    seen, masks = [], []

    def spy(params, X, y, mask):
        seen.append(X)
        masks.append(mask)
        return net.loss_and_gradients(params, X, y, mask)

    params = eleven.stack([net.init(np.random.default_rng(0), inputs=5, hidden=9)] * 3)
    last(net.train(np.ones((30, 5)), np.ones((30, 1)), params=params, input_rate=0.5, steps=1,
                   rng=np.random.default_rng(0), loss_and_gradients=spy))  # fmt: skip
    assert (seen[0].shape, masks[0].shape) == ((3, 30, 5), (3, 30, 9))
    assert (seen[0][..., -1] == 1).all()
    for drawn in (seen[0], masks[0]):
        assert len({one.tobytes() for one in drawn}) == 3


def test_training_with_drop_connect_descends_the_loss_of_the_exercise():
    params, X, y = problem((4, 3, 5, 2), 0)
    run = net.train(X, y, params=params, rate=0, connect_rate=0.5, alpha=1.0, steps=2,
                    rng=np.random.default_rng(7), update=plain)  # fmt: skip
    first = next(run)
    rng = np.random.default_rng(7)
    masks = {name: net.scaled_mask(rng, W.shape, 0.5) for name, W in params.items()}
    loss, gradients = net.drop_connect(params, X, y, masks)
    assert first.loss == pytest.approx(loss, rel=1e-14)
    after = next(run).params
    for name, W in params.items():
        np.testing.assert_allclose(after[name], W - gradients[name], rtol=1e-12)


def test_decay_pulls_every_weight_towards_0():
    params, X, y = problem((4, 3, 5, 2), 0)
    options = {"params": params, "rate": 0, "alpha": 0.1, "steps": 2, "update": plain}
    without, pulled = (
        last(net.train(X, y, decay=decay, rng=np.random.default_rng(0), **options)).params
        for decay in (0, 0.3)
    )
    _, slopes = net.loss_and_gradients(params, X, y)
    once = {name: W - 0.1 * (slopes[name] + 0.3 * W) for name, W in params.items()}
    _, slopes = net.loss_and_gradients(once, X, y)
    for name, W in once.items():
        np.testing.assert_allclose(pulled[name], W - 0.1 * (slopes[name] + 0.3 * W), rtol=1e-12)
        assert np.abs(pulled[name]).sum() < np.abs(without[name]).sum()


def test_the_start_is_left_as_it_was():
    params = net.init(np.random.default_rng(0), hidden=5)
    before = {name: W.copy() for name, W in params.items()}
    last(net.train(TABLE, XOR, params=params, steps=5, rng=np.random.default_rng(0)))
    for name, W in before.items():
        np.testing.assert_array_equal(params[name], W)


def test_first_weights_are_those_of_lesson_1_for_three_inputs_and_narrower_for_more():
    ours, theirs = (f(np.random.default_rng(0), hidden=3) for f in (net.init, eleven.init))
    for name, W in theirs.items():
        np.testing.assert_allclose(ours[name], W, rtol=1e-15)
    four = net.init(np.random.default_rng(0), hidden=4)
    theirs = eleven.init(np.random.default_rng(0), hidden=4)
    np.testing.assert_array_equal(four["W0"], theirs["W0"])
    np.testing.assert_allclose(four["W1"], theirs["W1"] * np.sqrt(3 / 4), rtol=1e-15)
    wide = net.init(np.random.default_rng(0), inputs=300, hidden=3)["W0"]
    assert np.abs(wide).max() == pytest.approx(0.1, rel=0.01)
    assert wide.var() == pytest.approx(1 / 300, rel=0.1)


def test_a_run_may_show_only_some_steps_and_makes_all_of_them():
    options = {"hidden": 5, "rate": 0.5, "input_rate": 0.25, "connect_rate": 0.25, "steps": 8}
    whole, some = (
        [
            (step, {name: W.copy() for name, W in step.params.items()})
            for step in net.train(TABLE, XOR, every=every, rng=np.random.default_rng(0), **options)
        ]
        for every in (1, 3)
    )
    assert [step.index for step, _ in some] == [0, 3, 6]
    for (step, params), (other, others) in zip(some, whole[::3], strict=True):
        assert (step.loss, step.error) == (other.loss, other.error)
        for name in params:
            np.testing.assert_array_equal(params[name], others[name])
    for name, W in some[-1][0].params.items():  # live: after the last update
        np.testing.assert_array_equal(W, whole[-1][0].params[name])


# ---- what is refused


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"rate": 1}, "rate is 1: with nothing left"),
        ({"rate": -0.1}, "rate is -0.1: that is no share of a whole"),
        ({"rate": 1.5}, "rate is 1.5: that is no share"),
        ({"rate": np.nan}, "rate is nan: that is no share"),
        ({"input_rate": 1.0}, "input_rate is 1.0: with nothing left"),
        ({"connect_rate": -1}, "connect_rate is -1: that is no share"),
        ({"decay": -0.1}, "decay is -0.1"),
        ({"decay": np.nan}, "decay is nan"),
        ({"alpha": 0}, "alpha is 0"),
        ({"hidden": 0}, "hidden is 0"),
        ({"every": 0}, "every is 0"),
    ],
)
def test_impossible_settings_are_refused_in_words(options, sentence):
    run = net.train(TABLE, XOR, rng=np.random.default_rng(0), **options)
    with pytest.raises(ValueError, match=sentence) as caught:
        next(run)
    assert "hoose" in str(caught.value)  # and what to do instead


def test_a_stack_of_tables_needs_a_stack_of_first_weights():
    run = net.train(np.ones((2, 4, 3)), np.ones((2, 4, 1)), rng=np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"X has shape \(2, 4, 3\), .* give params=stack"):
        next(run)


def test_a_rate_of_0_is_no_dropout():
    mask = net.scaled_mask(np.random.default_rng(0), (3, 4), 0)
    np.testing.assert_array_equal(mask, np.ones((3, 4)))


@pytest.mark.parametrize("rate", [1, 1.5, -0.5, np.nan])
def test_masks_of_impossible_rates_are_refused(rate):
    with pytest.raises(ValueError, match="rate is"):
        net.scaled_mask(np.random.default_rng(0), (3, 4), rate)
