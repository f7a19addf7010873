"""Lesson 08 in a real JupyterLab and a real browser, as a learner meets it."""

import pytest
from notebook_page import PanelPage, one_a_day, ran_to_its_end
from pages import short_lesson
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
FIRST = (
    '{"batch": 10, "hidden": 100, "alpha": 0.5, "decay": 0.0, "cost": "cross-entropy", '
    '"scale": "inputs", "epochs": 30, "seed": 0, "speed": 200}'
)
SHORT = FIRST.replace('"batch": 10,', '"batch": 100,').replace('"epochs": 30', '"epochs": 2')


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """The lesson in short, opened once and run from top to bottom with its exercises blank."""
    with short_lesson(browser, lab, "08_rows") as page:
        yield page


@pytest.fixture
def panel(lesson):
    """Its panel with its first settings, waiting at its start."""
    return PanelPage(lesson, "RowsPanel(").as_new(FIRST)


def test_run_all_reaches_the_end_with_every_exercise_blank(lesson):
    ran_to_its_end(lesson)


def test_the_panel_waits_until_someone_runs_it(lesson):
    panel = PanelPage(lesson, "RowsPanel(")  # not reset: just as it was shown
    expect(panel.readout).to_contain_text("step 0 of 12,000, epoch 0 of 30, 0 s of training")
    expect(panel.button("Run")).to_be_visible()


def test_run_pause_reset_and_step(panel):
    panel.runs_pauses_and_resets()
    panel.button("Step").click()
    expect(panel.readout).to_contain_text("step 1 of 12,000")


@pytest.mark.parametrize("label", one_a_day(["alpha", "batch", "hidden units", "decay", "epochs"]))
def test_a_slider_by_keyboard_changes_picture_and_read_out(panel, label):
    panel.trains_at_a_key(label)


@pytest.mark.parametrize(
    ("label", "option"), one_a_day([("cost", "quadratic"), ("std of first weights", "1")])
)
def test_a_list_changes_picture_and_read_out(panel, label, option):
    before = panel.image.get_attribute("src")
    panel.output.get_by_label(label, exact=True).select_option(option)
    expect(panel.readout).not_to_contain_text("step 0 of")
    assert panel.image.get_attribute("src") != before


def test_two_batch_sizes_are_compared_by_seconds(panel):
    panel.type_line(SHORT)
    expect(panel.readout).to_contain_text("step 80 of 80", timeout=60_000)
    panel.slider("batch").focus()
    panel.page.keyboard.press("ArrowLeft")
    expect(panel.readout).to_contain_text("the run before, in grey (batch 100): validation")
    expect(panel.readout).to_contain_text("step 160 of 160", timeout=60_000)
    panel.reset()
    expect(panel.readout).not_to_contain_text("the run before")


@pytest.mark.measured
def test_latencies(panel):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that all happens."""
    first, stopped, rate = panel.latencies(moves=8)
    assert len(first) == len(stopped) == 8
    assert rate > 1
