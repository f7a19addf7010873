"""What the lesson claims about accuracy, measured: one network after the other, seed by seed.

A seed decides all there is to decide: which rows are kept aside, the first weights, the order of
the rows. So two settings with the same seeds differ in nothing but what was set.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

from course.digits.net import one_hot
from course.digits.running import finish
from course.graveyard import deals, prelu
from course.kit.steps import Params
from course.rows import asking, data, net
from course.rows.stopping import until_no_better

SEEDS = range(5)
NamedRight = Callable[[Params, np.ndarray, np.ndarray], float | tuple[float, ...]]


def share(params: Params, X: np.ndarray, labels: np.ndarray) -> float:
    """Which share of the rows the network names right, from 0 to 1.

    Parameters
    ----------
    params : dict with "W0", "b0", "W1", …
    X : ndarray of shape (n_rows, n_inputs)
    labels : ndarray of shape (n_rows,), whole numbers

    Raises
    ------
    ValueError
        If the rows are too long or too short for the network.
    """
    return float((asking.answers(params, X) == labels).mean())


def accuracies(
    seed: int, *, part: str = "validation", named_right: NamedRight = share, **how: Any
) -> np.ndarray:
    """The accuracy before the first update, and after each epoch.

    Parameters
    ----------
    seed : of the split and of all that is drawn
    part : which rows are asked: "training", "validation" or "test"
    named_right : from weights, rows and labels to the share that is right, or to any other number,
        or to several
    how : as in ``net.train``; of ``epochs``, 1 or more

    Returns
    -------
    ndarray of shape (epochs + 1,), from 0 to 1; or (epochs + 1, n) for n numbers

    Raises
    ------
    ValueError
        If no part is called so, no epoch is trained, or ``net.train`` refuses what it is given.
    """
    split = data.split(seed)
    if part not in split._fields:
        raise ValueError(f"no part is called {part!r}: choose one of {', '.join(split._fields)}")
    asked = getattr(split, part)
    found: list[float | tuple[float, ...]] = []

    def looked_at(run):
        for step in run:
            if step.epoch == len(found):
                found.append(named_right(step.params, *asked))
            yield step

    params = finish(looked_at(_run(seed, **how)))
    return np.array([*found, named_right(params, *asked)])


def _run(seed: int, **how: Any) -> Iterator[net.RowsStep]:
    X, labels = data.split(seed).training
    return net.train(X, one_hot(labels), rng=np.random.default_rng(seed), **how)


def over_seeds(
    settings: Mapping[str, Mapping[str, Any]], *, seeds: Iterable[int] = SEEDS, **common: Any
) -> dict[str, np.ndarray]:
    """The accuracies of several settings.

    Parameters
    ----------
    settings : dict of a name to what is set, as in ``accuracies``
    seeds : each setting is tried with each of them
    common : what is set in all, where a setting says nothing else

    Returns
    -------
    dict of the same names to ndarray of shape (n_seeds, epochs + 1), from 0 to 1

    Raises
    ------
    ValueError
        As ``accuracies`` does.
    """
    seeds = list(seeds)
    return {
        name: np.stack([accuracies(seed, **(common | dict(how))) for seed in seeds])
        for name, how in settings.items()
    }


# ---- the two bugs


def _by_prelu(params: Params, X: np.ndarray, labels: np.ndarray, *, slope) -> float:
    z, _, _ = prelu.forward(params, X, slope=slope)
    return float((z.argmax(axis=1) == labels).mean())


def _of_prelus(slope: Callable[[np.ndarray], np.ndarray]) -> dict[str, Any]:
    return {
        "cost": "softmax",
        "alpha": 0.1,  # their slopes are larger than those of sigmoids
        "loss_and_gradients": partial(prelu.loss_and_gradients, slope=slope),
        "named_right": partial(_by_prelu, slope=slope),
    }


# Settings for ``accuracies``: each bug, and the same without it.
BUGS: dict[str, dict[str, Any]] = {
    "PReLU": _of_prelus(prelu.slope),
    "PReLU, slope written in place": _of_prelus(prelu.slope_in_place),
    "each row once": {"alpha": 0.5},
    "row i + j": {"alpha": 0.5, "deal": deals.i_plus_j},
}


# ---- early stopping


def stopped_early(
    seed: int, *, epochs: int = 60, patience: int = 5, batch: int = 10, **how: Any
) -> dict[str, float]:
    """Train until the validation rows are named no better, and on to the end, to compare.

    Parameters
    ----------
    seed : of the split and of all that is drawn
    epochs : int, 1 or more, when training is at its end
    patience : int, 1 or more, how many epochs in a row may bring nothing better
    batch : int, 1 or more, rows in one update
    how : all else, as in ``net.train``

    Returns
    -------
    dict with "epochs" (how many it had run when it was stopped), "test when stopped" and "test at
    the end": the share of the test rows that are named right by the weights that were kept, and by
    the last ones

    Raises
    ------
    ValueError
        If no epoch is trained, or ``net.train`` refuses what it is given.
    """
    training, validation, test = data.split(seed)
    run, an_epoch = _run(seed, epochs=epochs, batch=batch, **how), -(-len(training.X) // batch)
    first = next(run, None)
    if first is None:
        raise ValueError(f"epochs is {epochs}: there is nothing to stop; choose 1 or more")
    for look in until_no_better(
        chain([first], run),
        lambda params: share(params, *validation),
        every=an_epoch,
        patience=patience,
    ):
        stopped = look
    for _ in run:  # on to the end: from here on only the live weights of the first step are needed
        pass
    return {
        "epochs": stopped.index / an_epoch,
        "test when stopped": share(stopped.params, *test),
        "test at the end": share(first.params, *test),
    }
