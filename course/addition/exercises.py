"""Lesson 04: what is asked, how it is judged, and which mistakes are known."""

from course.kit.checking import Exercise, checker

EXERCISES: tuple[Exercise, ...] = ()

check = checker(EXERCISES)
