"""An impossible value is refused in words before a widget quietly bends it."""

import fractions
import json

import ipywidgets as widgets
import numpy as np
import pytest
from hypothesis import given, strategies as st

from course.kit.controls import SPEEDS, bundle, control, problem, speed_control

KINDS = {
    "int": widgets.IntSlider(value=4, min=1, max=8),
    "bounded int": widgets.BoundedIntText(value=1, min=0, max=9999),
    "float": widgets.FloatSlider(value=0.5, min=-1.0, max=2.0),
    "log": widgets.FloatLogSlider(value=1.0, min=-3, max=3),
    "named": widgets.Dropdown(options=["XOR", "AND"], value="XOR"),
    "valued": widgets.Dropdown(options=[("first", 0), ("second", 1)], value=1),
    "speed": speed_control(),
    "check": widgets.Checkbox(value=False),
}

POSSIBLE = [
    ("int", 1),
    ("int", 8),
    ("int", np.int64(3)),
    ("bounded int", 0),
    ("bounded int", 9999),
    ("float", -1),
    ("float", 2.0),
    ("float", np.float64(0.25)),
    ("float", np.float32(0.25)),
    ("float", fractions.Fraction(1, 3)),
    ("log", 0.001),
    ("log", 1000),
    ("log", 1000.0000000001),
    ("named", "AND"),
    ("valued", 0),
    ("speed", 1000),
    ("check", True),
]

IMPOSSIBLE = [
    ("int", 0),
    ("int", 9),
    ("int", 4.0),
    ("int", 4.5),
    ("int", True),
    ("int", "4"),
    ("int", None),
    ("int", [4]),
    ("int", np.array([4, 5])),
    ("int", 10**400),
    ("bounded int", -1),
    ("bounded int", 10_000),
    ("bounded int", -(10**400)),
    ("float", 2.01),
    ("float", float("nan")),
    ("float", float("inf")),
    ("float", -float("inf")),
    ("float", np.float64("nan")),
    ("float", False),
    ("float", 1j),
    ("float", 10**400),
    ("log", 0),
    ("log", -1.0),
    ("log", 1001),
    ("log", float("nan")),
    ("log", float("inf")),
    ("log", "1"),
    ("named", "xor"),
    ("named", ""),
    ("named", 0),
    ("named", None),
    ("named", np.array(["XOR", "AND"])),
    ("valued", 2),
    ("valued", "first"),
    ("valued", True),
    ("valued", 1.0),
    ("valued", np.int64(1)),
    ("speed", 3),
    ("speed", True),
    ("speed", 100.0),
    ("speed", {}),
    ("check", 1),
    ("check", "true"),
    ("check", None),
    ("check", np.True_),
]


def _named(value):
    return value if isinstance(value, str) else repr(value)[:20]


@pytest.mark.parametrize(("kind", "value"), POSSIBLE, ids=_named)
def test_a_possible_value_is_taken_as_it_is(kind, value):
    widget = KINDS[kind]
    kept = widget.value
    assert problem("setting", widget, value) == ""
    widget.value = value
    assert widget.value == pytest.approx(value)
    json.dumps(widget.value)  # it can stand in a line of settings
    widget.value = kept


@pytest.mark.parametrize(("kind", "value"), IMPOSSIBLE, ids=_named)
def test_an_impossible_value_is_refused_in_words(kind, value):
    widget = KINDS[kind]
    kept = widget.value
    told = problem("setting", widget, value)
    assert told.startswith("setting cannot be ")
    assert "choose " in told
    assert told.endswith(f"It stays {kept!r}.")
    assert widget.value == kept


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("int", 9, "a whole number from 1 to 8"),
        ("log", 0, "a number from 0.001 to 1000"),
        ("named", "OR", "one of XOR, AND"),
        ("check", 1, "true or false"),
    ],
)
def test_a_refusal_names_what_would_do(kind, value, expected):
    told = problem("setting", KINDS[kind], value)
    assert f"setting cannot be {value!r}: choose {expected}." in told


def test_a_refusal_does_not_repeat_a_page_of_text():
    assert len(problem("setting", KINDS["named"], "x" * 10_000)) < 200


@given(value=st.floats(allow_nan=True, allow_infinity=True) | st.integers())
def test_what_is_taken_is_never_bent_by_the_widget(value):
    widget = widgets.FloatSlider(value=0.5, min=-1.0, max=2.0, step=0.001)
    if problem("setting", widget, value) == "":
        widget.value = value
        assert widget.value == pytest.approx(value, rel=1e-8)
    else:
        assert not -1.0 <= value <= 2.0, "possible, and refused"
    widget.close()


def test_a_control_is_labelled_for_eye_and_screen_reader():
    made = control(widgets.IntSlider, "hidden units", 250, value=4, min=1, max=8)
    assert made.description == made.tooltip == "hidden units"
    assert made.layout.width == "250px"
    assert (made.value, made.min, made.max) == (4, 1, 8)


def test_speeds_rise_and_the_first_is_a_single_step():
    assert SPEEDS[0] == 1
    assert list(SPEEDS) == sorted(SPEEDS)
    assert speed_control(50).value == 50


def test_a_bundle_has_a_picture_only_where_there_is_one():
    widget = widgets.HTML("shown")
    bare, full = bundle(widget, "in words"), bundle(widget, "in words", b"\x89PNG")
    assert bare["text/plain"] == full["text/plain"] == "in words"
    assert bare["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert "image/png" not in bare
    assert full["image/png"] == "iVBORw=="
