"""Specimens that everyone has met, or will."""

from course.digits.data import INK
from course.graveyard.bodies import dense
from course.graveyard.specimens import Specimen, above
from course.graveyard.tables import pictures, shuffled_labels

SOURCE = "everyday life"
half, half_in_words = above(0.5)

SHUFFLED = Specimen(
    name="labels shuffled",
    tried="Pictures and labels were shuffled, each with a permutation of its own.",
    symptom="The loss hardly falls below that of guessing; new rows are named by chance.",
    cause="shuffled labels",
    evidence="The nearest neighbour of a picture has the same label in one case of ten.",
    cure="One permutation for both.",
    source=SOURCE,
    settings={
        "body": dense(),
        "start": {"sizes": (64, 32, 10)},
        "scale": INK,
        "alpha": 0.1,
        "epochs": 8,
        "table": shuffled_labels,
    },
    cured={"table": pictures},
    lives=half,
    bar=half_in_words,
)

GRAVES = (SHUFFLED,)
