"""Experiments on a network that was trained: it is asked for its gradient, or trained once more.

They work on any ``Body``, because they ask it only what it says and what it takes for its gradient.
Nothing is changed: a body that changes what it is given gets copies.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from course.graveyard.prelu import LEAK
from course.graveyard.trial import Body, Layer, Trial
from course.kit.steps import Params

SMALL = 1e-7  # losses and slopes below this are compared as they are, not as a share of themselves
BESIDE = 1e-2  # how far beside the weights slopes are measured, as a share of their usual size
MOVE = 1e-3  # how far weights are moved to measure them, as a share of that
ROUNDING = 1e-12  # of a loss, or of 1, with a good margin: slopes no larger cannot be told

# ---- the gradient


class Slope(NamedTuple):
    """Of one parameter: how steep the loss is along its gradient, as claimed and as measured.

    ``error`` is how far both are apart, in that direction and in a random one, as a share of the
    gradient's length; ``error_of_way`` the same once the gradient has the length that was measured.
    """

    claimed: float
    measured: float
    error: float
    error_of_way: float


def ask(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    """Loss and gradients, computed from copies: whatever it does to them, nothing is changed."""
    own = {name: value.copy() for name, value in params.items()}
    loss, gradients = body.loss_and_gradients(own, X.copy(), y.copy())
    return float(loss), {name: np.array(gradients[name], dtype=float) for name in params}


def changes_its_inputs(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> list[str]:
    """Which of the arrays that it is given are others afterwards: "X", "y", names of parameters."""
    given = {"X": X.copy(), "y": y.copy()} | {name: W.copy() for name, W in params.items()}
    body.loss_and_gradients({name: given[name] for name in params}, given["X"], given["y"])
    before = {"X": X, "y": y} | params
    return [name for name in before if not np.array_equal(before[name], given[name])]


def slope_errors(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> dict[str, Slope]:
    """Hold the gradient of each parameter against finite differences of the loss.

    All weights of a parameter are moved together, a little, along its gradient and then in a random
    direction: four losses for each parameter, however many weights it has. This is done beside the
    given weights, about a hundredth of their size away: a ReLU whose sum is exactly 0 has no slope,
    and of weights that are all 0 nothing could be told.

    Parameters
    ----------
    body, params : the network
    X, y : a batch

    Returns
    -------
    dict with the names of the parameters: a ``Slope``. Parameters whose gradient is too small to be
    told from rounding are left out; nothing is left if the loss is not a number
    """
    rng = np.random.default_rng(0)
    matrices = np.concatenate([W.ravel() for W in params.values() if W.ndim > 1])
    aside = BESIDE * max(float(np.sqrt((matrices**2).mean())), BESIDE)
    params = {name: W + aside * rng.normal(size=W.shape) for name, W in params.items()}
    loss, gradients = ask(body, params, X, y)
    rounding = ROUNDING * max(1.0, abs(loss)) / (MOVE * aside)
    found: dict[str, Slope] = {}
    for name, g in gradients.items():
        length, wild = float(np.sqrt((g**2).sum())), rng.normal(size=g.shape)
        wild /= np.sqrt((wild**2).sum())
        along = g / length if length > 0 else wild
        measured, across = (
            _slope(body, params, X, y, name, MOVE * aside * way) / (MOVE * aside)
            for way in (along, wild)
        )
        scale = max(length, abs(measured), abs(across))
        if not np.isfinite([scale, loss]).all() or scale < rounding * np.sqrt(g.size):
            continue
        claimed, size = float((g * wild).sum()), np.sqrt(g.size)
        stretched = claimed * measured / length if length > 0 else claimed
        found[name] = Slope(
            length,
            measured,
            max(abs(length - measured), abs(across - claimed) * size) / scale,
            abs(across - stretched) * size / scale if measured > 0 else 1.0,
        )
    return found


def _slope(
    body: Body, params: Params, X: np.ndarray, y: np.ndarray, name: str, move: np.ndarray
) -> float:
    """By how much the loss rises over this move, taken from its two sides."""
    above, below = (
        ask(body, params | {name: params[name] + side * move}, X, y)[0] for side in (1, -1)
    )
    return (above - below) / 2


def row_mixing(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> float | None:
    """How far rows get into each other's way: 0 if the loss of a batch is made of its rows' losses.

    Two halves of a batch, as unlike in their targets as can be, are asked apart and together. The
    loss together, and the gradient, has to be the mean of both, or the sum. Or else the gradient
    together has to be made of both and of the weights themselves, each times any number: so it is
    where rows have weights that add up to 1, where it is cut to a length, or where the squares of
    the weights are added to a sum over the rows. None of these sets rows against each other.

    Parameters
    ----------
    body, params : the network
    X, y : a batch, an even number of rows

    Returns
    -------
    float, 0 or more, as a share of the loss or the gradient; None if it cannot be told: the loss is
    not a number, or the network draws lots, so that the same rows give another loss
    """
    half, order = len(X) // 2, np.lexsort(y.reshape(len(y), -1).T)
    X, y = X[order], y[order]
    parts = [slice(0, half), slice(half, 2 * half), slice(0, 2 * half)]
    asked = [_in_one(*ask(body, params, X[part], y[part])) for part in parts]
    if not np.isfinite(np.concatenate(asked)).all():
        return None
    nudged = _in_one(*ask(body, params, X[parts[2]] * (1 + 1e-12), y[parts[2]]))
    if _apart(nudged, asked[2]) > 1e-6:
        return None
    both = asked[0] + asked[1]
    own = np.concatenate([W.ravel() for W in params.values()])
    made_of = _beside(asked[2][1:], np.column_stack([asked[0][1:], asked[1][1:], own]))
    return min(_apart(both / 2, asked[2]), _apart(both, asked[2]), made_of)


def swapped_targets(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> float:
    """How much the loss changes if each row gets the target of another row, as a share of it."""
    before, after = (ask(body, params, X, t)[0] for t in (y, np.roll(y, len(y) // 2, axis=0)))
    return abs(after - before) / max(abs(before), 1e-300)


def asked_twice(body: Body, params: Params, X: np.ndarray, y: np.ndarray) -> float:
    """How far apart two answers to the same question are: the gradients of the same rows, asked
    twice in a row, as a share of their length."""
    first, second = (_in_one(*ask(body, params, X, y)) for _ in range(2))
    return _apart(first, second) if np.isfinite([first, second]).all() else 0.0


def _in_one(loss: float, gradients: Params) -> np.ndarray:
    return np.concatenate([[loss], *(g.ravel() for g in gradients.values())])


def _apart(a: np.ndarray, b: np.ndarray) -> float:
    """The distance of losses, or of gradients, whichever is larger for its size."""
    gap, size = np.abs(a - b), np.maximum(np.abs(a), np.abs(b))
    loss = gap[0] / max(size[0], SMALL)
    slopes = np.sqrt((gap[1:] ** 2).sum()) / max(np.sqrt((size[1:] ** 2).sum()), SMALL)
    return float(max(loss, slopes))


def _beside(g: np.ndarray, parts: np.ndarray) -> float:
    """How far a gradient is from all that can be made of these columns, as a share of it."""
    size = np.sqrt((g**2).sum())
    parts = parts / np.maximum(np.sqrt((parts**2).sum(axis=0)), SMALL)
    rest = g - parts @ np.linalg.lstsq(parts, g, rcond=None)[0]
    return float(np.sqrt((rest**2).sum()) / max(size, SMALL))


def blame_through_moved(
    body: Body, params: Params, X: np.ndarray, y: np.ndarray, alpha: float
) -> tuple[float, float]:
    """Through which weights the blame goes back: those of the last layer as they are, or moved.

    One row is asked at a time. The gradient of its last weights tells the blame of the outputs; it
    is handed back by ``delta W^T`` times the slope of the units, once with W as it is, and once
    with W moved by ``-alpha`` times its gradient.

    Parameters
    ----------
    body, params : the network
    X, y : a few rows
    alpha : float, the step that would be taken

    Returns
    -------
    as_is, moved : floats, how far the gradient of the weights before is from what follows from
    either, as a share of its length; infinity if there is no such layer, or nothing to be seen
    """
    totals = np.zeros(3)
    for i in range(len(X)):
        layers = body.layers(params, X[i : i + 1])
        if len(layers) < 2 or layers[-1].said.shape[0] != 1 or layers[-2].said.shape[0] != 1:
            return np.inf, np.inf
        before, last = layers[-2:]
        told = layers[-3].said[0] if len(layers) > 2 else X[i].ravel()
        h, W = before.said[0], params[last.weights]
        _, gradients = ask(body, params, X[i : i + 1], y[i : i + 1])
        g, claimed = gradients[last.weights], gradients[before.weights]
        if W.shape[0] != len(h) or claimed.shape != (len(told), len(h)):
            return np.inf, np.inf
        if not np.abs(h).max() > 0:
            continue  # silent, so nothing tells the blame of the outputs
        j = int(np.abs(h).argmax())
        delta = g[j] / h[j]
        ways = [delta @ W.T, delta @ (W - alpha * g).T]
        guesses = [np.outer(told, way * unit_slopes(before)[0]) for way in ways]
        totals += [*(((claimed - guess) ** 2).sum() for guess in guesses), (claimed**2).sum()]
    if not np.isfinite(totals).all() or totals[2] == 0:
        return np.inf, np.inf
    as_is, moved = np.sqrt(totals[:2] / totals[2])
    return float(as_is), float(moved)


def unit_slopes(layer: Layer) -> np.ndarray:
    """The slope of each unit's curve where it is, told from what it says: of the shape of ``said``.

    A PReLU has 1 here above 0 and ``LEAK`` below.
    """
    said = layer.said
    return {
        "sigmoid": lambda: said * (1 - said),
        "tanh": lambda: 1 - said**2,
        "relu": lambda: (said > 0) * 1.0,
        "prelu": lambda: np.where(said > 0, 1.0, LEAK),
        "linear": lambda: np.ones_like(said),
    }[layer.kind]()


def output_bias(body: Body, params: Params, X: np.ndarray) -> str | None:
    """The name of the parameter that is added to what the network answers with, if there is one."""
    z = body.layers(params, X)[-1].said
    for name, b in params.items():
        if b.size == z.shape[1]:
            raised = body.layers(params | {name: b + 1.0}, X)[-1].said
            if np.allclose(raised, z + 1.0):
                return name
    return None


# ---- the training


def batch_size(trial: Trial) -> int:
    """Rows in a batch, on average, 1 or more."""
    return max(1, round(trial.seen.sum() / max(len(trial.losses), 1)))


def retrain(trial: Trial, params: Params, alpha: float, updates: int) -> Iterator[Params]:
    """Train once more, by plain descent with batches drawn from the same rows.

    Parameters
    ----------
    trial : whose rows, gradient and size of batches are used
    params : where to start; copied
    alpha : float, the length of the steps
    updates : int

    Yields
    ------
    dict of ndarrays, the weights after each update. It ends early where they are no numbers
    """
    rng, size = np.random.default_rng(0), batch_size(trial)
    for _ in range(updates):
        rows = rng.permutation(len(trial.X))[:size]
        _, gradients = ask(trial.body, params, trial.X[rows], trial.y[rows])
        params = {name: W - alpha * gradients[name] for name, W in params.items()}
        if not all(np.isfinite(W).all() for W in params.values()):
            return
        yield params


def longest_throw(trial: Trial, alpha: float, updates: int = 100) -> float:
    """How far one update throws the weights at most, against the length that they have.

    From the first weights on, over a few updates: the change of a matrix, divided by its length.

    Parameters
    ----------
    trial : the training
    alpha : float, the length of the steps
    updates : int

    Returns
    -------
    float, 0 or more; infinity if the weights run off
    """
    before, throws, after = trial.start, [0.0], 0
    names = [name for name, W in before.items() if W.ndim > 1 and min(W.shape[-2:]) > 1]
    for params in retrain(trial, trial.start, alpha, updates):
        throws += [_moved(before[name], params[name]) for name in names]
        before, after = params, after + 1
    return max(throws) if after == updates else np.inf


def _moved(before: np.ndarray, after: np.ndarray) -> float:
    size = np.sqrt((before**2).sum())
    return float(np.sqrt(((after - before) ** 2).sum()) / size) if size else 0.0
