"""Documents become rows: one transaction a document, so that none is ever half-written.

An import is meant to be repeated. A document that did not change is not even read; in one that did,
lessons and facts are found again (``courses.rewriting``) and what it no longer has is retired,
because answers and progress may hang on it; a text that a person edited is kept.

Links are looked at after the documents, in transactions of their own. A module whose links are due
says so in its row, so that an import goes on where one before it was killed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from courses.documents.model import Document, DocumentError, IndexEntry, Problem
from courses.documents.reader import fold_name, read_document
from courses.linking import relink_modules
from courses.models import Course, Link, Module, Video
from courses.ordering import put_in_order
from courses.rewriting import chunks, write_lessons
from courses.slugs import free_slug
from courses.sources import Source, hash_of

logger = logging.getLogger(__name__)

STUMBLED = "Cuepoint failed at this document, and wrote nothing of it. The log says why."
ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"
# A channel's index teaches nothing: it becomes no module, but the order of the others.
ORDERED = "ordered"


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
    # Ids of key facts whose text is another now, or that the document no longer has.
    changed_facts: tuple[int, ...] = ()
    retired_facts: tuple[int, ...] = ()
    # Ids of lessons whose new text waits beside the one that a person wrote.
    waiting_lessons: tuple[int, ...] = ()
    index: tuple[IndexEntry, ...] = ()


# Words that stand where a module's slug would in the addresses of a course: see courses/urls.py.
RESERVED_SLUGS = frozenset({"enrol"})
# What a report adds up; the words are those of ``Document`` and of the command's JSON.
COUNTS = (
    "lessons",
    "segments",
    "facts",
    "citations_found",
    "citations_used",
    "wikilinks",
    "wikilinks_resolved",
)


# Those that the document alone decides; where its links lead depends on the others.
COUNTED = tuple(name for name in COUNTS if name != "wikilinks_resolved")


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
            "ordered": self.count(ORDERED),
            "facts_changed": sum(len(one.changed_facts) for one in self.documents),
            "facts_retired": sum(len(one.retired_facts) for one in self.documents),
            "lessons_waiting": sum(len(one.waiting_lessons) for one in self.documents),
            "warnings": [
                {"document": one.name, "line": problem.line, "message": problem.message}
                for one in self.documents
                for problem in one.warnings
            ],
        }


def import_sources(
    *,
    course: Course,
    sources: Iterable[Source],
    told: Callable[[DocumentReport], None] | None = None,
) -> ImportReport:
    """Imports every readable source into ``course``, each in a transaction of its own.

    ``told`` hears of each document once it is written; its wikilinks are counted at the end only.
    """
    report = ImportReport()
    for source in sources:
        one = _import_guarded(course, source)
        report.documents.append(one)
        if told:
            told(one)
    for one in report.documents:
        if one.index:
            _order_by(course, one)
    _look_at_links(course)
    _count_links(report)
    return report


def _import_guarded(course: Course, source: Source) -> DocumentReport:
    """One document that Cuepoint itself stumbles over must not hold up ten thousand others."""
    try:
        return _import_source(course, source)
    except (OperationalError, InterfaceError):
        raise  # the database is gone or busy: no document is to blame
    except Exception:
        logger.exception("Importing %r into %r failed", source.name, course.slug)
        return DocumentReport(source.name, REFUSED, warnings=(Problem(0, STUMBLED),))


def _import_source(course: Course, source: Source) -> DocumentReport:
    if source.problems:
        return DocumentReport(source.name, REFUSED, warnings=source.problems)
    known = _unchanged(course, source)
    if known:
        return known
    try:
        document = read_document(source.text, name=source.name)
    except DocumentError as error:
        return DocumentReport(source.name, REFUSED, warnings=error.problems)
    if document.index:
        return DocumentReport(source.name, ORDERED, title=document.title, index=document.index)
    return import_document(course=course, document=document)


def _order_by(course: Course, report: DocumentReport) -> None:
    """Says in the report what the index did, for it leaves no row of its own."""
    count = put_in_order(course=course, index=report.index)
    modules = "1 module" if count == 1 else f"{count} modules"
    videos = "1 video" if len(report.index) == 1 else f"{len(report.index)} videos"
    message = f"The index of a channel with {videos}: {modules} of the course follow its order."
    report.warnings = (*report.warnings, Problem(1, message))


def _unchanged(course: Course, source: Source) -> DocumentReport | None:
    """The report on a document whose text is in already: what was kept when it was read."""
    module = Module.objects.filter(course=course, source_name=source.name).defer("credit").first()
    if module is None or module.source_hash != hash_of(source.text):
        return None
    # A row of an earlier Cuepoint that counted less is read again, and then counts the same.
    if not set(COUNTED) <= module.outcome.keys():
        return None
    return DocumentReport(
        name=source.name,
        state=UNCHANGED,
        title=module.title,
        module=module,
        warnings=tuple(Problem(line, message) for line, message in module.outcome["warnings"]),
        **{name: module.outcome[name] for name in COUNTED},
    )


@transaction.atomic
def import_document(*, course: Course, document: Document) -> DocumentReport:
    """Writes one document; two imports of the same course wait for each other."""
    Course.objects.select_for_update().get(pk=course.pk)
    module = Module.objects.filter(course=course, source_name=document.name).first()
    report = _report_of(document)
    if module and module.source_hash == document.source_hash:
        report.state, report.module = UNCHANGED, module
        if module.outcome != _outcome_of(report):
            module.outcome = _outcome_of(report)
            module.save(update_fields=["outcome"])
        return report
    report.state = CHANGED if module else ADDED
    report.module = _write_module(course, module, document, report)
    changes = write_lessons(report.module, document.lessons)
    report.changed_facts = tuple(changes.changed_facts)
    report.retired_facts = tuple(changes.retired_facts)
    report.waiting_lessons = tuple(changes.waiting_lessons)
    return report


def _report_of(document: Document) -> DocumentReport:
    return DocumentReport(
        name=document.name,
        state=UNCHANGED,
        title=document.title,
        lessons=len(document.lessons),
        segments=sum(len(lesson.slices) for lesson in document.lessons),
        facts=sum(len(lesson.facts) for lesson in document.lessons),
        citations_found=document.citations_found,
        citations_used=document.citations_used,
        wikilinks=sum(len(lesson.links) for lesson in document.lessons),
        warnings=document.warnings,
    )


def _outcome_of(report: DocumentReport) -> dict[str, Any]:
    """What a module keeps of its report."""
    return {
        **{name: getattr(report, name) for name in COUNTED},
        "warnings": [[problem.line, problem.message] for problem in report.warnings],
    }


def _write_module(
    course: Course, module: Module | None, document: Document, report: DocumentReport
) -> Module:
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
    module.outcome = _outcome_of(report)
    module.links_due = True
    module.imported_at = timezone.now()
    module.save()
    return module


def _look_at_links(course: Course) -> None:
    """Also for modules that an import before this one left due."""
    due = list(course.modules.filter(links_due=True).order_by("pk").values_list("pk", flat=True))
    for chunk in chunks(due):
        with transaction.atomic():
            # Whoever writes a module of the course holds this row, so nothing gets due meanwhile.
            Course.objects.select_for_update().get(pk=course.pk)
            modules = Module.objects.filter(pk__in=chunk)
            relink_modules(modules)
            modules.update(links_due=False)


def count_links(modules: Sequence[int]) -> dict[int, int]:
    """By module, how many of its wikilinks lead somewhere; a module without any is left out."""
    leads = Q(module__isnull=False) | Q(to_lesson__isnull=False)
    standing = Link.objects.filter(leads, lesson__retired_at__isnull=True)
    by_module: dict[int, int] = {}
    for chunk in chunks(modules):
        links = standing.filter(lesson__module__in=chunk).order_by()
        by_module.update(links.values_list("lesson__module").annotate(count=Count("pk")))
    return by_module


def _count_links(report: ImportReport) -> None:
    """Counts the wikilinks that lead somewhere, after all documents are in."""
    by_module = count_links([one.module.pk for one in report.documents if one.module])
    for one in report.documents:
        if one.module:
            one.wikilinks_resolved = by_module.get(one.module.pk, 0)
