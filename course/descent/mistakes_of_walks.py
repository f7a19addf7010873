"""Wrong walks downhill, and wrong counts of their turns, that need more than a line."""

import numpy as np

from course.descent import net

# ---- many steps


def walked(x, slope, alpha, most, goes_on):
    """Step downhill while ``goes_on(x)``, at most ``most`` times."""
    steps = 0
    while steps < most and goes_on(x):
        x = x - alpha * slope(x)
        steps += 1
    return x, steps


def descend_without_abs(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: slope(x).max() >= tolerance)


def descend_with_abs_last(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x).max()) >= tolerance)


def descend_asks_for_each_ball(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: bool(np.abs(slope(x)) >= tolerance))


def descend_asks_for_each_ball_without_abs(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: bool(slope(x) >= tolerance))


def descend_asks_for_each_ball_in_a_for_loop(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if np.abs(slope(x)) < tolerance:
            return x, steps
        x = x - alpha * slope(x)
    return x, most


def descend_asks_for_each_ball_in_a_for_loop_without_abs(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if slope(x) < tolerance:
            return x, steps
        x = x - alpha * slope(x)
    return x, most


def descend_until_one_is_flat(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).min() >= tolerance)


def descend_by_the_mean(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).mean() >= tolerance)


def descend_by_the_mean_with_its_sign(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x).mean()) >= tolerance)


def descend_by_the_sum(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).sum() >= tolerance)


def descend_by_the_length(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.linalg.norm(slope(x)) >= tolerance)


def descend_by_the_first_ball(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: abs(slope(x)[0]) >= tolerance)


def descend_by_the_step(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(alpha * slope(x)).max() >= tolerance)


def descend_until_it_hardly_moved(x, slope, alpha, tolerance, most):
    for steps in range(1, most + 1):  # noqa: B007 (it is returned)
        old, x = x, x - alpha * slope(x)
        if np.abs(x - old).max() < tolerance:
            break
    return x, steps


def descend_by_the_place(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(x).max() >= tolerance)


def descend_turned_round(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: np.abs(slope(x)).max() < tolerance)


def descend_without_end(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, 10_000, lambda x: np.abs(slope(x)).max() >= tolerance)


def descend_whatever_the_slope(x, slope, alpha, tolerance, most):
    return walked(x, slope, alpha, most, lambda x: True)


def descend_until_both(x, slope, alpha, tolerance, most):
    steps = 0
    while (steps < most or np.abs(slope(x)).max() >= tolerance) and steps < 10_000:
        x = x - alpha * slope(x)
        steps += 1
    return x, steps


def descend_by_itself(x, slope, alpha, tolerance, most):
    if most == 0 or not np.any((slope(x) >= tolerance) | (slope(x) <= -tolerance)):
        return x.copy(), 0
    x, steps = descend_by_itself(x - alpha * slope(x), slope, alpha, tolerance, most - 1)
    return x, steps + 1


def descend_by_itself_counting_along(x, slope, alpha, tolerance, most, steps=0):
    if steps == most or np.abs(slope(x)).max() < tolerance:
        return x, steps
    x = x - alpha * slope(x)
    return descend_by_itself_counting_along(x, slope, alpha, tolerance, most, steps + 1)


def descend_returns_only_if_flat(x, slope, alpha, tolerance, most):
    for steps in range(most):
        if np.abs(slope(x)).max() < tolerance:
            return x, steps
        x = x - alpha * slope(x)


def descend_counts_in_floats(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most)
    return x, float(steps)


def descend_to_places_only(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0]


def descend_in_other_order(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[::-1]


def descend_steps_first(x, slope, alpha, tolerance, most):
    steps = 0
    while True:
        x = x - alpha * slope(x)
        steps += 1
        if steps == most or np.abs(slope(x)).max() < tolerance:
            return x, steps


def descend_steps_once_more(x, slope, alpha, tolerance, most):
    for steps in range(1, most + 1):  # noqa: B007 (it is returned)
        steep = slope(x)
        x = x - alpha * steep
        if np.abs(steep).max() < tolerance:
            break
    return x, steps


def descend_one_more_than_most(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most + 1)


def descend_one_less_than_most(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most - 1)


def descend_by_the_loops_number(x, slope, alpha, tolerance, most):
    for steps in range(most):  # noqa: B007 (it is returned)
        if np.abs(slope(x)).max() < tolerance:
            break
        x = x - alpha * slope(x)
    return x, steps


def descend_counts_what_it_may(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0], most


def descend_never_counts(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, most)[0], 0


def descend_counts_from_one(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most)
    return x, steps + 1


def descend_begins_with_one(x, slope, alpha, tolerance, most):
    x, steps = net.descend(x, slope, alpha, tolerance, most - 1)
    return x, steps + 1


def descend_without_counting(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, 10_000)[0], 0


def descend_and_stay(x, slope, alpha, tolerance, most):
    return x, most if np.abs(slope(x)).max() >= tolerance else 0


def descend_returns_in_the_loop(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x = x - alpha * slope(x)
        steps += 1
        return x, steps


def descend_returns_in_the_loop_and_behind(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, alpha, tolerance, 1)


def descend_with_the_first_slope(x, slope, alpha, tolerance, most):
    steep, steps = slope(x), 0
    while steps < most and np.abs(steep).max() >= tolerance:
        x = x - alpha * steep
        steps += 1
    return x, steps


def descend_looks_at_the_first_slope(x, slope, alpha, tolerance, most):
    steep = slope(x)
    return walked(x, slope, alpha, most, lambda x: np.abs(steep).max() >= tolerance)


def descend_in_place(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x -= alpha * slope(x)
        steps += 1
    return x, steps


def descend_uphill(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, -alpha, tolerance, most)


def descend_without_alpha(x, slope, alpha, tolerance, most):
    return net.descend(x, slope, 1.0, tolerance, most)


def descend_each_ball_by_itself(x, slope, alpha, tolerance, most):
    steps = 0
    while steps < most and np.abs(slope(x)).max() >= tolerance:
        x = np.where(np.abs(slope(x)) >= tolerance, x - alpha * slope(x), x)
        steps += 1
    return x, steps


def descend_each_ball_counted_by_itself(x, slope, alpha, tolerance, most):
    steps = np.zeros(len(x), dtype=int)
    for _ in range(most):
        steep = slope(x)
        goes_on = np.abs(steep) >= tolerance
        x = np.where(goes_on, x - alpha * steep, x)
        steps += goes_on
    return x, steps


# ---- signs


def turns_against_the_first(updates):
    return np.sum(np.sign(updates) != np.sign(updates[0]), axis=0)


def turns_round_the_end(updates):
    return np.sum(np.sign(updates) != np.sign(np.roll(updates, 1, axis=0)), axis=0)


def turns_without_the_last_pair(updates):
    count = np.zeros(updates.shape[1:], dtype=int)
    for i in range(1, len(updates) - 1):
        count += (updates[i] > 0) != (updates[i - 1] > 0)
    return count


def turns_without_the_first_pair(updates):
    count = np.zeros(updates.shape[1:], dtype=int)
    for i in range(1, len(updates) - 1):
        count += (updates[i] > 0) != (updates[i + 1] > 0)
    return count
