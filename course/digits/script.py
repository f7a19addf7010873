"""What "Copy as code" gives for the panels of lesson 06: one run, as plain NumPy."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.descent.optimisers import OPTIMISERS, begin
from course.digits import data, drawing, net, running
from course.kit.scripts import bare_source

# What the scripts have of the course: the functions themselves, without their docstrings.
NETWORK: tuple[Callable[..., Any], ...] = (
    net.softmax,
    net.cross_entropy,
    net.logit_gradient,
    net.minibatches,
    net.he_init,
    net._product,
    net.forward,
    net.backward,
    running.in_one_vector,
    begin,
)
READING: tuple[Callable[..., Any], ...] = (
    drawing.overlaps,
    drawing.inked,
    drawing._spread,
    drawing.stretch,
    drawing.even,
    drawing.upright,
    data.nearest,
)

ONES = "_ones = np.ones\n\n\n"
SPLIT = """\
digits = load_digits()
of_each = [np.flatnonzero(digits.target == digit)[:{used}] for digit in range(10)]
rows = np.sort(np.concatenate([each[:-{aside}] for each in of_each]))
rows_new = np.sort(np.concatenate([each[-{aside}:] for each in of_each]))
X, labels = digits.data[rows], digits.target[rows]
X_new, labels_new = digits.data[rows_new], digits.target[rows_new]
"""

TRAINING = """\
rng = np.random.default_rng(seed)  # draws the first weights, then {draws}
params = {{}}
for i in range(len(sizes) - 1):
    m, n = sizes[i : i + 2]
    params[f"W{{i}}"] = he_init(rng, m, n) if std is None else std * rng.normal(size=(m, n))
    params[f"b{{i}}"] = np.zeros(n)
params, weights = in_one_vector(params)
memory, y, index = begin(weights), np.eye(10)[labels], 0
while index <= steps:
    seen = {seen}
    for batch_rows in minibatches(rng, len(X), batch):
        z, H = forward(params, seen[batch_rows])
        loss = cross_entropy(z, y[batch_rows])
        gradients = backward(params, H, logit_gradient(z, y[batch_rows]))
        index += 1
        if index > steps:
            break  # this loss is that of the digits that come next
        slopes = np.concatenate([slope.ravel() for slope in gradients.values()])
        change, kept = {update}(slopes, memory, alpha, index)
        memory |= kept
        weights += change
"""

NOTE = """\
# The panel drew with your {name}. Put it in the place of the course's, for the very same numbers.
"""

TRAIN = '''"""A network learns to name digits: the panel's settings, as plain NumPy."""

import numpy as np
from sklearn.datasets import load_digits

np.seterr(over="ignore", invalid="ignore")  # weights far too large end as no numbers at all
{note}sizes, std, alpha, batch = {sizes}, {std}, {alpha!r}, {batch}
scale, seed, steps = {scale}, {seed}, {steps}


{functions}


{split}
{training}
print(f"step {{steps:,}}, loss of the digits that are learnt from next {{loss:.3g}}")
for name, pixels, right in (("training", X, labels), ("validation", X_new, labels_new)):
    z, _ = forward(params, pixels / scale)
    called = z.argmax(axis=1)
    loss = cross_entropy(z, np.eye(10)[right])
    print(f"{{name}}: cross-entropy {{loss:.3g}},", end=" ")
    print(f"{{(called == right).sum()}} of {{len(right)}} right")
    if name == {of!r}:
        counts, chosen = confusion_matrix(right, called), {chosen}
print(counts)  # a row for each digit, a column for what it is called
print(f"chosen: {{chosen.sum()}}")
'''


def train_script(steps: int, settings: dict[str, Any], *, drawn_by_own: Sequence[str] = ()) -> str:
    """What the training panel shows after so many updates.

    Parameters
    ----------
    steps : int
    settings : those of the panel
    drawn_by_own : names of the functions that drive the panel, draw from its generator, and are
        the learner's. The script has the course's; if they draw in another way, so do its numbers
    """
    digit, called = settings["digit"], settings["called"]
    is_it = "" if digit == "any" else f"(right == {digit}) & "
    name = "(called != right)" if called == "another" else f"(called == {called})"
    update = OPTIMISERS[settings["update"]]
    chosen = {name: settings[name] for name in ("alpha", "batch", "scale", "seed", "of")}
    return TRAIN.format(
        **chosen,
        note="".join(NOTE.format(name=name) for name in drawn_by_own),
        sizes=tuple(map(int, settings["layout"].split("-"))),
        std=None if settings["std"] == "He" else settings["std"],
        steps=steps,
        functions=ONES + bare_source(*NETWORK, update, net.confusion_matrix),
        split=SPLIT.format(used=data.PER_DIGIT, aside=data.KEPT_ASIDE),
        training=TRAINING.format(
            draws="the order of the digits", seen="X / scale", update=update.__name__
        ),
        chosen=is_it + name,
    )


DRAW = '''"""A drawing is reduced to 8 x 8 and named: what the panel shows, as plain NumPy."""

import numpy as np
from sklearn.datasets import load_digits

{settings}
SIDE, BLOCK, WIDTH, HEIGHT, MOST = {side}, {block}, {width}, {height}, {most}
TOO_LITTLE, TOO_MUCH, COVERED = {little}, {much}, {covered}
drawing = """
{rows}
"""


{functions}


{split}
ink = np.array([[mark == "#" for mark in row] for row in drawing.split()])
if ink.any() and not ink.all():
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    box = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    bits = upright(even(stretch(box)))
    x = bits.reshape(8, BLOCK, 8, BLOCK).sum(axis=(1, 3)).reshape(1, 64)
    print(x.reshape(8, 8))
    print("nearest training digits:", *labels[nearest(X, x, k={near})[0]])
else:
    x = None
    print("there is no digit to be seen")
{answer}'''

OWN = """
{training}
print(f"step {{steps:,}} of the training,", end=" ")
called = forward(params, X_new / scale)[0].argmax(axis=1)
print(f"{{100 * (called == labels_new).mean():.3g}} per cent of the validation digits named right")
if x is not None:
    p = softmax(forward(params, x / scale)[0])[0]
    print(f"the drawing is called {{p.argmax()}}, with probability {{p.max():.3g}}")
    print("probabilities of 0 to 9:", ", ".join(f"{{share:.3g}}" for share in p))
"""

GIVEN = """
# The network that the panel asked was given to it, and is not a part of this script. It reads
# x / {scale:g}, and called the drawing {given}.
"""


def answer_script(
    ink: np.ndarray,
    steps: int,
    settings: dict[str, Any],
    *,
    given: str | None,
    scale: float,
    alpha: float,
    batch: int,
    near: int,
) -> str:
    """What the drawing panel shows: the drawing, how it is reduced, and what it is called.

    Parameters
    ----------
    ink : ndarray of shape (height, width), True where ink is
    steps : int, how many updates its own network has had
    given : what another network called it, if the panel has none of its own
    """
    moving = ""
    functions, names = bare_source(*READING), f"scale = {scale:g}"
    answer = GIVEN.format(scale=scale, given=given)
    if given is None:
        sizes = tuple(map(int, settings["layout"].split("-")))
        names = (
            f"sizes, std, alpha, batch = {sizes}, None, {alpha!r}, {batch}\n"
            f"scale, seed, steps = {scale!r}, {settings['seed']}, {steps}"
        )
        functions = ONES + bare_source(*READING, *NETWORK, OPTIMISERS["Adam"])
        # The side of a digit; that of a bitmap has the same name elsewhere.
        moving = bare_source(data.moved, data._between).replace("SIDE", f"{data.SIDE}")
        answer = OWN.format(
            training=TRAINING.format(
                draws="how copies are moved, and the order of the digits",
                seen="moved(X / scale, rng)" if settings["copies"] else "X / scale",
                update=OPTIMISERS["Adam"].__name__,
            )
        )
    return DRAW.format(
        settings=names,
        side=drawing.SIDE, block=drawing.BLOCK, width=drawing.WIDTH, height=drawing.HEIGHT,
        most=drawing.MOST, little=drawing.TOO_LITTLE, much=drawing.TOO_MUCH,
        covered=drawing.COVERED, near=near,
        rows="\n".join("".join(np.where(row, "#", ".")) for row in ink),
        functions="\n\n\n".join(filter(None, [functions, moving])),
        split=SPLIT.format(used=data.PER_DIGIT, aside=data.KEPT_ASIDE),
        answer=answer,
    )  # fmt: skip
