"""Inputs for the exercises of lesson 05, drawn afresh for every call.

Where slopes are asked for, none is drawn at a kink of a maximum or minimum: there a slope has two
values, one on either side, and no rule is the only right one.
"""

import numpy as np

from course.stack import net
from course.stack.stack import above

CLEAR = 1e-3  # how far from a kink everything is, where slopes are asked for


def lead(rng):
    """One stack alone, several side by side, or several for each of several networks."""
    sizes = rng.integers(2, 5, size=2).tolist()
    return [(), (1,), (sizes[0],), tuple(sizes)][rng.choice(4, p=[0.35, 0.1, 0.35, 0.2])]


def height(rng, least=0):
    """How many values there are; now and then as few as may be."""
    return least if rng.random() < 0.1 else int(rng.integers(1, 7))


def shares(rng, shape):
    """Numbers from 0 to 1; in some of the draws some of them, or all, are exactly 0 or 1."""
    drawn, whole = np.asarray(rng.random(shape)), rng.choice([0.0, 0.5, 1.0], p=[0.5, 0.25, 0.25])
    return np.where(rng.random(shape) < whole, np.round(drawn), drawn)


def strengths(rng, shape):
    """Shares, in some of the draws so small that there is little in the stack."""
    return shares(rng, shape) * (0.3 if rng.random() < 0.4 else 1)


def step(rng):
    axes = lead(rng)
    return strengths(rng, (*axes, height(rng))), shares(rng, axes), shares(rng, axes)


def stack(rng):
    """Values and strengths; now and then as many values as each is long, since only there a matrix
    that is on its side shows by its numbers."""
    axes, t = lead(rng), height(rng, 1)
    m = t if rng.random() < 0.4 else int(rng.integers(1, 5))
    return rng.normal(size=(*axes, t, m)), strengths(rng, (*axes, t))


def pushed(rng):
    axes, m = lead(rng), int(rng.integers(1, 5))
    return rng.normal(size=(*axes, height(rng), m)), rng.normal(size=(*axes, m))


def stack_backward(rng):
    while True:
        V, _ = stack(rng)
        s = rng.uniform(0.01, 0.99, size=V.shape[:-1]) * (0.3 if rng.random() < 0.4 else 1)
        room = 1 - above(s)
        if _is_clear(room) and _is_clear(s - room):
            return V, s, rng.normal(size=(*V.shape[:-2], V.shape[-1]))


def step_backward(rng):
    while True:
        axes = lead(rng)
        s = rng.uniform(0.01, 0.99, size=(*axes, height(rng))) * (0.3 if rng.random() < 0.5 else 1)
        u = rng.uniform(0.01, 0.99, size=axes)
        asked = np.asarray(u)[..., None] - above(s)
        if _is_clear(asked) and _is_clear(s - asked):
            return s, np.asarray(u), rng.normal(size=(*axes, s.shape[-1] + 1))


def _is_clear(distance):
    return bool((np.abs(distance) > CLEAR).all())


def hidden(rng):
    """A controller, its hidden layer, and in most of the draws noise for push and pop."""
    sequences, units, m = (int(size) for size in rng.integers(1, 6, size=3))
    params = net.init(rng, hidden=units, m=m)
    params |= {name: rng.normal(size=b.shape) for name, b in params.items() if b.shape[0] == 1}
    c = np.tanh(rng.normal(size=(sequences, units)))
    kind = rng.random()
    if kind < 0.3:
        return params, c
    if kind < 0.4:
        return params, c, float(rng.normal()), float(rng.normal())
    return params, c, *(2 * rng.normal(size=(2, sequences, 1)))


def queue(rng):
    t, m = height(rng), int(rng.integers(1, 5))
    u, d = shares(rng, 2).tolist()
    return rng.normal(size=(t, m)), strengths(rng, t), rng.normal(size=m), u, d


def program(rng):
    """What is pushed and popped in some steps."""
    steps, m = height(rng, 1), int(rng.integers(1, 5))
    return rng.normal(size=(steps, m)), shares(rng, steps), shares(rng, steps)
