"""The start page: is everything in place, and how far has this learner come?"""

import importlib.metadata
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_path

from course import LESSONS
from course.kit import progress
from course.kit.checking import exercises

NEEDED = ("numpy", "matplotlib", "ipywidgets", "jupyterlab", "scikit-learn")
SETTINGS = "eleven-lines.json"


def check_environment() -> None:
    """Say in plain words whether the course can run here, and if not, what to do."""
    from IPython.display import Markdown, display

    problems = [problem for problem in (_settings(), *map(_package, NEEDED)) if problem]
    if problems:
        told = ["✘ Something is missing:", *(f"- {problem}" for problem in problems)]
    else:
        told = ["✔ Packages and JupyterLab's settings are in place. Go on to the first lesson."]
    display(Markdown("\n".join(told)))


def lesson_table() -> None:
    """Show the lessons, how long they take, and how many exercises are solved."""
    from IPython.display import Markdown, display

    passed, message = progress.passed()
    rows = ["| done | lesson | minutes | exercises solved |", "|:-:|:--|--:|--:|"]
    for lesson in LESSONS:
        keys = [key for key, exercise in exercises().items() if exercise.room == lesson.room]
        solved = sum(key in passed for key in keys)
        mark = "✔" if solved == len(keys) else "…" if solved else ""
        link = f"[{lesson.title}]({lesson.file}.ipynb)"
        rows.append(
            f"| {mark} | {lesson.number}. {link} | {lesson.minutes} | {solved} of {len(keys)} |"
        )
    display(Markdown("\n".join([*rows, "", message])))


def _settings() -> str:
    here = Path(sys.prefix, "share", "jupyter", "lab", "settings")
    folders = [here, *map(Path, jupyter_path("lab", "settings"))]
    if any((folder / "overrides.d" / SETTINGS).exists() for folder in folders):
        return ""
    return (
        "JupyterLab's settings for live panels are not installed here. Close JupyterLab and start "
        "it with `make lab`, or run `pip install -e .` in the course's folder."
    )


def _package(name: str) -> str:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return f"{name} is not installed here. Close JupyterLab and start it with `make lab`."
    return ""
