"""Every number and verdict in the words of lesson 01 is measured here.

Sentences are quoted with `says`, so that whoever rewords one is led to its measurement.
"""

import re
from itertools import pairwise

import numpy as np
import pytest
from eleven import published
from lesson_text import LessonText, run_cells

from course.eleven import net, quiz, symptoms
from course.kit.checking import exercises as all_exercises
from course.kit.gradients import numerical_gradient
from course.kit.judging import judge

LESSON = LessonText("01_eleven_lines", asked=repr(quiz.QUESTIONS))
says, cell = LESSON.says, LESSON.cell
XOR, FIRST = net.TARGETS["XOR"], net.TARGETS["first column"]
EXERCISES = all_exercises()


def run(*sources, **names):
    """Run cells as the lesson does, and give what they printed and the names they left."""
    known = {"np": np, "X": net.X, "answer_a": FIRST, "answer_b": XOR, "net": net}
    return run_cells(*sources, **(known | vars(net) | names))


# ---- before you run anything, and section 1


def test_the_table_in_the_text_is_the_table_in_the_code():
    rows = re.findall(
        r"\| (\d) \| (\d) \| (\d) \| (\d) \| (\d) \|", LESSON.words.replace("| |", "|\n|")
    )
    table = np.array(rows, dtype=float)
    np.testing.assert_array_equal(table, np.hstack([net.X, FIRST, XOR]))
    _, scope = run(cell("X = np.array([[0, 0, 1]", "answer_a ="))
    np.testing.assert_array_equal(np.hstack([scope["X"], scope["answer_a"]]), table[:, :4])
    np.testing.assert_array_equal(scope["answer_b"], table[:, 4:])


def test_answer_a_goes_with_the_first_column_and_b_with_none():
    assert says("Answer A *is* the first column.")
    assert says("You saw its correlations: 0 and 0.")
    printed, _ = run(cell("np.corrcoef"))
    assert [line.split()[-1].lstrip("-") for line in printed.splitlines()] == ["1", "0", "0", "0"]


def test_the_third_column_never_changes():
    assert says("The third column never changes")
    assert np.ptp(net.X[:, 2]) == 0


def test_the_sigmoid_goes_from_0_to_1_and_is_steepest_in_the_middle():
    assert says("Far to the left it says 0, far to the right it says 1")
    z = np.linspace(-7, 7, 1401)
    s = net.sigmoid(z)
    assert s[0] < 0.001
    assert s[-1] > 0.999
    assert z[net.slope(s).argmax()] == pytest.approx(0, abs=1e-9)
    assert net.slope(s)[[0, -1]].max() < 0.001


def test_blame_row_by_row_is_one_matrix_product():
    assert says("A single matrix product does all of it.")
    rng = np.random.default_rng(0)
    delta = rng.normal(size=(4, 2))
    by_rows = sum(np.outer(x, d) for x, d in zip(net.X, delta, strict=True))
    np.testing.assert_allclose(net.X.T @ delta, by_rows, rtol=1e-14)


@pytest.fixture(scope="module")
def one_matrix():
    return run(cell("predictions in the last of 10,000 steps"))


def test_one_matrix_prints_the_published_numbers(one_matrix):
    assert says("Those are the four numbers that the post published, to the last digit.")
    printed, _ = one_matrix
    numbers = re.findall(r"0\.\d{8}", printed)
    assert numbers == list(published.ONE_MATRIX_OUTPUT)


def test_the_first_weight_is_large_and_the_third_negative(one_matrix):
    assert says("The first weight has become large")
    assert says("has become negative: it pulls the answer down where the first column is 0")
    first, second, third = one_matrix[1]["W"].ravel()
    assert first > 5
    assert first > 10 * abs(second)
    assert third < -1
    assert net.sigmoid(third) < 0.05  # all that speaks for the row 0 0 1


def test_without_a_bias_the_row_of_zeros_is_one_half_whatever_the_weights():
    assert says("the sigmoid would say one half, whatever the weights")
    W = np.random.default_rng(0).normal(scale=10, size=(2, 50))
    np.testing.assert_array_equal(net.sigmoid(net.X[:1, :2] @ W), np.full((1, 50), 0.5))


def test_the_slope_is_measured_and_is_s_times_one_minus_s():
    assert says("If the output is $s$, the slope is $s\\,(1 - s)$.")
    printed, _ = run(cell("measured slope"))
    pairs = re.findall(r"measured slope (\S+), .*= (\S+)", printed)
    assert len(pairs) == 3
    assert all(measured == computed for measured, computed in pairs)


# ---- section 2


def test_no_straight_line_separates_xor():
    # On a plane over the inputs, rows 2 and 3 add up to the same as rows 1 and 4. They would
    # have to lie above one half, and rows 1 and 4 below it.
    np.testing.assert_array_equal(net.X[1] + net.X[2], net.X[0] + net.X[3])
    assert XOR[1] + XOR[2] == 2
    assert XOR[0] + XOR[3] == 0


def test_one_matrix_says_one_half_four_times():
    assert says("One half, four times")
    printed, scope = run(cell("y = answer_b", 'print("predictions:"'))
    assert printed.split("[")[1].split("]")[0].split() == ["0.5"] * 4
    assert np.abs(net.sigmoid(net.X @ scope["W"]) - 0.5).max() < 1e-3


def test_one_half_is_the_least_squared_error_that_one_matrix_can_have():
    assert says("Other weights can get three rows right")
    assert says("the sum of the squared errors is no smaller")
    W = np.random.default_rng(0).normal(size=(3, 100_000)) * np.geomspace(0.01, 30, 100_000)
    p = net.sigmoid(net.X @ W)
    at_one_half = 4 * 0.5**2
    assert ((p - XOR) ** 2).sum(axis=0).min() > at_one_half - 1e-12
    right = (np.abs(p - XOR) < 0.5).sum(axis=0)
    assert right.max() == 3
    # Weights that are surer and surer of three rows are surer and surer of the wrong fourth.
    sure = net.sigmoid(net.X @ np.array([[40.0], [40.0], [-20.0]]))
    np.testing.assert_allclose(np.abs(sure - XOR).ravel(), [0, 0, 0, 1], atol=1e-8)


def test_one_on_without_both_on_is_xor():
    assert says("The first without the second is XOR.")
    np.testing.assert_array_equal(net.TARGETS["OR"] - net.TARGETS["AND"], XOR)


@pytest.fixture(scope="module")
def candidates():
    """The candidates for the loss, with their slopes, beside the gradients of the update."""
    printed, scope = run(cell("candidates = {"))
    params = scope["params"]
    slopes = {
        name: {
            W: numerical_gradient(lambda f=loss: f(net.forward(params, net.X)[0], XOR), params[W])
            for W in params
        }
        for name, loss in scope["candidates"].items()
    }
    return printed, slopes, scope["gradients"]


def test_only_half_the_sum_of_squares_is_the_hill(candidates):
    assert says("Which of these candidates has exactly these slopes?")
    printed, slopes, gradients = candidates
    assert re.findall(r"^(.*?) +is it$", printed, re.MULTILINE) == ["half the sum of squares"]
    assert printed.count("is off by") == len(slopes) - 1 == 4
    for name, measured in slopes.items():
        gaps = [np.abs(measured[W] - gradients[W]).max() for W in gradients]
        assert (max(gaps) < 1e-9) == (name == "half the sum of squares")


def test_the_first_three_candidates_are_one_hill_and_the_last_two_are_others(candidates):
    assert says("The first three differ only in scale: the same hill")
    assert says("The last two are other hills.")
    _, slopes, gradients = candidates
    spread = {}
    for name, measured in slopes.items():
        ratios = np.concatenate([(measured[W] / gradients[W]).ravel() for W in gradients])
        spread[name] = np.ptp(ratios) / np.abs(ratios).mean()
    same = ["half the sum of squares", "sum of squares", "mean of squares"]
    assert list(spread)[:3] == same
    assert all((spread[name] < 1e-4) == (name in same) for name in spread)


def test_both_sign_conventions_agree_to_the_last_digit():
    assert says("the digits agree to the last one")
    printed, scope = run(cell("largest difference:"))
    assert printed == "largest difference: 0.0\n"
    for name in scope["ours"]:
        np.testing.assert_array_equal(scope["ours"][name], scope["theirs"][name])


# ---- section 3


@pytest.fixture(scope="module")
def eleven_lines():
    return LESSON.tagged("eleven-lines")


def test_the_network_has_eleven_lines_besides_the_import(eleven_lines):
    assert says("The import is not counted; line 8 only reports.")
    assert says("with `alpha` left at 1")
    lines = [line for line in eleven_lines.splitlines() if line.strip()]
    assert lines[0] == "import numpy as np"
    assert len(lines) - 1 == 11
    assert eleven_lines.count("import") == 1
    assert max(map(len, lines)) <= 100


def test_each_of_the_eleven_lines_is_what_the_list_says(eleven_lines):
    lines = [line.strip() for line in eleven_lines.splitlines() if line.strip()][1:]
    begins = ["X", "y", "rng", "W0", "for", "h", "p", "if", "delta1", "delta0", "W0"]
    assert [re.match(r"\w+", line).group() for line in lines] == begins
    assert "print(" in lines[7]


def test_without_its_report_the_network_computes_the_same(eleven_lines):
    short = eleven_lines.replace("60_000", "500")
    silent = "\n".join(line for line in short.splitlines() if "print(" not in line)
    assert len(silent.splitlines()) == len(short.splitlines()) - 1
    _, loud = run(short)
    printed, quiet = run(silent)
    assert printed == ""
    np.testing.assert_array_equal(loud["W0"], quiet["W0"])


def test_the_eleven_lines_print_the_six_published_errors(eleven_lines):
    assert says("These are the six errors of the post, digit for digit.")
    assert says("From 0.496, which is guessing, to 0.0035.")
    printed, _ = run(eleven_lines)
    shown = re.findall(r"step +([\d,]+): error (\S+)", printed)
    assert [int(step.replace(",", "")) for step, _ in shown] == list(published.ERROR_AT_STEP)
    assert [error for _, error in shown] == list(published.ERROR_AT_STEP.values())


def test_the_eleven_lines_are_the_same_network_as_the_courses(eleven_lines):
    _, scope = run(eleven_lines.replace("60_000", "300"))
    for step in net.train(net.X, XOR, rng=np.random.RandomState(1), steps=300):
        last = step  # its parameters are live: drained, the run has made 300 updates
    np.testing.assert_allclose(scope["W0"], last.params["W0"], rtol=1e-10)
    np.testing.assert_allclose(scope["W1"], last.params["W1"], rtol=1e-10)


# ---- section 4: what the panel shows


def error_at(index, target="XOR"):
    """What the panel tells at a step, with its first settings."""
    run = net.train(net.X, net.TARGETS[target], steps=index + 1, rng=np.random.RandomState(1))
    return [step.error for step in run][index]


def at_one_half(p):
    return np.abs(p - 0.5) < 0.02


def test_xor_is_learned_last():
    assert says("after 1,000 steps its error is 0.043, those of the others are between 0.017 and")
    errors = {target: error_at(1_000, target) for target in net.TARGETS}
    assert f"{errors.pop('XOR'):.3f}" == "0.043"
    assert f"{min(errors.values()):.3f}" == "0.017"
    assert f"{max(errors.values()):.3f}" == "0.023"


def test_one_matrix_learns_every_target_but_xor():
    for target, y in net.TARGETS.items():
        W = np.zeros((3, 1))
        for _ in range(500):
            W -= net.X.T @ net.output_delta(net.sigmoid(net.X @ W), y)
        assert (np.abs(net.sigmoid(net.X @ W) - y) < 0.5).all() == (target != "XOR")


def panel_starts(hidden):
    """The panel's first weights for seeds 0, 1, 2 and 3."""
    return [net.init(np.random.RandomState(seed), hidden=hidden) for seed in range(4)]


def test_two_units_learn_with_seed_0_and_hang_at_one_half_with_the_next_three():
    assert says("With 2 units seed 0 learns. In seeds 1, 2 and 3 some predictions are still at one")
    p = outcomes(panel_starts(2), {10_000})[10_000]
    assert learned(p).tolist()[0]
    assert at_one_half(p).any(axis=0).tolist() == [False, True, True, True]


def test_one_unit_hangs_at_one_half():
    assert says("With 1 unit it never works.")
    assert at_one_half(outcomes(panel_starts(1), {10_000})[10_000]).any(axis=0).all()


def test_alpha_10_is_better_and_a_tenth_and_a_hundred_are_worse():
    assert says("After 10,000 steps the error is 0.0031 with `alpha` 10 and 0.043 with 0.1.")
    assert says("With 100 it hangs at 0.125: three rows are right and the last one says one half.")
    same = [net.init(np.random.RandomState(1))] * 3
    p = outcomes(same, {10_000}, alpha=np.array([10.0, 0.1, 100.0]))[10_000]
    off = np.abs(p - XOR)
    ten, tenth, hundred = off.mean(axis=0)
    assert (f"{ten:.4f}", f"{tenth:.3f}", f"{hundred:.3f}") == ("0.0031", "0.043", "0.125")
    assert at_one_half(p[:, 2]).tolist() == [False, False, False, True]
    assert (off[:3, 2] < 0.01).all()


def test_for_about_a_hundred_steps_hardly_anything_happens():
    assert says("For about a hundred: the error goes from 0.496 only to 0.458. Then it falls.")
    assert [f"{error_at(index):.3f}" for index in (0, 100)] == ["0.496", "0.458"]
    assert error_at(400) < 0.2


def test_meanwhile_the_hidden_units_become_different_from_each_other():
    assert says("The hidden units first have to become different from each other.")
    spread = {}
    for step in net.train(net.X, XOR, steps=301, rng=np.random.RandomState(1)):
        _, h = net.forward(step.params, net.X)
        spread[step.index] = np.abs(h[:, :, None] - h[:, None]).mean()
    assert spread[0] < spread[100] < spread[300] / 1.5


# ---- section 5


def test_loops_and_product_give_the_same_numbers():
    assert says("Same numbers, same arithmetic.")
    A, B = np.random.default_rng(0).random((2, 12, 12))
    np.testing.assert_allclose(net.product_by_loops(A, B), A @ B, rtol=1e-13)


# ---- section 6: 200 starts for each size

SIZES = (1, 2, 3, 4, 8)


def outcomes(starts, marks, *, alpha=1.0, bend=True):
    """Predictions for XOR, of shape (4, n_starts), after each of ``marks`` updates.

    Written apart from ``net.train``, and faster: the networks lie side by side in the last axis.
    Without ``bend`` the hidden units have no sigmoid.
    """
    stacked = net.stack(starts)
    W0 = np.ascontiguousarray(stacked["W0"].transpose(2, 1, 0))  # (hidden, 3, n_starts)
    W1 = np.ascontiguousarray(stacked["W1"].transpose(1, 2, 0))  # (hidden, 1, n_starts)
    seen = {}
    for step in range(max(marks) + 1):
        h = net.X @ W0  # (hidden, 4, n_starts)
        if bend:
            np.negative(h, out=h)
            np.exp(h, out=h)
            h += 1
            np.reciprocal(h, out=h)
        p = 1 / (1 + np.exp(-(h * W1).sum(axis=0)))  # (4, n_starts)
        if step in marks:
            seen[step] = p
        delta1 = alpha * (p - XOR) * p * (1 - p)
        delta0 = delta1 * W1
        gradient1 = (h * delta1).sum(axis=1, keepdims=True)
        if bend:
            delta0 *= h
            np.subtract(1, h, out=h)
            delta0 *= h
        W0 -= net.X.T @ delta0
        W1 -= gradient1
    return seen


def starts(hidden, n=200):
    return [net.init(np.random.default_rng(seed), hidden=hidden) for seed in range(n)]


def learned(p):
    return (np.abs(p - XOR) < 0.5).all(axis=0)


def test_the_flat_networks_train_like_the_courses():
    few = starts(3, n=4)
    for step in net.train(net.X, XOR, params=net.stack(few), steps=300):
        last = step.params
    expected = net.forward(last, net.X)[0][:, :, 0].T
    np.testing.assert_allclose(outcomes(few, {300})[300], expected, rtol=1e-10)


@pytest.fixture(scope="module")
def success():
    """How many of 200 starts have learned XOR, by size and number of updates."""
    counts = {}
    for hidden in SIZES:
        after = outcomes(starts(hidden), {5_000, 60_000 if hidden == 2 else 5_000})
        counts |= {(hidden, steps): int(learned(p).sum()) for steps, p in after.items()}
    return counts


def test_one_unit_never_learns_xor_and_two_is_the_least_that_can(success):
    assert says("One unit never does it.")
    assert says("two is the least that can")
    assert success[1, 5_000] == 0
    assert success[2, 5_000] > 0


def test_success_in_5_000_steps_is_what_the_picture_shows(success):
    assert {hidden: success[hidden, 5_000] for hidden in SIZES} == {
        1: 0,
        2: 43,
        3: 180,
        4: 200,
        8: 200,
    }
    stored = LESSON.stored
    told = "".join(
        "".join(output["data"].get("text/plain", ""))
        for each in stored.cells
        for output in each.get("outputs", ())
        if "data" in output
    )
    for hidden in SIZES:
        assert f"{hidden} hidden: {success[hidden, 5_000]}" in told


def test_most_starts_with_two_units_do_not_get_there_in_time(success):
    assert says("most starts do not get there in this time")
    assert success[2, 5_000] < 100


def test_a_third_of_200_starts_with_two_units_do_not_get_there_in_60_000_steps(success):
    assert says("after 60,000 steps about a third of the 200 still had not")
    assert (200 - success[2, 60_000]) / 200 == pytest.approx(1 / 3, abs=0.02)


def test_always_is_true_of_four_and_eight_and_not_of_three(success):
    assert says('"It always learns" is true here of four and of eight. Of three it is not.')
    assert success[4, 5_000] == success[8, 5_000] == 200
    assert success[3, 5_000] < 200


# ---- section 6: sure and wrong


@pytest.fixture(scope="module")
def patience():
    """Steps that a single weight takes to change its mind, by where it starts."""

    def steps(z):
        count = 0
        while net.sigmoid(z) < 0.5:
            z -= net.output_delta(net.sigmoid(z), 1)
            count += 1
        return count

    return {start: steps(start) for start in (-2.0, -4.0, -6.0, -8.0, -10.0)}


def test_the_lesson_prints_how_long_a_change_of_mind_takes(patience):
    printed, _ = run(cell("to change its mind").replace(", -8.0, -10.0", ""))
    shown = [int(number.replace(",", "")) for number in re.findall(r"([\d,]+) steps", printed)]
    assert shown == [patience[-2.0], patience[-4.0], patience[-6.0]] == [16, 71, 426]


def test_the_wronger_it_is_the_slower_it_learns(patience):
    assert says("The more wrong it is, the *slower* it learns")
    assert list(patience.values()) == sorted(patience.values())
    # At the start the error is nearly 1, and the update nearly 0.
    p = net.sigmoid(-10.0)
    assert 1 - p > 0.9999
    assert abs(net.output_delta(p, 1)) < 1e-4


def test_far_out_two_units_cost_e_squared_times_as_long(patience):
    assert says("Each further 2 costs more, in the end about seven times as many steps")
    assert says(r"$e^2 \approx 7.4$")
    assert np.e**2 == pytest.approx(7.4, abs=0.05)
    counts = list(patience.values())
    ratios = [later / sooner for sooner, later in pairwise(counts)]
    assert ratios == sorted(ratios)
    assert ratios[-2] == pytest.approx(7, abs=0.1)
    assert ratios[-1] == pytest.approx(np.e**2, rel=0.01)


# ---- the quiz


def test_a_sure_and_wrong_prediction_hardly_moves():
    assert says("it is multiplied by the slope, 0.01 * 0.99")
    delta = net.output_delta(np.array([0.01]), np.array([1.0]))
    assert delta.item() == pytest.approx(-0.99 * 0.01 * 0.99)
    assert 0 < abs(delta.item()) < 0.01


def test_two_matrices_without_a_bend_are_one():
    assert says("Two matrices in a row, without a bend between them, are one matrix")
    rng = np.random.default_rng(0)
    W0, W1 = rng.normal(size=(3, 7)), rng.normal(size=(7, 1))
    np.testing.assert_allclose((net.X @ W0) @ W1, net.X @ (W0 @ W1), rtol=1e-12)


@pytest.mark.parametrize("hidden", [4, 16])
def test_without_the_sigmoid_in_between_nothing_learns_xor(hidden):
    assert says("However many")
    p = outcomes(starts(hidden, n=40), {2_000}, alpha=0.3, bend=False)[2_000]
    assert not learned(p).any()


def test_only_w1_sends_back_the_true_slope():
    assert says("other matrices have that shape. Only W1 gives the true slope.")
    rng = np.random.default_rng(0)
    params = net.init(rng)
    measured = numerical_gradient(
        lambda: net.loss_and_gradients(params, net.X, XOR)[0], params["W0"]
    )
    p, h = net.forward(params, net.X)
    delta1 = net.output_delta(p, XOR)

    def gap(W):
        return np.abs(net.X.T @ net.hidden_delta(delta1, W, h) - measured).max()

    assert gap(params["W1"]) < 1e-9
    assert all(gap(rng.uniform(-1, 1, (4, 1))) > 1e-3 for _ in range(20))


# ---- rebuild it from memory


def test_rebuilding_counts_below_a_mean_error_of_one_hundredth():
    assert says("It passes when the four predictions are off by less than 0.01 on average.")

    def shown(off):
        each = off * np.array([[0.9], [1.1], [0.95], [1.05]])  # honest networks err unevenly
        return symptoms.symptom(np.abs(XOR - each), (net.X, XOR))

    assert shown(0.0099) == "learned"
    assert shown(0.0101) != "learned"
    assert shown(0.0) != "learned"  # the answers themselves


def test_rebuilding_has_a_minute_and_a_half():
    assert says("you have a minute and a half")
    assert EXERCISES["eleven.rebuild"].seconds == 90


def test_60_000_steps_are_plenty_to_rebuild_from_any_of_40_starts():
    assert says("60,000 steps are plenty")
    # Half the limit is already enough, so a slow answer has room.
    p = outcomes(starts(4, n=40), {30_000})[30_000]
    assert np.abs(p - XOR).mean(axis=0).max() < 0.01


# ---- the lesson as a whole


SHORTER = {"60_000": "60", "10_000": "10", "5_000": "10", "1_000": "10", "range(200)": "range(2)"}


def by_numbers(function):
    """A function of tables that goes through them number by number, and wants nothing else."""

    def of_tables(*tables):
        rows = [zip(*rows, strict=True) for rows in zip(*tables, strict=True)]
        return np.array([[function(*numbers) for numbers in row] for row in rows])

    return of_tables


NUMBER_BY_NUMBER = {
    "sigmoid": by_numbers(lambda z: 1 / (1 + np.exp(-z))),
    "slope": by_numbers(lambda s: s * (1 - s)),
    "output_delta": by_numbers(lambda p, y: (p - y) * p * (1 - p)),
}


def test_answers_that_go_number_by_number_are_right():
    for name, function in NUMBER_BY_NUMBER.items():
        assert judge(EXERCISES[f"eleven.{name}"], function).status == "right"


@pytest.mark.parametrize("which", [0, 1, "number by number"])
def test_the_lesson_runs_on_with_any_answer_that_was_accepted(which, capsys):
    """Right answers need not be the course's: no later cell may ask more of them than `check`."""
    scope = {"__name__": "lesson"}
    for each in LESSON.notebook.cells:
        if each.cell_type != "code" or each.metadata.get("only") == "solution":
            continue
        source = each.source.replace(", -8.0, -10.0", "")
        for long, short in SHORTER.items():
            source = source.replace(long, short)
        if "exercise" not in each.metadata:
            exec(compile(source, "lesson", "exec"), scope)  # the course's own cells
            continue
        exercise = EXERCISES[each.metadata["exercise"]]
        if isinstance(which, int):
            scope[exercise.name] = exercise.alternatives[which]
        else:
            scope[exercise.name] = NUMBER_BY_NUMBER.get(exercise.name, exercise.reference)
    scope["panel"].close()
    assert "largest difference" in capsys.readouterr().out
