"""Wrong answers to the exercises of lesson 08 that need more than a line.

Every one makes one mistake, or two that go together, so that a learner who makes it can be
recognised.
"""

from itertools import pairwise

import numpy as np

from course.rows import net
from course.rows.costs import sigmoid

# ---- shapes


def shapes(**changed):
    """All as they should be but for what ``changed`` makes of ``(n, i, h, o)``, a function each."""

    def all_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        n, i, h, o = n_rows, n_inputs, n_hidden, n_outputs
        right = {
            "X": (n, i),
            "W0": (i, h), "b0": (h,), "h": (n, h), "W1": (h, o), "b1": (o,), "a": (n, o),
            "delta1": (n, o), "delta0": (n, h),
            "dW1": (h, o), "db1": (o,), "dW0": (i, h), "db0": (h,),
        }  # fmt: skip
        return right | {name: of(n, i, h, o) for name, of in changed.items()}

    return all_shapes


def biases(make, *, slopes=True):
    """All biases, and mostly their slopes, of another shape: ``make(n_rows, n_units)``."""
    names = ("b0", "db0") if slopes else ("b0",)
    others = ("b1", "db1") if slopes else ("b1",)
    return shapes(
        **{name: lambda n, i, h, o: make(n, h) for name in names},
        **{name: lambda n, i, h, o: make(n, o) for name in others},
    )


def slopes_of_biases(make):
    return shapes(db0=lambda n, i, h, o: make(n, h), db1=lambda n, i, h, o: make(n, o))


def turned(*names):
    """These lie on their sides."""

    def all_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
        return {name: shape[::-1] if name in names else shape for name, shape in right.items()}

    return all_shapes


WEIGHTS = ("W0", "W1", "dW0", "dW1")
ROWS = ("X", "h", "a", "delta1", "delta0")


def without(*names):
    def some_shapes(n_rows, n_inputs, n_hidden, n_outputs):
        right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
        return {name: shape for name, shape in right.items() if name not in names}

    return some_shapes


def shapes_as_arrays(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: np.zeros(shape) for name, shape in right.items()}


def shapes_as_numbers(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: int(np.prod(shape)) for name, shape in right.items()}


def shapes_as_texts(n_rows, n_inputs, n_hidden, n_outputs):
    right = shapes()(n_rows, n_inputs, n_hidden, n_outputs)
    return {name: str(shape) for name, shape in right.items()}


# ---- a product


def product_of_the_last_row(H, delta):
    """``=`` where ``+=`` was meant."""
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H)):
        for i in range(H.shape[1]):
            for j in range(delta.shape[1]):
                G[i, j] = H[r, i] * delta[r, j]
    return G


def product_on_its_side_in_loops(H, delta):
    """With another number of units than of inputs there is no such place."""
    G = np.zeros((delta.shape[1], H.shape[1]))
    for r in range(len(H)):
        for i in range(H.shape[1]):
            for j in range(delta.shape[1]):
                G[i, j] += H[r, i] * delta[r, j]
    return G


def product_returned_too_early(H, delta):
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H)):
        G += np.outer(H[r], delta[r])
        return G


def product_of_all_but_the_last(H, delta):
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H) - 1):
        G += np.outer(H[r], delta[r])
    return G


# ---- forward


def forward(
    *, says=sigmoid, sums=lambda h, W, b: h @ W + b, first=lambda X: X, last=None, layers=None
):
    """``says(sums(h, W, b))`` of each layer, which may be another for the last one."""

    def batch_forward(params, X):
        H, n = [first(X)], len(params) // 2 if layers is None else layers(len(params) // 2)
        for i in range(n):
            z = sums(H[i], params[f"W{i}"], params[f"b{i}"])
            H.append((last or says)(z) if i == n - 1 else says(z))
        return H

    return batch_forward


def made_of(make):
    """What ``make`` makes of the right list."""
    return lambda params, X: make(net.batch_forward(params, X))


def forward_in_the_order_of_the_dict(params, X):
    H, values = [X], list(params.values())
    for W, b in zip(values[::2], values[1::2], strict=True):
        H.append(sigmoid(H[-1] @ W + b))
    return H


def forward_by_pairs(params, X):
    H, values = [X], iter(params.values())
    for W in values:
        H.append(sigmoid(H[-1] @ W + next(values)))
    return H


def forward_of_two_layers(params, X):
    h = sigmoid(X @ params["W0"] + params["b0"])
    return [X, h, sigmoid(h @ params["W1"] + params["b1"])]


def forward_counted_from_1(params, X):
    H = [X]
    for i in range(1, len(params) // 2 + 1):
        H.append(sigmoid(H[-1] @ params[f"W{i}"] + params[f"b{i}"]))
    return H


def forward_by_the_same_name(params, X):
    return [X, sigmoid(X @ params["W{i}"] + params["b{i}"])]


def forward_with_biases_last(params, X):
    H = [X]
    for i in range(len(params) // 2):
        H.append(sigmoid(H[i] @ params[f"W{i}"]) + params[f"b{i}"])
    return H


def forward_one_by_one(params, X):
    yield from net.batch_forward(params, X)


def forward_into_the_biases(params, X):
    H = [X]
    for i in range(len(params) // 2):
        params[f"b{i}"] = params[f"b{i}"] + H[-1] @ params[f"W{i}"]
        H.append(sigmoid(params[f"b{i}"]))
    return H


def forward_over_the_rows(params, X):
    h = X
    H = [h]
    for i in range(len(params) // 2):
        H.append(sigmoid(h @ params[f"W{i}"] + params[f"b{i}"]))
        h = H[-1]
    X[...] = sigmoid(X)
    return H


def forward_always_from_the_inputs(params, X):
    H = [X]
    for i in range(len(params) // 2):
        H.append(sigmoid(X @ params[f"W{i}"] + params[f"b{i}"]))
    return H


# ---- the bias's slope


def bias_returned_too_early(delta):
    total = np.zeros(delta.shape[1])
    for row in delta:
        total += row
        return total


def bias_into_the_first_row(delta):
    for row in delta[1:]:
        delta[0] += row
    return delta[0]


# ---- the slope of a cost


def slope(quadratic, entropy, divide=len):
    """Each cost's slope, divided by ``divide(a)``."""
    return lambda a, y, cost: (quadratic if cost == "quadratic" else entropy)(a, y) / divide(a)


def squares(a, y):
    return (a - y) * a * (1 - a)


def entropy(a, y):
    return a - y


def by_the_rule(a, y):
    """The slope of the cross-entropy for a, times the sigmoid's: 0 divided by 0 where a is sure."""
    return (a - y) / (a * (1 - a)) * (a * (1 - a))


def term_by_term(a, y):
    return (-y / a + (1 - y) / (1 - a)) * a * (1 - a)


def patched(epsilon):
    return lambda a, y: (a - y) / (a * (1 - a) + epsilon) * (a * (1 - a))


def patched_term_by_term(epsilon):
    return lambda a, y: (-y / (a + epsilon) + (1 - y) / (1 - a + epsilon)) * a * (1 - a)


def delta_in_place(a, y, cost):
    says = a.copy()
    a -= y
    if cost == "quadratic":
        a *= says * (1 - says)
    a /= len(a)
    return a


def delta_in_place_of_both(a, y, cost):
    a -= y
    if cost == "quadratic":
        a *= a * (1 - a)
    return a / len(a)


def delta_by_another_name(a, y, cost):
    if cost == "quadratic":
        found = squares(a, y)
    elif cost == "cross_entropy":
        found = entropy(a, y)
    return found / len(a)


def delta_by_another_name_refused(a, y, cost):
    if cost == "quadratic":
        return squares(a, y) / len(a)
    if cost == "cross_entropy":
        return entropy(a, y) / len(a)
    raise ValueError(cost)


# ---- backward


def backward(
    *,
    slope=lambda h: h * (1 - h),
    back=lambda delta, W: delta @ W.T,
    dW=lambda h, delta: h.T @ delta,
    db=lambda delta: delta.sum(axis=0),
    first=lambda delta, H: delta,
    down_to=0,
    start=None,
    inputs=False,
):
    """Backpropagation with a part exchanged; the inputs may be given blame, too, which nobody
    wants."""

    def batch_backward(params, H, delta):
        delta, gradients = first(delta, H), {}
        n = len(params) // 2 if start is None else start
        for i in reversed(range(down_to, n)):
            gradients[f"W{i}"], gradients[f"b{i}"] = dW(H[i], delta), db(delta)
            if i or inputs:
                delta = back(delta, params[f"W{i}"]) * slope(H[i])
        return gradients

    return batch_backward


def both(**parts):
    """The same mistake, with blame for the inputs and without."""
    return tuple(backward(inputs=inputs, **parts) for inputs in (False, True))


def backward_after_an_update(params, H, delta):
    """The blame goes through weights that have had their step already."""
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        delta = delta @ (params[f"W{i}"] - gradients[f"W{i}"]).T * H[i] * (1 - H[i])
    return gradients


def backward_with_an_update(params, H, delta):
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        params[f"W{i}"] -= gradients[f"W{i}"]
        params[f"b{i}"] -= gradients[f"b{i}"]
        delta = delta @ params[f"W{i}"].T * H[i] * (1 - H[i])
    return gradients


def backward_from_the_front(params, H, delta, *, inputs=True):
    gradients = {}
    for i in range(len(params) // 2):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        if i or inputs:
            delta = delta @ params[f"W{i}"].T * H[i] * (1 - H[i])
    return gradients


def backward_from_the_front_without_the_inputs(params, H, delta):
    return backward_from_the_front(params, H, delta, inputs=False)


def backward_with_blame_first(params, H, delta):
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        delta = delta @ params[f"W{i}"].T * H[i] * (1 - H[i])
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
    return gradients


def backward_by_the_same_name(params, H, delta):
    gradients = {"W{i}": H[-2].T @ delta, "b{i}": delta.sum(axis=0)}
    delta = delta @ params["W{i}"].T
    return gradients


def backward_returned_too_early(params, H, delta):
    last = len(params) // 2 - 1
    return {f"W{last}": H[last].T @ delta, f"b{last}": delta.sum(axis=0)}


def backward_begun_anew(params, H, delta):
    for i in reversed(range(len(params) // 2)):
        gradients = {f"W{i}": H[i].T @ delta, f"b{i}": delta.sum(axis=0)}
        delta = delta @ params[f"W{i}"].T * H[i] * (1 - H[i])
    return gradients


def backward_one_off(told, through, *, inputs=False):
    """H counted by other numbers: for the weights' slope, and for the slope of the units."""

    def batch_backward(params, H, delta):
        gradients = {}
        for i in reversed(range(len(params) // 2)):
            gradients[f"W{i}"], gradients[f"b{i}"] = H[i + told].T @ delta, delta.sum(axis=0)
            if i or inputs:
                h = H[i + through]
                delta = delta @ params[f"W{i}"].T * h * (1 - h)
        return gradients

    return batch_backward


backward_with_what_the_layer_says = backward_one_off(1, 0)
backward_through_the_slope_of_the_layer = backward_one_off(0, 1)
backward_with_both_one_off = backward_one_off(1, 1)


def backward_in_place(params, H, delta):
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        if i:
            H[i] *= 1 - H[i]
            delta = delta @ params[f"W{i}"].T * H[i]
    return gradients


def backward_in_place_of_delta(params, H, delta):
    delta *= H[-1] * (1 - H[-1])
    return net.batch_backward(params, H, delta)


def backward_of_two_layers(params, H, delta):
    X, h, _ = H
    hidden = delta @ params["W1"].T * h * (1 - h)
    return {
        "W0": X.T @ hidden, "b0": hidden.sum(axis=0), "W1": h.T @ delta, "b1": delta.sum(axis=0),
    }  # fmt: skip


def slopes_made_of(make):
    """What ``make`` makes of the right gradients."""
    return lambda params, H, delta: make(net.batch_backward(params, H, delta))


def each(change):
    """The same change to each of the gradients."""
    return lambda gradients: {name: change(slope) for name, slope in gradients.items()}


# ---- weight decay


def update(of_W, of_b=lambda b, db, alpha, decay: b - alpha * db):
    """``of_W(W, dW, alpha, decay)`` for weights, and another for biases."""

    def l2_update(params, gradients, alpha, decay):
        return {
            name: (of_W if name.startswith("W") else of_b)(value, gradients[name], alpha, decay)
            for name, value in params.items()
        }

    return l2_update


def of_all(rule):
    """The same rule for weights and for biases."""
    return update(rule, rule)


def update_in_place(params, gradients, alpha, decay):
    for name, value in params.items():
        if name.startswith("W"):
            value *= 1 - alpha * decay
        value -= alpha * gradients[name]
    return params


def update_into_the_dict(params, gradients, alpha, decay):
    for name in params:
        shrunk = alpha * decay * params[name] if name.startswith("W") else 0
        params[name] = params[name] - alpha * gradients[name] - shrunk
    return params


def update_of_a_shallow_copy(params, gradients, alpha, decay):
    new = params.copy()
    for name in new:
        if name.startswith("W"):
            new[name] -= alpha * decay * new[name]
        new[name] -= alpha * gradients[name]
    return new


def update_that_gives_none(params, gradients, alpha, decay):
    update_in_place(params, gradients, alpha, decay)


def update_into_the_gradients(params, gradients, alpha, decay):
    new = {}
    for name, value in params.items():
        if name.startswith("W"):
            gradients[name] += decay * value
        new[name] = value - alpha * gradients[name]
    return new


def update_in_the_order_of_the_dicts(params, gradients, alpha, decay):
    new = {}
    for (name, value), slope in zip(params.items(), gradients.values(), strict=True):
        new[name] = value - alpha * (slope + decay * value * name.startswith("W"))
    return new


def update_of_the_first_layer(params, gradients, alpha, decay):
    new = {name: value - alpha * gradients[name] for name, value in params.items()}
    new["W0"] = new["W0"] - alpha * decay * params["W0"]
    return new


def update_begun_anew(params, gradients, alpha, decay):
    for name, value in params.items():
        new = {name: value - alpha * (gradients[name] + decay * value * name.startswith("W"))}
    return new


def update_returned_too_early(params, gradients, alpha, decay):
    for name, value in params.items():
        return {name: value - alpha * (gradients[name] + decay * value * name.startswith("W"))}


# ---- tests that catch the two bugs


def asked_about(z, *, changed=lambda z, before: not np.array_equal(z, before)):
    """A test with these weighted sums, and ``changed(z, before)`` as its answer."""

    def caught_in_place(slope):
        here = np.array(z, dtype=float)
        before = here.copy()
        slope(here)
        return changed(here, before)

    return caught_in_place


BOTH_SIDES = [[-2.0, -0.3, 0.4, 3.0]]


def nothing_kept(slope):
    z = np.array(BOTH_SIDES)
    before = z
    slope(z)
    return not np.array_equal(z, before)


def kept_too_late(slope):
    z = np.array(BOTH_SIDES)
    slope(z)
    before = z.copy()
    return not np.array_equal(z, before)


def a_copy_asked(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    slope(z.copy())
    return not np.array_equal(z, before)


def the_answer_compared(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    return not np.array_equal(slope(z), before)


def the_answer_compared_with_z(slope):
    z = np.array(BOTH_SIDES)
    return np.array_equal(slope(z), z)


def the_same_array(slope):
    z = np.array(BOTH_SIDES)
    return slope(z) is z


def shared_memory(slope):
    z = np.array(BOTH_SIDES)
    return np.shares_memory(slope(z), z)


def asked_twice(slope):
    z = np.array(BOTH_SIDES)
    first = slope(z).copy()
    return not np.array_equal(slope(z), first)


def asked_twice_without_a_copy(slope):
    z = np.array(BOTH_SIDES)
    return not np.array_equal(slope(z), slope(z))


def asserted(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    slope(z)
    assert np.array_equal(z, before)


def asserted_and_true(slope):
    asserted(slope)
    return True


def asserted_and_false(slope):
    asserted(slope)
    return False


def seen_in(deal, n_rows, batch):
    return np.concatenate([[], *deal(np.random.default_rng(0), n_rows, batch)])


def epochs(*sizes, wrong=lambda seen, n_rows: sorted(seen) != list(range(n_rows))):
    """A test with epochs of these sizes, and ``wrong(rows seen, how many rows)`` as its answer."""

    def caught_overlap(deal):
        return any(wrong(seen_in(deal, n, batch), n) for n, batch in sizes)

    return caught_overlap


EPOCHS = ((12, 4), (13, 4), (5, 1))


def neighbours_only(deal):
    batches = deal(np.random.default_rng(0), 13, 4)
    return any(np.intersect1d(one, other).size > 0 for one, other in pairwise(batches))


def neighbours_of_even_batches(deal):
    batches = deal(np.random.default_rng(0), 12, 4)
    return any(set(a) & set(b) for a, b in pairwise(batches))


def inside_batches_only(deal):
    batches = deal(np.random.default_rng(0), 13, 4)
    return any(len(np.unique(rows)) < len(rows) for rows in batches)


def number_of_batches(deal):
    return len(deal(np.random.default_rng(0), 13, 4)) != 4


def lengths_of_batches(deal):
    return [len(rows) for rows in deal(np.random.default_rng(0), 13, 4)] != [4, 4, 4, 1]


def all_as_long(deal):
    return any(len(rows) != 4 for rows in deal(np.random.default_rng(0), 13, 4))


def first_batch_only(deal):
    rows = deal(np.random.default_rng(0), 13, 4)[0]
    return len(np.unique(rows)) != 4


def nothing_to_join(deal):
    for n_rows, batch in ((3, 8), (12, 4), (13, 4)):
        seen = np.concatenate(deal(np.random.default_rng(0), n_rows, batch))
        if sorted(seen) != list(range(n_rows)):
            return True
    return False


def a_ragged_table(deal):
    rows = np.array(deal(np.random.default_rng(0), 13, 4)).ravel()
    return sorted(rows) != list(range(13))


def epoch_asserted(deal):
    seen = seen_in(deal, 13, 4)
    assert sorted(seen) == list(range(13))


def epoch_asserted_and_false(deal):
    epoch_asserted(deal)
    return False


# ---- the whole network, from memory

PIXELS = np.arange(784).reshape(28, 28)[2::3, 2::3].ravel()  # every third, both ways


def _seen(X):
    return np.column_stack([X[:, PIXELS], np.ones(len(X))])


def _fitted(X, Y):
    """The quickest that learns something: what every third pixel says by least squares."""
    A = _seen(X)
    return np.linalg.solve(A.T @ A + np.eye(A.shape[1]), A.T @ Y)


def rebuilt_quickly(X, y, X_new):
    """The beginning of several wrong ones."""
    return _seen(X_new) @ _fitted(X, np.eye(10)[y])


def rebuilt_by_least_squares(X, y, X_new):
    """The best that a single layer can do without a sigmoid or a softmax."""
    A, B = (np.column_stack([part, np.ones(len(part))]) for part in (X, X_new))
    return B @ np.linalg.solve(A.T @ A + 30 * np.eye(785), A.T @ np.eye(10)[y])


def rebuilt_for_the_old_rows(X, y, X_new):
    return rebuilt_quickly(X, y, X)


def rebuilt_as_digits(X, y, X_new):
    return rebuilt_quickly(X, y, X_new).argmax(axis=1)


def rebuilt_to_nan(X, y, X_new):
    z = 10_000 * rebuilt_quickly(X, y, X_new)
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def rebuilt_from_zeros(X, y, X_new):
    """All hidden units stay the same, and so do the answers."""
    return np.tile(np.bincount(y, minlength=10) / len(y), (len(X_new), 1))


def rebuilt_without_training(X, y, X_new):
    return net.forward(net.init(np.random.default_rng(7), sizes=(784, 30, 10)), X_new)[0]


def rebuilt_with_shuffled_answers(X, y, X_new):
    return rebuilt_quickly(X, np.random.default_rng(7).permutation(y), X_new)


def rebuilt_too_short(X, y, X_new):
    """One epoch, with small steps."""
    rng = np.random.default_rng(7)
    for step in net.train(X, np.eye(10)[y], alpha=0.1, epochs=1, batch=20, rng=rng):
        params = step.params
    return net.forward(params, X_new)[0]
