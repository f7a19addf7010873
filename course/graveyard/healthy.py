"""Networks that nothing is wrong with: what an autopsy has to leave alone.

One of each kind of network, and dense ones of other shapes or trained in other ways: 22 in all.
"""

from functools import partial
from typing import Any

from course.descent.optimisers import adagrad, adam, momentum, nesterov
from course.digits import layers
from course.digits.convolution import convolutional
from course.digits.data import INK
from course.digits.net import fading
from course.graveyard import tables
from course.graveyard.bodies import dense, leaky, of_layers, sigmoid, thinned
from course.graveyard.sequences import adder, controller

ON_PICTURES: dict[str, Any] = {"table": tables.pictures, "scale": INK, "alpha": 0.1, "epochs": 8}
SMALL = (64, 32, 16, 10)

# Settings of ``net.undergo``, by the name of the network.
HEALTHY: dict[str, dict[str, Any]] = {
    "dense": ON_PICTURES | {"body": dense(), "start": {"sizes": SMALL}},
    "dense, Adam": ON_PICTURES
    | {"body": dense(), "start": {"sizes": SMALL}, "update": adam, "alpha": 0.003},
    "dense, momentum": ON_PICTURES
    | {"body": dense(), "start": {"sizes": SMALL}, "update": momentum, "alpha": 0.01},
    "skip connections and norms": ON_PICTURES
    | {"body": dense(skip=True, norm=True), "start": {"sizes": (64, 20, 20, 20, 20, 10)}},
    "PReLU": ON_PICTURES | {"body": leaky(), "start": {"sizes": SMALL}},
    "made of layers": ON_PICTURES
    | {"body": of_layers(partial(layers.dense, sizes=SMALL)), "start": {}},
    "convolution": ON_PICTURES
    | {
        "body": of_layers(partial(convolutional, filters=(4, 8), hidden=32, rate=0.0)),
        "start": {},
        "update": adam,
        "alpha": 0.003,
        "epochs": 2,
    },
    "sigmoid": {
        "body": sigmoid(),
        "table": tables.exclusive_or,
        "start": {"inputs": 3, "hidden": 4, "outputs": 1},
        "alpha": 5.0,
        "batch": 4,
        "epochs": 1500,
    },
    "dropout": {
        "body": thinned(),
        "table": tables.with_ones,
        "start": {"inputs": 65, "hidden": 50, "outputs": 10},
        "alpha": 0.05,
        "epochs": 12,
    },
    "recurrent": {
        "body": adder(),
        "table": tables.additions,
        "start": {"hidden": 8},
        "update": adam,
        "alpha": 0.03,
        "epochs": 30,
    },
    "stack": {
        "body": controller(),
        "table": tables.reversals,
        "start": {"push": 0.0, "pop": 0.0},
        "update": adam,
        "alpha": 0.02,
        "batch": 32,
        "epochs": 12,
    },
}

PLAIN = HEALTHY["dense"]

# The same of dense networks, by what is different about them.
DENSE: dict[str, dict[str, Any]] = {
    "wide": PLAIN | {"start": {"sizes": (64, 100, 10)}},
    "deep": PLAIN | {"start": {"sizes": (64, 40, 40, 30, 20, 10)}, "epochs": 10},
    "one layer": PLAIN | {"start": {"sizes": (64, 10)}, "alpha": 0.3},
    "fading steps": PLAIN | {"alpha": fading(0.2), "epochs": 12},
    "small steps": PLAIN | {"alpha": 0.03, "epochs": 30},
    "small steps, and few": PLAIN | {"alpha": 0.02},
    "many steps": PLAIN | {"epochs": 60},
    "large batches": PLAIN | {"batch": 200, "alpha": 0.3, "epochs": 40},
    "pixels up to 16": PLAIN
    | {"scale": 1.0, "alpha": 0.01, "epochs": 10, "start": {"sizes": (64, 32, 10)}},
    "Nesterov": PLAIN | {"update": nesterov, "alpha": 0.01},
    "AdaGrad": PLAIN | {"update": adagrad, "alpha": 0.02},
}
