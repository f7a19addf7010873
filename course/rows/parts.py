"""A small library that grows out of ``net``: activations, layers and costs as records of functions.

What was fixed in ``net`` is given here: what hidden units say, and what is asked of the outputs. A
record holds a few functions and knows nothing of the others; what joins them is two short loops.
There is no class that does everything, no graph, and nothing is kept between forward and backward:
a function gets what it needs, and gives what it found. To add an activation or a cost, write its
functions and put them into a record.

``of_layers`` gives a ``loss_and_gradients``, which ``net.train`` takes as it is.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from course.graveyard import prelu
from course.kit.steps import Params, Rng
from course.rows import net, pieces
from course.rows.costs import COSTS, sigmoid


class Activation(NamedTuple):
    """What units say, and its slope. Both give new arrays.

    Attributes
    ----------
    says : from weighted sums z, of any shape, to what the units say, h
    slope : from z and h to the slope of h for z, of the same shape
    """

    says: Callable[[np.ndarray], np.ndarray]
    slope: Callable[[np.ndarray, np.ndarray], np.ndarray]


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, lambda z, h: h * (1 - h)),
    "tanh": Activation(np.tanh, lambda z, h: 1 - h**2),
    "ReLU": Activation(lambda z: np.maximum(z, 0), lambda z, h: (z > 0).astype(z.dtype)),
    "PReLU": Activation(prelu.prelu, lambda z, h: prelu.slope(z)),
}


class Layer(NamedTuple):
    """How many units, and what they say: one of ``ACTIVATIONS``, or your own."""

    units: int
    activation: Activation


class Ending(NamedTuple):
    """What the last weighted sums z become, and what is asked of that.

    They belong together: only of the pair is the slope short.

    Attributes
    ----------
    outputs : from z to what the network says, a
    loss : from z and the targets y to the mean cost of the rows
    delta : from a and y to the slope of that cost for z, the division by the rows included
    """

    outputs: Callable[[np.ndarray], np.ndarray]
    loss: Callable[[np.ndarray, np.ndarray], float]
    delta: Callable[[np.ndarray, np.ndarray], np.ndarray]


def squared_error(z: np.ndarray, y: np.ndarray) -> float:
    """Half the squared distance of the weighted sums themselves: mean over rows.

    Parameters
    ----------
    z, y : ndarrays of shape (n_rows, n_outputs)
    """
    return float(((z - y) ** 2).sum()) / (2 * len(z))


ENDINGS = {
    "quadratic": Ending(
        sigmoid, COSTS["quadratic"].loss, lambda a, y: pieces.delta(a, y, "quadratic")
    ),
    "cross-entropy": Ending(
        sigmoid, COSTS["cross-entropy"].loss, lambda a, y: pieces.delta(a, y, "cross-entropy")
    ),
    "softmax": Ending(
        COSTS["softmax"].outputs, COSTS["softmax"].loss, lambda a, y: (a - y) / len(a)
    ),
    # For numbers of any size instead of classes.
    "squared error": Ending(lambda z: z, squared_error, lambda a, y: (a - y) / len(a)),
}


def init(rng: Rng, n_inputs: int, layers: Sequence[Layer], n_outputs: int) -> Params:
    """The first weights for these layers, and for the outputs after them, as of ``net.init``.

    Parameters
    ----------
    rng : Generator or RandomState
    n_inputs, n_outputs : int, 1 or more
    layers : the hidden ones, from left to right; there may be none

    Returns
    -------
    dict with "W0", "b0", "W1", …: ``W{i}`` of shape (fan_in, fan_out) and ``b{i}`` of shape
    (fan_out,)

    Raises
    ------
    ValueError
        If a layer has no units.
    """
    return net.init(rng, sizes=(n_inputs, *(layer.units for layer in layers), n_outputs))


def forward(
    layers: Sequence[Layer], params: Params, X: np.ndarray
) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
    """From left to right.

    Parameters
    ----------
    layers : the hidden ones, as the parameters were drawn for
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)

    Returns
    -------
    z : ndarray of shape (n_rows, n_outputs), the last weighted sums
    H : list of what each layer was told, X first: ``H[i]`` of shape (n_rows, fan_in of W{i})
    Z : list of the weighted sums of each hidden layer, which its slope may ask for: ``Z[i]`` of
        shape (n_rows, units of layer i)

    Raises
    ------
    ValueError
        If the parameters were drawn for other layers, or for rows of another length.
    """
    _check_fit(layers, params, X)
    H, Z = [X], []
    for i, layer in enumerate(layers):
        Z.append(H[i] @ params[f"W{i}"] + params[f"b{i}"])
        H.append(layer.activation.says(Z[i]))
    last = len(layers)
    return H[last] @ params[f"W{last}"] + params[f"b{last}"], H, Z


def _check_fit(layers: Sequence[Layer], params: Params, X: np.ndarray) -> None:
    of = [value.shape[0] for name, value in params.items() if name.startswith("W")]
    asked = [X.shape[-1], *(layer.units for layer in layers)]
    if X.ndim != 2 or asked != of:
        raise ValueError(
            f"X has shape {X.shape} and the layers have {asked[1:]} units, but params are for rows "
            f"of {of[0]} numbers and for {of[1:]} units: draw them by init(rng, n_inputs, layers, "
            "n_outputs)"
        )


def backward(
    layers: Sequence[Layer],
    params: Params,
    H: Sequence[np.ndarray],
    Z: Sequence[np.ndarray],
    delta: np.ndarray,
) -> Params:
    """From right to left: as ``net.backward``, but each layer has its own slope.

    Parameters
    ----------
    layers, params : as in ``forward``
    H, Z : as ``forward`` gives them
    delta : ndarray of shape (n_rows, n_outputs), the slope of the cost for the last weighted sums

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients = {}
    for i in reversed(range(len(H))):
        gradients[f"W{i}"] = H[i].T @ delta
        gradients[f"b{i}"] = delta.sum(axis=0)
        if i:
            slope = layers[i - 1].activation.slope(Z[i - 1], H[i])
            delta = delta @ params[f"W{i}"].T * slope
    return {name: gradients[name] for name in params}


def of_layers(
    layers: Sequence[Layer], ending: Ending
) -> Callable[[Params, np.ndarray, np.ndarray], tuple[float, Params]]:
    """The ``loss_and_gradients`` of a network of these parts.

    Parameters
    ----------
    layers : the hidden ones, from left to right; there may be none
    ending : one of ``ENDINGS``, or your own

    Returns
    -------
    function from ``(params, X, y)`` to the mean cost of the rows, and a dict with the same keys and
    shapes as params: its slope for each of them. It raises what ``forward`` does
    """

    def loss_and_gradients(params, X, y):
        z, H, Z = forward(layers, params, X)
        delta = ending.delta(ending.outputs(z), y)
        return ending.loss(z, y), backward(layers, params, H, Z, delta)

    return loss_and_gradients
