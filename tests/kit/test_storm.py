"""Whatever somebody answers, to whichever exercise, a verdict comes back and nothing is harmed."""

import os
import random
import sys
import warnings
from dataclasses import replace
from itertools import cycle

import nbformat
import numpy as np
import pytest
import storm
from bank import EXERCISES, FIRST, the_same_for_all
from nbclient import NotebookClient

from course.kit.checking import evaluate
from course.kit.judging import judge

QUICK = [key for key, each in EXERCISES.items() if each.seconds < 60]  # no training to judge
NAMED = {"ids": lambda each: getattr(each, "__name__", each)}


def state():
    """What belongs to everybody in this process."""
    return (
        np.random.get_state()[1].tolist(),  # noqa: NPY002
        random.getstate(),
        np.geterr(),
        np.get_printoptions(),
        list(warnings.filters),
        sys.getrecursionlimit(),
        list(sys.path),
        dict(os.environ),
        os.getcwd(),
        sys.stdout,
        {name: id(value) for name, value in vars(np).items()},
    )


@pytest.mark.parametrize("key", QUICK)
def test_nonsense_is_not_right_in_any_exercise_and_is_told_in_words(key):
    few = min(EXERCISES[key].draws, 6)
    with the_same_for_all(replace(EXERCISES[key], draws=few), np.random.default_rng()) as exercise:
        found = {each.__name__: judge(exercise, each) for each in storm.TAME}
    assert {name for name, each in found.items() if each.status not in ("wrong", "blank")} == set()
    assert {
        name for name, each in found.items() if each.status == "wrong" and not each.hint
    } == set()
    assert {name for name, each in found.items() if len(each.hint) >= 1_000} == set()


@pytest.mark.parametrize(
    ("key", "function"), list(zip(FIRST, cycle(storm.WILD), strict=False)), **NAMED
)
def test_what_would_harm_the_notebook_is_a_verdict(key, function):
    # Time enough to start a process and fill a gigabyte, however busy the machine is.
    seconds = 0.5 if function in storm.ENDLESS else 60.0
    before = state()
    verdict = evaluate(replace(EXERCISES[key], seconds=seconds), function)
    assert verdict.status == "wrong"
    assert verdict.hint
    assert state() == before


@pytest.mark.weekly
@pytest.mark.parametrize("key", EXERCISES)
def test_all_of_it_in_the_sandbox(key):
    before, others = state(), {}
    for function in storm.TAME + storm.WILD:
        seconds = 0.5 if function in storm.ENDLESS else EXERCISES[key].seconds
        verdict = evaluate(replace(EXERCISES[key], seconds=seconds), function)
        if verdict.status not in ("wrong", "blank"):
            others[function.__name__] = verdict
        assert state() == before, function
    assert others == {}


def test_in_a_notebook_the_cells_after_the_storm_run_as_ever(course_home, tmp_path):
    """Much of it in one kernel, checked as a learner checks, and then the right answer."""
    cells = [
        "import sys\n"
        f"sys.path.insert(0, {os.path.dirname(storm.__file__)!r})\n"
        "import numpy as np, storm\n"
        "from dataclasses import replace\n"
        "from course import eleven\n"
        "from course.kit import checking\n"
        "from course.eleven.exercises import EXERCISES\n"
        "own = EXERCISES[0].reference",
        # A second is enough for a sigmoid, and the loop that never ends shall not take five.
        "for each in storm.TAME[::3] + storm.WILD:\n"
        "    seconds = 0.5 if each in storm.ENDLESS else 60\n"
        "    assert checking.check(replace(EXERCISES[0], seconds=seconds), each) is own, each",
        "sigmoid = eleven.check('sigmoid', lambda z: 1 / (1 + np.exp(-z)))\n"
        "print(sigmoid is not own, sigmoid(np.zeros(1)), np.geterr()['over'])",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=250, kernel_name="python3").execute(cwd=str(tmp_path))
    printed = [out.text for out in notebook.cells[-1].outputs if out.output_type == "stream"]
    assert printed[-1:] == ["True [0.5] warn\n"]
