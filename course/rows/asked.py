"""What the lesson asks you to write, as far as it is no part of a network: shapes, sums, two tests.

Here is also the network to be rebuilt from memory. The pieces of a network that you write are in
``pieces.py``.
"""

import numpy as np

from course.rows.pieces import batch_backward, batch_forward, delta, l2_update

__all__ = [
    "batch_backward",
    "batch_forward",
    "bias_gradient",
    "caught_in_place",
    "caught_overlap",
    "delta",
    "l2_update",
    "product",
    "rebuild",
    "shapes",
]


def shapes(n_rows, n_inputs, n_hidden, n_outputs):
    """Say which shape everything has when a mini-batch goes through a network, and back.

    The network has one hidden layer: ``h`` is what it says, ``a`` what the outputs say. ``delta1``
    is the slope of the cost for the weighted sums of the outputs, ``delta0`` for those of the
    hidden units. ``dW0`` is the slope for ``W0``, and so on.

    Parameters
    ----------
    n_rows, n_inputs, n_hidden, n_outputs : int, 1 or more

    Returns
    -------
    dict with "X", "W0", "b0", "h", "W1", "b1", "a", "delta1", "delta0", "dW1", "db1", "dW0",
    "db0": the shape of each, a tuple of whole numbers
    """
    W0, b0 = (n_inputs, n_hidden), (n_hidden,)
    W1, b1 = (n_hidden, n_outputs), (n_outputs,)
    X, h, a = (n_rows, n_inputs), (n_rows, n_hidden), (n_rows, n_outputs)
    forward = {"X": X, "W0": W0, "b0": b0, "h": h, "W1": W1, "b1": b1, "a": a}
    backward = {"delta1": a, "delta0": h, "dW1": W1, "db1": b1, "dW0": W0, "db0": b0}
    return forward | backward


def product(H, delta):
    """Give what these three loops give, with no loop.

    ::

        G = np.zeros((n_in, n_out))
        for r in range(n_rows):
            for i in range(n_in):
                for j in range(n_out):
                    G[i, j] += H[r, i] * delta[r, j]

    Parameters
    ----------
    H : ndarray of shape (n_rows, n_in)
    delta : ndarray of shape (n_rows, n_out)

    Returns
    -------
    ndarray of shape (n_in, n_out)
    """
    return H.T @ delta


def bias_gradient(delta):
    """The slope of the cost for the biases of a layer: every row has used the same ones.

    Parameters
    ----------
    delta : ndarray of shape (n_rows, n_units), the slope of the cost for each weighted sum

    Returns
    -------
    ndarray of shape (n_units,)
    """
    return delta.sum(axis=0)


def caught_in_place(slope):
    """Test somebody's ``slope(z)``: does it write into the array that it was asked about?

    Such a function is meant to give the slope of the units for each weighted sum. The sums are
    wanted once more after it.

    Parameters
    ----------
    slope : function that takes an ndarray of shape (n_rows, n_units) and gives one of that shape

    Returns
    -------
    bool, True if what was asked about has another value afterwards
    """
    z = np.array([[-2.0, -0.3, 0.4, 3.0]])
    before = z.copy()
    slope(z)
    return not np.array_equal(z, before)


def caught_overlap(deal):
    """Test somebody's way to deal mini-batches: is there an epoch that has not each row once?

    Parameters
    ----------
    deal : function ``deal(rng, n_rows, batch)`` that gives a list of ndarrays of row numbers, as
        ``minibatches`` of lesson 06 does. The last of them may be shorter than ``batch``

    Returns
    -------
    bool, True if a row is missing in an epoch, or is there twice
    """
    for n_rows, batch in [(12, 4), (13, 4), (5, 1), (3, 8)]:
        seen = np.concatenate([[], *deal(np.random.default_rng(0), n_rows, batch)])
        if sorted(seen) != list(range(n_rows)):
            return True
    return False


def rebuild(X, y, X_new):
    """Learn to name the digits of MNIST, and name some that you have never seen.

    Parameters
    ----------
    X : ndarray of shape (n_rows, 784), pixels from 0 to 1
    y : ndarray of shape (n_rows,), whole numbers from 0 to 9: which digit each row is
    X_new : ndarray of shape (n_new, 784), digits like those in X

    Returns
    -------
    ndarray of shape (n_new, 10)
        Ten numbers for each row of ``X_new``: the digit with the largest is meant. At least 90 in
        100 should be right, by whatever way.
    """
    rng, Y = np.random.default_rng(0), np.eye(10)[y]
    W0, b0 = rng.normal(size=(784, 50)) / np.sqrt(784), np.zeros(50)
    W1, b1 = rng.normal(size=(50, 10)) / np.sqrt(50), np.zeros(10)
    for _ in range(15):
        order = rng.permutation(len(X))
        for i in range(0, len(X), 10):
            rows = order[i : i + 10]
            h = 1 / (1 + np.exp(-(X[rows] @ W0 + b0)))
            a = 1 / (1 + np.exp(-(h @ W1 + b1)))
            delta1 = (a - Y[rows]) / len(rows)
            delta0 = delta1 @ W1.T * h * (1 - h)
            W1 -= 0.5 * h.T @ delta1
            b1 -= 0.5 * delta1.sum(axis=0)
            W0 -= 0.5 * X[rows].T @ delta0
            b0 -= 0.5 * delta0.sum(axis=0)
    return 1 / (1 + np.exp(-(X_new @ W0 + b0))) @ W1 + b1
