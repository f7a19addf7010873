"""Lesson 07, the graveyard: networks that failed, what they died of, and what would have helped."""

from course.graveyard.exercises import check

__all__ = ["check"]
