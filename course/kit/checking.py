"""Exercises, the mistakes people make in them, and the verdict a learner sees.

``evaluate`` judges, ``check`` judges and shows. Neither raises, whatever the function does.
"""

import difflib
import html
import importlib
import linecache
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np

from course import LESSONS
from course.kit import progress, sandbox
from course.kit.judging import Finding, is_blank, judge

# The two parts of a view for ``returns``: what the eye sees, in words, and the numbers.
SHOWN = ("a look at the result", "the result")


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: a small function that makes it, and the hint it deserves.

    ``also`` holds other functions that make the same mistake in another form.
    """

    name: str
    function: Callable[..., Any]
    hint: str
    also: Sequence[Callable[..., Any]] = ()


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One thing to write.

    Attributes
    ----------
    room, name : str
        The package below ``course`` it belongs to, and the function's name.
    reference : callable
        The course's own answer.
    draw : callable
        ``draw(rng)`` gives the arguments of one call, as a tuple, different every time.
    mistakes : known wrong answers
    alternatives : other right answers, which tests prove to pass
    hints : from a nudge to nearly the answer
    properties : callables ``(function, args, value) -> str``
        What must hold whatever the values are. Asked with the function, the arguments of one call
        and the value it gave, each gives a sentence if it does not hold, and an empty one if it
        does, or if the value is of a kind that it cannot judge: that is said elsewhere.
    view : callable ``(value, args)``
        What of a value is compared with the reference's: the value itself, or what it shows.
    returns : names of the parts, if a tuple is returned: ``("p", "h")``; ``SHOWN`` for such a view
    draws : int, number of calls
    seconds : float, time limit for all of them together
    """

    room: str
    name: str
    reference: Callable[..., Any]
    draw: Callable[[np.random.Generator], tuple[Any, ...]]
    mistakes: Sequence[Mistake]
    alternatives: Sequence[Callable[..., Any]]
    hints: Sequence[str]
    properties: Sequence[Callable[..., str]] = ()
    view: Callable[[Any, tuple[Any, ...]], Any] = lambda value, args: value
    returns: tuple[str, ...] = ()
    draws: int = 12
    seconds: float = 5.0

    @property
    def key(self) -> str:
        """Its name in the whole course: "room.name"."""
        return f"{self.room}.{self.name}"


@dataclass(frozen=True)
class Verdict:
    """What a learner is told. Shows itself in a notebook as HTML, elsewhere as text.

    Attributes
    ----------
    status : "right", "wrong" or "blank"
    mistake : the name of the recognised mistake, or None
    hint : what to do next; empty if the answer is right
    name : the function that was asked for
    ladder : further hints, weakest first
    notice : a word about the learner's progress file, mostly empty
    printed : the beginning of what a wrong answer printed
    """

    status: str
    mistake: str | None = None
    hint: str = ""
    name: str = ""
    ladder: tuple[str, ...] = ()
    notice: str = ""
    printed: str = ""

    @property
    def headline(self) -> str:
        """Icon and words: the verdict never rests on colour alone."""
        return {
            "right": f"✔ Right: {self.name} is yours from here on.",
            "wrong": f"✘ Not yet: {self.name}",
            "blank": f"✎ To do: {self.name}",
        }[self.status]

    @property
    def _lines(self) -> list[str]:
        standing_in = f"Until yours is right, the course's own {self.name} stands in for it."
        lines = [self.hint] if self.hint else []
        lines += [f"It printed: {self.printed}"] if self.printed else []
        lines += [] if self.status == "right" else [standing_in]
        return lines + ([self.notice] if self.notice else [])

    def __str__(self) -> str:
        return "\n".join([self.headline, *self._lines]).replace("\n", "\n  ")

    def _repr_html_(self) -> str:
        colour = {"right": "#009e73", "wrong": "#d55e00", "blank": "#0072b2"}[self.status]
        lines = "".join(
            f'<div style="white-space: pre-wrap">{html.escape(line)}</div>' for line in self._lines
        )
        rungs = enumerate(() if self.status == "right" else self.ladder, 1)
        ladder = "".join(
            f"<details><summary>Hint {i} of {len(self.ladder)}</summary>"
            f"{html.escape(hint)}</details>"
            for i, hint in rungs
        )
        return (
            f'<div role="status" style="border-left: 5px solid {colour}; padding: 4px 12px; '
            f'max-width: 800px; line-height: 1.5">'
            f"<strong>{html.escape(self.headline)}</strong>{lines}{ladder}</div>"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))


def evaluate(exercise: Exercise, function: Any) -> Verdict:
    """Judge a function without showing anything. Takes about a quarter of a second, and no time at
    all if nothing was written yet."""
    if is_blank(function):
        found = Finding("blank")
    else:
        found = sandbox.run(judge, exercise, function, seconds=exercise.seconds)
    if isinstance(found, sandbox.Failure):
        found = _explained(found, exercise)
    if found.status == "blank":
        hint = "Write your own where the cell says «your code here», and run the cell again."
        found = Finding("blank", None, hint)
    return Verdict(
        found.status,
        found.mistake,
        found.hint + _line(found.place),
        exercise.name,
        tuple(exercise.hints),
        printed=found.printed if found.status == "wrong" else "",
    )


def _line(place: tuple[str, int] | None) -> str:
    """The learner's own line. Only this process can read it: a notebook's cell is in no file."""
    line = linecache.getline(*place).strip() if place else ""
    return f" In your line «{line[:100]}»." if line else ""


# The function that last got "right" in each exercise: a panel need not ask about it once more.
_RIGHT: dict[str, weakref.ref] = {}


def check(exercise: Exercise, function: Any) -> Callable[..., Any]:
    """Judge a function and show the verdict.

    Returns
    -------
    callable
        The learner's function if it is right, else the course's own.
    """
    if function is exercise.reference:
        hint = (
            f"No function called {exercise.name} has been defined here since the course's own. "
            f"Does your def line say `def {exercise.name}(`?"
        )
        verdict = Verdict("blank", None, hint, exercise.name, tuple(exercise.hints))
    else:
        verdict = evaluate(exercise, function)
    if verdict.status == "right":
        with suppress(TypeError):  # not everything that can be called can be referred to
            _RIGHT[exercise.key] = weakref.ref(function)
        notice = progress.record(exercise.key)
        verdict = Verdict("right", name=exercise.name, notice=notice)
    _show(verdict)
    return function if verdict.status == "right" else exercise.reference


def checker(exercises: Sequence[Exercise]) -> Callable[[str, Any], Any]:
    """The ``check(name, function)`` of one room."""
    by_name = {exercise.name: exercise for exercise in exercises}

    def check_by_name(name: str, function: Any) -> Any:
        if isinstance(name, str) and name in by_name:
            return check(by_name[name], function)
        near = difflib.get_close_matches(str(name), by_name, n=1)
        meant = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(by_name)}."
        _show(Verdict("blank", None, f"This lesson has no exercise {name!r}. {meant}", str(name)))
        return function

    return check_by_name


def _show(verdict: Verdict) -> None:
    from IPython.display import display  # slow to import, and the sandbox never shows anything

    display(verdict)


def exercises() -> dict[str, Exercise]:
    """Every exercise of the course, in order, under "room.name"."""
    return {each.key: each for lesson in LESSONS for each in _of_room(lesson.room)}


def _of_room(room: str) -> Sequence[Exercise]:
    return importlib.import_module(f"course.{room}.exercises").EXERCISES


def accepted(key: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A learner's function if it is right, else the course's own, so that a panel always runs.

    Parameters
    ----------
    key : the exercise, as "room.name"
    function : what the learner wrote, or the course's own

    Raises
    ------
    KeyError
        If there is no such exercise.
    """
    exercise = {each.key: each for each in _of_room(key.partition(".")[0])}[key]
    known = function is exercise.reference or (key in _RIGHT and _RIGHT[key]() is function)
    if known or evaluate(exercise, function).status == "right":
        return function
    return exercise.reference


# What a failure of the process is called, and what the learner is told of it.
_FAILURES = {
    "time": (
        "takes too long",
        "It did not come back within {seconds:.0f} seconds. Is there a loop that never ends?",
    ),
    "memory": (
        "takes too much memory",
        "It asked for more than 1 GB of memory. Which array is larger than you meant it to be?",
    ),
    "copy": (
        "uses what cannot be copied",
        "It uses something that cannot be copied ({detail}). "
        "Work only with its arguments and with plain functions and arrays.",
    ),
    "died": (
        "ends Python",
        "It ended Python itself ({detail}). Return a value instead of leaving.",
    ),
    "start": (
        "could not be tried",
        "Your answer could not be tried: no process can be started ({detail}).",
    ),
    "slow": (
        "could not be tried",
        f"Your answer could not be tried: a second Python was not ready within "
        f"{sandbox.START_LIMIT:.0f} seconds. Is the computer very busy, or does a file that you "
        "import never end? Run the cell again.",
    ),
    "setup": (
        "could not be tried",
        "Your answer could not be tried: a second Python started, but could not load the course "
        "({detail}). That says nothing about your answer.",
    ),
}


def _explained(failure: sandbox.Failure, exercise: Exercise) -> Finding:
    """A failure of the process, in the learner's words."""
    mistake, sentence = _FAILURES[failure.kind]
    hint = sentence.format(seconds=exercise.seconds, detail=failure.detail)
    return Finding("wrong", mistake, hint)
