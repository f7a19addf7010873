"""Specimens from a published tutorial on scikit-learn's digits, whose network is that of lesson 06.

Its pixels go from 0 to 16, its batches have 25 rows, and its update is plain descent.
"""

from typing import Any

from course.descent.optimisers import adam
from course.digits.data import INK
from course.graveyard.bodies import dense
from course.graveyard.specimens import Specimen, above
from course.graveyard.tables import pictures

SOURCE = "a published tutorial on a digit classifier in NumPy"
FUNNEL = (64, 48, 32, 24, 18, 14, 10)
WORMHOLE = (64, 32, 16, *[10] * 9)  # twelve layers, with the inputs
RATES = (1.0, 0.1, 0.01, 0.001)
half, half_in_words = above(0.5)
most, most_in_words = above(0.7)


def at_rate(alpha: float) -> dict[str, Any]:
    """The settings of the funnel at one of the four learning rates.

    The post shows four pictures, but its networks have been trained at two different rates only:
    the rate that a trial's ``run`` is given is stored there, and nothing reads it.
    """
    return {
        "body": dense(),
        "table": pictures,
        "start": {"sizes": FUNNEL, "std": 0.1},
        "alpha": alpha,
        "epochs": 12,
    }


BOTTLENECK = Specimen(
    name="one-neuron bottleneck",
    tried="One hidden unit between 64 pixels and ten digits, to see what a small network can do.",
    symptom="It names about one picture in five right, at the most.",
    cause="bottleneck",
    evidence="What the hidden layer says has rank 1 or 0: ten classes have to lie on one line.",
    cure="More hidden units: 32 are plenty.",
    source=SOURCE,
    settings={
        "body": dense(),
        "table": pictures,
        "start": {"sizes": (64, 1, 10), "std": 0.1},
        "alpha": 0.01,
        "epochs": 8,
    },
    cured={"start": {"sizes": (64, 32, 10), "std": 0.1}},
    lives=half,
    bar=half_in_words,
)
FUNNEL_STD_1 = Specimen(
    name="funnel with weights of 1",
    tried="Six layers, each a little narrower, with first weights of standard deviation 1.",
    symptom="The loss is enormous at once, then NaN or that of guessing. One digit for everything.",
    cause="start too large",
    evidence="Each layer says several times as much as the one before, and so does the gradient.",
    cure="First weights as wide as He's formula says, inputs from 0 to 1.",
    source=SOURCE,
    settings={
        "body": dense(),
        "table": pictures,
        "start": {"sizes": FUNNEL, "std": 1.0},
        "alpha": 0.01,
        "epochs": 8,
    },
    cured={"start": {"sizes": FUNNEL}, "scale": INK, "alpha": 0.1},
    lives=most,
    bar=most_in_words,
)
WORMHOLE_STD_0001 = Specimen(
    name="wormhole",
    tried="Eleven layers of weights, most of them ten units wide, first weights of 0.001.",
    symptom="The loss stays at that of guessing, and one digit is said for everything. It was "
    "called a lost cause, and overblown activations were blamed.",
    cause="vanishing signal",
    evidence="The opposite of overblown: each layer says less than a hundredth of what the one "
    "before says, and the blame shrinks likewise on its way back.",
    cure="First weights as wide as He's formula says, inputs from 0 to 1, and Adam.",
    source=SOURCE,
    settings={
        "body": dense(),
        "table": pictures,
        "start": {"sizes": WORMHOLE, "std": 0.001},
        "alpha": 0.01,
        "epochs": 8,
    },
    cured={
        "start": {"sizes": WORMHOLE},
        "scale": INK,
        "update": adam,
        "alpha": 0.003,
        "epochs": 20,
    },
    lives=half,
    bar=half_in_words,
)
FUNNEL_RATE_1 = Specimen(
    name="funnel at a learning rate of 1",
    tried="The same six layers with first weights of 0.1, and steps of 1.",
    symptom="The loss jumps about near that of guessing. One digit is said for everything.",
    cause="step too long",
    evidence="Within the first epochs the weights are thrown so far that a whole layer falls "
    "silent for every row.",
    cure="A step twenty times shorter.",
    source=SOURCE,
    settings=at_rate(1.0),
    cured={"alpha": 0.05},
    lives=half,
    bar=half_in_words,
)
FUNNEL_RATE_0001 = Specimen(
    name="funnel at a learning rate of 0.001",
    tried="The same six layers, and steps of 0.001.",
    symptom="The loss moves, in the third digit. After 12 epochs it is still that of guessing.",
    cause="step too short",
    evidence="The weights end about where they began, and the gradient is about what it was at "
    "first: there is still all the way to go.",
    cure="A step fifty times longer.",
    source=SOURCE,
    settings=at_rate(0.001),
    cured={"alpha": 0.05},
    lives=half,
    bar=half_in_words,
)

GRAVES = (BOTTLENECK, FUNNEL_STD_1, FUNNEL_RATE_1, FUNNEL_RATE_0001, WORMHOLE_STD_0001)
