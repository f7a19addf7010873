"""Wrong answers to the exercises of lesson 07 that need more than a line.

Every one makes one mistake, or two that go together, so that a learner who makes it can be
recognised.
"""

import numpy as np

from course.digits.net import one_hot, train
from course.graveyard import answers, net
from course.kit.gradients import check_gradients

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


# ---- the test of a gradient


def measured_at(loss_and_gradients, params, name, X, y, *, eps=1e-5, central=True, over=None):
    """Finite differences for one parameter, or something like them."""
    W = params[name]
    slopes = np.zeros(W.shape)
    here = 0.0 if central else loss_and_gradients(params, X, y)[0]
    for place in np.ndindex(W.shape):
        kept = W[place]
        W[place] = kept + eps
        above = loss_and_gradients(params, X, y)[0]
        W[place] = kept - eps
        below = loss_and_gradients(params, X, y)[0] if central else here
        W[place] = kept
        slopes[place] = (above - below) / (over or (2 * eps if central else eps))
    return slopes


def is_right(given, measured):
    return np.shape(given) == measured.shape and np.allclose(given, measured, rtol=1e-4, atol=1e-6)


def by_differences(right=is_right, **how):
    """The usual test, with another comparison or other differences."""

    def names(loss_and_gradients, params, X, y):
        gradients = loss_and_gradients(params, X, y)[1]
        return [
            name
            for name in params
            if not right(
                gradients.get(name, np.nan),
                measured_at(loss_and_gradients, params, name, X, y, **how),
            )
        ]

    return names


def shapes_fit(right):
    """A comparison of numbers, made only where the shapes are the same."""
    return lambda given, measured: np.shape(given) == measured.shape and right(given, measured)


def at_one_place(place):
    """Compare the first weight only, or the last."""
    return shapes_fit(lambda g, m: bool(abs(np.ravel(g)[place] - np.ravel(m)[place]) < 1e-4))


def in_one_number(of):
    """Compare two sums, two means, two lengths."""
    return shapes_fit(lambda g, m: bool(abs(of(g) - of(m)) < 1e-4))


def no_shape_asked(given, measured):
    return np.allclose(given, measured, rtol=1e-4, atol=1e-6)


def no_shape_asked_by_gap(given, measured):
    return np.abs(given - measured).max() < 1e-4


def nan_passes(given, measured):
    return np.shape(given) == measured.shape and not (np.abs(given - measured) > 1e-4).any()


def nan_passes_by_max(given, measured):
    return np.shape(given) == measured.shape and not np.abs(given - measured).max() > 1e-4


def exactly(given, measured):
    return np.array_equal(given, measured)


def within(bound):
    return shapes_fit(lambda g, m: bool(np.abs(g - m).max() < bound))


def without_signs(given, measured):
    return is_right(np.abs(given), np.abs(measured))


def tested_only_what_is_there(right):
    def names(loss_and_gradients, params, X, y):
        gradients = loss_and_gradients(params, X, y)[1]
        return [
            name
            for name, given in gradients.items()
            if not right(given, measured_at(loss_and_gradients, params, name, X, y))
        ]

    return names


def tested_if_there(loss_and_gradients, params, X, y):
    gradients = loss_and_gradients(params, X, y)[1]
    wrong = all_wrong(loss_and_gradients, params, X, y)
    return [name for name in wrong if name in gradients]


def tested_and_a_name_not_found(loss_and_gradients, params, X, y):
    gradients = loss_and_gradients(params, X, y)[1]
    return [
        name
        for name in params
        if not is_right(gradients[name], measured_at(loss_and_gradients, params, name, X, y))
    ]


def tested_in_one_line(loss_and_gradients, params, X, y):
    """Neither shapes nor missing names are thought of."""
    gradients = loss_and_gradients(params, X, y)[1]
    return [
        name
        for name in params
        if not no_shape_asked(gradients[name], measured_at(loss_and_gradients, params, name, X, y))
    ]


def tested_by_one_who_stops(loss_and_gradients, params, X, y):
    errors = check_gradients(loss_and_gradients, params, X, y)
    return [name for name, error in errors.items() if not error < 1e-4]


def tested_and_given_one_by_one(loss_and_gradients, params, X, y):
    yield from all_wrong(loss_and_gradients, params, X, y)


def tested_and_stopped_at_the_first(loss_and_gradients, params, X, y):
    for name in all_wrong(loss_and_gradients, params, X, y):
        return [name]
    return []


def tested_and_returned_too_early(loss_and_gradients, params, X, y):
    wrong = all_wrong(loss_and_gradients, params, X, y)
    first = next(iter(params))
    return [first] if first in wrong else []


def tested_weight_by_weight(loss_and_gradients, params, X, y):
    """A name for each weight that disagrees."""
    gradients = loss_and_gradients(params, X, y)[1]
    wrong = []
    for name in params:
        given = gradients.get(name)
        measured = measured_at(loss_and_gradients, params, name, X, y)
        if np.shape(given) != measured.shape:
            wrong.append(name)
            continue
        wrong += [name for place in np.ndindex(measured.shape) if not gap(given, measured, place)]
    return wrong


def gap(given, measured, place):
    return abs(given[place] - measured[place]) < 1e-4


def all_wrong(loss_and_gradients, params, X, y):
    return by_differences()(loss_and_gradients, params, X, y)


def turned_to(of):
    """Something made of the right names."""
    return lambda f, params, X, y: of(all_wrong(f, params, X, y), params)


def tested_matrices_only(loss_and_gradients, params, X, y):
    return [n for n in all_wrong(loss_and_gradients, params, X, y) if params[n].ndim == 2]


def tested_all_at_once(loss_and_gradients, params, X, y):
    """All weights of a parameter are moved together, so there is one slope for all of them."""
    gradients = loss_and_gradients(params, X, y)[1]
    wrong = []
    for name in params:
        up, down = (params | {name: params[name] + eps} for eps in (1e-5, -1e-5))
        slope = (loss_and_gradients(up, X, y)[0] - loss_and_gradients(down, X, y)[0]) / 2e-5
        given = gradients.get(name, np.nan)
        if not is_right(given, np.full(params[name].shape, slope)):
            wrong.append(name)
    return wrong


def tested_and_not_put_back(loss_and_gradients, params, X, y):
    gradients = loss_and_gradients(params, X, y)[1]
    wrong = []
    for name, W in params.items():
        measured = np.zeros(W.shape)
        for place in np.ndindex(W.shape):
            W[place] += 1e-3
            above = loss_and_gradients(params, X, y)[0]
            W[place] -= 2e-3
            measured[place] = (above - loss_and_gradients(params, X, y)[0]) / 2e-3
        if not is_right(gradients.get(name, np.nan), measured):
            wrong.append(name)
    return wrong


def tested_with_an_alias(loss_and_gradients, params, X, y):
    """``moved = params`` is no copy, and neither is ``dict(params)``."""
    gradients = loss_and_gradients(params, X, y)[1]
    wrong = []
    for name in params:
        measured = np.zeros(params[name].shape)
        for place in np.ndindex(measured.shape):
            up, down = dict(params), dict(params)
            up[name][place] += 1e-5
            down[name][place] -= 1e-5
            above, below = (loss_and_gradients(each, X, y)[0] for each in (up, down))
            measured[place] = (above - below) / 2e-5
        if not is_right(gradients.get(name, np.nan), measured):
            wrong.append(name)
    return wrong


def tested_with_the_pair(loss_and_gradients, params, X, y):
    """The function gives two things, and the loss is the first of them."""
    gradients = loss_and_gradients(params, X, y)[1]
    return [n for n in params if gradients[n] != loss_and_gradients(params, X, y) - 1e-5]


# ---- verdicts


def verdict(cause, cure):
    return lambda: (cause, cure)


def said_instead(value):
    return lambda: value


# ---- the wormhole


def made_of(of):
    """Something made of the tables of a right answer."""
    return lambda X, y, X_new, sizes: of(answers.rebuilt_by_solving(X, y, X_new, sizes))


def run_with(params, X, *, skip=False):
    z, H, _ = net.forward(params, X, skip=skip)
    return [*H[1:], z]


def rebuilt_without_training(X, y, X_new, sizes):
    params = net.init(np.random.default_rng(7), sizes=sizes)
    for name, W in params.items():
        if W.shape == (10, 10):
            params[name] = np.eye(10)  # alive, but it knows nothing
    return run_with(params, X_new / 16)


def rebuilt_as_the_post_did(X, y, X_new, sizes):
    params = net.init(np.random.default_rng(7), sizes=sizes, std=0.001)
    rng = np.random.default_rng(7)
    for step in train(X, one_hot(y), params=params, alpha=0.01, epochs=1, rng=rng):
        params = step.params
    return run_with(params, X_new)


def rebuilt_from_zeros(X, y, X_new, sizes):
    return run_with(net.init(np.random.default_rng(7), sizes=sizes, std=0.0), X_new)


def rebuilt_to_nan(X, y, X_new, sizes):
    params = net.init(np.random.default_rng(7), sizes=sizes, std=1e40)
    return run_with(params, X_new)


def rebuilt_around_the_layers(X, y, X_new, sizes):
    """The answers are right, but the layers between have no part in them."""
    H = answers.rebuilt_by_solving(X, y, X_new, sizes)
    return [*(np.zeros(h.shape) for h in H[:-1]), H[-1]]


def rebuilt_around_the_dead(X, y, X_new, sizes):
    params = net.init(np.random.default_rng(7), sizes=sizes, std=0.001)
    return [*run_with(params, X_new)[:-1], answers.rebuilt_by_solving(X, y, X_new, sizes)[-1]]


def rebuilt_around_noise(X, y, X_new, sizes):
    H = answers.rebuilt_by_solving(X, y, X_new, sizes)
    rng = np.random.default_rng(7)
    return [*(rng.normal(size=h.shape) for h in H[:-1]), H[-1]]


def rebuilt_for_five_digits(X, y, X_new, sizes):
    few = y < 5
    return answers.rebuilt_by_solving(X[few], y[few], X_new, sizes)


def rebuilt_in_another_order(X, y, X_new, sizes):
    order = np.random.default_rng(7).permutation(len(X_new))
    return answers.rebuilt_by_solving(X, y, X_new[order], sizes)


def rebuilt_with_shuffled_answers(X, y, X_new, sizes):
    return answers.rebuilt_by_solving(X, np.random.default_rng(7).permutation(y), X_new, sizes)


def rebuilt_as_weights(X, y, X_new, sizes):
    return [net.init(np.random.default_rng(7), sizes=sizes)[f"W{i}"] for i in range(len(sizes) - 1)]


def rebuilt_with_one_width(X, y, X_new, sizes):
    return answers.rebuilt_by_solving(X, y, X_new, (64, *[32] * (len(sizes) - 2), 10))


def rebuilt_shallow(X, y, X_new, sizes):
    return answers.rebuilt_by_solving(X, y, X_new, (64, 32, 16, 10))


def rebuilt_by_one_table(X, y, X_new, sizes):
    """The same for all layers: no network is behind it."""
    z = answers.rebuilt_by_solving(X, y, X_new, sizes)[-1]
    return [np.pad(z, ((0, 0), (0, n - 10))) for n in sizes[1:]]


def rebuilt_by_looking_up(X, y, X_new, sizes):
    """The label of the nearest row, for all layers."""
    squares = (X**2).sum(axis=1) - 2 * X_new @ X.T
    found = one_hot(y)[squares.argmin(axis=1)]
    return [np.pad(found, ((0, 0), (0, n - 10))) for n in sizes[1:]]
