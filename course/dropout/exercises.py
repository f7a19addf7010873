"""Lesson 03: all that is asked, in the order of the lesson."""

from course.dropout import (
    exercises_from_memory as from_memory,
    exercises_of_averages as of_averages,
    exercises_of_masks as of_masks,
    exercises_of_networks as of_networks,
    exercises_of_weights as of_weights,
)
from course.kit.checking import checker

EXERCISES = (
    of_masks.DRAW_MASK,
    of_masks.DROP,
    of_networks.FORWARD,
    of_networks.LOSS_AND_GRADIENTS,
    of_averages.AVERAGE_OF_MASKS,
    of_weights.DROP_CONNECT,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
