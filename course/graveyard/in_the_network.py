"""Causes that lie in the network: its first weights, its shape, and the length of its steps.

Each function gives the evidence as a sentence, or None; those that train once more do so in slices.
What can happen to networks that live as well, such as a few silent units, counts only where one has
not learned what it was taught.
"""

import numpy as np

from course.graveyard import vitals
from course.graveyard.examination import BETTER, Examination, LayerSigns, Slices

# ---- first weights, and shape


def equal_weights(e: Examination) -> str | None:
    """Units with the same first weights get the same gradient, and stay the same."""
    for before, after in zip(e.said_at_start[:-1], e.said_at_end[:-1], strict=True):
        units, W = before.said.shape[1], e.trial.start[before.weights]
        if units < 2 or W.shape[-1] != units or np.ptp(W, axis=-1).max() > 0:
            continue
        said = after.said
        if np.ptp(said, axis=1).max() <= 1e-6 * np.abs(said).max():
            return (
                f"all {units} units of {before.name} began with the same weights, and after "
                f"{len(e.trial.losses):,} updates they still say the same: they are one unit"
            )
    return None


def bottleneck(e: Examination) -> str | None:
    """A layer has fewer units than it takes to tell the classes apart, a yes or no from each."""
    if not e.unwell or len(e.start) < 2:
        return None
    narrow = min(e.start[:-1], key=lambda layer: layer.units)
    classes = len(e.classes[0])
    gate = narrow.kind == "sigmoid" and len(e.start) > 2  # a push or a pop is no place to pass
    if gate or narrow.units >= np.log2(classes):
        return None
    rank = next(layer.rank for layer in e.end if layer.name == narrow.name)
    return (
        f"{narrow.name} has {narrow.units} unit{'s'[: narrow.units != 1]}, all that it says has "
        f"rank {rank}, and {classes} classes have to be told apart behind it"
    )


def start_too_large(e: Examination) -> str | None:
    """What the layers say, and with it the gradient, is overblown before the first update."""
    if not e.unwell:
        return None
    outputs = e.start[-1]
    if outputs.kind == "linear" and outputs.spread > 30:
        grown = [layer.spread for layer in e.start]
        return (
            f"before the first update the outputs differ by {outputs.spread:.3g} from row to row, "
            f"where a few are enough (inputs: {e.spread_of_inputs:.3g}; layer by layer: "
            f"{', '.join(f'{s:.3g}' for s in grown)}), and the loss was {e.trial.losses[0]:.3g}"
        )
    for layer, said in zip(e.start[:-1], e.said_at_start, strict=False):
        both_ends = layer.saturated > 0.8 and layer.spread > 0.3 and said.said.shape[1] > 1
        if both_ends:
            return (
                f"before the first update {layer.saturated:.0%} of what {layer.name} says is "
                "within 0.01 of an end, at both ends: its sums are far too large"
            )
    return None


def vanishing_signal(e: Examination) -> str | None:
    """Each layer says less than the one before, until nothing is left."""
    if not e.unwell or len(e.start) < 3:
        return None
    first, last = e.spread_of_inputs, e.start[-1].spread
    if not first > 0 or any(layer.dead == 1 and layer.spread == 0 for layer in e.start[:1]):
        return None
    per_layer = (last / first) ** (1 / len(e.start))
    if last > 1e-4 * first or per_layer > 0.3:
        return None
    still = e.end[-1].spread
    if still > 1e-2 * first:
        return None
    return (
        f"before the first update the inputs differ by {first:.3g} from row to row, and the "
        f"outputs by {last:.1e}: a factor of {per_layer:.2g} from layer to layer; at the end the "
        f"outputs differ by {still:.1g}"
    )


def saturated_gates(e: Examination) -> str | None:
    """Gates that stand open or shut from the beginning, where their curve is flat.

    If it is so flat that a hundredth of a change comes through, and still is at the end, nothing
    that stands behind the gate was ever taught: that is wrong also where the rest of the network
    makes the best of it.
    """
    for layer, after in zip(e.start[:-1], e.end[:-1], strict=True):
        shut = max(layer.slope, after.slope) < 0.01
        if layer.kind != "sigmoid" or layer.spread > 0.1 or layer.slope > 0.1:
            continue
        if shut or e.unwell:
            said = next(x for x in e.said_at_start if x.name == layer.name).said.mean()
            return (
                f"{layer.name} said {said:.3g} on average before the first update, and differed by "
                f"{layer.spread:.2g} from row to row: the slope there is {layer.slope:.1%} of the "
                f"steepest, and {after.slope:.1%} at the end"
            )
    return None


def _silent(layer: LayerSigns) -> bool:
    return layer.kind == "relu" and layer.dead >= 0.9


def dead_from_the_start(e: Examination) -> str | None:
    """A layer of ReLUs says nothing before the first update, so no gradient passes."""
    if not e.unwell:
        return None
    for before, after in zip(e.start[:-1], e.end[:-1], strict=True):
        if _silent(before) and _silent(after):
            return (
                f"in {before.name} {before.dead:.0%} of {before.units} units said nothing before "
                f"the first update, whatever the row, and {after.dead:.0%} at the end: no gradient "
                "comes through a unit that is silent"
            )
    return None


def dead_at_the_end(e: Examination) -> str | None:
    """A layer of ReLUs has fallen silent, and no long step was seen that did it."""
    if not e.unwell:
        return None
    for before, after in zip(e.start[:-1], e.end[:-1], strict=True):
        if _silent(after):
            return (
                f"in {after.name} {after.dead:.0%} of {after.units} units say nothing at the end, "
                f"whatever the row; before the first update it was {before.dead:.0%}"
            )
    return None


# ---- steps


def step_too_long(e: Examination) -> str | None:
    """One update throws weights about as far as they are long."""
    if not e.unwell or e.throw < 0.5:
        return None
    first, last = vitals.smoothed(e.trial.losses)[[0, -1]]
    fallen = [
        after.name
        for before, after in zip(e.start[:-1], e.end[:-1], strict=True)
        if after.slope < 0.1 < before.slope or (_silent(after) and not _silent(before))
    ]
    worse = not e.finite or not e.loss(e.trial.params) < 0.9 * e.loss(e.trial.start)
    if not fallen and not worse:
        return None
    symptom = (
        "in the end the weights are no numbers"
        if not e.finite
        else f"fallen silent or flat since then: {', '.join(fallen)}"
        if fallen
        else f"the loss was {first:.3g} at first, and {last:.3g} at the end"
    )
    return (
        f"with steps of {e.trial.alphas[0]:.3g} one of the first 100 updates moves a matrix by "
        f"{e.throw:.3g} times its own length; {symptom}"
    )


def faded_too_early(e: Examination) -> Slices[str | None]:
    """Most updates were made with next to no step, and there was still something to learn."""
    alphas, t = e.trial.alphas, e.trial
    still = float((alphas < 0.01 * alphas.max()).mean())
    if still < 0.3 or not e.finite or e.skill > 0.9:
        return None
    better = yield from e.goes_on(t.params, float(alphas.max()) * min(e.stride, 10.0))
    if better < e.skill + 0.1:
        return None
    return (
        f"{still:.0%} of the updates were made with less than a hundredth of the longest step "
        f"({alphas.max():.3g}); with that step it goes on learning, from {e.skill:.0%} to "
        f"{better:.0%} of what guessing leaves wrong"
    )


def step_too_short(e: Examination) -> Slices[str | None]:
    """With longer steps it gets much further, and with the same steps it does not."""
    if not e.unwell or not e.finite or e.throw > 0.1:
        return None
    for times in (10, 30, 100):  # tenfold apart, the good one may lie between
        better = yield from e.goes_on(e.trial.params, times * e.usual_step)
        if better <= e.skill + BETTER:
            continue
        usual = yield from e.shuffled()
        if better > usual + BETTER:
            return (
                f"in {len(e.trial.losses):,} updates the loss went from {e.trial.losses[0]:.3g} to "
                f"{e.trial.losses[-1]:.3g}; steps {times} times as long bring it from "
                f"{e.skill:.0%} to {better:.0%} of what guessing leaves wrong, and as many of the "
                f"same length to {usual:.0%}"
            )
    return None
