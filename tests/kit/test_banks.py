"""Every exercise of the course: right answers pass, every time, and mistakes are recognised.

Nearly all is judged in this process, which is fast: that the sandbox comes to the same verdict is
asked for a mistake of every room, and once a week of every exercise; its right answers are those of
the solutions, whose verdicts nbval compares.
"""

from dataclasses import replace

import numpy as np
import pytest
from bank import EXERCISES, FIRST, the_same_for_all

from course.kit.checking import evaluate
from course.kit.judging import judge

ANSWERS = [
    pytest.param(key, answer, id=f"{key}-{i}")
    for key, exercise in EXERCISES.items()
    for i, answer in enumerate((exercise.reference, *exercise.alternatives))
]
QUICK, SLOW = (  # the slow train a network
    [each for each in ANSWERS if (EXERCISES[each.values[0]].seconds < 60) == quick]
    for quick in (True, False)
)


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


@pytest.mark.parametrize(("key", "answer"), SLOW)
def test_right_answer_passes(key, answer):
    finding = judge(EXERCISES[key], answer)
    assert (finding.status, finding.hint) == ("right", "")


def judged_again(key, answer, times):
    """All that is found when a right answer is tried on this many fresh inputs."""
    exercise = replace(EXERCISES[key], draws=6)
    found = {judge(exercise, answer) for _ in range(times)}
    return {(finding.status, finding.hint) for finding in found}


@pytest.mark.parametrize(("key", "answer"), QUICK)
def test_right_answer_passes_ten_times(key, answer):
    assert judged_again(key, answer, 10) == {("right", "")}


@pytest.mark.weekly
@pytest.mark.parametrize(("key", "answer"), QUICK)
def test_right_answer_passes_a_hundred_times(key, answer):
    assert judged_again(key, answer, 100) == {("right", "")}


def mistaken_for_another(key, rng):
    """The forms of mistakes that are not told from others on the inputs that ``rng`` draws."""
    exercise = EXERCISES[key]
    if exercise.seconds > 60:  # a whole training: let a quicker right answer be compared with
        exercise = replace(exercise, reference=exercise.alternatives[-1])
    others = {}
    with the_same_for_all(exercise, rng) as exercise:
        for mistake in exercise.mistakes:
            for i, form in enumerate((mistake.function, *mistake.also)):
                found = judge(exercise, form)
                if found != replace(found, status="wrong", mistake=mistake.name, hint=mistake.hint):
                    others[mistake.name, i] = found
    return others


@pytest.mark.parametrize("key", EXERCISES)
def test_each_mistake_gets_its_own_hint(key):
    """On the same inputs every day: a red run means that the code has changed."""
    assert mistaken_for_another(key, np.random.default_rng(0)) == {}


@pytest.mark.weekly
@pytest.mark.parametrize("key", EXERCISES)
def test_each_mistake_gets_its_own_hint_on_other_inputs_too(key):
    """On inputs that nobody has seen: a red run tells of two mistakes that can look alike."""
    assert [mistaken_for_another(key, np.random.default_rng()) for _ in range(5)] == [{}] * 5


@pytest.mark.parametrize(
    "key",
    [each if each in FIRST else pytest.param(each, marks=pytest.mark.weekly) for each in EXERCISES],
)
def test_sandbox_recognises_the_same_mistake(key):
    mistake = EXERCISES[key].mistakes[0]
    verdict = evaluate(EXERCISES[key], mistake.function)
    assert (verdict.status, verdict.mistake) == ("wrong", mistake.name)
    assert verdict.hint == mistake.hint
