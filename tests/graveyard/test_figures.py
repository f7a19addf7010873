"""The still pictures of lesson 07 can be made of all that a network may say, also of silence."""

import numpy as np
import pytest

from course.graveyard import figures


@pytest.fixture
def shown(monkeypatch):
    """The pictures that are shown, and their texts."""
    pictures = []
    monkeypatch.setattr(figures.plots, "show", lambda made, text: pictures.append((made, text)))
    return pictures


def curves(**sizes):
    return {name: np.array(values, dtype=float) for name, values in sizes.items()}


def names_on(ax):
    """Where each name is written: the layer and the height."""
    return {text.get_text(): text.xy for text in ax.texts}


def test_one_rate_is_a_picture_as_well(shown):
    figures.rates({0.1: np.array([2.0, 1.0])})
    made, text = shown[0]
    assert len(made.axes) == 1
    assert made.axes[0].get_ylabel() == "loss"
    assert "with alpha = 0.1 the loss falls below half of that" in text


def test_a_curve_that_falls_silent_has_its_name_where_it_ends(shown):
    figures.signal_and_blame(curves(a=[1, 0.1, 0]), curves(a=[1, 2, 3]))
    left, right = shown[0][0].axes
    assert names_on(left)["a"] == pytest.approx((2, 0.1))
    assert names_on(right)["a"] == pytest.approx((3, 3))


@pytest.mark.parametrize("nothing", [0.0, np.nan, np.inf])
def test_of_a_silent_network_nothing_is_drawn_and_all_is_told(nothing, shown):
    figures.signal_and_blame(curves(a=[nothing, nothing], b=[1, 1]), curves(a=[1, 2], b=[1, 2]))
    made, text = shown[0]
    assert set(names_on(made.axes[0])) == {"b"}
    assert f"a: {nothing:.1g} in the first" in text
    made.canvas.draw()


def test_a_network_that_is_silent_alone_is_an_empty_picture(shown):
    figures.signal_and_blame(curves(a=[0, 0]), curves(a=[0, 0]))
    assert names_on(shown[0][0].axes[0]) == {}
    shown[0][0].canvas.draw()


FOUR = curves(a=[1], b=[1], c=[1], d=[1])


@pytest.mark.parametrize(
    ("draw", "complaint"),
    [
        (lambda: figures.signal_and_blame({}, {}), "nothing to draw"),
        (lambda: figures.signal_and_blame(curves(a=[]), curves(a=[])), "nothing to draw"),
        (lambda: figures.signal_and_blame(FOUR, FOUR), "4 curves"),
        (lambda: figures.signal_and_blame(curves(a=[1]), FOUR), "4 curves"),
        (lambda: figures.signal_and_blame(curves(a=[1]), curves(b=[1])), "signal has a, and blame"),
        (lambda: figures.rates({}), "nothing to draw: give one rate"),
        (lambda: figures.rates({0.1: np.array([])}), "nothing to draw: give one rate"),
        (lambda: figures.before_and_after({}), "nothing to draw: give one grave"),
    ],
    ids=["no curves", "no layers", "four", "four of the blame", "other names", "no rates",
         "no epochs", "no graves"],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_in_a_sentence(draw, complaint, shown):
    with pytest.raises(ValueError, match=complaint):
        draw()
    assert not shown
