"""Lesson 06's exercises: what they draw, what their properties say, what luck never decides."""

import copy
import pickle

import numpy as np
import pytest
import trying

from course.digits import (
    answers,
    data,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_costs as of_costs,
    mistakes_of_labels as of_labels,
    mistakes_of_lots as of_lots,
    mistakes_of_probabilities as of_probabilities,
    net,
    properties,
    symptoms,
)
from course.digits.net import cross_entropy, one_hot, softmax
from course.kit.judging import difference, judge

BANK, draws, said = trying.bank(exercises.EXERCISES)
BY_LOT = ("minibatches", "he_init")
TABLES = ("softmax", "cross_entropy", "logit_gradient")
draw = np.random.default_rng


# ---- properties speak before values are compared


def unguarded(labels, classes=10):
    return np.eye(classes)[labels]


def guarded(low=True, high=True, error=ValueError):
    def one_hot(labels, classes=10):
        if (low and labels.min() < 0) or (high and labels.max() >= classes):
            raise error("no such class")
        return (np.arange(classes) == labels[:, None] % classes) * 1.0

    return one_hot


def lets_minus_one_pass(labels, classes=10):
    if (labels < -1).any() or (labels >= classes).any():
        raise ValueError("no such class")
    return np.eye(classes)[labels]


def takes_one_more(labels, classes=10):
    if (labels < 0).any() or (labels > classes).any():
        raise ValueError("no such class")
    return np.eye(classes + 1)[labels][:, :classes]


def seeded_deal(rng, n_rows, batch):
    return net.minibatches(draw(42), n_rows, batch)


def seeded_weights(rng, fan_in, fan_out):
    return net.he_init(np.random.RandomState(fan_in), fan_in, fan_out)


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("one_hot", of_labels.hot_list, "An array is asked for; yours is a list."),
        ("one_hot", lambda labels, c=10: one_hot(labels, c) * 2, "is 0 or 1. One of yours is 2"),
        ("one_hot", lambda labels, c=10: 0 * one_hot(labels, c), "One 1 is asked for in each row"),
        ("one_hot", lambda labels, c=10: np.roll(one_hot(labels, c), 1, 1), "stands in column"),
        ("softmax", lambda z: softmax(z).tolist(), "An array is asked for; yours is a list."),
        ("softmax", lambda z: softmax(z) - 0.1, "A probability lies between 0 and 1."),
        ("softmax", lambda z: softmax(z) / 2, "Each row should add up to 1."),
        ("softmax", of_probabilities.softmax_by_map, "of yours adds up to"),
        ("softmax", lambda z: softmax(z - z.mean(axis=0)), "alone gives something else"),
        ("softmax", lambda z: of_probabilities.per_row(np.exp(z)), "gives NaN or infinity"),
        (
            "softmax",
            lambda z: of_probabilities.per_row(of_probabilities.powers(z, z.min())),
            "[0, 1000] the prob",
        ),
        ("softmax", lambda z: softmax(z * 0.99 + z**2 / 1e5), "changes no probability"),
        ("cross_entropy", lambda z, y: -cross_entropy(z, y), "is never below 0. Yours is"),
        ("cross_entropy", lambda z, y: cross_entropy(z, y) * len(z), "rows alone, yours gives"),
        ("cross_entropy", lambda z, y: cross_entropy(z, y) / np.log(2), "so the loss is log("),
        ("cross_entropy", lambda z, y: cross_entropy(z / 2, y), "and the loss is 1000. Yours is"),
        ("cross_entropy", of_costs.patched(1e-20), "Can a power that is too large or too small"),
        ("logit_gradient", lambda z, y: softmax(z) - y, "has the slope"),
        ("minibatches", seeded_deal, "Is there a generator or a seed of your own?"),
        ("he_init", seeded_weights, "Is there a generator or a seed of your own?"),
        ("minibatches", lambda rng, n, b: net.minibatches(draw(), n, b), "come from elsewhere"),
        ("he_init", lambda rng, m, n: net.he_init(draw(), m, n), "come from elsewhere"),
        (
            "he_init",
            lambda rng, m, n: net.he_init(rng, m, n).astype(str),
            "Yours shows: no numbers",
        ),
        ("he_init", lambda rng, m, n: 1.3 * net.he_init(rng, m, n), "standard deviation should be"),
        ("he_init", lambda rng, m, n: rng.laplace(size=(m, n)), "not from a normal distribution"),
        ("he_init", of_lots.drawn_for_one_unit, "standard deviation should be"),
        ("confusion_matrix", of_labels.counted_by_row, "Counts are whole numbers. One of yours is"),
        ("confusion_matrix", of_labels.counted_once, "answers were given, so the counts add up to"),
        (
            "confusion_matrix",
            lambda a, b, c=10: net.confusion_matrix(b, a, c),
            "is among the labels:",
        ),
        (
            "confusion_matrix",
            lambda a, b, c=10: net.confusion_matrix(a, a, c),
            "is among the answers:",
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
    ("function", "sentence"),
    [
        (unguarded, "one_hot(np.array([0, 3]), 3) should be refused with a ValueError: with 3 "),
        (unguarded, "there is no 3. Yours raises IndexError."),
        (guarded(high=False), "there is no 3. Yours gives it the row [1.0, 0.0, 0.0]."),
        (guarded(low=False), "there is no -1. Yours gives it the row [0.0, 0.0, 1.0]."),
        (guarded(error=AssertionError), "Yours raises AssertionError."),
        (lets_minus_one_pass, "one_hot(np.array([1, -1]), 3) should be refused"),
        (takes_one_more, "there is no 3. Yours gives it the row [0.0, 0.0, 0.0]."),
    ],
)
def test_a_label_outside_has_to_be_refused_by_the_error_that_is_named(function, sentence):
    finding = judge(BANK["one_hot"], function)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert sentence in finding.hint


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("minibatches", seeded_deal),
        ("minibatches", lambda rng, n_rows, batch: net.minibatches(draw(), n_rows, batch)),
        ("he_init", seeded_weights),
        ("he_init", lambda rng, m, n: net.he_init(draw(), m, n)),
    ],
)
def test_whoever_brings_a_generator_is_told_to_use_the_one_handed_in(name, function):
    finding = judge(BANK[name], function)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert "from rng" in finding.hint or "from the rng that is handed in" in finding.hint


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
    assert len({pickle.dumps(args) for args in draws(name, 3)}) == 3


@pytest.mark.parametrize("name", ["one_hot", "confusion_matrix"])
def test_there_are_other_numbers_of_classes_than_ten_and_the_default(name):
    arguments = 2 if name == "one_hot" else 3
    given = [args[-1] if len(args) == arguments else None for args in draws(name, 300)]
    assert set(given) == {None, *range(1, 13)}
    for labels, *_ in draws(name, 300):
        assert len(labels) >= 1
        assert labels.dtype.kind == "i"


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_one_row_one_class_and_every_small_shape(name):
    tables = [z for z, *_ in draws(name, 500)]
    assert {len(z) for z in tables} == {z.shape[1] for z in tables} == {1, 2, 3, 4, 5, 6}
    assert {z.dtype.kind for z in tables} == {"f", "i"}


@pytest.mark.parametrize("name", TABLES)
def test_many_tables_are_small_and_more_are_as_large_as_they_can_become(name):
    tables = [z for z, *_ in draws(name, 1_000)]
    small = np.array([np.abs(z).max() < 50 for z in tables])
    assert 0.35 < small.mean() < 0.45
    for z in np.array(tables, dtype=object)[~small]:
        assert np.abs(z).min() > 900
        with np.errstate(all="ignore"):
            plain = of_probabilities.per_row(np.exp(z))
            shifted = of_probabilities.per_row(of_probabilities.powers(z, z.max()))
        assert np.isnan(plain).any()  # whoever shifts nothing is found out by any of these
        assert np.isnan(shifted).any() or len(z) == 1


@pytest.mark.parametrize("name", TABLES[1:])
def test_the_right_class_is_often_one_whose_probability_has_become_0(name):
    lost = [(softmax(z)[y == 1] == 0).any() for z, y in draws(name, 500)]
    assert np.mean(lost) > 0.2
    assert all((y.sum(axis=1) == 1).all() for _, y in draws(name, 50))


def test_rows_are_dealt_in_every_way():
    kinds = set()
    for _, n_rows, batch in draws("minibatches", 500):
        assert n_rows == 1 or n_rows >= 48
        assert n_rows == 1 or batch == 1 or batch >= n_rows or n_rows / batch >= 12
        kinds.add((n_rows == 1, batch == 1, batch >= n_rows, n_rows % batch == 0))
    assert kinds >= {
        (False, False, False, False),
        (False, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
        (False, False, True, False),
        (True, True, True, True),
        (True, False, True, False),
    }


def test_layers_are_large_enough_to_tell_any_two_spreads_apart():
    small = 0
    for _, fan_in, fan_out in draws("he_init", 300):
        if max(fan_in, fan_out) <= 5:
            small += 1
            continue
        assert fan_in * fan_out >= symptoms.MANY
        assert abs(np.log(fan_in / fan_out)) > 1
        known = np.sort(list(symptoms.spreads(fan_in, fan_out).values()))
        luck = 1 / np.sqrt(
            2 * fan_in * fan_out
        )  # standard deviation of a measured spread, / itself
        assert (np.diff(known) / known[1:]).min() > 2 * symptoms.SIGMA * luck
    assert 20 < small < 80


def test_some_answers_come_twice_so_that_counting_once_shows():
    twice = [net.confusion_matrix(*args).max() > 1 for args in draws("confusion_matrix", 200)]
    assert np.mean(twice) > 0.6


# ---- batches and weights are judged by what many have in common


RIGHT_DEALS = (net.minibatches, *BANK["minibatches"].alternatives)
RIGHT_WEIGHTS = (net.he_init, *BANK["he_init"].alternatives)


@pytest.mark.parametrize("answer", RIGHT_DEALS)
def test_a_thousand_right_deals_are_never_refused(answer):
    for args in draws("minibatches", 1_000):
        assert symptoms.deal_symptom(answer(*copy.deepcopy(args)), args) == "as asked"


@pytest.mark.parametrize("answer", RIGHT_WEIGHTS)
def test_hundreds_of_right_weights_are_never_refused(answer):
    for args in draws("he_init", 300):
        assert symptoms.weight_symptom(answer(*copy.deepcopy(args)), args) == "as asked"


FORMS = [
    pytest.param(name, form, id=f"{name}-{mistake.name}-{i}")
    for name in BY_LOT
    for mistake in BANK[name].mistakes
    for i, form in enumerate((mistake.function, *mistake.also))
]


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_what_a_mistake_shows_never_depends_on_luck(name, form):
    """A learner's luck is not the course's: the same sizes have to show the same, always."""
    for _, *sizes in draws(name, 6):
        shown = set()
        for seed in range(8):
            args = (draw(seed), *sizes)
            with np.errstate(all="ignore"):
                try:
                    shown.add(BANK[name].view(form(*copy.deepcopy(args)), args))
                except Exception as error:
                    shown.add(repr(error))
        assert len(shown) == 1


ARGS = (draw(0), 70, 5)
ROWS = draw(1).permutation(70)
CUT = of_lots.cut(ROWS, 5)
IN_ORDER = of_lots.cut(np.arange(70), 5)

DEALS = [
    (CUT, "as asked"),
    (tuple(CUT), "as asked"),
    (np.array(CUT), "as asked"),
    ([rows.tolist() for rows in CUT], "as asked"),
    (iter(CUT), "a generator"),
    (7, "no list"),
    (np.array(7), "no list"),
    ({"rows": CUT}, "no list"),
    ([slice(0, 5)], "slices"),
    (ROWS, "not dealt"),
    ([CUT], "no rows of numbers"),
    ([[[1], [2, 3]]], "no rows of numbers"),
    ([1.0 * rows for rows in CUT], "no whole numbers"),
    ([rows % 2 == 0 for rows in CUT], "no whole numbers"),
    ([rows.astype(str) for rows in CUT], "no whole numbers"),
    (of_lots.cut(ROWS + 1, 5), "no such row"),
    (of_lots.cut(ROWS - 1, 5), "no such row"),
    ([], "70 rows left out"),
    (CUT[:-1], "5 rows left out"),
    ([ROWS[i : i + 5] for i in range(14)], "overlapping"),
    ([*CUT, CUT[0]], "filled up"),
    ([*CUT[:-1], CUT[0]], "some rows twice"),
    ([*CUT, np.empty(0, dtype=int)], "an empty batch"),
    (of_lots.cut(ROWS, 7), "10 batches of 7 to 7"),
    (IN_ORDER, "in order"),
    (of_lots.cut(np.arange(70)[::-1], 5), "in order"),
    (of_lots.cut(np.roll(np.arange(70), 30), 5), "in order"),
    ([IN_ORDER[i] for i in draw(0).permutation(14)], "neighbours together"),
    ([draw(0).permutation(rows) for rows in IN_ORDER], "neighbours together"),
]


@pytest.mark.parametrize(("value", "shown"), DEALS)
def test_what_batches_show(value, shown):
    assert symptoms.deal_symptom(value, ARGS) == shown


@pytest.mark.parametrize(("value", "shown"), DEALS)
def test_every_word_for_batches_has_its_sentence(value, shown):
    sentence = properties.deals_each_row_once(None, ARGS, value)
    assert (sentence == "") == (shown == "as asked")
    assert "{" not in sentence


W = net.he_init(draw(0), 50, 300)
FANS = (draw(0), 50, 300)

WEIGHTS = [
    (W, "as asked"),
    (W.astype(np.float32), "as asked"),
    (W.T, "on its side"),
    (W[0], "shape (300,)"),
    (W.tolist(), "list, no array"),
    (0.5, "float, no array"),
    (W.astype(str), "no numbers"),
    (W + 0j, "no numbers"),
    (W * np.inf, "NaN or infinity"),
    (0 * W, "all the same"),
    (np.tile(W[0], (50, 1)), "all units the same"),
    (np.repeat(W[:, :1], 300, axis=1), "all units the same"),
    (np.abs(W), "not around 0"),
    (W + 0.02, "not around 0"),
    (np.sign(W), "another distribution"),
    (W**3, "another distribution"),
    (draw(0).uniform(-0.35, 0.35, W.shape), "even"),
    (W / np.sqrt(2), "sqrt(1 / fan_in)"),
    (W / np.sqrt(6), "sqrt(2 / fan_out)"),
    (5 * W, "1"),
    (W * 1.2, "another spread"),
]


@pytest.mark.parametrize(("value", "shown"), WEIGHTS)
def test_what_weights_show(value, shown):
    assert symptoms.weight_symptom(value, FANS) == shown


@pytest.mark.parametrize(("value", "shown"), WEIGHTS)
def test_every_word_for_weights_has_its_sentence(value, shown):
    sentence = properties.spreads_as_asked(None, FANS, value)
    assert (sentence == "") == (shown == "as asked")


def test_few_weights_are_judged_by_their_shape_alone():
    args = (draw(0), 2, 3)
    assert symptoms.weight_symptom(np.ones((2, 3)), args) == "as asked"
    assert symptoms.weight_symptom(np.ones((3, 2)), args) == "on its side"


# ---- rebuild


@pytest.fixture(scope="module")
def sets():
    return draws("rebuild", 4)


def test_the_new_digits_are_clear_ones_and_none_is_among_the_old(sets):
    for X, y, X_new in sets:
        assert (X.shape, y.shape) == ((1_200, 64), (1_200,))
        assert len(X_new) > 450
        assert len(np.unique(np.concatenate([X, X_new]), axis=0)) == 1_200 + len(X_new)
        assert set(symptoms.labels(X_new)) == set(range(10))


def test_every_picture_of_the_set_is_known_again():
    digits = data.drawn(draw(0), rows=1_297)
    assert np.array_equal(symptoms.labels(digits.X_new), digits.labels_new)
    assert np.array_equal(symptoms.labels(digits.X), digits.labels)


def test_right_answers_are_far_above_the_bar_and_wrong_ones_far_below(sets):
    def share(answer):
        return np.array([symptoms.share_right(answer(*args), args[2]) for args in sets])

    luck = np.sqrt(0.1 * 0.9 / 450)  # of a network that names exactly 90 in 100 right
    for answer in (net.rebuild, *BANK["rebuild"].alternatives):
        assert share(answer).min() > symptoms.ENOUGH + 3 * luck
    for wrong in (from_memory.rebuilt_too_short, from_memory.rebuilt_for_five_digits):
        assert 0.2 + 5 * luck < share(wrong).min() < share(wrong).max() < symptoms.ENOUGH - 5 * luck


def test_the_task_says_how_many_must_be_right_and_that_any_way_will_do():
    task = " ".join(net.rebuild.__doc__.split())
    assert f"At least {100 * symptoms.ENOUGH:.0f} in 100 should be right, by whatever way" in task


def test_a_share_that_is_too_small_is_told(sets):
    few = from_memory.rebuilt_for_five_digits(*sets[0])
    sentence = properties.names_enough(None, sets[0], few)
    assert f"% right. At least {symptoms.ENOUGH:.0%} are asked for" in sentence


def test_whoever_names_too_few_is_told_so_whatever_it_shows(monkeypatch, sets):
    few = from_memory.rebuilt_for_five_digits(*sets[0])
    for shown in symptoms.TOO_FEW:
        monkeypatch.setattr(properties, "digit_symptom", lambda value, args, shown=shown: shown)
        assert properties.names_enough(None, sets[0], few)


def test_probabilities_logits_and_lists_of_them_will_do(sets):
    X, y, X_new = args = sets[0]
    z = from_memory.rebuilt_quickly(X, y, X_new)
    for value in (z, softmax(z), 100 * z, z.tolist(), np.eye(10)[z.argmax(axis=1)]):
        assert symptoms.digit_symptom(value, args) == "learned"


REBUILT = [
    pytest.param(form, id=f"{mistake.name}-{i}")
    for mistake in BANK["rebuild"].mistakes
    for i, form in enumerate((mistake.function, *mistake.also))
]


@pytest.mark.parametrize("form", REBUILT)
def test_a_rebuilt_mistake_shows_the_same_whatever_the_digits_are(form, sets):
    with np.errstate(all="ignore"):
        assert len({symptoms.digit_symptom(form(*args), args) for args in sets}) == 1


# ---- what is compared


def test_two_arrays_with_nan_at_the_same_places_look_the_same():
    one, like = (np.array([[np.nan, 2.0]]) for _ in range(2))
    assert not difference(symptoms.numbers(one, ()), symptoms.numbers(like, ()))
    for other in (np.array([[0.0, 2.0]]), np.array([[np.nan, 3.0]])):
        assert difference(symptoms.numbers(other, ()), symptoms.numbers(one, ()))


def test_a_list_is_no_array_and_two_lists_that_hold_the_same_look_the_same():
    one, like = ([[1.0, 0.0]], [np.array([1.0, 0.0])])
    assert not difference(symptoms.numbers(one, ()), symptoms.numbers(like, ()))
    assert difference(symptoms.numbers(one, ()), symptoms.numbers(np.array(one), ()))


def test_an_answer_with_nan_is_told_that_it_has_some():
    finding = judge(BANK["softmax"], lambda z: softmax(z) * np.nan)
    assert "a look at the result shows: NaN or infinity" in finding.hint


def test_truth_values_and_floats_count_as_numbers():
    def compared(labels, classes=10):
        one_hot(labels, classes)
        return labels[:, None] == np.arange(classes)

    assert judge(BANK["one_hot"], compared).status == "right"
    assert judge(BANK["confusion_matrix"], answers.counted_in_a_loop).status == "right"
