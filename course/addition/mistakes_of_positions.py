"""Wrong ways through one position, and through all of them, that need more than a line."""

import numpy as np

from course.addition import net
from course.eleven.net import sigmoid

# ---- one position


def step_in_place(params, x, h):
    h[:] = sigmoid(x @ params["W_xh"] + h @ params["W_hh"])
    return h


def step_in_place_and_nothing_returned(params, x, h):
    h[:] = sigmoid(x @ params["W_xh"] + h @ params["W_hh"])


def step_in_place_by_adding(params, x, h):
    h += x @ params["W_xh"]
    return sigmoid(h)


def step_in_place_by_product(params, x, h):
    h @= params["W_hh"]
    h += x @ params["W_xh"]
    return sigmoid(h)


# ---- all positions


def unrolled(params, X, step=net.hidden_step, *, start=0.0, order=None, hand_on=True):
    """The reference's walk with something changed."""
    first = np.full((len(X), len(params["W_hh"])), start)
    h, H = first, np.zeros((*X.shape[:2], len(params["W_hh"])))
    for t in range(X.shape[1]) if order is None else order:
        new = step(params, X[:, t], h)
        H[:, t] = new
        h = new if hand_on else first
    return H


def unrolled_from_the_end(params, X):
    return unrolled(params, X, order=range(X.shape[1] - 1, -1, -1))


def unrolled_backwards_and_stored_so(params, X):
    return unrolled(params, X[:, ::-1])


def unrolled_stored_before(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), []
    for t in range(X.shape[1]):
        H.append(h)
        h = net.hidden_step(params, X[:, t], h)
    return np.stack(H, axis=1)


def unrolled_with_the_memory_before(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), []
    H.append(h)
    for t in range(X.shape[1]):
        h = net.hidden_step(params, X[:, t], h)
        H.append(h)
    return np.stack(H, axis=1)


def unrolled_into_one_array(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), []
    for t in range(X.shape[1]):
        h[:] = net.hidden_step(params, X[:, t], h)
        H.append(h)
    return np.stack(H, axis=1)


def unrolled_over_sequences(params, X):
    """Walks from sequence to sequence, and takes the positions for the batch."""
    return net.unroll(params, X.swapaxes(0, 1)).swapaxes(0, 1)


def unrolled_positions_first(params, X):
    return net.unroll(params, X).swapaxes(0, 1)


def unrolled_positions_first_reshaped(params, X):
    H = net.unroll(params, X)
    return H.swapaxes(0, 1).reshape(H.shape)


def unrolled_one_memory_for_all(params, X):
    """Sequence after sequence, and the memory is never wiped between them."""
    h, H = np.zeros((1, len(params["W_hh"]))), np.zeros((*X.shape[:2], len(params["W_hh"])))
    for n in range(len(X)):
        for t in range(X.shape[1]):
            h = net.hidden_step(params, X[[n], t], h)
            H[n, t] = h[0]
    return H


def unrolled_same_input(params, X):
    return unrolled(params, np.repeat(X[:, :1], X.shape[1], axis=1))


def unrolled_last_only(params, X):
    return net.unroll(params, X)[:, -1]


def unrolled_first_left_out(params, X):
    H = net.unroll(params, X[:, 1:])
    return np.concatenate([np.zeros_like(net.unroll(params, X[:, :1])), H], axis=1)


def unrolled_last_left_out(params, X):
    H = net.unroll(params, X)
    H[:, -1] = 0
    return H


def unrolled_last_cut_off(params, X):
    return net.unroll(params, X)[:, :-1]


def unrolled_added_up(params, X):
    return unrolled(params, X, lambda params, x, h: h + net.hidden_step(params, x, h))


def unrolled_returned_too_early(params, X):
    return net.unroll(params, X[:, :1])


def unrolled_as_many_as_sequences(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), []
    for t in range(len(X)):
        h = net.hidden_step(params, X[:, t], h)
        H.append(h)
    return np.stack(H, axis=1)


def unrolled_into_zeros_as_many_as_sequences(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), np.zeros((*X.shape[:2], len(params["W_hh"])))
    for t in range(len(X)):
        h = net.hidden_step(params, X[:, t], h)
        H[:, t] = h
    return H


def unrolled_over_rows_of_x(params, X):
    h, H = np.zeros((len(X), len(params["W_hh"]))), []
    for x in X:
        h = net.hidden_step(params, x, h)
        H.append(h)
    return np.array(H)


def unrolled_glued(params, X, axis=1):
    return np.concatenate(list(net.unroll(params, X).swapaxes(0, 1)), axis=axis)
