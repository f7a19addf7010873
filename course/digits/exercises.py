"""Lesson 06: all that is asked, in the order of the lesson."""

from course.digits import (
    exercises_from_memory as from_memory,
    exercises_of_costs as of_costs,
    exercises_of_labels as of_labels,
    exercises_of_lots as of_lots,
    exercises_of_probabilities as of_probabilities,
)
from course.kit.checking import checker

EXERCISES = (
    of_labels.ONE_HOT,
    of_probabilities.SOFTMAX,
    of_costs.CROSS_ENTROPY,
    of_costs.LOGIT_GRADIENT,
    of_lots.MINIBATCHES,
    of_labels.CONFUSION_MATRIX,
    of_lots.HE_INIT,
    from_memory.REBUILD,
)

check = checker(EXERCISES)
