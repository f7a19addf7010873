"""What a network is asked: names, costs, and the mistakes it is surest of."""

import numpy as np
import pytest

from course.digits.net import one_hot
from course.rows import asking, data, net
from course.rows.costs import COSTS

AS_IT_IS = {"W0": np.eye(3), "b0": np.zeros(3)}  # three outputs that say what they are told
SUMS = np.array([[0.0, 5, 1], [9, 0, 0], [2, 1, 0], [3, 0, 7], [0, 0, 1]])
LABELS = np.array([2, 0, 1, 1, 2])  # behind by 4, 0, 1, 7 and 0


@pytest.fixture(scope="module")
def few():
    X, labels = data.split().validation
    return X[:60], labels[:60]


@pytest.mark.parametrize("cost", COSTS)
def test_the_loss_and_accuracy_of_an_evaluation_are_those_of_its_rows(few, cost):
    X, labels = few
    params = net.init(np.random.default_rng(0))
    found = asking.evaluate(params, X, labels, cost=cost)
    loss, _ = net.loss_and_gradients(params, X, one_hot(labels), cost=cost)
    assert found.loss == pytest.approx(loss)
    assert found.accuracy == (asking.answers(params, X) == labels).mean()


def test_a_network_of_any_number_of_outputs_is_asked():
    assert asking.evaluate(AS_IT_IS, SUMS, LABELS).accuracy == 2 / 5
    dozen = {"W0": np.eye(12), "b0": np.zeros(12)}
    assert asking.evaluate(dozen, np.eye(12), np.arange(12)).accuracy == 1


# ---- the worst mistakes


def test_the_worst_mistakes_are_those_that_are_furthest_behind():
    np.testing.assert_array_equal(asking.worst(AS_IT_IS, SUMS, LABELS), [3, 0, 2])
    np.testing.assert_array_equal(asking.worst(AS_IT_IS, SUMS, LABELS, count=2), [3, 0])
    np.testing.assert_array_equal(asking.most_behind(SUMS, LABELS), [3, 0, 2])


def test_of_a_network_that_is_never_wrong_there_are_none():
    assert asking.most_behind(SUMS, SUMS.argmax(axis=1)).shape == (0,)
    assert asking.most_behind(np.zeros((0, 3)), []).shape == (0,)


@pytest.mark.parametrize("same", [0.0, np.nan, np.inf])
def test_rows_that_are_all_the_same_to_a_network_are_mistakes_too(same):
    """Weights of 0 make ties of all sums, and weights that ran off no numbers; it answers 0."""
    np.testing.assert_array_equal(asking.most_behind(np.full((5, 3), same), LABELS), [0, 2, 3, 4])


def test_mistakes_whose_sums_are_no_numbers_come_last_and_are_kept():
    z = SUMS.copy()
    z[0] = np.nan
    np.testing.assert_array_equal(asking.most_behind(z, LABELS), [3, 2, 0])


def test_there_are_as_many_mistakes_as_digits_that_are_not_named_right(few):
    X, labels = few
    params = net.init(np.random.default_rng(0))
    wrong = np.flatnonzero(asking.answers(params, X) != labels)
    assert len(wrong) > 10
    np.testing.assert_array_equal(np.sort(asking.worst(params, X, labels, count=60)), wrong)
    assert len(asking.worst(params, X, labels)) == 10


# ---- what is refused


def test_asking_about_pixels_from_0_to_255_is_refused_in_words(few):
    X, labels = few
    with pytest.raises(ValueError, match="divide them by 255"):
        asking.evaluate(net.init(np.random.default_rng(0)), 255 * X, labels)


@pytest.mark.parametrize("ask", [asking.evaluate, asking.worst])
@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        (LABELS.astype(float), r"type float64.*labels.astype\(int\)"),
        (np.eye(3)[LABELS], r"as one_hot\(labels\) has"),
        (LABELS[:4], "4 labels for 5 rows"),
        (LABELS + 1, "a label is 3, and with 3 classes they go from 0 to 2"),
    ],
)
def test_labels_that_do_not_fit_are_refused_in_words(ask, labels, sentence):
    with pytest.raises(ValueError, match=sentence):
        ask(AS_IT_IS, SUMS, labels)


def test_to_ask_about_nothing_or_by_an_unknown_cost_is_refused_in_words():
    with pytest.raises(ValueError, match="there is no row to ask about; give one at least"):
        asking.evaluate(AS_IT_IS, SUMS[:0], LABELS[:0])
    with pytest.raises(ValueError, match="no cost is called 'hinge'"):
        asking.evaluate(AS_IT_IS, SUMS, LABELS, cost="hinge")
