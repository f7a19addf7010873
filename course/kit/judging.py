"""Is this function right, and if not, which mistake is it? Runs inside the sandbox.

A function is tried on inputs drawn afresh. It is right when nothing it was given has changed, its
own properties hold (a gradient is the slope of its own loss) and its values are the reference's.
If it is wrong, the known mistakes are tried on the same inputs: the one that does the same is it.
"""

import copy
import dis
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from course.kit.checking import Exercise

RTOL, ATOL = 1e-6, 1e-8


@dataclass(frozen=True)
class Finding:
    """What the judge found. ``status`` is "right", "wrong" or "blank"."""

    status: str
    mistake: str | None = None
    hint: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one call did: the value it gave or the error it raised, and whether it left its
    arguments as they were."""

    value: Any = None
    error: BaseException | None = None
    changed: bool = False


def judge(exercise: "Exercise", function: Any) -> Finding:
    """Try ``function`` on fresh inputs. Never raises, except to end the process."""
    shared = dict(vars(np))
    try:
        found = _judge(exercise, function)
    except BaseException as error:  # a result whose comparison raises, an error without a text
        name = type(error).__name__
        found = Finding("wrong", None, f"What it gives back cannot be looked at: {name}.")
    replaced = [name for name, value in shared.items() if vars(np).get(name) is not value]
    if replaced:  # then nothing that was measured afterwards means anything
        hint = (
            f"It changes np.{replaced[0]} itself, which everybody else uses too. "
            "Give what is yours a name of its own."
        )
        return Finding("wrong", "changes NumPy", hint)
    return found


def _judge(exercise: "Exercise", function: Any) -> Finding:
    if function is None or _is_blank(function):
        return Finding("blank")
    if not callable(function):
        return Finding(
            "wrong", "not a function", f"This is {_kind(function)}; a function is asked for."
        )
    rng = np.random.default_rng()
    calls = [exercise.draw(rng) for _ in range(exercise.draws)]
    outcomes = [observe(function, args) for args in calls]
    if isinstance(outcomes[0].error, NotImplementedError) or outcomes[0].value is Ellipsis:
        return Finding("blank")
    faults = (_fault(exercise, function, *call) for call in zip(calls, outcomes, strict=True))
    fault = next(filter(None, faults), None)
    if fault is None:
        return Finding("right")
    return _recognise(exercise, calls, outcomes) or fault


def observe(function: Callable[..., Any], args: tuple[Any, ...]) -> Outcome:
    """Call a function on copies of ``args``, whatever it does."""
    given = copy.deepcopy(args)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            value = function(*given)
        except BaseException as error:  # SystemExit and KeyboardInterrupt are answers here too
            return Outcome(error=error)
    return Outcome(value, changed=difference(_plain(given), _plain(args)) is not None)


def difference(got: Any, expected: Any, name: str = "the result") -> str | None:
    """Say in one sentence how ``got`` differs from ``expected``; None if it does not.

    Numbers agree to ``RTOL`` and ``ATOL``. A tuple may be a list; a number may be an array of one
    element, but not an array of one element a number where an array is expected.
    """
    if isinstance(expected, dict):
        return _dict_difference(got, expected, name)
    if isinstance(expected, tuple):
        if not isinstance(got, tuple | list) or len(got) != len(expected):
            return f"{name} is {_kind(got)}; {len(expected)} values in a tuple are expected."
        parts = zip(got, expected, strict=True)
        found = (difference(g, e, f"value {i} of {name}") for i, (g, e) in enumerate(parts, 1))
        return next(filter(None, found), None)
    if isinstance(expected, str | None):
        return None if got == expected else f"{name} shows: {got}."
    return _array_difference(got, expected, name)


def _dict_difference(got: Any, expected: dict, name: str) -> str | None:
    if not isinstance(got, dict):
        return f"{name} is {_kind(got)}; a dict with the keys {list(expected)} is expected."
    if set(got) != set(expected):
        return f"{name} has the keys {list(got)}; expected are {list(expected)}."
    found = (difference(got[key], expected[key], f"{name}[{key!r}]") for key in expected)
    return next(filter(None, found), None)


def _array_difference(got: Any, expected: Any, name: str) -> str | None:
    shape = np.shape(expected)
    if shape and not isinstance(got, np.ndarray):
        return f"{name} is {_kind(got)}; an array of shape {shape} is expected."
    try:
        values = np.asarray(got)
    except (TypeError, ValueError):
        return f"{name} is {_kind(got)}; numbers are expected."
    if values.dtype.kind not in "biuf":  # texts, objects, complex numbers
        held = f" holding {values.dtype}" if isinstance(got, np.ndarray) else ""
        return f"{name} is {_kind(got)}{held}; real numbers are expected."
    values = values.astype(float)
    if values.shape != shape and not (shape == () and values.size == 1):
        return f"{name} has shape {values.shape}; shape {shape} is expected."
    values = values.reshape(shape)
    if not np.isfinite(values).all():
        return f"{name} contains NaN or infinity: a division by zero or a logarithm of zero?"
    if np.allclose(values, expected, rtol=RTOL, atol=ATOL):
        return None
    gap = np.abs(values - expected)
    if not shape:
        return f"{name} is {values:.3g}, which is off by {gap:.3g}."
    place = tuple(int(i) for i in np.unravel_index(gap.argmax(), shape))
    return f"{name} has the right shape, but its value at {list(place)} is off by {gap.max():.3g}."


def _fault(
    exercise: "Exercise", function: Callable[..., Any], args: tuple[Any, ...], outcome: Outcome
) -> Finding | None:
    """The first thing that is wrong with one call, in the learner's words."""
    if outcome.error is not None:
        return Finding("wrong", None, _told(outcome.error, args))
    expected = observe(exercise.reference, args)
    nothing = outcome.value is None and expected.value is not None
    if outcome.changed:
        hint = (
            "It changes what it was given. Whoever calls it still needs those arrays: "
            "compute new ones instead of writing into the old"
        )
        hint += ", and hand them back with a return line." if nothing else "."
        return Finding("wrong", "changes its inputs", hint)
    if nothing:
        hint = (
            "It returns nothing. A function hands its result back with a return line. "
            "print shows a value; return hands it back."
        )
        return Finding("wrong", "returns nothing", hint)
    for holds in exercise.properties:
        checked = _ask(holds, function, args, outcome.value)
        if checked.error is not None:
            return Finding("wrong", None, _told(checked.error, args))
        if checked.value:
            return Finding("wrong", None, checked.value)
    gap = difference(exercise.view(outcome.value, args), exercise.view(expected.value, args))
    if gap:
        return Finding("wrong", None, f"{_described(args)} {gap}")
    return None


def _ask(
    holds: Callable[..., str], function: Callable[..., Any], args: tuple[Any, ...], value: Any
) -> Outcome:
    """What a property says. It may call the function again, and this time it may raise."""
    return observe(lambda *given: holds(function, given, value), args)


def _recognise(
    exercise: "Exercise", calls: list[tuple[Any, ...]], outcomes: list[Outcome]
) -> Finding | None:
    """The known mistake that did on every call what the learner's function did."""
    for mistake in exercise.mistakes:
        for form in (mistake.function, *mistake.also):
            if _agree(exercise, calls, outcomes, [observe(form, args) for args in calls]):
                return Finding("wrong", mistake.name, mistake.hint)
    return None


def _agree(
    exercise: "Exercise",
    calls: list[tuple[Any, ...]],
    learners: list[Outcome],
    mistakes: list[Outcome],
) -> bool:
    """Whether two functions did the same on every call.

    Once they have given the same value somewhere, the texts of their errors may differ: ``@`` and
    ``np.dot`` complain of the same shapes in different words.
    """
    rows = list(zip(calls, learners, mistakes, strict=True))
    returned = [row for row in rows if row[1].error is None and row[2].error is None]
    if not all(_same_value(exercise, *row) for row in returned):
        return False
    raised = [
        (ours.error, theirs.error)
        for _, ours, theirs in rows
        if not (ours.error is None and theirs.error is None)
    ]
    if any(type(ours) is not type(theirs) for ours, theirs in raised):
        return False
    return bool(returned) or all(repr(ours) == repr(theirs) for ours, theirs in raised)


def _same_value(
    exercise: "Exercise", args: tuple[Any, ...], learners: Outcome, mistakes: Outcome
) -> bool:
    if learners.changed != mistakes.changed:
        return False
    if learners.value is None or mistakes.value is None:
        return learners.value is mistakes.value
    return not difference(exercise.view(learners.value, args), exercise.view(mistakes.value, args))


def _plain(value: Any) -> Any:
    """Only what ``difference`` can compare: a random generator in the arguments is left out."""
    if isinstance(value, tuple | list):
        return tuple(_plain(part) for part in value)
    if isinstance(value, dict | np.ndarray | float | int | str):
        return value
    return None


def _is_blank(function: Any) -> bool:
    """A body of nothing but a docstring, ``pass``, ``...`` or ``return``."""
    if not isinstance(function, FunctionType):
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "COPY_FREE_VARS"}
    code = list(dis.get_instructions(function))
    returned = [step.argval for step in code if step.opname in {"LOAD_CONST", "RETURN_CONST"}]
    return all(step.opname in idle for step in code) and returned[-1:] in ([None], [...])


def _told(error: BaseException, args: tuple[Any, ...]) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "ipykernel" in f.filename]
    line = f", in the line «{frames[-1].line}»" if frames and frames[-1].line else ""
    if isinstance(error, MemoryError):
        return f"{_described(args)} it asked for more memory than there is."
    if isinstance(error, RecursionError):
        return f"{_described(args)} it called itself until Python gave up."
    message = f": {error}" if str(error) else ""
    message = " ".join(message.split())[:300]
    return f"{_described(args)} it stopped with {type(error).__name__}{message}{line}."


def _described(args: tuple[Any, ...]) -> str:
    return f"Tried on {', '.join(_size(value) for value in args)}:"


def _size(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_size(part)}" for key, part in value.items()) + "}"
    return f"{value:.3g}" if isinstance(value, float) else f"{value}"


def _kind(value: Any) -> str:
    if value is None:
        return "None"
    name = type(value).__name__
    article = "an" if name[0] in "aeiou" else "a"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, tuple | list):
        return f"{article} {name} of {len(value)}"
    return f"{article} {name}"
