"""A notebook in a real JupyterLab, driven as a person would: open, run all, type, press keys."""

import re
import time
from contextlib import contextmanager
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import expect

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


def one_a_day(values):
    """The first of them every day, the others once a week.

    For controls of a panel, which all are touched every day, without a browser.
    """
    first, *others = (
        pytest.param(*(each if isinstance(each, tuple) else (each,))) for each in values
    )
    return [first, *(pytest.param(*each.values, marks=pytest.mark.weekly) for each in others)]


def open_notebook(page, lab, path):
    """Show one notebook alone, without file browser, and wait until its kernel is ready."""
    page.goto(f"{lab.url}/doc/tree/{path}?token={lab.token}&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_selector(IDLE, timeout=60_000)


@contextmanager
def watched_page(browser):
    """A fresh page of 1280 x 1000. Its uncaught JavaScript errors are in ``errors``; at the end it
    fails if it asked anyone but this machine."""
    outside = []

    def note(request):
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "127.0.0.1":
            outside.append(request.url)

    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    try:
        context.on("request", note)
        page = context.new_page()
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(error.stack or str(error)))
        yield page
    finally:
        context.close()
    assert not outside, f"The page asked other machines: {outside}"


@contextmanager
def lesson_page(browser, lab, path):
    """A watched page with a notebook that was run from top to bottom and saved: its ``notebook`` is
    what JupyterLab saved."""
    with watched_page(browser) as page:
        open_notebook(page, lab, path)
        run_all(page)
        page.notebook = _saved(page, lab.root / path)
        yield page


def _saved(page, path):
    """Save, and read the notebook once the file is younger than the wish to save it."""
    pressed = time.time_ns()
    for i in range(60):
        if i % 10 == 0:  # a key pressed while JupyterLab is still busy may be lost
            page.keyboard.press("ControlOrMeta+s")
        if path.stat().st_mtime_ns > pressed:  # else an autosave, perhaps from before the end
            return nbformat.read(path, 4)
        page.wait_for_timeout(500)
    raise AssertionError(f"JupyterLab has not saved what it ran in {path}")


def faults(notebook):
    """What is wrong with a notebook that was run: cells that ended with an error, that were never
    run, or that judge an answer to be wrong."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        name = cell.source.splitlines()[0]
        if not cell.execution_count:
            found.append(f"not run: {name}")
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"{output.ename}: {name}")
            if "Not yet:" in str(output.get("data", "")):
                found.append(f"judged wrong: {name}")
    return found


def ran_to_its_end(lesson):
    """Was a lesson with all its exercises blank run to its last one, and is nothing wrong?"""
    last = lesson.locator(".jp-Notebook .jp-CodeCell").last
    expect(last.locator(".jp-OutputArea")).to_contain_text("To do: rebuild")
    assert not (found := faults(lesson.notebook)), found
    assert not lesson.errors, lesson.errors


def run_all(page, *, seconds=180):
    """Run > Run All Cells, and wait for the last one."""
    _choose_run_all(page)
    # JupyterLab shows numbers of the cells in view only. So: nothing left to do, twice in a row.
    idle = 0
    for _ in range(2 * seconds):
        page.wait_for_timeout(500)
        busy = page.locator(".jp-InputPrompt", has_text="[*]").count()
        idle = idle + 1 if page.locator(IDLE).count() and not busy else 0
        if idle == 2:
            if page.locator(".jp-InputPrompt", has_text=re.compile(r"\[\d+\]")).count():
                return
            _choose_run_all(page)  # a slow machine's kernel had not been ready: nothing was run
            idle = 0
    raise AssertionError(f"the notebook was not through after {seconds} s")


def _choose_run_all(page):
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Run All Cells$")).click()


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
    """A live panel of a page: the output, with a picture in a widget, of the cell whose code has
    ``marker`` in it."""

    def __init__(self, page, marker="Panel("):
        self.page = page
        cell = page.locator(".jp-CodeCell", has=page.locator(".jp-InputArea", has_text=marker))
        picture = page.locator("img.widget-image")
        self.output = cell.locator(".jp-OutputArea-output", has=picture)
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

    def type_line(self, settings):
        """Type a line of settings; returns where it stands."""
        line = self.output.get_by_label("settings")
        line.fill(settings)
        line.press("Enter")
        return line

    def as_new(self, settings, *, trains=True):
        """The panel with these settings, waiting at its start, whatever it did before.

        With ``trains`` a line of settings begins a run.
        """
        if self.output.get_by_label("settings").input_value() != settings:
            self.type_line(settings)
            if trains:  # else Reset might come before the run
                expect(self.button("Pause")).to_be_visible()
        self.reset()
        return self

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

    def reset(self):
        """Back to the start, and wait until the read-out says so."""
        self.button("Reset").click()
        expect(self.readout).to_contain_text("step 0 of")
        expect(self.button("Run")).to_be_visible()

    def runs_pauses_and_resets(self):
        """Run it from its start, pause, and reset it: does all of that happen, and no more?"""
        start = self.shot()
        self.button("Run").click()
        expect(self.readout).not_to_contain_text("step 0 of")
        self.button("Pause").click()
        expect(self.button("Run")).to_be_visible()
        assert self.shot() != start
        assert self.rests(), "it went on after Pause"
        self.reset()
        assert self.shot() == start, "Reset did not bring the first picture back"

    def rests(self, *, tries=6):
        """Does the read-out stay as it is? What was under way may still come: browsers are slow."""
        for _ in range(tries):
            text = self.text()
            self.page.wait_for_timeout(300)
            if self.text() == text:
                return True
        return False

    def trains_at_a_key(self, label, key="ArrowRight"):
        """Move a slider of a panel that waits at its start, by keyboard: does all of it follow?"""
        before, text, line = self.image.get_attribute("src"), self.text(), self.settings_line()
        self.slider(label).focus()
        self.page.keyboard.press(key)
        expect(self.readout).not_to_contain_text("step 0 of")
        assert self.image.get_attribute("src") != before
        assert self.text() != text
        assert self.settings_line() != line

    def first_picture(self, pressed):
        """Milliseconds from a key to the next picture, however long it takes; then all is quiet."""
        self.page.wait_for_timeout(300)
        self.page.wait_for_function("t => probe.pictures.some(each => each > t)", arg=pressed)
        return min(t for t in self.noted()["pictures"] if t > pressed) - pressed

    def latencies(self, moves=12):
        """Move alpha and pause, again and again, then train for three seconds.

        Returns
        -------
        first, stopped : lists of milliseconds to the first picture after a key, to the last after
            Pause
        rate : pictures a second
        """
        self.watch()
        alpha = self.slider("alpha")
        first, stopped = [], []
        for i in range(moves):
            alpha.focus()
            pressed = self.press("ArrowRight" if i % 2 else "ArrowLeft")
            first.append(self.first_picture(pressed))
            pressed = self.click("Pause")
            self.page.wait_for_timeout(300)
            after = [t for t in self.noted()["pictures"] if t > pressed]
            stopped.append(max(after, default=pressed) - pressed)
        began = self.click("Run")
        self.page.wait_for_timeout(3_000)
        ended = self.click("Pause")
        pictures = [t for t in self.noted()["pictures"] if began < t < ended]
        rate = 1e3 * (len(pictures) - 1) / (pictures[-1] - pictures[0])
        print_measured("first picture after a key", first)
        print_measured("last picture after Pause", stopped)
        print_measured("from picture to picture while training", [1e3 / rate])
        return first, stopped, rate


def print_measured(what, milliseconds):
    """For people, and for `make bench`, which reads these lines."""
    print(f"\nmeasured, ms: {what}: {' '.join(f'{each:.0f}' for each in milliseconds)}")


def rewrite(page, marker, code):
    """Replace the code of the cell that contains ``marker``, run it, and return its output."""
    cell = page.locator(".jp-Notebook .jp-CodeCell", has_text=marker)
    scroll_to(page, cell)
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)  # as pasted: the editor adds no indentation of its own
    page.keyboard.press("Shift+Enter")
    return cell.locator(".jp-OutputArea")
