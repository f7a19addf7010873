"""The panel of lesson 04 says what its network does, and hands it over as a script."""

import html
import io
import json
import re

import numpy as np
import pytest
from ipywidgets.widgets import widget as registry
from panels import at, fixtures, printed_by
from PIL import Image

from course.addition import batches, exam, net, panel, surgery
from course.addition.panel import AdditionPanel, _positions
from course.addition.picture import (
    ERRORS_HEIGHT,
    LEFT,
    MEMORY,
    MEMORY_HEIGHT,
    PITCH,
    PLACES,
    RIGHT,
    ROWS,
    percent,
    runs,
)

END = {"one": 60, "batches": 20}  # updates; a whole run of the lesson takes longer
FIRST = {
    "training": "one", "alpha": 0.1, "seed": 0, "hidden": 16, "bits": 8, "speed": 50,
    "a": 9, "b": 60, "silenced": "none",
}  # fmt: skip
shared, one, seen = fixtures(AdditionPanel, FIRST)


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(panel, "STEPS", END)


@pytest.fixture
def written(one, monkeypatch):
    """The bits that the picture shows, by row, as one reads them: from left to right."""
    added = []
    add = type(one.picture.bits).add

    def noted(labels, x, y, text, **look):
        if labels is one.picture.bits:
            added.append((x, y, text))
        return add(labels, x, y, text, **look)

    monkeypatch.setattr(type(one.picture.bits), "add", noted)

    def rows():
        last = {(x, y): text for x, y, text in added}
        added.clear()
        columns = sorted({x for x, _ in last})
        by_row = {"position": PLACES} | ROWS
        return {
            name: [last.get((x, middle), " ") for x in columns] for name, middle in by_row.items()
        }

    return rows


class Trained:
    """What the settings must lead to after so many updates, without a panel."""

    def __init__(self, settings, index):
        rng = np.random.RandomState(settings["seed"])
        chosen = {"alpha": settings["alpha"], "steps": index + 1, "rng": rng}
        hidden, bits = settings["hidden"], settings["bits"]
        if settings["training"] == "one":
            run = net.train(bits=bits, hidden=hidden, **chosen)
        else:
            start = net.init(rng, hidden=hidden)
            run = batches.train_batches(
                lambda rng: batches.draw_sums(rng, bits=bits), start, **chosen
            )
        with np.errstate(over="ignore"):
            for step in run:
                if step.index == index:
                    break
        self.step, self.params = step, step.params
        a, b = settings["a"], settings["b"]
        self.X, self.y = net.sums([a], [b], max(bits, (a + b).bit_length()))
        below = 2 ** (bits - 1)
        if bits <= 5:
            self.exam = net.every_sum(bits)
        else:
            rows = np.sort(np.random.default_rng(0).choice(below**2, size=500, replace=False))
            self.exam = net.sums(*(part.tolist() for part in divmod(rows, below)), bits)

    def right(self, change=None):
        """How many sums of the exam, and how many per cent of their bits."""
        X, y = self.exam
        with np.errstate(over="ignore"):
            p, _ = surgery.operate(self.params, X, change or (lambda h: h))
        return int(net.right(p, y).sum()), 100 * np.mean((p > 0.5) == (y == 1))


def told(text):
    """The numbers of the read-out, by what they are."""
    patterns = {
        "step": r"^step ([\d,]+) of",
        "loss": r"learnt from next.* (\S+)$",
        "sum": r"^(\d+ \+ \d+ = \d+), the network",
        "says": r"the network says (\d+):",
        "right": r"(\d+ of \d+) bits right",
        "error": r"largest error (\S+) at position",
        "where": r"at position (\d+)(?:;|$)",
        "exam": r"always the same: ([\d,]+) right",
        "bits": r"and (\S+) per cent of their bits",
    }
    return {name: re.search(pattern, text, re.M)[1] for name, pattern in patterns.items()}


SETTINGS = [
    {},
    {"training": "batches"},
    {"hidden": 2, "bits": 2, "a": 1, "b": 1, "alpha": 3.0},
    {"training": "batches", "hidden": 5, "bits": 5, "a": 15, "b": 30, "seed": 9999, "alpha": 0.03},
    {"training": "batches", "hidden": 32, "bits": 16, "a": 32767, "b": 32767, "alpha": 3.0},
]
PAIRS = [(0, 0), (1, 1), (127, 1), (127, 127), (85, 42), (9, 60), (32767, 1), (32767, 32767)]


# ---- numbers


@pytest.mark.parametrize("index", [0, 7, None])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_read_out_tells_what_the_network_does(one, settings, index):
    numbers = told(at(one, index, **settings))
    training, a, b = (one.settings[name] for name in ("training", "a", "b"))
    expected = Trained(one.settings, END[training] if index is None else index)
    p, _ = net.forward(expected.params, expected.X)
    error = np.abs(p - expected.y)[0, :, 0]
    assert numbers["step"] == f"{expected.step.index}"
    assert numbers["loss"] == f"{expected.step.loss:.3g}"
    assert numbers["sum"] == f"{a} + {b} = {a + b}"
    assert numbers["says"] == f"{net.number_of(p)}"
    assert numbers["right"] == f"{(error < 0.5).sum()} of {len(error)}"
    assert (numbers["error"], numbers["where"]) == (f"{error.max():.3g}", f"{error.argmax()}")
    sums, bits = expected.right()
    assert (numbers["exam"], numbers["bits"]) == (f"{sums}", percent(bits))


def test_the_first_sum_of_the_published_run_is_on_screen_at_its_start(one):
    assert "9 + 60 = 69, the network says 1: 6 of 8 bits right" in one.text
    assert "loss of the sum that is learnt from next (9 + 60)" in one.text


def test_a_step_tells_which_sum_comes_next(one):
    for index in (1, 2, 3):
        one.step()
        step = Trained(FIRST, index).step
        assert f"learnt from next ({step.a} + {step.b}) {step.loss:.3g}" in one.text


def test_both_trainings_start_from_the_same_weights(one):
    starts = []
    for training in ("one", "batches"):
        at(one, 0, training=training)
        starts.append({name: W.copy() for name, W in one.driver.latest.params.items()})
    for name, W in starts[0].items():
        assert np.array_equal(W, starts[1][name])


@pytest.mark.parametrize("training", ["one", "batches"])
def test_the_curves_are_those_of_the_same_sums_at_every_speed(one, training):
    every, drawn = panel.EVERY[training], []
    for speed in (1, 1000):
        at(one, None, training=training, speed=speed)
        drawn.append(one.picture._sums_curve.get_xydata().copy())
        assert one._trail.index == list(range(0, END[training] + 1, every))
    assert np.array_equal(*drawn)
    for index, shares in zip(one._trail.index[-2:], one._trail.values[-2:], strict=True):
        sums, bits = Trained(one.settings, index).right()
        assert shares == pytest.approx((100 * sums / 500, bits), rel=1e-12)


def test_the_exam_is_all_sums_or_always_the_same_ones():
    for bits in (2, 3, 5):
        for mine, other in zip(exam.exam(bits), net.every_sum(bits), strict=True):
            assert np.array_equal(mine, other)
    for bits in (6, 8, 16):
        rows = exam.exam(bits)[0].reshape(-1, 2 * bits)
        assert len(rows) == len(np.unique(rows, axis=0)) == exam.SAMPLE
    X, y = exam.exam(8)
    assert np.array_equal(X, exam.exam(8)[0])
    a, b = ([net.number_of(row) for row in X[:, :, i]] for i in (0, 1))
    assert max(a + b) < 128
    assert np.array_equal(y, net.sums(a, b, 8)[1])


def test_the_unit_that_tells_a_carry_best_is_named(one):
    at(one, None, training="batches")
    trained = Trained(one.settings, END["batches"])
    X, _ = trained.exam
    H, carry = net.unroll(trained.params, X), net.carries(X) == 1
    apart = [H[..., i][carry].mean() - H[..., i][~carry].mean() for i in range(16)]
    unit = int(np.argmax(np.abs(apart)))
    on, off = H[..., unit][carry].mean(), H[..., unit][~carry].mean()
    assert f"unit {unit} tells a carry best: on average it says {on:.3g} where" in one.text
    assert f"remembered, {off:.3g} elsewhere" in one.text


# ---- the sum on screen


def test_bits_carries_and_sums_are_right_for_many_pairs(one, written):
    rng = np.random.default_rng(5)
    pairs = [*PAIRS, *(rng.integers(2 ** rng.integers(1, 16), size=2).tolist() for _ in range(30))]
    for i, (a, b) in enumerate(pairs):
        bits = (8, 2, 16)[3 * i // len(pairs)]
        if one.settings["bits"] != bits:
            at(one, 0, bits=bits, hidden=2)
        one.controls["a"].value = a
        written()
        one.controls["b"].value = b
        one.driver.redraw()  # b may have been the same before
        shown = written()
        n = len(shown["a"])
        assert n == max(bits, (a + b).bit_length())
        assert shown["position"] == [f"{t}" for t in reversed(range(n))]
        for row, number in (("a", a), ("b", b), ("true sum", a + b)):
            assert int("".join(shown[row]), 2) == number
        # A bit of the sum differs from the two bits' exclusive or where a carry comes in.
        assert int("".join(shown["carry in"]).replace(" ", "0"), 2) == a ^ b ^ (a + b)
        assert f"the network says {int(''.join(shown['network says']), 2)}:" in one.text


@pytest.mark.parametrize(("a", "b"), PAIRS)
def test_wrong_bits_have_a_box_and_carries_a_frame(one, a, b):
    at(one, 5, a=a, b=b)
    n = max(8, (a + b).bit_length())
    pitch = min(PITCH, (RIGHT - LEFT) // n)
    said = int(told(one.text)["says"])

    def column(path):
        return round((RIGHT - path.vertices[:4, 0].mean()) / pitch - 0.5)

    boxes = sum(1 << column(path) for path in one.picture._boxes.get_paths())
    assert boxes == said ^ (a + b)
    framed = set()
    for path in one.picture._frames.get_paths():
        left, right = path.vertices[:, 0].min(), path.vertices[:, 0].max()
        framed |= {t for t in range(n) if left < RIGHT - pitch * (t + 0.5) < right}
    leaving = (a ^ b ^ (a + b)) >> 1
    assert framed == {t for t in range(n) if leaving >> t & 1}
    if leaving:
        assert f"a carry has to be remembered after {_positions(sorted(framed))}" in one.text
    else:
        assert "no carry in this sum" in one.text


def test_bars_are_as_high_as_the_errors(one):
    at(one, 11)
    trained = Trained(one.settings, 11)
    error = np.abs(net.forward(trained.params, trained.X)[0] - trained.y)[0, :, 0]
    bars = [path.vertices[:, 1] for path in one.picture._bars.get_paths()]
    heights = [(bar.max() - bar.min()) / ERRORS_HEIGHT for bar in bars]
    np.testing.assert_allclose(heights, error, rtol=1e-9)
    colours = one.picture._bars.get_facecolor()[:, 0] > 0.5
    assert np.array_equal(colours, error >= 0.5)  # orange has more red than grey


def test_a_longer_sum_than_in_training_is_shown_and_told(one):
    text = at(one, 0, bits=4, a=9000, b=777)
    assert "trained with 4 positions, this sum has 14" in text
    [[(x, _), _], _] = one.picture._border.get_segments()
    assert x == RIGHT - 4 * ((RIGHT - LEFT) // 14)
    assert "trained with" not in at(one, 0, bits=14)
    assert one.picture._border.get_segments() == []


def test_other_numbers_do_not_change_the_run(one):
    at(one, 5)
    params = {name: W.copy() for name, W in one.driver.latest.params.items()}
    for a, b in PAIRS:
        one.controls["a"].value, one.controls["b"].value = a, b
        assert told(one.text)["step"] == "5"
        assert told(one.text)["sum"] == f"{a} + {b} = {a + b}"
    for name, W in one.driver.latest.params.items():
        assert np.array_equal(W, params[name])


def test_buttons_choose_numbers_as_in_training(one):
    pairs = set()
    for bits in (2, 8, 16):
        at(one, 0, bits=bits)
        for _ in range(20):
            one.draw_button.click()
            a, b = one.settings["a"], one.settings["b"]
            assert max(a, b) < 2 ** (bits - 1)
            assert one.text.splitlines()[1].startswith(f"{a} + {b} = {a + b},")
            pairs.add((a, b))
        one.carry_button.click()
        assert (one.settings["a"], one.settings["b"]) == (2 ** (bits - 1) - 1, 1)
    assert len(pairs) > 30


# ---- the memory, and a unit that is silenced


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("unit", ["none", 0, 1])
def test_silencing_a_unit_is_the_operation_of_the_lesson(one, settings, unit):
    at(one, 6, **settings)
    run = one.driver.latest
    one.controls["silenced"].value = unit
    assert one.driver.latest is run
    trained = Trained(one.settings, 6)
    change = (lambda h: h) if unit == "none" else surgery.silence(unit)
    p, H = surgery.operate(trained.params, trained.X, change)
    assert np.array_equal(one.picture.memory.shown, H[0, ::-1].T)
    assert told(one.text)["says"] == f"{net.number_of(p)}"
    if unit == "none":
        assert "no unit is silenced" in one.text
        return
    whole, _ = trained.right()
    X, _ = trained.exam
    mean = net.unroll(trained.params, X)[..., unit].mean()
    zero, at_mean = (trained.right(surgery.silence(unit, level))[0] for level in (0, mean))
    assert (
        f"unit {unit} is silenced, the next position is told 0 for it: {zero} sums right instead "
        f"of {whole} (told its mean {mean:.3g} instead: {at_mean})"
    ) in one.text


def test_there_is_a_button_for_each_unit(one):
    for hidden in (2, 16, 32):
        at(one, 0, hidden=hidden)
        values = [value for _, value in one.controls["silenced"].options]
        assert values == ["none", *range(hidden)]


@pytest.mark.parametrize("how", ["slider", "settings"])
def test_a_silenced_unit_that_is_gone_is_told(one, how):
    at(one, 0, silenced=11)
    if how == "slider":
        one.controls["hidden"].value = 12
        assert (one.settings["silenced"], one.message.value) == (11, "")
        one.controls["hidden"].value = 11
    else:
        one.settings = {"hidden": 11}
    assert one.settings["silenced"] == "none"
    assert "There is no unit 11 among 11, counted from 0" in one.message.value
    one.controls["silenced"].value = 10
    assert one.message.value == ""
    assert "unit 10 is silenced" in one.text


@pytest.mark.parametrize(("wanted", "value", "said"), [
    (16, "none", "There is no unit 11 among 8, counted from 0: none is silenced now."),
    (3, 3, ""),
    ("none", "none", ""),
])  # fmt: skip
def test_a_unit_that_is_gone_is_told_even_if_the_next_one_is_refused(one, wanted, value, said):
    at(one, 0, silenced=11)
    one.settings = {"hidden": 8, "silenced": wanted}
    assert one.settings["silenced"] == value
    assert said in one.message.value
    assert bool(said) == bool(one.message.value)


def test_a_unit_that_the_next_run_will_have_does_not_stop_this_one(one):
    at(one, 0)
    one.draw(one.driver.latest, {**one.settings, "silenced": 31})
    assert one.describe(one.driver.latest, {**one.settings, "silenced": 31})


# ---- what cannot be


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("value", [-1, 2.5, 32768, float("nan"), float("inf"), "nine", True, None])
def test_an_impossible_number_is_refused(one, name, value):
    one.settings = {name: value}
    expected = f"{name} cannot be {value!r}: choose a whole number from 0 to 32767."
    assert expected in html.unescape(one.message.value)
    assert one.settings == FIRST


@pytest.mark.parametrize("value", [-1, 2.5, 32768, 1e300, float("inf"), float("nan")])
def test_what_is_typed_and_cannot_be_is_refused_and_taken_back(one, value):
    one.fields["a"].value = value
    assert "a cannot be " in one.message.value
    assert "choose a whole number from 0 to 32767. It stays 9." in one.message.value
    assert (one.fields["a"].value, one.settings) == (9, FIRST)
    one.fields["a"].value = 10.0
    assert one.message.value == ""
    assert one.settings["a"] == 10
    assert type(one.settings["a"]) is int
    assert "10 + 60 = 70" in one.text


def test_fields_show_the_numbers_that_are_set_otherwise(one):
    one.settings = {"a": 77}
    assert one.fields["a"].value == 77
    one.carry_button.click()
    assert (one.fields["a"].value, one.fields["b"].value) == (127, 1)


@pytest.mark.parametrize("wrong", [
    {"hidden": 1}, {"hidden": 33}, {"hidden": 2.5}, {"bits": 1}, {"bits": 17}, {"alpha": 0},
    {"alpha": float("nan")}, {"alpha": 0.05}, {"training": "Adam"}, {"silenced": 16},
    {"silenced": -1}, {"silenced": None}, {"silenced": True}, {"seed": -1},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_a_line_of_settings_brings_a_run_back(one):
    wanted = {"training": "batches", "hidden": 32, "bits": 5, "a": 300, "silenced": 31, "seed": 3}
    text = at(one, None, **wanted)
    line = one.settings_line.value
    assert json.loads(line) == FIRST | wanted
    at(one, 0, **FIRST)
    one.settings_line.value = line
    assert (one.text, one.settings_line.value) == (text, line)
    one.settings_line.value = '{"a": -3, "b": 4}'
    assert "a cannot be -3" in one.message.value
    assert (one.settings["a"], one.settings["b"]) == (300, 4)


@pytest.mark.parametrize("training", ["one", "batches"])
def test_extremes_train_without_a_warning(one, training):
    text = at(one, None, training=training, hidden=32, bits=16, alpha=3.0, a=32767, b=32767)
    assert f"step {END[training]} of {END[training]}" in text
    assert "nan" not in text


# ---- the picture


@pytest.mark.parametrize("settings", [{}, {"training": "batches", "silenced": 3}], ids=str)
def test_reset_brings_the_first_picture_back(seen, settings):
    at(seen, 0, **settings)
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert seen.image.png == first
    assert seen.text == text


@pytest.mark.parametrize("hidden", [2, 9, 16, 32])
def test_tiles_are_as_dark_as_the_units_are_active(seen, hidden):
    at(seen, 15, hidden=hidden, training="batches", a=0, b=0)
    image = Image.open(io.BytesIO(seen.image.png)).convert("L")
    assert image.size == seen.picture.size
    grey = np.array(image).astype(float)
    H = seen.picture.memory.shown
    down = MEMORY + np.rint(MEMORY_HEIGHT * (np.arange(hidden) + 0.5) / hidden).astype(int)
    across = RIGHT - 8 * PITCH + PITCH * np.arange(8) + PITCH // 2
    shown = 1 - (grey[np.ix_(down, across)] - 26) / (255 - 26)  # ink is not quite black
    assert np.abs(shown - H).max() < 0.06


def test_the_silenced_row_is_struck_through(seen):
    before = seen.image.png
    assert seen.picture._strike.get_segments() == []
    seen.controls["silenced"].value = 4
    [line] = seen.picture._strike.get_segments()
    np.testing.assert_allclose(line[:, 1], MEMORY + 4.5 * MEMORY_HEIGHT / 16, atol=0.5)
    assert seen.image.png != before
    seen.controls["silenced"].value = "none"
    assert seen.image.png == before


def test_neighbours_are_told_together():
    assert runs([0, 2, 3, 5, 6, 7, 9]) == [(0, 0), (2, 3), (5, 7), (9, 9)]
    assert _positions([4]) == "position 4"
    assert _positions([0, 2, 3, 5, 6, 7]) == "positions 0, 2, 3 and 5 to 7"
    assert _positions([1, 2, 3]) == "positions 1 to 3"


def test_only_all_of_them_are_a_hundred_per_cent():
    assert [percent(share) for share in (100.0, 99.98, 99.4, 0.0)] == ["100", "99.9", "99.4", "0"]


# ---- whose function


def test_the_courses_function_says_that_it_stands_in(one):
    assert one.text.endswith("driven by the course's accumulate, until yours has passed")


@pytest.mark.parametrize("training", ["one", "batches"])
def test_a_learners_function_drives_the_panel_and_is_named(one, training):
    calls = []

    def mine(params, X, H, delta_y):
        calls.append(X.shape)
        gradients = net.accumulate(params, X, H, delta_y)
        return {name: 1.0 * gradient for name, gradient in gradients.items()}

    own = AdditionPanel(mine, synchronous=True, training=training)
    shape = {"one": (1, 8, 2), "batches": (128, 8, 2)}[training]
    assert calls == [shape]  # judging it happened in another process
    text = at(own, 3)
    assert text.splitlines()[-1] == "driven by your accumulate"
    assert text.splitlines()[:-1] == at(one, 3, training=training).splitlines()[:-1]
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = AdditionPanel(lambda params, X, H, delta_y: {}, synchronous=True)
    assert at(own, 4) == at(one, 4)
    own.close()


def test_a_learners_function_that_fails_later_is_told(one):
    def mine(params, X, H, delta_y):
        if X.shape[1] == 13:
            raise ValueError("an unlucky number")
        return net.accumulate(params, X, H, delta_y)

    own = AdditionPanel(mine, synchronous=True)
    own.settings = {"bits": 13}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    own.settings = {"bits": 14}
    assert own.message.value == ""
    assert told(own.text)["step"] == f"{END['one']}"
    own.close()
    assert own.controls["a"].comm is None


def test_a_run_that_fails_at_once_leaves_the_one_before_on_screen(one):
    def mine(params, X, H, delta_y):
        if X.shape[1] == 13:
            raise ValueError("an unlucky number")
        return net.accumulate(params, X, H, delta_y)

    own = AdditionPanel(mine, synchronous=True)
    before = at(own, 3)
    own.settings = {"bits": 13}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    assert own.text == before
    assert "500 of 16,384 sums, always the same" in own.text
    own.controls["a"].value = 10
    assert "10 + 60 = 70, the network says" in own.text
    assert own._trail.index == [0]
    assert len(own.picture._sums_curve.get_xydata()) == 2  # steps 0 and 3
    own.close()


# ---- copy as code


@pytest.mark.parametrize(
    ("settings", "index"),
    [
        ({"silenced": 7}, None),
        ({"training": "batches", "a": 32767, "b": 1, "silenced": 1}, None),
        (SETTINGS[2], 11),
        (SETTINGS[3], 0),
    ],
    ids=str,
)
def test_the_script_reproduces_what_is_on_screen(one, tmp_path, settings, index):
    text = at(one, index, **settings)
    printed, numbers = printed_by(one.code, tmp_path), told(text)
    assert f"step {numbers['step']}, loss of the" in printed
    assert re.search(r"learnt from next.*", text)[0] in printed
    assert text.splitlines()[1].split(", wrong at")[0] in printed
    assert f"largest error {numbers['error']} at position {numbers['where']}" in printed
    assert f"sums: {numbers['exam']} right, and {numbers['bits']} per cent of" in printed
    assert re.search(r"unit \d+ tells a carry best: .*", text)[0] in printed
    if one.settings["silenced"] != "none":
        zero, mean, at_mean = re.search(
            r"for it: (\d+) sums .*its mean (\S+) instead: (\d+)", text
        ).groups()
        unit = one.settings["silenced"]
        assert f"told 0 for unit {unit}: {zero} sums right" in printed
        assert f"told {mean} for unit {unit}: {at_mean} sums right" in printed


def test_closing_lets_go_of_the_controls_that_are_never_shown():
    before = set(registry._instances)
    AdditionPanel(synchronous=True).close()
    assert set(registry._instances) == before
