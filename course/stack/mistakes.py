"""Wrong answers to the exercises of lesson 05 that need more than a line.

Every one makes a single mistake, so that a learner who makes it can be recognised. Most are the
course's own way with something changed, which is named by a keyword.
"""

import numpy as np

from course.eleven.net import sigmoid
from course.stack import queue, stack
from course.stack.stack import above, above_backward

# ---- what may be changed: which strengths count as lying above, and what is cut off


def below(s):
    return s.cumsum(axis=-1) - s


def above_and_itself(s):
    return above(s) + s


def below_and_itself(s):
    return s.cumsum(axis=-1)


def next_above(s):
    return np.concatenate([s[..., 1:], np.zeros_like(s[..., :1])], axis=-1)


def all_others(s):
    return s.sum(axis=-1, keepdims=True) - s


def everything(s):
    return s.sum(axis=-1, keepdims=True) + 0 * s


def nothing(s):
    return 0 * s


def at_least_0(x):
    return np.maximum(0, x)


def at_most_0(x):
    return np.minimum(0, x)


def uncut(x):
    return x


def at_most_1(x):
    return np.minimum(1, x)


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


# ---- the way back


def below_backward(delta):
    return delta[..., ::-1].cumsum(axis=-1)[..., ::-1] - delta


def above_and_itself_backward(delta):
    return delta.cumsum(axis=-1)


def next_above_backward(delta):
    return np.concatenate([np.zeros_like(delta[..., :1]), delta[..., :-1]], axis=-1)


def for_each_of_all(delta):
    return delta.sum(axis=-1, keepdims=True) + 0 * delta


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


# ---- the heads


def headed(
    params, c, noise_d=0.0, noise_u=0.0, *, d=sigmoid, u=sigmoid, v=np.tanh, bias="duv", names="duv"
):
    """The reference with something changed: what squashes each, and which weights each uses."""
    noise, squash = {"d": noise_d, "u": noise_u, "v": 0.0}, {"d": d, "u": u, "v": v}
    return tuple(
        squash[head](
            c @ params[f"W_{name}"] + (params[f"b_{name}"] if head in bias else 0) + noise[head]
        )
        for head, name in zip("duv", names, strict=True)
    )


def heads_with(change_d, change_u):
    """What goes into the sigmoids is changed: ``change(z, noise)`` gives the push or the pop."""

    def heads(params, c, noise_d=0.0, noise_u=0.0):
        d = change_d(c @ params["W_d"] + params["b_d"], noise_d)
        u = change_u(c @ params["W_u"] + params["b_u"], noise_u)
        return d, u, np.tanh(c @ params["W_v"] + params["b_v"])

    return heads


def heads_in_order(order):
    """All is right, but for the order."""

    def heads(params, c, noise_d=0.0, noise_u=0.0):
        parts = dict(zip("duv", headed(params, c, noise_d, noise_u), strict=True))
        return tuple(parts[name] for name in order)

    return heads


def heads_with_noise_on_the_hidden_layer(params, c, noise_d=0.0, noise_u=0.0):
    d, _, _ = headed(params, c + noise_d)
    _, u, v = headed(params, c + noise_u)
    return d, u, v


def heads_with_noise_on_the_value(params, c, noise_d=0.0, noise_u=0.0):
    d, u, _ = headed(params, c, noise_d, noise_u)
    return d, u, np.tanh(c @ params["W_v"] + params["b_v"] + noise_d)


def heads_with_noise_swapped(params, c, noise_d=0.0, noise_u=0.0):
    return headed(params, c, noise_u, noise_d)


def heads_from_the_left(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(params["W_d"] @ c + params["b_d"] + noise_d)
    u = sigmoid(params["W_u"] @ c + params["b_u"] + noise_u)
    return d, u, np.tanh(params["W_v"] @ c + params["b_v"])


def heads_transposed(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(c @ params["W_d"].T + params["b_d"] + noise_d)
    u = sigmoid(c @ params["W_u"].T + params["b_u"] + noise_u)
    return d, u, np.tanh(c @ params["W_v"].T + params["b_v"])


def heads_by_number(params, c, noise_d=0.0, noise_u=0.0):
    d = sigmoid(c * params["W_d"] + params["b_d"] + noise_d)
    u = sigmoid(c * params["W_u"] + params["b_u"] + noise_u)
    return d, u, np.tanh(c * params["W_v"] + params["b_v"])


def heads_without_axis(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u)
    return d[:, 0], u[:, 0], v


def heads_rounded(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u)
    return np.round(d), np.round(u), v


def heads_summing_to_one(params, c, noise_d=0.0, noise_u=0.0):
    d, _, v = headed(params, c, noise_d, noise_u)
    return d, 1 - d, v


def heads_by_softmax(params, c, noise_d=0.0, noise_u=0.0):
    d, u, v = headed(params, c, noise_d, noise_u, d=np.exp, u=np.exp)
    return d / (d + u), u / (d + u), v


def heads_in_a_dict(params, c, noise_d=0.0, noise_u=0.0):
    return dict(zip("duv", headed(params, c, noise_d, noise_u), strict=True))


def heads_gates_only(params, c, noise_d=0.0, noise_u=0.0):
    return headed(params, c, noise_d, noise_u)[:2]


# ---- a queue


def queue_popped(s, u, **changed):
    return popped(s, np.asarray(u), **{"lying": below} | changed)


def queued(V, s, v, u, d, *, pop=queue.pop, look=queue.weights):
    """The reference with something changed."""
    V, s = np.vstack([V, v]), np.append(pop(s, np.asarray(u)), d)
    return V, s, look(s) @ V


def queue_pushed_first(V, s, v, u, d):
    V, s = np.vstack([V, v]), queue.pop(np.append(s, d), np.asarray(u))
    return V, s, queue.weights(s) @ V


def queue_read_before_the_push(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return np.vstack([V, v]), np.append(left, d), queue.weights(left) @ V


def queue_read_before_all(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return np.vstack([V, v]), np.append(left, d), queue.weights(s) @ V


def queue_read_before_the_pop(V, s, v, u, d):
    V, left = np.vstack([V, v]), queue.pop(s, np.asarray(u))
    return V, np.append(left, d), queue.weights(np.append(s, d)) @ V


def queue_put_at_the_front(V, s, v, u, d):
    V, s = np.vstack([v, V]), np.append(d, queue.pop(s, np.asarray(u)))
    return V, s, queue.weights(s) @ V


def queue_turned_round(V, s, v, u, d):
    """A queue, but with the newest first."""
    V, s = np.vstack([v, V]), np.append(d, stack.pop(s, np.asarray(u)))
    return V, s, stack.weights(s) @ V


def queue_values_apart(V, s, v, u, d):
    V, s = np.vstack([v, V]), np.append(queue.pop(s, np.asarray(u)), d)
    return V, s, queue.weights(s) @ V


def queue_strengths_apart(V, s, v, u, d):
    V, s = np.vstack([V, v]), np.append(d, queue.pop(s, np.asarray(u)))
    return V, s, queue.weights(s) @ V


def queue_normalised(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    total = queue.weights(s).sum()
    return V, s, r / total


def queue_normalised_without_nan(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    total = queue.weights(s).sum()
    return V, s, r / total if total > 0 else r


def queue_scaled(V, s, v, u, d):
    return queued(V, s, d * v, u, d)


def queue_of_scaled(V, s, v, u, d):
    """The values are stored already weighed, and weighed again when they are read."""
    V, s = np.vstack([V, v]), np.append(queue.pop(s, np.asarray(u)), d)
    return s[:, None] * V, s, queue.weights(s) @ V


def queue_deleting(V, s, v, u, d):
    V, s, r = queued(V, s, v, u, d)
    return V[s > 0], s[s > 0], r


def queue_deleting_the_front(V, s, v, u, d):
    if u > 0.5:
        V, s = V[1:], s[1:]
    V, s = np.vstack([V, v]), np.append(s, d)
    return V, s, queue.weights(s) @ V


def queue_deleting_before(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    V, s = np.vstack([V[left > 0], v]), np.append(left[left > 0], d)
    return V, s, queue.weights(s) @ V


def queue_in_place(V, s, v, u, d):
    s[...] = queue.pop(s, np.asarray(u))
    V, s = np.vstack([V, v]), np.append(s, d)
    return V, s, queue.weights(s) @ V


def queue_values_forgotten(V, s, v, u, d):
    left = queue.pop(s, np.asarray(u))
    return V, left, queue.weights(left) @ V


def queue_part(*order):
    """Only these parts, in this order."""

    def queue_step(V, s, v, u, d):
        parts = queued(V, s, v, u, d)
        return tuple(parts[i] for i in order) if len(order) > 1 else parts[order[0]]

    return queue_step


# ---- the whole stack, from memory


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
