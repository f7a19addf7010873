"""Wrong steps of training that need more than a line."""

from course.eleven import net
from course.eleven.net import forward, hidden_delta, output_delta


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
