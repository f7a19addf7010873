"""Lesson 07, the graveyard: networks that failed, what they died of, and what would have helped."""

from course.kit.rooms import checks

__all__ = ["check"]

check = checks("graveyard")
