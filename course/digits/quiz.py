"""The questions that end lesson 06."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "You add 5 to all ten logits of a row. What happens to its probabilities?": {
        "They all grow": "They still add up to 1, so they cannot.",
        "Nothing": (
            "Yes: each power grows by the same factor, and the division takes it out again."
        ),
        "The largest gains on the others": (
            "That is what *multiplying* the logits does. Adding changes no difference."
        ),
    },
    "A network gives every digit the same probability, whatever it sees. Its loss?": {
        "0.1": "That is its probability for the right digit. The loss is minus its logarithm.",
        "About 2.3": "Yes: minus log(1/10). A loss far above that says: wrong, and sure of it.",
        "0.9": "That is its share of wrong answers. Ask for minus log(1/10).",
    },
    "The validation loss rises, and the accuracy stays. How can that be?": {
        "One of the two is computed wrongly": "Both are right. They ask different things.",
        "It is wrong about the same pictures, and ever more sure of it": (
            "Yes: accuracy asks which number is largest, the loss asks by how much."
        ),
        "It forgets the training digits": "Of these it gets ever more sure, and rightly.",
    },
    "One network names 181 of 200 right, another 184. What do you know?": {
        "The second is better": (
            "Perhaps. Three pictures are well within what luck does with 200."
        ),
        "Nothing can ever be known with 200 pictures": (
            "That a network of one hidden unit is worse you do know. Large differences show."
        ),
        "Not yet which one is better": (
            "Yes. Ask which pictures only one of them has right; better, ask more pictures."
        ),
    },
    "What does a convolution know about pictures that a dense layer has to learn?": {
        "That pixels go from 0 to 16": "No layer knows that. It is told by a division.",
        "That neighbours belong together, and that all places are alike": (
            "Yes: it sees a window at a time, with the same weights everywhere."
        ),
        "What digits look like": "Its filters begin as random numbers, too.",
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
