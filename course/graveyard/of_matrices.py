"""Specimens from a published post that builds its networks from matrices."""

from course.digits.net import minibatches
from course.graveyard.bodies import dense
from course.graveyard.deals import i_plus_j
from course.graveyard.specimens import Specimen, above
from course.graveyard.tables import pictures

SOURCE = "a published post on matrix-based networks"
most, most_in_words = above(0.8)

I_PLUS_J = Specimen(
    name="batches cut as i + j",
    tried="Mini-batches, cut out of the rows by a loop: row number i + j for row j of batch i.",
    symptom="The loss looks excellent. On new rows it is much worse than that promises.",
    cause="rows never seen",
    evidence="Of 1,540 rows only 85 were ever in a batch.",
    cure="Row number i * size + j, or deal out a permutation of all rows.",
    source=SOURCE,
    settings={
        "body": dense(),
        "table": pictures,
        "start": {"sizes": (64, 32, 10), "std": 0.1},
        "alpha": 0.01,
        "epochs": 8,
        "deal": i_plus_j,
    },
    cured={"deal": minibatches},
    lives=most,
    bar=most_in_words,
)

GRAVES = (I_PLUS_J,)
