"""A large import runs elsewhere, tells how far it is, stops when asked, and loses nothing."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.importing import importer as importing
from courses.importing import new_documents
from courses.importing.new_documents import NewDocument
from courses.importing.outcomes import DocumentReport
from courses.importing.sources import Source
from courses.models import Course, Fact, Module, Upload
from courses.studio import running
from courses.studio.running import continue_import, run_import, start_import
from courses.studio.uploads import create_upload
from tests.conftest import QueryCount
from tests.personas import make_course
from tests.races import at_once

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def note(number: int, link: str = "") -> Source:
    head = f"---\ntitle: Coast {number}\nvideoId: abcDEF12345\n---\n\n## Lamps\n\n"
    text = f"{head}The lamp burned {number + 3} gallons of oil a year [0:12].\n\n{link}\n"
    return Source(f"coast_{number}.md", text)


def notes(count: int) -> list[Source]:
    return [note(number) for number in range(1, count + 1)]


@pytest.fixture
def empty(instructor: User) -> Course:
    return make_course("coasts", teacher=instructor, notes=0, articles=0)


@pytest.fixture
def worker(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Everything is large, and waits until the worker is called."""
    # The worker would close the connection that holds the test's own transaction.
    command = "django_tasks_db.management.commands.db_worker"
    monkeypatch.setattr(f"{command}.close_old_connections", lambda: None)
    settings.TASKS = WORKER
    settings.SMALL_IMPORT_DOCUMENTS = 0

    def work() -> None:
        call_command("db_worker", batch=True, startup_delay=False, reload=False, verbosity=0)

    return work


def address(upload: Upload, name: str = "import") -> str:
    return reverse(f"studio:{name}", args=[upload.course.slug, upload.pk])


def post(client: Client, upload: Upload, action: str) -> str:
    page = client.post(address(upload), {"action": action}, follow=True).content.decode()
    upload.refresh_from_db()
    return page


def silence(upload: Upload) -> None:
    """As if the worker had been killed an hour ago."""
    Upload.objects.filter(pk=upload.pk).update(beat_at=timezone.now() - timedelta(hours=1))
    upload.refresh_from_db()


def when_told(
    monkeypatch: pytest.MonkeyPatch, number: int, act: Callable[[Upload], None], upload: Upload
) -> None:
    """Calls ``act`` right after the outcome of document ``number`` was written."""
    original = running._Run.told
    seen: list[str] = []

    def told(run: running._Run, one: DocumentReport) -> None:
        seen.append(one.name)
        if len(seen) == number:
            act(upload)
        original(run, one)

    monkeypatch.setattr(running._Run, "told", told)


def ask_to_stop(upload: Upload) -> None:
    Upload.objects.filter(pk=upload.pk).update(cancel_requested=True)


def test_a_large_import_waits_for_the_worker_and_says_how_far_it_is(
    empty: Course, instructor: User, instructor_client: Client, worker: Callable[[], None]
) -> None:
    upload = create_upload(course=empty, by=instructor, sources=notes(3))
    page = post(instructor_client, upload, "import")
    assert upload.state == Upload.State.QUEUED
    assert "waits for its turn" in page
    assert '<progress class="bar" id="import-bar" value="0" max="3"' in page
    assert not Module.objects.exists()
    told = instructor_client.get(address(upload, "progress"))
    assert "no-store" in told["Cache-Control"]
    assert json.loads(told.content) == {
        "state": "queued",
        "done": 0,
        "total": 3,
        "cancelling": False,
        "silent": False,
        "over": False,
    }
    worker()
    upload.refresh_from_db()
    assert (upload.state, upload.done) == (Upload.State.IMPORTED, 3)
    assert upload.report["totals"]["added"] == 3
    assert Module.objects.count() == 3
    assert json.loads(instructor_client.get(address(upload, "progress")).content)["over"] is True
    assert "What became of the documents" in instructor_client.get(address(upload)).content.decode()
    empty.refresh_from_db()
    assert empty.drawn_cover


def test_a_small_import_runs_at_once_also_with_a_worker(
    empty: Course, instructor: User, instructor_client: Client, settings: Any
) -> None:
    settings.TASKS = WORKER
    upload = create_upload(course=empty, by=instructor, sources=notes(2))
    assert "The documents are imported." in post(instructor_client, upload, "import")
    assert upload.state == Upload.State.IMPORTED


def test_without_a_worker_a_large_import_runs_at_once_too(
    empty: Course, instructor: User, instructor_client: Client, settings: Any
) -> None:
    settings.SMALL_IMPORT_DOCUMENTS = 1
    upload = create_upload(course=empty, by=instructor, sources=notes(4))
    assert "The documents are imported." in post(instructor_client, upload, "import")
    assert (upload.state, upload.done) == (Upload.State.IMPORTED, 4)


def test_cancelled_before_its_turn_it_never_begins_and_can_be_continued(
    empty: Course, instructor: User, instructor_client: Client, worker: Callable[[], None]
) -> None:
    upload = create_upload(course=empty, by=instructor, sources=notes(2))
    post(instructor_client, upload, "import")
    page = post(instructor_client, upload, "cancel")
    assert upload.state == Upload.State.CANCELLED
    assert "2 of 2 documents are left out" in page
    worker()
    assert not Module.objects.exists()
    post(instructor_client, upload, "continue")
    worker()
    upload.refresh_from_db()
    assert (upload.state, Module.objects.count()) == (Upload.State.IMPORTED, 2)


def test_a_cancel_stops_behind_the_documents_at_hand(
    empty: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [note(1, "See [[coast_2]] and [[coast_4]]."), *notes(5)[1:]]
    upload = create_upload(course=empty, by=None, sources=sources)
    monkeypatch.setattr(importing, "WRITTEN", 2)
    with monkeypatch.context() as patch:
        when_told(patch, 1, ask_to_stop, upload)
        start_import(upload=upload)
    upload.refresh_from_db()
    # What was written with it is in, and told of.
    assert (upload.state, upload.done) == (Upload.State.CANCELLED, 2)
    assert Module.objects.count() == 2
    assert not Module.objects.filter(links_due=True).exists()
    page = instructor_client.get(address(upload)).content.decode()
    assert "3 of 5 documents are left out" in page
    facts = set(Fact.objects.values_list("pk", flat=True))
    assert continue_import(upload=upload)
    upload.refresh_from_db()
    assert (upload.state, upload.done) == (Upload.State.IMPORTED, 5)
    assert facts < set(Fact.objects.values_list("pk", flat=True))
    assert upload.report["totals"]["added"] == 5
    # Counted at the end, for a document of the first run as well.
    assert upload.documents.get(name="coast_1.md").outcome["wikilinks_resolved"] == 2


def test_a_document_that_cuepoint_stumbles_over_holds_up_no_other(
    empty: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = new_documents.write_new_documents

    def stumble(*, new: Sequence[NewDocument], **options: Any) -> Any:
        if any(one.document.name == "coast_2.md" for one in new):
            raise RuntimeError("a bug")
        return write(new=new, **options)

    monkeypatch.setattr(importing, "write_new_documents", stumble)
    upload = create_upload(course=empty, by=None, sources=notes(3))
    start_import(upload=upload)
    upload.refresh_from_db()
    assert upload.state == Upload.State.IMPORTED
    states = dict(upload.documents.values_list("name", "state"))
    assert states == {"coast_1.md": "added", "coast_2.md": "refused", "coast_3.md": "added"}
    assert "The log says why" in instructor_client.get(address(upload)).content.decode()


def test_an_import_that_fails_as_a_whole_says_so_and_goes_on_from_there(
    empty: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(upload: Upload) -> None:
        raise OperationalError("the database is gone")

    upload = create_upload(course=empty, by=None, sources=notes(4))
    monkeypatch.setattr(importing, "WRITTEN", 1)
    with monkeypatch.context() as patch:
        when_told(patch, 3, gone, upload)
        page = post(instructor_client, upload, "import")
    assert (upload.state, upload.done) == (Upload.State.FAILED, 2)
    assert "Continue the import" in page
    assert "the database is gone" not in page
    post(instructor_client, upload, "continue")
    assert (upload.state, upload.done) == (Upload.State.IMPORTED, 4)
    # Its row was written, its outcome was not: the second run finds it there.
    assert upload.report["totals"] | {"added": 3, "unchanged": 1} == upload.report["totals"]


def test_a_killed_worker_s_import_is_continued_by_whoever_asks(
    empty: Course,
    instructor: User,
    instructor_client: Client,
    worker: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(upload: Upload) -> None:
        raise SystemExit

    upload = create_upload(course=empty, by=instructor, sources=notes(3))
    with monkeypatch.context() as patch:
        when_told(patch, 2, killed, upload)
        post(instructor_client, upload, "import")
        worker()
    upload.refresh_from_db()
    assert (upload.state, upload.done) == (Upload.State.RUNNING, 1)
    page = instructor_client.get(address(upload)).content.decode()
    assert "data-import-continue hidden" in page
    assert "nothing to continue" in post(instructor_client, upload, "continue")
    silence(upload)
    page = instructor_client.get(address(upload)).content.decode()
    assert "data-import-continue hidden" not in page
    assert json.loads(instructor_client.get(address(upload, "progress")).content)["silent"] is True
    post(instructor_client, upload, "continue")
    worker()
    upload.refresh_from_db()
    assert (upload.state, upload.done) == (Upload.State.IMPORTED, 3)
    assert Module.objects.count() == 3


def test_a_silent_import_is_cancelled_without_its_worker(
    empty: Course, instructor_client: Client
) -> None:
    upload = create_upload(course=empty, by=None, sources=notes(2))
    Upload.objects.filter(pk=upload.pk).update(state="running", run=1)
    silence(upload)
    assert "was cancelled" in post(instructor_client, upload, "cancel")
    assert upload.state == Upload.State.CANCELLED


def test_a_run_that_was_taken_over_writes_no_more(
    empty: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def another(upload: Upload) -> None:
        Upload.objects.filter(pk=upload.pk).update(run=99)

    upload = create_upload(course=empty, by=None, sources=notes(3))
    when_told(monkeypatch, 2, another, upload)
    start_import(upload=upload)
    upload.refresh_from_db()
    assert (upload.state, upload.done, upload.run) == (Upload.State.RUNNING, 1, 99)


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_pressed_three_times_at_once_it_runs_once(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    course = make_course("coasts", notes=0, articles=0)
    upload = create_upload(course=course, by=None, sources=notes(3))
    found = at_once(*[lambda: start_import(upload=upload)] * 3)
    assert sorted(found, key=str) == [False, False, True], found
    upload.refresh_from_db()
    assert (upload.state, upload.run, upload.done) == (Upload.State.IMPORTED, 1, 3)


def test_a_task_that_comes_twice_does_nothing_more(empty: Course) -> None:
    upload = create_upload(course=empty, by=None, sources=notes(1))
    start_import(upload=upload)
    run_import(upload.pk)
    run_import(upload.pk + 1000)
    upload.refresh_from_db()
    assert upload.run == 1


def test_what_is_over_can_neither_be_cancelled_nor_continued(
    empty: Course, instructor_client: Client
) -> None:
    upload = create_upload(course=empty, by=None, sources=notes(1))
    start_import(upload=upload)
    assert "over already" in post(instructor_client, upload, "cancel")
    assert "nothing to continue" in post(instructor_client, upload, "continue")
    assert upload.state == Upload.State.IMPORTED


def test_the_report_is_taken_away_as_csv_and_json(empty: Course, instructor_client: Client) -> None:
    sources = [*notes(2), Source("=evil.md", "# Evil\n\nIt cost 3 pounds.\n"), Source("no.md", " ")]
    upload = create_upload(course=empty, by=None, sources=sources)
    start_import(upload=upload)
    answer = instructor_client.get(address(upload, "import_csv"))
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["coast_1.md", "coast_2.md", "'=evil.md", "no.md"]
    assert rows[0]["state"] == "added"
    assert "empty" in rows[3]["problems"]
    told = json.loads(instructor_client.get(address(upload, "import_json")).content)
    assert told["totals"]["added"] == 3
    assert told["documents"][3]["state"] == "refused"
    assert told["documents"][3]["warnings"][0]["message"]


def test_a_vault_is_sent_as_one_archive(empty: Course, instructor_client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for source in notes(60):
            archive.writestr(f"vault/{source.name}", source.text)
        archive.writestr("vault/../../evil.md", "# Evil\n\nIt cost 3 pounds.\n")
    response = send(instructor_client, empty, ("vault.zip", packed.getvalue()))
    assert response.status_code == 302
    upload = Upload.objects.get()
    assert (upload.total, upload.done) == (61, 1)
    page = instructor_client.get(address(upload)).content.decode()
    assert "The first 50 of 61 documents are shown" in page
    assert "60 new modules" in page
    assert "Import 60 documents" in page
    assert "out of the archive" in page or "1 refused" in page
    send(instructor_client, empty, ("vault.zip", packed.getvalue()))
    assert Upload.objects.count() == 1
    start_import(upload=upload)
    assert Module.objects.filter(source_name="coast_60.md").exists()
    page = instructor_client.get(address(upload) + "?page=1").content.decode()
    assert "60" in page


def test_an_archive_that_cannot_be_read_says_why(
    empty: Course, instructor_client: Client, settings: Any
) -> None:
    response = send(instructor_client, empty, ("vault.zip", b"PK\x03\x04 and no more"))
    assert response.status_code == 400
    assert "no .zip archive" in response.content.decode()
    settings.ARCHIVE_MAX_BYTES = 10
    response = send(instructor_client, empty, ("vault.zip", b"PK\x03\x04 and no more"))
    assert "MB at a time" in response.content.decode()
    assert not Upload.objects.exists()


def send(client: Client, course: Course, *files: tuple[str, bytes]) -> HttpResponse:
    documents = [SimpleUploadedFile(name, data) for name, data in files]
    target = reverse("studio:upload", args=[course.slug])
    response: HttpResponse = client.post(target, {"documents": documents})  # type: ignore[assignment]
    return response


@pytest.mark.parametrize("state", ["running", "imported", "waiting"])
@pytest.mark.parametrize("name", ["import", "progress", "import_json", "import_csv"])
def test_pages_ask_as_often_for_two_documents_as_for_forty(
    state: str, name: str, empty: Course, instructor_client: Client, query_count: QueryCount
) -> None:
    counts = []
    for number in (2, 40):
        upload = create_upload(course=empty, by=None, sources=notes(number))
        start_import(upload=upload)
        Upload.objects.filter(pk=upload.pk).update(state=state)
        counts.append(query_count(instructor_client, address(upload, name)))
    assert counts[0] == counts[1]
