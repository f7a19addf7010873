"""Right answers to the exercises of lesson 02, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import numpy as np

from course.descent import net
from course.eleven.net import stack

# ---- one curve


def slope_by_loop(height, x, eps):
    slopes = []
    for place in x:
        rise = height(place + eps) - height(place - eps)
        slopes.append(rise / eps / 2)
    return np.array(slopes)


def slope_of_both_sides(height, x, eps):
    right = (height(x + eps) - height(x)) / eps
    left = (height(x) - height(x - eps)) / eps
    return (left + right) / 2


def slope_by_diff(height, x, eps):
    places = np.stack([x - eps, x + eps])
    return np.diff(height(places), axis=0)[0] / np.diff(places, axis=0)[0]


def slope_by_gradient(height, x, eps):
    return np.gradient(height(np.stack([x - eps, x, x + eps])), eps, axis=0)[1]


def step_by_copy(x, slope, alpha):
    new = x.copy()
    new -= alpha * slope(x)
    return new


def step_by_loop(x, slope, alpha):
    new, steep = np.empty_like(x), slope(x)
    for place in np.ndindex(x.shape):
        new[place] = x[place] - alpha * steep[place]
    return new


def descend_in_a_for_loop(x, slope, alpha, tolerance, most):
    for steps in range(most):
        steep = slope(x)
        if (np.abs(steep) < tolerance).all():
            return x, steps
        x = x - alpha * steep
    return x, most


def descend_with_break(x, slope, alpha, tolerance, most):
    x, steps = np.array(x), 0
    while True:
        steep = slope(x)
        if steps == most or max(abs(s) for s in steep) < tolerance:
            break
        x -= alpha * steep
        steps = steps + 1
    return [x, np.int64(steps)]


# ---- the network


def turns_by_loops(updates):
    n_steps, fan_in, fan_out = updates.shape
    count = np.zeros((fan_in, fan_out))
    for i in range(fan_in):
        for j in range(fan_out):
            for step in range(1, n_steps):
                if updates[step, i, j] * updates[step - 1, i, j] < 0:
                    count[i, j] += 1
    return count


def turns_one_after_the_other(updates):
    before, count = updates[0], np.zeros(updates[0].shape, dtype=int)
    for update in updates[1:]:
        count += (update < 0) ^ (before < 0)
        before = update
    return count


def all_by_broadcasting(params, X, y, alphas, steps, loss_and_gradients):
    weights = dict(params)
    for _ in range(steps):
        _, gradients = loss_and_gradients(weights, X, y)
        weights = {
            name: W - alphas.reshape(-1, 1, 1) * gradients[name] for name, W in weights.items()
        }
    return weights


def all_in_place_on_copies(params, X, y, alphas, steps, loss_and_gradients):
    weights = stack([params for _ in alphas])
    for _ in range(steps):
        gradients = loss_and_gradients(weights, X, y)[1]
        for run, alpha in enumerate(alphas):
            weights["W0"][run] -= alpha * gradients["W0"][run]
            weights["W1"][run] -= alpha * gradients["W1"][run]
    return weights


def all_by_einsum(params, X, y, alphas, steps, loss_and_gradients):
    weights = {name: np.tile(W, (len(alphas), 1, 1)) for name, W in params.items()}
    while steps > 0:
        _, gradients = loss_and_gradients(weights, X, y)
        for name, gradient in gradients.items():
            weights[name] -= np.einsum("r,rij->rij", alphas, gradient)
        steps -= 1
    return weights


# ---- optimisers


def momentum_in_the_whole_memory(gradient, memory, alpha, t, mu=0.9):
    v = memory["v"].copy()
    v *= mu
    v -= alpha * gradient
    return v, memory | {"v": v}


def momentum_by_loop(gradient, memory, alpha, t, mu=0.9):
    v = np.zeros(gradient.shape)
    for place in np.ndindex(gradient.shape):
        v[place] = mu * memory["v"][place] + alpha * -gradient[place]
    return [v.copy(), {"v": v, "t": t}]


def adam_towards_the_slope(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    m = memory["m"] + (1 - beta1) * (gradient - memory["m"])
    s = memory["s"] + (1 - beta2) * (gradient * gradient - memory["s"])
    step = alpha / (1 - beta1**t)
    return -step * m / (np.sqrt(s / (1 - beta2**t)) + eps), memory | {"m": m, "s": s}


def adam_with_one_factor(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
    """The order of the paper's last remark in section 2, with eps scaled along."""
    m = np.add(beta1 * memory["m"], (1 - beta1) * gradient)
    s = np.add(beta2 * memory["s"], (1 - beta2) * np.square(gradient))
    root = np.sqrt(1 - beta2**t)
    return -(alpha * root / (1 - beta1**t)) * m / (s**0.5 + eps * root), {"s": s, "m": m}


# ---- the ravine


def rebuilt_by_nesterov(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.009 * slope(x + 0.9 * v)
        x = x + v
    return x


def rebuilt_from_two_places(slope, x):
    old = x
    for _ in range(150):
        x, old = x - 0.02 * slope(x) + 0.85 * (x - old), x
    return x.tolist()


def rebuilt_by_adam(slope, x):
    memory = net.begin(x)
    for t in range(1, 201):
        change, kept = net.adam(slope(x), memory, 2.0, t)
        x, memory = x + change, memory | kept
    return x


def rebuilt_from_three_slopes(slope, x):
    """The slope grows evenly, so three slopes say all: where it is 0, no walking is needed."""
    here = slope(x)
    grows = np.column_stack([slope(x + side) - here for side in np.eye(2)])
    return x - np.linalg.solve(grows, here)
