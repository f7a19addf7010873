"""What a network is asked again and again while it learns: always the same sums, and few enough.

All 16,384 sums of eight bits would take longer than a picture may.
"""

import numpy as np

from course.addition.bits import answers, carries
from course.addition.surgery import Change, operate, silence
from course.kit.steps import Params

SAMPLE = 500  # sums, or all there are


def exam(bits: int, sample: int = SAMPLE) -> tuple[np.ndarray, np.ndarray]:
    """All sums of two numbers below ``2**(bits - 1)``, or always the same random ones, none twice.

    Parameters
    ----------
    bits : int, 2 or more, the positions of a sum
    sample : int, how many sums at most

    Returns
    -------
    X : ndarray of shape (n_sums, bits, 2)
    y : ndarray of shape (n_sums, bits, 1)
    """
    below = 2 ** (bits - 1)
    rng = np.random.default_rng(0)
    which = np.sort(rng.choice(below**2, size=min(sample, below**2), replace=False))
    pairs = np.stack(np.divmod(which, below))
    X = (pairs.T[:, None] >> np.arange(bits)[:, None] & 1).astype(float)
    return X, answers(X)


def shares(p: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Per cent of the sums that are right in every bit, and per cent of all bits that are right.

    Parameters
    ----------
    p : ndarray of shape (n_sums, n_positions, 1), predictions; above 0.5 is a one
    y : ndarray of the same shape, the bits of the true sums
    """
    same = (p > 0.5) == (y > 0.5)
    return 100 * float(same.all(axis=(1, 2)).mean()), 100 * float(same.mean())


def carry_levels(H: np.ndarray, carry: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each hidden unit says on average where a carry has to be kept, and where none is.

    Parameters
    ----------
    H : ndarray of shape (n_sums, n_positions, n_hidden), the hidden layer after each position
    carry : ndarray of shape (n_sums, n_positions), zeros and ones: what leaves each position

    Returns
    -------
    with_carry, without : ndarrays of shape (n_hidden,)
    """
    return H[carry > 0.5].mean(axis=0), H[carry < 0.5].mean(axis=0)


def silenced(params: Params, X: np.ndarray, unit: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Run a network while nobody is told what one unit remembers; with None all are heard."""
    change: Change = (lambda h: h) if unit is None else silence(unit)
    return operate(params, X, change)


def carry_after(X: np.ndarray) -> list[int]:
    """The positions of one sum, X of shape (1, n_positions, 2), that hand on a carry."""
    return np.flatnonzero(carries(X)[0]).tolist()
