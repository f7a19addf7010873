"""Lesson 05 asks for the strengths, the read and the values of a stack: how that is judged."""

from functools import partial

import numpy as np

from course.kit.checking import Exercise, Mistake
from course.stack import (
    answers,
    changes,
    drawn,
    mistakes_of_stacks as mistakes,
    properties,
    stack,
    symptoms,
)

STRENGTHS = Exercise(
    room="stack",
    name="strengths",
    reference=stack.strengths,
    draw=drawn.step,
    draws=60,
    properties=(properties.takes_what_the_pop_asks_for,),
    view=symptoms.numbers,
    returns=("the result", "the result"),
    hints=(
        "First pop, then push. A value loses something only if the pop asks for more than lies "
        "above it. What lies above value i is the sum of all strengths behind it.",
        "above = s[..., ::-1].cumsum(axis=-1)[..., ::-1] - s: sums from the top, less the "
        "value's own. u needs one more axis to meet it: u[..., None].",
        "left = np.maximum(0, s - np.maximum(0, u[..., None] - above)), and then "
        "np.concatenate([left, d[..., None]], axis=-1).",
    ),
    mistakes=(
        Mistake(
            "push before pop",
            mistakes.step_pushed_first,
            "Yours pushes first, so the pop takes from the value that has only just come. Pop "
            "from what was there before, then push.",
        ),
        Mistake(
            "from the bottom",
            partial(mistakes.stepped, lying=changes.below),
            "Yours takes from the bottom. What protects a value is what lies above it: the "
            "strengths behind it in the array, not those before it.",
            also=(partial(mistakes.stepped, lying=changes.below_and_itself),),
        ),
        Mistake(
            "counts itself",
            partial(mistakes.stepped, lying=changes.above_and_itself),
            "In yours a value protects itself: its own strength is in the sum of what lies "
            "above it. Leave it out.",
        ),
        Mistake(
            "only the next one",
            partial(mistakes.stepped, lying=changes.next_above),
            "Yours looks at the next value above only. All that lie above have to be used up "
            "first: it is a sum.",
        ),
        Mistake(
            "all others",
            partial(mistakes.stepped, lying=changes.all_others),
            "Your sum has strengths on both sides in it. Only those above protect a value.",
            also=(partial(mistakes.stepped, lying=changes.everything),),
        ),
        Mistake(
            "inner max forgotten",
            partial(mistakes.stepped, inner=changes.uncut),
            "Where more lies above than the pop asks for, u less above is negative, and yours "
            "takes that: so the strength grows. There nothing should be taken.",
        ),
        Mistake(
            "outer max forgotten",
            partial(mistakes.stepped, outer=changes.uncut),
            "Some of your strengths fall below 0. A value cannot give more than it has.",
        ),
        Mistake(
            "no max at all",
            partial(mistakes.stepped, inner=changes.uncut, outer=changes.uncut),
            "Yours only adds and subtracts, so some strengths grow and some fall below 0. Both "
            "have to be stopped: there is a max around what is taken, and one around what is "
            "left.",
        ),
        Mistake(
            "min for max",
            partial(mistakes.stepped, inner=changes.at_most_0),
            "You cut off the wrong side: np.maximum(0, x) is what keeps x from falling below "
            "0. np.minimum keeps it from rising above.",
            also=(
                partial(mistakes.stepped, outer=changes.at_most_0),
                partial(mistakes.stepped, inner=changes.at_most_0, outer=changes.at_most_0),
            ),
        ),
        Mistake(
            "turned round",
            mistakes.step_turned_inside,
            "A difference is the wrong way round. Asked is u less what lies above; left is the "
            "strength less what is taken.",
            also=(mistakes.step_turned_outside, mistakes.step_added),
        ),
        Mistake(
            "everyone pays in full",
            partial(mistakes.stepped, lying=changes.nothing),
            "In yours every value loses u. What is taken is u in all, and from the top down: "
            "a value loses only what those above it could not give.",
            also=(partial(mistakes.stepped, lying=changes.nothing, outer=changes.uncut),),
        ),
        Mistake(
            "spread over all",
            mistakes.step_by_shares,
            "Yours spreads the pop over all values. A stack is used up from the top: the next "
            "value gives only once the one above has nothing left.",
            also=(
                mistakes.step_by_shares_to_nan,
                mistakes.step_evenly,
                lambda s, u, d: mistakes.on_top(s * (1 - u[..., None]), d),
            ),
        ),
        Mistake(
            "only the top",
            mistakes.step_with_the_top_only,
            "In yours only the topmost value loses something. If the pop asks for more than it "
            "has, the next one gives the rest, and so on down.",
            also=(mistakes.step_with_the_top_only_below_0, mistakes.step_with_a_top),
        ),
        Mistake(
            "counts what is left",
            mistakes.step_counting_what_is_left,
            "What is still asked for shrinks by what a value had, not by what is left of it. "
            "Work it out before you overwrite the strength.",
        ),
        Mistake(
            "u and d swapped",
            lambda s, u, d: stack.strengths(s, d, u),
            "The two gates are swapped: u is how much goes, d is the strength of what comes.",
            also=(
                lambda s, u, d: stack.strengths(s, u, u),
                lambda s, u, d: stack.strengths(s, d, d),
            ),
        ),
        Mistake(
            "pushed at the bottom",
            lambda s, u, d: np.concatenate([d[..., None], stack.pop(s, u)], axis=-1),
            "The pop is right, but you put the new strength first. The array goes from the "
            "bottom to the top: what is pushed comes last.",
        ),
        Mistake(
            "nothing pushed",
            lambda s, u, d: stack.pop(s, u),
            "The pop is right. There should be one strength more than before: what is pushed.",
            also=(lambda s, u, d: stack.pop(s, u) + d[..., None],),
        ),
        Mistake(
            "pushed onto a value",
            mistakes.step_onto_the_top,
            "The new strength goes into the value on top. Each push is a value of its own: the "
            "array gets one longer.",
            also=(mistakes.step_over_the_top,),
        ),
        Mistake(
            "pushed with 1",
            lambda s, u, d: mistakes.on_top(stack.pop(s, u), np.ones_like(d)),
            "What is pushed gets the strength d, and that may be anything from 0 to 1. Yours "
            "gets another.",
            also=(
                lambda s, u, d: mistakes.on_top(stack.pop(s, u), d * (1 - u)),
                lambda s, u, d: mistakes.on_top(stack.pop(s, u), np.maximum(0, d - u)),
            ),
        ),
        Mistake(
            "nothing popped",
            lambda s, u, d: mistakes.on_top(s, d),
            "The push is right, but u has no effect. Pop before you push.",
        ),
        Mistake(
            "in place",
            mistakes.step_in_place,
            "You write into s. The strengths before the step are still needed on the way back: "
            "make a new array.",
            also=(mistakes.step_in_place_from_the_top,),
        ),
        Mistake(
            "one stack only",
            mistakes.step_of_one_stack,
            "For a single stack yours is right, for several it is not. The strengths of a "
            "stack lie along the last axis, whatever is in front: s[..., ::-1], axis=-1. And u "
            "and d need one more axis at the end to meet them: u[..., None].",
            also=(
                mistakes.step_without_an_axis,
                mistakes.step_of_one_stack_by_hand,
                mistakes.step_of_one_stack_by_places,
                mistakes.step_of_one_stack_from_the_top,
                mistakes.step_of_one_stack_in_zeros,
                mistakes.step_of_one_stack_appended,
            ),
        ),
    ),
    alternatives=(
        answers.strengths_from_the_top,
        answers.strengths_by_heights,
        answers.strengths_by_triangle,
        answers.strengths_one_by_one,
    ),
)

READ = Exercise(
    room="stack",
    name="read",
    reference=stack.read,
    draw=drawn.stack,
    draws=60,
    properties=(properties.reads_one_in_all,),
    view=symptoms.numbers,
    returns=("the result", "the result"),
    hints=(
        "From the top, strengths are collected until there is 1 in all. So a value has room "
        "for 1 less what lies above it, and of its strength as much is read as there is room.",
        "above = s[..., ::-1].cumsum(axis=-1)[..., ::-1] - s; the share is the smaller of s "
        "and the room, and the room is never below 0.",
        "w = np.minimum(s, np.maximum(0, 1 - above)), and then (w[..., None] * V).sum(axis=-2).",
    ),
    mistakes=(
        Mistake(
            "normalised",
            mistakes.read_normalised,
            "You divide, so that the shares are always 1 in all. If there is less than 1 in "
            "the stack, less is read; from an empty one, zeros.",
            also=(
                mistakes.read_normalised_without_nan,
                mistakes.read_by_share_of_all,
                mistakes.read_by_share_of_all_without_nan,
                mistakes.read_by_softmax,
            ),
        ),
        Mistake(
            "everything",
            lambda V, s: mistakes.blended(V, s),
            "Yours reads every value with all its strength, however much lies above. From the "
            "top down, no more than 1 in all is read.",
        ),
        Mistake(
            "counts itself",
            partial(mistakes.looked, lying=changes.above_and_itself),
            "A value's own strength is in your sum of what lies above it. Leave it out: the "
            "topmost has room for 1.",
        ),
        Mistake(
            "from the bottom",
            partial(mistakes.looked, lying=changes.below),
            "Yours reads at the bottom. What takes room away from a value is what lies above "
            "it: the strengths behind it in the array.",
            also=(partial(mistakes.looked, lying=changes.below_and_itself),),
        ),
        Mistake(
            "only the next one",
            partial(mistakes.looked, lying=changes.next_above),
            "The room of a value is 1 less all that lies above, not less the next value only.",
            also=(partial(mistakes.looked, lying=changes.all_others),),
        ),
        Mistake(
            "room below 0",
            partial(mistakes.looked, inner=changes.uncut),
            "Where more than 1 lies above, your room is negative, and values are subtracted. "
            "There is no less room than none.",
        ),
        Mistake(
            "min forgotten",
            partial(mistakes.looked, outer=lambda s, room: room),
            "Yours reads as much as there is room for, even of a value that has less strength. "
            "The share is the smaller of the two.",
            also=(partial(mistakes.looked, inner=changes.uncut, outer=lambda s, room: room),),
        ),
        Mistake(
            "max for min",
            partial(mistakes.looked, outer=np.maximum),
            "Of strength and room the smaller is read, and the room itself is never below 0. "
            "You have min and max at each other's place.",
            also=(partial(mistakes.looked, inner=changes.at_most_0),),
        ),
        Mistake(
            "multiplied",
            partial(mistakes.looked, outer=np.multiply),
            "You multiply strength and room. Nothing is weighed here: of the two, the smaller "
            "is read.",
            also=(partial(mistakes.looked, inner=changes.uncut, outer=np.multiply),),
        ),
        Mistake(
            "seen through",
            mistakes.read_through,
            "In yours each value lets through a part of what is below it, as glass does. In "
            "the stack strengths are added up: once there is 1 in all, nothing below is read.",
        ),
        Mistake(
            "only the top",
            lambda V, s: V[..., -1, :],
            "Yours reads one value only. If there is less than 1 on top, the rest comes from "
            "below, until it is 1 in all.",
            also=(
                lambda V, s: s[..., -1:] * V[..., -1, :],
                mistakes.read_the_strongest,
            ),
        ),
        Mistake(
            "averaged",
            lambda V, s: stack.read(V, s) / s.shape[-1],
            "You take the mean over the values. The shares are weights already: add up.",
        ),
        Mistake(
            "not added up",
            mistakes.read_unsummed,
            "Each value has its share now. What is read is the sum of them, over the axis of "
            "values: axis=-2.",
            also=(lambda V, s: mistakes.read_unsummed(V, s).sum(axis=-1),),
        ),
        Mistake(
            "the shares",
            lambda V, s: stack.weights(s),
            "Those are the shares. What is read is a blend of the values: each times its "
            "share, added up.",
            also=(lambda V, s: stack.weights(s).sum(axis=-1),),
        ),
        Mistake(
            "on its side",
            lambda V, s: (V @ stack.weights(s)[..., None])[..., 0],
            "V is on its side: its rows are the values. Shares have to meet rows, not columns: "
            "w stands on the left of V, or w[..., None] beside it.",
        ),
        Mistake(
            "shares in place",
            mistakes.read_in_place,
            "You write into what you were given. Strengths and values are still needed: put "
            "the shares into an array of their own.",
            also=(mistakes.read_in_place_of_values,),
        ),
        Mistake(
            "one stack only",
            mistakes.read_of_one_stack,
            "For a single stack yours is right, for several it is not. Strengths lie along the "
            "last axis, values along the last but one, whatever is in front.",
            also=(mistakes.read_of_one_stack_by_hand, mistakes.read_of_one_stack_summed),
        ),
    ),
    alternatives=(
        answers.read_from_the_top,
        answers.read_by_heights,
        answers.read_one_by_one,
        lambda V, s: np.einsum("...t,...tm->...m", stack.weights(s), V),
        lambda V, s: (stack.weights(s)[..., None] * V).sum(axis=-2),
    ),
)

VALUES = Exercise(
    room="stack",
    name="values",
    reference=stack.values,
    draw=drawn.pushed,
    draws=60,
    properties=(properties.keeps_what_was_there,),
    view=symptoms.numbers,
    returns=("the result", "the result"),
    hints=(
        "Nothing is ever taken out of V. The new value is one more row, at the end.",
        "np.concatenate([V, …], axis=…) puts arrays together along an axis that both have. v "
        "lacks the axis of values; v[..., None, :] gives it one, 1 long.",
        "np.concatenate([V, v[..., None, :]], axis=-2)",
    ),
    mistakes=(
        Mistake(
            "at the bottom",
            lambda V, v: np.concatenate([v[..., None, :], V], axis=-2),
            "You put the new value first. The array goes from the bottom to the top: what is "
            "pushed comes last.",
        ),
        Mistake(
            "last overwritten",
            mistakes.values_last_overwritten,
            "The new value takes the place of the one that was on top. That one stays: the "
            "array gets one longer.",
        ),
        Mistake(
            "in place",
            mistakes.values_in_place,
            "You write into V, and what was on top is lost. Nothing is ever deleted: make a "
            "new array with one value more.",
        ),
        Mistake(
            "added",
            lambda V, v: V + v[..., None, :],
            "+ adds numbers. The new value should lie behind the others, not be added to them: "
            "np.concatenate puts arrays together.",
            also=(lambda V, v: V + v,),
        ),
        Mistake(
            "one stack only",
            lambda V, v: np.vstack([V, v]),
            "For a single stack yours is right, for several it is not. Count axes from the "
            "end: values lie along axis=-2, and v[..., None, :] gives v that axis.",
            also=(
                mistakes.values_glued(0, at=None),
                mistakes.values_glued(0, at=mistakes.ROW),
                lambda V, v: np.append(V, [v], axis=0),
                lambda V, v: np.array([*V, v]),
            ),
        ),
        Mistake(
            "one axis in front only",
            mistakes.values_glued(1, at=mistakes.ROW),
            "Yours is right if there is exactly one axis in front. There may be none, or two: "
            "count from the end, with axis=-2 and v[..., None, :].",
            also=(mistakes.values_glued(1, at=(slice(None), None)),),
        ),
        Mistake(
            "no axis for v",
            mistakes.values_glued(-2),
            "V has one axis more than v, that of the values, and only alike arrays can be put "
            "together. v[..., None, :] gives v that axis.",
            also=(
                mistakes.values_glued(-1),
                mistakes.values_glued(0),
                mistakes.values_glued(1),
            ),
        ),
        Mistake(
            "along the wrong axis",
            mistakes.values_glued(-1, at=mistakes.ROW),
            "Yours puts the two together along the last axis, where the numbers of one value "
            "lie. Values lie along the last but one: axis=-2.",
            also=(mistakes.values_glued(-2, at=(..., None)),),
        ),
        Mistake(
            "flattened",
            lambda V, v: np.append(V, v),
            "Without an axis, np.append puts all numbers into one row. np.concatenate wants "
            "to be told along which axis: -2.",
        ),
        Mistake(
            "only the new one",
            lambda V, v: v,
            "Only the new value is left in yours, or it and one more. All the old ones stay "
            "below it.",
            also=(lambda V, v: v[..., None, :], mistakes.values_with_two),
        ),
        Mistake(
            "nothing pushed",
            lambda V, v: V,
            "Yours is as long as before. There should be one value more: v, on top.",
            also=(lambda V, v: V.copy(),),
        ),
        Mistake(
            "a list",
            lambda V, v: [*V, v],
            "One array is asked for; yours is a list. np.concatenate makes one array of two.",
            also=(lambda V, v: [V, v],),
        ),
    ),
    alternatives=(answers.values_filled_in, answers.values_padded),
)
