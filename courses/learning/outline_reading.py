"""Reads the outlines of courses, with one person's progress.

However many courses, modules and lessons there are, the number of queries is the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from courses.learning.kept import Shelf
from courses.learning.outline import CourseOutline, OutlineLesson, OutlineModule
from courses.learning.stretches import Stretch, close
from courses.models import Citation, Course, Lesson, Module, Progress

if TYPE_CHECKING:
    from courses.querysets import Person


OUTLINES: Shelf[CourseOutline] = Shelf(64)
"""Of courses, without anybody's progress. One of a hundred lessons takes about 400 kB."""


def read_outline(
    course: Course, user: Person, *, only: Module | None = None, stamp: str = ""
) -> CourseOutline:
    """The course with this person's progress (a stranger's is empty).

    With ``only`` one module is read; its lessons keep their numbers in the course. With the
    content ``stamp`` all that is not this person's is read once and kept.
    """
    if only is None:
        return read_outlines([course], user, stamp=stamp)[course.pk]
    earlier = Q(module__position=only.position, module__pk__lt=only.pk)
    before = Lesson.objects.standing().filter(
        earlier | Q(module__position__lt=only.position), module__course=course
    )
    found = Module.objects.filter(pk=only.pk)
    outline = _read([course], found, before=before.count())[course.pk]
    return with_progress(outline, _progress([course.pk], user))


def read_outlines(
    courses: Sequence[Course], user: Person, *, stamp: str = ""
) -> dict[int, CourseOutline]:
    """Several courses at once, by their primary key."""
    found = {course.pk: OUTLINES.find(course.pk, stamp) for course in courses}
    missing = [course for course in courses if found[course.pk] is None]
    if missing:
        modules = Module.objects.filter(course__in=[course.pk for course in missing])
        for pk, outline in _read(missing, modules).items():
            OUTLINES.put(pk, stamp, outline)
            found[pk] = outline
    progress = _progress(list(found), user)
    return {pk: with_progress(one, progress) for pk, one in found.items() if one is not None}


def with_progress(outline: CourseOutline, progress: Mapping[int, Progress]) -> CourseOutline:
    """The outline with the person's rows in it; modules without any are shared as they are."""
    parts = []
    for part in outline.modules:
        if any(row.lesson.pk in progress for row in part.lessons):
            rows = (replace(row, progress=progress.get(row.lesson.pk)) for row in part.lessons)
            part = replace(part, lessons=tuple(rows))
        parts.append(part)
    return replace(outline, modules=tuple(parts)) if progress else outline


def _read(
    courses: Sequence[Course], found: QuerySet[Module], *, before: int = 0
) -> dict[int, CourseOutline]:
    modules: dict[int, list[Module]] = defaultdict(list)
    for module in found.select_related("video__channel").order_by("position", "pk"):
        modules[module.course_id].append(module)
    lessons = _standing_lessons(found)
    return {
        course.pk: _outline(course, modules[course.pk], lessons, before=before)
        for course in courses
    }


def _outline(
    course: Course,
    modules: Iterable[Module],
    lessons: dict[int, list[Lesson]],
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
            rows.append(_row(lesson, number))
        url = reverse("courses:module", args=[course.slug, module.slug])
        parts.append(OutlineModule(module, url, tuple(rows)))
    return CourseOutline(course, tuple(parts))


def _row(lesson: Lesson, number: int) -> OutlineLesson:
    video = lesson.module.video
    slices = tuple((part.start, part.end) for part in lesson.segments.all()) if video else ()
    last: int | None = getattr(lesson, "last_cited", None)
    cited = Stretch(lesson.heading, slices, citations=() if last is None else (last,))
    spans = close(cited, duration=video.seconds if video else None)
    return OutlineLesson(lesson, number, lesson.get_absolute_url(), slices, spans, None)


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


def _progress(courses: Sequence[int], user: Person) -> dict[int, Progress]:
    """By lesson; of a stranger nothing, and no query."""
    if not user.is_authenticated or not courses:
        return {}
    rows = Progress.objects.filter(user=user, lesson__module__course__in=courses)
    return {row.lesson_id: row for row in rows}
