"""What this learner has passed, on this machine: one small JSON file in the user's data folder.

A missing, damaged or unwritable file never stops a lesson. A damaged one is set aside, not deleted,
and the sentence that says so is returned for the caller to show.
"""

import json
import os
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import platformdirs

_paused = False


def path() -> Path:
    """The file; its folder is ``$COURSE_HOME`` if that is set."""
    home = os.environ.get("COURSE_HOME") or platformdirs.user_data_dir("eleven-lines", False)
    return Path(home) / "progress.json"


def pause() -> None:
    """From now on, until the kernel restarts, nothing is recorded. Solution notebooks do this."""
    global _paused
    _paused = True


def passed() -> tuple[dict[str, str], str]:
    """What is passed, and a message.

    Returns
    -------
    passed : dict of exercise ("room.name") to the day it was passed first, "YYYY-MM-DD"
    message : str, empty unless something was wrong with the file
    """
    file = path()
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))["passed"]
        if not all(isinstance(entry, str) for pair in stored.items() for entry in pair):
            raise TypeError("not a table of names and days")
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"Your progress could not be read ({error}). The lesson goes on without it."
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}, _set_aside(file)
    return stored, ""


def record(exercise: str) -> str:
    """Note that an exercise is passed. Returns a message, empty if all went well."""
    if _paused:
        return ""
    done, message = passed()
    if exercise in done or (message and os.path.exists(path())):
        return message  # what cannot be read now may be whole: it is not written over
    done[exercise] = date.today().isoformat()
    try:
        _write(path(), {"version": 1, "passed": done})
    except OSError as error:
        return f"Your progress could not be saved ({error}). The lesson goes on without it."
    return message


def _set_aside(file: Path) -> str:
    number = 1
    while (aside := file.with_name(f"progress.damaged-{number}.json")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError as error:
        return f"Your progress file is damaged and cannot be moved ({error})."
    return f"Your progress file was damaged. It is kept as {aside}, and a new one was begun."


def _write(file: Path, content: dict) -> None:
    """All or nothing: whoever reads sees the old file or the new one, never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".progress-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(content, out, indent=1)
        os.replace(name, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
