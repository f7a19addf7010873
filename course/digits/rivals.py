"""What a well-kept library makes of the same pictures: four classifiers of scikit-learn."""

from collections.abc import Iterable

import numpy as np

from course.digits.data import INK, Digits, published

NAMES = ("logistic regression", "3 nearest neighbours", "RBF support vectors", "MLPClassifier")


def rival(name: str, seed: int = 0):
    """A classifier of scikit-learn, with its defaults but for what is said here.

    Parameters
    ----------
    name : one of ``NAMES``. The support vectors have C = 10, with which they are better here than
        with 1. The last has the layers of the published network, and up to 400 epochs of Adam;
        only this one draws by lot
    seed : of what it draws

    Raises
    ------
    ValueError
        If there is none of that name.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.neural_network import MLPClassifier
    from sklearn.svm import SVC

    if name == "logistic regression":
        return LogisticRegression(max_iter=1_000)
    if name == "3 nearest neighbours":
        return KNeighborsClassifier(n_neighbors=3)
    if name == "RBF support vectors":
        return SVC(C=10)
    if name == "MLPClassifier":
        return MLPClassifier((32, 16), max_iter=400, random_state=seed)
    raise ValueError(f"no rival is called {name!r}: choose one of {', '.join(NAMES)}")


def climb(
    name: str, *, seeds: Iterable[int] = range(10), digits: Digits | None = None
) -> np.ndarray:
    """Which pictures a rival names right, as ``ladder.climb`` says it of a rung.

    Returns
    -------
    ndarray of shape (n_seeds, n_new), True and False
    """
    digits = digits or published()
    said = [
        rival(name, seed).fit(digits.X / INK, digits.labels).predict(digits.X_new / INK)
        for seed in seeds
    ]
    return np.stack(said) == digits.labels_new
