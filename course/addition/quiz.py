"""The questions that end lesson 04."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "The bits at this position are 0 and 1. What is the bit of the sum?": {
        "1": "If no carry comes in. If one does, it is 0.",
        "0": "If a carry comes in. If none does, it is 1.",
        "That depends on the positions before": (
            "Yes: on whether they hand on a carry. That is what has to be remembered."
        ),
    },
    "What does the first position of a sum add to the gradient of W_hh?": {
        "Nothing": "Yes: the memory before it is all 0, and what comes in is a factor.",
        "The most, since everything follows from it": (
            "Its delta may be large. But it meets a memory that is all 0."
        ),
        "As much as any other": "Its delta does, but what came in through W_hh there is all 0.",
    },
    "Trained on eight bits, it adds 1,024. What keeps the carry?": {
        "A weight of exactly 1 from a unit to itself": (
            "There is none. If it rested on that, every error would stay for good."
        ),
        "Two places that draw the memory back": (
            "Yes: under 0 1 and 1 0 there are two, and what has moved a little away comes back."
        ),
        "A hidden unit for each bit": "Sixteen units, and 1,024 bits: there are not enough.",
    },
    "The slope of the output in the memory of 99 positions ago is 1e-32. What follows?": {
        "The network has forgotten what was there": (
            "You have seen one that has not. The slope tells only what a tiny change would do."
        ),
        "A larger alpha is needed": "Then all that is near would be pushed 1e32 times too far.",
        "Training learns nothing from what was there": (
            "Yes: it goes by slopes. What is kept safely is out of its sight."
        ),
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
