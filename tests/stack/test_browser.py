"""Lesson 05 in a real JupyterLab and a real browser, as a learner meets it."""

import pytest
from notebook_page import PanelPage, one_a_day, print_measured, ran_to_its_end, rewrite
from pages import short_lesson
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
HAND, LEARN = "HandPanel(", "LearnPanel("
FIRST = {
    HAND: (
        '{"memory": "stack", "steps": 3, "u1": 0.0, "u2": 0.1, "u3": 0.9, "u4": 0.0, "u5": 0.0, '
        '"u6": 0.0, "d1": 0.8, "d2": 0.5, "d3": 0.9, "d4": 0.0, "d5": 0.0, "d6": 0.0}'
    ),
    LEARN: (
        '{"controller": "feed-forward", "memory": "stack", "task": "reverse", "seed": 1, '
        '"gate_noise": 2.0, "hidden_noise": 0.3, "alpha": 0.01, "symbols": 4, "hidden": 16, '
        '"length": 8, "speed": 5}'
    ),
}


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """The lesson in short, opened once and run from top to bottom with its exercises blank."""
    with short_lesson(browser, lab, "05_neural_stack") as page:
        yield page


@pytest.fixture
def hand(lesson):
    """Its panel for pushing and popping by hand, with its first settings, waiting."""
    return PanelPage(lesson, HAND).as_new(FIRST[HAND], trains=False)


@pytest.fixture
def learn(lesson):
    """Its panel that learns, with its first settings, waiting at its start."""
    return PanelPage(lesson, LEARN).as_new(FIRST[LEARN])


def test_run_all_reaches_the_end_with_every_exercise_blank(lesson):
    ran_to_its_end(lesson)


@pytest.mark.parametrize("marker", [HAND, LEARN])
def test_the_panels_wait_until_someone_runs_them(lesson, marker):
    panel = PanelPage(lesson, marker)  # not reset: just as it was shown
    expect(panel.readout).to_contain_text("step 0 of")
    expect(panel.button("Run")).to_be_visible()


@pytest.mark.parametrize("panel", ["hand", "learn"])
def test_run_pause_and_reset(request, panel):
    request.getfixturevalue(panel).runs_pauses_and_resets()


# ---- by hand


def test_the_papers_figure_is_on_screen_at_first(hand):
    expect(hand.readout).to_contain_text("reads 0.5 v2 + 0.5 v1")
    expect(hand.readout).to_contain_text("reads 0.9 v3 + 0.1 v1")


def test_a_pop_by_keyboard_shows_at_once_without_walking(hand):
    before = hand.image.get_attribute("src")
    hand.slider("pop 2").focus()
    hand.page.keyboard.press("ArrowRight")
    expect(hand.readout).to_contain_text("2: pop 0.15 takes 0.15 v1")
    expect(hand.readout).to_contain_text("step 0 of 3")
    assert hand.image.get_attribute("src") != before


def test_step_by_step_through_the_walk(hand):
    pictures = {hand.image.get_attribute("src")}
    for t in (1, 2, 3):
        hand.button("Step").click()
        expect(hand.readout).to_contain_text(f"step {t} of 3")
        pictures.add(hand.image.get_attribute("src"))
    assert len(pictures) == 4


def test_run_plays_the_walk_to_its_end(hand):
    hand.button("Run").click()
    expect(hand.readout).to_contain_text("step 1 of 3")
    expect(hand.readout).to_contain_text("step 3 of 3", timeout=20_000)
    expect(hand.button("Run")).to_be_visible()


def test_buttons_set_all_steps_and_each_slider_stands_above_its_bar(hand):
    hand.button("Half pops").click()
    expect(hand.readout).to_contain_text("step 0 of 6")
    expect(hand.readout).to_contain_text("4: pop 0.5 takes 0.5 v3")
    left = hand.image.bounding_box()["x"]
    for t in range(1, 7):
        for gate in ("pop", "push"):
            row = hand.output.locator(".widget-hslider:visible", has_text=f"{gate} {t}")
            box = row.bounding_box()
            assert box["x"] >= left + 860 / 6 * (t - 1) - 2
            assert box["x"] + box["width"] <= left + 860 / 6 * t + 2


def test_impossible_gates_are_refused_in_words(hand):
    kept = hand.output.get_by_label("settings").input_value()
    for gate in ("1.5", "-0.1", "NaN", '"half"'):
        line = hand.type_line(f'{{"u2": {gate}}}')
        expect(hand.output.get_by_role("alert")).to_contain_text("u2 cannot be")
        expect(line).to_have_value(kept)


def test_a_queue_is_read_at_the_other_end(hand):
    hand.output.get_by_label("memory").select_option("queue")
    expect(hand.readout).to_contain_text("2: pop 0.1 takes 0.1 v1, push 0.5 of v2")
    expect(hand.readout).to_contain_text("reads 0.7 v1 + 0.3 v2")


@pytest.mark.measured
def test_latency_of_a_slider(hand):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that it happens."""
    hand.watch()
    handle, waited = hand.slider("push 3"), []
    for i in range(10):
        handle.focus()
        pressed = hand.press("ArrowLeft" if i % 2 else "ArrowRight")
        waited.append(hand.first_picture(pressed))
    print_measured("first picture after a key", waited)


# ---- learning


@pytest.mark.parametrize(
    "label", one_a_day(["alpha", "noise on the gates", "hidden units", "symbols"])
)
def test_a_slider_by_keyboard_changes_picture_and_read_out(learn, label):
    learn.trains_at_a_key(label, "ArrowLeft")


def test_another_length_is_shown_without_training(learn):
    learn.slider("length on screen").focus()
    learn.page.keyboard.press("ArrowLeft")
    expect(learn.readout).to_contain_text("of 7 right")
    expect(learn.readout).to_contain_text("step 0 of")


@pytest.mark.weekly
def test_it_learns_to_reverse_while_one_looks_on(learn):
    learn.button("Run").click()
    expect(learn.readout).to_contain_text("step 1,000 of 1,000", timeout=120_000)
    expect(learn.readout).to_contain_text("8 of 8 right")
    expect(learn.readout).to_contain_text("of lengths 32, 64: 10, 10")


def test_wrong_then_right_answer_changes_the_verdict(lesson):
    check = 'strengths = stack.check("strengths", strengths)'
    code = (
        "def strengths(s, u, d):\n"
        "    above = s[..., ::-1].cumsum(axis=-1)[..., ::-1] - s\n"
        "    left = np.maximum(0, s - np.maximum(0, u[..., None] - {above}))\n"
        "    return np.concatenate([left, d[..., None]], axis=-1)\n\n"
    )
    output = rewrite(lesson, check, code.format(above="0 * above") + check)
    expect(output).to_contain_text("Not yet: strengths")
    output = rewrite(lesson, check, code.format(above="above") + check)
    expect(output).to_contain_text("Right: strengths is yours")
    expect(output).not_to_contain_text("Not yet")


@pytest.mark.measured
def test_latencies(learn):
    """Printed, not judged: a shared machine is slow by fits. What is judged: that all happens."""
    first, stopped, rate = learn.latencies(moves=8)
    assert len(first) == len(stopped) == 8
    assert rate > 1
