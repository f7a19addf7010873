"""Wrong ways to train many networks at once that need more than a line."""

import numpy as np


def trained(params, X, y, alphas, steps, loss_and_gradients, pick=lambda weights: weights):
    """The stack, with the gradients taken at ``pick(weights)``."""
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(pick(weights), X, y)
        for name in weights:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def _stepped(params, X, y, alphas, steps, loss_and_gradients):
    """As above, but ``alphas`` multiplies the gradients just as it is."""
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas * gradients[name]
    return weights


def all_with_flat_alphas(params, X, y, alphas, steps, loss_and_gradients):
    return _stepped(params, X, y, alphas, steps, loss_and_gradients)


def all_with_one_axis_too_few(params, X, y, alphas, steps, loss_and_gradients):
    return _stepped(params, X, y, alphas[:, None], steps, loss_and_gradients)


def all_with_alphas_on_the_middle_axis(params, X, y, alphas, steps, loss_and_gradients):
    return _stepped(params, X, y, alphas[None, :, None], steps, loss_and_gradients)


def all_with_alphas_on_the_last_axis(params, X, y, alphas, steps, loss_and_gradients):
    return _stepped(params, X, y, alphas[None, None, :], steps, loss_and_gradients)


def all_without_a_stack(params, X, y, alphas, steps, loss_and_gradients):
    weights = dict(params)
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas * gradients[name]
    return weights


def all_in_place_and_flat(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] -= alphas * gradients[name]
    return weights


def all_with_flat_alphas_behind(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - gradients[name] * alphas
    return weights


def all_by_the_first_alpha(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, 0 * alphas + alphas[0], steps, loss_and_gradients)


def all_by_the_last_alpha(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, 0 * alphas + alphas[-1], steps, loss_and_gradients)


def all_by_the_mean_alpha(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, 0 * alphas + alphas.mean(), steps, loss_and_gradients)


def all_without_alpha(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, np.ones_like(alphas), steps, loss_and_gradients)


def all_one_after_the_other(params, X, y, alphas, steps, loss_and_gradients):
    runs = one_by_one(params, X, y, alphas, steps, loss_and_gradients)
    return {name: np.stack([run[name] for run in runs]) for name in params}


def one_by_one(params, X, y, alphas, steps, loss_and_gradients):
    runs = []
    for alpha in alphas:
        weights = dict(params)
        for _ in range(steps):
            _, gradients = loss_and_gradients(weights, X, y)
            weights = {name: weights[name] - alpha * gradients[name] for name in weights}
        runs.append(weights)
    return runs


def one_by_one_as_lists(params, X, y, alphas, steps, loss_and_gradients):
    runs = one_by_one(params, X, y, alphas, steps, loss_and_gradients)
    return {name: [run[name] for run in runs] for name in params}


def all_into_the_old_dict(params, X, y, alphas, steps, loss_and_gradients):
    for _ in range(steps):
        _, gradients = loss_and_gradients(params, X, y)
        for name in params:
            params[name] = params[name] - alphas[:, None, None] * gradients[name]
    return params


def all_in_the_old_weights(params, X, y, alphas, steps, loss_and_gradients):
    for _ in range(steps):
        for alpha in alphas:
            _, gradients = loss_and_gradients(params, X, y)
            for name in params:
                params[name] -= alpha * gradients[name]
    return params


def all_in_one_memory(params, X, y, alphas, steps, loss_and_gradients):
    runs = [dict(params) for _ in alphas]
    for alpha, weights in zip(alphas, runs, strict=True):
        for _ in range(steps):
            _, gradients = loss_and_gradients(weights, X, y)
            for name in weights:
                weights[name] -= alpha * gradients[name]
    return {name: np.stack([run[name] for run in runs]) for name in params}


def all_in_one_memory_step_by_step(params, X, y, alphas, steps, loss_and_gradients):
    runs = [params] * len(alphas)
    for _ in range(steps):
        for alpha, weights in zip(alphas, runs, strict=True):
            _, gradients = loss_and_gradients(weights, X, y)
            for name in weights:
                weights[name] -= alpha * gradients[name]
    return {name: np.stack([run[name] for run in runs]) for name in params}


def one_by_one_from_where_the_last_ended(params, X, y, alphas, steps, loss_and_gradients):
    weights, runs = dict(params), []
    for alpha in alphas:
        for _ in range(steps):
            _, gradients = loss_and_gradients(weights, X, y)
            weights = {name: weights[name] - alpha * gradients[name] for name in weights}
        runs.append(weights)
    return {name: np.stack([run[name] for run in runs]) for name in params}


def all_in_views(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.broadcast_to(W, (len(alphas), *W.shape)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] -= alphas[:, None, None] * gradients[name]
    return weights


def all_output_layer_only(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        weights["W1"] = weights["W1"] - alphas[:, None, None] * gradients["W1"]
    return weights


def all_hidden_layer_only(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        weights["W0"] = weights["W0"] - alphas[:, None, None] * gradients["W0"]
    return weights


def all_uphill(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, -alphas, steps, loss_and_gradients)


def all_one_step_less(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, alphas, steps - 1, loss_and_gradients)


def all_one_step_more(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, alphas, steps + 1, loss_and_gradients)


def all_a_single_step(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, alphas, 1, loss_and_gradients)


def all_no_step(params, X, y, alphas, steps, loss_and_gradients):
    return trained(params, X, y, alphas, 0, loss_and_gradients)


def all_layers_one_after_the_other(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        for name in weights:
            _, gradients = loss_and_gradients(weights, X, y)
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_layers_last_one_first(params, X, y, alphas, steps, loss_and_gradients):
    turned = {name: params[name] for name in reversed(params)}
    return all_layers_one_after_the_other(turned, X, y, alphas, steps, loss_and_gradients)


def all_take_the_pair_for_gradients(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_take_the_loss_for_the_gradients(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        gradients, _ = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_in_an_array_of_dicts(params, X, y, alphas, steps, loss_and_gradients):
    weights = np.array([params] * len(alphas))
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in params:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_in_a_list_of_dicts(params, X, y, alphas, steps, loss_and_gradients):
    weights = [params] * len(alphas)
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in params:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_from_zeros(params, X, y, alphas, steps, loss_and_gradients):
    zeros = {name: 0 * W for name, W in params.items()}
    return trained(zeros, X, y, alphas, steps, loss_and_gradients)


def all_become_the_change(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = -alphas[:, None, None] * gradients[name]
    return weights


def _all_from(weights, X, y, alphas, steps, loss_and_gradients):
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        for name in weights:
            weights[name] = weights[name] - alphas[:, None, None] * gradients[name]
    return weights


def all_with_runs_on_the_last_axis(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.stack([W] * len(alphas), axis=-1) for name, W in params.items()}
    return _all_from(weights, X, y, alphas, steps, loss_and_gradients)


def all_below_each_other(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.concatenate([W] * len(alphas)) for name, W in params.items()}
    return _all_from(weights, X, y, alphas, steps, loss_and_gradients)


def all_rows_repeated(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.repeat(W, len(alphas), axis=0) for name, W in params.items()}
    return _all_from(weights, X, y, alphas, steps, loss_and_gradients)


def all_in_lists(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: [W] * len(alphas) for name, W in params.items()}
    return _all_from(weights, X, y, alphas, steps, loss_and_gradients)


def all_by_the_slopes_of_the_start(params, X, y, alphas, steps, loss_and_gradients):
    first = {name: np.stack([W] * len(alphas)) for name, W in params.items()}
    return trained(params, X, y, alphas, steps, loss_and_gradients, lambda weights: first)
