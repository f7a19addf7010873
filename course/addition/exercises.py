"""Lesson 04: all that is asked, in the order of the lesson."""

from course.addition import (
    exercises_from_memory as from_memory,
    exercises_of_bits as of_bits,
    exercises_of_cells as of_cells,
    exercises_of_clipping as of_clipping,
    exercises_of_positions as of_positions,
    exercises_of_slopes as of_slopes,
)
from course.kit.checking import checker

EXERCISES = (
    of_bits.BITS_OF,
    of_positions.HIDDEN_STEP,
    of_positions.UNROLL,
    of_slopes.BACKWARD_STEP,
    of_slopes.ACCUMULATE,
    of_clipping.CLIP,
    of_cells.CELL,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
