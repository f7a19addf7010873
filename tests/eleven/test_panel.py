"""The panel of lesson 01 says what its network does, and hands it over as a script."""

import re
import sys

import numpy as np
import pytest
from panels import printed_by

from course.eleven import answers, net, panel
from course.eleven.panel import ElevenPanel
from course.kit import plots

END = 400  # updates; a whole run of the lesson would take seconds


@pytest.fixture(autouse=True)
def short_runs_without_pictures(monkeypatch):
    monkeypatch.setattr(panel, "STEPS", END)
    # Nothing here looks at the picture, and drawing it takes longer than all the rest.
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")


@pytest.fixture(scope="module")
def shared():
    """One panel for many tests: making one takes ten times as long as asking it something."""
    one = ElevenPanel(synchronous=True)
    yield one
    one.close()


@pytest.fixture
def one(shared):
    """That panel, at its first step with its first settings."""
    shared.settings = {
        "hidden": 4, "alpha": 1.0, "seed": 1, "target": "XOR", "row": 1, "speed": 100,
    }  # fmt: skip
    shared.reset()
    return shared


def state_of(settings, index):
    """What the settings must lead to, without a panel."""
    y = net.TARGETS[settings["target"]]
    params = net.init(np.random.RandomState(settings["seed"]), hidden=settings["hidden"])
    for _ in range(index):
        params = net.training_step(params, net.X, y, settings["alpha"])
    p, h = net.forward(params, net.X)
    loss, _ = net.loss_and_gradients(params, net.X, y)
    return p[:, 0], h, float(np.abs(y - p).mean()), float(loss)


def told(one):
    """The numbers of the read-out, by what they are."""
    text = one.text
    line = next(line for line in text.splitlines() if "predictions" in line)
    rows = [" ".join(f"{x:.0f}" for x in row) for row in net.X]
    return {
        "step": int(re.search(r"step ([\d,]+)", text)[1].replace(",", "")),
        "error": re.search(r"mean absolute error ([^\s,]+)", text)[1],
        "loss": re.search(r"loss ([^\s,]+)", text)[1],
        "right": int(re.search(r"\b(\d) of 4\b", text)[1]),
        "hidden": re.search(r"hidden units say (.*)", text)[1].split(", "),
        "predictions": [re.search(rf"{row}(?::| →) ([^\s,;]+)", line)[1] for row in rows],
    }


SETTINGS = [
    {"hidden": 1, "alpha": 1.0, "seed": 0, "target": "first column"},
    {"hidden": 2, "alpha": 10.0, "seed": 5, "target": "AND"},
    {"hidden": 4, "alpha": 1.0, "seed": 1, "target": "XOR"},
    {"hidden": 5, "alpha": 0.001, "seed": 9999, "target": "OR"},
    {"hidden": 8, "alpha": 1000.0, "seed": 3, "target": "XOR"},
]


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda s: f"{s['hidden']} {s['target']}")
@pytest.mark.parametrize("index", [0, 1, 30])
def test_the_read_out_tells_what_the_network_does(one, settings, index):
    one.settings = settings
    if index < END:
        one.reset()
        for _ in range(index):
            one.step()
    p, _, error, loss = state_of(settings, index)
    numbers = told(one)
    assert numbers["step"] == index
    assert numbers["error"] == f"{error:.3g}"
    assert float(numbers["loss"]) == pytest.approx(loss, rel=1e-2)
    assert numbers["predictions"] == [f"{value:.3g}" for value in p]
    y = net.TARGETS[settings["target"]][:, 0]
    assert numbers["right"] == (np.abs(p - y) < 0.5).sum()
    assert settings["target"] in one.text


def test_at_the_end_of_a_run_predictions_and_step_belong_together(one):
    one.run()
    p, _, error, _ = state_of(one.settings, END)
    assert told(one)["step"] == END
    assert told(one)["error"] == f"{error:.3g}"
    assert told(one)["predictions"] == [f"{value:.3g}" for value in p]


@pytest.mark.parametrize("target", net.TARGETS)
def test_each_target_is_the_one_that_is_trained(one, target):
    one.controls["alpha"].value = 10.0
    one.controls["target"].value = target
    p, *_ = net.forward(one.driver.latest.params, net.X)
    assert (np.abs(p - net.TARGETS[target]) < 0.5).all()
    others = [y for name, y in net.TARGETS.items() if name != target]
    assert all((np.abs(p - y) > 0.5).any() for y in others)


@pytest.mark.parametrize("hidden", range(1, 9))
def test_every_number_of_hidden_units_trains_and_is_told(one, hidden):
    one.controls["hidden"].value = hidden
    one.run()
    assert told(one)["step"] == END
    one.reset()
    one.step()
    assert one.driver.latest.params["W0"].shape == (3, hidden)
    _, h, *_ = state_of(one.settings, 1)
    assert told(one)["hidden"] == [f"{value:.3g}" for value in h[1]]


@pytest.mark.parametrize("row", range(4))
def test_the_chosen_row_is_the_one_whose_hidden_units_are_told(one, row):
    one.controls["row"].value = row
    _, h, *_ = state_of(one.settings, 0)
    assert f"row {' '.join(f'{x:.0f}' for x in net.X[row])}: hidden units say" in one.text
    assert told(one)["hidden"] == [f"{value:.3g}" for value in h[row]]


@pytest.mark.parametrize("alpha", [float("nan"), float("inf"), -float("inf"), 0, -1.0, 1001.0])
def test_an_impossible_alpha_is_refused(one, alpha):
    one.settings = {"alpha": alpha}
    assert f"alpha cannot be {alpha!r}: choose a number from 0.001 to 1000" in one.message.value
    assert one.settings["alpha"] == 1.0


@pytest.mark.parametrize("alpha", [0.001, 1000])
def test_both_ends_of_alpha_train_without_a_warning(one, alpha):
    one.settings = {"alpha": alpha}
    assert one.message.value == ""
    assert np.isfinite(one.driver.latest.error)


def test_a_step_far_too_large_trains_without_a_warning(one):
    one.settings = {"hidden": 2, "alpha": 1000.0, "target": "first column", "seed": 6}
    assert one.message.value == ""
    assert told(one)["step"] == END


def test_the_same_seed_gives_the_same_first_weights_for_every_target(one):
    starts = []
    for target in net.TARGETS:
        one.controls["target"].value = target
        one.reset()
        starts.append(one.driver.latest.params["W0"].copy())
    assert all(np.array_equal(start, starts[0]) for start in starts)


# ---- whose function


def test_the_courses_function_says_that_it_stands_in(one):
    assert "driven by the course's loss_and_gradients" in one.text
    assert "your loss_and_gradients" not in one.text


def test_a_learners_function_drives_the_panel_and_is_named():
    calls = []

    def mine(params, X, y):
        calls.append(len(X))
        return answers.gradients_by_rows(params, X, y)

    own = ElevenPanel(mine, synchronous=True)
    assert calls == [4]  # judging it happened in another process
    own.step()
    own.step()
    assert calls == [4, 4, 4]
    assert "driven by your loss_and_gradients" in own.text
    assert told(own)["error"] == f"{state_of(own.settings, 2)[2]:.3g}"
    own.close()


def blank(params, X, y): ...


def twice_as_fast(params, X, y):
    loss, gradients = net.loss_and_gradients(params, X, y)
    return loss, {name: 2 * value for name, value in gradients.items()}


def leaves(params, X, y):
    sys.exit("bye")


@pytest.mark.parametrize("function", [blank, twice_as_fast, leaves, None])
def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(function):
    own = ElevenPanel(function, synchronous=True)
    own.run()
    assert "driven by the course's loss_and_gradients, until yours has passed" in own.text
    assert told(own)["error"] == f"{state_of(own.settings, END)[2]:.3g}"
    assert own.message.value == ""
    own.close()


# ---- copy as code


@pytest.mark.parametrize(
    ("settings", "index"),
    [
        (SETTINGS[0], 3),
        (SETTINGS[1], 40),
        (SETTINGS[2], 0),
        (SETTINGS[3], 1),
        (SETTINGS[4], 20),
        (SETTINGS[2], END),
    ],
    ids=lambda value: value if isinstance(value, int) else f"{value['hidden']} {value['target']}",
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, tmp_path):
    one.settings = settings
    if index < END:
        one.reset()
        for _ in range(index):
            one.step()
    printed, shown = printed_by(one.code, tmp_path), told(one)
    assert f"step {index}," in printed
    assert f"mean absolute error {shown['error']}" in printed
    assert re.findall(r"'([^']+)'", printed) == shown["predictions"]


def test_the_copied_script_is_numpy_and_nothing_else(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np"]
    assert "course" not in one.code


def test_the_copied_script_of_the_defaults_is_the_published_run(one, tmp_path):
    from eleven import published

    one.code_button.value = True
    script = one.code.replace("steps = 4, 1.0, 1, 0", "steps = 4, 1.0, 1, 10_000")
    assert "10_000" in script
    one.code_button.value = False
    printed = printed_by(script, tmp_path)
    expected = float(published.ERROR_AT_STEP[10_000])
    assert f"mean absolute error {expected:.3g}" in printed


def test_a_run_ends_at_the_step_the_read_out_promises(one):
    one.run()
    assert f"step {END:,} of {END:,}" in one.text
