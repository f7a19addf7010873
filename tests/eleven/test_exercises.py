"""Lesson 01's exercises: what they draw, what their properties say, what predictions show."""

import numpy as np
import pytest

from course.eleven import (
    drawn,
    exercises,
    mistakes_from_memory as mistakes,
    net,
    properties,
    symptoms,
)
from course.kit.judging import judge

BANK = {exercise.name: exercise for exercise in exercises.EXERCISES}
XOR = net.TARGETS["XOR"]
RNG = np.random.default_rng(0)


def said(name, function):
    """What the properties say about one call with arrays of several rows and columns."""
    exercise = BANK[name]
    draws = (exercise.draw(np.random.default_rng(seed)) for seed in range(100))
    args = next(args for args in draws if all(np.min(shape) > 1 for shape in _shapes(args)))
    value = function(*args)
    return next(filter(None, (holds(function, args, value) for holds in exercise.properties)), "")


def _shapes(args):
    arrays = [part for arg in args for part in (arg.values() if isinstance(arg, dict) else [arg])]
    return [array.shape for array in arrays if isinstance(array, np.ndarray)]


# ---- properties speak before values are compared


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("sigmoid", lambda z: 0.6 * (1 + np.tanh(z)), "It should stay between 0 and 1."),
        ("sigmoid", lambda z: np.exp(-(z**2)), "Somewhere yours falls."),
        ("sigmoid", lambda z: np.exp(-np.exp(-z)), "What z and -z give should add up to 1."),
        ("slope", lambda s: 2 * s * (1 - s), "its slope, measured by moving z a little"),
        ("output_delta", lambda p, y: (p - y) / 2, "half the squared error has the slope"),
        ("hidden_delta", lambda d, W, h: 2 * (d @ W.T) * (h - h * h), "through W1: the loss has"),
        (
            "forward",
            lambda params, X: net.forward(params, X - X.mean(axis=0)),
            "alone gives something else than row",
        ),
        (
            "forward",
            lambda params, X: tuple(9 * part for part in net.forward(params, X)),
            "lies between 0 and 1; your p does not",
        ),
        (
            "training_step",
            lambda params, X, y, alpha: {name: 1.1 * W for name, W in params.items()},
            "the loss should fall",
        ),
        (
            "product_by_loops",
            lambda X, W: net.product_by_loops(X / np.sum(X), W),
            "alone gives something else than row",
        ),
        ("product_by_loops", lambda X, W: 2 * (X @ W), "A product of whole arrays did the work."),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert sentence in said(name, function)


def test_what_no_property_minds_is_told_by_its_values():
    def steeper(z):  # rises from 0 to 1, symmetrically, but is another curve
        return 1 / (1 + np.exp(-2 * z))

    assert not said("sigmoid", steeper)
    finding = judge(BANK["sigmoid"], steeper)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert "off by" in finding.hint


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda loss, g: loss, "Two things are asked for"),
        (lambda loss, g: (np.array([loss]), g), "yours has shape (1,)"),
        (lambda loss, g: ("low", g), "is one number; yours is of type str"),
        (lambda loss, g: (loss, list(g.values())), "The gradients are a dict"),
        (lambda loss, g: (loss, {"W0": g["W0"]}), "have the keys ['W0']; params has ['W0', 'W1']"),
        (lambda loss, g: (loss, g | {"W1": g["W1"].sum()}), "its gradient ()"),
        (lambda loss, g: (loss, g | {"W1": g["W1"].astype(str)}), "does not hold real numbers"),
        (lambda loss, g: (loss, g | {"W1": 3 * g["W1"]}), "W1 is off by 67%."),
        (lambda loss, g: (loss, g | {"W1": np.nan * g["W1"]}), "W1 is off by nan%."),
    ],
)
def test_gradients_are_told_only_what_is_wrong_with_them(change, sentence):
    def loss_and_gradients(params, X, y):
        return change(*net.loss_and_gradients(params, X, y))

    args = drawn.network(np.random.default_rng(0))
    value = loss_and_gradients(*args)
    assert sentence in properties.gradients_are_slopes(loss_and_gradients, args, value)


# ---- the product


X, W = RNG.normal(size=(3, 4)), RNG.normal(size=(4, 2))


def by_rows(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            out[i] += X[i, j] * W[j]
    return out


def by_row_times_column(X, W):
    return np.array([[np.sum(X[i] * W[:, k]) for k in range(len(W[0]))] for i in range(len(X))])


def by_lists(X, W):
    columns = list(zip(*W.tolist(), strict=True))
    pairs = [[zip(row, column, strict=True) for column in columns] for row in X.tolist()]
    return np.array([[sum(a * b for a, b in pair) for pair in row] for row in pairs])


@pytest.mark.parametrize("loops", [by_rows, by_row_times_column, by_lists])
def test_loops_of_any_kind_are_loops(loops):
    assert judge(BANK["product_by_loops"], loops).status == "right"


def from_empty(X, W):
    out = np.empty((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                out[i, k] += X[i, j] * W[j, k]
    return out


def test_sums_that_begin_with_what_lies_in_memory_are_told_from_others_even_if_that_is_0():
    for seed in range(100):
        args = drawn.product(np.random.default_rng(seed))
        assert "np.zeros makes it 0" in properties.begins_at_zero(
            from_empty, args, args[0] @ args[1]
        )


@pytest.mark.parametrize(
    "product",
    [
        lambda X, W: X @ W,
        lambda X, W: (W.T @ X.T).T,
        lambda X, W: (1 * X) @ (W + 0),
        lambda X, W: np.matmul(X, W, out=np.empty((3, 2))),
        lambda X, W: np.linalg.multi_dot([X, W]),
        lambda X, W: sum(np.outer(X[:, j], W[j]) for j in range(4)),
        lambda X, W: sum(X[:, [j]] * W[j] for j in range(4)),
        lambda X, W: np.array([[x.dot(w) for w in W.T] for x in X]),
        lambda X, W: np.array([x @ W for x in X]),
    ],
)
def test_a_product_in_disguise_is_a_product(product):
    np.testing.assert_allclose(product(X, W), X @ W)
    assert properties.adds_number_by_number(product, (X, W), X @ W)


# ---- rebuild


def test_the_rebuilt_table_is_never_in_the_order_of_the_lesson_or_upside_down():
    seen = set()
    for seed in range(200):
        table, y = drawn.table(np.random.default_rng(seed))
        assert np.array_equal(y[:, 0], (table[:, 0] != table[:, 1]).astype(float))
        seen.add(tuple(y[:, 0].astype(int)))
    assert seen == {(0, 0, 1, 1), (1, 1, 0, 0), (0, 1, 0, 1), (1, 0, 1, 0)}


Y = XOR[[0, 3, 1, 2]]  # 0, 0, 1, 1


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        ([0.004, 0.006, 0.995, 0.993], "learned"),
        ([0.0, 0.0, 1.0, 1.0], "exactly right"),
        ([0.004, 0.004, 0.993, 0.993], "made from y"),
        ([0.3, 0.3, 0.6, 0.6], "made from y"),
        ([0.004, 0.004, 0.993, 0.994], "learned"),  # only one target's rows are alike
        ([0.5, 0.5, 0.5, 0.5], "stuck at one half"),
        ([0.7, 0.7, 0.7, 0.7], "some rows wrong"),
        ([0.02, 0.03, 0.97, 0.98], "halfway"),
        ([0.98, 0.97, 0.03, 0.02], "upside down"),
        ([0.02, 0.97, 0.98, 0.03], "rows of a table of your own"),
        ([0.02, 0.97, 0.98, 0.99], "some rows wrong"),
        ([0.02, np.nan, 0.98, 0.99], "not numbers"),
        ([0.02, 0.98, 0.99], "no predictions"),
    ],
)
def test_what_predictions_show(p, shown):
    assert symptoms.symptom(p, (None, Y)) == shown


def test_no_honest_network_looks_as_if_it_was_made_from_the_answers():
    starts = [net.init(np.random.default_rng(seed), hidden=4) for seed in range(100)]
    for step in net.train(net.X, XOR, params=net.stack(starts), steps=10_000, alpha=3.0):
        if step.index % 1_000 == 0 or step.index == 9_999:
            shown = [symptoms.symptom(p, (net.X, XOR)) for p in net.forward(step.params, net.X)[0]]
            assert "made from y" not in shown
    assert shown.count("learned") > 90


@pytest.mark.parametrize(
    ("function", "shown"),
    [
        (mistakes.rebuilt_from_zeros, "stuck at one half"),
        (mistakes.rebuilt_one_matrix, "stuck at one half"),
        (mistakes.rebuilt_too_short, "halfway"),
        (mistakes.rebuilt_turned_round, "upside down"),
        (mistakes.rebuilt_rounded, "exactly right"),
        (mistakes.rebuilt_for_or, "some rows wrong"),
        (mistakes.rebuilt_on_its_own_table, "rows of a table of your own"),
        (mistakes.rebuilt_from_the_answers, "made from y"),
    ],
)
def test_a_rebuilt_mistake_shows_the_same_whatever_the_order_of_the_rows(function, shown):
    tables = [drawn.table(np.random.default_rng(seed)) for seed in range(10)]
    assert {symptoms.symptom(function(*table), table) for table in tables} == {shown}
