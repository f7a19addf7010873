"""What an answer of lesson 02 shows, where its numbers cannot be compared one by one.

Two answers that show the same are taken for the same.
"""

import numpy as np


def kind_of(value):
    return "an array" if isinstance(value, np.ndarray) else f"of type {type(value).__name__}"


def _tuple(value):
    return tuple(value) if isinstance(value, list) else value


def numbers(value, args):
    """A view on an array, in which two that have NaN at the same places are found the same."""
    if not isinstance(value, np.ndarray | np.generic) or value.dtype.kind != "f":
        return "numbers", value
    told = "numbers" if np.isfinite(value).all() else "NaN or infinity"
    return told, np.nan_to_num(value)


def compared_runs(value, args):
    """A view on many runs. A list of them is compared part by part, which a tuple is."""
    if isinstance(value, dict):
        return {name: _tuple(part) for name, part in value.items()}
    return _tuple(value)


def wrong_form(value, shape, keys):
    """What is wrong with the form of a change and a memory, in a sentence."""
    named = ", ".join(f'"{key}": {key}' for key in keys)
    if not isinstance(value, tuple | list) or len(value) != 2:
        return (
            "Two things are asked for, the change and what to remember: "
            f"return change, {{{named}}}. Yours is {kind_of(value)}."
        )
    change, memory = value
    if not isinstance(memory, dict):
        return (
            f"What to remember comes second and is a dict: {{{named}}}. Yours is {kind_of(memory)}."
        )
    missing = [key for key in keys if key not in memory]
    if missing:
        return f"Your memory has the keys {list(memory)}; {missing[0]!r} is missing."
    for name, part in {"change": change, **{key: memory[key] for key in keys}}.items():
        if not isinstance(part, np.ndarray) or part.dtype.kind not in "biuf":
            return f"{name} is an array of real numbers; yours is {kind_of(part)}."
        if part.shape != shape:
            return f"{name} has the gradient's shape, {shape}. Yours has {part.shape}."
    return ""


def change_and(*keys):
    """A view on a change and a memory: whatever else is remembered, these keys are compared.

    It gives as many parts for what is not of that form, or not a number, so that two functions
    that make the same mistake there are still found to do the same.
    """

    def view(value, args):
        wrong = wrong_form(value, args[0].shape, keys)
        if wrong:
            return wrong.rstrip("."), _tuple(value), *(None for _ in keys)
        change, memory = value
        parts = [np.asarray(part, dtype=float) for part in (change, *map(memory.get, keys))]
        told = "numbers" if all(np.isfinite(part).all() for part in parts) else "NaN or infinity"
        return told, *map(np.nan_to_num, parts)

    return view


def symptom(value, args):
    """Where a ball has come to, in a word or more."""
    slope, start = args
    try:
        x = np.asarray(value, dtype=float).reshape(2)
    except (TypeError, ValueError):
        return "not a place"
    if not np.isfinite(x).all():
        return "not numbers"
    far = np.linalg.norm(start - slope.bottom)
    along, across = np.array(slope.parts(x)) / far
    if np.hypot(along, across) < 0.01:
        return "arrived"
    if np.allclose(x, start):
        return "still at the start"
    if np.abs(x).max() < 1e-3:
        return "at (0, 0)"
    if np.hypot(along, across) > 1e3:
        return "ran off"
    if slope.height(x) > slope.height(start):
        return "higher than the start"
    return "on the floor, but not at the bottom" if abs(across) < 0.02 else "still on a wall"
