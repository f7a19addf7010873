"""Lesson 07: all that is asked, in the order of the lesson."""

from course.graveyard import (
    exercises_from_memory as from_memory,
    exercises_of_corpses as of_corpses,
    exercises_of_gradients as of_gradients,
    exercises_of_signs as of_signs,
    exercises_of_starts as of_starts,
)
from course.kit.checking import checker

EXERCISES = (
    of_signs.DEAD_SHARE,
    of_signs.GRADIENT_RATIO,
    of_starts.HE_STD,
    of_gradients.WRONG_GRADIENTS,
    of_corpses.FIRST_CORPSE,
    of_corpses.SECOND_CORPSE,
    of_corpses.THIRD_CORPSE,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
