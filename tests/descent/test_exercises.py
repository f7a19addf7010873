"""Lesson 02's exercises: what they draw, what their properties say, what places show."""

import copy
import pickle

import numpy as np
import pytest
import trying

from course.descent import (
    answers,
    drawn,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_optimisers as of_optimisers,
    mistakes_of_sweeps as of_sweeps,
    mistakes_of_walks as of_walks,
    net,
    properties,
    symptoms,
)
from course.eleven.net import loss_and_gradients
from course.kit.judging import difference, judge

BANK, draws, said = trying.bank(exercises.EXERCISES)


# ---- properties speak before values are compared


def climbs(x, slope, alpha):
    return x + alpha * slope(x)


def normed(x, slope, alpha):
    return x - alpha * slope(x) / np.linalg.norm(slope(x))


def walk_counted_one_less(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most)
    return x, max(0, steps - 1)


def walk_of_two_balls(x, slope, alpha, tolerance, most):
    if len(x) == 1:
        return x, 0
    return net.descend(x, slope, alpha, tolerance, most)


def counts_one_too_many_of_one(updates):
    return net.sign_changes(updates) + (len(updates) == 1)


def only_odd_counts(updates):
    return net.sign_changes(updates) * (len(updates) > 2)


def counted_together(updates):
    all_ = net.sign_changes(updates)
    return np.full(all_.shape, all_.max())


def trained_by_the_first_alpha_first(params, X, y, alphas, steps, f):
    return net.train_all(params, X, y, alphas / alphas[0], steps, f)


def trained_for_several(params, X, y, alphas, steps, f):
    weights = net.train_all(params, X, y, alphas, steps, f)
    return {name: np.squeeze(W, 0) if len(W) == 1 else W for name, W in weights.items()}


def asked_twice(params, X, y, alphas, steps, f):
    f(params, X, y)
    return net.train_all(params, X, y, alphas, steps, f)


def momentum_with(change=lambda v: v, memory=lambda v: {"v": v}, rest=None):
    def function(gradient, kept, alpha, t, mu=0.9):
        v, _ = net.momentum(gradient, kept, alpha, t, mu)
        return change(v), memory(v)

    return function


def adam_with(**parts):
    def function(gradient, memory, alpha, t, *settings):
        change, kept = net.adam(gradient, memory, alpha, t, *settings)
        return parts.get("change", lambda c: c)(change), parts.get("memory", lambda k: k)(kept)

    return function


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("numerical_slope", lambda h, x, eps: h(x) / eps, "On the straight line 1 - 2 x the slope"),
        ("numerical_slope", lambda h, x, eps: (h(x + eps) - h(x)) / eps, "On the parabola x**2"),
        ("descent_step", climbs, "so downhill is where x gets "),
        ("descent_step", normed, "Twice as steep goes twice as far. Yours moves first by"),
        ("descent_step", lambda x, slope, alpha: x - slope(x), "Twice the alpha goes twice as far"),
        (
            "descent_step",
            lambda x, slope, alpha: x - alpha * slope(x) - 1e-4,
            "goes twice as far",
        ),
        ("descend", of_walks.descend_one_more_than_most, "yours says that it made"),
        ("descend", walk_counted_one_less, "downhill it is at"),
        ("descend", of_walks.descend_steps_first, "After 0 steps it is flat for every ball."),
        ("descend", of_walks.descend_until_one_is_flat, "Yours stops after"),
        ("descend", walk_of_two_balls, "Yours stops after 0 of at most"),
        ("sign_changes", counts_one_too_many_of_one, "nothing to be compared with"),
        ("sign_changes", lambda u: net.sign_changes(u) * 2, "a sign can change once"),
        ("sign_changes", lambda u: -net.sign_changes(u), "a sign can change once"),
        ("sign_changes", lambda u: np.sum(u[1:] > u[:-1], axis=0), "all above 0 never change sign"),
        ("sign_changes", only_odd_counts, "there is 1 change. Yours counts 0."),
        ("sign_changes", lambda u: np.minimum(1, net.sign_changes(u)), "has the other sign than"),
        ("sign_changes", counted_together, "Each is counted by itself."),
        ("descend", of_walks.descend_to_places_only, "return x, steps. Yours is an array."),
        ("descend", of_walks.descend_in_other_order, "a whole number, such as 12. Yours is an ar"),
        ("descend", of_walks.descend_counts_in_floats, "such as 12. Yours is of type float."),
        ("train_all", of_sweeps.one_by_one, "Yours is of type list."),
        ("train_all", of_sweeps.one_by_one_as_lists, "Under W0 stands one array for all runs"),
        ("train_all", lambda *args: {"W0": net.train_all(*args)["W0"]}, "has the keys ['W0']"),
        ("train_all", lambda params, *_: params, "so a stack for"),
        ("train_all", trained_by_the_first_alpha_first, "alone gives other weights than in the"),
        ("train_all", trained_for_several, "With a single alpha the stack for W0 has shape (1, "),
        ("train_all", asked_twice, "Once a step does for the whole stack."),
        ("momentum", lambda *args: net.momentum(*args)[0], "Two things are asked for"),
        ("momentum", momentum_with(memory=lambda v: v), "Yours is an array."),
        ("momentum", momentum_with(memory=lambda v: {"w": v}), "'v' is missing"),
        ("momentum", momentum_with(change=lambda v: v.tolist()), "change is an array of real num"),
        ("momentum", momentum_with(change=lambda v: v[None]), "change has the gradient's shape"),
        ("momentum", momentum_with(change=lambda v: -v), "both values are the same array"),
        ("momentum", of_optimisers.momentum_by_the_mean_downhill,
         "A ball at rest goes by the push"),
        ("momentum", lambda g, memory, alpha, t, mu=0.9: of_optimisers.kept(-alpha * g),
         "On flat gro"),
        ("momentum", of_optimisers.momentum_by_the_memorys_order, 'by its name: memory["v"].'),
        ("momentum", of_optimisers.momentum_by_the_first_in_memory, 'by its name: memory["v"].'),
        ("adam", of_optimisers.adam_by_the_memorys_order, 'its name: memory["m"] and memory["s"].'),
        ("adam", adam_with(memory=lambda kept: {"m": kept["m"]}), "'s' is missing"),
        ("adam", of_optimisers.adam_adds_up_m, "m, the mean of the slopes, is 3."),
        ("adam", of_optimisers.adam_with_size, "s, the mean of their squares, is 9."),
        ("adam", of_optimisers.adam_uncorrected, "every update walks by alpha against it"),
        ("adam", adam_with(change=lambda change: -change), "every update walks by alpha against"),
        ("rebuild", from_memory.rebuilt_without_memory,
         "away: on the floor, but not at the bottom."),
        ("rebuild", from_memory.rebuilt_too_short, "away: still on a wall."),
        ("rebuild", lambda slope, x: 1e200 * x, "from the bottom, and ran off to infinity."),
    ],
)  # fmt: skip
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    with np.errstate(all="ignore"):  # as the judge does
        assert sentence in said(name, function)


def test_where_the_slope_is_0_a_step_leads_nowhere():
    def drifts(x, slope, alpha):  # in proportion to alpha and to the slope of the course's valley
        return x - alpha * (slope(x) if slope(x).any() else x)

    assert "Where the slope is 0, a step leads nowhere" in said("descent_step", drifts)


@pytest.mark.parametrize("name", BANK)
def test_no_property_has_anything_against_a_right_answer(name):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        assert said(name, answer, count=10) == ""


def test_what_no_property_minds_is_told_by_its_values():
    def four_places(height, x, eps):  # exact on lines and parabolas, too
        far = height(x + 2 * eps) - height(x - 2 * eps)
        return (8 * (height(x + eps) - height(x - eps)) - far) / (12 * eps)

    assert not said("numerical_slope", four_places)
    finding = judge(BANK["numerical_slope"], four_places)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert "off by" in finding.hint


def test_nan_is_told_as_nan():
    def first_is_nan(change):
        return np.where(np.arange(change.size).reshape(change.shape), change, np.nan)

    finding = judge(BANK["adam"], adam_with(change=first_is_nan))
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert finding.hint.endswith("the result shows: NaN or infinity.")


# ---- ways of writing it that are right as well


def momentum_without_old_velocity_at_first(gradient, memory, alpha, t, mu=0.9):
    v = -alpha * gradient
    if t > 1:
        v = v + mu * memory["v"]
    return v, {"v": v}


def descend_until_not_above(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.linalg.norm(slope(x), np.inf) > tolerance:
        x, steps = x - slope(x) * alpha, steps + 1
    return x, np.array(steps)


def single_precision(height, x, eps):
    return net.numerical_slope(height, x, eps).astype(np.float32)


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("momentum", momentum_without_old_velocity_at_first),
        ("descend", descend_until_not_above),
        ("numerical_slope", single_precision),
        ("sign_changes", lambda u: np.diff(u > 0, axis=0).sum(axis=0).astype(float)),
        ("rebuild", lambda slope, x: net.rebuild(slope, x)[:, None]),
        ("rebuild", lambda slope, x: tuple(net.rebuild(slope, x))),
    ],
)
def test_other_ways_of_writing_it_are_right(name, function):
    assert judge(BANK[name], function).status == "right"


# ---- what is drawn


@pytest.mark.parametrize("name", BANK)
def test_what_is_drawn_can_be_copied_sent_and_named(name):
    for args in draws(name, 20):
        sent = pickle.loads(pickle.dumps(args))
        assert [str(arg) for arg in sent] == [str(arg) for arg in args]
        assert not any(" at 0x" in str(arg) for arg in args)


@pytest.mark.parametrize("name", BANK)
def test_the_same_luck_draws_the_same(name):
    for one, other in zip(draws(name, 5), draws(name, 5), strict=True):
        assert [str(arg) for arg in one] == [str(arg) for arg in other]


def test_walks_end_for_three_reasons_and_on_both_sides():
    ends, ahead, signs = [], [], set()
    for x, slope, alpha, tolerance, most in draws("descend", 300):
        _, needed = net.descend(x, slope, alpha, tolerance, 1000)
        ends.append("start" if not needed else "flat" if needed <= most else "most")
        ahead += [needed - most] if needed > most else []
        signs |= {"both" if np.ptp(np.sign(slope(x))) else "one", len(x) > 3}
        assert most >= 1
    assert {end: 60 < ends.count(end) < 140 for end in ends} == dict.fromkeys(ends, True)
    assert len(set(ends)) == 3
    assert signs == {"both", "one", True, False}
    assert set(ahead) == {2, 3, 4}  # whoever ignores ``most`` ends soon, but not with the next step


def test_a_valley_has_its_bottom_where_it_says_and_nowhere_else():
    for x, slope, alpha in draws("descent_step", 50):
        assert 0 < alpha < 1
        if isinstance(slope, drawn.RavineSlopes):
            continue
        x = np.linspace(-20, 20, 401)
        assert np.array_equal(np.sign(slope(x)), np.sign(x - slope.bottom))


def test_half_of_the_steps_are_in_a_ravine_that_takes_all_places_at_once():
    in_ravines = 0
    for x, slope, _ in draws("descent_step", 200):
        if isinstance(slope, drawn.Slope):
            continue
        in_ravines += 1
        assert 3 <= len(x) <= 5
        moved = x + np.array([0.0, 1.0])
        assert (np.abs(slope(moved) - slope(x))[:, 0] > 0.1).all()
        for part in (x[0], x[:, 0], x[:1], x.ravel(), x[0, 0], x.T):
            with pytest.raises(ValueError, match="slope takes all places at once"):
                slope(part)
    assert 70 < in_ravines < 130


def test_one_walk_of_a_judging_is_longer_than_calls_can_be_nested():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        walks = [drawn.walk(rng) for _ in range(BANK["descend"].draws)]
        lengths = [net.descend(*walk)[1] for walk in walks]
        long = [i for i, length in enumerate(lengths) if length > 1000]
        assert long == [9]
        assert 3000 < lengths[9] < walks[9][-1]


def test_a_network_wants_its_weights_under_their_names():
    params, X, y, alphas, _, function = draws("train_all", 1)[0]
    for stack in ([params] * len(alphas), np.array([params] * len(alphas))):
        with pytest.raises(TypeError, match="W0 is looked up by its name"):
            function(stack, X, y)


def test_curves_have_places_and_an_eps_that_shows():
    sizes, bends = set(), []
    for height, x, eps in draws("numerical_slope", 200):
        sizes.add(len(x))
        assert 0.05 <= eps <= 0.5
        bends.append(np.abs(height(x + eps) - 2 * height(x) + height(x - eps)).max())
    assert sizes == {1, 2, 3, 4, 5, 6}
    assert np.median(bends) > 0.01


def test_updates_are_never_0_and_sometimes_alone():
    arrays = [updates for (updates,) in draws("sign_changes", 300)]
    assert all(np.abs(updates).min() > 0 for updates in arrays)
    assert 50 < sum(len(updates) == 1 for updates in arrays) < 130
    assert {updates.shape[1:] for updates in arrays} == {(i, j) for i in (1, 2, 3, 4)
                                                         for j in (1, 2, 3, 4)}  # fmt: skip
    assert not net.sign_changes(arrays[0][:1]).any()


def test_runs_have_several_alphas_and_every_small_shape():
    shapes, alone = set(), 0
    for params, X, y, alphas, steps, function in draws("train_all", 200):
        assert len(alphas) >= 2
        assert steps >= 1
        assert len(X) == len(y)
        alone += len(X) == 1
        shapes.add(params["W0"].shape)
        loss, gradients = function(params, X, y)
        expected = loss_and_gradients(params, X, y)
        assert loss == expected[0]
        assert all(np.array_equal(gradients[name], expected[1][name]) for name in params)
    assert alone
    assert shapes >= {(1, 3), (3, 1), (2, 2), (1, 1)}


@pytest.mark.parametrize(
    ("name", "settings", "keys"), [("momentum", 1, {"v"}), ("adam", 3, {"m", "s"})]
)
def test_updates_of_optimisers_begin_from_nothing_and_go_on_from_anything(name, settings, keys):
    lengths, first = set(), 0
    for gradient, memory, alpha, t, *rest in draws(name, 200):
        lengths.add(len(rest))
        first += t == 1
        assert alpha > 0
        assert set(memory) == keys  # what the docstring promises
        assert all(part.shape == gradient.shape for part in memory.values())
        assert all(part.any() != (t == 1) for part in memory.values())
    assert lengths == {0, settings}
    assert 20 < first < 100


def test_adam_meets_slopes_of_0_and_slopes_so_small_that_eps_matters():
    slopes = np.abs(np.concatenate([args[0].ravel() for args in draws("adam", 100)]))
    assert (slopes == 0).any()
    assert ((slopes > 0) & (slopes < 1e-7)).any()
    assert (slopes > 0.1).any()


# ---- the ravine


def ravines(count):
    return draws("rebuild", count)


def test_the_slope_is_100_across_and_1_along_one_step_from_the_bottom():
    for slope, _ in ravines(20):
        assert np.linalg.norm(slope(slope.bottom + slope.along)) == pytest.approx(1)
        assert np.linalg.norm(slope(slope.bottom + slope.across)) == pytest.approx(100)
        assert slope(slope.bottom) == pytest.approx(0)
        assert slope.along @ slope.across == pytest.approx(0)


def test_the_slope_is_that_of_the_height():
    for slope, x in ravines(20):
        sides = 1e-4 * np.eye(2)
        measured = [(slope.height(x + side) - slope.height(x - side)) / 2e-4 for side in sides]
        np.testing.assert_allclose(slope(x), measured, rtol=1e-6, atol=1e-6)


def test_a_ravine_lies_in_any_direction_and_is_entered_from_a_wall_far_along_the_floor():
    turns = []
    for slope, x in ravines(400):
        along, across = slope.parts(x)
        far = np.hypot(along, across)
        assert 5 <= far <= 10
        assert 0.76 < abs(along) / far < 0.99
        assert np.linalg.norm(slope.bottom) > 2.9
        turns.append(np.arctan2(*slope.along) // (np.pi / 4))
    assert len(set(turns)) == 8


def test_the_201st_slope_is_refused_and_a_copy_counts_for_itself():
    [(slope, x)] = ravines(1)
    other = copy.deepcopy(slope)
    for _ in range(200):
        slope(x)
    with pytest.raises(drawn.SlopesSpentError, match="all 200 slopes are spent"):
        slope(x)
    other(x)
    assert other.asked == 1


@pytest.mark.parametrize("place", [np.zeros((2, 1)), np.zeros(3), 1.0])
def test_the_slope_is_asked_for_one_place(place):
    [(slope, _)] = ravines(1)
    with pytest.raises(ValueError, match=r"an array of shape \(2,\); it was given"):
        slope(place)


RAVINE = drawn.Ravine(bottom=np.array([3.0, 4.0]), along=np.array([0.6, 0.8]))
START = np.array([9.0, 12.0]) + np.array([-0.8, 0.6]) * 3  # 10 along the floor, 3 up a wall


def place(along, across):
    return RAVINE.bottom + along * RAVINE.along + across * RAVINE.across


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (place(0.1, 0.02), "arrived"),
        (place(0.1, 0.02).tolist(), "arrived"),
        (place(0.1, 0.02)[None], "arrived"),
        (place(0.11, 0.0), "on the floor, but not at the bottom"),
        (place(9.0, 0.1), "on the floor, but not at the bottom"),
        (place(-6.0, 0.0), "on the floor, but not at the bottom"),
        (place(9.0, 1.0), "still on a wall"),
        (place(0.0, -1.0), "still on a wall"),
        (place(10.0, 3.0), "still at the start"),
        (place(10.0, -3.1), "higher than the start"),
        (place(9.0, 40.0), "higher than the start"),
        (place(0.0, 1e5), "ran off"),
        (np.array([1e-5, -1e-5]), "at (0, 0)"),
        (np.array([np.nan, 1.0]), "not numbers"),
        (np.array([np.inf, 1.0]), "not numbers"),
        ((place(0, 0), np.zeros(2)), "not a place"),
        ([place(0, 0)] * 3, "not a place"),
        ("here", "not a place"),
        (0.3, "not a place"),
        ({"x": place(0, 0)}, "not a place"),
    ],
)
def test_what_a_place_shows(value, shown):
    assert np.allclose(START, place(10, 3))
    assert symptoms.symptom(value, (RAVINE, START)) == shown


def left(function, slope, x):
    """The share of the way to the bottom that is left."""
    arrived = np.asarray(function(slope, x))
    return np.linalg.norm(arrived - slope.bottom) / np.linalg.norm(x - slope.bottom)


def test_no_alpha_is_enough_without_memory():
    """On the floor the share 1 - alpha is left after each step; more than 0.02 climbs the walls."""
    assert round((99 / 101) ** 200, 3) == 0.018
    alphas = np.linspace(0.0005, 0.0205, 401)
    for slope, x in ravines(500):
        along, across = np.array(slope.parts(x)) / np.linalg.norm(x - slope.bottom)
        shares = np.hypot(along * (1 - alphas) ** 200, across * (1 - 100 * alphas) ** 200)
        assert shares.min() > 0.0125


@pytest.mark.parametrize("alpha", [0.005, 0.01, 0.019, 2 / 101, 0.0199, 0.02])
def test_plain_descent_never_arrives(alpha):
    for slope, x in ravines(30):
        share = left(lambda slope, x: from_memory.rolled(slope, x, alpha), slope, x)
        assert share > 0.0125
        if alpha == 2 / 101:  # the same along and across
            assert share == pytest.approx((99 / 101) ** 200, rel=1e-3)


@pytest.mark.parametrize("answer", [net.rebuild, *BANK["rebuild"].alternatives])
def test_a_ball_with_memory_arrives_from_everywhere(answer):
    assert max(left(answer, *drawn_) for drawn_ in ravines(300)) < 0.001


def test_momentum_leaves_a_hundred_thousandth_of_the_way():
    shares = [left(net.rebuild, *args) for args in ravines(200)]
    assert 1e-6 < max(shares) < 2e-5


@pytest.mark.parametrize(
    ("function", "shown"),
    [
        (from_memory.rebuilt_without_memory, "on the floor, but not at the bottom"),
        (from_memory.rebuilt_without_memory_at_its_best, "on the floor, but not at the bottom"),
        (from_memory.rebuilt_with_little_memory, "on the floor, but not at the bottom"),
        (from_memory.rebuilt_too_short, "still on a wall"),
        (from_memory.rebuilt_to_and_fro, "still on a wall"),
        (from_memory.rebuilt_too_fast, "ran off"),
        (from_memory.rebuilt_a_little_uphill, "higher than the start"),
        (from_memory.rebuilt_to_infinity, "not numbers"),
        (from_memory.rebuilt_to_the_velocity, "at (0, 0)"),
        (from_memory.rebuilt_never_moves, "still at the start"),
        (from_memory.rebuilt_with_velocity, "not a place"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_rebuilt_mistake_shows_the_same_in_every_ravine(function, shown):
    assert {symptoms.symptom(function(*args), args) for args in ravines(60)} == {shown}


# ---- what is compared


def test_of_a_memory_only_what_is_asked_for_is_compared():
    args = draws("momentum", 1)[0]
    view = symptoms.change_and("v")
    change, memory = net.momentum(*args)
    told, *parts = view((change, memory | {"t": 3, "m": None}), args)
    assert told == "numbers"
    assert all(np.array_equal(part, change) for part in parts)
    assert view([change, memory], args)[0] == "numbers"


def test_a_view_keeps_two_malformed_values_apart():
    args = draws("momentum", 1)[0]
    change, _ = net.momentum(*args)
    view = symptoms.change_and("v")
    (told, seen, rest), (_, other, _) = view(change, args), view(2 * change, args)
    assert told.startswith("Two things are asked for")
    assert rest is None
    assert not np.array_equal(seen, other)


def test_two_arrays_with_nan_at_the_same_places_look_the_same():
    one, same = (np.array([[np.nan, 2.0]]) for _ in range(2))
    assert not difference(symptoms.numbers(one, ()), symptoms.numbers(same, ()))
    for other in (np.array([[0.0, 2.0]]), np.array([[np.nan, 3.0]])):
        assert difference(symptoms.numbers(other, ()), symptoms.numbers(one, ()))


@pytest.mark.parametrize("steps", [7, np.int64(7), np.array(7)])
def test_a_whole_number_of_steps_is_one_whatever_its_type(steps):
    x = np.zeros(2)
    wanted = properties.places_and_count((x, 7), ())
    assert not difference(properties.places_and_count([x, steps], ()), wanted)
    assert difference(properties.places_and_count((x, steps + 1), ()), wanted)
    assert difference(properties.places_and_count((x, 1.0 * steps), ()), wanted)


def test_a_list_of_runs_is_compared_part_by_part():
    args = draws("train_all", 1)[0]
    runs = of_sweeps.one_by_one(*args)
    assert symptoms.compared_runs(runs, args) == tuple(runs)
    in_lists = of_sweeps.one_by_one_as_lists(*args)
    assert isinstance(symptoms.compared_runs(in_lists, args)["W0"], tuple)
    stacked = answers.all_by_einsum(*args)
    assert symptoms.compared_runs(stacked, args)["W0"] is stacked["W0"]
