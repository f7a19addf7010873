"""A recurrent network that adds: two bits in at every position, one bit out, a memory between.

Three weight matrices, used again at every position: ``W_xh`` from the input to the hidden layer,
``W_hh`` from the hidden layer to itself one position later, ``W_hy`` from the hidden layer to the
output. Sigmoids throughout, no biases.

After Andrew Trask, "Anyone Can Learn To Code an LSTM-RNN in Python (Part 1: RNN)", 2015.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from course.addition.bits import (  # by these names the lesson and the panel know them
    Rng as Rng,
    answers as answers,
    bits_of as bits_of,
    carries as carries,
    every_sum as every_sum,
    hard_sums as hard_sums,
    number_of as number_of,
    random_sums as random_sums,
    right as right,
    sums as sums,
)
from course.descent.net import check_alpha
from course.eleven.net import output_delta as output_delta, sigmoid as sigmoid, slope as slope
from course.kit.steps import Params, Step, check_every

# ---- what the lesson asks you to write


def hidden_step(params, x, h):
    """One position: mix what comes in with what is remembered, and squash it.

    ``h_t = sigmoid(x_t W_xh + h_(t-1) W_hh)``

    Parameters
    ----------
    params : dict with "W_xh" of shape (n_inputs, n_hidden) and "W_hh" of shape (n_hidden, n_hidden)
    x : ndarray of shape (n_sequences, n_inputs), the input at this position
    h : ndarray of shape (n_sequences, n_hidden), the hidden layer at the position before

    Returns
    -------
    ndarray of shape (n_sequences, n_hidden), the hidden layer at this position
    """
    return sigmoid(x @ params["W_xh"] + h @ params["W_hh"])


def unroll(params, X):
    """Walk all positions, with the same weights at each. Before the first, the memory is all 0.

    Parameters
    ----------
    params : dict with "W_xh" of shape (n_inputs, n_hidden) and "W_hh" of shape (n_hidden, n_hidden)
    X : ndarray of shape (n_sequences, n_positions, n_inputs)

    Returns
    -------
    ndarray of shape (n_sequences, n_positions, n_hidden), the hidden layer at every position
    """
    h = np.zeros((len(X), len(params["W_hh"])))
    H = np.empty((*X.shape[:2], len(params["W_hh"])))
    for t in range(X.shape[1]):
        h = hidden_step(params, X[:, t], h)
        H[:, t] = h
    return H


def forward(params, X):
    """Run the network over whole sequences.

    The output sees nothing but the hidden layer at its own position.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "W_hy" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_sequences, n_positions, n_inputs)

    Returns
    -------
    p : ndarray of shape (n_sequences, n_positions, n_outputs), the predictions
    H : ndarray of shape (n_sequences, n_positions, n_hidden), the hidden layer on the way
    """
    H = unroll(params, X)
    return sigmoid(H @ params["W_hy"]), H


def backward_step(params, h, delta_y, delta_next):
    """One position, backwards: blame comes from the output here and from the next position.

    The hidden layer at t acts twice, on the output at t through ``W_hy`` and on the hidden layer
    at t + 1 through ``W_hh``. By the chain rule the two slopes add up:
    ``delta_t = (delta_y W_hy^T + delta_(t+1) W_hh^T) * h_t (1 - h_t)``

    Parameters
    ----------
    params : dict with "W_hh" of shape (n_hidden, n_hidden), "W_hy" of shape (n_hidden, n_outputs)
    h : ndarray of shape (n_sequences, n_hidden), the hidden layer at this position
    delta_y : ndarray of shape (n_sequences, n_outputs), slope of the loss in what the output
        sigmoid got here
    delta_next : ndarray of shape (n_sequences, n_hidden), what this function gave for the next
        position; 0 behind the last one

    Returns
    -------
    ndarray of shape (n_sequences, n_hidden), slope of the loss in what the hidden sigmoid got here
    """
    return (delta_y @ params["W_hy"].T + delta_next @ params["W_hh"].T) * slope(h)


def accumulate(params, X, H, delta_y):
    """Backpropagation through time: the slope of the loss for every weight, over all positions.

    Walk from the last position to the first. A weight is used once at each position, so its
    gradient is the sum over the positions of what came in there, transposed, times the delta.
    For ``W_hh`` that is the hidden layer of the position *before*, which at the first is all 0.
    The weights stay as they are during the walk: these are the slopes where they are now.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "W_hy"
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    H : ndarray of shape (n_sequences, n_positions, n_hidden), as ``unroll`` gives it
    delta_y : ndarray of shape (n_sequences, n_positions, n_outputs), slope of the loss in what
        the output sigmoid got

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    delta = np.zeros_like(H[:, 0])
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else np.zeros_like(H[:, 0])
        delta = backward_step(params, H[:, t], delta_y[:, t], delta)
        gradients["W_hy"] += H[:, t].T @ delta_y[:, t]
        gradients["W_hh"] += before.T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
    return gradients


def clip(gradients, most):
    """Shorten all gradients together, if together they are longer than ``most``.

    Their length is the square root of the sum of all squares, over all matrices. All shrink by
    the same factor, so the direction stays.

    Parameters
    ----------
    gradients : dict of ndarrays, left as they are
    most : float above 0

    Returns
    -------
    dict with the same keys and shapes
    """
    norm = length(gradients)
    factor = min(1.0, most / norm) if norm > 0 else 1.0
    return {name: factor * gradient for name, gradient in gradients.items()}


def length(gradients):
    """Of all arrays of a dict together, as if they were one long vector: a float, 0 or more."""
    return np.sqrt(sum(np.sum(np.square(gradient)) for gradient in gradients.values()))


# ---- two losses


def loss_and_gradients(params, X, y, *, accumulate=accumulate):
    """Half the sum of squared errors, over all positions, and its slope for every weight.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "W_hy"
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    y : ndarray of shape (n_sequences, n_positions, n_outputs), the targets
    accumulate : the course's way back, or your own

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    p, H = forward(params, X)
    loss = np.sum((p - y) ** 2) / 2
    return loss, accumulate(params, X, H, output_delta(p, y))


def cross_entropy(params, X, y, *, accumulate=accumulate):
    """Mean cross-entropy of the bits, and its slope for every weight.

    For one bit the loss is ``-log`` of the probability that the network gave to the true one. Its
    slope in z, where ``p = sigmoid(z)``, is ``p - y``: the slope of the sigmoid cancels, so a
    prediction that is surely wrong still learns.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "W_hy"
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    y : ndarray of shape (n_sequences, n_answers, n_outputs), the targets of the *last* n_answers
        positions: of all of them in a sum. What the others say does not matter
    accumulate : the course's way back, or your own

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    H = unroll(params, X)
    loss, delta_y = bit_loss(H @ params["W_hy"], y)
    return loss, accumulate(params, X, H, delta_y)


def bit_loss(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy of ``sigmoid(z)`` at the last positions, and its slope in z.

    Parameters
    ----------
    z : ndarray of shape (n_sequences, n_positions, n_outputs), what the output sigmoid gets
    y : ndarray of shape (n_sequences, n_answers, n_outputs), targets of the last n_answers

    Returns
    -------
    loss : float
    delta_y : ndarray of the shape of z, 0 at positions that are not asked
    """
    asked = z[:, -y.shape[1] :]
    # The logarithm of 1 + e**z, by a function that does not overflow; sigmoid(z) likewise.
    loss = np.mean(np.logaddexp(0, asked) - y * asked)
    delta_y = np.zeros_like(z)
    delta_y[:, -y.shape[1] :] = (np.exp(-np.logaddexp(0, -asked)) - y) / y.size
    return float(loss), delta_y


# ---- training


def init(rng: Rng, *, inputs: int = 2, hidden: int = 16, outputs: int = 1) -> Params:
    """Weights drawn evenly from -1 to 1: first ``W_xh``, then ``W_hy``, then ``W_hh``.

    That is the order of the source post.

    Raises
    ------
    ValueError
        If a layer would have no units.
    """
    for name, size in (("inputs", inputs), ("hidden", hidden), ("outputs", outputs)):
        if size < 1:
            raise ValueError(f"{name} is {size}; a layer needs at least one unit: choose 1 or more")
    return {
        "W_xh": 2 * rng.random((inputs, hidden)) - 1,
        "W_hy": 2 * rng.random((hidden, outputs)) - 1,
        "W_hh": 2 * rng.random((hidden, hidden)) - 1,
    }


@dataclass(frozen=True, slots=True)
class SumStep(Step):
    """A step that was made for the sum of two numbers; ``error`` sums up over the positions.

    ``a`` and ``b`` are the numbers, ``predicted`` is what the network says their sum is.
    """

    a: int
    b: int
    predicted: int


def train(
    *,
    bits: int = 8,
    hidden: int = 16,
    alpha: float = 0.1,
    steps: int = 10_000,
    every: int = 1,
    rng: Rng,
    params: Params | None = None,
    loss_and_gradients: Callable[..., tuple[float, Params]] = loss_and_gradients,
) -> Iterator[SumStep]:
    """Plain descent, one random sum at a time. Yields the state before each update.

    Parameters
    ----------
    bits : int, 1 to 63, the positions of a sum; a and b are drawn below ``2**(bits - 1)``
    hidden : int, number of hidden units, 1 or more
    alpha : float above 0
    steps : int, number of updates
    every : int, 1 or more; yield only the steps whose index is a multiple of it. For the others
        it is not asked what the network says
    rng : draws the first weights, then for each step a and b
    params : start here instead; copied, never changed
    loss_and_gradients : callable
        The course's, or your own.

    Yields
    ------
    SumStep
        ``error`` is the sum of absolute errors over the positions. ``RandomState(0)`` with the
        defaults reproduces the published run of the source post to every printed digit.

    Raises
    ------
    ValueError
        If ``hidden`` or ``every`` is below 1, ``bits`` is not 1 to 63, or alpha is not a finite
        number above 0.
    """
    check_alpha(alpha)
    check_every(every)
    if not 1 <= bits <= 63:
        raise ValueError(
            f"bits is {bits}: a sum needs at least one position, and here it may have up to 63; "
            "choose 1 to 63"
        )
    if params is None:
        params = init(rng, hidden=hidden)
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    for index in range(steps):
        a, b = _below(2 ** (bits - 1), rng), _below(2 ** (bits - 1), rng)
        X, y = sums([a], [b], bits)
        # A weight that is far too large drives a sigmoid to 0, and np.exp to infinity. It may.
        with np.errstate(over="ignore"):
            loss, gradients = loss_and_gradients(params, X, y)
        if index % every == 0:
            with np.errstate(over="ignore"):
                p, _ = forward(params, X)
            yield SumStep(index, loss, float(np.abs(y - p).sum()), params, a, b, number_of(p))
        for name in params:
            params[name] -= alpha * gradients[name]


def _below(end: int, rng: Rng) -> int:
    # The two kinds of generator have different names for the same thing.
    draw = rng.randint if isinstance(rng, np.random.RandomState) else rng.integers
    return int(draw(end))


def rebuild(X, y):
    """Train a recurrent network of your own on sums, and return what it makes of others.

    Parameters
    ----------
    X : ndarray of shape (n_sequences, n_positions, 2), the bits of many pairs of numbers
    y : ndarray of shape (n_sequences, n_positions, 1), the bits of their sums

    Returns
    -------
    function of an X with any number of sequences and of positions. It gives predictions of shape
        (n_sequences, n_positions, 1), as the network says them, above 0.5 for a one: right for
        every sum it was trained with, and for sums eight times as long
    """
    rng = np.random.default_rng(0)
    weights = [2 * rng.random(shape) - 1 for shape in ((2, 16), (16, 16), (16, 1))]
    velocities = [np.zeros_like(W) for W in weights]

    def walk(X):
        W_xh, W_hh, W_hy = weights
        H = [np.zeros((len(X), 16))]
        for t in range(X.shape[1]):
            H.append(1 / (1 + np.exp(-(X[:, t] @ W_xh + H[-1] @ W_hh))))
        return H, 1 / (1 + np.exp(-(np.stack(H[1:], axis=1) @ W_hy)))

    for _ in range(1000):
        rows = rng.permutation(len(X))[:128]
        H, p = walk(X[rows])
        delta_y = (p - y[rows]) / len(rows)
        delta = np.zeros_like(H[0])
        slopes = [np.zeros_like(W) for W in weights]
        for t in reversed(range(X.shape[1])):
            h = H[t + 1]
            delta = (delta_y[:, t] @ weights[2].T + delta @ weights[1].T) * h * (1 - h)
            slopes[0] += X[rows, t].T @ delta
            slopes[1] += H[t].T @ delta
            slopes[2] += h.T @ delta_y[:, t]
        velocities = [0.9 * v - 0.2 * s for v, s in zip(velocities, slopes, strict=True)]
        weights = [W + v for W, v in zip(weights, velocities, strict=True)]
    return lambda X: walk(X)[1]
