"""The questions that end lesson 05."""

from course.kit.quiz import Quiz

QUESTIONS = {
    "The strengths are 0.7 and 0.5, the 0.5 on top. A pop of 0.9 comes. What is left?": {
        "0.3 and 0": "Yes: the top one gives its 0.5, and the one below the other 0.4.",
        "0 and 0.3": "That would be from the bottom. A pop begins at the top.",
        "0 and 0, since 0.9 is more than either": (
            "It takes 0.9 in all, not from each: 1.2 less 0.9 leaves 0.3."
        ),
    },
    "A value has less strength than room in the read. Who gets the slope?": {
        "Its strength": "Yes: of strength and room the strength is the smaller, so it decides.",
        "The strengths above it": "They decide on the room, and the room is not the smaller here.",
        "Both, one half each": "A min hands everything to the smaller of the two.",
    },
    "A controller pushes with 1 at every step. What can its pops change in what is read?": {
        "Nothing": "Yes: the newest value fills the whole read. What lies below is never seen.",
        "Remove the newest value": "A pop comes before the push of its step.",
        "Half of the work, if they are at one half": (
            "Whatever they take lies below a full value, where no read gets to."
        ),
    },
    "Each symbol lays on 0.98, each answer takes off 1. About which answer is the first wrong?": {
        "The 2nd": "One answer is off by 0.02 only. That is not seen yet.",
        "The 25th": "Yes: it is off by 0.02 at each, and by one half after 25 of them.",
        "None: nearly 1 is good enough": "For 8 symbols it is. But what is off adds up.",
    },
    "Noise on the gates while it learns. Why do they go to 0 or 1?": {
        "Noise makes large weights cheap": "Nothing is paid for weights here, large or small.",
        "There the sigmoid swallows the noise": (
            "Yes: at one half a shake of 2 changes everything, far out hardly anything."
        ),
        "The noise pushes them there by itself": (
            "It pushes to both sides alike. It is the loss that makes them flee from it."
        ),
    },
}


def ask() -> Quiz:
    """A quiz to show below the cell."""
    return Quiz(QUESTIONS)
