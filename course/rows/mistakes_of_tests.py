"""Tests that do not catch the two bugs, as far as they need more than a line."""

from itertools import pairwise

import numpy as np


def asked_about(z, *, changed=lambda z, before: not np.array_equal(z, before)):
    """A test with these weighted sums, and ``changed(z, before)`` as its answer."""

    def caught_in_place(slope):
        here = np.array(z, dtype=float)
        before = here.copy()
        slope(here)
        return changed(here, before)

    return caught_in_place


BOTH_SIDES = [[-2.0, -0.3, 0.4, 3.0]]


def answering(changed):
    """A test with numbers on both sides of 0, and ``changed(z, before)`` as its answer."""
    return asked_about(BOTH_SIDES, changed=changed)


def asked_one_by_one(*numbers):
    return lambda slope: any(asked_about([[number]])(slope) for number in numbers)


def nothing_kept(slope):
    z = np.array(BOTH_SIDES)
    before = z
    slope(z)
    return not np.array_equal(z, before)


def kept_too_late(slope):
    z = np.array(BOTH_SIDES)
    slope(z)
    before = z.copy()
    return not np.array_equal(z, before)


def a_copy_asked(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    slope(z.copy())
    return not np.array_equal(z, before)


def the_answer_compared(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    return not np.array_equal(slope(z), before)


def the_answer_compared_with_z(slope):
    z = np.array(BOTH_SIDES)
    return np.array_equal(slope(z), z)


def the_same_array(slope):
    z = np.array(BOTH_SIDES)
    return slope(z) is z


def shared_memory(slope):
    z = np.array(BOTH_SIDES)
    return np.shares_memory(slope(z), z)


def asked_twice(slope):
    z = np.array(BOTH_SIDES)
    first = slope(z).copy()
    return not np.array_equal(slope(z), first)


def asked_twice_without_a_copy(slope):
    z = np.array(BOTH_SIDES)
    return not np.array_equal(slope(z), slope(z))


def asserted(slope):
    z = np.array(BOTH_SIDES)
    before = z.copy()
    slope(z)
    assert np.array_equal(z, before)


def asserted_and_true(slope):
    asserted(slope)
    return True


def asserted_and_false(slope):
    asserted(slope)
    return False


def seen_in(deal, n_rows, batch):
    return np.concatenate([[], *deal(np.random.default_rng(0), n_rows, batch)])


def epochs(*sizes, wrong=lambda seen, n_rows: sorted(seen) != list(range(n_rows))):
    """A test with epochs of these sizes, and ``wrong(rows seen, how many rows)`` as its answer."""

    def caught_overlap(deal):
        return any(wrong(seen_in(deal, n, batch), n) for n, batch in sizes)

    return caught_overlap


def in_epochs(wrong):
    """Tests that ask the same of several epochs, of one with a short last batch, of an even one."""
    return [
        epochs(*sizes, wrong=wrong)
        for sizes in (((12, 4), (13, 4), (5, 1)), ((13, 4),), ((12, 4),))
    ]


def neighbours_only(deal):
    batches = deal(np.random.default_rng(0), 13, 4)
    return any(np.intersect1d(one, other).size > 0 for one, other in pairwise(batches))


def stopped_where_there_is_no_batch(deal):
    for n_rows, batch in ((1, 3), (12, 4), (13, 4)):
        rows = np.concatenate(deal(np.random.default_rng(0), n_rows, batch))
        if not np.array_equal(np.sort(rows), np.arange(n_rows)):
            return True
    return False


def neighbours_of_even_batches(deal):
    batches = deal(np.random.default_rng(0), 12, 4)
    return any(set(a) & set(b) for a, b in pairwise(batches))


def inside_batches_only(deal):
    batches = deal(np.random.default_rng(0), 13, 4)
    return any(len(np.unique(rows)) < len(rows) for rows in batches)


def number_of_batches(deal):
    return len(deal(np.random.default_rng(0), 13, 4)) != 4


def lengths_of_batches(deal):
    return [len(rows) for rows in deal(np.random.default_rng(0), 13, 4)] != [4, 4, 4, 1]


def all_as_long(deal):
    return any(len(rows) != 4 for rows in deal(np.random.default_rng(0), 13, 4))


def first_batch_only(deal):
    rows = deal(np.random.default_rng(0), 13, 4)[0]
    return len(np.unique(rows)) != 4


def nothing_to_join(deal):
    for n_rows, batch in ((3, 8), (12, 4), (13, 4)):
        seen = np.concatenate(deal(np.random.default_rng(0), n_rows, batch))
        if sorted(seen) != list(range(n_rows)):
            return True
    return False


def a_ragged_table(n_rows, batch, flat):
    def caught_overlap(deal):
        rows = flat(np.array(deal(np.random.default_rng(0), n_rows, batch)))
        return sorted(rows) != list(range(n_rows))

    return caught_overlap


def epoch_asserted(deal):
    seen = seen_in(deal, 13, 4)
    assert sorted(seen) == list(range(13))


def epoch_asserted_and_false(deal):
    epoch_asserted(deal)
    return False
