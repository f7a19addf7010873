"""Right answers to the exercises of lesson 08, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import numpy as np

from course.digits.net import one_hot, softmax
from course.rows import net, pieces

# ---- shapes


def shapes_of_arrays(n_rows, n_inputs, n_hidden, n_outputs):
    """Work it out with real arrays, and look."""
    X, y = np.zeros((n_rows, n_inputs)), np.zeros((n_rows, n_outputs))
    params = net.init(np.random.default_rng(0), sizes=(n_inputs, n_hidden, n_outputs))
    _, h, a = H = pieces.batch_forward(params, X)
    slopes = pieces.batch_backward(params, H, a - y)
    there = params | {f"d{name}": slope for name, slope in slopes.items()}
    there |= {"X": X, "h": h, "a": a, "delta1": a - y, "delta0": h}
    return {name: array.shape for name, array in there.items()}


def shapes_as_lists(n, i, h, o):
    return {
        "X": [n, i],
        "W0": [i, h], "b0": [h], "h": [n, h], "W1": [h, o], "b1": [o], "a": [n, o],
        "delta1": [n, o], "delta0": [n, h],
        "dW1": [h, o], "db1": [o], "dW0": [i, h], "db0": [h],
    }  # fmt: skip


# ---- a product


def product_in_three_loops(H, delta):
    G = np.zeros((H.shape[1], delta.shape[1]))
    for r in range(len(H)):
        for i in range(H.shape[1]):
            for j in range(delta.shape[1]):
                G[i, j] += H[r, i] * delta[r, j]
    return G


def product_row_by_row(H, delta):
    return sum(np.outer(h, d) for h, d in zip(H, delta, strict=True))


# ---- forward


def forward_by_tiling(params, X):
    """The bias once for each row, as in the posts: as many tiles as there are rows."""
    H, i = [X], 0
    while f"W{i}" in params:
        tiled = np.tile(params[f"b{i}"], (len(X), 1))
        H.append(1 / (1 + np.exp(-(np.dot(H[-1], params[f"W{i}"]) + tiled))))
        i += 1
    return H


def forward_with_ones(params, X):
    """The bias as the weight of an input that is always 1."""
    H = [X]
    for i in range(len(params) // 2):
        W = np.vstack([params[f"W{i}"], params[f"b{i}"]])
        H.append(1 / (1 + np.exp(-np.column_stack([H[-1], np.ones(len(X))]) @ W)))
    return H


def forward_row_by_row(params, X):
    H = [X]
    for i in range(len(params) // 2):
        z = np.array([params[f"W{i}"].T @ h + params[f"b{i}"] for h in H[-1]])
        H.append((1 + np.tanh(z / 2)) / 2)
    return tuple(H)


# ---- the slope of a cost


def delta_by_table(a, y, cost):
    factor = {"quadratic": a * (1 - a), "cross-entropy": 1}[cost]
    return factor * (a - y) / a.shape[0]


def delta_row_by_row(a, y, cost):
    slopes = np.zeros_like(a)
    for i in range(len(a)):
        slopes[i] = a[i] - y[i]
        if cost != "cross-entropy":
            slopes[i] *= a[i] - a[i] ** 2
    return slopes / len(a)


# ---- backward


def backward_in_a_while(params, H, delta):
    """From the back of the lists, and no blame for the inputs."""
    gradients, i = {}, len(params) // 2 - 1
    while True:
        gradients[f"b{i}"] = np.sum(delta, 0)
        gradients[f"W{i}"] = np.dot(H[i].T, delta)
        if i == 0:
            return gradients
        delta = np.dot(delta, params[f"W{i}"].T) * (H[i] - H[i] ** 2)
        i -= 1


def backward_blame_first(params, H, delta):
    """First all the blame, then all the slopes."""
    deltas = [delta]
    for i in range(len(params) // 2 - 1, 0, -1):
        deltas.insert(0, (params[f"W{i}"] @ deltas[0].T).T * H[i] * (1 - H[i]))
    gradients = {}
    for i, (h, blame) in enumerate(zip(H, deltas, strict=False)):
        gradients[f"W{i}"], gradients[f"b{i}"] = h.T @ blame, np.ones(len(h)) @ blame
    return gradients


def backward_row_by_row(params, H, delta):
    """One example after the other, their slopes added up."""
    gradients = {name: np.zeros_like(value) for name, value in params.items()}
    for r, blame in enumerate(delta):
        for i in reversed(range(len(params) // 2)):
            gradients[f"W{i}"] += np.outer(H[i][r], blame)
            gradients[f"b{i}"] += blame
            blame = params[f"W{i}"] @ blame * H[i][r] * (1 - H[i][r])
    return gradients


# ---- weight decay


def update_by_shrinking(params, gradients, alpha, decay):
    """Each weight keeps its share of itself, and then comes the step."""
    kept = {name: 1 - alpha * decay if name[0] == "W" else 1.0 for name in params}
    return {name: kept[name] * W - alpha * gradients[name] for name, W in params.items()}


def update_of_copies(params, gradients, alpha, decay):
    new = {name: W.copy() for name, W in params.items()}
    for i in range(len(params) // 2):
        new[f"b{i}"] -= alpha * gradients[f"b{i}"]
        new[f"W{i}"] -= alpha * gradients[f"W{i}"] + alpha * decay * params[f"W{i}"]
    return new


# ---- tests that catch the two bugs


def caught_by_bytes(slope):
    z = np.random.default_rng(0).normal(size=(4, 3))
    before = z.tobytes()
    slope(z)
    return z.tobytes() != before


def caught_by_the_largest_change(slope):
    z = np.linspace(-3, 3, 8).reshape(2, 4)
    same = 1 * z
    slope(z)
    return bool(np.abs(z - same).max() > 0)


def caught_by_writing_protection(slope):
    """Whoever writes into an array that is for reading only is told so by NumPy."""
    z = np.array([[-1.5, 0.2, 2.5]])
    z.setflags(write=False)
    try:
        slope(z)
    except ValueError:
        return True
    return False


def overlap_by_counting(deal):
    rng = np.random.default_rng(0)
    counts = np.zeros(50, dtype=int)
    for rows in deal(rng, 47, 9):
        for row in rows:
            counts[row] += 1
    return (counts[:47] != 1).any() or counts[47:].any()


def overlap_by_sets(deal):
    seen = []
    for rows in deal(np.random.default_rng(7), 103, 10):
        seen.extend(rows.tolist())
    return not (len(seen) == 103 and set(seen) == set(range(103)))


def overlap_in_one_line(deal):
    rows = np.concatenate(deal(np.random.default_rng(0), 23, 5))
    return not np.array_equal(np.sort(rows), np.arange(23))


# ---- the whole network, from memory


def rebuilt_with_the_course(X, y, X_new):
    for step in net.train(X, one_hot(y), epochs=12, rng=np.random.default_rng(0)):
        params = step.params
    return net.forward(params, X_new)[0]


def rebuilt_by_another_network(X, y, X_new):
    """ReLU units and a softmax, as in lesson 06: nothing of this lesson but the rows."""
    rng = np.random.default_rng(0)
    W, V = rng.normal(size=(784, 128)) * np.sqrt(2 / 784), np.zeros((128, 10))
    for _ in range(12):
        for rows in np.array_split(rng.permutation(len(X)), len(X) // 20):
            h = np.maximum(X[rows] @ W, 0)
            delta = (softmax(h @ V) - np.eye(10)[y[rows]]) / len(rows)
            W -= 0.2 * X[rows].T @ (delta @ V.T * (h > 0))
            V -= 0.2 * h.T @ delta
    return softmax(np.maximum(X_new @ W, 0) @ V)


def rebuilt_by_the_library(X, y, X_new):
    """Of every other pixel, both ways, which is enough and quicker."""
    from sklearn.svm import SVC

    coarse, new = (part.reshape(-1, 28, 28)[:, ::2, ::2].reshape(-1, 196) for part in (X, X_new))
    return np.eye(10)[SVC(C=5).fit(coarse, y).predict(new)]


def rebuilt_by_vote_of_neighbours(X, y, X_new):
    far = (X**2).sum(axis=1) - 2 * X_new @ X.T
    return np.eye(10)[y[np.argpartition(far, 3, axis=1)[:, :3]]].mean(axis=1)
