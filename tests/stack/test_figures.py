"""The still pictures of lesson 05: what they tell those who cannot see them."""

import numpy as np
import pytest

from course.kit import plots
from course.stack import figures


@pytest.fixture
def told(monkeypatch):
    """The texts of the pictures that were shown."""
    texts = []
    monkeypatch.setattr(plots, "show", lambda made, text: texts.append(text))
    return texts


def test_heights_are_told_from_the_top_down_and_without_signs(told):
    figures.heights([np.array([0.7, 0.5])], ["0.5 of $v_2$"])
    assert "0.5 of v2, 0.7 of v1 from the top down; read: 0.5 of v2" in told[0]
    assert "$" not in told[0]


def test_gates_are_told_by_halves_and_coarsely(told):
    crisp, thin = np.repeat([1.0, 0.0], 4), np.repeat([0.84, 0.21], 4)
    figures.gates({"crisp": (crisp, 1 - crisp), "thin": (thin, np.full(8, 0.5))})
    assert "crisp: pushes at 1, then at 0, pops at 0, then at 1" in told[0]
    assert "thin: pushes nearer to 1, but not at it, then nearer to 0, but not at it" in told[0]
    assert "pops near one half throughout" in told[0]


def test_every_other_picture_says_what_it_shows(told):
    figures.hinges()
    figures.controller()
    assert "max(0, x) is flat, with slope 0" in told[0]
    assert "goes back to the controller at the next step" in told[1]
