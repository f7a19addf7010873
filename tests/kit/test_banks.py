"""Every exercise of the course: references and alternatives pass, mistakes are recognised."""

import pytest

from course.kit.checking import evaluate, exercises

EXERCISES = exercises()
MISTAKES = [(key, mistake) for key, exercise in EXERCISES.items() for mistake in exercise.mistakes]
ANSWERS = [
    (key, i, answer)
    for key, exercise in EXERCISES.items()
    for i, answer in enumerate([exercise.reference, *exercise.alternatives])
]


@pytest.mark.parametrize("key", EXERCISES)
def test_bank_is_large_enough(key):
    exercise = EXERCISES[key]
    assert len({mistake.name for mistake in exercise.mistakes}) >= 5
    assert len({mistake.hint for mistake in exercise.mistakes}) == len(exercise.mistakes)
    assert len(exercise.alternatives) >= 2
    assert len(exercise.hints) >= 3
    assert exercise.reference.__name__ == exercise.name
    assert exercise.reference.__doc__


@pytest.mark.parametrize(("key", "i", "answer"), ANSWERS, ids=lambda v: v if v is str(v) else "")
def test_right_answer_passes(key, i, answer):
    verdict = evaluate(EXERCISES[key], answer)
    assert (verdict.status, verdict.hint) == ("right", "")


@pytest.mark.parametrize(("key", "mistake"), MISTAKES, ids=lambda v: getattr(v, "name", v))
def test_mistake_gets_its_own_hint(key, mistake):
    verdict = evaluate(EXERCISES[key], mistake.function)
    assert (verdict.status, verdict.mistake) == ("wrong", mistake.name)
    assert verdict.hint == mistake.hint
