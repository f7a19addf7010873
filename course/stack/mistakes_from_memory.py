"""Wrong ways to rebuild the stack from memory that need more than a line."""

import numpy as np

from course.stack import stack
from course.stack.stack import above


def rebuilt(v, u, d, *, pop=stack.pop, look=stack.weights):
    """A stack with something changed."""
    s, reads = np.zeros(0), []
    for t in range(len(v)):
        s = np.append(pop(s, u[t]), d[t])
        reads.append(look(s) @ v[: t + 1])
    return np.array(reads)


def rebuilt_pushing_first(v, u, d):
    s, reads = np.zeros(0), []
    for t in range(len(v)):
        s = stack.pop(np.append(s, d[t]), u[t])
        reads.append(stack.weights(s) @ v[: t + 1])
    return np.array(reads)


def rebuilt_reading_first(v, u, d):
    """Each step reads what the step before left."""
    return np.concatenate([np.zeros_like(v[:1]), rebuilt(v, u, d)[:-1]])


def rebuilt_reading_before_the_push(v, u, d):
    s, reads = np.zeros(0), []
    for t in range(len(v)):
        s = stack.pop(s, u[t])
        reads.append(stack.weights(s) @ v[:t])
        s = np.append(s, d[t])
    return np.array(reads)


def rebuilt_reading_before_the_pop(v, u, d):
    s, reads = np.zeros(0), []
    for t in range(len(v)):
        reads.append(stack.weights(np.append(s, d[t])) @ v[: t + 1])
        s = np.append(stack.pop(s, u[t]), d[t])
    return np.array(reads)


def rebuilt_forgetting(v, u, d):
    """The memory begins anew at each step."""
    return d[:, None] * v


def rebuilt_with_whole_things(v, u, d):
    pile: list[np.ndarray] = []
    reads = []
    for t in range(len(v)):
        if u[t] > 0.5 and pile:
            pile.pop()
        if d[t] > 0.5:
            pile.append(v[t])
        reads.append(pile[-1] if pile else np.zeros(v.shape[1]))
    return np.array(reads)


def rebuilt_with_one_to_pop(v, u, d):
    """Only the topmost loses, and what it cannot give is forgotten."""
    return rebuilt(v, u, d, pop=_top_loses)


def _top_loses(s, u):
    return np.append(s[:-1], np.maximum(0, s[-1:] - u))


def rebuilt_scaled(v, u, d):
    return rebuilt(d[:, None] * v, u, d)


def rebuilt_normalised(v, u, d):
    return rebuilt(v, u, d, look=_normalised)


def _normalised(s):
    w = stack.weights(s)
    return w / w.sum()


def rebuilt_normalised_without_nan(v, u, d):
    return rebuilt(v, u, d, look=_normalised_without_nan)


def _normalised_without_nan(s):
    w = stack.weights(s)
    return w / w.sum() if w.sum() > 0 else w


def top_alive(s):
    """The topmost value that has any strength left, and no other."""
    last = (s > 0) & (above(s) == 0)
    return np.where(last, s, 0)


def top_alive_whole(s):
    return (top_alive(s) > 0) * 1.0


def top_whole(s):
    return np.append(np.zeros(len(s) - 1), 1.0)


def evenly(s, u):
    return np.maximum(0, s - u / max(1, s.shape[-1]))


def rebuilt_to_strengths(v, u, d):
    s = np.zeros(0)
    for t in range(len(v)):
        s = np.append(stack.pop(s, u[t]), d[t])
    return s


def rebuilt_to_shares(v, u, d):
    s, shown = np.zeros(0), np.zeros((len(v), len(v)))
    for t in range(len(v)):
        s = np.append(stack.pop(s, u[t]), d[t])
        shown[t, : t + 1] = stack.weights(s)
    return shown


def rebuilt_without_the_first(v, u, d):
    s, reads = d[:1], []
    for t in range(1, len(v)):
        s = np.append(stack.pop(s, u[t]), d[t])
        reads.append(stack.weights(s) @ v[: t + 1])
    return np.array(reads)


def rebuilt_in_place(v, u, d):
    """The pushes are used as the strengths, and written into."""
    reads = []
    for t in range(len(v)):
        d[:t] = stack.pop(d[:t], u[t])
        reads.append(stack.weights(d[: t + 1]) @ v[: t + 1])
    return np.array(reads)
