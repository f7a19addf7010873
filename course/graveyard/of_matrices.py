"""Specimens from a published post that builds its networks from matrices."""

import numpy as np

from course.digits.data import INK
from course.digits.net import minibatches
from course.graveyard import faults, prelu
from course.graveyard.bodies import dense, leaky, with_loss
from course.graveyard.deals import i_plus_j
from course.graveyard.specimens import Specimen, above
from course.graveyard.tables import pictures

SOURCE = "a published post on matrix-based networks"
half, half_in_words = above(0.5)
most, most_in_words = above(0.8)
# One layer of weights of 1 and pixels from 0 to 255: logits in the thousands.
BRIGHT = {
    "table": pictures,
    "start": {"sizes": (64, 10), "std": 1.0},
    "scale": INK / 255,
    "alpha": 0.01,
    "epochs": 8,
}

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
PRELU = Specimen(
    name="PReLU that overwrites its input",
    tried="PReLU units, whose slopes are worked out on the way forward. To save memory, they are "
    "written into the array that they are taken from.",
    symptom="The network runs, and learns next to nothing.",
    cause="overwritten in place",
    evidence="Every hidden unit says 0.1 or 1 and nothing else: what went into it was overwritten "
    "by the slope, 0.1 or 1, before it was asked what it says.",
    cure="A new array for the slopes.",
    source=SOURCE,
    settings={
        "body": leaky(slope=prelu.slope_in_place),
        "table": pictures,
        "start": {"sizes": (64, 32, 16, 10), "std": 0.1},
        "alpha": 0.01,
        "epochs": 8,
    },
    cured={"body": leaky()},
    lives=half,
    bar=half_in_words,
)
SOFTMAX = Specimen(
    name="softmax without the shift",
    tried="Pixels from 0 to 255, and a softmax that divides e**z by the sum of all e**z.",
    symptom="The loss is NaN, at once or after a few batches, and so are all weights from then on.",
    cause="overflow",
    evidence="Some logits are above 710, and e**710 is more than a float can hold: infinity "
    "divided by infinity is not a number.",
    cure="Take the largest logit of the row from all of them, which changes no probability.",
    source=SOURCE,
    settings=BRIGHT | {"body": with_loss(faults.unshifted_softmax)},
    cured={"body": dense()},
    lives=half,
    bar=half_in_words,
)
LOG_OF_ZERO = Specimen(
    name="cost with log of zero",
    tried="A softmax with the shift, and a cost that adds up y * log(p).",
    symptom="The cost is NaN from the first batch on. Nobody can see whether anything is learned.",
    cause="log of zero",
    evidence="Where p is 0, y * log(p) is 0 times minus infinity. The gradient does not need the "
    "logarithm, so the weights are sound, and most new rows are named right.",
    cure="The logarithm of the softmax as a formula of the logits: z minus the log of the sum.",
    source=SOURCE,
    settings=BRIGHT | {"body": with_loss(faults.log_of_zero)},
    cured={"body": dense()},
    lives=lambda trial: bool(np.isfinite(trial.losses).all()),
    bar="has a loss that is a number at every update",
)

GRAVES = (PRELU, I_PLUS_J, SOFTMAX, LOG_OF_ZERO)
