"""A network that reads a whole mini-batch at once: one row for each example, one product a layer.

Layer number i has the weights ``W{i}`` and the biases ``b{i}``. All hidden units are sigmoids; what
the last layer says depends on the cost. The same network stands in ``loops`` weight by weight, and
in ``vectors`` one example at a time; all three find the same gradients. What you write of it is in
``pieces``, and ``asking`` is for a network that is trained.

In Michael Nielsen's book the step size is called eta, and the weight decay is lambda, divided by
the number of all training rows. Here they are ``alpha`` and ``decay``, as in the lessons before.

After Nielsen, "Neural Networks and Deep Learning", 2015, and three published rewrites of such
networks, from loops or from single examples into matrices.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from course.descent.net import check_alpha
from course.digits.net import minibatches
from course.digits.running import check_decay, quietly
from course.kit.steps import Params, Rng, Step
from course.rows.checks import (
    batches_in_words as batches_in_words,
    check_batch,
    check_dtype,
    check_epochs,
    check_outputs,
    check_shares,
    check_tables,
)
from course.rows.costs import COSTS, cost_of, sigmoid

SIZES = (784, 100, 10)


def init(
    rng: Rng,
    *,
    sizes: Sequence[int] = SIZES,
    scale: float | str = "inputs",
    dtype: type = np.float64,
) -> Params:
    """Weights drawn around 0, biases of 0.

    Parameters
    ----------
    rng : Generator or RandomState
    sizes : how many units each layer has, the inputs first
    scale : standard deviation of the weights, a finite number of 0 or more; "inputs" for one over
        the square root of how many inputs a unit has, so that a sum of many is as large as one of
        few
    dtype : np.float64 or np.float32

    Returns
    -------
    dict with "W0", "b0", "W1", …: ``W{i}`` of shape (sizes[i], sizes[i + 1]) and ``b{i}`` of shape
    (sizes[i + 1],)

    Raises
    ------
    ValueError
        If there are no two layers, one has no units, ``scale`` is none of what it may be, or
        ``dtype`` is no kind of float.
    """
    check_dtype(dtype)
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(
            f"sizes is {tuple(sizes)}: a network has inputs and outputs at least, and one or more "
            f"units in each layer; {SIZES} are those of the lesson"
        )
    if scale != "inputs" and (isinstance(scale, str) or not 0 <= scale < np.inf):
        raise ValueError(
            f'scale is {scale!r}: choose "inputs", or a standard deviation, a finite number of 0 '
            "or more"
        )
    params: Params = {}
    for i, (fan_in, fan_out) in enumerate(pairwise(sizes)):
        std = 1 / np.sqrt(fan_in) if isinstance(scale, str) else scale
        params[f"W{i}"] = (std * rng.normal(size=(fan_in, fan_out))).astype(dtype)
        params[f"b{i}"] = np.zeros(fan_out, dtype)
    return params


def forward(params: Params, X: np.ndarray) -> tuple[np.ndarray, list[np.ndarray]]:
    """Run the network from left to right, but for the last layer's outputs.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)

    Returns
    -------
    z : ndarray of shape (n_rows, n_outputs), the weighted sums of the last layer
    H : list of what each layer is told, X first: ``H[i]`` of shape (n_rows, fan_in of W{i})

    Raises
    ------
    ValueError
        If the rows do not have as many numbers as the network has inputs.
    """
    inputs = params["W0"].shape[0]
    if X.ndim != 2 or X.shape[1] != inputs:
        raise ValueError(
            f"X has shape {X.shape}, and this network reads rows of {inputs} numbers: "
            "give (n_rows, n_inputs); a picture becomes a row by picture.reshape(1, -1)"
        )
    H, last = [X], len(params) // 2 - 1
    for i in range(last):
        z = H[i] @ params[f"W{i}"]
        z += params[f"b{i}"]  # broadcast: the row b stands for a tile of n_rows such rows
        H.append(sigmoid(z))
    z = H[last] @ params[f"W{last}"]
    z += params[f"b{last}"]
    return z, H


def loss_and_gradients(
    params: Params,
    X: np.ndarray,
    y: np.ndarray,
    *,
    cost: str = "cross-entropy",
) -> tuple[float, Params]:
    """The mean cost of the rows, and its slope for every weight and every bias.

    With the cross-entropy, and with softmax, the slope for the weighted sums of the outputs is
    ``(a - y) / n_rows``. With the quadratic cost it is that times ``a (1 - a)``, the slope of the
    sigmoid, which is next to nothing where an output is very sure, even if it is wrong.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs), what the outputs should say
    cost : "quadratic" or "cross-entropy", with sigmoids as outputs, or "softmax"

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params

    Raises
    ------
    ValueError
        If there is no such cost, no row, the rows are too long or too short for the network, or y
        does not have a row for each of them and a column for each output.
    """
    of = cost_of(cost)
    z, H = forward(params, X)
    if y.shape != z.shape or len(z) == 0:
        raise ValueError(
            f"X has shape {X.shape} and y has shape {y.shape}: give one row at least, and a row of "
            f"{z.shape[1]} targets for each, as one_hot(labels) of lesson 06 gives them"
        )
    loss, delta = of.loss_and_delta(z, y)
    return loss, backward(params, H, delta)


def backward(
    params: Params, H: Sequence[np.ndarray], delta: np.ndarray, *, out: Params | None = None
) -> Params:
    """The slope of the cost for every weight and bias, from its slope for the last weighted sums.

    ``W_i`` has the slope ``h_i^T delta_i``, and ``b_i`` has the sum of ``delta_i`` over the rows.
    A layer before is blamed with ``delta_i W_i^T * h_i (1 - h_i)``; the inputs never are.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    H : what each layer was told, as ``forward`` gives it
    delta : ndarray of shape (n_rows, n_outputs)
    out : dict with the same keys, shapes and kind of float as params, to be filled and given back;
        None for new arrays. To have memory for W0 found anew in each update would cost more than
        all sigmoids

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients, place = {}, out or {}
    for i in reversed(range(len(H))):
        # Of a single row, dot makes its outer product four times as fast as @.
        gradients[f"W{i}"] = np.dot(H[i].T, delta, out=place.get(f"W{i}"))
        gradients[f"b{i}"] = delta.sum(axis=0, out=place.get(f"b{i}"))
        if i:
            delta = delta @ params[f"W{i}"].T
            delta *= H[i]
            delta *= 1 - H[i]
    return {name: gradients[name] for name in params}


# ---- training

_loss_and_gradients = loss_and_gradients  # train has a parameter so called


@dataclass(frozen=True, slots=True)
class RowsStep(Step):
    """A step on one mini-batch: ``loss`` is its mean cost, before the update, without decay.

    ``error`` says the same as a share from 0 to 1, as ``COSTS`` has it for each cost. ``epoch``
    counts how often all rows have been used so far. Whether digits are named right, ask the
    network itself, as often as you can afford it.
    """

    epoch: int


def train(
    X: np.ndarray,
    y: np.ndarray,
    *,
    sizes: Sequence[int] | None = None,
    scale: float | str = "inputs",
    cost: str = "cross-entropy",
    alpha: float = 0.5,
    decay: float = 0.0,
    epochs: int = 30,
    batch: int = 10,
    rng: Rng,
    params: Params | None = None,
    dtype: type = np.float64,
    deal: Callable[[Rng, int, int], list[np.ndarray]] = minibatches,
    loss_and_gradients: Callable[..., tuple[float, Params]] | None = None,
    l2_update: Callable[..., Params] | None = None,
) -> Iterator[RowsStep]:
    """Train on mini-batches by plain descent.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs), finite numbers
    y : ndarray of shape (n_rows, n_outputs), 1 for the right class of each row, else 0, or what is
        asked of each output, from 0 to 1; of a ``loss_and_gradients`` of your own, any numbers
    sizes : units of each layer; if not given, 100 stand between the inputs and the outputs
    scale : of the first weights, as in ``init``. If ``params`` are given, there is no use for it,
        nor for ``sizes``
    cost : as in ``loss_and_gradients``. If that is another one, ``error`` still goes by ``cost``
    alpha : float above 0, the step size
    decay : finite float, 0 or more; each weight's slope grows by this much times the weight.
        Biases are left alone
    epochs : int, 0 or more, how often each row is used
    batch : int, 1 or more, rows in one update. If there are fewer rows, all of them are; if some
        are left over, they make a last, shorter batch, whose mean is over its own rows
    rng : draws the first weights, then the order of the rows, anew for each epoch
    params : start here instead; copied, never changed
    dtype : np.float64, or np.float32 for half the time and a third of the digits
    deal : the mini-batches of an epoch, from ``(rng, n_rows, batch)``
    loss_and_gradients : the course's, your own (see ``pieces.of_parts``), or that of another
        network, called with ``(params, X, y)``
    l2_update : your own, called as in the exercise; the course's does its work in place

    Yields
    ------
    RowsStep
        The state before each update. Its ``params`` are a live reference. A network whose weights
        run off to infinity has the loss NaN from then on.

    Raises
    ------
    ValueError
        If X has no rows or other rows than y, either has a number that is not finite, y does not
        have a column for each output, or asks the course's network for something that is not from
        0 to 1; if pictures have pixels from 0 to 255 instead of 0 to 1, epochs or a batch are not
        whole numbers, there is no such cost, alpha is not a finite number above 0, ``decay`` not
        one of 0 or more, or ``dtype`` no kind of float.
    """
    check_tables(X, y)
    if loss_and_gradients is None:
        check_shares(y)
    check_batch(batch)
    check_epochs(epochs)
    check_dtype(dtype)
    cost_of(cost)
    check_alpha(alpha)
    check_decay(decay)
    if params is None:
        params = init(rng, sizes=sizes or (X.shape[1], SIZES[1], y.shape[1]), scale=scale)
    check_outputs(params, y)
    params = {name: np.array(value, dtype) for name, value in params.items()}
    X, y = X.astype(dtype, copy=False), y.astype(dtype, copy=False)
    how = X, y, cost, alpha, decay, epochs, batch, rng
    if loss_and_gradients is None and l2_update is None and deal is minibatches:
        updates = _in_kept_memory(params, *how)
    else:
        slopes = loss_and_gradients or partial(_loss_and_gradients, cost=cost)
        updates = _from_pieces(params, *how, deal, slopes, l2_update)
    yield from quietly(updates)


def _from_pieces(
    params, X, y, cost, alpha, decay, epochs, batch, rng, deal, loss_and_gradients, l2_update
) -> Iterator[RowsStep]:
    """Training as it is meant: three pieces, each of which may be somebody's own."""
    index, error = 0, COSTS[cost].error
    for epoch in range(epochs):
        for rows in deal(rng, len(X), batch):
            loss, gradients = loss_and_gradients(params, X[rows], y[rows])
            yield RowsStep(index, loss, error(loss, y.shape[1]), params, epoch)
            if l2_update is None:
                moves = {name: alpha * slope for name, slope in gradients.items()}
                _descend(params, moves, alpha * decay)
            else:
                new = l2_update(params, gradients, alpha, decay)
                for name, value in params.items():
                    value[...] = new[name]
            index += 1


def _in_kept_memory(params, X, y, cost, alpha, decay, epochs, batch, rng) -> Iterator[RowsStep]:
    """The same with the course's own pieces, in memory that is kept from update to update.

    To have memory found for arrays as large as W0, several times in each update, would cost more
    than all sigmoids. And the step size goes into delta, on which all slopes depend linearly: there
    are a thousand numbers in it, and eighty times as many in the slopes.
    """
    index, of = 0, COSTS[cost]
    take = _taker(X, y, batch)
    moves = {name: np.empty_like(value) for name, value in params.items()}
    for epoch in range(epochs):
        for rows in minibatches(rng, len(X), batch):
            part_X, part_y = take(rows)
            z, H = forward(params, part_X)
            loss, delta = of.loss_and_delta(z, part_y)
            yield RowsStep(index, loss, of.error(loss, y.shape[1]), params, epoch)
            delta *= alpha
            _descend(params, backward(params, H, delta, out=moves), alpha * decay)
            index += 1


def _descend(params: Params, moves: Params, pull: float) -> None:
    """One step, ``alpha`` times the slopes. Weights, and no biases, are pulled towards 0 before."""
    for name, value in params.items():
        if pull and name.startswith("W"):
            value *= 1 - pull
        value -= moves[name]


def _taker(
    X: np.ndarray, y: np.ndarray, batch: int
) -> Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """What gives the rows of a batch, copied to the place where those of the batch before were."""
    kept = [np.empty((min(batch, len(part)), part.shape[1]), part.dtype) for part in (X, y)]

    def take(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # Only with "clip" does NumPy write straight to that place; there is nothing to clip here.
        part_X, part_y = (
            np.take(whole, rows, axis=0, out=place[: len(rows)], mode="clip")
            for whole, place in zip((X, y), kept, strict=True)
        )
        return part_X, part_y

    return take
