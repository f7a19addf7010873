"""The eleven-line network with dropout: a mask on the hidden layer, and what the mask changes.

The mask is an argument, so that a network can be looked at, and its gradients checked, with the
mask held fixed. The last column of the inputs is always 1, as in lesson 01.

A stack of networks, as there, is taken by all but ``rebuild`` and ``init``: every parameter, and
every mask that is not for all networks alike, then has one more axis in front. ``X`` and ``y`` may
have it too. ``train`` has to be given the stack of first weights.

After Andrew Trask, "Hinton's Dropout in 3 Lines of Python", 2015, and Srivastava, Hinton,
Krizhevsky, Sutskever and Salakhutdinov, "Dropout: A Simple Way to Prevent Neural Networks from
Overfitting", 2014. ``drop_connect`` is after Wan, Zeiler, Zhang, LeCun and Fergus, "Regularization
of Neural Networks using DropConnect", 2013.
"""

from collections.abc import Callable, Iterator

import numpy as np

from course.descent.net import check_alpha
from course.descent.optimisers import Update, adam, begin
from course.eleven import net as eleven
from course.eleven.net import hidden_delta, output_delta, sigmoid
from course.kit.steps import Params, Rng, Step, check_every

# ---- what the lesson asks you to write


def draw_mask(rng, shape, rate):
    """Decide by lot who is dropped: 0 with probability ``rate``, else 1.

    Parameters
    ----------
    rng : Generator or RandomState; ``rng.random(shape)`` draws evenly from 0 to 1
    shape : tuple of ints, a place for each unit in each row
    rate : float from 0 to 1, the share that is dropped on average

    Returns
    -------
    ndarray of this shape, each value 0.0 or 1.0 (or False, True), decided place by place
    """
    return (rng.random(shape) >= rate) * 1.0


def drop(h, mask, rate):
    """Silence the dropped units, and let the survivors speak up for them.

    Each unit survives with probability ``1 - rate``. On average over masks it should then say what
    it says without dropout.

    Parameters
    ----------
    h : ndarray of shape (n_rows, n_hidden); it is left as it is
    mask : ndarray of the same shape, 0 for a dropped unit and 1 for a survivor
    rate : float, 0 or more and below 1, the share that is dropped on average

    Returns
    -------
    ndarray of the same shape
    """
    return h * mask / (1 - rate)


def forward(params, X, mask=1.0):
    """Run the network from left to right, with a mask on what the hidden units say.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_rows, n_inputs)
    mask : ndarray of shape (n_rows, n_hidden), or (n_hidden,) for all rows alike, or 1.0 for no
        dropout. What each unit says is multiplied by it: 0 for a dropped unit,
        ``1 / (1 - rate)`` for a survivor, so nothing is left to be scaled here

    Returns
    -------
    p : ndarray of shape (n_rows, n_outputs), the predictions
    h : ndarray of shape (n_rows, n_hidden), what the hidden units said before the mask
    """
    h = sigmoid(X @ params["W0"])
    p = sigmoid((h * mask) @ params["W1"])
    return p, h


def loss_and_gradients(params, X, y, mask=1.0):
    """Half the sum of squared errors under a mask, and its slope for every weight.

    What reached the output is ``h * mask``, so that is what W1's gradient multiplies. Between a
    hidden unit and the output stands its factor in the mask, so the blame that comes back passes
    the same factor. The slope of the sigmoid is taken where the sigmoid stands: at h itself.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    mask : as in ``forward``

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    p, h = forward(params, X, mask)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h) * mask
    loss = np.sum((p - y) ** 2, axis=(-2, -1)) / 2
    return loss, {"W0": X.mT @ delta0, "W1": (h * mask).mT @ delta1}


def average_of_masks(params, X, masks):
    """What many thinned networks say on average.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_rows, n_inputs)
    masks : ndarray of shape (n_masks, n_hidden), one thinned network each: 0 for a dropped unit,
        ``1 / (1 - rate)`` for a survivor, the same in all rows

    Returns
    -------
    ndarray of shape (n_rows, n_outputs): the mean of their predictions
    """
    return np.mean([forward(params, X, mask)[0] for mask in masks], axis=0)


def drop_connect(params, X, y, masks):
    """Drop single weights instead of whole units: the loss, and its slope for every weight.

    A weight times its mask is what the network has, so by the chain rule the slope for the weight
    is the slope for that product, times the mask.

    Parameters
    ----------
    params : dict of weights, as in ``loss_and_gradients``
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    masks : dict with the same keys and shapes as params: 0 for a dropped weight, else
        ``1 / (1 - rate)``

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    thinned = {name: W * masks[name] for name, W in params.items()}
    loss, gradients = loss_and_gradients(thinned, X, y)
    return loss, {name: gradients[name] * masks[name] for name in params}


def rebuild(X, y, X_new):
    """Learn from few digits, of which many are labelled wrong, and name digits never seen before.

    Parameters
    ----------
    X : ndarray of shape (n_rows, 65), 64 pixels from about 0 to 1 and a column of ones
    y : ndarray of shape (n_rows, 10), 1 for the digit that each row is said to be, else 0
    X_new : ndarray of shape (n_new, 65), digits like those in X; some come twice

    Returns
    -------
    ndarray of shape (n_new, 10)
        Ten numbers for each row of ``X_new``: the digit with the largest is meant. At least 70 in
        100 should be right, by whatever way.
    """
    rng = np.random.default_rng(0)
    W0, W1 = rng.uniform(-0.2, 0.2, (X.shape[1], 100)), rng.uniform(-0.2, 0.2, (100, y.shape[1]))
    v0 = v1 = 0.0
    for _ in range(400):
        mask = (rng.random((len(X), 100)) >= 0.75) / 0.25
        h = 1 / (1 + np.exp(-(X @ W0)))
        p = 1 / (1 + np.exp(-((h * mask) @ W1)))
        delta1 = p - y  # without the slope: to be sure and wrong is then no slow place to leave
        delta0 = (delta1 @ W1.T) * mask * h * (1 - h)
        v0 = 0.9 * v0 - 0.0006 * X.T @ delta0
        v1 = 0.9 * v1 - 0.0006 * (h * mask).T @ delta1
        W0, W1 = W0 + v0, W1 + v1
    return 1 / (1 + np.exp(-(1 / (1 + np.exp(-(X_new @ W0))) @ W1)))


# ---- what the lesson uses besides


def published_loss_and_gradients(params, X, y, mask=1.0):
    """The backward pass as the source post has it. It is wrong, and kept to be measured.

    The post writes the masked value over h, and takes the slope of the sigmoid there. But this
    unit's sigmoid gave h. ``h / (1 - rate)`` is another place, with another slope, and beyond 1 the
    formula even changes sign. Besides, the mask's factor is missing on the way back; only where h
    was overwritten by 0 it makes no difference, as "0 (1 - 0)" happens to be 0.

    Shapes are as in ``loss_and_gradients``.
    """
    h = sigmoid(X @ params["W0"]) * mask
    p = sigmoid(h @ params["W1"])
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h)
    loss = np.sum((p - y) ** 2, axis=(-2, -1)) / 2
    return loss, {"W0": X.mT @ delta0, "W1": h.mT @ delta1}


def check_rate(rate: float, name: str = "rate") -> None:
    """Refuse what is not a share that can be dropped.

    Raises
    ------
    ValueError
        If it is not a number from 0 to just below 1.
    """
    if 0 <= rate < 1:
        return
    fault = (
        "with nothing left, nothing can be learned" if rate == 1 else "that is no share of a whole"
    )
    raise ValueError(
        f"{name} is {rate}: {fault}. Choose a number from 0 (drop nothing) to below 1; "
        "0.5 is a usual one to begin with"
    )


def scaled_mask(rng: Rng, shape: tuple[int, ...], rate: float) -> np.ndarray:
    """A mask whose survivors are ``1 / (1 - rate)``: 1 on average, ready to multiply with.

    Raises
    ------
    ValueError
        If the rate is not from 0 to below 1.
    """
    check_rate(rate)
    return drop(np.ones(shape), draw_mask(rng, shape, rate), rate)


def init(rng: Rng, *, inputs: int = 3, hidden: int = 4, outputs: int = 1) -> Params:
    """Weights drawn evenly around 0, the narrower the more of them meet in one unit.

    They reach to ``sqrt(3 / fan_in)``. With three inputs that is lesson 01's -1 to 1 for W0, and
    with three hidden units for W1; more of either begin with sums that are no larger, so that no
    sigmoid begins at one of its ends.

    Raises
    ------
    ValueError
        If a layer would have no units.
    """
    params = eleven.init(rng, inputs=inputs, hidden=hidden, outputs=outputs)
    return {name: W * np.sqrt(3 / W.shape[0]) for name, W in params.items()}


def train(
    X: np.ndarray,
    y: np.ndarray,
    *,
    hidden: int = 50,
    rate: float = 0.5,
    input_rate: float = 0.0,
    connect_rate: float = 0.0,
    decay: float = 0.0,
    alpha: float = 0.01,
    steps: int = 1_000,
    every: int = 1,
    rng: Rng,
    params: Params | None = None,
    update: Update = adam,
    loss_and_gradients: Callable[..., tuple[float, Params]] = loss_and_gradients,
) -> Iterator[Step]:
    """Full-batch training with dropout and its relatives, each of which can be off.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs), its last column all ones
    y : ndarray of shape (n_rows, n_outputs)
    hidden : int, number of hidden units, 1 or more
    rate : float from 0 to below 1, share of the hidden units that is dropped
    input_rate : the same for inputs; the column of ones stays
    connect_rate : the same for single weights (DropConnect), one mask for all rows
    decay : float, 0 or more; each weight's slope grows by this much times the weight
    alpha : float above 0, the step size
    steps : int, number of updates
    every : int, 1 or more; yield only the steps whose index is a multiple of it. For the others
        the whole network is not asked
    rng : draws the first weights, then the masks
    params : start here instead of drawing; copied, never changed. Shapes (n_runs, …) train a
        whole stack, each run with masks of its own; X and y may be stacked too, as
        (n_runs, n_rows, …)
    update : an optimiser of lesson 02
    loss_and_gradients : the course's, or your own

    Yields
    ------
    Step
        ``loss`` is that of the thinned network which is about to be updated, without what decay
        adds to it. ``error`` is the mean absolute error of the whole one.

    Raises
    ------
    ValueError
        If a rate is not from 0 to below 1, ``decay`` is below 0, alpha is not a finite number
        above 0, ``hidden`` or ``every`` is below 1, or X is stacked and ``params`` is not given.
    """
    for name, share in (
        ("rate", rate), ("input_rate", input_rate), ("connect_rate", connect_rate),
    ):  # fmt: skip
        check_rate(share, name)
    if not decay >= 0:
        raise ValueError(
            f"decay is {decay}, so weights would be pushed away from 0: choose 0 or more"
        )
    check_alpha(alpha)
    check_every(every)
    if params is None:
        if X.ndim > 2:
            raise ValueError(
                f"X has shape {X.shape}, a table for each of {X.shape[0]} runs, and each needs "
                "first weights: choose them with init, and give params=stack([...])"
            )
        params = init(rng, inputs=X.shape[-1], hidden=hidden, outputs=y.shape[-1])
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    memory = {name: begin(value) for name, value in params.items()}
    rows = np.broadcast_shapes(X.shape[:-2], params["W0"].shape[:-2]) + X.shape[-2:-1]
    units, inputs = (*rows, params["W0"].shape[-1]), (*rows, X.shape[-1])  # in a stack, of each run
    for index in range(steps):
        # Masks of rate 0 are all ones, and are not drawn.
        mask = scaled_mask(rng, units, rate) if rate else 1.0
        seen = X * _mask_of_inputs(rng, inputs, input_rate) if input_rate else X
        kept = {
            name: scaled_mask(rng, W.shape, connect_rate) if connect_rate else 1.0
            for name, W in params.items()
        }
        thinned = {name: W * kept[name] for name, W in params.items()}
        loss, gradients = loss_and_gradients(thinned, seen, y, mask)
        if index % every == 0:
            p, _ = forward(params, X)
            yield Step(index, loss, np.abs(y - p).mean(axis=(-2, -1)), params)
        for name, W in params.items():
            gradient = gradients[name] * kept[name] + decay * W
            change, remembered = update(gradient, memory[name], alpha, index + 1)
            memory[name] |= remembered
            params[name] += change


def _mask_of_inputs(rng: Rng, shape: tuple[int, ...], rate: float) -> np.ndarray:
    mask = scaled_mask(rng, shape, rate)
    mask[..., -1] = 1  # it stands for the bias, which is no input
    return mask
