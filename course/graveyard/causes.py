"""The known causes, each with a test that shows it: from the vital signs to a sentence.

The order is that of a pathologist: what explains the others comes first. Rows that do not tell what
they should, then the arithmetic, the gradient, the first weights, the shape, the steps, and at the
end how the result was looked at. If weights are NaN because the first ones were too large, then the
first ones are the cause, and the NaN is a symptom.

Faults of procedure are looked for in every network: also one that answers well may have seen its
new rows before. What can also happen to those that live, such as a few silent units, counts only
where a network has not learned what it was taught.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course.graveyard import vitals
from course.graveyard.examination import Examination, LayerSigns
from course.kit.steps import Params

LIVES = 0.6  # of what guessing leaves wrong, of the rows that it learned from
LARGEST_POWER = 709.0  # e**710 is more than a float can hold


@dataclass(frozen=True, slots=True)
class Cause:
    """What a network can die of.

    Attributes
    ----------
    name : str, as on the graves
    test : of an ``Examination``, the evidence as a sentence, or None if it does not fit
    last : whether it is asked for only where nothing else fits: it trains once more, which takes
        time, or it is what other causes lead to
    """

    name: str
    test: Callable[[Examination], str | None]
    last: bool = False


def unwell(e: Examination) -> bool:
    """Whether it has not learned what it was taught."""
    return not e.finite or e.skill < LIVES


# ---- rows


def lopsided_set(e: Examination) -> str | None:
    """Nearly all rows are of one class, and of the others hardly any is found."""
    classes, counts = e.classes
    largest = int(classes[counts.argmax()])
    if e.guessing < 0.75 or not e.finite:
        return None
    found = vitals.recall(e.trial.labels_new, e.answers_new)
    rare = [share for c, share in found.items() if c != largest]
    if not rare or np.mean(rare) >= 0.5:
        return None
    return (
        f"{e.guessing:.0%} of the rows are of class {largest}, and that is what it says of "
        f"{(e.answers_new == largest).mean():.0%} of the new rows: {e.trial.accuracy:.0%} of its "
        f"answers are right, but of the other classes it finds {np.mean(rare):.0%}"
    )


def shuffled_labels(e: Examination) -> str | None:
    """Rows that look alike have nothing in common, while among the new rows they have."""
    t = e.trial
    if len(t.labels) != len(t.X) or len(t.labels_new) != len(t.X_new) or len(t.X_new) < 20:
        return None
    labels = vitals.classes_of(t.y)
    old, by_chance = vitals.neighbour_agreement(t.X, labels), vitals.chance(labels)
    new, new_chance = vitals.neighbour_agreement(t.X_new, t.labels_new), vitals.chance(t.labels_new)
    if new - new_chance < 0.25 or old - by_chance > 0.5 * (new - new_chance):
        return None
    return (
        f"the nearest neighbour of a row that it learned from has the same label in {old:.0%} of "
        f"the cases, and chance gives {by_chance:.0%}; among the new rows it is {new:.0%}"
    )


def leak(e: Examination) -> str | None:
    """New rows are among those that it learned from, more than a small world explains."""
    X, X_new = e.trial.X, e.trial.X_new
    among, expected = vitals.copies(X, X_new)
    if among == 1 and vitals.copies(X_new, X)[0] == 1:
        return None  # the table is all there is, as in lesson 01: no row was kept aside
    scatter = np.sqrt(expected * (1 - expected) / len(X_new))
    if among - expected < 0.05 + 3 * scatter:
        return None
    return (
        f"{among:.0%} of the new rows are also among those that it learned from; of these, "
        f"{expected:.0%} are there twice"
    )


def rows_never_seen(e: Examination) -> str | None:
    """Rows that were in no batch, more than chance leaves out."""
    unseen, by_chance = vitals.unseen_share(e.trial.seen)
    if unseen - by_chance < 0.1:
        return None
    return (
        f"of {len(e.trial.seen):,} rows only {int((e.trial.seen > 0).sum()):,} were ever in a batch, "
        f"though {int(e.trial.seen.sum()):,} rows were dealt"
    )


# ---- arithmetic


def overwritten_in_place(e: Examination) -> str | None:
    """Something that is still needed is written over: what came in, or what units say."""
    changed = vitals.changes_its_inputs(e.body, e.trial.start, *e.few)
    if changed:
        return f"when it is asked for its gradient, it changes {', '.join(changed)}"
    for layer in e.said_at_start[:-1]:
        values = np.unique(layer.said)
        if len(values) == 2 and layer.said.size > 20 and vitals.spread(layer.said) > 0:
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
                f"{when} the loss of {len(e.rows)} rows is {loss:.3g}, while all weights and outputs "
                f"are numbers (up to {np.abs(said).max():.3g}), and {rest}: a probability was rounded "
                "to 0 or 1, and the logarithm of 0 is no number"
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
    gradients = vitals.ask(e.body, params, *rows)[1].values()
    said = e.body.layers(params, rows[0])[-1].said
    return said, not all(np.isfinite(g).all() for g in gradients)


def _heals(e: Examination, params: Params, z: np.ndarray) -> bool | None:
    """Whether the gradient of a row is a number once its largest output is taken from all of them.

    None if there is no bias to do so with.
    """
    name = vitals.output_bias(e.body, params, e.trial.X[e.rows])
    if name is None or len(z) != len(e.rows):
        return None
    i = int(np.abs(z).max(axis=1).argmax())
    row, shifted = e.rows[i : i + 1], params | {name: params[name] - z[i].max()}
    gradients = vitals.ask(e.body, shifted, e.trial.X[row], e.trial.y[row])[1]
    return all(bool(np.isfinite(g).all()) for g in gradients.values())


# ---- gradient


def one_weight_at_a_time(e: Examination) -> str | None:
    """The blame goes back through weights that have been moved already."""
    X, y = e.few
    as_is, moved = vitals.blame_through_moved(
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
    """Steps grow with all gradients there ever were."""
    twice = vitals.asked_twice(e.body, e.trial.start, *e.few)
    if twice > 1e-9:
        return f"asked twice about the same rows, it gives gradients that are {twice:.0%} apart"
    strides = e.trial.strides[np.isfinite(e.trial.strides)]
    if len(strides) < 20 or abs(strides[0] - 1) > 0.01:
        return None  # others than sums of gradients, such as Adam, begin otherwise
    usual = float(np.median(strides[len(strides) // 2 :]))
    if usual < 15:
        return None
    return (
        f"the first step was alpha times the gradient, and later the usual step is {usual:.0f} times "
        "as long as that: the gradients of earlier batches are still in it"
    )


def wrong_axis(e: Examination) -> str | None:
    """The rows of a batch get into each other's way."""
    X, y = e.few
    for when, params in e.moments:
        mixed = vitals.row_mixing(e.body, params, X, y)
        if mixed is None or mixed < 1e-6:
            continue
        sentence = (
            f"{when} the loss of {len(X)} rows, or its gradient, is {mixed:.0%} away from that of "
            "both halves taken together: rows are counted against other rows"
        )
        if vitals.swapped_targets(e.body, params, X, y) < 1e-9:
            sentence += ", and the loss stays the same when targets are swapped between rows"
        return sentence
    return None


def wrong_gradient(e: Examination) -> str | None:
    """The gradient is not the slope of the loss."""
    for when, params in e.moments:
        slopes = vitals.slope_errors(e.body, params, *e.few)
        off = {name: slope for name, slope in slopes.items() if slope.error > 1e-2}
        if off:
            worst = max(off, key=lambda name: off[name].error)
            right = [name for name in slopes if name not in off]
            return (
                f"{when} the gradient of {worst} has the length {off[worst].claimed:.3g}, and along "
                f"it the loss rises by {off[worst].measured:.3g}; wrong: {', '.join(off)}; right: "
                f"{', '.join(right) or 'none'}"
            )
    return None


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
    if not unwell(e) or len(e.start) < 2:
        return None
    narrow = min(e.start[:-1], key=lambda layer: layer.units)
    classes = len(e.classes[0])
    gate = narrow.kind == "sigmoid" and len(e.start) > 2  # a push or a pop is no place to pass
    if gate or narrow.units >= np.log2(classes):
        return None
    rank = next(layer.rank for layer in e.end if layer.name == narrow.name)
    return (
        f"{narrow.name} has {narrow.units} unit{'s'[: narrow.units != 1]}, so that all that it says "
        f"has rank {rank}, and {classes} classes have to be told apart behind it"
    )


def start_too_large(e: Examination) -> str | None:
    """What the layers say, and with it the gradient, is overblown before the first update."""
    if not unwell(e):
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
                f"before the first update {layer.saturated:.0%} of what {layer.name} says is within "
                "0.01 of an end, at both ends: its sums are far too large"
            )
    return None


def vanishing_signal(e: Examination) -> str | None:
    """Each layer says less than the one before, until nothing is left."""
    if not unwell(e) or len(e.start) < 3:
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
        f"before the first update the inputs differ by {first:.3g} from row to row, and the outputs "
        f"by {last:.1e}: a factor of {per_layer:.2g} from layer to layer; at the end the outputs "
        f"differ by {still:.1e}"
    )


def saturated_gates(e: Examination) -> str | None:
    """Gates that stand open or shut from the beginning, where their curve is flat."""
    if not unwell(e):
        return None
    for layer, after in zip(e.start[:-1], e.end, strict=False):
        if layer.kind == "sigmoid" and layer.slope < 0.1 and layer.spread < 0.1:
            said = float(next(x for x in e.said_at_start if x.name == layer.name).said.mean())
            return (
                f"{layer.name} said {said:.2g} on average before the first update, whatever the row "
                f"(they differ by {layer.spread:.2g}): the slope there is {layer.slope:.0%} of the "
                f"steepest, and {after.slope:.0%} at the end"
            )
    return None


def _silent(layer: LayerSigns) -> bool:
    return layer.kind == "relu" and layer.dead >= 0.9


def dead_from_the_start(e: Examination) -> str | None:
    """A layer of ReLUs says nothing before the first update, so no gradient passes."""
    if not unwell(e):
        return None
    for before, after in zip(e.start[:-1], e.end[:-1], strict=True):
        if _silent(before) and _silent(after):
            return (
                f"in {before.name} {before.dead:.0%} of {before.units} units said nothing, whatever "
                f"the row, before the first update, and {after.dead:.0%} at the end: no gradient "
                "comes through a unit that is silent"
            )
    return None


def dead_at_the_end(e: Examination) -> str | None:
    """A layer of ReLUs has fallen silent, and no long step was seen that did it."""
    if not unwell(e):
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
    if not unwell(e) or e.throw < 0.5:
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
        f"with steps of {e.trial.alphas[0]:.3g} one of the first 30 updates moves a matrix by "
        f"{e.throw:.3g} times its own length; {symptom}"
    )


def faded_too_early(e: Examination) -> str | None:
    """Most updates were made with next to no step, and there was still something to learn."""
    alphas, t = e.trial.alphas, e.trial
    still = float((alphas < 0.01 * alphas.max()).mean())
    if still < 0.3 or not e.finite or e.skill > 0.9:
        return None
    better = e.goes_on(t.params, float(alphas.max()) * min(e.stride, 10.0))
    if better < e.skill + 0.1:
        return None
    return (
        f"{still:.0%} of the updates were made with less than a hundredth of the longest step "
        f"({alphas.max():.3g}); with that step it goes on learning, from {e.skill:.0%} to {better:.0%} "
        "of what guessing leaves wrong"
    )


def step_too_short(e: Examination) -> str | None:
    """The same training with longer steps gets much further."""
    if not unwell(e) or not e.finite or e.throw > 0.1:
        return None
    usual = float(np.median(e.trial.alphas)) * e.stride
    for times in (10, 100):
        better = e.goes_on(e.trial.params, times * usual)
        if better > e.skill + 0.3:
            return (
                f"in {len(e.trial.losses):,} updates the loss went from {e.trial.losses[0]:.3g} to "
                f"{e.trial.losses[-1]:.3g}; steps {times} times as long bring it from {e.skill:.0%} "
                f"to {better:.0%} of what guessing leaves wrong"
            )
    return None


CAUSES = (
    Cause("lopsided set", lopsided_set),
    Cause("shuffled labels", shuffled_labels),
    Cause("leak", leak),
    Cause("rows never seen", rows_never_seen),
    Cause("overwritten in place", overwritten_in_place),
    Cause("overflow", overflow),
    Cause("log of zero", log_of_zero),
    Cause("one weight at a time", one_weight_at_a_time),
    Cause("gradient not reset", gradient_not_reset),
    Cause("wrong axis", wrong_axis),
    Cause("wrong gradient", wrong_gradient),
    Cause("equal weights", equal_weights),
    Cause("bottleneck", bottleneck),
    Cause("start too large", start_too_large),
    Cause("vanishing signal", vanishing_signal),
    Cause("saturated gates", saturated_gates),
    Cause("dead units", dead_from_the_start),
    Cause("step too long", step_too_long),
    Cause("faded too early", faded_too_early, last=True),
    Cause("step too short", step_too_short, last=True),
    Cause("dead units", dead_at_the_end),
)
