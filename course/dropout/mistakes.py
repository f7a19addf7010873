"""Wrong answers to the exercises of lesson 03 that need more than a line.

Every one makes a single mistake, so that a learner who makes it can be recognised.
"""

import numpy as np

from course.dropout import net

# ---- the whole network, from memory


def rebuilt_by_heart(X, y, X_new):
    rng = np.random.default_rng(7)
    for step in net.train(X, y, hidden=100, rate=0, steps=400, rng=rng):
        params = step.params
    return net.forward(params, X_new)[0]
