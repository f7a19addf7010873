"""The questions that end lesson 08."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "A mini-batch of 50 rows goes through W of 784 by 100. Which shape has the slope for W?": {
        "50 by 100": "That is the shape of what the layer says, and of its blame.",
        "784 by 100": (
            "Yes: a slope has the shape of what it is the slope for. The 50 is summed over, inside "
            "the product."
        ),
        "50 by 784 by 100": (
            "So many numbers there would be with a table for each row. The product adds them up."
        ),
    },
    "Why is the slope for a bias a sum over the rows?": {
        "Because the cost is a mean": (
            "That is the division by the number of rows, which is in the blame already."
        ),
        "Because each row has used the same bias": (
            "Yes. By broadcasting it was there once for each row, and it is to blame for each."
        ),
        "To make it as large as the slope for the weights": "Nobody asks for that.",
    },
    "An output says 0.99, and 0 is right. With which cost does it learn the least from that?": {
        "Quadratic": (
            "Yes: its slope has the factor 0.99 times 0.01, that of the sigmoid, where it is flat."
        ),
        "Cross-entropy": "Its slope is 0.99. It hardly could be larger.",
        "They differ by a constant factor": (
            "They differ by a (1 - a), which depends on what the output says."
        ),
    },
    "Batches of 1,000 rows instead of 10, with the same alpha. What is true of an epoch?": {
        "It takes less time, and less is learned in it": (
            "Yes: larger products are nearer to the machine's limit, and there are a hundred "
            "times fewer updates."
        ),
        "It takes less time, and as much is learned in it": (
            "The slope is a better one each time. But there are a hundred times fewer steps."
        ),
        "It takes more time, since the tables are larger": (
            "There are as many numbers in all, and large products are the faster ones."
        ),
    },
    "You tried thirty settings, and took the best on the validation rows. How good is it?": {
        "As good as on the validation rows": (
            "The best of thirty is partly the luckiest of thirty, on these rows."
        ),
        "A little worse than that: ask the test rows, once": (
            "Yes. If you ask them thirty times, they are validation rows as well."
        ),
        "As good as on the training rows": "Those it has learned by heart, more or less.",
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
