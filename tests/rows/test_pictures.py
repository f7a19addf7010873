"""What is refused as a picture or a label, and in which words."""

import numpy as np
import pytest

from course.digits.net import one_hot
from course.rows import net, pictures
from course.rows.data import load, split


def test_pictures_of_the_file_are_accepted():
    pictures.check_pictures(load().X)
    pictures.check_pictures(np.zeros((0, 784)))
    pictures.check_pictures([[0] * 784])


@pytest.mark.parametrize(
    ("X", "sentence"),
    [
        (np.zeros(784), r"shape \(784,\): give \(n_rows, 784\)"),
        (np.zeros((2, 28, 28)), r"shape \(2, 28, 28\)"),
        (np.zeros((2, 64)), r"shape \(2, 64\)"),
        (np.eye(2, 784) * 255, "from 0 to 255, as in the file.*divide them by 255"),
        (np.eye(2, 784).astype(np.uint8) * 200, "divide them by 255"),
        (np.full((1, 784), -1.0), "from -1 to -1.*rescale"),
        (np.full((1, 784), 300.0), "from 300 to 300.*rescale"),
        (np.full((1, 784), 1.0000001), "rescale the pictures"),
        ([[0] * 783 + [255]], "divide them by 255"),
        (np.full((1, 784), np.nan), "from nan to nan"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(X, sentence):
    with pytest.raises(ValueError, match=sentence):
        pictures.check_pictures(X)


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (np.array([3.0, 1.0]), r"type float64.*labels.astype\(int\)"),
        (np.array(["3", "1"]), r"type <U1.*labels.astype\(int\)"),
        (np.eye(2, 10, dtype=int), r"shape \(2, 10\), as one_hot.*labels.argmax\(axis=1\)"),
        (np.eye(2, 10), r"shape \(2, 10\), as one_hot.*labels.argmax\(axis=1\)"),
        (np.array([[3.0], [1.0]]), r"shape \(2, 1\).*one whole number for each row"),
        ([], "0 labels for 2 rows"),
        ([None, None], "type object.*labels.astype"),
        (np.array([True, False]), "type bool"),
        (np.array([3, 10]), "a label is 10, and with 10 classes they go from 0 to 9"),
        (np.array([-1, 0]), "a label is -1"),
        (np.array([1, 2, 3]), "3 labels for 2 rows"),
    ],
)
def test_labels_that_are_none_are_refused_in_words(labels, sentence):
    with pytest.raises(ValueError, match=sentence):
        pictures.check_labels(labels, 2)


def test_labels_that_are_some_are_accepted():
    pictures.check_labels(np.array([3, 0]), 2)
    pictures.check_labels(np.array([3, 0], dtype=np.uint8))
    pictures.check_labels([3, 0])
    pictures.check_labels(np.array([3, 11]), classes=12)


# ---- the same where a network is trained


def test_training_on_pixels_from_0_to_255_is_refused_in_words():
    X, labels = split().training
    for pixels in (255 * X, (255 * X).round().astype(np.uint8)):
        with pytest.raises(ValueError, match="as in the file, where ink is 255: divide them by"):
            next(net.train(pixels, one_hot(labels), rng=np.random.default_rng(0)))


@pytest.mark.parametrize("highest", [16, 65_535])
def test_pixels_of_another_scale_are_told_to_be_rescaled_and_not_divided_by_255(highest):
    with pytest.raises(ValueError, match=f"from 0 to {highest}.*rescale") as caught:
        pictures.refuse_file(highest * np.eye(3, 784))
    assert "255" not in str(caught.value)


def test_pixels_of_the_file_are_noticed_behind_a_thousand_blank_rows():
    X = np.zeros((1_200, 784))
    X[-1, 0] = 255
    with pytest.raises(ValueError, match="divide them by 255"):
        pictures.refuse_file(X)


@pytest.mark.parametrize("highest", [1.0000001, 1.5])
def test_ink_of_a_little_more_than_1_does_no_harm(highest):
    pictures.refuse_file(highest * np.eye(3, 784))


def test_rows_of_other_lengths_may_hold_any_numbers_and_standardised_pictures_too():
    pictures.refuse_file(np.full((3, 64), 16.0))
    pictures.refuse_file(3 * np.random.default_rng(0).normal(size=(3, 784)))
