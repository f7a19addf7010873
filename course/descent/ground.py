"""A landscape as a ball meets it: its valleys, its edges, and in words how a walk goes there."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from course.descent.curves import CURVES, SPAN, Curve
from course.descent.net import FAR

NEAR = 0.01  # nearer to the bottom of a valley, and no longer moving by more, is at rest
FLAT = 1e-3  # a slope that hardly moves a ball
EDGES = {"ravine": (SPAN, 6.0), "turned ravine": (15.0, 9.0)}


@dataclass(frozen=True)
class Ground:
    """A landscape and its valleys.

    Attributes
    ----------
    curve : the landscape
    edges : how far the picture reaches to each side of 0, in each direction
    bottoms : ndarray of shape (n_valleys, n), the lowest place of each valley
    tops : ndarray of shape (n_valleys - 1,), where one valley ends and the next begins
    shown : how many of the valleys, the first ones, have their bottom in the picture
    deepest : the number of the deepest valley, from 0
    """

    curve: Curve
    edges: tuple[float, ...]
    bottoms: np.ndarray
    tops: np.ndarray
    shown: int
    deepest: int

    def valleys(self, x: np.ndarray) -> np.ndarray:
        """In which valley each place lies, from 0: x of shape (n_balls, n), whole numbers."""
        return np.searchsorted(self.tops, x[:, 0]) if len(self.tops) else np.zeros(len(x), int)

    def outside(self, x: np.ndarray) -> np.ndarray:
        """Whether each place lies beyond the picture: x of shape (…, n), booleans of shape (…)."""
        return (np.abs(x) > self.edges).any(axis=-1)

    def resting(self, x: np.ndarray, before: np.ndarray) -> np.ndarray:
        """Which balls lie at the bottom of a valley, and were there one step ago: booleans."""
        bottom = self.bottoms[self.valleys(x)]
        return np.maximum(distance(x, bottom), distance(before, bottom)) < NEAR

    def crossing(self, x: np.ndarray, before: np.ndarray) -> np.ndarray:
        """Which balls were on the other side of their valley's bottom one step ago: booleans."""
        valley = self.valleys(x)
        bottom = self.bottoms[valley]
        back = np.sum((x - bottom) * (before - bottom), axis=1) < 0
        return back & (valley == self.valleys(before))


@cache
def ground(name: str) -> Ground:
    """The landscape of this name."""
    curve = CURVES[name]
    edges = EDGES.get(name, (SPAN,))
    if curve.dimensions > 1:
        return Ground(curve, edges, np.array([curve.lowest]), np.array([]), 1, 0)
    x = np.linspace(-2 * SPAN, 2 * SPAN, 4_001)
    slope = curve.slope(x[:, None])[:, 0]
    # Of two neighbours on different sides of 0, the straight line between them says where it is 0.
    crossing = x[:-1] - slope[:-1] * np.diff(x) / np.where(np.diff(slope) == 0, 1, np.diff(slope))
    bottoms = crossing[(slope[:-1] < 0) & (slope[1:] >= 0)]
    tops = crossing[(slope[:-1] > 0) & (slope[1:] <= 0)]
    deepest = int(np.argmin(curve.height(bottoms[:, None])))
    shown = int(np.sum(bottoms < SPAN))
    return Ground(curve, edges, bottoms[:, None], tops, shown, deepest)


def distance(x: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far apart places are: of shape (…, n) both, distances of shape (…)."""
    return np.linalg.norm(x - other, axis=-1)


def first_places(name: str, balls: int, start: float, seed: int) -> np.ndarray:
    """Where balls begin: one at ``start``, many all over the picture. Shape (balls, n)."""
    here = ground(name)
    if balls > 1:
        drawn = np.random.default_rng(seed).random((balls, len(here.edges)))
        return (2 * drawn - 1) * here.edges
    return np.array([first_place(name, start)])


def first_place(name: str, start: float) -> tuple[float, ...]:
    """Where one ball begins. In both ravines it is the same place, seen from the ravine."""
    if name == "turned ravine":
        along, across = start, start / 5
        return ((along - across) / np.sqrt(2), (along + across) / np.sqrt(2))
    return (start, start / 5)[: CURVES[name].dimensions]


def what_happens(here: Ground, walk: np.ndarray) -> str:
    """What a ball is doing, in words.

    Parameters
    ----------
    here : the landscape
    walk : ndarray of shape (n_steps + 1, n), the places of one ball so far
    """
    if here.outside(walk[-1]):
        return _outside(here, walk)
    x, before = walk[-1:], walk[-2:-1]
    valley = int(here.valleys(x)[0])
    if len(before) and here.resting(x, before)[0]:
        return "at rest " + _where(here, valley)
    if len(before) and valley != (last := int(here.valleys(before)[0])):
        return f"the last step jumped over a hill, from valley {last + 1} to valley {valley + 1}"
    back, wider = hops(walk)
    if back:
        nearer = {
            1: "farther off than before",
            0: "as far off as the last time",
            -1: "a little nearer than before",
        }[wider]
        never = ": with this alpha it will never arrive" if _goes_round(walk) else ""
        return f"each step lands on the other side, {nearer}{never}"
    slope, gone = _steepness(here, x), float(np.sum(distance(x, before)))
    left = float(distance(x, here.bottoms[valley])[0])
    there = "the lowest point" if here.shown == 1 else f"the bottom of valley {valley + 1}"
    moved = f", the last step moved the ball by {gone:.3g}" if len(walk) > 1 else ""
    if valley != here.deepest:
        there += ", which is not the deepest"
    return f"still {left:.3g} to go to {there}: the slope here is {slope:.3g}{moved}"


def _where(here: Ground, valley: int) -> str:
    if here.shown == 1:
        return "at the lowest point"
    if valley == here.deepest:
        return f"in the deepest valley, which is number {valley + 1} of {here.shown}"
    return f"in valley {valley + 1} of {here.shown}, which is not the deepest"


def _outside(here: Ground, walk: np.ndarray) -> str:
    gone = np.flatnonzero(np.abs(walk).max(axis=1) > FAR)[:1]
    inside = np.flatnonzero(~here.outside(walk))
    since = int(inside[-1]) + 1 if len(inside) else 0
    seen = f"the ball is beyond the picture since step {since:,}"
    back, wider = hops(walk[: gone[0] + 1] if len(gone) else walk)
    if len(gone):
        seen = f"the ball has run off: beyond the picture since step {since:,}"
        seen += f", too far to follow since step {int(gone[0]):,}"
    if back and wider > 0:
        return (
            seen + "; with this alpha each step overshoots by more than the last. "
            "Choose a smaller alpha"
        )
    if len(gone):
        return seen + "; with this alpha it goes farther and farther. Choose a smaller alpha"
    if len(walk) > 1 and here.resting(walk[-1:], walk[-2:-1])[0]:
        return seen + ", at rest in a valley there"
    slope = _steepness(here, walk[-1:])
    return seen + ("; it is flat there:" if slope < FLAT else ";") + f" the slope is {slope:.3g}"


def hops(walk: np.ndarray) -> tuple[bool, int]:
    """Whether the last move went back over the one before; and farther (1), as far or less (-1)."""
    if len(walk) < 3:
        return False, 0
    before, last = np.diff(walk[-3:], axis=0)
    sizes = np.linalg.norm(before), np.linalg.norm(last)
    if before @ last >= -0.5 * sizes[0] * sizes[1]:
        return False, 0
    ratio = sizes[1] / sizes[0]
    return True, int(ratio > 1 + 1e-9) - int(ratio < 1 - 1e-9)


def _goes_round(walk: np.ndarray) -> bool:
    """Whether the last two places are those of two steps ago: what comes next is known."""
    return len(walk) > 3 and bool(np.abs(walk[-2:] - walk[-4:-2]).max() < 1e-9)


def _steepness(here: Ground, x: np.ndarray) -> float:
    return float(np.linalg.norm(here.curve.slope(x)))
