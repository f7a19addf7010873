"""Lesson 01, eleven lines: one hidden layer learns what no single weight matrix can."""

from course.eleven.exercises import check

__all__ = ["check"]
