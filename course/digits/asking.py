"""One way to ask every kind of network about a picture, and what its hidden units said meanwhile.

A learner may have the parameters that ``net.train`` leaves, a network of ``layers.py``, such as the
convolutional one, or just a function.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from course.digits import net
from course.digits.layers import Network, ReLU
from course.kit.steps import Params

Asked = Params | Network | Callable[[np.ndarray], np.ndarray]


def ask(network: Asked, x: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """The logits for one picture, and what each hidden layer said.

    Parameters
    ----------
    network : parameters of ``net``, a network of layers, or a function from (1, 64) to (1, 10)
    x : ndarray of shape (64,), as the network reads pixels

    Returns
    -------
    z : ndarray of shape (10,)
    hidden : list of ndarrays, of shape (n_units,) or (height, width, n_filters), the first layer
        first; empty for a function

    Raises
    ------
    TypeError
        If it is none of these.
    ValueError
        If it does not give ten numbers for a picture.
    """
    X, hidden = x.reshape(1, -1), []
    if isinstance(network, dict):
        layers = range(len(network) // 2)
        if not layers or set(network) != {f"{kind}{i}" for kind in "Wb" for i in layers}:
            raise TypeError(
                f"the parameters are called {', '.join(map(str, network)) or 'nothing'}: a network "
                "of this lesson has W0, b0, W1, b1 and so on, as net.train leaves them"
            )
        z, H = net.forward(network, X)
        hidden = [h[0] for h in H[1:]]
    elif isinstance(network, Network):
        z = network.forward(X)
        hidden = [layer.H[0] for layer in network.layers if isinstance(layer, ReLU)]
    elif callable(network):
        z = np.asarray(network(X), dtype=float)
    else:
        raise TypeError(
            f"the network is {_kind(network)}: give the parameters that net.train leaves, a "
            "Network of layers, or a function from pictures to logits"
        )
    if z.shape != (1, 10):
        raise ValueError(
            f"the network gives shape {z.shape} for a picture of shape (1, 64): a classifier of "
            "digits gives (1, 10), one logit for each digit"
        )
    return z[0], hidden


def _kind(thing: Any) -> str:
    return f"a {type(thing).__name__}"
