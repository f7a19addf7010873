"""Lesson 03 in a real JupyterLab and a real browser, as a learner meets it."""

import pytest
from notebook_page import PanelPage, one_a_day, ran_to_its_end, rewrite
from pages import short_lesson
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """The lesson in short, opened once and run from top to bottom with its exercises blank."""
    with short_lesson(browser, lab, "03_dropout") as page:
        yield page


@pytest.fixture
def panel(lesson):
    """Its panel with its first settings, waiting at its start."""
    panel = PanelPage(lesson, "DropoutPanel(")
    panel.reset()
    return panel


@pytest.fixture
def typed(panel):
    """Function that types a line of settings and waits until the panel has answered: it writes
    the whole line of what is set now, refused settings or not."""

    def type_line(settings):
        line = panel.output.locator("input[type=text]")
        line.fill(settings)
        line.press("Enter")
        expect(line).not_to_have_value(settings)
        return line

    yield type_line
    type_line('{"rate": 0.5, "hidden": 50, "prediction": "whole", "k": 20, "speed": 10}')


def test_run_all_reaches_the_end_with_every_exercise_blank(lesson):
    ran_to_its_end(lesson)


def test_the_panel_waits_until_someone_runs_it(lesson):
    panel = PanelPage(lesson, "DropoutPanel(")  # not reset: just as it was shown
    expect(panel.readout).to_contain_text("step 0 of")
    expect(panel.button("Run")).to_be_visible()


def test_run_pause_and_reset(panel):
    panel.runs_pauses_and_resets()


@pytest.mark.parametrize("label", one_a_day(["alpha", "hidden dropped", "inputs dropped", "noise"]))
def test_a_slider_by_keyboard_changes_picture_and_read_out(panel, label):
    panel.trains_at_a_key(label)
    panel.page.keyboard.press("ArrowLeft")


def test_another_prediction_is_shown_without_training(panel):
    panel.button("Step").click()
    expect(panel.readout).to_contain_text("step 1 of")
    before, text = panel.image.get_attribute("src"), panel.text()
    panel.output.locator("select").select_option("one thinned network")
    expect(panel.image).not_to_have_attribute("src", before)
    assert panel.text() == text  # it tells of all three at any time
    panel.output.locator("select").select_option("whole network")
    expect(panel.image).to_have_attribute("src", before)


def test_impossible_rates_are_refused_in_words(panel, typed):
    kept = panel.settings_line()
    for rate in ("1", "-0.1", "1.5", "NaN"):
        line = typed(f'{{"rate": {rate}}}')
        expect(panel.output.get_by_role("alert")).to_contain_text("rate cannot be")
        expect(line).to_have_value(kept)


def test_a_hundred_thinned_networks_are_averaged_while_it_trains(panel, typed):
    typed('{"prediction": "average", "k": 100, "speed": 100}')
    expect(panel.readout).to_contain_text("average of 100 thinned")
    expect(panel.readout).to_contain_text("step 2,000 of", timeout=60_000)


def test_wrong_then_right_answer_changes_the_verdict(lesson):
    check = 'drop = dropout.check("drop", drop)'
    code = "def drop(h, mask, rate):\n    return {answer}\n\n"
    output = rewrite(lesson, check, code.format(answer="h * mask") + check)
    expect(output).to_contain_text("Not yet: drop")
    output = rewrite(lesson, check, code.format(answer="h * mask / (1 - rate)") + check)
    expect(output).to_contain_text("Right: drop is yours")
    expect(output).not_to_contain_text("Not yet")


@pytest.mark.measured
def test_latencies(panel):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that all happens."""
    first, stopped, rate = panel.latencies(moves=8)
    assert len(first) == len(stopped) == 8
    assert rate > 1
