"""Who may take a quiz and see an attempt. Whoever may not gets 404, never 403.

Use these behind ``login_required``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from courses.models import Course, Module
from quizzes.models import Attempt, Quiz

if TYPE_CHECKING:
    from accounts.models import User

LONG = tuple(
    f"quiz__lesson__{name}" for name in ("source", "html", "base_source", "incoming_source")
) + ("quiz__module__outcome", "quiz__module__credit")
"""Columns that no page of an attempt shows."""
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


def own_attempt(request: HttpRequest, pk: int, *, to_write: bool = False) -> Attempt:
    """This person's attempt, as long as the course may be read.

    A quiz that is taken down keeps its attempts: what was begun may be finished and looked at.
    Who writes needs no more than its quiz and course; a page names the module and the lesson too.
    """
    rows = Attempt.objects.select_related("quiz__course")
    if not to_write:
        rows = rows.select_related("quiz__course", "quiz__module", "quiz__lesson").defer(*LONG)
    mine = get_object_or_404(rows, pk=pk, user=request.user.pk)
    quiz, course = mine.quiz, mine.quiz.course
    user: User = request.user  # type: ignore[assignment]
    mine.user = user
    if not course.is_published and not Course.objects.taught_by(user).filter(pk=course.pk).exists():
        raise Http404
    if to_write:
        return mine
    # A quiz stands at a module and a lesson of its own course: their addresses need no query.
    if quiz.module is not None and quiz.module.course_id == course.pk:
        quiz.module.course = course
        if quiz.lesson is not None and quiz.lesson.module_id == quiz.module.pk:
            quiz.lesson.module = quiz.module
    return mine


def _taught(request: HttpRequest, course: str) -> Exists:
    user: User = request.user  # type: ignore[assignment]
    return Exists(Course.objects.taught_by(user).filter(pk=OuterRef(course)))
