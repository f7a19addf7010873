"""Wrong answers to the exercises of lesson 04 that need more than a line.

Every one makes a single mistake, so that a learner who makes it can be recognised.
"""

from itertools import permutations

import numpy as np

from course.addition import batches, net
from course.eleven.net import sigmoid, slope

# ---- the bits of a number


def bits_not_padded(number, bits):
    digits = []
    while number > 0:
        digits.append(number % 2)
        number //= 2
    return np.array(digits, dtype=float)


def bits_not_padded_highest_first(number, bits):
    return bits_not_padded(number, bits)[::-1]


def bits_halved_with_a_slash(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number = number / 2
    return digits


def bits_halved_and_truncated(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number = int(number / 2)
    return digits


def bits_filled_at_the_wrong_end(number, bits):
    digits = bits_not_padded(number, bits)[::-1]
    return np.append(digits, np.zeros(bits - len(digits)))


def bits_never_moved(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number >> t  # thrown away: that is the mistake
    return digits


def bits_returned_too_early(number, bits):
    digits = np.zeros(bits)
    digits[0] = number % 2
    return digits


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


# ---- one position, backwards


def back(params, h, delta_y, delta_next, *, y=1.0, then=1.0, factor=None):
    """The reference's step with something changed: a share of either blame, another slope."""
    blame = y * (delta_y @ params["W_hy"].T) + then * (delta_next @ params["W_hh"].T)
    return blame * (slope(h) if factor is None else factor)


# ---- backpropagation through time


def accumulated(
    params, X, H, delta_y, *, memory=None, order=None, hand_on=True, into_y=None, step=None
):
    """The reference's walk back with something changed.

    ``memory(t)`` is what W_hh is said to have got at t, ``into_y(t)`` the same for W_hy.
    """
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    nothing = np.zeros_like(H[:, 0])
    delta = nothing
    for t in reversed(range(X.shape[1])) if order is None else order:
        before = H[:, t - 1] if t > 0 else nothing
        delta = (step or net.backward_step)(params, H[:, t], delta_y[:, t], delta)
        gradients["W_hy"] += (H[:, t] if into_y is None else into_y(t)).T @ delta_y[:, t]
        gradients["W_hh"] += (before if memory is None else memory(t)).T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
        delta = delta if hand_on else nothing
    return gradients


def accumulated_memory_here(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, memory=lambda t: H[:, t])


def accumulated_memory_wraps(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, memory=lambda t: H[:, t - 1])


def accumulated_first_left_out(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, order=range(X.shape[1] - 1, 0, -1))


def accumulated_last_left_out(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, order=range(X.shape[1] - 2, -1, -1))


def accumulated_forwards(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, order=range(X.shape[1]))


def accumulated_not_through_time(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, hand_on=False)


def accumulated_memory_into_y(params, X, H, delta_y):
    nothing = np.zeros_like(H[:, 0])
    return accumulated(params, X, H, delta_y, into_y=lambda t: H[:, t - 1] if t > 0 else nothing)


def accumulated_memory_behind(params, X, H, delta_y):
    behind = np.concatenate([H[:, 1:], np.zeros_like(H[:, :1])], axis=1)
    return accumulated(params, X, H, delta_y, memory=lambda t: behind[:, t])


def accumulated_memory_of_ones(params, X, H, delta_y):
    before = np.concatenate([np.ones_like(H[:, :1]), H], axis=1)
    return accumulated(params, X, H, delta_y, memory=lambda t: before[:, t])


def accumulated_memory_here_not_through_time(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, memory=lambda t: H[:, t], hand_on=False)


def accumulated_deltas_added_up(params, X, H, delta_y):
    def step(params, h, delta_y, delta):
        return delta + net.backward_step(params, h, delta_y, delta)

    return accumulated(params, X, H, delta_y, step=step)


def accumulated_one_delta_late(params, X, H, delta_y):
    """The old delta is used, and only then the new one made."""
    gradients, delta = {name: np.zeros_like(W) for name, W in params.items()}, 0 * H[:, 0]
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else np.zeros_like(delta)
        gradients["W_hy"] += H[:, t].T @ delta_y[:, t]
        gradients["W_hh"] += before.T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
        delta = net.backward_step(params, H[:, t], delta_y[:, t], delta)
    return gradients


def accumulated_slope_before(params, X, H, delta_y):
    """Asks backward_step about the hidden layer of the position before."""
    nothing, delta = np.zeros_like(H[:, 0]), np.zeros_like(H[:, 0])
    right = net.accumulate(params, X, H, delta_y)
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else nothing
        delta = net.backward_step(params, before, delta_y[:, t], delta)
        gradients["W_hh"] += before.T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
    return gradients | {"W_hy": right["W_hy"]}


def accumulated_hh_on_its_side(params, X, H, delta_y):
    gradients = net.accumulate(params, X, H, delta_y)
    return gradients | {"W_hh": gradients["W_hh"].T}


def accumulated_y_at_the_end_only(params, X, H, delta_y):
    gradients = net.accumulate(params, X, H, delta_y)
    return gradients | {"W_hy": H[:, -1].T @ delta_y[:, -1]}


def accumulated_y_left_out(params, X, H, delta_y):
    gradients = net.accumulate(params, X, H, delta_y)
    return gradients | {"W_hy": np.zeros_like(params["W_hy"])}


def accumulated_without_transpose(params, X, H, delta_y):
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    delta = np.zeros_like(H[:, 0])
    for t in reversed(range(X.shape[1])):
        delta = net.backward_step(params, H[:, t], delta_y[:, t], delta)
        gradients["W_hy"] += H[:, t] @ delta_y[:, t]
        gradients["W_xh"] += X[:, t] @ delta
    return gradients


def accumulated_as_many_as_sequences(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, order=range(len(X) - 1, -1, -1))


def accumulated_from_a_number(params, X, H, delta_y):
    net.backward_step(params, H[:, -1], delta_y[:, -1], 0)


def accumulated_into_nothing(name):
    def accumulate(params, X, H, delta_y):
        return {}[name]

    return accumulate


def accumulated_into_the_weights(params, X, H, delta_y):
    gradients, delta = params, np.zeros_like(H[:, 0])
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else np.zeros_like(H[:, 0])
        delta = net.backward_step(params, H[:, t], delta_y[:, t], delta)
        gradients["W_hy"] += H[:, t].T @ delta_y[:, t]
        gradients["W_hh"] += before.T @ delta
        gradients["W_xh"] += X[:, t].T @ delta
    return gradients


def accumulated_overwritten(params, X, H, delta_y):
    gradients = {}
    delta = np.zeros_like(H[:, 0])
    for t in reversed(range(X.shape[1])):
        before = H[:, t - 1] if t > 0 else np.zeros_like(H[:, 0])
        delta = net.backward_step(params, H[:, t], delta_y[:, t], delta)
        gradients["W_hy"] = H[:, t].T @ delta_y[:, t]
        gradients["W_hh"] = before.T @ delta
        gradients["W_xh"] = X[:, t].T @ delta
    return gradients


def accumulated_last_only(params, X, H, delta_y):
    return accumulated(params, X, H, delta_y, order=[X.shape[1] - 1])


def accumulated_last_sequence_only(params, X, H, delta_y):
    return net.accumulate(params, X[-1:], H[-1:], delta_y[-1:])


def accumulated_first_sequence_only(params, X, H, delta_y):
    return net.accumulate(params, X[:1], H[:1], delta_y[:1])


def accumulated_blame_from_another_sequence(params, X, H, delta_y):
    """Sequence after sequence, and the delta is never set back to 0 between them."""
    gradients = {name: np.zeros_like(W) for name, W in params.items()}
    delta = np.zeros_like(H[:1, 0])
    for n in range(len(X)):
        for t in reversed(range(X.shape[1])):
            before = H[[n], t - 1] if t > 0 else np.zeros_like(delta)
            delta = net.backward_step(params, H[[n], t], delta_y[[n], t], delta)
            gradients["W_hy"] += H[[n], t].T @ delta_y[[n], t]
            gradients["W_hh"] += before.T @ delta
            gradients["W_xh"] += X[[n], t].T @ delta
    return gradients


def scaled(gradients, factor):
    return {name: factor * gradient for name, gradient in gradients.items()}


def accumulated_while_updating(params, X, H, delta_y):
    for name, gradient in net.accumulate(params, X, H, delta_y).items():
        params[name] -= 0.1 * gradient
    return params


# ---- clip


def clipped_by(gradients, most, norm):
    """All scaled by most / norm, if that shortens them."""
    return scaled(gradients, min(1.0, most / norm) if norm > 0 else 1.0)


def clipped_by_length(length):
    """Another kind of length, of the arrays in their order."""
    return lambda gradients, most: clipped_by(gradients, most, length(list(gradients.values())))


def clipped_each(gradients, most):
    return {name: net.clip({name: gradient}, most)[name] for name, gradient in gradients.items()}


def clipped_in_place(gradients, most):
    norm = net.length(gradients)
    if norm > most:
        for gradient in gradients.values():
            gradient *= most / norm
    return gradients


def clipped_into_the_old_dict(gradients, most):
    norm = net.length(gradients)
    if norm > most:
        for name in gradients:
            gradients[name] = gradients[name] * most / norm
    return gradients


def clipped_to_nan(gradients, most):
    norm = net.length(gradients)
    return {name: gradient / norm * min(norm, most) for name, gradient in gradients.items()}


def clipped_to_one(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, 1 / norm) if norm > most else dict(gradients)


def clipped_by_root_of_floats(gradients, most):
    norm = float(net.length(gradients))  # Python's own number: 1 / 0 is an error, not infinity
    return scaled(gradients, min(1.0, most / norm))


def clipped_to_nothing(gradients, most):
    return scaled(gradients, 0.0 if net.length(gradients) > most else 1.0)


def clipped_and_nothing_when_short(gradients, most):
    return net.clip(gradients, most) if net.length(gradients) > most else None


def clipped_if_short(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, most / norm) if norm < most else dict(gradients)


def clipped_to_longer(gradients, most):
    norm = net.length(gradients)
    return scaled(gradients, norm / most) if norm > most else dict(gradients)


def clipped_as_list(gradients, most):
    return list(net.clip(gradients, most).values())


# ---- the LSTM cell


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


# ---- the whole network, from memory


def sets_bits(X, y, memory=1.0):
    """A network of three hidden units whose weights are set, not learned, so that it is quick.

    Unit k is on where at least k of the three are one: the bit of a, the bit of b, the carry.
    """

    def ask(X):
        carry, p = np.zeros(len(X)), []
        for t in range(X.shape[1]):
            ones = X[:, t].sum(axis=1) + memory * carry
            h = [sigmoid(12 * (ones - k + 0.5)) for k in (1, 2, 3)]
            carry = h[1]
            p.append(sigmoid(12 * (h[0] - h[1] + h[2] - 0.5)))
        return np.stack(p, axis=1)[..., None]

    return ask


def rebuilt_without_memory(X, y):
    return sets_bits(X, y, memory=0.0)


def rebuilt_for_x_only(X, y):
    return sets_bits(X, y)(X)


def rebuilt_to_weights(X, y):
    return net.init(np.random.default_rng(0))


def rebuilt_as_pair(X, y):
    ask = sets_bits(X, y)
    return lambda X: (ask(X), ask(X))


def rebuilt_without_last_axis(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[..., 0]


def rebuilt_to_nan(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X) * np.nan


def rebuilt_upside_down(X, y):
    ask = sets_bits(X, y)
    return lambda X: 1 - ask(X)


def rebuilt_other_end_first(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[:, ::-1]


def rebuilt_from_the_other_end(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X[:, ::-1])[:, ::-1]


def rebuilt_to_hidden_layers(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.repeat(ask(X), 3, axis=2)


def rebuilt_for_the_last_position(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[:, -1]


def rebuilt_one_position_late(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.concatenate([0.5 + 0 * X[:, :1, :1], ask(X)[:, :-1]], axis=1)


def rebuilt_differently_each_time(X, y):
    ask, asked = sets_bits(X, y), []

    def again(X):
        asked.append(X)
        return ask(X) * 0.9 ** len(asked)

    return again


def rebuilt_beside_the_others(X, y):
    ask = sets_bits(X, y)
    return lambda X: (1 + ask(X) - ask(X).mean(axis=0)) / 2


def rebuilt_for_so_many_sequences(X, y):
    ask, start = sets_bits(X, y), np.zeros((len(X), 1, 1))
    return lambda X: start + ask(X)


def rebuilt_too_short(X, y):
    rng = np.random.default_rng(0)
    steps = batches.train_batches(lambda rng: (X[:128], y[:128]), net.init(rng), steps=80, rng=rng)
    for step in steps:
        params = step.params
    return lambda X: net.forward(params, X)[0]


def rebuilt_untrained(X, y):
    params = net.init(np.random.default_rng(0))
    return lambda X: net.forward(params, X)[0]


def rebuilt_rounded(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.round(ask(X))


def rebuilt_by_rule(X, y):
    return lambda X: 0.01 + 0.98 * net.answers(X)


def rebuilt_by_table(X, y):
    known = {x.tobytes(): p for x, p in zip(X, 0.01 + 0.98 * y, strict=True)}
    return lambda X: np.array([known[x.tobytes()] for x in X])


def rebuilt_for_so_many_positions(X, y):
    ask, n = sets_bits(X, y), X.shape[1]
    return lambda X: ask(np.stack([X[:, t] for t in range(n)], axis=1))


def rebuilt_wiped_every_eight(X, y):
    ask, n = sets_bits(X, y), X.shape[1]
    return lambda X: np.concatenate([ask(X[:, t : t + n]) for t in range(0, X.shape[1], n)], axis=1)
