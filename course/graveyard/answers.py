"""Right answers to the exercises of lesson 07, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import math
from functools import partial

import numpy as np

from course.descent.optimisers import adam, plain
from course.digits.data import published
from course.digits.net import minibatches, one_hot, train
from course.graveyard import net
from course.graveyard.bodies import dense
from course.graveyard.trial import Table
from course.kit.gradients import check_gradients, numerical_gradient

# ---- vital signs


def dead_in_a_loop(said):
    dead = 0
    for unit in said.T:
        if all(number == 0 for number in unit):
            dead += 1
    return dead / said.shape[1]


def dead_by_sets(said):
    spoke = {int(unit) for _, unit in np.argwhere(said > 0)}
    return 1 - len(spoke) / len(said[0])


def ratio_in_loops(params, gradients):
    ratios = {}
    for name in gradients:
        slope = math.sqrt(sum(g * g for g in gradients[name].ravel().tolist()))
        size = math.sqrt(sum(w * w for w in params[name].ravel().tolist()))
        ratios[name] = slope / size if size else (math.inf if slope else 0)
    return ratios


def ratio_by_einsum(params, gradients):
    def squares(table):
        row = np.reshape(table, -1)
        return np.einsum("i,i->", row, row)

    ratios = {}
    for name, W in params.items():
        slope, size = squares(gradients[name]), squares(W)
        with np.errstate(divide="ignore"):
            ratios[name] = np.sqrt(slope / size) if slope else np.float64(0)
    return ratios


def ratio_by_norm(params, gradients):
    norm = np.linalg.norm
    return {
        name: np.divide(norm(gradients[name]), norm(W)) if gradients[name].any() else 0.0
        for name, W in params.items()
    }


# ---- the test of a gradient


def tested_with_the_course(loss_and_gradients, params, X, y):
    _, gradients = loss_and_gradients(params, X, y)
    wrong = set()
    for name, W in params.items():
        measured = numerical_gradient(lambda: loss_and_gradients(params, X, y)[0], W)
        given = gradients.get(name)
        if given is None or np.shape(given) != W.shape or not np.allclose(given, measured, 1e-4):
            wrong.add(name)
    return wrong


def tested_one_by_one(loss_and_gradients, params, X, y):
    """Each name by itself, with a function that refuses other shapes and missing names."""
    wrong = []
    for name in params:

        def alone(moved, X, y, name=name):
            loss, gradients = loss_and_gradients({**params, **moved}, X, y)
            return loss, {name: gradients[name]}

        try:
            error = check_gradients(alone, {name: params[name]}, X, y)[name]
        except (KeyError, ValueError):
            error = np.nan
        if not error < 1e-4:
            wrong.append(name)
    return wrong


def tested_forward_in_flat_loops(loss_and_gradients, params, X, y):
    """One step forward only, which is less exact, and a bound that allows for it."""
    loss, gradients = loss_and_gradients(params, X, y)
    wrong = []
    for name, W in params.items():
        flat, row = W.reshape(-1), np.ravel(gradients.get(name, []))
        right = np.shape(gradients.get(name)) == W.shape
        for i in range(len(flat) if right else 0):
            kept = flat[i]
            flat[i] = kept + 1e-6
            slope = (loss_and_gradients(params, X, y)[0] - loss) / 1e-6
            flat[i] = kept
            right = right and bool(abs(slope - row[i]) < 1e-3)
        if not right:
            wrong.append(name)
    return tuple(wrong)


def tested_by_relative_error(loss_and_gradients, params, X, y):
    def measured(name, h=1e-4):
        slopes = []
        for i in range(params[name].size):
            step = np.zeros(params[name].size)
            step[i] = h
            step = step.reshape(params[name].shape)
            up, down = (params | {name: params[name] + sign * step} for sign in (1, -1))
            slopes.append(loss_and_gradients(up, X, y)[0] - loss_and_gradients(down, X, y)[0])
        return np.array(slopes).reshape(params[name].shape) / (2 * h)

    found = loss_and_gradients(params, X, y)[1]
    return sorted(
        name
        for name in params
        if name not in found
        or np.shape(found[name]) != params[name].shape
        or not np.linalg.norm(found[name] - (m := measured(name)))
        <= 1e-4 * (np.linalg.norm(found[name]) + np.linalg.norm(m))
    )


# ---- cures


def digits_put_together(rng):
    """The table once more, from the digits of lesson 06."""
    X, labels, X_new, labels_new = published()
    return Table(X, one_hot(labels), labels, X_new, labels_new)


def digits_shuffled_together(rng):
    table = digits_put_together(rng)
    order = rng.permutation(len(table.X))
    return table._replace(X=table.X[order], y=table.y[order], labels=table.labels[order])


def downhill(gradient, memory, alpha, t):
    """Plain descent, written once more."""
    return -alpha * gradient, memory


SOUND = dense()  # kept, so that the same cure is known to be the same
BARE = {"start": {"sizes": (64, 32, 10), "bias": 0.0}}
NARROW = {"start": {"sizes": (64, 32, 10), "std": 0.1}, "alpha": 0.2}
TOGETHER = {"table": digits_put_together}
RESHUFFLED = {"table": digits_shuffled_together, "epochs": 10, "deal": minibatches}
BY_ADAM = {"update": adam, "alpha": 0.003}
DOWNHILL = {"update": downhill}
PLAIN_AND_BODY = {"update": plain, "body": SOUND, "epochs": 12}
TINY_STEPS = {"alpha": 0.001}


# ---- the wormhole


def _trained(X, y, X_new, params, *, skip=False, norm=False, **how):
    rng = np.random.default_rng(0)
    gradients = partial(net.loss_and_gradients, skip=skip, norm=norm)
    for step in train(
        X / 16, one_hot(y), params=params, rng=rng, loss_and_gradients=gradients, **how
    ):
        params = step.params
    z, H, _ = net.forward(params, X_new / 16, skip=skip, norm=norm)
    return [*H[1:], z]


def rebuilt_with_the_course(X, y, X_new, sizes):
    """Skip connections, normalised layers, and Adam."""
    params = net.init(np.random.default_rng(0), sizes=sizes)
    alpha = lambda done: 0.003 * (1 - done)  # noqa: E731
    return _trained(X, y, X_new, params, skip=True, norm=True, alpha=alpha, epochs=20, update=adam)


def rebuilt_from_the_identity(X, y, X_new, sizes):
    """Narrow layers begin as those that change nothing. Adam; plain descent kills some of them."""
    params = net.init(np.random.default_rng(0), sizes=sizes)
    for name, W in params.items():
        if W.shape == (10, 10):
            params[name] = np.eye(10)
    how = {"alpha": lambda done: 0.003 * (1 - done), "epochs": 20, "update": adam}
    return tuple(_trained(X, y, X_new, params, **how))


def rebuilt_by_solving(X, y, X_new, sizes):
    """Nothing is trained: least squares first, and layers that hand on what they are told, each in
    another order."""
    X1 = np.column_stack([X / 16, np.ones(len(X))])
    W = np.linalg.solve(X1.T @ X1 + np.eye(65), X1.T @ np.eye(10)[y])
    z = np.column_stack([X_new / 16, np.ones(len(X_new))]) @ W
    said = [
        np.pad(np.roll(z - z.min(), i, axis=1), ((0, 0), (0, n - 10)))
        for i, n in enumerate(sizes[1:-1])
    ]
    return [*said, z]
