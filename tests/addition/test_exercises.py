"""Lesson 04's exercises: what they draw, what their properties say, what networks show."""

from dataclasses import replace

import numpy as np
import pytest

from course.addition import (
    drawn,
    exercises,
    lstm,
    mistakes_from_memory as from_memory,
    mistakes_of_cells as of_cells,
    mistakes_of_clipping as of_clipping,
    mistakes_of_positions as of_positions,
    mistakes_of_slopes as of_slopes,
    net,
    properties,
    symptoms,
)
from course.addition.net import hidden_step
from course.kit.judging import judge

BANK = {exercise.name: exercise for exercise in exercises.EXERCISES}
RNG = np.random.default_rng(0)


def said(name, function):
    """What the properties say about one call with arrays of several rows and columns, none 0."""
    exercise = BANK[name]
    draws = (exercise.draw(np.random.default_rng(seed)) for seed in range(1_000))
    args = next(args for args in draws if all(_is_telling(array) for array in _arrays(args)))
    with np.errstate(all="ignore"):  # as the judge does
        value = function(*args)
        told = [holds(function, args, value) for holds in exercise.properties]
    return next(filter(None, told), "")


def _arrays(args):
    parts = [part for arg in args for part in (arg.values() if isinstance(arg, dict) else [arg])]
    return [part for part in parts if isinstance(part, np.ndarray)]


def _is_telling(array):
    return min(array.shape) > 1 and (array.ndim == 1 or array.any())


def scaled(factor, function):
    """A function whose every number is off by the same factor."""

    def off(*args):
        value = function(*args)
        if isinstance(value, dict):
            return {name: factor * part for name, part in value.items()}
        return factor * value

    return off


# ---- properties speak before values are compared


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("hidden_step", scaled(2.0, net.hidden_step), "lies between 0 and 1; yours does not"),
        (
            "hidden_step",
            lambda params, x, h: hidden_step(params, x - x.mean(axis=0), h),
            "alone gives something else",
        ),
        ("hidden_step", lambda params, x, h: hidden_step(params, x, 0 * h), "another memory h"),
        ("hidden_step", lambda params, x, h: hidden_step(params, 0 * x, h), "another input x"),
        (
            "hidden_step",
            lambda params, x, h: hidden_step(params, 2 * x, h),
            "With a memory of 0 what is left is sigmoid(x @ W_xh).",
        ),
        (
            "hidden_step",
            lambda params, x, h: hidden_step(params, x, 2 * h),
            "With an input of 0 what is left is sigmoid(h @ W_hh).",
        ),
        (
            "unroll",
            lambda params, X: net.unroll(params, X - X.mean(axis=0)),
            "alone gives something else",
        ),
        (
            "unroll",
            lambda params, X: net.unroll(params, X - X.mean(axis=1, keepdims=True)),
            "What comes later should make no difference",
        ),
        (
            "unroll",
            lambda params, X: of_positions.unrolled(params, X, start=2.0),
            "Position 0 is one hidden step, with a memory of 0.",
        ),
        (
            "unroll",
            lambda params, X: of_positions.unrolled(
                params, X, lambda params, x, h: hidden_step(params, x, h / 2)
            ),
            "Position 1 is one hidden step, with what you have at position 0 for memory.",
        ),
        (
            "unroll",
            lambda params, X: of_positions.unrolled(params, X, start=RNG.random()),
            "Asked twice",
        ),
        ("backward_step", scaled(2.0, net.backward_step), "the loss has the slope"),
        (
            "backward_step",
            lambda *args: of_slopes.back(*args, then=2.0),
            "What comes from the output is right by itself.",
        ),
        (
            "backward_step",
            lambda *args: of_slopes.back(*args, y=2.0),
            "What comes from the next position is right by itself.",
        ),
        ("accumulate", scaled(2.0, net.accumulate), "positions again: the loss has the slope"),
        ("clip", scaled(1.1, net.clip), "Yours have"),
        ("clip", of_clipping.clipped_to_nan, "Gradients that are all 0 should stay 0."),
        ("cell", lambda *args: lstm.cell(*args)[:2], "Three things are asked for"),
        ("cell", lambda *args: (*lstm.cell(*args)[:2], 0), "a tuple of four arrays"),
        ("cell", lambda *args: of_cells.celled(*args, gate=np.cosh), "your i is not"),
        ("cell", lambda *args: of_cells.celled(*args, candidate=np.cosh), "between -1 and 1"),
        (
            "cell",
            lambda *args: of_cells.celled(*args, new=lambda c, i, f, o, g: 2 * f * c + i * g),
            "Your c is not f times the old c",
        ),
        (
            "cell",
            lambda *args: of_cells.celled(*args, show=lambda new, old, o: 2 * o * np.tanh(new)),
            "Your h is not o * tanh(c)",
        ),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert sentence in said(name, function)


@pytest.mark.parametrize("deaf", ["W_hh", "W_xh"])
def test_a_network_that_hardly_hears_is_no_fault_of_the_answer(deaf):
    params = {"W_xh": np.array([[0.7]]), "W_hh": np.array([[-1.3]])}
    params[deaf] = np.array([[1e-7]])
    args = params, np.array([[0.4]]), np.array([[0.2]])
    assert not properties.is_a_hidden_layer(hidden_step, args, hidden_step(*args))


def test_what_no_property_minds_is_told_by_its_values():
    def with_other_weights(params, x, h, c):  # a sound cell, but not this one
        return lstm.cell(params, 2 * x, h, c)

    assert not said("cell", with_other_weights)
    finding = judge(BANK["cell"], with_other_weights)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert "off by" in finding.hint


@pytest.mark.parametrize("wrong", ["W_xh", "W_hy", "W_hh"])
def test_one_wrong_number_in_a_gradient_is_named(wrong):
    def accumulate(params, X, H, delta_y):
        gradients = net.accumulate(params, X, H, delta_y)
        gradients[wrong][-1, -1] += 0.01
        return gradients

    assert said("accumulate", accumulate).startswith(f"Move {wrong}[")


# ---- the bits of a number


def unguarded(number, bits):
    return np.array([number >> t & 1 for t in range(bits)], dtype=float)


def refusing(*, negative=ValueError, too_long=ValueError, no_integer=TypeError):
    """The right digits; what is refused, and how, is chosen. None: not refused."""

    def bits_of(number, bits):
        if not isinstance(number, int):
            if no_integer:
                raise no_integer("no integer")
            number = int(number)
        if number < 0 and negative:
            raise negative("negative")
        if number >= 2**bits and too_long:
            raise too_long("too long")
        return unguarded(number, bits)

    return bits_of


def test_who_refuses_what_the_docstring_says_passes():
    assert judge(BANK["bits_of"], refusing()).status == "right"


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (unguarded, "bits_of(-1, 8) should be refused with a ValueError: -1 is negative. Yours"),
        (refusing(negative=None), "-1 is negative. Yours gives [1.0, 1.0"),
        (refusing(negative=AssertionError), "-1 is negative. Yours raises AssertionError."),
        (refusing(too_long=None), "bits_of(8, 3) should be refused with a ValueError"),
        (refusing(no_integer=None), "2.5 is not an integer. Yours gives [0.0, 1.0"),
        (refusing(no_integer=ValueError), "2.5 is not an integer. Yours raises ValueError."),
    ],
)
def test_what_has_no_digits_has_to_be_refused_by_the_error_that_is_named(function, sentence):
    finding = judge(BANK["bits_of"], function)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert sentence in finding.hint


def test_a_number_one_too_large_is_refused_too():
    def bits_of(number, bits):
        if number > 2**bits:
            raise ValueError("too long")
        return refusing(too_long=None)(number, bits)

    assert "8 needs four bits" in judge(BANK["bits_of"], bits_of).hint


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([1, 0, 1], "An array is asked for; yours is of type list."),
        (np.array(["1", "0", "1"]), "yours holds something else"),
        (np.array([1, 0, 1, 0]), "shape (3,) is asked for; yours has shape (4,)"),
        (np.array([1, 0, 2]), "Each digit is 0 or 1. One of yours is 2."),
        (np.array([0, 1, 1]), "yours gives [0, 1, 1]. With the lowest first, that is 6."),
        (np.array([1, 0, 1]), ""),
        (np.array([True, False, True]), ""),
    ],
)
def test_digits_are_told_what_they_make(value, sentence):
    told = properties.digits_make_the_number(net.bits_of, (5, 3), value)
    assert sentence in told
    assert bool(told) == bool(sentence)


def test_half_of_the_numbers_drawn_are_too_long_for_a_float():
    numbers = [drawn.number(np.random.default_rng(seed)) for seed in range(200)]
    assert all(number < 2**bits for number, bits in numbers)
    assert {bits for _, bits in numbers} >= {1, 8, 64}
    rounded = [int(float(number)) != number for number, _ in numbers]
    assert 0.3 < np.mean(rounded) < 0.7


# ---- odd shapes, and gradients that are 0


@pytest.mark.parametrize("name", ["hidden_step", "unroll", "backward_step", "accumulate", "cell"])
def test_one_of_everything_is_drawn_now_and_then(name):
    draws = [BANK[name].draw(np.random.default_rng(seed)) for seed in range(200)]
    sequences = {args[1].shape[0] for args in draws}
    hidden = {args[0]["W_hh"].shape[0] for args in draws}
    assert (min(sequences), min(hidden)) == (1, 1)
    assert max(sequences) > 2
    if name in ("unroll", "accumulate"):
        assert {args[1].shape[1] for args in draws} >= {1, 2, 5}  # positions


def test_gradients_are_drawn_long_short_and_zero():
    draws = [drawn.gradients(np.random.default_rng(seed)) for seed in range(200)]
    ratios = np.array([net.length(gradients) / most for gradients, most in draws])
    assert (ratios == 0).any()
    assert ((ratios > 0) & (ratios < 0.9)).any()
    assert (ratios > 1.1).mean() > 0.4
    assert not ((ratios > 0.9) & (ratios < 1.1)).any()  # so close, no mistake would show


# ---- rebuild


X, Y = drawn.shown_sums(np.random.default_rng(0))
adder = from_memory.sets_bits(X, Y)


def stops(X):
    raise NameError("name 'W' is not defined")


@pytest.mark.parametrize(
    ("network", "shown"),
    [
        (adder, "adds"),
        (lambda X: adder(X).tolist(), "adds"),
        (X, "answers for X"),
        ({"W_hh": X}, "no function"),
        (stops, "stops with NameError: name 'W' is not defined"),
        (lambda X: (adder(X), adder(X)), "a pair"),
        (lambda X: "01", "no predictions"),
        (lambda X: adder(X)[:, ::2], "no predictions"),
        (lambda X: adder(X)[..., 0], "last axis lost"),
        (lambda X: adder(X)[:, 0], "one answer for all positions"),
        (lambda X: adder(X) / 0, "not numbers"),
        (lambda X: 2 * adder(X), "not from 0 to 1"),
        (lambda X: 0 * adder(X), "always the same"),
        (lambda X: 1 - adder(X), "upside down"),
        (lambda X: adder(X)[:, ::-1], "other end first"),
        (lambda X: adder(X[:, ::-1])[:, ::-1], "from the other end"),
        (lambda X: adder(X > 0.5), "adds"),
        (lambda X: adder(X[:, :8]), "so many positions"),
        (lambda X: adder(X) + 0 * Y[:, :1], "so many sequences"),
        (lambda X: np.round(adder(X)), "rounded"),
        (net.answers, "rounded"),
        (lambda X: 0.1 + 0.8 * net.answers(X), "made by rule"),
    ],
)
def test_what_a_network_shows(network, shown):
    assert symptoms.adding_symptom(network, (X, Y)) == shown


def test_a_network_that_remembers_its_last_call_is_told_so():
    calls = []

    def network(X):
        calls.append(0.9)
        return adder(X) * np.prod(calls)

    shown = {symptoms.adding_symptom(network, (X, Y)) for _ in range(3)}
    assert shown == {"another answer"}


def test_what_is_right_for_short_sums_only_fades():
    network = from_memory.rebuilt_wiped_every_eight(X, Y)
    assert symptoms.adding_symptom(network, (X, Y)) == "fades"
    told = properties.adds_enough(None, (X, Y), network)
    assert "The sums it was shown are right. Of sums with 64 positions yours adds" in told


def test_too_few_right_sums_are_counted():
    told = properties.adds_enough(None, (X, Y), from_memory.rebuilt_without_memory(X, Y))
    assert told.startswith("Of the sums it was shown yours adds ")


@pytest.mark.parametrize("mistake", BANK["rebuild"].mistakes, ids=lambda mistake: mistake.name)
def test_a_rebuilt_mistake_shows_the_same_whatever_the_sums_are(mistake):
    for form in (mistake.function, *mistake.also):
        tables = [drawn.shown_sums(np.random.default_rng(seed)) for seed in range(6)]
        assert len({symptoms.adding_symptom(form(*table), table) for table in tables}) == 1


def test_no_honest_network_looks_as_if_it_was_made_by_rule():
    for seed in range(3):
        table = drawn.shown_sums(np.random.default_rng(seed))
        assert symptoms.adding_symptom(net.rebuild(*table), table) == "adds"


def test_blame_that_is_not_handed_back_through_time_is_not_enough():
    quick = replace(BANK["rebuild"], reference=BANK["rebuild"].alternatives[-1])

    def rebuild(X, y):
        rng = np.random.default_rng(0)
        params = net.init(rng)
        for _ in range(300):
            rows = rng.permutation(len(X))[:128]
            p, H = net.forward(params, X[rows])
            args = params, X[rows], H, (p - y[rows]) / 128
            gradients = of_slopes.accumulated_not_through_time(*args)
            params = {name: W - 0.5 * gradients[name] for name, W in params.items()}
        return lambda X: net.forward(params, X)[0]

    finding = judge(quick, rebuild)
    assert (finding.status, finding.mistake) == ("wrong", "hardly trained")
    assert "Does the delta go on from each" in finding.hint
