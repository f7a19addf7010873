"""Is this function right, and if not, which mistake is it? Runs inside the sandbox.

A function is tried on inputs drawn afresh. It is right when nothing it was given has changed, its
own properties hold (a gradient is the slope of its own loss) and its values are the reference's.
If it is wrong, the known mistakes are tried on the same inputs: the one that does the same is it.
"""

import copy
import dis
import inspect
import io
import re
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from textwrap import shorten
from types import FunctionType, TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from course.kit.checking import Exercise

RTOL, ATOL = 1e-6, 1e-8
PRINTED_LINES, PRINTED_CHARACTERS = 6, 300  # how much of what is printed is kept


@dataclass(frozen=True)
class Finding:
    """What the judge found.

    Attributes
    ----------
    status : "right", "wrong" or "blank"
    mistake : the name of the recognised mistake, or None
    hint : what to tell the learner
    place : file name and line number in the learner's function where it stopped, or None
    printed : the first lines of what the function printed
    """

    status: str
    mistake: str | None = None
    hint: str = ""
    place: tuple[str, int] | None = None
    printed: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one call did: the value it gave or the error it raised, and whether it left its
    arguments as they were."""

    value: Any = None
    error: BaseException | None = None
    changed: bool = False


class _Printed(io.TextIOBase):
    """Takes whatever is printed and keeps the beginning."""

    def __init__(self) -> None:
        self._kept = ""

    def write(self, text: str) -> int:
        if len(self._kept) <= PRINTED_CHARACTERS:
            self._kept += text[: PRINTED_CHARACTERS + 1]
        return len(text)

    def beginning(self) -> str:
        """The first lines, and an ellipsis if there was more."""
        lines = self._kept.strip("\n").splitlines()
        text = "\n".join(lines[:PRINTED_LINES])[:PRINTED_CHARACTERS]
        more = len(lines) > PRINTED_LINES or len("\n".join(lines)) > len(text)
        return text + " …" if more else text


def judge(exercise: "Exercise", function: Any) -> Finding:
    """Try ``function`` on fresh inputs. Never raises, except to end the process."""
    shared = dict(vars(np))
    printed = _Printed()
    try:
        found = _judge(exercise, function, printed)
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
    return replace(found, printed=printed.beginning())


def _judge(exercise: "Exercise", function: Any, printed: _Printed) -> Finding:
    if is_blank(function):
        return Finding("blank")
    if not callable(function):
        return Finding(
            "wrong", "not a function", f"This is {_kind(function)}; a function is asked for."
        )
    rng = np.random.default_rng()
    calls = [exercise.draw(rng) for _ in range(exercise.draws)]
    with redirect_stdout(printed):
        outcomes = [observe(function, args) for args in calls]
    if isinstance(outcomes[0].error, NotImplementedError) or outcomes[0].value is Ellipsis:
        return Finding("blank")
    faults = (_fault(exercise, function, *call) for call in zip(calls, outcomes, strict=True))
    fault = next(filter(None, faults), None)
    if fault is None:
        return Finding("right")
    return _recognise(exercise, calls, outcomes) or fault


def is_blank(function: Any) -> bool:
    """Whether nothing was written yet: None, or a body of nothing but a docstring, ``pass``,
    ``...`` or ``return``. Looks only, and calls nothing."""
    if function is None:
        return True
    if not isinstance(function, FunctionType):
        return False
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "COPY_FREE_VARS"}
    code = list(dis.get_instructions(function))
    returned = [step.argval for step in code if step.opname in {"LOAD_CONST", "RETURN_CONST"}]
    return all(step.opname in idle for step in code) and returned[-1:] in ([None], [...])


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


def difference(
    got: Any, expected: Any, name: str = "the result", parts: Sequence[str] = ()
) -> str | None:
    """Say in one sentence how ``got`` differs from ``expected``; None if it does not.

    Numbers agree to ``RTOL`` and ``ATOL``. A tuple may be a list; a number may be an array of one
    element, but not an array of one element a number where an array is expected. ``parts`` are the
    names of a tuple's values.
    """
    if isinstance(expected, dict):
        return _dict_difference(got, expected, name)
    if isinstance(expected, tuple):
        return _tuple_difference(got, expected, name, parts)
    if isinstance(expected, str | None):
        same = isinstance(got, str | None) and got == expected
        return None if same else f"{name} shows: {shorten(str(got), 300, placeholder=' …')}."
    return _array_difference(got, expected, name)


def _tuple_difference(got: Any, expected: tuple, name: str, parts: Sequence[str]) -> str | None:
    if not isinstance(got, tuple | list) or len(got) != len(expected):
        named = f": {', '.join(parts)}" if parts else ""
        return f"{name} is {_kind(got)}; {len(expected)} values in a tuple are expected{named}."
    if len(parts) != len(expected):
        parts = [f"value {i} of {name}" for i in range(1, len(expected) + 1)]
    found = map(difference, got, expected, parts)
    return next(filter(None, found), None)


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
    values = values.astype(float, copy=False)
    if values.shape != shape and not (shape == () and values.size == 1):
        return f"{name} has shape {values.shape}; shape {shape} is expected."
    values = values.reshape(shape)
    if not np.isfinite(values).all():
        return f"{name} contains NaN or infinity: a division by zero or a logarithm of zero?"
    # Mostly they are the very same, and asking that first saves most of the time.
    if np.array_equal(values, expected) or np.allclose(values, expected, rtol=RTOL, atol=ATOL):
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
    tried = _described(exercise, args)
    if outcome.error is not None:
        return _stopped(outcome.error, function, tried)
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
    for holds in exercise.properties if _is_finite(outcome.value) else ():
        checked = _ask(holds, function, args, outcome.value)
        if checked.error is not None:
            return _stopped(checked.error, function, tried)
        if checked.value:
            return Finding("wrong", None, checked.value)
    seen, wanted = exercise.view(outcome.value, args), exercise.view(expected.value, args)
    gap = difference(seen, wanted, parts=exercise.returns)
    return Finding("wrong", None, f"{tried} {gap}") if gap else None


def _ask(
    holds: Callable[..., str], function: Callable[..., Any], args: tuple[Any, ...], value: Any
) -> Outcome:
    """What a property says. It may call the function again, and this time it may raise."""
    with redirect_stdout(_Printed()):
        return observe(lambda *given: holds(function, given, value), args)


def _recognise(
    exercise: "Exercise", calls: list[tuple[Any, ...]], outcomes: list[Outcome]
) -> Finding | None:
    """The known mistake that did on every call what the learner's function did.

    One whose errors have the same words too goes before one whose errors are only of the same kind.
    """
    alike = None
    for mistake in exercise.mistakes:
        for form in (mistake.function, *mistake.also):
            agrees, verbatim = _agreement(exercise, form, calls, outcomes)
            if verbatim:
                return Finding("wrong", mistake.name, mistake.hint)
            alike = alike or (mistake if agrees else None)
    return Finding("wrong", alike.name, alike.hint) if alike else None


def _agreement(
    exercise: "Exercise",
    form: Callable[..., Any],
    calls: list[tuple[Any, ...]],
    learners: list[Outcome],
) -> tuple[bool, bool]:
    """Whether a mistake does on every call what the learner's function did, and whether its errors
    say the same.

    Once they have given the same value somewhere, the texts of their errors may differ: ``@`` and
    ``np.dot`` complain of the same shapes in different words.
    """
    returned, verbatim = False, True
    for args, ours in zip(calls, learners, strict=True):
        theirs = observe(form, args)
        if type(ours.error) is not type(theirs.error):
            return False, False
        if ours.error is not None:
            verbatim &= repr(ours.error) == repr(theirs.error)
        elif _same_value(exercise, args, ours, theirs):
            returned = True
        else:
            return False, False
    return returned or verbatim, verbatim


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


def _is_finite(value: Any) -> bool:
    """Whether there is no NaN and no infinity in it: of those no property can say anything."""
    if isinstance(value, dict):
        return all(map(_is_finite, value.values()))
    if isinstance(value, tuple | list):
        return all(map(_is_finite, value))
    kind = isinstance(value, np.ndarray | np.generic | float) and np.asarray(value).dtype.kind
    return kind not in ("f", "c") or bool(np.isfinite(value).all())


def _stopped(error: BaseException, function: Any, tried: str) -> Finding:
    own = _innermost(error, function)
    place = (own.tb_frame.f_code.co_filename, own.tb_lineno) if own else None
    return Finding("wrong", None, f"{tried} {_told(error, _sign(own))}", place)


def _told(error: BaseException, sign: str) -> str:
    if isinstance(error, MemoryError):
        return "it asked for more memory than there is."
    if isinstance(error, RecursionError):
        return "it called itself until Python gave up."
    text = " ".join(str(error).split())[:300]
    misfit = _misfit(text, sign) if isinstance(error, ValueError) else None
    if misfit:
        return f"it stopped. {misfit}"
    return f"it stopped with {type(error).__name__}{': ' if text else ''}{text}."


def _misfit(text: str, sign: str) -> str | None:
    """NumPy's words about shapes that do not fit, in the course's own."""
    product = re.search(r"operand 1 has a mismatch .* \(size (\d+) is different from (\d+)\)", text)
    dotted = re.search(r"not aligned: (\d+) \(dim \d+\) != (\d+) \(dim \d+\)", text)
    if product or dotted:
        rows, columns = product.groups() if product else dotted.groups()[::-1]  # type: ignore
        return (
            "In A @ B, A must have as many columns as B has rows; "
            f"here A has {columns} and B has {rows}. Is the order right, or is a .T missing?"
        )
    if "could not be broadcast together with shapes" in text:
        shapes = " and ".join(re.findall(r"\([\d,]*\)", text))
        meant = " Was @ meant, not *?" if sign == "*" else ""
        return f"These shapes do not fit together number by number: {shapes}.{meant}"
    return None


def _innermost(error: BaseException, function: Any) -> TracebackType | None:
    """Where in the file of the learner's function it stopped: the innermost such line."""
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    trace, found = error.__traceback__, None
    while trace:
        found = trace if trace.tb_frame.f_code.co_filename == file else found
        trace = trace.tb_next
    return found


def _sign(own: TracebackType | None) -> str:
    """The sign that stopped, such as "*" or "@"; empty if it was no sign, but a call."""
    if own is None:
        return ""
    steps = {step.offset: step for step in dis.get_instructions(own.tb_frame.f_code)}
    stopped = steps.get(own.tb_lasti)
    return stopped.argrepr if stopped and stopped.opname == "BINARY_OP" else ""


def _described(exercise: "Exercise", args: tuple[Any, ...]) -> str:
    if not args:
        return "Tried:"
    names = inspect.signature(exercise.reference).parameters
    return f"Tried with {', '.join(_named(*pair) for pair in zip(names, args, strict=False))}:"


def _named(name: str, value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"{name} of shape {value.shape}"
    if isinstance(value, dict):
        return f"{name} {{{', '.join(_named(key, part) for key, part in value.items())}}}"
    if isinstance(value, list) and value and all(isinstance(part, np.ndarray) for part in value):
        return f"{name} of shapes {', '.join(str(part.shape) for part in value)}"
    return f"{name} = {value:.3g}" if isinstance(value, float) else f"{name} = {value}"


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
