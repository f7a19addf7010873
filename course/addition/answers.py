"""Right answers to the exercises of lesson 04, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import numpy as np

from course.addition import batches, net
from course.addition.net import hidden_step, sigmoid

# ---- the bits of a number


def bits_by_halving(number, bits):
    if type(number) is not int:
        raise TypeError("an integer is needed")
    if number < 0 or number >= 2**bits:
        raise ValueError("it does not fit")
    digits = np.zeros(bits)
    for t in range(bits):
        number, digits[t] = divmod(number, 2)
    return digits


def bits_by_text(number, bits):
    text = format(number, "b").zfill(bits) if isinstance(number, int) else None
    if text is None:
        raise TypeError("an integer is needed")
    if number < 0 or len(text) > bits:
        raise ValueError("it does not fit")
    return np.array([int(digit) for digit in reversed(text)])


def bits_by_bytes(number, bits):
    if not isinstance(number, int):
        raise TypeError("an integer is needed")
    if number < 0 or number >> bits:
        raise ValueError("it does not fit")
    raw = np.frombuffer(number.to_bytes(bits // 8 + 1, "little"), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little")[:bits]


# ---- one position, and all of them


def step_by_sequences(params, x, h):
    rows = [
        params["W_xh"].T @ one + params["W_hh"].T @ told for one, told in zip(x, h, strict=True)
    ]
    return 1 / (1 + np.exp(-np.array(rows)))


def unrolled_as_list(params, X):
    h = np.zeros((X.shape[0], params["W_hh"].shape[0]))
    H = []
    for x in X.transpose(1, 0, 2):
        h = hidden_step(params, x, h)
        H.append(h)
    return np.stack(H, axis=1)


def unrolled_by_sequences(params, X):
    H = []
    for sequence in X:
        h = np.zeros((1, len(params["W_hh"])))
        walked = []
        for x in sequence:
            h = hidden_step(params, x[None], h)
            walked.append(h[0])
        H.append(walked)
    return np.array(H)


def unrolled_inputs_first(params, X):
    """All that comes in is multiplied at once; only the memory has to be walked."""
    H = X @ params["W_xh"]
    H[:, 0] = sigmoid(H[:, 0])
    for t in range(1, X.shape[1]):
        H[:, t] = sigmoid(H[:, t] + H[:, t - 1] @ params["W_hh"])
    return H


# ---- the way back


def accumulated_at_once(params, X, H, delta_y):
    """The deltas are walked; the products are made in the end, over all positions at once."""
    delta = np.zeros((X.shape[0], X.shape[1] + 1, H.shape[2]))
    for t in range(X.shape[1] - 1, -1, -1):
        blame = delta_y[:, t] @ params["W_hy"].T + delta[:, t + 1] @ params["W_hh"].T
        delta[:, t] = blame * H[:, t] * (1 - H[:, t])
    return {
        "W_xh": np.einsum("nti,nth->ih", X, delta[:, :-1]),
        "W_hh": np.einsum("nth,ntk->hk", H[:, :-1], delta[:, 1:-1]),
        "W_hy": np.einsum("nth,nto->ho", H, delta_y),
    }


def accumulated_by_sequences(params, X, H, delta_y):
    total = {name: 0 * W for name, W in params.items()}
    for x, h, blame in zip(X, H, delta_y, strict=True):
        told = np.vstack([np.zeros(h.shape[1]), h])
        delta = np.zeros((1, h.shape[1]))
        for t in range(len(x) - 1, -1, -1):
            delta = net.backward_step(params, h[[t]], blame[[t]], delta)
            total["W_xh"] += np.outer(x[t], delta)
            total["W_hh"] += np.outer(told[t], delta)
            total["W_hy"] += np.outer(h[t], blame[t])
    return total


def clipped_as_one_vector(gradients, most):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in gradients.values()]))
    if norm <= most:
        return gradients
    return {name: g * (most / norm) for name, g in gradients.items()}


# ---- the LSTM cell


def cell_by_columns(params, x, h, c):
    n = h.shape[1]
    z = np.hstack([x, h]) @ np.vstack([params["W_xh"], params["W_hh"]]) + params["b_h"]
    squashed = 1 / (1 + np.exp(-z[:, : 3 * n]))
    i, f, o = squashed[:, :n], squashed[:, n : 2 * n], squashed[:, 2 * n :]
    g = np.tanh(z[:, 3 * n :])
    new = i * g + f * c
    return [np.tanh(new) * o, new, [i, f, o, g]]


def cell_block_by_block(params, x, h, c):
    n = len(params["b_h"]) // 4
    gates = []
    for k in range(4):
        block = slice(k * n, (k + 1) * n)
        z = x @ params["W_xh"][:, block] + h @ params["W_hh"][:, block] + params["b_h"][block]
        gates.append(np.tanh(z) if k == 3 else sigmoid(z))
    c_new = gates[1] * c + gates[0] * gates[3]
    return gates[2] * np.tanh(c_new), c_new, tuple(gates)


# ---- the whole network, from memory


def rebuilt_with_adam(X, y):
    rng = np.random.default_rng(1)

    def draw(rng):
        rows = rng.permutation(len(X))[:128]
        return X[rows], y[rows]

    for step in batches.train_batches(draw, net.init(rng), steps=501, rng=rng):
        params = step.params
    return lambda X: net.forward(params, X)[0]


def rebuilt_one_by_one(X, y):
    """As the source post does it: one sum, one update, and the squared error."""
    rng = np.random.default_rng(1)
    params = net.init(rng)
    for _ in range(5_000):
        row = rng.integers(len(X), size=1)
        _, gradients = net.loss_and_gradients(params, X[row], y[row])
        params = {name: W - 0.3 * gradients[name] for name, W in params.items()}
    return lambda X: net.forward(params, X)[0]


def rebuilt_by_hand(X, y):
    """A network whose weights are set, not learned: at least one, two, three of three are 1."""
    W_xh = 12 * np.ones((2, 3))
    W_hh = np.zeros((3, 3))
    W_hh[1] = 12  # the second unit is the carry
    W_hy = 12 * np.array([[1], [-1], [1]])

    def ask(X):
        h, p = np.zeros((len(X), 3)), []
        for t in range(X.shape[1]):
            h = sigmoid(X[:, t] @ W_xh + h @ W_hh - [6, 18, 30])
            p.append(sigmoid(h @ W_hy - 6))
        return np.stack(p, axis=1)

    return ask
