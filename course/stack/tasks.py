"""Sequences to be said again: backwards, or in the order in which they came.

A sequence of n symbols takes 2n steps. In the first half each step shows one symbol. In the second
half the input only says that it is time to answer, and each step is asked for one symbol.
"""

from collections.abc import Callable

import numpy as np

from course.kit.steps import Rng

Task = Callable[[np.ndarray], np.ndarray]


def reverse(symbols: np.ndarray) -> np.ndarray:
    """The last symbol first: what a stack is made for."""
    return symbols[..., ::-1]


def copy(symbols: np.ndarray) -> np.ndarray:
    """The first symbol first: what a queue is made for."""
    return symbols


TASKS: dict[str, Task] = {"reverse": reverse, "copy": copy}


def encode(
    symbols: np.ndarray, n_symbols: int, task: Task = reverse
) -> tuple[np.ndarray, np.ndarray]:
    """What a network sees of sequences, and what it should say.

    Parameters
    ----------
    symbols : ndarray of int of shape (..., length), from 0 to n_symbols - 1
    n_symbols : int, 2 or more, how many there are to choose from

    Returns
    -------
    X : ndarray of shape (..., 2 * length, n_symbols + 1)
        A one where the symbol is; in the second half a one in the last place: answer now.
    y : ndarray of shape (..., length, n_symbols), a one where the right answer is

    Raises
    ------
    ValueError
        If a sequence is empty, or a symbol is no whole number from 0 to n_symbols - 1.
    """
    symbols = np.asarray(symbols)
    if symbols.ndim == 0 or symbols.shape[-1] == 0:
        raise ValueError("the sequence is empty: there is nothing to answer; give a symbol or more")
    if symbols.dtype.kind not in "iu":
        raise ValueError(
            f"the symbols are of type {symbols.dtype}: whole numbers from 0 to {n_symbols - 1} are "
            "expected; write each symbol as its number"
        )
    if symbols.min() < 0 or symbols.max() >= n_symbols:
        wrong = symbols[(symbols < 0) | (symbols >= n_symbols)][0]
        raise ValueError(
            f"there is a symbol {wrong}: with n_symbols = {n_symbols} they go from 0 to "
            f"{n_symbols - 1}; choose from these, or allow more"
        )
    shown = np.eye(n_symbols + 1)
    asked = np.broadcast_to(shown[-1], (*symbols.shape, n_symbols + 1))
    return np.concatenate([shown[symbols], asked], axis=-2), np.eye(n_symbols)[task(symbols)]


def draw(
    rng: Rng, n: int, length: int, n_symbols: int = 4, task: Task = reverse
) -> tuple[np.ndarray, np.ndarray]:
    """Draw n sequences of one length, as ``encode`` gives them."""
    # Both kinds of generator have `random`; their whole numbers go by different names.
    symbols = np.floor(n_symbols * rng.random((n, length))).astype(int)
    return encode(symbols, n_symbols, task)
