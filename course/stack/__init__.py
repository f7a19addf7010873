"""Lesson 05, the neural stack: a memory that a network learns to use, and signs that it does."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("stack")
