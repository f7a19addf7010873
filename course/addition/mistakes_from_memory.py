"""Wrong ways to rebuild the network from memory that need more than a line."""

import numpy as np

from course.addition import batches, net
from course.eleven.net import sigmoid


def sets_bits(X, y, memory=1.0):
    """A network of three hidden units whose weights are set, not learned, so that it is quick.

    Unit k is on where at least k of the three are one: the bit of a, the bit of b, the carry.
    """

    def ask(X):
        carry, p = np.zeros(len(X)), []
        for t in range(X.shape[1]):
            ones = X[:, t].sum(axis=1) + memory * carry
            h = [sigmoid(12 * (ones - k + 0.5)) for k in (1, 2, 3)]
            carry = h[1]
            p.append(sigmoid(12 * (h[0] - h[1] + h[2] - 0.5)))
        return np.stack(p, axis=1)[..., None]

    return ask


def rebuilt_without_memory(X, y):
    return sets_bits(X, y, memory=0.0)


def rebuilt_for_x_only(X, y):
    return sets_bits(X, y)(X)


def rebuilt_to_weights(X, y):
    return net.init(np.random.default_rng(0))


def rebuilt_as_pair(X, y):
    ask = sets_bits(X, y)
    return lambda X: (ask(X), ask(X))


def rebuilt_without_last_axis(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[..., 0]


def rebuilt_to_nan(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X) * np.nan


def rebuilt_upside_down(X, y):
    ask = sets_bits(X, y)
    return lambda X: 1 - ask(X)


def rebuilt_other_end_first(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[:, ::-1]


def rebuilt_from_the_other_end(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X[:, ::-1])[:, ::-1]


def rebuilt_to_hidden_layers(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.repeat(ask(X), 3, axis=2)


def rebuilt_for_the_last_position(X, y):
    ask = sets_bits(X, y)
    return lambda X: ask(X)[:, -1]


def rebuilt_one_position_late(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.concatenate([0.5 + 0 * X[:, :1, :1], ask(X)[:, :-1]], axis=1)


def rebuilt_differently_each_time(X, y):
    ask, asked = sets_bits(X, y), []

    def again(X):
        asked.append(X)
        return ask(X) * 0.9 ** len(asked)

    return again


def rebuilt_beside_the_others(X, y):
    ask = sets_bits(X, y)
    return lambda X: (1 + ask(X) - ask(X).mean(axis=0)) / 2


def rebuilt_for_so_many_sequences(X, y):
    ask, start = sets_bits(X, y), np.zeros((len(X), 1, 1))
    return lambda X: start + ask(X)


def rebuilt_too_short(X, y):
    rng = np.random.default_rng(0)
    steps = batches.train_batches(lambda rng: (X[:128], y[:128]), net.init(rng), steps=80, rng=rng)
    for step in steps:
        params = step.params
    return lambda X: net.forward(params, X)[0]


def rebuilt_untrained(X, y):
    params = net.init(np.random.default_rng(0))
    return lambda X: net.forward(params, X)[0]


def rebuilt_rounded(X, y):
    ask = sets_bits(X, y)
    return lambda X: np.round(ask(X))


def rebuilt_by_rule(X, y):
    return lambda X: 0.01 + 0.98 * net.answers(X)


def rebuilt_by_table(X, y):
    known = {x.tobytes(): p for x, p in zip(X, 0.01 + 0.98 * y, strict=True)}
    return lambda X: np.array([known[x.tobytes()] for x in X])


def rebuilt_for_so_many_positions(X, y):
    ask, n = sets_bits(X, y), X.shape[1]
    return lambda X: ask(np.stack([X[:, t] for t in range(n)], axis=1))


def rebuilt_wiped_every_eight(X, y):
    ask, n = sets_bits(X, y), X.shape[1]
    return lambda X: np.concatenate([ask(X[:, t : t + n]) for t in range(0, X.shape[1], n)], axis=1)
