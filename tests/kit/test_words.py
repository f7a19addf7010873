"""Who drives a panel is told, and words are listed as people list them."""

import pytest

from course.kit.words import listed, whose


@pytest.mark.parametrize(("own", "words"), [
    ({"a": True}, "driven by your a"),
    ({"a": True, "b": True, "c": True}, "driven by your a, b and c"),
    ({"a": False}, "driven by the course's a, until yours has passed"),
    ({"a": False, "b": False}, "driven by the course's a and b, until yours have passed"),
    (
        {"a": True, "b": False, "c": False},
        "driven by your a, and by the course's b and c, until yours have passed",
    ),
])  # fmt: skip
def test_who_wrote_what_is_told(own, words):
    assert whose(own) == words


def test_words_are_listed():
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
