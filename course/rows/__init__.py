"""Lesson 08, nice, neat rows: a whole mini-batch in one product, and what that is worth."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("rows")
