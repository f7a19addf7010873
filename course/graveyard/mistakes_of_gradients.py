"""Wrong tests of a gradient that need more than a line."""

import numpy as np

from course.kit.gradients import check_gradients


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
