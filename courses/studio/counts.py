"""Figures that the studio's lists show, counted by the database in the list's own query."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from courses.models import Enrolment, Fact, Lesson, Module, Upload
from courses.querysets import CourseQuerySet


def with_studio_counts(courses: CourseQuerySet) -> CourseQuerySet:
    """Adds ``n_modules``, ``n_lessons``, ``n_facts``, ``n_learners`` and ``n_waiting``."""
    waiting = Upload.objects.filter(state=Upload.State.WAITING)
    return courses.annotate(
        n_modules=_count(Module.objects.all(), "course"),
        n_lessons=_count(Lesson.objects.standing(), "module__course"),
        n_facts=_count(Fact.objects.standing(), "lesson__module__course"),
        n_learners=_count(Enrolment.objects.all(), "course"),
        n_waiting=_count(waiting, "course"),
    )


def _count(rows: QuerySet[Any], course: str) -> Coalesce:
    """A subquery each: joins of several lists would multiply one another."""
    counted = (
        rows.filter(**{course: OuterRef("pk")})
        .order_by()
        .values(course)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
