"""Lesson 04: what is asked, how it is judged, and which mistakes are known."""

import numpy as np

from course.addition import answers, drawn, lstm, mistakes, net, properties
from course.addition.net import hidden_step
from course.eleven.net import sigmoid, slope
from course.kit.checking import Exercise, Mistake, checker

EXERCISES = (
    Exercise(
        room="addition",
        name="bits_of",
        reference=net.bits_of,
        draw=drawn.number,
        draws=20,
        properties=(properties.digits_make_the_number, properties.refuses_what_has_no_digits),
        view=properties.digits_shown,
        returns=("the result", "the result"),
        hints=(
            "The lowest bit of a number says whether it is odd. And when you halve the number, and "
            "leave out the rest, what does the lowest bit of the half say?",
            "number >> t halves t times, and % 2 gives the last bit of what is left. Do so for "
            "each t in range(bits). What does not fit is refused first: raise ValueError(…).",
            "np.array([(number >> t) % 2 for t in range(bits)], dtype=float). It does not fit if "
            "number < 0 or number >= 2**bits; it is no integer if not isinstance(number, int).",
        ),
        mistakes=(
            Mistake(
                "highest first",
                lambda number, bits: net.bits_of(number, bits)[::-1],
                "Yours begins with the highest digit, as numbers are written. But sums begin at "
                "the lowest, and so does the network: turn it round.",
                also=(
                    lambda number, bits: np.array(
                        [int(d) for d in f"{number:b}".zfill(bits)][:bits]
                    ),
                ),
            ),
            Mistake(
                "one short",
                lambda number, bits: net.bits_of(number, bits)[:-1],
                "One digit is missing. range(n) already leaves out n, so range(bits) gives as many "
                "as are asked for, from 0 on.",
                also=(lambda number, bits: net.bits_of(number, bits)[1:],),
            ),
            Mistake(
                "one too many",
                lambda number, bits: np.append(net.bits_of(number, bits), 0.0),
                "There is one digit too many. range(bits) begins at 0, so it ends at bits - 1.",
            ),
            Mistake(
                "divided with a slash",
                mistakes.bits_halved_with_a_slash,
                "/ leaves the half behind: 5 / 2 is 2.5, and that is no longer a number with bits. "
                "// or >> leave it out.",
                also=(
                    lambda number, bits: np.array([number / 2**t % 2 for t in range(bits)]),
                    lambda number, bits: np.array([number / 2**t for t in range(bits)]),
                ),
            ),
            Mistake(
                "rounded on the way",
                mistakes.bits_halved_and_truncated,
                "Short numbers are right, long ones are not: / makes a float, and a float holds no "
                "more than 53 bits exactly. // and >> are exact, however long the number is.",
                also=(
                    lambda number, bits: np.array([int(number / 2**t) % 2 for t in range(bits)]),
                    lambda number, bits: np.array([number // 2.0**t % 2 for t in range(bits)]),
                    lambda number, bits: np.floor(number / 2.0 ** np.arange(bits)) % 2,
                ),
            ),
            Mistake(
                "too long for NumPy",
                lambda number, bits: ((number >> np.arange(bits)) & 1) * 1.0,
                "Short numbers are right, long ones are not. NumPy's integers end at 64 bits; "
                "Python's own never do. Take the digits one at a time, as Python's own numbers.",
                also=(
                    lambda number, bits: number // 2 ** np.arange(bits) % 2,
                    lambda number, bits: np.array(
                        [int(np.int64(number) >> t) & 1 for t in range(bits)]
                    ),
                ),
            ),
            Mistake(
                "text",
                lambda number, bits: f"{number:b}".zfill(bits),
                'Those are signs, not numbers: "1" cannot be multiplied by a weight. Turn each '
                "into a number, and put them into an array.",
                also=(
                    lambda number, bits: f"{number:b}".zfill(bits)[::-1],
                    lambda number, bits: np.array(list(f"{number:b}".zfill(bits)[::-1])),
                    lambda number, bits: np.array(list(f"{number:b}".zfill(bits))),
                    lambda number, bits: list(f"{number:b}".zfill(bits)[::-1]),
                    lambda number, bits: list(f"{number:b}".zfill(bits)),
                    lambda number, bits: bin(number),
                    lambda number, bits: bin(number)[2:],
                ),
            ),
            Mistake(
                "not padded",
                mistakes.bits_not_padded,
                "Yours stops when the number is used up. The network walks as many positions as "
                "there are bits: fill up with zeros.",
                also=(mistakes.bits_not_padded_highest_first,),
            ),
            Mistake(
                "not yet digits",
                lambda number, bits: np.array([number >> t for t in range(bits)], dtype=float),
                "You move the number to the right, and that is half of it. Of what is left, only "
                "the last bit is wanted: & 1, or % 2.",
            ),
            Mistake(
                "what a digit counts for",
                lambda number, bits: np.array([number & 1 << t for t in range(bits)], dtype=float),
                "Yours gives what each digit counts for: 1, 2, 4 and so on. A digit itself is 0 or "
                "1.",
            ),
            Mistake(
                "always the same digit",
                lambda number, bits: np.array([number % 2 for _ in range(bits)], dtype=float),
                "Every digit of yours is the lowest. Move the number to the right before you look: "
                "by t places for digit t.",
            ),
            Mistake(
                "turned round",
                lambda number, bits: 1 - net.bits_of(number, bits),
                "Where there should be a 1 yours has a 0, and the other way round.",
            ),
            Mistake(
                "a list",
                lambda number, bits: [number >> t & 1 for t in range(bits)],
                "The digits are right, but they are in a list. Networks work on arrays: "
                "np.array(…).",
                also=(lambda number, bits: [float(number >> t & 1) for t in range(bits)],),
            ),
        ),
        alternatives=(answers.bits_by_halving, answers.bits_by_text, answers.bits_by_bytes),
    ),
    Exercise(
        room="addition",
        name="hidden_step",
        reference=net.hidden_step,
        draw=drawn.hidden_step,
        properties=(properties.is_a_hidden_layer,),
        hints=(
            "Two things reach the hidden layer: the input at this position, and what the hidden "
            "layer said at the position before. Each has weights of its own.",
            "x @ W_xh is what comes in, h @ W_hh is what is remembered. Add them first.",
            'sigmoid(x @ params["W_xh"] + h @ params["W_hh"])',
        ),
        mistakes=(
            Mistake(
                "no memory",
                lambda params, x, h: sigmoid(x @ params["W_xh"]),
                "Yours looks at the input only. What the hidden layer said before comes in as "
                "well, through W_hh.",
            ),
            Mistake(
                "no input",
                lambda params, x, h: sigmoid(h @ params["W_hh"]),
                "Yours looks at the memory only. The input comes in as well, through W_xh.",
            ),
            Mistake(
                "weights swapped",
                lambda params, x, h: sigmoid(x @ params["W_hh"] + h @ params["W_xh"]),
                "The two matrices are swapped, or one of them is used twice. W_xh leads from x to "
                "h, W_hh from h to h.",
                also=(
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_xh"]),
                    lambda params, x, h: sigmoid(x @ params["W_hh"] + h @ params["W_hh"]),
                    lambda params, x, h: sigmoid((x + h) @ params["W_xh"]),
                ),
            ),
            Mistake(
                "transposed",
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_hh"].T),
                "W_hh is turned on its side. It is square, so nobody complains: but its row i "
                "holds what leaves unit i, and h comes from the left.",
                also=(
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + (params["W_hh"] @ h.T).T),
                    lambda params, x, h: sigmoid(x @ params["W_xh"].T + h @ params["W_hh"].T),
                    lambda params, x, h: sigmoid(x @ params["W_xh"].T + h @ params["W_hh"]),
                ),
            ),
            Mistake(
                "sigmoid twice",
                lambda params, x, h: sigmoid(hidden_step(params, x, h)),
                "There is a sigmoid too many: it comes once, over the sum.",
                also=(
                    lambda params, x, h: sigmoid(
                        sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"])
                    ),
                    lambda params, x, h: sigmoid(sigmoid(x @ params["W_xh"]) + h @ params["W_hh"]),
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + sigmoid(h @ params["W_hh"])),
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + sigmoid(h) @ params["W_hh"]),
                ),
            ),
            Mistake(
                "no sigmoid",
                lambda params, x, h: x @ params["W_xh"] + h @ params["W_hh"],
                "The sum is right. It still has to be squashed, or it would grow from position to "
                "position.",
            ),
            Mistake(
                "added after the sigmoid",
                lambda params, x, h: sigmoid(x @ params["W_xh"]) + h @ params["W_hh"],
                "Your sigmoid is over before everything has been added. Add both first, then "
                "squash the sum.",
                also=(
                    lambda params, x, h: x @ params["W_xh"] + sigmoid(h @ params["W_hh"]),
                    lambda params, x, h: sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"]),
                    lambda params, x, h: sigmoid(x @ params["W_xh"]) + h,
                ),
            ),
            Mistake(
                "memory without weights",
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h),
                "The memory is added as it is. It has weights of its own, W_hh, and they decide "
                "what of it counts.",
            ),
            Mistake(
                "tanh",
                lambda params, x, h: np.tanh(x @ params["W_xh"] + h @ params["W_hh"]),
                "Many networks have a tanh here. Ours has a sigmoid, so that it stays between 0 "
                "and 1.",
            ),
            Mistake(
                "number by number",
                lambda params, x, h: sigmoid(x * params["W_xh"] + h * params["W_hh"]),
                "* goes number by number. Each hidden unit adds up all that comes in: that is @.",
                also=(
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + h * params["W_hh"]),
                    lambda params, x, h: sigmoid((x @ params["W_xh"]) * (h @ params["W_hh"])),
                ),
            ),
            Mistake(
                "in place",
                mistakes.step_in_place,
                "h is what was remembered, and yours writes over it. Make a new array: the old one "
                "is still needed on the way back.",
                also=(mistakes.step_in_place_and_nothing_returned,),
            ),
        ),
        alternatives=(
            lambda params, x, h: sigmoid(
                np.hstack([x, h]) @ np.vstack([params["W_xh"], params["W_hh"]])
            ),
            lambda params, x, h: sigmoid(np.dot(h, params["W_hh"]) + np.dot(x, params["W_xh"])),
            answers.step_by_sequences,
        ),
    ),
    Exercise(
        room="addition",
        name="unroll",
        reference=net.unroll,
        draw=drawn.network,
        properties=(properties.walks_forward,),
        hints=(
            "The same step, again and again. What goes in at one position is what came out at the "
            "one before.",
            "Start with h = np.zeros((n_sequences, n_hidden)). At each position: a hidden step "
            "with X[:, t], and the result becomes the next h and is kept.",
            "for t in range(X.shape[1]): h = hidden_step(params, X[:, t], h), then H[:, t] = h. H "
            "was made before with np.zeros((len(X), X.shape[1], n_hidden)).",
        ),
        mistakes=(
            Mistake(
                "memory not handed on",
                lambda params, X: mistakes.unrolled(params, X, hand_on=False),
                "Every position of yours starts from a memory of 0. What a position gives is the "
                "memory of the next: h = hidden_step(…, h).",
                also=(lambda params, X: sigmoid(X @ params["W_xh"]),),
            ),
            Mistake(
                "starts elsewhere",
                lambda params, X: mistakes.unrolled(params, X, start=1.0),
                "Yours does not start from a memory of 0. Before the first position there is "
                "nothing to remember.",
                also=(lambda params, X: mistakes.unrolled(params, X, start=0.5),),
            ),
            Mistake(
                "same input everywhere",
                mistakes.unrolled_same_input,
                "Every position of yours sees the input of the first. Position t sees X[:, t].",
            ),
            Mistake(
                "from the end",
                mistakes.unrolled_from_the_end,
                "Yours walks from the last position to the first. Position 0 is the lowest bit, "
                "where a sum begins: walk upwards.",
                also=(mistakes.unrolled_backwards_and_stored_so,),
            ),
            Mistake(
                "stored before the step",
                mistakes.unrolled_stored_before,
                "You keep the memory before the step, so that everything comes one position late. "
                "H[:, t] is the hidden layer after X[:, t] has been seen.",
                also=(mistakes.unrolled_with_the_memory_before,),
            ),
            Mistake(
                "sequences taken for positions",
                mistakes.unrolled_over_sequences,
                "Yours walks from sequence to sequence. They have nothing to do with each other: "
                "the positions are the second axis of X, X[:, t].",
            ),
            Mistake(
                "axes swapped",
                mistakes.unrolled_positions_first,
                "The numbers are right, but the positions come first. A list of positions, made "
                "into an array, is of shape (n_positions, n_sequences, n_hidden): np.stack(…, "
                "axis=1) puts them where they belong.",
                also=(mistakes.unrolled_positions_first_reshaped,),
            ),
            Mistake(
                "all positions the same array",
                mistakes.unrolled_into_one_array,
                "Every position of yours holds the last hidden layer: you write into one array "
                "again and again, and keep it many times. Let h be a new array at each position.",
            ),
            Mistake(
                "memory of another sequence",
                mistakes.unrolled_one_memory_for_all,
                "The first sequence is right. The next one starts with the memory of that before: "
                "set it back to 0 for each sequence.",
            ),
            Mistake(
                "last position only",
                mistakes.unrolled_last_only,
                "That is the hidden layer at the last position. All of them are asked for, on the "
                "way.",
            ),
        ),
        alternatives=(
            answers.unrolled_as_list,
            answers.unrolled_by_sequences,
            answers.unrolled_inputs_first,
        ),
    ),
    Exercise(
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
                ),
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
    ),
    Exercise(
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
            ),
            Mistake(
                "memory from the end",
                mistakes.accumulated_memory_wraps,
                "W_hh is wrong at one position only: at t = 0, H[:, t - 1] is H[:, -1], the last "
                "one. Before the first position there is no memory, only 0.",
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
                "Only one position is left in your gradients: = replaces, += adds up.",
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
            ),
            Mistake(
                "memory into the output",
                mistakes.accumulated_memory_into_y,
                "W_hy is wrong. The output at t saw the hidden layer at t, not that before.",
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
                "walk, and somewhere else.",
            ),
        ),
        alternatives=(answers.accumulated_at_once, answers.accumulated_by_sequences),
    ),
    Exercise(
        room="addition",
        name="clip",
        reference=net.clip,
        draw=drawn.gradients,
        draws=24,
        properties=(properties.is_no_longer_than_most,),
        view=properties.numbers,
        returns=("the result", "the result"),
        hints=(
            "Think of all the numbers, of all matrices, as one long arrow. How long is it?",
            "The length is the root of the sum of all squares. If it is more than most, everything "
            "is multiplied by the same factor: which one makes the length most?",
            "norm = np.sqrt(sum(np.sum(g**2) for g in gradients.values())); the factor is most / "
            "norm if norm > most, else 1. Return a new dict.",
        ),
        mistakes=(
            Mistake(
                "number by number",
                lambda gradients, most: {
                    name: np.clip(g, -most, most) for name, g in gradients.items()
                },
                "You clip each number by itself. Then the large ones shrink and the small ones do "
                "not, and the arrow points elsewhere.",
            ),
            Mistake(
                "matrix by matrix",
                mistakes.clipped_each,
                "You clip each matrix by itself. The length of all together is meant, and one "
                "factor for all.",
            ),
            Mistake(
                "short ones made longer",
                lambda gradients, most: mistakes.scaled(
                    gradients, most / mistakes.norm_of(gradients)
                ),
                "Yours makes short gradients longer, and finds no length for those that are 0. "
                "What is not longer than most stays as it is.",
            ),
            Mistake(
                "squared length",
                lambda gradients, most: mistakes.clipped_by(
                    gradients, most, mistakes.norm_of(gradients) ** 2
                ),
                "That is the squared length: the root is missing.",
            ),
            Mistake(
                "another length",
                lambda gradients, most: mistakes.clipped_by(
                    gradients, most, sum(np.sqrt(np.sum(g**2)) for g in gradients.values())
                ),
                "You measure another kind of length. Square every number of every matrix, add them "
                "all up, and take the root once, at the end.",
            ),
            Mistake(
                "in place",
                mistakes.clipped_in_place,
                "*= and gradients[name] = … write into what you were given. Put the shorter ones "
                "into a new dict.",
                also=(mistakes.clipped_into_the_old_dict,),
            ),
            Mistake(
                "to length 1",
                mistakes.clipped_to_one,
                "Long gradients of yours end with the length 1. They should end with the length "
                "most.",
            ),
            Mistake(
                "nothing divided by nothing",
                mistakes.clipped_to_nan,
                "Right, but for gradients that are all 0: their length is 0, and 0 / 0 is no "
                "number. Divide only if they are too long.",
            ),
            Mistake(
                "nothing clipped",
                lambda gradients, most: dict(gradients),
                "Yours leaves everything as it is, also what is longer than most.",
            ),
        ),
        alternatives=(
            answers.clipped_as_one_vector,
            lambda gradients, most: mistakes.scaled(
                gradients, most / max(most, mistakes.norm_of(gradients))
            ),
        ),
    ),
    Exercise(
        room="addition",
        name="cell",
        reference=lstm.cell,
        draw=drawn.cell,
        properties=(properties.keeps_writes_and_shows,),
        returns=("h", "c", "the gates"),
        hints=(
            "One product for all four: x @ W_xh + h @ W_hh + b_h. Then cut it into four blocks of "
            "columns.",
            "np.split(z, 4, axis=1) gives the four, in the order i, f, o, g. Three of them get a "
            "sigmoid, the last a tanh.",
            "c = f * c + i * g, then h = o * tanh(c) with the new c; return h, c, (i, f, o, g).",
        ),
        mistakes=(
            Mistake(
                "blocks mixed up",
                mistakes.blocks_mixed_up[0],
                "The blocks of columns are taken in another order. It is i, f, o, and g the last.",
                also=mistakes.blocks_mixed_up[1:],
            ),
            Mistake(
                "candidate with a sigmoid",
                lambda params, x, h, c: mistakes.celled(params, x, h, c, candidate=sigmoid),
                "The candidate g gets a tanh, not a sigmoid: the cell must be able to shrink too.",
            ),
            Mistake(
                "gates with a tanh",
                lambda params, x, h, c: mistakes.celled(params, x, h, c, gate=np.tanh),
                "A gate is a share, from 0 to 1: i, f and o get a sigmoid.",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, gate=np.tanh, candidate=sigmoid
                    ),
                ),
            ),
            Mistake(
                "never forgets",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: c + i * g
                ),
                "Your cell keeps everything: the forget gate f has no effect on the old c.",
            ),
            Mistake(
                "always writes",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: f * c + g
                ),
                "Your cell always writes: the input gate i has no effect on the candidate.",
            ),
            Mistake(
                "h without tanh",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, show=lambda new, old, o: o * new
                ),
                "Your h shows the cell as it is. It is squashed first: o * tanh(c).",
            ),
            Mistake(
                "h from the old cell",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, show=lambda new, old, o: o * np.tanh(old)
                ),
                "Your h shows the cell of the position before. Make the new c first, then show it.",
            ),
            Mistake(
                "always shows",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, show=lambda new, old, o: np.tanh(new)
                ),
                "Your h shows all of the cell: the output gate o has no effect.",
            ),
            Mistake(
                "no bias",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, z=x @ params["W_xh"] + h @ params["W_hh"]
                ),
                "The bias b_h is missing in what the gates get.",
            ),
            Mistake(
                "no memory",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, z=x @ params["W_xh"] + params["b_h"]
                ),
                "The gates look at the input only. The hidden layer of the position before comes "
                "in as well, through W_hh.",
            ),
            Mistake(
                "order of results",
                lambda params, x, h, c: tuple(lstm.cell(params, x, h, c)[k] for k in (1, 0, 2)),
                "All is right, but the hidden layer comes first: return h, c, (i, f, o, g).",
            ),
            Mistake(
                "no gates returned",
                lambda params, x, h, c: lstm.cell(params, x, h, c)[:2],
                "h and c are right. The gates are needed on the way back: hand them back as the "
                "third.",
                also=(
                    lambda params, x, h, c: (
                        *lstm.cell(params, x, h, c)[:2],
                        *lstm.cell(params, x, h, c)[2],
                    ),
                ),
            ),
        ),
        alternatives=(answers.cell_by_columns, answers.cell_block_by_block),
    ),
    Exercise(
        room="addition",
        name="rebuild",
        reference=net.rebuild,
        draw=drawn.shown_sums,
        draws=1,
        seconds=90.0,
        properties=(properties.adds_enough,),
        view=properties.adding_symptom,
        hints=(
            "Three matrices, drawn from -1 to 1. Walk some sums forwards and keep the hidden "
            "layers, walk back, update, and again, some hundred times.",
            "Take 128 rows of X and y at a time. With delta_y = (p - y) / 128 it learns faster "
            "than with the slope of the output sigmoid.",
            "Forwards h = sigmoid(X[:, t] @ W_xh + h @ W_hh); backwards delta = (delta_y[:, t] @ "
            "W_hy.T + delta @ W_hh.T) * h * (1 - h). Add up three gradients, update, and in the "
            "end return a function of X that walks as far as its X is long.",
        ),
        mistakes=(
            Mistake(
                "answers for X",
                mistakes.rebuilt_for_x_only,
                "You return predictions for X. Return a function instead, which gives predictions "
                "for any X that it is handed: other sums will be asked of it.",
            ),
            Mistake(
                "no function",
                mistakes.rebuilt_to_weights,
                "A function of X is asked for, which gives predictions. Yours cannot be called.",
            ),
            Mistake(
                "a pair",
                mistakes.rebuilt_as_pair,
                "Your function gives two things. Give the predictions alone: forward(…)[0].",
            ),
            Mistake(
                "last axis lost",
                mistakes.rebuilt_without_last_axis,
                "Your function should give the shape (n_sequences, n_positions, 1). The last axis, "
                "one output, is missing.",
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some predictions are NaN. Is alpha far too large?",
            ),
            Mistake(
                "upside down",
                mistakes.rebuilt_upside_down,
                "Each bit is the wrong way round. Does something learn 1 - y, or return 1 - p?",
            ),
            Mistake(
                "other end first",
                mistakes.rebuilt_other_end_first,
                "All bits are right, but the highest comes first. Position 0 is the lowest.",
            ),
            Mistake(
                "from the other end",
                mistakes.rebuilt_from_the_other_end,
                "Yours walks from the highest bit to the lowest. Then a carry comes too late: "
                "start at position 0.",
            ),
            Mistake(
                "no memory",
                mistakes.rebuilt_without_memory,
                "Each bit of yours depends on the two bits above it and on nothing else: it never "
                "carries. Is the hidden layer handed on from position to position, and W_hh used "
                "and updated?",
            ),
            Mistake(
                "guesses",
                mistakes.rebuilt_untrained,
                "Yours is hardly better than guessing. Do all three matrices move, and downhill?",
            ),
            Mistake(
                "so many positions",
                mistakes.rebuilt_for_so_many_positions,
                "The sums it was shown are right, but your function cannot walk longer ones. Walk "
                "as many positions as its own X has: X.shape[1].",
                also=(mistakes.rebuilt_by_table,),
            ),
            Mistake(
                "fades",
                mistakes.rebuilt_wiped_every_eight,
                "The sums it was shown are right, longer ones are not. Is the memory handed on all "
                "the way? If so, train on for a while, or with a larger alpha: a carry has to be "
                "kept for longer than these sums need.",
            ),
            Mistake(
                "rounded",
                mistakes.rebuilt_rounded,
                "Exactly 0 and 1: a sigmoid never gets there. Are these rounded, or added by "
                "Python? Return what the network says.",
                also=(lambda X, y: net.answers,),
            ),
            Mistake(
                "made by rule",
                mistakes.rebuilt_by_rule,
                "All sums are right, and yours has hardly a dozen different predictions: that is "
                "a rule, and not a network. The rule is to be learned.",
            ),
        ),
        alternatives=(
            answers.rebuilt_with_adam,
            answers.rebuilt_with_biases,
            answers.rebuilt_by_hand,
        ),
    ),
)

check = checker(EXERCISES)
