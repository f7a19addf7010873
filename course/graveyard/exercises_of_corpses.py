"""Lesson 07 asks for a verdict on each of three corpses: how it is judged."""

from course.descent.optimisers import adam
from course.graveyard import answers, asked, drawn, properties, symptoms
from course.graveyard.bodies import dense
from course.graveyard.deals import i_plus_j
from course.graveyard.tables import leaked, pictures
from course.kit.checking import SHOWN, Exercise, Mistake

MORE_EPOCHS = {"epochs": 20}
NORMALISED = {"body": dense(norm=True)}
OTHER_STEPS = {"update": adam, "alpha": 0.003}
SIZES = (64, 32, 10)


def verdict(cause, cure):
    """An answer: this cause, and this cure."""
    return lambda: (cause, cure)


def said_instead(value):
    """An answer that is no verdict."""
    return lambda: value


def corpse(name, reference, grave, *, hints, against, in_vain, alternatives):
    """The exercise of one corpse.

    Parameters
    ----------
    against : dict, causes that it did not die of, each with what speaks against it
    in_vain : dict of a mistake's name to (cure, hint): cures that do not help
    alternatives : other cures, which do
    """
    cause, cure = reference()
    useless = next(iter(in_vain.values()))[0]
    found = [Mistake(other, verdict(other, useless), hint) for other, hint in against.items()]
    found += [
        Mistake(
            f"cured, but {other}",
            verdict(other, cure),
            f"With this it lives. But why? {hint}",
        )
        for other, hint in against.items()
    ]
    found += [
        Mistake(in_name, verdict(cause, given), hint) for in_name, (given, hint) in in_vain.items()
    ]
    return Exercise(
        room="graveyard",
        name=name,
        reference=reference,
        draw=drawn.nothing,
        draws=1,
        seconds=50.0,
        properties=(properties.judged_by(grave),),
        view=symptoms.view_of(grave),
        returns=SHOWN,
        hints=hints,
        mistakes=(*found, *_of_form(cause, cure)),
        alternatives=tuple(verdict(cause, other) for other in alternatives),
    )


def _of_form(cause, cure):
    """Mistakes in how a verdict is written down, the same for all corpses."""
    return (
        Mistake(
            "cause alone",
            said_instead(cause),
            "You name a cause. Return two things: the cause, and the settings that cure it.",
            also=(said_instead("step too long"), said_instead("something else")),
        ),
        Mistake(
            "cure alone",
            said_instead(cure),
            "You give settings. Return two things: the name of the cause first, then the settings.",
            also=(said_instead({"epochs": 20}),),
        ),
        Mistake(
            "turned round",
            verdict(cure, cause),
            "Yours has the cure first. The cause comes first, and then the cure.",
            also=(verdict({"epochs": 20}, "step too long"),),
        ),
        Mistake(
            "no settings",
            verdict(cause, "use other settings"),
            'The cure is not a sentence but a dict, such as {"epochs": 20}: names of settings, '
            "each with its new value.",
            also=(verdict(cause, ["epochs", 20]), verdict(cause, None), verdict(cause, {"epochs"})),
        ),
        Mistake(
            "nothing to try",
            verdict(cause, {}),
            "You name a cause, and an empty cure. Which settings should be others? The cause says "
            "where to look.",
            also=(verdict("step too long", {}),),
        ),
        Mistake(
            "learning_rate",
            verdict(cause, {"learning_rate": 0.01}),
            "The learning rate is called alpha here.",
        ),
        Mistake(
            "std by itself",
            verdict(cause, {"std": 0.1}),
            "std, sizes and bias are settings of the first weights, and those are a dict of their "
            "own, under the name start.",
            also=(
                verdict(cause, {"sizes": (64, 32, 10)}),
                verdict(cause, {"bias": 0.0}),
                verdict(cause, {"sizes": (64, 32, 10), "std": 0.1}),
                verdict("start too large", {"std": 0.1}),
            ),
        ),
        Mistake(
            "skip by itself",
            verdict(cause, {"skip": True}),
            "Skip connections and normalised layers make another kind of network: dense(skip=True) "
            "is one, and it is given under the name body.",
            also=(verdict(cause, {"norm": True}), verdict(cause, {"norm": True, "skip": True})),
        ),
        Mistake(
            "all at once",
            verdict(cause, {"alpha": 0.1, "batch": 25, "epochs": 8, "scale": 16.0}),
            "You change more than three settings. Whatever was wrong is gone with all the rest, "
            "and nobody knows what it was. One of them was not what it should be: which?",
        ),
        Mistake(
            "for ever",
            verdict(cause, {"epochs": 10_000}),
            "That would take too long here. What does not live after 15,000 updates, will not "
            "after more.",
            also=(verdict(cause, {"epochs": 1_000}), verdict("step too short", {"epochs": 5_000})),
        ),
        Mistake(
            "first weights without a size",
            verdict(cause, {"start": {"std": 0.1}}),
            "What you give as start takes the place of all that was there. Say the sizes, too.",
            also=(verdict(cause, {"start": {"bias": 0.0}}), verdict(cause, {"start": {}})),
        ),
    )


FIRST_CORPSE = corpse(
    "first_corpse",
    asked.first_corpse,
    "dead ReLUs",
    hints=(
        "Begin with what the hidden layer says, before the first update and after the last.",
        "Nothing that comes later can do any harm to units that are silent from the start. So "
        "look at how they start.",
        "Before a unit says anything, the sum of its inputs and its bias has to be above 0. "
        "start is a dict: sizes, and what else was given. Leave out what does not belong.",
    ),
    against={
        "step too long": "Steps that are too long throw weights far off, and units fall silent "
        "on the way. Compare the first weights with the last: how far have these been thrown? "
        "And what did the units say before the first step?",
        "step too short": "Steps that are too short still go somewhere, while the gradient is "
        "about what it was. How large is the gradient of W0 here?",
        "vanishing signal": "A signal that vanishes gets weaker from layer to layer. Here is "
        "one hidden layer, and it does not say little.",
        "start too large": "First weights that are too large make a layer say too much. How "
        "much does this one say?",
        "equal weights": "Equal weights make units that all say the same, and something. Look "
        "at the spread of the first weights: they have been drawn.",
        "bottleneck": "The rank is low, that is true. But 32 units have room for more: what do "
        "they do with it?",
        "wrong gradient": "The gradients agree with finite differences, number by number. If "
        "one is 0, that is what it is.",
        "shuffled labels": "Neighbours have the same label nearly always: rows and labels "
        "belong together.",
        "lopsided set": "One digit is said for everything, but in the data all ten are as "
        "frequent.",
    },
    in_vain={
        "longer": (
            MORE_EPOCHS,
            "It is what you say, but more epochs do not help: a slope of 0 stays 0, however "
            "often it is followed.",
        ),
        "smaller steps": (
            {"alpha": 0.01},
            "It is what you say, but no step can wake them, short or long: their gradient is "
            "0, and 0 times alpha is 0.",
        ),
        "larger steps": (
            {"alpha": 1.0},
            "It is what you say, but a longer step along a gradient of 0 gets nowhere either.",
        ),
        "other steps": (
            OTHER_STEPS,
            "It is what you say, but every way to update has a gradient to begin with, and "
            "here it is 0.",
        ),
        "skip": (
            {"body": dense(skip=True)},
            "It is what you say, but a skip connection leads past a layer that is as "
            "wide as the one before. Here there is none, so nothing has changed.",
        ),
        "normalised": (
            NORMALISED,
            "It is what you say, but a normalised sum is seldom above 2, and that is not "
            "enough here. What is added to it?",
        ),
        "other units": (
            {"start": {"sizes": (64, 64, 10), "bias": -5.0}},
            "It is what you say, but more units of the same kind are just as silent.",
        ),
        "halfway": (
            {"start": {"sizes": SIZES, "bias": -3.0}},
            "It is what you say, and you turn at the right screw, but not far enough.",
        ),
        "other weights": (
            {"start": {"sizes": SIZES, "std": 0.1, "bias": -5.0}},
            "It is what you say, but weights of another size leave these units silent for most "
            "rows. What else goes into the sum?",
        ),
    },
    alternatives=(answers.BARE, answers.NARROW, {"start": {"sizes": SIZES, "bias": 0.1}}),
)

SECOND_CORPSE = corpse(
    "second_corpse",
    asked.second_corpse,
    "labels shuffled",
    hints=(
        "Layers, gradients and steps: go through them. What is left, if all of these are "
        "in good order?",
        "A network can only learn what is in its rows. How often has the row that is nearest "
        "to a row the same label?",
        "The rows come from a function of the module tables, under the name table. Which one "
        "gives each digit its own label?",
    ),
    against={
        "step too short": "Steps that are too short leave weights where they were. Compare the "
        "first ones with the last: these have moved.",
        "step too long": "Steps that are too long make the loss jump. Look at the curve: does it?",
        "wrong gradient": "The gradients agree with finite differences, number by number.",
        "bottleneck": "The rank of what the hidden layer says is high: there is room enough.",
        "dead units": "Hardly a unit is silent for all rows.",
        "vanishing signal": "The hidden layer says about as much as it is told, and the "
        "gradient of its weights is no smaller than that of the last ones.",
        "leak": "Had it seen the new rows before, it would name them better than others, not "
        "worse.",
        "rows never seen": "Each row had its turn as often as any other.",
        "lopsided set": "All ten labels are as frequent, and it names all of them.",
    },
    in_vain={
        "longer": (
            MORE_EPOCHS,
            "It is what you say, but the longer it learns such rows, the better it knows them "
            "by heart.",
        ),
        "smaller steps": (
            {"alpha": 0.01},
            "It is what you say, but a network that learns nonsense slowly learns nonsense.",
        ),
        "larger steps": (
            {"alpha": 0.5},
            "It is what you say, but a network that learns nonsense fast learns nonsense.",
        ),
        "other steps": (
            OTHER_STEPS,
            "It is what you say, but the network is sound, and so are its steps. What are they "
            "taken for?",
        ),
        "skip": (
            {"body": dense(skip=True)},
            "It is what you say, but a skip connection leads past a layer that is as "
            "wide as the one before. Here there is none, and the rows are what they were.",
        ),
        "normalised": (
            NORMALISED,
            "It is what you say, but no network can get out of these rows what is not in them.",
        ),
        "another deal": (
            {"deal": i_plus_j},
            "It is what you say, but it matters little in which batch a row is, if its label "
            "is that of another.",
        ),
        "larger": (
            {"start": {"sizes": (64, 64, 10)}},
            "It is what you say, but a larger network only knows more of it by heart.",
        ),
        "with the answers": (
            {"table": leaked},
            "Rows that are asked afterwards are among those that it learns from. That is no "
            "proof of life.",
        ),
    },
    alternatives=(answers.TOGETHER, answers.RESHUFFLED, {"table": pictures, "epochs": 12}),
)

THIRD_CORPSE = corpse(
    "third_corpse",
    asked.third_corpse,
    "gradient not reset",
    hints=(
        "The first weights are sound, the rows, too, and the gradient is right for each batch. "
        "What is between a gradient and a move?",
        "Plain descent moves the weights by alpha times the gradient. The strides tell how far "
        "they moved as a multiple of that, update by update. How does it go on?",
        "What kind of update is used stands under the name update. The module optimisers of "
        "lesson 02 has some that are sound.",
    ),
    against={
        "step too long": "With a step that is too long, the weights still move by alpha times "
        "the gradient of the batch. Look at the strides: is that so here?",
        "step too short": "The weights have moved far, much farther than they should.",
        "start too large": "The first weights are as wide as He's formula says, and the first "
        "losses are those of guessing. It goes wrong later.",
        "wrong gradient": "For each batch the gradient agrees with finite differences. But is "
        "it what the weights were moved by?",
        "one weight at a time": "If each weight were moved before the next gradient is known, "
        "the gradients of the first layers would be off. They agree with finite differences.",
        "faded too early": "Alpha is the same to the end, and the weights never come to rest.",
        "dead units": "At the end most units are silent, that is true. In the beginning they "
        "were not: what has silenced them?",
        "shuffled labels": "Neighbours have the same label nearly always: rows and labels "
        "belong together.",
        "overflow": "All numbers are finite to the end. They are large, but what made them so?",
        "bottleneck": "There is room for ten digits in 32 units.",
    },
    in_vain={
        "longer": (
            MORE_EPOCHS,
            "It is what you say, but with more epochs it only goes on as it did.",
        ),
        "smaller steps": (
            {"alpha": 0.01},
            "It is what you say, but a smaller alpha only puts it off, and not for all starts. "
            "What makes the moves so long?",
        ),
        "larger steps": (
            {"alpha": 1.0},
            "It is what you say, but these moves are too long already.",
        ),
        "skip": (
            {"body": dense(skip=True)},
            "It is what you say, but a skip connection leads past a layer that is as "
            "wide as the one before. Here there is none, and the moves are what they were.",
        ),
        "normalised": (
            NORMALISED,
            "It is what you say, but no network stands being moved like this.",
        ),
        "smaller batches": (
            {"batch": 10},
            "It is what you say, but with smaller batches there are more updates, each as "
            "wrong as before.",
        ),
        "other first weights": (
            {"start": {"sizes": SIZES, "std": 0.01}},
            "It is what you say, but the first weights were not at fault.",
        ),
        "inputs as they were": (
            {"scale": 1.0},
            "It is what you say, but the inputs were not at fault.",
        ),
    },
    alternatives=(
        answers.BY_ADAM,
        answers.DOWNHILL,
        answers.PLAIN_AND_BODY,
        answers.TINY_STEPS,
    ),
)
