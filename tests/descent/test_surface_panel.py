"""The panel of two weights says what training does there, and hands it over as a script."""

import re

import numpy as np
import pytest
from panels import at, fixtures, printed_by

from course.descent import net, panel, surface, surface_panel
from course.descent.surface_panel import SurfacePanel
from course.descent.surface_picture import DOTS
from course.descent.surface_words import gradient, heights, leads_out, what_happens
from course.kit import plots

END = 300  # updates; a whole run of the lesson takes longer
FIRST = {
    "table": "two answers swapped", "optimiser": "plain", "rows": "all", "seed": 1, "w1": -8.0,
    "w2": 6.0, "turn": 30, "alpha": 1.0, "speed": 2,
}  # fmt: skip
shared, one, seen = fixtures(SurfacePanel, FIRST)


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(surface_panel, "STEPS", END)


def trained(settings, index):
    """The two weights after so many updates, without a panel, and predictions, loss and error."""
    X, y = surface.TABLES[settings["table"]]
    update = net.OPTIMISERS[settings["optimiser"]]
    rng, order = np.random.default_rng(settings["seed"]), []
    W = np.array([[settings["w1"]], [settings["w2"]]])
    memory = net.begin(W)
    for t in range(1, index + 1):
        rows = slice(None)
        if settings["rows"] == 1:
            order = order or list(rng.permutation(len(X)))
            rows = [order.pop(0)]
        _, gradients = surface.loss_and_gradients({"W": W}, X[rows], y[rows])
        change, kept = update(gradients["W"], memory, settings["alpha"], t)
        memory |= kept
        W = W + change
    p = surface.predict({"W": W}, X)
    loss, _ = surface.loss_and_gradients({"W": W}, X, y)
    return W[:, 0], p[:, 0], loss, np.abs(y - p).mean()


def told(text):
    """The numbers of the read-out, by what they are."""
    found = re.search(
        r"weights (\S+) and (\S+), loss (\S+), mean absolute error (\S+), steepness (\S+)", text
    )
    names = ("w1", "w2", "loss", "error", "steepness")
    numbers = dict(zip(names, found.groups(), strict=True))
    numbers["step"] = re.search(r"^step ([\d,]+) ", text)[1]
    numbers["predictions"] = re.findall(r"says (\S+), should be [01]", text)
    return numbers


ROWS = {
    "first column": ["0", "1"],
    "two answers swapped": ["-2", "-1", "-0.5", "0.5", "1", "2"],
    "XOR": ["0 0", "0 1", "1 0", "1 1"],
}

# ---- numbers


@pytest.mark.parametrize("rows", ["all", 1])
@pytest.mark.parametrize("optimiser", net.OPTIMISERS)
@pytest.mark.parametrize("table", surface.TABLES)
def test_the_read_out_tells_what_training_does(one, table, optimiser, rows):
    text = at(one, 9, table=table, optimiser=optimiser, rows=rows, seed=4, w1=-1.5, w2=2.0)
    W, p, loss, error = trained(one.settings, 9)
    numbers = told(text)
    assert numbers["step"] == "9"
    assert (numbers["w1"], numbers["w2"]) == tuple(f"{w:.3g}" for w in W)
    assert (numbers["loss"], numbers["error"]) == (f"{loss:.3g}", f"{error:.3g}")
    assert numbers["predictions"] == [f"{value:.3g}" for value in p]
    assert numbers["steepness"] == f"{np.linalg.norm(gradient(table, W)):.3g}"
    targets = re.findall(r"should be ([01])", text)
    assert targets == [f"{value:.0f}" for value in surface.TABLES[table][1][:, 0]]
    named = re.findall(r"row ([^:]+): says", text)
    assert named == ROWS[table]


@pytest.mark.parametrize("table", surface.TABLES)
def test_the_slope_is_that_of_the_loss(table):
    X, y = surface.TABLES[table]
    w, eps = np.array([-0.7, 1.3]), 1e-6

    def loss(w):
        return surface.loss_and_gradients({"W": w[:, None]}, X, y)[0]

    for i, slope in enumerate(gradient(table, w)):
        aside = eps * np.eye(2)[i]
        assert slope == pytest.approx((loss(w + aside) - loss(w - aside)) / (2 * eps), rel=1e-6)


def test_another_seed_gives_another_order_of_the_rows_but_only_where_there_is_one(one):
    texts = [at(one, 5, rows=rows, seed=seed) for rows in ("all", 1) for seed in (1, 2)]
    assert texts[0] == texts[1]
    assert texts[2] != texts[3]


def test_a_run_ends_at_the_step_the_read_out_promises(one):
    one.run()
    assert f"step {END} of {END}," in one.text
    np.testing.assert_allclose(one.driver.latest.params["W"][:, 0], trained(FIRST, END)[0])


# ---- in words


@pytest.mark.parametrize(
    ("settings", "index", "words"),
    [
        ({}, 0, "at its start: the slope is 0.0463"),
        ({}, 40, "still going down: the slope is 0.185, the last step moved the weights by 0.147"),
        ({}, None, "on a plateau: the slope is"),
        ({"alpha": 100.0, "w1": 2.0, "w2": 1.0}, 1, "the last step went uphill, from 0.551 to"),
        ({"rows": 1, "alpha": 0.1}, 30, "each update sees one row, and goes down for "
         "that row only"),
        ({"table": "XOR", "w1": 0.5, "w2": 0.5}, None,
         "at rest at the lowest place of the map, where the loss is 0.5"),
        ({"table": "XOR", "w1": 0.5, "w2": 0.5, "alpha": 10.0}, 10,
         "each step lands on the other side, a little less than before"),
        ({"table": "first column", "w1": 9.8, "w2": -5.0, "alpha": 30.0}, 2,
         "down on low ground that leads out of the map, the loss still falls: the slope is"),
        ({"table": "XOR", "w1": 0.5, "w2": 0.5, "alpha": 0.2}, 90,
         "down on low ground, almost flat: the slope is"),
        ({"w1": 8.0, "w2": 8.0}, 100, "in a valley that leads out of the map, the loss still "
         "falls: the slope is 0.00289"),
        ({"w1": 9.0, "w2": -9.0, "alpha": 10.0}, 100, "beyond the picture, weight 1 is 11.4; "
         "in a valley that leads farther out, the loss still falls: the slope is 0.00111"),
        ({"optimiser": "Adam", "alpha": 100.0}, 30,
         "beyond the picture, weight 1 is 590 and weight 2 is -263; on a plateau"),
    ],
)  # fmt: skip
def test_the_read_out_says_what_happens(one, settings, index, words):
    assert words in at(one, index, **settings)


def test_a_hollow_that_is_not_the_lowest_is_called_so(monkeypatch):
    w, loss = heights("XOR")
    monkeypatch.setattr("course.descent.surface_words.heights", lambda table: (w, loss - 0.2))
    words = what_happens("XOR", np.zeros((2, 2)), np.full(2, 0.5), whole=True)
    assert words == "at rest in a hollow that is not the lowest: the map goes down to 0.3"


def ends(table, w):
    """Where a walk along the slope from ``w`` ends, as far as it is followed."""
    for _ in range(20_000):  # small steps where it is steep, long ones where it is flat
        slope = gradient(table, w)
        w = w - slope * min(0.05 / np.linalg.norm(slope), 30)
    return w


@pytest.mark.parametrize(
    ("table", "w", "out"),
    [
        ("two answers swapped", (7.0, 5.2), True),
        ("two answers swapped", (12.0, -9.0), True),
        ("first column", (7.0, -3.4), True),
        ("two answers swapped", (-6.0, 9.0), False),  # to a shelf, and then to the hollow
        ("two answers swapped", (-2.0, 7.0), False),
        ("XOR", (-8.9, 4.9), False),  # so flat that there is no telling by the eye
        ("XOR", (-6.3, 3.2), False),
    ],
)
def test_a_valley_is_said_to_lead_out_where_a_walk_down_it_does(table, w, out):
    w = np.array(w)
    assert leads_out(table, w) == out
    assert (np.linalg.norm(ends(table, w)) > np.linalg.norm(w) + 0.5) == out


# ---- extremes


@pytest.mark.parametrize("rows", ["all", 1])
@pytest.mark.parametrize("optimiser", net.OPTIMISERS)
@pytest.mark.parametrize("table", surface.TABLES)
def test_the_largest_alpha_trains_without_a_warning(one, table, optimiser, rows):
    text = at(one, None, table=table, optimiser=optimiser, rows=rows, alpha=100.0)
    assert f"step {END} of {END}" in text
    assert "nan" not in text
    assert "inf" not in text


@pytest.mark.parametrize("alpha", [float("nan"), float("inf"), -float("inf"), 0, -1, 101.0])
def test_an_impossible_alpha_is_refused(one, alpha):
    one.settings = {"alpha": alpha}
    assert f"alpha cannot be {alpha!r}: choose a number from 0.001 to 100" in one.message.value
    assert one.settings["alpha"] == 1.0


@pytest.mark.parametrize(
    "line", ['{"alpha": 0}', '{"alpha": -1}', '{"alpha": NaN}', '{"alpha": Infinity}']
)
def test_an_impossible_alpha_in_a_pasted_line_is_refused(one, line):
    one.settings_line.value = line
    assert "alpha cannot be" in one.message.value
    assert one.settings["alpha"] == 1.0


@pytest.mark.parametrize(
    "wrong", [{"table": "AND"}, {"rows": 2}, {"rows": "one"}, {"w1": 10.5}, {"turn": 360}]
)
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_an_impossible_keyword_is_refused(monkeypatch):
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    own = SurfacePanel(synchronous=True, alpha=0, w1=3.0)
    assert "alpha cannot be 0" in own.message.value
    assert (own.settings["alpha"], own.settings["w1"]) == (1.0, 3.0)
    own.close()


# ---- the picture


def test_the_path_stands_at_the_same_weights_on_map_and_surface(one):
    at(one, 12)
    _, line, dots, start, ball = one._surface._flat
    walk = np.array([trained(FIRST, i)[0] for i in range(13)])
    np.testing.assert_allclose(np.transpose(line.get_data()), walk)
    np.testing.assert_allclose(np.ravel(start.get_data()), walk[0])
    np.testing.assert_allclose(np.ravel(ball.get_data()), walk[-1])
    losses = [trained(FIRST, i)[2] for i in range(13)]
    deep = one._surface._deep
    np.testing.assert_allclose(np.transpose(deep[1].get_data_3d()), np.column_stack([walk, losses]))
    np.testing.assert_allclose(np.ravel(deep[4].get_data_3d()), [*walk[-1], losses[-1]])
    assert dots.get_visible()


def test_steps_have_dots_while_they_are_few(one):
    one.settings = {"speed": 1}
    one.reset()
    for _ in range(DOTS - 1):
        one.step()
    assert one._surface._flat[2].get_visible()
    one.step()
    assert not one._surface._flat[2].get_visible()


def test_weights_beyond_the_picture_are_an_arrow_at_its_edge(one):
    arrows = one._surface._arrows
    at(one, 0)
    assert not any(arrow.get_visible() for arrow in arrows.values())
    at(one, 30, optimiser="Adam", alpha=100.0)
    w1, w2 = one.driver.latest.params["W"][:, 0]
    assert w1 > 10
    assert w2 < -10
    [shown] = [shape for shape, arrow in arrows.items() if arrow.get_visible()]
    assert shown == ">"
    assert np.ravel(arrows[shown].get_data()).tolist() == [10, -10]
    assert not one._surface._flat[4].get_visible()
    assert one._surface.map.get_xlim() == (-10, 10)
    # What is beyond the edge is not drawn on the surface; its ball stays at the edge, hollow.
    assert np.isnan(one._surface._deep[1].get_data_3d()).any()
    ball = one._surface._deep[4]
    assert np.ravel(ball.get_data_3d())[:2].tolist() == [10, -10]
    assert ball.get_markerfacecolor() == plots.CARD


@pytest.mark.parametrize("table", surface.TABLES)
def test_every_height_of_a_table_lies_in_a_band(one, table):
    from course.descent.surface_picture import _levels

    loss = heights(table)[1]
    bands = np.digitize(loss, _levels(loss))
    assert bands.min() >= 1
    assert bands.max() < len(_levels(loss))
    assert len(np.unique(bands)) >= 6


def test_the_surface_and_the_path_turn_together(seen):
    at(seen, 40)
    for turn in (120, 355, 0):
        seen.controls["turn"].value = turn
        assert seen.driver.latest.index == 40
        fresh = SurfacePanel(synchronous=True, **seen.settings)
        for _ in range(40):
            fresh.step()
        assert fresh.image.png == seen.image.png
        fresh.close()


def test_turning_changes_the_right_half_only(seen):
    first = np.array(_pixels(seen))
    seen.controls["turn"].value = 200
    second = np.array(_pixels(seen))
    middle = first.shape[1] * 43 // 100
    assert (first[:, :middle] == second[:, :middle]).all()
    assert (first[:, middle:] != second[:, middle:]).mean() > 0.1


def _pixels(one):
    import io

    from PIL import Image

    return Image.open(io.BytesIO(one.image.png)).convert("RGB")


def test_a_table_looks_the_same_when_one_comes_back_to_it(seen):
    first = {}
    for table in (*surface.TABLES, *surface.TABLES):
        at(seen, 0, table=table)
        assert first.setdefault(table, seen.image.png) == seen.image.png
    assert len(set(first.values())) == len(surface.TABLES)


# ---- whose function


@pytest.mark.parametrize(
    ("optimiser", "words"),
    [
        ("plain", "driven by the course's descent_step, until yours has passed"),
        ("Adam", "driven by the course's adam, until yours has passed"),
        ("AdaGrad", "driven by the course's AdaGrad"),
    ],
)
def test_the_courses_function_says_that_it_stands_in(one, optimiser, words):
    assert at(one, 0, optimiser=optimiser).splitlines()[-1] == words


def test_a_learners_function_drives_the_panel_and_is_named(one):
    calls = []

    def my_step(x, slope, alpha):
        calls.append("step")
        return np.add(x, -slope(x) * alpha)

    own = SurfacePanel(my_step, synchronous=True, w1=-8.0, w2=6.0)
    assert calls == []  # judging it happened in another process
    text = at(own, 3)
    assert calls[-3:] == ["step"] * 3
    assert text.splitlines()[-1] == "driven by your descent_step"
    assert text.splitlines()[:-1] == at(one, 3).splitlines()[:-1]
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    def uphill(x, slope, alpha):
        return x + alpha * slope(x)

    own = SurfacePanel(uphill, synchronous=True, w1=-8.0, w2=6.0)
    assert at(own, 4) == at(one, 4)
    own.close()


def test_the_door_of_the_room_leads_to_its_panels():
    assert panel.SurfacePanel is SurfacePanel
    assert {"BucketPanel", "SurfacePanel"} <= set(panel.__all__)


# ---- copy as code


@pytest.mark.parametrize(
    ("settings", "index"),
    [
        ({}, 0),
        *(({"optimiser": name, "table": "XOR", "w1": 1.5}, 13) for name in net.OPTIMISERS),
        *(({"table": name, "rows": 1, "seed": 7}, 25) for name in surface.TABLES),
        ({"optimiser": "Adam", "alpha": 100.0, "rows": 1}, None),
    ],
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, tmp_path):
    text = at(one, index, **settings)
    first, second = printed_by(one.code, tmp_path).splitlines()
    assert first == text.splitlines()[0].replace(f" of {END}", "")
    assert re.findall(r"'([^']+)'", second) == told(text)["predictions"]


def test_the_copied_script_is_numpy_and_nothing_else(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np"]
    assert "course" not in one.code


def test_the_seed_is_grey_while_all_rows_are_used_at_once(one):
    for rows, grey in (("all", True), (1, False)):
        one.settings = {"rows": rows}
        assert one.controls["seed"].disabled is grey
