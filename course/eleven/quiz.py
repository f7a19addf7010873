"""The questions that end lesson 01."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "Why does the hidden delta use W1?": {
        "So that W1 learns faster": "No. W1 has an update of its own, from h and delta1.",
        "A unit's share of the blame is the weight given to it": (
            "Yes: whatever it said reached the output through W1."
        ),
        "To give the array the right shape": (
            "It does that too, but other matrices have that shape. Only W1 gives the true slope."
        ),
    },
    "A network predicts 0.01 where the answer is 1. What happens in the next step?": {
        "A large correction, because the error is large": (
            "The error is large, but it is multiplied by the slope, 0.01 * 0.99."
        ),
        "Nothing at all": "Not quite: the slope is small, but not 0.",
        "Hardly anything, because the slope is tiny": (
            "Yes. Sure and wrong is the slowest place to learn from."
        ),
    },
    "Without the sigmoid on the hidden layer, the network could learn XOR": {
        "not at all": (
            "Yes: it would be one matrix again, and you saw what one matrix says about XOR."
        ),
        "just as well": (
            "Two matrices in a row, without a bend between them, are one matrix: X @ (W0 @ W1)."
        ),
        "with more hidden units": "However many: X @ (W0 @ W1) is still a single matrix.",
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
