"""What must hold for an answer of lesson 03 whatever the numbers are.

A property is asked with the function, the arguments of one call and the value it gave. It answers
with a sentence if it does not hold, and with an empty one if it does, or if the value is of a kind
that it cannot judge: that is said elsewhere.
"""

import copy
from functools import cache

import numpy as np

from course.eleven.properties import gradients_are_slopes
from course.kit.values import is_array, worst

SIGMA = 6  # a share that is farther off than this many standard deviations is no luck
MANY = 500  # places, from which on a mask can be judged by its shares
ENOUGH = 0.72  # share of new digits to be named right
UNSTEADY = 0.2  # from here on, one row gets two predictions because of a mask, not of rounding
UNDECIDED = 0.2  # below this, the digit named is hardly ahead of the others


# ---- a mask: judged by what many tosses have in common, since everybody draws other numbers


def toss_symptom(value, args):
    """What a mask shows, in a word or more."""
    _, shape, rate = args
    if not isinstance(value, np.ndarray):
        return "a single value" if np.ndim(value) == 0 else "not an array"
    if value.shape != shape:
        return f"shape {value.shape}"
    if value.dtype.kind not in "biuf":
        return "not numbers"
    others = set(np.unique(value)) - {0, 1}
    if others:
        return _not_tosses(others, rate)
    if value.size < MANY:
        return "as asked"
    tossed = value.astype(float)
    together = _together(tossed) if 0 < rate < 1 else ""
    return together or _share_shown(1 - tossed.mean(), rate, tossed.size)


def _not_tosses(others, rate):
    if not np.isfinite(list(others)).all():
        return "NaN or infinity"
    if rate < 1 and np.allclose(list(others), 1 / (1 - rate)):
        return "scaled already"
    return "1 and -1" if others == {-1} else "not only 0 and 1"


def _together(mask):
    """Whether places share a fate that each should have by itself."""
    if np.ptp(mask) == 0:
        return "all places the same"
    rows, columns = mask.shape
    if min(rows, columns) == 1:
        return ""
    if (mask == mask[0]).all():
        return "all rows the same"
    if (mask == mask[:, [0]]).all():
        return "all columns the same"
    counts = (mask.sum(axis=1), mask.sum(axis=0))
    return "always the same number" if any(np.ptp(count) == 0 for count in counts) else ""


def _share_shown(dropped, rate, places):
    for name, share in (("as asked", rate), ("the rate survives", 1 - rate), ("half", 0.5)):
        if abs(dropped - share) <= SIGMA * np.sqrt(share * (1 - share) / places) + 1e-12:
            return name
    return "another share"


def is_tossed(function, args, value):
    """Zeros and ones, the share asked for, each place by itself."""
    _, shape, rate = args
    shown = toss_symptom(value, args)
    if shown == "as asked":
        return ""
    of = f"your mask of shape {shape} for rate = {rate:.3g}"
    if shown in ("the rate survives", "half", "another share"):
        dropped = int((value == 0).sum())
        return (
            f"In {of} about {rate * value.size:.0f} of the {value.size} places should be 0, and "
            f"{dropped} are."
        )
    if shown == "not an array" or shown.startswith(("a single", "shape")):
        if isinstance(value, np.ndarray):
            return f"An array of shape {shape} is asked for; yours has {shown}."
        return f"An array of shape {shape} is asked for; yours is a {type(value).__name__}."
    if shown.startswith(("all", "always")):
        named = {
            "all places the same": "all places have the same value",
            "all rows the same": "all rows are the same",
            "all columns the same": "all columns are the same",
            "always the same number": "each row, or each column, has exactly as many zeros as any",
        }[shown]
        return f"Each place is tossed for by itself. In {of} {named}."
    found = np.unique(value)[:3]
    return f"Each place of a mask is 0 or 1. Yours holds {', '.join(f'{n:.3g}' for n in found)}."


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
    place = worst(np.abs(mean - h))
    if abs(mean[place] - h[place]) < 1e-6:
        return ""
    return (
        f"With rate = {rate:.3g} a unit is dropped in {rate:.0%} of the masks. When it is not, "
        f"yours turns h = {h[place]:.3g} into {loud[place]:.3g}: that is {mean[place]:.3g} on "
        f"average over masks, and should be {h[place]:.3g}."
    )


def numbers(value, args):
    """A view on an array, in which two that have NaN at the same places are found the same."""
    if not isinstance(value, np.ndarray | np.generic) or value.dtype.kind != "f":
        return "numbers", value
    told = "numbers" if np.isfinite(value).all() else "NaN or infinity"
    return told, np.nan_to_num(value)


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


def parts_of_a_list(value, args):
    """A view in which a list of arrays is compared part by part, which a tuple is."""
    arrays = isinstance(value, list) and all(isinstance(part, np.ndarray) for part in value)
    return tuple(value) if arrays else value


# ---- rebuild: judged by how many digits it names, not by its numbers


@cache
def _clean_digits():
    from sklearn.datasets import load_digits  # takes a while, and only this needs it

    pixels, labels = load_digits(return_X_y=True)
    return pixels / 16, labels


def labels(X):
    """Which digits these are: noise has never made one of them look more like another."""
    pixels, known = _clean_digits()
    return known[np.argmin((pixels**2).sum(axis=1) - 2 * X[:, :-1] @ pixels.T, axis=1)]


def names_enough(function, args, value):
    """How many of the new digits are named right."""
    if digit_symptom(value, args) not in _TOO_FEW:
        return ""
    share = share_right(np.asarray(value), args[2])
    return (
        f"Of the new digits yours names {share:.0%} right. At least {ENOUGH:.0%} are asked for. "
        "Half of the labels to learn from are drawn by lot: whoever knows them by heart names "
        "about 60%, and whoever has learned nothing, 10%."
    )


_TOO_FEW = ("upside down", "dropout left on", "hardly trained", "hardly any right", "by heart")


def digit_symptom(value, args):
    """What predictions for new digits show, in a word or more."""
    X, _, X_new = args
    try:
        p = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return "no predictions"
    if p.shape in ((len(X_new),), (len(X_new), 1)):
        return "one number for each row"
    if p.shape == (len(X), 10):
        return "for the rows of X"
    if p.shape != (len(X_new), 10):
        return "no predictions"
    if not np.isfinite(p).all():
        return "not numbers"
    if np.ptp(p.argmax(axis=1)) == 0:
        return "always the same digit"
    share = share_right(p, X_new)
    if share >= ENOUGH:
        return "learned"
    if share_right(-p, X_new) >= 0.5:
        return "upside down"
    if _unsteadiness(p, X_new) > UNSTEADY:
        return "dropout left on"
    if (p.max(axis=1) - np.median(p, axis=1)).mean() < UNDECIDED:
        return "hardly trained"
    return "hardly any right" if share < 0.2 else "by heart"


def _unsteadiness(p, X):
    """How far apart predictions are for a row that comes twice, beside any two rows."""
    _, first, place = np.unique(X, axis=0, return_index=True, return_inverse=True)
    apart = np.abs(p - p[first][place.ravel()])[np.setdiff1d(np.arange(len(X)), first)]
    any_two = np.abs(p - p[::-1]).mean()
    return apart.mean() / any_two if any_two else 0.0


def share_right(p, X):
    """How many of the digits are named right, as a share."""
    return float(np.mean(p.argmax(axis=1) == labels(X)))
