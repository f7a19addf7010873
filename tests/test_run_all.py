"""Run All Cells in a real JupyterLab, on the start page and on every solution notebook.

The lesson notebooks themselves are run by the browser tests of their rooms.
"""

import pytest
from notebook_page import error_outputs, lesson_page

from course import LESSONS

pytestmark = pytest.mark.browser
NOTEBOOKS = ["lessons/00_start_here", *(f"solutions/{lesson.file}" for lesson in LESSONS)]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_run_all_passes(browser, lab, path):
    with lesson_page(browser, lab, f"{path}.ipynb") as page:
        assert error_outputs(page) == 0
        assert page.get_by_text("Not yet:").count() == 0
        assert page.errors == []
