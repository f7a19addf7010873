"""The two data sets of lesson 03."""

import numpy as np
import pytest
from sklearn.datasets import load_digits

from course.dropout import data


def test_digits_come_from_the_bundled_set_and_none_comes_twice():
    drawn = data.digits(np.random.default_rng(0), noise=0, wrong=0)
    assert [part.shape for part in drawn] == [(200, 65), (200, 10), (500, 65), (500, 10)]
    bundled = {
        row.tobytes(): label for row, label in zip(*load_digits(return_X_y=True), strict=True)
    }
    X = np.concatenate([drawn.X, drawn.X_new])
    y = np.concatenate([drawn.y, drawn.y_new])
    assert (X[:, -1] == 1).all()
    pixels = [(16 * row[:-1]).tobytes() for row in X]
    assert [bundled[each] for each in pixels] == y.argmax(axis=1).tolist()
    assert len(set(pixels)) == len(pixels)
    assert (y.sum(axis=1) == 1).all()


def test_a_share_of_the_training_labels_is_by_lot_and_no_other():
    right = data.digits(np.random.default_rng(0), rows=1_000, wrong=0)
    said = data.digits(np.random.default_rng(0), rows=1_000, wrong=0.3)
    np.testing.assert_array_equal(right.X, said.X)  # the same digits, with the same noise
    np.testing.assert_array_equal(right.y_new, said.y_new)
    wrong = (right.y != said.y).any(axis=1).mean()
    assert wrong == pytest.approx(0.3 * 0.9, abs=0.05)


def test_all_labels_by_lot_say_nothing():
    right = data.digits(np.random.default_rng(1), rows=1_000, wrong=0)
    said = data.digits(np.random.default_rng(1), rows=1_000, wrong=1)
    agree = (right.y.argmax(axis=1) == said.y.argmax(axis=1)).mean()
    assert agree == pytest.approx(0.1, abs=0.04)


def test_noise_has_the_spread_it_says():
    calm, noisy = (data.digits(np.random.default_rng(0), noise=noise) for noise in (0, 0.1))
    difference = (noisy.X - calm.X)[:, :-1]
    assert difference.std() == pytest.approx(0.1, rel=0.03)


def test_the_bundled_digits_are_read_once_and_cannot_be_changed():
    drawn = data.digits(np.random.default_rng(0))
    drawn.X[:] = 0
    pixels, labels = data.bundled()
    assert data.bundled()[0] is pixels
    assert (pixels.min(), pixels.max(), len(labels)) == (0, 1, 1797)
    with pytest.raises(ValueError, match="read-only"):
        pixels[0] = 0


def test_of_an_odd_number_one_more_lies_on_the_moon_whose_answer_is_1():
    drawn = data.moons(np.random.default_rng(0), rows=7, new=1)
    assert (drawn.y.sum(), drawn.y_new.sum()) == (4, 1)


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_moons_are_centred_and_half_of_each(make):
    drawn = data.moons(make(0), rows=40, noise=0.05, new=2_000)
    assert [part.shape for part in drawn] == [(40, 3), (40, 1), (2_000, 3), (2_000, 1)]
    assert drawn.y.sum() == 20
    assert (drawn.X[:, 2] == 1).all()
    np.testing.assert_allclose(drawn.X_new[:, :2].mean(axis=0), [0, 0], atol=0.05)
    upper = drawn.X_new[drawn.y_new[:, 0] == 0, :2] + data.CENTRE
    np.testing.assert_allclose(np.linalg.norm(upper, axis=1), 1, atol=0.3)


def test_the_same_generator_gives_the_same_rows():
    for make in (data.digits, data.moons):
        once, again = (make(np.random.default_rng(3)) for _ in range(2))
        for one, other in zip(once, again, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda rng: data.digits(rng, rows=0), "0 digits to learn from"),
        (lambda rng: data.digits(rng, rows=1_500), "1500 digits to learn from and 500 new ones"),
        (lambda rng: data.digits(rng, new=0), "0 new ones"),
        (lambda rng: data.digits(rng, wrong=1.1), "wrong is 1.1"),
        (lambda rng: data.digits(rng, noise=-1), "noise is -1"),
        (lambda rng: data.digits(rng, noise=np.nan), "noise is nan"),
        (lambda rng: data.moons(rng, rows=0), "0 points to learn from"),
        (lambda rng: data.moons(rng, noise=-1), "noise is -1"),
        (lambda rng: data.moons(rng, noise=np.nan), "noise is nan"),
        (lambda rng: data.moons(rng, noise=np.inf), "noise is inf"),
    ],
)
def test_impossible_data_are_refused_in_words(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make(np.random.default_rng(0))
