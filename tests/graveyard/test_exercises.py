"""Lesson 07's exercises: what they draw, what their properties say, what luck never decides."""

import pickle

import numpy as np
import pytest
import trying

from course.descent.optimisers import momentum, plain
from course.graveyard import (
    answers,
    asked,
    drawn,
    exercises,
    mistakes_from_memory as from_memory,
    mistakes_of_gradients as of_gradients,
    net,
    properties,
    slab,
    suspects,
    symptoms,
    tables,
)
from course.graveyard.autopsy import autopsy
from course.graveyard.bodies import dense
from course.graveyard.causes import CAUSES
from course.graveyard.graves import GRAVES
from course.kit.judging import difference, judge

BANK, draws, said = trying.bank(exercises.EXERCISES)
CORPSES = {
    "first_corpse": "dead ReLUs",
    "second_corpse": "labels shuffled",
    "third_corpse": "gradient not reset",
}
NUMBERS = ("dead_share", "gradient_ratio", "he_std", "wrong_gradients")
draw = np.random.default_rng


def test_the_exercises_come_in_the_order_of_the_lesson():
    assert list(BANK) == [*NUMBERS, *CORPSES, "rebuild"]


@pytest.mark.parametrize("name", BANK)
def test_ten_mistakes_or_more_are_known_and_three_right_answers(name):
    assert len(BANK[name].mistakes) >= 10
    assert len(BANK[name].alternatives) >= 3


# ---- properties speak before values are compared


def ratios(change):
    return lambda params, gradients: {
        name: change(each) for name, each in net.gradient_ratio(params, gradients).items()
    }


def wrong(change):
    return lambda f, params, X, y: change(asked.wrong_gradients(f, params, X, y), params)


@pytest.mark.parametrize(
    ("name", "function", "sentence"),
    [
        ("dead_share", lambda s: 2.0, "A share lies between 0 and 1. Yours is 2."),
        ("dead_share", lambda s: -0.5, "A share lies between 0 and 1. Yours is -0.5."),
        ("dead_share", lambda s: (s == 0).mean() / 3, "units a whole number is dead"),
        ("dead_share", lambda s: (s <= 0).any(axis=0).mean(), "say something to one row at least"),
        ("gradient_ratio", ratios(lambda r: r**2), "With twice the gradient a ratio is 2 times"),
        ("gradient_ratio", ratios(lambda r: r + 1), "With twice the gradient a ratio is 2 times"),
        (
            "gradient_ratio",
            lambda p, g: {name: np.sum(g[name] ** 2) ** 0.5 for name in p},
            "With twice the weights a ratio is 0.5 times",
        ),
        ("he_std", lambda n: -np.sqrt(2 / n), "A standard deviation is above 0."),
        ("he_std", lambda n: np.sqrt(1 / n), "hands on 0.5 times the mean square"),
        ("he_std", lambda n: 1.414 / np.sqrt(n), "hands on 0.9997 times the mean square"),
        ("he_std", lambda n: draw().random() / n, "Nothing is drawn here"),
        ("he_std", lambda n: draw().normal(size=n + 1), "One is asked for: how wide"),
        ("wrong_gradients", lambda f, p, X, y: [], "and yours does not name it"),
        ("wrong_gradients", lambda f, p, X, y: list(p), "at the worst place, and yours names it"),
    ],
)
def test_a_property_says_in_its_own_words_what_does_not_hold(name, function, sentence):
    assert sentence in said(name, function)


@pytest.mark.parametrize("name", NUMBERS)
def test_no_property_minds_a_right_answer(name):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        assert said(name, answer, count=20) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dead_share", "0.5"),
        ("dead_share", [True, False]),
        ("dead_share", None),
        ("gradient_ratio", [1.0]),
        ("gradient_ratio", {}),
        ("he_std", "much"),
        ("he_std", [1, 2]),
        ("wrong_gradients", "W0"),
        ("wrong_gradients", 3),
        ("wrong_gradients", ["W0", "W0"]),
    ],
)
def test_properties_leave_other_kinds_of_values_to_others(name, value):
    assert said(name, lambda *args: value, count=5) == ""


@pytest.mark.parametrize("fault", [*suspects.WHOLE, *suspects.SINGLE])
def test_for_each_fault_there_is_a_sentence_that_says_what_was_not_named(fault):
    whole = fault if fault in suspects.WHOLE else suspects.sound
    single = fault if fault in suspects.SINGLE else suspects.as_it_is
    given = suspects.Suspect(whole, (single,) * 4)
    _, params, X, y = next(args for args in draws("wrong_gradients", 40) if len(args[2]) == 3)
    sentence = properties.names_what_disagrees(None, (given, params, X, y), [])
    assert fault.__name__.replace("_", " ") in sentence
    assert "and yours does not name it" in sentence


# ---- what is drawn


@pytest.mark.parametrize("name", BANK)
def test_what_is_drawn_can_be_copied_sent_and_named(name):
    for args in draws(name, 20 if name in NUMBERS else 2):
        assert all(map(trying.same, pickle.loads(pickle.dumps(args)), args))
        assert not any(" at 0x" in str(arg) for arg in args)


@pytest.mark.parametrize("name", [*NUMBERS, "rebuild"])
def test_the_same_luck_draws_the_same_and_another_something_else(name):
    for one, other in zip(draws(name, 3), draws(name, 3), strict=True):
        assert all(map(trying.same, one, other))
    assert len({pickle.dumps(args) for args in draws(name, 3)}) > 1


def test_units_are_drawn_dead_nearly_so_and_of_no_use():
    tables_ = [said for (said,) in draws("dead_share", 300)]
    spoken = [np.count_nonzero(said, axis=0) / len(said) for said in tables_]
    for kind in (
        lambda share: (share == 0).all(),
        lambda share: (share > 0).all(),
        lambda share: ((share > 0) & (share < 0.1)).any(),
    ):
        assert np.mean([kind(share) for share in spoken]) > 0.05
    assert any((said == 0.5).all(axis=0).any() for said in tables_)
    assert any(0 < said.max() < 1e-8 for said in tables_)
    assert min(said.min() for said in tables_) == 0


def test_biases_of_0_have_a_gradient_or_none_and_names_come_in_another_order():
    kinds = set()
    for params, gradients in draws("gradient_ratio", 100):
        assert list(gradients) == list(params)[::-1]
        for name, W in params.items():
            kinds.add((bool(W.any()), bool(gradients[name].any())))
    assert kinds == {(True, True), (True, False), (False, True), (False, False)}


def test_fan_in_goes_from_one_to_a_thousand():
    found = [fan_in for (fan_in,) in draws("he_std", 300)]
    assert min(found) == 1
    assert max(found) > 500


SUSPECTS = draws("wrong_gradients", 120)


def test_every_fault_is_drawn_often_and_some_networks_are_sound():
    counts = dict.fromkeys([*suspects.WHOLE, *suspects.SINGLE], 0)
    sound = 0
    for given, *_ in SUSPECTS:
        for fault in {given.whole, *given.single} & counts.keys():
            counts[fault] += 1
        sound += repr(given) == "a network of two layers (sound)"
    assert min(counts.values()) >= 5
    assert sound >= 5


def test_a_gradient_is_right_or_off_by_much_or_rounded():
    faint = 0
    for args in SUSPECTS:
        gaps = [held.gap for held in drawn.held(*args).values() if held.why in ("", "numbers")]
        assert all(gap < 1e-8 or 0.003 < gap < 0.006 or gap > drawn.CLEAR for gap in gaps)
        faint += any(0.003 < gap < 0.006 for gap in gaps)
    assert faint > 0.12 * len(SUSPECTS)  # of a hundred draws none has one: once in 300,000 times


@pytest.mark.parametrize("eps", [1e-6, 1e-5, 1e-4])
@pytest.mark.parametrize("bound", [1e-7, 1e-6, 1e-4])
def test_any_step_and_bound_that_the_task_allows_find_what_was_put_in(eps, bound):
    found = of_gradients.by_differences(of_gradients.within(bound), eps=eps)
    for args in SUSPECTS:
        assert set(found(*args)) == set(asked.wrong_gradients(*args))


@pytest.mark.parametrize("eps", [1e-6, 1e-4])
@pytest.mark.parametrize("bound", [1e-7, 1e-4])
def test_who_takes_such_a_step_and_bound_is_never_refused(eps, bound):
    for comparison in (
        of_gradients.within(bound),
        of_gradients.shapes_fit(lambda g, m: np.allclose(g, m, atol=bound)),
    ):
        finding = judge(BANK["wrong_gradients"], of_gradients.by_differences(comparison, eps=eps))
        assert (finding.status, finding.hint) == ("right", "")


@pytest.mark.parametrize(
    "bound", [0.01, *(pytest.param(each, marks=pytest.mark.weekly) for each in (0.02, 0.05, 0.1))]
)
def test_a_bound_that_lets_a_hundredth_pass_is_too_generous_three_times_in_three(bound):
    for comparison in (
        of_gradients.within(bound),
        of_gradients.shapes_fit(lambda g, m: np.allclose(g, m, atol=bound)),
    ):
        for _ in range(3):
            finding = judge(BANK["wrong_gradients"], of_gradients.by_differences(comparison))
            assert finding.mistake == "too generous"


def test_the_task_says_what_disagrees_means():
    task = " ".join(asked.wrong_gradients.__doc__.split())
    assert "a step between 1e-6 and 1e-4 to both sides, that is less than 1e-7" in task
    assert "off by no more than a few thousandths" in task


def test_the_references_find_what_was_put_in():
    for given, params, X, y in SUSPECTS:
        named = set(asked.wrong_gradients(given, params, X, y))
        put_in = {
            name
            for name, fault in zip(params, given.single, strict=True)
            if fault is not suspects.as_it_is
        }
        assert put_in <= named
        if given.whole is suspects.sound:
            assert put_in == named
        if given.whole is suspects.a_loss_that_is_nan:
            assert named == set(params)


# ---- luck: a mistake is told from all others, every time


@pytest.mark.weekly
@pytest.mark.parametrize("name", ["dead_share", "gradient_ratio", "he_std"])
def test_each_form_of_a_mistake_is_recognised_five_times_in_five(name):
    for mistake in BANK[name].mistakes:
        for form in (mistake.function, *mistake.also):
            assert {judge(BANK[name], form).mistake for _ in range(5)} == {mistake.name}


# ---- answers that are in no list


def nan_and_missing_names_pass(f, params, X, y):
    """Two mistakes at once, each of them known."""
    gradients = f(params, X, y)[1]
    return [
        name
        for name in params
        if name in gradients
        and not of_gradients.nan_passes(
            gradients[name], of_gradients.measured_at(f, params, name, X, y)
        )
    ]


def asserting(f, params, X, y):
    wrong = []
    gradients = f(params, X, y)[1]
    for name in params:
        try:
            measured = of_gradients.measured_at(f, params, name, X, y, eps=1e-4)
            assert gradients[name].shape == measured.shape
            np.testing.assert_allclose(gradients[name], measured, rtol=1e-3, atol=1e-5)
        except (AssertionError, KeyError):
            wrong.append(name)
    return wrong


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("dead_share", lambda said: np.float32((~(said > 0).any(axis=0)).mean())),
        ("dead_share", lambda said: np.array([(np.linalg.norm(said, axis=0) == 0).mean()])),
        ("gradient_ratio", ratios(np.float64)),
        ("gradient_ratio", ratios(np.array)),
        ("he_std", lambda fan_in: np.float64(fan_in * 0.5) ** -0.5),
        ("wrong_gradients", asserting),
        ("wrong_gradients", wrong(lambda names, params: set(names))),
        ("wrong_gradients", wrong(lambda names, params: np.array(names))),
        ("wrong_gradients", wrong(lambda names, params: dict.fromkeys(names).keys())),
        ("wrong_gradients", wrong(lambda names, params: names[::-1])),
        ("first_corpse", lambda: ["Dead_Units", {"start": {"sizes": [64, 32, 10], "std": 0.2}}]),
        ("first_corpse", lambda: ("dead units", {"start": {"sizes": (64, 10), "bias": -5.0}})),
        ("second_corpse", lambda: ("shuffled labels", {"table": lambda rng: tables.pictures(rng)})),
        ("second_corpse", lambda: ("shuffled labels", {"table": tables.few_pictures})),
        ("third_corpse", lambda: ("gradient not reset", {"update": momentum, "alpha": 0.02})),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, function):
    finding = judge(BANK[name], function)
    assert (finding.status, finding.hint) == ("right", "")


@pytest.mark.parametrize(
    ("name", "function", "mistake", "words"),
    [
        ("dead_share", lambda s: round((s <= 0).all(axis=0).mean(), 2), None, "a whole number"),
        ("dead_share", lambda s: f"{(s <= 0).all(axis=0).mean()}", None, "is a str"),
        ("dead_share", lambda s: float(not s[:, 0].any()), None, "By your share"),
        ("dead_share", lambda s: (s < 1e-4).all(axis=0).mean(), "nearly silent", "however little"),
        ("dead_share", lambda s: print(s), "returns nothing", "print shows a value"),
        ("gradient_ratio", ratios(lambda r: 0.01 * r), None, "off by"),
        ("gradient_ratio", ratios(lambda r: r if r < 1e9 else 1e9), None, "With twice the"),
        ("gradient_ratio", ratios(lambda r: 0.01 * r), None, "the ratio of W0 is "),
        (
            "gradient_ratio",
            ratios(lambda r: r if r < 1e9 else None),
            None,
            "is None; infinity is asked for",
        ),
        ("gradient_ratio", lambda p, g: {}, None, "shows: no ratio of W0."),
        ("gradient_ratio", lambda p, g: {**net.gradient_ratio(p, g), "W9": 1}, None, "ratio of W9"),
        ("gradient_ratio", lambda p, g: [1.0, 2.0], None, "shows: a list: [1.0, 2.0], no dict."),
        ("gradient_ratio", lambda p, g: (1.0, 2.0), None, "shows: a tuple: [1.0, 2.0], no dict."),
        (
            "gradient_ratio",
            lambda p, g: {n: np.linalg.norm(g[n], ord=2) / np.linalg.norm(p[n], ord=2) for n in p},
            "the norm of a matrix",
            "singular value",
        ),
        ("he_std", lambda fan_in: (2 / fan_in) ** 1 / 2, "a power of 1, halved", "** comes before"),
        ("dead_share", lambda s: s.mean() == 0, "whole numbers only", "the whole table once"),
        (
            "wrong_gradients",
            of_gradients.by_differences(of_gradients.within(1e-6), eps=1e-10),
            None,
            "is yours far shorter or longer, or to one side only?",
        ),
        (
            "wrong_gradients",
            of_gradients.by_differences(of_gradients.within(1e-6), central=False),
            None,
            "is yours far shorter or longer, or to one side only?",
        ),
        ("he_std", lambda fan_in: 2 / fan_in**0.5, "twice the 2", "a 2 beside it"),
        ("he_std", lambda fan_in: "sqrt(2 / n)", None, "is a str"),
        ("wrong_gradients", nan_and_missing_names_pass, None, "and yours does not name it"),
        ("wrong_gradients", wrong(lambda n, p: n[:1]), "stopped at the first", "inside the loop"),
        ("wrong_gradients", wrong(lambda n, p: print(n)), "returns nothing", "print shows"),
        ("wrong_gradients", wrong(lambda n, p: {k: 0.1 for k in n}), "a dict", "alone"),
    ],
)
def test_a_wrong_answer_in_no_list_is_told_its_fault(name, function, mistake, words):
    finding = judge(BANK[name], function)
    assert (finding.status, finding.mistake) == ("wrong", mistake)
    assert words in finding.hint


# ---- verdicts on the corpses


def test_the_corpses_are_of_three_kinds_and_their_names_are_on_the_list():
    causes = [GRAVES[grave].cause for grave in CORPSES.values()]
    assert causes == [BANK[name].reference()[0] for name in CORPSES]
    assert len(set(causes)) == 3
    assert set(causes) < set(symptoms.CAUSES)


def test_the_list_of_causes_is_that_of_the_autopsy_and_has_those_of_all_graves():
    assert set(symptoms.CAUSES) == {cause.name for cause in CAUSES}
    assert len(set(symptoms.CAUSES)) == len(symptoms.CAUSES)
    assert {grave.cause for grave in GRAVES.values()} <= set(symptoms.CAUSES)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_slab_tells_what_is_at_hand_and_no_cause(number):
    trial = slab.corpse(number)
    told = slab.told(trial, asked.wrong_gradients)
    assert str(autopsy(trial).vitals) in told
    assert "Wrong gradients: none." in told
    assert "in the median." in told
    for name in trial.start:
        assert f"First {name}: mean " in told
    assert not any(cause in told for cause in symptoms.CAUSES)


def test_the_slab_asks_the_test_that_it_is_given_and_keeps_the_first_weights():
    trial = slab.corpse(1)
    kept = trial.start["W0"].copy()

    def careless(loss_and_gradients, params, X, y):
        params["W0"][:] = 7
        return ["b1", "W0"]

    assert "Wrong gradients: b1, W0." in slab.told(trial, careless)
    np.testing.assert_array_equal(trial.start["W0"], kept)


def test_on_the_slab_the_first_corpse_is_no_network_of_equal_weights():
    grave = GRAVES["dead ReLUs"]
    equal = net.undergo(
        draw(0), **dict(grave.settings) | {"start": {"sizes": (64, 32, 10), "std": 0.0}}
    )
    told = [slab.told(trial, asked.wrong_gradients) for trial in (slab.corpse(1), equal)]
    ours, theirs = (set(text.splitlines()) for text in told)
    assert "First W0: mean -0.0048, standard deviation 0.18." in ours - theirs
    assert "First b0: mean -5, standard deviation 0." in ours - theirs
    assert "First W0: mean 0, standard deviation 0." in theirs - ours


@pytest.mark.parametrize(("name", "grave"), CORPSES.items())
def test_left_as_it_was_a_corpse_does_not_live_from_any_of_the_starts(name, grave):
    for seed in symptoms.STARTS:
        with np.errstate(all="ignore"):
            assert not GRAVES[grave].lives(GRAVES[grave].dies(draw(seed)))


@pytest.mark.parametrize(("name", "grave"), CORPSES.items())
def test_each_right_cure_works_far_above_the_bar_and_from_other_starts_too(name, grave):
    for answer in (BANK[name].reference, *BANK[name].alternatives):
        _, cure = answer()
        for seed in (*symptoms.STARTS, 1, 2, 3):
            trial = net.undergo(draw(seed), **dict(GRAVES[grave].settings) | dict(cure))
            assert GRAVES[grave].lives(trial)
            assert trial.accuracy > 0.8


@pytest.mark.parametrize("name", CORPSES)
def test_every_cause_that_is_argued_against_is_on_the_list_and_has_two_hints(name):
    cause = BANK[name].reference()[0]
    known = {mistake.name: mistake for mistake in BANK[name].mistakes}
    against = [other for other in symptoms.CAUSES if other in known]
    assert len(against) >= 8
    assert cause not in against
    for other in against:
        assert known[f"cured, but {other}"].hint.startswith("With this it lives. But why?")


@pytest.mark.parametrize("name", CORPSES)
def test_no_hint_on_a_corpse_names_its_cause_or_its_cure(name):
    cause, cure = BANK[name].reference()
    for mistake in BANK[name].mistakes:
        assert cause not in mistake.hint
        assert not any(f"{key}=" in mistake.hint for key in cure)


BAD_VERDICTS = [
    (("dead relus", {"alpha": 0.2}), "Did you mean 'dead units'?"),
    (("bad luck", {"alpha": 0.2}), "There is no cause 'bad luck'. The list has: bottleneck"),
    ((7, {"alpha": 0.2}), "The cause is a text."),
    ((None, None), "The cause is a text."),
    (("dead units", {"epoch": 20}), "There is no setting epoch. There are: alpha, batch"),
    (("dead units", {"epochs": 0}), "it cannot be trained: ValueError: the run has no steps"),
    (("dead units", {"alpha": 0}), "it cannot be trained: ValueError: alpha is 0"),
    (("dead units", {"batch": 0}), "it cannot be trained: ValueError"),
    (("dead units", {"start": {"sizes": (32, 10)}}), "it cannot be trained: ValueError"),
    (("dead units", {"body": "leaky"}), "body is given as a text. Write it without quotation"),
    (("dead units", {"table": "pictures"}), "table is given as a text."),
    (("dead units", {"update": "plain"}), "update is given as a text."),
    (("dead units", {"scale": "INK"}), "scale is given as a text."),
    (("dead units", {"table": tables.pictures(draw(0))}), "table is a function, and undergo calls"),
    (("dead units", {"update": 0.1}), "update is a function"),
    (("dead units", {"body": dense}), "body is a kind of network, such as dense() makes"),
    (
        ("dead units", {"start": {"sizes": (64, 32, 10), "std": "He"}}),
        "std is a number. If nothing",
    ),
    (("dead units", {"alpha": 1, "batch": 9, "epochs": 3, "scale": 1}), "More than 3 settings"),
    (("labels shuffled", {"alpha": 0.2}), "Did you mean 'shuffled labels'?"),
    (("short step, too", {"alpha": 0.2}), "Did you mean 'step too short'?"),
    (("dead units", {"alpha": 0.1}), "With these settings it died."),
    (("dead units", {"start": {"bias": 0.0, "std": 1.0}}), "Say the sizes, too."),
    (("dead units", {"batch": 5}), "names more than 50% of the new rows right; yours names 10%."),
    (("overflow", {"alpha": 0.2}), "It did not die of that cause"),
    (("overflow", {"start": {"sizes": (64, 32, 10)}}), "With your cure it lives."),
    (("dead units", {"alpha": 0.2}, 3), "Return two things"),
    (7, "Return two things"),
]


@pytest.mark.parametrize(("verdict", "words"), BAD_VERDICTS)
def test_whatever_is_wrong_with_a_verdict_is_said(verdict, words):
    finding = judge(BANK["first_corpse"], lambda: verdict)
    assert finding.status == "wrong"
    hint = properties.judged_by("dead ReLUs")(None, (), verdict)
    assert words in hint
    assert finding.mistake or finding.hint == hint


def test_a_verdict_that_stops_is_told_without_arguments():
    hint = judge(BANK["first_corpse"], lambda: 1 / 0).hint
    assert hint.startswith("Tried: it stopped with ZeroDivisionError")


def test_a_cure_that_leaks_is_no_cure_though_it_passes_the_bar():
    cure = {"table": tables.leaked}
    trial = net.undergo(draw(0), **dict(GRAVES["labels shuffled"].settings) | cure)
    assert GRAVES["labels shuffled"].lives(trial)
    assert symptoms.ending("labels shuffled", cure)[0] == "leaks"


def test_the_same_cure_is_tried_once_and_another_once_more(monkeypatch):
    calls = []

    def counted(rng, **settings):
        calls.append(settings["alpha"])
        return net.undergo(rng, **settings)

    symptoms._ending.cache_clear()
    monkeypatch.setattr(symptoms, "undergo", counted)
    for alpha in (0.25, 0.25, np.float64(0.25), 0.26):
        symptoms.ending("dead ReLUs", {"alpha": alpha})
    assert calls == [0.25, 0.26]


@pytest.mark.parametrize(
    ("cure", "turned"),
    [
        ({"alpha": 0.5, "epochs": 1}, "alpha up, epochs down"),
        ({"alpha": 0.1, "epochs": 9}, "epochs up"),
        ({"start": {"sizes": (64, 32, 10)}}, "start bias"),
        ({"start": {"sizes": (64, 9, 10), "bias": -5.0, "std": 1.0}}, "start sizes, start std"),
        ({"body": dense(), "update": plain}, "body, update"),
        ({"body": dense(skip=True)}, "body skip"),
        ({"body": dense(norm=True, skip=True)}, "body norm skip"),
    ],
)
def test_what_a_cure_turns_is_told_by_name_and_direction(cure, turned):
    assert symptoms._turned("dead ReLUs", cure) == turned


# ---- the wormhole


@pytest.fixture(scope="module")
def sets():
    return draws("rebuild", 3)


def share(H, X_new):
    return symptoms.share_right(H[-1], X_new)


def test_the_wormhole_has_eleven_layers_of_weights_and_other_widths_each_time(sets):
    assert len({args[3] for args in sets}) > 1
    for X, y, X_new, sizes in sets:
        assert (X.shape, y.shape) == ((1_200, 64), (1_200,))
        assert len(X_new) > 450
        assert len(sizes) == 12
        assert (sizes[0], *sizes[3:]) == (64, *[10] * 9)


@pytest.mark.parametrize("answer", [net.rebuild, *BANK["rebuild"].alternatives])
def test_right_answers_are_far_above_the_bar_and_every_layer_tells(answer, sets):
    luck = np.sqrt(0.85 * 0.15 / 450)  # of a network that names exactly 85 in 100 right
    for args in sets:
        H = answer(*args)
        assert share(H, args[2]) > symptoms.ENOUGH + 3 * luck
        digits = symptoms.labels_of(args[2])
        assert min(symptoms.told_by(h, digits) for h in H) > symptoms.TELLS + 0.2


def test_nothing_can_be_told_from_noise(sets):
    X_new = sets[0][2]
    digits = symptoms.labels_of(X_new)
    for seed in range(20):
        for units in (10, 40):
            noise = draw(seed).normal(size=(len(X_new), units))
            assert symptoms.told_by(noise, digits) < symptoms.TELLS - 0.15


def test_a_layer_that_tells_nothing_is_named(sets):
    H = from_memory.rebuilt_around_noise(*sets[0])
    sentence = properties.names_enough(None, sets[0], H)
    assert "from what layer 1 of 11 hands on only" in sentence
    H[0], H[1] = (answers.rebuilt_by_solving(*sets[0])[i] for i in (0, 1))
    assert "from what layer 3 of 11 hands on only" in properties.names_enough(None, sets[0], H)


def test_a_layer_that_does_nothing_is_named(sets):
    H = answers.rebuilt_by_solving(*sets[0])
    assert symptoms.idle(H) is None
    H[6] = H[5].copy()
    sentence = properties.names_enough(None, sets[0], H)
    assert "layer 7 of 11 hands on the very table that layer 6 does" in sentence


def test_a_share_that_is_too_small_is_told(sets):
    H = from_memory.rebuilt_for_five_digits(*sets[0])
    sentence = properties.names_enough(None, sets[0], H)
    assert f"% right. At least {symptoms.ENOUGH:.0%} are asked for" in sentence


def test_the_task_says_how_many_must_be_right():
    task = " ".join(net.rebuild.__doc__.split())
    assert f"at least {100 * symptoms.ENOUGH:.0f} in 100 should be right" in task


def test_logits_probabilities_tuples_and_lists_will_do(sets):
    H = answers.rebuilt_by_solving(*sets[0])
    p = np.exp(H[-1]) / np.exp(H[-1]).sum(axis=1, keepdims=True)
    for value in (H, tuple(H), [*H[:-1], p], [h.tolist() for h in H]):
        assert symptoms.layer_symptom(value, sets[0]) == "learned"


REBUILT = [
    pytest.param(form, id=f"{mistake.name}-{i}")
    for mistake in BANK["rebuild"].mistakes
    for i, form in enumerate((mistake.function, *mistake.also))
]


@pytest.mark.parametrize("form", REBUILT)
def test_a_rebuilt_mistake_shows_the_same_whatever_the_digits_are(form, sets):
    with np.errstate(all="ignore"):
        shown = {symptoms.layer_symptom(form(*args), args) for args in sets}
    assert len(shown) == 1
    assert shown != {"learned"}


# ---- what is compared


def test_ratios_are_compared_with_infinity_and_nan_kept_apart():
    args = ({"W0": np.ones(2)}, {"W0": np.ones(2)})

    def shown(number):
        return symptoms.ratios({"W0": number}, args)

    for number in (2.0, np.inf, np.nan, 0.0):
        assert not difference(shown(number), shown(np.float64(number)))
    for one, other in ((np.inf, 1e100), (np.inf, np.nan), (0.0, np.nan), (0.0, np.inf)):
        assert difference(shown(one), shown(other))
    assert difference(shown(None), shown(0.0))
    assert difference(shown("x"), shown(0.0))
    assert difference(shown(np.ones(2)), shown(1.0))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (["b0", "W0"], "W0, b0"),
        (("W0",), "W0"),
        ({"b0", "W0"}, "W0, b0"),
        ({"b0": 1}.keys(), "b0"),
        (np.array(["b0"]), "b0"),
        ([], "no names"),
        (["W0", "W0"], "a name more than once: W0"),
        ("W0", "a text: W0"),
        ({"W0": True}, "a dict"),
        ([True], "other things than names"),
        (iter(["W0"]), "a generator"),
        (True, "no list but a bool"),
    ],
)
def test_what_names_show(value, shown):
    assert symptoms.names(value, ()) == shown


def test_numbers_of_any_size_are_looked_at_without_complaint():
    small = np.array([np.inf, 0.5], dtype=np.float32)
    assert symptoms.numbers(small, ())[0] == "NaN or infinity, as if divided by 0"
