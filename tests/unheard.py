"""The world of a storm: what is told to nobody else is heard here, and what is left is counted."""

import contextlib
import gc
import logging
import sys
import threading
from collections import Counter
from types import SimpleNamespace
from typing import Any

import comm
import traitlets.log
from ipywidgets.widgets import widget as registry
from jupyter_client.session import json_packer
from kinds import Kind
from matplotlib.figure import Figure
from PIL import Image
from ticks import Ticks

from course.kit import checking, driver, plots
from course.kit.checking import Verdict
from course.kit.live import Panel


class Complaints(logging.Handler):
    """Whatever is reported to nobody: in threads, in callbacks of buttons, in ``__del__``."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))

    def hear(self, unraisable: Any) -> None:
        """As ``sys.unraisablehook`` and ``threading.excepthook``."""
        self.heard.append(f"{unraisable.exc_type.__name__}: {unraisable.exc_value}")

    def hear_of_loop(self, loop: Any, context: dict[str, Any]) -> None:
        """As the exception handler of an event loop."""
        self.heard.append(str(context))


def sent(self: Any, msg_type: str, data: Any = None, metadata: Any = None, **others: Any) -> None:
    """As a kernel sends it: what has no place in JSON is an error, and so are halves of letters."""
    json_packer({"data": data, "metadata": metadata})


@contextlib.contextmanager
def watched(kind: Kind, patch: Any, ticks: Ticks | None):
    """The world of a storm: short runs, no judge, a worker by ticks, and nothing goes unheard."""
    complaints = Complaints()
    patch.setattr(threading, "excepthook", complaints.hear)
    patch.setattr(sys, "unraisablehook", complaints.hear)
    patch.setattr(comm.DummyComm, "publish_msg", sent)
    patch.setattr(checking, "evaluate", lambda exercise, function: Verdict("right"))
    for number, value in kind.short.items():
        patch.setattr(f"course.{number}", value)
    if ticks:
        patch.setattr(driver, "time", SimpleNamespace(perf_counter=ticks.perf_counter))
        patch.setattr(driver.Driver, "_rest", lambda self, due: ticks.perf_counter())
        png = plots.Picture.png

        def held(self):
            ticks.perf_counter()
            return png(self)

        patch.setattr(plots.Picture, "png", held)
    # What a callback raises, ipywidgets shows in a shell, if there is one; else it tells the logger
    # of an application, if there is one. In a process of many tests there may be either, or none.
    patch.setattr(registry, "get_ipython", lambda: None)
    heard = logging.Logger("storm")
    patch.setattr(traitlets.log, "get_logger", lambda: heard)
    told = heard, logging.getLogger()
    for logger in told:
        logger.addHandler(complaints)
    try:
        yield complaints
    finally:
        for logger in told:
            logger.removeHandler(complaints)


def workers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "panel"]


def alive() -> dict[str, int]:
    """How many there are of what a panel makes."""
    gc.collect()
    kinds = {"panels": Panel, "figures": Figure, "images": Image.Image}
    types = Counter(map(type, gc.get_objects()))
    counted = {
        name: sum(many for each, many in types.items() if issubclass(each, kind))
        for name, kind in kinds.items()
    }
    pyplot = sys.modules.get("matplotlib.pyplot")
    return counted | {
        "widgets": len(registry._instances),
        "workers": len(workers()),
        "of pyplot": len(pyplot.get_fignums()) if pyplot else 0,
    }
