"""Whatever a learner hands in, the answer is a verdict: no error, and no changed notebook."""

import ctypes
import dataclasses
import itertools
import json
import os
import sys
import threading
import time

import numpy as np
import pytest

from course import eleven
from course.eleven import net
from course.kit import checking, progress, sandbox
from course.kit.checking import (
    Exercise,
    Mistake,
    Verdict,
    accepted,
    check,
    evaluate,
    exercises,
)
from course.kit.judging import difference, judge

EXERCISES = exercises()
SIGMOID, FORWARD = EXERCISES["eleven.sigmoid"], EXERCISES["eleven.forward"]
GRADIENTS, STEP = EXERCISES["eleven.loss_and_gradients"], EXERCISES["eleven.training_step"]


@pytest.fixture(autouse=True)
def not_paused(monkeypatch):
    monkeypatch.setattr(progress, "_paused", False)


def squash(z):
    return 1 / (1 + below(z))


def below(z):
    return np.exp(-z)


# ---- blank


def only_pass(z):
    pass


def only_dots(z): ...


def only_docstring(z):
    """Squash any number into 0..1."""


def docstring_and_dots(z):
    """Squash any number into 0..1."""
    ...  # your code here


def only_return(z):
    return


def returns_dots(z):
    return ...


def not_implemented(z):
    raise NotImplementedError


def not_implemented_in_words(z):
    """Squash any number into 0..1."""
    raise NotImplementedError("later")


BLANK = [
    only_pass,
    only_dots,
    only_docstring,
    docstring_and_dots,
    only_return,
    returns_dots,
    not_implemented,
    not_implemented_in_words,
    lambda z: None,
    lambda z: ...,
    None,
]


@pytest.mark.parametrize("function", BLANK, ids=lambda f: getattr(f, "__name__", "None"))
def test_a_blank_answer_is_a_thing_to_do_not_a_mistake(function):
    assert judge(SIGMOID, function).status == "blank"


@pytest.mark.parametrize("function", [docstring_and_dots, not_implemented, None])
def test_a_blank_answer_is_told_where_to_write(function):
    verdict = evaluate(SIGMOID, function)
    assert (verdict.status, verdict.mistake) == ("blank", None)
    assert (
        verdict.hint
        == "Write your own where the cell says «your code here», and run the cell again."
    )
    assert str(verdict).startswith("✎ To do: sigmoid")


def test_half_done_is_not_blank():
    def half(params, X):
        h = net.sigmoid(X @ params["W0"])
        p = ...
        return p, h

    found = judge(dataclasses.replace(FORWARD, returns=()), half)
    assert found.status == "wrong"
    assert "value 1 of the result is an ellipsis" in found.hint
    found = judge(dataclasses.replace(FORWARD, returns=("p", "h")), half)
    assert ": p is an ellipsis" in found.hint


# ---- wrong in kind


class Hostile:
    """Every question about it is an error."""

    def _refuse(self, *_, **__):
        raise RuntimeError("do not touch")

    __array__ = __eq__ = __len__ = __iter__ = __float__ = __bool__ = __repr__ = __str__ = _refuse
    __hash__ = None


class HostileError(Exception):
    def __str__(self):
        raise RuntimeError("no words")

    __repr__ = __str__


def _raise(error):
    raise error


def _endless_recursion(z):
    return _endless_recursion(z)


WRONG = {
    "a text": lambda z: "0.5",
    "a list": lambda z: net.sigmoid(z).tolist(),
    "a tuple": lambda z: (net.sigmoid(z),),
    "a dict": lambda z: {"p": net.sigmoid(z)},
    "a number": lambda z: 0.5,
    "a set": lambda z: {0.5},
    "a function": lambda z: net.sigmoid,
    "a class": lambda z: float,
    "a truth value": lambda z: True,
    "an array of texts": lambda z: net.sigmoid(z).astype(str),
    "an array of objects": lambda z: net.sigmoid(z).astype(object),
    "complex numbers": lambda z: net.sigmoid(z).astype(complex),
    "dates": lambda z: np.zeros(z.shape, "datetime64[s]"),
    "records": lambda z: np.zeros(z.shape, [("a", float), ("b", int)]),
    "no elements": lambda z: np.array([]),
    "flat": lambda z: net.sigmoid(z).ravel(),
    "turned": lambda z: net.sigmoid(z).T,
    "one axis more": lambda z: net.sigmoid(z)[None],
    "the first row": lambda z: net.sigmoid(z)[:1],
    "nan": lambda z: z * np.nan,
    "one nan": lambda z: np.where(z == z.max(), np.nan, net.sigmoid(z)),
    "infinity": lambda z: z * np.inf,
    "a little off": lambda z: net.sigmoid(z) + 1e-4,
    "different every time": lambda z: np.random.default_rng().random(z.shape),
    "a generator": lambda z: (value for value in z),
    "hostile": lambda z: Hostile(),
    "a list of hostile": lambda z: [Hostile()],
    "too few arguments": lambda: 1,
    "too many arguments": lambda z, alpha: z,
    "an error": lambda z: z.no_such_name,
    "a missing name": lambda z: no_such_name,  # noqa: F821
    "a failed assertion": lambda z: _raise(AssertionError()),
    "leaving": lambda z: sys.exit("bye"),
    "interrupting": lambda z: _raise(KeyboardInterrupt()),
    "the end of a generator": lambda z: _raise(StopIteration()),
    "an error without words": lambda z: _raise(HostileError()),
    "recursion": _endless_recursion,
    "more memory than there is": lambda z: np.empty((10**6, 10**6, 10**3)),
}


@pytest.mark.parametrize("kind", WRONG)
def test_an_answer_of_the_wrong_kind_is_wrong_and_told_in_words(kind):
    found = judge(SIGMOID, WRONG[kind])
    assert found.status == "wrong"
    assert found.hint.endswith((".", "?"))
    assert 20 < len(found.hint) < 500


@pytest.mark.parametrize(
    "thing", [5, "sigmoid", np.ones(3), net, [net.sigmoid], Hostile()], ids=type
)
def test_what_is_no_function_is_told_so(thing):
    found = judge(SIGMOID, thing)
    assert (found.status, found.mistake) == ("wrong", "not a function")


def test_what_is_blank_is_told_without_a_process(monkeypatch):
    monkeypatch.setattr(sandbox, "run", lambda *args, **named: pytest.fail("a process was asked"))

    def sigmoid(z):
        """Not written yet."""

    for blank in (None, sigmoid, lambda z: ...):
        assert evaluate(SIGMOID, blank).status == "blank"


def test_a_panel_does_not_ask_once_more_about_the_answer_that_was_right(monkeypatch):
    def mine(z):
        return 1 / (1 + np.exp(-z))

    assert check(SIGMOID, mine) is mine
    monkeypatch.setattr(checking, "evaluate", lambda exercise, function: Verdict("wrong"))
    assert accepted("eleven.sigmoid", mine) is mine
    assert accepted("eleven.sigmoid", lambda z: mine(z)) is net.sigmoid
    assert accepted("eleven.slope", mine) is net.slope


def test_returning_nothing_after_some_work_is_recognised():
    def forgets_to_return(z):
        s = net.sigmoid(z)  # noqa: F841

    found = judge(SIGMOID, forgets_to_return)
    assert found.mistake == "returns nothing"
    assert found.hint.endswith("print shows a value; return hands it back.")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("a list", "the result is a list of"),
        ("flat", "shape"),
        ("nan", "NaN or infinity"),
        ("a little off", "off by 0.0001"),
        ("too few arguments", "TypeError"),
        ("an error", "AttributeError"),
        ("leaving", "SystemExit: bye"),
        ("interrupting", "KeyboardInterrupt"),
        ("recursion", "called itself until Python gave up"),
        ("more memory than there is", "more memory than there is"),
    ],
)
def test_the_hint_says_what_was_seen(kind, words):
    by_values_alone = dataclasses.replace(SIGMOID, properties=())
    assert words in judge(by_values_alone, WRONG[kind]).hint


def _gradients(change):
    def changed(params, X, y):
        return change(*net.loss_and_gradients(params, X, y))

    return changed


WRONG_GRADIENTS = {
    "loss only": lambda loss, gradients: loss,
    "gradients only": lambda loss, gradients: gradients,
    "turned round": lambda loss, gradients: (gradients, loss),
    "three values": lambda loss, gradients: (loss, gradients, None),
    "no values": lambda loss, gradients: (),
    "one key missing": lambda loss, gradients: (loss, {"W0": gradients["W0"]}),
    "one key more": lambda loss, gradients: (loss, gradients | {"b": 0.0}),
    "a list of gradients": lambda loss, gradients: (loss, list(gradients.values())),
    "names only": lambda loss, gradients: (loss, list(gradients)),
    "transposed": lambda loss, gradients: (loss, {k: v.T for k, v in gradients.items()}),
    "lists": lambda loss, gradients: (loss, {k: v.tolist() for k, v in gradients.items()}),
    "loss is nothing": lambda loss, gradients: (None, gradients),
    "loss is a text": lambda loss, gradients: (str(loss), gradients),
    "loss for each row": lambda loss, gradients: (np.full(7, loss), gradients),
    "loss is nan": lambda loss, gradients: (np.nan, gradients),
    "hostile": lambda loss, gradients: (Hostile(), Hostile()),
    "hostile gradients": lambda loss, gradients: (loss, dict.fromkeys(gradients, Hostile())),
}


@pytest.mark.parametrize("kind", WRONG_GRADIENTS)
def test_gradients_of_the_wrong_kind_are_wrong_and_told_in_words(kind):
    found = judge(GRADIENTS, _gradients(WRONG_GRADIENTS[kind]))
    assert found.status == "wrong"
    assert found.hint.endswith((".", "?"))


def test_a_gradient_that_is_slightly_wrong_fails_although_it_looks_right():
    def nearly(loss, gradients):
        return loss, gradients | {"W0": gradients["W0"] * (1 + 1e-5)}

    found = judge(GRADIENTS, _gradients(nearly))
    assert found.status == "wrong"
    assert "not the slopes of your own loss" in found.hint


def test_a_function_that_fails_only_while_its_slopes_are_measured_is_wrong():
    calls = itertools.count()

    def moody(params, X, y):
        if next(calls) > GRADIENTS.draws:
            raise ZeroDivisionError("not in the mood")
        return net.loss_and_gradients(params, X, y)

    found = judge(GRADIENTS, moody)
    assert found.status == "wrong"
    assert "not in the mood" in found.hint


@pytest.mark.parametrize("scalar", [float, np.float64, np.array])
def test_a_loss_may_be_any_single_number(scalar):
    found = judge(GRADIENTS, _gradients(lambda loss, gradients: (scalar(loss), gradients)))
    assert found.status == "right"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("loss only", "return loss, gradients"),
        ("gradients only", "return loss, gradients"),
        ("three values", "return loss, gradients"),
        ("turned round", "the loss comes first"),
        ("a list of gradients", "a dict with the keys of params"),
        ("loss for each row", "one number for the whole table; yours has shape (7,)"),
        ("one key missing", "keys ['W0']; params has ['W0', 'W1']"),
        ("loss is nan", "NaN or infinity"),
    ],
)
def test_the_hint_for_gradients_says_what_to_return(kind, words):
    assert words in judge(GRADIENTS, _gradients(WRONG_GRADIENTS[kind])).hint


# ---- what it was given


def test_writing_into_the_arguments_is_told():
    def in_place(z):
        z *= -1
        return 1 / (1 + np.exp(z))

    found = judge(SIGMOID, in_place)
    assert (found.status, found.mistake) == ("wrong", "changes its inputs")


@pytest.mark.parametrize(
    "damage",
    [
        lambda params: params.clear(),
        lambda params: params.update(W2=1),
        lambda params: params.update(W0=params["W0"] + 1),
        lambda params: params["W0"].fill(np.nan),
        lambda params: params["W0"].resize((1, 1), refcheck=False),
    ],
    ids=["emptied", "one more", "replaced", "nan", "resized"],
)
def test_damage_to_a_dict_of_arguments_is_told(damage):
    def damaging(params, X):
        result = net.forward(params, X)
        damage(params)
        return result

    assert judge(FORWARD, damaging).mistake == "changes its inputs"


def test_a_known_mistake_that_writes_into_its_arguments_keeps_its_own_hint():
    def in_place(params, X, y, alpha):
        for name, gradient in net.loss_and_gradients(params, X, y)[1].items():
            params[name] -= alpha * gradient
        return params

    assert judge(STEP, in_place).mistake == "in place"


def test_writing_into_the_arguments_and_returning_nothing_is_about_the_writing():
    def in_place(z):
        z[:] = 1 / (1 + np.exp(-z))

    found = judge(SIGMOID, in_place)
    assert found.mistake == "changes its inputs"
    assert found.hint.endswith("hand them back with a return line.")


# ---- what the process takes for us


def prints_a_megabyte(z):
    print("x" * 2**20, flush=True)
    os.write(1, b"y" * 2**20)
    os.write(2, b"z" * 2**20)
    return net.sigmoid(z)


def changes_its_process(z):
    """Right, and careless with everything that is global."""
    np.seterr(all="raise")
    np.random.seed(0)  # noqa: NPY002
    sys.setrecursionlimit(200)
    sys.stdout = sys.stderr = None
    sys.path.clear()
    os.environ["COURSE_HOME"] = "elsewhere"
    os.chdir(os.path.sep)
    threading.Thread(target=time.sleep, args=(1000,)).start()
    return 1 / (1 + np.exp(-z))


def state():
    return (
        np.geterr(),
        np.random.get_state()[1].tolist(),  # noqa: NPY002
        sys.getrecursionlimit(),
        sys.stdout,
        sys.stderr,
        list(sys.path),
        dict(os.environ),
        os.getcwd(),
        threading.active_count(),
        np.exp,
        {name: id(value) for name, value in vars(np).items()},
    )


def test_a_right_answer_may_be_careless_and_this_process_stays_as_it_was():
    before = state()
    assert evaluate(SIGMOID, changes_its_process).status == "right"
    assert state() == before


def test_printing_a_megabyte_is_neither_wrong_nor_seen(capfd):
    assert evaluate(SIGMOID, prints_a_megabyte).status == "right"
    assert capfd.readouterr() == ("", "")


def deletes_exp(z):
    result = 1 / (1 + np.exp(-z))
    del np.exp
    return result


def replaces_exp(z):
    np.exp = np.tanh
    return np.exp(z)


@pytest.mark.parametrize("function", [deletes_exp, replaces_exp])
def test_tampering_with_numpy_is_named_and_stays_in_the_sandbox(function):
    before = state()
    verdict = evaluate(SIGMOID, function)
    assert (verdict.status, verdict.mistake) == ("wrong", "changes NumPy")
    assert "np.exp" in verdict.hint
    assert state() == before


def loops_for_ever(z):
    while True:
        pass


def fills_the_memory(z):
    held = []
    while True:
        held.append(np.ones(2_000_000))


def ends_python(z):
    os._exit(0)


def crashes_python(z):
    ctypes.string_at(0)


def cannot_be_copied(z, lock=threading.Lock()):  # noqa: B008
    return net.sigmoid(z)


class CannotBeCopied:
    def __reduce__(self):
        raise RuntimeError("stays at home")

    def __call__(self, z):
        return net.sigmoid(z)


@pytest.mark.parametrize(
    ("function", "mistake", "words"),
    [
        (loops_for_ever, "takes too long", "a loop that never ends?"),
        (fills_the_memory, "takes too much memory", "more than 1 GB"),
        (ends_python, "ends Python", "Return a value instead of leaving"),
        (crashes_python, "ends Python", "Return a value instead of leaving"),
        (cannot_be_copied, "uses what cannot be copied", "lock"),
        (CannotBeCopied(), "uses what cannot be copied", "stays at home"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_would_end_the_notebook_is_a_verdict(function, mistake, words):
    # Time enough to start a process and fill a gigabyte, however busy the machine is.
    seconds = 0.8 if function is loops_for_ever else 60.0
    verdict = evaluate(dataclasses.replace(SIGMOID, seconds=seconds), function)
    assert (verdict.status, verdict.mistake) == ("wrong", mistake)
    assert words in verdict.hint


def test_a_computer_that_starts_no_process_gives_a_verdict(monkeypatch):
    from course.kit import sandbox

    def refused(*_, **__):
        raise OSError("no more processes")

    monkeypatch.setattr(sandbox.subprocess, "Popen", refused)
    verdict = evaluate(SIGMOID, squash)
    assert verdict.status == "wrong"
    assert "no more processes" in verdict.hint


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("time", "within 5 seconds"),
        ("slow", "was not ready within 60 seconds"),
        ("setup", "could not load the course ({a detail})"),
    ],
)
def test_each_failure_of_the_process_has_its_sentence(kind, words, monkeypatch):
    from course.kit import sandbox

    failure = sandbox.Failure(kind, "{a detail}")
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: failure)
    verdict = evaluate(SIGMOID, squash)
    assert verdict.status == "wrong"
    assert words in verdict.hint


def test_a_function_with_a_helper_from_the_same_file_is_judged_by_value():
    assert evaluate(SIGMOID, squash).status == "right"


@pytest.mark.parametrize("kind", ["a generator", "hostile", "leaving", "an error without words"])
def test_evaluating_never_raises(kind):
    assert evaluate(SIGMOID, WRONG[kind]).status == "wrong"


# ---- check


def test_a_right_answer_comes_back_itself_and_is_recorded_once(capsys):
    assert check(SIGMOID, squash) is squash
    assert "✔ Right: sigmoid is yours from here on." in capsys.readouterr().out
    first = progress.path().read_bytes()
    assert list(json.loads(first)["passed"]) == ["eleven.sigmoid"]
    assert check(SIGMOID, squash) is squash
    assert progress.path().read_bytes() == first


def test_the_courses_own_stands_in_for_a_wrong_answer_and_nothing_is_recorded(capsys):
    assert check(SIGMOID, lambda z: z) is net.sigmoid
    told = capsys.readouterr().out
    assert "✘ Not yet: sigmoid" in told
    assert "the course's own sigmoid stands in for it" in told
    assert not progress.path().exists()


def test_the_courses_own_function_is_not_taken_for_the_learners(capsys):
    assert check(SIGMOID, net.sigmoid) is net.sigmoid
    told = capsys.readouterr().out
    assert "✎ To do: sigmoid" in told
    assert "No function called sigmoid has been defined here since the course's own." in told
    assert "Does your def line say `def sigmoid(`?" in told
    assert not progress.path().exists()


def test_nothing_is_recorded_while_progress_is_paused():
    progress.pause()
    assert check(SIGMOID, squash) is squash
    assert not progress.path().exists()


def test_a_damaged_progress_file_is_told_below_the_verdict(course_home, capsys):
    course_home.mkdir()
    progress.path().write_text("{")
    check(SIGMOID, squash)
    told = capsys.readouterr().out
    assert "✔ Right" in told
    assert "Your progress file was damaged" in told


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("sigmiod", "Did you mean 'sigmoid'?"),
        ("zzz", "There are: sigmoid, slope, "),
        ("", "There are: sigmoid, slope, "),
        (None, "There are: sigmoid, slope, "),
        ([], "There are: sigmoid, slope, "),
        (net.sigmoid, "There are: sigmoid, slope, "),
    ],
)
def test_an_unknown_name_is_told_and_the_function_handed_back(name, words, capsys):
    assert eleven.check(name, squash) is squash
    told = capsys.readouterr().out
    assert "no exercise" in told
    assert words in told


# ---- the verdict


VERDICTS = [
    Verdict("right", None, "", "sigmoid", ("a", "b")),
    Verdict("wrong", "sign of z", "Look at the sign.", "sigmoid", ("a", "b")),
    Verdict("blank", None, "Write it.", "sigmoid", ("a", "b")),
]


@pytest.mark.parametrize("verdict", VERDICTS, ids=lambda v: v.status)
def test_a_verdict_says_by_icon_and_words_what_its_colour_says(verdict):
    icon, words = {"right": "✔ Right", "wrong": "✘ Not yet", "blank": "✎ To do"}[
        verdict.status
    ].split(" ", 1)
    for shown in (verdict._repr_html_(), str(verdict)):
        assert f"{icon} {words}: sigmoid" in shown
        assert verdict.hint in shown
    assert 'role="status"' in verdict._repr_html_()


def test_the_ladder_of_hints_is_folded_and_gone_when_right():
    right, wrong, _ = (verdict._repr_html_() for verdict in VERDICTS)
    assert wrong.count("<details>") == 2
    assert "Hint 1 of 2" in wrong
    assert "Hint 2 of 2" in wrong
    assert "<details" not in right


@pytest.mark.parametrize("field", ["hint", "name", "ladder", "notice", "printed"])
def test_nothing_a_learner_writes_becomes_html(field):
    poison = '<script>alert("x")</script>'
    told = Verdict("wrong", None, "h", "n", ("l",), "n")
    value = (poison,) if field == "ladder" else poison
    shown = dataclasses.replace(told, **{field: value})._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_the_text_of_a_learners_error_is_shown_as_text():
    verdict = evaluate(SIGMOID, lambda z: _raise(ValueError("<img src=x onerror=alert(1)>")))
    assert "ValueError: <img" in str(verdict)
    assert "<img" not in verdict._repr_html_()


def test_a_long_error_is_cut_short():
    assert len(judge(SIGMOID, lambda z: _raise(ValueError("x" * 10**6))).hint) < 500


# ---- the judge's rule


def test_a_mistake_is_recognised_by_what_it_does_not_by_how_it_is_written():
    def another_way(z):
        return np.reciprocal(1 + np.power(np.e, z))

    assert judge(SIGMOID, another_way).mistake == "sign of z"


def test_properties_come_before_values_and_view_decides_what_is_compared():
    exercise = Exercise(
        room="eleven",
        name="root",
        reference=lambda x: np.sqrt(x),
        draw=lambda rng: (float(rng.uniform(1, 2)),),
        mistakes=(Mistake("square", lambda x: x * x, "That is the square."),),
        alternatives=(),
        hints=("A number whose square is x.",),
        properties=(lambda function, args, value: "" if value > 0 else "It must be above 0.",),
        view=lambda value, args: abs(value),
    )
    assert judge(exercise, lambda x: x**0.5).status == "right"
    assert judge(exercise, lambda x: -(x**0.5)).hint == "It must be above 0."
    assert judge(exercise, lambda x: x**2).mistake == "square"
    assert judge(exercise, lambda x: x).mistake is None


def an_exercise(**changes):
    """The matrix product, for what the exercises of the lessons do not show."""

    def draw(rng):
        rows, shared, columns = (int(size) for size in rng.integers(2, 5, size=3))
        return rng.normal(size=(rows, shared)), rng.normal(size=(shared, columns))

    settings = {
        "room": "eleven",
        "name": "product",
        "reference": lambda X, W: X @ W,
        "draw": draw,
        "mistakes": (),
        "alternatives": (),
        "hints": (),
    }
    return Exercise(**settings | changes)


def test_a_mistake_has_as_many_forms_as_people_give_it():
    forms = [lambda X, W: X * 2, lambda X, W: W * 2]
    mistake = Mistake("one alone", lambda X, W: X, "Both.", also=forms)
    exercise = an_exercise(mistakes=(mistake,))
    for function in (mistake.function, *forms):
        assert judge(exercise, function).mistake == "one alone"
    assert judge(exercise, lambda X, W: X * 3).mistake is None


# ---- what a verdict tells


FIXED = {"draw": lambda rng: (np.ones((4, 3)), np.ones((3, 5)))}


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda X, W: W @ X, "here A has 5 and B has 4. Is the order right, or is a .T missing?"),
        (lambda X, W: np.dot(W, X), "here A has 5 and B has 4. Is the order right, or is a .T"),
        (lambda X, W: X @ np.ones(2), "here A has 3 and B has 2."),
        (lambda X, W: X * W, "number by number: (4,3) and (3,5). Was @ meant, not *?"),
        (lambda X, W: X @ W * X, "number by number: (4,5) and (4,3). Was @ meant, not *?"),
        (lambda X, W: X @ (W * X), "number by number: (3,5) and (4,3). Was @ meant, not *?"),
        (lambda X, W: _raise(ValueError("a sum: 2 != 3")), "stopped with ValueError: a sum: 2 !="),
    ],
)
def test_shapes_that_do_not_fit_are_told_in_the_courses_words(function, words):
    hint = judge(an_exercise(**FIXED), function).hint
    assert hint.startswith("Tried with X of shape (4, 3), W of shape (3, 5): it stopped")
    assert words in hint
    assert "gufunc" not in hint


@pytest.mark.parametrize(
    "function",
    [
        lambda X, W: X + np.ones(2),
        lambda X, W: 2 * X @ W + np.ones(2),
        lambda X, W: X @ W - 2 * X,
        lambda X, W: np.multiply(X, W),
        lambda X, W: sum(2 * each for each in (X, W)),
    ],
)
def test_whether_another_product_was_meant_is_asked_of_a_product_only(function):
    assert judge(an_exercise(**FIXED), function).hint.endswith(").")


def test_the_arguments_are_named_whatever_they_are():
    exercise = an_exercise(
        reference=lambda params, H, alpha, n: 1.0,
        draw=lambda rng: ({"W0": np.ones((2, 3))}, [np.ones((1, 2)), np.ones(3)], 0.12345, 7),
    )
    hint = judge(exercise, lambda params, H, alpha, n: 2.0).hint
    assert hint.startswith(
        "Tried with params {W0 of shape (2, 3)}, H of shapes (1, 2), (3,), alpha = 0.123, n = 7: "
        "the result"
    )


def test_a_function_without_arguments_is_just_tried():
    exercise = an_exercise(reference=lambda: 1.0, draw=lambda rng: ())
    assert judge(exercise, lambda: 2.0).hint == "Tried: the result is 2, which is off by 1."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ((1.0, np.ones(3)), ": h has shape (3,); shape (2,) is expected."),
        ((2.0, np.ones(2)), ": p is 2, which is off by 1."),
        ((1.0,), ": the result is a tuple of 1; 2 values in a tuple are expected: p, h."),
    ],
)
def test_the_parts_of_a_tuple_are_called_by_their_names(value, words):
    exercise = an_exercise(reference=lambda X, W: (1.0, np.ones(2)), returns=("p", "h"))
    assert judge(exercise, lambda X, W: value).hint.endswith(words)


def stops_in_its_helper(z):
    return squash(z) + helper_that_stops(z)


def helper_that_stops(z):
    return z.no_such_name  # here


def stops_inside_numpy(z):
    return np.reshape(z, (0, 7))


@pytest.mark.parametrize(
    ("function", "line"),
    [
        (stops_in_its_helper, "return z.no_such_name  # here"),
        (stops_inside_numpy, "return np.reshape(z, (0, 7))"),
    ],
)
def test_the_line_that_stopped_is_the_innermost_of_the_learners_own(function, line):
    assert evaluate(SIGMOID, function).hint.endswith(f" In your line «{line}».")


def test_the_line_of_a_notebook_cell_is_found_although_no_file_holds_it():
    import linecache

    cell = "def sigmoid(z):\n    s = 1 + z.nothing\n    return s\n"
    name, scope = "/nowhere/ipykernel_1/2.py", {}
    linecache.cache[name] = (len(cell), None, cell.splitlines(True), name)
    exec(compile(cell, name, "exec"), scope)
    hint = evaluate(SIGMOID, scope["sigmoid"]).hint
    assert hint.endswith("In your line «s = 1 + z.nothing».")
    del linecache.cache[name]


def prints_and_is_wrong(z):
    print("<b>", z.shape)
    for i in range(100):
        print("line", i)
    return z


def test_what_a_wrong_answer_prints_is_shown_from_the_beginning():
    verdict = evaluate(SIGMOID, prints_and_is_wrong)
    assert verdict.printed.startswith("<b> (")
    assert verdict.printed.endswith("line 0\nline 1\nline 2\nline 3\nline 4 …")
    assert "  It printed: <b> (" in str(verdict)
    assert "\n  line 4 …" in str(verdict)
    assert "It printed: &lt;b&gt; (" in verdict._repr_html_()


def test_a_long_line_that_is_printed_is_cut_short(capsys):
    found = judge(SIGMOID, lambda z: print("x" * 10**7))
    assert found.printed == "x" * 300 + " …"
    assert judge(SIGMOID, lambda z: print("y", end="")).printed == "y" * 12
    assert capsys.readouterr().out == ""


def test_what_a_right_answer_prints_and_what_nobody_printed_is_not_shown():
    assert evaluate(SIGMOID, prints_a_megabyte).printed == ""
    assert "It printed" not in str(evaluate(SIGMOID, lambda z: z))


def test_what_the_courses_own_function_prints_is_not_the_learners():
    exercise = an_exercise(reference=lambda X, W: print("ours") or X @ W)
    assert judge(exercise, lambda X, W: X @ W + 1).printed == ""


# ---- forms of a mistake


def sometimes_square(rng):
    """The first call is square, so that a product the wrong way round gives a value there."""
    sometimes_square.calls += 1
    columns = 3 if sometimes_square.calls % 2 else 4
    return rng.normal(size=(3, 3)), rng.normal(size=(3, columns))


def test_errors_in_other_words_are_the_same_mistake_once_values_agree():
    sometimes_square.calls = 0
    swapped = Mistake("swapped", lambda X, W: W @ X, "The other way round.")
    exercise = an_exercise(draw=sometimes_square, mistakes=(swapped,))
    assert judge(exercise, lambda X, W: np.dot(W, X)).mistake == "swapped"
    assert judge(exercise, lambda X, W: np.dot(W, X) + 1).mistake is None


def test_a_mistake_whose_errors_say_the_same_goes_before_one_whose_errors_are_of_the_same_kind():
    def often_the_same(X, W):
        return W @ X if W.shape == X.shape else _raise(ValueError("something else"))

    sometimes_square.calls = 0
    swapped = Mistake("swapped", lambda X, W: W @ X, "The other way round.")
    other = Mistake("other", often_the_same, "Something else.")
    exercise = an_exercise(draw=sometimes_square, mistakes=(other, swapped))
    assert judge(exercise, lambda X, W: W @ X).mistake == "swapped"
    assert judge(exercise, often_the_same).mistake == "other"
    assert judge(exercise, lambda X, W: np.dot(W, X)).mistake == "other"  # either, so the first


def test_errors_of_the_same_type_alone_are_not_the_same_mistake():
    never = Mistake("never fits", lambda X, W: W.T @ X.T @ X.T @ X.T @ W, "Too many.")
    exercise = an_exercise(
        draw=lambda rng: (rng.normal(size=(2, 3)), rng.normal(size=(3, 5))), mistakes=(never,)
    )
    assert judge(exercise, never.function).mistake == "never fits"
    assert judge(exercise, lambda X, W: _raise(ValueError("another"))).mistake is None


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (1.0 + 1e-9, 1.0),
        (np.array([1.0]), 1.0),
        ([1.0, np.ones(2)], (1.0, np.ones(2))),
        ({"b": 1.0, "a": 2.0}, {"a": 2.0, "b": 1.0}),
        (np.array([1, 0]), np.array([1.0, 0.0])),
        ("learned", "learned"),
        (None, None),
    ],
)
def test_what_is_as_good_as_the_same_is_the_same(got, expected):
    assert difference(got, expected) is None


@pytest.mark.parametrize(
    ("got", "expected", "words"),
    [
        (1.001, 1.0, "off by 0.001"),
        (np.ones(3), np.ones(2), "has shape (3,); shape (2,) is expected"),
        ([1.0, 1.0], np.ones(2), "is a list of 2; an array of shape (2,)"),
        ((1.0,), (1.0, 2.0), "is a tuple of 1; 2 values"),
        ({"a": 1.0}, {"b": 1.0}, "has the keys ['a']; expected are ['b']"),
        ([[1.0], [1.0, 2.0]], 1.0, "is a list of 2; numbers are expected"),
        (np.array(["1"]), np.ones(1), "holding <U1; real numbers are expected"),
        (np.array([1.0, np.nan]), np.ones(2), "NaN or infinity"),
        (np.array([[1.0, 5.0]]), np.array([[1.0, 2.0]]), "value at [0, 1] is off by 3"),
        (np.ones(2), "learned", "shows: [1. 1.]"),
        (np.ones(2), None, "shows: [1. 1.]"),
        ("learned", "hardly trained", "shows: learned"),
    ],
)
def test_a_difference_is_told_in_words(got, expected, words):
    assert words in difference(got, expected)
