"""The panel: controls above, one picture, a read-out below, and a run that can be driven by hand.

A room's panel says which controls there are, how a run starts, how a step is drawn and told. All
the rest is here: run, pause, step, reset, settings as a line, code to take away.
"""

import contextlib
import html
import json
import threading
import weakref
from collections.abc import Iterator, Mapping
from typing import Any

import ipywidgets as widgets

from course.kit.controls import NamedImage, bundle, framed, problem
from course.kit.driver import Driver
from course.kit.plots import WIDTH, Picture
from course.kit.steps import Step

PARTS = ("layout", "style")  # widgets of their own, which close() leaves open
READ_OUT_EVERY = 4  # frames; numbers that change faster cannot be read

_one_at_a_time = threading.Lock()
_trainer: "weakref.ref[Panel] | None" = None  # the panel that trains, or trained last
_shown: "dict[str, tuple[str, list[weakref.ref[Panel]]]]" = {}  # by cell: its run, its panels


class Panel:
    """Base of every live panel.

    A subclass makes its picture and controls, hands them to ``__init__``, and defines ``start``,
    ``draw``, ``describe`` and ``script``.

    Parameters
    ----------
    picture : Picture
    rows : rows of controls; each is a dict of setting name to widget. The setting "speed", where
        there is one, is the number of steps per frame
    alt : what the picture is, for those who cannot see it; the read-out tells what it shows
    settings : values to begin with, by name; an impossible one is refused in words
    display_only : names of settings that change the picture but not the run
    synchronous : train and draw inside each call, for tests

    Attributes
    ----------
    controls : dict of setting name to widget
    run_button, step_button, reset_button, code_button : the buttons
    image : widget that holds the picture; ``image.png`` are its bytes
    readout : widget that tells in words and numbers what the picture shows; ``text`` without HTML
    settings_line : widget with the settings as one line of JSON; another can be typed or pasted
    message : widget that says what could not be done
    """

    def __init__(
        self,
        picture: Picture,
        rows: list[dict[str, widgets.Widget]],
        *,
        alt: str,
        settings: Mapping[str, Any],
        display_only: tuple[str, ...] = (),
        synchronous: bool = False,
    ):
        self.picture = picture
        self.controls = {name: widget for row in rows for name, widget in row.items()}
        self.text = ""
        self._display_only = {"speed", *display_only}
        self._applying = False
        self._frames = 0
        self._started_with: dict[str, Any] = {}
        self._writing = threading.Lock()
        self._writer: int | None = None
        self._make_widgets(rows, alt)
        self._apply(settings)
        self.driver = Driver(self._begin, self._show, self._fail, synchronous=synchronous)
        self._note_settings()
        self._observe()
        self.driver.begin()

    # ---- what a room defines

    def start(self, settings: dict[str, Any]) -> Iterator[Step]:
        """Begin a run; its first step is the untrained state."""
        raise NotImplementedError

    def draw(self, step: Step, settings: dict[str, Any]) -> None:
        """Update the picture's artists."""
        raise NotImplementedError

    def describe(self, step: Step, settings: dict[str, Any]) -> list[str]:
        """The lines of the read-out: what the picture shows."""
        raise NotImplementedError

    def script(self, step: Step, settings: dict[str, Any]) -> str:
        """A NumPy script that computes what is on screen."""
        raise NotImplementedError

    # ---- what learners and tests use

    @property
    def settings(self) -> dict[str, Any]:
        """Every setting by name, as plain values.

        Assign a dict to change some or all of them; what is impossible is named in ``message``
        and keeps its last good value.
        """
        return {name: widget.value for name, widget in self.controls.items()}

    @settings.setter
    def settings(self, wanted: Mapping[str, Any]) -> None:
        self._apply(wanted)
        self._retrain()

    @property
    def code(self) -> str:
        """A NumPy script that reproduces what is on screen now."""
        assert self.driver.latest is not None  # drawn by __init__
        return self.script(self.driver.latest, self._of_this_run())

    def run(self) -> None:
        """Train until the end or a pause. One panel trains at a time: others are paused."""
        self.message.value = ""
        self._take_over()
        self.driver.resume()

    def pause(self) -> None:
        """Stop at the next step."""
        self.driver.pause()

    def step(self) -> None:
        """Pause, and make one update."""
        self.driver.step()

    def reset(self) -> None:
        """Back to the same first weights, waiting there; what could not be done is forgotten."""
        self.message.value = ""
        self.driver.restart(running=False)

    def wait(self, timeout: float = 60.0) -> bool:
        """Block until the run has ended or is paused; False if that takes too long."""
        return self.driver.wait(timeout)

    def close(self) -> None:
        """Stop, and let go of the widgets."""
        self.pause()
        self.wait()
        close_all(self.widget)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Live where widgets live; elsewhere the picture, and the read-out as text."""
        self._replace_earlier()
        return bundle(self.widget, self.text, self.image.png)

    # ---- widgets

    def _make_widgets(self, rows: list[dict[str, widgets.Widget]], alt: str) -> None:
        self.run_button = _button("Run", "play", "Train, or pause")
        self.step_button = _button("Step", "step-forward", "Pause, and make one update")
        self.reset_button = _button("Reset", "undo", "Back to the same first weights")
        self.code_button = widgets.ToggleButton(
            description="Copy as code",
            icon="code",
            tooltip="Show a NumPy script that reproduces what is on screen",
            layout=widgets.Layout(width="140px", margin="2px 0 2px 0"),
        )
        self.image = NamedImage(
            self.picture.size, tooltip=alt, layout=widgets.Layout(margin="6px 0 4px 0")
        )
        self.readout = widgets.HTML()
        self.message = widgets.HTML()
        self.code_area = widgets.HTML(layout=widgets.Layout(display="none"))
        self.settings_line = widgets.Text(
            description="settings",
            continuous_update=False,
            tooltip="These settings as one line: copy it, or paste another and press Enter",
            style={"description_width": "initial"},
            layout=widgets.Layout(width=f"{WIDTH}px", max_width="100%"),
        )
        buttons = [self.run_button, self.step_button, self.reset_button, self.code_button]
        lines = [buttons, *(list(row.values()) for row in rows)]
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        below = [self.readout, self.settings_line, self.message, self.code_area]
        self.widget = framed(
            [*(widgets.HBox(line, layout=wrap) for line in lines), self.image, *below],
            max_width=f"{WIDTH}px",
        )

    def _observe(self) -> None:
        for name, widget in self.controls.items():
            widget.observe(lambda _, name=name: self._moved(name), "value")
        self.run_button.on_click(lambda _: self.pause() if self.driver.running else self.run())
        self.step_button.on_click(lambda _: self.step())
        self.reset_button.on_click(lambda _: self.reset())
        self.code_button.observe(lambda _: self._note_code(), "value")
        self.settings_line.observe(lambda change: self._typed(change["new"]), "value")

    def _moved(self, name: str) -> None:
        """A control has a new value. The picture comes first; all else follows it."""
        if self._applying:
            return
        self.message.value = ""  # before, since what follows may have something to say
        if name in self._display_only:
            self.driver.redraw()
        else:
            self._retrain()

    def _typed(self, line: str) -> None:
        """A line of settings was typed or pasted."""
        if self._writer == threading.get_ident():
            return  # the panel writes it itself, just now
        try:
            wanted = json.loads(line)
            if not isinstance(wanted, dict):
                raise ValueError("it is not a table in braces")
        except (ValueError, RecursionError) as error:
            self._note_settings()
            self._say(
                f"This line cannot be read as settings ({error}). Expected is something like the "
                "line that stands here again."
            )
            return
        self.settings = wanted

    def _apply(self, wanted: Mapping[str, Any]) -> None:
        """Set what is possible, and say what is not."""
        if not isinstance(wanted, Mapping):
            self._say(f"Settings are a table of names and values, not {wanted!r}. Nothing changed.")
            return
        problems = [
            f"There is no setting {name!r}; there are {', '.join(self.controls)}."
            if name not in self.controls
            else problem(name, self.controls[name], value)
            for name, value in wanted.items()
        ]
        self._applying = True
        try:
            for (name, value), refused in zip(wanted.items(), problems, strict=True):
                if not refused:
                    self.controls[name].value = value
        finally:
            self._applying = False
        self._note_settings()
        self._say(" ".join(filter(None, problems)))

    # ---- running

    def _begin(self) -> Iterator[Step]:
        """A run. Until its first step has come, what is on screen belongs to the run before."""
        settings = self.settings
        run = self.start(settings)
        first = next(run)
        self._frames, self._started_with = 0, settings
        yield first
        yield from run

    def _of_this_run(self) -> dict[str, Any]:
        """The settings that belong to what is on screen: a control that has just moved begins
        another run, and until then the steps are those of this one."""
        shown = {
            name: self.controls[name].value for name in self._display_only & set(self.controls)
        }
        return self._started_with | shown

    def _retrain(self) -> None:
        """Begin again with what is set now, and train."""
        self._take_over()
        self.driver.restart(running=True)

    def _take_over(self) -> None:
        global _trainer
        with _one_at_a_time:
            other = _trainer() if _trainer else None
            _trainer = weakref.ref(self)
        if other and other is not self and other.driver.running:  # at rest, or closed, it stays so
            other.pause()

    def _show(self, step: Step, still: bool) -> None:
        settings = self._of_this_run()
        self.driver.steps_per_frame = settings.get("speed", 1)
        self.draw(step, settings)
        self.image.png = self.picture.png()
        self._note_settings()
        if still or self._frames % READ_OUT_EVERY == 0:
            self._tell(step, settings)
        if still:
            self._note_code()
        self._frames += 1
        self._note_running()  # last: whoever sees "Run" again may read the final numbers, and copy

    def _fail(self, message: str) -> None:
        """The run has stopped with an error: say so, and tell how far it came."""
        if self.driver.latest is not None:
            # It may be the words themselves that failed; the worker must live on.
            with contextlib.suppress(Exception):
                self._tell(self.driver.latest, self._of_this_run())
        self._note_settings()
        self._note_running()
        self._say(f"Training stopped: {message}. Press Reset to begin again.")

    # ---- what the widgets say

    def _tell(self, step: Step, settings: dict[str, Any]) -> None:
        lines = self.describe(step, settings)
        self.text = "\n".join(lines)
        self.readout.value = _paragraph(lines)

    def _note_settings(self) -> None:
        with self._writing:  # the worker writes it, and so does whoever pastes a line
            self._writer = threading.get_ident()
            self.settings_line.value = json.dumps(self.settings)
            self._writer = None

    def _note_running(self) -> None:
        running = self.driver.running
        self.run_button.description = "Pause" if running else "Run"
        self.run_button.icon = "pause" if running else "play"

    def _note_code(self) -> None:
        self.code_area.layout.display = "" if self.code_button.value else "none"
        if self.code_button.value:
            self.code_area.value = _code_view(self.code)

    def _say(self, message: str) -> None:
        shown = f'<div role="alert">⚠ {html.escape(message)}</div>' if message else ""
        self.message.value = shown

    def _replace_earlier(self) -> None:
        """A cell that is run again leaves no panel of its earlier runs behind."""
        cell, run = _cell_and_run()
        if not cell:
            return
        earlier_run, earlier = _shown.get(cell, (run, []))
        if earlier_run != run:
            for panel in filter(None, (reference() for reference in earlier)):
                panel.close()
            earlier = []
        _shown[cell] = run, [*earlier, weakref.ref(self)]


def _paragraph(lines: list[str]) -> str:
    return '<div style="line-height: 1.5">' + "<br>".join(map(html.escape, lines)) + "</div>"


def _button(label: str, icon: str, tip: str) -> widgets.Button:
    layout = widgets.Layout(width="96px", margin="2px 8px 2px 0")
    return widgets.Button(description=label, icon=icon, tooltip=tip, layout=layout)


def close_all(widget: widgets.Widget) -> None:
    """Close a widget and all that it is made of."""
    for part in (*getattr(widget, "children", ()), *map(widget._trait_values.get, PARTS)):
        if part is not None:
            close_all(part)
    widget.close()


def _cell_and_run() -> tuple[str, str]:
    """The notebook cell that is running and the number of this run, if the front end tells."""
    from IPython import get_ipython

    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    cell = parent.get("metadata", {}).get("cellId") or ""
    return cell, parent.get("header", {}).get("msg_id", "")


def _code_view(code: str) -> str:
    copy = "navigator.clipboard.writeText(this.nextElementSibling.value)"
    return (
        f'<button class="jupyter-button" onclick="{copy}">Copy to clipboard</button>'
        '<textarea readonly aria-label="NumPy script" spellcheck="false" rows="18" '
        'style="width: 100%; font-family: monospace; font-size: 12px">'
        f"{html.escape(code)}</textarea>"
    )
