"""The questions that end lesson 02."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "The error has been the same for a thousand steps. What do you know?": {
        "The network has found the best weights": (
            "Perhaps. It may also lie in a local minimum, or on a plateau where it is flat far "
            "from any bottom."
        ),
        "That it is nearly flat where the weights are": (
            "Yes, and no more than that: the slope is all that the weights can see."
        ),
        "Alpha is too small": "That can be the reason, but so can an alpha that is far too large.",
    },
    "In a ravine plain descent jumps from wall to wall. Which change helps least?": {
        "A smaller alpha": (
            "Yes: it calms the jumps and makes the walk along the floor slower still."
        ),
        "Momentum": "It helps: the jumps cancel each other, the pushes along the floor add up.",
        "A step size for each direction": "It helps, if the ravine lies along one of the weights.",
    },
    "A friend's network learns three times faster with momentum, at the same alpha. Is momentum "
    "better for it?": {
        "Yes, three times": (
            "At the same alpha momentum takes steps up to ten times as large. A larger alpha "
            "might do the same."
        ),
        "No": "It may be. This comparison cannot tell.",
        "This comparison cannot tell": (
            "Yes: give each of the two its own best alpha, then compare."
        ),
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
