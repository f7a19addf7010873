"""Lesson 05 goes back through a stack: how that is judged."""

from functools import partial
from itertools import permutations

import numpy as np

from course.kit.checking import Exercise, Mistake
from course.stack import answers, changes, drawn, mistakes_of_slopes as mistakes, properties, stack
from course.stack.mistakes_of_stacks import shares

READ_BACKWARD = Exercise(
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
                mistakes.read_back_values(partial(shares, lying=changes.below)),
                mistakes.read_back_values(partial(shares, lying=changes.above_and_itself)),
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
            partial(mistakes.read_back, lying=changes.below, spread=mistakes.below_backward),
            "These are the slopes of a read at the bottom. In a stack the room is 1 less what "
            "lies above.",
            also=(partial(mistakes.read_back, lying=changes.below),),
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
            mistakes.read_back_strengths(lambda delta_s, V, s, delta: delta_s * stack.weights(s)),
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
)

STRENGTHS_BACKWARD = Exercise(
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
            mistakes.step_back_part(1, lambda delta_u, s, u, delta: -delta[..., :-1].sum(axis=-1)),
            "delta_s and delta_d are right. In yours u hears from every value. Only those "
            "count that the pop got to, and that have something left.",
            also=(mistakes.step_back_part(1, lambda delta_u, s, u, delta: -delta.sum(axis=-1)),),
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
            partial(mistakes.step_back, lying=changes.below, spread=mistakes.below_backward),
            "These are the slopes of a pop at the bottom. In a stack a value is protected by "
            "what lies above it.",
            also=(partial(mistakes.step_back, lying=changes.below),),
        ),
        Mistake(
            "counts itself",
            partial(mistakes.step_back, lying=changes.above_and_itself),
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
            lambda s, u, delta: tuple(stack.strengths_backward(s, u, delta)[i] for i in (0, 2, 1)),
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
)
