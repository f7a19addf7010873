"""Lesson 04 asks for the bits of a number: how they are judged."""

import numpy as np

from course.addition import answers, drawn, mistakes_of_bits as mistakes, net, properties, symptoms
from course.kit.checking import Exercise, Mistake

BITS_OF = Exercise(
    room="addition",
    name="bits_of",
    reference=net.bits_of,
    draw=drawn.number,
    draws=20,
    properties=(properties.digits_make_the_number, properties.refuses_what_has_no_digits),
    view=symptoms.digits_shown,
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
                lambda number, bits: np.array([int(d) for d in f"{number:b}".zfill(bits)][:bits]),
            ),
        ),
        Mistake(
            "always eight digits",
            lambda number, bits: np.array([number >> t & 1 for t in range(8)], dtype=float),
            "Yours gives eight digits, whatever is asked for. How many it should be is in bits.",
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
            "Yours gives what each digit counts for: 1, 2, 4 and so on. A digit itself is 0 or 1.",
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
            "The digits are right, but they are in a list. Networks work on arrays: np.array(…).",
            also=(lambda number, bits: [float(number >> t & 1) for t in range(bits)],),
        ),
    ),
    alternatives=(answers.bits_by_halving, answers.bits_by_text, answers.bits_by_bytes),
)
