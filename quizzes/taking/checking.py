"""Feedback at once: a question is checked, its answer stands from then on, and its key is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from quizzes.models import Attempt, Quiz, Response
from quizzes.taking.attempts import AlreadySubmitted, AttemptError, mark_of
from quizzes.taking.practice import running


class NotNow(AttemptError):
    """This question cannot be checked, or not yet."""


def check_response(*, attempt: Attempt, position: int, now: datetime | None = None) -> Response:
    """Grades one question of an open attempt. A second call finds it checked and changes nothing.

    Raises NotNow and AlreadySubmitted.
    """
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "user")
        mine = rows.get(pk=attempt.pk)
        if not mine.is_open:
            raise AlreadySubmitted("This attempt is handed in already.")
        if mine.quiz.reveal != Quiz.Reveal.CHECKED:
            raise NotNow("This quiz tells its answers later.")
        found = mine.responses.select_related("version").prefetch_related("version__choices")
        response = found.filter(position=position).first()
        if response is None:
            raise NotNow(f"There is no question {position} in this attempt.")
        if response.checked_at is None:
            if not response.chosen:
                raise NotNow(f"Choose an answer to question {position} first, then check it.")
            question = response.version.question_id
            if mine.practice and running(mine.user).filter(version__question=question).exists():
                raise NotNow(
                    f"Question {position} stands in an attempt of yours that is open. "
                    "Hand that in first, or go on to another question."
                )
            response.checked_at = now or timezone.now()
            response.mark = mark_of(response)
            response.save(update_fields=["checked_at", "mark"])
    return response
