"""Right answers to the exercises of lesson 06, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import math

import numpy as np

from course.digits import net
from course.digits.data import INK
from course.digits.net import softmax

# ---- one_hot


def hot_by_index(labels, classes=10):
    if labels.min() < 0 or labels.max() >= classes:
        raise ValueError("there is no such class")
    Y = np.zeros((len(labels), classes))
    Y[np.arange(len(labels)), labels] = 1
    return Y


def hot_by_comparison(labels, classes=10):
    if not np.isin(labels, np.arange(classes)).all():
        raise ValueError(f"labels go from 0 to {classes - 1}")
    return (labels[:, None] == np.arange(classes)).astype(float)


def hot_in_a_loop(labels, classes=10):
    rows = []
    for label in labels:
        if not 0 <= label < classes:
            raise ValueError(label)
        rows.append([1.0 if label == column else 0.0 for column in range(classes)])
    return np.array(rows)


# ---- softmax, cross-entropy, and its slope


def softmax_on_its_side(z):
    e = np.exp(z.T - z.max(axis=1))
    return (e / e.sum(axis=0)).T


def softmax_row_by_row(z):
    p = np.empty(z.shape)
    for i, row in enumerate(z.tolist()):
        e = [math.exp(logit - max(row)) for logit in row]
        p[i] = [power / sum(e) for power in e]
    return p


def softmax_by_differences(z):
    """1 over the sum of e**(z_j - z_k). Too large a power leaves 1 over infinity, which is 0."""
    with np.errstate(over="ignore"):
        return 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)


def entropy_by_index(z, y):
    rows, right = np.nonzero(y)
    m = z.max(axis=1)
    log_sum = m + np.log(np.exp(z - m[:, None]).sum(axis=1))
    return (log_sum - z[rows, right]).mean()


def entropy_row_by_row(z, y):
    total = 0.0
    for logits, row in zip(z.tolist(), y.tolist(), strict=True):
        m, right = max(logits), logits[row.index(1)]
        total += m - right + math.log(sum(math.exp(logit - m) for logit in logits))
    return total / len(z)


def entropy_by_margins(z, y):
    """log of the sum of e**(z_k - z_right), pair by pair."""
    right = (z * y).sum(axis=1, keepdims=True)
    return float(np.logaddexp.reduce(z - right, axis=1).mean())


def gradient_one_less_at_the_right(z, y):
    delta = softmax(z)
    delta[np.arange(len(z)), y.argmax(axis=1)] -= 1
    delta /= len(z)
    return delta


def gradient_through_the_whole_softmax(z, y):
    """By the slopes of each probability in each logit, row by row: p_k (1 if k = j else 0, - p_j).

    Written for what is multiplied, y / p * p = y, so that nothing is divided by 0.
    """
    p = softmax(z)
    slopes = np.eye(z.shape[1]) - p[:, None, :]  # of log p_k in z_j, for each row
    return -np.einsum("nk,nkj->nj", y, slopes) / len(z)


# ---- mini-batches


def dealt_by_split(rng, n_rows, batch):
    return np.split(rng.permutation(n_rows), range(batch, n_rows, batch))


def dealt_from_a_shuffled_pile(rng, n_rows, batch):
    pile = np.arange(n_rows)
    rng.shuffle(pile)
    batches = []
    while len(pile):
        batches.append(pile[:batch])
        pile = pile[batch:]
    return batches


def dealt_by_lots(rng, n_rows, batch):
    order = np.argsort(rng.random(n_rows))
    count = math.ceil(n_rows / batch)
    return [order[i * batch : (i + 1) * batch] for i in range(count)]


def dealt_as_lists(rng, n_rows, batch):
    rows = rng.choice(n_rows, n_rows, replace=False).tolist()
    return [rows[start : start + batch] for start in range(0, n_rows, batch)]


# ---- the confusion matrix


def counted_in_a_loop(labels, answers, classes=10):
    counts = np.zeros((classes, classes))
    for label, answer in zip(labels, answers, strict=True):
        counts[label, answer] += 1
    return counts


def counted_by_one_number(labels, answers, classes=10):
    pairs = np.bincount(classes * labels + answers, minlength=classes**2)
    return pairs.reshape(classes, classes)


def counted_by_product(labels, answers, classes=10):
    return np.eye(classes)[labels].T @ np.eye(classes)[answers]


def counted_by_the_library(labels, answers, classes=10):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(labels, answers, labels=np.arange(classes))


def counted_in_bins(labels, answers, classes=10):
    edges = np.arange(classes + 1) - 0.5
    return np.histogram2d(labels, answers, bins=[edges, edges])[0]


# ---- first weights


def drawn_on_its_side(rng, fan_in, fan_out):
    return rng.normal(size=(fan_out, fan_in)).T / math.sqrt(fan_in / 2)


def drawn_unit_by_unit(rng, fan_in, fan_out):
    W = np.zeros((fan_in, fan_out))
    for unit in range(fan_out):
        W[:, unit] = rng.normal(0, (2 / fan_in) ** 0.5, fan_in)
    return W


def drawn_from_even_numbers(rng, fan_in, fan_out):
    """Two even numbers make a normal one: Box and Muller, 1958."""
    even, angle = rng.random((2, fan_in, fan_out))
    return np.sqrt(-4 * np.log1p(-even) / fan_in) * np.cos(2 * np.pi * angle)


# ---- the whole network, from memory


def rebuilt_with_the_course(X, y, X_new):
    rng = np.random.default_rng(0)
    for step in net.train(X / INK, net.one_hot(y), alpha=0.1, epochs=30, rng=rng):
        params = step.params
    return net.probabilities(params, X_new / INK)


def rebuilt_without_hidden_units(X, y, X_new):
    """Softmax alone, by whole batches."""
    X, X_new = X / INK, X_new / INK
    W, b = np.zeros((64, 10)), np.zeros(10)
    for _ in range(400):
        delta = net.logit_gradient(X @ W + b, net.one_hot(y))
        W -= 1.0 * X.T @ delta
        b -= 1.0 * delta.sum(axis=0)
    return softmax(X_new @ W + b)


def rebuilt_by_the_library(X, y, X_new):
    from sklearn.neighbors import KNeighborsClassifier

    return KNeighborsClassifier(n_neighbors=3).fit(X, y).predict_proba(X_new)


def rebuilt_by_vote_of_neighbours(X, y, X_new):
    far = (X**2).sum(axis=1) - 2 * X_new @ X.T
    return np.eye(10)[y[np.argsort(far, axis=1)[:, :3]]].mean(axis=1)
