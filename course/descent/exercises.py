"""Lesson 02: all that is asked, in the order of the lesson."""

from course.descent import (
    exercises_from_memory as from_memory,
    exercises_of_optimisers as of_optimisers,
    exercises_of_steps as of_steps,
    exercises_of_sweeps as of_sweeps,
    exercises_of_walks as of_walks,
)
from course.kit.checking import checker

EXERCISES = (
    of_steps.NUMERICAL_SLOPE,
    of_steps.DESCENT_STEP,
    of_walks.DESCEND,
    of_walks.SIGN_CHANGES,
    of_sweeps.TRAIN_ALL,
    of_optimisers.MOMENTUM,
    of_optimisers.ADAM,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
