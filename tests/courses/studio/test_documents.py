"""Documents are looked over before anything is written, imported once, or let go."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.importing.sources import Source
from courses.models import Course, Fact, Lesson, Module, Upload
from courses.studio.forms import MAX_DOCUMENTS
from courses.studio.uploads import create_upload
from tests.conftest import QueryCount

LAMPS = """---
title: The lamps
videoId: abcDEF12345
---
The lamp was first lit in 1811 by two keepers [0:12].

## The wicks
Each lamp used 24 wicks in all [1:10]. A wick lasted about nine hours [1:31]. See [[The oil]].

## The oil
Oil cost 5 shillings a gallon then [3:20]. <script>alert(1)</script>
"""


def send(client: Client, course: Course, *files: tuple[str, str | bytes]) -> HttpResponse:
    documents = [
        SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
        for name, text in files
    ]
    address = reverse("studio:upload", args=[course.slug])
    response: HttpResponse = client.post(address, {"documents": documents})  # type: ignore[assignment]
    return response


def decide(client: Client, upload: Upload, action: str) -> HttpResponse:
    address = reverse("studio:import", args=[upload.course.slug, upload.pk])
    response: HttpResponse = client.post(address, {"action": action}, follow=True)  # type: ignore[assignment]
    upload.refresh_from_db()
    return response


def look(client: Client, upload: Upload) -> HttpResponse:
    address = reverse("studio:import", args=[upload.course.slug, upload.pk])
    response: HttpResponse = client.get(address)  # type: ignore[assignment]
    return response


def test_a_preview_tells_what_a_document_becomes_and_writes_nothing(
    course: Course, instructor_client: Client
) -> None:
    rows = (Module.objects.count(), Lesson.objects.count(), Fact.objects.count())
    response = send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    assert response["Location"] == reverse("studio:import", args=[course.slug, upload.pk])
    page = look(instructor_client, upload).content.decode()
    for words in ("The lamps", "abcDEF12345", "The wicks", "1:10–", "Each lamp used 24 wicks"):
        assert words in page, words
    assert "4 of 4" in page
    assert "1 of 1" in page  # the wikilink leads to a lesson of the document itself
    assert "<script>alert" not in page
    assert rows == (Module.objects.count(), Lesson.objects.count(), Fact.objects.count())


def test_import_writes_the_documents_and_shows_a_report(
    course: Course, instructor_client: Client
) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    page = decide(instructor_client, upload, "import").content.decode()
    assert upload.state == Upload.State.IMPORTED
    module = course.modules.get(source_name="lamps.md")
    assert module.lessons.count() == 3
    assert "3 lessons" in page
    assert "The lamps" in page
    course.refresh_from_db()
    assert course.drawn_cover


def test_pressing_import_twice_imports_once(course: Course, instructor_client: Client) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    decide(instructor_client, upload, "import")
    facts = set(Fact.objects.values_list("pk", "key"))
    report = upload.report
    page = decide(instructor_client, upload, "import").content.decode()
    assert "decided before" in page
    assert set(Fact.objects.values_list("pk", "key")) == facts
    assert upload.report == report


def test_discarding_leaves_the_course_as_it_was(course: Course, instructor_client: Client) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    decide(instructor_client, upload, "discard")
    assert upload.state == Upload.State.DISCARDED
    assert not course.modules.filter(source_name="lamps.md").exists()
    decide(instructor_client, upload, "import")
    assert not course.modules.filter(source_name="lamps.md").exists()
    assert "discarded" in look(instructor_client, upload).content.decode()


def test_an_imported_upload_cannot_be_discarded(course: Course, instructor_client: Client) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    decide(instructor_client, upload, "import")
    decide(instructor_client, upload, "discard")
    assert upload.state == Upload.State.IMPORTED


def test_an_unknown_decision_does_nothing(course: Course, instructor_client: Client) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    upload = Upload.objects.get()
    assert "Nothing was done" in decide(instructor_client, upload, "eat").content.decode()
    assert upload.state == Upload.State.WAITING


def test_sending_the_same_files_twice_makes_one_upload(
    course: Course, instructor_client: Client
) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    send(instructor_client, course, ("lamps.md", LAMPS))
    assert Upload.objects.count() == 1


def test_a_bad_file_does_not_hold_up_the_good_ones(
    course: Course, instructor_client: Client
) -> None:
    send(
        instructor_client,
        course,
        ("lamps.md", LAMPS),
        ("picture.png", b"\x89PNG"),
        ("empty.md", b""),
        ("binary.txt", b"\x00\x01\x02"),
        ("latin.md", "Caf\xe9".encode("latin-1")),
    )
    upload = Upload.objects.get()
    response = look(instructor_client, upload)
    states = {page.name: page.state for page in response.context["pages"]}  # type: ignore[attr-defined]
    assert states.pop("lamps.md") == "added"
    assert set(states.values()) == {"refused"}
    page = response.content.decode()
    assert "its name must end in" in page
    assert "The document is empty" in page
    decide(instructor_client, upload, "import")
    assert course.modules.filter(source_name="lamps.md").exists()
    assert set(upload.documents.values_list("state", flat=True)) == {"added", "refused"}


def test_when_no_file_can_be_read_nothing_is_kept(
    course: Course, instructor_client: Client
) -> None:
    response = send(instructor_client, course, ("a.pdf", b"%PDF"), ("b.docx", b"PK"))
    assert response.status_code == 400
    page = response.content.decode()
    assert "a.pdf" in page
    assert "b.docx" in page
    assert not Upload.objects.exists()


def test_two_files_of_one_name_are_told_apart(course: Course, instructor_client: Client) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS), ("lamps.md", "Another text."))
    first, second = Upload.objects.get().documents.all()
    assert first.text == LAMPS
    assert "same name" in second.outcome["warnings"][0]["message"]


def test_nothing_chosen_is_asked_for(course: Course, instructor_client: Client) -> None:
    response = instructor_client.post(reverse("studio:upload", args=[course.slug]))
    assert response.status_code == 400
    assert "Choose one or more documents" in response.content.decode()


def test_too_many_files_are_refused(course: Course, instructor_client: Client) -> None:
    files = [(f"n{number}.md", "Text.") for number in range(MAX_DOCUMENTS + 1)]
    response = send(instructor_client, course, *files)
    assert response.status_code == 400
    assert "Send at most 50" in response.content.decode()
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_is_refused(
    course: Course, instructor_client: Client, settings: pytest.FixtureRequest
) -> None:
    settings.MAX_DOCUMENT_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    response = send(instructor_client, course, ("long.md", "word " * 300_000))
    assert response.status_code == 400
    assert "larger than 1 MB" in response.content.decode()


def test_files_that_are_too_large_together_are_refused(
    course: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.studio.forms.MAX_UPLOAD_BYTES", 100)
    response = send(instructor_client, course, ("a.md", "word " * 30), ("b.md", "word " * 30))
    assert "MB together" in response.content.decode()


def test_a_second_version_is_compared_with_the_course(
    course: Course, instructor: User, instructor_client: Client
) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    decide(instructor_client, Upload.objects.get(), "import")
    module = course.modules.get(source_name="lamps.md")
    wicks = module.lessons.get(heading="The wicks")
    wicks.edited_at = module.imported_at
    wicks.edited_by = instructor
    wicks.save()
    changed = LAMPS.replace("24 wicks", "36 wicks").replace("## The oil", "## The coal")
    send(instructor_client, course, ("lamps.md", changed), ("new.md", "# N\n\nIt has 3 doors."))
    response = look(instructor_client, Upload.objects.get(state="waiting"))
    lamps, new = response.context["pages"]  # type: ignore[attr-defined]
    assert (lamps.state, new.state) == ("changed", "added")
    assert [lesson.state for lesson in lamps.lessons] == ["same", "waits", "renamed"]
    assert lamps.lessons[2].fate.was == "The oil"
    assert lamps.summary == ["1 renamed", "1 waiting beside an edit"]
    assert lamps.fact_summary == ["1 changed"]
    page = response.content.decode()
    assert "Until now: The oil" in page
    assert "<del>24</del>" in page
    assert "<ins>36</ins>" in page


def test_an_unchanged_document_leaves_nothing_to_import(
    course: Course, instructor_client: Client
) -> None:
    send(instructor_client, course, ("lamps.md", LAMPS))
    decide(instructor_client, Upload.objects.get(), "import")
    send(instructor_client, course, ("lamps.md", LAMPS))
    page = look(instructor_client, Upload.objects.get(state="waiting")).content.decode()
    assert "There is nothing to import" in page
    assert 'value="import"' not in page


def test_a_preview_repeats_no_id(course: Course, instructor_client: Client) -> None:
    article = "# A\n\n[By X, 1 May 2024]\n\n## Part\n\nIt cost 3 pounds.\n\n### Sub\n\nAnd 4 more."
    send(instructor_client, course, ("a.md", article), ("b.md", article.replace("# A", "# B")))
    page = look(instructor_client, Upload.objects.get()).content.decode()
    ids = [part.split('"', 1)[0] for part in page.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_a_preview_asks_as_often_for_two_documents_as_for_twelve(
    course: Course, instructor: User, instructor_client: Client, query_count: QueryCount
) -> None:
    def address(number: int) -> str:
        rows = [Source(f"n{one}.md", f"{LAMPS}\n\nAs note {one} says.") for one in range(number)]
        upload = create_upload(course=course, by=instructor, sources=rows)
        return reverse("studio:import", args=[course.slug, upload.pk])

    decide(
        instructor_client,
        create_upload(
            course=course,
            by=None,
            sources=[
                Source(f"n{one}.md", f"As note {one} says, it was in 1812.\n" * 3)
                for one in range(0, 12, 2)
            ],
        ),
        "import",
    )
    # Where some of the course's documents are none of the files, these are asked for once more.
    few = query_count(instructor_client, address(2))
    assert few - 1 <= query_count(instructor_client, address(12)) <= few


def test_the_upload_page_asks_as_often_for_one_earlier_upload_as_for_six(
    course: Course, instructor: User, instructor_client: Client, query_count: QueryCount
) -> None:
    address = reverse("studio:upload", args=[course.slug])
    counts = []
    for number in (1, 5):
        for _ in range(number):
            Upload.objects.create(course=course, by=instructor)
        counts.append(query_count(instructor_client, address))
    assert counts[0] == counts[1]


def test_an_upload_of_another_course_is_not_shown(
    course: Course, draft_course: Course, instructor_client: Client
) -> None:
    upload = Upload.objects.create(course=draft_course)
    address = reverse("studio:import", args=[course.slug, upload.pk])
    assert instructor_client.get(address).status_code == 404


def test_a_form_that_was_only_opened_shows_no_error(
    course: Course, instructor_client: Client
) -> None:
    response = instructor_client.get(reverse("studio:upload", args=[course.slug]))
    assert not response.context["form"].is_bound


def test_the_preview_of_a_document_with_very_many_lessons_stays_small(
    course: Course, instructor_client: Client
) -> None:
    text = "# Lists\n\n" + "".join(f"## Part {n}\n\nIt has {n} pages.\n\n" for n in range(1, 2001))
    send(instructor_client, course, ("lists.md", text))
    response = look(instructor_client, Upload.objects.get())
    page = response.content.decode()
    assert "and 1940 more lessons" in page
    assert page.count("The lesson as it will look") == 60
    assert len(page) < 200_000


def test_a_preview_renders_no_more_than_a_second_s_worth(
    course: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courses.studio.previews.RENDERED", 100)
    send(instructor_client, course, ("lamps.md", LAMPS))
    page = look(instructor_client, Upload.objects.get()).content.decode()
    assert "can be looked at after the import" in page
