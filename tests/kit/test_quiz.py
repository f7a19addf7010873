"""A question is answered from the keyboard, and every answer gets its reply at once."""

import ipywidgets as widgets
import pytest

from course.kit.quiz import Quiz

QUESTIONS = {
    "Is 1 < 2?": {"no": "Count again.", "yes & surely": "Yes: <b>one</b> comes first."},
    "Which is even?": {"two": "Yes, it is.", "three": "Odd.", "five": "Odd as well."},
}


@pytest.fixture
def quiz():
    return Quiz(QUESTIONS)


def test_every_question_is_asked_with_radio_buttons(quiz):
    assert [type(choice) for choice in quiz.choices] == [widgets.RadioButtons] * 2
    assert [choice.options for choice in quiz.choices] == [
        ("no", "yes & surely"),
        ("two", "three", "five"),
    ]


def test_nothing_is_chosen_and_nothing_replied_at_first(quiz):
    assert [choice.value for choice in quiz.choices] == [None, None]
    assert [reply.value for reply in quiz.replies] == ["", ""]


def test_a_wrong_answer_gets_its_own_reply(quiz):
    quiz.choices[1].value = "three"
    assert "✘ Odd." in quiz.replies[1].value
    quiz.choices[1].value = "five"
    assert "✘ Odd as well." in quiz.replies[1].value
    assert "✔" not in quiz.replies[1].value


def test_the_right_answer_after_a_wrong_one_is_praised(quiz):
    quiz.choices[1].value = "three"
    quiz.choices[1].value = "two"
    assert "✔ Yes, it is." in quiz.replies[1].value
    assert "✘" not in quiz.replies[1].value


def test_an_answer_is_replied_to_at_its_own_question_only(quiz):
    quiz.choices[1].value = "two"
    assert quiz.replies[0].value == ""


def test_an_answer_can_be_taken_back(quiz):
    quiz.choices[1].value = "two"
    quiz.choices[1].value = None
    assert quiz.replies[1].value == ""


def test_a_reply_is_announced_to_a_screen_reader(quiz):
    quiz.choices[0].value = "no"
    assert 'role="status"' in quiz.replies[0].value


def test_html_in_questions_and_replies_is_shown_as_text(quiz):
    quiz.choices[0].value = "yes & surely"
    assert "&lt;b&gt;one&lt;/b&gt;" in quiz.replies[0].value
    titles = [child.value for child in quiz.widget.children if isinstance(child, widgets.HTML)]
    assert "Is 1 &lt; 2?" in titles[0]


def test_the_page_holds_title_choice_and_reply_of_every_question(quiz):
    assert len(quiz.widget.children) == 3 * len(QUESTIONS) + 1  # the last one is not seen
    assert set(quiz.choices + quiz.replies) <= set(quiz.widget.children)


def test_a_saved_notebook_shows_questions_and_answers_as_text(quiz):
    shown = quiz._repr_mimebundle_()
    assert set(shown) == {"application/vnd.jupyter.widget-view+json", "text/plain"}
    for question, answers in QUESTIONS.items():
        assert question in shown["text/plain"]
        assert all(f"( ) {answer}" in shown["text/plain"] for answer in answers)
    assert "Yes, it is." not in shown["text/plain"]


@pytest.mark.parametrize(
    "answers",
    [{"a": "No.", "b": "Nor this."}, {"a": "Yes.", "b": "Yes, too."}, {}],
    ids=["none right", "two right", "no answers"],
)
def test_a_question_needs_exactly_one_right_answer(answers):
    with pytest.raises(ValueError, match="question 2 needs one reply that begins with Yes"):
        Quiz({"fine": {"a": "Yes.", "b": "No."}, "odd": answers})
