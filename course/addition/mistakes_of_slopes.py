"""Wrong ways back through one position, and through time, that need more than a line."""

import numpy as np

from course.addition import net
from course.eleven.net import slope

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
