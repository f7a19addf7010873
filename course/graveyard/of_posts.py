"""Specimens from the posts of lessons 02, 03 and 05, and from one that does all in loops."""

from functools import partial

from course.descent.optimisers import adam
from course.digits.data import INK
from course.dropout.net import published_loss_and_gradients
from course.graveyard import faults
from course.graveyard.bodies import dense, sigmoid, thinned
from course.graveyard.sequences import controller
from course.graveyard.specimens import Specimen, above
from course.graveyard.tables import exclusive_or, pictures, reversals, with_ones

half, half_in_words = above(0.5)
most, most_in_words = above(0.7)
nearly_all, nearly_all_in_words = above(0.9)
ALPHA = 0.1  # of the loops

DELTA = Specimen(
    name="dropout with the wrong delta",
    tried="Dropout of three quarters of the hidden units, in three lines: the masked value is "
    "written over what the unit says.",
    symptom="One digit or two are said for everything.",
    cause="wrong gradient",
    evidence="The gradient of the first weights is far from what finite differences measure; that "
    "of the last weights is right. The slope of the sigmoid was taken at 4 h, where there is none.",
    cure="Take the slope at h, and multiply by the mask.",
    source="Andrew Trask, Hinton's Dropout in 3 Lines of Python, 2015",
    settings={
        "body": thinned(rate=0.75, loss_and_gradients=published_loss_and_gradients),
        "table": with_ones,
        "start": {"inputs": 65, "hidden": 50, "outputs": 10},
        "alpha": 0.05,
        "epochs": 12,
    },
    cured={"body": thinned(rate=0.75)},
    lives=half,
    bar=half_in_words,
)
ALPHA_1000 = Specimen(
    name="alpha of 1000",
    tried="The eleven-line network and the exclusive or, with steps of 1000.",
    symptom="The error is one half, and stays there to the last digit.",
    cause="step too long",
    evidence="After a few updates output or hidden units are at an end of their sigmoid for every "
    "row, and there they have no slope left to come back by.",
    cure="A step of 10.",
    source="Andrew Trask, A Neural Network in 13 lines of Python, 2015",
    settings={
        "body": sigmoid(),
        "table": exclusive_or,
        "start": {"inputs": 3, "hidden": 4, "outputs": 1},
        "alpha": 1000.0,
        "batch": 4,
        "epochs": 1500,
    },
    cured={"alpha": 10.0},
    lives=nearly_all,
    bar=nearly_all_in_words,
)
HALF_POPS = Specimen(
    name="half pops",
    tried="A stack that learns to reverse. A line of the program makes the bias of the push larger "
    "at each update, since a stack on which nothing is pushed teaches nothing: it ends at 37.",
    symptom="Seven symbols of ten are right, all pushes are 1, and the pops are one half on "
    "average. The stack is not used as a stack.",
    cause="saturated gates",
    evidence="With pushes of exactly 1 what is read is what was just pushed, whatever is popped. "
    "So the pops have no gradient at all, and no way to learn.",
    cure="A bias of 0 for pushes and pops.",
    source="Andrew Trask, How to Code and Understand DeepMind's Neural Stack Machine, 2016",
    settings={
        "body": controller(),
        "table": reversals,
        "start": {"push": 37.0, "pop": 0.0},
        "update": adam,
        "alpha": 0.02,
        "batch": 32,
        "epochs": 12,
    },
    cured={"start": {"push": 0.0, "pop": 0.0}},
    lives=nearly_all,
    bar=nearly_all_in_words,
)
LOOPS = Specimen(
    name="weights moved one at a time",
    tried="Backpropagation in loops: each weight is moved as soon as its slope is known, from the "
    "outputs to the inputs.",
    symptom="It learns well for a while. Then, from one batch to the next, the loss explodes.",
    cause="one weight at a time",
    evidence="The blame goes back through weights that have been moved already. The gradients of "
    "all layers but the last are off, by some hundredths at first, and more the larger they are.",
    cure="All gradients first, with the weights as they are; then move all.",
    source="a published post that does all in loops",
    settings={
        "body": dense(loss_and_gradients=partial(faults.through_moved_weights, alpha=ALPHA)),
        "table": pictures,
        "start": {"sizes": (64, 32, 16, 10)},
        "scale": INK,
        "alpha": ALPHA,
        "epochs": 8,
    },
    cured={"body": dense()},
    lives=most,
    bar=most_in_words,
)

GRAVES = (DELTA, ALPHA_1000, HALF_POPS, LOOPS)
