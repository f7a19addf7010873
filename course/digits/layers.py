"""The same network from small parts: layers, a loss, an optimiser, and a line that joins them.

A layer keeps what it was told, so that it can answer for it: ``forward`` takes what the layer
before says, ``backward`` takes the slope of the loss for what this layer said, keeps the slopes of
its own weights, and gives the slope for what it was told. Nothing else is known about a layer, so
that any can be put in any place. ``net.py`` is the yardstick: ``dense`` has its parameters, by the
same names, and its gradients.

There is no graph here, and no automatic derivative: the layers stand in a row.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np

from course.descent.net import check_alpha
from course.descent.optimisers import Memory, Update, begin, plain
from course.digits.net import he_init, loss_and_delta
from course.digits.running import check_decay
from course.dropout.net import scaled_mask
from course.kit.steps import Params, Rng


class Layer(Protocol):
    """What every layer has. ``params`` is empty where there is nothing to learn."""

    params: Params
    gradients: Params

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray: ...

    def backward(self, slope: np.ndarray) -> np.ndarray: ...


class Linear:
    """``Z = X W + b``. Backwards: ``X^T D`` for W, the sum of D for b, ``D W^T`` for X.

    Parameters
    ----------
    W : ndarray of shape (fan_in, fan_out), the first weights; the biases begin as zeros
    """

    def __init__(self, W: np.ndarray) -> None:
        self.params = {"W": W, "b": np.zeros(W.shape[1])}
        self.gradients: Params = {}

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """From shape (n_rows, fan_in) to (n_rows, fan_out)."""
        self.X = X
        return X @ self.params["W"] + self.params["b"]

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """From shape (n_rows, fan_out) to (n_rows, fan_in)."""
        self.gradients = {"W": self.X.T @ slope, "b": slope.sum(axis=0)}
        return slope @ self.params["W"].T


class ReLU:
    """``H = max(Z, 0)``. Backwards: D where the unit spoke, 0 where it was silent."""

    def __init__(self) -> None:
        self.params: Params = {}
        self.gradients: Params = {}

    def forward(self, Z: np.ndarray, *, training: bool = False) -> np.ndarray:
        """Of any shape, to the same."""
        self.H = np.maximum(Z, 0)
        return self.H

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """Of the same shape."""
        return slope * (self.H > 0)


class Dropout:
    """``H * mask`` while training, the mask of lesson 03; nothing at all afterwards.

    Backwards: ``D * mask``, since the mask's factor stands between.

    Parameters
    ----------
    rate : float from 0 to below 1, the share that is dropped
    rng : draws a mask for each training pass

    Raises
    ------
    ValueError
        If the rate is not from 0 to below 1, at the first training pass.
    """

    def __init__(self, rate: float, rng: Rng) -> None:
        self.params: Params = {}
        self.gradients: Params = {}
        self.rate, self.rng = rate, rng
        self.mask: np.ndarray | float = 1.0

    def forward(self, H: np.ndarray, *, training: bool = False) -> np.ndarray:
        """Of any shape, to the same."""
        self.mask = scaled_mask(self.rng, H.shape, self.rate) if training else 1.0
        return H * self.mask

    def backward(self, slope: np.ndarray) -> np.ndarray:
        """Of the same shape."""
        return slope * self.mask


class CrossEntropy:
    """The mean cross-entropy of logits. Backwards: ``(softmax(z) - y) / n_rows``."""

    def forward(self, z: np.ndarray, y: np.ndarray) -> float:
        """Of logits and right answers, both of shape (n_rows, n_classes)."""
        loss, self.delta = loss_and_delta(z, y)
        return loss

    def backward(self) -> np.ndarray:
        """The slope for each logit: shape (n_rows, n_classes)."""
        return self.delta


class Network:
    """Layers in a row. The parameters of the first that has any are "W0" and "b0", and so on.

    Parameters
    ----------
    layers : the first reads the inputs, the last gives the logits
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)
        self.loss = CrossEntropy()

    @property
    def params(self) -> Params:
        """All parameters, not copies: dict with "W0", "b0", "W1", …"""
        return {
            f"{name}{i}": value
            for i, layer in enumerate(self._learners())
            for name, value in layer.params.items()
        }

    @params.setter
    def params(self, params: Params) -> None:
        for i, layer in enumerate(self._learners()):
            layer.params = {name: params[f"{name}{i}"] for name in layer.params}

    def forward(self, X: np.ndarray, *, training: bool = False) -> np.ndarray:
        """The logits of shape (n_rows, n_classes)."""
        for layer in self.layers:
            X = layer.forward(X, training=training)
        return X

    def backward(self, slope: np.ndarray) -> Params:
        """The slopes of the loss for all parameters, from its slope for the logits."""
        for layer in reversed(self.layers):
            slope = layer.backward(slope)
        return {
            f"{name}{i}": value
            for i, layer in enumerate(self._learners())
            for name, value in layer.gradients.items()
        }

    def loss_and_gradients(
        self, params: Params, X: np.ndarray, y: np.ndarray
    ) -> tuple[float, Params]:
        """As that of ``net.py``: for ``net.train``, and for the gradient check.

        The network works with these very arrays from now on. So when ``train`` has ended, it is
        the trained one.
        """
        self.params = params
        loss = self.loss.forward(self.forward(X, training=True), y)
        return loss, self.backward(self.loss.backward())

    def _learners(self) -> list[Layer]:
        return [layer for layer in self.layers if layer.params]


class Optimiser:
    """Changes a network's parameters in place, and keeps what it has to remember for each.

    Parameters
    ----------
    network : whose parameters to change
    alpha : float above 0, the step size
    update : an optimiser of lesson 02: ``plain``, ``momentum``, ``adam``
    decay : float, 0 or more; each weight's slope grows by this much times the weight. Biases
        are left alone

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0, or ``decay`` is below 0.
    """

    def __init__(
        self, network: Network, *, alpha: float, update: Update = plain, decay: float = 0.0
    ) -> None:
        check_alpha(alpha)
        check_decay(decay)
        self.network, self.alpha, self.update, self.decay = network, alpha, update, decay
        self.memory: dict[str, Memory] = {
            name: begin(value) for name, value in network.params.items()
        }
        self.steps = 0

    def step(self, gradients: Params) -> None:
        """One update of all parameters."""
        self.steps += 1
        for name, value in self.network.params.items():
            slope = gradients[name] + (self.decay * value if name.startswith("W") else 0)
            change, kept = self.update(slope, self.memory[name], self.alpha, self.steps)
            self.memory[name] |= kept
            value += change


def dense(rng: Rng, *, sizes: Sequence[int], rate: float = 0.0) -> Network:
    """Linear layers with ReLU between them, weights as of ``he_init``.

    Parameters
    ----------
    rng : draws the weights in the order in which ``net.init`` draws them, then the masks
    sizes : how many units each layer has, the inputs first
    rate : if above 0, the share of each hidden layer that is dropped while training
    """
    layers: list[Layer] = []
    for fan_in, fan_out in pairwise(sizes):
        if layers:
            layers.append(ReLU())
            if rate:
                layers.append(Dropout(rate, rng))
        layers.append(Linear(he_init(rng, fan_in, fan_out)))
    return Network(layers)
