"""What "Copy as code" shows of a function runs where only NumPy is imported."""

import ast
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from course.eleven import net
from course.kit import scripts
from course.kit.scripts import bare_source, parse
from course.kit.steps import Params


def doubled(params: Params, factor: float = 2.0) -> dict[str, np.ndarray]:
    return {name: factor * value for name, value in params.items()}


def documented(x: np.ndarray) -> np.ndarray:
    """Says what it does."""
    return x + 1


def test_types_and_docstrings_are_left_out_and_nothing_else():
    text = bare_source(doubled, documented)
    assert "Params" not in text
    assert "Says" not in text
    scope = {}
    exec(text, scope)  # made from the two functions above
    assert scope["doubled"]({"W": 3.0}) == {"W": 6.0}
    assert scope["documented"](1) == 2


def test_functions_stand_two_lines_apart_in_the_order_given():
    text = bare_source(net.sigmoid, net.slope)
    first, second = text.split("\n\n\n")
    assert first.startswith("def sigmoid(z)")
    assert second.startswith("def slope(s)")


def test_two_threads_that_want_a_tree_get_one_each(monkeypatch):
    """Neither waits for the other forever, nor are they in Python's parser at once."""
    under_way, most = [], []

    def parsed(source):
        under_way.append(source)
        most.append(len(under_way))
        time.sleep(0.01)
        under_way.pop()
        return ast.Module([], [])

    monkeypatch.setattr(scripts.ast, "parse", parsed)
    with ThreadPoolExecutor(4) as pool:
        trees = list(pool.map(parse, "abcd", timeout=60))
    assert len(trees) == 4
    assert most == [1, 1, 1, 1]
