"""Lesson 04 goes back through one position, and through time: how that is judged."""

from course.addition import answers, drawn, mistakes_of_slopes as mistakes, net, properties
from course.eleven.net import sigmoid, slope
from course.kit.checking import Exercise, Mistake

BACKWARD_STEP = Exercise(
    room="addition",
    name="backward_step",
    reference=net.backward_step,
    draw=drawn.backward_step,
    properties=(properties.is_slope_through_both,),
    hints=(
        "Forwards, h went two ways: to the output, and to the next position. Blame comes back "
        "on the same two ways.",
        "Blame goes back through a matrix turned on its side. Add up both, then the slope of "
        "the hidden sigmoid.",
        '(delta_y @ params["W_hy"].T + … @ params["W_hh"].T) * h * (1 - h)',
    ),
    mistakes=(
        Mistake(
            "nothing from the next position",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, then=0
            ),
            "Yours hears from the output only. But the next position used this hidden layer "
            "too, through W_hh: a carry would never be learned.",
        ),
        Mistake(
            "nothing from the output",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, y=0
            ),
            "Yours hears from the next position only. The output here used this hidden layer "
            "too, through W_hy.",
        ),
        Mistake(
            "next position without weights",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"].T + delta_next) * slope(h)
            ),
            "You take the next position's delta as it is. It comes back the way it went, "
            "through W_hh.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    (delta_y @ params["W_hy"].T + delta_next @ params["W_hh"].T + delta_next)
                    * slope(h)
                ),
                lambda params, h, delta_y, delta_next: (
                    delta_y @ params["W_hy"].T * slope(h) + delta_next
                ),
            ),
        ),
        Mistake(
            "h for the next position's delta",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"].T + h @ params["W_hh"].T) * slope(h)
            ),
            "It is h that you send back through W_hh. What comes back is delta_next.",
        ),
        Mistake(
            "weights swapped",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hh"].T + delta_next @ params["W_hy"].T) * slope(h)
            ),
            "The two matrices are swapped, or one is used for both. delta_y comes back through "
            "W_hy, delta_next through W_hh.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    (delta_y + delta_next) @ params["W_hh"].T * slope(h)
                ),
                lambda params, h, delta_y, delta_next: (
                    (delta_y + delta_next) @ params["W_hy"].T * slope(h)
                ),
            ),
        ),
        Mistake(
            "W_hh not transposed",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"].T + delta_next @ params["W_hh"]) * slope(h)
            ),
            "W_hh is square, so nobody complains, but on the way back it is turned on its "
            "side: .T.",
        ),
        Mistake(
            "W_hy not transposed",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"] + delta_next @ params["W_hh"].T) * slope(h)
            ),
            "W_hy leads from the hidden layer to the output. On the way back it is turned on "
            "its side: .T.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    (delta_y @ params["W_hy"] + delta_next @ params["W_hh"]) * slope(h)
                ),
            ),
        ),
        Mistake(
            "no slope",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, factor=1.0
            ),
            "The blame is right. It still has to pass the hidden sigmoid: times its slope.",
        ),
        Mistake(
            "slope on one part",
            lambda params, h, delta_y, delta_next: (
                delta_y @ params["W_hy"].T + delta_next @ params["W_hh"].T * slope(h)
            ),
            "Only one of the two is multiplied by the slope. Both pass the same sigmoid: mind "
            "the brackets round the sum.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    delta_y @ params["W_hy"].T * slope(h) + delta_next @ params["W_hh"].T
                ),
                lambda params, h, delta_y, delta_next: (
                    delta_y @ params["W_hy"].T + (delta_next * slope(h)) @ params["W_hh"].T
                ),
            ),
        ),
        Mistake(
            "slope twice",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, factor=slope(h) ** 2
            ),
            "A slope comes in too often. delta_y and delta_next have passed their own sigmoids "
            "already; the one of this position is left, once, for both.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    (delta_y @ params["W_hy"].T + slope(h) * (delta_next @ params["W_hh"].T))
                    * slope(h)
                ),
                lambda params, h, delta_y, delta_next: (
                    (delta_y @ params["W_hy"].T + (slope(h) * delta_next) @ params["W_hh"].T)
                    * slope(h)
                ),
                lambda params, h, delta_y, delta_next: (
                    (
                        ((slope(delta_y) * delta_y) @ params["W_hy"].T)
                        + delta_next @ params["W_hh"].T
                    )
                    * slope(h)
                ),
            ),
        ),
        Mistake(
            "missing brackets",
            lambda params, h, delta_y, delta_next: (
                mistakes.back(params, h, delta_y, delta_next, factor=h) * 1 - h
            ),
            "Without brackets * goes before -: yours multiplies by h and by 1, and then takes "
            "h away. The slope is h * (1 - h).",
        ),
        Mistake(
            "multiplied together",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"].T) * (delta_next @ params["W_hh"].T) * slope(h)
            ),
            "You multiply the two blames. The hidden layer acted on both ways, so they add up.",
        ),
        Mistake(
            "number by number",
            lambda params, h, delta_y, delta_next: (
                (delta_y * params["W_hy"].T + delta_next * params["W_hh"].T) * slope(h)
            ),
            "* goes number by number. Each hidden unit adds up the blame of all it reached: "
            "that is @.",
            also=(
                lambda params, h, delta_y, delta_next: (
                    (delta_y @ params["W_hy"].T + delta_next * params["W_hh"].T) * slope(h)
                ),
            ),
        ),
        Mistake(
            "slope by @",
            lambda params, h, delta_y, delta_next: (
                (delta_y @ params["W_hy"].T + delta_next @ params["W_hh"].T) @ slope(h)
            ),
            "The blame is right so far. But each unit has a slope of its own, and nobody "
            "else's: that is *, not @.",
        ),
        Mistake(
            "slope of something else",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, factor=slope(delta_next)
            ),
            "The slope is taken at the wrong place. It is h that came out of this sigmoid: "
            "slope(h) is h * (1 - h).",
            also=(
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, factor=slope(sigmoid(h))
                ),
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, factor=1 - h**2
                ),
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, factor=1 - h
                ),
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, factor=h
                ),
            ),
        ),
        Mistake(
            "sign",
            lambda params, h, delta_y, delta_next: mistakes.back(
                params, h, delta_y, delta_next, y=-1, then=-1
            ),
            "A sign is turned round. Both parts are added as they are; the minus belongs to "
            "the update.",
            also=(
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, then=-1
                ),
                lambda params, h, delta_y, delta_next: mistakes.back(
                    params, h, delta_y, delta_next, y=-1
                ),
            ),
        ),
    ),
    alternatives=(
        lambda params, h, delta_y, delta_next: (
            h * (1 - h) * (params["W_hh"] @ delta_next.T + params["W_hy"] @ delta_y.T).T
        ),
        lambda params, h, delta_y, delta_next: (
            delta_y @ params["W_hy"].T * slope(h) + delta_next @ params["W_hh"].T * slope(h)
        ),
    ),
)

ACCUMULATE = Exercise(
    room="addition",
    name="accumulate",
    reference=net.accumulate,
    draw=drawn.walked,
    properties=(properties.gradients_are_slopes_over_time,),
    hints=(
        "Begin at the last position with a delta of 0 from behind it, and walk to the first. "
        "backward_step gives the delta of each.",
        "At each position, each matrix gets what came in there, turned on its side, times the "
        "delta: X[:, t] for W_xh, the hidden layer of the position before for W_hh, and "
        "H[:, t] with delta_y[:, t] for W_hy. All is added up.",
        "for t in reversed(range(X.shape[1])): delta = backward_step(params, H[:, t], "
        "delta_y[:, t], delta), then three lines with +=. At t = 0 the hidden layer before is "
        "np.zeros_like(H[:, 0]).",
    ),
    mistakes=(
        Mistake(
            "memory of this position",
            mistakes.accumulated_memory_here,
            "W_xh and W_hy are right, W_hh is not. What it got at position t was the hidden "
            "layer of the position before.",
            also=(mistakes.accumulated_memory_behind,),
        ),
        Mistake(
            "memory from the end",
            mistakes.accumulated_memory_wraps,
            "W_hh is wrong at one position only: at t = 0, H[:, t - 1] is H[:, -1], the last "
            "one. Before the first position there is no memory, only 0.",
            also=(mistakes.accumulated_memory_of_ones,),
        ),
        Mistake(
            "first position left out",
            mistakes.accumulated_first_left_out,
            "The first position is missing. range(n, 0, -1) ends at 1; "
            "reversed(range(n_positions)) goes from the last to 0.",
        ),
        Mistake(
            "last position left out",
            mistakes.accumulated_last_left_out,
            "The last position is missing. Its output was blamed too, and its delta comes from "
            "there alone.",
        ),
        Mistake(
            "overwritten",
            mistakes.accumulated_overwritten,
            "Only one position is left in your gradients. = replaces, += adds up, and the "
            "return line stands behind the loop.",
            also=(mistakes.accumulated_last_only,),
        ),
        Mistake(
            "averaged",
            lambda params, X, H, delta_y: mistakes.scaled(
                net.accumulate(params, X, H, delta_y), 1 / X.shape[1]
            ),
            "You divide by the number of positions or of sequences. The slopes add up.",
            also=(
                lambda params, X, H, delta_y: mistakes.scaled(
                    net.accumulate(params, X, H, delta_y), 1 / len(X)
                ),
                lambda params, X, H, delta_y: mistakes.scaled(
                    net.accumulate(params, X, H, delta_y), 1 / (len(X) * X.shape[1])
                ),
            ),
        ),
        Mistake(
            "forwards",
            mistakes.accumulated_forwards,
            "Yours walks from the first position to the last. Blame comes from behind: start "
            "at the end.",
        ),
        Mistake(
            "not through time",
            mistakes.accumulated_not_through_time,
            "W_hy is right, the others are not. The delta of a position is handed on to the "
            "one before; yours hands on 0.",
            also=(mistakes.accumulated_memory_here_not_through_time,),
        ),
        Mistake(
            "one delta late",
            mistakes.accumulated_one_delta_late,
            "You use the delta before you make it: at each position W_xh and W_hh get that of "
            "the position behind. First backward_step, then the three lines with +=.",
        ),
        Mistake(
            "deltas added up",
            mistakes.accumulated_deltas_added_up,
            "You add each delta to the one before it. backward_step has put in what came from "
            "behind already: delta = backward_step(…), with no +.",
        ),
        Mistake(
            "slope of the position before",
            mistakes.accumulated_slope_before,
            "You ask backward_step about the hidden layer before. The delta at t belongs to "
            "H[:, t]; the one before is only for the gradient of W_hh.",
        ),
        Mistake(
            "memory into the output",
            mistakes.accumulated_memory_into_y,
            "W_hy is wrong. The output at t saw the hidden layer at t, not that before.",
        ),
        Mistake(
            "output at the end only",
            mistakes.accumulated_y_at_the_end_only,
            "W_hh and W_xh are right, W_hy is not: it is used at every position, so its "
            "gradient is added up inside the loop too.",
            also=(mistakes.accumulated_y_left_out,),
        ),
        Mistake(
            "on its side",
            mistakes.accumulated_hh_on_its_side,
            "W_xh and W_hy are right, W_hh is on its side. What came in, transposed, stands on "
            "the left; the delta on the right.",
        ),
        Mistake(
            "no transpose",
            mistakes.accumulated_without_transpose,
            "What came in is turned on its side first: X[:, t].T @ delta.",
        ),
        Mistake(
            "counts the sequences",
            mistakes.accumulated_as_many_as_sequences,
            "len(X) is the number of sequences. Positions are the second axis: X.shape[1] "
            "counts them.",
        ),
        Mistake(
            "a number for the first delta",
            mistakes.accumulated_from_a_number,
            "Your walk starts with 0, a single number, and that cannot be multiplied by a "
            "matrix. Start with an array of zeros: np.zeros_like(H[:, 0]).",
        ),
        Mistake(
            "nothing to add to",
            mistakes.accumulated_into_nothing("W_hy"),
            "+= needs something to add to, and your dict has no such key yet. Begin with zeros "
            "of the shape of each matrix.",
            also=(
                mistakes.accumulated_into_nothing("W_xh"),
                mistakes.accumulated_into_nothing("W_hh"),
            ),
        ),
        Mistake(
            "no dict",
            lambda params, X, H, delta_y: tuple(
                net.accumulate(params, X, H, delta_y)[name] for name in ("W_xh", "W_hh", "W_hy")
            ),
            "The gradients are right. Return them in a dict, under the names of their matrices.",
            also=(
                lambda params, X, H, delta_y: tuple(net.accumulate(params, X, H, delta_y).values()),
            ),
        ),
        Mistake(
            "one sequence only",
            mistakes.accumulated_last_sequence_only,
            "Only one of the sequences is left in your gradients. They add up over all.",
            also=(mistakes.accumulated_first_sequence_only,),
        ),
        Mistake(
            "blame from another sequence",
            mistakes.accumulated_blame_from_another_sequence,
            "Behind the last position of each sequence there is nothing: set the delta back to "
            "0 for each. Yours goes on with that of another sequence.",
        ),
        Mistake(
            "sign",
            lambda params, X, H, delta_y: mistakes.scaled(
                net.accumulate(params, X, H, delta_y), -1
            ),
            "Your gradients point downhill. A gradient is the slope itself; the minus belongs "
            "to the update.",
        ),
        Mistake(
            "weights moved",
            mistakes.accumulated_while_updating,
            "You move the weights. Only their slopes are asked for: the update comes after the "
            "walk, and somewhere else. (gradients = params is no copy, but the same dict.)",
            also=(mistakes.accumulated_into_the_weights,),
        ),
    ),
    alternatives=(answers.accumulated_at_once, answers.accumulated_by_sequences),
)
