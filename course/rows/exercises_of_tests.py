"""Lesson 08 asks for tests that catch two bugs: how they are judged."""

import numpy as np

from course.kit.checking import Exercise, Mistake
from course.rows import answers, asked, drawn, mistakes_of_tests as mistakes, properties, symptoms
from course.rows.known import known

CAUGHT_IN_PLACE = Exercise(
    room="rows",
    name="caught_in_place",
    reference=asked.caught_in_place,
    draw=drawn.slope,
    draws=150,  # so that each of the suspects comes up
    properties=(properties.catches_the_sick_alone,),
    view=symptoms.verdict,
    hints=(
        "Make some weighted sums, keep a copy of them, ask slope about them, and compare.",
        "before = z is no copy, but another name for the same array; z.copy() is one. And ask "
        "about numbers on both sides of 0, none of which is a slope itself, such as 0.4.",
        "z = np.array([[-2.0, 0.4]]), before = z.copy(), slope(z), and then "
        "not np.array_equal(z, before).",
    ),
    mistakes=(
        Mistake(
            "no copy",
            mistakes.nothing_kept,
            "Yours never catches anything. before = z is another name for the same array: what "
            "is written into one is written into the other. Keep z.copy(), before slope is "
            "asked, and ask it about z itself.",
            also=(mistakes.kept_too_late, mistakes.a_copy_asked, lambda slope: False),
        ),
        Mistake(
            "turned round",
            mistakes.answering(np.array_equal),
            "Yours says True to the sound ones. True means caught: z has another value than "
            "before.",
            also=(mistakes.answering(lambda z, before: (z == before).all()),),
        ),
        Mistake(
            "only if all have changed",
            mistakes.answering(lambda z, before: (z != before).all()),
            "Yours asks whether all numbers have changed. Some functions write only where z is "
            "above 0, or below: one number that has changed is enough, .any().",
            also=(mistakes.answering(lambda z, before: not (z == before).any()),),
        ),
        known(
            "above 0 only",
            (
                mistakes.asked_about([[0.4, 2.0, 3.0]]),
                mistakes.asked_about([[0.4, 1.0]]),
                mistakes.asked_about([[0.3]]),
                mistakes.answering(lambda z, before: z.max() != before.max()),
            ),
            "A function that writes where z is below 0 passes your test. Ask about numbers on both "
            "sides of 0, and compare all of them, not the largest alone.",
        ),
        known(
            "below 0 only",
            (
                mistakes.asked_about([[-0.4, -2.0, -3.0]]),
                mistakes.asked_about([[0.0, -1.0]]),
                mistakes.asked_about([[-1.0]]),
                mistakes.answering(lambda z, before: z.min() != before.min()),
            ),
            "A function that writes where z is above 0 passes your test. Ask about numbers on both "
            "sides of 0, and compare all of them, not the smallest alone.",
        ),
        Mistake(
            "asked about slopes",
            mistakes.asked_about([[-1.0, 1.0]]),
            "Where z is 0 or 1 the slope may be the same number, and then nothing is seen of "
            "what is written there. Ask about numbers that are no slopes: 0.4 or -2, say.",
            also=(
                mistakes.asked_about([[1.0]]),
                mistakes.asked_about([[0.0]]),
                mistakes.asked_about([[0.0, 1.0]]),
                mistakes.asked_about([[-1.0, 0.0, 1.0]]),
            ),
        ),
        known(
            "exchanged unseen",
            (
                mistakes.answering(lambda z, before: not np.isclose(z.sum(), before.sum())),
                mistakes.answering(lambda z, before: (z.max(), z.min()) != (3.0, -2.0)),
                mistakes.asked_one_by_one(-2.0, 0.4),
            ),
            "A function that puts two numbers of z in each other's places passes your test. If you "
            "compare sums or sorted numbers, compare place by place: np.array_equal(z, before). If "
            "you ask about one number at a time, ask about a table of several.",
        ),
        Mistake(
            "the same array",
            mistakes.the_same_array,
            "You ask whether what comes back is z itself. It may be, and z unharmed; and what "
            "comes back may be new, and z written over. Compare z with what it was.",
            also=(mistakes.shared_memory, mistakes.the_answer_compared_with_z),
        ),
        Mistake(
            "slope and z compared",
            mistakes.the_answer_compared,
            "You compare what slope gives back with z. A slope is another number, and rightly "
            "so: compare z afterwards with z before.",
            also=(
                lambda slope: (
                    not np.allclose(slope(z := np.array([[-2.0, 0.4]])), np.where(z > 0, 1, 0.1))
                ),
            ),
        ),
        Mistake(
            "always caught",
            lambda slope: True,
            "Yours says True to every slope, the sound ones as well. «z is not before» asks "
            "whether these are two arrays, and they always are; compare their numbers.",
        ),
        Mistake(
            "asked twice",
            mistakes.asked_twice,
            "You ask twice and compare what comes back. A function that writes the same both "
            "times passes: compare z itself with what it was.",
            also=(mistakes.asked_twice_without_a_copy,),
        ),
        Mistake(
            "no single answer",
            mistakes.answering(lambda z, before: z != before),
            "Your answer is an array, with a True or False for each number. One is asked for: "
            ".any().",
            also=(mistakes.answering(lambda z, before: z == before),),
        ),
        Mistake(
            "a number",
            mistakes.answering(lambda z, before: np.abs(z - before).max()),
            "Yours gives a number. True or False is asked for: is it above 0?",
            also=(
                mistakes.answering(lambda z, before: np.abs(z - before).sum()),
                mistakes.answering(lambda z, before: (z - before).sum()),
                mistakes.answering(lambda z, before: np.sum(z != before)),
                mistakes.answering(lambda z, before: int(np.sum(z != before))),
            ),
        ),
        Mistake(
            "in words",
            mistakes.answering(lambda z, before: "sound" if (z == before).all() else "caught"),
            "Yours answers in words. True or False is asked for.",
        ),
        Mistake(
            "an assertion",
            mistakes.asserted,
            "assert stops where something is wrong. Here the answer is wanted, not an end: "
            "return True or False.",
            also=(mistakes.asserted_and_false, mistakes.asserted_and_true),
        ),
    ),
    alternatives=(
        answers.caught_by_bytes,
        answers.caught_by_the_largest_change,
        answers.caught_by_writing_protection,
        lambda slope: [(z := np.array([[-3.0, 0.3]])), slope(z), (z != [[-3, 0.3]]).any()][2],
    ),
)

CAUGHT_OVERLAP = Exercise(
    room="rows",
    name="caught_overlap",
    reference=asked.caught_overlap,
    draw=drawn.deal,
    draws=150,  # so that each of the suspects comes up
    properties=(properties.catches_the_sick_alone,),
    view=symptoms.verdict,
    hints=(
        "Deal one epoch, put all its row numbers into one row, and ask whether each number is "
        "there once.",
        "Sorted, they should be 0, 1, 2 and so on. Which n_rows and batch should be tried, so "
        "that the last batch is a short one?",
        "rows = np.concatenate(deal(np.random.default_rng(0), 13, 4)), and then "
        "sorted(rows) != list(range(13)).",
    ),
    mistakes=(
        Mistake(
            "even batches only",
            mistakes.epochs((12, 4)),
            "All your batches are full. A deal that leaves a short last batch out, or fills "
            "it up, passes: try a number of rows that batch does not divide, too.",
            also=(
                mistakes.epochs((10, 5)),
                mistakes.epochs((100, 10)),
                mistakes.epochs((12, 4), (20, 5)),
            ),
        ),
        Mistake(
            "stopped by an empty list",
            mistakes.stopped_where_there_is_no_batch,
            "You ask for fewer rows than a batch has. A deal that leaves a short batch out then "
            "gives none at all, and of an empty list np.concatenate makes an error. That deal has "
            "a fault as well, and yours should say so.",
        ),
        Mistake(
            "one batch only",
            mistakes.epochs((12, 12)),
            "With one batch, or with one row in each, no two of them can overlap. Try several "
            "batches of several rows.",
            also=(
                mistakes.epochs((12, 1)),
                mistakes.epochs((5, 1)),
                mistakes.epochs((12, 12), (12, 1)),
                mistakes.epochs((4, 4)),
            ),
        ),
        known(
            "how many, not which",
            (
                *mistakes.in_epochs(lambda seen, n: len(seen) != n),
                mistakes.number_of_batches,
                mistakes.lengths_of_batches,
            ),
            "You count the rows of an epoch. There can be as many as there should be, and some "
            "of them twice, others never: ask which they are.",
        ),
        known(
            "different ones counted",
            (
                *mistakes.in_epochs(lambda seen, n: len(set(seen)) != n),
                *mistakes.in_epochs(lambda seen, n: len(set(seen)) < n),
            ),
            "You count how many different rows there are. One that comes once more than it "
            "should is not seen so, nor a row that does not exist.",
        ),
        known(
            "which numbers",
            mistakes.in_epochs(lambda seen, n: len(seen) != n or len(set(seen)) != n),
            "As many as there should be, and no two the same: that is nearly it. But rows "
            "counted from 1 pass so, without the row 0, and with one that does not exist. "
            "Compare with the numbers themselves, range(n).",
        ),
        known(
            "the last rows not counted",
            (
                *mistakes.in_epochs(lambda seen, n: (np.bincount(seen.astype(int)) != 1).any()),
                *mistakes.in_epochs(lambda seen, n: sorted(seen) != list(range(len(seen)))),
            ),
            "You count up to the last row that you have found: np.bincount does, and so does "
            "range(len(seen)). Rows that never come at the end are not missed so. Count up to n: "
            "minlength=n, or range(n).",
        ),
        known(
            "doubles only",
            mistakes.in_epochs(lambda seen, n: len(set(seen)) < len(seen)),
            "You look for rows that come twice. A row that never comes is a fault, too.",
        ),
        known(
            "missing ones only",
            (
                *mistakes.in_epochs(lambda seen, n: not set(range(n)) <= set(seen)),
                *mistakes.in_epochs(lambda seen, n: set(seen) != set(range(n))),
            ),
            "You look for rows that are missing. A row that comes twice is a fault, too.",
        ),
        known(
            "the sum alone",
            (
                *mistakes.in_epochs(lambda seen, n: sum(seen) != n * (n - 1) // 2),
                *mistakes.in_epochs(lambda seen, n: max(seen) != n - 1),
            ),
            "You add the row numbers up, or look at the largest. Other rows can have the same "
            "sum, the row 0 adds nothing, and the order says nothing: sort them and look at "
            "all.",
        ),
        Mistake(
            "neighbours only",
            mistakes.neighbours_only,
            "You ask whether a batch has rows in common with the next one. Rows can also be "
            "left out, or come again much later: look at the whole epoch.",
            also=(mistakes.neighbours_of_even_batches,),
        ),
        Mistake(
            "inside a batch only",
            mistakes.inside_batches_only,
            "You look at each batch by itself. What overlaps are batches: put the rows of all "
            "of them together first.",
            also=(mistakes.first_batch_only, lambda deal: False),
        ),
        known(
            "not sorted",
            mistakes.in_epochs(lambda seen, n: seen.tolist() != list(range(n))),
            "A sound deal may shuffle the rows, and yours then says True. Sort them before you "
            "compare.",
        ),
        Mistake(
            "all batches as long",
            mistakes.all_as_long,
            "A last batch that is shorter is no fault. What counts is that each row comes once.",
        ),
        known(
            "turned round",
            (
                *mistakes.in_epochs(lambda seen, n: sorted(seen) == list(range(n))),
                lambda deal: not asked.caught_overlap(deal),
            ),
            "Yours says True to the sound ones. True means caught: a row is missing, or there "
            "twice.",
        ),
        Mistake(
            "always caught",
            lambda deal: True,
            "Yours says True to every deal, the sound ones as well. sorted gives a list, and a "
            "list is never the same as a range: list(range(n)). And range(n) goes from 0 to "
            "n - 1.",
        ),
        Mistake(
            "nothing to join",
            mistakes.nothing_to_join,
            "A deal that leaves the short batch out gives an empty list if there are fewer "
            "rows than batch, and np.concatenate wants one array at least. A loop over the "
            "batches takes an empty list, too.",
        ),
        known(
            "counted from 1",
            mistakes.in_epochs(lambda seen, n: sorted(seen) != list(range(1, n + 1))),
            "You expect rows from 1 on. The first row is row 0: range(n) ends before n by itself.",
        ),
        known(
            "lengths that differ",
            (
                *mistakes.in_epochs(lambda seen, n: not (np.sort(seen) == np.arange(n)).all()),
                *mistakes.in_epochs(lambda seen, n: (np.sort(seen) != np.arange(n)).any()),
            ),
            "If rows are missing, there are fewer numbers than you compare them with, and == "
            "stops. np.array_equal says False then.",
        ),
        known(
            "a ragged table",
            [
                mistakes.a_ragged_table(n_rows, batch, flat)
                for n_rows, batch in ((13, 4), (10, 4), (10, 3), (11, 4), (23, 5), (103, 10))
                for flat in (np.ravel, np.asarray)
            ],
            "Batches of different length make no table. np.concatenate lays them one behind "
            "the other.",
        ),
        Mistake(
            "a set of batches",
            lambda deal: set(deal(np.random.default_rng(0), 13, 4)) != set(range(13)),
            "A set takes numbers, and each batch is an array of them. Lay the batches one behind "
            "the other first: np.concatenate.",
        ),
        Mistake(
            "no generator",
            lambda deal: sorted(np.concatenate(deal(13, 4))) != list(range(13)),
            "deal wants three things: deal(rng, n_rows, batch). Make it a generator first, "
            "np.random.default_rng(0).",
            also=(
                lambda deal: sorted(np.concatenate(deal(None, 13, 4))) != list(range(13)),
                lambda deal: sorted(np.concatenate(deal(0, 13, 4))) != list(range(13)),
            ),
        ),
        Mistake(
            "no single answer",
            lambda deal: np.sort(mistakes.seen_in(deal, 12, 4))[:4] != np.arange(4),
            "Your answer is an array or a number. One True or False is asked for, for all rows "
            "together.",
            also=(
                lambda deal: [len(rows) for rows in deal(np.random.default_rng(0), 13, 4)],
                lambda deal: 13 - len(np.unique(mistakes.seen_in(deal, 13, 4))),
                lambda deal: sorted(mistakes.seen_in(deal, 13, 4)) != np.arange(13),
            ),
        ),
        Mistake(
            "an assertion",
            mistakes.epoch_asserted,
            "assert stops where something is wrong. Here the answer is wanted, not an end: "
            "return True or False.",
            also=(mistakes.epoch_asserted_and_false,),
        ),
    ),
    alternatives=(
        answers.overlap_by_counting,
        answers.overlap_by_sets,
        answers.overlap_in_one_line,
    ),
)
