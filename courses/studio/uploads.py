"""Documents that an instructor sends: received, looked over, then imported or discarded.

Until the import nothing is written to the course; each text waits in an ``UploadedDocument``. One
that cannot be read is kept too, decided already: its outcome says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from django.conf import settings
from django.db import transaction

from courses.documents.model import Problem
from courses.importing.archives import ArchiveError, is_archive, read_archive
from courses.importing.limits import archive_limits
from courses.importing.outcomes import REFUSED, DocumentReport
from courses.importing.sources import SUFFIXES, Source, hash_of, read_bytes
from courses.models import Course, Upload, UploadedDocument
from courses.studio.reports import report_row

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from accounts.models import User

    Uploaded: TypeAlias = UploadedFile[bytes]

MAX_NAME = 200
BATCH = 100
"""Documents that are in memory at once, and written by one statement."""
TOLD = 50
"""Files that are named when none can be read."""


class NothingToRead(Exception):
    """No file of an upload can be read. ``sources`` holds each with its problems."""

    def __init__(self, sources: Sequence[Source]) -> None:
        super().__init__(f"{len(sources)} files cannot be read")
        self.sources = tuple(sources)


def receive(*, course: Course, by: User, files: Sequence[Uploaded]) -> Upload:
    """Keeps the files, and what archives among them hold, until somebody has looked them over.

    A file that cannot be read is kept with its problems, so that the others go on. The same files
    sent twice (a double click) give one upload. Raises NothingToRead if no file can be read.
    """
    # Read twice, so that neither is a library held in memory nor the database while it is read.
    digest, readable = _digest(_read_all(files))
    if not readable:
        raise NothingToRead(list(islice(_read_all(files), TOLD)))
    with transaction.atomic():
        # Two requests at once must not both find that nothing waits.
        Course.objects.select_for_update().get(pk=course.pk)
        mine = course.uploads.filter(by=by, state=Upload.State.WAITING)
        waiting = mine.filter(digest=digest).first()
        if waiting is not None:
            return waiting
        return create_upload(course=course, by=by, sources=_read_all(files), digest=digest)


@transaction.atomic
def create_upload(
    *, course: Course, by: User | None, sources: Iterable[Source], digest: str = ""
) -> Upload:
    """An upload that waits with these documents."""
    upload = Upload.objects.create(course=course, by=by, digest=digest)
    left = iter(sources)
    while batch := list(islice(left, BATCH)):
        rows = [
            _row(upload, upload.total + number, source) for number, source in enumerate(batch, 1)
        ]
        UploadedDocument.objects.bulk_create(rows)
        upload.total += len(rows)
        upload.done += sum(bool(row.state) for row in rows)
        upload.size += sum(len(row.text) for row in rows)
    upload.save(update_fields=["total", "done", "size"])
    return upload


def _row(upload: Upload, position: int, source: Source) -> UploadedDocument:
    row = UploadedDocument(
        upload=upload,
        position=position,
        name=source.name[:255],
        text=source.text,
        source_hash=hash_of(source.text),
    )
    if source.problems:
        refused = DocumentReport(source.name, REFUSED, warnings=source.problems)
        row.state, row.outcome = REFUSED, report_row(refused)
    return row


def _digest(sources: Iterable[Source]) -> tuple[str, bool]:
    """Of names and texts; and whether any can be read."""
    digest, readable = sha256(), False
    for source in sources:
        digest.update(f"{source.name}\0{hash_of(source.text)}\0".encode("utf-8", "replace"))
        readable = readable or not source.problems
    return digest.hexdigest(), readable


def _read_all(files: Sequence[Uploaded]) -> Iterator[Source]:
    names: set[str] = set()
    for file in files:
        for source in _read(file, file.name or "document"):
            problem = _problem_of_name(source, names)
            names.add(source.name)
            if problem:
                yield Source(source.name, "", (Problem(0, problem),))
            else:
                # PostgreSQL's texts hold no null character, and no document means one.
                text = source.text.replace("\x00", "\ufffd")
                yield Source(source.name, text, source.problems)


def _read(file: Uploaded, name: str) -> Iterator[Source]:
    file.seek(0)
    limit = settings.MAX_DOCUMENT_BYTES
    if is_archive(name):
        try:
            yield from read_archive(file, name=name, limits=archive_limits())  # type: ignore[arg-type]
        except ArchiveError as error:
            yield Source(name, "", (Problem(0, str(error)),))
    elif PurePath(name).suffix.lower() not in SUFFIXES:
        message = "Not a document: its name must end in .md, .markdown, .txt or .zip."
        yield Source(name, "", (Problem(0, message),))
    else:
        yield read_bytes(file.read(limit + 1), name=name, limit=limit)


def _problem_of_name(source: Source, taken: set[str]) -> str:
    if source.problems:
        return ""
    if len(source.name) > MAX_NAME:
        return f"Its name is longer than {MAX_NAME} characters. Give it a shorter one."
    if source.name in taken:
        return "Another file of this upload has the same name. Rename one of them."
    return ""


def sources_of(upload: Upload, *, first: int) -> list[Source]:
    """The first documents that wait, as the importer reads them."""
    return [
        Source(
            row.name,
            row.text,
            tuple(Problem(one["line"], one["message"]) for one in row.outcome.get("warnings", ())),
        )
        for row in upload.documents.order_by("position")[:first]
    ]


def all_sources(upload: Upload, *, first: int | None = None) -> Iterator[Source]:
    """The documents that can be read, a few in memory at a time; those that are in already too."""
    rows = upload.documents.exclude(state=REFUSED).order_by("position")
    texts = rows.values_list("name", "text")[:first]
    return (Source(name, text) for name, text in texts.iterator(chunk_size=BATCH))


@transaction.atomic
def discard_upload(*, upload: Upload) -> bool:
    """Lets the documents go; ``False`` if they were imported or discarded before."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.state != Upload.State.WAITING:
        return False
    upload.state = Upload.State.DISCARDED
    upload.save(update_fields=["state"])
    upload.documents.update(text="")
    return True
