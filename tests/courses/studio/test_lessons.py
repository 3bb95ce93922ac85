"""A lesson's text is edited, previewed and saved; links follow, imports leave it alone."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from courses.documents.excerpt import read_excerpt
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.models import Course, Lesson, Link
from tests.personas import signed_in

PREVIEW = "/studio/markdown/preview/"
UPLOAD = "/studio/markdown/upload/"


@pytest.fixture
def lesson(course: Course) -> Lesson:
    return Lesson.objects.select_related("module").get(heading="The tower")


def address(lesson: Lesson) -> str:
    return reverse("studio:lesson_edit", args=[lesson.module.course.slug, lesson.pk])


def save(client: Client, lesson: Lesson, **data: str) -> HttpResponse:
    sent = {"heading": lesson.heading, "source": lesson.source, "action": "save"} | data
    response: HttpResponse = client.post(address(lesson), sent)  # type: ignore[assignment]
    lesson.refresh_from_db()
    return response


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (12, 8), "#884422").save(out, "PNG")
    return out.getvalue()


def test_a_save_writes_text_html_words_links_and_who(
    lesson: Lesson, instructor: User, instructor_client: Client
) -> None:
    text = "Built in *1811* [0:12]. See [[The keepers|its keepers]] and [[Whales]]."
    response = save(instructor_client, lesson, source=text, heading="The tall tower")
    assert response.status_code == 302
    assert lesson.source == text
    assert "<em>1811</em>" in lesson.html
    assert 'data-seconds="12"' in lesson.html
    assert 'class="wiki"' in lesson.html
    assert (lesson.heading, lesson.folded_heading) == ("The tall tower", "the tall tower")
    assert lesson.edited_by == instructor
    assert lesson.edited_at is not None
    assert [link.label for link in lesson.links.order_by("id")] == ["its keepers", "Whales"]
    assert lesson.words == read_excerpt(text).words


def test_saving_what_is_there_already_marks_nothing(
    lesson: Lesson, instructor_client: Client
) -> None:
    save(instructor_client, lesson)
    assert lesson.edited_at is None


def test_a_browsers_line_ends_are_no_change(lesson: Lesson, instructor_client: Client) -> None:
    Lesson.objects.filter(pk=lesson.pk).update(source="One.\n\nTwo.")
    lesson.refresh_from_db()
    save(instructor_client, lesson, source="One.\r\n\r\nTwo.")
    assert lesson.edited_at is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("heading", ""), ("heading", "x" * 301), ("source", ""), ("source", " \n "), ("source", "\0")],
)
def test_a_bad_save_is_refused_and_keeps_what_was_written(
    field: str, value: str, lesson: Lesson, instructor_client: Client
) -> None:
    before = lesson.source, lesson.heading
    other = {"heading": "Mine", "source": "My long new text."} | {field: value}
    response = save(instructor_client, lesson, **other)
    assert response.status_code == 400
    assert (lesson.source, lesson.heading) == before
    kept = "Mine" if field == "source" else "My long new text."
    assert kept in response.content.decode()


def test_script_in_a_text_is_shown_or_dropped_but_never_run(
    lesson: Lesson, instructor_client: Client
) -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1))"
    save(instructor_client, lesson, source=evil)
    for part in ("<script", "onerror=", 'href="javascript'):
        assert part not in lesson.html


def test_a_renamed_lesson_is_found_by_links_of_its_new_name(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    other = Lesson.objects.get(heading="The keepers")
    save(instructor_client, other, source="They climbed [[The Stairs]].")
    assert "wiki" not in other.html
    save(instructor_client, lesson, heading="The stairs")
    other.refresh_from_db()
    assert f'href="{lesson.get_absolute_url()}"' in other.html
    assert Link.objects.get(lesson=other).to_lesson == lesson


def test_a_later_import_leaves_an_edited_text_alone(
    course: Course, instructor: User, instructor_client: Client
) -> None:
    text = "---\nvideoId: abcDEF12345\n---\n## Wicks\nEach lamp used 24 wicks in all [1:10].\n"
    import_sources(course=course, sources=[Source("l.md", text)])
    lesson = Lesson.objects.select_related("module").get(heading="Wicks")
    save(instructor_client, lesson, source="My own words [1:10].")
    import_sources(course=course, sources=[Source("l.md", text.replace("24", "36"))])
    lesson.refresh_from_db()
    assert lesson.source == "My own words [1:10]."


def test_a_save_over_somebody_elses_newer_text_asks_first(
    lesson: Lesson, admin: User, instructor_client: Client
) -> None:
    page = instructor_client.get(address(lesson))
    base = page.context["form"].initial["base"]
    save(signed_in(admin), lesson, source="The admin's text.")
    mine = {"heading": lesson.heading, "source": "My text.", "base": base, "action": "save"}
    response = instructor_client.post(address(lesson), mine)
    assert response.status_code == 400
    assert "Ada Admin changed this lesson" in response.content.decode()
    assert "My text." in response.content.decode()
    lesson.refresh_from_db()
    assert lesson.source == "The admin's text."
    again = response.context["form"]["base"].value()
    instructor_client.post(address(lesson), mine | {"base": again})
    lesson.refresh_from_db()
    assert lesson.source == "My text."


def test_without_javascript_a_button_previews_and_saves_nothing(
    lesson: Lesson, instructor_client: Client
) -> None:
    response = save(instructor_client, lesson, source="Some *new* words.", action="preview")
    page = response.content.decode()
    assert "<em>new</em>" in page
    assert lesson.edited_at is None


def test_the_editor_calls_our_own_addresses(lesson: Lesson, instructor_client: Client) -> None:
    page = instructor_client.get(address(lesson)).content.decode()
    assert f'data-markdownx-urls-path="{PREVIEW}?lesson={lesson.pk}"' in page
    assert f'data-markdownx-upload-urls-path="{UPLOAD}?lesson={lesson.pk}"' in page
    assert "markdownx/js/markdownx" in page


def test_a_preview_speaks_in_the_lessons_context(lesson: Lesson, instructor_client: Client) -> None:
    sent = {"content": "At [0:12], see [[The keepers]]. <script>alert(1)</script>"}
    html = instructor_client.post(f"{PREVIEW}?lesson={lesson.pk}", sent).content.decode()
    assert "https://youtu.be/abcDEF12345?t=12" in html
    assert 'class="wiki"' in html
    assert "<script" not in html
    lesson.refresh_from_db()
    assert lesson.edited_at is None


@pytest.mark.parametrize("wanted", ["0", "abc", "-1", "9" * 30, "²"])
def test_a_preview_of_no_lesson_is_not_found(
    wanted: str, course: Course, instructor_client: Client
) -> None:
    assert instructor_client.post(f"{PREVIEW}?lesson={wanted}", {"content": "a"}).status_code == 404


def test_a_preview_of_an_endless_text_is_refused(course: Course, instructor_client: Client) -> None:
    response = instructor_client.post(PREVIEW, {"content": "a" * 200_001})
    assert response.status_code == 400


@pytest.mark.parametrize("place", [PREVIEW, UPLOAD])
def test_the_editors_addresses_are_for_teachers(
    place: str, lesson: Lesson, stranger_client: Client, learner_client: Client
) -> None:
    response = stranger_client.post(place, {"content": "a"})
    assert response["Location"].startswith(reverse("account_login"))
    called = stranger_client.post(
        place, {"content": "a"}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert called.status_code == 401
    assert learner_client.post(place, {"content": "a"}).status_code == 404


def test_an_outsider_previews_no_lesson_of_another_course(
    lesson: Lesson, outsider_client: Client
) -> None:
    response = outsider_client.post(f"{PREVIEW}?lesson={lesson.pk}", {"content": "a"})
    assert response.status_code == 404


@pytest.mark.parametrize("place", [PREVIEW, UPLOAD])
def test_the_editors_addresses_want_a_token_and_a_post(place: str, instructor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(instructor)
    assert client.post(place, {"content": "a"}).status_code == 403
    assert client.get(place).status_code == 405


def test_a_picture_is_stored_under_a_name_of_ours_and_shown(
    lesson: Lesson, instructor_client: Client
) -> None:
    sent = SimpleUploadedFile("../../evil.html", png(), content_type="text/html")
    answer = json.loads(instructor_client.post(UPLOAD, {"image": sent}).content)
    path = answer["image_path"]
    assert path.startswith("/media/pictures/picture-")
    assert answer["image_code"] == f"![]({path})"
    assert (Path(settings.MEDIA_ROOT) / path.removeprefix("/media/")).is_file()
    save(instructor_client, lesson, source=f"![A lamp]({path})")
    assert f'<img src="{path}" alt="A lamp"' in lesson.html
    assert instructor_client.get(path)["Content-Type"] == "image/png"


def test_a_picture_belongs_to_the_course_in_whose_editor_it_was_put(
    lesson: Lesson, instructor_client: Client, outsider_client: Client, stranger_client: Client
) -> None:
    def send(client: Client, wanted: object) -> HttpResponse:
        sent = SimpleUploadedFile("a.png", png())
        response: HttpResponse = client.post(f"{UPLOAD}?lesson={wanted}", {"image": sent})  # type: ignore[assignment]
        return response

    assert send(outsider_client, lesson.pk).status_code == 404
    assert send(instructor_client, "x").status_code == 404
    path = json.loads(send(instructor_client, lesson.pk).content)["image_path"]
    assert lesson.module.course.pictures.get().name == path.removeprefix("/media/")
    assert stranger_client.get(path).status_code == 200
    Course.objects.filter(pk=lesson.module.course.pk).update(status=Course.Status.DRAFT)
    assert stranger_client.get(path).status_code == 404


def test_the_same_picture_twice_is_one_file(course: Course, instructor_client: Client) -> None:
    first, second = (
        json.loads(instructor_client.post(UPLOAD, {"image": SimpleUploadedFile(n, png())}).content)
        for n in ("a.png", "b.gif")
    )
    assert first == second


@pytest.mark.parametrize(
    "data", [b"", b"text", b"<svg onload='alert(1)'></svg>"], ids=["empty", "text", "svg"]
)
def test_a_bad_picture_gets_a_400_in_words(
    data: bytes, course: Course, instructor_client: Client
) -> None:
    sent = SimpleUploadedFile("evil.gif", data, content_type="image/gif")
    response = instructor_client.post(UPLOAD, {"image": sent})
    assert response.status_code == 400
    assert "PNG, JPEG, WebP or GIF" in json.loads(response.content)["error"]


def test_no_picture_or_a_huge_one_gets_a_400_in_words(
    course: Course, instructor_client: Client, settings: pytest.FixtureRequest
) -> None:
    assert instructor_client.post(UPLOAD, {"image": "words"}).status_code == 400
    settings.MAX_PICTURE_BYTES = 10  # type: ignore[attr-defined]
    response = instructor_client.post(UPLOAD, {"image": SimpleUploadedFile("a.png", png())})
    assert response.status_code == 400
    assert "larger than" in json.loads(response.content)["error"]


@pytest.mark.parametrize(
    "source",
    [
        "![x](https://elsewhere.example/p.png)",
        "![x](/media/covers/p.png)",
        "![x](/media/pictures/../../secret.png)",
        "![x](//elsewhere.example/media/pictures/picture-" + "a" * 32 + ".png)",
    ],
)
def test_only_our_own_pictures_are_shown(
    source: str, course: Course, instructor_client: Client
) -> None:
    html = instructor_client.post(PREVIEW, {"content": source}).content.decode()
    assert "<img" not in html
