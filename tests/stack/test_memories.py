"""Stack, queue and deque: what they are with whole gates, their slopes, and what they refuse."""

from collections import deque
from itertools import chain

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from stack import kinks, published

from course.kit.gradients import check_gradients
from course.stack.memories import DEQUE, MEMORIES, QUEUE, STACK, run

SEEDS = st.integers(0, 2**32 - 1)
LEADS = st.sampled_from([(), (1,), (3,), (2, 2)])  # axes in front
STEPS = st.integers(1, 7)
ALL = pytest.mark.parametrize("memory", MEMORIES.values(), ids=MEMORIES)


def program(memory, lead, steps, seed, *, whole=False):
    """What is pushed, and pops and pushes: each 0 or 1, or anything from 0 to 1."""
    rng = np.random.default_rng(seed)
    u, d = rng.random((2, *lead, steps, memory.ends))
    v = rng.normal(size=(*lead, steps, memory.ends, 3))
    return (v, np.round(u), np.round(d)) if whole else (v, u, d)


# ---- with gates of 0 and 1


@given(steps=STEPS, seed=SEEDS)
def test_with_whole_gates_the_stack_is_a_list(steps, seed):
    v, u, d = program(STACK, (), steps, seed, whole=True)
    pile = []
    for t, r in enumerate(run(v, u, d, memory=STACK)[1][:, 0]):
        if u[t, 0] and pile:
            pile.pop()
        if d[t, 0]:
            pile.append(v[t, 0])
        np.testing.assert_array_equal(r, pile[-1] if pile else np.zeros(3))


@given(steps=STEPS, seed=SEEDS)
def test_with_whole_gates_the_queue_is_a_queue(steps, seed):
    v, u, d = program(QUEUE, (), steps, seed, whole=True)
    waiting = deque()
    for t, r in enumerate(run(v, u, d, memory=QUEUE)[1][:, 0]):
        if u[t, 0] and waiting:
            waiting.popleft()
        if d[t, 0]:
            waiting.append(v[t, 0])
        np.testing.assert_array_equal(r, waiting[0] if waiting else np.zeros(3))


@given(steps=STEPS, seed=SEEDS)
def test_with_whole_gates_the_deque_is_a_deque_at_both_ends(steps, seed):
    v, u, d = program(DEQUE, (), steps, seed, whole=True)
    row = deque()
    for t, (bottom, top) in enumerate(run(v, u, d, memory=DEQUE)[1]):
        if u[t, 1] and row:
            row.pop()
        if u[t, 0] and row:
            row.popleft()
        if d[t, 0]:
            row.appendleft(v[t, 0])
        if d[t, 1]:
            row.append(v[t, 1])
        np.testing.assert_array_equal(bottom, row[0] if row else np.zeros(3))
        np.testing.assert_array_equal(top, row[-1] if row else np.zeros(3))


# ---- with any gates


@ALL
@given(lead=LEADS, steps=STEPS, seed=SEEDS)
def test_strengths_stay_from_0_to_1_and_grow_by_one_for_each_end(memory, lead, steps, seed):
    strengths, _ = run(*program(memory, lead, steps, seed), memory=memory)
    for t, s in enumerate(strengths, 1):
        assert s.shape == (*lead, memory.ends * t)
        assert ((s >= 0) & (s <= 1)).all()


@ALL
@given(lead=LEADS, steps=STEPS, seed=SEEDS)
def test_what_is_in_all_is_what_was_and_came_less_what_was_taken(memory, lead, steps, seed):
    v, u, d = program(memory, lead, steps, seed)
    strengths, _ = run(v, u, d, memory=memory)
    total = np.zeros(lead)
    for t, s in enumerate(strengths):
        total = np.maximum(0, total - u[..., t, :].sum(axis=-1)) + d[..., t, :].sum(axis=-1)
        np.testing.assert_allclose(s.sum(axis=-1), total, atol=1e-13)


@ALL
@given(lead=LEADS, steps=STEPS, seed=SEEDS)
def test_each_end_reads_1_in_all_or_what_there_is(memory, lead, steps, seed):
    strengths, _ = run(*program(memory, lead, steps, seed), memory=memory)
    for s in strengths:
        w = memory.weights(s)
        assert w.shape == (*lead, memory.ends, s.shape[-1])
        assert ((w >= 0) & (w <= s[..., None, :])).all()
        expected = np.minimum(1, s.sum(axis=-1, keepdims=True)) + np.zeros(memory.ends)
        np.testing.assert_allclose(w.sum(axis=-1), expected, atol=1e-13)


@given(steps=STEPS, seed=SEEDS)
def test_a_deque_of_which_only_the_top_is_used_is_a_stack(steps, seed):
    v, u, d = program(DEQUE, (), steps, seed)
    u[:, 0] = d[:, 0] = 0
    r = run(v, u, d, memory=DEQUE)[1]
    alone = run(v[:, 1:], u[:, 1:], d[:, 1:], memory=STACK)[1]
    np.testing.assert_allclose(r[:, 1:], alone, atol=1e-14)


@given(steps=STEPS, seed=SEEDS)
def test_a_deque_pushed_at_the_top_and_popped_at_the_bottom_is_a_queue(steps, seed):
    v, u, d = program(DEQUE, (), steps, seed)
    u[:, 1] = d[:, 0] = 0
    r = run(v, u, d, memory=DEQUE)[1]
    alone = run(v[:, 1:], u[:, :1], d[:, 1:], memory=QUEUE)[1]
    np.testing.assert_allclose(r[:, :1], alone, atol=1e-14)


@ALL
@given(steps=st.integers(2, 7), seed=SEEDS)
def test_what_comes_later_changes_nothing_that_was_read(memory, steps, seed):
    v, u, d = program(memory, (2,), steps, seed)
    r = run(v, u, d, memory=memory)[1]
    shorter = run(*(part[:, : steps - 1] for part in (v, u, d)), memory=memory)[1]
    np.testing.assert_allclose(r[:, : steps - 1], shorter, atol=1e-14)


@ALL
@pytest.mark.parametrize("steps", [1, 2, 5])
def test_values_stand_where_their_strengths_do(memory, steps):
    # The place of everything that is pushed, and how much of the row there is after each step.
    pushed = [memory.places(t, steps) for t in range(steps)]
    assert sorted(chain(*pushed)) == list(range(memory.ends * steps))
    for t in range(steps):
        here = range(memory.ends * steps)[memory.window(t, steps)]
        assert sorted(chain(*pushed[: t + 1])) == list(here)


def test_the_papers_figure_comes_from_the_run_too():
    u, d = (
        np.array([[float(number)] for number in row]) for row in (published.POPS, published.PUSHES)
    )
    strengths, r = run(np.eye(3)[:, None], u, d)
    assert tuple(map(published.strengths, strengths)) == published.STRENGTHS
    assert tuple(published.read(r[t, 0, : t + 1]) for t in range(3)) == published.READS


# ---- slopes of a whole run


def run_loss(memory, delta, strengths_backward=None):
    """A loss whose slope in everything that is read is `delta`; its slopes, walked back by hand."""
    back = strengths_backward or memory.strengths_backward

    def loss_and_gradients(given):
        v, u, d = given["v"], given["u"], given["d"]
        steps = u.shape[-2]
        strengths, r = run(v, u, d, memory=memory)
        V = np.zeros((*u.shape[:-2], memory.ends * steps, v.shape[-1]))
        for t in range(steps):
            V[..., memory.places(t, steps), :] = v[..., t, :, :]
        slopes = {name: np.zeros_like(part) for name, part in given.items()}
        delta_V, delta_s = np.zeros_like(V), np.zeros_like(strengths[-1])
        before = [np.zeros((*u.shape[:-2], 0)), *strengths]
        for t in reversed(range(steps)):
            here, s = memory.window(t, steps), strengths[t]
            of_read = delta[..., t, :, :]
            delta_V[..., here, :] += np.swapaxes(memory.weights(s), -1, -2) @ of_read
            of_weights = of_read @ np.swapaxes(V[..., here, :], -1, -2)
            delta_s = delta_s + memory.weights_backward(s, of_weights)
            delta_s, slopes["u"][..., t, :], slopes["d"][..., t, :] = back(
                before[t], u[..., t, :], delta_s
            )
            slopes["v"][..., t, :, :] = delta_V[..., memory.places(t, steps), :]
        return float(np.sum(delta * r)), slopes

    return loss_and_gradients


@ALL
@settings(max_examples=12)
@given(lead=st.sampled_from([(), (1,), (2,)]), steps=st.integers(1, 5), seed=SEEDS)
def test_slopes_of_a_whole_run_are_measured_ones(memory, lead, steps, seed):
    v, u, d = program(memory, lead, steps, seed)
    strengths, r = run(v, u, d, memory=memory)
    before = [np.zeros((*lead, 0)), *strengths]
    assume(kinks.of_run(memory, before, u) > kinks.CLEAR)
    delta = np.random.default_rng(seed + 1).normal(size=r.shape)
    errors = check_gradients(run_loss(memory, delta), {"v": v, "u": u, "d": d})
    assert max(errors.values()) < 1e-6


@ALL
def test_a_wrong_slope_would_be_noticed_in_a_whole_run(memory):
    def without_protection(s, u, delta):
        _, delta_u, delta_d = memory.strengths_backward(s, u, delta)
        own = delta[..., : s.shape[-1]] if memory.ends == 1 else delta[..., 1:-1]
        return own, delta_u, delta_d

    v, u, d = program(memory, (2,), 6, 4)
    delta = np.random.default_rng(1).normal(size=v.shape)
    wrong = run_loss(memory, delta, without_protection)
    errors = check_gradients(wrong, {"v": v, "u": u, "d": d})
    assert errors["v"] < 1e-6
    assert errors["d"] > 0.01


# ---- what is refused


@ALL
@pytest.mark.parametrize("bad", [-0.1, 1.1, 2.0, np.nan, np.inf])
@pytest.mark.parametrize("gate", ["pop u", "push d"])
def test_a_gate_that_is_no_share_is_refused_in_words(memory, bad, gate):
    v, u, d = program(memory, (2,), 3, 0)
    (u if gate == "pop u" else d)[1, 2, -1] = bad
    with pytest.raises(ValueError, match=rf"a {gate} of {bad:g} .* choose a number from 0 to 1"):
        run(v, u, d, memory=memory)


@ALL
def test_gates_of_exactly_0_and_1_are_fine(memory):
    for gate in (0.0, 1.0):
        v, u, d = program(memory, (), 3, 0)
        run(v, np.full_like(u, gate), np.full_like(d, gate), memory=memory)


@ALL
def test_a_run_without_a_step_is_refused_in_words(memory):
    v, u, d = program(memory, (2,), 0, 0)
    with pytest.raises(ValueError, match="there is no step in it; give at least one"):
        run(v, u, d, memory=memory)


@ALL
def test_gates_without_an_axis_for_the_ends_are_refused_in_words(memory):
    with pytest.raises(ValueError, match=r"\(..., n_steps, ends\) is expected: give it an axis"):
        run(np.ones(3), np.array(0.5), np.array(0.5), memory=memory)


@ALL
@pytest.mark.parametrize("cut", ["v", "u", "d", "ends"])
def test_shapes_that_do_not_fit_are_refused_in_words(memory, cut):
    v, u, d = program(memory, (2,), 4, 0)
    v, u, d = (
        v[:, 1:] if cut == "v" else v,
        u[:, 1:] if cut == "u" else u,
        d[:, 1:] if cut == "d" else d,
    )
    if cut == "ends":
        v, u, d = (np.concatenate([part, part], axis=2) for part in (v, u, d))
    with pytest.raises(
        ValueError, match=rf"u and d should have .* {memory.ends}\), and v one axis"
    ):
        run(v, u, d, memory=memory)


@ALL
def test_an_empty_memory_reads_zeros_and_pops_of_it_do_nothing(memory):
    v, u, d = program(memory, (2,), 4, 0)
    strengths, r = run(v, np.ones_like(u), np.zeros_like(d), memory=memory)
    assert not r.any()
    assert not any(s.any() for s in strengths)
