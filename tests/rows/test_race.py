"""A run against the clock: what is timed, when it is looked at, and who drives it."""

import numpy as np
import pytest

from course.digits.net import one_hot
from course.rows import asking, data, driven, net, pieces
from course.rows.race import ASKED, Look, Race, first_at, is_due, scale_of

SPLIT = data.split()
X, LABELS = SPLIT.training
Y = one_hot(LABELS)
HOW = {"alpha": 0.5, "decay": 0.001, "batch": 400, "cost": "cross-entropy"}


def clock():
    """Each time that it is asked, a second has gone by."""
    now = iter(range(1_000_000))
    return lambda: next(now)


def run_of(race, hidden=5, **changed):
    """A run of one epoch and its first steps of the next, timed."""
    params = net.init(np.random.default_rng(0), sizes=(784, hidden, 10))
    how = HOW | changed
    return race.timed(driven.train(X, Y, params, epochs=2, rng=np.random.default_rng(1), **how))


def raced(**changed):
    return Race(SPLIT, {"batch": HOW["batch"], "epochs": 1} | changed, clock=clock())


# ---- the clock


def test_the_clock_runs_while_an_update_is_made_and_at_no_other_time():
    """Asked twice for each update, so each takes a second, whatever is looked at meanwhile."""
    race = raced()
    for step in run_of(race):
        race.look(step)
        assert race.seconds == step.index
    assert [look.seconds for look in race.looks] == [look.index for look in race.looks]


def test_a_run_begins_at_0_seconds_and_ends_after_its_last_update():
    race = raced()
    steps = [step.index for step in run_of(race)]
    assert (race.each, race.steps) == (10, 10)
    assert steps == [*range(11)]
    assert (race.looks[0].seconds, race.looks[-1].index, race.looks[-1].epoch) == (0, 10, 1)


@pytest.mark.parametrize(
    ("batch", "epochs", "steps"), [(10, 30, 12_000), (4_000, 3, 3), (1_500, 2, 6)]
)
def test_a_run_has_as_many_updates_as_it_needs_for_its_epochs(batch, epochs, steps):
    assert raced(batch=batch, epochs=epochs).steps == steps


# ---- looks


def test_a_look_tells_what_is_named_right():
    race = raced()
    run = run_of(race)
    for step in run:
        if step.index == 7:
            break
    look = race.look(step)
    training, validation = (
        asking.evaluate(step.params, part.X[:ASKED], part.labels[:ASKED]).accuracy
        for part in (SPLIT.training, SPLIT.validation)
    )
    assert (look.index, look.epoch, look.training, look.validation) == (
        7,
        0.7,
        training,
        validation,
    )
    assert np.array_equal(race.z, net.forward(step.params, SPLIT.validation.X)[0])


def test_the_network_is_asked_once_a_step(monkeypatch):
    race, asked, forward = raced(), [], net.forward
    run = run_of(race)  # with batches of 400

    def spy(params, rows):
        asked.append(len(rows))
        return forward(params, rows)

    monkeypatch.setattr(net, "forward", spy)
    step = next(run)
    race.look(step)
    assert [look.index for look in race.curve()] == [0]
    assert [rows for rows in asked if rows != HOW["batch"]] == [ASKED, 500]


def test_looks_are_even_on_a_scale_that_doubles():
    due = [index for index in range(64) if is_due(index)]
    assert due == [*range(8), *range(8, 16, 2), *range(16, 32, 4), *range(32, 64, 8)]
    assert sum(is_due(index) for index in range(64, 128)) == 4


def test_a_curve_ends_where_the_run_is():
    race = raced(batch=100)
    for step in run_of(race, batch=100):
        if step.index == 17:
            break
    looks = [*range(8), 8, 10, 12, 14, 16]
    assert [look.index for look in race.curve()] == looks
    race.look(step)
    assert [look.index for look in race.curve()] == [*looks, 17]
    assert [look.index for look in race.looks] == looks, "one in between is not kept"


def test_the_first_look_at_a_goal_is_found():
    looks = [Look(i, i / 4, i / 10, 1.0, share) for i, share in enumerate((0.1, 0.92, 0.8, 0.95))]
    assert first_at(looks, 0.9) is looks[1]
    assert first_at(looks, 0.95) is looks[3]
    assert first_at(looks, 0.99) is None


@pytest.mark.parametrize(("std", "scale"), [(0.036, 0.15), (0.1, 0.3), (0.34, 1.5), (1.0, 3.0)])
def test_the_scale_of_weights_is_a_round_number_above_three_standard_deviations(std, scale):
    W = np.array([[std, -std]])
    assert scale_of(W) == scale
    assert scale >= 3 * std * (1 - 1e-9)


@pytest.mark.parametrize("W", [np.zeros((4, 2)), np.full((4, 2), np.nan), np.array([[np.inf, 1]])])
def test_weights_without_a_size_have_a_scale_too(W):
    with np.errstate(invalid="ignore"):
        assert scale_of(W) == 1.0


# ---- who drives it


def trained(steps=25, **how):
    params = net.init(np.random.default_rng(0), sizes=(784, 6, 10))
    how = HOW | {"batch": 300} | how  # 13 batches, and a last one of 100 rows
    run = driven.train(X, Y, params, epochs=2, rng=np.random.default_rng(1), **how)
    losses = []
    for step in run:
        losses.append(step.loss)
        if step.index == steps:
            return losses, step
    raise AssertionError


@pytest.mark.parametrize("cost", ["quadratic", "cross-entropy", "softmax"])
@pytest.mark.parametrize("which", ["batch_forward", "batch_backward", "delta", "l2_update"])
def test_a_function_of_ones_own_does_what_the_courses_does(cost, which):
    calls = []

    def mine(*arguments):
        calls.append(which)
        return getattr(pieces, which)(*arguments)

    losses, step = trained(cost=cost)
    losses_mine, step_mine = trained(cost=cost, **{which: mine})
    np.testing.assert_allclose(losses_mine, losses, rtol=1e-9)
    for name, value in step.params.items():
        np.testing.assert_allclose(step_mine.params[name], value, rtol=1e-7, atol=1e-12)
    assert (step_mine.epoch, step_mine.index) == (step.epoch, step.index)
    assert step_mine.error == pytest.approx(step.error)
    expected = 0 if (cost, which) == ("softmax", "delta") else 25 + (which != "l2_update")
    assert len(calls) == expected


def test_params_are_a_live_reference_whoever_drives():
    params = net.init(np.random.default_rng(0), sizes=(784, 6, 10))
    before = {name: value.copy() for name, value in params.items()}
    run = driven.train(
        X, Y, params, epochs=1, rng=np.random.default_rng(1), **HOW,
        l2_update=lambda *arguments: pieces.l2_update(*arguments),
    )  # fmt: skip
    first = next(run).params
    assert next(run).params is first
    assert not np.array_equal(first["W0"], before["W0"])
    assert np.array_equal(params["W0"], before["W0"]), "what it starts from is left alone"
