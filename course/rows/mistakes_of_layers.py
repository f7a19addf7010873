"""Wrong ways through all layers, and back, as far as they need more than a line."""

from itertools import product

from course.rows import pieces
from course.rows.costs import sigmoid

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


def in_columns(*, of_X, of_W, of_h, of_b):
    """Some of these turned, as where each example is a column."""
    return forward(first=of_X, sums=lambda h, W, b: of_W(W) @ of_h(h) + of_b(b))


def same(table):
    return table


def turned(table):
    return table.T


def as_column(b):
    return b[:, None]


# All ways to write it with W in front.
COLUMNS = [
    in_columns(of_X=of_X, of_W=of_W, of_h=of_h, of_b=of_b)
    for of_X, of_W, of_h in product((same, turned), repeat=3)
    for of_b in (same, as_column)
]


def made_of(make):
    """What ``make`` makes of the right list."""
    return lambda params, X: make(pieces.batch_forward(params, X))


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


def forward_of_two_layers_in_order(params, X):
    W0, b0, W1, b1 = params.values()
    h = sigmoid(X @ W0 + b0)
    return [X, h, sigmoid(h @ W1 + b1)]


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
    yield from pieces.batch_forward(params, X)


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


# ---- backward


def backward(
    *,
    slope=lambda h: h * (1 - h),
    back=lambda delta, W: delta @ W.T,
    dW=lambda h, delta: h.T @ delta,
    db=lambda delta: delta.sum(axis=0),
    first=lambda delta, H: delta,
    down_to=0,
    inputs=False,
):
    """Backpropagation with a part exchanged; the inputs may be given blame, too, which nobody
    wants."""

    def batch_backward(params, H, delta):
        delta, gradients = first(delta, H), {}
        for i in reversed(range(down_to, len(params) // 2)):
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
    return pieces.batch_backward(params, H, delta)


def backward_of_two_layers(params, H, delta):
    X, h, _ = H
    return _of_two(params["W1"], X, h, delta)


def _of_two(W1, X, h, delta):
    hidden = delta @ W1.T * h * (1 - h)
    return {
        "W0": X.T @ hidden, "b0": hidden.sum(axis=0), "W1": h.T @ delta, "b1": delta.sum(axis=0),
    }  # fmt: skip


def two_layers_of(first, *, weights_first):
    """Two layers, beginning with ``H[first]``. Of a network of one, the weights or a table of H are
    missing first."""

    def batch_backward(params, H, delta):
        if weights_first:
            return _of_two(params["W1"], H[first], H[first + 1], delta)
        X, h, _ = (H[first + i] for i in range(3))
        return _of_two(params["W1"], X, h, delta)

    return batch_backward


def backward_without_brackets(params, H, delta):
    """``h * 1 - h`` where ``h * (1 - h)`` is meant."""
    gradients = {}
    for i in reversed(range(len(params) // 2)):
        gradients[f"W{i}"], gradients[f"b{i}"] = H[i].T @ delta, delta.sum(axis=0)
        if i:
            delta = delta @ params[f"W{i}"].T * H[i] * 1 - H[i]
    return gradients


def slopes_made_of(make):
    """What ``make`` makes of the right gradients."""
    return lambda params, H, delta: make(pieces.batch_backward(params, H, delta))


def each(change):
    """The same change to each of the gradients."""
    return lambda gradients: {name: change(slope) for name, slope in gradients.items()}
