"""Documents become rows, and none is ever half-written.

An import is meant to be repeated. A document that did not change is not even read; in one that did,
lessons and facts are found again (``importing.rewriting``) and what it no longer has is retired,
because answers and progress may hang on it; a text that a person edited is kept. Documents are
read and rendered on every core meanwhile (``importing.preparing``), and come here in their order.

A changed document is a transaction of its own. New ones, of which there may be thousands, are
written a few together (``importing.new_documents``); if the database refuses any of them, nothing
of the group stands, and each is written by itself, so that the guilty one alone is refused.

Links are looked at after the documents, in transactions of their own (``importing.finishing``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from courses.documents import version
from courses.documents.model import Document, Problem
from courses.documents.terms import terms_of
from courses.importing.bulk import relax
from courses.importing.channels import name_by_index
from courses.importing.collecting import collecting_seldom
from courses.importing.fingerprint import fingerprint
from courses.importing.finishing import count_links, finish
from courses.importing.moving import Moves
from courses.importing.new_documents import (
    NewDocument,
    fill_module,
    video_ids,
    write_new_documents,
)
from courses.importing.ordering import put_in_order
from courses.importing.outcomes import (
    ADDED,
    CHANGED,
    COUNTED,
    ORDERED,
    REFUSED,
    UNCHANGED,
    DocumentReport,
    ImportReport,
    outcome_of,
    report_of,
)
from courses.importing.planning import Planning
from courses.importing.preparing import (
    GROUP_SIZE,
    Item,
    Outcome,
    Prepared,
    draw_lessons,
    prepare_all,
)
from courses.importing.rewriting import write_lessons
from courses.importing.siblings import Lately, hints_for
from courses.importing.sources import Source, hash_of
from courses.importing.texts import keep_text
from courses.library.terms import write_terms
from courses.models import Course, Module

logger = logging.getLogger(__name__)

STUMBLED = "Cuepoint failed at this document, and wrote nothing of it. The log says why."

LOOKED_UP = 64
"""Sources whose rows one query asks for."""
WRITTEN = 64
"""New documents that are written in one transaction: what a killed import loses at most."""
WRITTEN_SIZE = 1_000_000
"""Characters of their texts, unless one alone is longer: this bounds the memory."""

_Read = tuple[DocumentReport | Source, Outcome]
"""A source with what reading it gave, or the report on what need not be read."""


@collecting_seldom()
def import_sources(
    *,
    course: Course,
    sources: Iterable[Source],
    told: Callable[[DocumentReport], None] | None = None,
    workers: int | None = None,
    again: bool = False,
    names: Collection[str] = (),
    look: Callable[[], Iterable[Source]] | None = None,
) -> ImportReport:
    """Imports every readable source into ``course``; each is written wholly or not at all.

    ``told`` hears of each document once it is written; its wikilinks are counted at the end only.
    Of what it raises the first is raised again, behind the documents that were written with it.
    ``workers`` are the processes that read and render: by itself as many as there are cores.
    ``again`` reads and writes also what is in already: something else than the text has changed.
    ``names`` are those of all sources, where they are known before, and ``look`` gives all sources
    anew: then a document that was moved or renamed is found again by its text (``moving``).
    """
    report = ImportReport()
    moves = Moves(course, names, look)
    planning = Planning()
    read = prepare_all(_to_read(course, sources, again, moves), workers=workers)
    for some in _in_groups(read):
        written = _write_all(course, some, again)
        for one in written:
            moves.tell(one)
        report.documents += written
        planning.tell(sum(one.state == ADDED for one in written))
        _tell_all(written, told)
    indexes = [one for one in report.documents if one.index]
    for one in indexes:
        _order_by(course, one)
    finish(course)
    for one in indexes:
        name_by_index(title=one.title, index=one.index)
    _count_links(report)
    return report


def _to_read(
    course: Course, sources: Iterable[Source], again: bool, moves: Moves
) -> Iterator[Item]:
    """Each source with its text, or the report on what need not be read."""
    lately = Lately()
    for chunk in _some(sources):
        names = [source.name for source in chunk]
        moves.carry_out(chunk)
        rows = Module.objects.filter(course=course, source_name__in=names).defer("credit")
        modules = {module.source_name: module for module in rows}
        hints = hints_for(course, chunk, lately)
        for source, hint in zip(chunk, hints, strict=True):
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


def _in_groups(read: Iterable[_Read]) -> Iterator[list[_Read]]:
    """What is written together: a few documents, fewer where they are long."""
    group: list[_Read] = []
    size = 0
    for one in read:
        group.append(one)
        size += len(one[0].text) if isinstance(one[0], Source) else 0
        if len(group) >= WRITTEN or size >= WRITTEN_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group


def _tell_all(
    written: Sequence[DocumentReport], told: Callable[[DocumentReport], None] | None
) -> None:
    """Who wants to stop is told of everything that is in nevertheless."""
    stop: Exception | None = None
    for one in written if told else ():
        try:
            told(one)  # type: ignore[misc]
        except Exception as error:
            stop = stop or error
    if stop:
        raise stop


def _write_all(course: Course, some: Sequence[_Read], again: bool) -> list[DocumentReport]:
    """The reports in the order of the documents.

    New ones are written together; the others, and all where one of the new ones cannot be written,
    one by one.
    """
    added = _add(course, some)
    return [
        found
        if isinstance(found, DocumentReport)
        else added.get(place) or _write_guarded(course, found, result, again)
        for place, (found, result) in enumerate(some)
    ]


def _add(course: Course, some: Sequence[_Read]) -> dict[int, DocumentReport]:
    """The reports on new documents by their places, once all of them are in; else none."""
    new: dict[str, tuple[int, NewDocument]] = {}
    for place, (found, result) in enumerate(some):
        if not isinstance(found, Source) or not isinstance(result, Prepared):
            continue
        # Of two with one name the second comes behind the first, as a change of it.
        if not result.document.index and found.name not in new:
            new[found.name] = (place, _new(result, found.text))
    if not new:
        return {}
    try:
        with transaction.atomic():
            relax()
            _lock(course)
            there = course.modules.filter(source_name__in=list(new))
            for name in there.values_list("source_name", flat=True):
                del new[name]
            places = [place for place, _ in new.values()]
            reports = write_new_documents(course=course, new=[one for _, one in new.values()])
    except (OperationalError, InterfaceError):
        raise  # the database is gone or busy: no document is to blame
    except Exception:
        logger.info("A group of documents for %r is written one by one", course.slug, exc_info=True)
        return {}
    return dict(zip(places, reports, strict=True))


def _new(result: Prepared, text: str) -> NewDocument:
    return NewDocument(result.document, result.pages, result.terms, text)


def _lock(course: Course) -> None:
    """Of two imports of a course the second waits until the first one's transaction is over."""
    Course.objects.select_for_update().get(pk=course.pk)


def _write_guarded(course: Course, found: Source, result: Outcome, again: bool) -> DocumentReport:
    """One document that Cuepoint itself stumbles over must not hold up ten thousand others."""
    try:
        return _write(course, found, result, again)
    except (OperationalError, InterfaceError):
        raise  # the database is gone or busy: no document is to blame
    except Exception:
        logger.exception("Importing %r into %r failed", found.name, course.slug)
        return DocumentReport(found.name, REFUSED, warnings=(Problem(0, STUMBLED),))


def _write(course: Course, source: Source, result: Outcome, again: bool) -> DocumentReport:
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


@transaction.atomic
def import_document(
    *,
    course: Course,
    document: Document,
    pages: Sequence[str] | None = None,
    text: str = "",
    again: bool = False,
) -> DocumentReport:
    """Writes one document; two imports of the same course wait for each other.

    ``text`` is kept, so that the document can be read ``again`` once its video's length is set, or
    once the reader is a better one: its rows are then written although it says what it said.
    """
    relax()
    _lock(course)
    module = Module.objects.filter(course=course, source_name=document.name).first()
    report = report_of(document, UNCHANGED)
    same_text = module is not None and module.source_hash == document.source_hash
    if module and same_text and not again and is_read_as_now(module):
        keep_text(module, text)
        report.module_id = module.pk
        if module.outcome != outcome_of(report):
            module.outcome = outcome_of(report)
            module.save(update_fields=["outcome"])
        return report
    if pages is None:
        pages = draw_lessons(document)
    if module is None:
        new = NewDocument(document, pages, terms_of(document), text)
        return write_new_documents(course=course, new=[new])[0]
    before = fingerprint(module) if same_text else ""
    fill_module(module, document, report, video_ids({document.video_id} - {""}))
    module.save()
    changes = write_lessons(module, document.lessons, pages)
    write_terms([module])
    # The same text that is read again may well say what it said.
    report.state = UNCHANGED if before and fingerprint(module) == before else CHANGED
    report.changed_facts = tuple(changes.changed_facts)
    report.retired_facts = tuple(changes.retired_facts)
    report.waiting_lessons = tuple(changes.waiting_lessons)
    keep_text(module, text)
    report.module_id = module.pk
    return report


def _count_links(report: ImportReport) -> None:
    """Counts the wikilinks that lead somewhere, after all documents are in."""
    by_module = count_links([one.module_id for one in report.documents if one.module_id])
    for one in report.documents:
        if one.module_id:
            one.wikilinks_resolved = by_module.get(one.module_id, 0)
