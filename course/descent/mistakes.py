"""Wrong answers to the exercises of lesson 02 that need more than a line.

Every one makes a single mistake, so that a learner who makes it can be recognised.
"""

import math

import numpy as np

from course.descent import net

# ---- one step


def step_in_place(x, slope, alpha):
    x -= alpha * slope(x)
    return x


def step_into_the_old_array(x, slope, alpha):
    x[:] = x - alpha * slope(x)
    return x


def step_in_place_and_nothing_returned(x, slope, alpha):
    x -= alpha * slope(x)


def step_and_nothing_returned(x, slope, alpha):
    x = x - alpha * slope(x)


def step_number_by_number(x, slope, alpha):
    return np.array([v - alpha * slope(v) for v in x.ravel()]).reshape(x.shape)


def step_by_vectorize(x, slope, alpha):
    return np.vectorize(lambda v: v - alpha * slope(v))(x)


def step_row_by_row(x, slope, alpha):
    return np.array([row - alpha * slope(row) for row in x])


def step_of_a_flat_array(x, slope, alpha):
    flat = x.reshape(-1)
    return (flat - alpha * slope(flat)).reshape(x.shape)


def step_of_arrays_of_one(x, slope, alpha):
    new = [v - alpha * slope(np.array([v]))[0] for v in x.ravel()]
    return np.array(new).reshape(x.shape)


# ---- many steps


def walked(x, slope, alpha, most, goes_on):
    """Step downhill while ``goes_on(x)``, at most ``most`` times."""
    steps = 0
    while steps < most and goes_on(x):
        x = x - alpha * slope(x)
        steps += 1
    return x, steps


def descend_without_abs(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: slope(x).max() >= tolerance)


def descend_with_abs_last(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x).max()) >= tolerance)


def descend_asks_for_each_ball(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: bool(np.abs(slope(x)) >= tolerance))


def descend_asks_for_each_ball_without_abs(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: bool(slope(x) >= tolerance))


def descend_asks_for_each_ball_in_a_for_loop(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if np.abs(slope(x)) < tolerance:
            return x, steps
        x = x - alpha * slope(x)
    return x, most


def descend_asks_for_each_ball_in_a_for_loop_without_abs(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if slope(x) < tolerance:
            return x, steps
        x = x - alpha * slope(x)
    return x, most


def descend_until_one_is_flat(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).min() >= tolerance)


def descend_by_the_mean(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).mean() >= tolerance)


def descend_by_the_mean_with_its_sign(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x).mean()) >= tolerance)


def descend_by_the_sum(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).sum() >= tolerance)


def descend_by_the_length(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.linalg.norm(slope(x)) >= tolerance)


def descend_by_the_first_ball(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x)[0]) >= tolerance)


def descend_by_the_step(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(alpha * slope(x)).max() >= tolerance)


def descend_until_it_hardly_moved(x, slope, alpha, tolerance, most):
    for steps in range(1, most + 1):  # noqa: B007 (it is returned)
        old, x = x, x - alpha * slope(x)
        if np.abs(x - old).max() < tolerance:
            break
    return x, steps


def descend_by_the_place(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(x).max() >= tolerance)


def descend_turned_round(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).max() < tolerance)


def descend_without_end(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, 10_000, lambda x: np.abs(slope(x)).max() >= tolerance)


def descend_whatever_the_slope(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: True)


def descend_until_both(x, slope, alpha, tolerance, most):
    steps = 0
    while (steps < most or np.abs(slope(x)).max() >= tolerance) and steps < 10_000:
        x = x - alpha * slope(x)
        steps += 1
    return x, steps


def descend_by_itself(x, slope, alpha, tolerance, most):
    if most == 0 or not np.any((slope(x) >= tolerance) | (slope(x) <= -tolerance)):
        return x.copy(), 0
    x, steps = descend_by_itself(x - alpha * slope(x), slope, alpha, tolerance, most - 1)
    return x, steps + 1


def descend_by_itself_counting_along(x, slope, alpha, tolerance, most, steps=0):
    if steps == most or np.abs(slope(x)).max() < tolerance:
        return x, steps
    x = x - alpha * slope(x)
    return descend_by_itself_counting_along(x, slope, alpha, tolerance, most, steps + 1)


def descend_returns_only_if_flat(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if np.abs(slope(x)).max() < tolerance:
            return x, steps
        x = x - alpha * slope(x)


def descend_counts_in_floats(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most)
    return x, float(steps)


def descend_to_places_only(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0]


def descend_in_other_order(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[::-1]


def descend_steps_first(x, slope, alpha, tolerance, most):
    steps = 0
    while True:
        x = x - alpha * slope(x)
        steps += 1
        if steps == most or np.abs(slope(x)).max() < tolerance:
            return x, steps


def descend_steps_once_more(x, slope, alpha, tolerance, most):
    for steps in range(1, most + 1):  # noqa: B007 (it is returned)
        steep = slope(x)
        x = x - alpha * steep
        if np.abs(steep).max() < tolerance:
            break
    return x, steps


def descend_one_more_than_most(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most + 1)


def descend_one_less_than_most(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most - 1)


def descend_by_the_loops_number(x, slope, alpha, tolerance, most):
    for steps in range(most):  # noqa: B007 (it is returned)
        if np.abs(slope(x)).max() < tolerance:
            break
        x = x - alpha * slope(x)
    return x, steps


def descend_counts_what_it_may(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0], most


def descend_never_counts(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0], 0


def descend_counts_from_one(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most)
    return x, steps + 1


def descend_begins_with_one(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most - 1)
    return x, steps + 1


def descend_without_counting(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, 10_000)[0], 0


def descend_and_stay(x, slope, alpha, tolerance, most):
    return x, most if np.abs(slope(x)).max() >= tolerance else 0


def descend_returns_in_the_loop(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x = x - alpha * slope(x)
        steps += 1
        return x, steps


def descend_returns_in_the_loop_and_behind(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, 1)


def descend_with_the_first_slope(x, slope, alpha, tolerance, most):
    steep, steps = slope(x), 0
    while steps < most and np.abs(steep).max() >= tolerance:
        x = x - alpha * steep
        steps += 1
    return x, steps


def descend_looks_at_the_first_slope(x, slope, alpha, tolerance, most):
    steep = slope(x)
    return walked(x, slope, alpha, most, lambda x: np.abs(steep).max() >= tolerance)


def descend_in_place(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x -= alpha * slope(x)
        steps += 1
    return x, steps


def descend_uphill(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, -alpha, tolerance, most)


def descend_without_alpha(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, 1.0, tolerance, most)


def descend_each_ball_by_itself(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x = np.where(np.abs(slope(x)) >= tolerance, x - alpha * slope(x), x)
        steps += 1
    return x, steps


def descend_each_ball_counted_by_itself(x, slope, alpha, tolerance, most):
    steps = np.zeros(len(x), dtype=int)
    for _ in range(most):
        steep = slope(x)
        goes_on = np.abs(steep) >= tolerance
        x = np.where(goes_on, x - alpha * steep, x)
        steps += goes_on
    return x, steps


# ---- signs


def turns_against_the_first(updates):
    return np.sum(np.sign(updates) != np.sign(updates[0]), axis=0)


def turns_round_the_end(updates):
    return np.sum(np.sign(updates) != np.sign(np.roll(updates, 1, axis=0)), axis=0)


def turns_without_the_last_pair(updates):
    count = np.zeros(updates.shape[1:], dtype=int)
    for i in range(1, len(updates) - 1):
        count += (updates[i] > 0) != (updates[i - 1] > 0)
    return count


def turns_without_the_first_pair(updates):
    count = np.zeros(updates.shape[1:], dtype=int)
    for i in range(1, len(updates) - 1):
        count += (updates[i] > 0) != (updates[i + 1] > 0)
    return count


# ---- many networks at once


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


# ---- momentum


def momentum_forgets(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return v, memory


def momentum_one_step_late(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return memory["v"], {"v": v}


def momentum_looks_ahead(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return mu * v - alpha * gradient, {"v": v}


def momentum_with_velocity_uphill(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + alpha * gradient
    return -v, {"v": v}


def momentum_with_alpha_outside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + gradient
    return -alpha * v, {"v": v}


def momentum_with_alpha_outside_and_minus_inside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - gradient
    return alpha * v, {"v": v}


def momentum_by_the_mean(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] + (1 - mu) * gradient
    return -alpha * v, {"v": v}


def momentum_by_the_mean_downhill(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - (1 - mu) * alpha * gradient
    return v, {"v": v}


def momentum_by_the_mean_with_alpha_outside(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - (1 - mu) * gradient
    return alpha * v, {"v": v}


def momentum_into_the_old_memory_alone(gradient, memory, alpha, t, mu=0.9):
    memory["v"] = mu * memory["v"] - alpha * gradient
    return memory


def momentum_into_the_old_memory(gradient, memory, alpha, t, mu=0.9):
    memory["v"] = mu * memory["v"] - alpha * gradient
    return memory["v"], memory


def momentum_in_place(gradient, memory, alpha, t, mu=0.9):
    v = memory["v"]
    v *= mu
    v -= alpha * gradient
    return v, {"v": v}


def momentum_in_a_set(gradient, memory, alpha, t, mu=0.9):
    v = mu * memory["v"] - alpha * gradient
    return v, {v}


def momentum_by_the_memorys_order(gradient, memory, alpha, t, mu=0.9):
    (v,) = memory.values()
    return kept(mu * v - alpha * gradient)


def momentum_by_the_first_in_memory(gradient, memory, alpha, t, mu=0.9):
    return kept(mu * list(memory.values())[0] - alpha * gradient)  # noqa: RUF015 (as one does)


def kept(v):
    """A velocity as the change and in the memory."""
    return v, {"v": v}


# ---- Adam


def means(gradient, memory, beta1, beta2):
    m = beta1 * memory["m"] + (1 - beta1) * gradient
    return m, beta2 * memory["s"] + (1 - beta2) * gradient**2


def corrected(m, s, beta1, beta2, t):
    return m / (1 - beta1**t), s / (1 - beta2**t)


def adam_step(m, s, alpha, t, beta1, beta2, eps):
    """The change and the memory, once the running means are there."""
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_uncorrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * m / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_only_m_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * (m / (1 - beta1**t)) / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_only_s_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    return -alpha * m / (np.sqrt(s / (1 - beta2**t)) + eps), {"m": m, "s": s}


def adam_both_corrected_by_beta1(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta1, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_both_corrected_by_beta2(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta2, beta2, t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_counts_from_two(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t + 1, beta1, beta2, eps)


def adam_counts_from_zero(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t - 1, beta1, beta2, eps)


def adam_without_power(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1), s / (1 - beta2)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_times_t(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1 * t), s / (1 - beta2 * t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_power_of_all(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1) ** t, s / (1 - beta2) ** t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_with_a_hat(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1 ^ t), s / (1 - beta2 ^ t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / 1 - beta1**t, s / 1 - beta2**t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_for_m(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / 1 - beta1**t, s / (1 - beta2**t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_for_s(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m / (1 - beta1**t), s / 1 - beta2**t
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_without_brackets_in_the_means(
    gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8
):
    m = beta1 * memory["m"] + 1 - beta1 * gradient
    s = beta2 * memory["s"] + 1 - beta2 * gradient**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_by_math(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (math.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_multiplies(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = m * (1 - beta1**t), s * (1 - beta2**t)
    return -alpha * m_hat / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_eps_inside(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / np.sqrt(s_hat + eps), {"m": m, "s": s}


def adam_without_eps(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, 0.0)


def adam_adds_eps_last(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / np.sqrt(s_hat) + eps, {"m": m, "s": s}


def adam_adds_eps_before_the_sign(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -(alpha * m_hat / np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_adds_eps_before_alpha(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * (m_hat / np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_eps_uncorrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    step = alpha * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    return -step * m / (np.sqrt(s) + eps), {"m": m, "s": s}


def adam_without_root(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    m_hat, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * m_hat / (s_hat + eps), {"m": m, "s": s}


def adam_without_square(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * gradient
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_doubles(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * gradient * 2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_with_size(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * np.abs(gradient)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_squares_the_share(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + ((1 - beta2) * gradient) ** 2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_squares_the_mean(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    s = beta2 * memory["s"] + (1 - beta2) * m**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_betas_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta2, beta1, eps)


def adam_uphill(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return -change, kept


def adam_without_alpha(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, 1.0, t, beta1, beta2, eps)


def adam_remembers_the_corrected(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    m, s = corrected(kept["m"], kept["s"], beta1, beta2, t)
    return change, {"m": m, "s": s}


def adam_forgets(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[0], memory


def adam_adds_up(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = beta1 * memory["m"] + gradient, beta2 * memory["s"] + gradient**2
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_adds_up_m(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    _, s = means(gradient, memory, beta1, beta2)
    return adam_step(beta1 * memory["m"] + gradient, s, alpha, t, beta1, beta2, eps)


def adam_adds_up_s(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, _ = means(gradient, memory, beta1, beta2)
    return adam_step(m, beta2 * memory["s"] + gradient**2, alpha, t, beta1, beta2, eps)


def adam_shares_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, 1 - beta1, 1 - beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_share_of_m_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, 1 - beta1, beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_share_of_s_swapped(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, 1 - beta2)
    return adam_step(m, s, alpha, t, beta1, beta2, eps)


def adam_walks_by_the_slope(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = means(gradient, memory, beta1, beta2)
    _, s_hat = corrected(m, s, beta1, beta2, t)
    return -alpha * gradient / (np.sqrt(s_hat) + eps), {"m": m, "s": s}


def adam_with_the_old_means(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, _ = adam_step(memory["m"], memory["s"], alpha, t, beta1, beta2, eps)
    m, s = means(gradient, memory, beta1, beta2)
    return change, {"m": m, "s": s}


def adam_without_settings(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t)


def adam_only_the_change(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[0]


def adam_in_three_values(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, kept["m"], kept["s"]


def adam_memory_in_a_tuple(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, (kept["m"], kept["s"])


def adam_under_the_papers_name(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    there = {"m": memory["m"], "s": memory["v"]}
    change, kept = net.adam(gradient, there, alpha, t, beta1, beta2, eps)
    return change, {"m": kept["m"], "v": kept["s"]}


def adam_remembers_under_the_papers_name(
    gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8
):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    return change, {"m": kept["m"], "v": kept["s"]}


def adam_by_the_memorys_order(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = memory.values()
    return net.adam(gradient, {"m": m, "s": s}, alpha, t, beta1, beta2, eps)


def adam_by_the_first_two_in_memory(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m, s = list(memory.values())[:2]
    return net.adam(gradient, {"m": m, "s": s}, alpha, t, beta1, beta2, eps)


def adam_memory_first(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)[::-1]


def adam_into_the_old_memory(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    change, kept = net.adam(gradient, memory, alpha, t, beta1, beta2, eps)
    memory.update(kept)
    return change, memory


# ---- the ravine


def rolled(slope, x, alpha, mu=0.0, steps=200):
    """Walk with a share ``mu`` of the velocity kept."""
    v = np.zeros(2)
    for _ in range(steps):
        v = mu * v - alpha * slope(x)
        x = x + v
    return x


def rebuilt_without_memory(slope, x):
    return rolled(slope, x, 0.01)


def rebuilt_without_memory_at_its_best(slope, x):
    return rolled(slope, x, 2 / 101)


def rebuilt_with_little_memory(slope, x):
    return rolled(slope, x, 0.01, 0.5)


def rebuilt_with_too_small_an_alpha(slope, x):
    return rolled(slope, x, 0.001, 0.9)


def rebuilt_too_short(slope, x):
    return rolled(slope, x, 0.01, 0.9, steps=20)


def rebuilt_too_slow(slope, x):
    return rolled(slope, x, 1e-5)


def rebuilt_to_and_fro(slope, x):
    return rolled(slope, x, 0.01, 0.99)


def rebuilt_from_wall_to_wall(slope, x):
    return rolled(slope, x, 0.02)


def rebuilt_too_fast(slope, x):
    return rolled(slope, x, 0.1)


def rebuilt_with_memory_too_fast(slope, x):
    return rolled(slope, x, 0.05, 0.9)


def rebuilt_uphill(slope, x):
    return rolled(slope, x, -0.01, 0.9)


def rebuilt_a_little_uphill(slope, x):
    return rolled(slope, x, -1e-4)


def rebuilt_to_infinity(slope, x):
    return rolled(slope, x, 10.0)


def rebuilt_to_the_velocity(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return v


def rebuilt_never_moves(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
    return x


def rebuilt_with_too_many_slopes(slope, x):
    return rolled(slope, x, 0.01, 0.9, steps=1_000)


def rebuilt_with_two_slopes_a_step(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        if np.abs(slope(x)).max() < 1e-12:
            break
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return x


def rebuilt_with_velocity(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return x, v


def rebuilt_with_trail(slope, x):
    trail, v = [x], np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(trail[-1])
        trail.append(trail[-1] + v)
    return trail


def rebuilt_in_place(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x += v
    return x


def rebuilt_in_place_without_memory(slope, x):
    for _ in range(200):
        x -= 0.01 * slope(x)
    return x
