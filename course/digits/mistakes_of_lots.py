"""Wrong mini-batches, and wrong first weights, that need more than a line."""

import numpy as np

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


# ---- first weights


def drawn_with(std):
    """Weights of which ``std(fan_in, fan_out)`` is the standard deviation."""
    return lambda rng, fan_in, fan_out: std(fan_in, fan_out) * rng.normal(size=(fan_in, fan_out))


def drawn_for_one_unit(rng, fan_in, fan_out):
    column = rng.normal(size=(fan_in, 1)) * np.sqrt(2 / fan_in)
    return np.repeat(column, fan_out, axis=1)


def drawn_for_one_input(rng, fan_in, fan_out):
    return np.tile(rng.normal(size=fan_out) * np.sqrt(2 / fan_in), (fan_in, 1))
