"""A live panel, driven without a browser: set a value, wait, read what it says."""

import gc
import io
import json
import re
import threading
import time
import weakref

import numpy as np
import pytest
from ipywidgets.widgets import widget as registry
from PIL import Image

from course.eleven import net, panel
from course.eleven.panel import ElevenPanel
from course.kit import plots

END = 300  # updates; a whole run of the lesson would take seconds
BOTH = pytest.mark.parametrize("synchronous", [True, False], ids=["synchronous", "threaded"])


@pytest.fixture(autouse=True)
def short_runs(monkeypatch):
    monkeypatch.setattr(panel, "STEPS", END)


@pytest.fixture
def make():
    """Function that makes a panel; all of them are closed afterwards."""
    made = []

    def make_panel(*args, synchronous=True, **settings):
        made.append(ElevenPanel(*args, synchronous=synchronous, **settings))
        return made[-1]

    yield make_panel
    for each in made:
        each.close()


@pytest.fixture
def endless(make, monkeypatch):
    """Function that makes a threaded panel whose runs have no end in sight."""

    def make_endless(**settings):
        one = make(synchronous=False, **settings)  # drawn with the axis of a short run
        with monkeypatch.context() as patched:
            patched.setattr(panel, "STEPS", 10**9)
            one.reset()
            assert one.wait()
        return one

    return make_endless


def await_that(condition, seconds=30):
    """Block until something that a worker does has happened."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def training(one):
    """Wait until a panel has made some updates."""
    await_that(lambda: one.driver.latest.index > 0)


def panel_threads():
    return [thread for thread in threading.enumerate() if thread.name == "panel"]


def step_of(one):
    return int(one.text.split()[1].replace(",", ""))


# ---- the first picture


def test_a_new_panel_shows_its_untrained_network_and_waits(make):
    one = make()
    assert bytes(one.image.png).startswith(b"\x89PNG")
    assert step_of(one) == 0
    assert one.run_button.description == "Run"
    assert one.message.value == ""
    assert panel_threads() == []


def test_the_picture_has_the_size_that_the_page_keeps_for_it(make):
    one = make()
    shown = Image.open(io.BytesIO(one.image.png))
    assert shown.size == one.picture.size
    assert (one.image.width, one.image.height) == tuple(map(str, shown.size))
    assert (one.image.layout.width, one.image.layout.height) == (f"{shown.width}px", "auto")


def test_the_read_out_says_what_text_says(patient):
    one = patient
    for line in one.text.splitlines():
        assert line.replace("'", "&#x27;") in one.readout.value


def test_a_saved_notebook_gets_widget_picture_and_words(patient):
    one = patient
    shown = one._repr_mimebundle_()
    assert set(shown) == {
        "application/vnd.jupyter.widget-view+json",
        "image/png",
        "text/plain",
    }
    assert shown["text/plain"] == one.text
    assert shown["application/vnd.jupyter.widget-view+json"]["model_id"] == one.widget.model_id


# ---- run, pause, step, reset


@pytest.mark.usefixtures("unseen")
@BOTH
def test_a_run_trains_to_its_end(make, synchronous):
    one = make(synchronous=synchronous)
    one.run_button.click()
    assert one.wait()
    assert step_of(one) == END
    assert one.run_button.description == "Run"


def test_synchronous_and_threaded_show_the_same(make):
    shown = []
    for synchronous in (True, False):
        one = make(synchronous=synchronous, seed=3)
        for act in (one.run, one.reset, one.step, one.step):
            act()
            assert one.wait()
            shown.append(one.text)
    assert shown[:4] == shown[4:]
    assert len(set(shown)) == 4


@pytest.mark.usefixtures("unseen")
@BOTH
def test_a_step_makes_exactly_one_update(make, synchronous):
    one = make(synchronous=synchronous)
    expected = net.init(np.random.RandomState(1))
    for index in (1, 2, 3):
        one.step_button.click()
        assert one.wait()
        expected = net.training_step(expected, net.X, net.TARGETS["XOR"], 1.0)
        assert step_of(one) == one.driver.latest.index == index
        for name, value in one.driver.latest.params.items():
            np.testing.assert_allclose(value, expected[name], rtol=1e-12)


@BOTH
def test_a_reset_returns_to_the_very_same_first_picture(make, synchronous):
    one = make(synchronous=synchronous)
    first = one.image.png, one.text, one.settings
    one.run()
    assert one.wait()
    assert one.image.png != first[0]
    one.reset_button.click()
    assert one.wait()
    assert (one.image.png, one.text, one.settings) == first


def test_another_panel_begins_with_the_same_picture(make):
    assert make().image.png == make().image.png


def test_the_run_button_pauses_a_run_and_takes_it_up_again(endless):
    one = endless()
    one.run_button.click()
    await_that(lambda: one.run_button.description == "Pause")
    training(one)
    one.run_button.click()
    assert one.wait()
    assert one.run_button.description == "Run"
    held = one.driver.latest.index
    assert step_of(one) == held > 0
    one.run_button.click()
    await_that(lambda: one.driver.latest.index > held)


def test_stepping_and_resetting_stop_a_run(endless):
    one = endless()
    for act in (one.step, one.reset):
        one.run()
        training(one)
        act()
        assert one.wait()
        assert one.driver.running is False
        assert one.run_button.description == "Run"
    assert step_of(one) == 0


# ---- settings


@pytest.mark.usefixtures("unseen")
@BOTH
@pytest.mark.parametrize(
    ("name", "value"), [("hidden", 7), ("alpha", 10.0), ("seed", 42), ("target", "AND")]
)
def test_moving_a_control_begins_again_and_trains(make, synchronous, name, value):
    one = make(synchronous=synchronous)
    one.step()
    assert one.wait()
    one.controls[name].value = value
    assert one.wait()
    assert one.settings[name] == value
    assert step_of(one) == END
    options = {"rng": np.random.RandomState(one.settings["seed"]), "steps": END + 1}
    options |= {key: one.settings[key] for key in ("hidden", "alpha")}
    for step in net.train(net.X, net.TARGETS[one.settings["target"]], **options):
        last = step
    assert f"mean absolute error {last.error:.3g}" in one.text


@pytest.mark.parametrize(("name", "value"), [("row", 3), ("speed", 500)])
def test_what_changes_only_the_picture_does_not_restart(patient, name, value):
    one = patient
    one.step()
    one.controls[name].value = value
    assert one.driver.latest.index == 1
    assert one.settings[name] == value
    assert json.loads(one.settings_line.value)[name] == value


def test_the_row_in_the_graph_changes_read_out_and_picture(patient):
    one = patient
    text, image = one.text, one.image.png
    one.controls["row"].value = 3
    assert one.text != text
    assert "row 1 1 1" in one.text
    assert one.image.png != image


@pytest.mark.usefixtures("unseen")
def test_a_line_of_settings_restores_them_elsewhere(make):
    one = make(hidden=3, alpha=2.5, seed=11, target="OR", row=2, speed=50)
    other = make()
    other.settings_line.value = one.settings_line.value
    assert other.settings == one.settings
    assert other.settings_line.value == one.settings_line.value
    one.run()
    assert other.text == one.text


@pytest.mark.usefixtures("unseen")
def test_settings_are_plain_values(patient):
    one = patient
    assert json.loads(json.dumps(one.settings)) == one.settings
    assert json.loads(one.settings_line.value) == one.settings


@pytest.mark.usefixtures("unseen")
def test_the_line_follows_the_controls(patient):
    one = patient
    one.controls["seed"].value = 77
    assert json.loads(one.settings_line.value)["seed"] == 77


@pytest.mark.usefixtures("unseen")
def test_a_part_of_the_settings_leaves_the_rest(make):
    one = make(seed=5)
    one.settings = {"hidden": 2}
    assert (one.settings["hidden"], one.settings["seed"]) == (2, 5)


IMPOSSIBLE = [
    ("hidden", 0),
    ("hidden", 9),
    ("hidden", 2.5),
    ("hidden", "4"),
    ("hidden", None),
    ("hidden", True),
    ("alpha", 0),
    ("alpha", -1),
    ("alpha", 1e4),
    ("alpha", float("nan")),
    ("alpha", float("inf")),
    ("seed", -1),
    ("seed", 10**400),
    ("target", "NAND"),
    ("row", 4),
    ("row", 1.0),
    ("speed", 3),
    ("speed", [100]),
]


@pytest.fixture
def unseen(monkeypatch):
    """For what is read off the settings and the words: drawing takes longer than all the rest."""
    monkeypatch.setattr(plots.Picture, "png", lambda self: b"")


@pytest.fixture(scope="module")
def long_lived():
    """One panel for many tests: making one takes ten times as long as asking it something."""
    one = ElevenPanel(synchronous=True)
    yield one
    one.close()


@pytest.fixture
def patient(long_lived):
    """That panel, as good as new."""
    long_lived.settings = PLAIN
    long_lived.reset()
    assert (long_lived.settings, long_lived.message.value) == (PLAIN, "")
    return long_lived


PLAIN = {"hidden": 4, "alpha": 1.0, "seed": 1, "target": "XOR", "row": 1, "speed": 100}


def is_refused(one, name, others):
    """Whether one setting was refused in words, and the others were taken."""
    good = PLAIN | others
    told = one.message.value
    assert f"{name} cannot be " in told
    assert "choose " in told
    assert 'role="alert"' in told
    return one.settings == good == json.loads(one.settings_line.value)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("way", ["line", "dict"])
def test_an_impossible_setting_is_named_and_the_last_good_one_kept(patient, way, name, value):
    others = {"row": 3} if name != "row" else {"seed": 8}
    wanted = others | {name: value}
    if way == "line":
        patient.settings_line.value = json.dumps(wanted)
    else:
        patient.settings = wanted
    assert is_refused(patient, name, others)


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE[::4], ids=lambda value: repr(value)[:12])
def test_an_impossible_setting_of_a_new_panel_is_named_and_the_default_kept(make, name, value):
    one = make(**({name: value} | ({} if name == "hidden" else {"hidden": 2})))
    assert is_refused(one, name, {} if name == "hidden" else {"hidden": 2})


@pytest.mark.usefixtures("unseen")
def test_an_unknown_setting_is_named(make):
    one = make(hiden=3)
    assert "There is no setting &#x27;hiden&#x27;; there are hidden, alpha" in one.message.value


@pytest.mark.usefixtures("unseen")
def test_every_impossible_setting_is_named(make):
    one = make(hidden=99, alpha=-1)
    assert "hidden cannot be 99" in one.message.value
    assert "alpha cannot be -1" in one.message.value


GARBAGE = ["", "{", "hidden = 3", "[1, 2]", "7", "null", '"text"', "{'hidden': 3}", "<b>bold</b>"]


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("line", GARBAGE)
def test_a_line_that_is_no_settings_is_told_and_taken_back(patient, line):
    patient.step()
    before = patient.settings, patient.settings_line.value, patient.text
    patient.settings_line.value = line
    assert "cannot be read as settings" in patient.message.value
    assert "<b>" not in patient.message.value
    assert (patient.settings, patient.settings_line.value, patient.text) == before


@pytest.mark.usefixtures("unseen")
def test_a_line_of_endless_brackets_is_told_and_taken_back(patient):
    before = patient.settings_line.value
    patient.settings_line.value = "[" * 100_000
    assert "cannot be read as settings" in patient.message.value
    assert patient.settings_line.value == before


@pytest.mark.usefixtures("unseen")
def test_the_next_good_move_clears_the_message(make):
    one = make(hidden=99)
    assert one.message.value
    one.controls["hidden"].value = 2
    assert one.message.value == ""


@pytest.mark.usefixtures("unseen")
def test_an_impossible_setting_leaves_the_panel_working(make):
    one = make()
    one.settings = {"hidden": 99}
    one.reset()
    one.step()
    assert step_of(one) == 1


# ---- settings and steps that belong together


def test_what_is_shown_belongs_to_the_settings_of_its_run(make):
    one = make()
    one._applying = True  # as while a line of settings is being set, one control after the other
    one.controls["hidden"].value = 7
    one._applying = False
    one.controls["row"].value = 2  # draws the same step again
    assert len(re.search("hidden units say (.*)", one.text)[1].split(", ")) == 4
    assert "hidden, alpha, seed, steps = 4," in one.code
    one.reset()
    assert len(re.search("hidden units say (.*)", one.text)[1].split(", ")) == 7


def test_words_that_fail_do_not_end_the_worker(make):
    one = make(synchronous=False)
    tell, one.describe = one.describe, lambda step, settings: [][0]
    one.run()
    assert one.wait(10)
    assert "IndexError" in one.message.value
    one.describe = tell
    one.controls["seed"].value = 2
    assert one.wait()
    assert step_of(one) == END


# ---- a learner's function


@pytest.mark.usefixtures("unseen")
@BOTH
def test_a_function_that_fails_while_training_is_told_and_the_panel_goes_on(
    make, synchronous, monkeypatch
):
    monkeypatch.setattr(
        panel, "accepted", lambda key, function: function
    )  # it was right when checked
    broken = threading.Event()

    def fragile(params, X, y):
        if broken.is_set():
            raise ZeroDivisionError("<in my loss>")
        return net.loss_and_gradients(params, X, y)

    one = make(fragile, synchronous=synchronous)
    broken.set()
    one.run()
    assert one.wait()
    assert "ZeroDivisionError: &lt;in my loss&gt;" in one.message.value
    assert one.driver.running is False
    assert one.run_button.description == "Run"
    one.controls["seed"].value = 3  # a control that is moved does not take the message away
    assert one.wait()
    assert "ZeroDivisionError: &lt;in my loss&gt;" in one.message.value
    assert json.loads(one.settings_line.value)["seed"] == 3
    broken.clear()
    one.controls["seed"].value = 2
    assert one.wait()
    assert step_of(one) == END
    assert one.message.value == ""


@pytest.mark.usefixtures("unseen")
@BOTH
@pytest.mark.parametrize("act", ["reset", "run"])
def test_that_a_run_has_stopped_is_forgotten_when_another_begins(make, synchronous, act):
    one = make(synchronous=synchronous)
    one.driver._run = None  # whatever it was, it can give no step
    one.step()
    assert one.wait()
    assert "Training stopped" in one.message.value
    getattr(one, act)()
    assert one.wait()
    assert one.message.value == ""
    assert step_of(one) == (END if act == "run" else 0)


# ---- more than one panel


def test_only_one_panel_trains_at_a_time(endless):
    first, second = endless(), endless()
    first.run()
    training(first)
    second.run()
    assert first.wait()
    assert first.driver.running is False
    await_that(lambda: first.run_button.description == "Run")
    training(second)
    assert second.driver.running is True
    first.controls["alpha"].value = 2.0
    assert second.wait()
    assert first.driver.running is True


def test_moving_a_picture_only_setting_takes_over_from_nobody(endless):
    first, second = endless(), endless()
    first.run()
    training(first)
    second.controls["row"].value = 2
    assert second.wait()
    assert first.driver.running is True


@pytest.mark.usefixtures("unseen")
@pytest.mark.parametrize("closed", [False, True], ids=["at rest", "closed"])
def test_a_panel_that_does_not_train_is_not_woken_by_one_that_does(make, monkeypatch, closed):
    earlier, woken = make(), []
    earlier.run()
    if closed:
        earlier.close()
    with monkeypatch.context() as patched:
        patched.setattr(earlier.driver, "_work", lambda: woken.append(True))
        make().run()
    assert woken == []


def widgets_of(model_ids):
    return [registry._instances[each] for each in model_ids if each in registry._instances]


def test_closing_stops_the_run_and_leaves_no_widget_and_no_thread(endless):
    before = set(registry._instances)
    one = endless()
    one.run()
    training(one)
    one.close()
    for thread in panel_threads():
        thread.join(30)
    assert panel_threads() == []
    left = widgets_of(set(registry._instances) - before)
    shown = [each for each in left if not type(each).__name__.endswith(("Layout", "Style"))]
    assert shown == []


def test_closing_leaves_nothing_in_the_registry_of_widgets():
    before = set(registry._instances)
    ElevenPanel(synchronous=True).close()
    assert set(registry._instances) - before == set()


def test_twenty_panels_leave_no_panel_and_no_thread_behind():
    kept = []
    for seed in range(20):
        one = ElevenPanel(seed=seed)
        one.step()
        assert one.wait()
        one.close()
        kept.append((weakref.ref(one), weakref.ref(one.picture.figure)))
    del one
    for thread in panel_threads():
        thread.join(30)
    gc.collect()
    assert panel_threads() == []
    assert [[ref() for ref in refs if ref() is not None] for refs in kept] == [[]] * 20


def test_a_cell_that_is_run_again_closes_its_earlier_panel(make, monkeypatch):
    from course.kit import live

    monkeypatch.setattr(live, "_cell_and_run", lambda: ("cell-7", run))
    first, beside, second = make(), make(), make()
    shown = [one.widget.model_id for one in (first, beside, second)]
    run = "run 1"
    first._repr_mimebundle_()
    beside._repr_mimebundle_()
    assert set(shown) <= set(registry._instances), "two panels of one run live side by side"
    run = "run 2"
    second._repr_mimebundle_()
    assert not {*shown[:2]} & set(registry._instances)
    assert shown[2] in registry._instances
    second._repr_mimebundle_()
    assert shown[2] in registry._instances


# ---- code


@pytest.mark.usefixtures("unseen")
def test_the_code_is_shown_and_hidden_by_its_button(make):
    one = make()
    assert one.code_area.layout.display == "none"
    one.code_button.value = True
    assert one.code_area.layout.display != "none"
    assert "import numpy as np" in one.code_area.value
    one.code_button.value = False
    assert one.code_area.layout.display == "none"


@pytest.mark.usefixtures("unseen")
def test_the_code_that_is_shown_follows_the_panel(make):
    one = make()
    one.code_button.value = True
    one.step()
    assert "steps = 4, 1.0, 1, 1" in one.code_area.value
    one.controls["hidden"].value = 2
    assert f"steps = 2, 1.0, 1, {END}" in one.code_area.value


@pytest.mark.usefixtures("unseen")
def test_whoever_sees_run_again_may_copy_the_final_code(make):
    one, copied = make(synchronous=False), []

    def copy(change):
        if change["new"] == "Run":
            copied.append(one.code_area.value)

    one.run_button.observe(copy, "description")
    one.code_button.value = True
    one.run()
    assert one.wait()
    [code] = copied
    assert f"steps = 4, 1.0, 1, {END}" in code
