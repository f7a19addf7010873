"""Wrong strengths, reads and values of a stack that need more than a line."""

import numpy as np

from course.stack import stack
from course.stack.changes import at_least_0
from course.stack.stack import above

# ---- strengths


def popped(s, u, *, lying=above, inner=at_least_0, outer=at_least_0):
    return outer(s - inner(u[..., None] - lying(s)))


def on_top(left, d):
    return np.concatenate([left, d[..., None]], axis=-1)


def stepped(s, u, d, **changed):
    """The reference with something changed."""
    return on_top(popped(s, u, **changed), d)


def step_pushed_first(s, u, d):
    return stack.pop(on_top(s, d), u)


def step_turned_inside(s, u, d):
    return on_top(np.maximum(0, s - np.maximum(0, above(s) - u[..., None])), d)


def step_turned_outside(s, u, d):
    return on_top(np.maximum(0, np.maximum(0, u[..., None] - above(s)) - s), d)


def step_added(s, u, d):
    return on_top(s + np.maximum(0, u[..., None] - above(s)), d)


def step_counting_what_is_left(s, u, d):
    """From the top: what is asked for shrinks by the new strength instead of the old."""
    left, take = s.copy(), u
    for i in reversed(range(s.shape[-1])):
        left[..., i] = np.maximum(0, s[..., i] - take)
        take = np.maximum(0, take - left[..., i])
    return on_top(left, d)


def step_with_the_top_only(s, u, d):
    left = s.copy()
    left[..., -1:] = np.maximum(0, left[..., -1:] - u[..., None])
    return on_top(left, d)


def step_with_the_top_only_below_0(s, u, d):
    left = s.copy()
    left[..., -1:] -= u[..., None]
    return on_top(left, d)


def step_with_a_top(s, u, d):
    left = s.copy()
    left[..., -1] = np.maximum(0, left[..., -1] - u)
    return on_top(left, d)


def step_by_shares(s, u, d):
    """Each loses of `u` what its share of all is."""
    total = s.sum(axis=-1, keepdims=True)
    return on_top(s * np.maximum(0, 1 - u[..., None] / np.where(total > 0, total, 1)), d)


def step_by_shares_to_nan(s, u, d):
    return on_top(s - u[..., None] * s / s.sum(axis=-1, keepdims=True), d)


def step_evenly(s, u, d):
    return on_top(np.maximum(0, s - u[..., None] / max(1, s.shape[-1])), d)


def step_onto_the_top(s, u, d):
    left = stack.pop(s, u)
    left[..., -1] += d
    return left


def step_over_the_top(s, u, d):
    left = stack.pop(s, u)
    left[..., -1] = d
    return left


def step_in_place(s, u, d):
    s[...] = stack.pop(s, u)
    return on_top(s, d)


def step_in_place_from_the_top(s, u, d):
    take = u
    for i in reversed(range(s.shape[-1])):
        before = s[..., i].copy()
        s[..., i] = np.maximum(0, before - take)
        take = np.maximum(0, take - before)
    return on_top(s, d)


def step_without_an_axis(s, u, d):
    return on_top(np.maximum(0, s - np.maximum(0, u - above(s))), d)


def step_of_one_stack(s, u, d):
    return np.append(np.maximum(0, s - np.maximum(0, u - (np.cumsum(s[::-1])[::-1] - s))), d)


def step_of_one_stack_by_hand(s, u, d):
    left = [max(0, s[i] - max(0, u - sum(s[i + 1 :]))) for i in range(len(s))]
    return np.array([*left, d])


def step_of_one_stack_by_places(s, u, d):
    places = range(s.shape[-1])
    return np.array([*(max(0, s[i] - max(0, u - sum(s[i + 1 :]))) for i in places), d])


def step_of_one_stack_from_the_top(s, u, d):
    left = np.zeros(s.shape[-1] + 1)
    left[-1] = d
    for i in reversed(range(s.shape[-1])):
        taken = min(s[i], u)
        left[i] = s[i] - taken
        u = u - taken
    return left


def step_of_one_stack_in_zeros(s, u, d):
    new = np.zeros(len(s) + 1)
    for i in range(len(s)):
        new[i] = max(0, s[i] - max(0, u - s[i + 1 :].sum()))
    new[-1] = d
    return new


def step_of_one_stack_appended(s, u, d):
    return np.append(stack.pop(s, u), d)


# ---- read


def shares(s, *, lying=above, inner=at_least_0, outer=np.minimum):
    return outer(s, inner(1 - lying(s)))


def blended(V, w):
    return (w[..., None, :] @ V)[..., 0, :]


def looked(V, s, **changed):
    """The reference with something changed."""
    return blended(V, shares(s, **changed))


def read_normalised(V, s):
    w = stack.weights(s)
    return blended(V, w / w.sum(axis=-1, keepdims=True))


def read_by_share_of_all(V, s):
    return blended(V, s / s.sum(axis=-1, keepdims=True))


def read_by_softmax(V, s):
    w = np.exp(s)
    return blended(V, w / w.sum(axis=-1, keepdims=True))


def read_normalised_without_nan(V, s):
    w = stack.weights(s)
    total = w.sum(axis=-1, keepdims=True)
    return blended(V, w / np.where(total > 0, total, 1))


def read_by_share_of_all_without_nan(V, s):
    total = s.sum(axis=-1, keepdims=True)
    return blended(V, s / np.where(total > 0, total, 1))


def read_through(V, s):
    """As one sees through panes of glass: each lets through what it does not hold."""
    seen = np.cumprod(1 - s[..., ::-1], axis=-1)[..., ::-1]
    passed = np.concatenate([seen[..., 1:], np.ones_like(seen[..., :1])], axis=-1)
    return blended(V, s * passed)


def read_the_strongest(V, s):
    return np.take_along_axis(V, s.argmax(axis=-1)[..., None, None], axis=-2)[..., 0, :]


def read_unsummed(V, s):
    return stack.weights(s)[..., None] * V


def read_in_place(V, s):
    s[...] = stack.weights(s)
    return blended(V, s)


def read_in_place_of_values(V, s):
    V *= stack.weights(s)[..., None]
    return V.sum(axis=-2)


def read_of_one_stack(V, s):
    w = np.minimum(s, np.maximum(0, 1 - (np.cumsum(s[::-1])[::-1] - s)))
    return w @ V


def read_of_one_stack_by_hand(V, s):
    r = np.zeros(V.shape[-1])
    for i in range(len(s)):
        r += min(s[i], max(0, 1 - sum(s[i + 1 :]))) * V[i]
    return r


def read_of_one_stack_summed(V, s):
    w = np.minimum(s, np.maximum(0, 1 - (np.cumsum(s[::-1])[::-1] - s)))
    return (w[:, None] * V).sum(axis=0)


# ---- values


def values_last_overwritten(V, v):
    new = V.copy()
    new[..., -1, :] = v
    return new


def values_in_place(V, v):
    V[..., -1, :] = v
    return V


def values_with_two(V, v):
    return np.stack([V[..., -1, :], v], axis=-2)


def values_glued(axis, at=slice(None)):
    """The two put together along this axis."""
    return lambda V, v: np.concatenate([V, v[at]], axis=axis)


ROW = (..., None, slice(None))  # v with an axis for the place it takes
