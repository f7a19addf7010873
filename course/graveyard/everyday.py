"""Specimens that everyone has met, or will."""

from typing import Any

from course.descent.optimisers import plain
from course.digits.data import INK
from course.digits.net import fading
from course.graveyard import faults, tables
from course.graveyard.bodies import dense, with_loss
from course.graveyard.specimens import Specimen, above
from course.graveyard.trial import Trial

SOURCE = "everyday life"
SOUND: dict[str, Any] = {
    "body": dense(),
    "table": tables.pictures,
    "start": {"sizes": (64, 32, 10)},
    "scale": INK,
    "alpha": 0.1,
    "epochs": 8,
}
half, half_in_words = above(0.5)
most, most_in_words = above(0.75)


def keeps_its_promise(trial: Trial) -> bool:
    """Whether new rows are named better, by less than 5 in 100, than digits seen nowhere at all."""
    return trial.accuracy < tables.share_of_others(trial) + 0.05


def finds_both(trial: Trial) -> bool:
    """Whether more than half of each class is named right."""
    return bool(tables.shares_found(trial).min() > 0.5)


def soon_at_nothing(done: float) -> float:
    """A step of 0.1 that is down to 0 when a twentieth of the training is done."""
    return 0.1 * max(0.0, 1 - 20 * done)


EQUAL = Specimen(
    name="all weights equal",
    tried="All first weights are 0.1: no draw, no luck, no difference between two runs.",
    symptom="The loss hardly falls below that of guessing.",
    cause="equal weights",
    evidence="All hidden units say the same, so they get the same gradient, and say the same for "
    "ever: 32 units are one.",
    cure="Draw the weights.",
    source=SOURCE,
    settings=SOUND | {"start": {"sizes": (64, 32, 10), "same": 0.1}},
    cured={"start": SOUND["start"]},
    lives=half,
    bar=half_in_words,
)
SHUFFLED = Specimen(
    name="labels shuffled",
    tried="Pictures and labels were shuffled, each with a permutation of its own.",
    symptom="The loss hardly falls below that of guessing; new rows are named by chance.",
    cause="shuffled labels",
    evidence="The nearest neighbour of a picture has the same label in one case of ten.",
    cure="One permutation for both.",
    source=SOURCE,
    settings=SOUND | {"table": tables.shuffled_labels},
    cured={"table": tables.pictures},
    lives=half,
    bar=half_in_words,
)
LEAKED = Specimen(
    name="test data leaked into training",
    tried="Few digits to learn from, so somebody added what else was lying about.",
    symptom="Nearly all new rows are named right, from 500 rows: too good to be true. Of digits "
    "that are new indeed, it names fewer than nine in ten.",
    cause="leak",
    evidence="Each of the new rows is also among those that it has learned from.",
    cure="Keep them apart, and find out that it was never that good.",
    source=SOURCE,
    settings=SOUND | {"table": tables.leaked, "epochs": 30},
    cured={"table": tables.few_pictures},
    lives=keeps_its_promise,
    bar="names new rows no better than others that it has not seen either, by 5 in 100 at most",
)
NOT_RESET = Specimen(
    name="gradient not reset",
    tried="Gradients are added up over the rows of a batch, in an array that is never set to 0.",
    symptom="The loss falls, rises, and ends above that of guessing.",
    cause="gradient not reset",
    evidence="The weights move many times as far as alpha times the gradient of the batch.",
    cure="Set the gradient to 0 before each batch.",
    source=SOURCE,
    settings=SOUND | {"update": faults.never_reset},
    cured={"update": plain},
    lives=most,
    bar=most_in_words,
)
ALL_AGAINST_ALL = Specimen(
    name="every row against every row",
    tried="Is the digit five or more? One output, squared error. The outputs have the shape (n, 1) "
    "and the targets the shape (n,).",
    symptom="The network says about one half for every digit, and is right in half of them.",
    cause="wrong axis",
    evidence="The loss stays the same when targets are swapped between rows: NumPy made a table "
    "of n times n differences, and the mean of that cares for the mean of the targets only.",
    cure="Targets of shape (n, 1).",
    source=SOURCE,
    settings=SOUND
    | {
        "body": with_loss(faults.every_row_against_every_row),
        "table": tables.five_or_more,
        "start": {"sizes": (64, 32, 1)},
    },
    cured={"body": with_loss(faults.squared_error)},
    lives=most,
    bar=most_in_words,
)
OVER_ROWS = Specimen(
    name="softmax over the rows",
    tried="The sum in the softmax is taken along axis 0. Shapes fit, and nothing complains.",
    symptom="The weights run off, and the loss is NaN in the end.",
    cause="wrong axis",
    evidence="Each class adds up to 1 over the rows of the batch, where each row should over the "
    "classes. The loss of a row depends on the rows beside it, and alone it is 0.",
    cure="The sum along axis 1, with keepdims.",
    source=SOURCE,
    settings=SOUND | {"body": with_loss(faults.softmax_over_rows)},
    cured={"body": dense()},
    lives=half,
    bar=half_in_words,
)
LOPSIDED = Specimen(
    name="accuracy on a lopsided set",
    tried="Is it an eight? One digit in twenty is.",
    symptom="Of 100 new rows 95 are named right, and everyone is content.",
    cause="lopsided set",
    evidence="It says no to everything. Not one eight is found.",
    cure="As many eights as others to learn from; and count for each class by itself.",
    source=SOURCE,
    settings={
        "body": dense(),
        "table": tables.lopsided,
        "start": {"sizes": (64, 8, 2)},
        "scale": INK,
        "alpha": 0.05,
        "epochs": 4,
    },
    cured={"table": tables.evened_out},
    lives=finds_both,
    bar="names more than half of each class right",
)
FADED = Specimen(
    name="learning rate faded too early",
    tried="A step that fades to 0, as the books advise, by a schedule counted in the wrong unit.",
    symptom="The loss falls at first, and then it lies still, far from its end.",
    cause="faded too early",
    evidence="Most updates were made with a step of 0, while there was a gradient to follow.",
    cure="A step that fades over the whole training.",
    source=SOURCE,
    settings=SOUND | {"alpha": soon_at_nothing},
    cured={"alpha": fading(0.1)},
    lives=most,
    bar=most_in_words,
)
DEAD = Specimen(
    name="dead ReLUs",
    tried="Thresholds: biases of -5, so that only strong signals pass.",
    symptom="The loss is that of guessing, and one digit is said for everything.",
    cause="dead units",
    evidence="No hidden unit says anything, whatever the row. Where a ReLU is silent its slope is "
    "0, so nothing will ever wake it.",
    cure="Biases of 0.",
    source=SOURCE,
    settings=SOUND | {"start": {"sizes": (64, 32, 10), "bias": -5.0}},
    cured={"start": SOUND["start"]},
    lives=half,
    bar=half_in_words,
)

GRAVES = (
    EQUAL,
    SHUFFLED,
    LEAKED,
    NOT_RESET,
    ALL_AGAINST_ALL,
    OVER_ROWS,
    LOPSIDED,
    FADED,
    DEAD,
)
