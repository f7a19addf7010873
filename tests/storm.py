"""Thirty ways to answer an exercise that nobody had in mind, for whatever exercise it is.

Each takes any arguments. ``TAME`` ones may be judged in the process that asks; ``WILD`` ones would
harm it, and are for the sandbox only.
"""

import builtins
import ctypes
import itertools
import os
import random
import sys
import threading
import warnings

import numpy as np


def takes_nothing():
    return 1.0


def takes_a_dozen(a, b, c, d, e, f, g, h, i, j, k, m):
    return a


def yields(*given):
    yield from given


async def is_awaited(*given):
    return given


def gives_nothing(*given):
    list(given)


def gives_a_text(*given):
    return "0.5"


def gives_bytes(*given):
    return b"\x00" * 8


def gives_a_set(*given):
    return {1, 2, 3}


def gives_itself(*given):
    return gives_itself


def gives_a_class(*given):
    return np.ndarray


def gives_its_arguments(*given):
    return given


def gives_a_list_that_holds_itself(*given):
    held = []
    held.append(held)
    return held


def gives_ragged_rows(*given):
    return [[1.0], [1.0, 2.0]]


def gives_objects(*given):
    return np.array([None, "one", {}], dtype=object)


def gives_complex_numbers(*given):
    return np.full((3, 2), 1 + 2j)


def gives_no_numbers(*given):
    return np.full((4, 2), np.nan)


def gives_nothing_in_rows(*given):
    return np.empty((0, 7))


def gives_masked_numbers(*given):
    return np.ma.masked_all((3, 3))


def gives_a_million_million(*given):
    return np.broadcast_to(1.0, (1_000_000, 1_000_000))


def gives_a_dict_of_other_names(*given):
    return {"weights": np.ones(3), 7: None}


class Unlike:
    """Raises whatever one does with it."""

    def __getattribute__(self, name):
        raise RuntimeError("nobody looks at me")

    def __eq__(self, other):
        raise RuntimeError("compares with nobody")

    __hash__ = None

    def __repr__(self):
        raise RuntimeError("has no name")


def gives_what_cannot_be_looked_at(*given):
    return Unlike()


class SpeechlessError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


def raises_without_words(*given):
    raise SpeechlessError


def raises_a_group(*given):
    raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])


def stops_iterating(*given):
    raise StopIteration


def leaves(*given):
    raise SystemExit("bye")


def interrupts(*given):
    raise KeyboardInterrupt


def calls_itself(*given):
    return calls_itself(*given)


def prints_a_megabyte(*given):
    print("x" * 1_000_000)
    return 0.0


def warns(*given):
    warnings.warn("this is a warning", stacklevel=1)
    return 0.0


def writes_into_all_it_gets(*given):
    for each in given:
        tables = each.values() if isinstance(each, dict) else [each]
        for table in tables:
            if isinstance(table, np.ndarray) and table.size:
                table[...] = 0
    return given[0] if given else None


TAME = (
    takes_nothing, takes_a_dozen, yields, gives_nothing, gives_a_text, gives_bytes, gives_a_set,
    gives_itself, gives_a_class, gives_its_arguments, gives_a_list_that_holds_itself,
    gives_ragged_rows, gives_objects, gives_complex_numbers, gives_no_numbers,
    gives_nothing_in_rows, gives_masked_numbers, gives_a_million_million,
    gives_a_dict_of_other_names, gives_what_cannot_be_looked_at, raises_without_words,
    raises_a_group, stops_iterating, leaves, interrupts, calls_itself, prints_a_megabyte, warns,
    writes_into_all_it_gets,
)  # fmt: skip


# ---- what would harm the process that runs it


def gives_an_endless_iterator(*given):
    return itertools.count()


def loops_for_ever(*given):
    while True:
        pass


def ends_python(*given):
    os._exit(0)


def crashes_python(*given):
    ctypes.string_at(0)


def fills_the_memory(*given):
    held = []
    while True:
        held.append(np.ones(2_000_000))


def changes_everything_around_it(*given):
    np.random.seed(0)  # noqa: NPY002
    random.seed(0)
    np.seterr(all="raise")
    np.set_printoptions(precision=1)
    warnings.simplefilter("error")
    sys.setrecursionlimit(200)
    sys.path.clear()
    os.environ.clear()
    os.chdir("/")
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    del builtins.print, np.exp
    sys.stdout = sys.stderr = None
    return 0.0


WILD = (
    gives_an_endless_iterator, loops_for_ever, ends_python, crashes_python,
    fills_the_memory, changes_everything_around_it,
)  # fmt: skip
ENDLESS = (gives_an_endless_iterator, loops_for_ever)
