"""Documents become rows: one transaction a document, so that none is ever half-written.

An import is meant to be repeated. A document that did not change is left alone; lessons and facts
are found again by the keys that the document gives them; what the document no longer has is
retired, because answers and progress may hang on it; a text that a person edited is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from courses.documents.model import Document, DocumentError, FactDraft, LessonDraft, Problem
from courses.documents.reader import fold_name, read_document
from courses.linking import Target, find_targets, names_of, relink_names, resolver
from courses.models import Citation, Course, Fact, Lesson, Link, Module, Segment, Video
from courses.rendering import render_lesson
from courses.sources import Source

ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"


@dataclass
class DocumentReport:
    """What became of one document."""

    name: str
    state: str
    title: str = ""
    module: Module | None = None
    lessons: int = 0
    segments: int = 0
    facts: int = 0
    citations_found: int = 0
    citations_used: int = 0
    wikilinks: int = 0
    wikilinks_resolved: int = 0
    warnings: tuple[Problem, ...] = ()


# Words that stand where a module's slug would in the addresses of a course: see courses/urls.py.
RESERVED_SLUGS = frozenset({"enrol"})
COUNTS = (
    "lessons",
    "segments",
    "facts",
    "citations_found",
    "citations_used",
    "wikilinks",
    "wikilinks_resolved",
)


@dataclass
class ImportReport:
    """What became of all documents of one import."""

    documents: list[DocumentReport] = field(default_factory=list)

    @property
    def refused(self) -> list[DocumentReport]:
        return [one for one in self.documents if one.state == REFUSED]

    def count(self, state: str) -> int:
        return sum(one.state == state for one in self.documents)

    def as_json(self) -> dict[str, Any]:
        """The object that ``import_documents --json`` prints."""
        accepted = [one for one in self.documents if one.state != REFUSED]
        return {
            "documents": len(accepted),
            **{name: sum(getattr(one, name) for one in accepted) for name in COUNTS},
            "added": self.count(ADDED),
            "changed": self.count(CHANGED),
            "unchanged": self.count(UNCHANGED),
            "refused": self.count(REFUSED),
            "warnings": [
                {"document": one.name, "line": problem.line, "message": problem.message}
                for one in self.documents
                for problem in one.warnings
            ],
        }


def import_sources(*, course: Course, sources: Iterable[Source]) -> ImportReport:
    """Imports every readable source into ``course``, each in a transaction of its own."""
    report = ImportReport()
    modules: list[Module] = []
    for source in sources:
        if source.problems:
            report.documents.append(DocumentReport(source.name, REFUSED, warnings=source.problems))
            continue
        try:
            document = read_document(source.text, name=source.name)
        except DocumentError as error:
            report.documents.append(DocumentReport(source.name, REFUSED, warnings=error.problems))
            continue
        outcome = import_document(course=course, document=document)
        report.documents.append(outcome)
        if outcome.module and outcome.state != UNCHANGED:
            modules.append(outcome.module)
    if modules:
        relink_names(names_of(modules))
    _count_links(report)
    return report


@transaction.atomic
def import_document(*, course: Course, document: Document) -> DocumentReport:
    """Writes one document; two imports of the same course wait for each other."""
    Course.objects.select_for_update().get(pk=course.pk)
    module = Module.objects.filter(course=course, source_name=document.name).first()
    state = CHANGED if module else ADDED
    if module and module.source_hash == document.source_hash:
        state = UNCHANGED
    else:
        module = _write_module(course, module, document)
        _write_lessons(module, document.lessons)
    return DocumentReport(
        name=document.name,
        state=state,
        title=document.title,
        module=module,
        lessons=len(document.lessons),
        segments=sum(len(lesson.slices) for lesson in document.lessons),
        facts=sum(len(lesson.facts) for lesson in document.lessons),
        citations_found=document.citations_found,
        citations_used=document.citations_used,
        wikilinks=sum(len(lesson.links) for lesson in document.lessons),
        warnings=document.warnings,
    )


def _write_module(course: Course, module: Module | None, document: Document) -> Module:
    video = None
    if document.video_id:
        video, _ = Video.objects.get_or_create(
            provider=Video.Provider.YOUTUBE, key=document.video_id
        )
    if module is None:
        taken = {*course.modules.values_list("slug", flat=True), *RESERVED_SLUGS}
        last = course.modules.aggregate(last=Max("position"))["last"] or 0
        module = Module(
            course=course,
            source_name=document.name,
            position=last + 1,
            slug=free_slug(document.slug, taken),
        )
    module.title = document.title[:300]
    module.kind = Module.Kind(document.kind)
    module.video = video
    module.source_hash = document.source_hash
    module.folded_name = fold_name(document.name.rsplit("/", 1)[-1].rsplit(".", 1)[0])[:255]
    module.folded_title = fold_name(document.title)[:300]
    module.credit = asdict(document.credit)
    module.imported_at = timezone.now()
    module.save()
    return module


def _write_lessons(module: Module, drafts: Sequence[LessonDraft]) -> None:
    known = {lesson.key: lesson for lesson in module.lessons.all()}
    taken = {lesson.slug for lesson in known.values()}
    facts = {fact.key: fact for fact in Fact.objects.filter(lesson__module=module)}
    targets = find_targets(
        (link.folded for draft in drafts for link in draft.links), course=module.course
    )
    for draft in drafts:
        lesson = known.pop(draft.key, None)
        if lesson is None:
            lesson = Lesson(module=module, key=draft.key, slug=free_slug(draft.slug, taken))
            taken.add(lesson.slug)
        _write_lesson(lesson, draft, targets)
        _write_segments(lesson, draft)
        _write_links(lesson, draft, targets)
        _write_facts(lesson, draft.facts, facts)
    now = timezone.now()
    gone = [lesson.pk for lesson in known.values() if lesson.retired_at is None]
    Lesson.objects.filter(pk__in=gone).update(retired_at=now)
    unstated = [fact.pk for fact in facts.values() if fact.retired_at is None]
    Fact.objects.filter(pk__in=unstated).update(retired_at=now)


def _write_lesson(lesson: Lesson, draft: LessonDraft, targets: dict[str, Target]) -> None:
    lesson.position = draft.position
    lesson.first_paragraph = draft.first_paragraph
    lesson.last_paragraph = draft.last_paragraph
    lesson.is_intro = draft.is_intro
    lesson.retired_at = None
    # What a person edited stands; the document's new text does not overwrite it.
    if lesson.edited_at is None:
        lesson.heading = draft.heading[:300]
        lesson.folded_heading = "" if draft.is_intro else fold_name(draft.heading)[:300]
        lesson.source = draft.source
        lesson.words = draft.words
        lesson.html = render_lesson(lesson, resolve=resolver(targets))
    lesson.save()


def _write_segments(lesson: Lesson, draft: LessonDraft) -> None:
    lesson.segments.all().delete()
    Segment.objects.bulk_create(
        Segment(lesson=lesson, position=number, start=part.start, end=part.end)
        for number, part in enumerate(draft.slices, 1)
    )


def _write_links(lesson: Lesson, draft: LessonDraft, targets: dict[str, Target]) -> None:
    lesson.links.all().delete()
    rows = []
    for link in draft.links:
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


def _write_facts(lesson: Lesson, drafts: Sequence[FactDraft], known: dict[str, Fact]) -> None:
    """Facts found by key are updated (they may have moved to another lesson), others are new."""
    old: list[Fact] = []
    new: list[Fact] = []
    for draft in drafts:
        fact = known.pop(draft.key, None)
        (new if fact is None else old).append(
            _fill_fact(fact or Fact(key=draft.key), lesson, draft)
        )
    Fact.objects.bulk_update(old, [*FACT_FIELDS, "lesson", "retired_at"])
    Fact.objects.bulk_create(new)
    by_key = {fact.key: fact for fact in (*old, *new)}
    Citation.objects.filter(fact__in=old).delete()
    Citation.objects.bulk_create(
        Citation(fact=by_key[draft.key], position=number, seconds=one.seconds, state=one.state)
        for draft in drafts
        for number, one in enumerate(draft.citations, 1)
    )


FACT_FIELDS = ("position", "text", "paragraph", "start", "end", "context")


def _fill_fact(fact: Fact, lesson: Lesson, draft: FactDraft) -> Fact:
    for name in FACT_FIELDS[:-1]:
        setattr(fact, name, getattr(draft, name))
    fact.context = {
        "heading": draft.heading,
        "lead_in": draft.lead_in,
        "terms": list(draft.terms),
    }
    fact.lesson = lesson
    fact.retired_at = None
    return fact


def free_slug(wanted: str, taken: set[str]) -> str:
    """``wanted``, or with a number behind it where another row has it already."""
    wanted = wanted[:90].strip("-") or "part"
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _count_links(report: ImportReport) -> None:
    """Counts the wikilinks that lead somewhere, after all documents are in."""
    for one in report.documents:
        if one.module:
            leads = Q(module__isnull=False) | Q(to_lesson__isnull=False)
            links = Link.objects.filter(lesson__module=one.module, lesson__retired_at__isnull=True)
            one.wikilinks_resolved = links.filter(leads).count()
