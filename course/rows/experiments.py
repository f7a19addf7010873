"""What the lesson claims about accuracy, measured: one network after the other, seed by seed.

A seed decides all there is to decide: which rows are kept aside, the first weights, the order of
the rows. So two settings with the same seeds differ in nothing but what was set.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

import numpy as np

from course.digits.net import one_hot
from course.graveyard import deals, prelu
from course.kit.steps import Params
from course.rows import asking, data, net
from course.rows.stopping import until_no_better

SEEDS = range(5)
NamedRight = Callable[[Params, np.ndarray, np.ndarray], float]


def share(params: Params, X: np.ndarray, labels: np.ndarray) -> float:
    """Which share of the rows the network names right, from 0 to 1."""
    return float((asking.answers(params, X) == labels).mean())


def accuracies(
    seed: int, *, part: str = "validation", named_right: NamedRight = share, **how: Any
) -> np.ndarray:
    """The accuracy before the first update, and after each epoch.

    Parameters
    ----------
    seed : of the split and of all that is drawn
    part : which rows are asked: "training", "validation" or "test"
    named_right : from weights, rows and labels to the share that is right
    how : as in ``net.train``

    Returns
    -------
    ndarray of shape (epochs + 1,), from 0 to 1
    """
    split = data.split(seed)
    X, labels = split.training
    asked = getattr(split, part)
    found: list[float] = []
    params: Params = {}
    for step in net.train(X, one_hot(labels), rng=np.random.default_rng(seed), **how):
        params = step.params
        if step.epoch == len(found):
            found.append(named_right(params, *asked))
    return np.array([*found, named_right(params, *asked)])


def over_seeds(
    settings: Mapping[str, Mapping[str, Any]], *, seeds: Iterable[int] = SEEDS, **common: Any
) -> dict[str, np.ndarray]:
    """The accuracies of several settings: for each an array of shape (n_seeds, epochs + 1)."""
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
        "loss_and_gradients": partial(prelu.loss_and_gradients, slope=slope),
        "named_right": partial(_by_prelu, slope=slope),
    }


# Settings for ``accuracies``: each bug, and the same without it.
BUGS: dict[str, dict[str, Any]] = {
    "PReLU": _of_prelus(prelu.slope),
    "PReLU, slope written in place": _of_prelus(prelu.slope_in_place),
    "each row once": {},
    "row i + j": {"deal": deals.i_plus_j},
}


# ---- early stopping


def stopped_early(
    seed: int, *, epochs: int = 60, patience: int = 5, batch: int = 10, **how: Any
) -> dict[str, float]:
    """Train to the end, and see what would have come of stopping early.

    Returns
    -------
    dict with "epochs" (how many it had run when it was stopped), "test when stopped" and "test at
    the end": the share of the test rows that are named right by the weights that were kept, and by
    the last ones
    """
    (X, labels), validation, test = data.split(seed)
    how = {"epochs": epochs, "batch": batch, **how}
    an_epoch = -(-len(X) // batch)

    def run():
        return net.train(X, one_hot(labels), rng=np.random.default_rng(seed), **how)

    looks = until_no_better(
        run(), lambda params: share(params, *validation), every=an_epoch, patience=patience
    )
    *_, last = looks
    *_, end = run()
    return {
        "epochs": last.index / an_epoch,
        "test when stopped": share(last.params, *test),
        "test at the end": share(end.params, *test),
    }
