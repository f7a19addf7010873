"""The settings that a network is made and trained with, and what can be wrong with them."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from course.graveyard.trial import Body, Table
from course.kit.steps import Params

SETTINGS = ("alpha", "batch", "body", "deal", "epochs", "scale", "start", "table", "update")
NEEDED = ("body", "start", "table")


def check_names(names: Iterable[str], *, needed: Sequence[str] = ()) -> None:
    """Refuse settings that there are not, and fewer than are needed.

    Raises
    ------
    ValueError
    """
    names = list(names)
    for name in names:
        if name not in SETTINGS:
            raise ValueError(f"there is no setting {name!r}: there are {', '.join(SETTINGS)}")
    if missing := [name for name in needed if name not in names]:
        raise ValueError(f"{' and '.join(missing)} must be given, to make and train a network")


def check_parts(
    *, rng: Any, body: Any, start: Any, table: Any, scale: Any, deal: Any, update: Any
) -> None:
    """Refuse what a network cannot be made of.

    Raises
    ------
    ValueError
        If a part is of another kind than ``net.begin`` asks for, or ``scale`` is 0 or no number.
    """
    if not hasattr(rng, "permutation"):
        raise ValueError(f"rng is {rng!r}: give a generator, such as np.random.default_rng(0)")
    if not isinstance(body, Body):
        raise ValueError(f"body is {body!r}: give a Body, such as bodies.dense()")
    for name, part, such in (
        ("table", table, "tables.pictures"),
        ("deal", deal, "net.minibatches"),
        ("update", update, "plain"),
    ):
        if not callable(part) or isinstance(part, Table):
            raise ValueError(f"{name} is a {type(part).__name__}: give a function, such as {such}")
    if not isinstance(start, Mapping):
        raise ValueError(f"start is {start!r}: give a dict of settings for the first weights")
    _check_start(body.init, start)
    try:
        sound = np.isfinite(float(scale)) and float(scale) != 0
    except (TypeError, ValueError):
        sound = False
    if not sound:
        raise ValueError(f"scale is {scale!r}: inputs are divided by it, so give a number but 0")


def _check_start(init: Callable[..., Params], start: Mapping[str, Any]) -> None:
    asked = list(inspect.signature(init).parameters.values())[1:]  # the first is the generator
    if any(each.kind is each.VAR_KEYWORD for each in asked):
        return
    known = [each.name for each in asked]
    for name in start:
        if name not in known:
            raise ValueError(f"start has no {name!r}: it may have {', '.join(known) or 'nothing'}")
    for each in asked:
        if each.default is each.empty and each.name not in start:
            raise ValueError(f"start has no {each.name}: this kind of network needs it")


def check_rows(rows: Any) -> None:
    """Refuse a table of nothing.

    Raises
    ------
    ValueError
    """
    if not isinstance(rows, Table):
        raise ValueError(f"the function for the table gave a {type(rows).__name__}: give a Table")
    if not len(rows.X) or not len(rows.X_new):
        raise ValueError(
            f"the table has {len(rows.X)} rows to learn from and {len(rows.X_new)} new ones: give "
            "one or more of each"
        )


def check_fit(body: Body, params: Params, rows: Table) -> None:
    """Refuse first weights that are no numbers, or are not made for these rows.

    Raises
    ------
    ValueError
    """
    for name, W in params.items():
        if not np.isfinite(W).all():
            raise ValueError(f"the first weights {name} are no numbers: give numbers in start")
    X, y = rows.X, rows.y
    try:
        with np.errstate(all="ignore"):
            said = body.layers(params, X[:1].copy())[-1].said
    except (ValueError, IndexError) as error:
        shapes = ", ".join(f"{name} {W.shape}" for name, W in params.items())
        raise ValueError(
            f"rows of the shape {X.shape[1:]} do not fit the first weights, {shapes}: the network "
            f"must have as many inputs as a row has numbers ({error})"
        ) from error
    if y.ndim == 2 and len(said) == 1 and y.shape[1] != said.shape[1]:
        raise ValueError(
            f"the network has {said.shape[1]} outputs, and targets of {y.shape[1]} numbers: give "
            "it an output for each"
        )


def check_whole(name: str, number: Any) -> None:
    """Refuse what cannot be counted.

    Raises
    ------
    ValueError
    """
    if isinstance(number, bool) or not isinstance(number, int | np.integer):
        raise ValueError(f"{name} is {number!r}: give a whole number")


def check_batches(batches: Sequence[np.ndarray], n_rows: int, batch: int) -> np.ndarray:
    """All rows of these batches, one after the other.

    Raises
    ------
    ValueError
        If there are none, or rows that the table does not have.
    """
    dealt = np.concatenate(batches) if len(batches) else np.array([], dtype=int)
    if not dealt.size:
        raise ValueError(
            f"no batch was dealt of {n_rows} rows, {batch} at a time: make batches smaller, or "
            "look at what deal gives"
        )
    if dealt.min() < 0 or dealt.max() >= n_rows:
        raise ValueError(
            f"row {dealt.max() if dealt.max() >= n_rows else dealt.min()} was dealt, and the table "
            f"has those from 0 to {n_rows - 1}: look at what deal gives"
        )
    return dealt
