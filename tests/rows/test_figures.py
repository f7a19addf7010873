"""The still pictures of lesson 08, of all that may have been measured."""

import numpy as np
import pytest

from course.rows import figures
from course.rows.timing import Clocked, Speed


@pytest.fixture
def shown(monkeypatch):
    """The pictures that are shown, and their texts."""
    pictures = []
    monkeypatch.setattr(figures.plots, "show", lambda made, text: pictures.append((made, text)))
    return pictures


@pytest.mark.parametrize(
    ("curve", "told"),
    [
        ([0.9, 0.6, 0.4, 0.3], "below 0.5 after 2 updates"),
        ([0.9, 0.8, 0.7, 0.6], "never below 0.5"),
        ([0.3, 0.2, 0.2, 0.1], "below 0.5 after 0 updates"),
    ],
)
def test_when_a_neuron_is_half_way_is_told(curve, told, shown):
    figures.neuron({"quadratic": np.array(curve)})
    assert told in shown[0][1]


def speeds(*shares):
    return [
        Speed(dtype, batch, 1.0, share)
        for dtype in ("float64", "float32")
        for batch, share in zip((1, 10), shares, strict=True)
    ]


def test_each_size_of_a_batch_has_one_tick(shown):
    figures.limit(speeds(0.1, 0.5))
    made, text = shown[0]
    ax = made.axes[0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["1", "10"]
    assert ax.get_ylim() == (0, 100)
    assert "float32: 10 with batches of 1, 50 with batches of 10" in text


def test_a_share_above_the_limit_is_not_cut_off(shown):
    figures.limit(speeds(0.1, 1.2))
    assert shown[0][0].axes[0].get_ylim()[1] > 120


def test_epochs_are_counted_in_updates_also_if_the_last_batch_is_short(shown):
    """Ten rows in batches of four are three updates."""
    figures.batches({4: [Clocked(0, 0.1, 0.1), Clocked(3, 0.2, 0.5), Clocked(6, 0.3, 0.9)]}, 10)
    made, text = shown[0]
    epochs, seconds = (ax.lines[0].get_xdata() for ax in made.axes)
    np.testing.assert_allclose(epochs, [0, 1, 2])
    np.testing.assert_allclose(seconds, [0.1, 0.2, 0.3])
    assert "batches of 4: 90 per cent at the end" in text


def test_both_conventions_are_told_with_all_shapes(shown):
    figures.conventions(5, (8, 3))
    assert "W of 3 by 8 times X of 8 by 5" in shown[0][1]
    assert "X of 5 by 8 times W of 8 by 3" in shown[0][1]
