"""Wrong ways forward, and wrong products, that need more than a line."""

import numpy as np

from course.eleven.net import sigmoid

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
