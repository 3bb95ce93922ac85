"""“Told also in”: the lessons elsewhere whose wikilinks lead here.

Only lessons of courses that the reader may open are named, so nothing of a draft leaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, IntegerField, Q, Value, When, Window

from courses.models import Course, Lesson, Link, Module

if TYPE_CHECKING:
    from courses.querysets import Person

SHOWN = 6
"""Lessons named; the rest is a number, for everybody links to what a library is about."""


@dataclass(frozen=True)
class Backlinks:
    """Lessons that link here, those of the same course first, and how many more there are."""

    lessons: tuple[Lesson, ...] = ()
    more: int = 0


def told_also_in(module: Module, user: Person, *, lesson: Lesson | None = None) -> Backlinks:
    """Lessons of other modules that link to ``module`` or one of its lessons, in one query.

    With ``lesson`` those count that link to it or to the whole module, the former first.
    """
    to_lesson = (
        Q(to_lesson__in=Lesson.objects.filter(module=module))
        if lesson is None
        else Q(to_lesson=lesson)
    )
    here = Link.objects.filter(Q(module=module) | to_lesson)
    exact = Link.objects.filter(to_lesson=lesson) if lesson else here
    found = (
        Lesson.objects.standing()
        .filter(pk__in=here.values("lesson"))
        .filter(module__course__in=Course.objects.visible_to(user).order_by().values("pk"))
        .exclude(module=module)
        .annotate(
            nearness=Case(
                When(pk__in=exact.values("lesson"), module__course=module.course_id, then=Value(0)),
                When(pk__in=exact.values("lesson"), then=Value(1)),
                When(module__course=module.course_id, then=Value(2)),
                default=Value(3),
                output_field=IntegerField(),
            ),
            in_all=Window(Count("pk")),
        )
        .select_related("module__course")
        .only(
            "heading",
            "slug",
            "module__title",
            "module__slug",
            "module__course__title",
            "module__course__slug",
        )
        .order_by(
            "nearness", "module__course__title", "module__position", "module_id", "position", "pk"
        )
    )
    lessons = tuple(found[:SHOWN])
    in_all: int = getattr(lessons[0], "in_all", 0) if lessons else 0
    return Backlinks(lessons, in_all - len(lessons))
