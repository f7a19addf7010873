"""Networks that nothing is wrong with, one of each kind: what an autopsy has to leave alone."""

from functools import partial
from typing import Any

from course.descent.optimisers import adam, momentum
from course.digits import layers
from course.digits.convolution import convolutional
from course.digits.data import INK
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
