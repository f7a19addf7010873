"""Wrong cross-entropies, and wrong slopes of them, that need more than a line."""

import numpy as np

from course.digits.mistakes_of_probabilities import per_row
from course.digits.net import softmax

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
