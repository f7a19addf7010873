"""The oracle itself is put to the test: it must praise the right gradient and no other."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as hnp

from course.kit.gradients import check_gradients, numerical_gradient

numbers = st.floats(-10, 10)
arrays = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=numbers)


def cubic(params, a):
    """A loss with a gradient that is known on paper: sum of a W**3 + b**2."""
    W, b = params["W"], params["b"]
    return np.sum(a * W**3) + np.sum(b**2), {"W": 3 * a * W**2, "b": 2 * b}


def parameters():
    rng = np.random.default_rng(5)
    return {"W": rng.normal(size=(3, 2)), "b": rng.normal(size=4)}, rng.normal(size=(3, 2))


@given(x=arrays)
def test_the_slope_of_a_sum_of_squares_is_twice_the_number(x):
    kept = x.copy()
    measured = numerical_gradient(lambda: float(np.sum(x**2)), x)
    assert measured.shape == x.shape
    np.testing.assert_allclose(measured, 2 * kept, atol=2e-6)


@given(x=arrays)
def test_measuring_puts_every_number_back_bit_for_bit(x):
    kept = x.tobytes()
    numerical_gradient(lambda: float(np.sum(np.sin(x))), x)
    assert x.tobytes() == kept


@given(x=hnp.arrays(np.float64, 3, elements=numbers), a=st.floats(-5, 5), b=st.floats(-5, 5))
def test_measuring_is_linear_in_the_function(x, a, b):
    def f():
        return float(np.sum(np.sin(x)))

    def g():
        return float(np.prod(np.cos(x)))

    both = numerical_gradient(lambda: a * f() + b * g(), x)
    apart = a * numerical_gradient(f, x) + b * numerical_gradient(g, x)
    np.testing.assert_allclose(both, apart, atol=1e-8)


def test_one_slope_by_hand():
    # f = x**2 * y at (3, 2): df/dx = 2 * 3 * 2 = 12, df/dy = 9
    x = np.array([3.0, 2.0])
    np.testing.assert_allclose(
        numerical_gradient(lambda: x[0] ** 2 * x[1], x), [12.0, 9.0], rtol=1e-9
    )


def test_the_error_of_a_measured_slope_shrinks_with_the_square_of_the_move():
    x = np.array([0.7])
    gaps = [
        abs(numerical_gradient(lambda: float(np.exp(x[0])), x, eps=eps)[0] - np.exp(0.7))
        for eps in (1e-1, 1e-2)
    ]
    assert gaps[0] / gaps[1] == pytest.approx(100, rel=0.05)


def test_right_gradients_are_praised():
    params, a = parameters()
    errors = check_gradients(cubic, params, a)
    assert set(errors) == {"W", "b"}
    assert max(errors.values()) < 1e-8


def test_checking_leaves_the_parameters_alone():
    params, a = parameters()
    kept = {name: value.copy() for name, value in params.items()}
    check_gradients(cubic, params, a)
    assert all(np.array_equal(params[name], kept[name]) for name in params)


@pytest.mark.parametrize("factor", [1 + 1e-5, 1 - 1e-5, 1.01, 0.5, 2, 0])
def test_a_gradient_that_is_a_little_too_long_or_short_is_caught(factor):
    def scaled(params, a):
        loss, gradients = cubic(params, a)
        return loss, gradients | {"W": factor * gradients["W"]}

    params, a = parameters()
    errors = check_gradients(scaled, params, a)
    # Off by a factor, so off by the gap to 1 of the larger of the two.
    assert errors["W"] == pytest.approx(abs(1 - factor) / max(1, factor), rel=1e-2)
    assert errors["b"] < 1e-8


def test_one_wrong_element_among_many_is_caught():
    def one_off(params, a):
        loss, gradients = cubic(params, a)
        gradients["W"][2, 1] *= 1 + 1e-4
        return loss, gradients

    params, a = parameters()
    params["W"][2, 1], a[2, 1] = 1.3, 1.0  # not lost beside a much larger one
    errors = check_gradients(one_off, params, a)
    assert 1e-6 < errors["W"] < 1e-3
    assert errors["b"] < 1e-8


def test_the_gradient_of_another_loss_is_caught():
    def forgot_the_two(params, a):
        loss, gradients = cubic(params, a)
        return loss, gradients | {"b": params["b"]}

    errors = check_gradients(forgot_the_two, *parameters())
    assert errors["b"] == pytest.approx(0.5)


def test_the_other_sign_gives_an_error_of_two():
    def downhill(params, a):
        loss, gradients = cubic(params, a)
        return loss, {name: -value for name, value in gradients.items()}

    errors = check_gradients(downhill, *parameters())
    assert errors == {"W": pytest.approx(2), "b": pytest.approx(2)}


def test_a_gradient_of_nothing_but_zeros_is_caught_where_there_is_a_slope():
    def lazy(params, a):
        return cubic(params, a)[0], {name: np.zeros_like(v) for name, v in params.items()}

    assert check_gradients(lazy, *parameters()) == {"W": pytest.approx(1), "b": pytest.approx(1)}


@pytest.mark.parametrize("loss", [0.001, 1.0, 50.0])
def test_a_right_gradient_that_is_tiny_everywhere_is_praised(loss):
    def nearly_flat(params):
        w = params["w"]
        return loss + 1e-8 * np.sum(w**2), {"w": 2e-8 * w}

    rng = np.random.default_rng(7)
    for _ in range(100):
        assert check_gradients(nearly_flat, {"w": rng.normal(size=3)})["w"] < 1e-6


def test_a_small_gradient_is_still_told_from_a_slightly_wrong_one():
    def small(params, factor):
        return 1 + 1e-4 * np.sum(params["w"] ** 2), {"w": factor * 2e-4 * params["w"]}

    params = {"w": np.array([1.0, -2.0])}
    assert check_gradients(small, params, 1)["w"] < 1e-6
    assert check_gradients(small, params, 1 + 1e-5)["w"] > 5e-6
    assert check_gradients(small, params, -1)["w"] == pytest.approx(2)


def test_a_gradient_that_is_tiny_and_all_wrong_is_caught():
    def upside_down(params):
        return 1 + 1e-8 * np.sum(params["w"] ** 2), {"w": -2e-8 * params["w"]}

    assert check_gradients(upside_down, {"w": np.ones(2)})["w"] > 1e-4


def test_nan_is_not_taken_for_right():
    def not_numbers(params, a):
        return cubic(params, a)[0], {name: value * np.nan for name, value in params.items()}

    errors = check_gradients(not_numbers, *parameters())
    assert not any(error < 1e-6 for error in errors.values())


def test_flat_ground_is_right_and_divides_by_nothing():
    errors = check_gradients(lambda params: (1.0, {"w": np.zeros(3)}), {"w": np.ones(3)})
    assert errors == {"w": 0.0}


def test_whole_numbers_are_moved_as_float64():
    errors = check_gradients(
        lambda params: (float(np.sum(params["w"] ** 2)), {"w": 2 * params["w"]}),
        {"w": np.array([1, 2, 3])},
    )
    assert errors["w"] < 1e-8


def test_a_missing_gradient_is_named():
    with pytest.raises(ValueError, match=r"gradients for \['W'\], .* parameters are \['W', 'b'\]"):
        check_gradients(lambda params, a: (0.0, {"W": params["W"]}), *parameters())


def test_a_gradient_of_another_shape_is_named():
    def turned(params, a):
        loss, gradients = cubic(params, a)
        return loss, gradients | {"W": gradients["W"].T}

    with pytest.raises(ValueError, match=r"gradient of W has shape \(2, 3\).*shape \(3, 2\)"):
        check_gradients(turned, *parameters())
