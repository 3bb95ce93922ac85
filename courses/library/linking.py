"""Wikilinks lead to the module or lesson of that name, as soon as the library has it.

Names are compared folded (case and punctuation aside): a module's file name first, then its title,
then a lesson's heading; the own course first, then other published ones. A link into a course that
strangers cannot read would be a broken one, so it stays a term until that course is published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from courses.documents.model import LinkRef
from courses.importing.bulk import update
from courses.importing.preparing import link as link_html
from courses.library.rendering import render_lesson
from courses.models import Course, Lesson, Link, Module

CHUNK = 200
"""Lessons or names that one query asks for."""

_Row = tuple[int, str, tuple[int | None, int | None]]
"""A link's lesson and name, and the module or lesson that it leads to."""


@dataclass(frozen=True)
class Target:
    """Where a name leads: to a module, or to one lesson."""

    url: str
    module_id: int | None = None
    lesson_id: int | None = None


def find_targets(names: Iterable[str], *, course: Course) -> dict[str, Target]:
    """Folded names to their targets, in two queries however many names there are."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    modules = (
        Module.objects.filter(Q(course=course) | Q(course__status=Course.Status.PUBLISHED))
        .filter(Q(folded_name__in=wanted) | Q(folded_title__in=wanted))
        .order_by()
        .values_list("pk", "course_id", "slug", "course__slug", "folded_name", "folded_title")
    )
    lessons = (
        Lesson.objects.standing()
        .filter(Q(module__course=course) | Q(module__course__status=Course.Status.PUBLISHED))
        .filter(folded_heading__in=wanted)
        .order_by()
        .values_list(
            "pk", "module__course_id", "slug", "module__course__slug", "folded_heading",
            "module__slug",
        )
    )  # fmt: skip
    # Weakest first: whatever comes later replaces it.
    found: dict[str, tuple[bool, int, list[str]]] = {}
    for pk, _, slug, course_slug, heading, module_slug in sorted(
        lessons, key=lambda one: (one[1] == course.pk, -one[0])
    ):
        found[heading] = (False, pk, [course_slug, module_slug, slug])
    ordered = sorted(modules, key=lambda one: (one[1] == course.pk, -one[0]))
    for pk, _, slug, course_slug, _, title in ordered:
        if title in wanted:
            found[title] = (True, pk, [course_slug, slug])
    for pk, _, slug, course_slug, name, _ in ordered:
        if name in wanted:
            found[name] = (True, pk, [course_slug, slug])
    return {
        name: Target(reverse("courses:module", args=args), module_id=pk)
        if is_module
        else Target(reverse("courses:lesson", args=args), lesson_id=pk)
        for name, (is_module, pk, args) in found.items()
    }


def resolver(targets: Mapping[str, Target]) -> Callable[[str], str | None]:
    """What gives the renderer the address of a folded name."""

    def resolve(name: str) -> str | None:
        found = targets.get(name)
        return found.url if found else None

    return resolve


def write_links(lesson: Lesson, links: Iterable[LinkRef], targets: Mapping[str, Target]) -> None:
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
                module_id=target.module_id if target else None,
                to_lesson_id=target.lesson_id if target else None,
            )
        )
    Link.objects.bulk_create(rows)


def _relink(found: Iterable[Q]) -> int:
    """Finds the links anew that any of ``found`` finds, and the HTML of their lessons.

    Most links lead where they led: only the lessons of the others are loaded, a bounded number at
    a time.
    """
    count = 0
    for links in found:
        rows = Link.objects.filter(links).order_by()
        by_course: dict[int, list[_Row]] = {}
        for course_id, lesson_id, name, module, to_lesson in rows.values_list(
            "lesson__module__course", "lesson", "folded", "module", "to_lesson"
        ):
            row = (lesson_id, name, (module, to_lesson))
            by_course.setdefault(course_id, []).append(row)
        ids: set[int] = set()
        for course in Course.objects.filter(pk__in=by_course):
            links_of = by_course[course.pk]
            targets = find_targets({name for _, name, _ in links_of}, course=course)
            ids.update(
                lesson for lesson, name, leads in links_of if leads != _leads(targets.get(name))
            )
        ordered = sorted(ids)
        for start in range(0, len(ordered), CHUNK):
            count += _relink_some(ordered[start : start + CHUNK])
    return count


def _leads(target: Target | None) -> tuple[int | None, int | None]:
    return (target.module_id, target.lesson_id) if target else (None, None)


def _ids_of(found: Q) -> list[int]:
    return list(Lesson.objects.filter(found).order_by("pk").distinct().values_list("pk", flat=True))


@transaction.atomic
def _relink_some(ids: list[int], *, anyway: bool = False) -> int:
    """``anyway`` renders also the lessons whose links lead where they led."""
    # Locked in the order of their ids: who edits a lesson meanwhile waits, and nobody in a ring.
    lessons = (
        Lesson.objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .only("pk", "module", "html", "first_paragraph")
        .prefetch_related("links", "module__course", "module__video")
    )
    by_course: dict[Course, list[Lesson]] = {}
    for lesson in lessons:
        by_course.setdefault(lesson.module.course, []).append(lesson)
    moved: list[Link] = []
    changed: list[Lesson] = []
    for course, those in by_course.items():
        names = {link.folded for lesson in those for link in lesson.links.all()}
        targets = find_targets(names, course=course)
        for lesson in those:
            stale = [one for one in lesson.links.all() if _point(one, targets.get(one.folded))]
            if stale or anyway:
                page = None if anyway else _lead_again(lesson, stale, targets)
                lesson.html = page or render_lesson(lesson, resolve=resolver(targets))
                moved += stale
                changed.append(lesson)
    update(
        Link,
        ["module_id", "to_lesson_id"],
        [(link.module_id, link.to_lesson_id, link.pk) for link in moved],
    )
    update(Lesson, ["html"], [(lesson.html, lesson.pk) for lesson in changed])
    return len(changed)


def _lead_again(lesson: Lesson, stale: list[Link], targets: Mapping[str, Target]) -> str | None:
    """The lesson's HTML with its stale links put right; ``None`` where only rendering can tell.

    Links are found in it by their labels, so a label must stand for one name and be seen as often
    as the text links it.
    """
    html = lesson.html
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in lesson.links.all():
        if names.setdefault(one.label, one.folded) != one.folded:
            return None
        counts[one.label] += 1
    for label in {one.label for one in stale}:
        # Rendering marks Japanese, and writes some characters in its own way.
        if not label.isascii():
            return None
        shown = escape(label, quote=False)
        seen = re.compile(
            rf'<a class="wiki" href="[^"]*">{re.escape(shown)}</a>'
            rf'|<span class="term">{re.escape(shown)}</span>'
        )
        target = targets.get(names[label])
        again = link_html(shown, target.url if target else None)
        html, count = seen.subn(again.replace("\\", r"\\"), html)
        if count != counts[label]:
            return None
    return html


def _point(link: Link, target: Target | None) -> bool:
    """Sets where the link leads; whether that differs from before."""
    before = (link.module_id, link.to_lesson_id)
    link.module_id, link.to_lesson_id = _leads(target)
    return before != (link.module_id, link.to_lesson_id)


def relink_names(names: Iterable[str]) -> int:
    """Looks again at every lesson that links to one of the folded ``names``."""
    ordered = sorted(set(names))
    return _relink(
        Q(folded__in=ordered[start : start + CHUNK]) for start in range(0, len(ordered), CHUNK)
    )


def relink_modules(modules: Iterable[Module]) -> int:
    """Looks again at every link to one of the modules, by an old name or a new one, and at theirs.

    Give it a bounded number of modules: all of their links are in memory at once.
    """
    modules = list(modules)
    ids = [module.pk for module in modules]
    lessons = Lesson.objects.filter(module__in=ids).values("pk")
    own = [Q(lesson__in=lessons), Q(module__in=ids), Q(to_lesson__in=lessons)]
    return _relink(own) + relink_names(names_of(modules))


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
