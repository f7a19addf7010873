"""What the scripts of the graveyard's panel are made of: pieces of text, to be filled in."""

from collections.abc import Callable
from typing import Any

from course.digits import data
from course.digits.script import SPLIT
from course.graveyard import tables, vitals

SCRIPT = '''"""A network of the graveyard, {tried}: plain NumPy."""

{imports}

np.seterr(all="ignore")  # of weights that have run off, much is no number
scale, batch, epochs, seed = {scale!r}, {batch}, {epochs}, {seed}
shown, total, every = {shown}, {total}, {every}  # updates: on screen, in all, in a mean of losses


{functions}


{rows}
X, X_new = X / scale, X_new / scale

{first}
size, losses, index = sum(value.size for value in params.values()), [], 0
memory = begin(np.zeros(size))
for rows in (rows for _ in range(epochs) for rows in {deal}(rng, len(X), batch)):
    loss, gradients = loss_and_gradients(params, X[rows], y[rows])
    losses.append(float(loss))
    if index == shown:
        break
    slopes = np.concatenate([gradients[name].ravel() for name in params])
    change, kept = {update}(slopes, memory, alpha(index / total), index + 1)
    memory |= kept
    index, start = index + 1, 0
    for name, value in params.items():
        params[name] = value + change[start : start + value.size].reshape(value.shape)
        start += value.size

print(f"step {{index:,}}, loss {{np.mean(losses[-every:]):.3g}}")
some = {some}
for name, pixels, right in (("training", X[some], labels[some]), ("new", X_new, labels_new)):
    z = layers(params, pixels)[-1]
    called = z.argmax(axis=1) if z.shape[1] > 1 else (z[:, 0] > 0.5).astype(int)
    print(f"{{name}}: {{100 * (called == right).mean():.3g}} per cent right")
fewer = {fewer}
gradients = loss_and_gradients(params, X[fewer].copy(), y[fewer].copy())[1]
print(f"inputs: spread {{spread(X[fewer]):.3g}}")
for i, said in enumerate(layers(params, X[fewer])):
    print(f"layer {{i + 1}}: spread {{spread(said):.3g}}", end=", ")
    if {silent}:
        share = {share} if np.isfinite(said).all() else np.nan
        print(f"{word} {{100 * share:.3g}} per cent", end=", ")
    both = gradients[f"W{{i}}"], params[f"W{{i}}"]
    slope, size = (np.sqrt((part**2).sum()) for part in both)
    ratio = slope / size if size else np.inf if slope else 0.0
    sound = all(np.isfinite(part).all() for part in both)
    print(f"gradient against weights {{ratio if sound else np.nan:.3g}}")
print("new rows are called:", *np.bincount(called, minlength={classes}))
'''
NUMPY = "import numpy as np"
LOAD = f"{NUMPY}\nfrom sklearn.datasets import load_digits"
DIGITS = f"""{SPLIT}\
rng = np.random.default_rng(seed)
y = np.eye(10)[labels]
{{table}}"""
EXCLUSIVE_OR = """\
X, y = np.array({X}), np.array({y})
labels = y[:, 0].astype(int)
X_new, labels_new = X, labels  # there are no others
rng = np.random.default_rng(seed)"""
DENSE = """\
sizes, std, same, bias = {sizes}, {std}, {same}, {bias}
params = {{}}
for i in range(len(sizes) - 1):
    m, n = sizes[i : i + 2]
    params[f"W{{i}}"] = (np.sqrt(2 / m) if std is None else std) * rng.normal(size=(m, n))
    if same is not None:
        params[f"W{{i}}"][:] = same
    params[f"b{{i}}"] = np.full(n, bias if i < len(sizes) - 2 else 0.0)"""
EVEN = """\
params = {{name: 2 * rng.random(shape) - 1 for name, shape in {shapes}.items()}}"""
NARROWER = """
params = {name: W * np.sqrt(3 / len(W)) for name, W in params.items()}"""
TWO_SIGMOIDS = """\
def layers(params, X):
    p, h = forward(params, X)
    return [h, p]"""
LAYERS = """\
def layers(params, X):
    z, H, said = forward(params, X, skip={skip}, norm={norm})
    return [*said, z]"""
LEAKY = """\
def layers(params, X):
    z, H, slopes = forward(params, X)
    return [*H[1:], z]"""
RULE = """\
def loss_and_gradients(params, X, y):
    return {call}"""
ALPHA = """\
def alpha(done):
    return {value}"""
TABLES: dict[Callable[..., Any], str] = {
    tables.pictures: "",
    tables.shuffled_labels: """\
labels = labels[rng.permutation(len(labels))]
y = np.eye(10)[labels]""",
    tables.few_pictures: f"X, y, labels = (rows[:{tables.FEW}] for rows in (X, y, labels))",
    tables.leaked: f"""\
X = np.concatenate([X[:{tables.FEW}], X_new])
labels = np.concatenate([labels[:{tables.FEW}], labels_new])
y = np.eye(10)[labels]""",
    tables.with_ones: f"""\
X, X_new = (np.column_stack([part / {data.INK}, np.ones(len(part))]) for part in (X, X_new))""",
    tables.five_or_more: """\
labels, labels_new = (labels >= 5).astype(int), (labels_new >= 5).astype(int)
y = labels[:, None].astype(float)""",
}
LOPSIDED = f"""\
labels, labels_new = (1 * (asked == {tables.RARE}) for asked in (labels, labels_new))
for new in (False, True):
    asked = labels_new if new else labels
    others, rare = np.flatnonzero(asked == 0), np.flatnonzero(asked == 1)
    rows = np.sort(np.concatenate([others, rare[: len(others) // 19]]))
    if new:
        X_new, labels_new = X_new[rows], labels_new[rows]
    else:
        X, labels = X[rows], labels[rows]
"""
EVENED = """\
others, rare = np.flatnonzero(labels == 0), np.flatnonzero(labels == 1)
rows = np.concatenate([others, np.resize(rare, len(others))])
X, labels = X[rows], labels[rows]
"""
TABLES[tables.lopsided] = LOPSIDED + "y = np.eye(2)[labels]"
TABLES[tables.evened_out] = LOPSIDED + EVENED + "y = np.eye(2)[labels]"

SILENT = {
    "dense": {
        "silent": "i < len(sizes) - 2",
        "share": "(said <= 0).all(axis=0).mean()",
        "word": "dead units",
    },
    "PReLU": {"silent": "False", "share": "0.0", "word": "dead units"},
}
SATURATED = {
    "silent": "True",
    "share": f"((said > {vitals.GATE_OPEN}) | (said < {vitals.GATE_CLOSED})).mean()",
    "word": "saturated",
}

COURSE = '''"""A network of the graveyard, {tried}: the course trains it.

It is the network of lesson 05 with its memory, which fills pages. So this is no plain NumPy: it
asks the course for the same training, with what was set on the panel.
"""

import numpy as np

from course.graveyard.bedside import Watch
from course.graveyard.cures import UNTREATED, treat
from course.graveyard.graves import GRAVES

grave = GRAVES[{grave!r}]
settings = treat(grave, UNTREATED | {cures!r})
# net.undergo(np.random.default_rng({seed}), **settings) of the course trains it to its end.
watch = Watch(grave, settings, np.random.default_rng({seed}))
step = next(step for step in watch.run() if step.index == {shown})

look = watch.look(step.params)
loss, right, new = look.point
print(f"step {{step.index:,}}, loss {{loss:.3g}}")
print(f"training: {{100 * right:.3g}} per cent right")
print(f"new: {{100 * new:.3g}} per cent right")
print(f"inputs: spread {{look.inputs:.3g}}")
for layer in look.layers:
    print(f"{{layer.name}}: spread {{layer.spread:.3g}}", end=", ")
    if layer.kind != "linear":
        print(f"saturated {{100 * layer.silent:.3g}} per cent", end=", ")
    print(f"gradient against weights {{layer.ratio:.3g}}")
print("new rows are called:", *look.named)
'''
