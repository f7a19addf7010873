"""The library of parts: each of its networks is one that is known already, and its slopes hold."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.digits import net as digits
from course.graveyard import prelu
from course.kit.gradients import check_gradients, numerical_gradient
from course.rows import data, net, parts
from course.rows.parts import ACTIVATIONS, ENDINGS, Layer

SEEDS = st.integers(0, 2**32 - 1)


def problem(layers, seed, *, rows=4, inputs=3, outputs=3):
    """A network of these layers, no unit of which is at a kink, and a table for it."""
    rng = np.random.default_rng(seed)
    params = parts.init(rng, inputs, layers, outputs)
    y = np.eye(outputs)[rng.integers(outputs, size=rows)]
    while True:
        X = rng.normal(size=(rows, inputs))
        for name in params:
            if name.startswith("b"):
                params[name] = rng.normal(size=params[name].shape)
        _, _, Z = parts.forward(layers, params, X)
        if min((np.abs(z).min() for z in Z), default=1) > 1e-3:
            return params, X, y


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_slope_of_an_activation_is_its_slope_and_nothing_is_overwritten(name):
    says, slope = ACTIVATIONS[name]
    z = np.array([[-2.0, -0.3, 0.4, 3.0]])
    before = z.copy()
    h = says(z)
    kept = h.copy()
    claimed = slope(z, h)
    np.testing.assert_array_equal(z, before)
    np.testing.assert_array_equal(h, kept)
    measured = [numerical_gradient(lambda at=at: says(at).item(), at).item()
                for at in before.T.copy()[:, None]]  # fmt: skip
    np.testing.assert_allclose(claimed[0], measured, rtol=1e-7)


@pytest.mark.parametrize("ending", ENDINGS)
@given(
    names=st.lists(st.sampled_from(sorted(ACTIVATIONS)), max_size=3),
    units=st.integers(1, 3),
    seed=SEEDS,
)
def test_gradients_are_slopes_whatever_is_put_together(ending, names, units, seed):
    layers = [Layer(units, ACTIVATIONS[name]) for name in names]
    function = parts.of_layers(layers, ENDINGS[ending])
    errors = check_gradients(function, *problem(layers, seed))
    assert max(errors.values()) < 1e-6


def same(one, other):
    assert one[0] == pytest.approx(other[0], rel=1e-12)
    assert one[1].keys() == other[1].keys()
    for name, value in one[1].items():
        np.testing.assert_allclose(other[1][name], value, rtol=1e-10, atol=1e-15)


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy", "softmax"])
def test_of_sigmoids_it_is_the_network_of_this_lesson(cost):
    layers = [Layer(5, ACTIVATIONS["sigmoid"]), Layer(4, ACTIVATIONS["sigmoid"])]
    table = problem(layers, 0)
    same(parts.of_layers(layers, ENDINGS[cost])(*table), net.loss_and_gradients(*table, cost=cost))


def test_of_relus_and_a_softmax_it_is_that_of_lesson_06():
    layers = [Layer(5, ACTIVATIONS["ReLU"])]
    table = problem(layers, 0)
    same(parts.of_layers(layers, ENDINGS["softmax"])(*table), digits.loss_and_gradients(*table))


def test_of_prelus_it_is_the_specimen_of_lesson_07_without_its_bug():
    layers = [Layer(5, ACTIVATIONS["PReLU"]), Layer(4, ACTIVATIONS["PReLU"])]
    table = problem(layers, 0)
    same(parts.of_layers(layers, ENDINGS["softmax"])(*table), prelu.loss_and_gradients(*table))


def test_an_activation_of_your_own_is_a_record_of_two_functions():
    softplus = parts.Activation(lambda z: np.log1p(np.exp(z)), lambda z, h: 1 / (1 + np.exp(-z)))
    layers = [Layer(4, softplus)]
    errors = check_gradients(parts.of_layers(layers, ENDINGS["softmax"]), *problem(layers, 0))
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize(
    ("inputs", "units"), [(3, (5,)), (3, (5, 4, 4)), (3, (4, 5)), (2, (5, 4)), (3, ())]
)
def test_layers_that_do_not_fit_the_weights_are_refused_in_words(inputs, units):
    """Some of them would run: of units too many, the last weights would be left out."""
    layers = [Layer(5, ACTIVATIONS["tanh"]), Layer(4, ACTIVATIONS["tanh"])]
    params, X, _ = problem(layers, 0)
    other = [Layer(each, ACTIVATIONS["tanh"]) for each in units]
    with pytest.raises(
        ValueError, match=r"params are for rows of 3 numbers and for \[5, 4\] units"
    ):
        parts.forward(other, params, X[:, :inputs])


def test_it_trains_by_the_loop_of_the_lesson():
    X, labels = data.split().training
    X, y = X[:60], digits.one_hot(labels[:60])
    layers, rng = [Layer(20, ACTIVATIONS["tanh"])], np.random.default_rng(0)
    params = parts.init(rng, 784, layers, 10)
    function = parts.of_layers(layers, ENDINGS["softmax"])
    *_, last = net.train(
        X, y, params=params, loss_and_gradients=function, alpha=0.3, epochs=40, rng=rng
    )
    z, _, _ = parts.forward(layers, last.params, X)
    assert digits.accuracy(z, labels[:60]) == 1


def test_with_the_squared_error_it_learns_numbers_of_any_size():
    """A bend that a line cannot follow: from 100 down to 0, and up again."""
    rng = np.random.default_rng(0)
    X = rng.uniform(-1, 1, size=(200, 1))
    y = 100 * np.abs(X)
    layers = [Layer(10, ACTIVATIONS["ReLU"])]
    function = parts.of_layers(layers, ENDINGS["squared error"])
    start = parts.init(rng, 1, layers, 1)
    *_, last = net.train(
        X, y, params=start, loss_and_gradients=function, alpha=0.01, epochs=100, rng=rng
    )
    said, _, _ = parts.forward(layers, last.params, X)
    assert np.abs(said - y).max() < 10
    assert np.abs(said - y).mean() < 2
