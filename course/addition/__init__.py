"""Lesson 04, a recurrent network that adds: what has to be remembered, and how it lasts."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("addition")
