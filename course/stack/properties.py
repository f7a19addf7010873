"""What must hold for an answer of lesson 05 whatever the numbers are."""

from typing import Any

import numpy as np

from course.kit.gradients import numerical_gradient
from course.kit.values import NEAR, is_array, widest_gap, worst
from course.stack import stack

# ---- the strengths, the read, the values


def takes_what_the_pop_asks_for(function, args, value):
    """No strength grows or falls below 0; in all `u` goes, or what there is; `d` is on top."""
    s, u, d = args
    if not is_array(value, (*s.shape[:-1], s.shape[-1] + 1)):
        return ""
    left, top = value[..., :-1], value[..., -1]
    if value.min() < -NEAR:
        return f"One of your strengths is {value.min():.3g}. None ever falls below 0."
    if not np.allclose(top, d):
        place = worst(np.abs(top - d))
        return (
            f"{d[place]:.3g} was pushed, so {d[place]:.3g} is the last strength. "
            f"Yours is {top[place]:.3g}."
        )
    if (left > s + NEAR).any():
        place = worst(left - s)
        return f"A strength grows from {s[place]:.3g} to {left[place]:.3g}. A pop only takes away."
    asked, taken = np.minimum(u, s.sum(axis=-1)), (s - left).sum(axis=-1)
    place, gap = widest_gap(taken, asked)
    if gap > NEAR:
        return (
            f"A pop of {u[place]:.3g} meets strengths of {s[place].sum():.3g} in all, so "
            f"{asked[place]:.3g} should go. In yours it is {taken[place]:.3g}."
        )
    return _each_by_itself(function, args, value)


def reads_one_in_all(function, args, value):
    """If the values are the rows of the identity, what is read are the shares of them."""
    V, s = args
    if not is_array(value, (*V.shape[:-2], V.shape[-1])):
        return ""
    identity = np.broadcast_to(np.eye(s.shape[-1]), (*s.shape, s.shape[-1])).copy()
    shares = function(identity, s)
    if not is_array(shares, s.shape):
        return ""
    told = "Where each value has a place of its own, what is read are the shares:"
    if shares.min() < -NEAR:
        return f"{told} one of yours is {shares.min():.3g}, below 0."
    if (shares > s + NEAR).any():
        place = worst(shares - s)
        return (
            f"{told} of a value with the strength {s[place]:.3g} yours reads {shares[place]:.3g}. "
            "No more than the strength can be read."
        )
    wanted, got = np.minimum(1, s.sum(axis=-1)), shares.sum(axis=-1)
    place, gap = widest_gap(got, wanted)
    if gap > NEAR:
        return (
            f"{told} the strengths are {s[place].sum():.3g} in all, so {wanted[place]:.3g} is read "
            f"in all. In yours it is {got[place]:.3g}."
        )
    if not np.allclose((shares[..., None, :] @ V)[..., 0, :], value):
        return (
            "What you read is not the sum of the values, each times its share: with values that "
            "have a place of their own, yours has other shares."
        )
    return _each_by_itself(function, args, value)


def keeps_what_was_there(function, args, value):
    """The old values first, untouched, and the new one behind them."""
    V, v = args
    if isinstance(value, list):
        return "One array is asked for; yours is a list."
    if not is_array(value, (*V.shape[:-2], V.shape[-2] + 1, V.shape[-1])):
        return ""
    if not np.array_equal(value[..., -1, :], v):
        return "On top, at the end of the axis of values, should lie v. In yours it does not."
    if not np.array_equal(value[..., :-1, :], V):
        return "What was there before should lie below v just as it was. In yours it does not."
    return ""


def _each_by_itself(function, args, value):
    """Stacks that lie side by side know nothing of each other."""
    if value.ndim < 2 or len(value) < 2:
        return ""
    for i in range(len(value)):
        alone = function(*(arg[i : i + 1] for arg in args))
        if not is_array(alone, value[i : i + 1].shape) or not np.allclose(alone, value[i : i + 1]):
            return f"Stack {i} alone gives something else than stack {i} beside the others."
    return ""


# ---- the way back


def are_slopes_of_the_read(function, args, value):
    """Slopes of a loss whose slope in what is read is `delta`."""
    V, s, delta = args

    def loss():
        return float(np.sum(delta * stack.read(V, s)))

    return _are_slopes(loss, {"V": V, "s": s}, value)


def are_slopes_of_the_strengths(function, args, value):
    """Slopes of a loss whose slope in the strengths after the step is `delta`."""
    s, u, delta = args
    d = np.full(u.shape, 0.5)  # whatever it is, its slope is the same

    def loss():
        return float(np.sum(delta * stack.strengths(s, u, d)))

    return _are_slopes(loss, {"s": s, "u": u, "d": d}, value)


def _are_slopes(loss, given: dict[str, np.ndarray], value):
    """Each value against central differences; the first that is not the slope is told."""
    if not isinstance(value, tuple | list) or len(value) != len(given):
        return ""
    wrong, right = "", []
    for (name, x), claimed in zip(given.items(), value, strict=True):
        if np.shape(claimed) != x.shape or np.asarray(claimed).dtype.kind not in "biuf":
            return ""
        if _slope_along(loss, x, np.asarray(claimed)):
            right.append(name)
        elif not wrong:
            measured = numerical_gradient(loss, x)
            place = worst(np.abs(claimed - measured))
            wrong = (
                f"Move {name}{list(place) if place else ''} a little: the loss has the slope "
                f"{measured[place]:.3g}. Yours is {np.asarray(claimed)[place]:.3g}."
            )
    if wrong and right:
        wrong += f" The slopes for {' and '.join(right)} are right."
    return wrong


def _slope_along(loss, x, claimed, *, eps=1e-6):
    """Whether slopes are right along one direction that is like no other. Quick, and enough."""
    kept, direction = x.copy(), np.cos(1 + np.arange(x.size)).reshape(x.shape)
    x += eps * direction
    above = loss()
    x[...] = kept - eps * direction
    below = loss()
    x[...] = kept
    return np.isclose((above - below) / (2 * eps), np.sum(claimed * direction), 1e-5, NEAR)


# ---- the heads


def are_shares_and_a_value(function, args, value):
    """Pushes and pops from 0 to 1, values from -1 to 1; without noise as with a noise of 0."""
    params, c, *noise = args
    if not isinstance(value, tuple | list) or len(value) != 3:
        return "Three arrays are asked for: return d, u, v."
    shapes = {name: (len(c), params[f"b_{name}"].shape[1]) for name in "duv"}
    if not all(is_array(part, shapes[name]) for name, part in zip("duv", value, strict=True)):
        return ""
    for name, least, part in zip("duv", (0, 0, -1), value, strict=True):
        if part.min() < least or part.max() > 1:
            return f"Your {name} goes from {part.min():.3g} to {part.max():.3g}, beyond " + (
                "-1 and 1." if least else "0 and 1."
            )
    silent = function(params, c)
    for name, plain, zero in zip("duv", silent, function(params, c, 0.0, 0.0), strict=True):
        if not np.allclose(plain, zero):
            return f"Called without noise, your {name} is not what it is with a noise of 0."
    if noise and not np.allclose(silent[2], value[2]):
        return "Noise moves your v. It is for push and pop only."
    return ""


# ---- a queue


def is_a_plain_queue_where_all_is_whole(function, args, value):
    """No value is lost. With strengths, pops and pushes of 0 and 1: first in, first out."""
    V, s, v, u, d = args
    if not isinstance(value, tuple | list) or len(value) != 3:
        return "Three arrays are asked for: return V, s, r."
    if not _fits(value, V):
        return ""
    if not np.array_equal(value[0], np.vstack([V, v])):
        return "V should be the old values, just as they were, and v behind them. Yours is not."
    whole = np.round(s)
    waiting = [place for place, strength in enumerate(whole) if strength]
    if round(u):
        waiting = waiting[1:]
    if round(d):
        waiting.append(len(s))
    given = function(V, whole, v, float(round(u)), float(round(d)))
    if not _fits(given, V):
        return ""
    told = (
        f"With strengths {whole.tolist()}, a pop of {round(u)} and a push of {round(d)}, all whole,"
    )
    left = np.isin(np.arange(len(s) + 1), waiting)
    if not np.allclose(given[1], left):
        return (
            f"{told} the strengths should be {left.astype(float).tolist()}. "
            f"Yours are {np.round(given[1], 3).tolist()}."
        )
    front = np.vstack([V, v])[waiting[0]] if waiting else np.zeros(len(v))
    if not np.allclose(given[2], front):
        what = f"value {waiting[0]} and no other" if waiting else "nothing, so zeros"
        return f"{told} at the front is {what}. Yours reads something else."
    return ""


def _fits(value: Any, V: np.ndarray) -> bool:
    """Whether it is V, s and r of a queue that got one value more."""
    t, m = V.shape
    shapes = ((t + 1, m), (t + 1,), (m,))
    return (
        isinstance(value, tuple | list)
        and len(value) == 3
        and all(is_array(part, shape) for part, shape in zip(value, shapes, strict=True))
    )


# ---- rebuild


def is_a_plain_stack_where_all_is_whole(function, args, value):
    """With pops and pushes of 0 and 1 it is a plain stack: last in, first out."""
    v, u, d = args
    if not is_array(value, v.shape):
        return ""
    given = function(v, np.round(u), np.round(d))
    if not is_array(given, v.shape):
        return ""
    pile: list[int] = []
    for t in range(len(v)):
        if round(u[t]) and pile:
            pile.pop()
        if round(d[t]):
            pile.append(t)
        top = v[pile[-1]] if pile else np.zeros(v.shape[1])
        if not np.allclose(given[t], top):
            what = f"the value of step {pile[-1]} and no other" if pile else "nothing, so zeros"
            return (
                f"With pops {np.round(u).astype(int).tolist()} and pushes "
                f"{np.round(d).astype(int).tolist()} it is a plain stack. After step {t} there "
                f"lies on top {what}. Yours reads something else."
            )
    return ""


def is_the_papers_example(function, args, value):
    """Three steps that the paper draws: 0.8, 0.5 and 0.9 are pushed, 0, 0.1 and 0.9 popped."""
    if not is_array(value, args[0].shape):
        return ""
    read = function(np.eye(3), np.array([0.0, 0.1, 0.9]), np.array([0.8, 0.5, 0.9]))
    shares = np.array([[0.8, 0, 0], [0.5, 0.5, 0], [0.1, 0, 0.9]])
    if not is_array(read, (3, 3)):
        return ""
    for t in range(3):
        if not np.allclose(read[t], shares[t]):
            return (
                "In the paper's own example, with values that each have a place of their own, "
                f"step {t} reads the shares {shares[t].tolist()}. Yours are "
                f"{np.round(read[t], 3).tolist()}."
            )
    return ""
