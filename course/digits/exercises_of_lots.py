"""Lesson 06 asks for what is drawn by lot, batches and first weights: how that is judged."""

import numpy as np

from course.digits import answers, drawn, mistakes_of_lots as mistakes, net, properties, symptoms
from course.kit.checking import Exercise, Mistake

MINIBATCHES = Exercise(
    room="digits",
    name="minibatches",
    reference=net.minibatches,
    draw=drawn.deal,
    draws=40,
    properties=(properties.deals_each_row_once, properties.comes_from_rng),
    view=symptoms.deal_symptom,
    hints=(
        "Shuffle all row numbers once, as a pack of cards. Then deal.",
        "order[start : start + batch] is one batch, and a slice may go past the end. Where "
        "does the next one start?",
        "order = rng.permutation(n_rows), and then a batch for each start in "
        "range(0, n_rows, batch).",
    ),
    mistakes=(
        Mistake(
            "rows left out",
            mistakes.dealt_by_whole_batches,
            "Some rows are in no batch. The last batch may be a small one: how many batches do "
            "10 rows make, 4 at a time?",
            also=(
                mistakes.dealt_up_to_the_last,
                mistakes.dealt_as_a_table,
                mistakes.dealt_first_only,
                mistakes.dealt_and_returned_too_early,
                lambda rng, n_rows, batch: [
                    rows
                    for rows in mistakes.cut(rng.permutation(n_rows), batch)
                    if len(rows) == batch
                ],
                lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows - 1), batch),
                lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows)[1:], batch),
            ),
        ),
        Mistake(
            "overlapping",
            mistakes.overlapping(lambda n, batch: n // batch),
            "Your batches overlap: batch number i begins at row i, so the second one has most "
            "rows of the first, and the later rows are hardly reached. Where does batch i "
            "begin if each takes batch rows?",
            also=(
                mistakes.overlapping(mistakes.many),
                mistakes.overlapping(lambda n, batch: n),
                mistakes.overlapping(lambda n, batch: n - batch),
                mistakes.overlapping(lambda n, batch: n - batch + 1),
                mistakes.overlapping(lambda n, batch: n // batch, shuffled=False),
                mistakes.overlapping(mistakes.many, shuffled=False),
                mistakes.overlapping(lambda n, batch: n, shuffled=False),
                mistakes.overlapping_one_by_one,
            ),
        ),
        Mistake(
            "in order",
            lambda rng, n_rows, batch: mistakes.cut(np.arange(n_rows), batch),
            "The rows come in order. They should be shuffled, anew in each call. "
            "(rng.permutation gives a new array, and leaves the old one as it is.)",
            also=(
                mistakes.dealt_in_order_after_all,
                lambda rng, n_rows, batch: mistakes.cut(np.arange(n_rows)[::-1], batch),
                lambda rng, n_rows, batch: mistakes.cut(np.sort(rng.permutation(n_rows)), batch),
            ),
        ),
        Mistake(
            "neighbours together",
            mistakes.dealt_with_starts_shuffled,
            "The same rows always meet in a batch, because you shuffle only the batches, or "
            "only inside them. Shuffle all rows first, and cut then.",
            also=(
                mistakes.dealt_with_batches_shuffled,
                mistakes.dealt_and_shuffled_inside,
                mistakes.dealt_and_shuffled_twice_but_not_across,
            ),
        ),
        Mistake(
            "some rows twice",
            mistakes.with_replacement(mistakes.many),
            "You draw each batch without looking at those before, so some rows come twice and "
            "others never. Deal from one shuffled pack: one shuffle, and then no more luck.",
            also=(
                mistakes.with_replacement(lambda n, batch: n // batch),
                mistakes.chosen_anew(mistakes.many),
                mistakes.chosen_anew(lambda n, batch: n // batch),
                mistakes.shuffled_anew(mistakes.many),
                mistakes.shuffled_anew(lambda n, batch: n // batch),
                mistakes.shuffled_anew_and_cut,
                lambda rng, n_rows, batch: mistakes.cut(rng.integers(n_rows, size=n_rows), batch),
                lambda rng, n_rows, batch: mistakes.cut(
                    rng.integers(0, n_rows - 1, size=n_rows), batch
                ),
            ),
        ),
        Mistake(
            "filled up",
            mistakes.dealt_with_the_last_filled_up,
            "You fill the last batch up with rows that have had their turn. It may be smaller "
            "than the others: each row once.",
            also=(mistakes.dealt_with_the_last_pushed_back,),
        ),
        Mistake(
            "an empty batch",
            mistakes.dealt_with_one_too_many,
            "If the batches come out even, yours has one more, with no rows in it: a mean over "
            "that is NaN. How many does it take for 8 rows, 4 at a time?",
            also=(
                lambda rng, n_rows, batch: [
                    *mistakes.cut(rng.permutation(n_rows), batch),
                    np.empty(0, dtype=int),
                ],
                lambda rng, n_rows, batch: np.split(
                    rng.permutation(n_rows), range(batch, n_rows + 1, batch)
                ),
                lambda rng, n_rows, batch: np.split(
                    rng.permutation(n_rows), range(0, n_rows, batch)
                ),
            ),
        ),
        Mistake(
            "batch for the number of batches",
            lambda rng, n_rows, batch: np.array_split(rng.permutation(n_rows), batch),
            "batch says how many rows are in one batch. You make so many batches.",
            also=(
                lambda rng, n_rows, batch: np.split(rng.permutation(n_rows), batch),
                mistakes.dealt_to_so_many,
                lambda rng, n_rows, batch: mistakes.cut(
                    rng.permutation(n_rows), max(1, n_rows // batch)
                ),
            ),
        ),
        Mistake(
            "evened out",
            lambda rng, n_rows, batch: np.array_split(
                rng.permutation(n_rows), mistakes.many(n_rows, batch)
            ),
            "np.array_split makes the batches as even as it can. Asked for are batch rows in "
            "each, and what is left over in the last.",
            also=(
                lambda rng, n_rows, batch: np.array_split(
                    rng.permutation(n_rows), max(1, n_rows // batch)
                ),
                lambda rng, n_rows, batch: np.array_split(rng.permutation(n_rows), n_rows // batch),
                mistakes.dealt_in_turn,
            ),
        ),
        Mistake(
            "has to come out even",
            lambda rng, n_rows, batch: rng.permutation(n_rows).reshape(-1, batch),
            "A table has rows of one length, so this works only if the batches come out even. "
            "A list of arrays may have a shorter one at its end.",
            also=(
                lambda rng, n_rows, batch: list(rng.permutation(n_rows).reshape(-1, batch)),
                lambda rng, n_rows, batch: np.split(rng.permutation(n_rows), n_rows // batch),
                lambda rng, n_rows, batch: rng.permutation(n_rows).reshape(n_rows // batch, batch),
                lambda rng, n_rows, batch: np.array(mistakes.cut(rng.permutation(n_rows), batch)),
            ),
        ),
        Mistake(
            "counted from 1",
            lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows) + 1, batch),
            "Your row numbers begin at 1, and the last one does not exist. The first row is row 0.",
            also=(
                lambda rng, n_rows, batch: mistakes.cut(
                    rng.permutation(np.arange(1, n_rows + 1)), batch
                ),
                lambda rng, n_rows, batch: mistakes.cut(rng.permutation(n_rows + 1), batch),
            ),
        ),
        Mistake(
            "not dealt",
            lambda rng, n_rows, batch: rng.permutation(n_rows),
            "That is one row of numbers. Asked for is a list, with an array for each batch.",
            also=(
                lambda rng, n_rows, batch: rng.permutation(n_rows)[:batch],
                lambda rng, n_rows, batch: list(rng.permutation(n_rows)),
                lambda rng, n_rows, batch: rng.integers(n_rows, size=batch),
                lambda rng, n_rows, batch: np.concatenate(
                    mistakes.cut(rng.permutation(n_rows), batch)
                ),
            ),
        ),
        Mistake(
            "a generator",
            mistakes.dealt_one_by_one,
            "yield, and round brackets, hand the batches out one by one, and only once. A list "
            "of them is asked for.",
            also=(lambda rng, n_rows, batch: iter(mistakes.cut(rng.permutation(n_rows), batch)),),
        ),
        Mistake(
            "None from shuffle",
            mistakes.dealt_from_a_shuffle_that_gives_none,
            "rng.shuffle changes an array and gives nothing back: order = rng.shuffle(…) is "
            "None. rng.permutation gives the shuffled array.",
        ),
    ),
    alternatives=(
        answers.dealt_by_split,
        answers.dealt_from_a_shuffled_pile,
        answers.dealt_by_lots,
        answers.dealt_as_lists,
        lambda rng, n_rows, batch: tuple(mistakes.cut(rng.permutation(n_rows), batch)),
    ),
)

HE_INIT = Exercise(
    room="digits",
    name="he_init",
    reference=net.he_init,
    draw=drawn.fans,
    properties=(properties.spreads_as_asked, properties.comes_from_rng),
    view=symptoms.weight_symptom,
    hints=(
        "rng.normal(size=shape) draws with a standard deviation of 1. To make it another one, "
        "multiply all numbers.",
        "The more inputs add up in a unit, the smaller each weight has to be. How many inputs "
        "does a unit of this layer have?",
        "rng.normal(size=(fan_in, fan_out)), times the root of 2 divided by fan_in.",
    ),
    mistakes=(
        Mistake(
            "without the 2",
            mistakes.drawn_with(lambda m, n: np.sqrt(1 / m)),
            "Your weights are too small by a factor of 1.41. ReLU silences half of what a "
            "unit gets: what makes up for that?",
        ),
        Mistake(
            "the wrong side",
            mistakes.drawn_with(lambda m, n: np.sqrt(2 / n)),
            "You divide by fan_out. What adds up in a unit are its inputs: it is their number "
            "that counts.",
            also=(
                mistakes.drawn_with(lambda m, n: np.sqrt(1 / n)),
                mistakes.drawn_with(lambda m, n: 2 / n),
            ),
        ),
        Mistake(
            "both sides",
            mistakes.drawn_with(lambda m, n: np.sqrt(2 / (m + n))),
            "fan_in and fan_out together: that is another rule, by Glorot and Bengio, for "
            "units such as tanh. Here only the inputs count.",
            also=(
                mistakes.drawn_with(lambda m, n: np.sqrt(1 / (m + n))),
                mistakes.drawn_with(lambda m, n: np.sqrt(4 / (m + n))),
                mistakes.drawn_with(lambda m, n: np.sqrt(2 / (m * n))),
            ),
        ),
        Mistake(
            "the variance",
            mistakes.drawn_with(lambda m, n: 2 / m),
            "2 / fan_in is the variance. rng.normal, and multiplying, want the standard "
            "deviation: which is made of it how?",
            also=(
                lambda rng, m, n: rng.normal(0, 2 / m, (m, n)),
                mistakes.drawn_with(lambda m, n: 1 / m),
            ),
        ),
        Mistake(
            "root of the 2 only",
            mistakes.drawn_with(lambda m, n: np.sqrt(2) / m),
            "The root goes over the whole fraction; yours ends before the /. Mind the brackets.",
        ),
        Mistake(
            "upside down",
            mistakes.drawn_with(lambda m, n: np.sqrt(2 * m)),
            "With more inputs your weights grow. They should shrink, so that the sum stays as "
            "large as it was: divide by fan_in.",
            also=(mistakes.drawn_with(lambda m, n: np.sqrt(m / 2)),),
        ),
        Mistake(
            "always as wide",
            lambda rng, fan_in, fan_out: rng.normal(size=(fan_in, fan_out)),
            "Yours is as wide whatever fan_in is. The more inputs a unit has, the smaller the "
            "weights should be.",
            also=(
                mistakes.drawn_with(lambda m, n: 2.0),
                mistakes.drawn_with(lambda m, n: np.sqrt(2)),
                mistakes.drawn_with(lambda m, n: 0.1),
                mistakes.drawn_with(lambda m, n: 0.01),
            ),
        ),
        Mistake(
            "not around 0",
            lambda rng, fan_in, fan_out: rng.random((fan_in, fan_out)) * np.sqrt(2 / fan_in),
            "Your weights do not lie around 0. rng.random never gives a negative number; in "
            "rng.normal the first argument is the mean, the second the standard deviation.",
            also=(
                lambda rng, m, n: rng.normal(np.sqrt(2 / m), size=(m, n)),
                lambda rng, m, n: rng.normal(np.sqrt(2 / m), np.sqrt(2 / m), (m, n)),
                lambda rng, m, n: np.abs(rng.normal(size=(m, n))) * np.sqrt(2 / m),
                lambda rng, m, n: rng.random((m, n)),
                lambda rng, m, n: rng.normal(size=(m, n)) + np.sqrt(2 / m),
            ),
        ),
        Mistake(
            "even",
            lambda rng, fan_in, fan_out: (
                rng.uniform(-1, 1, (fan_in, fan_out)) * np.sqrt(6 / fan_in)
            ),
            "Your numbers are spread evenly, up to an edge. Asked for is a normal "
            "distribution: many near 0, a few far out.",
            also=(
                lambda rng, m, n: rng.uniform(-1, 1, (m, n)) * np.sqrt(2 / m),
                lambda rng, m, n: (2 * rng.random((m, n)) - 1) * np.sqrt(2 / m),
                lambda rng, m, n: (rng.random((m, n)) - 0.5) * np.sqrt(2 / m),
                lambda rng, m, n: 2 * rng.random((m, n)) - 1,
            ),
        ),
        Mistake(
            "on its side",
            lambda rng, fan_in, fan_out: net.he_init(rng, fan_in, fan_out).T,
            "Your table lies on its side. X @ W needs a row for each input: shape "
            "(fan_in, fan_out).",
            also=(
                lambda rng, m, n: rng.normal(size=(n, m)) * np.sqrt(2 / n),
                lambda rng, m, n: rng.normal(size=(n, m)),
            ),
        ),
        Mistake(
            "all the same",
            lambda rng, fan_in, fan_out: np.zeros((fan_in, fan_out)),
            "All your weights are the same number, so all units of a layer say the same, learn "
            "the same, and stay the same. Each weight needs a draw of its own.",
            also=(
                lambda rng, m, n: np.full((m, n), np.sqrt(2 / m)),
                lambda rng, m, n: np.full((m, n), rng.normal() * np.sqrt(2 / m)),
                lambda rng, m, n: rng.normal(size=(m, n)) * np.sqrt(2 // m),
            ),
        ),
        Mistake(
            "all units the same",
            mistakes.drawn_for_one_unit,
            "You draw one row or one column and repeat it. Each weight needs a draw of its "
            "own: size=(fan_in, fan_out).",
            also=(mistakes.drawn_for_one_input,),
        ),
        Mistake(
            "one row of weights",
            lambda rng, fan_in, fan_out: rng.normal(size=fan_in) * np.sqrt(2 / fan_in),
            "One row of weights comes back. There is one for each pair of an input and a unit: "
            "size=(fan_in, fan_out).",
            also=(
                lambda rng, m, n: rng.normal(size=n) * np.sqrt(2 / m),
                lambda rng, m, n: rng.normal(size=m * n) * np.sqrt(2 / m),
                lambda rng, m, n: rng.normal(size=m) * np.sqrt(2 / n),
            ),
        ),
        Mistake(
            "shape in pieces",
            lambda rng, fan_in, fan_out: rng.normal(fan_in, fan_out) * np.sqrt(2 / fan_in),
            "rng.normal takes the shape as one tuple, under its name: "
            "size=(fan_in, fan_out). The first two arguments are mean and standard deviation.",
            also=(
                lambda rng, m, n: rng.normal(m, n),
                lambda rng, m, n: rng.normal() * np.sqrt(2 / m),
                lambda rng, m, n: rng.normal(0, np.sqrt(2 / m), m, n),
                lambda rng, m, n: rng.normal((m, n)) * np.sqrt(2 / m),
                lambda rng, m, n: rng.normal((m, n)),
                lambda rng, m, n: rng.randn(m, n) * np.sqrt(2 / m),
                lambda rng, m, n: rng.standard_normal(m, n) * np.sqrt(2 / m),
            ),
        ),
        Mistake(
            "root of the weights",
            lambda rng, fan_in, fan_out: np.sqrt(rng.normal(size=(fan_in, fan_out)) * 2 / fan_in),
            "You take the root of the random numbers, too, and half of them are negative: NaN. "
            "It belongs to 2 / fan_in alone.",
        ),
    ),
    alternatives=(
        lambda rng, fan_in, fan_out: rng.normal(0, np.sqrt(2 / fan_in), (fan_in, fan_out)),
        lambda rng, fan_in, fan_out: rng.standard_normal((fan_in, fan_out)) * (2 / fan_in) ** 0.5,
        answers.drawn_on_its_side,
        answers.drawn_unit_by_unit,
        answers.drawn_from_even_numbers,
    ),
)
