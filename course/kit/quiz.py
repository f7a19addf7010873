"""Questions with instant answers: radio buttons, so that keyboard and screen reader just work."""

import html
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from course.kit.controls import bundle, framed


class Quiz:
    """A few questions with one right answer each; every answer, right or wrong, gets its reply.

    Parameters
    ----------
    questions : dict of question to a dict of answer to reply
        The right answer's reply begins with "Yes", and no other does.

    Raises
    ------
    ValueError
        If a question does not have exactly one right answer.
    """

    def __init__(self, questions: Mapping[str, Mapping[str, str]]):
        self.choices: list[widgets.RadioButtons] = []
        self.replies: list[widgets.HTML] = []
        for number, answers in enumerate(questions.values(), 1):
            if sum(reply.startswith("Yes") for reply in answers.values()) != 1:
                raise ValueError(f"question {number} needs one reply that begins with Yes")
            self._ask(answers)
        titles = [
            widgets.HTML(f"<strong>{i}. {html.escape(question)}</strong>")
            for i, question in enumerate(questions, 1)
        ]
        rows = zip(titles, self.choices, self.replies, strict=True)
        self.widget = framed([part for row in rows for part in row])
        self.text = "\n".join(
            f"{i}. {question}\n   " + "\n   ".join(f"( ) {answer}" for answer in answers)
            for i, (question, answers) in enumerate(questions.items(), 1)
        )

    def _ask(self, answers: Mapping[str, str]) -> None:
        choice = widgets.RadioButtons(
            options=list(answers),
            index=None,
            layout=widgets.Layout(width="800px", max_width="100%"),
        )
        reply = widgets.HTML(layout=widgets.Layout(margin="0 0 14px 24px", min_height="24px"))

        def answered(change: dict[str, Any]) -> None:
            if change["new"] is None:  # taken back
                reply.value = ""
                return
            told = answers[change["new"]]
            icon = "✔" if told.startswith("Yes") else "✘"
            reply.value = f'<div role="status">{icon} {html.escape(told)}</div>'

        choice.observe(answered, "value")
        self.choices.append(choice)
        self.replies.append(reply)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle(self.widget, self.text)
