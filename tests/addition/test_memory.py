"""What a PARAMS network remembers: its attractors, its carry, and operations on it."""

import numpy as np
import pytest

from course.addition import lstm, net
from course.addition.attractors import PAIRS, contraction, fixed_points, settle
from course.addition.delay import draw_delayed, slopes_back
from course.addition.probe import find_carry
from course.addition.surgery import hold, operate, silence
from course.kit.gradients import numerical_gradient

PARAMS = net.init(np.random.default_rng(0))  # what training makes of these is asked elsewhere
MEMORIES = np.random.default_rng(1).random((20, 16))


# ---- attractors


def test_a_resting_place_rests():
    for pair in PAIRS:
        x = np.array(pair, dtype=float)
        points = fixed_points(PARAMS, x, MEMORIES)
        assert len(points) >= 1
        for h in points:
            np.testing.assert_allclose(net.hidden_step(PARAMS, x, h), h, atol=1e-12)
            assert contraction(PARAMS, h) < 1


def test_a_strong_memory_has_two_resting_places():
    params = {"W_xh": np.array([[-5.0], [0.0]]), "W_hh": np.array([[10.0]])}
    low, high = fixed_points(params, np.array([1.0, 0.0]), np.array([[0.1], [0.3], [0.8]]))
    assert sorted([low.item(), high.item()]) == pytest.approx([0.0071, 0.9929], abs=1e-4)


def test_near_an_attractor_the_distance_shrinks_by_the_contraction():
    for pair in ((0.0, 0.0), (0.0, 1.0)):
        x = np.array(pair)
        [h, *_] = fixed_points(PARAMS, x, MEMORIES)
        factor, near = contraction(PARAMS, h), h + 1e-4
        apart = []
        for _ in range(12):
            near = net.hidden_step(PARAMS, x, near)
            apart.append(np.linalg.norm(near - h))
        assert (apart[-1] / apart[3]) ** (1 / 8) == pytest.approx(factor, rel=0.3)


def test_settled_is_where_nothing_moves_any_more():
    h = settle(PARAMS, np.zeros(2), np.random.default_rng(0).random((4, 16)))
    np.testing.assert_allclose(net.hidden_step(PARAMS, np.zeros(2), h), h, atol=1e-12)


# ---- the probe, and what happens without a carry


def test_the_probe_finds_the_one_unit_that_holds_the_carry():
    rng = np.random.default_rng(0)
    carry = (rng.random((300, 8)) < 0.4).astype(float)
    H = rng.random((300, 8, 4))
    H[..., 2] = 0.2 + 0.6 * carry
    found = find_carry(H[:200], carry[:200])
    np.testing.assert_array_equal(found.read(H[200:]), carry[200:] > 0.5)
    np.testing.assert_allclose(np.abs(found.direction), [0, 0, 1, 0], atol=0.1)
    assert found.off < found.border < found.on


def test_an_operation_that_changes_nothing_changes_nothing():
    X, _ = net.every_sum(4)
    p, H = operate(PARAMS, X[:9], lambda h: h)
    expected, expected_H = net.forward(PARAMS, X[:9])
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
