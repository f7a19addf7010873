"""Lesson 01 in a real JupyterLab and a real browser, as a learner meets it."""

import re

import pytest
from notebook_page import PanelPage, ran_to_its_end, rewrite, scroll_to
from pages import short_lesson
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """The lesson in short, opened once and run from top to bottom with its exercises blank."""
    with short_lesson(browser, lab, "01_eleven_lines") as page:
        yield page


@pytest.fixture
def panel(lesson):
    """The live panel, waiting at its start."""
    panel = PanelPage(lesson)
    panel.reset()
    return panel


def test_run_all_reaches_the_end_with_every_exercise_blank(lesson):
    ran_to_its_end(lesson)


def test_alpha_slider_by_keyboard_changes_picture_and_read_out(panel):
    panel.trains_at_a_key("alpha")
    assert '"alpha": 1.2589' in panel.settings_line()


def test_run_pause_and_reset(panel):
    panel.runs_pauses_and_resets()


def test_step_makes_one_update(panel):
    panel.button("Step").click()
    expect(panel.readout).to_contain_text("step 1 of")


def test_every_control_is_reached_with_the_tab_key(panel):
    panel.button("Run").focus()
    reached = set()
    for _ in range(14):
        panel.page.keyboard.press("Tab")
        reached.add(
            panel.page.evaluate(
                "() => document.activeElement.closest('.widget-inline-hbox, button')?.innerText"
            )
        )
    reached = {(text or "").split("\n")[0].strip() for text in reached}
    wanted = {"Step", "Reset", "Copy as code", "hidden units", "alpha", "seed", "target"}
    assert wanted <= reached
    assert {"row in the graph", "steps per frame", "settings"} <= reached


def test_copy_as_code_shows_a_script(panel):
    panel.button("Copy as code").click()
    area = panel.output.locator("textarea")
    expect(area).to_have_value(re.compile("import numpy as np"))
    panel.button("Copy as code").click()
    expect(area).to_be_hidden()


def test_impossible_settings_line_is_refused_in_words(panel):
    line = panel.output.locator("input[type=text]")
    line.fill('{"hidden": 99, "alpha": 10}')
    line.press("Enter")
    alert = panel.output.get_by_role("alert")
    expect(alert).to_contain_text("hidden cannot be 99")
    expect(line).to_have_value(re.compile('"hidden": 4, "alpha": 10'))
    line.fill('{"alpha": 1}')
    line.press("Enter")
    expect(alert).to_have_count(0)


def test_wrong_then_right_answer_changes_the_verdict(lesson):
    wrong = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))\n\n"
    check = 'sigmoid = eleven.check("sigmoid", sigmoid)'
    output = rewrite(lesson, check, wrong + check)
    expect(output).to_contain_text("Not yet: sigmoid")
    expect(output).to_contain_text("Yours falls where the sigmoid rises")
    output = rewrite(lesson, check, wrong.replace("(z))", "(-z))") + check)
    expect(output).to_contain_text("Right: sigmoid is yours")
    expect(output).not_to_contain_text("Not yet")


def test_quiz_answers_at_once(lesson):
    wrong = lesson.get_by_text("So that W1 learns faster").last
    scroll_to(lesson, wrong)
    wrong.click()
    expect(lesson.get_by_text("✘ No. W1 has an update of its own")).to_be_visible()


@pytest.mark.measured
def test_latencies(panel):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that all happens."""
    first, stopped, rate = panel.latencies()
    assert len(first) == len(stopped) == 12
    assert rate > 1
