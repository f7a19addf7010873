"""What each improvement adds: one network after the other, each with one thing changed.

A rung says on which other it stands, and what it changes of it. All are trained on the same split
and asked about the same 200 pictures, so that one picture is 0.005 of accuracy.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from course.descent.optimisers import adam, momentum, plain
from course.digits import net
from course.digits.convolution import convolutional
from course.digits.data import INK, Digits, moved, published
from course.digits.layers import Network, dense
from course.eleven.net import stack
from course.kit.steps import Params

SEEDS = range(10)
SIDE_BY_SIDE = 10  # networks in one stack: the weights of more are too much for a fast memory


@dataclass(frozen=True)
class Rung:
    """One network of the ladder.

    Attributes
    ----------
    on : the rung it is compared with, or None
    changed : the settings of ``fit`` in which it differs from that one
    average : how many networks answer together, with the mean of their probabilities
    """

    on: str | None
    changed: dict[str, Any] = field(default_factory=dict)
    average: int = 1


LADDER = {
    "published": Rung(None, {"std": 0.1, "alpha": 0.01, "scale": 1}),
    "one-unit bottleneck": Rung("published", {"sizes": (64, 1, 10)}),
    "funnel": Rung("published", {"sizes": (64, 48, 32, 24, 18, 14, 10), "epochs": 50}),
    "funnel, std 1": Rung("funnel", {"std": 1.0}),
    "wormhole": Rung("published", {"sizes": (64, 32, 16, *[10] * 9), "std": 0.001}),
    "inputs from 0 to 1": Rung("published", {"scale": INK}),
    "step ten times as long": Rung("inputs from 0 to 1", {"alpha": 0.1}),
    "He initialisation": Rung("step ten times as long", {"std": None}),
    "momentum": Rung("He initialisation", {"update": momentum, "alpha": 0.01}),
    "Adam": Rung("He initialisation", {"update": adam, "alpha": 0.003}),
    "weight decay": Rung("Adam", {"decay": 0.003}),
    "dropout": Rung("Adam", {"rate": 0.1}),
    "moved copies": Rung("Adam", {"vary": moved}),
    "average of five": Rung("Adam", average=5),
    "convolution": Rung(
        "Adam",
        {"convolution": True, "rate": 0.25, "alpha": net.fading(0.002), "batch": 50},
    ),
    "convolution, moved copies": Rung("convolution", {"vary": moved}),
}


def settings(name: str) -> dict[str, Any]:
    """All settings of a rung: its own, and what it has from the rungs below.

    Raises
    ------
    ValueError
        If there is no such rung.
    """
    if name not in LADDER:
        raise ValueError(f"no rung is called {name!r}: choose one of {', '.join(LADDER)}")
    rung = LADDER[name]
    below = settings(rung.on) if rung.on else {}
    return below | rung.changed


def fit(
    rng: net.Rng,
    digits: Digits,
    *,
    sizes: tuple[int, ...] = net.SIZES,
    std: float | None = None,
    scale: float = INK,
    rate: float = 0.0,
    convolution: bool = False,
    **training: Any,
) -> np.ndarray:
    """Train one network, and ask it about the validation pictures.

    Parameters
    ----------
    rng : draws all there is to draw
    digits : what to learn from, and what to ask
    sizes, std : as in ``net.init``
    scale : what pixels are divided by
    rate : share of hidden units that is dropped while training
    convolution : whether it is the network of ``convolutional``; then sizes and std do not matter
    training : as in ``net.train``

    Returns
    -------
    ndarray of shape (n_new, 10), the logits; NaN if the weights have run off to infinity
    """
    X, y = digits.X / scale, net.one_hot(digits.labels)
    network: Network | None = None
    if convolution:
        network = convolutional(rng, rate=rate)
    elif rate:
        network = dense(rng, sizes=sizes, rate=rate)
    if network is None:
        params = net.finish(net.train(X, y, sizes=sizes, std=std, rng=rng, **training))
        with np.errstate(over="ignore", invalid="ignore"):  # as in train
            return net.forward(params, digits.X_new / scale)[0]
    net.finish(
        net.train(
            X,
            y,
            rng=rng,
            params=network.params,
            loss_and_gradients=network.loss_and_gradients,
            **training,
        )
    )
    return network.forward(digits.X_new / scale)


def fit_side_by_side(
    rngs: Sequence[net.Rng],
    digits: Digits,
    *,
    sizes: tuple[int, ...] = net.SIZES,
    std: float | None = None,
    scale: float = INK,
    batch: int = 25,
    vary: Callable[[np.ndarray, net.Rng], np.ndarray] | None = None,
    **training: Any,
) -> np.ndarray:
    """Many networks of ``fit`` in one stack, each as if it were alone: only, it takes less long.

    Each has its own first weights, its own order of the rows and its own copies. So the rows stand
    there once for each network, and a batch has a part for each. Without dropout or convolutions.

    Parameters
    ----------
    rngs : one for each network, which draws all there is to draw for it
    digits, sizes, std, scale : as in ``fit``
    batch, vary, training : as in ``net.train``

    Returns
    -------
    ndarray of shape (n_runs, n_new, 10), the logits; NaN if the weights have run off to infinity
    """
    runs, n = len(rngs), len(digits.X)

    def deal(_: net.Rng, n_rows: int, batch: int) -> list[np.ndarray]:
        parts = [net.minibatches(rng, n, batch // runs) for rng in rngs]
        return [
            np.concatenate([run * n + rows for run, rows in enumerate(each)])
            for each in zip(*parts, strict=True)
        ]

    def varied(X: np.ndarray, _: net.Rng) -> np.ndarray:
        assert vary is not None
        return np.concatenate(
            [vary(part, rng) for part, rng in zip(np.split(X, runs), rngs, strict=True)]
        )

    def loss_and_gradients(params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
        X, y = (part.reshape(runs, -1, part.shape[-1]) for part in (X, y))
        return net.loss_and_gradients(params, X, y)

    run = net.train(
        np.tile(digits.X / scale, (runs, 1)),
        np.tile(net.one_hot(digits.labels), (runs, 1)),
        params=stack([net.init(rng, sizes=sizes, std=std) for rng in rngs]),
        batch=runs * batch,
        rng=rngs[0],  # never asked: ``deal`` and ``varied`` know better
        vary=vary and varied,
        deal=deal,
        loss_and_gradients=loss_and_gradients,
        **training,
    )
    params = net.finish(run)
    with np.errstate(over="ignore", invalid="ignore"):  # as in train
        return net.forward(params, digits.X_new / scale)[0]


def probabilities(name: str, seed: int, digits: Digits | None = None) -> np.ndarray:
    """What a rung says about the validation pictures.

    Parameters
    ----------
    name : of the rung
    seed : of the generator that draws all; networks of an average have seeds that no other has
    digits : another split than the published one

    Returns
    -------
    ndarray of shape (n_new, 10)
    """
    digits, how = digits or published(), {"update": plain} | settings(name)
    return np.mean(
        [
            net.softmax(fit(np.random.default_rng(each), digits, **how))
            for each in _seeds(name, seed)
        ],
        axis=0,
    )


def _seeds(name: str, seed: int) -> list[int]:
    """Of the networks that answer together."""
    average = LADDER[name].average
    return [seed] if average == 1 else [1_000 + average * seed + i for i in range(average)]


def climb(name: str, *, seeds: Iterable[int] = SEEDS, digits: Digits | None = None) -> np.ndarray:
    """Which pictures a rung names right, seed by seed.

    Returns
    -------
    ndarray of shape (n_seeds, n_new), True and False: ``.mean(axis=1)`` is the accuracy of each
    """
    digits, how = digits or published(), {"update": plain} | settings(name)
    if how.get("convolution") or how.get("rate"):
        said = [probabilities(name, seed, digits) for seed in seeds]
    else:
        together = [_seeds(name, seed) for seed in seeds]
        rngs = [np.random.default_rng(each) for each in np.concatenate(together)]
        z = np.concatenate(
            [
                fit_side_by_side(rngs[i : i + SIDE_BY_SIDE], digits, **how)
                for i in range(0, len(rngs), SIDE_BY_SIDE)
            ]
        )
        said = (
            net.softmax(z.reshape(-1, z.shape[-1]))
            .reshape(len(together), -1, *z.shape[1:])
            .mean(axis=1)
        )
    return np.argmax(said, axis=-1) == digits.labels_new
