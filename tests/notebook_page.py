"""A notebook in a real JupyterLab, driven as a person would: open, run all, type, press keys."""

import re

IDLE = "css=.jp-Notebook-ExecutionIndicator[data-status=idle]"

# Notes in the page itself, where the learner is: when a key or button was pressed, when a picture
# was loaded and the next frame painted, what the read-out said then.
PROBE = """
([image, readout]) => {
  const probe = {presses: [], pictures: [], readouts: []};
  const press = () => probe.presses.push(performance.now());
  document.addEventListener('keydown', press, true);
  document.addEventListener('mousedown', press, true);
  image.addEventListener('load', () =>
    requestAnimationFrame(() => probe.pictures.push(performance.now())));
  new MutationObserver(() => {
    const step = /step ([\\d,]+)/.exec(readout.textContent);
    if (step) probe.readouts.push([performance.now(), parseInt(step[1].replaceAll(',', ''))]);
  }).observe(readout, {childList: true, subtree: true, characterData: true});
  window.probe = probe;
}
"""


def open_notebook(page, lab, path):
    """Show one notebook alone, without file browser, and wait until its kernel is ready."""
    page.goto(f"{lab.url}/doc/tree/{path}?token={lab.token}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector(IDLE, timeout=60_000)


def run_all(page, *, seconds=180):
    """Run > Run All Cells, and wait for the last one."""
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells$")).click()
    # JupyterLab shows numbers of the cells in view only. So: nothing left to do, twice in a row.
    idle = 0
    for _ in range(2 * seconds):
        page.wait_for_timeout(500)
        busy = page.locator(".jp-InputPrompt", has_text="[*]").count()
        idle = idle + 1 if page.locator(IDLE).count() and not busy else 0
        if idle == 2:
            return
    raise AssertionError(f"the notebook was not through after {seconds} s")


def scroll_to(page, locator):
    """Scroll down until something is there: JupyterLab makes only the cells that are in view."""
    page.locator(".jp-Notebook").first.hover()
    page.mouse.wheel(0, -1_000_000)
    for _ in range(200):
        if locator.count():
            locator.first.scroll_into_view_if_needed()
            return
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(50)
    raise AssertionError(f"nothing like {locator} on the whole page")


class PanelPage:
    """The live panel of a page: the cell output that holds a widget with a picture."""

    def __init__(self, page):
        self.page = page
        self.output = page.locator(".jp-OutputArea-output", has=page.locator("img.widget-image"))
        self.image = self.output.locator("img.widget-image")
        self.readout = self.output.locator(".widget-html-content").first
        scroll_to(page, self.image)

    def button(self, name):
        return self.output.locator("button", has_text=re.compile(f"^{name}$"))

    def slider(self, label):
        """The handle of a slider, which takes the arrow keys."""
        row = self.output.locator(".widget-hslider", has_text=label)
        return row.locator(".noUi-handle")

    def text(self):
        return self.readout.inner_text()

    def settings_line(self):
        return self.output.locator("input[type=text]").input_value()

    def shot(self):
        """The picture as the eye sees it, as bytes."""
        return self.image.screenshot()

    def press(self, key):
        """Press a key, and say when the page knew of it."""
        self.page.keyboard.press(key)
        return self.noted()["presses"][-1]

    def click(self, name):
        """Click a button, and say when the page knew of it."""
        self.button(name).click()
        return self.noted()["presses"][-1]

    def watch(self):
        """Begin to note times; ``noted`` gives them."""
        handles = [self.image.element_handle(), self.readout.element_handle()]
        self.page.evaluate(PROBE, handles)

    def noted(self):
        return self.page.evaluate("() => window.probe")


def rewrite(page, marker, code):
    """Replace the code of the cell that contains ``marker``, run it, and return its output."""
    cell = page.locator(".jp-Notebook .jp-CodeCell", has_text=marker)
    scroll_to(page, cell)
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)  # as pasted: the editor adds no indentation of its own
    page.keyboard.press("Shift+Enter")
    return cell.locator(".jp-OutputArea")
