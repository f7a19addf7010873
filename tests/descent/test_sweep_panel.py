"""The sweep's panel tells what its seven networks do, and hands them over as a script."""

import io
import json
import re
from itertools import islice, pairwise

import numpy as np
import pytest
from panels import printed_by
from PIL import Image

from course.descent import net, sweep_panel
from course.descent.sweep_panel import SweepPanel, most_restless, saturation
from course.descent.sweep_picture import BOTTOM, GAP, PITCH, TICKS, TOP, SweepPicture
from course.eleven import net as eleven
from course.kit import plots
from course.kit.labels import Labels

END = 400  # updates; a whole run of the lesson would take seconds
NAMES = ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]
PLAIN = {"hidden": 4, "seed": 1, "target": "XOR", "speed": 100, "look_into": 10.0}


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(sweep_panel, "STEPS", END)


@pytest.fixture
def unseen(monkeypatch):
    """For what is read off the words: drawing takes longer than all the rest."""
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")


@pytest.fixture(scope="module")
def shared():
    """One panel for many tests: making one takes ten times as long as asking it something."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sweep_panel, "STEPS", END)  # the picture's axis as well
        one = SweepPanel(synchronous=True)
    yield one
    one.close()


@pytest.fixture
def one(shared):
    """That panel, as good as new."""
    shared.settings = PLAIN | {"look_into": 0.001}
    shared.settings = PLAIN
    shared.reset()
    assert (shared.settings, shared.message.value) == (PLAIN, "")
    return shared


def go_to(one, settings, index):
    """The panel with these settings, after that many updates."""
    one.settings = settings
    if index < END:
        one.reset()
        for _ in range(index):
            one.step()


def state_of(settings, index, names=NAMES):
    """What the settings must lead to, without a panel and without a stack: one alpha in turn."""
    y = eleven.TARGETS[settings["target"]]
    runs = []
    for alpha in map(float, names):
        start = np.random.RandomState(settings["seed"])
        params, updates = eleven.init(start, hidden=settings["hidden"]), []
        with np.errstate(over="ignore"):
            for _ in range(index):
                _, gradients = eleven.loss_and_gradients(params, eleven.X, y)
                updates.append(gradients)
                params = {name: params[name] - alpha * gradients[name] for name in params}
            p, h = eleven.forward(params, eleven.X)
            loss, slopes = eleven.loss_and_gradients(params, eleven.X, y)
        counts = {
            name: sum(
                ((now[name] < 0) != (then[name] < 0)).astype(int) for then, now in pairwise(updates)
            )
            + np.zeros(params[name].shape, dtype=int)
            for name in params
        }
        runs.append({
            "alpha": alpha,
            "error": np.abs(y - p).mean(),
            "loss": loss,
            "p": p[:, 0],
            "h": h,
            "weight": max(np.abs(W).max() for W in params.values()),
            "slope": max(np.abs(slope).max() for slope in slopes.values()),
            "counts": counts,
        })  # fmt: skip
    return runs


def total(run):
    return int(sum(counts.sum() for counts in run["counts"].values()))


def by_alpha(line):
    return dict(re.findall(r"([\d.]+)(?: →|:) ([^\s;]+)", line))


SETTINGS = [
    {"hidden": 1, "seed": 0, "target": "first column", "look_into": 0.001},
    {"hidden": 2, "seed": 5, "target": "AND", "look_into": 1.0},
    {"hidden": 4, "seed": 1, "target": "XOR", "look_into": 10.0},
    {"hidden": 8, "seed": 9999, "target": "OR", "look_into": 100.0},
    {"hidden": 32, "seed": 3, "target": "XOR", "look_into": 1000.0},
]


# ---- the read-out


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: f"{s['hidden']} {s['target']}")
@pytest.mark.parametrize("index", [0, 1, 30, END])
def test_the_read_out_tells_what_the_networks_do(one, settings, index):
    go_to(one, settings, index)
    lines = one.text.splitlines()
    runs = state_of(settings, index)
    assert lines[0] == f"step {index:,} of {END:,}"
    errors, changes = by_alpha(lines[1]), by_alpha(lines[2])
    assert [*errors] == [*changes] == NAMES
    for name, run in zip(NAMES, runs, strict=True):
        assert float(errors[name]) == pytest.approx(run["error"], rel=6e-3)
        assert int(changes[name].replace(",", "")) == total(run)
    chosen = next(run for run in runs if run["alpha"] == settings["look_into"])
    assert lines[4].startswith(f"alpha {chosen['alpha']:g}: error {chosen['error']:.3g}, loss ")
    numbers = [float(it) for it in re.findall(r"[\d.]+(?:e[+-]\d+)?", lines[4].split("loss")[1])]
    np.testing.assert_allclose(numbers, [chosen["loss"], *chosen["p"]], rtol=1e-2)
    told = re.fullmatch(
        r"its largest weight is (\S+), its largest slope (\S+); "
        r"the next update changes no weight by more than (\S+)",
        lines[5],
    )
    expected = [chosen["weight"], chosen["slope"], chosen["alpha"] * chosen["slope"]]
    np.testing.assert_allclose([float(it) for it in told.groups()], expected, rtol=1e-2)
    counts = {name: counts.sum() for name, counts in chosen["counts"].items()}
    times = {name: "once" if n == 1 else f"{n:,} times" for name, n in counts.items()}
    assert lines[6].startswith(
        f"updates changed sign {times['W0']} in W0 and {times['W1']} in W1; "
    )


@pytest.mark.usefixtures("unseen")
def test_best_and_most_restless_are_named(one):
    assert "smallest error: all alike. Most sign changes: none yet." in one.text
    one.run()
    runs = state_of(PLAIN, END)
    best = min(runs, key=lambda run: run["error"])
    restless = max(runs, key=total)
    assert (
        f"smallest error: alpha {best['alpha']:g}. "
        f"Most sign changes: alpha {restless['alpha']:g}." in one.text
    )


@pytest.mark.usefixtures("unseen")
def test_two_alphas_that_turned_equally_often_are_both_named(one):
    go_to(one, {"hidden": 4, "seed": 1}, 3)
    counts = [total(run) for run in state_of(one.settings, 3)]
    most = [name for name, count in zip(NAMES, counts, strict=True) if count == max(counts)]
    assert len(most) == 2
    assert f"Most sign changes: alpha {most[0]} and {most[1]}." in one.text


@pytest.mark.usefixtures("unseen")
def test_the_most_restless_weight_is_named_by_what_it_connects(one):
    one.run()
    counts = next(run for run in state_of(PLAIN, END) if run["alpha"] == 10)["counts"]
    row, unit = np.unravel_index(counts["W0"].argmax(), counts["W0"].shape)
    assert counts["W0"].max() > counts["W1"].max()
    weight = f"from {('first', 'second', 'always 1')[row]} to hidden unit {unit + 1}"
    assert f"most for the weight {weight}: {counts['W0'].max()}" in one.text


def test_a_weight_of_the_output_can_be_the_most_restless():
    turns = {"W0": np.array([[1, 2], [0, 0], [3, 0]]), "W1": np.array([[3], [7]])}
    said = "most for the weight from hidden unit 2 to the output: 7"
    assert most_restless(turns) == said
    turns["W0"][1, 1] = 7
    said = "most for the weight from second to hidden unit 2: 7, as for 1 other"
    assert most_restless(turns) == said
    turns["W0"][:2, 0] = 7
    assert most_restless(turns).endswith(": 7, as for 3 others")


@pytest.mark.usefixtures("unseen")
def test_what_happened_one_time_happened_once(one):
    go_to(one, {"look_into": 1.0}, 9)
    (run,) = state_of(PLAIN, 9, ["1"])
    assert [int(run["counts"][name].sum()) for name in ("W0", "W1")] == [2, 1]
    assert "updates changed sign 2 times in W0 and once in W1; " in one.text


def test_a_run_whose_weights_have_not_turned_names_none():
    turns = {"W0": np.zeros((3, 2), int), "W1": np.zeros((2, 1), int)}
    assert most_restless(turns) == "none of them has yet"


@pytest.mark.usefixtures("unseen")
def test_published_errors_at_step_10_000(one, monkeypatch):
    monkeypatch.setattr(sweep_panel, "STEPS", 10_000)
    one.settings = {"seed": 1}
    assert by_alpha(one.text.splitlines()[1]) == dict(
        zip(NAMES, ["0.495", "0.457", "0.0429", "0.00858", "0.00313", "0.125", "0.5"], strict=True)
    )


# ---- runs that do not get on


@pytest.mark.usefixtures("unseen")
def test_a_run_whose_output_has_saturated_is_called_stuck_and_not_exploding(one, monkeypatch):
    monkeypatch.setattr(sweep_panel, "STEPS", 10_000)
    one.settings = {"look_into": 1000.0}
    (run,) = state_of(PLAIN, 10_000, ["1000"])
    assert np.minimum(run["p"], 1 - run["p"]).max() < 0.001
    assert 10_000 * 1000 * run["slope"] < 0.001
    last = one.text.splitlines()[-1]
    assert "below 0.001 or above 0.999, 2 of 4 on the wrong side" in last
    assert "stuck, not exploding" in last


Y = eleven.TARGETS["XOR"]
SPREAD = np.full((4, 3), 0.5)


def column(*values):
    return np.array(values)[:, None]


def test_a_saturated_run_that_still_moves_is_not_called_stuck():
    p = column(1e-4, 1e-4, 1e-4, 1e-4)
    (line,) = saturation(p, SPREAD, Y, update=0.01)
    assert "saturated" in line
    assert "stuck" not in line
    (line,) = saturation(p, SPREAD, Y, update=1e-9)
    assert "stuck" in line


def test_a_run_that_is_right_is_not_called_saturated():
    assert saturation(column(1e-4, 0.9999, 0.9999, 1e-4), SPREAD, Y, update=1e-9) == []


def test_a_run_that_is_unsure_of_a_row_is_not_called_saturated():
    assert saturation(column(1e-4, 1e-4, 0.01, 1e-4), SPREAD, Y, update=1e-9) == []


def test_rows_for_which_no_hidden_unit_speaks_are_counted():
    p = column(1e-4, 0.999, 0.5, 0.5)
    h = np.array([[0.9, 0.0], [0.0, 0.9], [1e-5, 1e-4], [1e-5, 0.01]])
    (line,) = saturation(p, h, Y, update=1.0)
    assert line.startswith("for one row every hidden unit says less than 0.001")
    h[3] = 0.0
    (line,) = saturation(p, h, Y, update=1.0)
    assert line.startswith("for 2 rows every hidden unit says less than 0.001")


@pytest.mark.usefixtures("unseen")
def test_the_run_with_alpha_100_says_that_one_row_gets_no_word_through(one, monkeypatch):
    monkeypatch.setattr(sweep_panel, "STEPS", 10_000)
    one.settings = {"look_into": 100.0}
    (run,) = state_of(PLAIN, 10_000, ["100"])
    silent = (run["h"] < 0.001).all(axis=1)
    assert silent.tolist() == [False, False, False, True]
    assert run["p"][3] == pytest.approx(0.5, abs=0.01)
    assert "for one row every hidden unit says less than 0.001" in one.text


# ---- looking into a run


@pytest.mark.parametrize("look_into", [0.001, 1.0, 1000.0])
def test_looking_into_another_run_changes_the_picture_and_not_the_run(one, look_into):
    for _ in range(3):
        one.step()
    step, image, text = one.driver.latest, one.image.png, one.text
    one.controls["look_into"].value = look_into
    assert one.driver.latest is step
    assert step.index == 3
    assert one.image.png != image
    assert one.text.splitlines()[:4] == text.splitlines()[:4]
    assert f"alpha {look_into:g}: error" in one.text
    one.controls["look_into"].value = 10.0
    assert (one.image.png, one.text) == (image, text)


def test_there_is_a_button_for_each_alpha_named_by_it(one):
    assert one.controls["look_into"]._options_labels == tuple(NAMES)


def test_the_buttons_are_as_far_apart_as_the_columns(one):
    buttons = one.controls["look_into"]
    shares = [int(n) for n in re.findall(r"(\d+)fr", buttons.layout.grid_template_columns)]
    assert (sum(shares), len(shares)) == (plots.WIDTH, 3)  # label, buttons, margin
    assert buttons.style.button_width == "calc(14.2857% - 4px)"  # and 2 px of margin to each side
    assert shares[1] / 7 == PITCH
    columns = one.picture._lefts + (PITCH - GAP) / 2
    assert abs(columns[0] - shares[0] - PITCH / 2) <= 1
    assert np.diff(columns).tolist() == [PITCH] * 6


# ---- the picture


def ends(one):
    """Where the seven curves end, in pixels: shape (7, 2)."""
    return np.array([line[-1] for line in one.picture._curves.get_segments()])


def test_each_curve_ends_at_the_error_of_its_alpha(one):
    one.run()
    runs = state_of(PLAIN, END)
    for (x, y), run, left in zip(ends(one), runs, one.picture._lefts, strict=True):
        share = (np.log10(run["error"]) + 4) / 4
        assert y == pytest.approx(BOTTOM - share * (BOTTOM - TOP), abs=0.01)
        assert x == pytest.approx(left + PITCH - GAP)


def test_curves_are_the_same_at_every_speed_and_show_the_beginning(one):
    one.run()
    slow = [line.copy() for line in one.picture._curves.get_segments()]
    one.settings = {"speed": 1000}
    fast = one.picture._curves.get_segments()
    assert all(np.array_equal(a, b) for a, b in zip(slow, fast, strict=True))
    assert one._trail.index[:4] == [0, 1, 2, 3]


@pytest.mark.parametrize("hidden", [1, 8, 16, 32])
def test_weights_are_a_graph_up_to_eight_units_and_tiles_beyond(one, hidden):
    one.settings = {"hidden": hidden}
    one.reset()
    graph, tiles = one.picture._graph, one.picture._weights
    assert graph.nodes.get_visible() == (hidden <= 8)
    assert len(tiles.centres) == (0 if hidden <= 8 else 4 * hidden)
    if hidden <= 8:
        assert len(graph.nodes.get_offsets()) == 3 + hidden + 1
    else:
        # a level stroke on each, an upright one more on those above 0
        params = one.driver.latest.params
        above = sum((params[name][4] > 0).sum() for name in params)
        assert len(tiles.artists[1].get_segments()) == 4 * hidden + above


def test_tiles_are_darker_where_the_update_turned_more_often():
    picture = SweepPicture(net.ALPHAS, END)
    picture.look_into(0, 4)
    params = {"W0": np.ones((3, 4)), "W1": np.ones((4, 1))}
    turns = {"W0": np.arange(12).reshape(3, 4), "W1": np.arange(12, 16)[:, None]}
    picture.show_run(params, turns)
    light = picture._turns.artists[0].get_facecolor()[:, :3].sum(axis=1)
    assert light[0] == 3
    assert (np.diff(light) <= 0).all()
    assert len(set(light.round(6))) > 8


def test_a_tile_is_encoded_in_the_colour_it_was_given():
    picture = SweepPicture(net.ALPHAS, END)
    picture.look_into(0, 16)
    params = {"W0": np.geomspace(0.05, 20, 48).reshape(3, 16), "W1": -np.ones((16, 1))}
    picture.show_run(params, {name: np.zeros(W.shape, int) for name, W in params.items()})
    shown = np.asarray(Image.open(io.BytesIO(picture.png())).convert("RGB")).astype(int)
    wanted = 255 * picture._weights.artists[0].get_facecolor()[:, :3]
    places = (picture._weights.centres + np.array([7, 9])).astype(int)  # beside the mark
    assert np.abs(shown[places[:, 1], places[:, 0]] - wanted).max() <= 2


def test_the_card_stays_white_and_nothing_is_cut_off_at_its_edges(one):
    for hidden in (4, 32):
        one.settings = {"hidden": hidden, "look_into": 1000.0}
        shown = np.asarray(Image.open(io.BytesIO(one.image.png)).convert("L"))
        assert shown.shape == (430, plots.WIDTH)
        edges = [shown[0], shown[-1], shown[:, 0], shown[:, -1]]
        assert all((edge == 255).all() for edge in edges)


def test_the_picture_says_in_words_what_its_axes_and_numbers_are(monkeypatch):
    written, add = [], Labels.add

    def noted(self, x, y, text, **style):
        written.append((text, x, y))
        return add(self, x, y, text, **style)

    monkeypatch.setattr(Labels, "add", noted)
    picture = SweepPicture(net.ALPHAS, 60_000)
    picture.look_into(4, 4)
    words = [text for text, _, _ in written]
    assert (
        "mean absolute error of each network, over 60,000 steps; both axes are logarithmic" in words
    )
    assert {"step", "sign", "changes"} <= set(words)
    rows = {text: y for text, _, y in written}
    assert rows["sign"] - rows["step"] >= 20  # so that they are not read as one
    picture.show_errors([0], np.full((1, 7), 0.5), np.array([0, 1, 2, 3, 4, 21_415, 92]))
    counts = {text: (x, y) for text, x, y in written[-14:] if text in ("21,415", "92")}
    assert {y for _, y in counts.values()} == {(rows["sign"] + rows["changes"]) / 2}
    middles = picture._lefts + (PITCH - GAP) / 2
    assert [counts[text][0] for text in ("21,415", "92")] == [middles[5], middles[6]]


def test_the_axis_of_steps_is_named_under_every_column(one):
    shown = np.asarray(Image.open(io.BytesIO(one.image.png)).convert("L"))
    for left in one.picture._lefts.astype(int):
        assert shown[TICKS - 6 : TICKS + 6, left : left + PITCH - 10].min() < 128


def test_a_reset_returns_to_the_very_same_first_picture(one):
    first = one.image.png, one.text, one.settings
    one.run()
    assert one.image.png != first[0]
    one.reset_button.click()
    assert (one.image.png, one.text, one.settings) == first


# ---- runs and settings


@pytest.mark.usefixtures("unseen")
def test_a_run_ends_at_the_step_the_read_out_promises(one):
    one.run()
    assert f"step {END:,} of {END:,}" in one.text
    expected = next(islice(net.sweep(eleven.X, Y), END, None))
    for name, params in one.driver.latest.params.items():
        np.testing.assert_array_equal(params, expected.params[name])


@pytest.mark.usefixtures("unseen")
def test_threaded_and_synchronous_tell_the_same(one):
    one.run()
    other = SweepPanel()
    other.run()
    assert other.wait()
    assert other.text == one.text
    other.close()


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(("name", "value"), [("hidden", 8), ("seed", 42), ("target", "AND")])
def test_moving_a_control_begins_again_and_trains(one, name, value):
    one.step()
    one.controls[name].value = value
    assert f"step {END:,} of" in one.text
    run = state_of(one.settings, END)[4]
    assert f"alpha 10: error {run['error']:.3g}," in one.text


@pytest.mark.usefixtures("unseen")
def test_a_line_of_settings_restores_them_elsewhere(one):
    wanted = {"hidden": 16, "seed": 11, "target": "OR", "speed": 50, "look_into": 0.1}
    other = SweepPanel(synchronous=True, **wanted)
    assert other.settings == wanted
    one.settings_line.value = other.settings_line.value
    assert one.settings == wanted == json.loads(one.settings_line.value)
    other.close()


@pytest.mark.usefixtures("unseen")
def test_an_alpha_may_be_written_as_a_whole_number(one):
    one.settings_line.value = '{"look_into": 100}'
    assert one.message.value == ""
    assert one.settings["look_into"] == 100.0
    assert "alpha 100: error" in one.text


IMPOSSIBLE = [
    ("hidden", 3, "1, 2, 4, 8, 16, 32"),
    ("hidden", 64, "1, 2, 4, 8, 16, 32"),
    ("hidden", 4.0, "1, 2, 4, 8, 16, 32"),
    ("seed", -1, "a whole number from 0 to 9999"),
    ("target", "NAND", "XOR, AND, OR, first column"),
    ("look_into", 2.0, "0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0"),
    ("look_into", float("nan"), "0.001, 0.01, 0.1"),
    ("look_into", True, "0.001, 0.01, 0.1"),
    ("look_into", "10", "0.001, 0.01, 0.1"),
    ("look_into", None, "0.001, 0.01, 0.1"),
    ("speed", 3, "1, 2, 5"),
]


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(("name", "value", "choice"), IMPOSSIBLE, ids=lambda it: repr(it)[:12])
def test_an_impossible_setting_is_named_and_the_last_good_one_kept(one, name, value, choice):
    one.settings = {name: value}
    assert f"{name} cannot be " in one.message.value
    assert choice in one.message.value
    assert one.settings == PLAIN == json.loads(one.settings_line.value)


# ---- copy as code


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(
    ("settings", "index"),
    [(SETTINGS[0], 3), (SETTINGS[1], 40), (SETTINGS[2], 0), (SETTINGS[3], 1), (SETTINGS[4], END)],
    ids=lambda value: value if isinstance(value, int) else f"{value['hidden']} {value['target']}",
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, tmp_path):
    go_to(one, settings, index)
    printed, lines = printed_by(one.code, tmp_path), one.text.splitlines()
    assert f"step {index}, " in printed
    assert by_alpha(printed) == by_alpha(lines[1])
    assert f"alpha {settings['look_into']:g}, sign changes" in printed
    counts = re.findall(r"(\S+) in (W\d)", one.text.replace("once", "1").replace(" times", ""))
    assert re.findall(r"^(\d+) in (W\d)", printed, re.MULTILINE) == [
        (count.replace(",", ""), name) for count, name in counts
    ]


@pytest.mark.usefixtures("unseen")
def test_the_copied_script_of_the_defaults_is_the_published_sweep(one, tmp_path):
    script = one.code.replace("steps = 4, 1, 0", "steps = 4, 1, 10_000")
    assert "10_000" in script
    errors = by_alpha(printed_by(script, tmp_path))
    assert [errors[name] for name in NAMES] == [
        "0.495", "0.457", "0.0429", "0.00858", "0.00313", "0.125", "0.5",
    ]  # fmt: skip


@pytest.mark.usefixtures("unseen")
def test_the_copied_script_is_numpy_and_nothing_else(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np"]
    assert "course" not in one.code
