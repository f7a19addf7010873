"""What can be tried on a grave: cures, one by one, and why some of them cannot be had there.

A cure changes one setting of a specimen. The graves are left as they are: ``treat`` gives settings
of their own for ``net.begin``.
"""

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from course.descent.optimisers import OPTIMISERS, plain
from course.digits.data import INK
from course.graveyard import faults, net, tables
from course.graveyard.bodies import dense, with_loss
from course.graveyard.specimens import Specimen
from course.graveyard.trial import Body

AS_IT_DIED = "as it died"
UNTREATED: dict[str, Any] = {
    "std": AS_IT_DIED,
    "alpha": AS_IT_DIED,
    "inputs": AS_IT_DIED,
    "update": AS_IT_DIED,
    "length": 1,
    "skip": False,
    "norm": False,
    "repair": False,
}
NAMES = {
    "std": "initial scale",
    "alpha": "learning rate",
    "inputs": "inputs",
    "update": "optimiser",
    "length": "length of the run",
    "skip": "skip connections",
    "norm": "normalisation",
    "repair": "repair of the bug",
}
SMALL_INPUTS = (tables.with_ones, tables.exclusive_or, tables.reversals)


def treat(grave: Specimen, cures: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a network that was treated.

    Parameters
    ----------
    grave : the specimen
    cures : what is tried, with the keys of ``UNTREATED``: std ("He" or a number), alpha (a number),
        inputs ("0 to 1"), update (a name of ``OPTIMISERS``), length (how many times as long it is
        trained), skip, norm, repair (True or False); or what ``UNTREATED`` has there. What cannot
        be had at this grave is left out

    Returns
    -------
    dict for ``net.begin``
    """
    tried = tries(grave, cures)
    settings = dict(grave.cured_settings if "repair" in tried else grave.settings)
    if "std" in tried:
        start = {key: settings["start"][key] for key in settings["start"] if key != "same"}
        settings["start"] = start | {"std": None if tried["std"] == "He" else tried["std"]}
    if "alpha" in tried:
        settings["alpha"] = tried["alpha"]
        if _moves_one_at_a_time(settings["body"]):  # it has the step in its gradient
            rule = partial(faults.through_moved_weights, alpha=tried["alpha"])
            settings["body"] = dense(loss_and_gradients=rule)
    if "inputs" in tried:
        settings["scale"] = INK
    if "update" in tried:
        settings["update"] = OPTIMISERS[tried["update"]]
    if "length" in tried:
        settings["epochs"] *= tried["length"]
    if "skip" in tried or "norm" in tried:
        settings["body"] = _rebuilt(settings["body"], skip="skip" in tried, norm="norm" in tried)
    return settings


def tries(grave: Specimen, cures: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the cures that are chosen, and that can be had at this grave."""
    idle = unusable(grave, repaired=cures["repair"])
    return {
        name: cures[name]
        for name, without in UNTREATED.items()
        if cures[name] != without and name not in idle
    }


def unusable(grave: Specimen, *, repaired: bool) -> dict[str, str]:
    """Which cures cannot be had at a grave, and why.

    Parameters
    ----------
    grave : the specimen
    repaired : whether its bug is repaired, which makes others possible
    """
    settings = grave.cured_settings if repaired and has_bug(grave) else grave.settings
    body = settings["body"]
    reasons = {
        "std": "" if body.init is net.init else "only dense networks have it here",
        "inputs": "they are from 0 to 1 already" if _small_inputs(settings) else "",
        "update": "" if _sound_update(settings) else "the bug is there",
        "skip": _no_skip(settings),
        "norm": _no_norm(settings),
        "repair": "" if has_bug(grave) else "there is no bug, only numbers badly chosen",
    }
    return {name: why for name, why in reasons.items() if why}


def has_bug(grave: Specimen) -> bool:
    """Whether something was wrong that no choice of numbers for weights or steps puts right."""
    died, cured = grave.settings, grave.cured_settings
    if callable(died["alpha"]) or not _sound_update(died):
        return True
    if any(died[name] is not cured[name] for name in ("body", "table")):
        return True
    if died.get("deal") is not cured.get("deal"):
        return True
    return {**died["start"], "std": 0} != {**cured["start"], "std": 0}


def _sound_update(settings: Mapping[str, Any]) -> bool:
    known = settings.get("update", plain) in OPTIMISERS.values()
    return known and not _moves_one_at_a_time(settings["body"])


def _small_inputs(settings: Mapping[str, Any]) -> bool:
    return settings.get("scale") == INK or settings["table"] in SMALL_INPUTS


def _no_norm(settings: Mapping[str, Any]) -> str:
    body = settings["body"]
    if body.name != "dense":
        return "only dense networks have it here"
    if _moves_one_at_a_time(body):
        return "the loops that move its weights know nothing of it"
    return "it has no hidden layer" if len(settings["start"]["sizes"]) < 3 else ""


def _no_skip(settings: Mapping[str, Any]) -> str:
    if why := _no_norm(settings):
        return why
    if any(m == n for m, n in pairwise(settings["start"]["sizes"][:-1])):
        return ""
    return "no hidden layer is as wide as the one before"


def _moves_one_at_a_time(body: Body) -> bool:
    rule = body.loss_and_gradients
    return isinstance(rule, partial) and rule.func is faults.through_moved_weights


def _rebuilt(body: Body, *, skip: bool, norm: bool) -> Body:
    """The same dense network with other layers; a fault of its loss stays."""
    rule = body.loss_and_gradients
    fault = rule.keywords.get("loss_and_delta") if isinstance(rule, partial) else None
    return with_loss(fault or net.loss_and_delta, skip=skip, norm=norm)
