"""Documents that a course does not have yet, written together: one round of queries for them all.

There is nothing to be found again in their rows, so that ids are taken beforehand and each table is
filled at once. Whoever calls decides how many documents make a transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from json.encoder import encode_basestring_ascii as quoted

from django.utils import timezone

from courses.documents.model import Document, FactDraft, LessonDraft
from courses.documents.reader import fold_name
from courses.documents.terms import Terms
from courses.importing.bulk import insert, insert_objects, new_ids
from courses.importing.file_names import folded_stem
from courses.importing.outcomes import ADDED, DocumentReport, outcome_of, report_of
from courses.importing.places import free_addresses, next_position
from courses.importing.preparing import lead
from courses.importing.rewriting import FACT_FIELDS
from courses.importing.slugs import free_slug
from courses.importing.texts import kept
from courses.library.linking import Target, find_targets, resolver
from courses.library.terms import write_new_terms
from courses.models import (
    Citation,
    Course,
    Fact,
    Lesson,
    Link,
    Module,
    ModuleText,
    Segment,
    Video,
)

LESSON_COLUMNS = (
    *("id", "module_id", "key", "position", "heading", "folded_heading", "slug"),
    *("source", "html", "words", "first_paragraph", "last_paragraph", "is_intro"),
)
LINK_COLUMNS = ("lesson_id", "target", "label", "folded", "module_id", "to_lesson_id")


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document with the HTML of its lessons, their wikilinks not yet led anywhere.

    ``terms`` are those of ``documents.terms.terms_of``; ``text`` is kept with it.
    """

    document: Document
    pages: Sequence[str]
    terms: Terms
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """A lesson to be: its row's id, its draft and page."""

    pk: int
    module: int
    draft: LessonDraft
    page: str


def write_new_documents(*, course: Course, new: Sequence[NewDocument]) -> list[DocumentReport]:
    """Adds a module for each; call it inside of a transaction, with the course locked.

    The names must be new to the course and differ. Raises whatever the database has against any of
    them: the transaction must then be undone.
    """
    reports = [report_of(one.document, ADDED) for one in new]
    modules = _write_modules(course, new, reports)
    parts: list[_Part] = []
    count = sum(len(one.document.lessons) for one in new)
    ids = iter(new_ids(Lesson, count))
    for module, one, report in zip(modules, new, reports, strict=True):
        report.module_id = module
        parts += [
            _Part(next(ids), module, draft, page)
            for draft, page in zip(one.document.lessons, one.pages, strict=True)
        ]
    names = (link.folded for part in parts for link in part.draft.links)
    targets = find_targets(names, course=course)
    _write_lessons(parts, targets)
    facts = _write_facts(parts)
    _write_terms(course, new, facts)
    return reports


def _write_modules(
    course: Course, new: Sequence[NewDocument], reports: Sequence[DocumentReport]
) -> Sequence[int]:
    videos = video_ids({one.document.video_id for one in new} - {""})
    slugs = free_addresses(course, [one.document.slug for one in new])
    first = next_position(course)
    rows = []
    for place, (one, report, slug) in enumerate(zip(new, reports, slugs, strict=True)):
        module = Module(course=course, source_name=one.document.name)
        module.position, module.slug = first + place, slug
        fill_module(module, one.document, report, videos)
        rows.append(module)
    ids = new_ids(Module, len(rows))
    insert_objects(ids, rows)
    texts = ((pk, kept(one.text)) for pk, one in zip(ids, new, strict=True) if one.text)
    insert(ModuleText, ("module_id", "text"), texts)
    return ids


def fill_module(
    module: Module, document: Document, report: DocumentReport, videos: Mapping[str, int]
) -> None:
    """Everything that the document decides; ``videos`` are ids by YouTube's key."""
    module.title = document.title[:300]
    module.kind = Module.Kind(document.kind)
    module.video_id = videos.get(document.video_id)
    module.source_hash = document.source_hash
    module.folded_name = folded_stem(document.name)
    module.folded_title = fold_name(document.title)[:300]
    module.credit = asdict(document.credit)
    module.outcome = outcome_of(report)
    module.links_due = True
    module.imported_at = timezone.now()


def video_ids(keys: set[str]) -> dict[str, int]:
    """The ids of videos, which are added where nobody told of them before."""
    if not keys:
        return {}
    known = Video.objects.filter(provider=Video.Provider.YOUTUBE, key__in=keys)
    found = dict(known.values_list("key", "pk"))
    if missing := sorted(keys - found.keys()):
        # In their order, so that two imports that add the same ones wait and never in a ring.
        Video.objects.bulk_create((Video(key=key) for key in missing), ignore_conflicts=True)
        found.update(known.values_list("key", "pk"))
    return found


def _write_lessons(parts: Sequence[_Part], targets: Mapping[str, Target]) -> None:
    resolve = resolver(targets)
    lessons = []
    taken: set[str] = set()
    module = 0
    for part in parts:
        draft = part.draft
        if part.module != module:
            module, taken = part.module, set()
        slug = free_slug(draft.slug, taken)
        taken.add(slug)
        heading = "" if draft.is_intro else fold_name(draft.heading)[:300]
        lessons.append(
            (part.pk, module, draft.key, draft.position, draft.heading[:300], heading, slug)
            + (draft.source, lead(part.page, resolve), draft.words)
            + (draft.first_paragraph, draft.last_paragraph, draft.is_intro)
        )
    insert(Lesson, LESSON_COLUMNS, lessons)
    insert(
        Segment,
        ("lesson_id", "position", "start", "end"),
        [
            (part.pk, number, one.start, one.end)
            for part in parts
            for number, one in enumerate(part.draft.slices, 1)
        ],
    )
    nowhere = Target("")
    links = []
    for part in parts:
        for link in part.draft.links:
            target = targets.get(link.folded, nowhere)
            links.append(
                (part.pk, link.target[:300], link.label[:300], link.folded[:300])
                + (target.module_id, target.lesson_id)
            )
    insert(Link, LINK_COLUMNS, links)


def _write_facts(parts: Sequence[_Part]) -> Sequence[int]:
    """The ids of all facts, in the order of the documents."""
    homes = [(part.pk, fact) for part in parts for fact in part.draft.facts]
    ids = new_ids(Fact, len(homes))
    insert(
        Fact,
        ("id", "lesson_id", *FACT_FIELDS),
        [
            (pk, lesson, fact.key, fact.position, fact.text, fact.paragraph, fact.start, fact.end)
            + (context_json(fact),)
            for pk, (lesson, fact) in zip(ids, homes, strict=True)
        ],
    )
    insert(
        Citation,
        ("fact_id", "position", "seconds", "state"),
        [
            (pk, number, one.seconds, one.state)
            for pk, (_, fact) in zip(ids, homes, strict=True)
            for number, one in enumerate(fact.citations, 1)
        ],
    )
    return ids


def context_json(fact: FactDraft) -> str:
    """``context_of`` as JSON, written by hand: there are dozens for each document."""
    terms = ", ".join(map(quoted, fact.terms))
    return (
        f'{{"heading": {quoted(fact.heading)}, "lead_in": {quoted(fact.lead_in)},'
        f' "terms": [{terms}], "rank": {fact.rank!r}}}'
    )


def _write_terms(course: Course, new: Sequence[NewDocument], facts: Sequence[int]) -> None:
    found = []
    start = 0
    for one in new:
        count = sum(len(lesson.facts) for lesson in one.document.lessons)
        found.append((facts[start : start + count], one.terms))
        start += count
    write_new_terms(course.pk, found)
