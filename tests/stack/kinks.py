"""How far a run is from the nearest kink of a max or a min.

Values whose strength is 0 do not count: nothing moves them, so no slope goes there.
"""

import numpy as np

from course.stack import stack

CLEAR = 2e-4  # farther than any gate moves while slopes are measured


def of_pop(s, u):
    asked = u[..., None] - stack.above(s)
    return _nearest(s, asked, s - asked)


def of_read(s):
    room = 1 - stack.above(s)
    return _nearest(s, room, s - room)


def _nearest(s, *distances):
    nearest = np.abs(distances).min(axis=0)
    return float(np.where(s > 0, nearest, 1).min(initial=1))


def turned(s):
    return s[..., ::-1]


def of_run(memory, strengths, pops):
    """The distance of the nearest kink.

    strengths : those before and after each of T steps; pops of shape (..., T, ends)
    """
    found = [1.0]
    for t in range(pops.shape[-2]):
        s, after, u = strengths[t], strengths[t + 1], pops[..., t, :]
        if memory.name != "queue":
            found += [of_pop(s, u[..., -1]), of_read(after)]
        if memory.name == "deque":
            s = stack.pop(s, u[..., 1])
        if memory.name != "stack":
            found += [of_pop(turned(s), u[..., 0]), of_read(turned(after))]
    return min(found)
