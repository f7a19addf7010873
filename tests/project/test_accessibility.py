"""What lessons show, in the real JupyterLab: for every eye, in both themes, in a narrow window, by
keyboard alone.

All panels, a verdict, a quiz and a figure of each lesson stand on one page, which is run once.
"""

import json
import re

import pages
import pytest
from axe_playwright_python.sync_playwright import Axe
from notebook_page import PanelPage, one_a_day
from playwright.sync_api import expect

from course.kit.controls import framed

pytestmark = pytest.mark.browser
PANELS = (
    "ElevenPanel(", "BucketPanel(descent_step)", "SurfacePanel(", "SweepPanel(", 'curve="ravine"',
    "DropoutPanel(", "AdditionPanel(", "HandPanel(", "LearnPanel(", "TrainPanel(",
    "DrawPanel(softmax)", "GravePanel(", "RowsPanel(",
)  # fmt: skip
OUTPUTS = ".jp-OutputArea-output, .jp-RenderedHTMLCommon.jp-MarkdownOutput"
THEMES = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
NARROW = 900  # pixels
# What has the focus: its name, whether it is in a panel, whether the focus is seen.
FOCUS = """
panel => {
  const at = document.activeElement, style = getComputedStyle(at);
  const seen = at.matches(':focus-visible') && style.outlineStyle !== 'none'
    && parseFloat(style.outlineWidth) >= 2;
  return {
    name: at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent.trim(),
    inside: panel.contains(at), seen,
  };
}
"""
# A slider in a panel, which is put into the page when the script for it has begun long since.
BUILT_LATE = """
html => {
  const panel = document.createElement('div'), unseen = document.createElement('div');
  panel.className = 'course-panel';
  panel.innerHTML = '<div class="widget-slider"><label class="widget-label">alpha</label>'
    + '<div class="noUi-handle">here</div></div>';
  unseen.innerHTML = html;
  setTimeout(() => { panel.append(unseen); document.body.append(panel) }, 900);
}
"""


def pieces(cells):
    """Of a lesson its panels, a verdict, its quiz, and a figure that needs nothing but imports."""
    panels = [i for text in PANELS for i in pages.places(cells, text)]
    figures = [i for i in pages.places(cells, "figures.") if len(pages.needed(cells, [i])) == 2]
    wanted = [*panels, *pages.verdicts(cells), *pages.places(cells, "quiz.ask("), *figures[:1]]
    return wanted or pages.places(cells, "welcome.")  # the start page has none of these


@pytest.fixture(scope="module")
def gallery(browser, lab):
    """The page with a piece of everything, as high as it is long: all of it is in view."""
    notebook = pages.gallery(lab.root / "lessons", pieces)
    with pages.shown(browser, lab, notebook, "gallery", height=16_000) as page:
        yield page


@pytest.fixture
def wide(gallery):
    """The page in the light theme and a wide window."""
    pages.use_theme(gallery, dark=False)
    gallery.set_viewport_size({"width": 1280, "height": 16_000})
    return gallery


def serious(page):
    """What axe-core finds that is serious or critical: rule, impact and elements."""
    found = Axe().run(page, context=OUTPUTS).response["violations"]
    return [
        (fault["id"], fault["impact"], [node["html"][:200] for node in fault["nodes"]][:3])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def test_everything_was_run_and_is_in_view(wide):
    assert wide.locator(".jp-OutputArea-output img.widget-image").count() == len(PANELS)
    assert wide.locator("[role=status]").count() == 8  # a verdict of each lesson
    assert wide.locator(".widget-radio").count() >= 8 * 3
    assert wide.locator(".jp-OutputArea-output table").count() == 1  # the start page's
    assert wide.errors == []


@THEMES
def test_axe_finds_no_serious_fault_in_what_lessons_show(wide, dark):
    pages.use_theme(wide, dark)
    assert serious(wide) == []


def test_every_picture_has_a_text_alternative(wide):
    alternatives = wide.eval_on_selector_all(
        ".jp-OutputArea-output img:not([hidden])",
        "images => images.map(image => image.getAttribute('alt') || image.title)",
    )
    assert len(alternatives) > len(PANELS)
    assert [text for text in alternatives if len(text or "") < 40] == []


def test_every_control_has_a_name(wide):
    nameless = wide.eval_on_selector_all(
        ".course-panel :is(.noUi-handle, [role=radiogroup], [contenteditable=true], canvas)",
        "all => all.filter(each => !each.getAttribute('aria-label')).map(each => each.outerHTML)",
    )
    assert nameless == []


@pytest.mark.parametrize("width", [NARROW, 1280])
def test_pictures_keep_their_shape_and_nothing_sticks_out(wide, width):
    wide.set_viewport_size({"width": width, "height": 16_000})
    for marker in PANELS:
        panel = PanelPage(wide, marker)
        shown = panel.image.evaluate(
            "i => [i.clientWidth, i.clientHeight, i.naturalWidth, i.naturalHeight]"
        )
        assert shown[0] <= shown[2]
        assert shown[1] == pytest.approx(shown[0] * shown[3] / shown[2], abs=1), marker
        wider = panel.output.locator(".course-panel").evaluate("e => e.scrollWidth - e.clientWidth")
        assert wider <= 1, marker


def test_in_a_narrow_window_the_table_of_digits_is_chosen_where_it_is_seen(wide):
    wide.set_viewport_size({"width": NARROW, "height": 16_000})
    panel = PanelPage(wide, "TrainPanel(")
    cells, image = panel.output.locator(".course-cells").bounding_box(), panel.image.bounding_box()
    share = image["width"] / 860
    assert share < 0.95
    assert cells["width"] == pytest.approx(250 * share, abs=2)
    assert cells["x"] - image["x"] == pytest.approx(398 * share, abs=2)
    assert cells["y"] - image["y"] == pytest.approx(64 * share, abs=2)


def test_a_quiz_is_answered_by_keyboard(wide):
    radio = wide.locator(".widget-radio").first
    radio.locator("input").first.focus()
    wide.keyboard.press("Space")
    reply = radio.locator("xpath=following-sibling::*[1]").get_by_role("status")
    first = reply.inner_text()
    wide.keyboard.press("ArrowDown")
    expect(reply).not_to_have_text(first)


def test_a_list_takes_the_arrow_keys(wide):
    panel = PanelPage(wide, "ElevenPanel(")
    target = panel.output.get_by_label("target", exact=True)
    target.focus()
    wide.keyboard.press("ArrowDown")
    expect(target).not_to_have_value("XOR")
    expect(target).to_be_focused()  # JupyterLab would have gone on to the next cell
    wide.keyboard.press("ArrowUp")
    panel.reset()


def focus(panel):
    """What has the focus now."""
    return panel.output.locator(".course-panel").evaluate(FOCUS)


def walk(panel, key="Tab"):
    """Press Tab from the first button on, until that leaves the panel: what was reached."""
    reached = []
    for _ in range(120):
        at = focus(panel)
        if not at["inside"]:
            return reached
        reached.append(at)
        panel.page.keyboard.press(key)
    raise AssertionError(f"no way out of the panel with {key}: {[at['name'] for at in reached]}")


def test_controls_get_their_names_also_when_the_page_is_built_late(page):
    """JupyterLab may make a widget some time before it puts it into its panel."""
    page.evaluate(BUILT_LATE, framed([]).children[-1].value)
    expect(page.locator(".noUi-handle")).to_have_attribute("aria-label", "alpha")
    assert page.errors == []


@pytest.mark.parametrize("marker", one_a_day(PANELS))
def test_a_panel_is_used_by_keyboard_alone(wide, marker):
    panel, press = PanelPage(wide, marker), wide.keyboard.press
    panel.reset()
    panel.button("Run").focus()
    press("Tab")  # from here on the browser knows that it is used by keyboard
    press("Shift+Tab")
    reached = walk(panel)
    names = [at["name"] for at in reached]
    assert [at["name"] for at in reached if not at["seen"]] == [], "the focus is not seen"
    controls = panel.output.locator(
        "button:enabled:visible, select:enabled:visible, input:enabled:visible, "
        ".noUi-target:not([disabled]) .noUi-handle:visible, "
        ".widget-readout[contenteditable=true]:visible, canvas:visible, .course-cells:visible"
    )
    assert len(reached) == controls.count(), names
    assert all(names)
    panel.output.get_by_label("settings").focus()
    assert len(walk(panel, "Shift+Tab")) == len(reached)

    panel.button("Run").focus()
    press("Space")
    expect(panel.readout).not_to_contain_text("step 0 of")
    if panel.button("Pause").count():
        press("Enter")
    expect(panel.button("Run")).to_be_visible(timeout=60_000)
    press("Tab")
    press("Tab")
    press("Enter")  # Reset
    expect(panel.readout).to_contain_text("step 0 of")
    press("Shift+Tab")
    press("Enter")  # Step
    expect(panel.readout).not_to_contain_text("step 0 of")
    press("Tab")
    press("Tab")
    press("Space")  # Copy as code
    script = panel.output.get_by_label("NumPy script")
    expect(script).to_be_visible()
    expect(script).to_have_value(re.compile("import numpy as np"))
    panel.output.get_by_label("settings").focus()
    press("Tab")
    assert focus(panel)["name"] == "Copy to clipboard"
    press("Tab")
    assert focus(panel)["name"] == "NumPy script"
    press("Tab")
    assert not focus(panel)["inside"]
    panel.button("Copy as code").focus()
    press("Space")
    expect(script).to_be_hidden()


@pytest.mark.parametrize("marker", one_a_day(PANELS))
def test_the_seed_is_counted_up_by_key(wide, marker):
    panel = PanelPage(wide, marker)
    seed = panel.output.get_by_label("seed", exact=True)
    if not seed.count() or seed.is_disabled():
        pytest.skip("this panel has no luck in it as it stands")
    before = json.loads(panel.settings_line())["seed"]
    seed.focus()
    panel.page.keyboard.press("ArrowUp")
    panel.page.keyboard.press("Tab")
    expect(panel.output.get_by_label("settings")).to_have_value(
        re.compile(f'"seed": {before + 1}\\b')
    )
    if panel.button("Pause").count():
        panel.button("Pause").click()
