"""Wrong averages over thinned networks that need more than a line."""

import numpy as np

from course.dropout.net import forward
from course.eleven.net import sigmoid


def predictions(params, X, masks):
    return np.array([forward(params, X, mask)[0] for mask in masks])


def average_of_hidden(params, X, masks):
    h = np.mean([forward(params, X)[1] * mask for mask in masks], axis=0)
    return sigmoid(h @ params["W1"])


def average_forgotten_in_a_loop(params, X, masks):
    total = np.zeros((len(X), params["W1"].shape[1]))
    for mask in masks:
        total = forward(params, X, mask)[0]
    return total / len(masks)


def average_returned_too_early(params, X, masks):
    total = 0
    for mask in masks:
        total = total + forward(params, X, mask)[0]
        return total / len(masks)


def average_of_masks_on_weights_in_front(params, X, masks):
    thinned = {"W0": params["W0"] * masks.mean(axis=0), "W1": params["W1"]}
    return forward(thinned, X)[0]


def average_adds_pairs(params, X, masks):
    total = 0
    for mask in masks:
        total += forward(params, X, mask)
    return total / len(masks)


def one_after_the_other(params, X, masks):
    for mask in masks:
        yield forward(params, X, mask)[0]


def average_of_no_list(params, X, masks):
    return np.mean(one_after_the_other(params, X, masks))


def average_of_no_list_by_axis(params, X, masks):
    return np.mean(one_after_the_other(params, X, masks), axis=0)
