"""Every exercise of the course: right answers pass, every time, and mistakes are recognised.

Nearly all is judged in this process, which is fast: that the sandbox comes to the same verdict is
asked once for the first right answer and the first mistake of every exercise.
"""

from dataclasses import replace
from functools import cache
from itertools import cycle

import numpy as np
import pytest

from course.kit.checking import evaluate, exercises
from course.kit.judging import judge

EXERCISES = exercises()
FORMS = [
    pytest.param(key, mistake, form, id=f"{key}-{mistake.name}-{i}")
    for key, exercise in EXERCISES.items()
    for mistake in exercise.mistakes
    for i, form in enumerate((mistake.function, *mistake.also))
]
ANSWERS = [
    pytest.param(key, answer, id=f"{key}-{i}")
    for key, exercise in EXERCISES.items()
    for i, answer in enumerate((exercise.reference, *exercise.alternatives))
]


# Without a training.
QUICK = [answer for answer in ANSWERS if EXERCISES[answer.values[0]].seconds < 60]


@cache
def tried_on_the_same(key):
    """The exercise, whose inputs are drawn once for all that is judged: drawing may take long."""
    exercise, rng = EXERCISES[key], np.random.default_rng()
    calls = cycle([exercise.draw(rng) for _ in range(exercise.draws)])
    return replace(exercise, draw=lambda rng: next(calls))


@pytest.mark.parametrize("key", EXERCISES)
def test_bank_is_large_enough(key):
    exercise = EXERCISES[key]
    assert len({mistake.name for mistake in exercise.mistakes}) >= 5
    assert len({mistake.name for mistake in exercise.mistakes}) == len(exercise.mistakes)
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)
    assert len(exercise.alternatives) >= 2
    assert len(exercise.hints) >= 3
    assert exercise.reference.__name__ == exercise.name
    assert exercise.reference.__doc__


@pytest.mark.parametrize(("key", "answer"), ANSWERS)
def test_right_answer_passes(key, answer):
    finding = judge(EXERCISES[key], answer)
    assert (finding.status, finding.hint) == ("right", "")


@pytest.mark.parametrize(("key", "answer"), QUICK)
def test_right_answer_passes_fifty_times(key, answer):
    exercise = replace(EXERCISES[key], draws=6)
    found = {judge(exercise, answer) for _ in range(50)}
    assert {(finding.status, finding.hint) for finding in found} == {("right", "")}


@pytest.mark.parametrize("key", EXERCISES)
def test_sandbox_passes_the_same_right_answer(key):
    quickest = EXERCISES[key].alternatives[-1]  # of a rebuilding each is a whole training
    verdict = evaluate(EXERCISES[key], quickest)
    assert (verdict.status, verdict.hint) == ("right", "")


@pytest.mark.parametrize(("key", "mistake", "form"), FORMS)
def test_mistake_gets_its_own_hint(key, mistake, form):
    exercise = tried_on_the_same(key)
    if exercise.seconds > 60:  # a whole training: let a quicker right answer be compared with
        exercise = replace(exercise, reference=exercise.alternatives[-1])
    finding = judge(exercise, form)
    assert (finding.status, finding.mistake) == ("wrong", mistake.name)
    assert finding.hint == mistake.hint


@pytest.mark.parametrize("key", EXERCISES)
def test_sandbox_recognises_the_same_mistake(key):
    mistake = EXERCISES[key].mistakes[0]
    verdict = evaluate(EXERCISES[key], mistake.function)
    assert (verdict.status, verdict.mistake) == ("wrong", mistake.name)
    assert verdict.hint == mistake.hint
