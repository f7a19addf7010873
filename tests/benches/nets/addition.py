"""Lesson 04: many sums at once, and what the gates of an LSTM cost."""

from functools import partial

import numpy as np

from benches.turns import Work
from course.addition import batches, lstm, net

NETWORKS = {"plain": net, "LSTM": lstm}
SLOPES = {"plain": net.cross_entropy, "LSTM": lstm.loss_and_gradients}


def one_by_one(steps: int) -> None:
    """The training of the published post: a sum, an update."""
    for _ in net.train(steps=steps, rng=np.random.RandomState(0)):
        pass


def batched(steps: int, network: str) -> None:
    """128 sums for each update, by Adam."""
    rng = np.random.default_rng(0)
    run = batches.train_batches(
        batches.draw_sums,
        NETWORKS[network].init(rng),
        steps=steps,
        rng=rng,
        loss_and_gradients=SLOPES[network],
    )
    for _ in run:
        pass


WORK: Work = {
    "one": (one_by_one, 50),
    **{name: (partial(batched, network=name), 20) for name in NETWORKS},
}
PAIRS = (
    ("plain", "one", "an update with 128 sums, by Adam, against one with a single sum"),
    ("LSTM", "plain", "an LSTM against a plain network with about as many weights"),
)
