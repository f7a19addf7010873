"""Has it learned to reverse, and does it do so as a stack? What is asked of a trained network."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from course.kit.steps import Params
from course.stack import tasks
from course.stack.memories import STACK, Memory
from course.stack.net import SequenceStep
from course.stack.walk import forward

CRISP = 0.01  # a gate no farther than this from 0 or 1 has made up its mind


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an exam; for stacked networks arrays of shape (n_runs,).

    Attributes
    ----------
    exact : share of the sequences that were right in every symbol
    right : share of all symbols that were right
    blur : the largest distance of any push or pop from 0 or 1; 0.5 at most
    """

    exact: float | np.ndarray
    right: float | np.ndarray
    blur: float | np.ndarray


def examine(params: Params, X: np.ndarray, y: np.ndarray, *, memory: Memory = STACK) -> Report:
    """Let networks answer without noise.

    Parameters
    ----------
    X, y : sequences of one length and their answers, as ``tasks.draw`` gives them

    Returns
    -------
    Report
    """
    z, trace = forward(params, X, memory=memory)
    right = z[..., -y.shape[-2] :, :].argmax(axis=-1) == y.argmax(axis=-1)
    gates = np.concatenate([trace.d, trace.u], axis=-1)
    blur = np.minimum(gates, 1 - gates).max(axis=(-3, -2, -1))
    return Report(right.all(axis=-1).mean(axis=-1), right.mean(axis=(-2, -1)), blur)


def first_to_settle(
    run: Iterable[SequenceStep],
    *,
    n_symbols: int = 4,
    longest: int = 8,
    task: tasks.Task = tasks.reverse,
    memory: Memory = STACK,
    every: int = 50,
    crisp: float = CRISP,
) -> tuple[int, int, Params]:
    """Train networks side by side until one of them is right and crisp, and take that one.

    It is asked only about lengths that it was trained on: always the same 100 sequences of the
    longest.

    Parameters
    ----------
    run : training of stacked networks
    every : int, how many updates from one exam to the next
    crisp : float, the largest blur to be content with

    Returns
    -------
    index : int, number of updates before the exam that decided: the last one, if none has settled
    which : int, which of the networks it is: the crispest of those that are right
    params : its parameters at that exam, a copy

    Raises
    ------
    ValueError
        If the run has no steps.
    """
    X, y = tasks.draw(np.random.default_rng(0), 100, longest, n_symbols, task)
    found = None
    for step in run:
        if step.index % every:
            continue
        report = examine(step.params, X, y, memory=memory)
        blur = np.where(report.exact == 1, report.blur, 1 - np.asarray(report.exact) / 2)
        which = int(blur.argmin())
        found = step.index, which, {name: W[which].copy() for name, W in step.params.items()}
        if blur[which] <= crisp:
            break
    if found is None:
        raise ValueError(
            "the run has no steps, so there is nobody to examine: train with steps=1 or more"
        )
    return found
