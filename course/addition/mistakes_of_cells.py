"""Wrong LSTM cells that need more than a line."""

from itertools import permutations

import numpy as np

from course.eleven.net import sigmoid


def celled(
    params, x, h, c, *, order=(0, 1, 2, 3), gate=sigmoid, candidate=np.tanh, z=None, new=None,
    show=None, gates=None
):  # fmt: skip
    """The reference's cell with something changed.

    ``order`` says which block is taken for i, f, o and g; ``new(c, i, f, o, g)`` makes the cell,
    ``show(c, c_before, o)`` the hidden layer, and ``gates(i, f, o, g)`` what is handed back.
    """
    z = x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"] if z is None else z
    blocks = np.split(z, 4, axis=1)
    i, f, o, g = (blocks[k] for k in order)
    i, f, o, g = gate(i), gate(f), gate(o), candidate(g)
    after = f * c + i * g if new is None else new(c, i, f, o, g)
    shown = o * np.tanh(after) if show is None else show(after, c, o)
    return shown, after, (i, f, o, g) if gates is None else gates(i, f, o, g)


def _in_order(order):
    return lambda params, x, h, c: celled(params, x, h, c, order=order)


def cell_split_by_rows(params, x, h, c):
    z = x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"]
    i, f, o, g = np.split(z, 4)
    return celled(params, x, h, c, z=np.hstack([i, f, o, g]))


def cell_not_split(params, x, h, c):
    i, f, o, g = x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"]
    return celled(params, x, h, c, z=np.hstack([i, f, o, g]))


def cell_by_every_fourth(params, x, h, c):
    z = x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"]
    return celled(params, x, h, c, z=np.hstack([z[:, k::4] for k in range(4)]))


def cell_in_place(params, x, h, c):
    h_new, c_new, gates = celled(params, x, h, c)
    c[:] = c_new
    return h_new, c, gates


def cell_squashed_twice(params, x, h, c):
    return celled(params, x, h, c, candidate=lambda z: np.tanh(sigmoid(z)))


def cell_gates_raw(params, x, h, c):
    """Squashed where they are used, but handed back as they were."""
    z = x @ params["W_xh"] + h @ params["W_hh"] + params["b_h"]
    return *celled(params, x, h, c)[:2], tuple(np.split(z, 4, axis=1))


def _handed_back(order):
    return lambda params, x, h, c: celled(
        params, x, h, c, gates=lambda *gates: tuple(gates[k] for k in order)
    )


gates_in_another_order = [_handed_back(order) for order in permutations(range(4))][1:]
blocks_mixed_up = [_in_order(order) for order in permutations(range(4))][1:]
