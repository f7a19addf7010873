"""Lesson 05: the memories of a controller, and several controllers side by side."""

from functools import partial

import numpy as np

from benches.turns import Work
from course.stack import net, own
from course.stack.memories import MEMORIES, Memory


def remembered(steps: int, memory: Memory, runs: int | None = None) -> None:
    """Training of the controller, one network or several side by side."""
    rng = np.random.default_rng(0)
    start = net.init(rng, memory=memory, runs=runs)
    for _ in net.train(start, memory=memory, steps=steps, rng=rng):
        pass


WORK: Work = {
    **{name: (partial(remembered, memory=memory), 20) for name, memory in MEMORIES.items()},
    "own": (partial(remembered, memory=own.stack_of(**own.PARTS)), 20),
    "four": (partial(remembered, memory=MEMORIES["stack"], runs=4), 20),
}
PAIRS = (
    ("four", "stack", "four controllers side by side against one"),
    (
        "own",
        "stack",
        "a stack made of the four functions that a learner writes against the course's",
    ),
    *(
        (name, "stack", f"a controller with a {name} against one with a stack")
        for name in MEMORIES
        if name != "stack"
    ),
)
