"""The training of ``net.py``, with every function of the exercises in a place of its own.

There the loop is fast. Here each part can be replaced by what a learner wrote, which is what the
panels do. With the course's functions, the numbers are those of ``net.train``.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from course.descent.optimisers import Update, begin, plain
from course.digits import net
from course.kit.steps import Params


def first_weights(
    rng: net.Rng,
    sizes: Sequence[int],
    std: float | None = None,
    *,
    he_init: Callable[..., np.ndarray] = net.he_init,
) -> Params:
    """Weights as ``net.init`` draws them, biases of 0.

    Parameters
    ----------
    rng : draws them, layer by layer
    sizes : how many units each layer has, the inputs first
    std : their standard deviation; None for that of ``he_init``
    he_init : the course's, or your own
    """
    params = {}
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        if std is None:
            params[f"W{i}"] = he_init(rng, fan_in, fan_out)
        else:
            params[f"W{i}"] = std * rng.normal(size=(fan_in, fan_out))
        params[f"b{i}"] = np.zeros(fan_out)
    return params


def backward(params: Params, H: Sequence[np.ndarray], delta: np.ndarray) -> Params:
    """The slope of the loss for every weight and bias, from its slope for the logits.

    As in ``net.loss_and_gradients``: ``delta_(i-1) = delta_i W_i^T`` where ``h_i > 0``, else 0.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    H : what each layer was told, as ``net.forward`` gives it
    delta : ndarray of shape (n_rows, n_classes)

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients = {}
    for i in reversed(range(len(H))):
        gradients[f"W{i}"] = H[i].T @ delta
        gradients[f"b{i}"] = delta.sum(axis=0)
        delta = delta @ params[f"W{i}"].T * (H[i] > 0) if i else delta
    return {name: gradients[name] for name in params}


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
    params, weights = net.in_one_vector(params)
    memory, index = begin(weights), 0
    for epoch in range(epochs):
        seen = X if vary is None else vary(X, rng)
        for rows in minibatches(rng, len(X), batch):
            z, H = net.forward(params, seen[rows])
            loss = float(cross_entropy(z, y[rows]))
            gradients = backward(params, H, logit_gradient(z, y[rows]))
            yield net.DigitStep(index, loss, -np.expm1(-loss), params, epoch)
            index += 1
            slopes = np.concatenate([slope.ravel() for slope in gradients.values()])
            change, kept = update(slopes, memory, alpha, index)
            memory |= kept
            weights += change
