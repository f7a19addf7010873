"""Training on many fresh sequences at a time, with any optimiser, for any network of this room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course.addition.bits import Rng, random_sums
from course.addition.net import clip, cross_entropy, length
from course.descent.net import check_alpha
from course.descent.optimisers import Update, adam, begin
from course.kit.steps import Params, Step

Draw = Callable[[Rng], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, slots=True)
class BatchStep(Step):
    """A step whose loss is the mean cross-entropy of the sequences drawn for it.

    ``error`` is ``1 - e**-loss``: 1 minus the geometric mean of the probabilities that the network
    gave to the right bits. 0.5 is guessing. ``norm`` is the length of all gradients
    together, before they are clipped.
    """

    norm: float


def train_batches(
    draw: Draw,
    params: Params,
    *,
    alpha: float = 0.03,
    steps: int = 500,
    rng: Rng,
    most: float | None = None,
    update: Update = adam,
    loss_and_gradients: Callable[..., tuple[float, Params]] = cross_entropy,
) -> Iterator[BatchStep]:
    """Train on fresh sequences, many at a time, with any optimiser.

    Parameters
    ----------
    draw : function of ``rng`` that gives the X and y of one update, such as ``draw_sums``
    params : where to start; copied, never changed
    alpha : float above 0
    steps : int, number of updates
    rng : what ``draw`` draws with
    most : if given, gradients are clipped to this length
    update : an optimiser, Adam if you do not choose
    loss_and_gradients : of another network than the plain one; its loss is a mean cross-entropy

    Yields
    ------
    BatchStep
        The state before each update, and the loss of the sequences that it is made with.

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0.
    """
    check_alpha(alpha)
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    memory = {name: begin(value) for name, value in params.items()}
    for index in range(steps):
        with np.errstate(over="ignore"):  # as in train
            loss, gradients = loss_and_gradients(params, *draw(rng))
        norm = length(gradients)
        yield BatchStep(index, loss, -np.expm1(-loss), params, float(norm))
        if most is not None:
            gradients = clip(gradients, most)
        for name, gradient in gradients.items():
            change, kept = update(gradient, memory[name], alpha, index + 1)
            memory[name] |= kept
            params[name] += change


def draw_sums(rng: Rng, *, n: int = 128, bits: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """Draw n sums of two numbers below ``2**(bits - 1)``, as ``sums`` gives them."""
    return random_sums(n, bits - 1, rng)
