"""The kinds of networks in this course, each as a ``Body``: what its layers say, how it answers.

A function makes each, because some can be had with a fault: a rule for the gradient that is wrong,
an array that is overwritten.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from course.graveyard import net
from course.graveyard.trial import Body, Layer
from course.kit.steps import Params


def dense(
    *,
    skip: bool = False,
    norm: bool = False,
    loss_and_gradients: Callable[..., tuple[float, Params]] | None = None,
) -> Body:
    """Layers of ReLU units and ten logits, as in lesson 06.

    Parameters
    ----------
    skip, norm : as in ``net.forward``
    loss_and_gradients : another one than that of this room
    """
    kind = {"skip": skip, "norm": norm}

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        z, _, said = net.forward(params, X, **kind)
        hidden = [Layer(f"layer {i + 1}", "relu", f"W{i}", h) for i, h in enumerate(said)]
        return [*hidden, Layer("answers", "linear", f"W{len(said)}", z)]

    return Body(
        "dense",
        net.init,
        layers,
        loss_and_gradients or partial(net.loss_and_gradients, skip=skip, norm=norm),
        lambda params, X: net.forward(params, X, **kind)[0].argmax(axis=1),
    )
