"""What a picture of each live panel costs in the kernel, without a browser."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import numpy as np

from benches.table import Row
from benches.turns import Work, compared
from course.addition.panel import AdditionPanel
from course.descent import panel as descent
from course.digits import panel as digits
from course.dropout.panel import DropoutPanel
from course.eleven.panel import ElevenPanel
from course.graveyard.panel import GravePanel
from course.kit.live import Panel
from course.rows.panel import RowsPanel
from course.stack.panel import HandPanel, LearnPanel

# As each is first seen, and at the dearest that can be asked of it.
PANELS: dict[str, Callable[..., Panel]] = {
    "ElevenPanel": partial(ElevenPanel, hidden=8),
    **{name: getattr(descent, name) for name in descent.__all__},
    "DropoutPanel": DropoutPanel,
    "DropoutPanel, average of 100": partial(DropoutPanel, prediction="average", k=100),
    "AdditionPanel": AdditionPanel,
    "AdditionPanel, 32 units, 16 bits, batches": partial(
        AdditionPanel, training="batches", hidden=32, bits=16, silenced=0
    ),
    "HandPanel": HandPanel,  # its steps learn nothing, and cost nothing
    "LearnPanel": LearnPanel,
    "LearnPanel, deque, length 16": partial(LearnPanel, memory="deque", length=16),
    **{name: getattr(digits, name) for name in digits.__all__},
    "TrainPanel, 64 units, Adam, table of all training digits": partial(
        digits.TrainPanel, layout="64-64-10", update="Adam", alpha=0.003, of="training"
    ),
    "GravePanel": GravePanel,
    "GravePanel, skip connections and norms, with the corpse beside": partial(
        GravePanel, std="He", inputs="0 to 1", alpha=0.1, skip=True, norm=True
    ),
    "GravePanel, half pops": partial(GravePanel, grave="half pops"),
    "RowsPanel": RowsPanel,
    "RowsPanel, 300 units": partial(RowsPanel, hidden=300),
}


def rows() -> Iterator[Row]:
    """Panel by panel."""
    for name, make in PANELS.items():
        with np.errstate(over="ignore"):
            panel = make(synchronous=True)
            try:
                yield from compared(work(panel), pairs(name))
            finally:
                panel.close()


def work(panel: Panel) -> Work:
    """Drawing and encoding a frame, all of it or what moved, and a slice of training."""
    panel.step()
    step, settings = panel.driver.latest, panel.settings
    assert step is not None  # a panel draws its first step at once

    def moved(_: int) -> None:
        panel.draw(step, settings)
        panel.picture.png()

    def whole(_: int) -> None:
        panel.picture.invalidate()
        panel.picture.png()

    return {
        "moved": (moved, 1),
        "whole": (whole, 1),
        "100 steps": (lambda _: [*islice(panel.start(settings), 100)], 1),
    }


def pairs(name: str) -> Iterator[tuple[str, str, str]]:
    yield "whole", "moved", f"{name}, a frame: the whole figure against only what moved"
    yield "moved", "100 steps", f"{name}: a frame against 100 steps of training"
