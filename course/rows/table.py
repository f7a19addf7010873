"""The table at the end of lesson 08: everything that was tried, over five seeds.

``python -m course.rows.table`` measures it and prints it, which takes ten to fifteen minutes on
one core of an ordinary machine. Tests repeat the larger differences on fewer seeds and epochs.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from course.rows import asking, experiments
from course.rows.experiments import BUGS, SEEDS, accuracies, over_seeds, stopped_early

EPOCHS = 30
COMMON: dict[str, Any] = {"alpha": 0.5, "batch": 10}
SETTINGS: dict[str, dict[str, Any]] = {
    "cross-entropy, alpha 0.5": {},
    "quadratic, alpha 3": {"cost": "quadratic", "alpha": 3.0},
    "softmax, alpha 0.25": {"cost": "softmax", "alpha": 0.25},
    "cross-entropy, decay 0.0001": {"decay": 0.0001},
    "decay 0.001": {"decay": 0.001},
    "decay 0.01": {"decay": 0.01},
    "first weights with a spread of 1": {"scale": 1.0},
    "batches of 100, alpha 0.5": {"batch": 100},
    "batches of 100, alpha 1": {"batch": 100, "alpha": 1.0},
    "batches of 1,000, alpha 0.5": {"batch": 1_000},
    "batches of 1,000, alpha 1": {"batch": 1_000, "alpha": 1.0},
    "rows i + j": BUGS["row i + j"],
    "PReLU, softmax, alpha 0.1": BUGS["PReLU"],
    "the same, slope written in place": BUGS["PReLU, slope written in place"],
}


class Line(NamedTuple):
    """One setting: per cent of the validation rows named right, mean over seeds.

    Attributes
    ----------
    name : what was set
    end, spread : after the last epoch, and the standard deviation over seeds
    first : after the first epoch
    """

    name: str
    end: float
    spread: float
    first: float


def table(
    settings: Mapping[str, Mapping[str, Any]] = SETTINGS,
    *,
    seeds: Iterable[int] = SEEDS,
    epochs: int = EPOCHS,
) -> Iterator[Line]:
    """Measure one setting after the other.

    Parameters
    ----------
    settings : dict of a name to what is set, as in ``experiments.accuracies``; where nothing is
        said, alpha is 0.5 and batches have ten rows
    seeds : two or more, each with its own split, first weights and shuffles
    epochs : int, 1 or more

    Yields
    ------
    Line

    Raises
    ------
    ValueError
        As ``experiments.accuracies`` does.
    """
    seeds = list(seeds)
    for name, how in settings.items():
        [measured] = over_seeds({name: how}, seeds=seeds, epochs=epochs, **COMMON).values()
        share = 100 * measured
        yield Line(name, share[:, -1].mean(), share[:, -1].std(ddof=1), share[:, 1].mean())


class Stopping(NamedTuple):
    """One seed, stopped early, and trained to the end.

    Attributes
    ----------
    seed : of all there is to decide
    epochs : after how many it was stopped
    stopped, end : per cent of the test rows named right by the weights kept, and by the last ones
    turns : after how many epochs the mean cost of the validation rows was lowest
    dearer : by how many per cent it is higher at the end
    """

    seed: int
    epochs: float
    stopped: float
    end: float
    turns: int
    dearer: float


def stopping(
    *, seeds: Iterable[int] = SEEDS, epochs: int = 40, patience: int = 5
) -> Iterator[Stopping]:
    """What comes of early stopping, seed by seed, and where the cost of new rows turns.

    Parameters
    ----------
    seeds : as in ``table``
    epochs : int, 1 or more, when training is at its end
    patience : int, 1 or more, how many epochs in a row may bring nothing better

    Yields
    ------
    Stopping

    Raises
    ------
    ValueError
        As ``experiments.stopped_early`` does.
    """
    for seed in seeds:
        found = stopped_early(seed, epochs=epochs, patience=patience, **COMMON)
        costs = accuracies(seed, named_right=_cost, epochs=epochs, **COMMON)
        lowest = int(costs.argmin())
        dearer = 100 * (costs[-1] / costs[lowest] - 1)
        stopped, end = (100 * found[f"test {when}"] for when in ("when stopped", "at the end"))
        yield Stopping(seed, found["epochs"], stopped, end, lowest, dearer)


def _cost(params: experiments.Params, X: np.ndarray, labels: np.ndarray) -> float:
    return asking.evaluate(params, X, labels).loss


def main() -> None:
    """Print both, line by line as they come."""
    print(f"Validation rows named right, per cent, over {len(SEEDS)} seeds, {EPOCHS} epochs\n")
    print(f"{'':34}{'at the end':>12}   after the first epoch")
    for line in table():
        print(f"{line.name:34}{line.end:6.1f} ± {line.spread:3.1f}{line.first:12.1f}", flush=True)
    print("\nEarly stopping, patience of 5 epochs, against the end of 40 epochs: per cent of the")
    print("test rows named right, and the epoch where the cost of the validation rows turns\n")
    print("seed  stopped after  right then  right at the end  cost turns after  and rises by")
    rows = []
    for row in stopping():
        rows.append(row)
        print("{:4} {:14.0f} {:11.1f} {:17.1f} {:17} {:13.0f}%".format(*row), flush=True)
    print("mean {:14.1f} {:11.1f} {:17.1f} {:17.1f} {:13.0f}%".format(*np.mean(rows, axis=0)[1:]))


if __name__ == "__main__":
    main()
