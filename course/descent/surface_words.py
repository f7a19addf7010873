"""What training does on the loss of two weights, in words."""

from functools import cache

import numpy as np

from course.descent import surface
from course.descent.curves import SPAN
from course.descent.ground import hops

FLAT = 0.01  # a steepness at which training hardly gets on
HOLLOW = 0.5  # the bottom of a hollow, if nearer than this, is what steps jump over
NEAR = 0.02  # of the bottom of a hollow: nearer than this, and moving less, is at rest


@cache
def heights(table: str) -> tuple[np.ndarray, np.ndarray]:
    """The loss over the square of weights for one of ``surface.TABLES``, computed once."""
    return surface.heights(*surface.TABLES[table])


def gradient(table: str, w: np.ndarray) -> np.ndarray:
    """The slope in both weights: places of shape (…, 2), slopes of the same shape."""
    with np.errstate(over="ignore"):  # np.exp may reach infinity; the sigmoid is 0 then
        return surface.loss_and_gradients({"W": w[..., None]}, *surface.TABLES[table])[1]["W"][
            ..., 0
        ]


def what_happens(table: str, walk: np.ndarray, losses: np.ndarray, whole: bool) -> str:
    """What training is doing, in words.

    Parameters
    ----------
    table : one of ``surface.TABLES``
    walk : ndarray of shape (n_steps + 1, 2), the weights so far
    losses : ndarray of shape (n_steps + 1,)
    whole : whether each update sees the whole table, not one row
    """
    left = [f"weight {i + 1} is {w:.3g}" for i, w in enumerate(walk[-1]) if abs(w) > SPAN]
    beyond = f"beyond the picture, {' and '.join(left)}; " if left else ""
    return beyond + _on_the_ground(table, walk, losses, whole)


def _on_the_ground(table: str, walk: np.ndarray, losses: np.ndarray, whole: bool) -> str:
    slope = gradient(table, walk[-1])
    steep = float(np.linalg.norm(slope))
    if len(walk) < 2:
        return f"at its start: the slope is {steep:.3g}"
    move = float(np.linalg.norm(walk[-1] - walk[-2]))
    lowest = float(heights(table)[1].min())
    low = losses[-1] < lowest + 0.02
    bottom = _to_the_bottom(table, walk[-1], slope)
    if max(bottom, move) < NEAR:
        if low:
            return f"at rest at the lowest place of the map, where the loss is {losses[-1]:.3g}"
        return f"at rest in a hollow that is not the lowest: the map goes down to {lowest:.3g}"
    moved = f"the slope is {steep:.3g}, the last step moved the weights by {move:.3g}"
    back, wider = hops(walk) if whole else (False, 0)
    if steep < FLAT and not (back and bottom < HOLLOW):
        if leads_out(table, walk[-1]):
            ground = "down on low ground" if low else "in a valley"
            out = "farther out" if np.abs(walk[-1]).max() > SPAN else "out of the map"
            last = {1: ", the last step went uphill", 0: "", -1: ", the loss still falls"}
            rise = last[int(np.sign(losses[-1] - losses[-2]))]
            return f"{ground} that leads {out}{rise}: {moved}"
        return f"{'down on low ground, almost flat' if low else 'on a plateau'}: {moved}"
    if not whole:
        return f"each update sees one row, and goes down for that row only: {moved}"
    if back:
        farther = {1: ", farther than before", 0: "", -1: ", a little less than before"}[wider]
        return f"each step lands on the other side{farther}: {moved}"
    if losses[-1] > losses[-2]:
        return f"the last step went uphill, from {losses[-2]:.3g} to {losses[-1]:.3g}: {moved}"
    return f"still going down: {moved}"


def leads_out(table: str, w: np.ndarray) -> bool:
    """Whether a place lies in a valley whose floor goes down outwards, less and less steeply.

    The floor runs where the slope turns least. On a plateau the slope turns the other way: there
    it grows on the way down.
    """
    turns, ways = np.linalg.eigh(_bend(table, w))
    floor = ways[:, 0] * np.sign(ways[:, 0] @ w)
    outwards = floor @ w > np.linalg.norm(w) / 2
    return bool(outwards and turns[0] > 0 and gradient(table, w) @ floor < 0)


def _to_the_bottom(table: str, w: np.ndarray, slope: np.ndarray) -> float:
    """How far the bottom of a hollow is, judged by how the slope turns; infinite without one."""
    bend = _bend(table, w)
    if np.linalg.eigvalsh(bend).min() < 1e-4:
        return np.inf
    return float(np.linalg.norm(np.linalg.solve(bend, slope)))


def _bend(table: str, w: np.ndarray) -> np.ndarray:
    """How the slope turns around a place: shape (2, 2), symmetric."""
    eps = 1e-4
    around = gradient(table, w + eps * np.array([[1, 0], [-1, 0], [0, 1], [0, -1]]))
    bend = np.stack([around[0] - around[1], around[2] - around[3]]) / (2 * eps)
    return (bend + bend.T) / 2
