"""Lesson 05, the neural stack: a memory that a network learns to use, and signs that it does."""

from course.stack.exercises import check

__all__ = ["check"]
