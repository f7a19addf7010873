"""A recurrent network with a long memory: the LSTM, which the source post promised for its part 2.

Beside the hidden layer h there is a cell c. From one position to the next the old cell is
multiplied by nothing but a gate, and something gated is added. Three gates, from 0 to 1, say what
share of the old cell is kept (f, forget), how much of the new is written (i, input) and how much is
shown (o, output). The parameters have the names of the plain network; ``W_xh``, ``W_hh`` and the
bias ``b_h`` have four blocks of columns, for i, f, o, and for the candidate g that may be written.

Hochreiter and Schmidhuber, "Long short-term memory", 1997; the forget gate is of Gers,
Schmidhuber and Cummins, 2000.
"""

import numpy as np

from course.addition.bits import Rng
from course.addition.net import bit_loss
from course.eleven.net import sigmoid, slope
from course.kit.steps import Params


def cell(params, x, h, c):
    """One position: keep a share of the cell, add a share of the candidate, show a share of it.

    ``c_t = f * c_(t-1) + i * g`` and ``h_t = o * tanh(c_t)``, where the gates i, f, o are sigmoids
    and the candidate g is a tanh of ``x_t W_xh + h_(t-1) W_hh + b_h``, each of its own block.

    Parameters
    ----------
    params : dict with "W_xh" of shape (n_inputs, 4 * n_hidden), "W_hh" of shape (n_hidden,
        4 * n_hidden) and "b_h" of shape (4 * n_hidden,); the columns are those of i, f, o, g
    x : ndarray of shape (n_sequences, n_inputs), the input at this position
    h, c : ndarrays of shape (n_sequences, n_hidden), hidden layer and cell of the position before

    Returns
    -------
    h, c : ndarrays of shape (n_sequences, n_hidden), those of this position
    gates : tuple of i, f, o and g, each of shape (n_sequences, n_hidden)
    """
    i, f, o, g = np.split(x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"], 4, axis=1)
    i, f, o, g = sigmoid(i), sigmoid(f), sigmoid(o), np.tanh(g)
    c = f * c + i * g
    return o * np.tanh(c), c, (i, f, o, g)


def cell_backward(gates, c, c_before, slope_h, slope_c):
    """One position, backwards: from the slope in h and c to the slope in all that made them.

    The slope in c has two parts: what comes back from the next position, and what comes through
    ``h = o * tanh(c)``. It goes on to the cell before times f, with no matrix and no slope of a
    sigmoid between: where f is 1, it does not shrink.

    Parameters
    ----------
    gates : tuple of i, f, o and g at this position, each of shape (n_sequences, n_hidden)
    c, c_before : ndarrays of shape (n_sequences, n_hidden), the cell here and one position before
    slope_h, slope_c : ndarrays of shape (n_sequences, n_hidden), slope of the loss in h and in c

    Returns
    -------
    delta : ndarray of shape (n_sequences, 4 * n_hidden), slope in what the gates got: i, f, o, g
    slope_c : ndarray of shape (n_sequences, n_hidden), slope in the cell one position before
    """
    i, f, o, g = gates
    shown = np.tanh(c)
    slope_c = slope_c + slope_h * o * (1 - shown**2)
    blocks = (
        slope_c * g * slope(i),
        slope_c * c_before * slope(f),
        slope_h * shown * slope(o),
        slope_c * i * (1 - g**2),
    )
    return np.concatenate(blocks, axis=1), slope_c * f


def forward(params, X):
    """Run the network over whole sequences; hidden layer and cell are 0 before the first position.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh", "b_h", "W_hy" of shape (n_hidden, n_outputs) and "b_y" of
        shape (n_outputs,)
    X : ndarray of shape (n_sequences, n_positions, n_inputs)

    Returns
    -------
    p : ndarray of shape (n_sequences, n_positions, n_outputs), the predictions
    H : ndarray of shape (n_sequences, n_positions, n_hidden), the hidden layer on the way
    C : ndarray of shape (n_sequences, n_positions, n_hidden), the cell on the way
    """
    H, C, _ = unroll(params, X)
    return sigmoid(H @ params["W_hy"] + params["b_y"]), H, C


def unroll(params, X):
    """Walk all positions; hidden layer and cell are 0 before the first.

    Parameters
    ----------
    params : dict with "W_xh", "W_hh" and "b_h", as of ``cell``
    X : ndarray of shape (n_sequences, n_positions, n_inputs)

    Returns
    -------
    H, C : ndarrays of shape (n_sequences, n_positions, n_hidden), hidden layers and cells
    gates : list of n_positions tuples i, f, o and g, each of shape (n_sequences, n_hidden)
    """
    h = c = np.zeros((len(X), len(params["W_hh"])))
    H, C = (np.empty((*X.shape[:2], h.shape[1])) for _ in range(2))
    kept = []
    for t in range(X.shape[1]):
        h, c, gates = cell(params, X[:, t], h, c)
        H[:, t], C[:, t] = h, c
        kept.append(gates)
    return H, C, kept


def loss_and_gradients(params, X, y):
    """Mean cross-entropy of the bits, and its slope for every weight.

    Parameters
    ----------
    params : dict as of ``forward``
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    y : ndarray of shape (n_sequences, n_answers, n_outputs), targets of the last n_answers

    Returns
    -------
    loss : float
    gradients : dict with the same keys and shapes as params
    """
    H, C, gates = unroll(params, X)
    loss, delta_y = bit_loss(H @ params["W_hy"] + params["b_y"], y)
    return loss, accumulate(params, X, H, C, gates, delta_y)


def accumulate(params, X, H, C, gates, delta_y):
    """Backpropagation through time, as for the plain network: slopes summed over the positions.

    Parameters
    ----------
    params : dict as of ``forward``
    X : ndarray of shape (n_sequences, n_positions, n_inputs)
    H, C, gates : as ``unroll`` gives them
    delta_y : ndarray of shape (n_sequences, n_positions, n_outputs), slope of the loss in what
        the output sigmoid got

    Returns
    -------
    dict with the same keys and shapes as params
    """
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    nothing = np.zeros_like(H[:, 0])
    slope_h = slope_c = nothing
    for t in reversed(range(X.shape[1])):
        h_before, c_before = (H[:, t - 1], C[:, t - 1]) if t > 0 else (nothing, nothing)
        slope_h = slope_h + delta_y[:, t] @ params["W_hy"].T
        delta, slope_c = cell_backward(gates[t], C[:, t], c_before, slope_h, slope_c)
        slope_h = delta @ params["W_hh"].T
        gradients["W_hy"] += H[:, t].T @ delta_y[:, t]
        gradients["b_y"] += delta_y[:, t].sum(axis=0)
        gradients["W_hh"] += h_before.T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
        gradients["b_h"] += delta.sum(axis=0)
    return gradients


def init(
    rng: Rng, *, inputs: int = 2, hidden: int = 7, outputs: int = 1, forget: float = 1.0
) -> Params:
    """Weights drawn evenly from -1 to 1, biases 0, but for ``forget`` in the forget gate's.

    Seven hidden units make 288 parameters, about as many as the 304 of the plain network with
    sixteen. A positive bias lets a new network keep its cell.

    Raises
    ------
    ValueError
        If a layer would have no units.
    """
    for name, size in (("inputs", inputs), ("hidden", hidden), ("outputs", outputs)):
        if size < 1:
            raise ValueError(f"{name} is {size}; a layer needs at least one unit: choose 1 or more")
    b_h = np.zeros(4 * hidden)
    b_h[hidden : 2 * hidden] = forget
    return {
        "W_xh": 2 * rng.random((inputs, 4 * hidden)) - 1,
        "W_hh": 2 * rng.random((hidden, 4 * hidden)) - 1,
        "b_h": b_h,
        "W_hy": 2 * rng.random((hidden, outputs)) - 1,
        "b_y": np.zeros(outputs),
    }
