"""Lesson 01: all that is asked, in the order of the lesson."""

from course.eleven import (
    exercises_from_memory as from_memory,
    exercises_of_deltas as of_deltas,
    exercises_of_gradients as of_gradients,
    exercises_of_layers as of_layers,
    exercises_of_slopes as of_slopes,
    exercises_of_steps as of_steps,
)
from course.kit.checking import checker

EXERCISES = (
    of_slopes.SIGMOID,
    of_slopes.SLOPE,
    of_deltas.OUTPUT_DELTA,
    of_layers.FORWARD,
    of_deltas.HIDDEN_DELTA,
    of_gradients.LOSS_AND_GRADIENTS,
    of_steps.TRAINING_STEP,
    of_layers.PRODUCT_BY_LOOPS,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
