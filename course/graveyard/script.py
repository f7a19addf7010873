"""What "Copy as code" gives for the panel of the graveyard: one training, as plain NumPy.

For the stack, whose own network fills pages, the script asks the course to train it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from course.descent.optimisers import begin, plain
from course.digits import data, net as digits
from course.dropout import net as dropout
from course.eleven import net as eleven
from course.graveyard import everyday, faults, net, prelu, tables, templates, vitals
from course.graveyard.bedside import EXAMINED
from course.graveyard.bodies import with_mask
from course.graveyard.trial import Body
from course.kit.scripts import bare_source


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
        return templates.COURSE.format(
            tried=tried, grave=grave, cures=dict(cures), seed=seed, shown=shown
        )
    deal, update = settings.get("deal", net.minibatches), settings.get("update", plain)
    own = [bare_source(vitals.spread, begin, update, deal)]
    rounding = f"ROUNDING = {vitals.ROUNDING!r}"
    return templates.SCRIPT.format(
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
        **templates.SILENT.get(body.name, templates.SATURATED),
    )


def _imports(settings: Mapping[str, Any]) -> str:
    if settings["table"] is tables.exclusive_or:
        return templates.NUMPY
    return (
        f"from zlib import crc32\n\n{templates.LOAD}"
        if settings["body"].name == "dropout"
        else templates.LOAD
    )


def _table(table: Callable[..., Any]) -> str:
    if table is tables.exclusive_or:
        return templates.EXCLUSIVE_OR.format(X=eleven.X.tolist(), y=eleven.TARGETS["XOR"].tolist())
    return templates.DIGITS.format(
        used=data.PER_DIGIT, aside=data.KEPT_ASIDE, table=templates.TABLES[table]
    )


def _first(body: Body, start: Mapping[str, Any]) -> str:
    if body.name in templates.SILENT:
        given = {name: start.get(name) for name in ("std", "same")}
        bias = start.get("bias", 0.0)
        return templates.DENSE.format(sizes=tuple(start["sizes"]), bias=bias, **given)
    shapes = {
        "W0": (start["inputs"], start["hidden"]), "W1": (start["hidden"], start["outputs"])
    }  # fmt: skip
    return templates.EVEN.format(shapes=shapes) + (
        templates.NARROWER if body.name == "dropout" else ""
    )


def _rows(n: int, most: int) -> str:
    return f"np.unique(np.linspace(0, {n - 1}, {min(n, most)}).astype(int))"


def _alpha(alpha: Any) -> str:
    if alpha is everyday.soon_at_nothing:
        return bare_source(alpha).replace(alpha.__name__, "alpha")
    # The only other schedule of the graveyard fades along half a cosine.
    value = f"{alpha(0.0)!r} * (1 + np.cos(np.pi * done)) / 2" if callable(alpha) else f"{alpha!r}"
    return templates.ALPHA.format(value=value)


def _network(body: Body) -> list[str]:
    """The functions ``layers`` and ``loss_and_gradients``, and those that they need."""
    rule: Any = body.loss_and_gradients
    given = getattr(rule, "keywords", {})
    if body.name == "sigmoid":
        two_ways = (eleven.forward, eleven.output_delta, eleven.hidden_delta, rule)
        return [bare_source(eleven.sigmoid, eleven.slope, *two_ways), templates.TWO_SIGMOIDS]
    if body.name == "dropout":
        return _thinned(**given)
    if body.name == "PReLU":
        functions = [given["slope"], prelu.prelu, digits._product, digits.loss_and_delta]
        source = bare_source(*functions, prelu.forward, prelu.loss_and_gradients)
        return [
            _ones(),
            f"LEAK = {prelu.LEAK}",
            source.replace("slope=slope", f"slope={given['slope'].__name__}"),
            templates.LEAKY,
        ]
    shape = {name: given.get(name, False) for name in ("skip", "norm")}
    parts = [
        _ones(),
        f"EPS = {net.EPS!r}",
        bare_source(net._mean, net._normal, net._normal_backward, digits.loss_and_delta),
        bare_source(net._run, net.forward),
        templates.LAYERS.format(**shape),
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
        return [*parts, fault, templates.RULE.format(call=call)]
    fault = given["loss_and_delta"]
    how = ", ".join(f"{name}={value}" for name, value in shape.items())
    call = f"by_rule(params, X, y, {how}, loss_and_delta={fault.__name__})"
    sources = [] if fault is net.loss_and_delta else [bare_source(fault)]
    by_rule = bare_source(net.loss_and_gradients).replace("def loss_and_gradients", "def by_rule")
    return [*parts, *sources, by_rule, templates.RULE.format(call=call)]


def _thinned(rate: float, loss_and_gradients: Callable[..., Any]) -> list[str]:
    own, name = bare_source(loss_and_gradients), loss_and_gradients.__name__
    mask = bare_source(dropout.draw_mask, dropout.drop, dropout.scaled_mask, with_mask)
    return [
        bare_source(eleven.sigmoid, eleven.slope, eleven.output_delta, eleven.hidden_delta),
        bare_source(dropout.forward),
        own.replace(f"def {name}", "def by_rule"),
        mask.replace("    check_rate(rate)\n", ""),
        templates.RULE.format(
            call=f"with_mask(params, X, y, rate={rate}, loss_and_gradients=by_rule)"
        ),
        templates.TWO_SIGMOIDS,
    ]


def _ones() -> str:
    return "_ones = np.ones"
