"""The questions that end lesson 02."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "The error has been the same for a thousand steps. What do you know?": {
        "The network has found the best weights": (
            "Perhaps. It may also lie on a plateau, or in a local minimum."
        ),
        "Alpha is too small": "Perhaps. A far too large one can throw a network onto a plateau.",
        "Nothing yet: look at the slope, and at another alpha": (
            "Yes: it may be a bottom, a plateau, or a swing from side to side that never ends."
        ),
    },
    "In a ravine plain descent jumps from wall to wall, a little lower each time. Which change "
    "helps least?": {
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
