"""Lesson 06, a digit classifier you can draw on: ten answers, their probabilities, and how sure."""

from course.digits.exercises import check

__all__ = ["check"]
