"""Widgets with one look, asked whether a value is possible before it is set.

ipywidgets quietly clips what lies outside a slider's range. Here it is refused with a sentence.
"""

import base64
import numbers
import reprlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import traitlets

STYLE = Path(__file__).with_name("panel.css")
SPEEDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def control(kind: type[widgets.Widget], label: str, width: int, **traits: Any) -> widgets.Widget:
    """A labelled control, ``width`` pixels wide."""
    return kind(
        description=label,
        tooltip=label,
        style={"description_width": "initial"},
        layout=widgets.Layout(width=f"{width}px", margin="2px 14px 2px 0"),
        **traits,
    )


class NamedImage(widgets.Image):
    """An image with a name for screen readers, in ``tooltip``, and a picture that arrives early.

    The front end shows a tooltip only on widgets that have a description, if an empty one. It
    loads a picture given as a data URL at once; one given as bytes takes a detour of some 20 ms.
    """

    description = traitlets.Unicode("").tag(sync=True)

    def __init__(self, size: tuple[int, int], **traits: Any):
        """``size`` in pixels: in a narrow window it is shown smaller, but never cut or distorted.

        As attributes of the image both numbers keep its place before it is there.
        """
        width, height = map(str, size)
        super().__init__(format="url", width=width, height=height, **traits)
        self.layout.width, self.layout.max_width = f"{width}px", "100%"
        self.layout.height, self.layout.align_self = "auto", "flex-start"
        self._png = b""

    @property
    def png(self) -> bytes:
        """The picture; assign another to show it."""
        return self._png

    @png.setter
    def png(self, picture: bytes) -> None:
        self._png = picture
        self.value = b"data:image/png;base64," + base64.b64encode(picture)


def speed_control(value: int = 100) -> widgets.Widget:
    """Updates between two pictures."""
    return control(widgets.SelectionSlider, "steps per frame", 270, options=SPEEDS, value=value)


def alpha_control(value: float = 1.0, low: int = -3, high: int = 3) -> widgets.Widget:
    """The step size, from ten to the power of ``low`` to ten to the power of ``high``."""
    return control(
        widgets.FloatLogSlider,
        "alpha",
        300,
        value=value,
        min=low,
        max=high,
        step=0.1,
        readout_format=".3g",
    )


def seed_control(value: int = 1) -> widgets.Widget:
    """Which random draws a run begins with."""
    return control(widgets.BoundedIntText, "seed", 130, value=value, min=0, max=9999)


def framed(children: Sequence[widgets.Widget], **layout: str) -> widgets.VBox:
    """Widgets below each other, with the course's look, names for screen readers, and arrow keys.

    ipywidgets gives no name to handles and numbers of its sliders and makes no group of its radio
    buttons, and JupyterLab takes arrow keys for its own. There is no other way to add what is
    missing than a script in what is shown. A group is called what stands above it.
    """
    # Half a second later all of them are there; on a slow machine, or far from view, later still.
    give = (
        "const give = tries => {"
        "const panel = this.closest('.course-panel');"
        "if (!panel) return tries && setTimeout(give, 500, tries - 1);"
        "const all = (what, give) => panel.querySelectorAll(what).forEach(give);"
        "all('.widget-slider', slider => {"
        "const name = slider.querySelector('.widget-label').textContent;"
        "const number = slider.querySelector('.widget-readout');"
        "slider.querySelector('.noUi-handle').setAttribute('aria-label', name);"
        "if (number && number.isContentEditable) {"
        "number.setAttribute('role', 'textbox'); number.setAttribute('aria-label', name)}});"
        "all('.widget-radio', group => {"
        "const name = group.previousElementSibling.textContent.trim();"
        "group.setAttribute('role', 'radiogroup'); group.setAttribute('aria-label', name);"
        "group.addEventListener('keydown', event => "
        "event.key.startsWith('Arrow') ? event.stopPropagation() : null);"
        "group.querySelectorAll('input').forEach(button => { button.name = name })});"
        "all('.widget-radio, .noUi-handle, select', "
        "taker => taker.setAttribute('data-lm-suppress-shortcuts', 'true'))"
        "}; setTimeout(give, 500, 20)"
    )
    unseen = widgets.HTML(
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        f'<img alt="" src="data:," hidden onerror="{give}">',
        layout=widgets.Layout(height="0", margin="0", overflow="hidden"),
    )
    made = widgets.VBox([*children, unseen], layout=widgets.Layout(**layout))
    made.add_class("course-panel")
    return made


def problem(name: str, widget: widgets.Widget, value: Any) -> str:
    """Why a control cannot take a value; empty if it can."""
    if isinstance(widget, widgets.widget_selection._Selection):
        options = list(widget._options_values)
        # 1.0 and True equal 1, but a list cannot be asked for its element number 1.0.
        # The other way round nothing can go wrong: 10 is a good way to write 10.0.
        if any(
            (type(value) is type(option) or (type(value), type(option)) == (int, float))
            and value == option
            for option in options
        ):
            return ""
        return _refused(name, value, "one of " + ", ".join(map(str, options)), widget)
    if isinstance(widget, widgets.Checkbox):
        return "" if isinstance(value, bool) else _refused(name, value, "true or false", widget)
    low, high = widget.min, widget.max
    if isinstance(widget, widgets.FloatLogSlider):
        low, high = widget.base**low, widget.base**high
    whole = isinstance(widget, widgets.IntSlider | widgets.BoundedIntText)
    kind = numbers.Integral if whole else numbers.Real
    if isinstance(value, kind) and not isinstance(value, bool):
        near = 1e-9 * abs(high)  # ten to the third need not be 1000 to the last digit
        if low - near <= value <= high + near:
            return ""
    expected = f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g}"
    return _refused(name, value, expected, widget)


def _refused(name: str, value: Any, expected: str, widget: widgets.Widget) -> str:
    return f"{name} cannot be {reprlib.repr(value)}: choose {expected}. It stays {widget.value!r}."


def bundle(widget: widgets.Widget, text: str, png: bytes = b"") -> dict[str, Any]:
    """A widget for a cell's output: live in JupyterLab, elsewhere a picture, and always text."""
    view = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    shown: dict[str, Any] = {"application/vnd.jupyter.widget-view+json": view, "text/plain": text}
    return shown | ({"image/png": base64.b64encode(png).decode()} if png else {})
