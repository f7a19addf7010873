"""Wrong bits of a number that need more than a line."""

import numpy as np


def bits_not_padded(number, bits):
    digits = []
    while number > 0:
        digits.append(number % 2)
        number //= 2
    return np.array(digits, dtype=float)


def bits_not_padded_highest_first(number, bits):
    return bits_not_padded(number, bits)[::-1]


def bits_halved_with_a_slash(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number = number / 2
    return digits


def bits_halved_and_truncated(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number = int(number / 2)
    return digits


def bits_filled_at_the_wrong_end(number, bits):
    digits = bits_not_padded(number, bits)[::-1]
    return np.append(digits, np.zeros(bits - len(digits)))


def bits_never_moved(number, bits):
    digits = np.zeros(bits)
    for t in range(bits):
        digits[t] = number % 2
        number >> t  # thrown away: that is the mistake
    return digits


def bits_returned_too_early(number, bits):
    digits = np.zeros(bits)
    digits[0] = number % 2
    return digits
