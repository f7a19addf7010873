"""Lesson 02, gradient descent: what the step size does, and what one changed line does for it."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("descent")
