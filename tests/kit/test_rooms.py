"""A room's ``check``, and that nobody pays for exercises who asks for a network only."""

import importlib
import subprocess
import sys

import pytest

from course import LESSONS

ROOMS = [lesson.room for lesson in LESSONS]


@pytest.mark.parametrize("room", ROOMS)
def test_a_network_loads_no_exercises_neither_its_own_nor_those_of_earlier_lessons(room):
    asked = f"import sys, course.{room}.net; print([m for m in sys.modules if 'exercises' in m])"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("[]\n", "")


@pytest.mark.parametrize("room", ROOMS)
def test_check_is_that_of_the_rooms_exercises(room, monkeypatch):
    asked = []
    exercises = importlib.import_module(f"course.{room}.exercises")
    monkeypatch.setattr(exercises, "check", lambda *given: asked.append(given) or "the verdict")
    assert importlib.import_module(f"course.{room}").check("name", len) == "the verdict"
    assert asked == [("name", len)]
