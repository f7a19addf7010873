"""Wrong slopes of costs, and wrong steps with weight decay, that need more than a line."""

import numpy as np

# ---- the slope of a cost


def slope(quadratic, entropy, divide=len):
    """Each cost's slope, divided by ``divide(a)``."""
    return lambda a, y, cost: (quadratic if cost == "quadratic" else entropy)(a, y) / divide(a)


def with_and_without_mean(quadratic, entropy):
    """The same mistake twice, with another that goes with it: the division is forgotten."""
    return slope(quadratic, entropy), slope(quadratic, entropy, divide=lambda a: 1)


def squares(a, y):
    return (a - y) * a * (1 - a)


def entropy(a, y):
    return a - y


def minus(rule):
    return lambda a, y: -rule(a, y)


def entropy_for_a(a, y):
    return (a - y) / (a * (1 - a))


def two_terms_for_a(a, y):
    return -y / a + (1 - y) / (1 - a)


def by_the_rule(a, y):
    """The slope of the cross-entropy for a, times the sigmoid's: 0 divided by 0 where a is sure."""
    return entropy_for_a(a, y) * (a * (1 - a))


def term_by_term(a, y):
    return two_terms_for_a(a, y) * a * (1 - a)


def patched(epsilon):
    return lambda a, y: (a - y) / (a * (1 - a) + epsilon) * (a * (1 - a))


def clipped(epsilon, rule):
    """What the outputs say is kept away from 0 and 1 before the rule is asked."""
    return lambda a, y: rule(np.clip(a, epsilon, 1 - epsilon), y)


def patched_by_clipping(epsilon):
    return lambda a, y: clipped(epsilon, entropy_for_a)(a, y) * a * (1 - a)


def patched_term_by_term(epsilon):
    return lambda a, y: (-y / (a + epsilon) + (1 - y) / (1 - a + epsilon)) * a * (1 - a)


def delta_in_place(a, y, cost):
    says = a.copy()
    a -= y
    if cost == "quadratic":
        a *= says * (1 - says)
    a /= len(a)
    return a


def delta_in_place_of_both(a, y, cost):
    a -= y
    if cost == "quadratic":
        a *= a * (1 - a)
    return a / len(a)


def delta_by_another_name(a, y, cost):
    if cost == "quadratic":
        found = squares(a, y)
    elif cost == "cross_entropy":
        found = entropy(a, y)
    return found / len(a)


def delta_by_another_name_refused(a, y, cost):
    if cost == "quadratic":
        return squares(a, y) / len(a)
    if cost == "cross_entropy":
        return entropy(a, y) / len(a)
    raise ValueError(cost)


# ---- weight decay


def plain(W, dW, alpha, decay):
    """No decay: right for biases."""
    return W - alpha * dW


def shrunk(W, dW, alpha, decay):
    """Right for weights."""
    return W - alpha * (dW + decay * W)


def update(of_W, of_b=plain):
    """``of_W(W, dW, alpha, decay)`` for weights, and another for biases."""

    def l2_update(params, gradients, alpha, decay):
        return {
            name: (of_W if name.startswith("W") else of_b)(value, gradients[name], alpha, decay)
            for name, value in params.items()
        }

    return l2_update


def penalty(slope):
    """The right step, with ``slope(W, decay)`` as the penalty's part in the slope of weights."""
    return update(lambda W, dW, alpha, decay: W - alpha * (dW + slope(W, decay)))


def weights_alone(rule):
    """Only the weights come back, by this rule."""

    def l2_update(params, gradients, alpha, decay):
        names = [name for name in params if name.startswith("W")]
        return {name: rule(params[name], gradients[name], alpha, decay) for name in names}

    return l2_update


def of_all(rule):
    """The same rule for weights and for biases."""
    return update(rule, rule)


def update_in_place(params, gradients, alpha, decay):
    for name, value in params.items():
        if name.startswith("W"):
            value *= 1 - alpha * decay
        value -= alpha * gradients[name]
    return params


def update_into_the_dict(params, gradients, alpha, decay):
    for name in params:
        shrunk = alpha * decay * params[name] if name.startswith("W") else 0
        params[name] = params[name] - alpha * gradients[name] - shrunk
    return params


def update_of_a_shallow_copy(params, gradients, alpha, decay):
    new = params.copy()
    for name in new:
        if name.startswith("W"):
            new[name] -= alpha * decay * new[name]
        new[name] -= alpha * gradients[name]
    return new


def update_that_gives_none(params, gradients, alpha, decay):
    update_in_place(params, gradients, alpha, decay)


def update_into_the_gradients(params, gradients, alpha, decay):
    new = {}
    for name, value in params.items():
        if name.startswith("W"):
            gradients[name] += decay * value
        new[name] = value - alpha * gradients[name]
    return new


def update_in_the_order_of_the_dicts(params, gradients, alpha, decay):
    new = {}
    for (name, value), slope in zip(params.items(), gradients.values(), strict=True):
        new[name] = value - alpha * (slope + decay * value * name.startswith("W"))
    return new


def update_of_the_first_layer(params, gradients, alpha, decay):
    new = {name: value - alpha * gradients[name] for name, value in params.items()}
    new["W0"] = new["W0"] - alpha * decay * params["W0"]
    return new


def update_of_the_last_layer(params, gradients, alpha, decay):
    new = {name: value - alpha * gradients[name] for name, value in params.items()}
    last = f"W{len(params) // 2 - 1}"
    new[last] = new[last] - alpha * decay * params[last]
    return new


def update_begun_anew(params, gradients, alpha, decay):
    for name, value in params.items():
        new = {name: value - alpha * (gradients[name] + decay * value * name.startswith("W"))}
    return new


def update_returned_too_early(params, gradients, alpha, decay):
    for name, value in params.items():
        return {name: value - alpha * (gradients[name] + decay * value * name.startswith("W"))}
