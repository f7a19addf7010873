"""Walking downhill, on landscapes and on the eleven-line network: plain, or with one line changed.

After Andrew Trask, "A Neural Network in 13 lines of Python (Part 2 - Gradient Descent)", 2015.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np

from course.descent.curves import Curve
from course.descent.optimisers import (  # by these names the lesson and the panels know them
    OPTIMISERS as OPTIMISERS,
    Memory as Memory,
    Update as Update,
    adagrad as adagrad,
    adam as adam,
    begin as begin,
    momentum as momentum,
    nesterov as nesterov,
    plain as plain,
)
from course.eleven.net import (
    forward,
    hidden_delta,
    init,
    loss_and_gradients,
    output_delta,
    stack,
)
from course.kit.steps import Params, Rng, Step, check_every

ALPHAS = (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0)  # the sweep of the source post
FAR = 1e6  # a ball beyond this has run off, and is left where it is


# ---- what the lesson asks you to write


def numerical_slope(height, x, eps):
    """How steep a curve is at ``x``, measured on both sides of it.

    The rise from ``x - eps`` to ``x + eps``, divided by how far apart these two places are.

    Parameters
    ----------
    height : function of an array, gives the height at each of its numbers
    x : ndarray of shape (n,), the places
    eps : float above 0, how far to look to each side

    Returns
    -------
    ndarray of shape (n,)
    """
    return (height(x + eps) - height(x - eps)) / (2 * eps)


def descent_step(x, slope, alpha):
    """One step downhill from every place in ``x``.

    Parameters
    ----------
    x : ndarray of any shape, the places; it is left as it is
    slope : function of an array of x's own shape, gives how steep it is at each place
    alpha : float above 0, the size of the step

    Returns
    -------
    ndarray of the same shape: the new places
    """
    return x - alpha * slope(x)


def descend(x, slope, alpha, tolerance, most):
    """Step downhill until it is flat everywhere, or until ``most`` steps are made.

    Parameters
    ----------
    x : ndarray of shape (n_balls,), where they start; it is left as it is
    slope : function of an array of x's own shape, gives how steep it is at each place
    alpha : float above 0, the size of the step
    tolerance : float above 0; it is flat where the slope's size is below this
    most : int, the largest number of steps

    Returns
    -------
    x : ndarray of shape (n_balls,), the places at the end
    steps : int, how many steps were made
    """
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x = x - alpha * slope(x)
        steps += 1
    return x, steps


def sign_changes(updates):
    """How often the update of each weight has changed its sign.

    Parameters
    ----------
    updates : ndarray of shape (n_steps, fan_in, fan_out), one update after the other, none of
        them exactly 0

    Returns
    -------
    ndarray of shape (fan_in, fan_out), whole numbers; zeros if there is only one update
    """
    uphill = updates > 0
    return np.sum(uphill[1:] != uphill[:-1], axis=0)


def train_all(params, X, y, alphas, steps, loss_and_gradients):
    """Train one network for each alpha, all from the same weights and all at once.

    Parameters
    ----------
    params : dict of the first weights, each of shape (fan_in, fan_out); it is left as it is
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    alphas : ndarray of shape (n_runs,), the step sizes
    steps : int, the number of updates
    loss_and_gradients : function of (params, X, y). It takes one network or, with weights of
        shape (n_runs, fan_in, fan_out), a whole stack. Call it once a step.

    Returns
    -------
    dict with the same keys, each of shape (n_runs, fan_in, fan_out): the trained weights
    """
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def rebuild(slope, x):
    """Find the bottom of an unknown ravine.

    Its walls are a hundred times as steep as its floor: one step to the side of the bottom the
    slope is 100 across the ravine and 1 along it, and the ravine lies in any direction.

    Parameters
    ----------
    slope : function of an array of shape (2,), gives the slope in both directions, shape (2,).
        It may be called 200 times
    x : ndarray of shape (2,), where to start

    Returns
    -------
    ndarray of shape (2,)
        A place whose distance to the bottom is less than one hundredth of what it was.
    """
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return x


# ---- walks


def roll(
    curve: Curve, x: np.ndarray, *, alpha: float = 0.1, steps: int = 200, update: Update = plain
) -> Iterator[Step]:
    """Let balls roll down a curve. Yields the state before each update.

    Parameters
    ----------
    curve : one of ``CURVES``
    x : ndarray of shape (n_balls, curve.dimensions), where they start; copied
    alpha : float above 0
    steps : int, number of updates
    update : an optimiser

    Yields
    ------
    Step
        ``params["x"]`` are the places. ``loss`` is the mean height, ``error`` the mean steepness:
        0 when all balls are at rest. A ball that is more than ``FAR`` away has run off; it stays.

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0.
    """
    check_alpha(alpha)
    params = {"x": np.array(x, dtype=float)}
    memory = begin(params["x"])
    for index in range(steps):
        slope = curve.slope(params["x"])
        steep = np.linalg.norm(slope, axis=1).mean()
        yield Step(index, float(curve.height(params["x"]).mean()), float(steep), params)
        change, kept = update(slope, memory, alpha, index + 1)
        memory |= kept
        gone = np.abs(params["x"]).max(axis=1, keepdims=True) > FAR
        params["x"] += np.where(gone, 0, change)


def predict(params: Params, X: np.ndarray) -> np.ndarray:
    """What the eleven-line network says for each row: shape (n_rows, n_outputs)."""
    return forward(params, X)[0]


def train(
    X: np.ndarray,
    y: np.ndarray,
    *,
    hidden: int = 4,
    alpha: float = 1.0,
    steps: int = 10_000,
    rng: Rng | None = None,
    params: Params | None = None,
    batch: int | None = None,
    update: Update = plain,
    predict: Callable[[Params, np.ndarray], np.ndarray] = predict,
    loss_and_gradients: Callable[..., tuple[float, Params]] = loss_and_gradients,
) -> Iterator[Step]:
    """Train a network with any optimiser, on all rows at once or on a few at a time.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    hidden : int, number of hidden units, 1 or more
    alpha : float above 0
    steps : int, number of updates
    rng : draws the first weights, then the order of the rows; needed for either
    params : start here instead; copied, never changed. Shapes (n_runs, …) train a whole stack
    batch : rows in one update, taken in a new order each time round; None for all of them
    update : an optimiser
    predict, loss_and_gradients : of another network than the eleven-line one

    Yields
    ------
    Step
        Loss and error are those of the whole table, before the update.

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0, a batch has less than one row, or there is no
        ``rng`` where one is needed.
    """
    check_alpha(alpha)
    if batch is not None and batch < 1:
        raise ValueError(f"batch is {batch}: an update needs at least one row; choose 1 or more")
    if params is None:
        params = init(_needed(rng), inputs=X.shape[1], hidden=hidden, outputs=y.shape[1])
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    memory = {name: begin(value) for name, value in params.items()}
    rows_of: Iterator[Any] = repeat(None) if batch is None else _rounds(len(X), batch, _needed(rng))
    eleven_lines = (predict, loss_and_gradients) == ELEVEN_LINES
    for index, rows in zip(range(steps), rows_of, strict=False):
        # A weight that is far too large drives a sigmoid to 0, and np.exp to infinity. It may.
        with np.errstate(over="ignore"):
            if eleven_lines:  # one way forward is enough for all that is told of the table
                p, h = forward(params, X)
                loss = np.sum((p - y) ** 2, axis=(-2, -1)) / 2
            else:
                loss, gradients = loss_and_gradients(params, X, y)
                p = predict(params, X)
            if rows is not None:
                _, gradients = loss_and_gradients(params, X[rows], y[rows])
            elif eleven_lines:
                gradients = _slopes(params, X, y, p, h)
        yield Step(index, loss, np.abs(y - p).mean(axis=(-2, -1)), params)
        for name, gradient in gradients.items():
            change, kept = update(gradient, memory[name], alpha, index + 1)
            memory[name] |= kept
            params[name] += change


ELEVEN_LINES = predict, loss_and_gradients


def _slopes(params: Params, X: np.ndarray, y: np.ndarray, p: np.ndarray, h: np.ndarray) -> Params:
    """The gradients of lesson 01, where it is known already what the network says."""
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h)
    return {"W0": X.mT @ delta0, "W1": h.mT @ delta1}


def _needed(rng: Rng | None) -> Rng:
    if rng is None:
        raise ValueError("there is nothing to draw with: give rng=np.random.default_rng(0)")
    return rng


def _rounds(n_rows: int, batch: int, rng: Rng) -> Iterator[np.ndarray]:
    """The rows of one update after the other: all of them once, then again in a new order."""
    while True:
        order = rng.permutation(n_rows)
        for i in range(0, n_rows, batch):
            yield order[i : i + batch]


@dataclass(frozen=True, slots=True)
class SweepStep(Step):
    """A step of the sweep: ``loss`` and ``error`` of shape (n_runs,), params of (n_runs, …).

    ``turns[name]`` counts, for each weight of that name, how often its update has changed sign so
    far: shape (n_runs, fan_in, fan_out). An update of exactly 0 counts as a negative one.
    """

    turns: Params


def sweep(
    X: np.ndarray,
    y: np.ndarray,
    *,
    alphas: Sequence[float] = ALPHAS,
    hidden: int = 4,
    steps: int = 60_000,
    seeds: Sequence[int] = (1,),
    every: int = 1,
) -> Iterator[SweepStep]:
    """Train the eleven-line network for each seed and each alpha, all in one stack.

    Where runs cannot be stacked, ``course.kit.steps.sweep`` makes one after the other.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    alphas : floats above 0
    hidden : int, number of hidden units, 1 or more
    steps : int, number of updates
    seeds : of the ``RandomState`` that draws the first weights: the same ones for every alpha
    every : int, 1 or more; yield only the steps whose index is a multiple of it. What is not
        asked for is not computed

    Yields
    ------
    SweepStep
        With n_runs = n_seeds * n_alphas, the alphas of the first seed first. Seed 1 with the
        defaults is the sweep of the source post.

    Raises
    ------
    ValueError
        If an alpha is not a finite number above 0, or ``hidden`` or ``every`` is below 1.
    """
    for alpha in alphas:
        check_alpha(alpha)
    check_every(every)
    starts = [
        init(np.random.RandomState(seed), inputs=X.shape[1], hidden=hidden, outputs=y.shape[1])
        for seed in seeds
    ]
    params = stack([start for start in starts for _ in alphas])
    alpha_of = np.tile(np.array(alphas, dtype=float), len(seeds))[:, None, None]
    turns = {name: np.zeros(value.shape, dtype=int) for name, value in params.items()}
    before: Params = {}
    for index in range(steps):
        with np.errstate(over="ignore"):  # as in train
            p, h = forward(params, X)
        gradients = _slopes(params, X, y, p, h)
        if index % every == 0:
            loss = np.sum((p - y) ** 2, axis=(1, 2)) / 2
            yield SweepStep(index, loss, np.abs(y - p).mean(axis=(1, 2)), params, turns)
        for name, gradient in gradients.items():
            rises = gradient < 0  # the weight, in this update
            turns[name] += rises != before.get(name, rises)
            before[name] = rises
            params[name] -= alpha_of * gradient


def steps_until(run: Iterator[Step], error: float = 0.05) -> np.ndarray:
    """How many updates each network of a stack needs until its error is below ``error``.

    Parameters
    ----------
    run : steps with errors of shape (n_runs,), as ``train`` gives them for a stack
    error : float above 0

    Returns
    -------
    ndarray of shape (n_runs,), infinite for those that are not there when the run ends

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    first = next(run, None)
    if first is None:
        raise ValueError("the run has no steps to count; train with steps=1 or more")
    needed = np.where(first.error < error, first.index, np.inf)
    for step in run:
        needed = np.minimum(needed, np.where(step.error < error, step.index, np.inf))
        if np.isfinite(needed).all():
            break
    return needed


def check_alpha(alpha: float | np.ndarray) -> None:
    """Refuse what is not a step size, or not an array of step sizes.

    Raises
    ------
    ValueError
        If alpha is not a finite number above 0.
    """
    sizes = np.asarray(alpha, dtype=float)
    if not (np.isfinite(sizes) & (sizes > 0)).all():
        fault = "leads uphill" if (sizes < 0).any() else "leads nowhere"
        raise ValueError(
            f"alpha is {alpha}, and a step of that size {fault}: "
            "choose a finite number above 0; 0.1 is a careful one to begin with"
        )
