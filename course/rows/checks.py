"""What a run is given: refused in words if it is impossible, and how its rows are dealt."""

import numpy as np

from course.kit.steps import Params
from course.rows.pictures import refuse_file


def check_tables(X: np.ndarray, y: np.ndarray) -> None:
    """Refuse rows and targets that nothing can be learned from.

    Parameters
    ----------
    X : what should be ndarray of shape (n_rows, n_inputs), finite numbers, pixels from 0 to 1
    y : what should be ndarray of shape (n_rows, n_outputs), finite numbers

    Raises
    ------
    ValueError
        If they are something else.
    """
    if X.ndim != 2:
        raise ValueError(
            f"X has shape {X.shape}: give (n_rows, n_inputs), a row for each example; pictures "
            "become rows by X.reshape(len(X), -1)"
        )
    if len(X) == 0:
        raise ValueError(f"X has shape {X.shape}: there is no row to learn from; give one at least")
    if y.ndim != 2 or len(X) != len(y):
        raise ValueError(
            f"X has shape {X.shape} and y has shape {y.shape}: y needs as many rows as X, and a "
            "column for each class, as one_hot(labels) of lesson 06 gives them"
        )
    if not np.isfinite(y).all():
        raise ValueError(
            "y has numbers that are not finite, and nothing like that can be asked of an output: "
            "mend the targets"
        )
    with np.errstate(over="ignore", invalid="ignore"):
        total = X.sum()  # takes half the time of a look at each number
    if not (np.isfinite(total) or np.isfinite(X).all()):
        row = np.flatnonzero(~np.isfinite(X).all(axis=1))[0]
        raise ValueError(
            f"X has numbers that are not finite, in row {row} first, and one of them makes all "
            "weights NaN: mend the rows, or leave them out"
        )
    refuse_file(X)


def check_shares(y: np.ndarray) -> None:
    """Refuse targets that no sigmoid and no softmax can reach, such as labels in a column.

    Parameters
    ----------
    y : ndarray of shape (n_rows, n_outputs)

    Raises
    ------
    ValueError
        If one is not from 0 to 1.
    """
    lowest, highest = np.min(y), np.max(y)
    if not (lowest >= 0 and highest <= 1):
        raise ValueError(
            f"y reaches from {lowest:g} to {highest:g}, and what is asked of an output is from 0 "
            "to 1: if these are labels, one_hot(labels) of lesson 06 makes rows of them"
        )


def check_batch(batch: int) -> None:
    """Refuse what is not a number of rows.

    Raises
    ------
    ValueError
        If it is not a whole number of 1 or more.
    """
    if not _is_whole(batch) or batch < 1:
        raise ValueError(
            f"batch is {batch!r}: an update is made with a whole number of rows; choose 1 or more"
        )


def check_epochs(epochs: int) -> None:
    """Refuse what is not a number of epochs.

    Raises
    ------
    ValueError
        If it is not a whole number of 0 or more.
    """
    if not _is_whole(epochs) or epochs < 0:
        raise ValueError(
            f"epochs is {epochs!r}: each row is used a whole number of times; choose 1 or more"
        )


def _is_whole(number: object) -> bool:
    return isinstance(number, int | np.integer) and not isinstance(number, bool)


def check_dtype(dtype: type) -> None:
    """Refuse a type that is no kind of float.

    Raises
    ------
    ValueError
        If it is another type.
    """
    if np.dtype(dtype).kind != "f":
        raise ValueError(
            f"dtype is {np.dtype(dtype)}, and weights have digits behind the point: choose "
            "np.float64 or np.float32"
        )


def check_outputs(params: Params, y: np.ndarray) -> None:
    """Refuse a network that does not have an output for each column of y.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    y : ndarray of shape (n_rows, n_outputs)

    Raises
    ------
    ValueError
        If it has more, or fewer.
    """
    last = params.get(f"b{len(params) // 2 - 1}")
    if last is not None and last.shape[-1] != y.shape[1]:
        raise ValueError(
            f"the network has {last.shape[-1]} outputs, and y has {y.shape[1]} columns: end sizes "
            "with as many units as there are classes"
        )


def batches_in_words(n_rows: int, batch: int) -> str:
    """How the rows of an epoch are dealt, as a sentence, for whoever shows a run.

    Parameters
    ----------
    n_rows : int, 1 or more, the rows there are
    batch : int, 1 or more, rows in one update

    Raises
    ------
    ValueError
        If there are no rows, or a batch is not a whole number of 1 or more.
    """
    check_batch(batch)
    if n_rows < 1:
        raise ValueError(f"there are {n_rows} rows: give one at least")
    whole, left = divmod(n_rows, batch)
    if not whole:
        return f"{batch:,} rows are more than the {n_rows:,} there are: one batch of all rows."
    of = f"{whole:,} batch{'es' * (whole != 1)} of {batch:,} row{'s' * (batch != 1)}"
    if not left:
        return f"{of}."
    return f"{of} and a last one of {left:,}, whose mean is over its own rows."
