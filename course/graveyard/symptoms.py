"""What an answer of lesson 07 shows, where its numbers cannot be compared one by one.

A verdict on a corpse is judged by whether the network lives with the cure; a network of eleven
layers, by what its layers tell. Two answers that show the same are taken for the same.
"""

from collections.abc import Hashable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from course.digits.symptoms import labels as labels_of, numbers as numbers_shown, share_right
from course.graveyard.causes import CAUSES as KNOWN
from course.graveyard.graves import GRAVES
from course.graveyard.net import gradient_ratio, undergo
from course.graveyard.settings import SETTINGS
from course.graveyard.trial import Body

CAUSES = tuple(sorted({cause.name for cause in KNOWN}))  # those that the autopsy knows
STARTS = (1_907, 1_943, 1_986)  # seeds for which a cure has to work; the lesson shows others
FUNCTIONS = ("deal", "table", "update")  # settings that are functions
AT_MOST = 3  # settings that a cure may change: who changes all of them has found nothing
PATIENCE = 15_000  # updates, about two seconds
ENOUGH = 0.85  # share of new digits that the wormhole has to name right
TELLS = 0.4  # share of digits that can be told from each of its layers, at least
TOO_FEW = (
    "upside down",
    "hardly any right",
    "hardly trained",
    "a layer that tells nothing",
    "a layer that does nothing",
)

# ---- numbers with a name


def numbers(value, args):
    """The view of lesson 06 on numbers, for floats of any size."""
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind == "f":
        value = value.astype(float)
    return numbers_shown(value, args)


def ratios(value, args):
    """A view on a dict of numbers, of which some may be infinite: what is not as asked, and all."""
    if not isinstance(value, Mapping):
        told, each = numbers(list(value) if isinstance(value, tuple) else value, args)
        told = told.replace("a list", "a tuple", 1) if isinstance(value, tuple) else told
        return f"{told}, no dict", {"": each}
    seen = {name: _ratio(number) for name, number in value.items()}
    wanted = {name: _ratio(number) for name, number in gradient_ratio(*args).items()}
    return _unlike(seen, wanted), seen


def _unlike(seen, wanted):
    """The first ratio that is not as asked, in words; "" if all are."""
    for name, (asked, number) in wanted.items():
        if name not in seen:
            return f"no ratio of {name}"
        told, given = seen[name]
        if told != asked:
            given = f"{given:.3g}" if told == "a number" else told
            asked = f"{number:.3g}" if asked == "a number" else asked
            return f"the ratio of {name} is {given}; {asked} is asked for"
        if not np.allclose(given, number, rtol=1e-6, atol=1e-8):
            return f"the ratio of {name} is {given:.3g}, which is off by {abs(given - number):.3g}"
    more = [str(name) for name in seen if name not in wanted]
    return f"a ratio of {more[0]}, which is no parameter" if more else ""


def _ratio(number):
    if number is None:
        return "None", 0.0
    try:
        number = np.asarray(number, dtype=float)
    except (TypeError, ValueError):
        return "no number", 0.0
    if number.size != 1:
        return "no single number", np.nan_to_num(number, posinf=1e100, neginf=-1e100)
    number = number.item()
    told = "NaN" if np.isnan(number) else "infinity" if np.isinf(number) else "a number"
    return told, number if told == "a number" else 0.0


# ---- names


def names(value, args):
    """Names of parameters in the order of the alphabet, or what else it is."""
    if isinstance(value, str):
        return f"a text: {value}"
    if isinstance(value, Iterator):
        return "a generator"
    if isinstance(value, Mapping):
        return "a dict"
    if not isinstance(value, list | tuple | Set | np.ndarray):
        return f"no list but a {type(value).__name__}"
    value = list(np.ravel(value)) if isinstance(value, np.ndarray) else list(value)
    if not all(isinstance(name, str) for name in value):
        return "other things than names"
    if len(set(value)) < len(value):
        return f"a name more than once: {', '.join(sorted(set(value)))}"
    return ", ".join(sorted(value)) or "no names"


# ---- verdicts on a corpse


@dataclass(frozen=True)
class Cure:
    """Settings to be changed. Two that say the same are the same, so that they are tried once."""

    key: Hashable
    settings: Mapping[str, Any] = field(compare=False)


def view_of(grave):
    """The view on verdicts about this specimen, named by its name."""
    return lambda value, args: corpse_symptom(grave, value)


def corpse_symptom(grave, value):
    """What a verdict on a corpse shows, in a few words."""
    if shown := _no_verdict(value):
        return shown
    cause, cure = value
    if shown := unusable(grave, cure):
        return shown
    ended, _ = ending(grave, cure)
    if _plain(cause) == GRAVES[grave].cause:
        return "as asked" if ended == "lives" else f"{ended}: {_turned(grave, cure)}"
    if ended == "lives":
        return f"it lives, but not {_plain(cause)}"
    return f"not {_plain(cause)}"


def _plain(cause):
    """Its name as in the list, however it is written."""
    return " ".join(cause.replace("_", " ").lower().split())


def _no_verdict(value):
    if isinstance(value, str):
        return "a cause alone"
    if isinstance(value, Mapping):
        return "a cure alone"
    if not isinstance(value, tuple | list) or len(value) != 2:
        return "no pair"
    cause, cure = value
    if isinstance(cure, str) and isinstance(cause, Mapping):
        return "turned round"
    if not isinstance(cause, str):
        return "no name of a cause"
    if _plain(cause) not in CAUSES:
        return f"no such cause: {_plain(cause)}"
    return "" if isinstance(cure, Mapping) else "no dict"


def unusable(grave, cure):
    """What is wrong with the settings before they are tried; "" for nothing."""
    if not cure:
        return "no cure"
    for name in cure:
        if name not in SETTINGS:
            return f"no such setting: {name}"
    if len(cure) > AT_MOST:
        return "too many settings"
    for name, value in cure.items():
        if shown := _of_kind(name, value):
            return shown
    died = GRAVES[grave].settings
    start = cure.get("start", died["start"])
    if isinstance(start, Mapping) and "sizes" not in start:
        return "start without sizes"
    if all(name in died and _frozen(died[name]) == _frozen(cure[name]) for name in cure):
        return "nothing changed"
    how = {"epochs": 20, "batch": 25} | dict(died) | dict(cure)
    try:
        updates = how["epochs"] * 1_540 / how["batch"]
    except (TypeError, ZeroDivisionError):
        return ""  # the training itself says what it thinks of these
    return "too long" if updates > PATIENCE else ""


def _of_kind(name, value):
    """What is wrong with a setting whatever network it is for; "" for nothing."""
    if isinstance(value, str):
        return f"in quotation marks: {name}"
    if name in FUNCTIONS and not callable(value):
        return f"no function: {name}"
    if name == "body" and not isinstance(value, Body):
        return "no kind of network"
    if name == "start" and isinstance(value, Mapping):
        words = [key for key in ("bias", "same", "std") if isinstance(value.get(key), str)]
        return f"a number in words: {words[0]}" if words else ""
    return ""


def _frozen(value):
    """Something to be compared, of settings of any kind."""
    if isinstance(value, Mapping):
        return tuple(sorted((str(name), _frozen(part)) for name, part in value.items()))
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    if isinstance(value, np.ndarray):
        return value.shape, value.tobytes()
    return value if isinstance(value, Hashable) else repr(value)


def ending(grave, cure):
    """How it goes with a cure: "lives", "dies", "leaks" or "cannot be trained", and a detail."""
    return _ending(grave, Cure(_frozen(cure), cure))


@lru_cache(maxsize=256)
def _ending(grave, cure):
    """Every form of a mistake is asked about the same few cures: each is tried once."""
    specimen = GRAVES[grave]
    for seed in STARTS:
        try:
            with np.errstate(all="ignore"):
                trial = undergo(
                    np.random.default_rng(seed), **dict(specimen.settings) | dict(cure.settings)
                )
                lives = specimen.lives(trial)
        except Exception as error:
            return "cannot be trained", f"{type(error).__name__}: {' '.join(str(error).split())}"
        if _leaks(trial):
            return "leaks", ""
        if not lives:
            return "dies", f"{trial.accuracy:.0%}"
    return "lives", ""


def _leaks(trial):
    """Whether new rows are among those learned from."""
    known = {row.tobytes() for row in np.asarray(trial.X, dtype=float)}
    return any(row.tobytes() in known for row in np.asarray(trial.X_new, dtype=float))


def _turned(grave, cure):
    """Which settings a cure changes: for a number also in which direction."""
    died, turned = GRAVES[grave].settings, []
    for name, value in sorted(cure.items()):
        if name == "start" and isinstance(value, Mapping):
            old = died["start"]
            keys = sorted({*old, *value})
            turned += [
                f"start {key}" for key in keys if _frozen(old.get(key)) != _frozen(value.get(key))
            ]
        elif isinstance(value, int | float) and isinstance(died.get(name), int | float):
            turned += [f"{name} {'up' if value > died[name] else 'down'}"] * (value != died[name])
        elif name == "body":
            turned.append(" ".join(["body", *_extras(value)]))
        else:
            turned.append(name)
    return ", ".join(turned)


def _extras(body):
    """What a kind of network has besides its layers: "skip", "norm"."""
    given = getattr(body.loss_and_gradients, "keywords", {})
    return [name for name in ("norm", "skip") if given.get(name)]


# ---- the wormhole


def layer_symptom(value, args):
    """What the layers of a rebuilt network show, in a word or more."""
    X, _, X_new, sizes = args
    if isinstance(value, np.ndarray) and value.ndim < 3:
        return "one table only"
    if not isinstance(value, list | tuple):
        return "no list"
    try:
        H = [np.asarray(h, dtype=float) for h in value]
    except (TypeError, ValueError):
        return "no tables of numbers"
    if shown := _of_shapes([h.shape for h in H], len(X), len(X_new), sizes):
        return shown
    if not all(np.isfinite(h).all() for h in H):
        return "not numbers"
    return _of_answers(H, X_new)


def _of_shapes(shapes, old, new, sizes):
    wanted = [(new, n) for n in sizes[1:]]
    if shapes == wanted:
        return ""
    if shapes[:-1] == wanted[:-1] and shapes[-1] in ((new,), (new, 1)):
        return "one number for each row"
    if shapes == [(new, sizes[0]), *wanted]:
        return "with the inputs"
    if shapes == wanted[:-1]:
        return "without the answers"
    if shapes == wanted[::-1]:
        return "backwards"
    if shapes == [(old, n) for n in sizes[1:]]:
        return "for the rows of X"
    if shapes == [(n, new) for n in sizes[1:]]:
        return "on its side"
    if shapes in (list(pairwise(sizes)), [(n,) for n in sizes[1:]]):
        return "weights"
    if len(shapes) != len(wanted):
        return f"{len(shapes)} tables"
    return "other widths"


def _of_answers(H, X_new):
    z = H[-1]
    if np.ptp(z.argmax(axis=1)) == 0:
        return "always the same digit"
    right = share_right(z, X_new)
    if right >= ENOUGH:
        if quiet(H, X_new):
            return "a layer that tells nothing"
        return "a layer that does nothing" if idle(H) else "learned"
    if share_right(-z, X_new) >= 0.5:
        return "upside down"
    return "hardly any right" if right < 0.2 else "hardly trained"


def quiet(H, X_new):
    """The first layer from which the digits cannot be told, as (number, share), or nothing."""
    digits = labels_of(X_new)
    for i, h in enumerate(H, 1):
        share = told_by(h, digits)
        if share < TELLS:
            return i, share
    return ()


def idle(H):
    """The number of the first layer that hands on the very table that it was told, or nothing."""
    for i, (told, said) in enumerate(pairwise(H), 2):
        if np.array_equal(told, said):
            return i
    return None


def told_by(h, digits):
    """How many digits can be told from what a layer says: by least squares, from every other row
    for those between."""
    h = (h - h.mean(axis=0)) / np.maximum(np.abs(h).max(), 1e-300)
    A = np.column_stack([h, np.ones(len(h))])
    W = np.linalg.lstsq(A[::2], np.eye(10)[digits[::2]], rcond=None)[0]
    return float(((A[1::2] @ W).argmax(axis=1) == digits[1::2]).mean())
