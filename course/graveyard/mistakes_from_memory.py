"""Wrong ways to bring the wormhole to life that need more than a line."""

from itertools import count

import numpy as np

from course.digits.net import one_hot, train
from course.graveyard import answers, net


def made_of(of):
    """Something made of the tables of a right answer."""
    return lambda X, y, X_new, sizes: of(answers.rebuilt_by_solving(X, y, X_new, sizes))


def run_with(params, X, *, skip=False):
    z, H, _ = net.forward(params, X, skip=skip)
    return [*H[1:], z]


def rebuilt_without_training(X, y, X_new, sizes):
    """Alive, but it knows nothing: first weights that call rows by several names, mostly wrong."""
    for seed in count():
        params = net.init(np.random.default_rng(seed), sizes=sizes)
        params |= {name: np.eye(10) for name, W in params.items() if W.shape == (10, 10)}
        named = run_with(params, X / 16)[-1].argmax(axis=1)
        if np.bincount(named).max() < 0.8 * len(X) and (named == y).mean() < 0.1:
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
