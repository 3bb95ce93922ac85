"""Wikilinks lead to the module or lesson of that name, as soon as the library has it.

Names are compared folded (case and punctuation aside): a module's file name first, then its title,
then a lesson's heading; the own course first, then other published ones. A link into a course that
strangers cannot read would be a broken one, so it stays a term until that course is published.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from itertools import chain

from django.db import transaction
from django.db.models import Case, F, Min, Q, QuerySet, Value, When
from django.urls import reverse

from courses.documents.model import LinkRef
from courses.importing.bulk import update
from courses.importing.preparing import link as link_html
from courses.library import lookups as lookups  # which knows ``__among``
from courses.library.rendering import render_lesson
from courses.models import Course, Lesson, Link, Module

CHUNK = 500
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
    """Folded names to their targets, in three queries however many names there are."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    modules = (
        Module.objects.filter(Q(course=course) | Q(course__status=Course.Status.PUBLISHED))
        .filter(Q(folded_name__among=wanted) | Q(folded_title__among=wanted))
        .order_by()
        .values_list("pk", "course_id", "slug", "course__slug", "folded_name", "folded_title")
    )
    to_module, to_lesson = _addresses()
    # Weakest first: whatever comes later replaces it.
    found: dict[str, Target] = {}
    ordered = sorted(modules, key=lambda one: (one[1] == course.pk, -one[0]))
    for pk, _, slug, course_slug, _, title in ordered:
        if title in wanted:
            found[title] = Target(to_module.format(course_slug, slug), module_id=pk)
    for pk, _, slug, course_slug, name, _ in ordered:
        if name in wanted:
            found[name] = Target(to_module.format(course_slug, slug), module_id=pk)
    first = _first_lessons(wanted - found.keys(), course)
    if not first:
        return found
    lessons = Lesson.objects.filter(pk__among=first.values()).order_by()
    addresses = {
        pk: to_lesson.format(*slugs)
        for pk, *slugs in lessons.values_list("pk", "module__course__slug", "module__slug", "slug")
    }
    for name, pk in first.items():
        found[name] = Target(addresses[pk], lesson_id=pk)
    return found


def _first_lessons(names: set[str], course: Course) -> dict[str, int]:
    """The first lesson of each heading. A library may have thousands that are called the same."""
    if not names:
        return {}
    near = Case(When(module__course=course.pk, then=Value(0)), default=Value(1))
    rows = (
        Lesson.objects.standing()
        .filter(Q(module__course=course) | Q(module__course__status=Course.Status.PUBLISHED))
        .filter(folded_heading__among=names)
        .order_by()
        .values("folded_heading", near=near)
        .annotate(first=Min("pk"))
        .values_list("near", "folded_heading", "first")
    )
    return {heading: pk for _, heading, pk in sorted(rows, reverse=True)}


def _addresses() -> tuple[str, str]:
    """Patterns of a module's and of a lesson's address: asking for each costs more than its row."""
    module = reverse("courses:module", args=["0course0", "0module0"])
    lesson = reverse("courses:lesson", args=["0course0", "0module0", "0lesson0"])
    return _pattern(module), _pattern(lesson)


def _pattern(address: str) -> str:
    return re.sub("0(?:course|module|lesson)0", "{}", re.sub(r"([{}])", r"\1\1", address))


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
    a time, and in the order of their ids: so two that relink at once never wait in a ring.
    """
    ids: set[int] = set()
    for links in found:
        rows = Link.objects.filter(links).order_by()
        by_course: dict[int, list[_Row]] = {}
        for course_id, lesson_id, name, module, to_lesson in rows.values_list(
            "lesson__module__course", "lesson", "folded", "module", "to_lesson"
        ):
            row = (lesson_id, name, (module, to_lesson))
            by_course.setdefault(course_id, []).append(row)
        for course in Course.objects.filter(pk__in=by_course):
            links_of = by_course[course.pk]
            targets = find_targets({name for _, name, _ in links_of}, course=course)
            ids.update(
                lesson for lesson, name, leads in links_of if leads != _leads(targets.get(name))
            )
    ordered = sorted(ids)
    return sum(
        _relink_some(ordered[start : start + CHUNK]) for start in range(0, len(ordered), CHUNK)
    )


def _leads(target: Target | None) -> tuple[int | None, int | None]:
    return (target.module_id, target.lesson_id) if target else (None, None)


def _ids_of(found: Q) -> list[int]:
    return list(Lesson.objects.filter(found).order_by("pk").distinct().values_list("pk", flat=True))


@transaction.atomic
def _relink_some(ids: list[int], *, anyway: bool = False) -> int:
    """``anyway`` renders also the lessons whose links lead where they led."""
    # Locked in the order of their ids: who edits a lesson meanwhile waits, and nobody in a ring.
    rows = Lesson.objects.select_for_update(no_key=True).filter(pk__among=ids).order_by("pk")
    lessons = list(rows.values_list("pk", "module_id", "html"))
    links: dict[int, list[_Link]] = defaultdict(list)
    found = Link.objects.filter(lesson__pk__among=ids).order_by("pk")
    for pk, lesson, label, name, *leads in found.values_list(
        "pk", "lesson", "label", "folded", "module", "to_lesson"
    ):
        links[lesson].append(_Link(pk, label, name, (leads[0], leads[1])))
    modules = Module.objects.filter(pk__among={module for _, module, _ in lessons})
    homes = dict(modules.order_by().values_list("pk", "course"))
    targets = {
        course.pk: find_targets(
            {
                link.name
                for pk, module, _ in lessons
                if homes[module] == course.pk
                for link in links[pk]
            },
            course=course,
        )
        for course in Course.objects.filter(pk__in=set(homes.values()))
    }
    moved: list[tuple[int | None, int | None, int]] = []
    changed: list[tuple[str, int]] = []
    unclear: list[int] = []
    for pk, module, html in lessons:
        those = targets[homes[module]]
        stale = [one for one in links[pk] if one.leads != _leads(those.get(one.name))]
        moved += [(*_leads(those.get(one.name)), one.pk) for one in stale]
        if anyway:
            unclear.append(pk)
        elif stale:
            page = _lead_again(html, links[pk], {one.label for one in stale}, those)
            if page is None:
                unclear.append(pk)
            else:
                changed.append((page, pk))
    again = Lesson.objects.filter(pk__in=unclear)
    for row in again.select_related("module__course", "module__video"):
        resolve = resolver(targets[row.module.course_id])
        changed.append((render_lesson(row, resolve=resolve), row.pk))
    update(Link, ["module_id", "to_lesson_id"], moved)
    update(Lesson, ["html"], changed)
    return len(changed)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link's row: its label and name, and the module or lesson that it leads to."""

    pk: int
    label: str
    name: str
    leads: tuple[int | None, int | None]


_SHOWN = re.compile(r'<a class="wiki" href="[^"]*">(.*?)</a>|<span class="term">(.*?)</span>')


def _lead_again(
    html: str, links: Sequence[_Link], labels: set[str], targets: Mapping[str, Target]
) -> str | None:
    """The HTML with the links of ``labels`` put right; ``None`` where only rendering can tell.

    Links are found in it by their labels, so a label must stand for one name and be seen as often
    as the text links it.
    """
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in links:
        if names.setdefault(one.label, one.name) != one.name:
            return None
        counts[one.label] += 1
    addresses = {}
    for label in labels:
        # Rendering marks Japanese, and writes some characters in its own way.
        if not label.isascii():
            return None
        target = targets.get(names[label])
        addresses[escape(label, quote=False)] = target.url if target else None
    seen: Counter[str] = Counter()

    def replace(found: re.Match[str]) -> str:
        shown = found[2] if found[1] is None else found[1]
        if shown not in addresses:
            return found[0]
        seen[shown] += 1
        return link_html(shown, addresses[shown])

    again = _SHOWN.sub(replace, html)
    if any(seen[escape(label, quote=False)] != counts[label] for label in labels):
        return None
    return again


def relink_names(names: Iterable[str]) -> int:
    """Looks again at every lesson that links to one of the folded ``names``."""
    ordered = sorted(set(names))
    return _relink(
        Q(folded__in=ordered[start : start + CHUNK]) for start in range(0, len(ordered), CHUNK)
    )


def relink_modules(modules: Sequence[int]) -> int:
    """Looks again at what modules that were just written change: links of theirs and of others.

    These are their own that lead nowhere yet; those that lead to them by a name that they have no
    more; and those elsewhere that mean a name of theirs, and had another target or none.
    Give it a bounded number of modules: their names and links are in memory at once.
    """
    ids = list(modules)
    heading = Q(folded=F("to_lesson__folded_heading"), to_lesson__retired_at__isnull=True)
    own = [
        Q(lesson__module__pk__among=ids, module=None, to_lesson=None),
        Q(module__pk__among=ids)
        & ~Q(folded=F("module__folded_name"))
        & ~Q(folded=F("module__folded_title")),
        Q(to_lesson__module__pk__among=ids) & ~heading,
    ]
    return _relink(chain(own, _arrivals(ids)))


def _arrivals(modules: Sequence[int]) -> Iterator[Q]:
    """Links that mean names of these modules and lead elsewhere, where they should lead to them.

    Headings are shared by many lessons and only the first of them is linked, so most names that a
    new module brings change nothing: no link is loaded for those.
    """
    lessons = dict(
        Lesson.objects.standing()
        .filter(module__pk__among=modules)
        .values_list("pk", "folded_heading")
    )
    names = sorted(
        {*lessons.values(), *names_of_modules(Module.objects.filter(pk__among=modules))} - {""}
    )
    here = set(modules)
    for start in range(0, len(names), CHUNK):
        part = names[start : start + CHUNK]
        meant = (
            Link.objects.filter(folded__among=part)
            # Nothing means more than a file's name, so these lead where they should.
            .exclude(module__pk__among=modules, module__folded_name=F("folded"))
            .order_by()
            .values_list("lesson__module__course", "folded")
            .distinct()
        )
        by_course: dict[int, set[str]] = defaultdict(set)
        for course_id, name in meant:
            by_course[course_id].add(name)
        for course in Course.objects.filter(pk__in=by_course):
            targets = find_targets(by_course[course.pk], course=course)
            arrived = [
                name
                for name, target in targets.items()
                if target.module_id in here or target.lesson_id in lessons
            ]
            if arrived:
                yield Q(lesson__module__course=course.pk, folded__among=arrived)


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


def names_of_modules(modules: QuerySet[Module]) -> set[str]:
    rows = modules.order_by().values_list("folded_name", "folded_title")
    return {name for row in rows for name in row}


def names_of(modules: QuerySet[Module]) -> set[str]:
    """Every folded name by which a wikilink may mean one of ``modules`` or a lesson of theirs."""
    names = names_of_modules(modules)
    names.update(Lesson.objects.filter(module__in=modules).values_list("folded_heading", flat=True))
    return names - {""}
