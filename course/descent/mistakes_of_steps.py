"""Wrong steps downhill that need more than a line."""

import numpy as np


def step_in_place(x, slope, alpha):
    x -= alpha * slope(x)
    return x


def step_into_the_old_array(x, slope, alpha):
    x[:] = x - alpha * slope(x)
    return x


def step_in_place_and_nothing_returned(x, slope, alpha):
    x -= alpha * slope(x)


def step_and_nothing_returned(x, slope, alpha):
    x = x - alpha * slope(x)


def step_number_by_number(x, slope, alpha):
    return np.array([v - alpha * slope(v) for v in x.ravel()]).reshape(x.shape)


def step_by_vectorize(x, slope, alpha):
    return np.vectorize(lambda v: v - alpha * slope(v))(x)


def step_row_by_row(x, slope, alpha):
    return np.array([row - alpha * slope(row) for row in x])


def step_of_a_flat_array(x, slope, alpha):
    flat = x.reshape(-1)
    return (flat - alpha * slope(flat)).reshape(x.shape)


def step_of_arrays_of_one(x, slope, alpha):
    new = [v - alpha * slope(np.array([v]))[0] for v in x.ravel()]
    return np.array(new).reshape(x.shape)
