"""How sure a share of so many pictures can make you, for one network and for two.

- ``wilson``: the true accuracy of *one* network, from its right answers among n pictures. The
  plain formula, share plus or minus two standard errors, is no use near 100%: it goes beyond.
- ``mcnemar``: whether *two* networks differ. Both were asked about the same pictures, so only
  those count which one of them has right and the other wrong. Two Wilson intervals that overlap
  say little: they forget that the pictures are the same.
- ``resampled``: the same for *means over several seeds*. The spread over seeds says how much the
  luck of the first weights matters, and nothing about the luck of which pictures are asked. So
  the pictures are drawn again, with the seeds kept.

Wilson 1927, McNemar 1947, Efron 1979.
"""

from math import comb

import numpy as np

from course.kit.steps import Rng

Z = 1.959964  # 95% of a normal distribution lie within so many standard deviations


def wilson(right: int, n: int, *, z: float = Z) -> tuple[float, float]:
    """The interval of true accuracies that ``right`` of ``n`` pictures do not rule out.

    Parameters
    ----------
    right : int from 0 to n, how many were named right
    n : int, 1 or more, how many were asked
    z : how many standard deviations; the default gives 95%

    Returns
    -------
    low, high : floats from 0 to 1

    Raises
    ------
    ValueError
        If there are no pictures, or not 0 to n of them are right.
    """
    if not (n >= 1 and 0 <= right <= n):
        raise ValueError(
            f"{right} of {n} pictures are right: give how many were asked, 1 or more, and how "
            "many of them were right"
        )
    share, weight = right / n, z**2 / n
    middle = (share + weight / 2) / (1 + weight)
    half = z / (1 + weight) * np.sqrt(share * (1 - share) / n + weight / (4 * n))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def mcnemar(one: np.ndarray, other: np.ndarray) -> tuple[int, int, float]:
    """Whether two networks differ, by the pictures that only one of them has right.

    If both were equally good, each such picture would be a toss of a coin.

    Parameters
    ----------
    one, other : ndarrays of shape (n_pictures,), True where that network is right

    Returns
    -------
    only_one, only_other : ints, how many pictures only that network has right
    p : float from 0 to 1, how often so many tosses come out as unequal as that, or more so

    Raises
    ------
    ValueError
        If the shapes differ.
    """
    if np.shape(one) != np.shape(other) or np.ndim(one) != 1:
        raise ValueError(
            f"the answers have shapes {np.shape(one)} and {np.shape(other)}: give one row of True "
            "and False for each network, about the same pictures"
        )
    one, other = np.asarray(one, dtype=bool), np.asarray(other, dtype=bool)
    only_one, only_other = int((one & ~other).sum()), int((other & ~one).sum())
    tosses = only_one + only_other
    tail = sum(comb(tosses, k) for k in range(min(only_one, only_other) + 1))
    return only_one, only_other, min(1.0, 2 * tail / 2**tosses)


def resampled(
    right: np.ndarray, *, rng: Rng, draws: int = 10_000, level: float = 0.95
) -> tuple[float, float]:
    """An interval for a mean accuracy, or for a difference of two, over draws of the pictures.

    Parameters
    ----------
    right : ndarray of shape (n_seeds, n_pictures), 1 where that network is right about that
        picture, else 0; or the difference of two such arrays, about the same pictures
    rng : Generator or RandomState, draws which pictures
    draws : int, how often
    level : share of the draws that lie inside

    Returns
    -------
    low, high : floats

    Raises
    ------
    ValueError
        If there are no two axes.
    """
    if np.ndim(right) != 2:
        raise ValueError(
            f"right has shape {np.shape(right)}: give (n_seeds, n_pictures); one network is a "
            "table with one row, right[None]"
        )
    share = np.asarray(right, dtype=float).mean(axis=0)  # of the networks, for each picture
    n = len(share)
    means = share[(rng.random((draws, n)) * n).astype(int)].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
