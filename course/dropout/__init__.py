"""Lesson 03, dropout: to fit is not to understand. A mask of coin tosses, and what it does."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("dropout")
