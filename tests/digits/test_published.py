"""What the source post reports, over ten seeds on its own split, and the ladder that goes on."""

import numpy as np
import pytest
from digits import published

from course.descent.optimisers import plain
from course.digits import data, intervals, ladder, net, rivals


def test_one_unit_in_the_middle_is_not_enough():
    accuracies = published.accuracies("one-unit bottleneck")
    assert accuracies.mean() < published.BOTTLENECK
    assert accuracies.max() < published.BOTTLENECK + 0.05


def test_the_published_network_comes_near_ninety_in_a_hundred():
    accuracies = published.accuracies("published")
    assert accuracies.mean() == pytest.approx(published.NETWORK, abs=0.03)
    assert accuracies.min() < published.NETWORK < accuracies.max()


def test_weights_of_one_thousandth_leave_the_wormhole_guessing():
    assert (ladder.climb("wormhole", seeds=range(3)).mean(axis=1) == published.WORMHOLE).all()


def test_weights_of_one_drive_the_funnel_out_of_all_numbers():
    said = ladder.probabilities("funnel, std 1", 0)
    assert np.isnan(said).all()
    assert (ladder.climb("funnel, std 1", seeds=[0]).mean()) == published.WIDE_FUNNEL


def test_smaller_inputs_alone_slow_the_same_steps_down():
    scaled, longer = (
        published.accuracies(name) for name in ("inputs from 0 to 1", "step ten times as long")
    )
    assert scaled.max() < 0.7
    assert longer.mean() > 0.85


def test_one_picture_is_half_a_per_cent_and_an_interval_spans_many():
    right = ladder.climb("published", seeds=[0])[0]
    low, high = intervals.wilson(int(right.sum()), len(right))
    assert len(right) == 200
    assert 200 * (high - low) > 14


def test_neighbours_and_support_vectors_are_what_has_to_be_beaten():
    neighbours, vectors = (rivals.climb(name, seeds=[0]).mean() for name in rivals.NAMES[1:3])
    assert (neighbours, vectors) == (0.955, 0.96)


def test_every_rung_stands_on_another_and_differs_from_it():
    for name, rung in ladder.LADDER.items():
        assert (rung.on is None) == (name == "published")
        if rung.on:
            assert list(ladder.LADDER).index(rung.on) < list(ladder.LADDER).index(name)
            below = ladder.settings(rung.on)
            assert ladder.settings(name) != below or rung.average != ladder.LADDER[rung.on].average


def test_a_rung_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ValueError, match="no rung is called 'stairs': choose one of published"):
        ladder.climb("stairs", seeds=[0])
    with pytest.raises(ValueError, match="no rival is called 'tree'"):
        rivals.rival("tree")


@pytest.mark.parametrize("name", ["momentum", "weight decay", "moved copies", "average of five"])
def test_side_by_side_each_network_is_what_it_is_alone(name):
    digits, seeds = data.drawn(np.random.default_rng(0), rows=60, new=20), (0, 1, 2)
    how = {"update": plain} | ladder.settings(name)
    together = ladder.fit_side_by_side(
        [np.random.default_rng(seed) for seed in seeds], digits, **how
    )
    for seed, z in zip(seeds, together, strict=True):
        alone = ladder.fit(np.random.default_rng(seed), digits, **how)
        np.testing.assert_allclose(z, alone, rtol=1e-9)
    said = [ladder.probabilities(name, seed, digits).argmax(axis=1) for seed in seeds]
    np.testing.assert_array_equal(
        ladder.climb(name, seeds=seeds, digits=digits), said == digits.labels_new
    )


def test_networks_of_an_average_share_no_seed():
    digits = data.drawn(np.random.default_rng(0), rows=50, new=20)
    together = ladder.probabilities("average of five", 0, digits)
    how = ladder.settings("average of five")
    alone = [
        net.softmax(ladder.fit(np.random.default_rng(seed), digits, **how))
        for seed in range(1_000, 1_005)
    ]
    np.testing.assert_allclose(together, np.mean(alone, axis=0), rtol=1e-12)
    np.testing.assert_allclose(together.sum(axis=1), 1, rtol=1e-12)
