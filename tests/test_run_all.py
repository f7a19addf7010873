"""Run All Cells in a real JupyterLab, on the start page and, once a week, on every notebook.

Every day the browser tests of the rooms run their lessons in short, and nbval runs all cells of all
lessons and compares what those of the solutions say.
"""

import nbformat
import pytest
from notebook_page import faults, lesson_page

from course import LESSONS

pytestmark = pytest.mark.browser
NOTEBOOKS = [
    "lessons/00_start_here",
    *(
        pytest.param(f"{folder}/{each.file}", marks=pytest.mark.weekly)
        for folder in ("lessons", "solutions")
        for each in LESSONS
    ),
]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_run_all_passes(browser, lab, path):
    with lesson_page(browser, lab, f"{path}.ipynb") as page:
        assert faults(page.notebook) == []
        assert page.errors == []


def test_a_cell_that_fails_is_noticed(browser, lab):
    cells = [nbformat.v4.new_code_cell(source) for source in ("1", "1 / 0", "2")]
    broken = nbformat.v4.new_notebook(cells=cells)
    broken.metadata.kernelspec = {"name": "python3", "display_name": "Python", "language": "python"}
    nbformat.write(broken, lab.root / "lessons" / "broken.ipynb")
    with lesson_page(browser, lab, "lessons/broken.ipynb") as page:
        assert faults(page.notebook) == ["ZeroDivisionError: 1 / 0", "not run: 2"]
