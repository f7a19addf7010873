"""Wrong vital signs that need more than a line."""

import numpy as np

from course.graveyard import net

# ---- dead share


def dead_and_returned_too_early(said):
    dead = 0
    for unit in said.T:
        if not unit.any():
            dead += 1
        return dead / said.shape[1]


def dead_if_ever_silent(said):
    dead = 0
    for unit in said.T:
        for number in unit:
            if number == 0:
                dead += 1
                break
    return dead / said.shape[1]


def dead_by_rows_in_a_loop(said):
    dead = sum(not any(unit) for unit in said)
    return dead / len(said)


def dead_and_set_to_nan(said):
    said[said == 0] = np.nan
    return np.isnan(said).all(axis=0).mean()


# ---- gradient against weight


def length(table):
    return np.sqrt(np.sum(table**2))


def ratio(of, guard=True):
    """``of(gradient, weights)`` for each name, infinity and 0 as asked unless it is left out."""

    def ratios(params, gradients):
        found = {}
        for name, W in params.items():
            if guard and not W.any():
                found[name] = np.inf if gradients[name].any() else 0.0
            else:
                found[name] = of(gradients[name], W)
        return found

    return ratios


def both(of):
    """The same mistake, with weights of 0 thought of and not thought of."""
    return ratio(of), ratio(of, guard=False)


def patched(epsilon):
    return ratio(lambda g, W: length(g) / (length(W) + epsilon), guard=False)


def floored(epsilon):
    return ratio(lambda g, W: length(g) / max(length(W), epsilon), guard=False)


def ratio_by_order(params, gradients):
    pairs = zip(params, params.values(), gradients.values(), strict=True)
    return {name: length(g) / length(W) for name, W, g in pairs}


def ratio_of_all(params, gradients):
    slope = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    return slope / np.sqrt(sum(np.sum(W**2) for W in params.values()))


def ratio_of_weights_only(params, gradients):
    return {name: length(gradients[name]) / length(W) for name, W in params.items() if W.ndim == 2}


def ratio_and_returned_too_early(params, gradients):
    found = {}
    for name, each in net.gradient_ratio(params, gradients).items():
        found[name] = each
        return found


def ratio_of_the_last(params, gradients):
    for each in net.gradient_ratio(params, gradients).values():
        found = each
    return found


def ratio_in_place(params, gradients):
    found = {}
    for name, W in params.items():
        gradients[name] **= 2
        W **= 2
        found[name] = np.sqrt(gradients[name].sum()) / np.sqrt(W.sum())
    return found
