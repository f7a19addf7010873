"""A network that names digits: layers of ReLU units, then ten probabilities by softmax.

Layer number i has the weights ``W{i}`` and the biases ``b{i}``; there may be any number of layers.
What the last one says are the logits: numbers of any size, which softmax turns into probabilities.
All functions take logits and not probabilities, because a loss that is computed from logits does
not underflow.

A stack of networks, as in lesson 01, is taken by ``forward``, ``loss_and_gradients`` and ``train``:
every parameter then has one more axis in front. All read the same rows, in the same order; or, in
the first two, each its own, if the rows have one more axis in front as well.

After a published tutorial on scikit-learn's bundled digits, whose network has layers of 64, 32, 16
and 10 units. ``he_init`` is after He, Zhang, Ren and Sun, "Delving Deep into Rectifiers", 2015.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from course.descent.net import check_alpha
from course.descent.optimisers import Update, begin, plain
from course.digits.pieces import (  # by these names the lesson and later rooms know them
    check_labels as check_labels,
    confusion_matrix as confusion_matrix,
    cross_entropy as cross_entropy,
    he_init,
    logit_gradient as logit_gradient,
    minibatches,
    one_hot as one_hot,
    rebuild as rebuild,
    softmax,
)
from course.digits.running import (
    check_decay,
    dealt,
    fading as fading,
    finish as finish,
    in_one_vector,
    quietly,
)
from course.kit.steps import Params, Rng, Step

SIZES = (64, 32, 16, 10)  # of the published network, the inputs first


# ---- the network


def init(
    rng: Rng,
    *,
    sizes: Sequence[int] = SIZES,
    std: float | None = None,
    he_init: Callable[..., np.ndarray] = he_init,
) -> Params:
    """Weights drawn around 0, biases of 0.

    Parameters
    ----------
    rng : Generator or RandomState
    sizes : how many units each layer has, the inputs first
    std : standard deviation of the weights, 0 or more; None for that of ``he_init``
    he_init : the course's, or your own

    Returns
    -------
    dict with "W0", "b0", "W1", …: ``W{i}`` of shape (sizes[i], sizes[i + 1]) and ``b{i}`` of shape
    (sizes[i + 1],)

    Raises
    ------
    ValueError
        If there are no two layers, one has no units, or ``std`` is not a finite number of 0 or
        more.
    """
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(
            f"sizes is {tuple(sizes)}: a network has inputs and outputs at least, and one or more "
            f"units in each layer; {SIZES} are those of the published one"
        )
    if std is not None and not 0 <= std < np.inf:
        raise ValueError(
            f"std is {std}: choose a standard deviation, a finite number of 0 or more, or None "
            "for the one that fits each layer"
        )
    params = {}
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        if std is None:
            params[f"W{i}"] = he_init(rng, fan_in, fan_out)
        else:
            params[f"W{i}"] = std * rng.normal(size=(fan_in, fan_out))
        params[f"b{i}"] = np.zeros(fan_out)
    return params


def forward(params: Params, X: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """Run the network from left to right.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)

    Returns
    -------
    z : ndarray of shape (n_rows, n_classes), the logits
    H : list of what each layer is told, X first: ``H[i]`` of shape (n_rows, fan_in of W{i}). All
        but X are what ReLU units say: 0 or more

    Raises
    ------
    ValueError
        If the rows do not have as many numbers as the network has inputs.
    """
    inputs = params["W0"].shape[-2]
    if X.ndim < 2 or X.shape[-1] != inputs:
        raise ValueError(
            f"X has shape {X.shape}, and this network reads rows of {inputs} numbers: "
            "give (n_rows, n_inputs); a picture becomes a row by picture.reshape(1, -1)"
        )
    H, last = [X], len(params) // 2 - 1
    for i in range(last + 1):
        z = _product(H[i], params[f"W{i}"])
        z += params[f"b{i}"][..., None, :]
        if i < last:
            H.append(np.maximum(z, 0.0, out=z))  # in place: here new memory costs more than sums
    return z, H


def loss_and_gradients(params: Params, X: np.ndarray, y: np.ndarray) -> tuple[float, Params]:
    """Mean cross-entropy, and its slope for every weight and every bias.

    The blame of a layer goes back through its weights, and passes a ReLU only where that unit
    spoke: ``delta_(i-1) = delta_i W_i^T`` where ``h_i > 0``, else 0. Then ``W_i`` has the slope
    ``h_i^T delta_i``, and ``b_i`` has the sum of ``delta_i`` over the rows.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_classes), 1 for the right class of each row, else 0

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    z, H = forward(params, X)
    loss, delta = loss_and_delta(z, y)
    return loss, backward(params, H, delta)


def backward(params: Params, H: Sequence[np.ndarray], delta: np.ndarray) -> Params:
    """The slope of the loss for every weight and bias, from its slope for the logits.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    H : what each layer was told, as ``forward`` gives it
    delta : ndarray of shape (n_rows, n_classes)

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients, ones = {}, _ones(delta.shape[-2])
    for i in reversed(range(len(H))):
        gradients[f"W{i}"] = _product(H[i].mT, delta)
        gradients[f"b{i}"] = _product(ones, delta)  # the sum over rows
        if i:
            delta = _product(delta, params[f"W{i}"].mT)
            delta *= np.sign(H[i])  # what a ReLU says is never negative: so this is 0 or 1
    return {name: gradients[name] for name in params}


def loss_and_delta(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """``cross_entropy`` and ``logit_gradient`` at the price of one: the same powers serve both.

    Shapes are as there. Each row of y has to add up to 1.
    """
    n, classes = z.shape[-2:]
    z = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    powers = np.exp(z)
    sums = powers.dot(_ones(classes))
    right = np.vdot(y, z) if z.ndim == 2 else (y * z).sum(axis=(-2, -1))
    loss = (np.log(sums).dot(_ones(n)) - right) / n
    powers /= sums[..., None]
    powers -= y
    powers *= 1 / n
    return loss, powers


def _product(A: np.ndarray, B: np.ndarray) -> np.ndarray:
    """``A @ B``. Of small matrices that are no stack, ``dot`` is the faster way to the same."""
    return A.dot(B) if B.ndim == 2 else A @ B


@cache
def _ones(n: int) -> np.ndarray:
    """To multiply with: in matrices as small as these, the fastest way to a sum."""
    ones = np.ones(n)
    ones.setflags(write=False)
    return ones


# ---- asking it


def answers(params: Params, X: np.ndarray) -> np.ndarray:
    """Which digit each row is called: whole numbers of shape (n_rows,); (n_runs, n_rows)."""
    return forward(params, X)[0].argmax(axis=-1)


def probabilities(params: Params, X: np.ndarray) -> np.ndarray:
    """How probable each digit is, for each row: shape (n_rows, n_classes); (n_runs, …)."""
    z, _ = forward(params, X)
    return softmax(z.reshape(-1, z.shape[-1])).reshape(z.shape)


def accuracy(z: np.ndarray, labels: np.ndarray) -> float:
    """Share of the rows whose largest number stands in the right column, from 0 to 1.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_classes), logits or probabilities
    labels : ndarray of shape (n_rows,), whole numbers
    """
    return float((z.argmax(axis=1) == labels).mean())


# ---- training


@dataclass(frozen=True, slots=True)
class DigitStep(Step):
    """A step on one mini-batch: ``loss`` is its mean cross-entropy, before the update.

    ``error`` is the same as a share: ``1 - e**-loss``, that is 1 minus the geometric mean of the
    probabilities that the network gave to the right digits. 0.9 is guessing among ten. ``epoch``
    counts how often all rows have been used so far. For accuracy ask the network itself, as
    often as you can afford it.
    """

    epoch: int


def train(
    X: np.ndarray,
    y: np.ndarray,
    *,
    sizes: Sequence[int] | None = None,
    std: float | None = None,
    alpha: float | Callable[[float], float] = 0.01,
    epochs: int = 20,
    batch: int = 25,
    rng: Rng,
    params: Params | None = None,
    update: Update = plain,
    decay: float = 0.0,
    vary: Callable[[np.ndarray, Rng], np.ndarray] | None = None,
    deal: Callable[[Rng, int, int], list[np.ndarray]] = minibatches,
    loss_and_gradients: Callable[..., tuple[float, Params]] = loss_and_gradients,
) -> Iterator[DigitStep]:
    """Train on mini-batches, with any optimiser.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_classes), 1 for the right class of each row, else 0
    sizes : units of each layer; if not given, 32 and 16 stand between the inputs and the classes
    std : of the first weights, as in ``init``
    alpha : float above 0; or a function that gives it for the share of the training that is done,
        from 0 to just below 1, such as ``fading(0.002)``
    epochs : int, how often each row is used
    batch : int, 1 or more, rows in one update
    rng : draws the first weights, then the order of the rows, anew for each epoch
    params : start here instead; copied, never changed. Shapes (n_runs, …) train a whole stack;
        loss and error then have the shape (n_runs,)
    update : an optimiser of lesson 02
    decay : float, 0 or more; each weight's slope grows by this much times the weight. Biases
        are left alone
    vary : if given, makes of X, at the beginning of each epoch, the rows to be used in it
    deal : the mini-batches of an epoch, from ``(rng, n_rows, batch)``
    loss_and_gradients : the course's, your own, or that of another network

    Yields
    ------
    DigitStep
        The state before each update, and the loss of the rows that it is made with. A network
        whose weights run off to infinity has the loss NaN from then on, and calls everything 0.

    Raises
    ------
    ValueError
        If X has no rows or not as many as y, y not a column for each output, a batch less than
        one row, alpha is not a finite number above 0, or ``decay`` is below 0.
    """
    _check_training(X, y, batch, decay)
    if not callable(alpha):
        check_alpha(alpha)
    if params is None:
        params = init(rng, sizes=sizes or (X.shape[1], *SIZES[1:-1], y.shape[1]), std=std)
    last = params.get(f"b{len(params) // 2 - 1}")
    if y.ndim == 2 and last is not None and last.shape[-1] != y.shape[1]:
        raise ValueError(
            f"the network has {last.shape[-1]} outputs, and y has {y.shape[1]} columns: end sizes "
            "with as many units as there are classes"
        )
    params, weights = in_one_vector(params)
    decays = np.concatenate(
        [np.full(value.size, name.startswith("W")) for name, value in params.items()]
    )
    memory, slopes = begin(weights), np.empty_like(weights)

    def updates() -> Iterator[DigitStep]:
        index, total = 0, epochs * -(-len(X) // batch)
        for epoch in range(epochs):
            seen = X if vary is None else vary(X, rng)
            for part_X, part_y in dealt(seen, y, deal(rng, len(X), batch)):
                loss, gradients = loss_and_gradients(params, part_X, part_y)
                yield DigitStep(index, loss, -np.expm1(-loss), params, epoch)
                np.concatenate([gradients[name].ravel() for name in params], out=slopes)
                if decay:
                    np.add(slopes, decay * decays * weights, out=slopes)
                size = alpha(index / total) if callable(alpha) else alpha
                index += 1
                change, kept = update(slopes, memory, size, index)
                memory.update(kept)
                np.add(weights, change, out=weights)

    yield from quietly(updates())


def _check_training(X: np.ndarray, y: np.ndarray, batch: int, decay: float) -> None:
    if len(X) == 0:
        raise ValueError(f"X has shape {X.shape}: there is no row to learn from; give one at least")
    if len(X) != len(y) or y.ndim < 2:
        raise ValueError(
            f"X has shape {X.shape} and y has shape {y.shape}: y needs as many rows as X, and a "
            "column for each class, as one_hot(labels) gives them"
        )
    if batch < 1:
        raise ValueError(f"batch is {batch}: an update needs at least one row; choose 1 or more")
    check_decay(decay)
