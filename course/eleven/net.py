"""The eleven-line network: three inputs, one hidden layer, one output, sigmoids throughout.

The functions here are the ones the lesson asks you to write. They work on one network, and, without
a changed line, on a stack of networks: put one more axis in front of every parameter
(``stack``), and ``@`` multiplies all of them at once. That is why they say ``.mT``, the transpose
of the last two axes, where ``.T`` would do for one network.

After Andrew Trask, "A Neural Network in 11 lines of Python", 2015.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from course.kit.steps import Params, Step

# The table of the lesson, its third column always 1, and four answers to learn.
X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
TARGETS = {
    "XOR": np.array([[0.0], [1.0], [1.0], [0.0]]),
    "AND": np.array([[0.0], [0.0], [0.0], [1.0]]),
    "OR": np.array([[0.0], [1.0], [1.0], [1.0]]),
    "first column": np.array([[0.0], [0.0], [1.0], [1.0]]),
}


def sigmoid(z):
    """Squash any number into 0..1: ``1 / (1 + e**-z)``.

    Parameters
    ----------
    z : ndarray of any shape

    Returns
    -------
    ndarray of the same shape, each value between 0 and 1
    """
    return 1 / (1 + np.exp(-z))


def slope(s):
    """The slope of the sigmoid where its output is ``s``.

    ``ds/dz = s (1 - s)``, whatever ``z`` was.

    Parameters
    ----------
    s : ndarray of any shape, values between 0 and 1
        What the sigmoid gave, not what went into it.

    Returns
    -------
    ndarray of the same shape, each value between 0 and 0.25
    """
    return s * (1 - s)


def product_by_loops(X, W):
    """The matrix product ``X @ W``, written out in three nested loops.

    Parameters
    ----------
    X : ndarray of shape (n_rows, fan_in)
    W : ndarray of shape (fan_in, fan_out)

    Returns
    -------
    ndarray of shape (n_rows, fan_out)
        Row i, column k holds the sum over j of ``X[i, j] * W[j, k]``.
    """
    product = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                product[i, k] += X[i, j] * W[j, k]
    return product


def forward(params, X):
    """Run the network from left to right.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_rows, n_inputs)

    Returns
    -------
    p : ndarray of shape (n_rows, n_outputs), the predictions
    h : ndarray of shape (n_rows, n_hidden), what the hidden units said on the way
    """
    h = sigmoid(X @ params["W0"])
    p = sigmoid(h @ params["W1"])
    return p, h


def output_delta(p, y):
    """Error times slope, for each row and each output.

    It is the slope of half the squared error in z, where ``p = sigmoid(z)``: by the chain rule
    the slope in p, which is the error, times the slope of the sigmoid at ``p``.

    Parameters
    ----------
    p : ndarray of shape (n_rows, n_outputs), the predictions
    y : ndarray of shape (n_rows, n_outputs), the targets

    Returns
    -------
    ndarray of shape (n_rows, n_outputs), positive where the prediction is too high
    """
    return (p - y) * slope(p)


def hidden_delta(delta1, W1, h):
    """The output's delta, sent back through the weights, times the hidden slope.

    Hidden unit j feeds output k with the weight W1 has in row j, column k. By the chain rule its
    delta is the sum over k of that weight times delta1 at k, times the slope of the sigmoid at h.

    Parameters
    ----------
    delta1 : ndarray of shape (n_rows, n_outputs)
    W1 : ndarray of shape (n_hidden, n_outputs)
    h : ndarray of shape (n_rows, n_hidden), the output of the hidden units

    Returns
    -------
    ndarray of shape (n_rows, n_hidden)
    """
    return (delta1 @ W1.mT) * slope(h)


def loss_and_gradients(params, X, y):
    """Half the sum of squared errors, and its slope for every single weight.

    The gradient of a weight matrix is what came in, transposed, times the delta that came back:
    the rows of the table are added up by the matrix product itself.

    Parameters
    ----------
    params : dict with "W0" of shape (n_inputs, n_hidden) and "W1" of shape (n_hidden, n_outputs)
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    p, h = forward(params, X)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h)
    loss = np.sum((p - y) ** 2, axis=(-2, -1)) / 2
    return loss, {"W0": X.mT @ delta0, "W1": h.mT @ delta1}


def training_step(params, X, y, alpha):
    """One update by the whole table: every weight walks ``alpha`` times its slope, downhill.

    Parameters
    ----------
    params : dict with "W0" and "W1"; it is left as it is
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    alpha : float, the step size, above 0

    Returns
    -------
    dict with the same keys and shapes: the new weights
    """
    _, gradients = loss_and_gradients(params, X, y)
    return {name: params[name] - alpha * gradients[name] for name in params}


def init(
    rng: np.random.Generator | np.random.RandomState,
    *,
    inputs: int = 3,
    hidden: int = 4,
    outputs: int = 1,
) -> Params:
    """Weights drawn evenly from -1 to 1, first ``W0``, then ``W1``.

    Raises
    ------
    ValueError
        If a layer would have no units.
    """
    for name, size in (("inputs", inputs), ("hidden", hidden), ("outputs", outputs)):
        if size < 1:
            raise ValueError(f"{name} is {size}; a layer needs at least one unit: choose 1 or more")
    return {
        "W0": 2 * rng.random((inputs, hidden)) - 1,
        "W1": 2 * rng.random((hidden, outputs)) - 1,
    }


def stack(networks: Sequence[Params]) -> Params:
    """Put networks of one shape on top of each other: parameters of shape (n_runs, …)."""
    return {name: np.stack([params[name] for params in networks]) for name in networks[0]}


def train(
    X: np.ndarray,
    y: np.ndarray,
    *,
    hidden: int = 4,
    alpha: float | np.ndarray = 1.0,
    steps: int = 60_000,
    rng: np.random.Generator | np.random.RandomState | None = None,
    params: Params | None = None,
    loss_and_gradients: Callable[..., tuple[float, Params]] = loss_and_gradients,
) -> Iterator[Step]:
    """Full-batch gradient descent. Yields the state before each update.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)
    y : ndarray of shape (n_rows, n_outputs)
    hidden : int, number of hidden units, 1 or more
    alpha : float above 0; for a stack of runs also an array of shape (n_runs, 1, 1)
    steps : int, number of updates
    rng : Generator or RandomState that draws the first weights; not needed with ``params``
    params : start here instead of drawing; copied, never changed. Shapes (n_runs, …) train a
        whole stack of networks at the cost of little more than one
    loss_and_gradients : callable
        The course's, or your own.

    Yields
    ------
    Step
        ``RandomState(1)`` with the defaults reproduces the published run of the source post to
        every printed digit.

    Raises
    ------
    ValueError
        If neither ``rng`` nor ``params`` is given, or ``hidden`` is below 1. What a
        ``loss_and_gradients`` of your own raises comes through as it is.
    """
    if params is not None:
        params = {name: np.array(value, dtype=float) for name, value in params.items()}
    elif rng is not None:
        params = init(rng, inputs=X.shape[1], hidden=hidden, outputs=y.shape[1])
    else:
        raise ValueError(
            "no start: give rng=np.random.default_rng(0) to draw weights, or params= to go on"
        )
    for index in range(steps):
        loss, gradients = loss_and_gradients(params, X, y)
        p, _ = forward(params, X)
        error = np.abs(y - p).mean(axis=(-2, -1))
        yield Step(index, loss, error, params)
        for name in params:
            params[name] -= alpha * gradients[name]


def rebuild(X, y):
    """Train a network of your own on a table, and return its predictions.

    Parameters
    ----------
    X : ndarray of shape (4, 3), the table
    y : ndarray of shape (4, 1), the exclusive or of its first two columns

    Returns
    -------
    ndarray of shape (4, 1)
        Predictions of the trained network; their mean absolute error is below 0.01.
    """
    rng = np.random.default_rng(0)
    W0, W1 = 2 * rng.random((3, 4)) - 1, 2 * rng.random((4, 1)) - 1
    for _ in range(30_000):
        h = 1 / (1 + np.exp(-(X @ W0)))
        p = 1 / (1 + np.exp(-(h @ W1)))
        delta1 = (p - y) * p * (1 - p)
        delta0 = (delta1 @ W1.T) * h * (1 - h)
        W0, W1 = W0 - X.T @ delta0, W1 - h.T @ delta1
    return p
