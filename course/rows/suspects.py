"""Functions to be tested by the learner's tests: sound ones, and others that have one of two bugs.

A slope may write into the weighted sums that it was asked about. A deal may leave rows out of an
epoch, or have some twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from course.digits.net import minibatches
from course.graveyard import deals, prelu


@dataclass(frozen=True)
class Suspect:
    """A function that says what it is when it is printed, and has nothing else to be looked at.

    Attributes
    ----------
    _function : what is asked when this is called
    _words : what it is
    _sick : whether it has the bug; ``is_sick`` tells
    """

    _function: Callable[..., Any]
    _words: str
    _sick: bool

    def __call__(self, *args: Any) -> Any:
        return self._function(*args)

    def __repr__(self) -> str:
        return self._words


def is_sick(suspect: Suspect) -> bool:
    """Whether it has the bug."""
    return suspect._sick


# ---- slopes


def of_sigmoids(z):
    a = 1 / (1 + np.exp(-z))
    return a * (1 - a)


def of_a_copy(z):
    s = z.copy()
    s[z > 0] = 1
    s[z <= 0] = 0
    return s


def of_half_squares(z):
    """A unit that says half the square of z has the slope z."""
    return z


def write_above(z, *, value):
    s = (z > 0) * 1.0
    z[z > 0] = value
    return s


write_1_above = partial(write_above, value=1)
write_0_above = partial(write_above, value=0)


def only_below(z):
    z[z < 0] = 0
    return np.sign(z)


def leak_below(z):
    s = prelu.slope(z)
    z[z < 0] = prelu.LEAK
    return s


def through_another_name(z):
    here = z[...]
    here[...] = of_sigmoids(z)
    return here


def what_the_units_say(z):
    z[...] = np.tanh(z)
    return 1 - z**2


def exchange(z):
    """The same numbers, and the same sum."""
    s = of_sigmoids(z)
    z.flat[:2] = z.flat[:2][::-1]
    return s


SLOPES = (
    Suspect(prelu.slope, "a sound slope, of PReLU units", False),
    Suspect(of_sigmoids, "a sound slope, of sigmoids", False),
    Suspect(of_a_copy, "a sound slope, which writes into a copy of its own", False),
    Suspect(of_half_squares, "a sound slope, of units that say z**2 / 2: it hands back z", False),
    Suspect(prelu.slope_in_place, "a slope that writes over all of z", True),
    Suspect(
        partial(write_above, value=1), "a slope that writes 1 into z where it is above 0", True
    ),
    Suspect(
        partial(write_above, value=0), "a slope that writes 0 into z where it is above 0", True
    ),
    Suspect(only_below, "a slope that writes 0 into z where it is below 0", True),
    Suspect(leak_below, "a slope that writes 0.1 into z where it is below 0", True),
    Suspect(exchange, "a slope that exchanges the first two numbers of z", True),
    Suspect(through_another_name, "a slope that writes into z by another name for it", True),
    Suspect(what_the_units_say, "a slope that writes into z and hands back a new array", True),
)

# ---- deals


def cut(order, batch):
    return [order[start : start + batch] for start in range(0, len(order), batch)]


def in_order(rng, n_rows, batch):
    return cut(np.arange(n_rows), batch)


def the_short_one_first(rng, n_rows, batch):
    return [rows[::-1] for rows in cut(rng.permutation(n_rows), batch)][::-1]


def like_cards(rng, n_rows, batch):
    order, count = rng.permutation(n_rows), -(-n_rows // batch)
    return [order[i::count] for i in range(count)]


def i_plus_j_of_a_shuffle(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[rows] for rows in deals.i_plus_j(rng, n_rows, batch)]


def whole_batches_only(rng, n_rows, batch):
    return cut(rng.permutation(n_rows)[: n_rows // batch * batch], batch)


def one_row_forgotten(rng, n_rows, batch):
    return cut(rng.permutation(n_rows - 1), batch)


def row_0_forgotten(rng, n_rows, batch):
    return cut(rng.permutation(n_rows - 1) + 1, batch)


def counted_from_1(rng, n_rows, batch):
    return cut(rng.permutation(n_rows) + 1, batch)


def one_for_another(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    order[0] = order[-1]
    return cut(order, batch)


def one_once_more(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return cut(np.append(order, order[0]), batch)


def filled_up(rng, n_rows, batch):
    order = rng.permutation(n_rows)
    return [order[(start + np.arange(batch)) % n_rows] for start in range(0, n_rows, batch)]


DEALS = (
    Suspect(minibatches, "a sound deal, that of lesson 06", False),
    Suspect(in_order, "a sound deal, in the order of the file", False),
    Suspect(the_short_one_first, "a sound deal, with the shorter batch first", False),
    Suspect(like_cards, "a sound deal, row by row to each batch in turn", False),
    Suspect(deals.i_plus_j, "a deal that gives batch i the rows i + j", True),
    Suspect(i_plus_j_of_a_shuffle, "a deal that gives batch i the shuffled rows i + j", True),
    Suspect(whole_batches_only, "a deal that leaves out the last batch if it is short", True),
    Suspect(one_row_forgotten, "a deal that forgets the last row", True),
    Suspect(row_0_forgotten, "a deal that forgets row 0", True),
    Suspect(counted_from_1, "a deal that counts rows from 1", True),
    Suspect(one_for_another, "a deal that has one row twice, and one never", True),
    Suspect(one_once_more, "a deal that has every row, and one of them once more", True),
    Suspect(filled_up, "a deal that fills a short last batch up with rows it had", True),
)
