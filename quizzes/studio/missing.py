"""What the generator could not give: lessons whose facts made too few questions for a quiz."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from courses.models import Course, Fact, Lesson
from quizzes.bank.composing import LEAST_QUESTIONS
from quizzes.models import Question

Status = Question.Status


@dataclass(frozen=True)
class Shortfall:
    """How many key facts, good questions and suggestions to open a lesson has."""

    lesson: Lesson
    facts: int
    good: int
    suggestions: int

    @property
    def wanted(self) -> int:
        return LEAST_QUESTIONS - self.good


def shortfalls(course: Course) -> list[Shortfall]:
    """Lessons with enough facts for a quiz, and too few questions; in order, with one query.

    Empty until questions were made for the course at all: before that nothing is missing.
    """
    lessons = (
        Lesson.objects.standing()
        .filter(module__course=course)
        .select_related("module")
        .only("heading", "module__title")
        .annotate(
            n_facts=_counted(Fact.objects.filter(lesson=OuterRef("pk"), retired_at__isnull=True)),
            n_good=_counted(
                Question.objects.filter(
                    lesson=OuterRef("pk"), status__in=[Status.DRAFT, Status.APPROVED]
                )
            ),
            n_suggested=_counted(
                Question.objects.filter(lesson=OuterRef("pk"), status=Status.SUGGESTED)
            ),
        )
        .filter(Q(n_facts__gte=LEAST_QUESTIONS) | Q(n_suggested__gt=0), n_good__lt=LEAST_QUESTIONS)
        .order_by("module__position", "position")
    )
    if not Question.objects.of_course(course).exists():
        return []
    return [
        Shortfall(one, one.n_facts, one.n_good, one.n_suggested)  # type: ignore[attr-defined]
        for one in lessons
    ]


def _counted(rows: QuerySet[Fact] | QuerySet[Question]) -> Coalesce:
    count = rows.order_by().values("lesson").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), Value(0))
