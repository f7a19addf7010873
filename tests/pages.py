"""A short page made from a long lesson: only what a panel or a figure needs to be shown.

Lessons take minutes, and JupyterLab makes only the cells in view. What is about looks alone runs
in an excerpt: the wanted cells, and those before them whose names they use.
"""

import ast
from contextlib import contextmanager

import nbformat
from notebook_page import lesson_page, open_notebook, run_all, watched_page
from playwright.sync_api import expect

WORKED_WITH = ("Panel(", ".check(", "quiz.ask")


def names(source):
    """The names that a cell gives something to, those whose insides it changes, and those that it
    uses, but for the variables of its own loops."""
    tree = ast.parse("\n".join(line for line in source.splitlines() if line[:1] not in "%!"))
    given, changed, used, own = set(), set(), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (used if isinstance(node.ctx, ast.Load) else given).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            given.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            given |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            changed |= _named(node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            own |= _named(node.target)
    return given, changed, used - own


def _named(tree):
    return {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}


def needed(cells, wanted):
    """Which code cells have to be run to show the wanted ones: their places, in order.

    Exercises are left out: blank, they leave the course's own functions in place.
    """
    kept, missing = set(wanted), set()
    for i in reversed(range(max(wanted) + 1)):
        if cells[i].cell_type != "code":
            continue
        given, changed, used = names(cells[i].source)
        helps = (given | changed) & missing and "exercise" not in cells[i].metadata
        if i in kept or helps:
            kept.add(i)
            missing = (missing - given) | used
    return sorted(kept)


def places(cells, text):
    """Which code cells have this text in them, exercises apart."""
    return [
        i
        for i, cell in enumerate(cells)
        if cell.cell_type == "code" and text in cell.source and "exercise" not in cell.metadata
    ]


def verdicts(cells, count=1):
    """The places of the first exercises, whose verdicts are to be seen."""
    return [i for i, cell in enumerate(cells) if "exercise" in cell.metadata][:count]


def excerpt(notebook, wanted, *, prose=False):
    """A notebook with no other code than the wanted cells need; ``prose`` keeps all of the text."""
    kept = set(needed(notebook.cells, wanted))
    if prose:
        kept |= {i for i, cell in enumerate(notebook.cells) if cell.cell_type == "markdown"}
    made = nbformat.v4.new_notebook(metadata=notebook.metadata)
    made.cells = [notebook.cells[i] for i in sorted(kept)]
    return made


@contextmanager
def short_lesson(browser, lab, name):
    """A watched page with what a reader works with in a lesson, run and saved: its text, panels,
    exercises and quiz. Cells that only show what was measured are left out: nbval runs them."""
    path = f"in_short/{name}.ipynb"
    lesson = nbformat.read(lab.root / "lessons" / f"{name}.ipynb", 4)
    wanted = [
        i
        for i, cell in enumerate(lesson.cells)
        if cell.cell_type == "code" and any(mark in cell.source for mark in WORKED_WITH)
    ]
    (lab.root / path).parent.mkdir(exist_ok=True)
    nbformat.write(excerpt(lesson, wanted, prose=True), lab.root / path)
    with lesson_page(browser, lab, path) as page:
        yield page


def use_theme(page, dark):
    """Show JupyterLab in its dark or light theme."""
    wanted = "JupyterLab Dark" if dark else "JupyterLab Light"
    body = page.locator("body")
    if body.get_attribute("data-jp-theme-name") == wanted:
        return
    for name in ("Settings", "Theme", wanted):
        label = page.locator(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel")
        label.get_by_text(name, exact=True).first.click()
    expect(body).to_have_attribute("data-jp-theme-name", wanted, timeout=30_000)


@contextmanager
def shown(browser, lab, notebook, name, *, height=1000, seconds=180):
    """A watched page, as high as asked, with a notebook that was made for it, all of it run."""
    path = f"lessons/{name}.ipynb"
    nbformat.write(notebook, lab.root / path)
    with watched_page(browser) as page:
        open_notebook(page, lab, path)
        run_all(page, seconds=seconds)
        page.set_viewport_size({"width": 1280, "height": height})
        yield page


def gallery(root, wanted):
    """One notebook with pieces of all lessons, one after the other, and long code out of sight.

    Parameters
    ----------
    root : Path of the folder that the lessons are in
    wanted : function of a lesson's cells, gives the places of those that are to be shown
    """
    made = nbformat.v4.new_notebook()
    for path in sorted(root.glob("0*.ipynb")):
        lesson = nbformat.read(path, 4)
        made.metadata = lesson.metadata
        made.cells += excerpt(lesson, wanted(lesson.cells)).cells
    for number, cell in enumerate(made.cells):
        cell.id = f"piece-{number}"
        if cell.source.count("\n") > 8:
            cell.metadata["jupyter"] = {"source_hidden": True}
    return made
