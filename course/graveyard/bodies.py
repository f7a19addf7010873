"""The kinds of networks in this course, each as a ``Body``: what its layers say, how it answers.

A function makes each, because some can be had with a fault: a rule for the gradient that is wrong,
an array that is overwritten. Those that walk through sequences are in ``sequences.py``.
"""

from collections.abc import Callable
from functools import partial
from zlib import crc32

import numpy as np

from course.digits import net as digits
from course.digits.layers import Network, ReLU
from course.dropout import net as dropout
from course.dropout.net import scaled_mask
from course.eleven import net as eleven
from course.graveyard import net, prelu
from course.graveyard.trial import Body, Layer, classes_of
from course.kit.steps import Params, Rng

Gradients = Callable[..., tuple[float, Params]]


def dense(
    *, skip: bool = False, norm: bool = False, loss_and_gradients: Gradients | None = None
) -> Body:
    """Layers of ReLU units and logits, as in lesson 06.

    Parameters
    ----------
    skip, norm : as in ``net.forward``
    loss_and_gradients : another one than the right one
    """
    forward = partial(net.forward, skip=skip, norm=norm)
    rule: Gradients = digits.loss_and_gradients  # for a network with neither it is the faster one
    if skip or norm:
        rule = partial(net.loss_and_gradients, skip=skip, norm=norm)

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        z, _, said = forward(params, X)
        return _named("relu", said, z)

    return Body(
        "dense",
        net.init,
        layers,
        loss_and_gradients or rule,
        lambda params, X: classes_of(forward(params, X)[0]),
    )


def with_loss(
    loss_and_delta: Callable[..., tuple[float, np.ndarray]],
    *,
    skip: bool = False,
    norm: bool = False,
) -> Body:
    """A dense network that descends another loss, such as one of ``faults.py``."""
    rule = partial(net.loss_and_gradients, skip=skip, norm=norm, loss_and_delta=loss_and_delta)
    return dense(skip=skip, norm=norm, loss_and_gradients=rule)


def leaky(*, slope: Callable[[np.ndarray], np.ndarray] = prelu.slope) -> Body:
    """Layers of PReLU units and logits; ``prelu.slope_in_place`` is the fault."""
    forward = partial(prelu.forward, slope=slope)

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        z, H, _ = forward(params, X)
        return _named("prelu", H[1:], z)

    return Body(
        "PReLU",
        net.init,
        layers,
        partial(prelu.loss_and_gradients, slope=slope),
        lambda params, X: classes_of(forward(params, X)[0]),
    )


def _named(kind: str, hidden: list[np.ndarray], z: np.ndarray) -> list[Layer]:
    found = [Layer(f"layer {i + 1}", kind, f"W{i}", h) for i, h in enumerate(hidden)]
    return [*found, Layer("answers", "linear", f"W{len(hidden)}", z)]


def sigmoid(
    *,
    init: Callable[..., Params] = eleven.init,
    loss_and_gradients: Gradients = eleven.loss_and_gradients,
) -> Body:
    """Two layers of sigmoids, as in lessons 01 and 02."""

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        p, h = _two_sigmoids(params, X)
        return [Layer("layer 1", "sigmoid", "W0", h), Layer("answers", "sigmoid", "W1", p)]

    def answers(params: Params, X: np.ndarray) -> np.ndarray:
        return classes_of(_two_sigmoids(params, X)[0])

    return Body("sigmoid", init, layers, loss_and_gradients, answers)


def _two_sigmoids(params: Params, X: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(over="ignore"):  # far out e**-z is infinity, and the sigmoid is 0 there
        return eleven.forward(params, X)


def thinned(
    *, rate: float = 0.5, loss_and_gradients: Gradients = dropout.loss_and_gradients
) -> Body:
    """The same with dropout, as in lesson 03.

    The mask of a batch is drawn from its own rows: another batch gets another mask, and who asks
    twice about one batch gets the same answer, as a gradient check has to.
    """

    rule = partial(with_mask, rate=rate, loss_and_gradients=loss_and_gradients)
    body = sigmoid(init=dropout.init, loss_and_gradients=rule)
    return Body("dropout", body.init, body.layers, body.loss_and_gradients, body.answers)


def with_mask(
    params: Params, X: np.ndarray, y: np.ndarray, *, rate: float, loss_and_gradients: Gradients
) -> tuple[float, Params]:
    """Loss and gradients under the mask of this batch."""
    rng = np.random.default_rng(crc32(X.tobytes()))
    mask = scaled_mask(rng, (len(X), params["W0"].shape[1]), rate)
    return loss_and_gradients(params, X, y, mask)


def of_layers(build: Callable[[Rng], Network]) -> Body:
    """A network put together from layers, as in lesson 06: convolutions, for example.

    Parameters
    ----------
    build : makes one, with first weights from ``rng``. Without dropout, whose lots would be drawn
        anew each time it is asked
    """
    network = build(np.random.default_rng(0))  # its weights are replaced whenever it is used

    def layers(params: Params, X: np.ndarray) -> list[Layer]:
        network.params = params
        found, learners = [], -1
        for layer in network.layers:
            X = layer.forward(X)
            learners += bool(layer.params)
            if isinstance(layer, ReLU):
                rows = X.reshape(-1, X.shape[-1])  # of a picture, each place is a row
                found.append(Layer(f"layer {learners + 1}", "relu", f"W{learners}", rows))
        return [*found, Layer("answers", "linear", f"W{learners}", X)]

    def answers(params: Params, X: np.ndarray) -> np.ndarray:
        network.params = params
        return classes_of(network.forward(X))

    return Body(
        "layers", lambda rng: build(rng).params, layers, network.loss_and_gradients, answers
    )
