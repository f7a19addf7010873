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
                "always eight digits",
                lambda number, bits: np.array([number >> t & 1 for t in range(8)], dtype=float),
                "Yours gives eight digits, whatever is asked for. How many it should be is in "
                "bits.",
                also=(
                    lambda number, bits: np.unpackbits(np.array([number], dtype=np.uint8)),
                    lambda number, bits: np.unpackbits(
                        np.array([number], dtype=np.uint8), bitorder="little"
                    ),
                    lambda number, bits: np.array([int(d) for d in f"{number:08b}"[::-1]]),
                    lambda number, bits: np.array([int(d) for d in f"{number:08b}"]),
                ),
            ),
            Mistake(
                "one short",
                lambda number, bits: net.bits_of(number, bits)[:-1],
                "One digit is missing. range(n) already leaves out n, so range(bits) gives as many "
                "as are asked for, from 0 on.",
                also=(
                    lambda number, bits: net.bits_of(number, bits)[1:],
                    lambda number, bits: net.bits_of(number, bits)[:-1][::-1],
                ),
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
                also=(
                    mistakes.bits_not_padded_highest_first,
                    lambda number, bits: np.array([int(d) for d in f"{number:b}"]),
                    lambda number, bits: np.array([int(d) for d in f"{number:b}"[::-1]]),
                ),
            ),
            Mistake(
                "filled up at the wrong end",
                mistakes.bits_filled_at_the_wrong_end,
                "You begin with the highest digit and fill up with zeros behind the lowest, which "
                "makes another number. Begin with the lowest: then zeros behind the highest change "
                "nothing.",
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
                "by t places for digit t. (number >> t alone does not change number.)",
                also=(mistakes.bits_never_moved,),
            ),
            Mistake(
                "lowest digit only",
                mistakes.bits_returned_too_early,
                "Only the lowest digit has been filled in. Does the return line stand inside the "
                "loop? It should stand below it. Or do you move the number the wrong way? >> moves "
                "it to the right.",
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
                also=(lambda params, x, h: sigmoid(x @ params["W_xh"] + (params["W_hh"] @ h.T).T),),
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
                ),
            ),
            Mistake(
                "memory without weights",
                lambda params, x, h: sigmoid(x @ params["W_xh"] + h),
                "The memory is added as it is. It has weights of its own, W_hh, and they decide "
                "what of it counts.",
                also=(
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + h @ params["W_hh"] + h),
                    lambda params, x, h: sigmoid(x @ params["W_xh"]) + h,
                ),
            ),
            Mistake(
                "input through both",
                lambda params, x, h: sigmoid((x @ params["W_xh"] + h) @ params["W_hh"]),
                "In yours the input passes W_hh as well. Each of the two goes through its own "
                "matrix only; then they meet.",
                also=(
                    lambda params, x, h: sigmoid(sigmoid(x @ params["W_xh"]) @ params["W_hh"]),
                    lambda params, x, h: sigmoid(x @ params["W_xh"] @ params["W_hh"]),
                ),
            ),
            Mistake(
                "subtracted",
                lambda params, x, h: sigmoid(x @ params["W_xh"] - h @ params["W_hh"]),
                "There is a minus where the two should be added as they are.",
                also=(lambda params, x, h: sigmoid(-(x @ params["W_xh"] + h @ params["W_hh"])),),
            ),
            Mistake(
                "averaged",
                lambda params, x, h: sigmoid((x @ params["W_xh"] + h @ params["W_hh"]) / 2),
                "You take the mean of the two. They are added, and nothing is divided.",
                also=(
                    lambda params, x, h: (
                        (sigmoid(x @ params["W_xh"]) + sigmoid(h @ params["W_hh"])) / 2
                    ),
                ),
            ),
            Mistake(
                "from the left",
                lambda params, x, h: sigmoid(params["W_xh"] @ x + params["W_hh"] @ h),
                "Each row of x is one sequence, so x and h stand on the left: x @ W, not W @ x.",
                also=(
                    lambda params, x, h: sigmoid(x @ params["W_xh"] + params["W_hh"] @ h),
                    lambda params, x, h: sigmoid(params["W_xh"].T @ x + params["W_hh"].T @ h),
                ),
            ),
            Mistake(
                "the output",
                lambda params, x, h: sigmoid(hidden_step(params, x, h) @ params["W_hy"]),
                "You go on to the output. The hidden layer is asked for; W_hy comes later.",
                also=(lambda params, x, h: hidden_step(params, x, h) @ params["W_hy"],),
            ),
            Mistake(
                "another squash",
                lambda params, x, h: np.tanh(x @ params["W_xh"] + h @ params["W_hh"]),
                "Many networks have a tanh here, or cut off what is below 0. Ours has a sigmoid, "
                "so that it stays between 0 and 1.",
                also=(lambda params, x, h: np.maximum(0, x @ params["W_xh"] + h @ params["W_hh"]),),
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
                also=(
                    mistakes.step_in_place_and_nothing_returned,
                    mistakes.step_in_place_by_adding,
                    mistakes.step_in_place_by_product,
                ),
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
        view=properties.lists_too,
        returns=("the result", "the result"),
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
                "H[:, t] is the hidden layer after X[:, t] has been seen; the zeros before the "
                "first are not kept.",
                also=(mistakes.unrolled_with_the_memory_before,),
            ),
            Mistake(
                "sequences taken for positions",
                mistakes.unrolled_over_sequences,
                "Yours walks from sequence to sequence. They have nothing to do with each other: "
                "the positions are the second axis of X, X[:, t].",
            ),
            Mistake(
                "counts the sequences",
                mistakes.unrolled_as_many_as_sequences,
                "len(X) is the number of sequences, and a loop over X goes through them. Positions "
                "are the second axis: range(X.shape[1]) counts them, X[:, t] takes one.",
                also=(
                    mistakes.unrolled_into_zeros_as_many_as_sequences,
                    mistakes.unrolled_over_rows_of_x,
                ),
            ),
            Mistake(
                "one position left out",
                mistakes.unrolled_first_left_out,
                "Yours leaves out the first position, or the last. range(X.shape[1]) goes from 0 "
                "to the last, and each of them gets its step.",
                also=(mistakes.unrolled_last_left_out, mistakes.unrolled_last_cut_off),
            ),
            Mistake(
                "axes swapped",
                mistakes.unrolled_positions_first,
                "The numbers are right, but the positions come first. A list of positions, made "
                "into an array, is of shape (n_positions, n_sequences, n_hidden): np.stack(…, "
                "axis=1) puts them where they belong.",
                also=(
                    mistakes.unrolled_positions_first_reshaped,
                    mistakes.unrolled_glued,
                    lambda params, X: mistakes.unrolled_glued(params, X, axis=0),
                ),
            ),
            Mistake(
                "a list",
                lambda params, X: list(net.unroll(params, X).swapaxes(0, 1)),
                "That is a list, with an array for each position. Make one array of it: "
                "np.stack(…, axis=1).",
            ),
            Mistake(
                "added up",
                mistakes.unrolled_added_up,
                "You add each hidden layer to the one before. A step makes the new one from the "
                "old; nothing else is added.",
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
                "That is the hidden layer at the last position. All of them are asked for: keep "
                "each, inside the loop.",
                also=(lambda params, X: net.unroll(params, X)[:, -1:],),
            ),
            Mistake(
                "first position only",
                mistakes.unrolled_returned_too_early,
                "It returns after the first position. The return line stands below the loop.",
            ),
            Mistake(
                "the outputs",
                lambda params, X: net.forward(params, X)[0],
                "Those are the outputs, or the outputs too. The hidden layers alone are asked for.",
                also=(
                    lambda params, X: net.forward(params, X),
                    lambda params, X: net.unroll(params, X) @ params["W_hy"],
                ),
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
                "The gradients are right. Return them in a dict, under the names of their "
                "matrices.",
                also=(
                    lambda params, X, H, delta_y: tuple(
                        net.accumulate(params, X, H, delta_y).values()
                    ),
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
                also=(
                    lambda gradients, most: {n: np.minimum(g, most) for n, g in gradients.items()},
                    lambda gradients, most: {n: np.maximum(g, -most) for n, g in gradients.items()},
                    lambda gradients, most: np.clip(gradients, -most, most),
                ),
            ),
            Mistake(
                "nothing when short",
                mistakes.clipped_and_nothing_when_short,
                "Yours hands something back only when there is something to shorten. Gradients "
                "that are short already come back as they are.",
            ),
            Mistake(
                "matrix by matrix",
                mistakes.clipped_each,
                "You clip each matrix by itself. The length of all together is meant, and one "
                "factor for all.",
                also=(
                    lambda gradients, most: {
                        name: g * most / np.linalg.norm(g) for name, g in gradients.items()
                    },
                    lambda gradients, most: {
                        name: g * min(1.0, most / np.abs(g).max()) for name, g in gradients.items()
                    },
                ),
            ),
            Mistake(
                "short ones made longer",
                lambda gradients, most: mistakes.scaled(gradients, most / net.length(gradients)),
                "Yours makes short gradients longer, and finds no length for those that are 0. "
                "What is not longer than most stays as it is.",
            ),
            Mistake(
                "squared length",
                lambda gradients, most: mistakes.clipped_by(
                    gradients, most, net.length(gradients) ** 2
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
                also=tuple(
                    mistakes.clipped_by_length(length)
                    for length in (
                        lambda arrays: max(np.sqrt(np.sum(g**2)) for g in arrays),
                        lambda arrays: max(np.abs(g).max() for g in arrays),
                        lambda arrays: sum(np.abs(g).sum() for g in arrays),
                        lambda arrays: np.sqrt(sum(np.sum(g) ** 2 for g in arrays)),
                        lambda arrays: np.sqrt(np.mean([np.mean(g**2) for g in arrays])),
                        lambda arrays: np.sqrt(sum(np.mean(g**2) for g in arrays)),
                        lambda arrays: np.mean([np.linalg.norm(g) for g in arrays]),
                        lambda arrays: np.linalg.norm(arrays[0]),
                        lambda arrays: np.linalg.norm(arrays[1]),
                        lambda arrays: np.linalg.norm(arrays[2]),
                    )
                ),
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
                also=(
                    lambda gradients, most: mistakes.scaled(gradients, 1 / net.length(gradients)),
                ),
            ),
            Mistake(
                "the wrong way round",
                mistakes.clipped_if_short,
                "It is the other way round: long gradients should become shorter, and short ones "
                "stay. Look at < and >, at min and max, and at what is divided by what.",
                also=(
                    mistakes.clipped_to_longer,
                    lambda gradients, most: mistakes.scaled(
                        gradients, max(1.0, most / net.length(gradients))
                    ),
                ),
            ),
            Mistake(
                "thrown away",
                mistakes.clipped_to_nothing,
                "Yours makes long gradients 0, and nothing is learned from them. Shorten them "
                "only.",
            ),
            Mistake(
                "no dict",
                mistakes.clipped_as_list,
                "Return a dict with the keys you were given, and an array for each.",
                also=(
                    lambda gradients, most: min(1.0, most / net.length(gradients)),
                    lambda gradients, most: net.length(gradients),
                ),
            ),
            Mistake(
                "nothing divided by nothing",
                mistakes.clipped_to_nan,
                "Right, but for gradients that are all 0: their length is 0, and 0 / 0 is no "
                "number. Divide only if they are too long.",
                also=(mistakes.clipped_by_root_of_floats,),
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
                gradients, most / max(most, net.length(gradients))
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
                "The candidate g gets a tanh and no sigmoid: the cell must be able to shrink too.",
                also=(mistakes.cell_squashed_twice,),
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
                "keeps what it should forget",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: (1 - f) * c + i * g
                ),
                "In yours, f = 1 forgets everything. It is named for forgetting, but it is the "
                "share that is kept: f times the old c.",
            ),
            Mistake(
                "one gate for both",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: f * c + (1 - f) * g
                ),
                "Some cells write as much as they forget. In ours writing has a gate of its own: "
                "i.",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, new=lambda c, i, f, o, g: (1 - i) * c + i * g
                    ),
                ),
            ),
            Mistake(
                "f and i swapped",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: i * c + f * g
                ),
                "f and i are swapped: f is the share of the old cell that is kept, i the share of "
                "the candidate that is written.",
            ),
            Mistake(
                "multiplied together",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: f * c * i * g
                ),
                "What is kept and what is written are added. In yours they are multiplied, or f "
                "acts on both.",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, new=lambda c, i, f, o, g: f * (c + i * g)
                    ),
                ),
            ),
            Mistake(
                "h taken for the cell",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, new=lambda c, i, f, o, g: f * h + i * g
                ),
                "Your new cell is made from the hidden layer h. It is the old cell c that is kept.",
            ),
            Mistake(
                "squashed cell",
                lambda params, x, h, c: (
                    *(mistakes.celled(params, x, h, c)[0], np.tanh(lstm.cell(params, x, h, c)[1])),
                    lstm.cell(params, x, h, c)[2],
                ),
                "You hand on tanh(c), or h, instead of c. The tanh is for showing only: the cell "
                "itself goes on as it is, or it would shrink from position to position.",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params,
                        x,
                        h,
                        c,
                        new=lambda c, i, f, o, g: np.tanh(f * c + i * g),
                    ),
                    lambda params, x, h, c: mistakes.celled(
                        params,
                        x,
                        h,
                        c,
                        new=lambda c, i, f, o, g: np.tanh(f * c + i * g),
                        show=lambda new, old, o: o * new,
                    ),
                    lambda params, x, h, c: (
                        lstm.cell(params, x, h, c)[0],
                        *lstm.cell(params, x, h, c)[::2],
                    ),
                ),
            ),
            Mistake(
                "old cell returned",
                lambda params, x, h, c: (
                    lstm.cell(params, x, h, c)[0],
                    c,
                    lstm.cell(params, x, h, c)[2],
                ),
                "h is right, but the c you return is that of the position before.",
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
                "Your h shows the cell as it is, or squashed in another way. It is o * tanh(c).",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, show=lambda new, old, o: o * sigmoid(new)
                    ),
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, show=lambda new, old, o: np.tanh(o * new)
                    ),
                ),
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
                "not squashed",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, gate=lambda z: z, candidate=lambda z: z
                ),
                "Something is not squashed before it is used or handed back: i, f and o get a "
                "sigmoid, g a tanh.",
                also=(
                    mistakes.cell_gates_raw,
                    lambda params, x, h, c: mistakes.celled(params, x, h, c, gate=lambda z: z),
                    lambda params, x, h, c: mistakes.celled(params, x, h, c, candidate=lambda z: z),
                ),
            ),
            Mistake(
                "cut the wrong way",
                mistakes.cell_split_by_rows,
                "The four blocks lie beside each other: the first n_hidden columns are those of i, "
                "and so on. np.split(…, 4, axis=1) cuts columns; without axis=1 it cuts rows.",
                also=(mistakes.cell_not_split, mistakes.cell_by_every_fourth),
            ),
            Mistake(
                "in place",
                mistakes.cell_in_place,
                "c *= and c += write into the old cell, which is still needed on the way back. "
                "c = f * c + i * g makes a new one.",
            ),
            Mistake(
                "no bias",
                lambda params, x, h, c: mistakes.celled(
                    params, x, h, c, z=x @ params["W_xh"] + h @ params["W_hh"]
                ),
                "The bias b_h is missing in what the gates get.",
                also=(
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, z=x @ params["W_xh"] + h @ params["W_hh"] - params["b_h"]
                    ),
                ),
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
                "All is right, but the order is not: return h, c, (i, f, o, g).",
                also=mistakes.gates_in_another_order,
            ),
            Mistake(
                "no gates returned",
                lambda params, x, h, c: lstm.cell(params, x, h, c)[:2],
                "What you return is right, but not all that is asked for. The way back needs c and "
                "the gates too: return h, c, (i, f, o, g).",
                also=(
                    lambda params, x, h, c: (
                        *lstm.cell(params, x, h, c)[:2],
                        *lstm.cell(params, x, h, c)[2],
                    ),
                    lambda params, x, h, c: lstm.cell(params, x, h, c)[0],
                    lambda params, x, h, c: mistakes.celled(
                        params, x, h, c, gates=lambda i, f, o, g: (i, f, o)
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
                "A function of X is asked for, which gives predictions. What you return cannot be "
                "called: are these weights? Put the walk into a function inside rebuild, and "
                "return that.",
                also=(lambda X, y: "done",),
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
                "one answer for all positions",
                mistakes.rebuilt_for_the_last_position,
                "Your function gives one prediction for each sum. It should give one at every "
                "position: each bit of the sum.",
            ),
            Mistake(
                "no predictions",
                mistakes.rebuilt_to_hidden_layers,
                "What your function gives is not of the shape (n_sequences, n_positions, 1). Does "
                "it return the predictions, or hidden layers, or nothing at all?",
                also=(lambda X, y: lambda X: None,),
            ),
            Mistake(
                "not numbers",
                mistakes.rebuilt_to_nan,
                "Some predictions are NaN. Is alpha far too large?",
            ),
            Mistake(
                "not from 0 to 1",
                lambda X, y: lambda X: X.sum(axis=2, keepdims=True),
                "Some predictions are below 0 or above 1. Is the sigmoid of the output missing?",
            ),
            Mistake(
                "always the same",
                lambda X, y: lambda X: np.full((*X.shape[:2], 1), 0.5),
                "Yours predicts the same everywhere. Do the weights differ from each other at the "
                "start? Are they updated, and downhill? Is alpha far too large?",
                also=(lambda X, y: lambda X: np.zeros((*X.shape[:2], 1)),),
            ),
            Mistake(
                "another answer each time",
                mistakes.rebuilt_differently_each_time,
                "Asked twice about the same sums, your function gives two answers. Does a memory "
                "stay from one call to the next? Each call begins with a memory of 0.",
            ),
            Mistake(
                "sums that meet",
                mistakes.rebuilt_beside_the_others,
                "A sum alone gets another answer than among others. Each has a memory of its own, "
                "and each begins at 0.",
            ),
            Mistake(
                "so many sequences",
                mistakes.rebuilt_for_so_many_sequences,
                "Your function can answer for as many sums as X had, and for no other number. The "
                "first memory needs one row for each sum it is asked for now: len(X) of its own X.",
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
                "one position late",
                mistakes.rebuilt_one_position_late,
                "Your predictions come one position late: is the output made from the hidden layer "
                "before the step?",
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
            Mistake(
                "hardly trained",
                mistakes.rebuilt_too_short,
                "Yours has learned something, but too few of the sums it was shown are right in "
                "every bit. More updates? At least 8 hidden units? Does the delta go on from each "
                "position to the one before, and does W_hh get the hidden layer of the position "
                "before?",
            ),
        ),
        alternatives=(
            answers.rebuilt_with_adam,
            answers.rebuilt_one_by_one,
            answers.rebuilt_by_hand,
        ),
    ),
)

check = checker(EXERCISES)
