"""Wrong ways to write labels as rows, and to count answers, that need more than a line."""

import numpy as np

from course.digits import net

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
