"""What every test may use: a home of its own, a JupyterLab, a browser."""

import os

# As `make lab` and `make test` have it, before NumPy is loaded: threads only wait for each other in
# products as small as those of the course.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import shutil
from itertools import count

import browser as browser_finder
import hypothesis
import labserver
import notebook_page
import pytest

# A shared machine is slow by fits, so no example has a deadline. On CI the examples are the
# same every time: a red run then means that the code changed.
hypothesis.settings.register_profile("course", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "course")


def pytest_collection_modifyitems(items):
    """Put browser tests last: Playwright leaves an event loop running in the main thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Paths for the homes of all tests. A ``tmp_path`` each would take longer than most tests."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(i) for i in count())


@pytest.fixture(autouse=True)
def course_home(homes, monkeypatch):
    """The folder of this test's own progress file, never the user's. It is not there yet."""
    home = next(homes)
    monkeypatch.setenv("COURSE_HOME", str(home))
    # What a test starts stays away from the network too; pytest-socket sees only this process.
    monkeypatch.setenv("PYTHONPATH", str(labserver.OFFLINE))
    return home


@pytest.fixture(scope="session")
def chromium():
    """Path of the browser. Without one: a skip on a laptop, a failure under ``CI=true``."""
    path = browser_finder.find()
    if path is None:
        end = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        end("No Chromium or Chrome was found. Install one, or name it: CHROMIUM=/path/to/it")
    return path


@pytest.fixture(scope="session")
def start_lab(tmp_path_factory):
    """Function that starts a JupyterLab on a folder; all of them are stopped at the end."""
    if not shutil.which("make"):
        pytest.skip("JupyterLab is started with make, which is not installed.")
    started = []
    # Two servers that look for a free port at the same moment find the same one.
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    own = f"--ServerApp.port={8888 + 100 * worker}"

    def start(root, *arguments):
        lab = labserver.start(root, tmp_path_factory.mktemp("home"), *(arguments or [own]))
        started.append(lab.process)
        return lab

    yield start
    for process in started:
        labserver.stop(process)


@pytest.fixture(scope="session")
def lab(start_lab, tmp_path_factory):
    """A JupyterLab on a copy of the lessons and solutions: `url`, `token`, `root`."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("lessons", "solutions"):
        shutil.copytree(
            labserver.REPOSITORY / folder,
            root / folder,
            ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
        )
    return start_lab(root)


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless browser for all tests of a run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(browser_finder.FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """A fresh page that asks nobody but this machine."""
    with notebook_page.watched_page(browser) as page:
        yield page
