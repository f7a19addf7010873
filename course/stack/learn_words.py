"""What a controller does with one sequence, in words: pushes and pops in both halves, answers."""

from dataclasses import dataclass

import numpy as np

LETTERS = "abcdefgh"  # what the symbols are called


@dataclass(frozen=True, slots=True)
class Seen:
    """A walk through one sequence of n symbols, of T = 2n steps.

    Attributes
    ----------
    symbols, said, wanted : ndarrays of int of shape (n,): the sequence, the answers, the right ones
    d, u : ndarrays of shape (T, ends), pushes and pops
    s : ndarray of shape (ends * T, T), strengths after each step, one column for each step
    """

    symbols: np.ndarray
    said: np.ndarray
    wanted: np.ndarray
    d: np.ndarray
    u: np.ndarray
    s: np.ndarray


def tells_answer(symbols, said, wanted):
    """The sequence, what is said of it, and what should be."""
    shown, answers, right = (" ".join(LETTERS[i] for i in each) for each in (symbols, said, wanted))
    count = np.sum(said == wanted)
    missed = f", should say {right}" if count < len(said) else ""
    return f"sees {shown}, says {answers}: {count} of {len(said)} right{missed}"


def tells_gates(d, u):
    """Pushes and pops in both halves, each as a range; at two ends in two lines.

    Parameters
    ----------
    d, u : ndarrays of shape (T, ends)
    """
    ends, half, lines = d.shape[1], len(d) // 2, []
    for end in range(ends):
        told = [
            f"{when}, push {span(d[rows, end])} and pop {span(u[rows, end])}"
            for when, rows in (
                ("while it takes in", slice(half)),
                ("while it answers", slice(half, None)),
            )
        ]
        lines.append(("at the bottom: ", "at the top: ")[end] * (ends == 2) + "; ".join(told))
    gates = np.concatenate([d, u], axis=1)
    blur = np.minimum(gates, 1 - gates)
    t, which = np.unravel_index(blur.argmax(), blur.shape)
    name = "push" if which < ends else "pop"
    lines[-1] += f"; least decided: {name} {gates[t, which]:.2g} in step {t + 1}"
    return lines


def span(values):
    """From the least to the most."""
    low, high = f"{values.min():.2g}", f"{values.max():.2g}"
    return low if low == high else f"{low} to {high}"
