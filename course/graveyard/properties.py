"""What must hold for an answer of lesson 07 whatever the numbers are."""

import difflib

import numpy as np

from course.digits.symptoms import share_right
from course.graveyard import drawn
from course.graveyard.graves import GRAVES
from course.graveyard.settings import SETTINGS
from course.graveyard.symptoms import (
    AT_MOST,
    CAUSES,
    ENOUGH,
    PATIENCE,
    TOO_FEW,
    corpse_symptom,
    ending,
    idle,
    layer_symptom,
    names,
    quiet,
)


def _number(value):
    """A single finite real number, or None."""
    if isinstance(value, bool) or not isinstance(value, int | float | np.ndarray | np.generic):
        return None
    value = np.asarray(value)
    return value.item() if value.size == 1 and value.dtype.kind in "iuf" else None


# ---- dead share


def is_a_share_of_units(function, args, value):
    """From 0 to 1, in steps of one unit; a unit that says something once is not dead."""
    (said,) = args
    share = _number(value)
    if share is None:
        return ""
    units = said.shape[1]
    if not -1e-9 <= share <= 1 + 1e-9:
        return f"A share lies between 0 and 1. Yours is {share:.3g}."
    if abs(share * units - round(share * units)) > 1e-6:
        return (
            f"Of {units} units a whole number is dead, so the share is 0, 1/{units}, … or 1. Yours "
            f"is {share:.3g}."
        )
    spoke = np.count_nonzero(said.max(axis=0))
    if abs((1 - share) * units - spoke) > 1e-6:
        return (
            f"Of {units} units, asked about {len(said)} rows, {spoke} say something to one row at "
            f"least. By your share of {share:.3g} it would be {(1 - share) * units:.3g}."
        )
    return ""


# ---- gradient against weight


def scales_with_the_gradient(function, args, value):
    """Twice the gradients, twice the ratios; twice the weights, half of them."""
    params, gradients = args
    if not isinstance(value, dict) or set(value) != set(params):
        return ""
    for what, more in (("gradient", 2.0), ("weights", 0.5)):
        twice = {name: 2 * W for name, W in (gradients if what == "gradient" else params).items()}
        given = function(params, twice) if what == "gradient" else function(twice, gradients)
        for name in params:
            one, other = _number(value[name]), _number(given.get(name))
            if one is not None and other is not None and not np.isclose(other, more * one):
                return (
                    f"With twice the {what} a ratio is {more:g} times as large. For {name} yours "
                    f"goes from {one:.3g} to {other:.3g}."
                )
    return ""


# ---- He's spread


def keeps_the_mean_square(function, args, value):
    """What a layer of ReLU units hands on has the mean square of what it was told."""
    (fan_in,) = args
    std = _number(value)
    if isinstance(value, np.ndarray) and value.size > 1:
        return (
            f"Yours gives {value.size} numbers. One is asked for: how wide weights are to be drawn."
        )
    if std is None:
        return ""
    if std <= 0:
        return f"A standard deviation is above 0. Yours is {std:.3g} for fan_in = {fan_in}."
    again = _number(function(fan_in))
    if again is not None and again != std:
        return (
            f"Asked twice about fan_in = {fan_in}, yours gives {std:.3g} and {again:.3g}. Nothing "
            "is drawn here: asked for is how widely to draw."
        )
    kept = fan_in * std**2 / 2
    if abs(kept - 1) < 1e-6:
        return ""
    return (
        f"For fan_in = {fan_in} yours is {std:.3g}. With such weights a layer of ReLU units hands "
        f"on {kept:.5g} times the mean square of what it is told; asked for is once."
    )


# ---- the test of a gradient


def names_what_disagrees(function, args, value):
    """Each parameter whose gradient is wrong, and no other."""
    if isinstance(value, str | dict) or "more than once" in names(value, args):
        return ""
    try:
        named = set(value)
    except TypeError:
        return ""
    for name, held in drawn.held(*args).items():
        if held.why and name not in named:
            return f"Tried with {args[0]}: {_why(name, held)}, and yours does not name it."
        if not held.why and name in named:
            return (
                f"Tried with {args[0]}: the gradient of {name} agrees with finite differences to "
                f"{max(held.gap, 1e-12):.0e} at the worst place, and yours names it. That is with "
                "a step of 1e-5 to both sides: is yours far shorter or longer, or to one side "
                "only? Do you allow for less than 1e-7?"
            )
    return ""


def _why(name, held):
    return {
        "missing": f"there is no gradient of {name}",
        "shape": f"the gradient of {name} has another shape than {name}",
        "NaN": f"for {name} the gradient or the loss is NaN, which agrees with nothing",
        "numbers": f"the gradient of {name} is {held.given:.3g} at {list(held.place)}, where "
        f"finite differences measure {held.measured:.3g}",
    }[held.why]


# ---- verdicts on a corpse


def judged_by(grave):
    """What is said of a verdict on this specimen: of its form, of its cure, of its cause."""

    def is_named_and_lives(function, args, value):
        shown = corpse_symptom(grave, value)
        if shown == "as asked":
            return ""
        what = shown.partition(":")[0]
        if what in _SAID_OF_VERDICTS:
            return _SAID_OF_VERDICTS[what].format(detail=shown.partition(": ")[2])
        return _said_of_ending(grave, shown, *value)

    return is_named_and_lives


_ALL = f"The list has: {', '.join(CAUSES)}."
_SAID_OF_VERDICTS = {
    "a cause alone": "Return two things: the cause, and the cure that the network is to be "
    "trained with.",
    "a cure alone": "Return two things: the name of the cause, and then the cure.",
    "no pair": "Return two things: the name of the cause, and the settings that cure it.",
    "turned round": "The cause comes first, then the cure.",
    "no name of a cause": f"The cause is a text. {_ALL}",
    "no dict": 'The cure is a dict, such as {{"alpha": 0.5}}: names of settings and new values.',
    "no cure": "Your cure changes nothing. Which setting should be another one?",
    "nothing changed": "With these settings it died. Which of them should be another one?",
    "no such setting": "There is no setting {detail}. There are: " + f"{', '.join(SETTINGS)}.",
    "start without sizes": "What is given as start takes the place of all that was there. Say the "
    "sizes, too.",
    "too many settings": f"More than {AT_MOST} settings are changed. Whatever was wrong is gone "
    "with all the rest, and nobody knows what it was. One of them was not what it should be.",
    "in quotation marks": "{detail} is given as a text. Write it without quotation marks: what is "
    "meant is the thing itself, not its name.",
    "no function": "{detail} is a function, and undergo calls it. Give its name alone, without "
    "brackets behind it and without quotation marks.",
    "no kind of network": "body is a kind of network, such as dense() makes, brackets included.",
    "a number in words": "{detail} is a number. If nothing is given for it, weights are as wide as "
    "He's formula says, and biases begin at 0.",
    "too long": f"More than {PATIENCE:,} updates would take too long here. Whatever helps, helps "
    "with fewer.",
}


def _near(cause):
    """The known cause that is most like this one, its words in any order; "" for none."""
    in_order = {" ".join(sorted(known.split())): known for known in CAUSES}
    words = " ".join(sorted(cause.replace("_", " ").lower().split()))
    for given, known in ((words, in_order), (cause, {name: name for name in CAUSES})):
        if near := difflib.get_close_matches(given, known, n=1):
            return known[near[0]]
    return ""


def _said_of_ending(grave, shown, cause, cure):
    if shown.startswith("no such cause"):
        near = _near(cause)
        meant = f"Did you mean {near!r}?" if near else _ALL
        return f"There is no cause {cause!r}. {meant}"
    ended, detail = ending(grave, cure)
    bar = GRAVES[grave].bar
    told = {
        "lives": "With your cure it lives.",
        "dies": f"With your cure it does not live. One that lives {bar}; yours names {detail}.",
        "leaks": "With your cure, rows that are asked afterwards are among those learned from. "
        "That is no proof of life.",
        "cannot be trained": f"With your cure it cannot be trained: {detail}.",
    }[ended]
    if shown.startswith(("not ", "it lives")):
        return f"It did not die of that cause: which vital sign speaks for it? {told}"
    return told


# ---- rebuild: judged by what its layers tell, not by their numbers


def names_enough(function, args, value):
    """How many of the new digits are named right, and whether all layers have a part in it."""
    if layer_symptom(value, args) not in TOO_FEW:
        return ""
    X_new, sizes = args[2], args[3]
    H = [np.asarray(h, dtype=float) for h in value]
    share = share_right(H[-1], X_new)
    if share < ENOUGH:
        return (
            f"Of {len(X_new)} new digits yours names {share:.0%} right. At least {ENOUGH:.0%} are "
            "asked for; whoever has learned nothing names 10%."
        )
    if not quiet(H, X_new):
        layer = idle(H)
        return (
            f"The answers are right, but layer {layer} of {len(sizes) - 1} hands on the very table "
            f"that layer {layer - 1} does, number by number. Without it the network would be the "
            "same: each layer should have a part in the answer."
        )
    layer, told = quiet(H, X_new)
    return (
        f"The answers are right, but from what layer {layer} of {len(sizes) - 1} hands on only "
        f"{told:.0%} of the digits can be told. How can the layers after it know more?"
    )
