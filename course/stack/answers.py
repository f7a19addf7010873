"""Right answers to the exercises of lesson 05, other than the course's own, that need more than a
line: whatever way somebody writes them, they pass."""

import numpy as np

from course.eleven.net import sigmoid

# ---- strengths


def strengths_from_the_top(s, u, d):
    """Value by value: each gives what it has, until all that was asked for is taken."""
    left, take = s.copy(), u
    for i in reversed(range(s.shape[-1])):
        left[..., i] = np.maximum(0, s[..., i] - take)
        take = np.maximum(0, take - s[..., i])
    return np.concatenate([left, np.expand_dims(d, -1)], axis=-1)


def strengths_by_heights(s, u, d):
    """The stack is lowered by u as a whole; what is above the ground is left."""
    height = np.flip(np.cumsum(np.flip(s, axis=-1), axis=-1), axis=-1)
    ends = np.concatenate([height, np.zeros((*u.shape, 1))], axis=-1) - u[..., None]
    left = -np.diff(np.clip(ends, 0, None), axis=-1)
    return np.concatenate([left, d[..., None]], axis=-1)


def strengths_by_triangle(s, u, d):
    new = np.empty((*s.shape[:-1], s.shape[-1] + 1))
    lying = np.einsum("...j,ji->...i", s, np.tri(s.shape[-1], k=-1))
    new[..., :-1] = (s - (u[..., None] - lying).clip(min=0)).clip(min=0)
    new[..., -1] = d
    return new


def strengths_one_by_one(s, u, d):
    new = np.zeros((*u.shape, s.shape[-1] + 1))
    for stack in np.ndindex(u.shape):
        for i in range(s.shape[-1]):
            new[(*stack, i)] = max(0, s[stack][i] - max(0, u[stack] - sum(s[stack][i + 1 :])))
        new[(*stack, -1)] = d[stack]
    return new


# ---- read


def read_from_the_top(V, s):
    room, r = np.ones(s.shape[:-1]), np.zeros((*s.shape[:-1], V.shape[-1]))
    for i in reversed(range(s.shape[-1])):
        share = np.minimum(s[..., i], room)
        r += share[..., None] * V[..., i, :]
        room = room - share
    return r


def read_by_heights(V, s):
    """The share of a value is the part of it that lies within 1 of the top."""
    height = np.cumsum(s[..., ::-1], axis=-1).clip(max=1)
    share = np.diff(height, axis=-1, prepend=0)[..., ::-1]
    return np.einsum("...t,...tm->...m", share, V)


def read_one_by_one(V, s):
    r = np.zeros((*V.shape[:-2], V.shape[-1]))
    for stack in np.ndindex(s.shape[:-1]):
        for i in range(s.shape[-1]):
            r[stack] += min(s[stack][i], max(0, 1 - s[stack][i + 1 :].sum())) * V[stack][i]
    return r


# ---- values


def values_filled_in(V, v):
    *lead, t, m = V.shape
    new = np.zeros((*lead, t + 1, m))
    new[..., :t, :] = V
    new[..., t, :] = v
    return new


def values_padded(V, v):
    new = np.pad(V, [(0, 0)] * (V.ndim - 2) + [(0, 1), (0, 0)])
    new[..., -1, :] += v
    return new


# ---- the way back


def read_backward_from_the_top(V, s, delta):
    """Down the stack, with the slope of the room that is left; then up again."""
    t = s.shape[-1]
    room = 1 - np.stack([s[..., i + 1 :].sum(axis=-1) for i in range(t)], axis=-1)
    share = np.minimum(s, np.maximum(0, room))
    delta_V = np.einsum("...t,...m->...tm", share, delta)
    slope = np.einsum("...tm,...m->...t", V, delta)
    delta_s, of_room = np.zeros(s.shape), np.zeros(s.shape[:-1])
    for i in range(t):
        delta_s[..., i] = np.where(s[..., i] < room[..., i], slope[..., i], 0) - of_room
        cut = (s[..., i] >= room[..., i]) & (room[..., i] > 0)
        of_room = of_room + np.where(cut, slope[..., i], 0)
    return delta_V, delta_s


def read_backward_by_table(V, s, delta):
    """How each share changes with each strength, as a table."""
    t = s.shape[-1]
    lies_on = np.tri(t, k=-1).T  # row i: a one for each value above i
    room = 1 - s @ lies_on.T
    whole, cut = s < room, (s >= room) & (room > 0)
    table = whole[..., None] * np.eye(t) - cut[..., None] * lies_on
    share = np.clip(room, 0, s)
    slope = (V * delta[..., None, :]).sum(axis=-1)
    return [share[..., None] * delta[..., None, :], (slope[..., None, :] @ table)[..., 0, :]]


def strengths_backward_by_heights(s, u, delta):
    """Through the differences of heights above the ground: no value is asked whether it lives."""
    height = np.cumsum(s[..., ::-1], axis=-1)[..., ::-1]
    above_ground = height > u[..., None]
    before = delta[..., :-1]
    # left[i] = max(0, height[i] - u) - max(0, height[i + 1] - u): each height is in two of them.
    of_height = above_ground * np.diff(before, axis=-1, prepend=0)
    return np.cumsum(of_height, axis=-1), -of_height.sum(axis=-1), delta[..., -1]


def strengths_backward_one_by_one(s, u, delta):
    delta_s, delta_u = np.zeros(s.shape), np.zeros(u.shape)
    for stack in np.ndindex(u.shape):
        for i, strength in enumerate(s[stack]):
            asked = u[stack] - s[stack][i + 1 :].sum()
            if strength <= max(0, asked):
                continue
            delta_s[stack][i] += delta[stack][i]
            if asked > 0:
                delta_u[stack] -= delta[stack][i]
                delta_s[stack][i + 1 :] += delta[stack][i]
    return delta_s, delta_u, delta[..., -1].copy()


# ---- the heads


def heads_at_once(params, c, noise_d=0.0, noise_u=0.0):
    """One product for all three."""
    W = np.hstack([params["W_d"], params["W_u"], params["W_v"]])
    z = c @ W + np.hstack([params["b_d"], params["b_u"], params["b_v"]])
    d = 1 / (1 + np.exp(-(z[:, :1] + noise_d)))
    return [d, sigmoid(noise_u + z[:, 1:2]), np.tanh(z[:, 2:])]


def heads_by_tanh(params, c, noise_d=0.0, noise_u=0.0):
    """A sigmoid is a tanh of half the size, moved to between 0 and 1."""
    z = {name: np.einsum("nh,ho->no", c, params[f"W_{name}"]) for name in "duv"}
    d, u = (
        (1 + np.tanh((z[name] + params[f"b_{name}"] + noise) / 2)) / 2
        for name, noise in (("d", noise_d), ("u", noise_u))
    )
    return d, u, np.tanh(z["v"] + params["b_v"][0])


# ---- a queue


def queue_step_from_the_front(V, s, v, u, d):
    left = []
    for strength in s:
        left.append(max(0.0, strength - u))
        u = max(0.0, u - strength)
    left.append(d)
    V, r, room = np.concatenate([V, v[None]]), np.zeros(len(v)), 1.0
    for strength, value in zip(left, V, strict=True):
        r = r + min(strength, room) * value
        room = max(0.0, room - strength)
    return V, np.array(left), r


def queue_step_by_heights(V, s, v, u, d):
    """Both ends of each value along the queue; what the pop covers is gone."""
    ends = np.append(0, np.cumsum(s))
    s = np.append(np.diff(np.maximum(ends, u)), d)
    V = np.append(V, v[None, :], axis=0)
    share = np.diff(np.minimum(np.append(0, s.cumsum()), 1))
    return V, s, V.T @ share


# ---- the whole stack, from memory


def rebuilt_with_a_list(v, u, d):
    """What is used up is really taken off."""
    pile, reads = [], []
    for value, take, push in zip(v, u, d, strict=True):
        while pile and take > 0:
            strength, below = pile.pop()
            if strength > take:
                pile.append((strength - take, below))
            take -= strength
        pile.append((push, value))
        r, room = np.zeros(len(value)), 1.0
        for strength, one in reversed(pile):
            r += min(strength, room) * one
            room -= min(strength, room)
        reads.append(r)
    return np.stack(reads)


def rebuilt_with_arrays(v, u, d):
    s, reads = np.zeros(0), []
    for t in range(len(v)):
        lying = np.cumsum(s[::-1])[::-1] - s
        s = np.append(np.clip(s - np.clip(u[t] - lying, 0, None), 0, None), d[t])
        room = np.clip(1 - (s[::-1].cumsum()[::-1] - s), 0, None)
        reads.append(np.minimum(s, room) @ v[: t + 1])
    return np.array(reads)


def rebuilt_by_heights(v, u, d):
    """Heights above the ground in one array as long as the run."""
    T, out = len(v), np.zeros(v.shape)
    ends = np.zeros(T + 1)  # ends[i]: all that lies from value i on
    for t in range(T):
        ends[: t + 1] = np.maximum(ends[: t + 1] - u[t], 0) + d[t]
        out[t] = -np.diff(np.minimum(ends[: t + 2], 1)) @ v[: t + 1]
    return out
