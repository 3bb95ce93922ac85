"""The form of extra time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from courses.models import Course, Enrolment
from quizzes.models import Attempt, Quiz
from quizzes.models.extra_time import MOST_MINUTES, MOST_PERCENT


class ExtraTimeForm(forms.Form):
    """Cleans to ``user``, ``quiz`` (None: every quiz of the course), ``percent``, ``minutes``."""

    user = forms.EmailField(
        label="E-mail address of the learner",
        max_length=254,
        error_messages={"required": "Write the learner’s e-mail address."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    quiz = forms.ChoiceField(label="At", required=False)
    percent = forms.IntegerField(
        label="Per cent more",
        required=False,
        min_value=0,
        max_value=MOST_PERCENT,
        help_text="25 makes 40 minutes 50.",
        error_messages={
            "invalid": "Write the per cent as a whole number.",
            "max_value": f"Give at most {MOST_PERCENT} per cent.",
            "min_value": "Give at least 0 per cent.",
        },
    )
    minutes = forms.IntegerField(
        label="Minutes more",
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
        help_text="On top of the per cent.",
        error_messages={
            "invalid": "Write the minutes as a whole number.",
            "max_value": "Give at most a day, 1440 minutes.",
            "min_value": "Give at least 0 minutes.",
        },
    )

    def __init__(self, *args: Any, course: Course, quizzes: Iterable[Quiz], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        self.quizzes = {str(quiz.pk): quiz for quiz in quizzes}
        quiz = self.fields["quiz"]
        assert isinstance(quiz, forms.ChoiceField)  # noqa: S101
        titles = [(pk, one.title) for pk, one in self.quizzes.items()]
        quiz.choices = [("", "Every timed quiz of the course"), *titles]
        quiz.error_messages["invalid_choice"] = "Choose a timed quiz of this course."

    def clean_user(self) -> User:
        email: str = self.cleaned_data["user"]
        # Who left the course may still have an attempt that runs.
        enrolled = Enrolment.objects.filter(course=self.course, user=OuterRef("pk"))
        taken = Attempt.objects.filter(quiz__course=self.course, user=OuterRef("pk"))
        learners = User.objects.filter(Q(Exists(enrolled)) | Q(Exists(taken)), is_active=True)
        user = learners.filter(email__iexact=email).first()
        if user is None:
            raise ValidationError(f"No learner of this course has the address {email}.")
        return user

    def clean_quiz(self) -> Quiz | None:
        return self.quizzes.get(self.cleaned_data["quiz"])

    def clean_percent(self) -> int:
        return self.cleaned_data["percent"] or 0

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["percent"] or cleaned["minutes"]):
            raise ValidationError("Give per cent, minutes or both.")
        return cleaned
