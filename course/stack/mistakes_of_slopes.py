"""Wrong ways back through a stack that need more than a line."""

import numpy as np

from course.stack import stack
from course.stack.stack import above, above_backward


def below_backward(delta):
    return delta[..., ::-1].cumsum(axis=-1)[..., ::-1] - delta


def above_and_itself_backward(delta):
    return delta.cumsum(axis=-1)


def next_above_backward(delta):
    return np.concatenate([np.zeros_like(delta[..., :1]), delta[..., :-1]], axis=-1)


def for_all_others(delta):
    return delta.sum(axis=-1, keepdims=True) - delta


def read_back(
    V, s, delta, *, lying=above, spread=above_backward, sign=-1, whole=None, cut=None, slope=None
):
    """The reference with something changed.

    ``whole(s, room)`` says where a strength is read whole, ``cut(s, room)`` where only the room
    that is left.
    """
    room = 1 - lying(s)
    is_whole = s <= room if whole is None else whole(s, room)
    is_cut = (s > room) & (room > 0) if cut is None else cut(s, room)
    got = (V @ delta[..., None])[..., 0] if slope is None else slope(V, s, delta)
    w = np.minimum(s, np.maximum(0, room))
    return w[..., None] * delta[..., None, :], got * is_whole + sign * spread(got * is_cut)


def read_back_values(w):
    """The reference, but for other weights on the way to the values."""

    def read_backward(V, s, delta):
        delta_V = w(s)[..., None] * delta[..., None, :]
        return delta_V, stack.read_backward(V, s, delta)[1]

    return read_backward


def read_back_strengths(change):
    """The reference, with ``change(delta_s, V, s, delta)`` for the slopes of the strengths."""

    def read_backward(V, s, delta):
        delta_V, delta_s = stack.read_backward(V, s, delta)
        return delta_V, change(delta_s, V, s, delta)

    return read_backward


def read_back_of_one_stack(V, s, delta):
    room = 1 - (np.cumsum(s[::-1])[::-1] - s)
    w, got = np.minimum(s, np.maximum(0, room)), V @ delta
    cut = got * (s > room) * (room > 0)
    return np.outer(w, delta), got * (s <= room) - (np.cumsum(cut) - cut)


def read_back_of_one_stack_by_hand(V, s, delta):
    delta_V, delta_s = np.zeros_like(V), np.zeros_like(s)
    for i in range(len(s)):
        room = max(0, 1 - s[i + 1 :].sum())
        delta_V[i] = min(s[i], room) * delta
        if s[i] <= room:
            delta_s[i] += V[i] @ delta
        elif room > 0:
            delta_s[i + 1 :] -= V[i] @ delta
    return delta_V, delta_s


def read_back_in_place(V, s, delta):
    answer = stack.read_backward(V, s, delta)
    V[...], s[...] = answer
    return V, s


def step_back(
    s, u, delta, *, lying=above, spread=above_backward, sign=1, alive=None, reached=None, of_u=-1
):
    """The reference with something changed.

    ``alive(s, asked)`` says which values pass a slope on, ``reached(asked)`` which the pop gets to.
    """
    asked = u[..., None] - lying(s)
    is_alive = s > np.maximum(0, asked) if alive is None else alive(s, asked)
    is_reached = asked > 0 if reached is None else reached(asked)
    before = delta[..., :-1] * is_alive
    taken = before * is_reached
    return before + sign * spread(taken), of_u * taken.sum(axis=-1), delta[..., -1]


def always(*args):
    return True


def step_back_part(place, change):
    """The reference, with ``change(part, s, u, delta)`` for one of its three parts."""

    def strengths_backward(s, u, delta):
        parts = list(stack.strengths_backward(s, u, delta))
        parts[place] = change(parts[place], s, u, delta)
        return tuple(parts)

    return strengths_backward


def step_back_on_what_was_taken(s, u, delta):
    """A value that the pop reaches keeps nothing for itself."""
    asked = u[..., None] - above(s)
    before = delta[..., :-1] * (s > np.maximum(0, asked))
    taken = before * (asked > 0)
    return before - taken + above_backward(taken), -taken.sum(axis=-1), delta[..., -1]


def step_back_of_what_is_left(s, u, delta):
    """Asks what lies above after the pop, when it should ask before."""
    return step_back(s, u, delta, lying=lambda s: above(stack.pop(s, u)))


def step_back_push_below(s, u, delta):
    delta_s, delta_u = stack.pop_backward(s, u, delta[..., 1:])
    return delta_s, delta_u, delta[..., 0]


def step_back_in_place(s, u, delta):
    delta_s, delta_u, delta_d = stack.strengths_backward(s, u, delta)
    delta[..., :-1] = delta_s
    return delta[..., :-1], delta_u, delta_d


def step_back_masking_in_place(s, u, delta):
    delta[..., :-1] *= s > np.maximum(0, u[..., None] - above(s))
    return stack.strengths_backward(s, u, delta)


def step_back_of_one_stack(s, u, delta):
    asked = u - (np.cumsum(s[::-1])[::-1] - s)
    before = delta[:-1] * (s > np.maximum(0, asked))
    taken = before * (asked > 0)
    return before + np.cumsum(taken) - taken, -taken.sum(), delta[-1]


def step_back_of_one_stack_by_hand(s, u, delta):
    delta_s, delta_u = np.zeros_like(s), 0.0
    for i in range(len(s)):
        asked = u - sum(s[i + 1 :])
        if s[i] > max(0, asked):
            delta_s[i] += delta[i]
            if asked > 0:
                delta_s[i + 1 :] += delta[i]
                delta_u -= delta[i]
    return delta_s, delta_u, delta[-1]


def step_back_summing_all(s, u, delta):
    delta_s, delta_u, delta_d = stack.strengths_backward(s, u, delta)
    return delta_s, delta_u.sum(), delta_d
