"""The neural stack: the paper's figure, what always holds, and its slopes, also at a kink."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from stack import kinks, published

from course.kit.gradients import check_gradients
from course.stack import (
    mistakes_of_slopes as of_slopes,
    mistakes_of_stacks as of_stacks,
    queue,
    stack,
)

SEEDS = st.integers(0, 2**32 - 1)
LEADS = st.sampled_from([(), (1,), (3,), (2, 3)])  # axes in front
HEIGHTS = st.integers(0, 6)


def shares(rng, shape):
    """Numbers from 0 to 1, a third of them exactly 0 or 1."""
    drawn = np.asarray(rng.random(shape))
    return np.where(rng.random(shape) < 1 / 3, np.round(drawn), drawn)


def drawn(lead, t, seed):
    """Strengths, a pop and a push."""
    rng = np.random.default_rng(seed)
    return shares(rng, (*lead, t)), shares(rng, lead), shares(rng, lead)


# ---- the paper's figure


def numbers(printed, kind):
    return np.array(
        [kind(number) for number in printed], dtype=object if kind is Fraction else kind
    )


def walked(kind=Fraction, strengths=stack.strengths):
    """The figure's three steps: strengths and reads after each, in exact fractions or floats."""
    pops, pushes = numbers(published.POPS, kind), numbers(published.PUSHES, kind)
    s, V = numbers((), kind), np.zeros((0, 3), dtype=pops.dtype)
    for t in range(3):
        V = stack.values(V, np.eye(3, dtype=int)[t].astype(pops.dtype))
        s = strengths(s, np.asarray(pops[t]), np.asarray(pushes[t]))
        yield s, stack.read(V, s)


def test_the_papers_figure_is_met_exactly():
    for t, (s, r) in enumerate(walked()):
        np.testing.assert_array_equal(s, numbers(published.STRENGTHS[t], Fraction))
        assert published.read(r[: t + 1]) == published.READS[t]
        assert sum(r) == min(1, sum(s))


def test_the_papers_figure_is_met_to_every_digit_in_floating_point():
    for t, (s, r) in enumerate(walked(float)):
        assert published.strengths(s) == published.STRENGTHS[t]
        assert published.read(r[: t + 1]) == published.READS[t]
        np.testing.assert_allclose(s, numbers(published.STRENGTHS[t], float), atol=1e-15)


@pytest.mark.parametrize(
    "wrong", [of_stacks.step_pushed_first, of_stacks.step_by_shares, queue.strengths]
)
def test_another_pop_would_be_noticed_in_the_papers_figure(wrong):
    met = [
        published.strengths(s) == published.STRENGTHS[t]
        for t, (s, _) in enumerate(walked(float, wrong))
    ]
    assert not all(met)


# ---- by hand


def test_a_pop_goes_down_until_it_has_enough():
    s = np.array([0.5, 0.25, 0.125])
    np.testing.assert_array_equal(stack.above(s), [0.375, 0.125, 0])
    np.testing.assert_array_equal(stack.pop(s, np.array(0.25)), [0.5, 0.125, 0])
    np.testing.assert_array_equal(stack.pop(s, np.array(0.75)), [0.125, 0, 0])


def test_a_read_goes_down_until_it_has_1_in_all():
    s = np.array([0.75, 0.5, 0.25, 0.5])
    np.testing.assert_array_equal(stack.weights(s), [0, 0.25, 0.25, 0.5])
    V = np.array([[8.0], [4.0], [2.0], [1.0]])
    assert stack.read(V, s).item() == 1 + 0.5 + 0.5


# ---- what always holds


@given(lead=LEADS, t=HEIGHTS, seed=SEEDS)
def test_strengths_stay_between_0_and_what_they_were(lead, t, seed):
    s, u, d = drawn(lead, t, seed)
    after = stack.strengths(s, u, d)
    assert (after >= 0).all()
    assert (after[..., :-1] <= s).all()
    np.testing.assert_array_equal(after[..., -1], d)


@given(lead=LEADS, t=HEIGHTS, seed=SEEDS)
def test_a_pop_takes_what_it_asks_for_or_all_that_there_is(lead, t, seed):
    s, u, _ = drawn(lead, t, seed)
    taken = s.sum(axis=-1) - stack.pop(s, u).sum(axis=-1)
    np.testing.assert_allclose(taken, np.minimum(u, s.sum(axis=-1)), atol=1e-14)


@given(lead=LEADS, t=HEIGHTS, seed=SEEDS)
def test_a_pop_leaves_a_value_alone_until_all_above_it_is_gone(lead, t, seed):
    s, u, _ = drawn(lead, t, seed)
    left = stack.pop(s, u)
    touched = left < s
    assert (stack.above(left)[touched] < 1e-14).all()


@given(lead=LEADS, t=HEIGHTS, seed=SEEDS)
def test_the_shares_of_a_read_are_1_in_all_or_all_that_there_is(lead, t, seed):
    s, _, _ = drawn(lead, t, seed)
    w = stack.weights(s)
    assert (w >= 0).all()
    assert (w <= s).all()
    np.testing.assert_allclose(w.sum(axis=-1), np.minimum(1, s.sum(axis=-1)), atol=1e-14)


@given(lead=LEADS, t=HEIGHTS, seed=SEEDS)
def test_what_is_read_is_what_a_pop_of_1_would_take(lead, t, seed):
    s, _, _ = drawn(lead, t, seed)
    taken = s - stack.pop(s, np.ones(lead))
    np.testing.assert_allclose(stack.weights(s), taken, atol=1e-14)


@given(t=HEIGHTS, first=st.floats(0, 1), second=st.floats(0, 1), seed=SEEDS)
def test_two_pops_are_one_of_their_sum(t, first, second, seed):
    s, _, _ = drawn((), t, seed)
    both = stack.pop(stack.pop(s, np.array(first)), np.array(second))
    np.testing.assert_allclose(both, stack.pop(s, np.array(first + second)), atol=1e-14)


@given(t=HEIGHTS, seed=SEEDS)
def test_stacks_side_by_side_do_not_know_of_each_other(t, seed):
    s, u, d = drawn((2, 3), t, seed)
    V = np.random.default_rng(seed).normal(size=(2, 3, t, 4))
    after, r = stack.strengths(s, u, d), stack.read(V, s)
    for place in np.ndindex(2, 3):
        alone = stack.strengths(s[place], u[place], d[place])
        np.testing.assert_array_equal(alone, after[place])
        np.testing.assert_allclose(stack.read(V[place], s[place]), r[place], atol=1e-14)


def test_the_queue_is_the_stack_from_below():
    s, u, _ = drawn((2, 3), 5, 0)
    np.testing.assert_array_equal(queue.pop(s, u), stack.pop(s[..., ::-1], u)[..., ::-1])
    np.testing.assert_array_equal(queue.weights(s), stack.weights(s[..., ::-1])[..., ::-1])


@given(t=HEIGHTS, seed=SEEDS)
def test_one_step_of_a_queue_is_a_step_of_the_queue_that_is_trained(t, seed):
    s, u, d = drawn((), t, seed)
    rng = np.random.default_rng(seed)
    V, v = rng.normal(size=(t, 3)), rng.normal(size=3)
    new_V, after, r = queue.queue_step(V, s, v, float(u), float(d))
    np.testing.assert_array_equal(new_V, stack.values(V, v))
    np.testing.assert_allclose(after, queue.strengths(s, u, d), atol=1e-14)
    np.testing.assert_allclose(r, queue.weights(after) @ new_V, atol=1e-14)


# ---- an empty stack


@pytest.mark.parametrize("lead", [(), (2,), (2, 3)])
def test_an_empty_stack_reads_zeros_and_a_pop_of_it_does_nothing(lead):
    s, u, d = np.zeros((*lead, 0)), np.ones(lead), np.full(lead, 0.4)
    assert stack.pop(s, u).shape == (*lead, 0)
    np.testing.assert_array_equal(stack.read(np.zeros((*lead, 0, 3)), s), np.zeros((*lead, 3)))
    np.testing.assert_array_equal(stack.strengths(s, u, d), d[..., None])
    delta_s, delta_u, delta_d = stack.strengths_backward(s, u, np.ones((*lead, 1)))
    assert delta_s.shape == s.shape
    np.testing.assert_array_equal((delta_u, delta_d), (np.zeros(lead), np.ones(lead)))
    used_up = np.zeros((*lead, 4))
    np.testing.assert_array_equal(stack.pop(used_up, u), used_up)
    V = np.ones((*lead, 4, 3))
    np.testing.assert_array_equal(stack.read(V, used_up), np.zeros((*lead, 3)))


# ---- slopes


def step_loss(delta):
    """A loss whose slope in the strengths after a step is `delta`."""

    def loss_and_gradients(given):
        s, u, d = given["s"], given["u"], given["d"]
        slopes = stack.strengths_backward(s, u, delta)
        return np.sum(delta * stack.strengths(s, u, d)), dict(zip("sud", slopes, strict=True))

    return loss_and_gradients


def read_loss(delta):
    """A loss whose slope in what is read is `delta`."""

    def loss_and_gradients(given):
        slopes = stack.read_backward(given["V"], given["s"], delta)
        return np.sum(delta * stack.read(given["V"], given["s"])), dict(
            zip("Vs", slopes, strict=True)
        )

    return loss_and_gradients


def inside(rng, shape):
    """Strengths or gates that are never quite 0 or 1, in half of the draws small."""
    return rng.uniform(0.01, 0.99, size=shape) * (0.3 if rng.random() < 0.5 else 1)


@settings(max_examples=40)
@given(lead=LEADS, t=HEIGHTS.filter(bool), seed=SEEDS)
def test_slopes_of_the_strengths_are_measured_ones(lead, t, seed):
    rng = np.random.default_rng(seed)
    given = {"s": inside(rng, (*lead, t)), "u": np.asarray(rng.random(lead)), "d": rng.random(lead)}
    assume(kinks.of_pop(given["s"], given["u"]) > kinks.CLEAR)
    errors = check_gradients(step_loss(rng.normal(size=(*lead, t + 1))), given)
    assert max(errors.values()) < 1e-6


@settings(max_examples=40)
@given(lead=LEADS, t=HEIGHTS.filter(bool), seed=SEEDS)
def test_slopes_of_the_read_are_measured_ones(lead, t, seed):
    rng = np.random.default_rng(seed)
    given = {"V": rng.normal(size=(*lead, t, 2)), "s": inside(rng, (*lead, t))}
    assume(kinks.of_read(given["s"]) > kinks.CLEAR)
    errors = check_gradients(read_loss(rng.normal(size=(*lead, 2))), given)
    assert max(errors.values()) < 1e-6


def test_slopes_by_hand():
    # 0.5 is popped. The topmost has 0.2: all gone. The next gives 0.3 of 0.6, and is protected by
    # what lies on it. The lowest is not reached.
    s, u = np.array([0.4, 0.6, 0.2]), np.array(0.5)
    delta_s, delta_u, delta_d = stack.strengths_backward(s, u, np.array([1.0, 10.0, 100.0, 1000.0]))
    np.testing.assert_array_equal(delta_s, [1, 10, 10])
    assert (delta_u, delta_d) == (-10, 1000)
    # Read: 0.2 whole, 0.6 whole, and of the lowest the room that is left, 0.2.
    V, delta = np.array([[1.0], [10.0], [100.0]]), np.array([2.0])
    delta_V, delta_s = stack.read_backward(V, s, delta)
    np.testing.assert_allclose(delta_V[:, 0], [0.4, 1.2, 0.4], rtol=1e-14)
    np.testing.assert_array_equal(delta_s, [0, 20 - 2, 200 - 2])


def test_what_has_nothing_left_or_no_room_passes_nothing_on():
    s = np.array([0.5, 0.7, 0.6])
    delta_s, delta_u, _ = stack.strengths_backward(s, np.array(1.0), np.array([0, 0, 5.0, 0]))
    assert (delta_s == 0).all()
    assert delta_u == 0
    _, delta_s = stack.read_backward(np.array([[3.0], [0], [0]]), s, np.ones(1))
    assert (delta_s == 0).all()


@pytest.mark.parametrize(
    ("wrong", "noticed"),
    [
        ({"alive": of_slopes.always}, "s"),
        ({"reached": of_slopes.always}, "u"),
        ({"sign": -1}, "s"),
        ({"of_u": 0}, "u"),
    ],
)
def test_a_wrong_slope_would_be_noticed(wrong, noticed):
    s = np.array([[0.4, 0.6, 0.2], [0.9, 0.3, 0.25]])
    delta = np.random.default_rng(0).normal(size=(2, 4))

    def loss_and_gradients(given):
        s, u, d = given["s"], given["u"], given["d"]
        slopes = of_slopes.step_back(s, u, delta, **wrong)
        return np.sum(delta * stack.strengths(s, u, d)), dict(zip("sud", slopes, strict=True))

    errors = check_gradients(loss_and_gradients, {"s": s, "u": np.array([0.5, 0.4]), "d": s[:, 0]})
    assert errors[noticed] > 0.01
    assert errors["d"] < 1e-6


# ---- at a kink


def sides(function, x, place, eps=1e-6):
    """The slopes of a number below and above, where one element of x is moved."""
    found = []
    for step in (-eps, eps):
        moved = x.copy()
        moved[place] += step
        found.append((function(moved) - function(x)) / step)
    return found


def one(i, n):
    return np.eye(n)[i]


@pytest.mark.parametrize(
    ("s", "u", "which", "moved", "below", "above", "ours"),
    [
        # The pop takes all of the only value, and not a bit more.
        ([0.5], 0.5, 0, "u", -1, 0, 0),
        ([0.5], 0.5, 0, 0, 0, 1, 0),
        # The pop ends exactly where the lower value begins.
        ([0.6, 0.25], 0.25, 0, "u", 0, -1, 0),
        ([0.6, 0.25], 0.25, 0, 1, 1, 0, 0),
    ],
)
def test_at_a_kink_of_the_pop_ours_is_the_slope_of_one_side(s, u, which, moved, below, above, ours):
    s, u = np.array(s), np.array([u])
    delta = one(which, len(s) + 1)
    delta_s, delta_u, _ = stack.strengths_backward(s, u[0], delta)
    if moved == "u":
        measured = sides(lambda u: stack.pop(s, u[0])[which], u, 0)
        given = delta_u
    else:
        measured = sides(lambda s: stack.pop(s, u[0])[which], s, moved)
        given = delta_s[moved]
    np.testing.assert_allclose(measured, [below, above], atol=1e-8)
    assert given == ours
    assert ours in (below, above)


@pytest.mark.parametrize(
    ("s", "moved", "below", "above", "ours"),
    [
        # The lower value is exactly as large as the room that is left.
        ([0.5, 0.5], 0, 1, 0, 1),
        ([0.5, 0.5], 1, 0, -1, 0),
        # The upper value leaves no room, and takes no more than there is.
        ([0.5, 1.0], 1, -1, 0, 0),
    ],
)
def test_at_a_kink_of_the_read_ours_is_the_slope_of_one_side(s, moved, below, above, ours):
    s = np.array(s)
    measured = sides(lambda s: stack.weights(s)[0], s, moved)
    np.testing.assert_allclose(measured, [below, above], atol=1e-8)
    assert stack.weights_backward(s, one(0, 2))[moved] == ours
    assert ours in (below, above)


def test_where_two_kinks_meet_ours_may_be_the_slope_of_no_side():
    # Two whole values and a whole pop: the topmost is just used up, and the lower just not reached.
    # Their sum has the slope -1 in u on either side. Each rule takes its own side, and both say 0.
    s, u = np.ones(2), np.ones(1)
    measured = sides(lambda u: stack.pop(s, u[0]).sum(), u, 0)
    np.testing.assert_allclose(measured, [-1, -1], atol=1e-8)
    assert stack.strengths_backward(s, u[0], np.array([1.0, 1.0, 0]))[1] == 0
