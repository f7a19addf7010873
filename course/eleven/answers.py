"""Right answers to the exercises of lesson 01, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import numpy as np

from course.eleven import net
from course.eleven.net import forward, hidden_delta, output_delta, sigmoid


def loops_with_sum(X, W):
    return np.array([[sum(x * w for x, w in zip(row, W[:, k], strict=True))
                      for k in range(W.shape[1])] for row in X])  # fmt: skip


def loops_by_hand(X, W):
    product = []
    for i in range(len(X)):
        row = []
        for k in range(len(W[0])):
            total = 0
            for j in range(len(W)):
                total += X[i][j] * W[j][k]
            row.append(total)
        product.append(row)
    return np.array(product)


def loops_with_inner_sum(X, W):
    product = np.empty((X.shape[0], W.shape[1]))
    for i in range(X.shape[0]):
        for k in range(W.shape[1]):
            product[i, k] = sum(X[i, j] * W[j, k] for j in range(X.shape[1]))
    return product


def forward_by_rows(params, X):
    h = np.array([[float(sigmoid(row @ w)) for w in params["W0"].T] for row in X])
    p = np.array([[float(sigmoid(row @ w)) for w in params["W1"].T] for row in h])
    return p, h


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


def rebuilt_as_list(X, y):
    rng = np.random.default_rng(7)
    for step in net.train(X, y, hidden=8, alpha=3.0, steps=8_000, rng=rng):
        params = step.params
    return net.forward(params, X)[0].ravel().tolist()


def rebuilt_by_momentum(X, y):
    params, velocity = net.init(np.random.default_rng(7), hidden=6), {"W0": 0.0, "W1": 0.0}
    for _ in range(3_000):
        for name, gradient in net.loss_and_gradients(params, X, y)[1].items():
            velocity[name] = 0.9 * velocity[name] - gradient
            params[name] = params[name] + velocity[name]
    return net.forward(params, X)[0]
