"""Lesson 05's exercises: what they draw, and what their properties say."""

import numpy as np
import pytest
from stack import kinks

from course.kit.judging import difference, judge, observe
from course.stack import (
    drawn,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_heads as of_heads,
    mistakes_of_queues as of_queues,
    mistakes_of_slopes as of_slopes,
    mistakes_of_stacks as of_stacks,
    net,
    queue,
    stack,
    walk,
)

BANK = {exercise.name: exercise for exercise in exercises.EXERCISES}
NAMES = pytest.mark.parametrize("name", BANK)


def draws(name, n=300):
    return [BANK[name].draw(np.random.default_rng(seed)) for seed in range(n)]


def told(name, function, args):
    """What the properties say about one call."""
    with np.errstate(all="ignore"):  # as the judge does
        value = function(*args)
        said = [holds(function, args, value) for holds in BANK[name].properties]
    return next(filter(None, said), "")


def sayings(name, function, n=60):
    """All that the properties say about several calls."""
    return {told(name, function, args) for args in draws(name, n)} - {""}


def test_they_are_asked_in_the_lessons_order():
    assert list(BANK) == [
        "strengths",
        "read",
        "values",
        "read_backward",
        "strengths_backward",
        "heads",
        "queue_step",
        "rebuild",
    ]


# ---- properties speak before values are compared


def alone_only(function, other):
    """Right for one stack by itself; another answer where several lie side by side."""
    return lambda *args: (function if len(args[0]) == 1 else other)(*args)


def scaled(function, *factors):
    """A function whose parts are off by these factors."""

    def off(*args):
        parts = function(*args)
        return tuple(factor * part for factor, part in zip(factors, parts, strict=True))

    return off


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("strengths", lambda s, u, d: stack.strengths(s, u, d) - 0.5, "None ever falls below 0."),
        ("strengths", lambda s, u, d: stack.strengths(s, u, d / 2), "is the last strength. Yours"),
        (
            "strengths",
            lambda s, u, d: of_stacks.on_top(np.minimum(1, stack.pop(s, u) + 0.3), d),
            "A pop only takes away.",
        ),
        ("strengths", lambda s, u, d: stack.strengths(s, u / 2, d), "should go. In yours it is"),
        (
            "strengths",
            alone_only(stack.strengths, of_stacks.step_by_shares),
            "Stack 0 alone gives something else",
        ),
        ("read", lambda V, s: -stack.read(V, s), "below 0"),
        ("read", lambda V, s: 1.5 * stack.read(V, s), "No more than the strength can be read."),
        ("read", lambda V, s: stack.read(V, s) / 2, "is read in all. In yours it is"),
        ("read", lambda V, s: stack.read(V**2, s), "not the sum of the values, each times its"),
        ("values", lambda V, v: stack.values(V, 2 * v), "should lie v. In yours it does not."),
        ("values", lambda V, v: stack.values(2 * V, v), "lie below v just as it was."),
        ("values", lambda V, v: [*V, v], "One array is asked for; yours is a list."),
        ("read_backward", scaled(stack.read_backward, 2, 1), "The slopes for s are right."),
        ("read_backward", scaled(stack.read_backward, 1, 2), "The slopes for V are right."),
        (
            "strengths_backward",
            scaled(stack.strengths_backward, 2, 1, 1),
            "The slopes for u and d are right.",
        ),
        (
            "strengths_backward",
            scaled(stack.strengths_backward, 1, 2, 1),
            "The slopes for s and d are right.",
        ),
        ("strengths_backward", scaled(stack.strengths_backward, 1, 1, 2), "Move d"),
        ("heads", scaled(walk.heads, 3, 1, 1), "Your d goes from"),
        ("heads", scaled(walk.heads, 1, 1, 3), "beyond -1 and 1."),
        ("heads", lambda *args: walk.heads(*args)[:2], "return d, u, v"),
        (
            "heads",
            lambda params, c, noise_d=1.0, noise_u=0.0: walk.heads(params, c, noise_d, noise_u),
            "Called without noise, your d is not what it is with a noise of 0.",
        ),
        ("heads", of_heads.heads_with_noise_on_the_value, "Noise moves your v."),
        ("queue_step", of_queues.queue_part(0, 1), "return V, s, r"),
        ("queue_step", of_queues.queue_turned_round, "V should be the old values"),
        ("queue_step", of_queues.queue_pushed_first, "all whole, the strengths should be"),
        ("queue_step", scaled(queue.queue_step, 1, 1, 2), "at the front is value"),
        ("queue_step", of_queues.queue_read_before_the_push, "at the front is"),
        ("rebuild", lambda v, u, d: net.rebuild(v, d, u), "it is a plain stack. After step"),
        (
            "rebuild",
            lambda v, u, d: net.rebuild(v, u**2, d**2),
            "In the paper's own example, with values that each have a place of their own, step 0",
        ),
        (
            "rebuild",
            from_memory.rebuilt_with_whole_things,
            "step 0 reads the shares [0.8, 0.0, 0.0]",
        ),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert any(sentence in said for said in sayings(name, function))


def test_queue_reads_are_told_where_all_is_whole():
    args = np.eye(2), np.array([0.0, 1.0]), np.zeros(2), 1.0, 0.0
    said = told("queue_step", lambda V, s, v, u, d: queue.queue_step(V, s, v, 0.0, d), args)
    assert said.startswith("With strengths [0.0, 1.0], a pop of 1 and a push of 0, all whole, the")
    assert "should be [0.0, 0.0, 0.0]. Yours are [0.0, 1.0, 0.0]" in said


@NAMES
def test_properties_have_nothing_to_say_about_right_answers(name):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        assert sayings(name, answer, 40) == set()


@NAMES
@pytest.mark.parametrize(
    "value", [None, 1.0, "no", [], (), (1, 2), (1, 2, 3), np.ones(2), np.array("a"), {"V": 1}]
)
def test_properties_can_look_at_any_value(name, value):
    # They may say something or nothing, but they always answer.
    args = BANK[name].draw(np.random.default_rng(0))
    for holds in BANK[name].properties:
        assert isinstance(holds(lambda *args: value, args, value), str)
    finding = judge(BANK[name], lambda *args: value)
    assert finding.status == "wrong"
    assert "cannot be looked at" not in finding.hint


def test_what_no_property_minds_is_told_by_its_values():
    def bent(V, s, v, u, d):  # right where all is whole
        return queue.queue_step(V, s, v, u**2, d**2)

    assert not sayings("queue_step", bent)
    finding = judge(BANK["queue_step"], bent)
    assert (finding.status, finding.mistake) == ("wrong", None)
    assert "off by" in finding.hint


def test_slopes_of_the_other_end_are_told_with_the_measured_one():
    said = sayings(
        "strengths_backward", lambda s, u, delta: of_slopes.step_back(s, u, delta, of_u=1)
    )
    assert all(told.startswith("Move u") for told in said)
    assert all("Yours is" in told and "the loss has the slope" in told for told in said)


def test_heads_that_cannot_do_without_noise_are_told():
    def heads(params, c, noise_d, noise_u):
        return walk.heads(params, c, noise_d, noise_u)

    finding = judge(BANK["heads"], heads)
    assert finding.status == "wrong"
    assert "missing 2 required positional arguments: 'noise_d' and 'noise_u'" in finding.hint


def test_nan_where_the_stack_is_empty_is_known_by_its_name():
    finding = judge(BANK["read"], of_stacks.read_normalised)
    assert (finding.mistake, finding.status) == ("normalised", "wrong")
    assert any(np.isnan(of_stacks.read_normalised(*args)).any() for args in _quiet("read"))


def _quiet(name):
    with np.errstate(all="ignore"):
        yield from draws(name)


# ---- what is drawn


@pytest.mark.parametrize(
    ("name", "stacks"),
    [
        ("strengths", lambda s, u, d: u.shape),
        ("read", lambda V, s: s.shape[:-1]),
        ("values", lambda V, v: v.shape[:-1]),
        ("read_backward", lambda V, s, delta: s.shape[:-1]),
        ("strengths_backward", lambda s, u, delta: u.shape),
    ],
)
def test_stacks_are_drawn_alone_side_by_side_and_for_several_networks(name, stacks):
    shapes = [stacks(*args) for args in draws(name)]
    assert {len(shape) for shape in shapes} == {0, 1, 2}
    assert (1,) in shapes
    assert max(max(shape, default=1) for shape in shapes) > 2


@pytest.mark.parametrize(
    ("name", "height", "least", "most"),
    [
        ("strengths", lambda s, u, d: s.shape[-1], 0, 6),
        ("read", lambda V, s: s.shape[-1], 1, 6),
        ("values", lambda V, v: V.shape[-2], 0, 6),
        ("read_backward", lambda V, s, delta: s.shape[-1], 1, 6),
        ("strengths_backward", lambda s, u, delta: s.shape[-1], 0, 6),
        ("queue_step", lambda V, s, v, u, d: len(s), 0, 6),
        ("rebuild", lambda v, u, d: len(v), 1, 9),
    ],
)
def test_the_smallest_stack_is_drawn_now_and_then(name, height, least, most):
    heights = {height(*args) for args in draws(name)}
    assert heights == set(range(least, most + 1))


def test_slopes_are_never_asked_for_at_a_kink():
    for s, u, _ in draws("strengths_backward"):
        assert kinks.of_pop(s, u) > drawn.CLEAR
    for _, s, _ in draws("read_backward"):
        assert kinks.of_read(s) > drawn.CLEAR


def test_every_case_of_a_slope_is_drawn():
    alive, reached, used_up = [], [], []
    for s, u, _ in draws("strengths_backward"):
        asked = u[..., None] - stack.above(s)
        reached.append(((asked > 0) & (asked < s)).any())
        used_up.append((asked > s).any())
        alive.append((asked < 0).any())
    for case in (alive, reached, used_up):
        assert 0.2 < np.mean(case) < 0.95
    no_room, cut = [], []
    for _, s, _ in draws("read_backward"):
        room = 1 - stack.above(s)
        no_room.append((room < 0).any())
        cut.append(((room > 0) & (room < s)).any())
    for case in (no_room, cut):
        assert 0.2 < np.mean(case) < 0.95


@pytest.mark.parametrize(
    ("name", "gates"),
    [
        ("strengths", lambda s, u, d: np.concatenate([s.ravel(), u.ravel(), d.ravel()])),
        ("queue_step", lambda V, s, v, u, d: np.array([u, d])),
        ("rebuild", lambda v, u, d: np.concatenate([u, d])),
    ],
)
def test_gates_are_drawn_whole_and_in_between(name, gates):
    drawn = np.concatenate([gates(*args) for args in draws(name)])
    assert ((drawn >= 0) & (drawn <= 1)).all()
    for whole in (0, 1):
        assert (drawn == whole).mean() > 0.05
    assert np.mean((drawn > 0) & (drawn < 1)) > 0.5


def test_stacks_are_drawn_with_less_and_with_more_than_1_in_them():
    totals = np.concatenate([s.sum(axis=-1).ravel() for _, s in draws("read")])
    assert (totals == 0).any()
    assert np.mean((totals > 0) & (totals < 1)) > 0.2
    assert np.mean(totals > 1) > 0.2


def test_noise_is_drawn_as_arrays_as_numbers_and_not_at_all():
    kinds = {tuple(type(part).__name__ for part in args[2:]) for args in draws("heads")}
    assert kinds == {(), ("float", "float"), ("ndarray", "ndarray")}


# ---- nothing rests on luck


@NAMES
def test_no_mistake_looks_right_on_so_many_draws_that_luck_decides(name):
    exercise, calls = BANK[name], draws(name, 100)
    expected = [observe(exercise.reference, args).value for args in calls]
    for mistake in exercise.mistakes:
        for form in (mistake.function, *mistake.also):
            right = 0
            for args, wanted in zip(calls, expected, strict=True):
                outcome = observe(form, args)
                if outcome.error is None and not outcome.changed:
                    seen = exercise.view(outcome.value, args)
                    right += not difference(seen, exercise.view(wanted, args))
            assert (right / len(calls)) ** exercise.draws < 1e-5, mistake.name
