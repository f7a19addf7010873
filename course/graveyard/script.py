"""What "Copy as code" gives for the panel of the graveyard: one training, as plain NumPy.

For the stack, whose own network fills pages, the script asks the course to train it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from course.descent.optimisers import begin, plain
from course.digits import data, net as digits
from course.digits.script import SPLIT
from course.dropout import net as dropout
from course.eleven import net as eleven
from course.graveyard import everyday, faults, net, prelu, tables, vitals
from course.graveyard.bedside import EXAMINED
from course.graveyard.bodies import with_mask
from course.graveyard.trial import Body
from course.kit.scripts import bare_source

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


def grave_script(
    settings: Mapping[str, Any],
    *,
    grave: str,
    cures: Mapping[str, Any],
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
    grave : its name
    cures, tried : what was tried, as ``cures.tries`` gives it, and in words
    seed : of the generator
    shown, total, every : updates made, in all, and in a mean of losses
    n_rows, classes : of what it learns from
    """
    body = settings["body"]
    if body.name == "stack":
        return COURSE.format(tried=tried, grave=grave, cures=dict(cures), seed=seed, shown=shown)
    deal, update = settings.get("deal", net.minibatches), settings.get("update", plain)
    own = [bare_source(vitals.spread, begin, update, deal)]
    rounding = f"ROUNDING = {vitals.ROUNDING!r}"
    return SCRIPT.format(
        tried=tried,
        imports=_imports(settings),
        scale=settings.get("scale", 1.0),
        batch=settings.get("batch", 25),
        epochs=settings["epochs"],
        seed=seed,
        shown=shown,
        total=total,
        every=every,
        functions="\n\n\n".join([rounding, *_network(body), _alpha(settings["alpha"]), *own]),
        rows=_table(settings["table"]),
        first=_first(body, settings["start"]),
        deal=deal.__name__,
        update=update.__name__,
        some=_rows(n_rows, EXAMINED),
        fewer=_rows(n_rows, EXAMINED // 2),
        classes=classes,
        **SILENT.get(body.name, SATURATED),
    )


def _imports(settings: Mapping[str, Any]) -> str:
    if settings["table"] is tables.exclusive_or:
        return NUMPY
    return f"from zlib import crc32\n\n{LOAD}" if settings["body"].name == "dropout" else LOAD


def _table(table: Callable[..., Any]) -> str:
    if table is tables.exclusive_or:
        return EXCLUSIVE_OR.format(X=eleven.X.tolist(), y=eleven.TARGETS["XOR"].tolist())
    return DIGITS.format(used=data.PER_DIGIT, aside=data.KEPT_ASIDE, table=TABLES[table])


def _first(body: Body, start: Mapping[str, Any]) -> str:
    if body.name in SILENT:
        given = {name: start.get(name) for name in ("std", "same")}
        bias = start.get("bias", 0.0)
        return DENSE.format(sizes=tuple(start["sizes"]), bias=bias, **given)
    shapes = {
        "W0": (start["inputs"], start["hidden"]), "W1": (start["hidden"], start["outputs"])
    }  # fmt: skip
    return EVEN.format(shapes=shapes) + (NARROWER if body.name == "dropout" else "")


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
    if body.name == "sigmoid":
        two_ways = (eleven.forward, eleven.output_delta, eleven.hidden_delta, rule)
        return [bare_source(eleven.sigmoid, eleven.slope, *two_ways), TWO_SIGMOIDS]
    if body.name == "dropout":
        return _thinned(**given)
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


def _thinned(rate: float, loss_and_gradients: Callable[..., Any]) -> list[str]:
    own, name = bare_source(loss_and_gradients), loss_and_gradients.__name__
    mask = bare_source(dropout.draw_mask, dropout.drop, dropout.scaled_mask, with_mask)
    return [
        bare_source(eleven.sigmoid, eleven.slope, eleven.output_delta, eleven.hidden_delta),
        bare_source(dropout.forward),
        own.replace(f"def {name}", "def by_rule"),
        mask.replace("    check_rate(rate)\n", ""),
        RULE.format(call=f"with_mask(params, X, y, rate={rate}, loss_and_gradients=by_rule)"),
        TWO_SIGMOIDS,
    ]


def _ones() -> str:
    return "_ones = np.ones"
