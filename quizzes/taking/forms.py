"""Reading the form of an attempt. Its fields, for the question at position N of the attempt:

``q-N``     ids of the chosen options
``flag-N``  present when the question is flagged
``was-N``   what the page showed when it was opened (see ``state_of``). A question that still
            shows that is left alone, so that a second tab does not undo the first one's answers.
            A browser with our script leaves the field out once the question was touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from quizzes.models import Report, Response
from quizzes.reports import MOST_TEXT
from quizzes.taking.attempts import Answer

FIELD = re.compile(r"(q|flag|was)-([1-9][0-9]{0,5})")
ID = re.compile(r"[1-9][0-9]{0,17}")


class BadAnswer(Exception):
    """The form holds what this attempt never offered; the message is for the person."""


def read_answers(data: QueryDict, responses: Iterable[Response]) -> dict[int, Answer]:
    """The answers by position, without those that the page did not change.

    Questions that the form does not name at all stay out. Raises BadAnswer for an option of
    another question, a question of another attempt, and two answers where one is asked;
    ``responses`` need their versions.
    """
    asked = {response.position: response for response in responses}
    answers: dict[int, Answer] = {}
    for position in sorted(_named(data)):
        response = asked.get(position)
        if response is None:
            raise BadAnswer(f"There is no question {position} in this attempt.")
        answer = Answer(_chosen(data, response), f"flag-{position}" in data)
        if data.get(f"was-{position}") != state_of(answer.chosen, answer.flagged):
            answers[position] = answer
    return answers


def _named(data: QueryDict) -> set[int]:
    matches = (FIELD.fullmatch(name) for name in data)
    named = {int(match[2]) for match in matches if match}
    # A script that sent no was-N names its questions so that an emptied one is seen.
    named.update(int(raw) for raw in data.getlist("shown") if ID.fullmatch(raw))
    return named


def _chosen(data: QueryDict, response: Response) -> tuple[int, ...]:
    raw = data.getlist(f"q-{response.position}")
    chosen = {int(value) for value in raw if ID.fullmatch(value)}
    if len(chosen) != len(set(raw)) or not chosen <= set(response.order):
        raise BadAnswer(f"That is not one of the options of question {response.position}.")
    if len(chosen) > 1 and not response.version.several:
        raise BadAnswer(f"Question {response.position} takes one answer.")
    return tuple(sorted(chosen))


def state_of(chosen: Iterable[int], flagged: bool) -> str:
    """Choices and flag in one word, ``"12-15f"``: the value of ``was-N``."""
    return "-".join(str(pk) for pk in sorted(chosen)) + ("f" if flagged else "")


class ReportForm(forms.ModelForm[Report]):
    """What is wrong with a question."""

    class Meta:
        model = Report
        fields = ["reason", "text"]
        labels = {"reason": "What is wrong?", "text": "In your words"}
        widgets = {"reason": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 4})}
        error_messages = {"reason": {"required": "Say what is wrong: choose one."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)  # noqa: S101
        reason.choices = Report.Reason.choices  # without the line of nothing chosen
        text = self.fields["text"]
        assert isinstance(text, forms.CharField)  # noqa: S101
        text.max_length = MOST_TEXT
        text.validators.append(MaxLengthValidator(MOST_TEXT))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Report.Reason.OTHER and not cleaned.get("text", "").strip():
            self.add_error("text", "Say in a few words what is wrong.")
        return cleaned
