"""The training panel of lesson 06 says what its network does, and hands it over as a script."""

import re

import numpy as np
import pytest
from panels import at, fixtures, line, printed_by

from course.descent.optimisers import OPTIMISERS
from course.digits import answers, data, net, train_panel
from course.digits.train_panel import LAYOUTS, TrainPanel, _steps
from course.digits.train_picture import HEIGHT, SHOWN, WEIGHTS
from course.kit import plots
from course.kit.words import percent

FIRST = {  # of a short run
    "layout": "64-32-16-10", "update": "plain", "scale": 1, "seed": 0, "std": 0.1, "alpha": 0.01,
    "batch": 100, "epochs": 2, "speed": 20, "of": "validation", "digit": "any",
    "called": "another",
}  # fmt: skip
END = 32
DIGITS = data.published()
shared, one, seen = fixtures(TrainPanel, FIRST)


class Trained:
    """What the settings must lead to after so many updates, without a panel: by ``net.train``."""

    def __init__(self, settings, index):
        scale = settings["scale"]
        run = net.train(
            DIGITS.X / scale, net.one_hot(DIGITS.labels),
            sizes=[int(units) for units in settings["layout"].split("-")],
            std=None if settings["std"] == "He" else settings["std"],
            epochs=settings["epochs"] + 1, rng=np.random.default_rng(settings["seed"]),
            update=OPTIMISERS[settings["update"]],
            **{name: settings[name] for name in ("alpha", "batch")},
        )  # fmt: skip
        for step in run:
            if step.index == index:
                break
        self.loss, self.params = step.loss, step.params
        self.z, self.z_new = (
            net.forward(step.params, X / scale)[0] for X in (DIGITS.X, DIGITS.X_new)
        )

    def told(self):
        """What the second line of the read-out has to be."""
        lines = []
        for z, labels in ((self.z, DIGITS.labels), (self.z_new, DIGITS.labels_new)):
            loss = net.cross_entropy(z, net.one_hot(labels))
            right = int((z.argmax(axis=1) == labels).sum())
            share = percent(100 * right / len(labels))
            lines.append(f"{loss:.3g}, {share} per cent right ({right:,} of {len(labels):,})")
        return f"training: cross-entropy {lines[0]}; validation: {lines[1]}"


SETTINGS = [
    {},
    {"layout": "64-1-10", "std": "He", "scale": 16, "alpha": 0.1},
    {"layout": "64-10", "update": "momentum", "alpha": 0.001, "batch": 500},
    {"layout": "64-48-32-24-18-14-10", "update": "Adam", "alpha": 0.003, "scale": 16, "std": "He"},
]


# ---- numbers


@pytest.mark.parametrize("index", [0, 3, None])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_read_out_tells_what_the_network_does(one, settings, index):
    first, second, *_ = at(one, index, **settings).splitlines()
    steps = _steps(one.settings)
    expected = Trained(one.settings, steps if index is None else index)
    assert first.startswith(f"step {steps if index is None else index} of {steps}, ")
    assert first.endswith(f"learnt from next {expected.loss:.3g}")
    assert second == expected.told()


def test_the_table_counts_what_each_digit_is_called(one):
    for of, labels, z in (
        ("training", DIGITS.labels, "z"),
        ("validation", DIGITS.labels_new, "z_new"),
    ):
        at(one, None, of=of)
        called = getattr(Trained(FIRST, END), z).argmax(axis=1)
        assert np.array_equal(one._counts, net.confusion_matrix(labels, called))
        assert one._counts.sum() == len(labels)


def test_the_most_frequent_mistakes_are_named(one):
    at(one, None)
    told = line(one, "most frequent")
    found = re.findall(r"(\d) called (\d) \((\d+)\)", told)
    wrong = np.where(np.eye(10, dtype=bool), 0, one._counts)
    assert [int(n) for *_, n in found] == sorted(wrong.ravel().tolist(), reverse=True)[:3]
    assert all(wrong[int(row), int(column)] == int(n) for row, column, n in found)


def test_curves_are_the_same_at_every_speed(one):
    drawn = []
    for speed in (1, 1000):
        at(one, None, speed=speed)
        drawn.append(np.array(one._page._curves[0][1].get_data()))
        assert one._trail.index == list(range(END + 1))
    assert np.array_equal(*drawn)
    loss = one._trail.values[-1][2]
    expected = net.cross_entropy(Trained(FIRST, END).z_new, net.one_hot(DIGITS.labels_new))
    assert loss == pytest.approx(expected, rel=1e-9)


def test_a_run_has_as_many_updates_as_it_needs_for_its_epochs():
    for epochs, batch, steps in ((20, 25, 1240), (1, 1540, 1), (2, 1000, 4), (50, 25, 3100)):
        assert _steps({"epochs": epochs, "batch": batch}) == steps


# ---- choosing a cell


def test_a_cell_that_is_clicked_shows_its_digits_without_training(one):
    at(one, None)
    row, column = np.argwhere(np.where(np.eye(10, dtype=bool), 0, one._counts))[0].tolist()
    one.cells.row, one.cells.column = row, column
    assert (one.settings["digit"], one.settings["called"]) == (row, column)
    assert f"digits that are {row} and are called {column}: {one._counts[row, column]}" in one.text
    assert one.driver.latest.index == END
    one.cells.row = one.cells.column = -1
    assert (one.settings["digit"], one.settings["called"]) == ("any", "another")


@pytest.mark.parametrize(
    ("digit", "called"), [(3, 3), (3, "another"), ("any", 8), ("any", "another"), (9, 0)]
)
def test_the_chosen_digits_are_those_and_no_others(one, monkeypatch, digit, called):
    shown = []
    monkeypatch.setattr(one._page, "show_digits", lambda *what: shown.append(what))
    at(one, None, digit=digit, called=called)
    names = Trained(FIRST, END).z_new.argmax(axis=1)
    rows = [
        i
        for i, (label, name) in enumerate(zip(DIGITS.labels_new, names, strict=True))
        if digit in ("any", label) and (name != label if called == "another" else name == called)
    ]
    told = line(one, "validation digits")
    assert re.search(r": (\d+)", told)[1] == f"{len(rows)}"
    listed = "; ".join(f"{DIGITS.labels_new[i]} called {names[i]}" for i in rows[:4])
    assert listed in told
    pictures, labels, title = shown[-1]
    assert np.array_equal(pictures.reshape(-1, 64) * 16, DIGITS.X_new[rows[:SHOWN]])
    assert labels == [f"{DIGITS.labels_new[i]} → {names[i]}" for i in rows[:SHOWN]]
    assert told.startswith(title)
    assert ("the first 18 of them" in told) == (len(rows) > SHOWN)


def test_a_cell_is_told_whole_or_not_at_all(one):
    told = []
    one.cells.observe(lambda _: told.append((one.cells.row, one.cells.column)), ["row", "column"])
    one.settings = {"digit": 2, "called": 6}
    with one.cells.hold_trait_notifications():
        one.cells.row, one.cells.column = 7, 1
    one.cells.unobserve_all()
    one.cells.observe(lambda _: one._choose(), ["row", "column"])
    assert set(told) == {(2, 6), (7, 1)}
    assert (one.settings["digit"], one.settings["called"]) == (7, 1)


def test_keys_go_on_from_the_cell_that_the_lists_have_chosen(one):
    one.controls["digit"].value, one.controls["called"].value = 4, 9
    assert (one.cells.row, one.cells.column) == (4, 9)
    one.controls["called"].value = "another"
    assert (one.cells.row, one.cells.column) == (4, -1)


# ---- the picture


def test_reset_brings_the_first_picture_back(seen):
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert (seen.image.png, seen.text) == (first, text)


@pytest.mark.parametrize("layout", LAYOUTS.values())
def test_every_layout_has_room_for_its_weights(one, layout):
    at(one, 0, layout=layout)
    left, top, block = one._page.pixels.blocks["weights"]
    assert (left, top) == WEIGHTS
    assert left + block.shape[1] <= plots.WIDTH
    assert top + block.shape[0] < HEIGHT - 120  # where the chosen digits begin


def test_weights_are_blue_where_positive_and_orange_where_negative(one):
    W = np.zeros((64, 1))
    W[9], W[63] = 1.0, -1.0
    one._page.show_weights(W)
    block = one._page.pixels.blocks["weights"][2].astype(int)
    red, blue = block[1 + 8, 1 + 8, 0], block[1 + 8, 1 + 8, 2]  # cells of 8 pixels, and a frame
    assert blue > red
    red, blue = block[1 + 56, 1 + 56, 0], block[1 + 56, 1 + 56, 2]
    assert red > blue
    assert tuple(block[1 + 56 + 3, 1 + 56 + 3]) == (255,) * 4  # and a light middle
    assert tuple(block[1 + 8 + 3, 1 + 8 + 3]) != (255,) * 4


# ---- extremes, and what cannot be


def test_numbers_that_overflow_are_told_and_drawn(seen):
    at(seen, None, layout="64-48-32-24-18-14-10", std=1.0, batch=25)
    assert "the numbers have overflowed: try a smaller alpha" in seen.text
    assert "step 124 of 124" in seen.text
    assert "10 per cent right (20 of 200)" in seen.text
    for curve in seen._page._curves[0]:
        assert np.isfinite(curve.get_ydata()[0])


@pytest.mark.parametrize("wrong", [
    {"layout": "64-7-10"}, {"std": 0.2}, {"std": "he"}, {"alpha": 0}, {"alpha": float("nan")},
    {"batch": 0}, {"batch": 25.5}, {"epochs": 3}, {"scale": 0}, {"update": "adam"}, {"digit": 10},
    {"digit": -1}, {"called": "any"}, {"of": "test"}, {"seed": -1},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == FIRST


def test_a_line_of_settings_brings_a_run_back(one):
    text = at(one, None, layout="64-10", std="He", digit=3, called=5, of="training")
    line = one.settings_line.value
    at(one, 0, **FIRST)
    one.settings_line.value = line
    assert one.text == text


# ---- whose functions


def test_the_courses_functions_say_that_they_stand_in(one):
    assert one.text.endswith(
        "driven by the course's one_hot, cross_entropy, logit_gradient, minibatches, "
        "confusion_matrix and he_init, until yours have passed"
    )


def test_learners_functions_drive_the_panel_and_are_named(one):
    calls = []

    def mine(z, y):
        calls.append(z.shape)
        return net.logit_gradient(z, y)

    def dealt(rng, n_rows, batch):
        calls.append((n_rows, batch))
        return net.minibatches(rng, n_rows, batch)

    own = TrainPanel(mine, minibatches=dealt, synchronous=True, **FIRST)
    text = at(own, 3)
    assert (1540, 100) in calls
    assert (100, 10) in calls
    assert "driven by your logit_gradient and minibatches, and by the course's one_hot" in text
    assert text.splitlines()[:-1] == at(one, 3).splitlines()[:-1]
    script = own.script(own.driver.latest, own.settings)
    assert "# The panel drew with your minibatches. Put it in the place of the course's" in script
    assert "your he_init" not in script
    own.close()


def test_counts_that_are_floats_are_shown_as_counts(one):
    own = TrainPanel(confusion_matrix=answers.counted_in_a_loop, synchronous=True, **FIRST)
    assert at(own, 3).splitlines()[:-1] == at(one, 3).splitlines()[:-1]
    own.close()


def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = TrainPanel(lambda z, y: net.softmax(z) - y, synchronous=True, **FIRST)
    assert at(own, 2) == at(one, 2)
    own.close()


def test_a_learners_function_that_fails_later_is_told(one):
    def mine(z, y):
        if len(z) == 500:
            raise ValueError("an unlucky number")
        return net.logit_gradient(z, y)

    own = TrainPanel(mine, synchronous=True, **FIRST)
    own.step()
    text = own.text
    own.settings = {"batch": 500}
    assert "Training stopped: ValueError: an unlucky number" in own.message.value
    own.controls["digit"].value = 7  # the run before is still there to be looked at
    assert own.message.value == ""
    assert own.text.splitlines()[:2] == text.splitlines()[:2]
    own.close()


# ---- copy as code


@pytest.mark.parametrize(
    ("settings", "index"), [(SETTINGS[0], None), (SETTINGS[1], 7), (SETTINGS[3], 0)], ids=str
)
def test_the_copied_script_prints_the_numbers_on_screen(one, settings, index, tmp_path):
    text = at(one, index, **settings, digit=4, of="training")
    lines = printed_by(one.code, tmp_path).splitlines()
    step, loss = re.search(r"^step (\S+) of .* next (\S+)$", text, re.M).groups()
    assert lines[0] == f"step {step}, loss of the digits that are learnt from next {loss}"
    for said, name in zip(lines[1:3], ("training", "validation"), strict=True):
        assert said.startswith(f"{name}: cross-entropy ")
        loss, right = re.match(r".*entropy (\S+), (\S+ of \S+) right", said).groups()
        assert f"{loss}, " in text
        assert f"({int(right.split()[0]):,} of {int(right.split()[2]):,})" in text
    assert " ".join(lines[3:13]) == " ".join(str(one._counts).splitlines())
    assert lines[13] == f"chosen: {re.search(r'another name: ([0-9,]*[0-9])', text)[1]}"


def test_the_copied_script_needs_nothing_of_the_course(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np", "from sklearn.datasets import load_digits"]
    assert "course" not in one.code


def test_the_panel_is_reached_through_the_rooms_door():
    from course.digits import panel

    assert panel.TrainPanel is train_panel.TrainPanel
