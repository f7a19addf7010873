"""Wrong losses and gradients that need more than a line."""

import numpy as np

from course.eleven import net
from course.eleven.net import forward, hidden_delta, output_delta, slope


def changed(params, X, y, *, scale=1.0, error=None, hidden_slope=True, output_slope=True):
    """The reference's gradients with one thing changed."""
    p, h = forward(params, X)
    error = p - y if error is None else error
    delta1 = scale * (error * slope(p) if output_slope else error)
    delta0 = delta1 @ params["W1"].T * (slope(h) if hidden_slope else 1)
    return {"W0": X.T @ delta0, "W1": h.T @ delta1}


def loss_of(params, X, y):
    return np.sum((forward(params, X)[0] - y) ** 2) / 2


def loss_without_half(params, X, y):
    return 2 * loss_of(params, X, y), changed(params, X, y)


def all_without_half(params, X, y):
    return 2 * loss_of(params, X, y), changed(params, X, y, scale=2)


def gradients_uphill(params, X, y):
    return loss_of(params, X, y), changed(params, X, y, scale=-1)


def gradients_averaged(params, X, y):
    return loss_of(params, X, y), changed(params, X, y, scale=1 / len(X))


def loss_averaged(params, X, y):
    return loss_of(params, X, y) / y.size, changed(params, X, y)


def loss_averaged_over_rows(params, X, y):
    return loss_of(params, X, y) / len(y), changed(params, X, y)


def loss_squares_the_sum(params, X, y):
    return np.sum(forward(params, X)[0] - y) ** 2 / 2, changed(params, X, y)


def loss_mean_of_squares(params, X, y):
    return 2 * loss_of(params, X, y) / y.size, changed(params, X, y)


def all_averaged(params, X, y):
    return loss_of(params, X, y) / y.size, changed(params, X, y, scale=1 / y.size)


def all_averaged_over_rows(params, X, y):
    return loss_of(params, X, y) / len(y), changed(params, X, y, scale=1 / len(y))


def all_mean_of_squares(params, X, y):
    return 2 * loss_of(params, X, y) / y.size, changed(params, X, y, scale=2 / y.size)


def all_mean_of_squares_over_rows(params, X, y):
    return 2 * loss_of(params, X, y) / len(y), changed(params, X, y, scale=2 / len(y))


def gradients_no_hidden_slope(params, X, y):
    return loss_of(params, X, y), changed(params, X, y, hidden_slope=False)


def gradients_no_output_slope(params, X, y):
    return loss_of(params, X, y), changed(params, X, y, output_slope=False)


def all_cross_entropy(params, X, y):
    p, _ = forward(params, X)
    loss = -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, changed(params, X, y, output_slope=False)


def all_mean_cross_entropy(params, X, y):
    p, _ = forward(params, X)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    return loss, changed(params, X, y, output_slope=False, scale=1 / y.size)


def loss_is_absolute(params, X, y):
    return np.sum(np.abs(forward(params, X)[0] - y)), changed(params, X, y)


def all_absolute(params, X, y):
    error = forward(params, X)[0] - y
    return np.sum(np.abs(error)), changed(params, X, y, error=np.sign(error))


def gradients_swapped(params, X, y):
    right = changed(params, X, y)
    return loss_of(params, X, y), {"W0": right["W1"], "W1": right["W0"]}


def gradients_turned_round(params, X, y):
    turned = {name: gradient.T for name, gradient in changed(params, X, y).items()}
    return loss_of(params, X, y), turned


def gradients_without_transpose(params, X, y):
    p, h = forward(params, X)
    delta1 = output_delta(p, y)
    delta0 = hidden_delta(delta1, params["W1"], h)
    return np.sum((p - y) ** 2) / 2, {"W0": X @ delta0, "W1": h @ delta1}


def gradients_without_transpose_from_w1(params, X, y):
    p, h = forward(params, X)
    delta1 = output_delta(p, y)
    W1 = h @ delta1
    return np.sum((p - y) ** 2) / 2, {"W0": X @ hidden_delta(delta1, params["W1"], h), "W1": W1}


def gradients_first(params, X, y):
    return net.loss_and_gradients(params, X, y)[::-1]
