"""Wrong heads of a controller that need more than a line."""

import numpy as np

from course.eleven.net import sigmoid


def headed(
    params, c, noise_d=0.0, noise_u=0.0, *, d=sigmoid, u=sigmoid, v=np.tanh, bias="duv", names="duv"
):
    """The reference with something changed: what squashes each, and which weights each uses."""
    noise, squash = {"d": noise_d, "u": noise_u, "v": 0.0}, {"d": d, "u": u, "v": v}
    return tuple(
        squash[head](
            c @ params[f"W_{name}"] + (params[f"b_{name}"] if head in bias else 0) + noise[head]
        )
        for head, name in zip("duv", names, strict=True)
    )


def heads_with(change_d, change_u):
    """What goes into the sigmoids is changed: ``change(z, noise)`` gives the push or the pop."""

    def heads(params, c, noise_d=0.0, noise_u=0.0):
        d = change_d(c @ params["W_d"] + params["b_d"], noise_d)
        u = change_u(c @ params["W_u"] + params["b_u"], noise_u)
        return d, u, np.tanh(c @ params["W_v"] + params["b_v"])

    return heads


def heads_in_order(order):
    """All is right, but for the order."""

    def heads(params, c, noise_d=0.0, noise_u=0.0):
        parts = dict(zip("duv", headed(params, c, noise_d, noise_u), strict=True))
        return tuple(parts[name] for name in order)

    return heads


def heads_with_noise_on_the_hidden_layer(params, c, noise_d=0.0, noise_u=0.0):
    d, _, _ = headed(params, c + noise_d)
    _, u, v = headed(params, c + noise_u)
    return d, u, v


def heads_with_noise_on_the_value(params, c, noise_d=0.0, noise_u=0.0):
    d, u, _ = headed(params, c, noise_d, noise_u)
    return d, u, np.tanh(c @ params["W_v"] + params["b_v"] + noise_d)


def heads_with_noise_swapped(params, c, noise_d=0.0, noise_u=0.0):
    return headed(params, c, noise_u, noise_d)


def heads_from_the_left(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(params["W_d"] @ c + params["b_d"] + noise_d)
    u = sigmoid(params["W_u"] @ c + params["b_u"] + noise_u)
    return d, u, np.tanh(params["W_v"] @ c + params["b_v"])


def heads_transposed(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(c @ params["W_d"].T + params["b_d"] + noise_d)
    u = sigmoid(c @ params["W_u"].T + params["b_u"] + noise_u)
    return d, u, np.tanh(c @ params["W_v"].T + params["b_v"])


def heads_by_number(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(c * params["W_d"] + params["b_d"] + noise_d)
    u = sigmoid(c * params["W_u"] + params["b_u"] + noise_u)
    return d, u, np.tanh(c * params["W_v"] + params["b_v"])


def heads_without_axis(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u)
    return d[:, 0], u[:, 0], v


def heads_rounded(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u)
    return np.round(d), np.round(u), v


def heads_summing_to_one(params, c, noise_d=0.0, noise_u=0.0):
    d, _, v = headed(params, c, noise_d, noise_u)
    return d, 1 - d, v


def heads_by_softmax(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u, d=np.exp, u=np.exp)
    return d / (d + u), u / (d + u), v


def heads_in_a_dict(params, c, noise_d=0.0, noise_u=0.0):
    return dict(zip("duv", headed(params, c, noise_d, noise_u), strict=True))


def heads_gates_only(params, c, noise_d=0.0, noise_u=0.0):
    return headed(params, c, noise_d, noise_u)[:2]
