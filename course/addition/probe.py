"""Where is the carry? A linear probe finds the direction in the hidden layer that holds it.

A probe is a classifier that is trained on what a network remembers, not on what it answers. If
it can tell the carry from the hidden layer, then the hidden layer knows the carry.
"""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True)
class Carry:
    """A direction in the hidden layer, and the border on it between no carry and carry.

    Attributes
    ----------
    direction : ndarray of shape (n_hidden,), of length 1; it points to the carry
    border : float, along the direction; above it is a carry
    off, on : floats, the mean level along the direction without and with a carry
    """

    direction: np.ndarray
    border: float
    off: float
    on: float

    def read(self, H: np.ndarray) -> np.ndarray:
        """Is there a carry? Booleans of the shape of H without its last axis."""
        return H @ self.direction > self.border


def find_carry(H: np.ndarray, carry: np.ndarray) -> Carry:
    """Find the direction along which the carry is told from no carry best, by a straight border.

    Parameters
    ----------
    H : ndarray of shape (n_sequences, n_positions, n_hidden), the hidden layers of many sums
    carry : ndarray of shape (n_sequences, n_positions), as ``carries`` gives it

    Raises
    ------
    ValueError
        If there is a carry everywhere, or nowhere.
    """
    rows, told = H.reshape(-1, H.shape[-1]), carry.ravel() > 0.5
    if told.all() or not told.any():
        raise ValueError(
            "a border needs both sides, and these sums have a carry "
            f"{'everywhere' if told.all() else 'nowhere'}: choose other sums"
        )
    model = LogisticRegression(C=100.0, max_iter=10_000).fit(rows, told)
    weights = model.coef_[0]
    length = np.linalg.norm(weights)
    along = rows @ weights / length
    return Carry(
        weights / length,
        float(-model.intercept_[0] / length),
        float(along[~told].mean()),
        float(along[told].mean()),
    )
