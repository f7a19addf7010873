"""How many sequences of each length a network answers: many lengths in one walk.

A short sequence goes on, after its answers, to be asked for more until the longest has ended; what
is said then does not count. So one walk is enough for all lengths.
"""

from dataclasses import dataclass

import numpy as np

from course.kit.steps import Params
from course.stack import tasks
from course.stack.memories import STACK, Memory
from course.stack.walk import forward


@dataclass(frozen=True)
class Lengths:
    """Sequences of several lengths.

    Attributes
    ----------
    lengths : tuple of int
    X : ndarray of shape (n_lengths * each, 2 * longest, n_inputs)
    y : list of ndarrays of shape (each, length, n_symbols), one for each length
    """

    lengths: tuple[int, ...]
    X: np.ndarray
    y: list[np.ndarray]


def draw(
    lengths: tuple[int, ...], each: int, n_symbols: int, task: tasks.Task = tasks.reverse
) -> Lengths:
    """Always the same sequences, ``each`` of them of every length."""
    rng, steps = np.random.default_rng(0), 2 * max(lengths)
    rows, answers = [], []
    for length in lengths:
        X, y = tasks.draw(rng, each, length, n_symbols, task)
        on = np.repeat(X[:, -1:], steps - 2 * length, axis=1)  # it is still time to answer
        rows.append(np.concatenate([X, on], axis=1))
        answers.append(y)
    return Lengths(lengths, np.concatenate(rows), answers)


def ask(params: Params, asked: Lengths, *, memory: Memory = STACK) -> tuple[np.ndarray, np.ndarray]:
    """Let one network answer all of them, without noise.

    Returns
    -------
    exact : ndarray of shape (n_lengths,), the share of sequences right in every symbol
    right : ndarray of shape (n_lengths,), the share of symbols that are right
    """
    z, _ = forward(params, asked.X, memory=memory)
    said = z.argmax(axis=-1).reshape(len(asked.lengths), -1, z.shape[-2])
    right = [
        answers[:, length : 2 * length] == y.argmax(axis=-1)
        for length, answers, y in zip(asked.lengths, said, asked.y, strict=True)
    ]
    return (
        np.array([each.all(axis=1).mean() for each in right]),
        np.array([each.mean() for each in right]),
    )
