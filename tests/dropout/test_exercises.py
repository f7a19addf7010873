"""Lesson 03's exercises: what they draw, what their properties say, what masks and digits show."""

import copy
import pickle

import numpy as np
import pytest
import trying

from course.dropout import (
    answers,
    data,
    drawn,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_masks as of_masks,
    mistakes_of_networks as of_networks,
    mistakes_of_weights as of_weights,
    net,
    properties,
    symptoms,
)
from course.kit.judging import difference, judge

BANK, draws, said = trying.bank(exercises.EXERCISES)
MASKED = ("forward", "loss_and_gradients")


# ---- properties speak before values are compared


def mask_from(draw):
    """A mask whose places are decided by ``draw(rng, shape)``, numbers from 0 to 1."""
    return lambda rng, shape, rate: (draw(rng, shape) >= rate) * 1.0


def copies_the_generator(rng, shape, rate):
    return net.draw_mask(copy.deepcopy(rng), shape, rate)


def seeded(rng, shape, rate):
    return net.draw_mask(np.random.default_rng(42), shape, rate)


def seeded_by_shape(rng, shape, rate):
    return net.draw_mask(np.random.RandomState(shape[0]), shape, rate)


def drops_a_little_more(rng, shape, rate):
    return net.draw_mask(rng, shape, rate + 0.15 * (0 < rate < 0.9))


def exactly_the_share(rng, shape, rate):
    mask = np.ones(shape)
    mask.flat[rng.choice(mask.size, int(rate * mask.size), replace=False)] = 0
    return mask


def in_one_row(params, X, mask=1.0):
    return net.forward(params, X, np.mean(np.broadcast_to(mask, (len(X), len(params["W1"]))), 0))


def half_without_mask(params, X, mask=None):
    return net.forward(params, X, 0.5 if mask is None else mask)


def loss_half_without_mask(params, X, y, mask=None):
    return net.loss_and_gradients(params, X, y, 0.5 if mask is None else mask)


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("draw_mask", mask_from(lambda rng, s: np.random.random(s)), "come from elsewhere"),  # noqa: NPY002
        ("draw_mask", mask_from(lambda rng, s: np.random.default_rng().random(s)), "elsewhere"),
        ("draw_mask", seeded, "a seed of your own"),
        ("draw_mask", seeded_by_shape, "a seed of your own"),
        ("draw_mask", copies_the_generator, "yours gives the same mask again"),
        ("draw_mask", exactly_the_share, "places in every mask. The rate is what"),
        ("draw_mask", drops_a_little_more, "places should be 0, and "),
        ("draw_mask", of_masks.one_toss, "all places have the same value"),
        ("draw_mask", of_masks.one_row_for_all, "all rows are the same"),
        ("draw_mask", of_masks.one_toss_for_each_row, "all columns are the same"),
        ("draw_mask", of_masks.exactly_the_share_by_rank, "exactly as many zeros"),
        ("draw_mask", lambda rng, shape, rate: rng.random(shape), "0 or 1. Yours holds"),
        ("draw_mask", lambda rng, shape, rate: 1.0, "is asked for; yours is a float"),
        ("draw_mask", lambda rng, shape, rate: [[1.0]], "is asked for; yours is a list"),
        ("draw_mask", lambda rng, shape, rate: rng.random(99) > rate, "yours has shape (99,)"),
        ("drop", lambda h, mask, rate: h * mask * 3, "on average over masks, and should be"),
        ("drop", lambda h, mask, rate: h * (mask + 0.1), "nothing should be left"),
        ("forward", of_networks.forward_masked_before_the_sigmoid, "With another mask your h"),
        ("forward", of_networks.forward_no_output_sigmoid, "your p does not"),
        ("forward", of_networks.forward_masked_twice, "multiply its weights in W1 by that factor"),
        ("forward", in_one_row, "multiply its weights in W1 by that factor"),
        ("forward", half_without_mask, "Without a mask yours gives something else"),
        ("loss_and_gradients", net.published_loss_and_gradients, "not the slopes of your own"),
        ("loss_and_gradients", of_networks.gradients_plain_h_for_w1, "W1 is off by"),
        ("loss_and_gradients", loss_half_without_mask, "Without a mask your loss is another"),
        ("drop_connect", of_weights.connect_gradient_not_masked, "not the slopes of your own loss"),
        ("average_of_masks", lambda p, X, m: net.average_of_masks(p, X, m) * 2, "so their mean"),
        (
            "average_of_masks",
            lambda p, X, m: net.forward(p, X, m.mean(axis=0))[0],
            "Asked for each of the",
        ),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert sentence in said(name, function)


@pytest.mark.parametrize("name", [name for name in BANK if name != "rebuild"])
def test_no_property_minds_a_right_answer(name):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        assert said(name, answer, count=20) == ""


@pytest.mark.parametrize(
    ("function", "dtype"),
    [
        (lambda rng, shape, rate: net.draw_mask(rng, shape, rate).astype(str), "<U32"),
        (lambda rng, shape, rate: net.draw_mask(rng, shape, rate).astype(object), "object"),
        (lambda rng, shape, rate: net.draw_mask(rng, shape, rate) + 0j, "complex128"),
    ],
)
def test_a_mask_that_holds_no_numbers_is_told_what_it_holds(function, dtype):
    finding = judge(BANK["draw_mask"], function)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert f"holds no numbers: its dtype is {dtype}." in finding.hint


def test_every_word_for_a_mask_has_its_sentence():
    for value, shown in MASKS:
        sentence = properties.is_tossed(None, ARGS, value)
        assert (sentence == "") == (shown == "as asked")


def test_of_the_gradients_only_the_wrong_one_is_named():
    assert "W0" not in said("loss_and_gradients", of_networks.gradients_plain_h_for_w1)
    assert "W1" not in said("loss_and_gradients", of_networks.gradients_not_masked_on_the_way_back)


# ---- a mask is judged by what many tosses have in common


RIGHT_MASKS = (
    net.draw_mask,
    *BANK["draw_mask"].alternatives,
    lambda rng, shape, rate: rate < rng.random(shape[::-1]).T,
    lambda rng, shape, rate: np.ceil(rng.random(shape) - rate),
    lambda rng, shape, rate: np.heaviside(rng.random(shape) - rate, 1),
    lambda rng, shape, rate: (1 - rng.binomial(1, rate, size=shape)).astype(np.float32),
    lambda rng, shape, rate: np.array([rng.random(shape[1]) >= rate for _ in range(shape[0])]),
    lambda rng, shape, rate: np.random.default_rng(rng.integers(2**60)).random(shape) > rate,
)


@pytest.mark.parametrize("answer", RIGHT_MASKS)
def test_a_thousand_right_masks_are_never_refused(answer):
    for seed in range(100 if answer is answers.tossed_one_by_one else 1000):
        args = drawn.tosses(np.random.default_rng(seed))
        assert symptoms.toss_symptom(answer(*copy.deepcopy(args)), args) == "as asked"


@pytest.mark.parametrize("answer", RIGHT_MASKS)
def test_a_right_mask_comes_from_the_generator_and_varies(answer):
    assert said("draw_mask", answer, count=20) == ""


def test_masks_have_every_kind_of_shape_and_rates_that_can_be_told_apart():
    kinds, ends = set(), set()
    for _, shape, rate in draws("draw_mask", 500):
        rows, units = shape
        large = rows * units >= symptoms.MANY
        kinds.add((large, rows == 1, units == 1))
        if rate in (0, 1):
            assert large
            ends.add(rate)
        else:
            assert 0.1 <= min(rate, 1 - rate) <= 0.3
    assert kinds >= {(True, False, False), (True, True, False), (True, False, True)}
    assert (False, False, False) in kinds
    assert ends == {0, 1}


ARGS = (np.random.default_rng(1), (40, 30), 0.25)
TOSSED = net.draw_mask(np.random.default_rng(0), (40, 30), 0.25)


MASKS = [
    (TOSSED, "as asked"),
    (TOSSED > 0, "as asked"),
    (TOSSED.astype(int), "as asked"),
    (1 - TOSSED, "the rate survives"),
    (np.round(np.random.default_rng(0).random((40, 30))), "half"),
    (np.random.default_rng(0).random((40, 30)) > 0.9, "another share"),
    (np.ones((40, 30)), "all places the same"),
    (np.tile(TOSSED[0], (40, 1)), "all rows the same"),
    (np.tile(TOSSED[:, [0]], (1, 30)), "all columns the same"),
    (np.sort(np.tile(TOSSED[0], (40, 1)) + 0.0)[:, ::-1], "all rows the same"),
    (np.random.default_rng(0).permuted(np.tile(TOSSED[0], (40, 1)), axis=1), "always the same"),
    (TOSSED / 0.75, "scaled already"),
    (TOSSED * 2 - 1, "1 and -1"),
    (TOSSED * 2, "not only 0 and 1"),
    (np.where(TOSSED, np.inf, 0.0), "NaN or infinity"),
    (TOSSED.T, "shape (30, 40)"),
    (TOSSED[0], "shape (30,)"),
    (TOSSED.tolist(), "not an array"),
    (True, "a single value"),
    (None, "a single value"),
    (TOSSED.astype(str), "not numbers"),
]


@pytest.mark.parametrize(("mask", "shown"), MASKS)
def test_what_a_mask_shows(mask, shown):
    assert symptoms.toss_symptom(mask, ARGS).startswith(shown)


@pytest.mark.parametrize(("rate", "mask"), [(0.0, np.ones((40, 30))), (1.0, np.zeros((40, 30)))])
def test_at_the_ends_nobody_or_everybody_is_dropped(rate, mask):
    args = (*ARGS[:2], rate)
    assert symptoms.toss_symptom(mask, args) == "as asked"
    assert symptoms.toss_symptom(1 - mask, args) == "the rate survives"
    mask[3, 4] = 1 - mask[3, 4]
    assert symptoms.toss_symptom(mask, args) == "another share"


def test_a_small_mask_is_judged_by_its_values_alone():
    args = (ARGS[0], (2, 3), 0.25)
    assert symptoms.toss_symptom(np.zeros((2, 3)), args) == "as asked"
    assert symptoms.toss_symptom(np.full((2, 3), 0.5), args) == "not only 0 and 1"


# ---- what is drawn


@pytest.mark.parametrize("name", BANK)
def test_what_is_drawn_can_be_copied_sent_and_named(name):
    for args in draws(name, 3 if name == "rebuild" else 20):
        assert all(map(trying.same, pickle.loads(pickle.dumps(args)), args))
        assert not any(" at 0x" in str(arg) for arg in args)


@pytest.mark.parametrize("name", BANK)
def test_the_same_luck_draws_the_same_and_another_something_else(name):
    for one, other in zip(draws(name, 3), draws(name, 3), strict=True):
        assert all(map(trying.same, one, other))
    first, second, _ = draws(name, 3)
    assert not all(map(trying.same, first, second))


@pytest.mark.parametrize("name", MASKED)
def test_networks_get_a_mask_for_each_row_one_for_all_the_number_1_or_none(name):
    kinds = set()
    for params, X, *rest in draws(name, 300):
        mask = rest[-1] if len(rest) == {"forward": 1, "loss_and_gradients": 2}[name] else None
        rows, hidden = len(X), len(params["W1"])
        kinds.add("none" if mask is None else np.ndim(mask))
        if np.ndim(mask):
            assert mask.shape in ((rows, hidden), (hidden,))
            assert mask.any()
            assert len(np.unique(mask)) <= 2
            assert 1.2 <= mask.max() <= 2.6
    assert kinds == {"none", 0, 1, 2}


@pytest.mark.parametrize("name", [*MASKED, "drop_connect", "average_of_masks"])
def test_networks_have_one_row_one_hidden_unit_and_every_small_shape(name):
    shapes = {(len(X), *params["W0"].shape) for params, X, *_ in draws(name, 500)}
    assert {rows for rows, _, _ in shapes} == {1, 2, 3, 4, 5}
    assert any(hidden == 1 for _, _, hidden in shapes)
    assert any(inputs != hidden for _, inputs, hidden in shapes)


def test_one_mask_alone_is_averaged_too():
    assert {len(masks) for _, _, masks in draws("average_of_masks", 100)} == {1, 2, 3, 4, 5}


def test_a_layer_is_sometimes_dropped_with_rate_0():
    rates = [rate for _, _, rate in draws("drop", 300)]
    assert 25 < rates.count(0.0) < 85
    assert all(0.1 <= rate <= 0.9 for rate in rates if rate)


# ---- rebuild


@pytest.fixture(scope="module")
def sets():
    return draws("rebuild", 3)


def test_noise_never_makes_one_digit_look_like_another():
    for seed in range(20):
        few = data.digits(np.random.default_rng(seed), rows=500, wrong=0.5, new=400)
        assert np.array_equal(symptoms.labels(few.X_new), few.y_new.argmax(axis=1))


def test_some_of_the_new_digits_come_twice_and_none_is_among_the_old(sets):
    for X, y, X_new in sets:
        assert (X.shape, y.shape, X_new.shape) == ((500, 65), (500, 10), (1_050, 65))
        assert len(np.unique(X_new, axis=0)) == 1_000
        assert len(np.unique(np.concatenate([X, X_new]), axis=0)) == 1_500
        assert 0.45 < np.mean(y.argmax(axis=1) == symptoms.labels(X)) < 0.65


def test_who_knows_the_rows_by_heart_is_refused_and_who_drops_is_not(sets):
    share = symptoms.share_right(from_memory.rebuilt_by_heart(*sets[0]), sets[0][2])
    assert share < symptoms.BY_HEART + 0.04
    share = symptoms.share_right(net.rebuild(*sets[0]), sets[0][2])
    assert share > symptoms.ENOUGH + 0.05


def test_the_task_says_how_many_must_be_right():
    asked = f"At least {100 * symptoms.ENOUGH:.0f} in 100 should be right"
    assert asked in " ".join(net.rebuild.__doc__.split())


def test_an_average_of_many_masks_is_steady_enough(sets):
    X, y, X_new = args = sets[0]
    for step in net.train(X, y, hidden=100, rate=0.75, steps=200, rng=np.random.default_rng(0)):
        params = step.params
    rng, p = np.random.default_rng(1), 0.0
    for _ in range(100):
        p += net.forward(params, X_new, net.scaled_mask(rng, (1_050, 100), 0.75))[0] / 100
    assert symptoms.digit_symptom(p, args) == "learned"


def test_a_share_that_is_too_small_is_told(sets):
    value = from_memory.rebuilt_by_the_nearest(*sets[0])
    sentence = properties.names_enough(None, sets[0], value)
    assert f"% right. At least {symptoms.ENOUGH:.0%} are asked for" in sentence


def test_whoever_names_too_few_is_told_so_whatever_it_shows(monkeypatch, sets):
    nearest = from_memory.rebuilt_by_the_nearest(*sets[0])
    for shown in symptoms.TOO_FEW:
        monkeypatch.setattr(properties, "digit_symptom", lambda value, args, shown=shown: shown)
        assert properties.names_enough(None, sets[0], nearest)


# ---- what is compared


def test_two_arrays_with_nan_at_the_same_places_look_the_same():
    one, same = (np.array([[np.nan, 2.0]]) for _ in range(2))
    assert not difference(symptoms.numbers(one, ()), symptoms.numbers(same, ()))
    for other in (np.array([[0.0, 2.0]]), np.array([[np.nan, 3.0]])):
        assert difference(symptoms.numbers(other, ()), symptoms.numbers(one, ()))


def test_an_answer_with_nan_is_told_that_it_has_some():
    finding = judge(BANK["drop"], lambda h, mask, rate: h * mask / (1 - rate) * np.nan)
    assert "a look at the result shows: NaN or infinity" in finding.hint
