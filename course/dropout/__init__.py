"""Lesson 03, dropout: to fit is not to understand. A mask of coin tosses, and what it does."""

from course.dropout.exercises import check

__all__ = ["check"]
