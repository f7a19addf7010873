"""Lesson 07 asks for a test of gradients: how it is judged."""

import numpy as np

from course.graveyard import (
    answers,
    asked,
    drawn,
    mistakes_of_gradients as mistakes,
    properties,
    symptoms,
)
from course.graveyard.mistakes_of_gradients import by_differences
from course.kit.checking import SHOWN, Exercise, Mistake

WRONG_GRADIENTS = Exercise(
    room="graveyard",
    name="wrong_gradients",
    reference=asked.wrong_gradients,
    draw=drawn.suspect,
    draws=100,  # so that every fault is among them
    seconds=20.0,
    properties=(properties.names_what_disagrees,),
    view=symptoms.names,
    returns=SHOWN,
    hints=(
        "Ask once for the gradients. Then, name by name and number by number: move it up a little, "
        "ask for the loss, move it down, ask again, put it back.",
        "The slope is the difference of the two losses over twice the step. Gather the slopes in "
        "an array of the parameter's shape, and then compare. What if the gradient is missing, or "
        "has another shape?",
        "np.ndindex(W.shape) gives all places. A step of 1e-5 is a good one, and "
        "np.allclose(given, measured, atol=1e-6) compares; NaN is close to nothing. But "
        "it compares (1, 3) with (3,), too: ask for the shape first.",
    ),
    mistakes=(
        Mistake(
            "the sound ones",
            mistakes.turned_to(lambda wrong, params: [n for n in params if n not in wrong]),
            "You name those that agree. Asked for are the others.",
        ),
        Mistake(
            "all of them",
            lambda f, params, X, y: list(params),
            "Yours names every parameter, even of a sound network. Two floats are hardly ever "
            "equal to the last digit, so allow for a little. If you do: is the difference divided "
            "by all that lies between the two losses? Is the step neither huge nor below 1e-8? Are "
            "the two losses those of two different sets of weights? (dict(params) is a new dict of "
            "the same arrays.)",
            also=(
                by_differences(mistakes.exactly),
                by_differences(mistakes.within(1e-15)),
                by_differences(over=1e-5),
                by_differences(over=1.0),
                by_differences(eps=1e-16),
                by_differences(eps=1.0),
                by_differences(central=False, over=2e-5),
                mistakes.tested_with_an_alias,
                mistakes.tested_all_at_once,
            ),
        ),
        Mistake(
            "none of them",
            lambda f, params, X, y: [],
            "Yours finds no fault in anything. Is each gradient compared, and with what was "
            "measured? Is a gap of 1 still close to you?",
            also=(
                by_differences(lambda given, measured: np.allclose(measured, measured)),
                by_differences(lambda given, measured: True),
                lambda f, params, X, y: (),
            ),
        ),
        Mistake(
            "one number of each",
            by_differences(mistakes.at_one_place(0)),
            "You compare one number of each parameter. A fault may sit in any: compare all.",
            also=(
                by_differences(mistakes.at_one_place(-1)),
                by_differences(mistakes.at_one_place(1)),
            ),
        ),
        Mistake(
            "sums compared",
            by_differences(mistakes.in_one_number(np.sum)),
            "You make one number of each gradient, a sum, a mean or a length, and compare these. "
            "Two tables may have the same sum and differ everywhere.",
            also=(
                by_differences(mistakes.in_one_number(np.mean)),
                by_differences(mistakes.in_one_number(np.linalg.norm)),
                by_differences(mistakes.in_one_number(lambda g: np.abs(g).sum())),
                by_differences(mistakes.in_one_number(lambda g: np.abs(g).max())),
                by_differences(mistakes.shapes_fit(lambda g, m: bool(abs((g - m).sum()) < 1e-4))),
                by_differences(mistakes.shapes_fit(lambda g, m: bool(abs((g - m).mean()) < 1e-4))),
            ),
        ),
        Mistake(
            "one side only",
            by_differences(mistakes.shapes_fit(lambda g, m: bool((g - m).max() < 1e-4))),
            "A gradient that is far too small passes in yours, or one that is far too large. The "
            "gap needs np.abs.",
            also=(by_differences(mistakes.shapes_fit(lambda g, m: bool((m - g).max() < 1e-4))),),
        ),
        Mistake(
            "one agreement is enough",
            by_differences(
                mistakes.shapes_fit(lambda g, m: bool(np.isclose(g, m, 1e-4, 1e-6).any()))
            ),
            "A parameter passes in yours as soon as one of its numbers agrees. All of them have "
            "to: .all, or the largest gap.",
            also=(
                by_differences(mistakes.shapes_fit(lambda g, m: bool(np.abs(g - m).min() < 1e-4))),
            ),
        ),
        Mistake(
            "no shape asked",
            by_differences(mistakes.no_shape_asked),
            "A gradient of shape (1, 3) passes for a parameter of shape (3,) in yours, or stops "
            "it: NumPy makes shapes fit before it compares. Ask whether they are the same.",
            also=(by_differences(mistakes.no_shape_asked_by_gap),),
        ),
        Mistake(
            "NaN passes",
            by_differences(mistakes.nan_passes),
            "NaN > 0.001 is False, and so NaN passes in yours. Ask the other way round: is the gap "
            "small? Then NaN is not.",
            also=(
                by_differences(mistakes.nan_passes_by_max),
                by_differences(
                    mistakes.shapes_fit(
                        lambda g, m: not np.nanmax(np.append(np.abs(g - m), 0)) > 1e-4
                    )
                ),
            ),
        ),
        Mistake(
            "signs ignored",
            by_differences(mistakes.without_signs),
            "You compare absolute values. A gradient with the wrong sign leads uphill.",
            also=(
                by_differences(
                    mistakes.shapes_fit(lambda g, m: bool((np.abs(abs(g) - abs(m)) < 1e-4).all()))
                ),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.allclose(g**2, m**2, atol=1e-5))
                ),
            ),
        ),
        Mistake(
            "too generous",
            by_differences(mistakes.within(1.0)),
            "Yours lets too much pass: some wrong gradients are off by a few thousandths only. Of "
            "a sound one, measured like this, nothing is off by a millionth.",
            also=(
                *(by_differences(mistakes.within(gap)) for gap in (0.01, 0.05, 0.1, 0.2)),
                by_differences(mistakes.shapes_fit(lambda g, m: np.allclose(g, m, atol=0.01))),
                by_differences(mistakes.shapes_fit(lambda g, m: np.allclose(g, m, atol=0.1))),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.array_equal(np.round(g, 1), np.round(m, 1)))
                ),
                by_differences(mistakes.within(0.5)),
                by_differences(mistakes.within(10.0)),
                by_differences(
                    mistakes.shapes_fit(lambda g, m: np.allclose(g, m, rtol=1.0, atol=1.0))
                ),
            ),
        ),
        Mistake(
            "only gradients that are there",
            mistakes.tested_only_what_is_there(mistakes.is_right),
            "Yours goes through the gradients that are there, and misses the one that is not. Go "
            "through the names in params.",
            also=(mistakes.tested_if_there,),
        ),
        Mistake(
            "a name not found",
            mistakes.tested_and_a_name_not_found,
            "Yours stops with a KeyError where a gradient is missing. Then its name belongs into "
            "the list, too: ask first whether the name is in gradients.",
            also=(mistakes.tested_in_one_line,),
        ),
        Mistake(
            "the checker stops",
            mistakes.tested_by_one_who_stops,
            "The course's check_gradients refuses gradients that are missing, or of another shape, "
            "with a ValueError. Here these are faults to be found: look for them first, or catch "
            "the error.",
        ),
        Mistake(
            "stopped at the first",
            mistakes.tested_and_stopped_at_the_first,
            "Yours stops at the first fault it finds. There may be others: is the return line "
            "inside the loop?",
            also=(mistakes.tested_and_returned_too_early,),
        ),
        Mistake(
            "a name for each number",
            mistakes.tested_weight_by_weight,
            "Some names come several times, once for each number that disagrees. Each parameter "
            "should be named once.",
        ),
        Mistake(
            "matrices only",
            mistakes.tested_matrices_only,
            "Yours never names a bias. Their gradients go wrong more often than others: a sum "
            "along an axis is all they are.",
        ),
        Mistake(
            "no names",
            mistakes.turned_to(lambda wrong, params: [n in wrong for n in params]),
            "Names are asked for: a list of the keys of params. Yours has something else in it.",
            also=(
                mistakes.turned_to(
                    lambda wrong, params: [i for i, n in enumerate(params) if n in wrong]
                ),
                mistakes.turned_to(lambda wrong, params: [(n, n in wrong) for n in params]),
            ),
        ),
        Mistake(
            "a dict",
            mistakes.turned_to(lambda wrong, params: {n: n in wrong for n in params}),
            "Yours is a dict of all names. A list is asked for, of the wrong ones alone.",
        ),
        Mistake(
            "a text",
            mistakes.turned_to(lambda wrong, params: ", ".join(wrong)),
            "Yours is one text. A list is asked for, even if there is one name in it, or none.",
            also=(
                mistakes.turned_to(lambda wrong, params: wrong[0] if wrong else ""),
                mistakes.turned_to(lambda wrong, params: str(wrong)),
            ),
        ),
        Mistake(
            "one by one",
            mistakes.tested_and_given_one_by_one,
            "Yours is a generator, which gives its names once and one by one. A list keeps them: "
            "list(…), or square brackets.",
        ),
        Mistake(
            "yes or no",
            mistakes.turned_to(lambda wrong, params: not wrong),
            "Yours says whether there is a fault. Asked for is where: a list of names.",
            also=(
                mistakes.turned_to(lambda wrong, params: bool(wrong)),
                mistakes.turned_to(lambda wrong, params: len(wrong)),
            ),
        ),
        Mistake(
            "not put back",
            mistakes.tested_and_not_put_back,
            "When yours is done, the weights are others than before: each was moved and not put "
            "back. Keep the old number and set it again, or move a copy.",
        ),
        Mistake(
            "the pair for the loss",
            mistakes.tested_with_the_pair,
            "The function gives two things, the loss and the gradients. Take the loss, [0], before "
            "you subtract.",
        ),
    ),
    alternatives=(
        answers.tested_with_the_course,
        answers.tested_one_by_one,
        answers.tested_forward_in_flat_loops,
        answers.tested_by_relative_error,
    ),
)
