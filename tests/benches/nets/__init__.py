"""The networks of the lessons: stacked against in turn, and against plain loops and others' code.

A module for each lesson whose networks are timed. ``WORK`` is what is timed, ``PAIRS`` what is
compared.
"""

from collections.abc import Iterator

import numpy as np

from benches.nets import addition, descent, digits, dropout, eleven, mnist, stack
from benches.table import Row
from benches.turns import compared

ROOMS = (eleven, descent, dropout, addition, stack, digits, mnist)


def rows() -> Iterator[Row]:
    """Room by room: only what is compared has to take turns."""
    with np.errstate(over="ignore"):  # alpha 1000 drives np.exp to infinity, and may
        for room in ROOMS:
            yield from compared(room.WORK, room.PAIRS)
