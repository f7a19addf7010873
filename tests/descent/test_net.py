"""Walking downhill: what you write in lesson 02, the optimisers, the walks, the published sweep."""

import contextlib
import inspect
import math
import re
from functools import cache, partial
from itertools import chain, pairwise

import numpy as np
import pytest
from descent import published
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.neural_network._stochastic_optimizers import AdamOptimizer, SGDOptimizer

from course.descent import net, surface
from course.descent.curves import CURVES, SPAN
from course.eleven import net as eleven
from course.kit.steps import Step

X, XOR = eleven.X, eleven.TARGETS["XOR"]
OPTIMISERS = pytest.mark.parametrize("update", net.OPTIMISERS.values(), ids=net.OPTIMISERS)
LANDSCAPES = pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
SLOPES = hnp.arrays(np.float64, st.integers(1, 12), elements=st.floats(-5, 5))  # step after step


def start(seed=0, hidden=4):
    return eleven.init(np.random.default_rng(seed), hidden=hidden)


def copied(run):
    """Every loss, error and copy of the weights of a run."""
    return [
        (step.loss, step.error, {name: value.copy() for name, value in step.params.items()})
        for step in run
    ]


def changes(update, slopes, alpha=0.1):
    """What an optimiser does when it is shown these slopes, one after the other."""
    memory = net.begin(slopes[0])
    made = []
    for t, slope in enumerate(slopes, start=1):
        change, kept = update(slope, memory, alpha, t)
        memory |= kept
        made.append(change)
    return np.array(made)


# ---- the slope, the step, the walk until it is flat


def test_a_measured_slope_by_hand():
    # x**2 from 2.5 to 3.5: a rise of 12.25 - 6.25 over 1. One side alone would give 6.5 or 5.5.
    np.testing.assert_array_equal(net.numerical_slope(np.square, np.array([3.0]), 0.5), [6.0])


@given(x=hnp.arrays(np.float64, st.integers(1, 6), elements=st.floats(-3, 3)))
def test_a_measured_slope_is_that_of_the_sine(x):
    np.testing.assert_allclose(net.numerical_slope(np.sin, x, 1e-5), np.cos(x), atol=1e-10)


def test_a_smaller_look_aside_makes_the_measured_slope_better_until_rounding_makes_it_worse():
    x = np.array([1.0])
    wrong = [abs(net.numerical_slope(np.exp, x, eps)[0] - math.e) for eps in (1e-1, 1e-3, 1e-5)]
    assert wrong[0] > 1000 * wrong[1] > 1000 * 1000 * wrong[2]
    assert abs(net.numerical_slope(np.exp, x, 1e-13)[0] - math.e) > 1000 * wrong[2]


def test_one_step_downhill_by_hand():
    x = np.array([[3.0, -1.0], [0.0, 2.0]])
    kept = x.copy()
    new = net.descent_step(x, lambda x: 2 * x, 0.25)
    np.testing.assert_array_equal(new, [[1.5, -0.5], [0.0, 1.0]])
    np.testing.assert_array_equal(x, kept)


def bowl(x):
    return x


def test_where_it_is_flat_already_no_step_is_made():
    x, steps = net.descend(np.array([0.5, -0.5]), bowl, 0.1, 1.0, 100)
    assert steps == 0
    np.testing.assert_array_equal(x, [0.5, -0.5])


def test_where_no_step_is_allowed_none_is_made():
    x, steps = net.descend(np.array([8.0]), bowl, 0.5, 1.0, 0)
    assert (x.tolist(), steps) == ([8.0], 0)


def test_it_is_flat_below_the_tolerance_and_not_at_it():
    # 8, 4, 2, 1, 0.5: with a slope of exactly 1 there is one more step to go.
    x, steps = net.descend(np.array([8.0]), bowl, 0.5, 1.0, 100)
    assert (x.tolist(), steps) == ([0.5], 4)


def test_all_walk_on_until_the_last_one_has_arrived_on_either_side():
    x, steps = net.descend(np.array([1.0, -8.0]), bowl, 0.5, 1.0, 100)
    assert (x.tolist(), steps) == ([1 / 16, -0.5], 4)


def test_a_walk_that_never_ends_is_ended():
    x, steps = net.descend(np.array([1.0]), bowl, 2.0, 0.1, 7)  # from side to side
    assert (x.tolist(), steps) == ([-1.0], 7)


def test_the_walk_leaves_its_start_alone():
    x = np.array([8.0, 1.0])
    net.descend(x, bowl, 0.5, 0.1, 100)
    np.testing.assert_array_equal(x, [8.0, 1.0])


def test_sign_changes_by_hand():
    # One weight goes + - - +, the other always down.
    updates = np.array([[[1.0, -1.0]], [[-2.0, -3.0]], [[-0.1, -1.0]], [[5.0, -2.0]]])
    np.testing.assert_array_equal(net.sign_changes(updates), [[2, 0]])


def test_one_update_has_nothing_to_differ_from():
    np.testing.assert_array_equal(net.sign_changes(np.ones((1, 3, 2))), np.zeros((3, 2)))


@given(signs=hnp.arrays(np.bool_, (9, 2, 3)))
def test_sign_changes_are_counted_for_each_weight_by_itself(signs):
    counted = net.sign_changes(np.where(signs, 0.5, -0.5))
    for place in np.ndindex(2, 3):
        own = [bool(sign[place]) for sign in signs]
        assert counted[place] == sum(a != b for a, b in pairwise(own))


def test_trained_all_at_once_or_one_by_one_they_come_out_the_same():
    params, alphas = start(), np.array([0.1, 1.0, 5.0])
    kept = {name: value.copy() for name, value in params.items()}
    trained = net.train_all(params, X, XOR, alphas, 50, eleven.loss_and_gradients)
    for i, alpha in enumerate(alphas):
        for step in eleven.train(X, XOR, params=params, alpha=alpha, steps=50):
            alone = step.params  # live, so it has the last update too when the loop ends
        for name in alone:
            np.testing.assert_allclose(trained[name][i], alone[name], rtol=1e-11, atol=1e-13)
    for name in params:
        np.testing.assert_array_equal(params[name], kept[name])


def test_training_all_at_once_looks_once_a_step():
    calls = []

    def counted(params, X, y):
        calls.append(params["W0"].shape)
        return eleven.loss_and_gradients(params, X, y)

    net.train_all(start(), X, XOR, np.array([0.1, 1.0]), 5, counted)
    assert calls == [(2, 3, 4)] * 5


def ravine(angle, bottom, calls):
    """The slope of a ravine that lies at this angle, a hundred times as steep across as along."""
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])

    def slope(x):
        calls.append(x)
        return along * ((x - bottom) @ along) + 100 * across * ((x - bottom) @ across)

    return slope


@given(
    angle=st.floats(0, 2 * math.pi),
    bottom=hnp.arrays(np.float64, 2, elements=st.floats(-10, 10)),
    way=st.floats(0, 2 * math.pi),
)
def test_the_bottom_of_any_ravine_is_found_in_200_looks(angle, bottom, way):
    calls = []
    x = bottom + 5 * np.array([np.cos(way), np.sin(way)])
    end = net.rebuild(ravine(angle, bottom, calls), x)
    assert np.linalg.norm(end - bottom) < 5 / 100
    assert len(calls) <= 200


def test_no_single_alpha_would_find_it_without_a_memory():
    for alpha in np.geomspace(1e-4, 1, 400):
        x, bottom = np.array([5.0, 5.0]), np.zeros(2)
        slope = ravine(0.0, bottom, [])
        for _ in range(200):
            x = np.clip(x - alpha * slope(x), -1e9, 1e9)
        assert np.linalg.norm(x) > np.linalg.norm([5, 5]) / 100


# ---- optimisers by hand


def hand(update, **memory):
    """The change for one weight with slope 2 and alpha 0.1."""
    memory = {name: np.array([memory.get(name, 0.0)]) for name in ("m", "s", "v")}
    change, kept = update(np.array([2.0]), memory, 0.1, 1)
    return change.item(), {name: value.item() for name, value in kept.items()}


def test_plain_by_hand():
    assert hand(net.plain) == (-0.2, {})


def test_momentum_by_hand():
    # Velocity 0.5 before: 0.9 * 0.5 - 0.1 * 2 = 0.25.
    change, kept = hand(net.momentum, v=0.5)
    assert change == pytest.approx(0.25, rel=1e-14)
    assert kept == {"v": change}


def test_nesterov_by_hand():
    # The velocity is the same 0.25; it acts once more: 0.9 * 0.25 - 0.1 * 2 = 0.025.
    change, kept = hand(net.nesterov, v=0.5)
    assert change == pytest.approx(0.025, rel=1e-13)
    assert kept == {"v": pytest.approx(0.25, rel=1e-14)}


def test_adagrad_by_hand():
    # Squares so far 5, now 5 + 4 = 9, whose root is 3: -0.1 * 2 / 3.
    change, kept = hand(net.adagrad, s=5.0)
    assert change == pytest.approx(-1 / 15, rel=1e-8)
    assert kept == {"s": 9.0}


def test_adam_by_hand():
    # Slopes 2, then -1. Means 0.9 * 0.2 - 0.1 = 0.08 and 0.999 * 0.004 + 0.001 = 0.004996,
    # of which 1 - 0.81 = 0.19 and 1 - 0.998001 = 0.001999 are there: 8/19 and 4996/1999.
    first, second = changes(net.adam, np.array([[2.0], [-1.0]]))[:, 0]
    assert first == pytest.approx(-0.1, rel=1e-8)
    assert second == pytest.approx(-0.1 * 8 / 19 / math.sqrt(4996 / 1999), rel=1e-8)


@given(size=st.floats(1e-3, 1e3), alpha=st.floats(1e-3, 10))
def test_adams_first_change_is_alpha_however_steep_it_is(size, alpha):
    [[down, up]] = changes(net.adam, np.array([[size, -size]]), alpha)
    assert down == pytest.approx(-alpha, rel=1e-4)
    assert up == pytest.approx(alpha, rel=1e-4)


# ---- optimisers against sums written out in plain Python


def close(made, expected):
    np.testing.assert_allclose(made.ravel(), expected, rtol=1e-9, atol=1e-12)


@given(slopes=SLOPES, mu=st.floats(0, 0.99))
def test_momentum_is_the_sum_of_all_pushes_each_fading_by_mu_a_step(slopes, mu):
    expected = [
        -0.1 * sum(mu ** (t - k) * slopes[k] for k in range(t + 1)) for t in range(len(slopes))
    ]
    close(changes(partial(net.momentum, mu=mu), slopes[:, None]), expected)


@given(slopes=SLOPES, mu=st.floats(0, 0.99))
def test_nesterov_counts_the_newest_push_twice_and_fades_as_momentum_does(slopes, mu):
    def velocity(t):
        return -0.1 * sum(mu ** (t - k) * slopes[k] for k in range(t + 1))

    expected = [mu * velocity(t) - 0.1 * slopes[t] for t in range(len(slopes))]
    close(changes(partial(net.nesterov, mu=mu), slopes[:, None]), expected)


@LANDSCAPES
def test_nesterov_walks_where_looking_ahead_would_look(curve):
    # As it was published: the slope is taken where the velocity would carry the ball.
    x = np.full((1, curve.dimensions), 3.0)
    ball, v = x.copy(), np.zeros_like(x)
    for step in net.roll(curve, x, alpha=0.005, steps=60, update=net.nesterov):
        ahead = ball + 0.9 * v
        np.testing.assert_allclose(step.params["x"], ahead, rtol=1e-9, atol=1e-11)
        v = 0.9 * v - 0.005 * curve.slope(ahead)
        ball = ball + v


@given(slopes=SLOPES)
def test_adagrad_divides_by_the_root_of_all_squares_so_far(slopes):
    expected = [
        -0.1 * slopes[t] / (math.sqrt(sum(slopes[k] ** 2 for k in range(t + 1))) + 1e-8)
        for t in range(len(slopes))
    ]
    close(changes(net.adagrad, slopes[:, None]), expected)


@given(slopes=SLOPES, beta1=st.floats(0, 0.95), beta2=st.floats(0.5, 0.9999))
def test_adam_divides_a_weighted_mean_by_the_root_of_another(slopes, beta1, beta2):
    def mean(values, beta):
        weights = [beta ** (len(values) - 1 - k) for k in range(len(values))]
        return sum(w * v for w, v in zip(weights, values, strict=True)) / sum(weights)

    expected = []
    for t in range(1, len(slopes) + 1):
        seen = slopes[:t].tolist()
        size = math.sqrt(mean([g * g for g in seen], beta2))
        expected.append(-0.1 * mean(seen, beta1) / (size + 1e-8))
    close(changes(partial(net.adam, beta1=beta1, beta2=beta2), slopes[:, None]), expected)


# ---- optimisers against those of scikit-learn


def theirs(optimiser, slopes):
    return np.array([optimiser._get_updates([slope])[0] for slope in slopes])


@pytest.mark.parametrize(
    ("update", "nesterov"),
    [(net.momentum, False), (net.nesterov, True)],
    ids=["momentum", "Nesterov"],
)
@pytest.mark.parametrize("mu", [0.0, 0.5, 0.9])
def test_both_momenta_are_those_of_scikit_learn(update, nesterov, mu):
    slopes = np.random.default_rng(0).normal(size=(100, 3, 2))
    oracle = SGDOptimizer([slopes[0]], 0.1, momentum=mu, nesterov=nesterov)
    ours = changes(partial(update, mu=mu), slopes)
    np.testing.assert_allclose(ours, theirs(oracle, slopes), rtol=1e-13, atol=1e-15)


def test_plain_is_that_of_scikit_learn_without_momentum():
    slopes = np.random.default_rng(0).normal(size=(20, 3, 2))
    oracle = SGDOptimizer([slopes[0]], 0.1, momentum=0.0, nesterov=False)
    np.testing.assert_array_equal(changes(net.plain, slopes), theirs(oracle, slopes))


def test_adam_is_that_of_scikit_learn_but_for_where_eps_stands():
    # There eps is added before the early means are made whole, and so weighs up to 32 times
    # as much. Without eps both are the same; with it they differ by less than one millionth.
    slopes = np.random.default_rng(0).normal(size=(200, 3, 2))
    slopes = np.sign(slopes) * np.maximum(np.abs(slopes), 0.5)
    without = theirs(AdamOptimizer([slopes[0]], 0.1, epsilon=0.0), slopes)
    np.testing.assert_allclose(
        changes(partial(net.adam, eps=0.0), slopes), without, rtol=1e-11, atol=1e-15
    )
    usual = theirs(AdamOptimizer([slopes[0]], 0.1), slopes)
    np.testing.assert_allclose(changes(net.adam, slopes), usual, rtol=1e-6)
    assert np.abs(changes(net.adam, slopes) / usual - 1).max() > 1e-8


# ---- what all optimisers have in common


@OPTIMISERS
def test_an_optimiser_leaves_what_it_is_given_alone(update):
    rng = np.random.default_rng(0)
    gradient = rng.normal(size=(3, 4))
    memory = {name: rng.random((3, 4)) for name in ("m", "s", "v")}
    kept = {name: value.copy() for name, value in memory.items()}
    before = gradient.copy()
    change, new = update(gradient, memory, 0.1, 3)
    np.testing.assert_array_equal(gradient, before)
    assert set(memory) == set(kept)
    for name in kept:
        np.testing.assert_array_equal(memory[name], kept[name])
    assert set(new) <= set(memory)
    for array in (change, *new.values()):
        assert array.shape == gradient.shape
        assert not any(np.shares_memory(array, each) for each in (gradient, *memory.values()))


@OPTIMISERS
def test_where_it_has_always_been_flat_nothing_moves(update):
    assert (changes(update, np.zeros((5, 2, 3))) == 0).all()


@OPTIMISERS
def test_the_first_change_of_every_optimiser_is_downhill(update):
    slopes = np.random.default_rng(0).normal(size=(1, 50))
    assert (changes(update, slopes) * slopes < 0).all()


@OPTIMISERS
def test_each_weight_is_updated_by_itself(update):
    slopes = np.random.default_rng(0).normal(size=(30, 6))
    together = changes(update, slopes)
    for i in range(6):
        np.testing.assert_allclose(changes(update, slopes[:, i]), together[:, i], rtol=1e-14)


# ---- balls


@LANDSCAPES
@OPTIMISERS
def test_a_ball_goes_where_its_optimiser_sends_it(curve, update):
    x = np.random.default_rng(0).uniform(-SPAN, SPAN, (5, curve.dimensions))
    place, memory = x.copy(), net.begin(x)
    for step in net.roll(curve, x, alpha=0.01, steps=30, update=update):
        np.testing.assert_array_equal(step.params["x"], place)
        assert step.loss == pytest.approx(curve.height(place).mean(), rel=1e-14)
        steepness = np.sqrt((curve.slope(place) ** 2).sum(axis=1))
        assert step.error == pytest.approx(steepness.mean(), rel=1e-14)
        change, kept = update(curve.slope(place), memory, 0.01, step.index + 1)
        memory = memory | kept
        place = place + change
    assert step.index == 29


def test_two_steps_of_a_ball_by_hand():
    # In the bowl the slope is the place. From 4 with alpha 0.5: 4, 2, 1.
    run = net.roll(CURVES["bowl"], np.array([[4.0]]), alpha=0.5, steps=3)
    seen = [(step.index, step.params["x"].item(), step.loss, step.error) for step in run]
    assert seen == [(0, 4.0, 8.0, 4.0), (1, 2.0, 2.0, 2.0), (2, 1.0, 0.5, 1.0)]


@pytest.mark.parametrize("dtype", [float, int])
def test_a_roll_copies_its_start(dtype):
    x = np.array([[4], [-3]], dtype=dtype)
    for step in net.roll(CURVES["bowl"], x, steps=5):
        assert not np.shares_memory(step.params["x"], x)
        assert step.params["x"].dtype == float
    np.testing.assert_array_equal(x, [[4], [-3]])
    assert abs(step.params["x"][0, 0]) < 4


def test_a_roll_of_no_steps_is_empty():
    assert list(net.roll(CURVES["bowl"], np.array([[4.0]]), steps=0)) == []


@LANDSCAPES
@OPTIMISERS
def test_many_balls_roll_as_each_would_alone(curve, update):
    x = np.random.default_rng(1).uniform(-SPAN, SPAN, (4, curve.dimensions))

    def roll(x):
        return [params["x"] for *_, params in copied(net.roll(curve, x, update=update, steps=40))]

    together = np.array(roll(x))
    for i in range(4):
        np.testing.assert_allclose(np.array(roll(x[i : i + 1]))[:, 0], together[:, i], rtol=1e-9)


@LANDSCAPES
@OPTIMISERS
@pytest.mark.parametrize("alpha", [0.03, 3.0, 1000.0, 1e100])
def test_balls_that_run_off_stay_and_nothing_warns(curve, update, alpha):
    # A warning is an error here.
    x = np.random.default_rng(1).uniform(-SPAN, SPAN, (20, curve.dimensions))
    run = copied(net.roll(curve, x, alpha=alpha, steps=300, update=update))
    assert np.isfinite([(height, steepness) for height, steepness, _ in run]).all()
    places = np.array([params["x"] for *_, params in run])
    assert np.isfinite(places).all()
    off = np.abs(places).max(axis=2) > net.FAR
    np.testing.assert_array_equal(places[1:][off[:-1]], places[:-1][off[:-1]])
    if alpha == 1e100:
        assert off.any()


def test_a_ball_that_runs_off_across_the_ravine_does_not_roll_on_along_it():
    for step in net.roll(CURVES["ravine"], np.array([[5.0, 5.0]]), alpha=0.1, steps=500):
        far = np.abs(step.params["x"]).max() > net.FAR
        if far:
            break
    place = step.params["x"].copy()
    assert far
    assert abs(place[0, 0]) > 1e-3  # not at the bottom of the other direction yet
    *_, (_, _, params) = copied(
        net.roll(CURVES["ravine"], np.array([[5.0, 5.0]]), alpha=0.1, steps=500)
    )
    np.testing.assert_array_equal(params["x"], place)


# ---- what is refused


def _roll(alpha):
    return net.roll(CURVES["bowl"], np.array([[4.0]]), alpha=alpha)


def _train(alpha):
    return net.train(X, XOR, alpha=alpha, rng=np.random.default_rng(0))


def _sweep(alpha):
    return net.sweep(X, XOR, alphas=(1.0, alpha, 10.0))


@pytest.mark.parametrize("begin", [_roll, _train, _sweep])
@pytest.mark.parametrize("alpha", [0, 0.0, -1.0, math.nan, math.inf, -math.inf])
def test_what_is_no_step_size_is_refused_in_words(begin, alpha):
    words = f"alpha is {re.escape(str(alpha))}, .*: choose a finite number above 0"
    with pytest.raises(ValueError, match=words):
        next(begin(alpha))


@pytest.mark.parametrize("begin", [_roll, _train, _sweep])
@pytest.mark.parametrize("alpha", [1, 0.001, np.float64(2)])
def test_what_is_a_step_size_is_taken(begin, alpha):
    assert next(begin(alpha)).index == 0


@pytest.mark.parametrize("batch", [0, -3])
def test_a_batch_without_rows_is_refused_in_words(batch):
    with pytest.raises(ValueError, match=f"batch is {batch}: .* choose 1 or more"):
        next(net.train(X, XOR, batch=batch, rng=np.random.default_rng(0)))


@pytest.mark.parametrize("options", [{}, {"params": start(), "batch": 2}], ids=["start", "order"])
def test_without_a_generator_nothing_can_be_drawn(options):
    with pytest.raises(ValueError, match="give rng="):
        next(net.train(X, XOR, **options))


def test_without_hidden_units_there_is_nothing_to_train():
    with pytest.raises(ValueError, match="hidden is 0"):
        next(net.train(X, XOR, hidden=0, rng=np.random.default_rng(0)))
    with pytest.raises(ValueError, match="hidden is 0"):
        next(net.sweep(X, XOR, hidden=0))


def test_a_sweep_that_shows_no_step_is_refused_in_words():
    with pytest.raises(ValueError, match=r"every is 0: .* choose 1 or more"):
        next(net.sweep(X, XOR, every=0))


# ---- training


@pytest.mark.parametrize("alpha", [0.1, 1.0, 10.0])
@pytest.mark.parametrize("hidden", [1, 4, 32])
def test_plain_and_with_all_rows_it_is_lesson_01_digit_for_digit(alpha, hidden):
    options = {"hidden": hidden, "alpha": alpha, "steps": 60}
    ours = copied(net.train(X, XOR, rng=np.random.RandomState(1), **options))
    known = copied(eleven.train(X, XOR, rng=np.random.RandomState(1), **options))
    for (loss, error, params), (own_loss, own_error, own) in zip(ours, known, strict=True):
        assert (loss, error) == (own_loss, own_error)
        for name in own:
            np.testing.assert_array_equal(params[name], own[name])


@OPTIMISERS
def test_each_weight_matrix_has_a_memory_of_its_own(update):
    params = start()
    memory = {name: net.begin(value) for name, value in params.items()}
    for step in net.train(X, XOR, params=start(), alpha=0.1, steps=30, update=update):
        _, gradients = eleven.loss_and_gradients(params, X, XOR)
        for name, gradient in gradients.items():
            np.testing.assert_allclose(step.params[name], params[name], rtol=1e-12)
            change, kept = update(gradient, memory[name], 0.1, step.index + 1)
            memory[name] = memory[name] | kept
            params[name] = params[name] + change
    assert step.index == 29


def test_a_run_yields_once_an_update_and_counts_from_zero():
    for steps in (0, 1, 7):
        run = net.train(X, XOR, steps=steps, rng=np.random.default_rng(0))
        assert [step.index for step in run] == list(range(steps))
        run = net.train(X, XOR, steps=steps, batch=3, rng=np.random.default_rng(0))
        assert [step.index for step in run] == list(range(steps))


def test_given_weights_are_copied():
    params = start()
    kept = {name: value.copy() for name, value in params.items()}
    for step in net.train(X, XOR, params=params, steps=5):
        assert not any(np.shares_memory(step.params[name], params[name]) for name in params)
    for name in params:
        np.testing.assert_array_equal(params[name], kept[name])
        assert not np.array_equal(step.params[name], kept[name])


def rows_seen(batch, steps, seed=0):
    """Which rows each update was given, by their place in a table of five."""
    table, answers = np.eye(5), np.linspace(0, 1, 5)[:, None]
    seen = []

    def noted(params, X, y):
        rows = X.argmax(axis=1)
        np.testing.assert_array_equal(y, answers[rows])
        seen.append(rows.tolist())
        return eleven.loss_and_gradients(params, X, y)

    rng = np.random.default_rng(seed)
    run = net.train(table, answers, batch=batch, steps=steps, rng=rng, loss_and_gradients=noted)
    for step in run:
        p = net.predict(step.params, table)  # of the whole table, whatever the batch
        assert step.loss == pytest.approx(np.sum((p - answers) ** 2) / 2, rel=1e-12)
        assert step.error == pytest.approx(np.abs(p - answers).mean(), rel=1e-12)
    if batch is None:
        return seen
    assert all(len(rows) == 5 for rows in seen[::2])  # the whole table, for the loss of the step
    return seen[1::2]


def test_one_row_at_a_time_visits_every_row_once_a_round_in_ever_new_orders():
    seen = rows_seen(batch=1, steps=100)
    rounds = [tuple(row for [row] in seen[i : i + 5]) for i in range(0, 100, 5)]
    assert all(sorted(each) == [0, 1, 2, 3, 4] for each in rounds)
    assert len(set(rounds)) > 10
    assert rows_seen(batch=1, steps=100) == seen
    assert rows_seen(batch=1, steps=100, seed=1) != seen


def test_what_is_left_at_the_end_of_a_round_is_a_smaller_batch():
    seen = rows_seen(batch=2, steps=6)
    assert [len(rows) for rows in seen] == [2, 2, 1, 2, 2, 1]
    for i in (0, 3):
        assert sorted(chain(*seen[i : i + 3])) == [0, 1, 2, 3, 4]


def test_without_batches_the_rows_stay_in_order():
    assert rows_seen(batch=None, steps=3) == [[0, 1, 2, 3, 4]] * 3


@pytest.mark.parametrize("batch", [4, 5, 1000])
def test_a_batch_of_all_rows_or_more_is_the_whole_table_in_another_order(batch):
    options = {"params": start(), "steps": 50}
    shuffled = copied(net.train(X, XOR, batch=batch, rng=np.random.default_rng(0), **options))
    whole = copied(net.train(X, XOR, **options))
    for (loss, _, params), (own_loss, _, own) in zip(shuffled, whole, strict=True):
        assert loss == pytest.approx(own_loss, rel=1e-11)
        for name in own:
            np.testing.assert_allclose(params[name], own[name], rtol=1e-10, atol=1e-13)


def test_first_the_weights_are_drawn_then_the_order():
    rng = np.random.RandomState(3)
    expected = eleven.init(rng, hidden=2)
    first, second, third, fourth = rng.permutation(4)
    seen = []

    def noted(params, X, y):
        seen.append(X.tolist())
        return eleven.loss_and_gradients(params, X, y)

    options = {"rng": np.random.RandomState(3), "batch": 2, "steps": 2, "hidden": 2}
    run = net.train(X, XOR, loss_and_gradients=noted, **options)
    for name, value in next(run).params.items():
        np.testing.assert_array_equal(value, expected[name])
    list(run)
    assert seen[1::2] == [X[[first, second]].tolist(), X[[third, fourth]].tolist()]


def test_the_loss_of_a_step_is_that_of_the_function_it_was_given():
    def halved(params, X, y):
        loss, gradients = eleven.loss_and_gradients(params, X, y)
        return loss / 2, {name: gradient / 2 for name, gradient in gradients.items()}

    for batch in (None, 2):
        options = {"rng": np.random.default_rng(0), "params": start(), "steps": 1, "batch": batch}
        (step,) = net.train(X, XOR, loss_and_gradients=halved, **options)
        loss, _ = eleven.loss_and_gradients(start(), X, XOR)
        assert step.loss == pytest.approx(loss / 2, rel=1e-12)


@pytest.mark.parametrize("batch", [None, 2])
def test_a_function_of_ones_own_that_says_the_same_trains_the_same(batch):
    # The course's own is not called: what the network says is asked once for loss and slopes.
    options = {"params": start(), "batch": batch, "steps": 60, "alpha": 3.0}
    runs = [
        copied(net.train(X, XOR, rng=np.random.default_rng(0), **options, **functions))
        for functions in (
            {},
            {"loss_and_gradients": lambda *told: eleven.loss_and_gradients(*told)},
            {"predict": lambda *told: net.predict(*told)},
        )
    ]
    for ours, *others in zip(*runs, strict=True):
        for other in others:
            assert other[:2] == ours[:2]
            for name in ours[2]:
                np.testing.assert_array_equal(other[2][name], ours[2][name])


@OPTIMISERS
def test_another_network_trains_by_the_same_lines(update):
    table, answers = surface.TABLES["first column"]
    steps = copied(
        net.train(
            table,
            answers,
            params={"W": np.zeros((2, 1))},
            alpha=0.5,
            steps=200,
            update=update,
            predict=surface.predict,
            loss_and_gradients=surface.loss_and_gradients,
        )
    )
    assert steps[0][:2] == (0.25, 0.5)  # both answers one half
    assert steps[-1][0] < 0.05
    assert set(steps[-1][2]) == {"W"}


@OPTIMISERS
def test_stacked_networks_train_as_each_would_alone(update):
    starts = [start(seed) for seed in range(3)]
    options = {"alpha": 0.1, "steps": 40, "update": update}
    together = copied(net.train(X, XOR, params=eleven.stack(starts), **options))
    for i, own_start in enumerate(starts):
        alone = copied(net.train(X, XOR, params=own_start, **options))
        for (loss, error, params), (own_loss, own_error, own) in zip(together, alone, strict=True):
            assert loss[i] == pytest.approx(own_loss, rel=1e-11)
            assert error[i] == pytest.approx(own_error, rel=1e-11)
            for name in own:
                np.testing.assert_allclose(params[name][i], own[name], rtol=1e-9, atol=1e-12)


# ---- how many updates are needed


def scripted(*errors):
    """A run whose errors are known."""
    for index, error in enumerate(errors):
        yield Step(index, 0.0, np.array(error), {})


def test_a_run_without_steps_cannot_be_counted():
    with pytest.raises(ValueError, match="train with steps=1 or more"):
        net.steps_until(scripted())


def test_updates_are_counted_until_the_error_is_first_below_the_mark():
    run = scripted([0.5, 0.01, 0.5], [0.05, 0.5, 0.5], [0.04, 0.5, 0.5], [0.9, 0.0, 0.5])
    np.testing.assert_array_equal(net.steps_until(run, 0.05), [2, 0, np.inf])


def test_counting_ends_with_the_last_network_that_arrives():
    run = scripted([0.5, 0.5], [0.01, 0.5], [0.5, 0.01], [0.0, 0.0], [0.0, 0.0])
    np.testing.assert_array_equal(net.steps_until(run), [1, 2])
    assert next(run).index == 3


# ---- quiet, and without side effects


@contextlib.contextmanager
def nothing_left_behind():
    """Neither NumPy's handling of errors nor its global generator is touched."""
    settings, state = np.geterr(), np.random.get_state()[1].tolist()  # noqa: NPY002
    yield settings
    assert np.geterr() == settings
    assert np.random.get_state()[1].tolist() == state  # noqa: NPY002


WALKS = {
    "roll": lambda: net.roll(CURVES["bowl"], np.array([[4.0]]), alpha=3.0, steps=30),
    "train": lambda: net.train(X, XOR, alpha=1000.0, steps=30, rng=np.random.default_rng(0)),
    "batches": lambda: net.train(
        X, XOR, alpha=1000.0, steps=30, batch=1, rng=np.random.RandomState(0)
    ),
    "sweep": lambda: net.sweep(X, XOR, steps=30),
}


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS)
@pytest.mark.parametrize("handling", ["warn", "raise"])
def test_between_steps_nothing_of_numpys_own_is_changed(walk, handling):
    with np.errstate(over=handling), nothing_left_behind() as settings:
        assert [np.geterr() for _ in walk()] == [settings] * 30
        next(walk())  # and dropped after its first step


@OPTIMISERS
@pytest.mark.parametrize("hidden", [4, 32])
@pytest.mark.parametrize("batch", [None, 1])
def test_an_alpha_that_is_far_too_large_never_warns(update, hidden, batch):
    # A warning is an error here.
    rng = np.random.RandomState(1)
    run = net.train(
        X, XOR, hidden=hidden, alpha=1000.0, steps=300, batch=batch, update=update, rng=rng
    )
    for step in run:
        assert np.isfinite([step.loss, step.error]).all()
    assert max(np.abs(value).max() for value in step.params.values()) > 20


# ---- the sweep


@pytest.mark.parametrize("hidden", [1, 4, 32])
def test_every_run_of_a_sweep_is_the_run_of_its_seed_and_its_alpha(hidden):
    seeds, alphas, steps = (1, 2, 5), (0.01, 1.0, 10.0), 150
    together = copied(net.sweep(X, XOR, alphas=alphas, seeds=seeds, hidden=hidden, steps=steps))
    assert together[0][1].shape == (9,)
    for i, (seed, alpha) in enumerate((seed, alpha) for seed in seeds for alpha in alphas):
        rng = np.random.RandomState(seed)
        alone = copied(eleven.train(X, XOR, alpha=alpha, hidden=hidden, steps=steps, rng=rng))
        for (loss, error, params), (own_loss, own_error, own) in zip(together, alone, strict=True):
            assert loss[i] == pytest.approx(own_loss, rel=1e-8)
            assert error[i] == pytest.approx(own_error, rel=1e-8)
            for name in own:
                np.testing.assert_allclose(params[name][i], own[name], rtol=1e-7, atol=1e-9)


def test_turns_are_the_sign_changes_of_the_updates_so_far():
    updates = {"W0": [], "W1": []}
    for step in net.sweep(X, XOR, alphas=(10.0,), hidden=8, steps=200):
        for name, made in updates.items():
            expected = net.sign_changes(np.array(made)) if made else 0
            assert (step.turns[name][0] == expected).all()
        own = {name: value[0] for name, value in step.params.items()}
        _, gradients = eleven.loss_and_gradients(own, X, XOR)
        for name in updates:
            updates[name].append(-gradients[name])
    assert step.turns["W0"].sum() > 10


def test_an_update_of_exactly_zero_counts_as_a_negative_one(monkeypatch):
    # Slopes -1, 0, -1, 1, 0: up, nothing, up, down, nothing. Three turns, as in the post.
    slopes = iter([-1.0, 0.0, -1.0, 1.0, 0.0])

    def told(params, *_):
        slope = next(slopes)
        return {name: np.full_like(value, slope) for name, value in params.items()}

    monkeypatch.setattr(net, "_slopes", told)
    for step in net.sweep(X, XOR, alphas=(1.0,), steps=5):
        turns = step.turns
    assert all((counted == 3).all() for counted in turns.values())


def test_a_sweep_counts_from_zero_and_yields_the_state_before_the_update():
    run = net.sweep(X, XOR, steps=7)
    first = next(run)
    drawn = eleven.init(np.random.RandomState(1))
    for name, value in first.params.items():
        np.testing.assert_array_equal(value, np.stack([drawn[name]] * 7))
    assert [step.index for step in run] == list(range(1, 7))


def test_a_sweep_may_show_only_some_steps_and_makes_all_of_them():
    whole, some = (list(net.sweep(X, XOR, steps=25, every=every)) for every in (1, 10))
    assert [step.index for step in some] == [0, 10, 20]
    for step in some:
        np.testing.assert_array_equal(step.loss, whole[step.index].loss)
        np.testing.assert_array_equal(step.error, whole[step.index].error)
    for name in ("W0", "W1"):  # live: after the last update
        np.testing.assert_array_equal(some[-1].params[name], whole[-1].params[name])
        np.testing.assert_array_equal(some[-1].turns[name], whole[-1].turns[name])


# ---- the published sweep


@pytest.fixture(scope="module")
def whole():
    """Function that makes all 60,000 updates with so many hidden units, once.

    It gives the errors at the published steps, and the weights and turns at the end.
    """

    @cache
    def run(hidden):
        shown = list(net.sweep(X, XOR, hidden=hidden, every=10_000))
        assert tuple(step.index for step in shown) == published.STEPS
        errors = np.array([step.error for step in shown])
        return errors, shown[-1].params, shown[-1].turns  # live: after the last update

    return run


def at(alpha):
    return published.ALPHAS.index(alpha)


def test_the_sweep_is_that_of_the_post_by_default():
    assert net.ALPHAS == published.ALPHAS
    defaults = inspect.signature(net.sweep).parameters
    assert defaults["steps"].default == 60_000
    assert defaults["hidden"].default == 4
    assert defaults["seeds"].default == (1,)


@pytest.mark.parametrize("alpha", published.ALPHAS)
@pytest.mark.parametrize("hidden", published.ERRORS)
def test_the_published_errors_are_met(whole, hidden, alpha):
    """To every digit, but for two runs in which the machine's own rounding grows."""
    errors, *_ = whole(hidden)
    measured, texts = errors[:, at(alpha)], published.ERRORS[hidden][alpha]
    if (hidden, alpha) in published.CHAOTIC:
        nearly = published.CHAOTIC[hidden, alpha]
        np.testing.assert_allclose(measured, [float(text) for text in texts], rtol=nearly)
    else:
        assert tuple(published.printed(value) for value in measured) == texts


@pytest.mark.parametrize("alpha", published.TURNS)
@pytest.mark.parametrize("name", ["W0", "W1"])
def test_the_published_turns_are_met(whole, alpha, name):
    *_, turns = whole(4)
    np.testing.assert_array_equal(turns[name][at(alpha)], published.TURNS[alpha][name])


@pytest.mark.parametrize("alpha", published.WEIGHTS)
@pytest.mark.parametrize("name", ["W0", "W1"])
def test_the_published_weights_are_met_to_every_digit(whole, alpha, name):
    _, params, _ = whole(4)
    weights = params[name][at(alpha)]
    np.testing.assert_allclose(weights, published.WEIGHTS[alpha][name], rtol=0, atol=0.51e-8)


def test_a_published_digit_that_differs_would_be_noticed():
    assert published.printed(0.125231073660001) == "0.12523107366"
    assert published.printed(0.125231073661) != "0.12523107366"


@pytest.mark.parametrize("hidden", published.ERRORS)
def test_a_millionth_of_a_billionth_matters_in_just_the_runs_that_miss_published_digits(hidden):
    """Which is why they do: the last digits of a matrix product differ between processors."""
    first = eleven.init(np.random.RandomState(1), hidden=hidden)
    starts = [first]
    for place in range(8):
        moved = {name: value.copy() for name, value in first.items()}
        moved["W0"].flat[place] += 1e-15
        starts.append(moved)
    alphas = np.array(published.ALPHAS)
    stacked = eleven.stack([each for each in starts for _ in alphas])
    alpha_of = np.tile(alphas, len(starts))[:, None, None]
    apart = []
    with np.errstate(over="ignore"):
        for step in eleven.train(X, XOR, params=stacked, alpha=alpha_of, steps=501):
            errors = step.error.reshape(len(starts), len(alphas))
            apart.append(np.abs(errors[1:] / errors[0] - 1).max(axis=0))
    for alpha, widest, last in zip(alphas, np.max(apart, axis=0), apart[-1], strict=True):
        if (hidden, alpha) in published.CHAOTIC:
            assert widest > 1e-11, f"alpha {alpha}: it grew ten thousand times at least"
        else:
            assert last < 5e-13, f"alpha {alpha}: twelve digits stay"
