"""The graves: networks that failed, each with what was tried, what it died of, and what cures it.

A specimen is a record of settings for ``net.undergo``: those with which it died, and those that the
cure changes. Whether a network lives is asked of its trial by the bar of its specimen, which the
cured one passes and the corpse does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course.graveyard.net import undergo
from course.graveyard.trial import Trial
from course.kit.steps import Rng


@dataclass(frozen=True)
class Specimen:
    """One grave.

    Attributes
    ----------
    name : str, short, for people
    tried : what somebody wanted to do
    symptom : what they saw
    cause : what it died of, a name from the list of causes
    evidence : what shows that it was this, in a sentence
    cure : what helps, in a sentence
    source : where it is from
    settings : of ``net.undergo``, as it died
    cured : the settings that the cure changes
    lives : whether a trial is that of a network that lives
    bar : what ``lives`` asks, in words
    """

    name: str
    tried: str
    symptom: str
    cause: str
    evidence: str
    cure: str
    source: str
    settings: Mapping[str, Any]
    cured: Mapping[str, Any]
    lives: Callable[[Trial], bool]
    bar: str
    cured_settings: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cured_settings", dict(self.settings) | dict(self.cured))

    def dies(self, rng: Rng) -> Trial:
        """Train it as it was."""
        return undergo(rng, **self.settings)

    def recovers(self, rng: Rng) -> Trial:
        """Train it with the cure."""
        return undergo(rng, **self.cured_settings)


def above(share: float) -> tuple[Callable[[Trial], bool], str]:
    """The usual bar: more than this share of the new rows are named right."""

    def lives(trial: Trial) -> bool:
        return trial.accuracy > share

    return lives, f"names more than {share:.0%} of the new rows right"
