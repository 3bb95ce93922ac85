"""Documents become rows: one transaction a document, so that none is ever half-written.

An import is meant to be repeated. A document that did not change is not even read; in one that did,
lessons and facts are found again (``importing.rewriting``) and what it no longer has is retired,
because answers and progress may hang on it; a text that a person edited is kept. Documents are
read and rendered on every core meanwhile (``importing.preparing``), and come here in their order.

Links are looked at after the documents, in transactions of their own. A module whose links are due
says so in its row, so that an import goes on where one before it was killed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from courses.documents import version
from courses.documents.model import Document, IndexEntry, Problem
from courses.documents.reader import fold_name
from courses.importing.channels import name_by_index, settle_channels
from courses.importing.fingerprint import fingerprint
from courses.importing.moving import Moves, folded_stem
from courses.importing.ordering import put_in_order
from courses.importing.preparing import (
    GROUP_SIZE,
    Item,
    Outcome,
    Prepared,
    draw_lessons,
    prepare_all,
)
from courses.importing.rewriting import chunks, write_lessons, write_new_lessons
from courses.importing.siblings import hints_for
from courses.importing.slugs import free_slug
from courses.importing.sources import Source, hash_of
from courses.importing.texts import keep_text
from courses.library.linking import find_targets, relink_modules
from courses.library.terms import write_terms
from courses.models import Course, Link, Module, Video

logger = logging.getLogger(__name__)

STUMBLED = "Cuepoint failed at this document, and wrote nothing of it. The log says why."
ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"
# A channel's index teaches nothing: it becomes no module, but the order of the others.
ORDERED = "ordered"

LOOKED_UP = 32
"""Sources whose rows one query asks for."""
LOOKED_AT = 200
"""Modules whose links are looked at in one transaction: their links are in memory at once."""


@dataclass(slots=True)
class DocumentReport:
    """What became of one document."""

    name: str
    state: str
    title: str = ""
    # Its module's id. No row is kept here: there may be thousands of reports.
    module_id: int | None = None
    lessons: int = 0
    segments: int = 0
    facts: int = 0
    citations_found: int = 0
    citations_used: int = 0
    citations_repaired: int = 0
    citations_refused: int = 0
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
RESERVED_SLUGS = frozenset({"enrol", "terms"})
# What a report adds up; the words are those of ``Document`` and of the command's JSON.
COUNTS = (
    "lessons",
    "segments",
    "facts",
    "citations_found",
    "citations_used",
    "citations_repaired",
    "citations_refused",
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
    workers: int | None = None,
    again: bool = False,
    names: Collection[str] = (),
) -> ImportReport:
    """Imports every readable source into ``course``, each in a transaction of its own.

    ``told`` hears of each document once it is written; its wikilinks are counted at the end only.
    ``workers`` are the processes that read and render: by itself as many as there are cores.
    ``again`` reads and writes also what is in already: something else than the text has changed.
    ``names`` are those of all sources, where they are known before: then a document that was moved
    or renamed is found again by its text.
    """
    report = ImportReport()
    places = Places(course)
    moves = Moves(course, names)
    for found, result in prepare_all(_to_read(course, sources, again, moves), workers=workers):
        one = _write_guarded(course, found, result, places, again)
        moves.tell(one)
        report.documents.append(one)
        if told:
            told(one)
    for one in report.documents:
        if one.index:
            _order_by(course, one)
    _look_at_links(course)
    for one in report.documents:
        if one.index:
            name_by_index(title=one.title, index=one.index)
    _count_links(report)
    return report


def _to_read(
    course: Course, sources: Iterable[Source], again: bool, moves: Moves
) -> Iterator[Item]:
    """Each source with its text, or the report on what need not be read."""
    for chunk in _some(sources):
        names = [source.name for source in chunk]
        rows = Module.objects.filter(course=course, source_name__in=names).defer("credit")
        modules = {module.source_name: module for module in rows}
        hints = hints_for(course, chunk)
        for source, hint in zip(chunk, hints, strict=True):
            if source.name not in modules and (moved := moves.carry_out(source)):
                modules[source.name] = moved
            if source.problems:
                yield DocumentReport(source.name, REFUSED, warnings=source.problems), None
            elif not again and (known := _unchanged(modules.get(source.name), source)):
                yield known, None
            else:
                yield source, (source.name, source.text, hint)


def _some(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """A few at a time, fewer where they are long: memory holds no more."""
    chunk: list[Source] = []
    for source in sources:
        chunk.append(source)
        if len(chunk) >= LOOKED_UP or len(source.text) >= GROUP_SIZE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _write_guarded(
    course: Course,
    found: DocumentReport | Source,
    result: Outcome,
    places: Places,
    again: bool,
) -> DocumentReport:
    """One document that Cuepoint itself stumbles over must not hold up ten thousand others."""
    if isinstance(found, DocumentReport):
        return found
    try:
        return _write(course, found, result, places, again)
    except (OperationalError, InterfaceError):
        raise  # the database is gone or busy: no document is to blame
    except Exception:
        logger.exception("Importing %r into %r failed", found.name, course.slug)
        return DocumentReport(found.name, REFUSED, warnings=(Problem(0, STUMBLED),))


def _write(
    course: Course, source: Source, result: Outcome, places: Places, again: bool
) -> DocumentReport:
    if isinstance(result, Exception):
        raise result
    if not isinstance(result, Prepared):
        return DocumentReport(source.name, REFUSED, warnings=result or ())
    document = result.document
    if document.index:
        return DocumentReport(source.name, ORDERED, title=document.title, index=document.index)
    return import_document(
        course=course,
        document=document,
        pages=result.pages,
        places=places,
        text=source.text,
        again=again,
    )


def _order_by(course: Course, report: DocumentReport) -> None:
    """Says in the report what the index did, for it leaves no row of its own."""
    count = put_in_order(course=course, index=report.index)
    modules = "1 module" if count == 1 else f"{count} modules"
    videos = "1 video" if len(report.index) == 1 else f"{len(report.index)} videos"
    message = f"The index of a channel with {videos}: {modules} of the course follow its order."
    report.warnings = (*report.warnings, Problem(1, message))


def _unchanged(module: Module | None, source: Source) -> DocumentReport | None:
    """The report on a document whose text is in already: what was kept when it was read."""
    if module is None or module.source_hash != hash_of(source.text):
        return None
    if not is_read_as_now(module):
        return None
    return DocumentReport(
        name=source.name,
        state=UNCHANGED,
        title=module.title,
        module_id=module.pk,
        warnings=tuple(Problem(line, message) for line, message in module.outcome["warnings"]),
        **{name: module.outcome[name] for name in COUNTED},
    )


def is_read_as_now(module: Module) -> bool:
    """Whether this reader read it: an earlier one may have found less, or counted less."""
    known: dict[str, Any] = module.outcome
    return known.get("reader") == version.READER_VERSION and known.keys() >= set(COUNTED)


class Places:
    """Where new modules go: behind the last one of their course.

    Looking for the last one takes the longer the more there are, so it is remembered for as long as
    no module was added but by the import that remembers. Use it with the course locked.
    """

    def __init__(self, course: Course) -> None:
        self.course = course
        self.newest: int | None = None
        self.last = 0

    def next(self) -> int:
        newest = Module.objects.order_by("-pk").values_list("pk", flat=True).first()
        if self.newest is None or newest != self.newest:
            self.last = self.course.modules.aggregate(last=Max("position"))["last"] or 0
        return self.last + 1

    def took(self, module: Module) -> None:
        self.newest, self.last = module.pk, module.position


@transaction.atomic
def import_document(
    *,
    course: Course,
    document: Document,
    pages: Sequence[str] | None = None,
    places: Places | None = None,
    text: str = "",
    again: bool = False,
) -> DocumentReport:
    """Writes one document; two imports of the same course wait for each other.

    Within an import of many (``places``) the wikilinks of a new document are terms at first: they
    are led somewhere with all others, once all are in.
    ``text`` is kept, so that the document can be read ``again`` once its video's length is set, or
    once the reader is a better one: its rows are then written although it says what it said.
    """
    Course.objects.select_for_update().get(pk=course.pk)
    module = Module.objects.filter(course=course, source_name=document.name).first()
    report = _report_of(document)
    same_text = module is not None and module.source_hash == document.source_hash
    if module and same_text and not again and is_read_as_now(module):
        keep_text(module, text)
        report.state, report.module_id = UNCHANGED, module.pk
        if module.outcome != _outcome_of(report):
            module.outcome = _outcome_of(report)
            module.save(update_fields=["outcome"])
        return report
    if pages is None:
        pages = draw_lessons(document)
    if module is None:
        report.state = ADDED
        module = _new_module(course, document, places or Places(course))
        _fill_module(module, document, report)
        if places:
            places.took(module)
        names = () if places else (link.folded for one in document.lessons for link in one.links)
        write_new_lessons(module, document.lessons, pages, find_targets(names, course=course))
    else:
        before = fingerprint(module) if same_text else ""
        _fill_module(module, document, report)
        changes = write_lessons(module, document.lessons, pages)
        # The same text that is read again may well say what it said.
        report.state = UNCHANGED if before and fingerprint(module) == before else CHANGED
        report.changed_facts = tuple(changes.changed_facts)
        report.retired_facts = tuple(changes.retired_facts)
        report.waiting_lessons = tuple(changes.waiting_lessons)
    keep_text(module, text)
    report.module_id = module.pk
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
        citations_repaired=document.citations_repaired,
        citations_refused=document.citations_refused,
        wikilinks=sum(len(lesson.links) for lesson in document.lessons),
        warnings=document.warnings,
    )


def _outcome_of(report: DocumentReport) -> dict[str, Any]:
    """What a module keeps of its report."""
    return {
        **{name: getattr(report, name) for name in COUNTED},
        "warnings": [[problem.line, problem.message] for problem in report.warnings],
        "reader": version.READER_VERSION,
    }


def _new_module(course: Course, document: Document, places: Places) -> Module:
    slug = document.slug
    taken = set(RESERVED_SLUGS)
    # Most addresses are free at once; where many documents have one title, the rest is looked at.
    if course.modules.filter(slug=free_slug(slug, taken)).exists():
        taken.update(course.modules.values_list("slug", flat=True))
    return Module(
        course=course,
        source_name=document.name,
        position=places.next(),
        slug=free_slug(slug, taken),
    )


def _fill_module(module: Module, document: Document, report: DocumentReport) -> None:
    video = None
    if document.video_id:
        video, _ = Video.objects.get_or_create(
            provider=Video.Provider.YOUTUBE, key=document.video_id
        )
    module.title = document.title[:300]
    module.kind = Module.Kind(document.kind)
    module.video = video
    module.source_hash = document.source_hash
    module.folded_name = folded_stem(document.name)
    module.folded_title = fold_name(document.title)[:300]
    module.credit = asdict(document.credit)
    module.outcome = _outcome_of(report)
    module.links_due = True
    module.imported_at = timezone.now()
    module.save()


def _look_at_links(course: Course) -> None:
    """Also for modules that an import before this one left due."""
    due = list(course.modules.filter(links_due=True).order_by("pk").values_list("pk", flat=True))
    for chunk in chunks(due, LOOKED_AT):
        with transaction.atomic():
            # Whoever writes a module of the course holds this row, so nothing gets due meanwhile.
            Course.objects.select_for_update().get(pk=course.pk)
            modules = Module.objects.filter(pk__in=chunk)
            relink_modules(modules)
            write_terms(chunk)
            settle_channels(chunk)
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
    by_module = count_links([one.module_id for one in report.documents if one.module_id])
    for one in report.documents:
        if one.module_id:
            one.wikilinks_resolved = by_module.get(one.module_id, 0)
