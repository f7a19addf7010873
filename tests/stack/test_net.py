"""The controller and its memory: gradients, tasks, training, and what an exam says."""

import numpy as np
import pytest
from hypothesis import assume, given, settings, strategies as st
from stack import kinks

from course.kit.gradients import check_gradients
from course.stack import exam, net, tasks
from course.stack.memories import DEQUE, MEMORIES, QUEUE, STACK, run
from course.stack.walk import accumulate, forward, heads

SEEDS = st.integers(0, 2**32 - 1)
ALL = pytest.mark.parametrize("memory", MEMORIES.values(), ids=MEMORIES)
CONTROLLERS = pytest.mark.parametrize("recurrent", [False, True], ids=["plain", "recurrent"])


def problem(memory, recurrent, length, seed, *, n=2, noisy=True, runs=None):
    """A small network with gates of any size, sequences for it, and noise or none."""
    rng = np.random.default_rng(seed)
    params = net.init(
        rng, n_symbols=2, hidden=3, m=2, memory=memory, recurrent=recurrent, push=0.0, pop=0.0,
        runs=runs,
    )  # fmt: skip
    for name in ("b_h", "b_d", "b_u", "b_v", "b_y"):
        params[name] = 0.5 * rng.normal(size=params[name].shape)
    X, y = tasks.draw(rng, n, length, 2)
    noise = net.draw_noise(rng, params, X, gate=1.0, hidden=0.3) if noisy else None
    return params, X, y, noise


def copied(params):
    return {name: value.copy() for name, value in params.items()}


# ---- gradients


@ALL
@CONTROLLERS
@settings(max_examples=6)
@given(length=st.integers(1, 4), noisy=st.booleans(), seed=SEEDS)
def test_gradients_are_the_slopes_of_the_loss(memory, recurrent, length, noisy, seed):
    params, X, y, noise = problem(memory, recurrent, length, seed, noisy=noisy)
    _, trace = forward(params, X, noise=noise, memory=memory)
    assume(kinks.of_run(memory, trace.s, trace.u) > kinks.CLEAR)

    def loss_and_gradients(params):
        return net.loss_and_gradients(params, X, y, noise=noise, memory=memory)

    errors = check_gradients(loss_and_gradients, params)
    assert max(errors.values()) < 1e-6


def test_a_wrong_gradient_would_be_noticed():
    params, X, y, _ = problem(STACK, False, 4, 1, noisy=False)

    def without_the_read(params):  # nothing is said to the step before about what it left
        z, trace = forward(params, X)
        loss, delta_z = net.answer_loss(z, y)
        deaf = params | {"W_r": np.zeros_like(params["W_r"])}
        return loss, accumulate(deaf, X, trace, delta_z)

    errors = check_gradients(without_the_read, params)
    assert errors["W_y"] < 1e-6
    assert errors["W_x"] > 0.01
    assert errors["W_v"] > 0.01


@ALL
@CONTROLLERS
def test_networks_side_by_side_are_each_what_they_are_alone(memory, recurrent):
    params, X, y, noise = problem(memory, recurrent, 3, 2, n=4, runs=3)
    loss, gradients = net.loss_and_gradients(params, X, y, noise=noise, memory=memory)
    assert loss.shape == (3,)
    for which in range(3):
        one = {name: value[which] for name, value in params.items()}
        own_noise = {name: value[which] for name, value in noise.items()}
        own_loss, own = net.loss_and_gradients(one, X, y, noise=own_noise, memory=memory)
        assert own_loss == pytest.approx(loss[which], rel=1e-12)
        for name in params:
            np.testing.assert_allclose(own[name], gradients[name][which], rtol=1e-9, atol=1e-13)


@ALL
@CONTROLLERS
def test_sequences_do_not_know_of_each_other(memory, recurrent):
    params, X, y, _ = problem(memory, recurrent, 3, 3, n=4, noisy=False)
    loss, gradients = net.loss_and_gradients(params, X, y, memory=memory)
    each = [
        net.loss_and_gradients(params, X[i : i + 1], y[i : i + 1], memory=memory) for i in range(4)
    ]
    assert loss == pytest.approx(np.mean([own for own, _ in each]), rel=1e-12)
    for name, gradient in gradients.items():
        mean = np.mean([own[name] for _, own in each], axis=0)
        np.testing.assert_allclose(gradient, mean, rtol=1e-9, atol=1e-13)


@ALL
def test_a_sequence_of_one_symbol_is_walked_in_two_steps(memory):
    params, X, y, noise = problem(memory, True, 1, 4)
    z, trace = forward(params, X, noise=noise, memory=memory)
    assert z.shape == (2, 2, 2)
    assert [s.shape[-1] for s in trace.s] == [0, memory.ends, 2 * memory.ends]
    loss, gradients = net.loss_and_gradients(params, X, y, noise=noise, memory=memory)
    assert np.isfinite(loss)
    assert all(np.isfinite(gradient).all() for gradient in gradients.values())


def test_noise_of_0_is_no_noise():
    params, X, y, _ = problem(STACK, True, 3, 5, noisy=False)
    silent = net.draw_noise(np.random.default_rng(0), params, X, gate=0.0, hidden=0.0)
    without = net.loss_and_gradients(params, X, y)
    with_none = net.loss_and_gradients(params, X, y, noise=silent)
    assert with_none[0] == without[0]
    for name in params:
        np.testing.assert_array_equal(with_none[1][name], without[1][name])


@pytest.mark.parametrize("name", ["h", "d", "u"])
def test_each_noise_is_as_strong_as_it_is_asked_to_be_and_reaches_the_answers(name):
    params, X, _, _ = problem(STACK, False, 4, 6, n=500)
    noise = net.draw_noise(np.random.default_rng(0), params, X, gate=2.0, hidden=0.3)
    assert noise[name].std() == pytest.approx(0.3 if name == "h" else 2.0, rel=0.05)
    quiet = {other: 0 * part for other, part in noise.items()}
    z, _ = forward(params, X, noise=quiet)
    moved, _ = forward(params, X, noise=quiet | {name: noise[name]})
    assert not np.allclose(z, moved)


@ALL
def test_what_the_walk_remembers_is_what_a_run_by_hand_gives(memory):
    params, X, _, noise = problem(memory, False, 4, 7)
    _, trace = forward(params, X, noise=noise, memory=memory)
    steps = X.shape[1]
    places = [memory.places(t, steps) for t in range(steps)]
    v = np.stack([trace.V[..., place, :] for place in places], axis=-3)
    strengths, r = run(v, trace.u, trace.d, memory=memory)
    for walked, by_hand in zip(trace.s[1:], strengths, strict=True):
        np.testing.assert_allclose(walked, by_hand, atol=1e-14)
    np.testing.assert_allclose(trace.r, r.reshape(trace.r.shape), atol=1e-14)


def test_the_heads_are_two_shares_and_a_value_by_hand():
    params = {f"W_{name}": np.array([[1.0]]) for name in "duv"}
    params |= {"b_d": np.log([[3.0]]), "b_u": np.zeros((1, 1)), "b_v": np.log([[2.0]])}
    d, u, v = heads(params, np.zeros((1, 1)))
    assert (d.item(), u.item(), v.item()) == pytest.approx((3 / 4, 1 / 2, 3 / 5), rel=1e-14)
    d, u, v = heads(params, np.zeros((1, 1)), -np.log(3), np.log(3))
    assert (d.item(), u.item(), v.item()) == pytest.approx((1 / 2, 3 / 4, 3 / 5), rel=1e-14)


# ---- the loss


def test_the_loss_of_a_network_that_has_no_idea():
    z, y = np.zeros((3, 4, 5)), np.eye(5)[np.zeros((3, 2), int)]
    loss, delta_z = net.answer_loss(z, y)
    assert loss == pytest.approx(np.log(5), rel=1e-14)
    np.testing.assert_array_equal(delta_z[:, :2], 0)
    np.testing.assert_allclose(delta_z[:, 2:], (1 / 5 - y) / 6, rtol=1e-13)


def test_surely_wrong_is_a_large_loss_and_no_overflow():
    loss, delta_z = net.answer_loss(np.array([[[0.0, 1000.0]]]), np.array([[[1.0, 0.0]]]))
    assert loss == 1000
    np.testing.assert_array_equal(delta_z, [[[-1, 1]]])


# ---- sequences


def test_what_is_seen_and_what_should_be_said():
    X, y = tasks.encode(np.array([2, 0, 1]), 3)
    np.testing.assert_array_equal(
        X, [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 1]]
    )
    np.testing.assert_array_equal(y.argmax(axis=-1), [1, 0, 2])
    _, same = tasks.encode(np.array([2, 0, 1]), 3, tasks.copy)
    np.testing.assert_array_equal(same.argmax(axis=-1), [2, 0, 1])


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_every_symbol_is_drawn(make):
    X, y = tasks.draw(make(0), 200, 3, 5)
    assert X.shape == (200, 6, 6)
    assert y.shape == (200, 3, 5)
    counts = X[:, :3, :5].sum(axis=(0, 1))
    assert (np.abs(counts / 600 - 1 / 5) < 0.06).all()


@pytest.mark.parametrize(
    ("symbols", "words"),
    [
        ([0, 4], r"a symbol 4: with n_symbols = 4 they go from 0 to 3"),
        ([-1, 2], "a symbol -1"),
        ([0.5, 1.0], "of type float64: whole numbers from 0 to 3 are expected"),
        ([np.nan, 1.0], "of type float64"),
        (["a", "b"], "of type <U1"),
        ([True, False], "of type bool"),
        ([], "the sequence is empty"),
        (np.zeros((3, 0), int), "the sequence is empty"),
        (2, "the sequence is empty"),
    ],
)
def test_what_is_no_sequence_of_symbols_is_refused_in_words(symbols, words):
    with pytest.raises(ValueError, match=words):
        tasks.encode(symbols, 4)


def test_sequences_without_a_step_are_refused_in_words():
    params = net.init(np.random.default_rng(0))
    with pytest.raises(ValueError, match="no steps: there is nothing to walk through"):
        forward(params, np.zeros((3, 0, 5)))


# ---- first weights


@ALL
@CONTROLLERS
@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_first_weights_come_from_either_kind_of_generator(make, memory, recurrent):
    params = net.init(make(0), n_symbols=3, hidden=40, m=5, memory=memory, recurrent=recurrent)
    ends = memory.ends
    shapes = {
        "W_x": (4, 40),
        "W_r": (5 * ends, 40),
        "W_d": (40, ends),
        "W_u": (40, ends),
        "W_v": (40, 5 * ends),
        "W_y": (40, 3),
        **({"W_h": (40, 40)} if recurrent else {}),
    }
    assert {name: W.shape for name, W in params.items() if name[0] == "W"} == shapes
    for name, (fan_in, _) in shapes.items():
        assert params[name].std() == pytest.approx(fan_in**-0.5, rel=0.45)
    assert {name for name in params if name[0] == "b"} == {"b_h", "b_d", "b_u", "b_v", "b_y"}
    assert (params["b_d"] == 2).all()
    assert (params["b_u"] == -2).all()


def test_networks_side_by_side_begin_differently():
    params = net.init(np.random.default_rng(0), runs=3)
    assert params["W_x"].shape == (3, 5, 16)
    assert params["b_h"].shape == (3, 1, 16)
    assert not np.allclose(params["W_x"][0], params["W_x"][1])


@pytest.mark.parametrize("size", ["n_symbols", "hidden", "m", "runs"])
def test_a_layer_without_units_is_refused_in_words(size):
    with pytest.raises(ValueError, match=f"{size} is 0; .* choose 1 or more"):
        net.init(np.random.default_rng(0), **{size: 0})


# ---- training


def test_a_run_yields_the_state_before_each_update():
    start = net.init(np.random.default_rng(2), hidden=5)
    expected, lengths = copied(start), set()
    kept = {name: net.begin(value) for name, value in start.items()}
    mirror = np.random.default_rng(7)
    for step in net.train(start, steps=6, batch=3, longest=4, rng=np.random.default_rng(7)):
        X, y = tasks.draw(mirror, 3, 1 + int(4 * mirror.random()), 4)
        noise = net.draw_noise(mirror, expected, X, gate=2.0, hidden=0.3)
        loss, gradients = net.loss_and_gradients(expected, X, y, noise=noise)
        assert step.length == y.shape[1]
        assert step.loss == pytest.approx(loss, rel=1e-12)
        assert step.error == pytest.approx(1 - np.exp(-loss), rel=1e-12)
        for name in expected:
            np.testing.assert_allclose(step.params[name], expected[name], rtol=1e-10)
            change, new = net.adam(gradients[name], kept[name], 0.01, step.index + 1)
            kept[name] |= new
            expected[name] = expected[name] + change
        lengths.add(step.length)
    assert step.index == 5
    assert lengths <= {1, 2, 3, 4}
    assert len(lengths) > 1


def test_given_parameters_are_copied():
    start = net.init(np.random.default_rng(0))
    kept = copied(start)
    for step in net.train(start, steps=3, batch=4, rng=np.random.default_rng(0)):
        last = step.params
    for name in start:
        np.testing.assert_array_equal(start[name], kept[name])
        assert not np.array_equal(last[name], kept[name])


@pytest.mark.parametrize("make", [np.random.default_rng, np.random.RandomState])
def test_the_same_seed_is_the_same_run(make):
    start = net.init(make(0))
    runs = [
        [(step.loss, step.length) for step in net.train(start, steps=4, batch=4, rng=make(seed))]
        for seed in (4, 4, 5)
    ]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"alpha": 0.0}, "choose a finite number above 0"),
        ({"alpha": np.nan}, "choose a finite number above 0"),
        ({"longest": 0}, "longest is 0: choose a number from 1 up"),
        ({"batch": 0}, "batch is 0: choose a number from 1 up"),
        ({"gate_noise": -1.0}, "gate_noise is -1.0: choose a number from 0 up"),
        ({"hidden_noise": np.nan}, "hidden_noise is nan: choose a number from 0 up"),
        ({"gate_noise": np.inf}, "gate_noise is inf: choose a number from 0 up"),
    ],
)
def test_settings_without_sense_are_refused_in_words(setting, words):
    start = net.init(np.random.default_rng(0))
    with pytest.raises(ValueError, match=words):
        next(net.train(start, rng=np.random.default_rng(0), **setting))


def test_a_learners_own_heads_drive_the_run():
    calls = []

    def counting(params, c, noise_d=0.0, noise_u=0.0):
        calls.append(len(c))
        return heads(params, c, noise_d, noise_u)

    start = net.init(np.random.default_rng(0))
    settings = {"steps": 2, "batch": 3, "longest": 2}
    own = list(net.train(start, heads=counting, rng=np.random.default_rng(1), **settings))
    plain = list(net.train(start, rng=np.random.default_rng(1), **settings))
    assert [step.loss for step in own] == [step.loss for step in plain]
    assert set(calls) == {3}


@ALL
def test_an_alpha_that_is_far_too_large_never_warns(memory):
    # A warning is an error here.
    rng = np.random.default_rng(0)
    start = net.init(rng, memory=memory, recurrent=True)
    for step in net.train(start, memory=memory, alpha=1e4, steps=10, batch=4, rng=rng):
        assert np.isfinite(step.loss)


# ---- the exam, with a controller whose weights are set by hand


def by_hand(n_symbols=3, sure=40.0):
    """Pushes while symbols come in; pops, one each step, while answers go out.

    The first hidden units know the symbol, one knows that it is time to answer, and the last know
    what was read. That is said at once.
    """
    n = n_symbols
    params = net.init(np.random.default_rng(0), n_symbols=n, hidden=2 * n + 1, m=n)
    params = {name: np.zeros_like(value) for name, value in params.items()}
    params["W_x"][:, : n + 1] = sure * np.eye(n + 1)
    params["W_r"][:, n + 1 :] = sure * np.eye(n)
    params["b_d"] += sure
    params["W_d"][n] = -2 * sure
    params["b_u"] -= sure
    params["W_u"][n] = 2 * sure
    params["W_v"][:n] = sure * np.eye(n)
    params["W_y"][n + 1 :] = np.eye(n)
    return params


@pytest.mark.parametrize("length", [1, 2, 8, 500])
@pytest.mark.parametrize(
    ("memory", "task"), [(STACK, tasks.reverse), (QUEUE, tasks.copy)], ids=["stack", "queue"]
)
def test_a_controller_set_by_hand_is_right_at_any_length(memory, task, length):
    X, y = tasks.draw(np.random.default_rng(0), 20, length, 3, task)
    report = exam.examine(by_hand(), X, y, memory=memory)
    assert (report.exact, report.right) == (1, 1)
    assert report.blur < 1e-15


def test_the_same_controller_with_the_other_memory_is_wrong():
    for memory, task in ((QUEUE, tasks.reverse), (STACK, tasks.copy)):
        X, y = tasks.draw(np.random.default_rng(0), 50, 8, 3, task)
        report = exam.examine(by_hand(), X, y, memory=memory)
        assert report.exact < 0.1
        assert 0.2 < report.right < 0.6


def test_one_wrong_symbol_spoils_a_sequence():
    X, y = tasks.draw(np.random.default_rng(0), 10, 4, 3)
    y[0, 2] = np.roll(y[0, 2], 1)
    report = exam.examine(by_hand(), X, y)
    assert (report.exact, report.right) == (0.9, 39 / 40)


def test_the_blur_is_that_of_the_gate_farthest_from_0_and_1():
    params = by_hand()
    params["b_u"] += 40.0  # now the pop is 1/2 while symbols come in
    X, y = tasks.draw(np.random.default_rng(0), 10, 4, 3)
    assert exam.examine(params, X, y).blur == 0.5


def side_by_side(*networks):
    return {name: np.stack([params[name] for params in networks]) for name in networks[0]}


def test_networks_side_by_side_get_a_report_each():
    params = side_by_side(by_hand(), net.init(np.random.default_rng(1), n_symbols=3, hidden=7, m=3))
    X, y = tasks.draw(np.random.default_rng(0), 30, 8, 3)
    report = exam.examine(params, X, y)
    assert report.exact.shape == report.right.shape == report.blur.shape == (2,)
    assert report.exact.tolist() == [1, 0]
    assert report.blur[1] > 0.01


def steps_of(*states):
    """A run that goes through these parameters."""
    for index, params in enumerate(states):
        yield net.SequenceStep(index, np.zeros(2), np.zeros(2), params, 8)


def test_the_first_to_settle_is_the_crispest_of_those_that_are_right():
    bad = net.init(np.random.default_rng(1), n_symbols=3, hidden=7, m=3)
    still, half, done = (
        side_by_side(bad, bad),
        side_by_side(by_hand(sure=4.0), bad),
        side_by_side(by_hand(sure=5.0), by_hand()),
    )
    run = steps_of(still, half, done, still)
    index, which, params = exam.first_to_settle(run, n_symbols=3, every=1)
    assert (index, which) == (2, 1)
    np.testing.assert_array_equal(params["b_d"], by_hand()["b_d"])
    index, which, _ = exam.first_to_settle(
        steps_of(still, half, done), n_symbols=3, every=1, crisp=0.05
    )
    assert (index, which) == (1, 0)


def test_if_none_settles_the_last_exam_decides():
    bad = net.init(np.random.default_rng(1), n_symbols=3, hidden=7, m=3)
    states = [side_by_side(bad, by_hand(sure=3.0))] * 3
    index, which, params = exam.first_to_settle(steps_of(*states), n_symbols=3, every=2, crisp=1e-9)
    assert (index, which) == (2, 1)
    np.testing.assert_array_equal(params["b_d"], by_hand(sure=3.0)["b_d"])
    params["b_d"] += 1  # a copy
    assert (states[0]["b_d"][1] == 3).all()


def test_if_none_settles_the_network_is_that_of_the_exam_and_not_of_a_later_update():
    bad = net.init(np.random.default_rng(1), n_symbols=3, hidden=7, m=3)
    examined, later = side_by_side(bad, by_hand(sure=3.0)), side_by_side(by_hand(sure=4.0), bad)
    index, which, params = exam.first_to_settle(
        steps_of(examined, later), n_symbols=3, every=2, crisp=1e-9
    )
    assert (index, which) == (0, 1)
    np.testing.assert_array_equal(params["b_d"], by_hand(sure=3.0)["b_d"])


def test_a_run_without_steps_settles_nothing():
    with pytest.raises(ValueError, match="the run has no steps"):
        exam.first_to_settle([])


# ---- from memory


@given(steps=st.integers(1, 8), seed=SEEDS)
def test_rebuilt_it_reads_what_the_stack_reads(steps, seed):
    rng = np.random.default_rng(seed)
    v, u, d = rng.normal(size=(steps, 3)), rng.random(steps), rng.random(steps)
    _, r = run(v[:, None], u[:, None], d[:, None], memory=STACK)
    np.testing.assert_allclose(net.rebuild(v, u, d), r[:, 0], atol=1e-13)


def test_the_deque_is_asked_for_both_ends():
    params, X, _, _ = problem(DEQUE, False, 3, 8)
    _, trace = forward(params, X, memory=DEQUE)
    assert trace.d.shape == trace.u.shape == (2, 6, 2)
    assert trace.V.shape == (2, 12, 2)
    assert trace.r.shape == (2, 6, 4)
