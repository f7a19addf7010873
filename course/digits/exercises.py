"""Lesson 06: what is asked, how it is judged, and which mistakes are known."""

from course.digits import drawn, net, symptoms
from course.kit.checking import Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="digits",
        name="one_hot",
        reference=net.one_hot,
        draw=drawn.labels,
        hints=(),
        mistakes=(
            Mistake(
                "on its side",
                lambda labels, classes=10: net.one_hot(labels, classes).T,
                "Yours has a row for each class. Each label should have a row of its own.",
            ),
        ),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="softmax",
        reference=net.softmax,
        draw=drawn.logits,
        view=symptoms.numbers,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="cross_entropy",
        reference=net.cross_entropy,
        draw=drawn.logits_and_targets,
        view=symptoms.numbers,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="logit_gradient",
        reference=net.logit_gradient,
        draw=drawn.logits_and_targets,
        view=symptoms.numbers,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="minibatches",
        reference=net.minibatches,
        draw=drawn.deal,
        view=symptoms.deal_symptom,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="confusion_matrix",
        reference=net.confusion_matrix,
        draw=drawn.said,
        view=symptoms.numbers,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="he_init",
        reference=net.he_init,
        draw=drawn.fans,
        view=symptoms.weight_symptom,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
    Exercise(
        room="digits",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.pictures,
        draws=1,
        seconds=90.0,
        view=symptoms.digit_symptom,
        hints=(),
        mistakes=(),
        alternatives=(),
    ),
)

check = checker(EXERCISES)
