"""Lesson 01, eleven lines: one hidden layer learns what no single weight matrix can."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("eleven")
