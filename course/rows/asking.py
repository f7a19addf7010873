"""Asking a network about rows whose labels are known: what it names them, and where it is wrong."""

from typing import NamedTuple

import numpy as np

from course.kit.steps import Params
from course.rows import net
from course.rows.costs import cost_of
from course.rows.pictures import check_labels, refuse_file


def answers(params: Params, X: np.ndarray) -> np.ndarray:
    """Which digit each row is called.

    Sigmoids and softmax do not change which weighted sum is the largest, so none is needed.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)

    Returns
    -------
    ndarray of shape (n_rows,), whole numbers from 0 to n_outputs - 1

    Raises
    ------
    ValueError
        If the rows are too long or too short for the network.
    """
    return net.forward(params, X)[0].argmax(axis=1)


class Evaluation(NamedTuple):
    """The mean cost of some rows, and which share of them is named right, from 0 to 1."""

    loss: float
    accuracy: float


def evaluate(
    params: Params, X: np.ndarray, labels: np.ndarray, *, cost: str = "cross-entropy"
) -> Evaluation:
    """Ask the network about rows whose labels are known. Weight decay is not in this loss.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    labels : ndarray of shape (n_rows,), whole numbers from 0 to n_outputs - 1
    cost : as in ``net.loss_and_gradients``

    Raises
    ------
    ValueError
        If there is no row, the rows are too long or too short, pixels go from 0 to 255, there is
        no such cost, or there is not a whole number for each row, which is one of the outputs.
    """
    refuse_file(X)
    of = cost_of(cost)
    z, _ = net.forward(params, X)
    check_labels(labels, len(z), classes=z.shape[1])
    if len(z) == 0:
        raise ValueError(f"X has shape {X.shape}: there is no row to ask about; give one at least")
    loss = of.loss(z, np.eye(z.shape[1], dtype=z.dtype)[labels])
    return Evaluation(loss, float((z.argmax(axis=1) == labels).mean()))


def worst(params: Params, X: np.ndarray, labels: np.ndarray, *, count: int = 10) -> np.ndarray:
    """Ask the network about rows, and give those that it is most decidedly wrong about.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    labels, count : as in ``most_behind``, which says what is returned

    Raises
    ------
    ValueError
        If the rows are too long or too short, or there is not a whole number for each.
    """
    return most_behind(net.forward(params, X)[0], labels, count=count)


def most_behind(z: np.ndarray, labels: np.ndarray, *, count: int = 10) -> np.ndarray:
    """The rows that are named wrong, where the right digit is farthest behind the one named.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_outputs), the weighted sums of the last layer
    labels : ndarray of shape (n_rows,), whole numbers from 0 to n_outputs - 1
    count : int, 0 or more, how many rows at most

    Returns
    -------
    ndarray of row numbers, the worst first: ``count`` of them, or fewer if fewer are wrong. The
    last ones are those where it cannot be said by how much, as their sums are no numbers.

    Raises
    ------
    ValueError
        If there is not a whole number for each row, which is one of the outputs.
    """
    check_labels(labels, len(z), classes=z.shape[1])
    wrong = np.flatnonzero(z.argmax(axis=1) != labels)
    with np.errstate(invalid="ignore"):  # infinity less infinity
        behind = z[wrong].max(axis=1) - z[wrong, np.asarray(labels, int)[wrong]]
    return wrong[np.argsort(-behind, kind="stable")[:count]]
