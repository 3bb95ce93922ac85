"""What the desk's tests share: addresses, and a course's worth of questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt, Question, Quiz
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from tests.questions import make_question

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def at(name: str, course: Course, *ids: int) -> str:
    """The address ``desk:name`` of this course."""
    return reverse(f"desk:{name}", args=[course.slug, *ids])


def waiting(lesson: Lesson, number: int = 1, **more: Any) -> list[Question]:
    """So many questions that nobody has judged."""
    return [
        make_question(lesson, f"What is waiting? ({place})", status=Question.Status.DRAFT, **more)
        for place in range(1, number + 1)
    ]


def typed(**changes: Any) -> dict[str, Any]:
    """A question's form, filled in well."""
    form: dict[str, Any] = {
        "stem": "How high does the lighthouse stand?",
        "kind": "one",
        "credit": "exact",
        "explanation": "The notes say **35 metres**.",
        "rows": "4",
        "text-0": "20 metres",
        "text-1": "35 metres",
        "text-2": "50 metres",
        "text-3": "",
        "why-0": "Too low.",
        "key": ["1"],
        "fact": "",
    }
    form.update(changes)
    return {name: value for name, value in form.items() if value is not None}


def take(user: User, quiz: Quiz, *, right: bool = True, preview: bool = False) -> Attempt:
    """A handed-in attempt with every question right, or every one wrong."""
    attempt = start_attempt(user=user, quiz=quiz, preview=preview, seed=1, now=NOW)
    answers = {
        response.position: Answer(
            tuple(
                choice.pk for choice in response.version.choices.all() if choice.correct == right
            )[:1]
        )
        for response in attempt.responses.select_related("version")
    }
    save_responses(attempt=attempt, answers=answers, now=NOW)
    return submit_attempt(attempt=attempt, now=NOW)
