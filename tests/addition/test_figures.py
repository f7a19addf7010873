"""The still pictures of lesson 04: what they refuse, and what they tell who cannot see them."""

import numpy as np
import pytest

from course.addition import figures
from course.kit import plots


@pytest.fixture
def told(monkeypatch):
    """The texts of the pictures that were shown."""
    texts = []
    monkeypatch.setattr(plots, "show", lambda made, text: texts.append(text))
    return texts


def test_a_fifth_curve_is_refused_in_words(told):
    curves = {f"network {i}": 0.5 ** np.arange(20) for i in range(5)}
    with pytest.raises(ValueError, match=r"5 curves are given, .* choose four at most"):
        figures.slopes(curves)
    curves.popitem()
    figures.slopes(curves)
    assert all(name in told[0] for name in curves)


def test_the_ends_are_told_with_a_carry_and_without(told):
    level = np.full(10, 0.9)
    figures.kept_apart({"kept": (level, 1 - level), "lost": (level, level)})
    assert "in the end 0.9 with, 0.1 without" in told[0]
    assert "in the end both at 0.9" in told[0]
