"""Inputs for the exercises of lesson 02, drawn afresh for every call.

Curves, slopes and the ravine are objects that can be called, copied and named in a sentence.
"""

from dataclasses import dataclass, field

import numpy as np

from course.descent import net
from course.eleven.net import loss_and_gradients

SLOPES = 200  # how often the slope of the ravine may be asked for
FLOOR, WALL = 1.0, 100.0  # how fast the slope grows along the ravine, and across


def shape(rng):
    """Of one, two or three axes, none of them long."""
    return tuple(int(size) for size in rng.integers(1, 5, size=rng.integers(1, 4)))


# ---- one curve


@dataclass(frozen=True)
class Height:
    """A smooth curve: a polynomial of third degree and a wave."""

    powers: tuple[float, ...]
    wave: float
    frequency: float

    def __call__(self, x):
        return np.polyval(self.powers, x) + self.wave * np.sin(self.frequency * x)

    def __str__(self):
        return "a smooth curve"


@dataclass(frozen=True)
class Slope:
    """The slope of a valley with a wavy floor, each number by itself. It is 0 at one place only."""

    steepness: float
    bottom: float
    wave: float

    def __call__(self, x):
        around = x - self.bottom
        return self.steepness * (around + self.wave * np.sin(around))

    def __str__(self):
        return "the slope of a valley"


@dataclass(frozen=True)
class RavineSlopes:
    """The slopes of balls in a ravine that lies askew: in one direction they depend on where a
    ball is in the other. So it takes all places at once, and nothing else."""

    shape: tuple[int, int]  # one row for each ball
    grows: np.ndarray  # of shape (2, 2), how the slopes change with the place

    def __call__(self, x):
        if np.shape(x) != self.shape:
            raise ValueError(
                f"slope takes all places at once, an array of x's own shape {self.shape}; "
                f"it was given shape {np.shape(x)}"
            )
        return (x - 1) @ self.grows

    def __str__(self):
        return "the slope of a ravine"


def curve(rng):
    height = Height(
        tuple(rng.uniform(0.3, 1, size=4) * rng.choice([-1, 1], size=4)),
        float(rng.uniform(0.5, 2)),
        float(rng.uniform(0.5, 2)),
    )
    return height, rng.uniform(-3, 3, size=rng.integers(1, 7)), float(rng.uniform(0.05, 0.5))


def valley(rng):
    bottom = rng.uniform(1, 3) * rng.choice([-1, 1])
    return Slope(float(rng.uniform(0.2, 1.2)), float(bottom), float(rng.uniform(-0.3, 0.3)))


def askew(rng, balls):
    along, across = np.array([[1, 1], [-1, 1]]) / np.sqrt(2)
    wall = rng.uniform(2, 5)
    return RavineSlopes((balls, 2), np.outer(along, along) + wall * np.outer(across, across))


def step(rng):
    """Half of them in a valley, where each number is by itself, half of them in a ravine."""
    alpha = float(rng.uniform(0.05, 0.9))
    if rng.random() < 0.5:
        return rng.normal(scale=3, size=shape(rng)), valley(rng), alpha
    balls = int(rng.integers(3, 6))  # never 2: then a row would have as many numbers as a column
    return rng.normal(scale=3, size=(balls, 2)), askew(rng, balls), alpha


def walk(rng):
    """The tenth that a generator draws is a long walk, all others are short: a long one takes
    its time, and one is enough."""
    seeds = rng.bit_generator.seed_seq
    seeds.spawn(1)  # a generator counts its children, and so its walks
    return long_walk(rng) if seeds.n_children_spawned == 10 else short_walk(rng)


def long_walk(rng):
    """Of 3,500 to 4,000 steps: as many calls, one inside the other, are more than Python makes,
    also where a notebook has raised its limit to 3,000."""
    x = rng.normal(scale=3, size=rng.integers(2, 4)) + 9
    slope = Slope(float(rng.uniform(0.2, 1.2)), float(rng.uniform(-3, -1)), 0.0)
    reach = rng.uniform(0.001, 0.002)
    left = (1 - reach) ** rng.uniform(3500, 4000)  # the share of each slope, after that many
    tolerance = float(np.abs(slope(x)).max() * left)
    return x, slope, float(reach / slope.steepness), tolerance, int(rng.integers(4500, 5000))


def short_walk(rng):
    """A third of the walks end because it is flat, a third because ``most`` steps are made, a
    little before it would have been flat. A third need not begin: it is flat where they start.
    There is more than one ball, so that whoever asks «is it flat?» of an array is always stopped.
    """
    end = rng.choice(["flat", "most", "start"])
    needed = 0
    while needed < 5:
        x = rng.normal(scale=3) + rng.normal(scale=3, size=rng.integers(2, 8))
        slope = valley(rng)
        creeps = rng.random() < 0.7  # else it jumps from side to side
        reach = rng.uniform(0.2, 0.6) if creeps else rng.uniform(1.3, 1.45)
        alpha = float(reach / slope.steepness)
        steepest = float(np.abs(slope(x)).max())
        tolerance = steepest * 10 ** float(rng.uniform(-1.5, -0.5))
        _, needed = net.descend(x, slope, alpha, tolerance, 1000)
    if end == "start":
        tolerance = 1.05 * steepest
    fewer = rng.integers(2, 5)
    most = needed - fewer if end == "most" else needed + rng.integers(2, 10)
    return x, slope, alpha, tolerance, int(most)


# ---- the network


class Network:
    """``loss_and_gradients`` of lesson 01, under a name without an address."""

    def __call__(self, params, X, y):
        if not isinstance(params, dict):
            raise TypeError("W0 is looked up by its name: weights must be a dict of arrays")
        return loss_and_gradients(params, X, y)

    def __str__(self):
        return "that of lesson 01"


def updates(rng):
    """Of a single update, too: with nothing to compare it with."""
    steps = 1 if rng.random() < 0.3 else rng.integers(2, 10)
    size = steps, *rng.integers(1, 5, size=2)
    return (rng.uniform(0.1, 2, size=size) * rng.choice([-1.0, 1.0], size=size),)


def runs(rng):
    rows, inputs, hidden, outputs = (int(size) for size in rng.integers(1, 5, size=4))
    params = {"W0": rng.normal(size=(inputs, hidden)), "W1": rng.normal(size=(hidden, outputs))}
    table = rng.normal(size=(rows, inputs)), rng.random((rows, outputs))
    alphas = rng.uniform(0.1, 3, size=rng.integers(2, 6))  # one alone would hide missing axes
    return params, *table, alphas, int(rng.integers(1, 6)), Network()


# ---- optimisers


def momentum(rng):
    """With ``mu`` and without: many a call relies on its default."""
    gradient, memory, alpha, t = _update(rng, "v")
    settings = (float(rng.uniform(0.3, 0.99)),) if rng.random() < 0.6 else ()
    return gradient, memory, alpha, t, *settings


def adam(rng):
    """As for momentum. Some slopes are 0, some so small that ``eps`` matters."""
    gradient, memory, alpha, t = _update(rng, "m", "s")
    gradient *= rng.choice([1, 1, 1, 1e-8, 0], size=gradient.shape)
    settings = rng.uniform([0.5, 0.9, 0.01], [0.95, 0.999, 0.1]) if rng.random() < 0.6 else ()
    return gradient, memory, alpha, t, *map(float, settings)


def _update(rng, *keys):
    """The first update, from an empty memory, or a later one. The memory holds ``keys`` alone."""
    gradient = rng.normal(size=shape(rng))
    t = 1 if rng.random() < 0.3 else int(rng.integers(2, 11))
    memory = {
        "m": rng.normal(size=gradient.shape),
        "s": rng.uniform(0.1, 2, size=gradient.shape),
        "v": rng.normal(size=gradient.shape),
    }
    memory = {key: (net.begin(gradient) if t == 1 else memory)[key] for key in keys}
    return gradient, memory, float(rng.uniform(0.05, 0.5)), t


# ---- the ravine


class SlopesSpentError(Exception):
    """The slope was asked for once too often."""


@dataclass
class Ravine:
    """The slope of a long valley in any direction. It counts how often it is asked."""

    bottom: np.ndarray  # of shape (2,)
    along: np.ndarray  # of shape (2,) and length 1, the direction of the floor
    asked: int = field(default=0, init=False)

    def __call__(self, x):
        if np.shape(x) != (2,):
            raise ValueError(
                f"slope takes one place, an array of shape (2,); it was given shape {np.shape(x)}"
            )
        if self.asked == SLOPES:
            raise SlopesSpentError(f"all {SLOPES} slopes are spent")
        self.asked += 1
        along, across = self.parts(x)
        return FLOOR * along * self.along + WALL * across * self.across

    @property
    def across(self):
        """The direction of the walls."""
        return np.array([-self.along[1], self.along[0]])

    def parts(self, x):
        """How far a place is from the bottom, along the floor and across."""
        away = x - self.bottom
        return away @ self.along, away @ self.across

    def height(self, x):
        along, across = self.parts(x)
        return (FLOOR * along**2 + WALL * across**2) / 2

    def __str__(self):
        return "the slope of a ravine"


def direction(angle):
    return np.array([np.cos(angle), np.sin(angle)])


def ravine(rng):
    """The start is up one of the walls, and farther from the bottom along the floor."""
    bottom = rng.uniform(3, 8) * direction(rng.uniform(0, 2 * np.pi))
    slope = Ravine(bottom, direction(rng.uniform(0, 2 * np.pi)))
    angle = np.radians(rng.uniform(10, 40)) * rng.choice([-1, 1])
    away = np.cos(angle) * slope.along + np.sin(angle) * slope.across
    return slope, bottom + rng.uniform(5, 10) * away
