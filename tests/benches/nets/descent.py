"""Lesson 02: its sweep of seven alphas, and what an optimiser costs."""

from functools import partial

import numpy as np

from benches.turns import Work
from course.descent import net as descent
from course.eleven import net

HIDDEN = (4, 32)


def counted_in_turn(steps: int, hidden: int) -> None:
    """The sweep of lesson 02, which counts sign changes, one alpha after the other."""
    for alpha in descent.ALPHAS:
        for _ in descent.sweep(
            net.X, net.TARGETS["XOR"], alphas=(alpha,), hidden=hidden, steps=steps
        ):
            pass


def counted_stacked(steps: int, hidden: int) -> None:
    """The same, all seven at once."""
    for _ in descent.sweep(net.X, net.TARGETS["XOR"], hidden=hidden, steps=steps):
        pass


def updates(steps: int, optimiser: str) -> None:
    """What an optimiser does to 100 weights, without the network that gives the slopes."""
    update = descent.OPTIMISERS[optimiser]
    slopes = np.linspace(-1, 1, 100)
    memory = descent.begin(slopes)
    for t in range(1, steps + 1):
        _, kept = update(slopes, memory, 0.1, t)
        memory |= kept


WORK: Work = {
    **{
        f"sweep {how}, {hidden}": (partial(run, hidden=hidden), 200)
        for hidden in HIDDEN
        for how, run in (("stacked", counted_stacked), ("in turn", counted_in_turn))
    },
    **{name: (partial(updates, optimiser=name), 1_000) for name in descent.OPTIMISERS},
}
PAIRS = (
    *(
        (
            f"sweep in turn, {hidden}",
            f"sweep stacked, {hidden}",
            f"the sweep with its sign changes, {hidden} hidden units: in turn against stacked",
        )
        for hidden in HIDDEN
    ),
    *(
        (name, "plain", f"an update of 100 weights by {name} against a plain one")
        for name in descent.OPTIMISERS
        if name != "plain"
    ),
)
