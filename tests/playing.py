"""What can be done to a panel, sensible or not, found by looking at its widgets.

A widget of a kind that no other panel has is one more branch of ``touched``.
"""

from typing import Any

import ipywidgets as widgets
import numpy as np
from hypothesis import strategies as st

from course.digits.strokes import draw
from course.digits.touch import Cells, Paper
from course.kit.live import Panel


def leaves(widget: widgets.Widget) -> list[widgets.Widget]:
    """The widgets that are seen, in order."""
    if isinstance(widget, widgets.Box):
        return [each for child in widget.children for each in leaves(child)]
    return [widget]


def touched(widget: widgets.Widget) -> st.SearchStrategy[dict[str, Any]] | None:
    """What a browser tells of a widget when somebody plays with it; None if one cannot."""
    if isinstance(widget, widgets.HTML | widgets.Image | widgets.Button | widgets.Text):
        return None  # to be looked at, pressed, or typed into
    if isinstance(widget, widgets.widget_selection._Selection):
        return st.fixed_dictionaries({"index": st.integers(0, len(widget.options) - 1)})
    if isinstance(widget, Cells):
        places = st.integers(-1, widget.n - 1)
        return st.fixed_dictionaries({"row": places, "column": places})
    if isinstance(widget, Paper):
        return strokes(widget.strokes)
    if isinstance(widget, widgets.FloatText):
        return st.fixed_dictionaries(
            {"value": st.one_of(st.integers(-10, 2**15 + 10).map(float), st.floats())}
        )
    if isinstance(widget, widgets.BoundedIntText):
        # Beyond the limits too: they are kept by Python, whatever a browser lets through.
        return st.fixed_dictionaries({"value": st.integers(widget.min - 9, 2 * widget.max)})
    if isinstance(widget, widgets.Checkbox | widgets.ToggleButton):
        return st.fixed_dictionaries({"value": st.booleans()})
    if isinstance(widget, widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider):
        return st.fixed_dictionaries({"value": possible(widget)})
    raise TypeError(f"nobody has said yet what hands do to a {type(widget).__name__}")


@st.composite
def strokes(draw_from: Any, before: int) -> dict[str, Any]:
    """A line on the paper, of one place or several, on clean paper or on what is there."""
    place = st.tuples(st.integers(-5, 70), st.integers(-5, 70))
    lines = draw_from(st.lists(st.lists(place, min_size=1, max_size=4), max_size=3))
    ink = "".join(np.where(draw(lines).ravel(), "#", "."))
    return {"ink": ink, "strokes": before + draw_from(st.integers(0, 1))}


def possible(widget: widgets.Widget) -> st.SearchStrategy[Any]:
    """The values that a control can have."""
    if isinstance(widget, widgets.widget_selection._Selection):
        return st.sampled_from(list(widget._options_values))
    if isinstance(widget, widgets.Checkbox):
        return st.booleans()
    if isinstance(widget, widgets.IntSlider | widgets.BoundedIntText):
        return st.integers(widget.min, widget.max)
    if isinstance(widget, widgets.FloatLogSlider):
        base = widget.base  # Hypothesis keeps what it has mapped, and shall not keep the widget
        return st.floats(widget.min, widget.max).map(lambda power: base**power)
    return st.floats(widget.min, widget.max)


NONSENSE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["\ud800", "<b>", "none", [], [1], {}, {"a": {}}, "as it died"]),
)
UNSPOKEN = st.sampled_from(  # what Python has and a line has not
    [np.float64(0.5), np.int64(3), np.float64("nan"), np.zeros(2), b"1", 1j, (1, 2), {3}, print]
)
NAMES = st.sampled_from(["", "Seed", "\ud800", "<b>", "speed ", "_", "value", "layout", "a"])
GARBAGE = st.one_of(
    st.sampled_from(
        ["", "{", "[", "null", "7", "[" * 3_000, '{"a":' * 3_000, "{'seed': 3}", '"\\ud800"',
         "seed = 3", "1e999", "NaN", "9" * 5_000, "\x00", "<script>", '{"seed": 3,}']
    ),
    st.text(max_size=20),
)  # fmt: skip


@st.composite
def tables(draw_from: Any, one: Panel, nonsense: st.SearchStrategy[Any]) -> dict[Any, Any]:
    """Settings: some possible, some not, some that no panel has."""
    names = draw_from(st.lists(st.sampled_from(list(one.controls)), unique=True, max_size=5))
    wanted = {name: draw_from(possible(one.controls[name])) for name in names}
    for _ in range(draw_from(st.sampled_from([0, 0, 0, 1, 2]))):
        name = draw_from(st.one_of(st.sampled_from(list(one.controls)), NAMES))
        wanted[name] = draw_from(nonsense)
    return wanted
