"""What a picture of MNIST is, as a row of numbers, and what is none: said in words."""

import numpy as np

from course.digits import net as digits

SIDE, INK = 28, 255  # a picture has 28 x 28 pixels, and a file has them from 0 to 255
OVER = 2  # a picture that was turned may have ink of a little more than 1, which does no harm
LESSON_06 = 16  # whose pixels reach from 0 to that; those of a file reach farther


def check_pictures(X: np.ndarray) -> None:
    """Refuse what are not rows of 784 pixels from 0 to 1.

    Parameters
    ----------
    X : what should be ndarray of shape (n_rows, 784)

    Raises
    ------
    ValueError
        If the shape is another, or a pixel is none of these numbers. Pixels from 0 to 255, as
        files have them, get a sentence of their own.
    """
    if np.ndim(X) != 2 or np.shape(X)[1] != SIDE**2:
        raise ValueError(
            f"the pictures have shape {np.shape(X)}: give (n_rows, {SIDE**2}), a row of "
            f"{SIDE} x {SIDE} pixels for each; one picture becomes a row by .reshape(1, {SIDE**2})"
        )
    X = np.asarray(X)
    if ((X >= 0) & (X <= 1)).all():
        return
    refuse_file(X)
    raise ValueError(
        f"pixels reach from {np.min(X):g} to {np.max(X):g}, and these digits have from 0 (paper) "
        "to 1 (ink): rescale the pictures"
    )


def check_labels(labels: np.ndarray, n_rows: int | None = None, *, classes: int = 10) -> None:
    """Refuse what is not a class, such as a digit, for each row.

    Parameters
    ----------
    labels : what should be ndarray of shape (n_rows,), whole numbers from 0 to ``classes - 1``
    n_rows : how many there should be; None if that does not matter
    classes : int, how many there are

    Raises
    ------
    ValueError
        If they are something else, as in lesson 06. Digits as floats, or as text, get a sentence
        of their own, and so do rows of 0 and 1.
    """
    labels = np.asarray(labels)
    if labels.ndim == 2 and labels.shape[1] == classes:
        raise ValueError(
            f"labels have shape {labels.shape}, as one_hot(labels) has: give one whole number for "
            "each row; labels.argmax(axis=1) makes them of such rows"
        )
    if labels.ndim == 1:
        if n_rows is not None and len(labels) != n_rows:
            raise ValueError(
                f"there are {len(labels)} labels for {n_rows} rows: give one for each, in the "
                "order of the rows"
            )
        if not len(labels):  # an empty list has the type float
            return
        if labels.dtype.kind in "fUSO":
            raise ValueError(
                f"labels have the type {labels.dtype}, and a label says in which column the 1 "
                "stands, so it is a whole number: make them so by labels.astype(int)"
            )
    digits.check_labels(labels, classes)


def refuse_file(X: np.ndarray) -> None:
    """Refuse pictures whose pixels have another scale, such as that of the file, from 0 to 255.

    Rows of another length are no pictures, and may hold any numbers. So may pictures with numbers
    below 0, such as standardised ones, and ink may be a little more than 1.

    Parameters
    ----------
    X : ndarray of shape (n_rows, n_inputs)

    Raises
    ------
    ValueError
        If rows have 784 pixels, none is below 0, and one is above 2.
    """
    if np.ndim(X) != 2 or np.shape(X)[1] != SIDE**2 or not len(X):
        return
    highest = np.max(X)
    if not highest > OVER:
        return
    lowest = np.min(X)
    if not lowest >= 0:
        return
    if LESSON_06 < highest <= INK:
        raise ValueError(
            f"pixels reach from {lowest:g} to {highest:g}, as in the file, where ink is {INK}: "
            f"divide them by {INK}, since here paper is 0 and ink is 1"
        )
    raise ValueError(
        f"pixels reach from {lowest:g} to {highest:g}, and here paper is 0 and ink is 1: rescale "
        "the pictures, by dividing them by what full ink is in them"
    )
