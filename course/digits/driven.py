"""The training of ``net.py``, with every function of the exercises in a place of its own.

There the loop is fast. Here each part can be replaced by what a learner wrote, which is what the
panels do. With the course's functions, the numbers are those of ``net.train``.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course.descent.optimisers import Update, begin, plain
from course.digits import net
from course.digits.running import in_one_vector
from course.kit.steps import Params


def train(
    X: np.ndarray,
    y: np.ndarray,
    params: Params,
    *,
    alpha: float,
    epochs: int,
    batch: int = 25,
    rng: net.Rng,
    update: Update = plain,
    vary: Callable[..., np.ndarray] | None = None,
    minibatches: Callable[..., Any] = net.minibatches,
    cross_entropy: Callable[..., float] = net.cross_entropy,
    logit_gradient: Callable[..., np.ndarray] = net.logit_gradient,
) -> Iterator[net.DigitStep]:
    """Train on mini-batches. Yields the state before each update.

    Parameters
    ----------
    X, y : as in ``net.train``
    params : start here; copied, never changed
    alpha : float above 0
    epochs, batch, rng, update, vary : as in ``net.train``
    minibatches, cross_entropy, logit_gradient : the course's, or your own

    Yields
    ------
    DigitStep
    """
    params, weights = in_one_vector(params)
    memory, index = begin(weights), 0
    for epoch in range(epochs):
        seen = X if vary is None else vary(X, rng)
        for rows in minibatches(rng, len(X), batch):
            z, H = net.forward(params, seen[rows])
            loss = float(cross_entropy(z, y[rows]))
            gradients = net.backward(params, H, logit_gradient(z, y[rows]))
            yield net.DigitStep(index, loss, -np.expm1(-loss), params, epoch)
            index += 1
            slopes = np.concatenate([slope.ravel() for slope in gradients.values()])
            change, kept = update(slopes, memory, alpha, index)
            memory |= kept
            weights += change
