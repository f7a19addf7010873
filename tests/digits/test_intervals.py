"""Intervals for an accuracy, and whether two networks differ: by hand, and against SciPy."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from course.digits import intervals


@given(n=st.integers(1, 500), share=st.floats(0, 1))
def test_wilson_is_that_of_scipy(n, share):
    right = round(share * n)
    low, high = stats.binomtest(right, n).proportion_ci(method="wilson")
    np.testing.assert_allclose(intervals.wilson(right, n), (low, high), atol=1e-6)


def test_ninety_in_a_hundred_of_200_may_be_85_to_93():
    low, high = intervals.wilson(180, 200)
    assert (round(low, 3), round(high, 3)) == (0.851, 0.934)


def test_all_right_is_no_proof_of_never_wrong():
    low, high = intervals.wilson(200, 200)
    assert low == pytest.approx(200 / (200 + intervals.Z**2))
    assert high == pytest.approx(1)


@pytest.mark.parametrize(("right", "n"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused_in_words(right, n):
    with pytest.raises(ValueError, match=f"{right} of {n} pictures"):
        intervals.wilson(right, n)


def test_only_pictures_count_that_one_of_two_has_right():
    one = np.array([True] * 190 + [True] * 8 + [False] * 2)
    other = np.array([True] * 190 + [False] * 8 + [True] * 2)
    only_one, only_other, p = intervals.mcnemar(one, other)
    assert (only_one, only_other) == (8, 2)
    assert p == pytest.approx(stats.binomtest(2, 10).pvalue)
    assert p == pytest.approx(2 * (1 + 10 + 45) / 1024)


def test_two_that_are_right_about_the_same_pictures_do_not_differ():
    one = np.array([True, False, True])
    assert intervals.mcnemar(one, one) == (0, 0, 1.0)


def test_answers_about_different_pictures_cannot_be_compared():
    with pytest.raises(ValueError, match=r"shapes \(3,\) and \(4,\)"):
        intervals.mcnemar(np.ones(3, dtype=bool), np.ones(4, dtype=bool))


def test_drawn_again_the_pictures_give_about_the_interval_of_wilson():
    right = (np.arange(200) < 180)[None]
    low, high = intervals.resampled(right, rng=np.random.default_rng(0))
    np.testing.assert_allclose((low, high), intervals.wilson(180, 200), atol=0.015)


def test_more_seeds_do_not_make_up_for_few_pictures():
    one = (np.arange(200) < 180)[None]
    intervals_of = [
        intervals.resampled(np.repeat(one, n, axis=0), rng=np.random.default_rng(0))
        for n in (1, 10)
    ]
    assert intervals_of[0] == pytest.approx(intervals_of[1])


def test_a_paired_difference_is_surer_than_two_intervals():
    one, other = (np.arange(200) < 180)[None], (np.arange(200) < 190)[None]
    rng = np.random.default_rng(0)
    low, high = intervals.resampled(other * 1.0 - one * 1.0, rng=rng)
    assert low > 0
    assert high < 0.09
    assert intervals.wilson(180, 200)[1] > intervals.wilson(190, 200)[0]  # these two overlap


def test_one_row_of_answers_is_refused_in_words():
    with pytest.raises(ValueError, match=r"right\[None\]"):
        intervals.resampled(np.ones(5), rng=np.random.default_rng(0))
