"""Three costs, each with the outputs that belong to it, and what a very wrong neuron learns by.

A cost is worked out from the weighted sums ``z`` of the last layer, and not from what it says: so
nothing overflows and no logarithm is of 0, however sure a network is. All are means over rows.

After Michael Nielsen, "Neural Networks and Deep Learning", 2015, chapter 3, which has the neuron
too: one input of 1, and 0 is asked of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course.digits import net as digits


def sigmoid(z: np.ndarray | float) -> np.ndarray:
    """``1 / (1 + e**-z)``. Its own slope is ``a * (1 - a)``.

    Parameters
    ----------
    z : float or ndarray of any shape, of any size; whole numbers too

    Returns
    -------
    ndarray of the same shape, from 0 to 1, of the same kind of float
    """
    z = np.asarray(z)
    if z.dtype.kind != "f":
        z = z.astype(float)
    a = np.asarray(np.negative(z))  # of a single number, NumPy gives a number
    with np.errstate(over="ignore"):  # e**1000 is infinity, and one divided by that is 0: right
        np.exp(a, out=a)
    a += 1
    return np.reciprocal(a, out=a)


def quadratic(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Half the squared distance between what sigmoids say and what they should.

    Its slope for z is ``(a - y) a (1 - a)``: next to nothing where an output is very sure, even if
    it is wrong.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_outputs), weighted sums
    y : ndarray of the same shape, from 0 to 1

    Returns
    -------
    loss : float, the mean over rows
    delta : ndarray of the same shape, its slope for z
    """
    a = sigmoid(z)
    gap = a - y
    loss = float(np.vdot(gap, gap)) / (2 * len(z))
    gap *= a
    gap *= np.subtract(1, a, out=a)
    gap *= 1 / len(z)
    return loss, gap


def cross_entropy(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """``-(y log(a) + (1 - y) log(1 - a))`` of sigmoids a, added up over outputs.

    Since ``-log(a)`` is ``log(1 + e**-z)``, all of it is ``log(1 + e**z) - y z``. Its slope for z
    is ``a - y``. Shapes, and what is returned, are as in ``quadratic``.
    """
    # log(1 + e**z) = max(z, 0) + log(1 + e**-|z|), whose power is never above 1.
    rest = np.log1p(np.exp(-np.abs(z)))
    loss = float(np.maximum(z, 0).sum() + rest.sum() - np.vdot(y, z)) / len(z)
    delta = sigmoid(z)
    delta -= y
    delta *= 1 / len(z)
    return loss, delta


def log_likelihood(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """``-log`` of the probability that a softmax gives to the right class, as in lesson 06.

    Its slope for z is ``a - y`` too. Shapes, and what is returned, are as in ``quadratic``; the
    rows of y add up to 1.
    """
    loss, delta = digits.loss_and_delta(z, y)
    return float(loss), delta.astype(z.dtype, copy=False)


@dataclass(frozen=True)
class Cost:
    """A cost, and the outputs it is made for.

    Attributes
    ----------
    outputs : from the weighted sums to what the network says
    loss_and_delta : from weighted sums and targets to the mean over rows, and its slope
    error : from a loss and the number of outputs to a share from 0 to 1, roughly by how much an
        output is off
    """

    outputs: Callable[[np.ndarray], np.ndarray]
    loss_and_delta: Callable[[np.ndarray, np.ndarray], tuple[float, np.ndarray]]
    error: Callable[[float, int], float]

    def loss(self, z: np.ndarray, y: np.ndarray) -> float:
        """The mean over rows alone."""
        return self.loss_and_delta(z, y)[0]


COSTS = {
    # The root of the mean square of what an output is off by.
    "quadratic": Cost(sigmoid, quadratic, lambda loss, n: float(np.sqrt(2 * loss / n))),
    # 1 minus the geometric mean of the probabilities given to what is right, output by output.
    "cross-entropy": Cost(sigmoid, cross_entropy, lambda loss, n: float(-np.expm1(-loss / n))),
    "softmax": Cost(digits.softmax, log_likelihood, lambda loss, n: float(-np.expm1(-loss))),
}


def cost_of(name: str) -> Cost:
    """The cost of that name.

    Raises
    ------
    ValueError
        If there is none.
    """
    if name not in COSTS:
        raise ValueError(f"no cost is called {name!r}: choose one of {', '.join(COSTS)}")
    return COSTS[name]


# ---- one neuron


def slope_of_a_neuron(z: float | np.ndarray, cost: str = "quadratic") -> np.ndarray:
    """By how much the cost of a neuron grows with its weighted sum, when 0 is asked of it.

    With the quadratic cost that is ``a * a * (1 - a)``: the surer the neuron is of its 1, the
    smaller is the last factor. The cross-entropy leaves that factor out: ``a``.

    Parameters
    ----------
    z : float or ndarray, the weighted sum; large means that the neuron is very wrong
    cost : "quadratic" or "cross-entropy"

    Raises
    ------
    ValueError
        If the cost is another one: a softmax of one output always says 1.
    """
    a = _says(z, cost)
    return a * a * (1 - a) if cost == "quadratic" else a


def neuron(
    *, w: float = 2.0, b: float = 2.0, cost: str = "quadratic", alpha: float = 0.15
) -> Iterator[float]:
    """One neuron with the input 1, of which 0 is asked: what it says before each update.

    Parameters
    ----------
    w, b : where it starts; with 2 and 2 it says 0.982, and is very wrong
    cost : "quadratic" or "cross-entropy"
    alpha : float above 0, the step size

    Yields
    ------
    float
        From 0 to 1. It goes on for ever.

    Raises
    ------
    ValueError
        If the cost is another one.
    """
    while True:
        yield float(_says(w + b, cost))
        slope = float(slope_of_a_neuron(w + b, cost))
        w, b = w - alpha * slope, b - alpha * slope


def _says(z: float | np.ndarray, cost: str) -> np.ndarray:
    if cost not in ("quadratic", "cross-entropy"):
        raise ValueError(f"cost is {cost!r}: of one neuron, choose quadratic or cross-entropy")
    return sigmoid(np.asarray(z, dtype=float))
