"""Lesson 05 asks for a queue: how it is judged."""

from functools import partial
from itertools import permutations

import numpy as np

from course.kit.checking import Exercise, Mistake
from course.stack import (
    answers,
    changes,
    drawn,
    mistakes_of_queues as mistakes,
    properties,
    queue,
    stack,
    symptoms,
)
from course.stack.mistakes_from_memory import evenly
from course.stack.mistakes_of_stacks import shares

QUEUE_STEP = Exercise(
    room="stack",
    name="queue_step",
    reference=queue.queue_step,
    draw=drawn.queue,
    draws=60,
    properties=(properties.is_a_plain_queue_where_all_is_whole,),
    view=symptoms.numbers_of_three,
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
                pop=partial(mistakes.queue_popped, lying=changes.below_and_itself),
                look=partial(shares, lying=changes.below_and_itself),
            ),
            "A value's own strength is in your sum of what came before it. Leave it out: "
            "np.cumsum(s) - s.",
            also=(
                partial(
                    mistakes.queued,
                    pop=partial(mistakes.queue_popped, lying=changes.below_and_itself),
                ),
                partial(
                    mistakes.queued,
                    look=partial(shares, lying=changes.below_and_itself),
                ),
            ),
        ),
        Mistake(
            "max of the pop forgotten",
            partial(mistakes.queued, pop=partial(mistakes.queue_popped, inner=changes.uncut)),
            "A max is missing in the pop, so some strengths grow, or fall below 0. What is "
            "taken is never below 0, and neither is what is left.",
            also=(
                partial(mistakes.queued, pop=partial(mistakes.queue_popped, outer=changes.uncut)),
                partial(
                    mistakes.queued,
                    pop=partial(mistakes.queue_popped, inner=changes.uncut, outer=changes.uncut),
                ),
            ),
        ),
        Mistake(
            "room below 0",
            partial(
                mistakes.queued,
                look=partial(shares, lying=changes.below, inner=changes.uncut),
            ),
            "The strengths are right. Where more than 1 comes before a value, your room is "
            "negative, and the value is subtracted. There is no less room than none.",
        ),
        Mistake(
            "min forgotten",
            partial(
                mistakes.queued,
                look=partial(shares, lying=changes.below, outer=lambda s, room: room),
            ),
            "The strengths are right. Yours reads as much as there is room for, even of a "
            "value that has less strength: the smaller of the two is read.",
        ),
        Mistake(
            "everything is read",
            partial(mistakes.queued, look=changes.uncut),
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
            partial(mistakes.queued, pop=partial(mistakes.queue_popped, lying=changes.nothing)),
            "In yours the pop takes from every value. It takes u in all, from the front on.",
            also=(
                partial(mistakes.queued, pop=evenly),
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
            "You write into s. The strengths before the step are still needed: make a new array.",
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
)
