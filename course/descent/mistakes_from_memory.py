"""Wrong ways out of the ravine, from memory, that need more than a line."""

import numpy as np


def rolled(slope, x, alpha, mu=0.0, steps=200):
    """Walk with a share ``mu`` of the velocity kept."""
    v = np.zeros(2)
    for _ in range(steps):
        v = mu * v - alpha * slope(x)
        x = x + v
    return x


def rebuilt_without_memory(slope, x):
    return rolled(slope, x, 0.01)


def rebuilt_without_memory_at_its_best(slope, x):
    return rolled(slope, x, 2 / 101)


def rebuilt_with_little_memory(slope, x):
    return rolled(slope, x, 0.01, 0.5)


def rebuilt_with_too_small_an_alpha(slope, x):
    return rolled(slope, x, 0.001, 0.9)


def rebuilt_too_short(slope, x):
    return rolled(slope, x, 0.01, 0.9, steps=20)


def rebuilt_too_slow(slope, x):
    return rolled(slope, x, 1e-5)


def rebuilt_to_and_fro(slope, x):
    return rolled(slope, x, 0.01, 0.99)


def rebuilt_from_wall_to_wall(slope, x):
    return rolled(slope, x, 0.02)


def rebuilt_too_fast(slope, x):
    return rolled(slope, x, 0.1)


def rebuilt_with_memory_too_fast(slope, x):
    return rolled(slope, x, 0.05, 0.9)


def rebuilt_uphill(slope, x):
    return rolled(slope, x, -0.01, 0.9)


def rebuilt_a_little_uphill(slope, x):
    return rolled(slope, x, -1e-4)


def rebuilt_to_infinity(slope, x):
    return rolled(slope, x, 10.0)


def rebuilt_to_the_velocity(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return v


def rebuilt_never_moves(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
    return x


def rebuilt_with_too_many_slopes(slope, x):
    return rolled(slope, x, 0.01, 0.9, steps=1_000)


def rebuilt_with_two_slopes_a_step(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        if np.abs(slope(x)).max() < 1e-12:
            break
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return x


def rebuilt_with_velocity(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x = x + v
    return x, v


def rebuilt_with_trail(slope, x):
    trail, v = [x], np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(trail[-1])
        trail.append(trail[-1] + v)
    return trail


def rebuilt_in_place(slope, x):
    v = np.zeros(2)
    for _ in range(200):
        v = 0.9 * v - 0.01 * slope(x)
        x += v
    return x


def rebuilt_in_place_without_memory(slope, x):
    for _ in range(200):
        x -= 0.01 * slope(x)
    return x
