"""Wrong answers to the exercises of lesson 01 that need more than a line."""

import math

import numpy as np

from course.eleven import net
from course.eleven.net import forward, hidden_delta, output_delta, sigmoid, slope

# ---- one function of one array


def sigmoid_by_math(z):
    return 1 / (1 + math.exp(-z))


# ---- the product


def loops_overwrite(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                out[i, k] = X[i, j] * W[j, k]
    return out


def loops_never_reset(X, W):
    out, total = np.zeros((X.shape[0], W.shape[1])), 0.0
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                total += X[i, j] * W[j, k]
            out[i, k] = total
    return out


def loops_stop_early(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1] - 1):
                out[i, k] += X[i, j] * W[j, k]
    return out


def loops_add_factors(X, W):
    return (X[:, :, None] + W[None]).sum(axis=1)


def loops_return_after_one_product(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                out[i, k] += X[i, j] * W[j, k]
                return out


def loops_return_after_one_sum(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                out[i, k] += X[i, j] * W[j, k]
            return out


def loops_return_after_one_row(X, W):
    out = np.zeros((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            for j in range(X.shape[1]):
                out[i, k] += X[i, j] * W[j, k]
        return out


# ---- forward


def forward_no_hidden_sigmoid(params, X):
    h = X @ params["W0"]
    return sigmoid(h @ params["W1"]), h


def forward_no_output_sigmoid(params, X):
    h = sigmoid(X @ params["W0"])
    return h @ params["W1"], h


def forward_unpacks_names(params, X):
    W0, W1 = params
    h = sigmoid(X @ W0)
    return sigmoid(h @ W1), h


def forward_sigmoid_first(params, X):
    h = sigmoid(X) @ params["W0"]
    return sigmoid(h) @ params["W1"], h


def forward_elementwise(params, X):
    h = sigmoid(X * params["W0"])
    return sigmoid(h * params["W1"]), h


def forward_elementwise_at_the_end(params, X):
    h = sigmoid(X @ params["W0"])
    return sigmoid(h * params["W1"]), h


# ---- loss and gradients


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


# ---- one step


def step_uphill(params, X, y, alpha):
    return net.training_step(params, X, y, -alpha)


def step_without_alpha(params, X, y, alpha):
    return net.training_step(params, X, y, 1.0)


def step_in_place(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    for name in params:
        params[name] -= alpha * gradients[name]
    return params


def step_in_place_and_nothing_returned(params, X, y, alpha):
    step_in_place(params, X, y, alpha)


def step_into_the_old_dict(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    params["W0"] = params["W0"] - alpha * gradients["W0"]
    params["W1"] = params["W1"] - alpha * gradients["W1"]
    return params


def step_one_after_the_other(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    between = params | {"W1": params["W1"] - alpha * gradients["W1"]}
    _, later = net.loss_and_gradients(between, X, y)
    return between | {"W0": params["W0"] - alpha * later["W0"]}


def step_blames_by_new_weights(params, X, y, alpha):
    p, h = forward(params, X)
    delta1 = output_delta(p, y)
    W1 = params["W1"] - alpha * h.T @ delta1
    delta0 = hidden_delta(delta1, W1, h)
    return {"W0": params["W0"] - alpha * X.T @ delta0, "W1": W1}


def step_blames_by_new_weights_in_place(params, X, y, alpha):
    params |= step_blames_by_new_weights(params, X, y, alpha)
    return params


def step_takes_the_pair_for_gradients(params, X, y, alpha):
    gradients = net.loss_and_gradients(params, X, y)
    return {name: params[name] - alpha * gradients[name] for name in params}


def step_only_output(params, X, y, alpha):
    new = net.training_step(params, X, y, alpha)
    return {"W0": params["W0"].copy(), "W1": new["W1"]}


def step_gives_change(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    return {name: -alpha * gradient for name, gradient in gradients.items()}


# ---- the whole network, from memory


def _trained(X, y, *, steps=1_000, params=None):
    # The same luck every time: a start that is slower than most would make another mistake.
    params = params or net.init(np.random.default_rng(7))
    for _ in range(steps):
        params = net.training_step(params, X, y, 1.0)
    return net.forward(params, X)[0]


def rebuilt_from_zeros(X, y):
    return _trained(X, y, params={"W0": np.zeros((3, 4)), "W1": np.zeros((4, 1))})


def rebuilt_one_matrix(X, y):
    W = np.random.default_rng(7).random((3, 1)) - 0.5
    for _ in range(1_000):
        W -= X.T @ output_delta(sigmoid(X @ W), y)
    return sigmoid(X @ W)


def rebuilt_turned_round(X, y):
    return _trained(X, 1 - y)


def rebuilt_too_short(X, y):
    return _trained(X, y)


def rebuilt_rounded(X, y):
    return np.round(_trained(X, y))


def rebuilt_for_or(X, y):
    return _trained(X, np.maximum(X[:, [0]], X[:, [1]]))


def rebuilt_on_its_own_table(X, y):
    return _trained(net.X, net.TARGETS["XOR"])


def rebuilt_from_the_answers(X, y):
    return 0.99 * y + 0.005


def rebuilt_from_the_answers_unevenly(X, y):
    return np.where(y > 0.5, 0.993, 0.004)


def rebuilt_to_nan(X, y):
    return _trained(X, y, steps=10) * np.nan


def rebuilt_with_hidden_units(X, y):
    params = net.init(np.random.default_rng(7))
    return net.forward(params, X)


def rebuilt_to_weights(X, y):
    return net.init(np.random.default_rng(7))
