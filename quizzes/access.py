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


def own_attempt(request: HttpRequest, pk: int) -> Attempt:
    """This person's attempt, as long as the course may be read.

    A quiz that is taken down keeps its attempts: what was begun may be finished and looked at.
    """
    quizzes = [f"quiz__{name}" for name in PLACE]
    return get_object_or_404(
        Attempt.objects.select_related("quiz", *quizzes)
        .filter(user=request.user.pk)
        .filter(Q(quiz__course__status=Course.Status.PUBLISHED) | _taught(request, "quiz__course")),
        pk=pk,
    )


def _taught(request: HttpRequest, course: str) -> Exists:
    user: User = request.user  # type: ignore[assignment]
    return Exists(Course.objects.taught_by(user).filter(pk=OuterRef(course)))
