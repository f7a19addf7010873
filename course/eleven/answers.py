"""Answers to the exercises of lesson 01, wrong and right, that need more than a line.

Every wrong one makes a single mistake, so that a learner who makes it can be recognised.
"""

import numpy as np

from course.eleven import net
from course.eleven.net import forward, hidden_delta, output_delta, sigmoid, slope


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


def loops_by_dot(X, W):
    return np.array([[sum(x * w for x, w in zip(row, W[:, k], strict=True))
                      for k in range(W.shape[1])] for row in X])  # fmt: skip


def forward_by_rows(params, X):
    h = np.array([[float(sigmoid(row @ w)) for w in params["W0"].T] for row in X])
    p = np.array([[float(sigmoid(row @ w)) for w in params["W1"].T] for row in h])
    return p, h


def forward_no_hidden_sigmoid(params, X):
    h = X @ params["W0"]
    return sigmoid(h @ params["W1"]), h


def forward_no_output_sigmoid(params, X):
    h = sigmoid(X @ params["W0"])
    return h @ params["W1"], h


def forward_sigmoid_first(params, X):
    h = sigmoid(X) @ params["W0"]
    return sigmoid(h) @ params["W1"], h


def changed(params, X, y, *, sign=1, half=2, mean=1, hidden_slope=True, output_slope=True):
    """The reference with one thing changed."""
    p, h = forward(params, X)
    delta1 = sign * ((p - y) * slope(p) if output_slope else p - y)
    delta0 = delta1 @ params["W1"].T * (slope(h) if hidden_slope else 1)
    n = len(X) if mean else 1
    return np.sum((p - y) ** 2) / half, {"W0": X.T @ delta0 / n, "W1": h.T @ delta1 / n}


def loss_without_half(params, X, y):
    return changed(params, X, y, half=1, mean=0)


def gradients_uphill(params, X, y):
    return changed(params, X, y, sign=-1, mean=0)


def gradients_averaged(params, X, y):
    return changed(params, X, y, mean=1)


def gradients_no_hidden_slope(params, X, y):
    return changed(params, X, y, hidden_slope=False, mean=0)


def gradients_no_output_slope(params, X, y):
    return changed(params, X, y, output_slope=False, mean=0)


def loss_is_absolute(params, X, y):
    _, gradients = changed(params, X, y, mean=0)
    return np.sum(np.abs(forward(params, X)[0] - y)), gradients


def gradients_by_rows(params, X, y):
    loss, total = 0.0, {name: np.zeros_like(value) for name, value in params.items()}
    for x, target in zip(X, y, strict=True):
        p, h = forward(params, x[None])
        delta1 = output_delta(p, target[None])
        loss += float(np.sum((p - target) ** 2)) / 2
        total["W1"] += np.outer(h, delta1)
        total["W0"] += np.outer(x, hidden_delta(delta1, params["W1"], h))
    return loss, total


def gradients_by_einsum(params, X, y):
    p, h = forward(params, X)
    error = p - y
    delta1 = np.einsum("nk,nk,nk->nk", error, p, 1 - p)
    delta0 = np.einsum("nk,hk,nh->nh", delta1, params["W1"], h * (1 - h))
    gradients = {"W0": np.einsum("ni,nh->ih", X, delta0), "W1": np.einsum("nh,nk->hk", h, delta1)}
    return 0.5 * float(np.vdot(error, error)), gradients


def step_uphill(params, X, y, alpha):
    return net.training_step(params, X, y, -alpha)


def step_without_alpha(params, X, y, alpha):
    return net.training_step(params, X, y, 1.0)


def step_in_place(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    for name in params:
        params[name] -= alpha * gradients[name]
    return params


def step_one_after_the_other(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    between = params | {"W1": params["W1"] - alpha * gradients["W1"]}
    _, later = net.loss_and_gradients(between, X, y)
    return between | {"W0": params["W0"] - alpha * later["W0"]}


def step_only_output(params, X, y, alpha):
    new = net.training_step(params, X, y, alpha)
    return {"W0": params["W0"].copy(), "W1": new["W1"]}


def step_gives_change(params, X, y, alpha):
    _, gradients = net.loss_and_gradients(params, X, y)
    return {name: -alpha * gradient for name, gradient in gradients.items()}


def step_by_copy(params, X, y, alpha):
    new = {name: value.copy() for name, value in params.items()}
    for name, gradient in net.loss_and_gradients(params, X, y)[1].items():
        new[name] -= alpha * gradient
    return new


def step_written_out(params, X, y, alpha):
    p, h = forward(params, X)
    delta1 = (y - p) * p * (1 - p)  # the other sign convention: error is y - p, and we add
    delta0 = (delta1 @ params["W1"].T) * h * (1 - h)
    return {"W0": params["W0"] + alpha * X.T @ delta0, "W1": params["W1"] + alpha * h.T @ delta1}


def _trained(X, y, *, hidden=4, alpha=1.0, steps=30_000, params=None):
    # The same luck every time: 1 start in 600 is so slow that it would make another mistake.
    rng = np.random.default_rng(0)
    for step in net.train(X, y, hidden=hidden, alpha=alpha, steps=steps, rng=rng, params=params):
        last = step.params
    return net.forward(last, X)[0]


def rebuilt(X, y):
    return _trained(X, y)


def rebuilt_from_zeros(X, y):
    return _trained(X, y, steps=2_000, params={"W0": np.zeros((3, 4)), "W1": np.zeros((4, 1))})


def rebuilt_turned_round(X, y):
    return _trained(X, 1 - y, steps=5_000)


def rebuilt_too_short(X, y):
    return _trained(X, y, steps=3_000)


def rebuilt_rounded(X, y):
    return np.round(_trained(X, y, steps=5_000))


def rebuilt_for_or(X, y):
    return _trained(X, np.maximum(X[:, [0]], X[:, [1]]), steps=5_000)


def rebuilt_to_nan(X, y):
    return _trained(X, y, steps=10) * np.nan


def rebuilt_one_matrix(X, y):
    W = np.random.default_rng(7).random((3, 1)) - 0.5
    for _ in range(2_000):
        W -= X.T @ output_delta(sigmoid(X @ W), y)
    return sigmoid(X @ W)


def rebuilt_as_list(X, y):
    return _trained(X, y, hidden=8, alpha=3.0).ravel().tolist()


def rebuilt_by_momentum(X, y):
    params, velocity = net.init(np.random.default_rng(0), hidden=6), {"W0": 0.0, "W1": 0.0}
    for _ in range(20_000):
        for name, gradient in net.loss_and_gradients(params, X, y)[1].items():
            velocity[name] = 0.9 * velocity[name] - gradient
            params[name] = params[name] + velocity[name]
    return net.forward(params, X)[0]
