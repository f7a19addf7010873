"""What "Copy as code" gives for the panel of the graveyard: one training, as plain NumPy.

It is made for the networks of ReLU and PReLU units. For the others the script says what it lacks.
"""

from collections.abc import Callable, Mapping
from typing import Any

from course.descent.optimisers import begin, plain
from course.digits import data, net as digits
from course.graveyard import everyday, faults, net, prelu, tables
from course.graveyard.bedside import EXAMINED
from course.graveyard.trial import Body
from course.kit.scripts import bare_source

SCRIPT = '''"""A network of the graveyard, {tried}: plain NumPy."""

import numpy as np
from sklearn.datasets import load_digits

np.seterr(all="ignore")  # of weights that have run off, much is no number
sizes, std, same, bias = {sizes}, {std}, {same}, {bias}
scale, batch, epochs, seed = {scale!r}, {batch}, {epochs}, {seed}
shown, total, every = {shown}, {total}, {every}  # updates: on screen, in all, in a mean of losses


{functions}


digits = load_digits()
of_each = [np.flatnonzero(digits.target == digit)[:{used}] for digit in range(10)]
rows = np.sort(np.concatenate([each[:-{aside}] for each in of_each]))
rows_new = np.sort(np.concatenate([each[-{aside}:] for each in of_each]))
X, labels = digits.data[rows], digits.target[rows]
X_new, labels_new = digits.data[rows_new], digits.target[rows_new]
rng = np.random.default_rng(seed)
y = np.eye(10)[labels]
{table}
X, X_new = X / scale, X_new / scale

params = {{}}
for i in range(len(sizes) - 1):
    m, n = sizes[i : i + 2]
    params[f"W{{i}}"] = (np.sqrt(2 / m) if std is None else std) * rng.normal(size=(m, n))
    if same is not None:
        params[f"W{{i}}"][:] = same
    params[f"b{{i}}"] = np.full(n, bias if i < len(sizes) - 2 else 0.0)
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
print(f"inputs: spread {{np.sqrt(X[fewer].var(axis=0).mean()):.3g}}")
for i, said in enumerate(layers(params, X[fewer])):
    print(f"layer {{i + 1}}: spread {{np.sqrt(said.var(axis=0).mean()):.3g}}", end=", ")
    if {relu} and i < len(sizes) - 2:
        print(f"dead units {{100 * (said <= 0).all(axis=0).mean():.3g}} per cent", end=", ")
    slope, size = (np.sqrt((part[f"W{{i}}"] ** 2).sum()) for part in (gradients, params))
    print(f"gradient against weights {{slope / size if size else 0.0:.3g}}")
print("new rows are called:", *np.bincount(called, minlength={classes}))
'''
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

ELSEWHERE = '''"""A {name} network of the graveyard, {tried}.

This script has no network: it would be that of another lesson, with what went wrong here. What was
set on the panel is below. In a notebook of the course,

    from course.graveyard.graves import GRAVES
    trial = GRAVES[{grave!r}].dies(np.random.default_rng({seed}))

trains it as it died, without a panel.
"""

print("grave: {grave}")
print("seed: {seed}")
print("updates: {shown:,} of {total:,}")
'''


def grave_script(
    settings: Mapping[str, Any],
    *,
    grave: str,
    tried: str,
    seed: int,
    shown: int,
    total: int,
    every: int,
    n_rows: int,
    classes: int,
) -> str:
    """A script that trains as ``net.begin`` would, and prints what is on screen.

    Parameters
    ----------
    settings : of ``net.begin``
    grave, tried : its name, and what was tried
    seed : of the generator
    shown, total, every : updates made, in all, and in a mean of losses
    n_rows, classes : of what it learns from
    """
    body = settings["body"]
    if body.name not in ("dense", "PReLU"):
        return ELSEWHERE.format(
            name=body.name, grave=grave, tried=tried, seed=seed, shown=shown, total=total
        )
    start, alpha = settings["start"], settings["alpha"]
    deal, update = settings.get("deal", net.minibatches), settings.get("update", plain)
    used, aside = data.PER_DIGIT, data.KEPT_ASIDE
    return SCRIPT.format(
        tried=tried,
        sizes=tuple(start["sizes"]),
        **{name: start.get(name) for name in ("std", "same")},
        bias=start.get("bias", 0.0),
        scale=settings.get("scale", 1.0),
        batch=settings.get("batch", 25),
        epochs=settings["epochs"],
        seed=seed,
        shown=shown,
        total=total,
        every=every,
        functions="\n\n\n".join([*_network(body), _alpha(alpha), bare_source(begin, update, deal)]),
        table=TABLES[settings["table"]],
        deal=deal.__name__,
        update=update.__name__,
        used=used,
        aside=aside,
        some=_rows(n_rows, EXAMINED),
        fewer=_rows(n_rows, EXAMINED // 2),
        classes=classes,
        relu=body.name == "dense",
    )


def _rows(n: int, most: int) -> str:
    return f"np.unique(np.linspace(0, {n - 1}, {min(n, most)}).astype(int))"


def _alpha(alpha: Any) -> str:
    if alpha is everyday.soon_at_nothing:
        return bare_source(alpha).replace(alpha.__name__, "alpha")
    # The only other schedule of the graveyard fades along half a cosine.
    value = f"{alpha(0.0)!r} * (1 + np.cos(np.pi * done)) / 2" if callable(alpha) else f"{alpha!r}"
    return ALPHA.format(value=value)


def _network(body: Body) -> list[str]:
    """The functions ``layers`` and ``loss_and_gradients``, and those that they need."""
    rule: Any = body.loss_and_gradients
    given = getattr(rule, "keywords", {})
    if body.name == "PReLU":
        functions = [given["slope"], prelu.prelu, digits._product, digits.loss_and_delta]
        source = bare_source(*functions, prelu.forward, prelu.loss_and_gradients)
        return [
            _ones(),
            f"LEAK = {prelu.LEAK}",
            source.replace("slope=slope", f"slope={given['slope'].__name__}"),
            LEAKY,
        ]
    shape = {name: given.get(name, False) for name in ("skip", "norm")}
    parts = [
        _ones(),
        f"EPS = {net.EPS!r}",
        bare_source(net._normal, net._normal_backward, digits.loss_and_delta, net.forward),
        LAYERS.format(**shape),
    ]
    if rule is digits.loss_and_gradients:
        # Its own way forward has another name here than that of the graveyard.
        own = bare_source(
            digits._product, digits.forward, digits.backward, digits.loss_and_gradients
        )
        return [*parts, own.replace("forward(params, X)", "quickly(params, X)")]
    if getattr(rule, "func", None) is faults.through_moved_weights:
        fault = bare_source(faults.through_moved_weights).replace("net.", "")
        call = f"through_moved_weights(params, X, y, alpha={given['alpha']!r})"
        return [*parts, fault, RULE.format(call=call)]
    fault = given["loss_and_delta"]
    how = ", ".join(f"{name}={value}" for name, value in shape.items())
    call = f"by_rule(params, X, y, {how}, loss_and_delta={fault.__name__})"
    sources = [] if fault is net.loss_and_delta else [bare_source(fault)]
    by_rule = bare_source(net.loss_and_gradients).replace("def loss_and_gradients", "def by_rule")
    return [*parts, *sources, by_rule, RULE.format(call=call)]


def _ones() -> str:
    return "_ones = np.ones"
