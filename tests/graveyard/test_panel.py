"""The panel of lesson 07 shows each network fail as its grave says, and live with the cure."""

import re
from itertools import combinations

import numpy as np
import pytest
from panels import at, fixtures, printed_by, printed_here

from course.descent.optimisers import adam, plain
from course.digits.data import INK
from course.graveyard import autopsy, cures, examination, faults, net, panel, picture, tables
from course.graveyard.bedside import Watch
from course.graveyard.bodies import dense
from course.graveyard.causes import CAUSES
from course.graveyard.cures import AS_IT_DIED, UNTREATED, treat, unusable
from course.graveyard.graves import GRAVES
from course.graveyard.panel import ALPHAS, FIRST, GravePanel
from course.graveyard.picture import APART, HEIGHT, RIGHT, apart
from course.graveyard.words import silent_title, verdict
from course.kit import plots
from course.kit.words import percent

SETTINGS = {
    "grave": FIRST, "seed": 0, "speed": 20, "std": AS_IT_DIED, "alpha": AS_IT_DIED,
    "repair": False, "inputs": AS_IT_DIED, "update": AS_IT_DIED, "length": 1, "skip": False,
    "norm": False,
}  # fmt: skip
# Where there is no bug, numbers help: these.
NUMBERS = {
    "funnel with weights of 1": {"std": "He", "inputs": "0 to 1", "alpha": 0.1},
    "funnel at a learning rate of 1": {"alpha": 0.05},
    "funnel at a learning rate of 0.001": {"alpha": 0.05},
    "wormhole": {"std": "He", "inputs": "0 to 1", "update": "Adam", "alpha": 0.003, "length": 3},
    "alpha of 1000": {"alpha": 10.0},
}
SHORT = "softmax without the shift"  # the fastest to train


@pytest.fixture
def unrun(monkeypatch):
    """For what is asked of the first picture only: no run follows a change of settings."""
    stay = lambda self: self.driver.restart(running=False)  # noqa: E731
    monkeypatch.setattr(GravePanel, "_retrain", stay)


def as_first_shown(one, first):
    one._corpses.clear()
    one._apply(first)
    one.reset()
    assert (one.settings, one.message.value) == (first, "")
    return one


shared, one, seen = fixtures(GravePanel, SETTINGS, anew=as_first_shown)


def crowded(one):
    """Places of words that are cut off by the edge of the picture, or lie over others."""
    places = [
        (left, bottom - word.shape[0] + 4, left + word.shape[1], bottom - 4)
        for labels in (one._page.words, one._page._names)
        for left, bottom, word in labels._words
    ]
    found = [
        place for place in places
        if place[0] < 0 or place[1] < 0 or place[2] > plots.WIDTH or place[3] > HEIGHT
    ]  # fmt: skip
    for (left, top, right, bottom), (left2, top2, right2, bottom2) in combinations(places, 2):
        across = min(right, right2) - max(left, left2)
        if across > 1 and min(bottom, bottom2) - max(top, top2) > 1:
            found.append((left, top, left2, top2))
    return found


def stepped(one, index, **settings):
    """The panel so many steps after these settings were chosen, without the run that follows.

    With None it is at the last step, and no autopsy was held.
    """
    one._apply(settings)
    one.reset()
    index = one._watch.steps if index is None else index
    if index:
        one.driver._want(running=False, single=index)  # as many by hand, and one picture of them
    assert one.message.value == ""
    return one.text


def cure_of(name):
    """The settings that bring it back."""
    return NUMBERS.get(name, {"repair": True})


# ---- every grave


@pytest.mark.parametrize("name", GRAVES)
def test_each_grave_fails_in_the_panel_as_without_one_and_its_cure_works(one, name):
    corpse = at(one, None, **UNTREATED, grave=name)
    trial = GRAVES[name].dies(np.random.default_rng(0))
    for key, weights in one.driver.latest.params.items():
        assert np.array_equal(weights, trial.params[key], equal_nan=True)
    assert f"step {len(trial.losses):,} of {len(trial.losses):,}: ✘ It does not live; " in corpse
    assert f"validation {percent(100 * trial.accuracy)} per cent" in corpse
    assert "as it died, untreated" in corpse
    assert f"Autopsy: {GRAVES[name].cause}: " in corpse
    assert crowded(one) == [], "words are cut off, or lie over others"
    cured = at(one, None, **cure_of(name))
    assert ": ✔ It lives; " in cured
    assert "Autopsy: nothing wrong found: " in cured
    assert f"What was seen: {GRAVES[name].symptom}" in cured
    assert crowded(one) == [], "words are cut off, or lie over others"


@pytest.mark.parametrize("name", GRAVES)
def test_what_its_grave_calls_the_cure_can_be_had(name):
    assert cures.has_bug(GRAVES[name]) != (name in NUMBERS)
    assert not set(unusable(GRAVES[name], repaired=False)) & set(cure_of(name))


# ---- cures


@pytest.mark.parametrize("tried", [{"repair": True}, {"repair": True, "norm": True}, {}], ids=str)
def test_a_repair_is_what_the_grave_calls_its_cure(tried):
    grave = GRAVES["softmax over the rows"]
    settings = treat(grave, UNTREATED | tried)
    rest = dict(grave.cured_settings if "repair" in tried else grave.settings)
    assert {**settings, "body": None} == {**rest, "body": None}
    if "norm" not in tried:
        assert settings == rest


def test_cures_change_what_they_say_and_nothing_else():
    grave = GRAVES[FIRST]
    for tried, change in (
        ({"std": 0.3}, {"start": {"sizes": grave.settings["start"]["sizes"], "std": 0.3}}),
        ({"std": "He"}, {"start": {"sizes": grave.settings["start"]["sizes"], "std": None}}),
        ({"alpha": 0.1}, {"alpha": 0.1}),
        ({"inputs": "0 to 1"}, {"scale": INK}),
        ({"update": "Adam"}, {"update": adam}),
        ({"length": 3}, {"epochs": 3 * grave.settings["epochs"]}),
        ({"repair": True}, {}),  # it has no bug
    ):
        assert treat(grave, UNTREATED | tried) == dict(grave.settings) | change


def test_a_fault_of_the_loss_stays_when_layers_are_normalised():
    settings = treat(GRAVES["softmax over the rows"], UNTREATED | {"norm": True})
    rule = settings["body"].loss_and_gradients
    assert rule.keywords["loss_and_delta"] is faults.softmax_over_rows
    assert rule.keywords["norm"]
    assert not rule.keywords["skip"]


def test_skip_connections_and_norms_have_the_gradient_of_what_they_say():
    rng = np.random.default_rng(0)
    body = treat(GRAVES[FIRST], UNTREATED | {"norm": True, "skip": True})["body"]
    params = net.init(rng, sizes=(6, 5, 5, 5, 3))
    X, y = rng.normal(size=(7, 6)), np.eye(3)[rng.integers(0, 3, 7)]
    z = body.layers(params, X)[-1].said
    expected = net.forward(params, X, skip=True, norm=True)[0]
    assert np.array_equal(z, expected)
    assert not np.allclose(z, net.forward(params, X)[0])
    given = net.loss_and_gradients(params, X, y, skip=True, norm=True)
    assert np.array_equal(body.loss_and_gradients(params, X, y)[1]["W0"], given[1]["W0"])


def test_a_step_that_is_in_the_gradient_changes_there_too():
    settings = treat(GRAVES["weights moved one at a time"], UNTREATED | {"alpha": 0.01})
    assert settings["alpha"] == 0.01
    assert settings["body"].loss_and_gradients.keywords == {"alpha": 0.01}


def test_a_scale_takes_the_place_of_equal_weights_and_leaves_biases():
    equal = treat(GRAVES["all weights equal"], UNTREATED | {"std": "He"})["start"]
    assert equal == {"sizes": (64, 32, 10), "std": None}
    dead = treat(GRAVES["dead ReLUs"], UNTREATED | {"std": "He"})["start"]
    assert dead["bias"] == -5


def test_an_update_with_a_bug_has_to_be_repaired_before_another_is_chosen():
    grave = GRAVES["gradient not reset"]
    assert treat(grave, UNTREATED | {"update": "Adam"}) == dict(grave.settings)
    both = treat(grave, UNTREATED | {"update": "Adam", "repair": True})
    assert both == dict(grave.settings) | {"update": adam}
    assert treat(grave, UNTREATED | {"repair": True})["update"] is plain


def test_a_body_that_is_rebuilt_without_anything_is_the_plain_one():
    rng = np.random.default_rng(0)
    body = cures._rebuilt(dense(), skip=False, norm=False)
    params = net.init(rng, sizes=(4, 3, 2))
    X, y = rng.normal(size=(5, 4)), np.eye(2)[[0, 1, 1, 0, 1]]
    for given, expected in zip(
        body.loss_and_gradients(params, X, y)[1].values(),
        net.loss_and_gradients(params, X, y)[1].values(), strict=True,
    ):  # fmt: skip
        np.testing.assert_allclose(given, expected, atol=1e-14)


def test_skip_connections_and_normalisation_bring_the_wormhole_back_without_adam():
    grave, numbers = GRAVES[FIRST], {"inputs": "0 to 1", "alpha": 0.1}
    whole = treat(grave, UNTREATED | numbers | {"std": "He", "skip": True, "norm": True})
    for seed in range(3):
        assert grave.lives(net.undergo(np.random.default_rng(seed), **whole))
    without = treat(grave, UNTREATED | numbers | {"std": 0.001})
    assert not grave.lives(net.undergo(np.random.default_rng(0), **without))


@pytest.mark.usefixtures("unrun")
def test_controls_of_what_cannot_be_had_are_grey_and_say_why(one):
    assert one.controls["repair"].disabled
    assert "there is no bug" in one.controls["repair"].tooltip
    assert not one.controls["skip"].disabled
    one.controls["grave"].value = "weights moved one at a time"
    assert not one.controls["repair"].disabled
    assert one.controls["norm"].disabled
    assert "the bug is there" in one.controls["update"].tooltip
    one.controls["repair"].value = True
    assert not one.controls["norm"].disabled
    assert one.controls["update"].tooltip == "optimiser"


def test_what_is_chosen_and_cannot_be_had_is_told(one):
    told = stepped(one, 0, grave="half pops", std="He", norm=True, alpha=0.05)
    assert "treated with learning rate 0.05\n" in told
    assert (
        "not to be had here: initial scale (only dense networks have it here) and normalisation "
        "(only dense networks have it here)"
    ) in told


@pytest.mark.usefixtures("unrun")
def test_another_grave_is_met_as_it_died(one):
    one.settings = NUMBERS[FIRST]
    one.controls["grave"].value = SHORT
    assert one.settings == SETTINGS | {"grave": SHORT}
    assert "as it died, untreated" in one.text


@pytest.mark.usefixtures("unrun")
def test_a_grave_of_a_line_of_settings_is_met_as_it_died_too(one):
    one.settings = NUMBERS[FIRST]
    one.settings = {"grave": "dead ReLUs", "alpha": 0.3}
    assert one.settings == SETTINGS | {"grave": "dead ReLUs", "alpha": 0.3}
    one.settings = {"grave": "dead ReLUs", "norm": True}
    assert one.settings == SETTINGS | {"grave": "dead ReLUs", "alpha": 0.3, "norm": True}


# ---- the autopsy


HELD = "Autopsy", "It is being held: one cause after the other is asked."


def test_the_end_is_on_screen_before_the_autopsy_is_held(monkeypatch):
    drawn, before = [], []

    def in_slices(trial):
        before.append(drawn[-1])
        yield from autopsy.in_slices(trial)

    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
    monkeypatch.setattr(panel, "in_slices", in_slices)
    one = GravePanel(grave=SHORT, speed=1000)
    show = one._page.show_autopsy
    monkeypatch.setattr(one._page, "show_autopsy", lambda *said: drawn.append(said) or show(*said))
    one.run()
    assert one.wait()
    assert before == [HELD]
    assert drawn[-1][0] == f"Autopsy: {GRAVES[SHORT].cause}"
    one.close()


def test_an_autopsy_is_dropped_at_its_next_slice_when_a_cure_is_tried(one, monkeypatch):
    slices = []

    def in_slices(trial):
        for part in autopsy.in_slices(trial):
            slices.append(part)
            if len(slices) == 2:
                one.driver._fresh = True  # as when a control is moved, on another thread
            yield part

    monkeypatch.setattr(panel, "in_slices", in_slices)
    at(one, None, grave=SHORT)
    assert slices[:2] == [None, None]
    assert [part is not None for part in slices].index(True) == len(slices) - 1
    [report] = slices[-1:]
    whole = len([*autopsy.in_slices(GRAVES[SHORT].dies(np.random.default_rng(0)))])
    assert len(slices) == 2 + whole, "it was not begun anew, or not dropped"
    assert f"Autopsy: {report.cause}" in one.text


def test_while_the_autopsy_is_held_it_is_told(one):
    run = one.start(one.settings | {"grave": SHORT})
    for step in run:
        if step.index == one._watch.steps:
            break
    assert one._autopsy(step) == HELD
    again = [one._autopsy(step) for step in run]
    assert again[:20] == [HELD] * 20
    assert again[-1][0] == f"Autopsy: {GRAVES[SHORT].cause}"


def test_an_experiment_is_held_in_slices_too(one):
    trial = GRAVES["funnel at a learning rate of 0.001"].dies(np.random.default_rng(0))
    slices = [*autopsy.in_slices(trial)]
    assert slices[-1].cause == "step too short"
    experiments, updates = 2, len(trial.losses)  # longer steps, and the usual ones
    assert len(slices) > len(CAUSES) + experiments * (updates // examination.SLICE)


# ---- what is seen


def test_the_vital_signs_are_those_of_the_layers(one):
    told = stepped(one, 3, grave="funnel at a learning rate of 1")
    params = one.driver.latest.params
    table = one._watch.table
    rows = np.unique(np.linspace(0, len(table.X) - 1, 200).astype(int))
    X, y = table.X[rows], table.y[rows]
    z, _, said = net.forward(params, X)
    gradients = net.loss_and_gradients(params, X, y)[1]
    names = [*(f"layer {i + 1}" for i in range(5)), "answers"]
    spreads = [np.sqrt(layer.var(axis=0).mean()) for layer in (X, *said, z)]
    listed = "; ".join(f"{n}: {s:.3g}" for n, s in zip(["inputs", *names], spreads, strict=True))
    assert f"spread of what layers say; {listed}\n" in told
    dead = [100 * np.mean((layer <= 0).all(axis=0)) for layer in said]
    listed = "; ".join(f"{n}: {d:.3g}" for n, d in zip(names[:5], dead, strict=True))
    assert f"dead units, per cent; {listed}\n" in told
    ratios = [
        np.linalg.norm(gradients[f"W{i}"]) / np.linalg.norm(params[f"W{i}"]) for i in range(6)
    ]
    listed = "; ".join(f"{n}: {r:.3g}" for n, r in zip(names, ratios, strict=True))
    assert f"gradient against weights; {listed}\n" in told


def test_all_new_rows_are_counted_by_what_they_are_called(one):
    told = at(one, None, grave="accuracy on a lopsided set")
    assert "new rows: 189 called 0 (180 are); none called 1\n" in told
    told = at(one, None, repair=True)
    counts = re.findall(r"(\d+) called \d \((\d+) are\)", told)
    assert np.sum(np.array(counts, dtype=int), axis=0).tolist() == [189, 189]


def test_the_curve_is_the_mean_loss_of_the_batches_since_the_point_before(one):
    at(one, None, grave="all weights equal", seed=2)
    trial = GRAVES["all weights equal"].dies(np.random.default_rng(2))
    every = one._watch.every
    assert every == 6
    loss = np.array(one._trail.values)[:, 0]
    assert loss[0] == pytest.approx(trial.losses[0])
    assert loss[1] == pytest.approx(trial.losses[1:7].mean())
    assert loss[-1] == pytest.approx(trial.losses[-6:].mean())
    assert one._trail.index[-1] == len(trial.losses)


def test_curves_are_the_same_at_every_speed(one):
    drawn = []
    for speed in (1, 1000):
        at(one, None, speed=speed, grave=SHORT, repair=True)
        drawn.append((one._trail.index, np.array(one._trail.values)))
    assert drawn[0][0] == drawn[1][0]
    assert np.array_equal(drawn[0][1], drawn[1][1])


def test_the_untreated_one_is_kept_behind_the_treated(one):
    at(one, None, grave=SHORT)
    assert one._corpse is None
    alone = one._trail
    at(one, 0, alpha=0.1)
    assert one._corpse is alone  # whole, from the first picture on
    one._corpses.clear()
    told = stepped(one, 13, alpha=0.1)
    assert one._corpse.index == [0, 6, 12]  # it is trained beside, and no further
    np.testing.assert_array_equal(one._corpse.values, alone.values[:3])
    assert "as it died, at step 12: loss: no number" in told
    assert "as it died, at step" not in at(one, 0, alpha=AS_IT_DIED)


def test_of_the_untreated_ones_only_the_newest_are_kept(one):
    for seed in [*range(panel.KEPT), 0, panel.KEPT]:
        one._keep((SHORT, seed), plots.Trail())
    assert list(one._corpses) == [(SHORT, seed) for seed in [*range(2, panel.KEPT), 0, panel.KEPT]]


def test_a_curve_behind_that_is_longer_than_the_one_before_it_is_not_cut_off(one):
    at(one, None, grave="test data leaked into training")
    at(one, None, repair=True)
    assert one._corpse.index[-1] == 600
    assert one.driver.latest.index == 360
    x, _ = one._page._corpse_right.get_data()
    left, _, width, _ = RIGHT
    assert x.max() == left + width


def test_the_verdict_is_not_spoken_before_there_was_any_training(one):
    assert "step 0 of 496: Not trained yet" in one.text
    assert "Autopsy: It is held at the end of the run." in one.text
    assert [verdict(True, i, 9) for i in (0, 4, 9)] == [
        "Not trained yet", "✔ Alive so far", "✔ It lives"
    ]  # fmt: skip
    assert [verdict(False, i, 9) for i in (4, 9)] == ["✘ Not alive so far", "✘ It does not live"]


def test_how_it_fares_with_digits_in_no_table_is_told_where_there_was_a_leak(one):
    for tried in ({}, {"repair": True}):
        told = at(one, None, **UNTREATED | tried, grave="test data leaked into training")
        share = tables.share_of_others(one._watch.trial(one.driver.latest.params))
        assert f"; of those it names {percent(100 * share)} per cent\n" in told
    assert "of those it names" not in at(one, 0, grave=FIRST)


def test_an_axis_of_counts_has_a_whole_number_in_its_middle(one):
    at(one, 0, grave="accuracy on a lopsided set")
    assert one._watch.table.labels_new.size == 189
    assert [picture._round(most) for most in (4, 180, 189, 201)] == [4, 180, 200, 220]


def test_bars_are_called_after_units_that_there_are(one):
    for name, title in (
        (FIRST, "dead units, per cent"),
        ("half pops", "saturated, per cent"),
        ("PReLU that overwrites its input", "no units that can be dead"),
        (SHORT, "no units that can be dead"),
    ):
        stepped(one, 0, grave=name)
        assert silent_title(one._seen.layers) == title


def test_numbers_that_are_none_are_told_and_drawn(seen):
    told = at(seen, None, grave="softmax over the rows")
    assert "loss: no number, named right: training 9 per cent" in told
    assert "layer 1: nan" in told
    assert "dead units: none of its layers can have any, or can be measured" in told


# ---- the picture


def test_reset_brings_the_first_picture_back(seen):
    first, text = seen.image.png, seen.text
    seen.run()
    assert seen.image.png != first
    seen.reset()
    assert (seen.image.png, seen.text) == (first, text)


@pytest.mark.parametrize(
    "settings",
    [
        {"inputs": "0 to 1", "update": "Adam", "alpha": 0.0001, "length": 3, "std": 0.001,
         "skip": True, "norm": True},
        {"grave": "half pops", "alpha": 10.0, "length": 10},
        {"grave": "test data leaked into training", "norm": True, "std": 1.0, "alpha": 10.0},
    ],
    ids=str,
)  # fmt: skip
def test_no_word_is_cut_off_or_lies_over_another_with_many_cures(one, settings):
    for index in (0, 9):
        stepped(one, index, **settings)
        assert crowded(one) == []


def test_labels_keep_apart_and_inside():
    for wanted in ([50.0], [10.0, 11.0, 12.0, 13.0], [97.0, 98.0, 99.0, 100.0], [0.0, 50.0, 51.0]):
        y = apart(wanted, 0, 100)
        assert (np.diff(y) >= APART - 1e-9).all()
        assert y[0] >= -4
        assert y[-1] <= 100
    assert apart([20.0, 60.0], 0, 100).tolist() == [20, 60]


def test_layers_beyond_the_axis_are_arrows_at_its_edge(one):
    at(one, 0)
    line, below, above = one._page._sizes[0]
    assert below.get_visible()
    assert not above.get_visible()
    shown = np.isfinite(line.get_ydata())
    assert shown.tolist() == [True] * 4 + [False] * 8
    assert len(below.get_xdata()) == 8


# ---- settings


@pytest.mark.usefixtures("unrun")
@pytest.mark.parametrize("wrong", [
    {"grave": "nobody"}, {"std": 0.2}, {"std": "he"}, {"alpha": 0}, {"alpha": float("nan")},
    {"inputs": 16}, {"update": "adam"}, {"length": 2}, {"skip": 1}, {"norm": "yes"},
    {"repair": None}, {"seed": -1}, {"speed": 3},
])  # fmt: skip
def test_what_there_is_not_is_refused(one, wrong):
    [name] = wrong
    one.settings = wrong
    assert f"{name} cannot be " in one.message.value
    assert one.settings == SETTINGS


def test_a_line_of_settings_brings_a_run_back(one):
    text = at(one, None, grave=SHORT, repair=True, std=0.1, alpha=0.3, seed=4)
    line = one.settings_line.value
    at(one, 0, **SETTINGS)
    one.settings_line.value = line
    assert one.text == text


def test_every_rate_of_a_grave_is_above_0_and_every_alpha_once():
    numbers = ALPHAS[1:]
    assert ALPHAS[0] == AS_IT_DIED
    assert list(numbers) == sorted(set(numbers))


# ---- whose functions


def test_the_courses_functions_say_that_they_stand_in(one):
    assert one.text.endswith(
        "driven by the course's dead_share and gradient_ratio, until yours have passed"
    )


@pytest.mark.usefixtures("unrun")
def test_learners_functions_drive_the_panel_and_are_named(one):
    calls = []

    def mine(said):
        calls.append(said.shape)
        return np.mean(said.max(axis=0) <= 0)

    own = GravePanel(mine, synchronous=True, **SETTINGS)
    told = at(own, 3)
    assert (200, 32) in calls
    assert "driven by your dead_share, and by the course's gradient_ratio, until yours has" in told
    assert told.splitlines()[:-1] == at(one, 3).splitlines()[:-1]
    own.close()


@pytest.mark.usefixtures("unrun")
def test_the_courses_function_stands_in_for_a_learners_that_is_not_right(one):
    own = GravePanel(
        gradient_ratio=lambda params, gradients: dict.fromkeys(params, 1.0), synchronous=True
    )
    own._apply(SETTINGS)
    assert at(own, 2) == at(one, 2)
    own.close()


# ---- copy as code


@pytest.mark.parametrize(
    ("name", "treated", "index"),
    [
        (FIRST, {}, None),
        (FIRST, {"std": "He", "inputs": "0 to 1", "alpha": 0.1, "norm": True, "skip": True}, 100),
        ("PReLU that overwrites its input", {}, 31),
        ("labels shuffled", {"update": "Adam", "alpha": 0.003}, None),
        ("test data leaked into training", {"repair": True}, 40),
        ("gradient not reset", {}, None),
        ("every row against every row", {}, 50),
        ("softmax over the rows", {"norm": True}, 50),
        ("accuracy on a lopsided set", {"repair": True}, None),
        ("learning rate faded too early", {}, None),
        ("learning rate faded too early", {"repair": True}, 30),
        ("weights moved one at a time", {"alpha": 0.03}, 70),
        ("batches cut as i + j", {}, None),
        ("all weights equal", {}, 0),
        ("dead ReLUs", {}, 1),
        ("cost with log of zero", {}, 5),
        ("alpha of 1000", {}, 3),
        ("alpha of 1000", {"alpha": 10.0}, 400),
        ("dropout with the wrong delta", {}, 60),
        ("dropout with the wrong delta", {"repair": True, "update": "Adam", "alpha": 0.01}, 30),
        ("half pops", {"alpha": 0.05, "repair": True, "update": "momentum"}, 20),
        ("weights moved one at a time", {"std": "He", "alpha": 0.3}, 60),
    ],
    ids=str,
)
def test_the_copied_script_prints_the_numbers_on_screen(one, name, treated, index):
    settings = UNTREATED | treated | {"grave": name, "seed": 3}
    told = stepped(one, index, **settings)
    lines = printed_here(one.code).splitlines()
    step, loss = re.match(r"step (\S+), loss (\S+)$", lines[0]).groups()
    assert f"step {step} of " in told
    assert f"loss {loss}, named" in told or (loss == "nan" and "loss: no number, named" in told)
    shares = [re.search(r": (\S+) per cent", line)[1] for line in lines[1:3]]
    assert f"training {shares[0]} per cent, validation {shares[1]} per cent" in told
    signs = one._seen.layers
    assert lines[3] == f"inputs: spread {one._seen.inputs:.3g}"
    for line, layer in zip(lines[4:-1], signs, strict=True):
        assert f"spread {layer.spread:.3g}, " in line
        assert line.endswith(f"gradient against weights {layer.ratio:.3g}")
        if layer.kind in ("relu", "sigmoid", "tanh"):
            word = "dead units" if layer.kind == "relu" else "saturated"
            assert f", {word} {100 * layer.silent:.3g} per cent, " in line
    assert lines[-1] == " ".join(map(str, ["new rows are called:", *one._seen.named]))


@pytest.mark.parametrize(
    "name", [FIRST, "alpha of 1000", "dropout with the wrong delta", "half pops"]
)
def test_the_copied_script_runs_on_its_own(one, name, tmp_path):
    stepped(one, 1, grave=name)
    assert printed_by(one.code, tmp_path) == printed_here(one.code)


def test_only_the_script_of_the_stack_asks_the_course_and_says_so(one):
    for name in GRAVES:
        stepped(one, 0, grave=name)
        asks = "from course" in one.code
        assert asks == (name == "half pops")
        assert asks == ("the course trains it" in one.code)
        assert asks != ('plain NumPy."' in one.code)


def test_the_copied_script_needs_nothing_of_the_course(one):
    imports = re.findall(r"^[ \t]*(?:import|from) .*$", one.code, re.MULTILINE)
    assert imports == ["import numpy as np", "from sklearn.datasets import load_digits"]
    assert "course" not in one.code


def test_a_learners_function_that_fails_is_not_asked_for_the_script(one, monkeypatch):
    code = one.code
    monkeypatch.setattr(one._watch, "_dead_share", None)
    monkeypatch.setattr(one, "_seen_at", -1)  # not looked at yet
    assert one.code == code


# ---- beside a training


def test_a_watch_counts_the_updates_of_its_own_batches():
    for name, steps in (("batches cut as i + j", 8 * 61), (FIRST, 8 * 62), ("half pops", 120)):
        grave = GRAVES[name]
        watch = Watch(grave, grave.settings, np.random.default_rng(0))
        assert watch.steps == steps
        assert watch.every == max(1, steps // 80)


def test_what_guessing_gives_is_known_for_every_loss_that_has_it():
    def guessing(name, settings="settings"):
        grave = GRAVES[name]
        return Watch(grave, getattr(grave, settings), np.random.default_rng(0)).guessing

    assert guessing(FIRST) == (pytest.approx(np.log(10)), pytest.approx(0.1))
    assert guessing("every row against every row") == (pytest.approx(0.125), pytest.approx(0.5))
    assert guessing("alpha of 1000") == (pytest.approx(0.5), pytest.approx(0.5))
    assert guessing("dropout with the wrong delta")[0] == pytest.approx(25 * 10 * 0.09 / 2)
    assert guessing("softmax over the rows")[0] is None
    assert guessing("softmax over the rows", "cured_settings")[0] == pytest.approx(np.log(10))


def test_a_look_leaves_weights_and_rows_alone():
    grave = GRAVES["PReLU that overwrites its input"]
    watch = Watch(grave, grave.settings, np.random.default_rng(0))
    step = next(watch.run())
    before = {key: value.copy() for key, value in step.params.items()}
    X = watch.table.X.copy()
    watch.look(step.params)
    assert all(np.array_equal(before[key], step.params[key]) for key in before)
    assert np.array_equal(X, watch.table.X)


def test_the_door_has_the_panel():
    assert panel.GravePanel is GravePanel
