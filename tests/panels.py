"""Drive a panel without a browser, and run what its "Copy as code" gives."""

import contextlib
import io
import subprocess
import sys

import numpy as np
import pytest

from course.kit import plots


def as_new(one, first):
    """The panel with these settings, waiting at its start, with nothing to complain of."""
    one.settings = first
    one.reset()
    assert (one.settings, one.message.value) == (first, "")
    return one


def fixtures(make, first, *, anew=as_new):
    """The fixtures of a room: its panel, that panel without pictures, and with them.

    Parameters
    ----------
    make : makes the panel
    first : the settings with which every test begins
    anew : called with the panel and those settings, to begin with a test

    Returns
    -------
    shared : one panel for many tests: making one takes ten times as long as asking it something
    one : that panel as new. It draws, but nobody gets a picture
    seen : that panel as new, with pictures
    """

    @pytest.fixture(scope="module")
    def shared():
        panel = make(synchronous=True)
        yield panel
        panel.close()

    @pytest.fixture
    def one(shared, monkeypatch):
        monkeypatch.setattr(plots.Picture, "png", lambda self: b"")
        return anew(shared, first)

    @pytest.fixture
    def seen(shared):
        return anew(shared, first)

    return shared, one, seen


def line(one, beginning):
    """The one line of the read-out that begins so."""
    [found] = [line for line in one.text.splitlines() if line.startswith(beginning)]
    return found


def at(one, index, **settings):
    """The panel ``index`` steps after these settings were chosen; at the end with None."""
    one.settings = settings
    assert one.message.value == ""  # it is cleared by what follows
    if index is not None:
        one.reset()
        for _ in range(index):
            one.step()
    assert one.message.value == ""
    return one.text


def printed_by(script, tmp_path):
    """What the script prints when run on its own, without the course in reach."""
    assert script.isascii(), "a console on Windows may not know the other letters"
    file = tmp_path / "copied.py"
    file.write_text(script, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-I", str(file)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=120,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def printed_here(script):
    """What the script prints, with no other Python to be started: many can be asked like this."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), np.errstate():
        exec(compile(script, "copied.py", "exec"), {"__name__": "__main__"})
    return printed.getvalue()
