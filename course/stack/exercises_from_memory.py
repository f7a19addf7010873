"""Lesson 05 asks for the whole stack, from memory: how it is judged."""

from functools import partial

from course.kit.checking import Exercise, Mistake
from course.stack import (
    answers,
    changes,
    drawn,
    mistakes_from_memory as mistakes,
    net,
    properties,
    queue,
    symptoms,
)
from course.stack.mistakes_of_stacks import popped, shares

REBUILD = Exercise(
    room="stack",
    name="rebuild",
    reference=net.rebuild,
    draw=drawn.program,
    draws=80,
    properties=(
        properties.is_a_plain_stack_where_all_is_whole,
        properties.is_the_papers_example,
    ),
    view=symptoms.numbers,
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
            partial(mistakes.rebuilt, look=changes.uncut),
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
            partial(mistakes.rebuilt, pop=partial(popped, lying=changes.nothing)),
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
                pop=partial(popped, lying=changes.above_and_itself),
                look=partial(shares, lying=changes.above_and_itself),
            ),
            "A value's own strength is in your sum of what lies above it: in the pop, in the "
            "read, or in both. Leave it out.",
            also=(
                partial(
                    mistakes.rebuilt,
                    pop=partial(popped, lying=changes.above_and_itself),
                ),
                partial(
                    mistakes.rebuilt,
                    look=partial(shares, lying=changes.above_and_itself),
                ),
            ),
        ),
        Mistake(
            "a max forgotten in the pop",
            partial(mistakes.rebuilt, pop=partial(popped, inner=changes.uncut)),
            "In your pop something falls below 0: what is taken from a value, or what is left "
            "of it. Neither ever does.",
            also=(
                partial(mistakes.rebuilt, pop=partial(popped, outer=changes.uncut)),
                partial(
                    mistakes.rebuilt,
                    pop=partial(popped, inner=changes.uncut, outer=changes.uncut),
                ),
            ),
        ),
        Mistake(
            "room below 0",
            partial(mistakes.rebuilt, look=partial(shares, inner=changes.uncut)),
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
)
