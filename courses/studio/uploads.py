"""Documents that an instructor sends: received, looked over, then imported or discarded.

Until the import nothing is written to the course; the texts wait in ``Upload.files`` as
``[{"name", "text"}]``, refused ones as ``{"name", "text": "", "problems": [{"line", "message"}]}``.
Line 0 means the whole file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from django.conf import settings
from django.db import transaction

from courses.documents.model import Problem
from courses.importing import DocumentReport, ImportReport, import_sources
from courses.models import Course, Upload
from courses.sources import SUFFIXES, Source, read_bytes

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

    Uploaded: TypeAlias = UploadedFile[bytes]

MAX_NAME = 200


class NothingToRead(Exception):
    """No file of an upload can be read. ``sources`` holds each with its problems."""

    def __init__(self, sources: Sequence[Source]) -> None:
        super().__init__(f"{len(sources)} files cannot be read")
        self.sources = tuple(sources)


def receive(*, course: Course, by: User, files: Sequence[Uploaded]) -> Upload:
    """Keeps the files until somebody has looked them over.

    A file that cannot be read is kept with its problems, so that the others go on. The same files
    sent twice (a double click) give one upload. Raises NothingToRead if no file can be read.
    """
    sources = _read_all(files)
    if all(source.problems for source in sources):
        raise NothingToRead(sources)
    rows = [_as_row(source) for source in sources]
    with transaction.atomic():
        # Two requests at once must not both find that nothing waits.
        Course.objects.select_for_update().get(pk=course.pk)
        waiting = course.uploads.filter(by=by, state=Upload.State.WAITING).first()
        if waiting is not None and waiting.files == rows:
            return waiting
        return Upload.objects.create(course=course, by=by, files=rows)


def _read_all(files: Sequence[Uploaded]) -> list[Source]:
    sources: list[Source] = []
    names: set[str] = set()
    for file in files:
        name = file.name or "document"
        problem = _problem_of_name(name, names)
        if problem:
            sources.append(Source(name, "", (Problem(0, problem),)))
        else:
            limit = settings.MAX_DOCUMENT_BYTES
            # JSON in PostgreSQL holds no null character, and no document means one.
            source = read_bytes(file.read(limit + 1), name=name, limit=limit)
            sources.append(Source(name, source.text.replace("\x00", "\ufffd"), source.problems))
        names.add(name)
    return sources


def _problem_of_name(name: str, taken: set[str]) -> str:
    if PurePath(name).suffix.lower() not in SUFFIXES:
        return "Not a document: its name must end in .md, .markdown or .txt."
    if len(name) > MAX_NAME:
        return f"Its name is longer than {MAX_NAME} characters. Give it a shorter one."
    if name in taken:
        return "Another file of this upload has the same name. Rename one of them."
    return ""


def _as_row(source: Source) -> dict[str, Any]:
    row: dict[str, Any] = {"name": source.name, "text": source.text}
    if source.problems:
        row["problems"] = problem_rows(source.problems)
    return row


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "message": problem.message} for problem in problems]


def sources_of(upload: Upload) -> list[Source]:
    """The documents that wait, as the importer reads them."""
    return [
        Source(
            row["name"],
            row["text"],
            tuple(Problem(one["line"], one["message"]) for one in row.get("problems", ())),
        )
        for row in upload.files
    ]


@transaction.atomic
def import_upload(*, upload: Upload) -> bool:
    """Writes the documents to their course; ``False`` if that, or a discard, was done before.

    The row is locked, so that of two presses the second waits and then finds nothing to do.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.WAITING:
        return False
    report = import_sources(course=upload.course, sources=sources_of(upload))
    upload.state = Upload.State.IMPORTED
    upload.report = report_of(report)
    upload.save(update_fields=["state", "report"])
    return True


@transaction.atomic
def discard_upload(*, upload: Upload) -> bool:
    """Lets the documents go; ``False`` if they were imported or discarded before."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.WAITING:
        return False
    upload.state = Upload.State.DISCARDED
    upload.files = [{"name": row["name"], "text": ""} for row in upload.files]
    upload.save(update_fields=["state", "files"])
    return True


def report_of(report: ImportReport) -> dict[str, Any]:
    """What the report's page shows, as JSON: totals, and a row for each document."""
    return {"totals": report.as_json(), "documents": [_report_row(one) for one in report.documents]}


def _report_row(one: DocumentReport) -> dict[str, Any]:
    return {
        "name": one.name,
        "state": one.state,
        "title": one.title,
        "module": one.module_id,
        "lessons": one.lessons,
        "segments": one.segments,
        "facts": one.facts,
        "citations_found": one.citations_found,
        "citations_used": one.citations_used,
        "wikilinks": one.wikilinks,
        "wikilinks_resolved": one.wikilinks_resolved,
        "warnings": problem_rows(one.warnings),
    }
