"""Wikilinks lead to the module or lesson of that name, as soon as the library has it.

Names are compared folded (case and punctuation aside): a module's file name first, then its title,
then a lesson's heading; the own course first, then other published ones. A link into a course that
strangers cannot read would be a broken one, so it stays a term until that course is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from courses.documents.model import LinkRef
from courses.documents.reader import fold_name
from courses.models import Course, Lesson, Link, Module
from courses.rendering import render_lesson

CHUNK = 200
"""Lessons or names that one query asks for."""


@dataclass(frozen=True)
class Target:
    """Where a name leads."""

    url: str
    module: Module | None = None
    lesson: Lesson | None = None


def find_targets(names: Iterable[str], *, course: Course) -> dict[str, Target]:
    """Folded names to their targets, in two queries however many names there are."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    readable = Q(course=course) | Q(course__status=Course.Status.PUBLISHED)
    modules = (
        Module.objects.filter(readable)
        .filter(Q(folded_name__in=wanted) | Q(folded_title__in=wanted))
        .select_related("course")
    )
    lessons = (
        Lesson.objects.standing()
        .filter(Q(module__course=course) | Q(module__course__status=Course.Status.PUBLISHED))
        .filter(folded_heading__in=wanted)
        .select_related("module__course")
        .defer("source", "html")
    )
    # Weakest first: whatever comes later replaces it.
    found: dict[str, Target] = {}
    for lesson in sorted(lessons, key=lambda one: (one.module.course_id == course.pk, -one.pk)):
        found[lesson.folded_heading] = Target(lesson.get_absolute_url(), lesson=lesson)
    ordered = sorted(modules, key=lambda one: (one.course_id == course.pk, -one.pk))
    for module in ordered:
        if module.folded_title in wanted:
            found[module.folded_title] = Target(module.get_absolute_url(), module=module)
    for module in ordered:
        if module.folded_name in wanted:
            found[module.folded_name] = Target(module.get_absolute_url(), module=module)
    return found


def resolver(targets: dict[str, Target]) -> Callable[[str], str | None]:
    """What the renderer asks for a wikilink's address."""

    def resolve(target: str) -> str | None:
        found = targets.get(fold_name(target.split("#", 1)[0]))
        return found.url if found else None

    return resolve


def write_links(lesson: Lesson, links: Iterable[LinkRef], targets: dict[str, Target]) -> None:
    """Puts the wikilinks of its text in place of those that the lesson had."""
    lesson.links.all().delete()
    rows = []
    for link in links:
        target = targets.get(link.folded)
        rows.append(
            Link(
                lesson=lesson,
                target=link.target[:300],
                label=link.label[:300],
                folded=link.folded[:300],
                module=target.module if target else None,
                to_lesson=target.lesson if target else None,
            )
        )
    Link.objects.bulk_create(rows)


def _relink(found: Q) -> int:
    """Finds the links of the lessons anew and renders those whose links changed; counts them.

    A bounded number of lessons is in memory at a time, with two queries for all their links.
    """
    ids = _ids_of(found)
    return sum(_relink_some(ids[start : start + CHUNK]) for start in range(0, len(ids), CHUNK))


def _ids_of(found: Q) -> list[int]:
    return list(Lesson.objects.filter(found).order_by("pk").distinct().values_list("pk", flat=True))


@transaction.atomic
def _relink_some(ids: list[int], *, anyway: bool = False) -> int:
    """``anyway`` renders also the lessons whose links lead where they led."""
    # Locked in the order of their ids: who edits a lesson meanwhile waits, and nobody in a ring.
    lessons = (
        Lesson.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .order_by("pk")
        .select_related("module__course", "module__video")
        .prefetch_related("links")
    )
    by_course: dict[Course, list[Lesson]] = {}
    for lesson in lessons:
        by_course.setdefault(lesson.module.course, []).append(lesson)
    changed = 0
    for course, those in by_course.items():
        names = {link.folded for lesson in those for link in lesson.links.all()}
        targets = find_targets(names, course=course)
        for lesson in those:
            stale = [one for one in lesson.links.all() if _point(one, targets.get(one.folded))]
            if stale or anyway:
                Link.objects.bulk_update(stale, ["module", "to_lesson"])
                lesson.html = render_lesson(lesson, resolve=resolver(targets))
                lesson.save(update_fields=["html"])
                changed += 1
    return changed


def _point(link: Link, target: Target | None) -> bool:
    """Sets where the link leads; whether that differs from before."""
    before = (link.module_id, link.to_lesson_id)
    link.module = target.module if target else None
    link.to_lesson = target.lesson if target else None
    return before != (link.module_id, link.to_lesson_id)


def relink_names(names: Iterable[str]) -> int:
    """Looks again at every lesson that links to one of the folded ``names``."""
    ordered = sorted(set(names))
    return sum(
        _relink(Q(links__folded__in=ordered[start : start + CHUNK]))
        for start in range(0, len(ordered), CHUNK)
    )


def relink_modules(modules: Iterable[Module]) -> int:
    """Looks again at every lesson that links to one of the modules, by an old name or a new one."""
    modules = list(modules)
    count = _relink(Q(links__module__in=modules) | Q(links__to_lesson__module__in=modules))
    return count + relink_names(names_of(modules))


@contextmanager
def removal_of(modules: Iterable[Module]) -> Iterator[None]:
    """Around the deletion of modules: what linked to them is found another target, or a term.

    A link's row forgets where it led as soon as its target is gone, so they are looked up before.
    """
    modules = list(modules)
    lost = Q(links__module__in=modules) | Q(links__to_lesson__module__in=modules)
    ids = _ids_of(lost & ~Q(module__in=modules))
    with transaction.atomic():
        yield
        for start in range(0, len(ids), CHUNK):
            _relink_some(ids[start : start + CHUNK], anyway=True)


def names_of(modules: Iterable[Module]) -> set[str]:
    """Every folded name by which a wikilink may mean one of ``modules`` or a lesson of theirs."""
    modules = list(modules)
    names = {name for one in modules for name in (one.folded_name, one.folded_title)}
    names.update(Lesson.objects.filter(module__in=modules).values_list("folded_heading", flat=True))
    return names - {""}
