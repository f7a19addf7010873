"""The network in parts: the same gradients as net.py, and parts that can be joined in any order."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.descent.optimisers import adam, momentum, plain
from course.digits import layers, net
from course.kit.gradients import check_gradients

SEEDS = st.integers(0, 2**32 - 1)


def problem(sizes=(6, 5, 4, 3), rows=7, seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(rows, sizes[0]))
    return X, net.one_hot(rng.integers(sizes[-1], size=rows), sizes[-1])


@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=5), rows=st.integers(1, 6), seed=SEEDS
)
def test_the_parts_have_the_loss_and_the_gradients_of_the_whole(sizes, rows, seed):
    network = layers.dense(np.random.default_rng(seed), sizes=sizes)
    params = net.init(np.random.default_rng(seed), sizes=sizes)
    X, y = problem(sizes, rows, seed)
    np.testing.assert_allclose(network.forward(X), net.forward(params, X)[0], rtol=1e-12)
    loss, gradients = network.loss_and_gradients(network.params, X, y)
    expected, slopes = net.loss_and_gradients(params, X, y)
    assert loss == pytest.approx(expected, rel=1e-12)
    assert set(gradients) == set(slopes)
    for name, slope in slopes.items():
        np.testing.assert_allclose(gradients[name], slope, rtol=1e-9, atol=1e-12)


def test_the_parts_pass_the_check_that_the_whole_passes():
    network = layers.dense(np.random.default_rng(0), sizes=(6, 5, 4, 3))
    params = network.params
    for name in ("b0", "b1"):  # else, where a whole layer is silent, the next is at its kink
        params[name] = np.random.default_rng(1).normal(size=params[name].shape)
    errors = check_gradients(network.loss_and_gradients, params, *problem())
    assert max(errors.values()) < 1e-6


def test_the_slopes_under_a_fixed_mask_are_right():
    network = layers.dense(np.random.default_rng(0), sizes=(6, 8, 4, 3), rate=0.5)
    params = network.params
    for name in ("b0", "b1"):
        params[name] = np.random.default_rng(1).normal(size=params[name].shape)
    masks = [layer for layer in network.layers if isinstance(layer, layers.Dropout)]
    assert len(masks) == 2

    def same_tosses(params, X, y):
        for seed, layer in enumerate(masks):
            layer.rng = np.random.default_rng(seed)
        return network.loss_and_gradients(params, X, y)

    errors = check_gradients(same_tosses, params, *problem((6, 8, 4, 3)))
    assert max(errors.values()) < 1e-6
    assert 0 < np.mean(masks[0].mask == 0) < 1


def test_the_check_notices_a_mask_that_is_forgotten_on_the_way_back(monkeypatch):
    network = layers.dense(np.random.default_rng(0), sizes=(6, 8, 3), rate=0.5)
    [layer] = [layer for layer in network.layers if isinstance(layer, layers.Dropout)]
    monkeypatch.setattr(layers.Dropout, "backward", lambda self, slope: slope)

    def same_tosses(params, X, y):
        layer.rng = np.random.default_rng(0)
        return network.loss_and_gradients(params, X, y)

    errors = check_gradients(same_tosses, network.params, *problem((6, 8, 3)))
    assert errors["W1"] < 1e-6
    assert errors["W0"] > 0.1


def test_dropout_is_only_for_training():
    layer = layers.Dropout(0.5, np.random.default_rng(0))
    H = np.ones((40, 50))
    assert layer.forward(H) is not None
    np.testing.assert_array_equal(layer.forward(H), H)
    dropped = layer.forward(H, training=True)
    assert set(np.unique(dropped)) == {0, 2}
    assert dropped.mean() == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("update", [plain, momentum, adam])
@pytest.mark.parametrize("decay", [0, 0.1])
def test_the_optimiser_makes_the_steps_that_train_makes(update, decay):
    X, y = problem()
    params = net.init(np.random.default_rng(0), sizes=(6, 5, 4, 3))
    params["b0"] = params["b0"] + 1
    network = layers.dense(np.random.default_rng(0), sizes=(6, 5, 4, 3))
    network.params = {name: value.copy() for name, value in params.items()}
    optimiser = layers.Optimiser(network, alpha=0.02, update=update, decay=decay)
    for _ in range(30):
        network.loss.forward(network.forward(X, training=True), y)
        optimiser.step(network.backward(network.loss.backward()))
    how = {"alpha": 0.02, "update": update, "decay": decay}
    run = net.train(X, y, params=params, epochs=30, batch=7, rng=np.random.default_rng(0), **how)
    for name, value in net.finish(run).items():
        np.testing.assert_allclose(network.params[name], value, rtol=1e-9, atol=1e-12)
        assert np.abs(value - params[name]).max() > 1e-3


def test_train_trains_a_network_of_parts_and_leaves_it_trained():
    X, y = problem(rows=20)
    network = layers.dense(np.random.default_rng(0), sizes=(6, 5, 4, 3))
    losses = [
        step.loss
        for step in net.train(
            X, y, params=network.params, epochs=200, batch=20, alpha=0.03, update=adam,
            rng=np.random.default_rng(0), loss_and_gradients=network.loss_and_gradients,
        )
    ]  # fmt: skip
    assert losses[-1] < 0.2 * losses[0]
    assert net.cross_entropy(network.forward(X), y) < losses[-1]


def test_a_step_of_no_size_is_refused():
    network = layers.dense(np.random.default_rng(0), sizes=(2, 2))
    with pytest.raises(ValueError, match="alpha is 0"):
        layers.Optimiser(network, alpha=0)
