"""What can be examined, and what cannot: an autopsy of rows that do not fit would tell nothing."""

import numpy as np

from course.graveyard.experiments import ask
from course.graveyard.trial import KINDS, Layer, Trial


def check_trial(trial: Trial) -> None:
    """Refuse what cannot be examined.

    Raises
    ------
    ValueError
        As in ``autopsy.autopsy``.
    """
    if not isinstance(trial, Trial):
        raise ValueError(
            f"an autopsy needs a Trial, as net.undergo gives it, and this is {trial!r}"
        )
    for name in ("X", "y", "X_new"):
        _check_rows(name, getattr(trial, name))
    for name in ("labels", "labels_new"):
        _check_labels(name, getattr(trial, name))
    for name, rows in (("y", trial.y), ("seen", trial.seen)):
        if len(rows) != len(trial.X):
            raise ValueError(
                f"{name} has {len(rows):,} rows and X has {len(trial.X):,}: give one for each row"
            )
    _check_weights(trial)
    if not len(trial.losses) or not len(trial.alphas) or not len(trial.strides):
        raise ValueError(
            "there was no update, or its loss, alpha or stride was not written down: train for one "
            "or more before an autopsy"
        )
    _check_layers(_layers(trial), trial)
    _check_answers("X", trial.X, "labels", trial.labels, trial)
    _check_answers("X_new", trial.X_new, "labels_new", trial.labels_new, trial)
    _check_targets(trial)
    classes = np.unique(trial.labels)
    if len(classes) < 2:
        raise ValueError(
            f"all labels are {classes[0]}: with one class there is nothing to tell apart, and no "
            "network to blame; give rows of two classes or more"
        )


def _check_rows(name: str, rows: np.ndarray) -> None:
    if not isinstance(rows, np.ndarray) or rows.dtype.kind not in "biuf" or rows.ndim < 2:
        raise ValueError(f"{name} is {_told(rows)}: give an array of numbers, a row for each case")
    if not len(rows):
        raise ValueError(f"{name} is empty: an autopsy needs a few rows to show to the network")
    if not np.isfinite(rows).all():
        raise ValueError(
            f"{name} has {int((~np.isfinite(rows)).sum())} values that are no numbers (NaN or "
            "infinity): mend the data first, no network could learn from it"
        )


def _check_labels(name: str, labels: np.ndarray) -> None:
    if not isinstance(labels, np.ndarray) or labels.dtype.kind not in "biuf" or labels.ndim != 1:
        raise ValueError(
            f"{name} is {_told(labels)}: give an array of class numbers, one axis long"
        )
    odd = ~np.isfinite(labels) | (labels != np.floor(labels))
    if odd.any():
        raise ValueError(
            f"{name} has {int(odd.sum())} values that are no class numbers, such as "
            f"{labels[odd][0]}: give whole numbers"
        )


def _told(value: object) -> str:
    """What something is, for people."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and type {value.dtype}"
    return f"a {type(value).__name__}"


def _check_weights(trial: Trial) -> None:
    for name, W in trial.start.items():
        if not np.isfinite(W).all():
            raise ValueError(
                f"the first weights {name} are NaN or infinite already: an autopsy needs a network "
                "that began with numbers; look at how they were drawn"
            )
    first, last = ({n: np.shape(W) for n, W in w.items()} for w in (trial.start, trial.params))
    for name in sorted(first.keys() | last.keys()):
        if first.get(name) != last.get(name):
            told = [f"have the shape {at[name]}" if name in at else "are not there"
                    for at in (first, last)]  # fmt: skip
            raise ValueError(
                f"the weights {name} {told[0]} at the start, and {told[1]} at the end: give both "
                "of the same network"
            )


def _layers(trial: Trial) -> list[Layer]:
    """What the network says of its first row."""
    if not trial.start:
        raise ValueError("the network has no layers: there is nothing to examine")
    try:
        return trial.body.layers(trial.start, trial.X[:1].copy())
    except (ValueError, IndexError, KeyError) as error:
        raise ValueError(_misfit("X", trial.X, trial, error)) from error


def _misfit(name: str, rows: np.ndarray, trial: Trial, error: Exception) -> str:
    weights = ", ".join(f"{key} {np.shape(W)}" for key, W in trial.start.items())
    return (
        f"{name}, with rows of the shape {rows.shape[1:]}, does not fit the network with the "
        f"weights {weights}: give the rows, targets and weights of one training "
        f"({type(error).__name__}: {error})"
    )


def _check_layers(layers: list[Layer], trial: Trial) -> None:
    if not layers:
        raise ValueError("the network has no layers: there is nothing to examine")
    for layer in layers:
        if layer.kind not in KINDS:
            raise ValueError(
                f"{layer.name} has units of the kind {layer.kind!r}: known are {', '.join(KINDS)}"
            )
        if layer.weights not in trial.start:
            raise ValueError(
                f"{layer.name} is said to have the weights {layer.weights!r}, and there are none: "
                f"name one of {', '.join(trial.start)}"
            )


def _check_answers(
    name: str, rows: np.ndarray, named: str, labels: np.ndarray, trial: Trial
) -> None:
    try:
        each = len(trial.body.answers(trial.start, rows[:1].copy()))
    except (ValueError, IndexError, KeyError) as error:
        raise ValueError(_misfit(name, rows, trial, error)) from error
    if len(labels) != each * len(rows):
        raise ValueError(
            f"{named} has {len(labels):,} labels, where {len(rows):,} rows of {name} get "
            f"{each * len(rows):,} answers: give one label for each answer"
        )


def _check_targets(trial: Trial) -> None:
    X, y = trial.X[:2], trial.y[:2]
    said = trial.body.layers(trial.start, X.copy())[-1].said
    one_each = len(trial.labels) == len(trial.X) == len(said) * len(trial.X) // len(X)
    if one_each and y.shape != said.shape:  # NumPy would make something of it, and say nothing
        raise ValueError(
            f"y has rows of the shape {y.shape[1:]}, and the network answers with "
            f"{said.shape[1]} outputs: give a target for each output"
        )
    try:
        ask(trial.body, trial.start, X, y)
    except (ValueError, IndexError, KeyError) as error:
        raise ValueError(_misfit("y", trial.y, trial, error)) from error
