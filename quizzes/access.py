"""Who may take a quiz and see an attempt. Whoever may not gets 404, never 403.

Use these behind ``login_required``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from config.stamp import stamp_beside
from courses.models import Course, Module
from quizzes.models import Attempt, Quiz
from quizzes.taking.kept_quizzes import kept_quiz
from quizzes.taking.kept_versions import stamp_for

if TYPE_CHECKING:
    from accounts.models import User

PLACE = ("course", "module__course", "lesson__module__course")


@dataclass(frozen=True)
class Taking:
    """A quiz that somebody may take; ``preview`` when they teach its course."""

    quiz: Quiz
    preview: bool


def takable_quiz(request: HttpRequest, pk: int) -> Taking:
    """A published quiz of a published course, or any quiz of a course that this person teaches."""
    quiz = get_object_or_404(
        Quiz.objects.proper().select_related(*PLACE).annotate(taught=_taught(request, "course")),
        pk=pk,
    )
    taught = bool(quiz.taught)  # type: ignore[attr-defined]
    open_to_all = quiz.status == Quiz.Status.PUBLISHED and quiz.course.is_published
    if not taught and not open_to_all:
        raise Http404
    return Taking(quiz, preview=taught)


def readable_module(request: HttpRequest, pk: int) -> Module:
    """A module of a published course, or of a course that this person teaches."""
    return get_object_or_404(
        Module.objects.select_related("course").filter(
            Q(course__status=Course.Status.PUBLISHED) | _taught(request, "course")
        ),
        pk=pk,
    )


ATTEMPT = """SELECT quizzes_attempt.*, {stamp} AS content_stamp FROM quizzes_attempt
    WHERE id = %s AND user_id = %s"""


def own_attempt(request: HttpRequest, pk: int, *, to_close: bool = False) -> Attempt:
    """This person's attempt with its quiz, as long as the course may be read: one query.

    Written as SQL, for Django takes four times as long to build it as to run it.

    A quiz that is taken down keeps its attempts: what was begun may be finished and looked at.
    ``to_close`` locks the attempt's row until the transaction that the caller has opened ends.
    """
    sql = ATTEMPT.format(stamp=stamp_beside())
    if to_close and connection.features.has_select_for_update:
        sql += " FOR UPDATE"
    known = pk <= BigIntegerField.MAX_BIGINT  # a larger number would not reach the database
    mine = next(iter(Attempt.objects.raw(sql, [pk, request.user.pk])), None) if known else None
    if mine is None:
        raise Http404
    mine.quiz = quiz = kept_quiz(mine.quiz_id, stamp_for(mine))
    user: User = request.user  # type: ignore[assignment]
    mine.user = user
    course = quiz.course
    if not course.is_published and not Course.objects.taught_by(user).filter(pk=course.pk).exists():
        raise Http404
    return mine


def _taught(request: HttpRequest, course: str) -> Exists:
    user: User = request.user  # type: ignore[assignment]
    return Exists(Course.objects.taught_by(user).filter(pk=OuterRef(course)))
