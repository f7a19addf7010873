"""Three costs, whose slopes are those of their losses, and a neuron that is very wrong."""

from itertools import islice

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.digits import net as digits
from course.kit.gradients import numerical_gradient
from course.rows import costs

SEEDS = st.integers(0, 2**32 - 1)


def outputs_and_targets(seed, *, rows=4, classes=3):
    rng = np.random.default_rng(seed)
    return 3 * rng.normal(size=(rows, classes)), np.eye(classes)[rng.integers(classes, size=rows)]


def test_the_costs_of_one_output_by_hand():
    # A weighted sum of ln 3 makes a sigmoid say 3/4.
    z = np.array([[np.log(3)]])
    assert costs.sigmoid(z)[0, 0] == pytest.approx(3 / 4, rel=1e-15)
    assert costs.quadratic(z, np.array([[0.0]]))[0] == pytest.approx(9 / 32, rel=1e-14)
    assert costs.quadratic(z, np.array([[1.0]]))[0] == pytest.approx(1 / 32, rel=1e-14)
    assert costs.cross_entropy(z, np.array([[0.0]]))[0] == pytest.approx(np.log(4), rel=1e-14)
    assert costs.cross_entropy(z, np.array([[1.0]]))[0] == pytest.approx(np.log(4 / 3), rel=1e-14)


@pytest.mark.parametrize("z", [0, 0.0, np.float64(0), np.arange(3) - 1, np.uint8([1, 2]), [0, 1]])
def test_the_sigmoid_of_whole_numbers_and_of_a_single_one_is_that_of_floats(z):
    before = np.array(z, float)
    a = costs.sigmoid(z)
    assert a.shape == before.shape
    np.testing.assert_allclose(a, 1 / (1 + np.exp(-before)), rtol=1e-15)
    np.testing.assert_array_equal(z, before)


@given(seed=SEEDS)
def test_the_costs_are_what_their_formulas_say(seed):
    z, y = outputs_and_targets(seed)
    a = 1 / (1 + np.exp(-z))
    quadratic = ((a - y) ** 2).sum(axis=1).mean() / 2
    cross_entropy = -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=1).mean()
    assert costs.quadratic(z, y)[0] == pytest.approx(quadratic, rel=1e-12)
    assert costs.cross_entropy(z, y)[0] == pytest.approx(cross_entropy, rel=1e-9)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    assert costs.log_likelihood(z, y)[0] == pytest.approx(-np.log(p[y == 1]).mean(), rel=1e-9)


@pytest.mark.parametrize("name", costs.COSTS)
@pytest.mark.parametrize("size", [1e3, 1e6])
def test_weighted_sums_of_any_size_make_no_loss_infinite(name, size):
    cost = costs.COSTS[name]
    z, y = np.array([[size, -size]]), np.array([[0.0, 1.0]])
    wrong, right = cost.loss(z, y), cost.loss(-z, y)
    assert np.isfinite(wrong)
    assert right == pytest.approx(0, abs=1e-12)
    assert wrong == pytest.approx(1 if name == "quadratic" else 2 * size)
    np.testing.assert_array_equal(cost.outputs(z), [[1, 0]])


@pytest.mark.parametrize("name", costs.COSTS)
def test_what_a_cost_is_given_stays_as_it_is(name):
    z, y = outputs_and_targets(0)
    before = z.copy(), y.copy()
    costs.COSTS[name].loss(z, y)
    costs.COSTS[name].outputs(z)
    np.testing.assert_array_equal(z, before[0])
    np.testing.assert_array_equal(y, before[1])


@pytest.mark.parametrize("name", costs.COSTS)
def test_the_error_is_0_for_a_perfect_network_and_near_1_for_one_that_is_all_wrong(name):
    cost, y = costs.COSTS[name], np.eye(10)
    sure = 40 * (2 * y - 1)
    assert cost.error(cost.loss(sure, y), 10) == pytest.approx(0, abs=1e-9)
    assert cost.error(cost.loss(-sure, y), 10) == pytest.approx(1, abs=1e-9)


def test_the_error_of_softmax_is_that_of_lesson_06():
    assert costs.COSTS["softmax"].error(np.log(10), 10) == pytest.approx(0.9)
    assert costs.COSTS["softmax"].outputs is digits.softmax


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_outputs_have_the_kind_of_float_they_are_made_of(dtype):
    z, _ = outputs_and_targets(0)
    for cost in costs.COSTS.values():
        assert cost.outputs(z.astype(dtype)).dtype == dtype


def test_a_cost_that_is_none_is_refused_in_words():
    with pytest.raises(ValueError, match="'hinge': choose one of quadratic, cross-entropy, softm"):
        costs.cost_of("hinge")


# ---- one neuron


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy"])
@pytest.mark.parametrize("z", [-4.0, 0.0, 4.0])
def test_the_slope_of_a_neuron_is_that_of_its_cost(cost, z):
    at = np.array([[z]])
    measured = numerical_gradient(lambda: costs.COSTS[cost].loss(at, np.zeros((1, 1))), at)
    assert costs.slope_of_a_neuron(z, cost) == pytest.approx(measured[0, 0], rel=1e-6)


def test_the_quadratic_slope_is_steepest_at_two_thirds_and_dies_beyond():
    z = np.linspace(-6, 12, 2_001)
    slope = costs.slope_of_a_neuron(z)
    assert costs.sigmoid(z)[slope.argmax()] == pytest.approx(2 / 3, abs=0.005)
    assert slope[-1] < 1e-5
    assert (np.diff(costs.slope_of_a_neuron(z, "cross-entropy")) > 0).all()


def test_a_very_wrong_neuron_learns_slowly_by_the_quadratic_cost_and_at_once_by_the_other():
    """The published one: it starts at 0.98, and the step sizes are those of the book."""
    says = {
        cost: list(islice(costs.neuron(cost=cost, alpha=alpha), 301))
        for cost, alpha in (("quadratic", 0.15), ("cross-entropy", 0.005))
    }
    assert says["quadratic"][0] == says["cross-entropy"][0] == pytest.approx(0.982, abs=5e-4)
    assert says["quadratic"][100] > 0.9
    assert says["quadratic"][300] < 0.25
    # In its first twenty updates the quadratic one, with a step 30 times as long, moves as little.
    fall = {cost: said[0] - said[20] for cost, said in says.items()}
    assert fall["cross-entropy"] > 0.3 * fall["quadratic"]


@pytest.mark.parametrize("alpha", [0.05, 0.15, 0.5])
def test_with_the_same_step_size_it_is_half_way_many_times_as_soon(alpha):
    def updates(cost):
        return next(i for i, a in enumerate(costs.neuron(cost=cost, alpha=alpha)) if a < 0.5)

    assert updates("quadratic") > 5 * updates("cross-entropy")


def test_a_neuron_has_no_softmax():
    for ask in (costs.slope_of_a_neuron, lambda z, cost: next(costs.neuron(cost=cost))):
        with pytest.raises(ValueError, match="choose quadratic or cross-entropy"):
            ask(1.0, "softmax")
