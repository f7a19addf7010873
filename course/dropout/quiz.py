"""The questions that end lesson 03."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "It knows the label of every training digit, and two thirds of new digits. What helps?": {
        "More hidden units": (
            "Hardly: it already has enough to know its digits by heart. More make that easier."
        ),
        "More training": "It has nothing left to learn from these digits, except their mistakes.",
        "Something that makes knowing by heart harder": (
            "Yes: dropout, weight decay, stopping early, or more digits."
        ),
    },
    "The drop rate is 0.8. By what is a survivor multiplied?": {
        "1.25": "That is 1 / 0.8, one divided by the share that is dropped. Who is left?",
        "5": "Yes: one in five survives, and speaks for five.",
        "0.2": "That makes the survivors quieter, where others are already silent.",
    },
    "A hidden unit was dropped in a row. How do its weights change because of that row?": {
        "Not at all": (
            "Yes: nothing it said reached the output, so no blame comes back, and its factor in "
            "the mask, 0, stops it as well."
        ),
        "As always, since only the way forward is masked": (
            "The way back leads through the same mask. You measured it: the slope is exactly 0."
        ),
        "They shrink towards 0": "That would be weight decay. Dropout leaves them as they are.",
    },
    "Where is dropout on when the trained network is used?": {
        "Nowhere": "Yes: everybody speaks, unscaled. That stands for the mean of all the masks.",
        "Everywhere, so that the numbers fit": (
            "The numbers fit without it: scaling up while training took care of that."
        ),
        "On the hidden layer, with a rate half as high": (
            "No rate is needed. In the panel, look at one thinned network: it is wrong more often."
        ),
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
