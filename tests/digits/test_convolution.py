"""Convolution by windows and one product: by hand, by the gradient check, by what it reaches."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from course.descent.optimisers import adam
from course.digits import convolution, data, net
from course.kit.gradients import check_gradients

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.tuples(*[st.integers(1, 4)] * 4)


def slowly(X, W, b):
    """The same convolution, one multiplication at a time."""
    n, height, width, channels = X.shape
    Z = np.zeros((n, height, width, W.shape[1])) + b
    filters = W.reshape(3, 3, channels, -1)
    for place in np.ndindex(height, width, 3, 3):
        row, column, i, j = place
        y, x = row + i - 1, column + j - 1
        if 0 <= y < height and 0 <= x < width:
            Z[:, row, column] += X[:, y, x] @ filters[i, j]
    return Z


@given(shape=SHAPES, filters=st.integers(1, 3), seed=SEEDS)
def test_windows_and_one_product_are_the_sum_over_neighbours(shape, filters, seed):
    rng = np.random.default_rng(seed)
    X, W = rng.normal(size=shape), rng.normal(size=(9 * shape[3], filters))
    layer = convolution.Convolution(W)
    layer.params["b"] = rng.normal(size=filters)
    np.testing.assert_allclose(layer.forward(X), slowly(X, W, layer.params["b"]), atol=1e-12)


def test_a_filter_that_looks_only_at_its_left_neighbour_shifts_the_picture():
    W = np.zeros((9, 1))
    W[3] = 1  # top left, top, top right, left
    X = np.arange(12.0).reshape(1, 3, 4, 1)
    Z = convolution.Convolution(W).forward(X)
    np.testing.assert_array_equal(Z[0, :, :, 0], [[0, 0, 1, 2], [0, 4, 5, 6], [0, 8, 9, 10]])


@given(shape=SHAPES, seed=SEEDS)
def test_fold_is_the_transpose_of_windows(shape, seed):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=shape)
    table = convolution.windows(X)
    other = rng.normal(size=table.shape)
    assert np.vdot(table, other) == pytest.approx(
        np.vdot(X, convolution.fold(other, shape)), rel=1e-9, abs=1e-9
    )


def slopes(layer, X, weight):
    """A layer's slopes of ``sum(weight * output)`` for its input and parameters, for the check."""

    def loss_and_gradients(params):
        layer.params = {name: params[name] for name in layer.params}
        loss = np.vdot(weight, layer.forward(params["X"]))
        return loss, {"X": layer.backward(weight)} | layer.gradients

    return check_gradients(loss_and_gradients, {"X": X} | layer.params)


@settings(max_examples=30)
@given(shape=SHAPES, filters=st.integers(1, 3), seed=SEEDS)
def test_slopes_of_a_convolution_are_right(shape, filters, seed):
    rng = np.random.default_rng(seed)
    layer = convolution.Convolution(rng.normal(size=(9 * shape[3], filters)))
    errors = slopes(layer, rng.normal(size=shape), rng.normal(size=(*shape[:3], filters)))
    assert max(errors.values()) < 1e-6


def test_the_check_notices_filters_that_are_not_turned_round_on_the_way_back(monkeypatch):
    rng = np.random.default_rng(0)
    layer = convolution.Convolution(rng.normal(size=(18, 3)))
    right = convolution.fold
    monkeypatch.setattr(
        convolution,
        "fold",
        lambda table, shape: right(table.reshape(-1, 9, 2)[:, ::-1].reshape(table.shape), shape),
    )
    errors = slopes(layer, rng.normal(size=(2, 4, 4, 2)), rng.normal(size=(2, 4, 4, 3)))
    assert errors["W"] < 1e-6
    assert errors["X"] > 0.1


def test_slopes_of_a_pool_are_right():
    rng = np.random.default_rng(0)
    errors = slopes(
        convolution.MaxPool(), rng.normal(size=(2, 4, 6, 3)), rng.normal(size=(2, 2, 3, 3))
    )
    assert errors["X"] < 1e-6


def test_of_several_that_are_largest_one_has_the_slope():
    layer = convolution.MaxPool()
    np.testing.assert_array_equal(layer.forward(np.ones((1, 2, 2, 1))), [[[[1]]]])
    np.testing.assert_array_equal(
        layer.backward(np.array([[[[5.0]]]]))[0, :, :, 0], [[5, 0], [0, 0]]
    )


def test_slopes_of_the_whole_network_are_right():
    rng = np.random.default_rng(0)
    network = convolution.convolutional(rng, side=4, filters=(2, 3), hidden=5, rate=0.0, classes=4)
    params = network.params
    for name in params:
        if name.startswith("b"):
            params[name] += 0.1 * rng.normal(size=params[name].shape)
    X, y = rng.normal(size=(3, 16)), net.one_hot(np.array([0, 3, 1]), 4)
    errors = check_gradients(network.loss_and_gradients, params, X, y)
    assert set(errors) == {f"{kind}{i}" for kind in "Wb" for i in range(4)}
    assert max(errors.values()) < 1e-6


def test_it_reads_the_rows_that_the_dense_network_reads():
    digits = data.published()
    network = convolution.convolutional(np.random.default_rng(0))
    assert network.forward(digits.X_new / 16).shape == (200, 10)
    assert {name: value.shape for name, value in network.params.items()} == {
        "W0": (9, 16), "b0": (16,), "W1": (144, 32), "b1": (32,),
        "W2": (512, 64), "b2": (64,), "W3": (64, 10), "b3": (10,),
    }  # fmt: skip


@pytest.mark.parametrize("side", [0, 7])
def test_a_side_that_cannot_be_pooled_is_refused_in_words(side):
    with pytest.raises(ValueError, match=f"side is {side}"):
        convolution.convolutional(np.random.default_rng(0), side=side)


def test_a_small_one_learns_in_a_second_what_dense_networks_do_not_reach():
    digits = data.published()
    rng = np.random.default_rng(0)
    network = convolution.convolutional(rng, filters=(8, 16), hidden=32)
    net.finish(
        net.train(
            digits.X / 16, net.one_hot(digits.labels), params=network.params, epochs=6, batch=50,
            alpha=net.fading(0.005), update=adam, rng=rng,
            loss_and_gradients=network.loss_and_gradients,
        )
    )  # fmt: skip
    assert net.accuracy(network.forward(digits.X_new / 16), digits.labels_new) >= 0.9
