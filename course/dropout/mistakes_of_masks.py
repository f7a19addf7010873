"""Wrong masks, and wrong layers under a mask, that need more than a line."""

import numpy as np

# ---- the mask


def one_toss(rng, shape, rate):
    return np.full(shape, 1.0 if rng.random() >= rate else 0.0)


def one_toss_for_each_row(rng, shape, rate):
    return np.repeat(rng.random((shape[0], 1)) >= rate, shape[1], axis=1) * 1.0


def one_row_for_all(rng, shape, rate):
    return np.tile(rng.random(shape[1]) >= rate, (shape[0], 1)) * 1.0


def exactly_the_share_in_each_row(rng, shape, rate):
    mask = np.ones(shape)
    for row in mask:
        row[rng.permutation(shape[1])[: round(rate * shape[1])]] = 0
    return mask


def exactly_the_share_by_rank(rng, shape, rate):
    ranks = rng.random(shape).argsort(axis=1).argsort(axis=1)
    return (ranks >= rate * shape[1]) * 1.0


# ---- the masked layer


def dropped_in_place(h, mask, rate):
    h *= mask
    return h / (1 - rate)


def dropped_and_scaled_in_place(h, mask, rate):
    h *= mask
    h /= 1 - rate
    return h


def dropped_in_place_by_index(h, mask, rate):
    h[mask == 0] = 0
    return h / (1 - rate)


def dropped_in_place_and_nothing_returned(h, mask, rate):
    h *= mask / (1 - rate)


def dropped_in_place_and_not_scaled(h, mask, rate):
    h[mask == 0] = 0
    return h
