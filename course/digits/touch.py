"""Two surfaces that take a pointer, a finger or keys: paper to draw on, and cells to choose from.

What happens on them is drawn in the browser at once, and told to Python as traits. The scripts
beside this file are short, and need nothing from the network.
"""

from pathlib import Path

import anywidget
import traitlets

from course.digits.strokes import PAPER, RADIUS

HERE = Path(__file__).parent


def _beside(name: str) -> str:
    """The text of a file beside this one. Given the path of it, anywidget would wait for changes
    to it, and would never let go of a widget that is closed, nor of the panel around it."""
    return (HERE / name).read_text(encoding="utf-8")


class Paper(anywidget.AnyWidget):
    """Paper with a pen, 320 pixels to each side.

    Attributes
    ----------
    ink : str of PAPER * PAPER letters, row by row: "#" for ink, "." for paper
    strokes : int, how often the pen has been put down
    replace : bool, whether the next stroke begins on clean paper
    label : str, what it is called for those who cannot see it
    """

    _esm = _beside("paper.js")
    _css = _beside("touch.css")
    side = traitlets.Int(PAPER).tag(sync=True)
    radius = traitlets.Float(RADIUS).tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
    # Without an echo, which could bring an older drawing back while the pen moves on.
    ink = traitlets.Unicode("." * PAPER**2).tag(sync=True, echo_update=False)
    strokes = traitlets.Int(0).tag(sync=True, echo_update=False)
    replace = traitlets.Bool(False).tag(sync=True, echo_update=False)


class Cells(anywidget.AnyWidget):
    """A table of cells to choose one from, invisible, to be laid over a picture.

    It is as wide as its layout says, and as high as wide.

    Attributes
    ----------
    row, column : int, the chosen cell; both -1 for none
    n : int, how many rows and columns there are
    label : str, what it is called for those who cannot see it
    """

    _esm = _beside("cells.js")
    _css = _beside("touch.css")
    row = traitlets.Int(-1).tag(sync=True)
    column = traitlets.Int(-1).tag(sync=True)
    n = traitlets.Int(10).tag(sync=True)
    label = traitlets.Unicode("").tag(sync=True)
