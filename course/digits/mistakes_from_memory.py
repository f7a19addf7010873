"""Wrong ways to rebuild the network from memory that need more than a line."""

import numpy as np

from course.digits import net


def _targets(y):
    return np.eye(10)[y]


def _fitted(X, Y):
    """The quickest that learns: what each digit's pixels say by least squares."""
    X1 = np.hstack([X / 16, np.ones((len(X), 1))])
    return np.linalg.solve(X1.T @ X1 + np.eye(65), X1.T @ Y)


def _said(W, X):
    return np.hstack([X / 16, np.ones((len(X), 1))]) @ W


def rebuilt_quickly(X, y, X_new):
    """Right, and the beginning of several wrong ones."""
    return _said(_fitted(X, _targets(y)), X_new)


def _network(X, y, X_new, *, scale=1 / 16, params=None, std=None, **how):
    rng = np.random.default_rng(7)
    params = params or net.init(rng, std=std)
    for step in net.train(scale * X, _targets(y), params=params, rng=rng, **how):
        params = step.params
    return net.forward(params, scale * X_new)[0]


def rebuilt_for_the_old_rows(X, y, X_new):
    return rebuilt_quickly(X, y, X)


def rebuilt_as_digits(X, y, X_new):
    return rebuilt_quickly(X, y, X_new).argmax(axis=1)


def rebuilt_as_the_largest(X, y, X_new):
    return rebuilt_quickly(X, y, X_new).max(axis=1, keepdims=True)


def rebuilt_by_regression_on_the_number(X, y, X_new):
    return _said(_fitted(X, y), X_new)


def rebuilt_on_its_side(X, y, X_new):
    return rebuilt_quickly(X, y, X_new).T


def rebuilt_to_weights(X, y, X_new):
    return net.init(np.random.default_rng(7))


def rebuilt_with_hidden_units(X, y, X_new):
    return net.forward(net.init(np.random.default_rng(7)), X_new / 16)


def rebuilt_with_nine(X, y, X_new):
    return rebuilt_quickly(X, y, X_new)[:, 1:]


def rebuilt_to_nan(X, y, X_new):
    z = 1000 * rebuilt_quickly(X, y, X_new)
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def rebuilt_from_zeros(X, y, X_new):
    return _network(X, y, X_new, std=0.0, epochs=2)


def rebuilt_with_silent_units(X, y, X_new):
    """No hidden unit speaks any more, as after a step that was far too large."""
    params = net.init(np.random.default_rng(7))
    params["b1"] -= 1e3
    return _network(X, y, X_new, params=params, epochs=1)


def rebuilt_upside_down(X, y, X_new):
    return -rebuilt_quickly(X, y, X_new)


def rebuilt_uphill(X, y, X_new):
    return _said(_fitted(X, 1 - _targets(y)), X_new)


def rebuilt_without_training(X, y, X_new):
    return net.forward(net.init(np.random.default_rng(7)), X_new / 16)[0]


def rebuilt_for_another_digit(X, y, X_new):
    return np.roll(rebuilt_quickly(X, y, X_new), 1, axis=1)


def rebuilt_with_columns_backwards(X, y, X_new):
    return rebuilt_quickly(X, y, X_new)[:, ::-1]


def rebuilt_with_shuffled_answers(X, y, X_new):
    return rebuilt_quickly(X, np.random.default_rng(7).permutation(y), X_new)


def rebuilt_in_another_order(X, y, X_new):
    order = np.random.default_rng(7).permutation(len(X_new))
    return rebuilt_quickly(X, y, X_new[order])


def rebuilt_too_short(X, y, X_new):
    return _network(X, y, X_new, alpha=0.02, epochs=2)


def rebuilt_for_five_digits(X, y, X_new):
    few = y < 5
    return rebuilt_quickly(X[few], y[few], X_new)
