"""What "Copy as code" gives for the panel that learns: one run, as plain NumPy.

In a script there are no modules, so what a memory is made of is called after it: ``queue_pop``.
"""

import ast
import functools
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from course.descent.optimisers import adam, begin
from course.eleven.net import sigmoid
from course.kit.scripts import bare_source, parse
from course.stack import deque, learn_words, net, queue, stack, walk

Function = Callable[..., Any]
# What each memory is made of; queue and deque stand on those before them.
MADE_OF: dict[str, tuple[ModuleType, tuple[Function, ...]]] = {
    "stack": (
        stack,
        (
            stack.above,
            stack.pop,
            stack.strengths,
            stack.weights,
            stack.above_backward,
            stack.pop_backward,
            stack.weights_backward,
        ),
    ),
    "queue": (
        queue,
        (
            queue.pop,
            queue.strengths,
            queue.weights,
            queue.pop_backward,
            queue.weights_backward,
        ),
    ),
    "deque": (
        deque,
        (deque.strengths, deque.weights, deque.strengths_backward, deque.weights_backward),
    ),
}
USED: tuple[Function, ...] = (
    sigmoid,
    walk.heads,
    walk.forward,
    walk.accumulate,
    walk._rows,
    walk._gradients,
    walk._product,
    walk._through,
    walk._turned,
    net.answer_loss,
    net.loss_and_gradients,
    net.init,
    net.draw_noise,
    begin,
    adam,
    learn_words.tells_answer,
    learn_words.tells_gates,
    learn_words.span,
)


def learn_script(
    settings: dict[str, Any],
    *,
    recurrent: bool,
    steps: int,
    longest: int,
    each: int,
    exams: Sequence[Sequence[int]],
    symbols: list[int],
) -> str:
    """A script that trains as the panel does with these settings, and prints what it tells.

    Parameters
    ----------
    settings : dict, those of the panel
    recurrent : bool, whether the hidden layer sees itself
    steps : int, number of updates
    longest : int, lengths in training go from 1 to this
    each, exams : how many sequences of each length to ask, and the lengths, one exam after another
    symbols : list of int, the sequence on screen
    """
    kind = settings["memory"]
    memory = "\n\n\n".join(_renamed(bare_source(*MADE_OF[room][1]), room) for room in _below(kind))
    return SCRIPT.format(
        kind=kind, task=settings["task"], turn=", ::-1" * (settings["task"] == "reverse"),
        n_symbols=settings["symbols"], hidden=settings["hidden"], alpha=settings["alpha"],
        gate_noise=settings["gate_noise"], hidden_noise=settings["hidden_noise"],
        seed=settings["seed"], letters=learn_words.LETTERS, steps=steps, recurrent=recurrent,
        longest=longest, each=each,
        exams=[list(lengths) for lengths in exams], symbols=symbols, memory=memory,
        namespace=(TWO_ENDS if kind == "deque" else ONE_END.replace("KIND", kind)),
        functions=_renamed(bare_source(*USED)),
    )  # fmt: skip


def _below(kind: str) -> list[str]:
    """This memory and those that it stands on, the lowest first."""
    kinds = list(MADE_OF)
    return kinds[: kinds.index(kind) + 1]


@functools.cache
def _renamed(source: str, room: str = "") -> str:
    """Functions of a memory by their names in the script; the default memory is the script's."""
    own = {each.__name__ for each in MADE_OF[room][1]} if room else set()
    return ast.unparse(_Renamer(room, own).visit(parse(source))).replace("\n\ndef ", "\n\n\ndef ")


class _Renamer(ast.NodeTransformer):
    def __init__(self, room: str, own: set[str]):
        self._room, self._own = room, own

    def _name(self, name: str) -> str:
        if name == "STACK":
            return "memory"
        return f"{self._room}_{name}" if name in self._own else name

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self._name(node.name)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._name(node.id)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in MADE_OF:
            return ast.copy_location(ast.Name(f"{node.value.id}_{node.attr}", node.ctx), node)
        return self.generic_visit(node)


ONE_END = """\
def one_end_backward(s, u, delta):
    delta_s, delta_u = KIND_pop_backward(s, u[..., 0], delta[..., :-1])
    return delta_s, delta_u[..., None], delta[..., -1:]


memory = SimpleNamespace(
    ends=1,
    places=lambda t, steps: [t],
    window=lambda t, steps: slice(0, t + 1),
    strengths=lambda s, u, d: KIND_strengths(s, u[..., 0], d[..., 0]),
    weights=lambda s: KIND_weights(s)[..., None, :],
    strengths_backward=one_end_backward,
    weights_backward=lambda s, delta: KIND_weights_backward(s, delta[..., 0, :]),
)"""
TWO_ENDS = """\
memory = SimpleNamespace(
    ends=2,
    places=lambda t, steps: [steps - 1 - t, steps + t],
    window=lambda t, steps: slice(steps - 1 - t, steps + t + 1),
    strengths=deque_strengths,
    weights=deque_weights,
    strengths_backward=deque_strengths_backward,
    weights_backward=deque_weights_backward,
)"""

SCRIPT = '''"""A controller learns to {task} with a {kind}: the panel's settings, as plain NumPy."""

from types import SimpleNamespace

import numpy as np

np.seterr(over="ignore")  # a weight far too large drives np.exp to infinity, a sigmoid to 0
n_symbols, hidden, recurrent, alpha = {n_symbols}, {hidden}, {recurrent}, {alpha!r}
gate_noise, hidden_noise, seed, steps = {gate_noise!r}, {hidden_noise!r}, {seed}, {steps}
longest, each, batch = {longest}, {each}, 32
Trace = SimpleNamespace
LETTERS = {letters!r}


{memory}


{namespace}


{functions}


def encode(symbols):
    shown = np.eye(n_symbols + 1)
    asked = np.broadcast_to(shown[-1], (*symbols.shape, n_symbols + 1))
    return np.concatenate([shown[symbols], asked], axis=-2), np.eye(n_symbols)[symbols[...{turn}]]


def draw(rng, n, length):
    return encode(np.floor(n_symbols * rng.random((n, length))).astype(int))


rng = np.random.default_rng(seed)  # draws the weights, then lengths, sequences and noise
params = init(rng, n_symbols=n_symbols, hidden=hidden, recurrent=recurrent)
kept = {{name: begin(W) for name, W in params.items()}}
for step in range(steps + 1):
    length = 1 + int(longest * rng.random())
    X, y = draw(rng, batch, length)
    noise = draw_noise(rng, params, X, gate=gate_noise, hidden=hidden_noise)
    loss, gradients = loss_and_gradients(params, X, y, noise=noise)
    if step == steps:
        break  # this loss is that of the sequences that come next
    for name in params:
        change, new = adam(gradients[name], kept[name], alpha, step + 1)
        kept[name] |= new
        params[name] += change
print(f"step {{steps}}, loss of the {{batch}} sequences of length {{length}} ", end="")
print(f"that are learnt from next {{loss:.3g}}")

symbols = np.array({symbols})
X, y = encode(symbols)
z, trace = forward(params, X[None])
print(tells_answer(symbols, z[0, len(symbols) :].argmax(-1), y.argmax(-1)))
print(*tells_gates(trace.d[0], trace.u[0]), sep="\\n")
for lengths in {exams}:
    rng, counts = np.random.default_rng(0), []
    for length in lengths:
        X, y = draw(rng, each, length)
        right = forward(params, X)[0][:, length:].argmax(-1) == y.argmax(-1)
        counts.append(right.all(1).sum())
    print(f"right in every symbol of {{each}} sequences each: of lengths", end=" ")
    print(f"{{', '.join(map(str, lengths))}}: {{', '.join(map(str, counts))}}")
'''
