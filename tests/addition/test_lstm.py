"""The LSTM: its gradients, its cell by hand, and what keeps it from forgetting."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from course.addition import batches, lstm, net
from course.kit.gradients import check_gradients

SHAPES = st.tuples(*[st.integers(1, 4)] * 5)  # sequences, positions, inputs, hidden, outputs
SEEDS = st.integers(0, 2**32 - 1)


def problem(shape, seed):
    sequences, positions, inputs, hidden, outputs = shape
    rng = np.random.default_rng(seed)
    params = lstm.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    X = rng.normal(size=(sequences, positions, inputs))
    return params, X, rng.random((sequences, positions, outputs))


def test_one_cell_by_hand():
    # No weights; the biases make i = 1/2, f = 3/4, o = 1/4 and g = tanh(ln 2) = 3/5.
    params = {
        "W_xh": np.zeros((1, 4)),
        "W_hh": np.zeros((1, 4)),
        "b_h": np.array([0, np.log(3), -np.log(3), np.log(2)]),
    }
    h, c, gates = lstm.cell(params, np.ones((1, 1)), np.ones((1, 1)), np.array([[2.0]]))
    np.testing.assert_allclose(np.ravel(gates), [1 / 2, 3 / 4, 1 / 4, 3 / 5], rtol=1e-14)
    assert c.item() == pytest.approx(2 * 3 / 4 + 1 / 2 * 3 / 5, rel=1e-14)  # 1.8
    assert h.item() == pytest.approx(np.tanh(1.8) / 4, rel=1e-14)


@settings(max_examples=15)
@given(shape=SHAPES, seed=SEEDS)
def test_gradients_are_the_slopes_of_the_loss_for_any_shape(shape, seed):
    errors = check_gradients(lstm.loss_and_gradients, *problem(shape, seed))
    assert max(errors.values()) < 1e-6


@pytest.mark.parametrize("sequences", [1, 3])
@pytest.mark.parametrize("positions", [1, 8])
@pytest.mark.parametrize("answers", [1, 8])
def test_gradients_are_the_slopes_of_the_loss_in_sums(sequences, positions, answers):
    rng = np.random.default_rng(0)
    X, y = batches.draw_sums(rng, n=sequences)
    X, y = X[:, :positions], y[:, : min(answers, positions)]
    errors = check_gradients(lstm.loss_and_gradients, lstm.init(rng, hidden=3), X, y)
    assert max(errors.values()) < 1e-6


def test_a_wrong_gradient_would_be_noticed(monkeypatch):
    right = lstm.cell_backward

    def forgetful(gates, c, c_before, slope_h, slope_c):
        delta, _ = right(gates, c, c_before, slope_h, slope_c)
        return delta, np.zeros_like(slope_c)

    monkeypatch.setattr(lstm, "cell_backward", forgetful)
    errors = check_gradients(lstm.loss_and_gradients, *problem((2, 5, 2, 3, 1), 0))
    assert errors["W_hy"] < 1e-6
    assert errors["W_xh"] > 1e-3


def test_an_open_forget_gate_and_a_shut_input_gate_keep_the_cell():
    params = lstm.init(np.random.default_rng(0), hidden=3)
    params["b_h"][:3], params["b_h"][3:6] = -100, 100
    c = np.array([[0.3, -2.0, 5.0]])
    _, kept, _ = lstm.cell(params, np.ones((1, 2)), np.zeros((1, 3)), c)
    np.testing.assert_allclose(kept, c, rtol=1e-14)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_seven_hidden_units_have_about_as_many_parameters_as_sixteen_plain_ones(make):
    sizes = [sum(value.size for value in module.init(make(0)).values()) for module in (lstm, net)]
    assert sizes == [288, 304]


@pytest.mark.parametrize("size", ["inputs", "hidden", "outputs"])
def test_a_layer_without_units_is_refused_in_words(size):
    with pytest.raises(ValueError, match=f"{size} is 0; .* choose 1 or more"):
        lstm.init(np.random.default_rng(0), **{size: 0})


def test_a_changed_last_position_changes_no_earlier_answer():
    params, X, _ = problem((3, 6, 2, 4, 1), 0)
    p, H, C = lstm.forward(params, X)
    assert p.shape == (3, 6, 1)
    assert H.shape == C.shape == (3, 6, 4)
    X[:, -1] += 1
    moved, *_ = lstm.forward(params, X)
    np.testing.assert_array_equal(moved[:, :-1], p[:, :-1])
    assert (moved[:, -1] != p[:, -1]).all()


def test_the_same_loop_trains_it():
    rng = np.random.default_rng(0)
    run = batches.train_batches(
        batches.draw_sums,
        lstm.init(rng),
        steps=150,
        rng=rng,
        loss_and_gradients=lstm.loss_and_gradients,
    )
    losses = [step.loss for step in run]
    assert np.mean(losses[-10:]) < 0.9 * losses[0]
