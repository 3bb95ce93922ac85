"""The import of an upload: started, run document by document, cancelled, continued.

A few documents are written together (``importing.importer``) and their outcomes right after. So a
run that is killed loses no more than the outcomes of those few: the next run finds them unchanged,
and goes on behind them. Of two runs only the later may write its progress.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from courses.importing.finishing import count_links
from courses.importing.importer import import_sources
from courses.importing.outcomes import ORDERED, DocumentReport, ImportReport
from courses.importing.sources import Source
from courses.models import Upload, UploadedDocument
from courses.pictures.cover_files import ensure_drawn_cover
from courses.studio.reports import report_row, rows_of, totals_of
from courses.studio.uploads import all_sources

logger = logging.getLogger(__name__)
State = Upload.State
BATCH = 500
UNFINISHED = (State.QUEUED, State.RUNNING)
FAILED = "The import stopped at an error of Cuepoint’s own; what is listed as done is in."


class TakenOver(Exception):
    """Another run of the same import writes now."""


class Cancelled(Exception):
    """Somebody asked this run to stop."""


def is_small(upload: Upload) -> bool:
    """Whether an import is done before anybody would look at its progress."""
    return (
        upload.total <= settings.SMALL_IMPORT_DOCUMENTS
        and upload.size <= settings.SMALL_IMPORT_CHARACTERS
    )


def is_silent(upload: Upload) -> bool:
    """Whether an unfinished import has given no sign of life for too long."""
    if upload.state not in UNFINISHED or upload.beat_at is None:
        return False
    return timezone.now() - upload.beat_at > timedelta(seconds=settings.IMPORT_SILENT_SECONDS)


def may_continue(upload: Upload) -> bool:
    return upload.state in (State.CANCELLED, State.FAILED) or is_silent(upload)


def start_import(*, upload: Upload) -> bool:
    """Imports a small upload at once and hands a large one over; ``False`` if that was done before.

    The row is locked, so that of two presses the second waits and then finds nothing to do.
    """
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.state != State.WAITING:
            return False
        _queue(upload)
    _hand_over(upload)
    return True


def continue_import(*, upload: Upload) -> bool:
    """Goes on with what was cancelled, failed or lost its worker; ``False`` if nothing did."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if not may_continue(upload):
            return False
        _queue(upload)
    _hand_over(upload)
    return True


def cancel_import(*, upload: Upload) -> bool:
    """Asks the import to stop behind the document at hand; ``False`` if it is over already."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=upload.pk)
        if upload.state not in UNFINISHED:
            return False
        upload.cancel_requested = True
        upload.save(update_fields=["cancel_requested"])
        if upload.state == State.QUEUED or is_silent(upload):
            # Nobody is at it who could stop.
            upload.run += 1
            _close(upload, State.CANCELLED)
    return True


def _queue(upload: Upload) -> None:
    upload.state = State.QUEUED
    upload.cancel_requested = False
    upload.problem = ""
    upload.beat_at = timezone.now()
    upload.save(update_fields=["state", "cancel_requested", "problem", "beat_at"])


def _hand_over(upload: Upload) -> None:
    from courses.studio.tasks import import_in_background  # which runs what stands here

    if is_small(upload):
        run_import(upload.pk)
    else:
        import_in_background.enqueue(upload.pk)


def run_import(pk: int) -> None:
    """Runs a queued import to its end. Harmless for one that is over, or that another run does."""
    upload = _claim(pk)
    if upload is None:
        return
    work = _Run(upload)
    end, problem = State.IMPORTED, ""
    try:
        try:
            names = list(upload.documents.values_list("name", flat=True))
            report = import_sources(
                course=upload.course,
                sources=work.sources(),
                told=work.told,
                names=names,
                look=lambda: all_sources(upload),
            )
            work.ordered(report)
        except Cancelled:
            end = State.CANCELLED
            # What is in is linked all the same.
            import_sources(course=upload.course, sources=())
        _count_wikilinks(upload)
        ensure_drawn_cover(upload.course)
    except TakenOver:
        logger.warning("Another run took over the import %s", pk)
        return
    except Exception:
        logger.exception("The import %s failed", pk)
        end, problem = State.FAILED, FAILED
    with transaction.atomic():
        now = Upload.objects.select_for_update().filter(pk=pk, run=upload.run).first()
        if now is not None:
            now.problem = problem
            _close(now, end)


@transaction.atomic
def _claim(pk: int) -> Upload | None:
    upload = Upload.objects.select_for_update().filter(pk=pk).first()
    if upload is None or not (upload.state == State.QUEUED or is_silent(upload)):
        return None
    upload.state = State.RUNNING
    upload.run += 1
    upload.beat_at = timezone.now()
    upload.done = upload.documents.exclude(state="").count()
    upload.save(update_fields=["state", "run", "beat_at", "done"])
    return upload


def _close(upload: Upload, state: Upload.State) -> None:
    """With the row locked."""
    upload.state = state
    upload.beat_at = timezone.now()
    upload.report = {"totals": totals_of(rows_of(upload))}
    upload.save(update_fields=["state", "run", "beat_at", "report", "problem"])


class _Run:
    """One run's way through the documents. The importer may take several before it tells of one."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.mine = Upload.objects.filter(pk=upload.pk, run=upload.run)
        # By name, which no two readable documents of an upload share: id, and the state so far.
        self.taken: dict[str, tuple[int, str]] = {}

    def sources(self) -> Iterator[Source]:
        # An index is read again, for it orders the modules that this run brings.
        left = self.upload.documents.filter(Q(state="") | Q(state=ORDERED)).order_by("position")
        for pk in list(left.values_list("pk", flat=True)):
            row = UploadedDocument.objects.get(pk=pk)
            self.taken[row.name] = (row.pk, row.state)
            yield Source(row.name, row.text)

    def told(self, one: DocumentReport) -> None:
        pk, before = self.taken.pop(one.name)
        with transaction.atomic():
            step = 0 if before else 1
            if not self.mine.update(done=F("done") + step, beat_at=timezone.now()):
                raise TakenOver
            outcome = report_row(one)
            UploadedDocument.objects.filter(pk=pk).update(state=one.state, outcome=outcome)
        if self.mine.filter(cancel_requested=True).exists():
            raise Cancelled

    def ordered(self, report: ImportReport) -> None:
        """What an index did is known behind all documents only."""
        for one in report.documents:
            if one.state == ORDERED:
                rows = self.upload.documents.filter(name=one.name, state=ORDERED)
                rows.update(outcome=report_row(one))


def _count_wikilinks(upload: Upload) -> None:
    """After all documents, those of earlier runs included: links may lead to what came last."""
    last = 0
    while True:
        rows = list(
            upload.documents.filter(position__gt=last)
            .exclude(state="")
            .defer("text")
            .order_by("position")[:BATCH]
        )
        if not rows:
            return
        last = rows[-1].position
        led = count_links([row.outcome["module"] for row in rows if row.outcome.get("module")])
        changed = []
        for row in rows:
            count = led.get(row.outcome.get("module"), 0)
            if row.outcome.get("wikilinks_resolved", 0) != count:
                row.outcome["wikilinks_resolved"] = count
                changed.append(row)
        UploadedDocument.objects.bulk_update(changed, ["outcome"], batch_size=BATCH)
