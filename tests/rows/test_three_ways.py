"""Weight by weight, one example at a time, a mini-batch at a time: three ways, one network."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.digits.net import minibatches
from course.rows import loops, net, vectors
from course.rows.costs import COSTS
from course.rows.pieces import l2_update

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = st.tuples(st.integers(1, 5), st.lists(st.integers(1, 5), min_size=2, max_size=4))
SLOW = pytest.mark.parametrize("way", [loops, vectors], ids=["loops", "vectors"])
COST = pytest.mark.parametrize("cost", COSTS)


def problem(shape, seed):
    n_rows, sizes = shape
    rng = np.random.default_rng(seed)
    params = net.init(rng, sizes=sizes)
    for name in params:
        if name.startswith("b"):
            params[name] = rng.normal(size=params[name].shape)
    y = np.eye(sizes[-1])[rng.integers(sizes[-1], size=n_rows)]
    return params, rng.normal(size=(n_rows, sizes[0])), y


@SLOW
@COST
@given(shape=SHAPES, seed=SEEDS)
def test_all_ways_find_the_same_gradients(way, cost, shape, seed):
    table = problem(shape, seed)
    loss, gradients = net.loss_and_gradients(*table, cost=cost)
    same, found = way.loss_and_gradients(*table, cost=cost)
    assert same == pytest.approx(loss, abs=1e-10)
    assert found.keys() == gradients.keys()
    for name, value in gradients.items():
        np.testing.assert_allclose(found[name], value, rtol=0, atol=1e-10)


@SLOW
@COST
def test_after_an_epoch_all_ways_have_the_same_weights(way, cost):
    """Twelve mini-batches of five rows, and a last one of three, with weight decay."""
    start, X, y = problem((63, (20, 7, 4)), 0)
    how = {"alpha": 0.5, "decay": 0.01, "cost": cost}
    batches = minibatches(np.random.default_rng(1), 63, 5)
    *_, last = net.train(X, y, params=start, epochs=1, batch=5, rng=np.random.default_rng(1), **how)
    ends = way.epoch(start, X, y, batches, **how)
    moved = np.abs(ends["W0"] - start["W0"]).max()
    assert moved > 0.01
    for name, value in last.params.items():
        np.testing.assert_allclose(ends[name], value, rtol=0, atol=1e-10)


@SLOW
def test_the_first_weights_stay_as_they_are(way):
    start, X, y = problem((6, (4, 3, 2)), 0)
    before = {name: value.copy() for name, value in start.items()}
    way.epoch(start, X, y, [np.arange(6)], alpha=0.5, decay=0.1)
    for name, value in start.items():
        np.testing.assert_array_equal(value, before[name])


def test_columns_are_rows_transposed():
    params, X, _ = problem((1, (4, 3, 2)), 0)
    network = vectors.columns(params)
    assert [W.shape for W in network.W] == [(3, 4), (2, 3)]
    assert [b.shape for b in network.b] == [(3, 1), (2, 1)]
    z, H = vectors.forward(network, X.T)
    z_of_rows, H_of_rows = net.forward(params, X)
    np.testing.assert_allclose(z, z_of_rows.T, rtol=1e-13)
    np.testing.assert_allclose(H[1], H_of_rows[1].T, rtol=1e-13)


@pytest.mark.parametrize(("there", "back"), [(loops.lists, loops.arrays),
                                             (vectors.columns, vectors.rows)])  # fmt: skip
def test_parameters_come_back_as_they_were(there, back):
    params, _, _ = problem((1, (4, 3, 2)), 0)
    again = back(there(params))
    for name, value in params.items():
        np.testing.assert_array_equal(again[name], value)


@SLOW
@COST
@pytest.mark.parametrize("size", [1e3, -1e3])
def test_very_large_weighted_sums_do_no_harm(way, cost, size):
    params = {"W0": np.array([[size, -size]]), "b0": np.zeros(2)}
    X, y = np.ones((1, 1)), np.array([[0.0, 1.0]])
    loss, _ = way.loss_and_gradients(params, X, y, cost=cost)
    assert loss == pytest.approx(net.loss_and_gradients(params, X, y, cost=cost)[0])


@SLOW
def test_a_cost_that_is_none_is_refused(way):
    start, X, y = problem((6, (4, 3, 2)), 0)
    with pytest.raises(ValueError, match="no cost is called 'hinge'"):
        way.epoch(start, X, y, [np.arange(6)], alpha=0.5, cost="hinge")
    with pytest.raises(ValueError, match="no cost is called 'hinge'"):
        way.loss_and_gradients(start, X, y, cost="hinge")


@COST
def test_memory_that_is_kept_from_update_to_update_changes_no_weight(cost):
    """The course's own pieces write into kept arrays; given as somebody's, they may not."""
    start, X, y = problem((63, (20, 7, 4)), 0)
    how = {"batch": 5, "epochs": 2, "decay": 0.01, "cost": cost}

    def somebodys(params, X, y):
        loss, gradients = net.loss_and_gradients(params, X, y, cost=cost)
        for value in gradients.values():
            value.setflags(write=False)
        return loss, gradients

    def dealt_by_somebody(rng, n_rows, batch):
        return minibatches(rng, n_rows, batch)

    *_, last = net.train(X, y, params=start, rng=np.random.default_rng(1), **how)
    for pieces in (
        {"loss_and_gradients": somebodys},
        {"l2_update": l2_update},
        {"deal": dealt_by_somebody},
    ):
        *_, other = net.train(X, y, params=start, rng=np.random.default_rng(1), **how, **pieces)
        assert other.loss == pytest.approx(last.loss, rel=1e-10)
        for name, value in last.params.items():
            np.testing.assert_allclose(other.params[name], value, rtol=0, atol=1e-10)
