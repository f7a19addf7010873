"""Lesson 05: all that is asked, in the order of the lesson."""

from course.kit.checking import checker
from course.stack import (
    exercises_from_memory as from_memory,
    exercises_of_heads as of_heads,
    exercises_of_queues as of_queues,
    exercises_of_slopes as of_slopes,
    exercises_of_stacks as of_stacks,
)

EXERCISES = (
    of_stacks.STRENGTHS,
    of_stacks.READ,
    of_stacks.VALUES,
    of_slopes.READ_BACKWARD,
    of_slopes.STRENGTHS_BACKWARD,
    of_heads.HEADS,
    of_queues.QUEUE_STEP,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
