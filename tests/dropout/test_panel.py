"""The panel of lesson 03 says what its network does, and hands it over as a script."""

import io
import re

import numpy as np
import pytest
from panels import fixtures, printed_by
from PIL import Image

from course.dropout import data, net, panel
from course.dropout.panel import DropoutPanel
from course.dropout.picture import LEVELS, PLANE, SIDES, TOP, places
from course.dropout.thinned import draw_masks, predictions

END = 120  # updates; a whole run of the lesson takes longer
FIRST = {
    "hidden": 50, "rate": 0.5, "input_rate": 0.0, "rows": 40, "noise": 0.3, "seed": 1,
    "alpha": 0.05, "speed": 10, "prediction": "whole", "k": 20,
}  # fmt: skip


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(panel, "STEPS", END)


def as_new(one, first):
    at(one, 0, **first)
    one.reset()  # its runs are of the usual length again
    return one


shared, one, seen = fixtures(DropoutPanel, FIRST, anew=as_new)


def at(one, index, **settings):
    """The panel's words after ``index`` updates with these settings, where its run ends; after all
    of them with None."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(panel, "STEPS", END if index is None else index)
        one.settings = settings
    assert one.message.value == ""
    return one.text


class Trained:
    """What the settings must lead to after so many updates, without a panel."""

    def __init__(self, settings, index):
        rng = np.random.default_rng(settings["seed"])
        self.data = data.moons(rng, rows=settings["rows"], noise=settings["noise"])
        self.masks, self.seen, self.fresh = [], [], {}

        def noted(params, X, y, mask):
            self.masks.append(mask)
            self.seen.append(X)
            return net.loss_and_gradients(params, X, y, mask)

        run = net.train(
            self.data.X, self.data.y, rng=rng, steps=index + 1, loss_and_gradients=noted,
            **{name: settings[name] for name in ("hidden", "rate", "input_rate", "alpha")},
        )  # fmt: skip
        for step in run:
            if step.index % 10 == 0:
                p, _ = net.forward(step.params, self.data.X_new)
                self.fresh[step.index] = wrong(p, self.data.y_new)
            if step.index == index:
                break
        self.loss, self.params = step.loss, step.params
        self.thinned = net.scaled_mask(
            np.random.default_rng([settings["seed"], 1]),
            (settings["k"], settings["hidden"]),
            settings["rate"],
        )

    def shares(self, masks):
        """As the read-out has them: training and fresh points that are answered wrong."""
        told = (
            wrong(net.average_of_masks(self.params, X, masks), y)
            for X, y in ((self.data.X, self.data.y), (self.data.X_new, self.data.y_new))
        )
        return " and ".join(f"{share:.3g}" for share in told)


def wrong(p, y):
    return 100 * np.mean((p > 0.5) != (y == 1))


def told(text):
    """The numbers of the read-out, by what they are."""
    patterns = {
        "step": r"^step ([\d,]+) of",
        "loss": r"updated next (\S+);",
        "whole": r"whole network (\S+ and \S+);",
        "one": r"one thinned (\S+ and \S+);",
        "average": r"average of \d+ thinned (\S+ and \S+)",
        "fewest": r"among fresh points: (\S+) per cent at step",
        "when": r"per cent at step ([\d,]+) ",
        "update": r"update ([\d,]+) drops",
        "units": r"drops (\S+ of \S+) in the hidden layer",
        "inputs": r"(\S+ of \S+) among the inputs",
    }
    return {name: re.search(pattern, text, re.M)[1] for name, pattern in patterns.items()}


def pixels(one):
    return np.array(Image.open(io.BytesIO(one.image.png)).convert("RGB")).astype(int)


# ---- numbers

SETTINGS = [
    {},
    {"rate": 0.0, "hidden": 7},
    {"rate": 0.9, "input_rate": 0.9, "rows": 4, "noise": 0.0, "k": 100},
    {"hidden": 1, "rate": 0.25, "input_rate": 0.5, "alpha": 1.0, "k": 1},
    {"hidden": 100, "rows": 200, "noise": 0.6, "seed": 9999, "k": 3},
]


@pytest.mark.parametrize("index", [0, 33, None])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_read_out_tells_what_the_network_does(one, settings, index):
    numbers = told(at(one, index, **settings))
    expected = Trained(one.settings, END if index is None else index)
    steps, mask = len(expected.masks), expected.masks[-1]
    hidden, rows = one.settings["hidden"], one.settings["rows"]
    assert numbers["step"] == f"{steps - 1:,}"
    assert numbers["loss"] == f"{expected.loss:.3g}"
    assert numbers["whole"] == expected.shares(np.ones((1, hidden)))
    assert numbers["one"] == expected.shares(expected.thinned[:1])
    assert numbers["average"] == expected.shares(expected.thinned)
    best = min(expected.fresh, key=expected.fresh.get)
    assert (numbers["fewest"], numbers["when"]) == (f"{expected.fresh[best]:.3g}", f"{best}")
    assert numbers["update"] == f"{steps}"
    dropped = int((mask == 0).sum()) if one.settings["rate"] else 0
    assert numbers["units"] == f"{dropped:,} of {rows * hidden:,}"
    gone = int((expected.seen[-1][:, :2] == 0).sum())
    assert numbers["inputs"] == f"{gone} of {2 * rows}"
    if one.settings["input_rate"]:
        assert gone


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("hidden", (1, 100)),
        ("rate", (0.0, 0.9)),
        ("input_rate", (0.3, 0.9)),
        ("alpha", (0.001, 1.0)),
        ("prediction", ("one", "average")),
        ("k", (1, 100)),
        ("speed", (1, 1000)),
    ],
)
def test_no_control_of_the_network_changes_the_points(one, name, values):
    before = [each.copy() for each in one._data]
    for value in values:
        one.controls[name].value = value
        assert all(map(np.array_equal, before, one._data))


@pytest.mark.parametrize(("name", "value"), [("rows", 41), ("noise", 0.35), ("seed", 2)])
def test_points_noise_and_seed_change_them(one, name, value):
    before = one._data.X.copy()
    at(one, 0, **{name: value})
    assert not np.array_equal(before, one._data.X)
    assert len(one._data.X) == one.settings["rows"]


def test_other_points_leave_the_first_weights_and_the_fresh_points_as_they_are(one):
    W, X_new = one.driver.latest.params["W0"].copy(), one._data.X_new.copy()
    at(one, 0, rows=123)
    assert np.array_equal(one.driver.latest.params["W0"], W)
    assert np.array_equal(one._data.X_new, X_new)


def test_who_looks_at_thinned_networks_does_not_change_the_run(one):
    at(one, 20)
    before = told(one.text)
    for prediction, k in (("one", 5), ("average", 100), ("whole", 20)):
        one.controls["prediction"].value, one.controls["k"].value = prediction, k
        assert one.driver.latest.index == 20
    assert told(one.text) == before


@pytest.mark.parametrize("k", [1, 7, 100])
def test_predictions_of_a_stack_are_those_of_its_networks(k):
    rng = np.random.default_rng(k)
    params, X = net.init(rng, hidden=6), rng.normal(size=(9, 3))
    masks = draw_masks(3, k, 6, 0.5)
    expected = net.average_of_masks(params, X, masks)[:, 0]
    np.testing.assert_allclose(predictions(params, X, masks), expected, rtol=1e-12)
    np.testing.assert_allclose(predictions(params, X), net.forward(params, X)[0][:, 0], rtol=1e-12)


def test_more_thinned_networks_begin_with_the_same_ones():
    assert np.array_equal(draw_masks(5, 100, 8, 0.5)[:3], draw_masks(5, 3, 8, 0.5))
    assert not np.array_equal(draw_masks(5, 3, 8, 0.5), draw_masks(6, 3, 8, 0.5))


def test_the_average_tends_to_a_limit_as_k_grows(one):
    at(one, None)
    params = one.driver.latest.params
    X = places()[::10]
    limit = predictions(params, X, draw_masks(77, 10_000, 50, 0.5))
    off = [
        np.mean([np.abs(predictions(params, X, draw_masks(seed, k, 50, 0.5)) - limit)
                 for seed in range(10)])
        for k in (1, 10, 100)
    ]  # fmt: skip
    # What the mean of k draws is off by shrinks with the root of k.
    assert off[0] > 2 * off[1] > 4 * off[2]


# ---- the mask


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_mask_that_is_shown_is_the_one_that_the_update_uses(one, monkeypatch, settings):
    used = []

    def noted(params, X, y, mask):
        used.append((X[:60, :2] != 0, np.broadcast_to(mask, (len(X), len(params["W1"])))[:60] > 0))
        return net.loss_and_gradients(params, X, y, mask)

    at(one, 0, **settings)
    monkeypatch.setattr(one, "_loss_and_gradients", noted)
    one.reset()
    for _ in range(3):
        one.step()
        shown = [block[1] for block in one._moons.mosaic.matrices]
        assert all(map(np.array_equal, shown, used[-1]))
    assert len(used) == 4


def test_all_survive_where_nothing_is_dropped(one):
    text = at(one, 5, rate=0.0)
    assert "drops 0 of 2,000 in the hidden layer, 0 of 80 among the inputs" in text
    assert "every thinned network is the whole one" in text
    assert all(matrix.all() for _, matrix in one._moons.mosaic.matrices)


def test_a_share_of_units_is_dropped_that_is_near_the_rate(one):
    for rate in (0.1, 0.5, 0.9):
        dropped, places = told(at(one, 0, rate=rate, rows=200))["units"].split(" of ")
        share = int(dropped.replace(",", "")) / int(places.replace(",", ""))
        assert share == pytest.approx(rate, abs=0.02)


def test_while_it_trains_a_mask_stays_long_enough_to_be_seen(monkeypatch):
    shown = []
    own = DropoutPanel(synchronous=True)
    monkeypatch.setattr(own._moons, "show_mask", lambda *about: shown.append(about[-1]))
    own.reset()
    own.driver.running = True
    for frame in range(31):
        own._frames = frame
        own.draw(own.driver.latest, own.settings)
    assert len(shown) == 1 + 3  # one of the reset
    own.driver.running = False
    own.close()


# ---- the picture


def test_reset_brings_the_first_picture_back(seen):
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert seen.image.png == first
    assert seen.text == text


@pytest.mark.parametrize("prediction", ["whole", "average"])
def test_the_plane_has_the_tint_of_what_the_network_says(seen, prediction):
    at(seen, 60, prediction=prediction)
    params = seen.driver.latest.params
    masks = {"whole": None, "average": draw_masks(1, 20, 50, 0.5)}
    p = predictions(params, places(), masks[prediction])
    left, top, width, height = PLANE
    x, y = places()[:, 0], places()[:, 1]
    across = np.rint(left + width * (x / SIDES[0] + 1) / 2).astype(int)
    down = np.rint(top + height * (1 - y / SIDES[1]) / 2).astype(int)
    inside = (np.abs(x) < SIDES[0] - 0.1) & (np.abs(y) < SIDES[1] - 0.1)
    red, _, blue = pixels(seen)[down[inside], across[inside]].T
    # But for lines and points, and places where one tint meets the next.
    bluish, orange = blue > red + 5, red > blue + 5
    sure = np.abs(p[inside] - 0.5) > 0.05
    assert (bluish == (p[inside] > 0.5))[sure & (bluish | orange)].mean() > 0.98
    assert (bluish | orange).mean() > 0.85


def test_sure_answers_have_darker_tints(seen):
    tints = [np.array(tint.get_facecolor()[:3]) for tint in seen._moons._tints]
    assert len(tints) == len(LEVELS) + 1
    dark = [1 - tint.mean() for tint in tints]
    assert dark[0] > dark[1] > dark[2]
    assert dark[3] < dark[4] < dark[5]


@pytest.mark.parametrize("prediction", ["whole", "one", "average"])
def test_points_on_the_wrong_side_of_what_is_shown_are_ringed(one, prediction):
    at(one, 25, prediction=prediction)
    trained = Trained(one.settings, 25)
    masks = {"whole": np.ones((1, 50)), "one": trained.thinned[:1], "average": trained.thinned}
    p = net.average_of_masks(trained.params, trained.data.X, masks[prediction])
    off = ((p > 0.5) != (trained.data.y == 1))[:, 0]
    assert off.any()
    np.testing.assert_allclose(np.transpose(one._moons._rings.get_data()), trained.data.X[off, :2])
    for answer, points in enumerate(one._moons._points):
        expected = trained.data.X[trained.data.y[:, 0] == answer, :2]
        np.testing.assert_allclose(np.transpose(points.get_data()), expected)


def test_the_whole_networks_boundary_stays_for_comparison(one):
    at(one, 40)
    whole = one._moons._boundary.get_segments()
    assert one._moons._whole.get_segments() == []
    for prediction in ("one", "average"):
        one.controls["prediction"].value = prediction
        compared = one._moons._whole.get_segments()
        assert all(map(np.array_equal, compared, whole))
        assert not np.array_equal(one._moons._boundary.get_segments()[0], whole[0])


def test_the_boundary_is_where_the_network_says_one_half(one):
    at(one, 60)
    line = np.concatenate(one._moons._boundary.get_segments())
    p = predictions(one.driver.latest.params, np.column_stack([line, np.ones(len(line))]))
    assert np.abs(p - 0.5).max() < 0.1


@pytest.mark.parametrize("index", [0, 20, 27])
def test_the_curves_are_those_of_the_whole_network(one, index):
    at(one, index, prediction="one")
    x, fresh = one._moons._fresh.get_data()
    expected = Trained(one.settings, index)
    assert list(x) == sorted({*range(0, index, 10), index})
    for step, share in expected.fresh.items():
        assert fresh[list(x).index(step)] == share
    assert f"{fresh[-1]:.3g}" == told(one.text)["whole"].split(" and ")[1]
    training = one._moons._training.get_data()[1]
    assert f"{training[-1]:.3g}" == told(one.text)["whole"].split(" and ")[0]
    [least] = one._moons._lowest.get_data()[1]
    assert least == min(TOP, *expected.fresh.values())


def test_curves_are_the_same_at_every_speed(one):
    drawn = []
    for speed in (1, 1000):
        at(one, None, speed=speed)
        drawn.append(np.array(one._moons._fresh.get_data()))
    assert np.array_equal(*drawn)


def test_a_point_beyond_the_picture_is_drawn_at_its_edge_and_counted(one, monkeypatch):
    def far(*args, **settings):
        made = moons(*args, **settings)
        made.X[:3, 0] = 9.0
        return made

    moons = data.moons
    monkeypatch.setattr(data, "moons", far)
    assert "drawn at the edge, as they lie beyond it: 3" in at(one, 0)
    x = np.concatenate([points.get_xdata() for points in one._moons._points])
    assert (x == SIDES[0]).sum() == 3


# ---- extremes, and what cannot be


EXTREMES = [
    {"alpha": 1.0, "hidden": 100, "rate": 0.0, "noise": 0.0},
    {"alpha": 1.0, "hidden": 1, "rate": 0.9, "input_rate": 0.9, "rows": 4, "noise": 0.6},
]


@pytest.mark.parametrize("settings", EXTREMES)
def test_extremes_train_to_the_end_and_are_told_in_numbers(one, settings):
    text = at(one, None, **settings)
    assert f"step {END} of {END}" in text
    assert "nan" not in text
    assert "inf" not in text


@pytest.mark.parametrize("settings", EXTREMES)
def test_extremes_raise_no_warning(settings):
    Trained(FIRST | settings, END)  # not by the panel: its driver silences them


@pytest.mark.parametrize("name", ["rate", "input_rate"])
@pytest.mark.parametrize("value", [1, 1.0, 0.95, -0.1, 2, float("nan"), float("inf"), "half", True])
def test_an_impossible_rate_is_refused(one, name, value):
    one.settings = {name: value}
    assert (
        f"{name} cannot be {value!r}: choose a number from 0 to 0.9"
        in one.message.value.replace("&#x27;", "'")
    )
    assert one.settings == FIRST


@pytest.mark.parametrize("wrong", [
    {"hidden": 0}, {"hidden": 101}, {"hidden": 2.5}, {"rows": 3}, {"noise": 0.7}, {"noise": -0.1},
    {"alpha": 0}, {"alpha": float("nan")}, {"alpha": 0.03}, {"k": 0}, {"prediction": "half"},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_a_line_of_settings_brings_a_run_back(one):
    wanted = {"hidden": 9, "rate": 0.15, "rows": 12, "alpha": 0.2, "prediction": "one", "k": 2}
    text = at(one, None, **wanted)
    line = one.settings_line.value
    at(one, 0, **FIRST)
    one.settings_line.value = line
    assert one.text == text
    one.settings_line.value = '{"rate": NaN, "alpha": 1}'
    assert "rate cannot be nan" in one.message.value
    assert (one.settings["rate"], one.settings["alpha"]) == (0.15, 1.0)


# ---- whose function


def test_the_courses_function_says_that_it_stands_in(one):
    assert one.text.endswith("driven by the course's loss_and_gradients, until yours has passed")


def test_a_learners_function_drives_the_panel_and_is_named(one):
    calls = []

    def mine(params, X, y, mask=1.0):
        calls.append(np.shape(mask))
        loss, gradients = net.loss_and_gradients(params, X, y, mask)
        return loss, {name: 1.0 * gradient for name, gradient in gradients.items()}

    own = DropoutPanel(mine, synchronous=True)
    assert calls == [(40, 50)]  # judging it happened in another process
    text = at(own, 3, rate=0.0)
    assert calls[-1] == ()  # no mask where nothing is dropped
    assert text.splitlines()[-1] == "driven by your loss_and_gradients"
    assert text.splitlines()[:-1] == at(one, 3, rate=0.0).splitlines()[:-1]
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = DropoutPanel(net.published_loss_and_gradients, synchronous=True)
    assert at(own, 4) == at(one, 4)
    own.close()


def test_a_learners_function_that_fails_later_is_told(one):
    def mine(params, X, y, mask=1.0):
        if np.shape(mask) == (13, 7):
            raise ValueError("an unlucky number")
        return net.loss_and_gradients(params, X, y, mask)

    own = DropoutPanel(mine, synchronous=True)
    own.step()
    text, code = own.text, own.code
    own.settings = {"rows": 13, "hidden": 7}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    own.controls["prediction"].value = "average"  # the run before is still there to be looked at
    assert own.message.value == ""
    assert (own.text, own.code) == (text, code)
    own.settings = {"rows": 14}
    assert own.message.value == ""
    assert told(own.text)["step"] == f"{END}"
    own.close()


# ---- copy as code


@pytest.mark.parametrize(
    ("settings", "index"),
    [(SETTINGS[0], None), (SETTINGS[2], 11), (SETTINGS[4], 0)],
    ids=str,
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, tmp_path):
    numbers = told(at(one, index, **settings))
    step, _, whole, thinned, average, fewest, update = printed_by(one.code, tmp_path).splitlines()
    assert step == (
        f"step {numbers['step']}, loss of the thinned network that is updated next "
        f"{numbers['loss']}"
    )
    assert whole == f"whole network {numbers['whole']}"
    assert thinned == f"one thinned {numbers['one']}"
    assert average == f"average of {one.settings['k']} thinned {numbers['average']}"
    assert fewest == (
        f"fewest wrong among fresh points: {numbers['fewest']} per cent at step {numbers['when']}"
    )
    assert update == (
        f"update {numbers['update']} drops {numbers['units']} in the hidden layer, "
        f"{numbers['inputs']} among the inputs"
    )


def test_the_copied_script_needs_nothing_of_the_course(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np", "from sklearn.datasets import make_moons"]
    assert "course" not in one.code
