"""The questions that end lesson 07."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "The loss lies still at that of guessing. What do you know?": {
        "The step is too long": "It may be. A step that is too short looks the same.",
        "The network is too deep": "A network with one layer can lie still as well.",
        "Nearly nothing yet": (
            "Yes: a dead layer, a vanished signal, a step too short and shuffled labels all look "
            "like this. Take the vital signs."
        ),
    },
    "A ReLU unit says 0 for every row of the training set. When will it wake up?": {
        "When the learning rate is raised": "Its slope is 0, and any rate times 0 is 0.",
        "Never, by its own gradient": (
            "Yes: no row gives it any blame. Only what it is told could change, if layers before "
            "it still learn."
        ),
        "As soon as it gets a row with a large loss": "The blame of that row does not pass it.",
    },
    "Weights of 0.001 in eleven layers. Which layer has the largest gradient?": {
        "The last, since it is next to the loss": (
            "It gets the most blame. But it is told nearly nothing, and its gradient is the "
            "product of the two."
        ),
        "The first, since it gets the pictures": "It is told the most, and gets the least blame.",
        "They are about equally small": "Yes: what fades forward and what fades back make up for "
        "each other, and the product is nearly nothing everywhere.",
    },
    "Of 100 new rows a network names 97 right, and you had hoped for 90. What first?": {
        "Publish": "There is a grave for that.",
        "Look for new rows among those that it learned from": (
            "Yes. Too good is a symptom like any other."
        ),
        "Train for longer": "First find out whether 97 is true.",
    },
    "A gradient agrees with finite differences. What can still be wrong?": {
        "Nothing": "The slope is right. The loss, the rows, the start and the step may not be.",
        "The loss itself": (
            "Yes: the slope of a wrong loss is still its slope. Of *every row against every row* "
            "all gradients agree."
        ),
        "The formula of the gradient": "That is the one thing that has been shown to be right.",
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
