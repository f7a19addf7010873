"""Drive a panel without a browser, and run what its "Copy as code" gives."""

import contextlib
import io
import subprocess
import sys

import numpy as np


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
