"""The network with two weights: its gradients, its picture, its tables."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.descent import surface
from course.descent.curves import SPAN
from course.kit.gradients import check_gradients

NAMED = pytest.mark.parametrize("table", surface.TABLES.values(), ids=surface.TABLES)
WEIGHT = st.floats(-SPAN, SPAN)


def test_one_row_by_hand():
    # X = (1, 2), W = (ln 3, 0): p = sigmoid(ln 3) = 3/4. Target 1: loss (1/4)**2 / 2, and
    # delta = -1/4 * 3/16. The slopes are 1 and 2 times that.
    X, y, W = np.array([[1.0, 2.0]]), np.array([[1.0]]), np.array([[np.log(3)], [0.0]])
    loss, gradients = surface.loss_and_gradients({"W": W}, X, y)
    assert surface.predict({"W": W}, X).item() == pytest.approx(3 / 4, rel=1e-14)
    assert loss == pytest.approx(1 / 32, rel=1e-14)
    np.testing.assert_allclose(gradients["W"], [[-3 / 64], [-6 / 64]], rtol=1e-14)


@NAMED
@given(first=WEIGHT, second=WEIGHT)
def test_gradients_are_the_slopes_of_the_loss(table, first, second):
    params = {"W": np.array([[first], [second]])}
    errors = check_gradients(surface.loss_and_gradients, params, *table)
    assert errors["W"] < 1e-6


@NAMED
def test_gradients_of_a_stack_are_the_slopes_of_all_losses_together(table):
    def together(params, X, y):
        loss, gradients = surface.loss_and_gradients(params, X, y)
        return float(np.sum(loss)), gradients

    params = {"W": np.random.default_rng(0).normal(size=(3, 4, 2, 1))}
    assert check_gradients(together, params, *table)["W"] < 1e-6


def test_a_wrong_gradient_would_be_noticed():
    def without_slope(params, X, y):
        p = surface.predict(params, X)
        return np.sum((p - y) ** 2) / 2, {"W": X.T @ (p - y)}

    params = {"W": np.array([[1.0], [-2.0]])}
    assert check_gradients(without_slope, params, *surface.TABLES["first column"])["W"] > 0.1


@NAMED
def test_a_stack_says_what_each_network_says_alone(table):
    X, y = table
    stacked = np.random.default_rng(0).normal(size=(5, 2, 1))
    loss, gradients = surface.loss_and_gradients({"W": stacked}, X, y)
    p = surface.predict({"W": stacked}, X)
    assert loss.shape == (5,)
    for i, W in enumerate(stacked):
        alone, own = surface.loss_and_gradients({"W": W}, X, y)
        assert np.ndim(alone) == 0
        assert loss[i] == pytest.approx(alone, rel=1e-12)
        np.testing.assert_allclose(gradients["W"][i], own["W"], rtol=1e-12, atol=1e-15)
        np.testing.assert_allclose(p[i], surface.predict({"W": W}, X), rtol=1e-12)


@NAMED
def test_every_point_of_the_picture_is_the_loss_of_its_own_network(table):
    X, y = table
    w, loss = surface.heights(X, y, points=9)
    assert loss.shape == (9, 9)
    for i, second in enumerate(w):
        for j, first in enumerate(w):
            alone, _ = surface.loss_and_gradients({"W": np.array([[first], [second]])}, X, y)
            assert loss[i, j] == pytest.approx(float(alone), rel=1e-12)


def test_the_first_weight_grows_to_the_right_and_the_second_upwards():
    # One row that only the second weight acts on: all of a row of the picture is equally high.
    w, loss = surface.heights(np.array([[0.0, 1.0]]), np.array([[1.0]]), points=11)
    assert (np.ptp(loss, axis=1) == 0).all()
    assert (np.diff(loss[:, 0]) < 0).all()
    assert (np.diff(w) > 0).all()


def test_the_picture_reaches_from_end_to_end_and_has_81_points_a_side():
    w, loss = surface.heights(*surface.TABLES["XOR"])
    assert (w[0], w[40], w[-1]) == (-SPAN, 0, SPAN)
    assert loss.shape == (81, 81)
    assert np.isfinite(loss).all()


@NAMED
def test_tables_have_two_inputs_and_one_answer_a_row(table):
    X, y = table
    assert X.shape[1] == 2
    assert y.shape == (len(X), 1)
    assert {X.dtype, y.dtype} == {np.dtype(float)}
    assert set(np.unique(y)) == {0.0, 1.0}


def test_tables_are_what_their_names_say():
    X, y = surface.TABLES["first column"]
    np.testing.assert_array_equal(y, X[:, :1])
    X, y = surface.TABLES["XOR"]
    np.testing.assert_array_equal(y[:, 0], X[:, 0] != X[:, 1])
    X, y = surface.TABLES["two answers swapped"]
    in_order = (X[:, 0] > 0).astype(float)
    assert (X[:, 1] == 1).all()
    np.testing.assert_array_equal(np.flatnonzero(y[:, 0] != in_order), [2, 3])
    np.testing.assert_array_equal(y[[3, 2], 0], in_order[[2, 3]])
