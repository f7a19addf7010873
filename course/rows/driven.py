"""The training of ``net``, with every function of the exercises in a place of its own.

Each of them can be replaced by what a learner wrote, which is what the panel does. With the
course's functions the numbers are those of ``net.train``, but for rounding.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from course.kit.steps import Params
from course.rows import net, pieces


def train(
    X: np.ndarray,
    y: np.ndarray,
    params: Params,
    *,
    batch_forward: Callable[..., Any] = pieces.batch_forward,
    batch_backward: Callable[..., Any] = pieces.batch_backward,
    delta: Callable[..., Any] = pieces.delta,
    l2_update: Callable[..., Any] = pieces.l2_update,
    cost: str = "cross-entropy",
    **how: Any,
) -> Iterator[net.RowsStep]:
    """Train on mini-batches by plain descent. Yields the state before each update.

    Whatever is the course's own, ``net`` does in its fast way.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    params : dict with "W0", "b0", "W1", …, to start with; copied, never changed
    batch_forward, batch_backward, delta, l2_update : the course's, or your own
    cost : "quadratic", "cross-entropy" or "softmax". The last has a slope of its own: there is
        nothing for ``delta`` to do
    how : all else, as in ``net.train``

    Yields
    ------
    RowsStep

    Raises
    ------
    ValueError
        As ``net.train`` does.
    """
    three = {"batch_forward": batch_forward, "batch_backward": batch_backward, "delta": delta}
    if any(function is not getattr(pieces, name) for name, function in three.items()):
        how["loss_and_gradients"] = pieces.of_parts(cost=cost, **three)
    if l2_update is not pieces.l2_update:
        how["l2_update"] = l2_update
    return net.train(X, y, params=params, cost=cost, **how)
