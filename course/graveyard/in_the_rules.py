"""Causes that lie in the program: in its arithmetic, or in its gradient.

Each function gives the evidence as a sentence, or None. They are looked for in every network: some
learn in spite of a fault, for a while. What sound programs do as well (long strides, rows that take
notice of each other, gradients that are cut to a length) counts only where one has not learned.
"""

import numpy as np

from course.graveyard import experiments
from course.graveyard.examination import Examination, Slices
from course.kit.steps import Params

LARGEST_POWER = 709.0  # e**710 is more than a float can hold
DIFFERENT = 8  # rows that units have to be shown before much can be said of how little they say

# ---- arithmetic


def overwritten_in_place(e: Examination) -> str | None:
    """Something that is still needed is written over: what came in, or what units say."""
    changed = experiments.changes_its_inputs(e.body, e.trial.start, *e.few)
    if changed:
        return f"when it is asked for its gradient, it changes {', '.join(changed)}"
    rows = e.trial.X[e.rows].reshape(len(e.rows), -1)
    if len(np.unique(rows, axis=0)) < DIFFERENT:
        return None  # of few different rows, a unit may well say two numbers
    for layer in e.said_at_start[:-1]:
        values, counts = np.unique(layer.said, return_counts=True)
        any_number = layer.kind in ("relu", "prelu", "linear")
        if any_number and len(values) == 2 and counts.min() >= max(20, layer.said.size / 20):
            return (
                f"{layer.name} says nothing but {values[0]:.3g} and {values[1]:.3g}, whatever it "
                f"is shown, already before the first update: {layer.kind} units say any number"
            )
    return None


def overflow(e: Examination) -> str | None:
    """A power of e is too large for a float, and the gradient is no number."""
    for when, params in e.moments:
        z, poisoned = _poisoned(e, params)
        if not poisoned or not LARGEST_POWER < np.abs(z).max() < np.inf:
            continue
        healed = _heals(e, params, z)
        if healed is not False:
            return (
                f"{when} the weights are numbers, but the gradient is none: outputs go up to "
                f"{np.abs(z).max():.3g}, and e to the power of 710 is more than a float can hold"
                + (
                    ", while with the largest output taken out of a row it is sound"
                    if healed
                    else ""
                )
            )
    return None


def log_of_zero(e: Examination) -> str | None:
    """The loss is no number, though no power was too large: a logarithm of 0 came into it."""
    for when, params in e.moments:
        said, poisoned = _poisoned(e, params)
        loss = e.loss(params)
        if np.isfinite(loss) or not np.isfinite(said).all():
            continue
        if not poisoned or np.abs(said).max() < LARGEST_POWER or _heals(e, params, said) is False:
            rest = "the gradient is lost with it" if poisoned else "all gradients are numbers"
            return (
                f"{when} the loss of {len(e.rows)} rows is {loss:.3g}, while all weights and "
                f"outputs are numbers (up to {np.abs(said).max():.3g}), and {rest}: a probability "
                "was rounded to 0 or 1, and the logarithm of 0 is no number"
            )
    lost = int((~np.isfinite(e.trial.losses)).sum())
    if lost and e.finite:
        return (
            f"the loss was no number in {lost:,} of {len(e.trial.losses):,} batches, and the "
            "weights are numbers all the same: the gradient was sound, a logarithm of 0 was not"
        )
    return None


def _poisoned(e: Examination, params: Params) -> tuple[np.ndarray, bool]:
    """What the network answers with, and whether the gradient of these rows is no number."""
    rows = e.trial.X[e.rows], e.trial.y[e.rows]
    gradients = experiments.ask(e.body, params, *rows)[1].values()
    said = e.body.layers(params, rows[0])[-1].said
    return said, not all(np.isfinite(g).all() for g in gradients)


def _heals(e: Examination, params: Params, z: np.ndarray) -> bool | None:
    """Whether the gradient of a row is a number once its largest output is taken from all of them.

    None if there is no bias to do so with.
    """
    name = experiments.output_bias(e.body, params, e.trial.X[e.rows])
    if name is None or len(z) != len(e.rows):
        return None
    i = int(np.abs(z).max(axis=1).argmax())
    row, shifted = e.rows[i : i + 1], params | {name: params[name] - z[i].max()}
    gradients = experiments.ask(e.body, shifted, e.trial.X[row], e.trial.y[row])[1]
    return all(bool(np.isfinite(g).all()) for g in gradients.values())


# ---- gradient


def one_weight_at_a_time(e: Examination) -> str | None:
    """The blame goes back through weights that have been moved already."""
    X, y = e.few
    as_is, moved = experiments.blame_through_moved(
        e.body, e.trial.start, X[:10], y[:10], float(e.trial.alphas[0])
    )
    if not (as_is > 1e-6 and moved < 1e-2 * as_is):
        return None
    return (
        f"the gradient before the last layer is off by {as_is:.2%}, and it is what follows exactly "
        f"(to {moved:.0e}) if the last weights had been moved by alpha = {e.trial.alphas[0]:.3g} "
        "before the blame went back through them"
    )


def gradient_not_reset(e: Examination) -> str | None:
    """Steps grow with all gradients there ever were.

    A momentum of 0.95 makes as long strides where gradients agree, and there it learns.
    """
    twice = experiments.asked_twice(e.body, e.trial.start, *e.few)
    if twice > 1e-9:
        return f"asked twice about the same rows, it gives gradients that are {twice:.0%} apart"
    if not e.unwell:
        return None
    strides = e.trial.strides[np.isfinite(e.trial.strides)]
    if len(strides) < 20 or abs(strides[0] - 1) > 0.01:
        return None  # others than sums of gradients, such as Adam, begin otherwise
    usual = float(np.median(strides[len(strides) // 2 :]))
    if usual < 15:
        return None
    return (
        f"the first step was alpha times the gradient, and later the usual step is {usual:.0f} "
        "times as long as that: the gradients of earlier batches are still in it"
    )


def wrong_axis(e: Examination) -> str | None:
    """The rows of a batch get into each other's way.

    So they do as well where a layer is normalised over its batch, but such networks learn.
    """
    if not e.unwell:
        return None
    X, y = e.few
    for when, params in e.moments:
        mixed = experiments.row_mixing(e.body, params, X, y)
        if mixed is None or mixed < 1e-6:
            continue
        sentence = (
            f"{when} the loss of {len(X)} rows, or its gradient, is {mixed:.0%} away from that of "
            "both halves taken together: rows are counted against other rows"
        )
        if experiments.swapped_targets(e.body, params, X, y) < 1e-9:
            sentence += ", and the loss stays the same when targets are swapped between rows"
        return sentence
    return None


def wrong_gradient(e: Examination) -> Slices[str | None]:
    """The gradient is not the slope of the loss."""
    for when, params in e.moments:
        yield
        slopes = experiments.slope_errors(e.body, params, *e.few)
        off = {name: slope for name, slope in slopes.items() if slope.error > 1e-2}
        if off and (e.unwell or not _only_its_length(list(slopes.values()))):
            worst = max(off, key=lambda name: off[name].error)
            right = [name for name in slopes if name not in off]
            return (
                f"{when} the gradient of {worst} has the length {off[worst].claimed:.3g}, and "
                f"measured along it the slope is {off[worst].measured:.3g}; wrong: "
                f"{', '.join(off)}; right: {', '.join(right) or 'none'}"
            )
    return None


def _only_its_length(slopes: list[experiments.Slope]) -> bool:
    """Whether the gradient of all parameters points the right way, and is too long or too short.

    It is, where it is cut to a length. That is another size of the steps, and no fault by itself.
    """
    factors = np.array([s.claimed / s.measured if s.measured else np.inf for s in slopes])
    right = max(slope.error_of_way for slope in slopes) < 1e-2
    return right and bool(np.ptp(factors) < 1e-2 * abs(factors).max())
