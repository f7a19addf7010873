"""Wrong answers to the exercises of lesson 06 that need more than a line.

Every one makes one mistake, or two that go together, so that a learner who makes it can be
recognised.
"""

import numpy as np

from course.digits import net
from course.digits.net import softmax

# ---- one_hot


def hot_in_whole_columns(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    Y[:, labels] = 1
    return Y


def hot_rows_and_columns_swapped(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    Y[labels, np.arange(len(labels))] = 1
    return Y


def hot_rows_and_columns_swapped_in_a_loop(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    for i, label in enumerate(labels):
        Y[label, i] = 1
    return Y


def hot_rows_only(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    Y[labels] = 1
    return Y


def hot_with_the_label_itself(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    Y[np.arange(len(labels)), labels] = labels
    return Y


def hot_in_one_row(labels, classes=10):
    Y = np.zeros(classes)
    Y[labels] = 1
    return Y


def hot_in_one_row_by_loop(labels, classes=10):
    for label in labels:
        Y = np.zeros(classes)
        Y[label] = 1
    return Y


def hot_returned_too_early(labels, classes=10):
    Y = np.zeros((len(labels), classes))
    for i, label in enumerate(labels):
        Y[i, label] = 1
        return Y


def hot_list(labels, classes=10):
    rows = []
    for label in labels:
        row = [0] * classes
        row[label] = 1
        rows.append(row)
    return rows


def hot_shape_in_pieces(labels, classes=10):
    Y = np.zeros(len(labels), classes)
    Y[np.arange(len(labels)), labels] = 1
    return Y


# ---- softmax


def powers(z, shift=None):
    """e**z, with the largest of each row taken out unless another shift is given."""
    return np.exp(z - (z.max(axis=1, keepdims=True) if shift is None else shift))


def per_row(e):
    return e / e.sum(axis=1, keepdims=True)


def softmax_by_map(z):
    e = np.exp(z)
    return e / sum(e)


def softmax_in_place(z):
    z -= z.max(axis=1, keepdims=True)
    return per_row(np.exp(z))


def softmax_all_in_place(z):
    z -= z.max(axis=1, keepdims=True)
    np.exp(z, out=z)
    z /= z.sum(axis=1, keepdims=True)
    return z


def softmax_in_place_by_row(z):
    for row in z:
        row -= row.max()
    return per_row(np.exp(z))


def softmax_written_over(z):
    for i, row in enumerate(z):
        z[i] = softmax(row[None, :])[0]
    return z


# ---- cross-entropy


def log_softmax(z):
    m = z.max(axis=1, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(axis=1, keepdims=True))


def naive_log(z):
    """The logarithm of what may have become 0."""
    return np.log(softmax(z))


def plain_log(z):
    """The same of powers that may have become infinite."""
    return np.log(per_row(np.exp(z)))


LOGS = (log_softmax, naive_log, plain_log)  # three ways to begin


def entropy_from(log, total):
    """What ``total(log of the probabilities, y)`` makes of it."""
    return lambda z, y: total(log(z), y)


def entropies(total):
    """The same mistake, whichever of three ways somebody began with."""
    return tuple(entropy_from(log, total) for log in LOGS)


def at_the_right(table, y):
    """The number of the right class in each row."""
    return table[np.arange(len(y)), y.argmax(axis=1)]


def patched(epsilon):
    return lambda z, y: -(y * np.log(softmax(z) + epsilon)).sum() / len(z)


def clipped(epsilon):
    return lambda z, y: -(y * np.log(np.clip(softmax(z), epsilon, 1))).sum() / len(z)


def clipped_on_both_sides(epsilon):
    return lambda z, y: -(y * np.log(np.clip(softmax(z), epsilon, 1 - epsilon))).sum() / len(z)


EPSILONS = (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-16, 1e-20, 1e-100, 1e-300)


def largest_not_given_back(z, y):
    log_sum = np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))
    return (y * (log_sum - z)).sum() / len(z)


def largest_given_back_twice(z, y):
    m = z.max(axis=1, keepdims=True)
    log_sum = m + np.log(np.exp(z - m).sum(axis=1, keepdims=True))
    return (y * (log_sum - (z - m))).sum() / len(z)


def logarithm_before_the_sum(z, y):
    m = z.max(axis=1, keepdims=True)
    log_sum = m + np.log(np.exp(z - m)).sum(axis=1, keepdims=True)
    return (y * (log_sum - z)).sum() / len(z)


def logarithm_before_the_sum_unmoved(z, y):
    return (y * (np.log(np.exp(z)).sum(axis=1, keepdims=True) - z)).sum() / len(z)


def one_sum_for_all(z, y):
    log_sum = z.max() + np.log(np.exp(z - z.max()).sum())
    return (y * (log_sum - z)).sum() / len(z)


def one_shift_for_all(z, y):
    log_sum = z.max() + np.log(np.exp(z - z.max()).sum(axis=1, keepdims=True))
    return (y * (log_sum - z)).sum() / len(z)


def no_shift(z, y):
    log_sum = np.log(np.exp(z).sum(axis=1, keepdims=True))
    return (y * (log_sum - z)).sum() / len(z)


def entropy_in_place(z, y):
    z -= z.max(axis=1, keepdims=True)
    return (y * (np.log(np.exp(z).sum(axis=1, keepdims=True)) - z)).sum() / len(z)


def entropy_of_both(z, y):
    """As for many yes or no: also for each class that is not the right one."""
    p = softmax(z)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() / len(z)


def entropy_of_both_averaged(z, y):
    p = softmax(z)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


# ---- its slope


def minus_one_in_whole_columns(z, y):
    p = softmax(z)
    p[:, y.argmax(axis=1)] -= 1
    return p / len(z)


def minus_one_in_whole_rows(z, y):
    p = softmax(z)
    p[y.argmax(axis=1)] -= 1
    return p / len(z)


def gradient_with_targets_changed(z, y):
    y -= softmax(z)
    return -y / len(z)


def gradient_in_place(z, y):
    z -= z.max(axis=1, keepdims=True)
    return (per_row(np.exp(z)) - y) / len(z)


# ---- mini-batches


def cut(order, batch):
    return [order[start : start + batch] for start in range(0, len(order), batch)]


def many(n_rows, batch):
    """How many batches there should be."""
    return -(-n_rows // batch)


def dealt_by_whole_batches(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[i * batch : (i + 1) * batch] for i in range(n_rows // batch)]


def dealt_up_to_the_last(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[start : start + batch] for start in range(0, n_rows - batch, batch)]


def dealt_as_a_table(rng, n_rows, batch):
    return rng.permutation(n_rows)[: n_rows // batch * batch].reshape(-1, batch)


def dealt_first_only(rng, n_rows, batch):
    return [rng.permutation(n_rows)[:batch]]


def dealt_and_returned_too_early(rng, n_rows, batch):
    batches = []
    order = rng.permutation(n_rows)
    for start in range(0, n_rows, batch):
        batches.append(order[start : start + batch])
        return batches


def overlapping(count, *, shuffled=True):
    """Row i + j is the row number j of batch i."""

    def dealt(rng, n_rows, batch):
        order = rng.permutation(n_rows) if shuffled else np.arange(n_rows)
        return [order[i : i + batch] for i in range(count(n_rows, batch))]

    return dealt


def overlapping_one_by_one(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [np.array([order[i + j] for j in range(batch)]) for i in range(n_rows // batch)]


def dealt_in_order_after_all(rng, n_rows, batch):
    rows = np.arange(n_rows)
    rng.permutation(rows)
    return cut(rows, batch)


def dealt_with_starts_shuffled(rng, n_rows, batch):
    starts = rng.permutation(np.arange(0, n_rows, batch))
    return [np.arange(start, min(start + batch, n_rows)) for start in starts]


def dealt_with_batches_shuffled(rng, n_rows, batch):
    batches = cut(np.arange(n_rows), batch)
    rng.shuffle(batches)
    return batches


def dealt_and_shuffled_inside(rng, n_rows, batch):
    return [rng.permutation(rows) for rows in cut(np.arange(n_rows), batch)]


def dealt_and_shuffled_twice_but_not_across(rng, n_rows, batch):
    return [rng.permutation(rows) for rows in dealt_with_starts_shuffled(rng, n_rows, batch)]


def with_replacement(count):
    return lambda rng, n_rows, batch: [
        rng.integers(n_rows, size=batch) for _ in range(count(n_rows, batch))
    ]


def chosen_anew(count):
    return lambda rng, n_rows, batch: [
        rng.choice(n_rows, batch, replace=False) for _ in range(count(n_rows, batch))
    ]


def shuffled_anew(count):
    return lambda rng, n_rows, batch: [
        rng.permutation(n_rows)[:batch] for _ in range(count(n_rows, batch))
    ]


def shuffled_anew_and_cut(rng, n_rows, batch):
    return [rng.permutation(n_rows)[start : start + batch] for start in range(0, n_rows, batch)]


def dealt_with_the_last_filled_up(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[(start + np.arange(batch)) % n_rows] for start in range(0, n_rows, batch)]


def dealt_with_the_last_pushed_back(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    starts = range(0, n_rows, batch)
    return [order[max(0, min(start, n_rows - batch)) :][:batch] for start in starts]


def dealt_with_one_too_many(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[i * batch : (i + 1) * batch] for i in range(n_rows // batch + 1)]


def dealt_from_a_shuffle_that_gives_none(rng, n_rows, batch):
    order = rng.shuffle(np.arange(n_rows))
    return [order[start : start + batch] for start in range(0, n_rows, batch)]


def dealt_one_by_one(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    for start in range(0, n_rows, batch):
        yield order[start : start + batch]


def dealt_to_so_many(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[i::batch] for i in range(batch)]


def dealt_in_turn(rng, n_rows, batch):
    order, count = rng.permutation(n_rows), many(n_rows, batch)
    return [order[i::count] for i in range(count)]


# ---- the confusion matrix


def counted(labels, answers, classes=10):
    return net.confusion_matrix(labels, answers, classes)


def counted_once(labels, answers, classes=10):
    counts = np.zeros((classes, classes), dtype=int)
    counts[labels, answers] += 1
    return counts


def counted_once_on_its_side(labels, answers, classes=10):
    return counted_once(answers, labels, classes)


def counted_in_one_shared_row(labels, answers, classes=10):
    counts = [[0] * classes] * classes
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += 1
    return counts


def counted_in_one_shared_row_as_array(labels, answers, classes=10):
    return np.array(counted_in_one_shared_row(labels, answers, classes))


def counted_in_a_block(labels, answers, classes=10):
    counts = np.zeros((classes, classes), dtype=int)
    counts[np.ix_(labels, answers)] += 1
    return counts


def counted_by_row(labels, answers, classes=10):
    counts = counted(labels, answers, classes)
    return counts / counts.sum(axis=1, keepdims=True)


def counted_by_column(labels, answers, classes=10):
    counts = counted(labels, answers, classes)
    return counts / counts.sum(axis=0)


def counted_and_returned_too_early(labels, answers, classes=10):
    counts = np.zeros((classes, classes), dtype=int)
    for label, answer in zip(labels, answers, strict=True):
        counts[label, answer] += 1
        return counts


def counted_where_right(labels, answers, classes=10):
    right = labels == answers
    return counted(labels[right], answers[right], classes)


def counted_where_wrong(labels, answers, classes=10):
    wrong = labels != answers
    return counted(labels[wrong], answers[wrong], classes)


def counted_among_those_there(labels, answers, classes=10):
    """What scikit-learn does if it is not told the classes: only those that occur."""
    there = np.unique([labels, answers])
    return counted(labels, answers, classes)[np.ix_(there, there)]


def counted_up_to_the_largest(labels, answers, classes=10):
    return counted(labels, answers, 1 + int(max(labels.max(), answers.max())))


def counted_shape_in_pieces(labels, answers, classes=10):
    counts = np.zeros(classes, classes)
    for label, answer in zip(labels, answers, strict=True):
        counts[label, answer] += 1
    return counts


# ---- first weights


def drawn_with(std):
    """Weights of which ``std(fan_in, fan_out)`` is the standard deviation."""
    return lambda rng, fan_in, fan_out: std(fan_in, fan_out) * rng.normal(size=(fan_in, fan_out))


def drawn_for_one_unit(rng, fan_in, fan_out):
    column = rng.normal(size=(fan_in, 1)) * np.sqrt(2 / fan_in)
    return np.repeat(column, fan_out, axis=1)


def drawn_for_one_input(rng, fan_in, fan_out):
    return np.tile(rng.normal(size=fan_out) * np.sqrt(2 / fan_in), (fan_in, 1))


# ---- the whole network, from memory


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
