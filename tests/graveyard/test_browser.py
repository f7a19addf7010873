"""The panel of lesson 07 in a real JupyterLab and a real browser, as a learner meets it."""

import pytest
from notebook_page import PanelPage, ran_to_its_end
from pages import short_lesson
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FIRST = (
    '{"grave": "wormhole", "seed": 0, "speed": 5, "std": "as it died", "alpha": "as it died", '
    '"repair": false, "inputs": "as it died", "update": "as it died", "length": 1, '
    '"skip": false, "norm": false}'
)


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """The lesson in short, opened once and run from top to bottom with its exercises blank."""
    with short_lesson(browser, lab, "07_graveyard") as page:
        yield page


@pytest.fixture
def panel(lesson):
    """Its panel with its first settings, waiting at its start."""
    return PanelPage(lesson, "GravePanel(").as_new(FIRST)


def test_run_all_reaches_the_end_with_every_exercise_blank(lesson):
    ran_to_its_end(lesson)


def test_the_panel_waits_until_someone_runs_it(lesson):
    panel = PanelPage(lesson, "GravePanel(")  # not reset: just as it was shown
    expect(panel.readout).to_contain_text("wormhole, step 0 of 496: Not trained yet")
    expect(panel.button("Run")).to_be_visible()


def test_a_grave_is_seen_to_fail_and_its_autopsy_is_held(panel):
    start = panel.shot()
    panel.button("Run").click()
    expect(panel.readout).to_contain_text("✘ It does not live", timeout=60_000)
    expect(panel.readout).to_contain_text("Autopsy: vanishing signal")
    assert panel.shot() != start
    panel.reset()
    assert panel.shot() == start, "Reset did not bring the first picture back"


def test_cures_are_tried_by_keyboard_and_it_comes_back(panel):
    page = panel.page
    panel.slider("std of first weights").focus()
    page.keyboard.press("End")
    expect(panel.readout).to_contain_text("treated with initial scale He")
    panel.output.get_by_label("inputs").select_option("0 to 1")
    for label in ("skip connections", "normalisation"):
        box = panel.output.get_by_label(label)
        box.focus()
        page.keyboard.press("Space")
        expect(box).to_be_checked()
    panel.slider("alpha").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(panel.readout).to_contain_text(
        "treated with initial scale He, learning rate 0.1, inputs 0 to 1, skip connections and "
        "normalisation"
    )
    expect(panel.readout).to_contain_text("✔ It lives", timeout=60_000)
    expect(panel.readout).to_contain_text("as it died, at step 496: loss 2.3")


def test_another_grave_is_met_untreated_and_its_bug_repaired(panel):
    panel.output.get_by_label("inputs").select_option("0 to 1")
    expect(panel.readout).to_contain_text("treated with inputs")
    panel.output.get_by_label("grave").select_option("dead ReLUs")
    expect(panel.readout).to_contain_text("as it died, untreated")
    expect(panel.readout).to_contain_text("Autopsy: dead units", timeout=60_000)
    repair = panel.output.get_by_label("repair the bug")
    expect(repair).to_be_enabled()
    expect(panel.output.get_by_label("skip connections")).to_be_disabled()
    repair.check()
    expect(panel.readout).to_contain_text("treated with repair of the bug")
    expect(panel.readout).to_contain_text("✔ It lives", timeout=60_000)


def test_run_pause_and_step(panel):
    panel.button("Run").click()
    expect(panel.readout).not_to_contain_text("step 0 of")
    panel.button("Pause").click()
    expect(panel.button("Run")).to_be_visible()
    assert panel.rests(), "it went on after Pause"
    panel.reset()
    panel.button("Step").click()
    expect(panel.readout).to_contain_text("step 1 of 496: ✘ Not alive so far")


@pytest.mark.measured
def test_latencies(panel):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that all happens."""
    panel.slider("alpha").focus()
    for _ in range(4):  # from "as it died" one can move in one direction only
        panel.page.keyboard.press("ArrowRight")
    expect(panel.readout).to_contain_text("treated with learning rate 0.003")
    panel.button("Pause").click()
    first, stopped, rate = panel.latencies(moves=8)
    assert len(first) == len(stopped) == 8
    assert rate > 1
