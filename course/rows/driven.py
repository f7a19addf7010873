"""The training of ``net.py``, with every function of the exercises in a place of its own.

There the loop is fast. Here each part can be replaced by what a learner wrote, which is what the
panel does. With the course's functions the numbers are those of ``net.train``, but for rounding.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course.digits.net import minibatches
from course.digits.running import quietly
from course.kit.steps import Params
from course.rows import net
from course.rows.costs import cost_of


def train(
    X: np.ndarray,
    y: np.ndarray,
    params: Params,
    *,
    cost: str,
    alpha: float,
    decay: float,
    epochs: int,
    batch: int,
    rng: net.Rng,
    batch_forward: Callable[..., Any] = net.batch_forward,
    batch_backward: Callable[..., Any] = net.batch_backward,
    delta: Callable[..., Any] = net.delta,
    l2_update: Callable[..., Any] = net.l2_update,
) -> Iterator[net.RowsStep]:
    """Train on mini-batches by plain descent. Yields the state before each update.

    Parameters
    ----------
    X, y, alpha, decay, epochs, batch, rng : as in ``net.train``
    params : start here; copied, never changed
    cost : "quadratic", "cross-entropy" or "softmax". The last has a slope of its own: there is
        nothing for ``delta`` to do
    batch_forward, batch_backward, delta, l2_update : the course's, or your own

    Yields
    ------
    RowsStep
    """
    own = batch_forward, batch_backward, delta, l2_update
    if own == (net.batch_forward, net.batch_backward, net.delta, net.l2_update):
        return net.train(X, y, params=params, cost=cost, alpha=alpha, decay=decay, epochs=epochs,
                         batch=batch, rng=rng)  # fmt: skip
    params = {name: np.array(value) for name, value in params.items()}
    slopes = _slopes(cost, batch_forward, batch_backward, delta)
    in_place = l2_update is net.l2_update
    update = _descend if in_place else _by(l2_update)
    return quietly(_updates(X, y, params, cost, alpha, decay, epochs, batch, rng, slopes, update))


def _updates(
    X, y, params, cost, alpha, decay, epochs, batch, rng, slopes, update
) -> Iterator[net.RowsStep]:
    index, error = 0, cost_of(cost).error
    for epoch in range(epochs):
        for rows in minibatches(rng, len(X), batch):
            loss, gradients = slopes(params, X[rows], y[rows])
            yield net.RowsStep(index, loss, error(loss, y.shape[1]), params, epoch)
            update(params, gradients, alpha, decay)
            index += 1


def _slopes(cost, batch_forward, batch_backward, delta) -> Callable[..., tuple[float, Params]]:
    of = cost_of(cost)

    def loss_and_gradients(params, X, y):
        H = batch_forward(params, X)
        last = len(params) // 2 - 1
        z = H[last] @ params[f"W{last}"] + params[f"b{last}"]  # a loss of outputs is not as exact
        loss, slope = of.loss_and_delta(z, y)
        if cost != "softmax":
            slope = delta(H[-1], y, cost)
        return loss, batch_backward(params, H, slope)

    return loss_and_gradients


def _by(l2_update: Callable[..., Params]) -> Callable[..., None]:
    def update(params, gradients, alpha, decay):
        new = l2_update(params, gradients, alpha, decay)
        for name, value in params.items():
            value[...] = new[name]

    return update


def _descend(params: Params, gradients: Params, alpha: float, decay: float) -> None:
    """The course's ``l2_update`` in place, since new arrays for W0 cost more than their numbers."""
    for name, value in params.items():
        if decay and name.startswith("W"):
            value *= 1 - alpha * decay
        value -= alpha * gradients[name]
