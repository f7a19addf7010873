"""The landscapes: their slopes, their lowest places, and what shape comes out."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.descent.curves import CURVES, SPAN, STEEP

NAMED = pytest.mark.parametrize("curve", CURVES.values(), ids=CURVES)
PLACES = st.lists(
    st.tuples(st.floats(-SPAN, SPAN), st.floats(-SPAN, SPAN)), min_size=1, max_size=5
).map(np.array)


def grid(curve, points):
    """Places that cover the whole landscape evenly."""
    axes = np.meshgrid(*[np.linspace(-SPAN, SPAN, points)] * curve.dimensions)
    return np.stack([axis.ravel() for axis in axes], axis=-1)


def test_they_are_known_by_their_names():
    assert list(CURVES) == ["bowl", "bumpy", "plateau", "ravine", "turned ravine"]
    assert all(curve.name == name for name, curve in CURVES.items())


@NAMED
@given(places=PLACES)
def test_slopes_are_those_of_the_heights(curve, places):
    places = places[:, : curve.dimensions]
    claimed = curve.slope(places)
    for direction in range(curve.dimensions):
        aside = np.zeros(curve.dimensions)
        aside[direction] = 1e-5
        measured = (curve.height(places + aside) - curve.height(places - aside)) / 2e-5
        np.testing.assert_allclose(claimed[:, direction], measured, rtol=1e-7, atol=1e-6)


@NAMED
def test_nowhere_is_lower_than_at_the_lowest_place(curve):
    places = grid(curve, 200_001 if curve.dimensions == 1 else 401)
    heights = curve.height(places)
    found = places[heights.argmin()]
    apart = np.ptp(places[:, 0]) / (200_000 if curve.dimensions == 1 else 400)
    np.testing.assert_allclose(found, curve.lowest, atol=apart)
    assert curve.height(np.array([curve.lowest]))[0] <= heights.min()


@NAMED
def test_it_is_flat_at_the_lowest_place(curve):
    assert np.abs(curve.slope(np.array([curve.lowest]))).max() < 1e-8


@NAMED
@pytest.mark.parametrize("balls", [1, 7])
def test_one_height_for_each_ball_and_one_slope_for_each_direction(curve, balls):
    places = np.random.default_rng(0).uniform(-SPAN, SPAN, (balls, curve.dimensions))
    assert curve.height(places).shape == (balls,)
    assert curve.slope(places).shape == (balls, curve.dimensions)
    for i in range(balls):
        assert curve.height(places[i : i + 1])[0] == pytest.approx(curve.height(places)[i])
        np.testing.assert_allclose(curve.slope(places[i : i + 1])[0], curve.slope(places)[i])


@NAMED
def test_looking_does_not_move_the_balls(curve):
    places = grid(curve, 5)
    kept = places.copy()
    slope = curve.slope(places)
    curve.height(places)
    np.testing.assert_array_equal(places, kept)
    assert not np.shares_memory(slope, places)


@NAMED
def test_one_direction_to_go_on_the_curves_and_two_in_the_ravines(curve):
    assert curve.dimensions == (2 if "ravine" in curve.name else 1)


def test_heights_and_slopes_by_hand():
    # Bowl: 3**2 / 2. Ravine: (1 + 100 * 4) / 2, its slopes 1 and 100 * 2.
    # Turned ravine: (1, 1) lies along it, (-1, 1) across, each sqrt 2 from the lowest place.
    # Plateau at 2: 10 (1 - e**-0.5), slope 5 e**-0.5.
    # Bumpy at 2.6, where the cosine is 1: 0.6**2 / 20, slope 0.6 / 10.
    for name, place, height, slope in (
        ("bowl", [3.0], 4.5, [3.0]),
        ("ravine", [1.0, 2.0], 200.5, [1.0, 200.0]),
        ("turned ravine", [1.0, 1.0], 1.0, [1.0, 1.0]),
        ("turned ravine", [-1.0, 1.0], 100.0, [-100.0, 100.0]),
        ("plateau", [2.0], 3.934693402873666, [3.032653298563167]),
        ("bumpy", [2.6], 0.018, [0.06]),
    ):
        curve = CURVES[name]
        assert curve.height(np.array([place]))[0] == pytest.approx(height, rel=1e-12)
        np.testing.assert_allclose(curve.slope(np.array([place]))[0], slope, rtol=1e-12)


@given(angle=st.floats(0, 6.28), far=st.floats(0.01, SPAN))
def test_turning_the_ravine_changes_where_it_lies_and_nothing_else(angle, far):
    place = far * np.array([[np.cos(angle), np.sin(angle)]])
    turned = far * np.array([[np.cos(angle + np.pi / 4), np.sin(angle + np.pi / 4)]])
    ravine, other = CURVES["ravine"], CURVES["turned ravine"]
    assert other.height(turned)[0] == pytest.approx(ravine.height(place)[0], rel=1e-9)
    steep, as_steep = np.linalg.norm(other.slope(turned)), np.linalg.norm(ravine.slope(place))
    assert steep == pytest.approx(as_steep, rel=1e-9)


def test_the_ravine_is_as_much_steeper_across_as_it_says():
    along, across = CURVES["ravine"].slope(np.array([[1.0, 1.0]]))[0]
    assert across / along == STEEP
