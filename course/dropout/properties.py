"""What must hold for an answer of lesson 03 whatever the numbers are."""

import copy

import numpy as np

from course.dropout.symptoms import (
    BY_HEART,
    ENOUGH,
    MANY,
    TOO_FEW,
    digit_symptom,
    share_right,
    toss_symptom,
)
from course.eleven.properties import gradients_are_slopes
from course.kit.values import NEAR, is_array, widest_gap, worst

# ---- a mask: judged by what many tosses have in common, since everybody draws other numbers


def is_tossed(function, args, value):
    """Zeros and ones, the share asked for, each place by itself."""
    shown = toss_symptom(value, args)
    # What is in no table is a shape, and says itself which.
    return _SAID_OF_MASKS.get(shown, _said_of_shape)(value, args, shown)


def _said_of_shape(value, args, shown):
    return f"An array of shape {args[1]} is asked for; yours has {shown}."


def _said_of_kind(value, args, shown):
    return f"An array of shape {args[1]} is asked for; yours is a {type(value).__name__}."


def _said_of_dtype(value, args, shown):
    return (
        f"Each place of a mask is the number 0 or 1. Your array holds no numbers: its dtype is "
        f"{value.dtype}."
    )


def _said_of_numbers(value, args, shown):
    found = ", ".join(f"{number:.3g}" for number in np.unique(value)[:3])
    return f"Each place of a mask is 0 or 1. Yours holds {found}."


def _said_of_fates(value, args, shown):
    return f"Each place is tossed for by itself. In {_of(args)} {_FATES[shown]}."


def _said_of_share(value, args, shown):
    return (
        f"In {_of(args)} about {args[2] * value.size:.0f} of the {value.size} places should be 0, "
        f"and {int((value == 0).sum())} are."
    )


def _of(args):
    _, shape, rate = args
    return f"your mask of shape {shape} for rate = {rate:.3g}"


_FATES = {
    "all places the same": "all places have the same value",
    "all rows the same": "all rows are the same",
    "all columns the same": "all columns are the same",
    "always the same number": "each row, or each column, has exactly as many zeros as any",
}
_SAID_OF_MASKS = {
    "as asked": lambda value, args, shown: "",
    "a single value": _said_of_kind,
    "not an array": _said_of_kind,
    "not numbers": _said_of_dtype,
    "NaN or infinity": _said_of_numbers,
    "scaled already": _said_of_numbers,
    "1 and -1": _said_of_numbers,
    "not only 0 and 1": _said_of_numbers,
    **dict.fromkeys(_FATES, _said_of_fates),
    "the rate survives": _said_of_share,
    "half": _said_of_share,
    "another share": _said_of_share,
}


def comes_from_rng(function, args, value):
    """The given generator decides, and nothing else; and from mask to mask it goes on."""
    rng, shape, rate = args
    if not (is_array(value, shape) and value.size >= MANY and min(shape) > 1 and 0 < rate < 1):
        return ""
    here = copy.deepcopy(rng)
    masks = [np.asarray(function(here, shape, rate)) for _ in range(8)]
    if any(np.array_equal(masks[0], mask) for mask in masks[1:]):
        return (
            "Asked for one mask after the other with the same rng, yours gives the same mask "
            "again. Is there a generator or a seed of your own? Take the numbers from the rng "
            "that is handed in: it goes on by itself."
        )
    if not np.array_equal(masks[0], value):
        return (
            "With the same rng in the same state yours gives now one mask, now another. So its "
            "numbers come from elsewhere, perhaps from np.random. Take them all from rng."
        )
    if np.ptp([mask.sum() for mask in masks]) == 0:
        return (
            f"With rate = {rate:.3g} yours drops exactly {int((value == 0).sum())} of {value.size} "
            "places in every mask. The rate is what happens on average: toss for each place by "
            "itself, and let the number vary."
        )
    return ""


# ---- the masked layer


def speaks_the_same_on_average(function, args, value):
    """Who is dropped says nothing; over dropped and kept, a unit says what it said without."""
    h, _, rate = args
    if not is_array(value, h.shape):
        return ""
    silent, loud = (function(h, np.full(h.shape, kept), rate) for kept in (0.0, 1.0))
    if not (is_array(silent, h.shape) and is_array(loud, h.shape)):
        return ""
    if silent.any():
        place = worst(np.abs(silent))
        return (
            "Where the mask is 0, nothing should be left. With a mask of zeros yours still gives "
            f"{silent[place]:.3g} for h = {h[place]:.3g}."
        )
    mean = (1 - rate) * loud
    place, gap = widest_gap(mean, h)
    if gap < NEAR:
        return ""
    return (
        f"With rate = {rate:.3g} a unit is dropped in {rate:.0%} of the masks. When it is not, "
        f"yours turns h = {h[place]:.3g} into {loud[place]:.3g}: that is {mean[place]:.3g} on "
        f"average over masks, and should be {h[place]:.3g}."
    )


# ---- the network under a mask


def mask_is_between_the_layers(function, args, value):
    """h is what the units said; a factor in the mask does what it does to the weights behind."""
    params, X, *rest = args
    if not isinstance(value, tuple | list) or len(value) != 2:
        return ""
    p, h = value
    if not is_array(p, (len(X), params["W1"].shape[1])):
        return ""
    if not is_array(h, (len(X), params["W0"].shape[1])):
        return ""
    for name, part in (("p", p), ("h", h)):
        if part.min() < 0 or part.max() > 1:
            return f"What a sigmoid gives lies between 0 and 1; your {name} does not."
    if not np.allclose(function(params, X)[0], function(params, X, 1.0)[0]):
        return "Without a mask yours gives something else than with a mask of 1.0."
    if not np.allclose(function(params, X, 1.0)[1], h):
        return (
            "h is what the hidden units said before the mask, so no mask changes it. With "
            "another mask your h is another."
        )
    mask = np.broadcast_to(rest[0] if rest else 1.0, h.shape)
    for i in range(len(X)):
        behind = params | {"W1": mask[i][:, None] * params["W1"]}
        if not np.allclose(function(behind, X[[i]], 1.0)[0], p[[i]]):
            return (
                "To multiply what a unit says by its factor in the mask should do the same as to "
                f"multiply its weights in W1 by that factor. In row {i} yours gives something else."
            )
    return ""


def masked_gradients_are_slopes(function, args, value):
    """With the mask held fixed, the gradients are the slopes of the function's own loss."""
    params, X, y, *mask = args
    wrong = gradients_are_slopes(lambda *at: function(*at, *mask), (params, X, y), value)
    if wrong or (mask and isinstance(mask[0], dict)):
        return wrong
    if np.allclose(function(params, X, y)[0], function(params, X, y, 1.0)[0]):
        return ""
    return "Without a mask your loss is another than with a mask of 1.0."


def is_a_mean_over_masks(function, args, value):
    """Each mask counts once, and as much as any other."""
    params, X, masks = args
    shape = len(X), params["W1"].shape[1]
    if not is_array(value, shape):
        return ""
    if value.min() < 0 or value.max() > 1:
        return (
            "Each network's prediction lies between 0 and 1, so their mean does too; yours does "
            "not."
        )
    alone = [np.asarray(function(params, X, masks[[i]])) for i in range(len(masks))]
    if any(one.shape != shape for one in alone) or np.allclose(np.mean(alone, axis=0), value):
        return ""
    return (
        f"Asked for each of the {len(masks)} masks alone, yours gives predictions whose mean is "
        "not what it gives for all of them together. Run a network for each mask, then take the "
        "mean of what they predict."
    )


# ---- rebuild: judged by how many digits it names, not by its numbers


def names_enough(function, args, value):
    """How many of the new digits are named right."""
    if digit_symptom(value, args) not in TOO_FEW:
        return ""
    share = share_right(np.asarray(value), args[2])
    return (
        f"Of the new digits yours names {share:.0%} right. At least {ENOUGH:.0%} are asked for. "
        "Half of the labels to learn from are drawn by lot: whoever knows them by heart names "
        f"about {BY_HEART:.0%}, and whoever has learned nothing, 10%."
    )
