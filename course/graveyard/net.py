"""Trains the networks of this room, the sick ones and the cured, and writes down what happens.

The trainer is that of lesson 06, which takes a function for each part that can go wrong: the first
weights, the batches, the gradient and the update. What is new here is ``undergo``, which keeps a
``record``, and a dense network that can have skip connections and normalised layers.

He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition", 2016 (skip connections); Ba,
Kiros and Hinton, "Layer Normalization", 2016.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from course.descent.optimisers import Update, plain
from course.digits import net as digits
from course.digits.net import DigitStep, loss_and_delta, minibatches
from course.graveyard import settings as checked
from course.graveyard.record import Deal, Record
from course.graveyard.trial import Body, Table, Trial
from course.kit.steps import Params, Rng

Alpha = float | Callable[[float], float]
EPS = 1e-12  # below the variance of any layer that still says something

# ---- what the lesson asks you to write


def dead_share(said):
    """Which share of the units says nothing, whatever the row.

    Parameters
    ----------
    said : ndarray of shape (n_rows, n_units), what ReLU units say: 0 or more

    Returns
    -------
    float from 0 to 1
    """
    return float((said <= 0).all(axis=0).mean())


def gradient_ratio(params, gradients):
    """How large each gradient is against its weights: the length of one over that of the other.

    The length is the square root of the sum of all squares. Multiplied by alpha, it says how far
    one step of plain descent moves the weights, as a share of where they are.

    Parameters
    ----------
    params, gradients : dicts with the same keys, ndarrays of the same shapes

    Returns
    -------
    dict with the same keys: floats, 0 or more; infinity for weights that are all 0 and have a
        gradient, 0 if they have none
    """
    ratios = {}
    for name, W in params.items():
        slope, size = np.sqrt(np.sum(gradients[name] ** 2)), np.sqrt(np.sum(W**2))
        if size > 0:
            ratios[name] = float(slope / size)
        else:
            ratios[name] = np.inf if slope > 0 else 0.0
    return ratios


def he_std(fan_in):
    """The spread of first weights with which ReLU layers hand on the mean square of their inputs.

    The weights are drawn around 0, independently of each other and of what comes in.

    Parameters
    ----------
    fan_in : int, 1 or more, how many units speak to each unit of the layer

    Returns
    -------
    float, the standard deviation of the weights
    """
    # The sum of fan_in products has fan_in * std**2 times the mean square of what came in. A ReLU
    # silences the half of the sums that are below 0, and half of that is left.
    return np.sqrt(2 / fan_in)


def rebuild(X, y, X_new, sizes):
    """Bring a very deep network to life, and show what its layers say.

    Parameters
    ----------
    X : ndarray of shape (n_rows, 64), pixels from 0 to 16
    y : ndarray of shape (n_rows,), whole numbers from 0 to 9: which digit each row is
    X_new : ndarray of shape (n_new, 64), digits like those in X
    sizes : tuple of int, how many units each layer has, the inputs first, ten outputs last; most
        layers are as narrow as the last

    Returns
    -------
    list of ndarrays, for each layer after the inputs what it hands on of ``X_new``: the first of
        shape (n_new, sizes[1]), the last of shape (n_new, 10). There, the digit with the largest
        number is meant, and at least 85 in 100 should be right
    """
    rng = np.random.default_rng(0)
    X, X_new, Y = X / 16, X_new / 16, np.eye(10)[y]
    last = len(sizes) - 2
    W = [rng.normal(size=(m, sizes[i + 1])) * np.sqrt(2 / m) for i, m in enumerate(sizes[:-1])]
    b = [np.zeros(n) for n in sizes[1:]]

    def run(X):
        H, kept = [X], []
        for i in range(last):
            a = H[i] @ W[i]
            a = a - a.mean(axis=1, keepdims=True)
            s = np.sqrt((a**2).mean(axis=1, keepdims=True) + 1e-9)
            h = np.maximum(a / s + b[i], 0)
            kept.append((a / s, s, h > 0))
            H.append(h + H[i] if h.shape == H[i].shape else h)
        return [*H, H[last] @ W[last] + b[last]], kept

    for epoch in range(25):
        alpha = 0.1 * (1 - epoch / 25)
        order = rng.permutation(len(X))
        for start in range(0, len(X), 25):
            rows = order[start : start + 25]
            H, kept = run(X[rows])
            powers = np.exp(H[-1] - H[-1].max(axis=1, keepdims=True))
            delta = (powers / powers.sum(axis=1, keepdims=True) - Y[rows]) / len(rows)
            blame = delta @ W[last].T
            W[last] -= alpha * H[last].T @ delta
            b[last] -= alpha * delta.sum(axis=0)
            for i in reversed(range(last)):
                n, s, spoke = kept[i]
                delta = blame * spoke
                b[i] -= alpha * delta.sum(axis=0)
                along = n * (delta * n).mean(axis=1, keepdims=True)
                delta = (delta - delta.mean(axis=1, keepdims=True) - along) / s
                past = blame if spoke.shape == H[i].shape else 0
                blame = delta @ W[i].T + past
                W[i] -= alpha * H[i].T @ delta
    return run(X_new)[0][1:]


# ---- the network


def init(
    rng: Rng,
    *,
    sizes: Sequence[int],
    std: float | None = None,
    same: float | None = None,
    bias: float = 0.0,
) -> Params:
    """First weights of a dense network: those of lesson 06, or others that people try.

    Parameters
    ----------
    rng : Generator or RandomState
    sizes : how many units each layer has, the inputs first
    std : standard deviation of the weights; None for that of ``he_std``
    same : if given, all weights are this number, and nothing is drawn
    bias : of all hidden units; the outputs begin with 0

    Returns
    -------
    dict with "W0", "b0", "W1", …

    Raises
    ------
    ValueError
        As that of lesson 06: fewer than two layers, an empty one, or ``std`` below 0.
    """
    params = digits.init(rng, sizes=sizes, std=std)
    for i in range(len(sizes) - 1):
        if same is not None:
            params[f"W{i}"][:] = same
        if i < len(sizes) - 2:
            params[f"b{i}"][:] = bias
    return params


def forward(
    params: Params, X: np.ndarray, *, skip: bool = False, norm: bool = False
) -> tuple[np.ndarray, list[np.ndarray], list[np.ndarray]]:
    """Run a dense ReLU network from left to right.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    skip : whether a hidden layer that is as wide as the one before adds what it says to what it
        was told, instead of saying it in its place
    norm : whether the sums of each hidden layer are brought to mean 0 and variance 1 over its
        units, row by row, before the bias comes in

    Returns
    -------
    z : ndarray of shape (n_rows, n_classes), the logits
    H : list of what each layer is told, X first
    said : list of what each hidden layer's ReLUs say, ``said[i]`` of shape (n_rows, fan_out of
        W{i}). Without skip it is what the next layer is told
    """
    return _run(params, X, skip=skip, norm=norm)[:3]


def _run(params: Params, X: np.ndarray, *, skip: bool, norm: bool):
    """As ``forward``, and for the way back what ``_normal`` gave in each hidden layer."""
    H, said, normal, last = [X], [], [], len(params) // 2 - 1
    for i in range(last):
        sums = H[i] @ params[f"W{i}"]
        if norm:
            normal.append(_normal(sums))
            sums = normal[i][0]
        h = np.maximum(sums + params[f"b{i}"], 0)
        said.append(h)
        H.append(h + H[i] if skip and h.shape == H[i].shape else h)
    return H[last] @ params[f"W{last}"] + params[f"b{last}"], H, said, normal


def loss_and_gradients(
    params: Params,
    X: np.ndarray,
    y: np.ndarray,
    *,
    skip: bool = False,
    norm: bool = False,
    loss_and_delta: Callable[..., tuple[float, np.ndarray]] = loss_and_delta,
) -> tuple[float, Params]:
    """Mean cross-entropy, and its slope for every weight and every bias.

    Over a skip connection the blame goes back twice, through the layer and past it: the two add
    up. Through ``n = (a - mean) / s``, with s the standard deviation of a row's sums, it goes back
    as ``(delta - mean(delta) - n * mean(delta * n)) / s``, means over the units of that row.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_classes), 1 for the right class of each row, else 0
    skip, norm : as in ``forward``
    loss_and_delta : of logits and y, the loss and its slope for the logits; the course's, or one
        with a fault

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    z, H, said, normal = _run(params, X, skip=skip, norm=norm)
    loss, delta = loss_and_delta(z, y)
    last = len(said)
    gradients = {f"W{last}": H[last].T @ delta, f"b{last}": delta.sum(axis=0)}
    blame = delta @ params[f"W{last}"].T
    for i in reversed(range(last)):
        delta = blame * (said[i] > 0)
        gradients[f"b{i}"] = delta.sum(axis=0)
        if norm:
            n, spread = normal[i]
            delta = _normal_backward(n, spread, delta)
        gradients[f"W{i}"] = H[i].T @ delta
        past = blame if skip and said[i].shape == H[i].shape else 0.0
        blame = delta @ params[f"W{i}"].T + past
    return loss, gradients


def _normal(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean 0 and variance 1 over the units of each row, and what was divided by."""
    centred = sums - _mean(sums)
    s = np.sqrt(_mean(centred**2) + EPS)
    return centred / s, s


def _normal_backward(n: np.ndarray, s: np.ndarray, delta: np.ndarray) -> np.ndarray:
    return (delta - (_mean(delta) + n * _mean(delta * n))) / s


def _mean(rows: np.ndarray) -> np.ndarray:
    """``rows.mean(axis=1, keepdims=True)``, whose preparations take longer than such small sums."""
    return np.add.reduce(rows, axis=1, keepdims=True) / rows.shape[1]


# ---- training


def train(
    table: Table,
    *,
    body: Body,
    params: Params,
    alpha: Alpha = 0.01,
    epochs: int = 20,
    batch: int = 25,
    deal: Deal = minibatches,
    update: Update = plain,
    rng: Rng,
) -> Iterator[DigitStep]:
    """The training of lesson 06, for any kind of network.

    Parameters
    ----------
    table : what to learn from
    body : the kind of network, with the gradient to be used
    params : where to start; copied, never changed
    alpha : float above 0, or a function that gives it for the share of the training that is done
    epochs : int, how often the rows are dealt
    batch : int, rows in one update
    deal : the mini-batches of an epoch, from ``(rng, n_rows, batch)``
    update : an optimiser of lesson 02
    rng : for the batches

    Yields
    ------
    DigitStep
        The state before each update, and the loss of its batch.

    Raises
    ------
    ValueError
        As that of lesson 06.
    """
    yield from digits.train(
        table.X,
        table.y,
        params=params,
        alpha=alpha,
        epochs=epochs,
        batch=batch,
        deal=deal,
        update=update,
        rng=rng,
        loss_and_gradients=body.loss_and_gradients,
    )


def begin(
    rng: Rng,
    *,
    body: Body,
    start: Mapping[str, Any],
    table: Callable[[Rng], Table],
    scale: float = 1.0,
    deal: Deal = minibatches,
    update: Update = plain,
    **training: Any,
) -> tuple[Record, Iterator[DigitStep]]:
    """Make one network and its training, for those who want to watch.

    Parameters
    ----------
    rng : draws the rows, if they are drawn, then the first weights, then the batches
    body : the kind of network
    start : settings of ``body.init``
    table : gives the rows, from ``rng``
    scale : what the inputs are divided by; ``INK`` brings the pixels of the digits to 0..1
    deal, update : as in ``train``
    training : alpha, epochs and batch of ``train``

    Returns
    -------
    record : what is written down, more with each step
    run : the training

    Raises
    ------
    ValueError
        If a setting is none, or of another kind; if ``scale`` is 0 or no number, the table empty,
        first weights are no numbers, or a network does not fit the rows; or as ``train``.
    """
    checked.check_names(training)
    checked.check_parts(
        rng=rng, body=body, start=start, table=table, scale=scale, deal=deal, update=update
    )
    for name in training.keys() & {"epochs", "batch"}:
        checked.check_whole(name, training[name])
    rows = table(rng)
    checked.check_rows(rows)
    rows = rows._replace(X=rows.X / scale, X_new=rows.X_new / scale)
    params = body.init(rng, **start)
    checked.check_fit(body, params, rows)
    record = Record(rows, body, params, deal=deal, update=update)
    how = {"deal": record.deal, "update": record.update, **training}
    return record, record.follow(train(rows, body=body, params=params, rng=rng, **how))


def undergo(rng: Rng, **settings: Any) -> Trial:
    """Make one network, train it, and give back all that is left of it.

    Parameters
    ----------
    rng : draws all there is to draw
    settings : as in ``begin``

    Returns
    -------
    Trial

    Raises
    ------
    ValueError
        If the training has no steps, or as ``begin``.
    """
    checked.check_names(settings, needed=checked.NEEDED)
    record, run = begin(rng, **settings)
    return record.trial(digits.finish(run))
