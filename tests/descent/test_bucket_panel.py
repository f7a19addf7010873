"""The panel of rolling balls says where they are and what they do, and gives it as a script."""

import html
import re
import sys

import numpy as np
import pytest
from panels import at, fixtures, printed_by

from course.descent import bucket_panel, net
from course.descent.bucket_panel import BucketPanel
from course.descent.curves import CURVES
from course.descent.ground import first_places, ground, what_happens
from course.descent.walker import _as_update
from course.kit import plots

FIRST = {
    "curve": "bowl", "balls": 1, "optimiser": "plain", "seed": 1, "start": -8.0, "alpha": 0.1,
    "speed": 1,
}  # fmt: skip
shared, one, seen = fixtures(BucketPanel, FIRST)


def walked(settings, index):
    """Places of shape (n_balls, n) after so many steps, without a panel."""
    curve, update = CURVES[settings["curve"]], net.OPTIMISERS[settings["optimiser"]]
    x = first_places(*(settings[name] for name in ("curve", "balls", "start", "seed")))
    memory = net.begin(x)
    for t in range(1, index + 1):
        change, kept = update(curve.slope(x), memory, settings["alpha"], t)
        memory |= kept
        x = x + change
    return x


# ---- numbers


@pytest.mark.parametrize("optimiser", net.OPTIMISERS)
@pytest.mark.parametrize("curve", CURVES)
def test_the_read_out_tells_where_the_ball_is(one, curve, optimiser):
    text = at(one, 7, curve=curve, optimiser=optimiser, alpha=0.01)
    x = walked(one.settings, 7)
    assert "step 7 of 500" in text
    assert f"height {CURVES[curve].height(x)[0]:.3g}, slope" in text
    place, slope = re.search(r"place (.+), height \S+, slope (.+)", text).groups()
    told = [[float(n) for n in each.strip("()").split(", ")] for each in (place, slope)]
    np.testing.assert_allclose(told, [x[0], CURVES[curve].slope(x)[0]], rtol=1e-2)


@pytest.mark.parametrize("curve", CURVES)
def test_a_hundred_balls_begin_all_over_the_picture_and_elsewhere_with_another_seed(one, curve):
    at(one, 0, curve=curve, balls=100)
    x = one.driver.latest.params["x"].copy()
    edges = np.array(ground(curve).edges)
    assert x.shape == (100, len(edges))
    assert (np.abs(x) <= edges).all()
    assert (np.ptp(x, axis=0) > 1.8 * edges).all()
    at(one, 0, seed=2)
    assert not np.array_equal(one.driver.latest.params["x"], x)


def test_in_both_ravines_a_ball_begins_at_the_same_place_of_the_ravine(one):
    heights = []
    for curve in ("ravine", "turned ravine"):
        at(one, 5, curve=curve, alpha=0.01, start=7.0)
        heights.append(one.driver.latest.loss)
    assert heights[0] == pytest.approx(heights[1], rel=1e-9)
    at(one, 0, curve="ravine")
    np.testing.assert_allclose(one.driver.latest.params["x"], [[7.0, 1.4]])


def test_the_bumpy_curve_has_six_valleys_of_which_the_fourth_is_the_deepest():
    here = ground("bumpy")
    assert (here.shown, here.deepest) == (6, 3)
    slopes = here.curve.slope(here.bottoms)
    np.testing.assert_allclose(slopes, 0, atol=1e-4)
    np.testing.assert_allclose(here.bottoms[here.deepest], here.curve.lowest, atol=1e-4)
    assert (here.curve.slope(here.bottoms + 0.1) > 0).all()
    assert (here.curve.slope(here.bottoms - 0.1) < 0).all()


@pytest.mark.parametrize("curve", ["bowl", "plateau", "ravine", "turned ravine"])
def test_every_other_landscape_has_one_valley(curve):
    here = ground(curve)
    assert here.shown == 1
    np.testing.assert_allclose(here.bottoms[0], here.curve.lowest, atol=1e-6)


def test_a_hundred_balls_are_counted_by_valley(one):
    text = at(one, None, curve="bumpy", balls=100, optimiser="momentum", alpha=0.3)
    x = walked(one.settings, 500)[:, 0]
    bottoms = ground("bumpy").bottoms[:6, 0]
    counts = [int(np.sum(np.abs(x - bottom) < 0.5)) for bottom in bottoms]
    assert sum(counts) == 100
    assert f"{counts[3]} of 100 in the deepest valley" in text
    assert f"from the left: {', '.join(map(str, counts))}" in text
    assert f"at rest: 100, of them in the deepest valley: {counts[3]}; still rolling: 0" in text
    assert [label.get_text() for label in one._balls._counts] == [f"{n} of 100" for n in counts]


def test_balls_that_jump_about_in_too_narrow_valleys_are_counted(one):
    text = at(one, None, curve="bumpy", balls=100, alpha=1.0)
    x, before = walked(one.settings, 500)[:, 0], walked(one.settings, 499)[:, 0]
    here = ground("bumpy")
    bottom = here.bottoms[here.valleys(x[:, None]), 0]
    moving = int(np.sum(np.maximum(np.abs(x - bottom), np.abs(before - bottom)) > 0.01))
    across = int(np.sum((x - bottom) * (before - bottom) < 0))
    assert 50 < moving == across < 100
    assert f"still rolling: {moving}, all of them jumping across the bottom; " in text
    text = at(one, 1)
    x, before = walked(one.settings, 1)[:, 0], walked(one.settings, 0)[:, 0]
    bottom = here.bottoms[here.valleys(x[:, None]), 0]
    rolls = np.maximum(np.abs(x - bottom), np.abs(before - bottom)) > 0.01
    across = int(np.sum(rolls & ((x - bottom) * (before - bottom) < 0)))
    assert 20 < across < 90
    assert f", {across} of them jumping across the bottom; " in text
    assert "jumping" not in at(one, 20, alpha=0.1)


def test_balls_that_have_run_off_are_counted(one):
    text = at(one, None, curve="bowl", balls=100, alpha=3.0)
    assert "beyond the picture: 100, run off for good: 100" in text
    text = at(one, 1, curve="bowl", balls=100, alpha=3.0)
    out = int((np.abs(walked(one.settings, 1)) > 10).sum())
    assert 0 < out < 100
    across = f"{100 - out}, all of them jumping across the bottom"
    assert f"still rolling: {across}; beyond the picture: {out}" in text
    assert "run off" not in text


# ---- in words


@pytest.mark.parametrize(
    ("settings", "index", "words"),
    [
        ({"alpha": 0.1}, 0, "still 8 to go to the lowest point: the slope here is 8"),
        ({"alpha": 0.1}, 1, "still 7.2 to go to the lowest point: the slope here is 7.2, the last "
         "step moved the ball by 0.8"),
        ({"alpha": 0.1}, None, "at rest at the lowest point"),
        ({"alpha": 1.8}, 5, "each step lands on the other side, a little nearer than before"),
        ({"alpha": 2.0}, 2, "each step lands on the other side, as far off as the last time"),
        ({"alpha": 2.1, "start": 1.0}, 3, "each step lands on the other side, farther off"),
        ({"alpha": 2.2, "start": 3.0}, 20, "the ball is beyond the picture since step 7; with this "
         "alpha each step overshoots by more than the last. Choose a smaller alpha"),
        ({"alpha": 2.2, "start": 3.0}, None, "has run off: beyond the picture since step 7, too "
         "far to follow since step 70; with this alpha each step overshoots by more than the last"),
        ({"curve": "bumpy"}, None, "at rest in valley 1 of 6, which is not the deepest"),
        ({"curve": "bumpy", "start": 3.0}, None, "at rest in the deepest valley, which is "
         "number 4 of 6"),
        ({"curve": "bumpy", "start": 5.5, "alpha": 0.01}, 3, "to go to the bottom of valley 5, "
         "which is not the deepest: the slope here is"),
        ({"curve": "bumpy", "start": 8.0, "alpha": 3.0}, 9, "the last step jumped over a hill, "
         "from valley 3 to valley 4"),
        ({"curve": "plateau"}, 100, "still 7.93 to go to the lowest point: the slope here "
         "is 0.00767"),
        ({"curve": "plateau", "start": 2.0, "alpha": 10.0}, 30, "beyond the picture since step 1; "
         "it is flat there: the slope is 1.95e-42"),
        ({"curve": "ravine", "alpha": 0.0205}, 9, "each step lands on the other side, farther off"),
        ({"curve": "turned ravine", "alpha": 1.0}, None, "has run off: beyond the picture since"),
    ],
)  # fmt: skip
def test_the_read_out_says_what_happens(one, settings, index, words):
    assert words in at(one, index, **settings)


def test_a_ball_thrown_back_and_forth_for_ever_is_neither_nearer_nor_farther():
    walk = np.array([[5.0], [-5.0], [5.0], [-5.0]])
    words = "each step lands on the other side, as far off as the last time"
    assert what_happens(ground("bowl"), walk[:3]) == words
    assert what_happens(ground("bowl"), walk) == words + ": with this alpha it will never arrive"


@pytest.mark.parametrize("alpha", [1.999, 2.0, 2.001])
def test_only_a_swing_that_does_not_shrink_is_said_never_to_arrive(one, alpha):
    text = at(one, 400, alpha=alpha, start=2.0)
    assert "each step lands on the other side" in text
    assert ("will never arrive" in text) == (alpha == 2)
    assert ("as far off as the last time" in text) == (alpha == 2)


def test_a_ball_that_passes_the_bottom_at_speed_is_not_at_rest():
    assert "still" in what_happens(ground("bowl"), np.array([[-1.0], [0.001]]))
    assert "at rest" in what_happens(ground("bowl"), np.array([[-0.002], [0.001]]))


# ---- extremes


@pytest.mark.parametrize("balls", [1, 100])
@pytest.mark.parametrize("optimiser", net.OPTIMISERS)
@pytest.mark.parametrize("curve", CURVES)
def test_the_largest_alpha_rolls_without_a_warning(one, curve, optimiser, balls):
    text = at(one, None, curve=curve, optimiser=optimiser, balls=balls, alpha=10.0)
    assert "step 500 of 500" in text
    assert np.isfinite(one.driver.latest.loss)
    assert "nan" not in text


@pytest.mark.parametrize("alpha", [float("nan"), float("inf"), -float("inf"), 0, -1, 11.0])
def test_an_impossible_alpha_is_refused(one, alpha):
    one.settings = {"alpha": alpha}
    assert f"alpha cannot be {alpha!r}: choose a number from 0.001 to 10" in one.message.value
    assert one.settings["alpha"] == 0.1


@pytest.mark.parametrize(
    "line", ['{"alpha": 0}', '{"alpha": -1}', '{"alpha": NaN}', '{"alpha": Infinity}']
)
def test_an_impossible_alpha_in_a_pasted_line_is_refused(one, line):
    one.settings_line.value = line
    assert "alpha cannot be" in one.message.value
    assert one.settings["alpha"] == 0.1


@pytest.mark.parametrize(
    "wrong", [{"balls": 2}, {"curve": "hill"}, {"optimiser": "SGD"}, {"start": 10.1}, {"seed": -1}]
)
def test_what_there_is_not_is_refused(one, wrong):
    [(name, value)] = wrong.items()
    one.settings = wrong
    assert f"{name} cannot be {value!r}" in html.unescape(one.message.value)
    assert one.settings == FIRST


def test_an_impossible_keyword_is_refused(monkeypatch):
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    own = BucketPanel(synchronous=True, alpha=float("nan"), start=3.0)
    assert "alpha cannot be nan" in own.message.value
    assert (own.settings["alpha"], own.settings["start"]) == (0.1, 3.0)
    own.close()


def test_a_control_that_does_nothing_is_grey(one):
    for balls, grey in ((1, "seed"), (100, "start")):
        one.settings = {"balls": balls}
        assert [name for name, each in one.controls.items() if each.disabled] == [grey]


# ---- the picture


@pytest.mark.parametrize("curve", ["ravine", "turned ravine"])
def test_a_ravine_is_not_stretched_in_the_picture(one, curve):
    at(one, 0, curve=curve)
    ax = one._balls.map
    one.picture.figure.canvas.draw()
    across, up = ax.transData.transform([[1, 0], [0, 1]]) - ax.transData.transform([0, 0])
    assert across[0] == pytest.approx(up[1])


def test_the_trail_ends_at_the_ball_and_shows_each_hop(one):
    at(one, 6, alpha=1.8)
    x, height = one._balls._trail.get_data()
    expected = -8 * (-0.8) ** np.arange(7)
    np.testing.assert_allclose(x, expected)
    np.testing.assert_allclose(height, expected**2 / 2)
    assert [list(part) for part in one._balls._balls[0].get_data()] == [[x[-1]], [height[-1]]]


def test_only_the_last_hops_of_a_long_walk_stay(one):
    at(one, 100)
    assert len(one._balls._trail.get_xdata()) == bucket_panel.HOPS + 1


def test_a_hundred_balls_leave_no_trail(one):
    at(one, 5, balls=100)
    assert len(one._balls._trail.get_xdata()) == 0


def test_a_ball_beyond_the_picture_is_an_arrow_where_it_left_and_no_axis_moves(one):
    limits = [(ax.get_xlim(), ax.get_ylim()) for ax in (one._balls.map, one._balls.curve)]
    at(one, 20, alpha=2.2, start=3.0)
    assert one.driver.latest.params["x"][0, 0] > 100
    shown = {shape: list(map(list, arrow.get_data())) for shape, arrow in _arrows(one)}
    assert shown == {">": [[10.0], [50.0]]}
    assert all(len(line.get_xdata()) == 0 for line in one._balls._balls)
    at(one, None, alpha=2.2, start=3.0)
    assert limits == [(ax.get_xlim(), ax.get_ylim()) for ax in (one._balls.map, one._balls.curve)]


def _arrows(one):
    return [(s, arrow) for s, arrow in one._balls._arrows.items() if len(arrow.get_xdata())]


def test_in_the_ravine_a_ball_leaves_where_it_is_farthest_beyond(one):
    at(one, 1, curve="ravine", alpha=0.1)
    [(shape, arrow)] = _arrows(one)
    assert shape == "^"
    assert arrow.get_ydata()[0] == ground("ravine").edges[1]


def test_every_valley_has_a_colour_and_a_shape_of_its_own(one):
    at(one, 0, curve="bumpy", balls=100)
    lines = one._balls._balls
    assert len({(line.get_marker()) for line in lines}) == 6
    assert len({(line.get_color()) for line in lines}) == 6
    assert (lines[0].get_color(), lines[0].get_marker()) == (plots.BLUE, "o")
    here = ground("bumpy")
    valleys = [set(here.valleys(np.array(line.get_xdata())[:, None])) for line in lines]
    assert valleys == [{3}, {0}, {1}, {2}, {4}, {5}]


def test_the_curve_of_heights_has_every_step_and_ends_with_its_value(one):
    one.settings = {"speed": 50, "alpha": 0.3}
    steps, heights = one._balls._heights.get_data()
    assert list(steps) == list(range(501))
    expected = [max((8 * 0.7**i) ** 2 / 2, 1e-6) for i in range(501)]
    np.testing.assert_allclose(heights, expected, rtol=1e-6)
    assert one._balls._value.get_text() == f"{(8 * 0.7**500) ** 2 / 2:.3g}"


def test_a_landscape_looks_the_same_when_one_comes_back_to_it(seen):
    first = {}
    for curve in (*CURVES, *CURVES):
        at(seen, 0, curve=curve, alpha=0.01)
        assert first.setdefault(curve, seen.image.png) == seen.image.png
    assert len(set(first.values())) == len(CURVES)
    fresh = BucketPanel(synchronous=True, **seen.settings)
    assert fresh.image.png == seen.image.png
    fresh.close()


def test_counts_go_when_one_ball_comes_back(seen):
    at(seen, 0, curve="bumpy")
    one_ball = seen.image.png
    at(seen, 0, balls=100)
    assert seen.image.png != one_ball
    at(seen, 0, balls=1)
    assert seen.image.png == one_ball


# ---- whose function


@pytest.mark.parametrize(
    ("optimiser", "words"),
    [
        ("plain", "driven by the course's descent_step, until yours has passed"),
        ("momentum", "driven by the course's momentum, until yours has passed"),
        ("Adam", "driven by the course's adam, until yours has passed"),
        ("Nesterov", "driven by the course's Nesterov"),
        ("AdaGrad", "driven by the course's AdaGrad"),
    ],
)
def test_the_courses_function_says_that_it_stands_in(one, optimiser, words):
    assert at(one, 0, optimiser=optimiser).splitlines()[-1] == words


def test_a_learners_functions_drive_their_optimisers_and_are_named(one):
    calls = []

    def my_step(x, slope, alpha):
        calls.append("step")
        return np.add(x, -slope(x) * alpha)

    def my_momentum(gradient, memory, alpha, t, mu=0.9):
        calls.append("momentum")
        v = memory["v"] * mu - gradient * alpha
        return v, {"v": v}

    def my_adam(gradient, memory, alpha, t, beta1=0.9, beta2=0.999, eps=1e-8):
        calls.append("adam")
        return net.adam(gradient, memory, alpha, t, beta1, beta2, eps)

    own = BucketPanel(my_step, momentum=my_momentum, adam=my_adam, synchronous=True)
    assert calls == []  # judging them happened in another process
    for optimiser, name in (("plain", "step"), ("momentum", "momentum"), ("Adam", "adam")):
        text = at(own, 3, optimiser=optimiser)
        assert text.splitlines()[-1] == f"driven by your {name.replace('step', 'descent_step')}"
        assert calls[-3:] == [name] * 3
        assert text.splitlines()[:2] == at(one, 3, optimiser=optimiser).splitlines()[:2]
    at(own, 2, optimiser="Nesterov")
    assert "driven by the course's Nesterov" in own.text
    own.close()


@pytest.mark.parametrize("part", [lambda x: x[0], lambda x: x.ravel(), lambda x: float(x[0, 0])])
def test_a_slope_that_is_asked_for_less_than_all_places_says_so(part):
    update = _as_update(lambda x, slope, alpha: x - alpha * slope(part(x)))
    gradient = np.array([[1.0, 2.0], [3.0, 4.0]])
    with pytest.raises(ValueError, match=r"ask for all places at once: slope\(x\)") as caught:
        update(gradient, {}, 0.1, 1)
    assert f"of shape {np.shape(part(gradient))}" in str(caught.value)
    assert "the places have shape (2, 2)" in str(caught.value)


def test_a_step_that_asks_for_all_places_is_an_update():
    gradient = np.array([[1.0, 2.0], [3.0, 4.0]])
    change, kept = _as_update(net.descent_step)(gradient, {}, 0.1, 1)
    np.testing.assert_array_equal(change, -0.1 * gradient)
    assert kept == {}


def blank(x, slope, alpha): ...


def uphill(x, slope, alpha):
    return x + alpha * slope(x)


def leaves(x, slope, alpha):
    sys.exit("bye")


@pytest.mark.parametrize("function", [blank, uphill, leaves, None])
def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one, function):
    own = BucketPanel(function, synchronous=True)
    own.run()
    assert "driven by the course's descent_step, until yours has passed" in own.text
    assert own.text == at(one, None)
    assert own.message.value == ""
    own.close()


# ---- copy as code


@pytest.mark.parametrize("optimiser", net.OPTIMISERS)
@pytest.mark.parametrize("curve", CURVES)
def test_the_copied_script_prints_the_numbers_on_screen(one, curve, optimiser, tmp_path):
    text = at(one, 11, curve=curve, optimiser=optimiser, alpha=0.013, start=-7.3)
    assert printed_by(one.code, tmp_path).strip() == text.splitlines()[0].replace(" of 500", "")


@pytest.mark.parametrize(
    "settings",
    [
        {"curve": "bumpy", "balls": 100, "seed": 3, "optimiser": "Adam"},
        {"curve": "turned ravine", "balls": 100, "alpha": 0.001},
        {"curve": "bowl", "alpha": 2.2},
    ],
    ids=lambda settings: settings["curve"],
)
def test_the_copied_script_of_a_whole_run_prints_the_numbers_on_screen(one, settings, tmp_path):
    text = at(one, None, **settings)
    assert printed_by(one.code, tmp_path).strip() == text.splitlines()[0].replace(" of 500", "")


def test_the_copied_script_is_numpy_and_nothing_else(one):
    for curve in CURVES:
        at(one, 0, curve=curve)
        imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
        assert imports == ["import numpy as np"]
        assert "course" not in one.code


@pytest.mark.parametrize(("optimiser", "alpha"), [("plain", 0.1), ("momentum", 10.0)])
def test_the_copied_script_leaves_a_ball_that_has_run_off_where_the_panel_does(
    one, optimiser, alpha, tmp_path
):
    text = at(one, None, curve="ravine", optimiser=optimiser, alpha=alpha)
    assert printed_by(one.code, tmp_path).strip() == text.splitlines()[0].replace(" of 500", "")
