"""The vital signs: what can be read off a network that was trained, and off its rows.

Small functions of arrays. What has to be tried out on a network is in ``experiments.py``.
"""

from dataclasses import dataclass

import numpy as np

GATE_OPEN, GATE_CLOSED = 0.99, 0.01
ROUNDING = 8 * float(np.finfo(float).eps)  # of what a layer says, as far as float64 goes

# ---- what a layer says


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one layer that are always taken.

    Attributes
    ----------
    name, kind : as in ``trial.Layer``
    units : int, how many it has
    spread : float, how much what it says differs from row to row
    ratio : float, size of the gradient of its weights against their size
    """

    name: str
    kind: str
    units: int
    spread: float
    ratio: float


def spread(said: np.ndarray) -> float:
    """How much what a layer says differs from row to row: the standard deviation over the rows.

    Parameters
    ----------
    said : ndarray of shape (n_rows, n_units)

    Returns
    -------
    float, 0 or more: the root of the mean variance of the units. A layer that says the same
        whatever it is shown has 0, also where its last digits differ: they are rounding
    """
    if np.ptp(said, axis=0).max(initial=0) <= ROUNDING * np.abs(said).max(initial=0):
        return 0.0  # asked first, since the variance of equal numbers is not always 0
    return float(np.sqrt(said.var(axis=0).mean()))


def saturated_share(said: np.ndarray, kind: str) -> float:
    """Share of all that sigmoid or tanh units say which is within one hundredth of an end.

    There the curve is flat, and next to no gradient comes through.

    Parameters
    ----------
    said : ndarray of shape (n_rows, n_units)
    kind : one of ``trial.KINDS``; units that cannot saturate have 0

    Returns
    -------
    float from 0 to 1
    """
    if kind not in ("sigmoid", "tanh"):
        return 0.0
    p = (said + 1) / 2 if kind == "tanh" else said
    return float(((p > GATE_OPEN) | (p < GATE_CLOSED)).mean())


def mean_slope(said: np.ndarray, kind: str) -> float:
    """How much of a change gets through: the mean slope of the units' curve, the steepest being 1.

    ``4 p (1 - p)`` for a sigmoid that says p, ``1 - t**2`` for a tanh that says t, the share of
    what is above 0 for ReLUs; 1 for others.

    Parameters
    ----------
    said : ndarray of shape (n_rows, n_units)
    kind : one of ``trial.KINDS``

    Returns
    -------
    float from 0 to 1
    """
    if kind == "sigmoid":
        return float((4 * said * (1 - said)).mean())
    if kind == "tanh":
        return float((1 - said**2).mean())
    return float((said > 0).mean()) if kind == "relu" else 1.0


def rank(said: np.ndarray) -> int:
    """In how many independent directions what a layer says differs from row to row.

    Parameters
    ----------
    said : ndarray of shape (n_rows, n_units)

    Returns
    -------
    int from 0 to n_units; 0 also if it says what is no number
    """
    if not np.isfinite(said).all() or spread(said) == 0:
        return 0
    lengths = np.linalg.svd(said - said.mean(axis=0), compute_uv=False)
    return int((lengths > 1e-6 * max(lengths[0], 1e-300)).sum())


# ---- the rows


def evenly(n: int, most: int) -> np.ndarray:
    """So many row numbers out of n, from the first to the last."""
    return np.unique(np.linspace(0, n - 1, min(n, most)).astype(int))


def neighbour_agreement(X: np.ndarray, labels: np.ndarray, *, rows: int = 300) -> float:
    """Share of the rows whose nearest other row has the same label.

    Where rows that look alike belong together, this is near 1. With labels that were dealt at
    random it is what chance gives.

    Parameters
    ----------
    X : ndarray of shape (n_rows, …)
    labels : ndarray of shape (n_rows,)
    rows : int, how many are asked at most, evenly spaced

    Returns
    -------
    float from 0 to 1
    """
    flat = X.reshape(len(X), -1)
    asked = evenly(len(flat), rows)
    squares = (flat**2).sum(axis=1)
    distance = squares[asked, None] + squares - 2 * flat[asked] @ flat.T
    distance[np.arange(len(asked)), asked] = np.inf
    return float((labels[distance.argmin(axis=1)] == labels[asked]).mean())


def chance(labels: np.ndarray) -> float:
    """How often two rows that are drawn at random have the same label: from 0 to 1."""
    counts = np.unique(labels, return_counts=True)[1] / len(labels)
    return float((counts**2).sum())


def copies(X: np.ndarray, X_new: np.ndarray) -> tuple[float, float]:
    """Share of the new rows that are among the others, and of those that are there twice.

    The second says what is to be expected: where the world is small, the same row is drawn again.

    Parameters
    ----------
    X, X_new : ndarrays of shapes (n_rows, …) and (n_new, …)

    Returns
    -------
    among : float from 0 to 1, the share of ``X_new`` with an exact copy in ``X``
    expected : float from 0 to 1, the share of ``X`` with an exact copy elsewhere in ``X``
    """
    counts: dict[bytes, int] = {}
    known = _keys(X)
    for key in known:
        counts[key] = counts.get(key, 0) + 1
    among = np.mean([key in counts for key in _keys(X_new)])
    return float(among), float(np.mean([counts[key] > 1 for key in known]))


def recall(labels: np.ndarray, answers: np.ndarray) -> dict[int, float]:
    """For each class the share of its rows that are named right."""
    return {int(c): float((answers[labels == c] == c).mean()) for c in np.unique(labels)}


def _keys(X: np.ndarray) -> list[bytes]:
    return [row.tobytes() for row in np.ascontiguousarray(X + 0.0)]


# ---- the training


def unseen_share(seen: np.ndarray) -> tuple[float, float]:
    """Share of the rows that were in no batch, and what chance would leave out at the very most.

    Rows drawn one by one, with replacement, as many as were used, leave out ``e**-passes`` of all.
    Rows that are dealt leave out none after one pass.

    Parameters
    ----------
    seen : ndarray of shape (n_rows,), how often each row was in a batch

    Returns
    -------
    unseen, by_chance : floats from 0 to 1
    """
    return float((seen == 0).mean()), float(np.exp(-seen.mean()))


def smoothed(losses: np.ndarray, parts: int = 10) -> np.ndarray:
    """The loss curve in a few numbers: its means over ten parts of equal length, or fewer."""
    return np.array([part.mean() for part in np.array_split(losses, min(parts, len(losses)))])
