"""What a trained network remembers: its attractors, its carry, and operations on it."""

import numpy as np
import pytest

from course.addition import batches, lstm, net
from course.addition.attractors import PAIRS, contraction, fixed_points, settle
from course.addition.delay import draw_delayed, slopes_back
from course.addition.probe import find_carry
from course.addition.surgery import hold, operate, silence
from course.kit.gradients import numerical_gradient


@pytest.fixture(scope="module")
def trained():
    """Weights after 500 updates by 128 sums of eight bits each."""
    rng = np.random.default_rng(0)
    for step in batches.train_batches(batches.draw_sums, net.init(rng), rng=rng):
        params = step.params
    return params


@pytest.fixture(scope="module")
def seen(trained):
    """All sums, the hidden layers in them, and the carries."""
    X, y = net.every_sum()
    return X, y, net.unroll(trained, X), net.carries(X)


# Some of all sums, at random: every eighth would have three zeros at the end of b.
SOME, OTHERS = np.split(np.random.default_rng(0).permutation(128 * 128), [2000])


def test_batches_reach_every_sum_and_go_on_to_1024_bits(trained):
    rng = np.random.default_rng(0)
    long = net.random_sums(200, 1024, rng), net.hard_sums(40, 1024, rng)
    for X, y in (net.every_sum(), *long):
        assert net.right(net.forward(trained, X)[0], y).all()


# ---- attractors


def test_two_ones_and_two_zeros_have_one_attractor_and_a_single_one_has_two(trained, seen):
    *_, H, _ = seen
    starts = H[SOME[:70]].reshape(-1, 16)
    found = [fixed_points(trained, np.array(pair, dtype=float), starts) for pair in PAIRS]
    assert [len(points) for points in found] == [1, 2, 2, 1]
    for pair, points in zip(PAIRS, found, strict=True):
        for h in points:
            after = net.hidden_step(trained, np.array(pair, dtype=float), h)
            np.testing.assert_allclose(after, h, atol=1e-12)
            assert contraction(trained, h) < 1


def test_near_an_attractor_the_distance_shrinks_by_the_contraction(trained, seen):
    *_, H, _ = seen
    for pair in ((0.0, 0.0), (0.0, 1.0)):
        x = np.array(pair)
        [h, *_] = fixed_points(trained, x, H[SOME[:70]].reshape(-1, 16))
        factor, near = contraction(trained, h), h + 1e-4
        apart = []
        for _ in range(12):
            near = net.hidden_step(trained, x, near)
            apart.append(np.linalg.norm(near - h))
        assert (apart[-1] / apart[3]) ** (1 / 8) == pytest.approx(factor, rel=0.3)


def test_settled_is_where_nothing_moves_any_more(trained):
    h = settle(trained, np.zeros(2), np.random.default_rng(0).random((4, 16)))
    np.testing.assert_allclose(net.hidden_step(trained, np.zeros(2), h), h, atol=1e-12)


# ---- the probe, and what happens without a carry


def test_the_probe_reads_the_carry_at_every_position_of_sums_it_has_not_seen(seen):
    *_, H, carry = seen
    found = find_carry(H[SOME], carry[SOME])
    np.testing.assert_array_equal(found.read(H[OTHERS]), carry[OTHERS] > 0.5)
    assert np.linalg.norm(found.direction) == pytest.approx(1)
    assert found.off < found.border < found.on


def numbers(p):
    return (p[..., 0] > 0.5) @ 2 ** np.arange(p.shape[1])


def test_without_the_carry_a_sum_is_an_exclusive_or(trained, seen):
    """So just those sums break that have a carry: all but 3**7 of them."""
    X, y, H, carry = seen
    found = find_carry(H[SOME], carry[SOME])
    p, _ = operate(trained, X, hold(found.direction, found.off))
    a, b = np.divmod(np.arange(len(X)), 128)
    np.testing.assert_array_equal(numbers(p), a ^ b)
    np.testing.assert_array_equal(net.right(p, y), carry.sum(axis=1) == 0)
    assert net.right(p, y).sum() == 3**7


def test_with_a_carry_everywhere_just_those_sums_survive_that_have_one(trained, seen):
    X, y, H, carry = seen
    found = find_carry(H[SOME], carry[SOME])
    p, _ = operate(trained, X, hold(found.direction, found.on))
    np.testing.assert_array_equal(net.right(p, y), (carry[:, :-1] == 1).all(axis=1))


def test_an_operation_that_changes_nothing_changes_nothing(trained, seen):
    X, *_ = seen
    p, H = operate(trained, X[:9], lambda h: h)
    expected, expected_H = net.forward(trained, X[:9])
    np.testing.assert_array_equal(p, expected)
    np.testing.assert_array_equal(H, expected_H)


def test_a_silenced_unit_is_held_and_the_others_are_not():
    h = np.random.default_rng(0).random((3, 4))
    kept = h.copy()
    changed = silence(2, 0.25)(h)
    assert (changed[:, 2] == 0.25).all()
    np.testing.assert_array_equal(changed[:, [0, 1, 3]], h[:, [0, 1, 3]])
    np.testing.assert_array_equal(h, kept)


def test_held_along_a_direction_all_else_stays():
    rng = np.random.default_rng(0)
    h, direction = rng.random((5, 4)), rng.normal(size=4)
    direction /= np.linalg.norm(direction)
    changed = hold(direction, 0.7)(h)
    np.testing.assert_allclose(changed @ direction, 0.7)
    across = np.eye(4) - np.outer(direction, direction)
    np.testing.assert_allclose(changed @ across, h @ across, atol=1e-14)


@pytest.mark.parametrize(("value", "word"), [(0, "nowhere"), (1, "everywhere")])
def test_a_border_needs_both_sides(value, word):
    with pytest.raises(ValueError, match=f"have a carry {word}: choose other sums"):
        find_carry(np.random.default_rng(0).random((3, 4, 2)), np.full((3, 4), value))


# ---- how long the slope lasts


def test_the_delayed_bit_is_the_first_and_marked():
    X, y = draw_delayed(np.random.default_rng(0), n=50, delay=6)
    assert X.shape == (50, 7, 2)
    assert y.shape == (50, 1, 1)
    np.testing.assert_array_equal(X[:, 0, 0], y[:, 0, 0])
    np.testing.assert_array_equal(X[0, :, 1], [1, 0, 0, 0, 0, 0, 0])
    assert 0.3 < y.mean() < 0.7


@pytest.mark.parametrize("positions", [1, 2, 5])
def test_slopes_back_of_the_plain_network_are_measured_ones(positions):
    rng = np.random.default_rng(positions)
    params, X = net.init(rng, hidden=3), rng.random((1, positions, 2))
    moved = np.zeros((positions, 3))  # added to the hidden layer of each position

    def last():
        h = np.zeros((1, 3))
        for t in range(positions):
            h = net.hidden_step(params, X[:, t], h) + moved[t]
        return (h @ params["W_hy"]).item()

    expected = np.linalg.norm(numerical_gradient(last, moved), axis=1)[::-1]
    np.testing.assert_allclose(slopes_back(params, X), expected, rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("positions", [1, 2, 5])
def test_slopes_back_of_the_lstm_are_measured_ones(positions):
    rng = np.random.default_rng(positions)
    params, X = lstm.init(rng, hidden=3), rng.random((1, positions, 2))
    moved = np.zeros((positions, 3))  # added to the cell of each position, before it is shown

    def last():
        h = c = np.zeros((1, 3))
        for t in range(positions):
            _, c, gates = lstm.cell(params, X[:, t], h, c)
            c = c + moved[t]
            h = gates[2] * np.tanh(c)
        return (h @ params["W_hy"]).item()

    expected = np.linalg.norm(numerical_gradient(last, moved), axis=1)[::-1]
    np.testing.assert_allclose(slopes_back(params, X), expected, rtol=1e-6, atol=1e-12)


def test_before_training_the_slope_fades_faster_in_the_plain_network():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        X, _ = draw_delayed(rng, delay=30)
        plain, long = (slopes_back(module.init(rng), X) for module in (net, lstm))
        assert plain[20] / plain[0] < 0.1 * long[20] / long[0]
