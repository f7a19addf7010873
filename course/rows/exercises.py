"""Lesson 08: all that is asked, in the order of the lesson."""

from course.kit.checking import checker
from course.rows import (
    exercises_from_memory as from_memory,
    exercises_of_layers as of_layers,
    exercises_of_rules as of_rules,
    exercises_of_shapes as of_shapes,
    exercises_of_tests as of_tests,
)

EXERCISES = (
    of_shapes.SHAPES,
    of_shapes.PRODUCT,
    of_layers.BATCH_FORWARD,
    of_shapes.BIAS_GRADIENT,
    of_rules.DELTA,
    of_layers.BATCH_BACKWARD,
    of_rules.L2_UPDATE,
    of_tests.CAUGHT_IN_PLACE,
    of_tests.CAUGHT_OVERLAP,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
