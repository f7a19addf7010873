"""Numbers as bits, sums as sequences: what the recurrent networks of this room read and answer.

A sum is walked from its lowest bit to its highest, as on paper from right to left. Position 0 is
the lowest bit everywhere in this room. Numbers are Python's own integers, so they may be as long
as you like.
"""

from collections.abc import Sequence
from operator import index

import numpy as np

from course.kit.steps import Rng


def bits_of(number, bits):
    """The binary digits of a number, the lowest first.

    Digit t counts for ``2**t``: shift the number t places to the right, and look at the last bit.

    Parameters
    ----------
    number : int from 0 to ``2**bits - 1``
    bits : int, how many digits to give, 1 or more

    Returns
    -------
    ndarray of shape (bits,), float zeros and ones

    Raises
    ------
    TypeError
        If the number is not an integer.
    ValueError
        If it is negative, or needs more bits.
    """
    check_number(number, bits)
    return np.array([(int(number) >> t) & 1 for t in range(bits)], dtype=float)


def number_of(digits: np.ndarray) -> int:
    """The number whose binary digits these are, the lowest first; 0.5 and below count as 0.

    Parameters
    ----------
    digits : ndarray with n_positions elements, bits or a network's predictions from 0 to 1
    """
    return sum(1 << t for t, digit in enumerate(np.ravel(digits)) if digit > 0.5)


def check_number(number: int, bits: int) -> None:
    """Refuse what has no place in so many bits.

    Raises
    ------
    TypeError
        If the number is not an integer.
    ValueError
        If it is negative or needs more bits, or if there are no bits to put it in.
    """
    if bits < 1:
        raise ValueError(f"bits is {bits}: a number needs at least one bit; choose 1 or more")
    try:
        value = index(number)
    except TypeError:
        raise TypeError(
            f"{number!r} is not an integer, and only integers from 0 on have bits here: "
            "round it first, or choose another"
        ) from None
    if value < 0:
        raise ValueError(
            f"{_short(value)} is negative, and there is no bit for the sign: choose 0 or more"
        )
    if value.bit_length() > bits:
        raise ValueError(
            f"{_short(value)} does not fit: it needs {value.bit_length()} bits and there are "
            f"{bits}, enough for 0 to {_largest(bits)}; choose a smaller number or more bits"
        )


def _short(value: int) -> str:
    return str(value) if abs(value) < 10**12 else "the number"


def _largest(bits: int) -> str:
    return str(2**bits - 1) if bits <= 32 else f"2**{bits} - 1"


def table(numbers: Sequence[int], bits: int) -> np.ndarray:
    """The bits of many numbers at once, quickly: shape (n_numbers, bits), as ``bits_of`` each."""
    for number in numbers:
        check_number(number, bits)
    size = -(-bits // 8)
    raw = b"".join(int(number).to_bytes(size, "little") for number in numbers)
    octets = np.frombuffer(raw, dtype=np.uint8).reshape(len(numbers), size)
    return np.unpackbits(octets, axis=1, bitorder="little", count=bits).astype(float)


def sums(a: Sequence[int], b: Sequence[int], bits: int) -> tuple[np.ndarray, np.ndarray]:
    """What a network reads of these sums, and what it should answer.

    Parameters
    ----------
    a, b : sequences of n_sequences integers, such that every sum fits into the bits
    bits : int, how many positions to walk

    Returns
    -------
    X : ndarray of shape (n_sequences, bits, 2), the bit of a and the bit of b at each position
    y : ndarray of shape (n_sequences, bits, 1), the bit of the sum at each position

    Raises
    ------
    TypeError
        If something is not an integer.
    ValueError
        If a and b are not equally many, a number is negative, or a number or a sum does not fit.
    """
    if len(a) != len(b):
        raise ValueError(
            f"{len(a)} numbers to add to {len(b)}: a sum takes one of each; give as many of both"
        )
    X = np.stack([table(a, bits), table(b, bits)], axis=-1)
    total = [int(m) + int(n) for m, n in zip(a, b, strict=True)]
    for m, n, s in zip(a, b, total, strict=True):
        if s.bit_length() > bits:
            what = f"{m} + {n} = {s}" if s < 10**12 else "the sum"
            raise ValueError(
                f"{what} does not fit: it needs {s.bit_length()} bits and there are {bits}; "
                f"keep the sum below 2**{bits}, or choose more bits"
            )
    return X, table(total, bits)[..., None]


def carries(X: np.ndarray) -> np.ndarray:
    """The carry that every position hands on to the next, by the rule you learned at school.

    It goes on where at least two of three are one: the bit of a, the bit of b, the carry so far.

    Parameters
    ----------
    X : ndarray of shape (n_sequences, n_positions, 2), as ``sums`` gives it

    Returns
    -------
    ndarray of shape (n_sequences, n_positions), zeros and ones; column t is what leaves position t
    """
    carry = np.zeros(X.shape[:2])
    so_far = np.zeros(len(X))
    for t in range(X.shape[1]):
        so_far = (X[:, t].sum(axis=1) + so_far >= 2).astype(float)
        carry[:, t] = so_far
    return carry


def answers(X: np.ndarray) -> np.ndarray:
    """The bits of the sums, by the same rule: shape (n_sequences, n_positions, 1).

    A bit of the sum is one where one or all three of them are one.
    """
    before = np.zeros(X.shape[:2])
    before[:, 1:] = carries(X)[:, :-1]
    return ((X.sum(axis=2) + before) % 2)[..., None]


def every_sum(bits: int = 8) -> tuple[np.ndarray, np.ndarray]:
    """All sums of two numbers below ``2**(bits - 1)``: their ``X`` and ``y``, as ``sums`` gives it.

    With 8 bits these are the 128 * 128 sums from which the source post draws. The sum a + b is in
    row ``a * 2**(bits - 1) + b``.
    """
    below = 2 ** (bits - 1)
    a, b = np.divmod(np.arange(below**2), below)
    return sums(a.tolist(), b.tolist(), bits)


def random_sums(n: int, bits: int, rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """Sums of two random numbers of so many bits, walked over ``bits + 1`` positions.

    Parameters
    ----------
    n : int, how many
    bits : int, 1 or more; numbers are drawn evenly from 0 to ``2**bits - 1``
    rng : Generator or RandomState

    Returns
    -------
    X : ndarray of shape (n, bits + 1, 2)
    y : ndarray of shape (n, bits + 1, 1)
    """
    X = np.zeros((n, bits + 1, 2))
    X[:, :bits] = rng.random((n, bits, 2)) < 0.5
    return X, answers(X)


def hard_sums(n: int, bits: int, rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """Sums in which the first position decides all: shapes as of ``random_sums``.

    Random numbers seldom keep a carry for more than ten positions. Here one bit of each pair is 1
    and the other is 0, everywhere between the first position and the last. In the first both are 1
    in every other row, and the carry has to be kept to the end; in the rows between both are 0, and
    none may appear. In the last, which has room for the carry, both are 0. In the first four rows
    all ones behind the first position are in the same number.
    """
    X = np.zeros((n, bits + 1, 2))
    ones = rng.random((n, bits)) < 0.5
    ones[:2], ones[2:4] = True, False
    X[:, :bits, 0], X[:, :bits, 1] = ones, ~ones
    X[::2, 0], X[1::2, 0] = 1, 0
    return X, answers(X)


def right(p: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Which sums are right, in every bit: booleans of shape (n_sequences,).

    Parameters
    ----------
    p : ndarray of shape (n_sequences, n_positions, 1), predictions; above 0.5 is a one
    y : ndarray of the same shape, the bits of the true sums
    """
    return ((p > 0.5) == (y > 0.5)).all(axis=(1, 2))
