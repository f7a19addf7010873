"""Lesson 05: what is asked, how it is judged, and which mistakes are known."""

from functools import partial
from itertools import permutations

import numpy as np

from course.eleven.net import sigmoid
from course.kit.checking import Exercise, Mistake, checker
from course.stack import answers, drawn, mistakes, net, properties, queue, stack, walk

EXERCISES = (
    Exercise(
        room="stack",
        name="strengths",
        reference=stack.strengths,
        draw=drawn.step,
        draws=60,
        properties=(properties.takes_what_the_pop_asks_for,),
        view=properties.numbers,
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
                partial(mistakes.stepped, lying=mistakes.below),
                "Yours takes from the bottom. What protects a value is what lies above it: the "
                "strengths behind it in the array, not those before it.",
                also=(partial(mistakes.stepped, lying=mistakes.below_and_itself),),
            ),
            Mistake(
                "counts itself",
                partial(mistakes.stepped, lying=mistakes.above_and_itself),
                "In yours a value protects itself: its own strength is in the sum of what lies "
                "above it. Leave it out.",
            ),
            Mistake(
                "only the next one",
                partial(mistakes.stepped, lying=mistakes.next_above),
                "Yours looks at the next value above only. All that lie above have to be used up "
                "first: it is a sum.",
            ),
            Mistake(
                "all others",
                partial(mistakes.stepped, lying=mistakes.all_others),
                "Your sum has strengths on both sides in it. Only those above protect a value.",
                also=(partial(mistakes.stepped, lying=mistakes.everything),),
            ),
            Mistake(
                "inner max forgotten",
                partial(mistakes.stepped, inner=mistakes.uncut),
                "Where more lies above than the pop asks for, u less above is negative, and yours "
                "takes that: so the strength grows. There nothing should be taken.",
            ),
            Mistake(
                "outer max forgotten",
                partial(mistakes.stepped, outer=mistakes.uncut),
                "Some of your strengths fall below 0. A value cannot give more than it has.",
            ),
            Mistake(
                "no max at all",
                partial(mistakes.stepped, inner=mistakes.uncut, outer=mistakes.uncut),
                "Yours only adds and subtracts, so some strengths grow and some fall below 0. Both "
                "have to be stopped: there is a max around what is taken, and one around what is "
                "left.",
            ),
            Mistake(
                "min for max",
                partial(mistakes.stepped, inner=mistakes.at_most_0),
                "You cut off the wrong side: np.maximum(0, x) is what keeps x from falling below "
                "0. np.minimum keeps it from rising above.",
                also=(
                    partial(mistakes.stepped, outer=mistakes.at_most_0),
                    partial(mistakes.stepped, inner=mistakes.at_most_0, outer=mistakes.at_most_0),
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
                partial(mistakes.stepped, lying=mistakes.nothing),
                "In yours every value loses u. What is taken is u in all, and from the top down: "
                "a value loses only what those above it could not give.",
                also=(partial(mistakes.stepped, lying=mistakes.nothing, outer=mistakes.uncut),),
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
    ),
    Exercise(
        room="stack",
        name="read",
        reference=stack.read,
        draw=drawn.stack,
        draws=60,
        properties=(properties.reads_one_in_all,),
        view=properties.numbers,
        returns=("the result", "the result"),
        hints=(
            "From the top, strengths are collected until there is 1 in all. So a value has room "
            "for 1 less what lies above it, and of its strength as much is read as there is room.",
            "above = s[..., ::-1].cumsum(axis=-1)[..., ::-1] - s; the share is the smaller of s "
            "and the room, and the room is never below 0.",
            "w = np.minimum(s, np.maximum(0, 1 - above)), and then (w[..., None] * "
            "V).sum(axis=-2).",
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
                partial(mistakes.looked, lying=mistakes.above_and_itself),
                "A value's own strength is in your sum of what lies above it. Leave it out: the "
                "topmost has room for 1.",
            ),
            Mistake(
                "from the bottom",
                partial(mistakes.looked, lying=mistakes.below),
                "Yours reads at the bottom. What takes room away from a value is what lies above "
                "it: the strengths behind it in the array.",
                also=(partial(mistakes.looked, lying=mistakes.below_and_itself),),
            ),
            Mistake(
                "only the next one",
                partial(mistakes.looked, lying=mistakes.next_above),
                "The room of a value is 1 less all that lies above, not less the next value only.",
                also=(partial(mistakes.looked, lying=mistakes.all_others),),
            ),
            Mistake(
                "room below 0",
                partial(mistakes.looked, inner=mistakes.uncut),
                "Where more than 1 lies above, your room is negative, and values are subtracted. "
                "There is no less room than none.",
            ),
            Mistake(
                "min forgotten",
                partial(mistakes.looked, outer=lambda s, room: room),
                "Yours reads as much as there is room for, even of a value that has less strength. "
                "The share is the smaller of the two.",
                also=(partial(mistakes.looked, inner=mistakes.uncut, outer=lambda s, room: room),),
            ),
            Mistake(
                "max for min",
                partial(mistakes.looked, outer=np.maximum),
                "Of strength and room the smaller is read, and the room itself is never below 0. "
                "You have min and max at each other's place.",
                also=(partial(mistakes.looked, inner=mistakes.at_most_0),),
            ),
            Mistake(
                "multiplied",
                partial(mistakes.looked, outer=np.multiply),
                "You multiply strength and room. Nothing is weighed here: of the two, the smaller "
                "is read.",
                also=(partial(mistakes.looked, inner=mistakes.uncut, outer=np.multiply),),
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
    ),
    Exercise(
        room="stack",
        name="values",
        reference=stack.values,
        draw=drawn.pushed,
        draws=60,
        properties=(properties.keeps_what_was_there,),
        view=properties.numbers,
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
    ),
    Exercise(
        room="stack",
        name="read_backward",
        reference=stack.read_backward,
        draw=drawn.stack_backward,
        draws=60,
        properties=(properties.are_slopes_of_the_read,),
        returns=("delta_V", "delta_s"),
        hints=(
            "r is a sum of shares times values. So the slope for a value is delta times its share, "
            "and the slope for a share is the value times delta, added up. How does a share change "
            "when strengths do?",
            "A share is the smaller of s and room. Where it is s, the slope goes to this strength. "
            "Where it is the room, and there is some, room falls by as much as any strength above "
            "rises: the slope goes to each of them, with a minus. Where there is no room: to none.",
            "slope = (V @ delta[..., None])[..., 0]; cut = slope * ((s > room) & (room > 0)). "
            "Each strength gets its own slope where s <= room, less the sum of cut over all that "
            "lie below it: cut.cumsum(axis=-1) - cut.",
        ),
        mistakes=(
            Mistake(
                "strengths for shares",
                mistakes.read_back_values(lambda s: s),
                "delta_s is right. A value gets delta times its share, which is what was read of "
                "it, not its strength.",
            ),
            Mistake(
                "no shares",
                mistakes.read_back_values(np.ones_like),
                "delta_s is right, but every value gets all of delta, or a wrong share of it. It "
                "moves what is read by as much as its own share.",
                also=(
                    mistakes.read_back_values(lambda s: (stack.weights(s) > 0) * 1.0),
                    mistakes.read_back_values(partial(mistakes.shares, lying=mistakes.below)),
                    mistakes.read_back_values(
                        partial(mistakes.shares, lying=mistakes.above_and_itself)
                    ),
                ),
            ),
            Mistake(
                "room forgotten",
                partial(mistakes.read_back, sign=0),
                "Your strengths answer for their own shares only. Where a share is the room that "
                "is left, it depends on all the strengths above: those get a slope too.",
            ),
            Mistake(
                "sign of the room",
                partial(mistakes.read_back, sign=1),
                "More strength above means less room below. So what the strengths above get for "
                "the room has a minus.",
            ),
            Mistake(
                "counts itself",
                partial(mistakes.read_back, spread=mistakes.above_and_itself_backward),
                "Where a share is the room that is left, the slope goes to those above only. In "
                "yours the value itself gets it too, though its strength does not matter there.",
            ),
            Mistake(
                "to those below",
                partial(mistakes.read_back, spread=mistakes.below_backward),
                "The slope of the room goes the wrong way: to the strengths below. The room is 1 "
                "less what lies above.",
                also=(partial(mistakes.read_back, spread=mistakes.for_all_others),),
            ),
            Mistake(
                "only the next one",
                partial(mistakes.read_back, spread=mistakes.next_above_backward),
                "The room depends on all that lies above, and each strength there gets the same "
                "slope. In yours only the next one does.",
            ),
            Mistake(
                "every strength",
                mistakes.read_back_strengths(
                    lambda delta_s, V, s, delta: (V @ delta[..., None])[..., 0]
                ),
                "In yours each strength gets the slope of its share, as if it were always read "
                "whole. Where the room is smaller, a little more strength changes nothing.",
                also=(partial(mistakes.read_back, whole=mistakes.always),),
            ),
            Mistake(
                "no room",
                partial(mistakes.read_back, cut=lambda s, room: s > room),
                "Where more than 1 lies above there is no room, and a little more or less changes "
                "nothing: max(0, …) passes no slope on. Yours passes it on.",
                also=(
                    partial(mistakes.read_back, cut=mistakes.always),
                    partial(mistakes.read_back, cut=lambda s, room: room > 0),
                ),
            ),
            Mistake(
                "sides swapped",
                partial(
                    mistakes.read_back,
                    whole=lambda s, room: (s > room) & (room > 0),
                    cut=lambda s, room: s <= room,
                ),
                "The two cases are swapped. Where the strength is the smaller of the two, it takes "
                "the slope; where the room is, those above do.",
                also=(
                    partial(mistakes.read_back, whole=lambda s, room: s > room),
                    partial(mistakes.read_back, cut=lambda s, room: s <= room),
                ),
            ),
            Mistake(
                "whole where there is room",
                partial(mistakes.read_back, whole=lambda s, room: room > 0),
                "Yours asks only whether there is room at all. The strength takes the slope where "
                "it is the smaller of the two.",
                also=(
                    partial(
                        mistakes.read_back,
                        whole=lambda s, room: room > 0,
                        cut=lambda s, room: room <= 0,
                    ),
                    partial(mistakes.read_back, whole=lambda s, room: room > 0, sign=0),
                ),
            ),
            Mistake(
                "from the bottom",
                partial(mistakes.read_back, lying=mistakes.below, spread=mistakes.below_backward),
                "These are the slopes of a read at the bottom. In a stack the room is 1 less what "
                "lies above.",
                also=(partial(mistakes.read_back, lying=mistakes.below),),
            ),
            Mistake(
                "values forgotten",
                partial(
                    mistakes.read_back,
                    slope=lambda V, s, delta: delta.sum(axis=-1, keepdims=True) + 0 * s,
                ),
                "delta_V is right. The slope for a share is the value times delta, added up over "
                "the numbers of the value; in yours one of the two is missing.",
                also=(
                    partial(mistakes.read_back, slope=lambda V, s, delta: V.sum(axis=-1)),
                    partial(
                        mistakes.read_back,
                        slope=lambda V, s, delta: (V * delta[..., None, :]).mean(axis=-1),
                    ),
                ),
            ),
            Mistake(
                "weighed",
                mistakes.read_back_strengths(
                    lambda delta_s, V, s, delta: delta_s * stack.weights(s)
                ),
                "You multiply the slopes of the strengths once more. A slope says how much changes "
                "when a strength moves, whatever its size is now.",
                also=(
                    mistakes.read_back_strengths(lambda delta_s, V, s, delta: delta_s * s),
                    partial(
                        mistakes.read_back,
                        slope=lambda V, s, delta: stack.weights(s) * (V @ delta[..., None])[..., 0],
                    ),
                ),
            ),
            Mistake(
                "half of it",
                mistakes.read_back_strengths(lambda delta_s, V, s, delta: 0 * delta_s),
                "One of the two gets no slope in yours. Both what is read of a value and the value "
                "itself can move: return delta_V, delta_s.",
                also=(
                    lambda V, s, delta: (0 * V, stack.read_backward(V, s, delta)[1]),
                    lambda V, s, delta: stack.read_backward(V, s, delta)[0],
                    lambda V, s, delta: stack.read_backward(V, s, delta)[1],
                ),
            ),
            Mistake(
                "order of results",
                lambda V, s, delta: stack.read_backward(V, s, delta)[::-1],
                "Both are right, but the order is not: return delta_V, delta_s.",
            ),
            Mistake(
                "sign",
                lambda V, s, delta: tuple(-part for part in stack.read_backward(V, s, delta)),
                "Your slopes point the other way. A slope is what it is; the minus belongs to the "
                "update.",
                also=(mistakes.read_back_strengths(lambda delta_s, V, s, delta: -delta_s),),
            ),
            Mistake(
                "in place",
                mistakes.read_back_in_place,
                "You write into what you were given. Strengths and values are still needed: make "
                "new arrays for the slopes.",
            ),
            Mistake(
                "one stack only",
                mistakes.read_back_of_one_stack,
                "For a single stack yours is right, for several it is not. Count axes from the "
                "end: strengths lie along axis=-1, values along axis=-2.",
                also=(mistakes.read_back_of_one_stack_by_hand,),
            ),
        ),
        alternatives=(answers.read_backward_from_the_top, answers.read_backward_by_table),
    ),
    Exercise(
        room="stack",
        name="strengths_backward",
        reference=stack.strengths_backward,
        draw=drawn.step_backward,
        draws=60,
        properties=(properties.are_slopes_of_the_strengths,),
        returns=("delta_s", "delta_u", "delta_d"),
        hints=(
            "The last number of delta belongs to the push. Each of the others belongs to a value, "
            "and there are three cases: the pop does not get to it, takes a part of it, or all.",
            "Not reached: what is left is s, so s gets the slope. All gone: a little more or less "
            "changes nothing. A part: what is left is s - (u - above). So s gets the slope, u gets "
            "it with a minus, and each strength above gets it as well.",
            "asked = u[..., None] - above; before = delta[..., :-1] * (s > np.maximum(0, asked)); "
            "taken = before * (asked > 0). A strength gets its own number of before, and taken of "
            "all that lie below it: taken.cumsum(axis=-1) - taken. What is left for u?",
        ),
        mistakes=(
            Mistake(
                "dead ones too",
                partial(
                    mistakes.step_back,
                    alive=mistakes.always,
                ),
                "A value that has nothing left passes nothing on: there the outer max gives 0, "
                "whatever moves. Yours passes its slope on. (Something like max(0, x) >= 0 is "
                "always true; ask whether x > 0.)",
                also=(
                    partial(mistakes.step_back, alive=mistakes.always, reached=mistakes.always),
                    partial(mistakes.step_back, alive=lambda s, asked: s > 0),
                ),
            ),
            Mistake(
                "always reached",
                partial(mistakes.step_back, reached=mistakes.always),
                "Where more lies above than the pop asks for, the pop does not get there: the "
                "inner max gives 0, and neither u nor what lies above gets a slope. In yours they "
                "do.",
                also=(
                    mistakes.step_back_part(
                        1,
                        lambda delta_u, s, u, delta: mistakes.step_back(
                            s, u, delta, reached=mistakes.always
                        )[1],
                    ),
                    mistakes.step_back_part(
                        0,
                        lambda delta_s, s, u, delta: mistakes.step_back(
                            s, u, delta, reached=mistakes.always
                        )[0],
                    ),
                ),
            ),
            Mistake(
                "protection forgotten",
                partial(mistakes.step_back, sign=0),
                "delta_u and delta_d are right. But what lies above a value protects it: with more "
                "up there, less is taken down here. So the strengths above get a slope too.",
            ),
            Mistake(
                "sign of the protection",
                partial(mistakes.step_back, sign=-1),
                "delta_u and delta_d are right. More strength above means that less is taken, and "
                "more is left: what the strengths above get has no minus.",
            ),
            Mistake(
                "protects itself",
                partial(mistakes.step_back, spread=mistakes.above_and_itself_backward),
                "In yours a value that the pop gets to receives its slope twice: it protects "
                "itself. Only those above it do.",
            ),
            Mistake(
                "protects those above",
                partial(mistakes.step_back, spread=mistakes.below_backward),
                "The protection goes the wrong way: to the strengths below. It is those above a "
                "value that are used up before it.",
                also=(partial(mistakes.step_back, spread=mistakes.for_all_others),),
            ),
            Mistake(
                "only the next one",
                partial(mistakes.step_back, spread=mistakes.next_above_backward),
                "All that lies above protects a value, and each strength there gets the same "
                "slope. In yours only the next one does.",
            ),
            Mistake(
                "sign of u",
                partial(mistakes.step_back, of_u=1),
                "delta_s and delta_d are right. When more is popped, less is left: delta_u has a "
                "minus.",
            ),
            Mistake(
                "u forgotten",
                partial(mistakes.step_back, of_u=0),
                "delta_s and delta_d are right, but the pop gets no slope. Where it takes a part "
                "of a value, what is left depends on u.",
                also=(lambda s, u, delta: stack.strengths_backward(s, u, delta)[::2],),
            ),
            Mistake(
                "u gets the mean",
                mistakes.step_back_part(
                    1,
                    lambda delta_u, s, u, delta: delta_u / max(1, s.shape[-1]),
                ),
                "delta_s and delta_d are right. u moves every value that the pop gets to, and what "
                "each of them says is added up, not averaged.",
                also=(mistakes.step_back_part(1, lambda delta_u, s, u, delta: delta_u * u),),
            ),
            Mistake(
                "u hears from all",
                mistakes.step_back_part(
                    1, lambda delta_u, s, u, delta: -delta[..., :-1].sum(axis=-1)
                ),
                "delta_s and delta_d are right. In yours u hears from every value. Only those "
                "count that the pop got to, and that have something left.",
                also=(
                    mistakes.step_back_part(1, lambda delta_u, s, u, delta: -delta.sum(axis=-1)),
                ),
            ),
            Mistake(
                "nothing for what was cut",
                mistakes.step_back_on_what_was_taken,
                "A value of which a part is taken still has a slope of its own: with more strength "
                "more is left. In yours it gets none.",
            ),
            Mistake(
                "asked after the pop",
                mistakes.step_back_of_what_is_left,
                "You sum up what lies above after the pop. The pop met the strengths before it: s "
                "as it came in.",
            ),
            Mistake(
                "from the bottom",
                partial(mistakes.step_back, lying=mistakes.below, spread=mistakes.below_backward),
                "These are the slopes of a pop at the bottom. In a stack a value is protected by "
                "what lies above it.",
                also=(partial(mistakes.step_back, lying=mistakes.below),),
            ),
            Mistake(
                "counts itself",
                partial(mistakes.step_back, lying=mistakes.above_and_itself),
                "A value's own strength is in your sum of what lies above it. Leave it out.",
            ),
            Mistake(
                "push at the bottom",
                mistakes.step_back_push_below,
                "You take the first number of delta for the push. What is pushed comes last.",
            ),
            Mistake(
                "d forgotten",
                mistakes.step_back_part(2, lambda delta_d, s, u, delta: 0 * delta_d),
                "delta_s and delta_u are right. The last strength is d itself, so delta_d is the "
                "last number of delta, as it is.",
                also=(
                    mistakes.step_back_part(2, lambda delta_d, s, u, delta: 0 * delta_d + 1),
                    mistakes.step_back_part(2, lambda delta_d, s, u, delta: delta.sum(axis=-1)),
                    mistakes.step_back_part(2, lambda delta_d, s, u, delta: delta[..., -1:]),
                ),
            ),
            Mistake(
                "order of results",
                lambda s, u, delta: tuple(
                    stack.strengths_backward(s, u, delta)[i] for i in (0, 2, 1)
                ),
                "The order is wrong: return delta_s, delta_u, delta_d.",
                also=tuple(
                    partial(
                        lambda s, u, delta, order: tuple(
                            stack.strengths_backward(s, u, delta)[i] for i in order
                        ),
                        order=order,
                    )
                    for order in permutations(range(3))
                    if order not in ((0, 1, 2), (0, 2, 1))
                ),
            ),
            Mistake(
                "sign",
                lambda s, u, delta: tuple(-part for part in stack.strengths_backward(s, u, delta)),
                "Your slopes point the other way. A slope is what it is; the minus belongs to the "
                "update.",
            ),
            Mistake(
                "in place",
                mistakes.step_back_in_place,
                "You write into delta. Whoever gave it to you may still need it: make a new array.",
                also=(mistakes.step_back_masking_in_place,),
            ),
            Mistake(
                "one stack only",
                mistakes.step_back_of_one_stack,
                "For a single stack yours is right, for several it is not. Each stack has its own "
                "u, and gets its own delta_u and delta_d: sum along the last axis only.",
                also=(mistakes.step_back_of_one_stack_by_hand, mistakes.step_back_summing_all),
            ),
        ),
        alternatives=(
            answers.strengths_backward_by_heights,
            answers.strengths_backward_one_by_one,
        ),
    ),
    Exercise(
        room="stack",
        name="heads",
        reference=walk.heads,
        draw=drawn.hidden,
        draws=24,
        properties=(properties.are_shares_and_a_value,),
        returns=("d", "u", "v"),
        hints=(
            "Three times the same: the hidden layer times weights, plus a bias, and squashed. "
            "Which squashing gives a share from 0 to 1, which a value from -1 to 1?",
            "The noise shakes the decision before it is squashed: it is added to what goes into "
            "the sigmoid. The value gets none.",
            'd = sigmoid(c @ params["W_d"] + params["b_d"] + noise_d), u in the same way, and v '
            "with np.tanh and no noise.",
        ),
        mistakes=(
            Mistake(
                "d and u swapped",
                mistakes.heads_in_order("udv"),
                "Push and pop are swapped. d belongs to W_d, b_d and noise_d, u to W_u, b_u and "
                "noise_u; return d, u, v.",
                also=(partial(mistakes.headed, names="udv"),),
            ),
            Mistake(
                "one gate's weights for both",
                partial(mistakes.headed, names="ddv"),
                "In yours both gates are made of the same weights. The push d takes W_d and b_d, "
                "the pop u takes W_u and b_u.",
                also=(partial(mistakes.headed, names="uuv"),),
            ),
            Mistake(
                "order of results",
                mistakes.heads_in_order("vdu"),
                "The three are right, but the order is not: return d, u, v.",
                also=tuple(
                    mistakes.heads_in_order(order)
                    for order in permutations("duv")
                    if order not in (tuple("duv"), tuple("udv"), tuple("vdu"))
                ),
            ),
            Mistake(
                "sigmoid for the value",
                partial(mistakes.headed, v=sigmoid),
                "Push and pop are right. The value gets a tanh, so that its numbers may be "
                "negative too.",
            ),
            Mistake(
                "tanh for the gates",
                partial(mistakes.headed, d=np.tanh, u=np.tanh),
                "A push and a pop are shares from 0 to 1. A tanh goes down to -1: take the "
                "sigmoid.",
                also=(partial(mistakes.headed, d=np.tanh), partial(mistakes.headed, u=np.tanh)),
            ),
            Mistake(
                "not squashed",
                partial(mistakes.headed, d=mistakes.uncut, u=mistakes.uncut, v=mistakes.uncut),
                "Something is not squashed: push and pop need a sigmoid each, the value a tanh.",
                also=(
                    partial(mistakes.headed, v=mistakes.uncut),
                    partial(mistakes.headed, d=mistakes.uncut, u=mistakes.uncut),
                    partial(mistakes.headed, d=mistakes.at_least_0, u=mistakes.at_least_0),
                ),
            ),
            Mistake(
                "bias forgotten",
                partial(mistakes.headed, bias=""),
                "A bias is missing. Each of the three has one: b_d, b_u and b_v.",
                also=tuple(partial(mistakes.headed, bias=left) for left in ("d", "u", "v", "du")),
            ),
            Mistake(
                "noise ignored",
                lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c),
                "Without noise yours is right, with noise it is not: it is added to what goes into "
                "the sigmoid, noise_d for the push and noise_u for the pop.",
                also=(
                    lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c, noise_d),
                    lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(params, c, 0, noise_u),
                ),
            ),
            Mistake(
                "noise after the sigmoid",
                mistakes.heads_with(
                    lambda z, noise: sigmoid(z) + noise, lambda z, noise: sigmoid(z) + noise
                ),
                "You add the noise after the sigmoid, and then a push may be more than 1 or less "
                "than 0. It belongs inside.",
                also=(
                    mistakes.heads_with(
                        lambda z, noise: np.clip(sigmoid(z) + noise, 0, 1),
                        lambda z, noise: np.clip(sigmoid(z) + noise, 0, 1),
                    ),
                ),
            ),
            Mistake(
                "noise swapped",
                mistakes.heads_with_noise_swapped,
                "Without noise yours is right. With noise, noise_d belongs to the push d and "
                "noise_u to the pop u.",
            ),
            Mistake(
                "noise the wrong way",
                mistakes.heads_with(
                    lambda z, noise: sigmoid(z * noise), lambda z, noise: sigmoid(z * noise)
                ),
                "The noise is added, as it is. Yours multiplies by it, or subtracts it.",
                also=(
                    mistakes.heads_with(
                        lambda z, noise: sigmoid(z * (1 + noise)),
                        lambda z, noise: sigmoid(z * (1 + noise)),
                    ),
                    mistakes.heads_with(
                        lambda z, noise: sigmoid(z - noise), lambda z, noise: sigmoid(z - noise)
                    ),
                ),
            ),
            Mistake(
                "noise elsewhere",
                mistakes.heads_with_noise_on_the_value,
                "The noise is for what goes into the two sigmoids, and for nothing else: neither "
                "for the value nor for the hidden layer.",
                also=(mistakes.heads_with_noise_on_the_hidden_layer,),
            ),
            Mistake(
                "one is the rest of the other",
                mistakes.heads_summing_to_one,
                "Your push and pop are 1 together. They are two decisions: a step may do both, or "
                "neither.",
                also=(mistakes.heads_by_softmax,),
            ),
            Mistake(
                "rounded",
                mistakes.heads_rounded,
                "You round push and pop to 0 or 1. Then they have no slope, and nothing is "
                "learned: return them as they come out of the sigmoid.",
            ),
            Mistake(
                "squashed twice",
                partial(
                    mistakes.headed,
                    d=lambda z: sigmoid(sigmoid(z)),
                    u=lambda z: sigmoid(sigmoid(z)),
                ),
                "There is a squashing too many: once is enough.",
                also=(
                    partial(mistakes.headed, v=lambda z: np.tanh(np.tanh(z))),
                    lambda params, c, noise_d=0.0, noise_u=0.0: walk.heads(
                        params, np.tanh(c), noise_d, noise_u
                    ),
                ),
            ),
            Mistake(
                "from the left",
                mistakes.heads_from_the_left,
                "Each row of c is one sequence, so c stands on the left, and no W is turned on its "
                "side: c @ W.",
                also=(mistakes.heads_transposed, mistakes.heads_by_number),
            ),
            Mistake(
                "last axis lost",
                mistakes.heads_without_axis,
                "Push and pop should have the shape (n_sequences, 1): a column, not a row.",
            ),
            Mistake(
                "not all three",
                mistakes.heads_gates_only,
                "Three arrays are asked for: return d, u, v.",
                also=(mistakes.heads_in_a_dict,),
            ),
        ),
        alternatives=(answers.heads_at_once, answers.heads_by_tanh),
    ),
    Exercise(
        room="stack",
        name="queue_step",
        reference=queue.queue_step,
        draw=drawn.queue,
        draws=60,
        properties=(properties.is_a_plain_queue_where_all_is_whole,),
        view=properties.numbers_of_three,
        returns=("V", "s", "r", "the result"),
        hints=(
            "All is as in the stack, but for one thing: a value is protected, and its room is "
            "taken, by what came before it in the array.",
            "before = np.cumsum(s) - s stands where above stood. First pop, then push, then read; "
            "and the read looks at the new strengths.",
            "left = np.maximum(0, s - np.maximum(0, u - before)); then np.vstack([V, v]) and "
            "np.append(left, d); then work out before anew, for np.minimum(s, np.maximum(0, 1 - "
            "before)) @ V.",
        ),
        mistakes=(
            Mistake(
                "a stack",
                partial(mistakes.queued, pop=stack.pop, look=stack.weights),
                "That is a stack: it pops and reads at the end where it pushes. A queue does both "
                "at the other end.",
            ),
            Mistake(
                "popped at the back",
                partial(mistakes.queued, pop=stack.pop),
                "You pop at the back, where the newest is. In a queue the oldest goes first.",
            ),
            Mistake(
                "read at the back",
                partial(mistakes.queued, look=stack.weights),
                "The strengths are right, but you read at the back, where the newest is. What is "
                "read in a queue is the oldest that is left.",
            ),
            Mistake(
                "push before pop",
                mistakes.queue_pushed_first,
                "Yours pushes first, so in a queue that is nearly empty the pop takes from what "
                "has only just come. Pop, then push.",
            ),
            Mistake(
                "read before the push",
                mistakes.queue_read_before_the_push,
                "Values and strengths are right. The read comes last: it sees what was pushed in "
                "this step.",
            ),
            Mistake(
                "read before the pop",
                mistakes.queue_read_before_the_pop,
                "Values and strengths are right. The read comes last: it uses the strengths after "
                "the pop.",
                also=(mistakes.queue_read_before_all,),
            ),
            Mistake(
                "newest first",
                mistakes.queue_turned_round,
                "A queue, but the wrong way round: your newest value comes first. The oldest "
                "stands first; what is pushed comes last.",
                also=(mistakes.queue_put_at_the_front,),
            ),
            Mistake(
                "values and strengths apart",
                mistakes.queue_values_apart,
                "Value and strength of the push go to different ends. Both come last.",
                also=(mistakes.queue_strengths_apart,),
            ),
            Mistake(
                "counts itself",
                partial(
                    mistakes.queued,
                    pop=partial(mistakes.queue_popped, lying=mistakes.below_and_itself),
                    look=partial(mistakes.shares, lying=mistakes.below_and_itself),
                ),
                "A value's own strength is in your sum of what came before it. Leave it out: "
                "np.cumsum(s) - s.",
                also=(
                    partial(
                        mistakes.queued,
                        pop=partial(mistakes.queue_popped, lying=mistakes.below_and_itself),
                    ),
                    partial(
                        mistakes.queued,
                        look=partial(mistakes.shares, lying=mistakes.below_and_itself),
                    ),
                ),
            ),
            Mistake(
                "max of the pop forgotten",
                partial(mistakes.queued, pop=partial(mistakes.queue_popped, inner=mistakes.uncut)),
                "A max is missing in the pop, so some strengths grow, or fall below 0. What is "
                "taken is never below 0, and neither is what is left.",
                also=(
                    partial(
                        mistakes.queued, pop=partial(mistakes.queue_popped, outer=mistakes.uncut)
                    ),
                    partial(
                        mistakes.queued,
                        pop=partial(
                            mistakes.queue_popped, inner=mistakes.uncut, outer=mistakes.uncut
                        ),
                    ),
                ),
            ),
            Mistake(
                "room below 0",
                partial(
                    mistakes.queued,
                    look=partial(mistakes.shares, lying=mistakes.below, inner=mistakes.uncut),
                ),
                "The strengths are right. Where more than 1 comes before a value, your room is "
                "negative, and the value is subtracted. There is no less room than none.",
            ),
            Mistake(
                "min forgotten",
                partial(
                    mistakes.queued,
                    look=partial(mistakes.shares, lying=mistakes.below, outer=lambda s, room: room),
                ),
                "The strengths are right. Yours reads as much as there is room for, even of a "
                "value that has less strength: the smaller of the two is read.",
            ),
            Mistake(
                "everything is read",
                partial(mistakes.queued, look=mistakes.uncut),
                "The strengths are right. But yours reads every value with all its strength; from "
                "the front on, no more than 1 in all is read.",
            ),
            Mistake(
                "normalised",
                mistakes.queue_normalised,
                "The strengths are right. But you divide, so that the shares are always 1 in all; "
                "if there is less in the queue, less is read.",
                also=(mistakes.queue_normalised_without_nan,),
            ),
            Mistake(
                "everyone pays",
                partial(
                    mistakes.queued, pop=partial(mistakes.queue_popped, lying=mistakes.nothing)
                ),
                "In yours the pop takes from every value. It takes u in all, from the front on.",
                also=(
                    partial(mistakes.queued, pop=mistakes.evenly),
                    partial(mistakes.queued, pop=lambda s, u: s * (1 - u)),
                ),
            ),
            Mistake(
                "nothing popped",
                partial(mistakes.queued, pop=lambda s, u: s),
                "In yours u has no effect. Pop at the front before you push.",
            ),
            Mistake(
                "u and d swapped",
                lambda V, s, v, u, d: queue.queue_step(V, s, v, d, u),
                "The two gates are swapped: u is how much goes, d is the strength of what comes.",
            ),
            Mistake(
                "value weighed twice",
                mistakes.queue_scaled,
                "You store the value times its strength, and weigh it again when you read. Store v "
                "as it is; its strength stands in s.",
                also=(mistakes.queue_of_scaled,),
            ),
            Mistake(
                "deleted",
                mistakes.queue_deleting,
                "Yours takes values out of the array. Nothing is ever deleted: a value that is "
                "used up stays, with a strength of 0.",
                also=(mistakes.queue_deleting_before, mistakes.queue_deleting_the_front),
            ),
            Mistake(
                "nothing pushed",
                mistakes.queue_values_forgotten,
                "V and s should have one more than before: v, with the strength d.",
                also=(lambda V, s, v, u, d: (V, *queue.queue_step(V, s, v, u, d)[1:]),),
            ),
            Mistake(
                "order of results",
                mistakes.queue_part(1, 0, 2),
                "All three are right, but the order is not: return V, s, r.",
                also=tuple(
                    mistakes.queue_part(*order)
                    for order in permutations(range(3))
                    if order not in ((0, 1, 2), (1, 0, 2))
                ),
            ),
            Mistake(
                "not all three",
                mistakes.queue_part(2),
                "Three things are asked for, since the next step needs the memory: return V, s, r.",
                also=(mistakes.queue_part(0, 1), mistakes.queue_part(1, 2)),
            ),
            Mistake(
                "in place",
                mistakes.queue_in_place,
                "You write into s. The strengths before the step are still needed: make a new "
                "array.",
            ),
        ),
        alternatives=(
            answers.queue_step_from_the_front,
            answers.queue_step_by_heights,
            lambda V, s, v, u, d: (
                stack.values(V, v),
                queue.strengths(s, np.array(u), np.array(d)),
                stack.read(
                    stack.values(V, v)[::-1], queue.strengths(s, np.array(u), np.array(d))[::-1]
                ),
            ),
        ),
    ),
    Exercise(
        room="stack",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.program,
        draws=80,
        properties=(
            properties.is_a_plain_stack_where_all_is_whole,
            properties.is_the_papers_example,
        ),
        view=properties.numbers,
        returns=("the result", "the result"),
        hints=(
            "Keep a list of strengths. Each step pops from the top down, pushes, and then reads "
            "from the top down until there is 1 in all.",
            "Going down for the pop: what is left to take shrinks by each strength that it meets. "
            "Going down for the read: the room that is left shrinks in the same way, from 1.",
            "For i in reversed(range(t)): s[i], take = max(0, s[i] - take), max(0, take - s[i]). "
            "Then s.append(d[t]). Then for each i from t down: r += min(s[i], room) * v[i] and "
            "room = max(0, room - s[i]).",
        ),
        mistakes=(
            Mistake(
                "a queue",
                partial(mistakes.rebuilt, pop=queue.pop, look=queue.weights),
                "That is a queue: the first to come is the first to go. In a stack the last is.",
            ),
            Mistake(
                "popped at the bottom",
                partial(mistakes.rebuilt, pop=queue.pop),
                "Yours reads at the top, but pops at the bottom. Both happen at the top.",
            ),
            Mistake(
                "read at the bottom",
                partial(mistakes.rebuilt, look=queue.weights),
                "Yours pops at the top, but reads at the bottom. Both happen at the top.",
            ),
            Mistake(
                "push before pop",
                mistakes.rebuilt_pushing_first,
                "Yours pushes first, so the pop takes from what has only just come. Each step "
                "pops, pushes, and then reads.",
            ),
            Mistake(
                "read too early",
                mistakes.rebuilt_reading_first,
                "Each step reads last: what was pushed in this step can be read in it, and what "
                "was popped cannot.",
                also=(
                    mistakes.rebuilt_reading_before_the_push,
                    mistakes.rebuilt_reading_before_the_pop,
                ),
            ),
            Mistake(
                "forgets",
                mistakes.rebuilt_forgetting,
                "Yours reads what this step pushed and nothing else, as if there had been nothing "
                "before. Are the strengths made anew inside the loop? Does the read stop at the "
                "first value, though there is less than 1?",
            ),
            Mistake(
                "nothing popped",
                partial(mistakes.rebuilt, pop=lambda s, u: s),
                "In yours the pops have no effect.",
            ),
            Mistake(
                "u and d swapped",
                lambda v, u, d: net.rebuild(v, d, u),
                "The two gates are swapped: u is how much goes, d is the strength of what comes.",
            ),
            Mistake(
                "whole things only",
                mistakes.rebuilt_with_whole_things,
                "With pops and pushes of 0 and 1 yours is right. But it rounds what lies between: "
                "half a pop takes half a strength, and a read may blend values.",
            ),
            Mistake(
                "only the top loses",
                mistakes.rebuilt_with_one_to_pop,
                "If a pop asks for more than the topmost value has, the next one gives the rest. "
                "In yours it is forgotten.",
            ),
            Mistake(
                "only the top is read",
                partial(mistakes.rebuilt, look=mistakes.top_alive),
                "Yours reads one value only. If there is less than 1 on top, the rest comes from "
                "below, until it is 1 in all.",
                also=(
                    partial(mistakes.rebuilt, look=mistakes.top_alive_whole),
                    partial(mistakes.rebuilt, look=mistakes.top_whole),
                ),
            ),
            Mistake(
                "everything is read",
                partial(mistakes.rebuilt, look=mistakes.uncut),
                "Yours reads every value with all its strength. From the top down, no more than 1 "
                "in all is read.",
            ),
            Mistake(
                "normalised",
                mistakes.rebuilt_normalised,
                "You divide, so that the shares are always 1 in all. If there is less in the "
                "stack, less is read.",
                also=(mistakes.rebuilt_normalised_without_nan,),
            ),
            Mistake(
                "everyone pays",
                partial(mistakes.rebuilt, pop=partial(mistakes.popped, lying=mistakes.nothing)),
                "In yours a pop takes from every value. It takes u in all, from the top down.",
                also=(
                    partial(mistakes.rebuilt, pop=mistakes.evenly),
                    partial(mistakes.rebuilt, pop=lambda s, u: s * (1 - u)),
                ),
            ),
            Mistake(
                "counts itself",
                partial(
                    mistakes.rebuilt,
                    pop=partial(mistakes.popped, lying=mistakes.above_and_itself),
                    look=partial(mistakes.shares, lying=mistakes.above_and_itself),
                ),
                "A value's own strength is in your sum of what lies above it: in the pop, in the "
                "read, or in both. Leave it out.",
                also=(
                    partial(
                        mistakes.rebuilt,
                        pop=partial(mistakes.popped, lying=mistakes.above_and_itself),
                    ),
                    partial(
                        mistakes.rebuilt,
                        look=partial(mistakes.shares, lying=mistakes.above_and_itself),
                    ),
                ),
            ),
            Mistake(
                "a max forgotten in the pop",
                partial(mistakes.rebuilt, pop=partial(mistakes.popped, inner=mistakes.uncut)),
                "In your pop something falls below 0: what is taken from a value, or what is left "
                "of it. Neither ever does.",
                also=(
                    partial(mistakes.rebuilt, pop=partial(mistakes.popped, outer=mistakes.uncut)),
                    partial(
                        mistakes.rebuilt,
                        pop=partial(mistakes.popped, inner=mistakes.uncut, outer=mistakes.uncut),
                    ),
                ),
            ),
            Mistake(
                "room below 0",
                partial(mistakes.rebuilt, look=partial(mistakes.shares, inner=mistakes.uncut)),
                "In your read the room falls below 0 once there is more than 1 on top, and then "
                "values are subtracted. There is no less room than none.",
            ),
            Mistake(
                "value weighed twice",
                mistakes.rebuilt_scaled,
                "You store the value times its strength, and weigh it again when you read. Store v "
                "as it is.",
            ),
            Mistake(
                "last read only",
                lambda v, u, d: net.rebuild(v, u, d)[-1],
                "What is read after each step is asked for: one row for each, not the last alone.",
            ),
            Mistake(
                "first step left out",
                mistakes.rebuilt_without_the_first,
                "Your first step reads nothing. It pushes, and reads what it pushed: there are as "
                "many rows as steps.",
            ),
            Mistake(
                "strengths returned",
                mistakes.rebuilt_to_strengths,
                "You return the strengths, or the shares of the values. What is read is asked for: "
                "each value times its share, added up.",
                also=(mistakes.rebuilt_to_shares,),
            ),
            Mistake(
                "a list",
                lambda v, u, d: list(net.rebuild(v, u, d)),
                "What is read is right, but it is in a list. One array is asked for: np.array(…).",
                also=(lambda v, u, d: net.rebuild(v, u, d).tolist(),),
            ),
            Mistake(
                "in place",
                mistakes.rebuilt_in_place,
                "You use d for the strengths, and write into it. It was only lent: start with a "
                "list or an array of your own.",
            ),
        ),
        alternatives=(
            answers.rebuilt_with_a_list,
            answers.rebuilt_with_arrays,
            answers.rebuilt_by_heights,
        ),
    ),
)

check = checker(EXERCISES)
