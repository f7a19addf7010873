"""The frame of every lesson: what its table of contents promises is what its text has."""

import re

import pytest
from lesson_text import LessonText

from course import LESSONS
from course.kit.checking import exercises

each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.room)


@each_lesson
def test_the_lesson_takes_as_long_as_the_table_of_contents_says(lesson):
    text = LessonText(lesson.file)
    assert re.search(rf"about {lesson.minutes} minutes (for|to)", text.words)


@each_lesson
def test_every_exercise_of_the_room_is_asked_once_in_order(lesson):
    text = LessonText(lesson.file)
    asked = [c.metadata["exercise"] for c in text.notebook.cells if "exercise" in c.metadata]
    assert asked == [key for key in exercises() if key.startswith(f"{lesson.room}.")]
    assert asked[-1] == f"{lesson.room}.rebuild"
    numbers = re.findall(r"### Exercise (\d+)", text.text)
    assert numbers == [str(i) for i in range(1, len(asked))]


@each_lesson
def test_every_answer_of_the_solution_notebook_is_judged_right(lesson):
    text = LessonText(lesson.file)
    cells = [cell for cell in text.stored.cells if "exercise" in cell.metadata]
    judged = ["".join(output["data"]["text/plain"] for output in cell.outputs) for cell in cells]
    assert [told.split(":")[0] for told in judged] == ["✔ Right"] * len(cells)
