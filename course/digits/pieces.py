"""What lesson 06 asks you to write: the pieces of a network that names digits, and then all of it.

``net`` makes a network of them, which can be as deep as you like, and trains it.
"""

import numpy as np


def check_labels(labels: np.ndarray, classes: int = 10) -> None:
    """Refuse what is not a row of class numbers.

    Raises
    ------
    ValueError
        If the labels are not whole numbers from 0 to ``classes - 1``, one for each row.
    """
    labels = np.asarray(labels)
    if labels.ndim != 1 or labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels have shape {labels.shape} and type {labels.dtype}: give one whole number for "
            "each row, such as np.array([3, 0, 9])"
        )
    wrong = labels[(labels < 0) | (labels >= classes)]
    if wrong.size:
        raise ValueError(
            f"a label is {wrong[0]}, and with {classes} classes they go from 0 to {classes - 1}: "
            "mend the labels, or choose more classes"
        )


def one_hot(labels, classes=10):
    """A row for each label: 1 in the column of that number, 0 in all others.

    Parameters
    ----------
    labels : ndarray of shape (n_rows,), whole numbers from 0 to ``classes - 1``
    classes : int, how many columns

    Returns
    -------
    ndarray of shape (n_rows, classes), float zeros and ones

    Raises
    ------
    ValueError
        If a label is below 0, or is ``classes`` or more.
    """
    check_labels(labels, classes)
    return np.eye(classes)[labels]


def softmax(z):
    """Turn logits into probabilities: ``e**z`` of each, divided by the sum over the row.

    That has to hold for logits of any size, also where ``e**z`` is too large for a float, as
    ``e**1000`` is, or so small that it becomes 0. What helps: to add the same number to all
    logits of a row changes none of its probabilities.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_classes), numbers of any size; it is left as it is

    Returns
    -------
    ndarray of the same shape, from 0 to 1; each row adds up to 1
    """
    # With the largest of a row taken out, no power is above 1, and none of the sums is 0.
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def cross_entropy(z, y):
    """The mean over rows of ``-log(probability of the right class)``.

    The logarithm of a softmax is ``z - log(sum(e**z))``. It is the same if the largest logit of a
    row is taken out of all of them: then nothing overflows, and no logarithm is of 0.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_classes), the logits; it is left as it is
    y : ndarray of the same shape, 1 for the right class of each row, else 0

    Returns
    -------
    float, 0 or more; ``log(n_classes)`` for a network that has no idea
    """
    z = z - z.max(axis=1, keepdims=True)
    log_sum = np.log(np.exp(z).sum(axis=1, keepdims=True))
    return np.sum(y * (log_sum - z)) / len(z)


def logit_gradient(z, y):
    """By how much the mean cross-entropy grows with each logit: its slope there.

    Parameters
    ----------
    z : ndarray of shape (n_rows, n_classes), the logits; it is left as it is
    y : ndarray of the same shape, 1 for the right class of each row, else 0; it is left as it is

    Returns
    -------
    ndarray of the same shape
    """
    # log(sum(e**z)) has the slope softmax(z), and the right logit is taken from it.
    return (softmax(z) - y) / len(z)


def minibatches(rng, n_rows, batch):
    """Deal all rows out, in a random order, ``batch`` at a time.

    Parameters
    ----------
    rng : Generator or RandomState; ``rng.permutation(n_rows)`` shuffles
    n_rows : int, how many rows there are
    batch : int, 1 or more, how many rows are in one batch; the last one may have fewer

    Returns
    -------
    list of ndarrays of row numbers: each row in one of them, once
    """
    order = rng.permutation(n_rows)
    return [order[start : start + batch] for start in range(0, n_rows, batch)]


def confusion_matrix(labels, answers, classes=10):
    """Count what was answered for what: row = the digit it is, column = the digit it is called.

    Parameters
    ----------
    labels, answers : ndarrays of shape (n_rows,), whole numbers from 0 to ``classes - 1``
    classes : int

    Returns
    -------
    ndarray of shape (classes, classes), whole numbers that add up to n_rows
    """
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts


def he_init(rng, fan_in, fan_out):
    """Weights from a normal distribution whose standard deviation is ``sqrt(2 / fan_in)``.

    A ReLU silences half of what it gets. With the 2, the mean square of what a layer says is that
    of what it was told, on average, so that nothing fades or explodes from layer to layer.

    Parameters
    ----------
    rng : Generator or RandomState; ``rng.normal(size=shape)`` has standard deviation 1
    fan_in, fan_out : int, how many units are before these weights, and after them

    Returns
    -------
    ndarray of shape (fan_in, fan_out)
    """
    return rng.normal(size=(fan_in, fan_out)) * np.sqrt(2 / fan_in)


def rebuild(X, y, X_new):
    """Learn to name digits, and name some that you have never seen.

    Parameters
    ----------
    X : ndarray of shape (n_rows, 64), pixels from 0 to 16
    y : ndarray of shape (n_rows,), whole numbers from 0 to 9: which digit each row is
    X_new : ndarray of shape (n_new, 64), digits like those in X

    Returns
    -------
    ndarray of shape (n_new, 10)
        Ten numbers for each row of ``X_new``: the digit with the largest is meant. At least 90 in
        100 should be right, by whatever way.
    """
    rng = np.random.default_rng(0)
    X, X_new, Y = X / 16, X_new / 16, np.eye(10)[y]
    W0, b0 = np.sqrt(2 / 64) * rng.normal(size=(64, 64)), np.zeros(64)
    W1, b1 = np.sqrt(2 / 64) * rng.normal(size=(64, 10)), np.zeros(10)
    for _ in range(30):
        order = rng.permutation(len(X))
        for i in range(0, len(X), 25):
            rows = order[i : i + 25]
            h = np.maximum(0, X[rows] @ W0 + b0)
            z = h @ W1 + b1
            powers = np.exp(z - z.max(axis=1, keepdims=True))
            delta1 = (powers / powers.sum(axis=1, keepdims=True) - Y[rows]) / len(rows)
            delta0 = delta1 @ W1.T * (h > 0)
            W1 -= 0.2 * h.T @ delta1
            b1 -= 0.2 * delta1.sum(axis=0)
            W0 -= 0.2 * X[rows].T @ delta0
            b0 -= 0.2 * delta0.sum(axis=0)
    return np.maximum(0, X_new @ W0 + b0) @ W1 + b1
