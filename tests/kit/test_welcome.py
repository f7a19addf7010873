"""The start page: what is missing is said in plain words, and what is solved is counted."""

import importlib.metadata
import sys

import pytest

from course import LESSONS
from course.kit import progress, welcome
from course.kit.checking import exercises


@pytest.fixture(autouse=True)
def not_paused(monkeypatch):
    monkeypatch.setattr(progress, "_paused", False)


@pytest.fixture
def shown(monkeypatch):
    """What was displayed, as texts."""
    texts = []
    monkeypatch.setattr("IPython.display.display", lambda markdown: texts.append(markdown.data))
    return texts


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The only folder in which settings are looked for besides the environment's own."""
    folder = tmp_path / "data" / "lab" / "settings"
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "environment"))
    monkeypatch.setattr(welcome, "jupyter_path", lambda *_: [str(folder)])
    return folder


def install(folder):
    (folder / "overrides.d").mkdir(parents=True)
    (folder / "overrides.d" / "eleven-lines.json").write_text("{}")


def rows(text):
    return [line for line in text.splitlines() if ".ipynb" in line]


@pytest.mark.parametrize("solved", ["nothing", "some", "all"])
def test_the_table_counts_what_is_solved(solved, shown):
    lesson = LESSONS[0]
    keys = [key for key, exercise in exercises().items() if exercise.room == lesson.room]
    done = {"nothing": [], "some": keys[:2], "all": keys}[solved]
    for key in done:
        progress.record(key)
    welcome.lesson_table()
    first, *others = rows(shown[0])
    assert len(others) == len(LESSONS) - 1
    assert f"[{lesson.title}]({lesson.file}.ipynb)" in first
    assert first.endswith(f"| {len(done)} of {len(keys)} |")
    assert first.startswith({"nothing": "|  |", "some": "| … |", "all": "| ✔ |"}[solved])


def test_a_damaged_progress_file_is_told_below_the_table(course_home, shown):
    course_home.mkdir()
    progress.path().write_text("{")
    welcome.lesson_table()
    assert rows(shown[0])
    assert "Your progress file was damaged" in shown[0]


@pytest.mark.parametrize("place", ["data folder", "environment"])
def test_all_is_well_when_packages_and_settings_are_there(place, settings, tmp_path, shown):
    lab = tmp_path / "environment" / "share" / "jupyter" / "lab"
    install(settings if place == "data folder" else lab / "settings")
    welcome.check_environment()
    assert shown == [
        "✔ Packages and JupyterLab's settings are in place. Go on to the first lesson."
    ]


def test_missing_settings_are_told_with_what_to_do(settings, shown):
    welcome.check_environment()
    assert shown[0].startswith("✘ Something is missing:\n- JupyterLab's settings")
    assert "`make lab`" in shown[0]


def test_a_missing_package_is_told_by_its_name(settings, monkeypatch, shown):
    install(settings)
    version = importlib.metadata.version

    def without_widgets(name):
        if name == "ipywidgets":
            raise importlib.metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(importlib.metadata, "version", without_widgets)
    welcome.check_environment()
    assert shown == [
        "✘ Something is missing:\n"
        "- ipywidgets is not installed here. Close JupyterLab and start it with `make lab`."
    ]
