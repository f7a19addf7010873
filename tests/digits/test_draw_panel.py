"""The drawing panel of lesson 06 reads what is drawn as the data were made, and asks a network."""

import re

import numpy as np
import pytest
from panels import printed_by

from course.digits import data, draw_panel, drawing, net, panel, strokes
from course.digits.asking import ask
from course.digits.convolution import convolutional
from course.digits.draw_panel import EMPTY, NEAR, STEPS, UNITS, DrawPanel, _hidden_title
from course.digits.draw_picture import HEIGHT, WIDTH
from course.kit import plots

FIRST = {"layout": "64-64-10", "copies": True, "seed": 0, "speed": 10}
EXAMPLES = [strokes.draw(lines) for lines in strokes.EXAMPLES]
DIGITS = data.published()


@pytest.fixture(scope="module")
def shared():
    """One panel for many tests: making one takes ten times as long as asking it something."""
    one = DrawPanel(synchronous=True)
    yield one
    one.close()


@pytest.fixture
def one(shared, monkeypatch):
    """That panel, trained, with an empty paper. It draws, but nobody gets a picture."""
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    if shared.settings != FIRST or shared.driver.latest.index != STEPS:
        shared.settings = FIRST
    shared.clear_button.click()
    shared._before.clear()
    assert (shared.settings, shared.message.value) == (FIRST, "")
    return shared


@pytest.fixture
def given(monkeypatch):
    """Function that makes a panel for a network; all are closed at the end."""
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    made = []

    def make(network, *args, **settings):
        made.append(DrawPanel(*args, network=network, synchronous=True, **settings))
        return made[-1]

    yield make
    for each in made:
        each.close()


def stroke(one, ink, count):
    """What the paper tells Python while stroke number ``count`` is drawn."""
    with one.paper.hold_trait_notifications():
        one.paper.strokes, one.paper.ink = count, draw_panel._letters(ink)


# ---- reading and asking


@pytest.mark.parametrize("digit", range(10))
def test_a_drawing_is_reduced_as_the_data_were_and_named_by_the_network(one, digit):
    one.drawing = EXAMPLES[digit]
    x = drawing.read(EXAMPLES[digit])
    p = net.probabilities(one.driver.latest.params, x[None] / 16)[0]
    assert np.array_equal(one._counted, x)
    np.testing.assert_allclose(one.probabilities, p, rtol=1e-12)
    assert f"the drawing is called {p.argmax()}, with probability {p.max():.3g}" in one.text
    near = DIGITS.labels[data.nearest(DIGITS.X, x[None], k=NEAR)[0]]
    assert f"nearest first: {', '.join(map(str, near))}" in one.text


def test_numbers_that_are_none_name_no_digit(one):
    lost = DrawPanel(network=lambda X: np.full((len(X), 10), np.nan), synchronous=True)
    assert "the drawing has no name: its probabilities are no numbers (nan)" in lost.text
    lost.close()


def test_what_a_network_that_fails_has_to_say_stays_on_the_panel():
    calls = []

    def fails(X):
        calls.append(X)
        if len(calls) > 2:
            raise ZeroDivisionError("no ink today")
        return np.zeros((len(X), 10))

    panel = DrawPanel(network=fails, synchronous=True)
    panel.drawing = EXAMPLES[1]
    assert "no ink today" in panel.message.value
    panel.close()


def test_its_own_network_names_nearly_all_examples_right(one):
    named = []
    for digit, example in enumerate(EXAMPLES):
        one.drawing = example
        named.append(int(np.argmax(one.probabilities)) == digit)
    assert sum(named) >= 9


def test_the_nearest_training_digits_of_every_example_are_that_digit():
    X = np.array([drawing.read(example) for example in EXAMPLES])
    nearest = DIGITS.labels[data.nearest(DIGITS.X, X, k=1)[:, 0]]
    assert nearest.tolist() == list(range(10))


def test_while_one_draws_each_part_of_a_stroke_is_answered(one):
    said = []
    for end in range(2, len(strokes.EXAMPLES[0][0]) + 1):
        stroke(one, strokes.draw([strokes.EXAMPLES[0][0][:end]]), 1)
        said.append(one.text)
    assert len(set(said)) == len(said)
    assert one.driver.latest.index == STEPS, "drawing is no reason to train again"


# ---- the paper


def test_undo_takes_strokes_back_one_by_one(one):
    first, second = EXAMPLES[1], EXAMPLES[1] | EXAMPLES[7]
    assert one.undo_button.disabled or not one._before
    one.paper.strokes = 0
    one._strokes = 0
    stroke(one, EXAMPLES[1] & (np.arange(64) < 40)[:, None], 1)
    stroke(one, first, 1)
    stroke(one, second, 2)
    one.undo_button.click()
    assert np.array_equal(one.drawing, first)
    assert not one.undo_button.disabled
    one.undo_button.click()
    assert not one.drawing.any()
    assert one.undo_button.disabled
    one.undo_button.click()
    assert not one.drawing.any()


def test_undo_brings_a_cleared_drawing_back(one):
    one.drawing = EXAMPLES[5]
    text = one.text
    one.clear_button.click()
    assert EMPTY in one.text
    one.undo_button.click()
    assert one.text == text


def test_examples_come_in_turn_and_the_next_stroke_takes_their_place(one):
    shown = set()
    for _ in range(10):
        one.example_button.click()
        assert one.paper.replace
        shown.add(one.paper.ink)
    assert len(shown) == 10
    one.drawing = EXAMPLES[2]
    assert not one.paper.replace


def test_a_picture_of_another_size_is_fitted_to_the_paper(one):
    one.drawing = EXAMPLES[8]
    text = one.text
    one.drawing = EXAMPLES[8].repeat(3, axis=0).repeat(3, axis=1).astype(float)
    assert one.text == text
    tall = np.zeros((30, 10))
    tall[2:28, 4:6] = 1
    one.drawing = tall
    rows, columns = np.nonzero(one.drawing)
    assert np.ptp(rows) > 10 * np.ptp(columns) > 0
    assert abs(columns.mean() - 31.5) < 1


@pytest.mark.parametrize("side", [8, 32, 64, 100, 257])
def test_fitting_keeps_what_is_read(side):
    picture = strokes.fit(EXAMPLES[3])[np.ix_(*[(np.arange(side) * 64) // side] * 2)]
    assert strokes.fit(picture).shape == (64, 64)
    if side % 64 == 0:
        assert np.array_equal(strokes.fit(picture), EXAMPLES[3])


# ---- what cannot be


@pytest.mark.parametrize("at", range(5, 500, 55))
@pytest.mark.parametrize("wide", [1, 4, 7])
def test_a_thin_line_on_large_paper_is_not_lost(at, wide):
    picture = np.zeros((500, 500))
    picture[40:460, at : at + wide] = 1
    ink = strokes.fit(picture)
    assert ink[6:58].any(axis=1).all()
    assert 1 <= ink.any(axis=0).sum() <= 2


def test_a_network_with_more_units_than_there_is_room_for_is_shown_in_part():
    panel = DrawPanel(
        network=net.init(np.random.default_rng(0), sizes=(64, 300, 10)), synchronous=True
    )
    assert "of 300 units speak" in panel.text
    assert _hidden_title([np.ones(300)]) == (
        f"what 300 hidden units say, the first {UNITS}: white 0, dark the most"
    )
    panel.close()


@pytest.mark.parametrize("network", [{}, {"W0": np.ones((64, 10))}, {"hello": 1, "b0": 2}])
def test_parameters_of_another_kind_are_refused_in_words(network):
    with pytest.raises(TypeError, match="a network of this lesson has W0, b0, W1, b1"):
        DrawPanel(network=network, synchronous=True)


def test_an_empty_paper_is_told_in_words(one):
    assert EMPTY in one.text
    assert one.probabilities is None


def test_all_ink_is_told_in_words(one):
    stroke(one, np.ones((64, 64), bool), 1)
    assert "The drawing is all ink, so there is no digit to be seen" in one.text
    assert one.probabilities is None


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (np.zeros((64, 64)), "The drawing is empty"),
        (np.ones((9, 9)), "The drawing is all ink"),
        (np.zeros((0, 0)), "The drawing is empty"),
        (np.eye(8)[0], "The drawing has shape (8,): give (height, width)"),
        (np.ones(64), "The drawing has shape (64,): these may be pixels"),
        (np.ones((8, 8, 3)), "The drawing has shape (8, 8, 3): give (height, width)"),
        (255 * np.eye(8), "The drawing has numbers from 0 to 255"),
        (np.full((8, 8), np.nan), "The drawing has numbers from nan"),
        (-np.eye(8), "The drawing has numbers from -1"),
        ("seven", "The drawing is no table of numbers"),
        ([[1, 0], [1]], "The drawing is no table of numbers"),
        (None, "The drawing"),
    ],
)
def test_a_picture_that_cannot_be_is_refused_in_words(one, picture, why):
    one.drawing = EXAMPLES[6]
    text = one.text
    one.drawing = picture
    assert why in one.message.value
    assert "The drawing stays as it was." in one.message.value
    assert (one.text, np.array_equal(one.drawing, EXAMPLES[6])) == (text, True)
    one.drawing = EXAMPLES[4]
    assert one.message.value == ""


@pytest.mark.parametrize("scale", [0, -1, float("nan"), float("inf")])
def test_an_impossible_scale_is_refused(scale):
    with pytest.raises(ValueError, match=r"scale is .*: give what pixels are divided by"):
        DrawPanel(scale=scale)


# ---- its own network


def test_it_is_trained_at_once_and_can_train_again_from_the_start(one):
    one.drawing = EXAMPLES[3]
    text = one.text
    assert text.startswith(f"step {STEPS} of {STEPS} of its training, ")
    one.reset()
    assert one.text.startswith(f"step 0 of {STEPS} of its training, ")
    one.step()
    assert one.text.startswith(f"step 1 of {STEPS} ")
    one.run()
    assert one.text == text
    one.run()  # from the start again
    assert one.text == text


def test_with_its_first_settings_it_knows_nine_in_ten(one):
    one.drawing = EXAMPLES[0]
    right = int(re.search(r"training, (\d+)", one.text)[1])
    assert right >= 88


def test_settings_train_another_network(one):
    one.drawing = EXAMPLES[3]
    before = one.probabilities
    one.settings = {"layout": "64-10"}
    assert one.driver.latest.params["W0"].shape == (64, 10)
    assert not np.array_equal(one.probabilities, before)
    assert "hidden layer" not in one.text


# ---- another network


def test_parameters_networks_and_functions_can_be_asked(given):
    rng = np.random.default_rng(0)
    params, layers = net.init(rng), convolutional(rng)
    x = drawing.read(EXAMPLES[3])[None] / 16
    for network, z in (
        (params, net.forward(params, x)[0]),
        (layers, layers.forward(x)),
        (lambda X: 2 * X[:, :10], 2 * x[:, :10]),
    ):
        one = given(network)
        np.testing.assert_allclose(one.probabilities, net.softmax(z)[0], rtol=1e-12)
        assert one.text.startswith("asked: the network that was given")
        assert one.run_button.disabled
        assert one.controls["layout"].disabled
        one.run()
        one.reset()
        assert one.message.value == ""


def test_a_network_reads_pixels_in_its_own_scale(given):
    params = net.init(np.random.default_rng(0))
    one = given(params, scale=1)
    x = drawing.read(EXAMPLES[3])[None]
    np.testing.assert_allclose(one.probabilities, net.probabilities(params, x)[0], rtol=1e-12)


def test_what_hidden_units_say_is_shown_for_each_kind():
    rng, x = np.random.default_rng(1), drawing.read(EXAMPLES[3]) / 16
    _, dense = ask(net.init(rng), x)
    assert [layer.shape for layer in dense] == [(32,), (16,)]
    _, filters = ask(convolutional(rng), x)
    assert [layer.shape for layer in filters] == [(8, 8, 16), (8, 8, 32), (64,)]
    assert ask(lambda X: X[:, :10], x)[1] == []


@pytest.mark.parametrize(
    ("network", "error", "why"),
    [
        (3, TypeError, "the network is a int"),
        (lambda X: X, ValueError, r"shape \(1, 64\)"),
        (net.init(np.random.default_rng(0), sizes=(64, 9)), ValueError, r"shape \(1, 9\)"),
        (net.init(np.random.default_rng(0), sizes=(9, 10)), ValueError, "rows of 9 numbers"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_once(network, error, why):
    with pytest.raises(error, match=why):
        DrawPanel(network=network)


# ---- whose softmax


def test_the_courses_softmax_says_that_it_stands_in(one):
    assert one.text.endswith("driven by the course's softmax, until yours has passed")


def test_a_learners_softmax_drives_the_bars(given):
    calls = []

    def mine(z):
        calls.append(z.shape)
        return net.softmax(z)

    one = given(net.init(np.random.default_rng(0)), mine)
    assert calls[-1] == (1, 10)
    assert one.text.endswith("driven by your softmax")
    assert given(None, lambda z: np.exp(z)).text.endswith("until yours has passed")


@pytest.mark.parametrize("p", [np.zeros((3_000, 3_000)), np.zeros((1, 9)), 0.1])
def test_a_softmax_that_gives_other_than_ten_numbers_is_told_in_words(given, p):
    """Ten bars are drawn, not as many as there are: a picture of millions would never end."""
    gone_wrong = []
    one = given(lambda X: np.zeros((1, 10)), lambda z: p if gone_wrong else net.softmax(z))
    gone_wrong.append(True)
    one.drawing = EXAMPLES[1]
    shape = re.escape(str(np.shape(p)))
    assert re.search(rf"softmax gives shape {shape} .* one probability", one.message.value)
    gone_wrong.clear()
    one.drawing = EXAMPLES[2]
    assert one.message.value == ""
    np.testing.assert_allclose(one.probabilities, 0.1)


# ---- the picture


def test_everything_has_room(given):
    for network in (net.init(np.random.default_rng(0)), convolutional(np.random.default_rng(0))):
        one = given(network)
        for left, top, block in one._page.pixels.blocks.values():
            assert left >= 0
            assert left + block.shape[1] <= WIDTH
            assert top + block.shape[0] <= HEIGHT


def test_an_empty_paper_shows_no_digits_of_the_drawing_before(one):
    one.drawing = EXAMPLES[3]
    assert {"like", "hidden 0"} <= set(one._page.pixels.blocks)
    one.clear_button.click()
    assert set(one._page.pixels.blocks) == {"bitmap", "counts", "bars"}


def test_the_first_picture_has_an_example_that_a_stroke_replaces():
    one = DrawPanel(synchronous=True)
    assert np.array_equal(one.drawing, EXAMPLES[3])
    assert one.paper.replace
    shown = one._repr_mimebundle_()
    assert "image/png" in shown
    assert "the drawing is called" in shown["text/plain"]
    one.close()


# ---- copy as code


@pytest.mark.parametrize(("copies", "index"), [(True, None), (False, 5)])
def test_the_copied_script_prints_the_numbers_on_screen(one, copies, index, tmp_path):
    one.drawing = EXAMPLES[9]
    one.settings = {"copies": copies}
    if index is not None:
        one.reset()
        for _ in range(index):
            one.step()
    lines = printed_by(one.code, tmp_path).splitlines()
    counts = re.findall(r"\d+", " ".join(lines[:8]))
    assert list(map(int, counts)) == one._counted.astype(int).tolist()
    assert lines[8].split(": ")[1].replace(" ", ", ") in one.text
    assert lines[-3].startswith(f"step {one.driver.latest.index} of the training, ")
    assert f"{lines[-2]};" in one.text
    assert lines[-1] in one.text


def test_the_copied_script_of_a_given_network_has_the_drawing_and_the_answer(given, tmp_path):
    one = given(convolutional(np.random.default_rng(0)))
    best = int(one.probabilities.argmax())
    assert f"called the drawing {best}." in one.code
    assert printed_by(one.code, tmp_path).startswith("[[")


def test_the_copied_script_of_an_empty_paper_says_so(one, tmp_path):
    assert printed_by(one.code, tmp_path).startswith("there is no digit to be seen")


def test_the_copied_script_needs_nothing_of_the_course(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np", "from sklearn.datasets import load_digits"]
    assert "course" not in one.code


def test_the_panel_is_reached_through_the_rooms_door():
    assert panel.DrawPanel is DrawPanel
