"""Numbers as bits and sums as sequences, and what is said to those that do not fit."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from course.addition import bits as b

LONG = 2**1024 - 1
NUMBERS = st.integers(0, LONG)


def test_six_in_four_bits_is_read_from_the_lowest():
    np.testing.assert_array_equal(b.bits_of(6, 4), [0, 1, 1, 0])
    assert b.bits_of(6, 4).dtype == np.float64


@given(number=NUMBERS)
def test_numbers_of_any_length_come_back(number):
    assert b.number_of(b.bits_of(number, 1024)) == number


@given(numbers=st.lists(NUMBERS, min_size=1, max_size=4), bits=st.integers(1024, 1040))
def test_a_table_holds_the_bits_of_each(numbers, bits):
    expected = [b.bits_of(number, bits) for number in numbers]
    np.testing.assert_array_equal(b.table(numbers, bits), expected)


def test_a_half_counts_as_nothing_and_more_as_one():
    assert b.number_of(np.array([[0.5], [0.51], [0.0], [1.0]])) == 10


@pytest.mark.parametrize("number", [np.int64(5), np.uint8(5), 5])
def test_numpys_integers_are_integers(number):
    np.testing.assert_array_equal(b.bits_of(number, 3), [1, 0, 1])


@pytest.mark.parametrize("make", [b.bits_of, lambda number, bits: b.table([number], bits)])
@pytest.mark.parametrize(
    ("number", "bits", "error", "sentence"),
    [
        (256, 8, ValueError, "256 does not fit: it needs 9 bits and there are 8, enough for 0 to"),
        (LONG, 64, ValueError, "needs 1024 bits and there are 64, .*smaller number or more bits"),
        (-1, 8, ValueError, "-1 is negative, .* choose 0 or more"),
        (2.0, 8, TypeError, "2.0 is not an integer, .* round it first"),
        ("7", 8, TypeError, "'7' is not an integer"),
        (None, 8, TypeError, "None is not an integer"),
        (0, 0, ValueError, "bits is 0: .* choose 1 or more"),
    ],
)
def test_what_has_no_bits_is_refused_in_words(make, number, bits, error, sentence):
    with pytest.raises(error, match=sentence):
        make(number, bits)


def test_a_sum_that_does_not_fit_is_refused_in_words():
    with pytest.raises(ValueError, match=r"200 \+ 100 = 300 does not fit: it needs 9 bits"):
        b.sums([1, 200], [1, 100], 8)
    with pytest.raises(ValueError, match="the sum does not fit: it needs 1025 bits"):
        b.sums([LONG], [LONG], 1024)


def test_a_number_with_nothing_to_add_to_it_is_refused_in_words():
    with pytest.raises(ValueError, match=r"2 numbers to add to 1: .* give as many of both"):
        b.sums([1, 2], [3], 8)


def test_nine_and_sixty_position_by_position():
    X, y = b.sums([9], [60], 8)
    np.testing.assert_array_equal(X[0, :, 0], [1, 0, 0, 1, 0, 0, 0, 0])
    np.testing.assert_array_equal(X[0, :, 1], [0, 0, 1, 1, 1, 1, 0, 0])
    np.testing.assert_array_equal(y[0, :, 0], [1, 0, 1, 0, 0, 0, 1, 0])
    np.testing.assert_array_equal(b.carries(X)[0], [0, 0, 0, 1, 1, 1, 0, 0])


@given(m=NUMBERS, n=NUMBERS)
@settings(max_examples=30)
def test_the_rule_from_school_gives_the_bits_of_the_sum(m, n):
    X, y = b.sums([m, n], [n, m], 1025)
    np.testing.assert_array_equal(b.answers(X), y)
    assert b.number_of(y[0]) == m + n


def test_every_sum_is_there_once():
    X, y = b.every_sum(4)
    found = [
        (b.number_of(x[:, 0]), b.number_of(x[:, 1]), b.number_of(s))
        for x, s in zip(X, y, strict=True)
    ]
    assert found == [(m, n, m + n) for m in range(8) for n in range(8)]
    assert b.every_sum()[0].shape == (128 * 128, 8, 2)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
@pytest.mark.parametrize("draw", [b.random_sums, b.hard_sums])
@pytest.mark.parametrize("bits", [1, 7, 70])
def test_drawn_sums_are_sums(make, draw, bits):
    X, y = draw(9, bits, make(0))
    assert X.shape == (9, bits + 1, 2)
    for x, s in zip(X, y, strict=True):
        assert b.number_of(x[:, 0]) + b.number_of(x[:, 1]) == b.number_of(s)
    np.testing.assert_array_equal(draw(9, bits, make(0))[0], X)


def test_hard_sums_keep_their_carry_from_end_to_end_or_never_have_one():
    X, _ = b.hard_sums(10, 40, np.random.default_rng(0))
    np.testing.assert_array_equal(b.carries(X).sum(axis=1), [40, 0] * 5)
    assert (X[:, 1:40].sum(axis=2) == 1).all()


def test_random_sums_seldom_keep_a_carry_for_long():
    X, _ = b.random_sums(1000, 1024, np.random.default_rng(0))
    one = X[:, :1024].sum(axis=2) == 1  # where a carry, if there is one, has to be kept
    longest = [
        max(len(run) for run in "".join(map(str, row.astype(int))).split("0")) for row in one
    ]
    assert np.median(longest) < 12
    assert max(longest) < 30


def test_right_means_right_in_every_bit():
    y = np.array([[[0.0], [1.0]], [[0.0], [1.0]]])
    p = np.array([[[0.4], [0.6]], [[0.6], [0.6]]])
    np.testing.assert_array_equal(b.right(p, y), [True, False])
