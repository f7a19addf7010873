"""What a training leaves behind, and all that an autopsy is given.

Networks of this course differ in what they are made of. A ``Body`` says of one kind how it is
asked, and what each of its layers says; a ``Trial`` is one network of that kind, with its rows, its
weights before and after, and what was written down at each update.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course.kit.steps import Params

KINDS = ("relu", "prelu", "sigmoid", "tanh", "linear")


def classes_of(y: np.ndarray) -> np.ndarray:
    """The classes that targets, or answers, stand for, row by row.

    Parameters
    ----------
    y : ndarray of shape (n_rows, n_outputs): of several outputs the largest is meant, one output
        is asked whether it is above one half

    Returns
    -------
    ndarray of shape (n_rows,), whole numbers
    """
    return y.argmax(axis=-1) if y.shape[-1] > 1 else (y[..., 0] > 0.5).astype(int)


class Table(NamedTuple):
    """Rows to learn from, and others to ask afterwards.

    ``X`` of shape (n_rows, n_inputs) and ``y`` of shape (n_rows, n_outputs) are what the network
    gets; ``labels`` of shape (n_rows,) are the classes that y stands for. ``X_new`` and
    ``labels_new`` are the same of the rows that are kept aside. A row of X may itself be a
    sequence; then there are labels for all its answers, one sequence after the other.
    """

    X: np.ndarray
    y: np.ndarray
    labels: np.ndarray
    X_new: np.ndarray
    labels_new: np.ndarray


@dataclass(frozen=True, slots=True)
class Layer:
    """What the units of one layer say.

    Attributes
    ----------
    name : str, for people
    kind : what its units are, one of ``KINDS``
    weights : the name of its matrix among the parameters
    said : ndarray of shape (n_rows, n_units). Where a network goes through its rows place by
        place or step by step, each place and each step is a row
    """

    name: str
    kind: str
    weights: str
    said: np.ndarray


@dataclass(frozen=True, slots=True)
class Body:
    """One kind of network.

    Attributes
    ----------
    name : str
    init : ``(rng, …) -> params``, the first weights
    layers : ``(params, X) -> list of Layer``, the last one is what it answers with
    loss_and_gradients : ``(params, X, y) -> (loss, gradients)``, as it was trained with, right or
        wrong. Asked twice, it gives the same
    answers : ``(params, X) -> ndarray of class numbers``, as many as there are labels
    """

    name: str
    init: Callable[..., Params]
    layers: Callable[[Params, np.ndarray], list[Layer]]
    loss_and_gradients: Callable[..., tuple[float, Params]]
    answers: Callable[[Params, np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Trial:
    """One training, from its first weights to its last.

    Attributes
    ----------
    body : the kind of network, with the very functions that it was trained with
    X, y, labels : what it was trained on, as in ``Table``, as the network got it
    X_new, labels_new : what it was asked afterwards
    start, params : the weights before the first update, and after the last
    losses : ndarray of shape (n_updates,), of each batch before its update
    alphas : ndarray of shape (n_updates,), the step sizes
    strides : ndarray of shape (n_updates,). How far the weights moved, as a multiple of ``alpha``
        times the length of this batch's gradient: 1 for plain descent, also where that is 0
    seen : ndarray of shape (n_rows,), how often each row was in a batch
    """

    body: Body
    X: np.ndarray
    y: np.ndarray
    labels: np.ndarray
    X_new: np.ndarray
    labels_new: np.ndarray
    start: Params
    params: Params
    losses: np.ndarray
    alphas: np.ndarray
    strides: np.ndarray
    seen: np.ndarray

    @property
    def accuracy(self) -> float:
        """Share of the new rows that it names right, from 0 to 1."""
        return self.share_right(self.X_new, self.labels_new)

    def share_right(self, X: np.ndarray, labels: np.ndarray) -> float:
        """The same for other rows. X is divided by nothing here: give it as the network got it."""
        with np.errstate(over="ignore", invalid="ignore"):  # weights may have run off to infinity
            return float((self.body.answers(self.params, X) == labels).mean())
