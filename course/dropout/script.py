"""What "Copy as code" gives for the panel of lesson 03: one run, as plain NumPy."""

from collections.abc import Callable
from typing import Any

from course.descent.optimisers import adam, begin
from course.dropout import net
from course.eleven.net import hidden_delta, output_delta, sigmoid, slope

# What the script has of the course: the functions themselves, without their docstrings.
USED: tuple[Callable[..., Any], ...] = (
    sigmoid,
    slope,
    output_delta,
    hidden_delta,
    net.draw_mask,
    net.drop,
    net.forward,
    net.loss_and_gradients,
    net.average_of_masks,
    begin,
    adam,
)

SCRIPT = '''"""A network with dropout learns two moons: the panel's settings, as plain NumPy."""

import numpy as np
from sklearn.datasets import make_moons

np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, a sigmoid to 0
hidden, rate, input_rate, k = {hidden}, {rate!r}, {input_rate!r}, {k}
rows, noise, alpha, seed, steps = {rows}, {noise!r}, {alpha!r}, {seed}, {steps}


{functions}


def moons(rng, n):
    places, moon = make_moons(n, noise=noise, random_state=int(2**31 * rng.random()))
    X = np.column_stack([places - {centre}, np.ones(n)])
    return X, moon[:, None].astype(float)


def scaled_mask(rng, shape, rate):
    return drop(np.ones(shape), draw_mask(rng, shape, rate), rate)


def wrong(p, y):
    return 100 * np.mean((p > 0.5) != (y > 0.5))


rng = np.random.default_rng(seed)  # draws the points, then the first weights, then the masks
X, y = moons(rng, rows)
X_new, y_new = moons(rng, {new})
params = {{"W0": 2 * rng.random((3, hidden)) - 1, "W1": 2 * rng.random((hidden, 1)) - 1}}
params["W1"] *= np.sqrt(3 / hidden)
memory = {{name: begin(W) for name, W in params.items()}}
fewest = 100, 0
for step in range(steps + 1):
    if step % {every} == 0:
        fewest = min(fewest, (wrong(forward(params, X_new)[0], y_new), step))
    mask = scaled_mask(rng, (rows, hidden), rate) if rate else np.ones((rows, hidden))
    seen = scaled_mask(rng, X.shape, input_rate) if input_rate else np.ones(X.shape)
    seen[:, 2] = 1
    loss, gradients = loss_and_gradients(params, X * seen, y, mask)
    if step == steps:
        break  # this loss and this mask are those of the update that comes next
    for name, W in params.items():
        change, kept = adam(gradients[name], memory[name], alpha, step + 1)
        memory[name] |= kept
        W += change

masks = scaled_mask(np.random.default_rng([seed, 1]), (k, hidden), rate)
networks = {{"whole network": np.ones((1, hidden)), "one thinned": masks[:1]}}
networks[f"average of {{k}} thinned"] = masks
print(f"step {{steps}}, loss of the thinned network that is updated next {{loss:.3g}}")
print("per cent wrong, training and fresh:")
for name, chosen in networks.items():
    training = wrong(average_of_masks(params, X, chosen), y)
    fresh = wrong(average_of_masks(params, X_new, chosen), y_new)
    print(f"{{name}} {{training:.3g}} and {{fresh:.3g}}")
print(f"fewest wrong among fresh points: {{fewest[0]:.3g}} per cent at step {{fewest[1]:,}}")
print(f"update {{steps + 1:,}} drops", end=" ")
print(f"{{(mask == 0).sum():,}} of {{mask.size:,}} in the hidden layer,", end=" ")
print(f"{{(seen[:, :2] == 0).sum():,}} of {{2 * rows:,}} among the inputs")
'''
