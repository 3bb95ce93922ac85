"""Reads the outlines of courses, with one person's progress.

However many courses, modules and lessons there are, the number of queries is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from courses.learning.outline import CourseOutline, OutlineLesson, OutlineModule
from courses.learning.stretches import Stretch, close
from courses.models import Citation, Course, Lesson, Module, Progress

if TYPE_CHECKING:
    from courses.querysets import Person


def read_outline(course: Course, user: Person, *, only: Module | None = None) -> CourseOutline:
    """The course with this person's progress (a stranger's is empty).

    With ``only`` one module is read; its lessons keep their numbers in the course.
    """
    if only is None:
        return _read([course], Module.objects.filter(course=course), user)[course.pk]
    earlier = Q(module__position=only.position, module__pk__lt=only.pk)
    before = Lesson.objects.standing().filter(
        earlier | Q(module__position__lt=only.position), module__course=course
    )
    found = Module.objects.filter(pk=only.pk)
    return _read([course], found, user, before=before.count())[course.pk]


def read_outlines(courses: Sequence[Course], user: Person) -> dict[int, CourseOutline]:
    """Several courses at once, by their primary key."""
    return _read(courses, Module.objects.filter(course__in=courses), user)


def _read(
    courses: Sequence[Course], found: QuerySet[Module], user: Person, *, before: int = 0
) -> dict[int, CourseOutline]:
    modules: dict[int, list[Module]] = defaultdict(list)
    for module in found.select_related("video__channel").order_by("position", "pk"):
        modules[module.course_id].append(module)
    lessons = _standing_lessons(found)
    progress = _progress(found, user)
    return {
        course.pk: _outline(course, modules[course.pk], lessons, progress, before=before)
        for course in courses
    }


def _outline(
    course: Course,
    modules: Iterable[Module],
    lessons: dict[int, list[Lesson]],
    progress: dict[int, Progress],
    *,
    before: int,
) -> CourseOutline:
    parts: list[OutlineModule] = []
    number = before
    for module in modules:
        module.course = course  # saves the query that its address would cost
        rows: list[OutlineLesson] = []
        for lesson in lessons.get(module.pk, ()):
            lesson.module = module
            number += 1
            rows.append(_row(lesson, number, progress.get(lesson.pk)))
        url = reverse("courses:module", args=[course.slug, module.slug])
        parts.append(OutlineModule(module, url, tuple(rows)))
    return CourseOutline(course, tuple(parts))


def _row(lesson: Lesson, number: int, progress: Progress | None) -> OutlineLesson:
    video = lesson.module.video
    slices = tuple((part.start, part.end) for part in lesson.segments.all()) if video else ()
    last: int | None = getattr(lesson, "last_cited", None)
    cited = Stretch(lesson.heading, slices, citations=() if last is None else (last,))
    spans = close(cited, duration=video.seconds if video else None)
    return OutlineLesson(lesson, number, lesson.get_absolute_url(), slices, spans, progress)


def _standing_lessons(modules: QuerySet[Module]) -> dict[int, list[Lesson]]:
    """Lessons by module, each with ``last_cited``: the last second that a fact of it cites."""
    last_cited = (
        Citation.objects.filter(fact__lesson=OuterRef("pk"), fact__retired_at__isnull=True)
        .order_by("-seconds")
        .values("seconds")[:1]
    )
    rows = (
        Lesson.objects.standing()
        .in_outline()
        .filter(module__in=modules.values("pk"))
        .annotate(last_cited=Subquery(last_cited))
        .order_by("position", "pk")
    )
    lessons: dict[int, list[Lesson]] = defaultdict(list)
    for lesson in rows:
        lessons[lesson.module_id].append(lesson)
    return lessons


def _progress(modules: QuerySet[Module], user: Person) -> dict[int, Progress]:
    if not user.is_authenticated:
        return {}
    rows = Progress.objects.filter(user=user, lesson__module__in=modules.values("pk"))
    return {row.lesson_id: row for row in rows}
