"""Wordings that several panels share."""

from collections.abc import Mapping


def whose(own: Mapping[str, bool]) -> str:
    """Who drives a panel, in words.

    Parameters
    ----------
    own : for each function that drives it, by its name, whether it is the learner's
    """
    mine = listed([name for name, is_own in own.items() if is_own])
    course = [name for name, is_own in own.items() if not is_own]
    if not course:
        return f"driven by your {mine}"
    standing_in = (
        f"the course's {listed(course)}, until yours {'has' if len(course) == 1 else 'have'} passed"
    )
    return f"driven by your {mine}, and by {standing_in}" if mine else f"driven by {standing_in}"


def listed(words: list[str]) -> str:
    """Words as one lists them: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def percent(share: float) -> str:
    """Per cent to three digits; but only what is all of them is called 100."""
    return "100" if share == 100 else f"{min(share, 99.9):.3g}"
