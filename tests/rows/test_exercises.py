"""Lesson 08's exercises: what they draw, what their properties say, what luck never decides."""

import pickle
from itertools import pairwise

import numpy as np
import pytest
import trying

from course.digits.net import softmax
from course.digits.symptoms import ENOUGH
from course.kit.judging import difference, judge
from course.rows import (
    asked,
    data,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_layers as of_layers,
    mistakes_of_rules as of_rules,
    mistakes_of_shapes as of_shapes,
    pieces,
    properties,
    suspects,
    symptoms,
)
from course.rows.costs import sigmoid

BANK, draws, said = trying.bank(exercises.EXERCISES)
draw = np.random.default_rng


def gradients_for(change):
    """A ``batch_backward`` with ``change(gradients)`` made to what it gives."""
    return of_layers.slopes_made_of(change)


def all_shrink(W, dW, alpha, decay):
    return W - alpha * (dW + decay * W)


def grows_by_alpha(W, dW, alpha, decay):
    return W - alpha * decay * W - 2 * alpha * dW


# ---- properties speak before values are compared


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("shapes", of_shapes.turned("X"), "X has a row for each of"),
        ("shapes", of_shapes.turned("W0"), "X @ W0 + b0 cannot be worked out with your X ("),
        ("shapes", of_shapes.turned("h"), "X @ W0 + b0 has the shape ("),
        ("shapes", of_shapes.turned("h"), "Your h is ("),
        ("shapes", of_shapes.turned("W1"), "h @ W1 + b1 cannot be worked out with your h ("),
        ("shapes", of_shapes.turned("delta0"), "delta0 has one slope for each number of h, which"),
        ("shapes", of_shapes.turned("dW1"), "But your dW1 is ("),
        ("product", lambda H, d: H.T @ d / len(H), "Every row adds its part. Asked about the"),
        ("product", lambda H, d: np.outer(H.sum(0), d.sum(0)), "and about all of them"),
        ("product", lambda H, d: H.T @ d if len(H) > 2 else H[9], "stop yours with IndexError: "),
        ("batch_forward", of_layers.made_of(lambda H: [H[0], *map(list, H[1:])]), "a table of"),
        ("bias_gradient", lambda delta: delta.mean(axis=0), "Every row adds its part."),
        ("bias_gradient", lambda delta: delta.max(axis=0), "of 3 rows yours gives"),
        ("batch_forward", of_layers.made_of(lambda H: H[-1]), "Yours is an array."),
        ("batch_forward", of_layers.made_of(iter), "yours is a generator"),
        ("batch_forward", of_layers.made_of(lambda H: {"H": H}), "Yours is a dict."),
        (
            "batch_forward",
            of_layers.made_of(lambda H: H[1:]),
            "X, and what each layer says. Yours has 3",
        ),
        ("batch_forward", of_layers.made_of(lambda H: H[::-1]), "The list begins with X itself"),
        (
            "batch_forward",
            of_layers.made_of(lambda H: [H[0], *(h.T for h in H[1:])]),
            "Yours has (",
        ),
        (
            "batch_forward",
            of_layers.forward(says=np.tanh),
            "Told what stands in your list before it",
        ),
        ("batch_forward", of_layers.forward(last=lambda z: z), "behind W2 says"),
        ("delta", of_rules.slope(of_rules.entropy, of_rules.entropy), "the quadratic cost has"),
        ("delta", lambda a, y, cost: a - y, "If its weighted sum is moved a little"),
        ("batch_backward", gradients_for(of_layers.each(lambda g: -g)), "a little: the cost has"),
        ("batch_backward", of_layers.backward(slope=lambda h: 1), "Move W0 at ["),
        ("l2_update", of_rules.of_all(all_shrink), "and gradients of 0, b0 at [0] goes from"),
        ("l2_update", of_rules.of_all(lambda W, dW, alpha, decay: W - alpha * dW), "W0 at [0, "),
        ("l2_update", of_rules.update(grows_by_alpha), "and a decay of 0, W0 at ["),
        ("caught_in_place", lambda slope: False, ": your test lets it pass."),
        ("caught_in_place", lambda slope: True, "says that it has the bug."),
        ("caught_overlap", lambda deal: False, "Tried with a deal that "),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert sentence in said(name, function)


@pytest.mark.parametrize("name", [name for name in BANK if name != "rebuild"])
def test_no_property_minds_a_right_answer(name):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        assert said(name, answer, count=20) == ""


def test_a_property_leaves_to_others_what_it_cannot_judge():
    sizes, (H, blame) = (2, 3, 4, 5), draws("product", 1)[0]
    right = asked.shapes(*sizes)
    for value in (None, [], {}, right | {"b0": 4}, right | {"X": "(2, 3)"}, right | {"h": (-1, 4)}):
        assert properties.fit_together(None, sizes, value) == ""
    one = (H[:1], blame[:1])
    assert properties.adds_up_over_rows(None, one, asked.product(*one)) == ""
    assert properties.adds_up_over_rows(None, (H, blame), "a text") == ""
    args = (np.array([[0.0, 0.3]]), np.array([[1.0, 0.0]]), "quadratic")
    assert properties.is_slope_of_the_cost(None, args, np.ones((1, 2))) == ""


# ---- what is drawn


@pytest.mark.parametrize("name", BANK)
def test_what_is_drawn_can_be_copied_sent_and_named(name):
    for args in draws(name, 2 if name == "rebuild" else 20):
        sent = pickle.loads(pickle.dumps(args))
        assert all(repr(one) == repr(other) for one, other in zip(args, sent, strict=True))
        assert not any(" at 0x" in str(arg) for arg in args)


@pytest.mark.parametrize("name", [name for name in BANK if not name.startswith("caught")])
def test_the_same_luck_draws_the_same_and_another_something_else(name):
    count = 2 if name == "rebuild" else 3
    one, other = ([pickle.dumps(args) for args in draws(name, count)] for _ in range(2))
    assert one == other
    assert len(set(one)) == count


def test_the_four_sizes_of_a_puzzle_differ_and_one_row_is_among_them():
    puzzles = draws("shapes", 200)
    assert all(len(set(sizes)) == 4 for sizes in puzzles)
    assert {n_rows for n_rows, *_ in puzzles} == set(range(1, 10))


@pytest.mark.parametrize("name", ["product", "bias_gradient"])
def test_tables_have_one_row_one_unit_and_every_small_shape(name):
    tables = [args[-1] for args in draws(name, 400)]
    assert (
        {len(delta) for delta in tables} == {delta.shape[1] for delta in tables} == {1, 2, 3, 4, 5}
    )
    assert {delta.dtype.kind for delta in tables} == {"f", "i"}


@pytest.mark.parametrize("name", ["batch_forward", "batch_backward"])
def test_networks_are_of_one_to_three_layers_and_some_are_square(name):
    networks = [args[0] for args in draws(name, 200)]
    assert {len(params) // 2 for params in networks} == {1, 2, 3}
    square = [len({n for W in params.values() for n in W.shape}) == 1 for params in networks]
    assert 0.1 < np.mean(square) < 0.5
    for params in networks[:20]:
        layers = [params[f"W{i}"] for i in range(len(params) // 2)]
        assert all(W.shape[1] == V.shape[0] for W, V in pairwise(layers))


def test_some_networks_name_their_biases_last():
    last = [list(params) != [f"{k}{i}" for i in range(len(params) // 2) for k in "Wb"]
            for params, _ in draws("batch_forward", 300)]  # fmt: skip
    assert 0.05 < np.mean(last) < 0.3


def test_outputs_are_quite_sure_now_and_then_of_what_is_wrong():
    drawn = draws("delta", 300)
    sure = [((a == 0) & (y == 1)).any() or ((a == 1) & (y == 0)).any() for a, y, _ in drawn]
    between = [((a > 0) & (a < 1)).all() for a, _, _ in drawn]
    assert np.mean(sure) > 0.2
    assert np.mean(between) > 0.4
    assert {cost for *_, cost in drawn} == {"quadratic", "cross-entropy"}


# ---- what is compared


def test_shapes_are_compared_as_they_are_written():
    value = {"a": (2, 3), "b": [2], "c": 2, "d": np.zeros((1, 2)), "e": np.array([3, 1]), "f": None}
    assert symptoms.shapes(value, ()) == {
        "a": "(2, 3)", "b": "(2,)", "c": "the number 2", "d": "an array of shape (1, 2)",
        "e": "an array of shape (2,)", "f": "None",
    }  # fmt: skip
    assert symptoms.shapes([1], ()) == [1]


@pytest.mark.parametrize("shape", [(2.0, 3.0), (2.9, 3), "23", "(2, 3)", ("2", "3"), {2: 3}])
def test_sizes_with_a_point_and_texts_of_digits_are_no_shapes(shape):
    shown = symptoms.shapes({"X": shape}, ())
    assert difference(shown, symptoms.shapes({"X": (2, 3)}, ()))


def test_a_list_and_a_tuple_of_tables_are_the_same_and_so_are_two_that_overflow():
    one, other = [np.array([1.0, np.inf])], [np.array([1.0, np.nan])]
    assert not difference(symptoms.tables(one, ()), symptoms.tables(tuple(one), ()))
    assert difference(symptoms.tables(other, ()), symptoms.tables(one, ()))
    assert not difference(symptoms.tables({"W": one[0]}, ()), symptoms.tables({"W": one[0]}, ()))
    assert symptoms.tables(iter(one), ())[0] == "a generator"


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("batch_forward", of_layers.forward(last=lambda z: z / 0)),
        ("batch_backward", of_layers.backward(dW=lambda h, delta: h.T @ delta / 0)),
        ("l2_update", of_rules.of_all(lambda W, dW, alpha, decay: W / 0 - alpha * dW)),
        ("product", lambda H, delta: H.T @ delta / 0),
    ],
)
def test_numbers_that_are_none_are_told_in_words_and_not_as_a_large_number(name, function):
    hint = judge(BANK[name], function).hint
    assert "a look at the result shows: NaN or infinity, as if" in hint
    assert "off by" not in hint


@pytest.mark.parametrize("name", ["product", "bias_gradient"])
def test_what_has_seven_digits_only_is_wrong_whatever_its_numbers_are(name):
    def in_float32(*args):
        return BANK[name].reference(*(arg.astype(np.float32) for arg in args))

    assert judge(BANK[name], in_float32).mistake == "float32"


def test_shapes_of_one_network_are_compared_with_those_asked_for():
    right = asked.shapes(7, 3, 2, 5)
    hidden = right | {"W0": (3, 100), "b0": (100,), "h": (7, 100)}
    assert "h (7, 100), W1 (2, 5)" in properties.fit_together(None, (7, 3, 2, 5), hidden)
    fixed = asked.shapes(50, 784, 100, 10)
    assert properties.fit_together(None, (7, 3, 2, 5), fixed).endswith(
        "and in it 3 numbers: (7, 3). Yours is (50, 784)."
    )


def test_a_batch_of_one_tells_a_tiled_bias_from_a_broadcast_one():
    """A bias for ten rows turns one row into ten."""
    tiled = of_layers.forward(sums=lambda h, W, b: h @ W + np.tile(b, (10, 1)))
    params = {"W0": np.ones((2, 3)), "b0": np.zeros(3)}
    assert tiled(params, np.ones((1, 2)))[1].shape == (10, 3)
    assert pieces.batch_forward(params, np.ones((1, 2)))[1].shape == (1, 3)
    np.testing.assert_allclose(tiled(params, np.ones((10, 2)))[1], sigmoid(2 * np.ones((10, 3))))


# ---- the suspects


SIZES = [(13, 4), (12, 4), (9, 2), (3, 8)]


@pytest.mark.parametrize("deal", suspects.DEALS, ids=repr)
def test_a_deal_is_called_sick_if_an_epoch_has_not_each_row_once_and_luck_plays_no_part(deal):
    found = set()
    for seed in range(20):
        wrong = False
        for n_rows, batch in SIZES:
            rows = np.concatenate([[], *deal(draw(seed), n_rows, batch)])
            wrong |= sorted(rows) != list(range(n_rows))
        found.add(wrong)
    assert found == {suspects.is_sick(deal)}


@pytest.mark.parametrize("slope", suspects.SLOPES, ids=repr)
def test_a_slope_is_called_sick_if_it_writes_into_what_it_was_asked_about(slope):
    for seed in range(20):
        z = draw(seed).normal(size=(3, 4))
        before = z.copy()
        said = slope(z)
        assert said.shape == z.shape
        assert np.array_equal(z, before) != suspects.is_sick(slope)


def test_the_slopes_that_share_a_unit_say_the_same():
    z = draw(0).normal(size=(3, 4))
    for one, other in (
        (suspects.prelu.slope, suspects.prelu.slope_in_place),
        (suspects.prelu.slope, suspects.leak_below),
        (suspects.of_sigmoids, suspects.through_another_name),
        (suspects.of_sigmoids, suspects.exchange),
        (suspects.of_a_copy, suspects.write_1_above),
    ):
        np.testing.assert_allclose(one(z.copy()), other(z.copy()))


def test_the_slope_that_exchanges_two_numbers_leaves_their_sum_to_the_last_bit():
    for seed in range(20):
        z = draw(seed).normal(size=(2, 5))
        before = z.copy()
        suspects.exchange(z)
        assert not np.array_equal(z, before)
        assert z.sum() == before.sum()


def test_what_a_suspect_is_cannot_be_asked_of_it_by_accident():
    for suspect in (*suspects.SLOPES, *suspects.DEALS):
        assert all(name.startswith("_") for name in dir(suspect))


@pytest.mark.parametrize("several", [suspects.SLOPES, suspects.DEALS], ids=["slopes", "deals"])
def test_every_suspect_is_named_and_some_of_each_kind_are_sound(several):
    assert len({repr(suspect) for suspect in several}) == len(several)
    for suspect in several:
        assert repr(suspect).startswith(("a sound ", "a slope that ", "a deal that "))
        assert repr(suspect).startswith("a sound ") != suspects.is_sick(suspect)
    assert 0.25 < np.mean([suspects.is_sick(suspect) for suspect in several]) < 0.75


@pytest.mark.parametrize("name", ["caught_in_place", "caught_overlap"])
def test_in_one_judgement_every_suspect_comes_up(name):
    """So often that a miss would be seen once in ten thousand judgements or less."""
    exercise = BANK[name]
    several = suspects.SLOPES if name == "caught_in_place" else suspects.DEALS
    assert len(several) * (1 - 1 / len(several)) ** exercise.draws < 1e-4
    assert {args[0] for args in draws(name, exercise.draws)} == set(several)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "caught"),
        (np.True_, "caught"),
        (1, "caught"),
        (np.array(True), "caught"),
        (False, "not caught"),
        (np.False_, "not caught"),
        (0, "not caught"),
        (2, "a number"),
        (0.0, "a number"),
        (np.float64(1.5), "a number"),
        (np.array([True]), "an array, not one True or False"),
        ("caught", "neither True nor False, but a str"),
        ([], "neither True nor False, but a list"),
    ],
)
def test_what_a_verdict_shows(value, shown):
    assert symptoms.verdict(value, ()) == shown


# ---- rebuild


@pytest.fixture(scope="module")
def sets():
    return draws("rebuild", 2)


def test_no_new_digit_is_among_the_old_and_all_ten_are_asked(sets):
    for X, y, X_new in sets:
        assert (X.shape, y.shape, X_new.shape) == ((4_000, 784), (4_000,), (1_000, 784))
        assert len({row.tobytes() for part in (X, X_new) for row in part}) == 5_000
        assert set(symptoms.labels(X_new)) == set(range(10))


def test_the_digits_to_name_are_always_the_same_in_another_order(sets):
    (_, _, one), (_, _, other) = sets
    assert not np.array_equal(one, other)
    assert {row.tobytes() for row in one} == {row.tobytes() for row in other}
    training = {row.tobytes() for row in data.split().training.X}
    assert not training & {row.tobytes() for row in one}


def test_every_picture_of_the_set_is_known_again(sets):
    X, labels = data.load()
    assert np.array_equal(symptoms.labels(X), labels)
    for X, y, _ in sets:
        assert np.array_equal(symptoms.labels(X), y)


LUCK = 0.004  # by which a training differs from one order of the rows to another; measured


@pytest.mark.parametrize("answer", [asked.rebuild, *BANK["rebuild"].alternatives])
def test_right_answers_are_well_above_the_bar(answer, sets):
    args = sets[0]
    assert symptoms.share_right(answer(*args), args[2]) > ENOUGH + 6 * LUCK


@pytest.mark.parametrize(
    "answer",
    [
        from_memory.rebuilt_too_short,
        from_memory.rebuilt_quickly,
        from_memory.rebuilt_by_least_squares,
    ],
)
def test_whoever_names_86_in_100_is_well_below_it(answer, sets):
    """Least squares, the best that a layer without a sigmoid can do, names so many."""
    for args in sets:
        share = symptoms.share_right(answer(*args), args[2])
        assert 0.2 + 6 * LUCK < share < ENOUGH - 6 * LUCK
        assert symptoms.digit_symptom(answer(*args), args) == "hardly trained"


def softmax_layer(X, y, X_new, *, epochs):
    W, Y, rng = np.zeros((784, 10)), np.eye(10)[y], np.random.default_rng(0)
    for _ in range(epochs):
        for rows in np.array_split(rng.permutation(len(X)), len(X) // 20):
            W -= 0.1 * X[rows].T @ (softmax(X[rows] @ W) - Y[rows]) / len(rows)
    return X_new @ W


@pytest.mark.parametrize("epochs", [4, 12])
def test_a_single_layer_gets_to_about_90_and_no_farther_as_the_hint_says(epochs, sets):
    args = sets[0]
    share = symptoms.share_right(softmax_layer(*args, epochs=epochs), args[2])
    assert 0.88 < share < ENOUGH + 4 * LUCK
    (hint,) = [m.hint for m in BANK["rebuild"].mistakes if m.name == "hardly trained"]
    assert "A single layer gets to about 90 and no farther" in hint


def test_the_task_says_how_many_must_be_right_and_that_any_way_will_do():
    task = " ".join(asked.rebuild.__doc__.split())
    assert f"At least {100 * ENOUGH:.0f} in 100 should be right, by whatever way" in task


def test_a_share_that_is_too_small_is_told(sets):
    sentence = properties.names_enough(None, sets[0], from_memory.rebuilt_quickly(*sets[0]))
    assert sentence.startswith("Of 1,000 new digits yours names ")
    assert "At least 90% are asked for" in sentence


def test_probabilities_logits_and_lists_of_them_will_do(sets):
    _, _, X_new = args = sets[0]
    z = 3 * np.eye(10)[symptoms.labels(X_new)]
    for value in (z, softmax(z), z.tolist(), z.astype(np.float32), z > 0):
        assert symptoms.digit_symptom(value, args) == "learned"
        assert properties.names_enough(None, args, value) == ""


REBUILT = [
    pytest.param(form, id=f"{mistake.name}-{i}")
    for mistake in BANK["rebuild"].mistakes
    for i, form in enumerate((mistake.function, *mistake.also))
]


@pytest.mark.parametrize("form", REBUILT)
def test_a_rebuilt_mistake_shows_the_same_whatever_the_digits_are(form, sets):
    with np.errstate(all="ignore"):
        assert len({symptoms.digit_symptom(form(*args), args) for args in sets}) == 1
