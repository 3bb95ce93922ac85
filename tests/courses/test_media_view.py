"""Files of MEDIA_ROOT: served as pictures, and nothing around them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.http import Http404
from django.test import Client, RequestFactory

from accounts.models import User
from courses.library.editing import edit_lesson
from courses.library.publishing import set_status
from courses.models import Course, Lesson, Picture
from courses.pictures.cover_files import ensure_drawn_cover, wide_name
from courses.pictures.owners import keep_for
from courses.views.media import media
from tests.conftest import QueryCount
from tests.personas import make_course
from tests.questions import make_question as question_of


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    root = tmp_path / "media"
    (root / "covers").mkdir(parents=True)
    settings.MEDIA_ROOT = root
    (root / "covers" / "a.0123456789abcdef.webp").write_bytes(b"RIFF")
    (root / "covers" / "plain.png").write_bytes(b"PNG")
    (root / "covers" / "page.html").write_text("<script>alert(1)</script>")
    (root / ".hidden").write_text("x")
    (tmp_path / "secret.txt").write_text("secret")
    (root / "way-out.png").symlink_to(tmp_path / "secret.txt")
    return root


@pytest.fixture
def shown(folder: Path, course: Course) -> Course:
    """A published course that everything in the folder belongs to."""
    names = ("covers/a.0123456789abcdef.webp", "covers/plain.png", "covers/page.html")
    for name in names:
        make_course(Path(name).stem.replace(".", "-"))
        Course.objects.filter(slug=Path(name).stem.replace(".", "-")).update(cover=name)
    return course


@pytest.fixture
def picture(folder: Path) -> str:
    name = f"pictures/picture-{'ab' * 16}.png"
    (folder / "pictures").mkdir()
    (folder / name).write_bytes(b"PNG")
    return name


@pytest.mark.usefixtures("shown")
def test_a_hashed_picture_is_kept_for_good(client: Client) -> None:
    response = client.get("/media/covers/a.0123456789abcdef.webp")
    assert b"".join(response.streaming_content) == b"RIFF"  # type: ignore[attr-defined]
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    again = client.get(
        "/media/covers/a.0123456789abcdef.webp",
        headers={"If-Modified-Since": response["Last-Modified"]},
    )
    assert again.status_code == 304


@pytest.mark.usefixtures("shown")
def test_other_files_are_kept_shortly_and_pages_only_saved(client: Client) -> None:
    assert "max-age=300" in client.get("/media/covers/plain.png")["Cache-Control"]
    page = client.get("/media/covers/page.html")
    assert page["Content-Disposition"].startswith("attachment")
    page.close()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "covers/../../secret.txt",
        "/etc/passwd",
        "way-out.png",
        "covers",
        "covers/",
        ".",
        ".hidden",
        "missing.png",
        "a\x00b.png",
        "x" * 5000,
    ],
)
def test_whatever_is_no_file_within_is_not_found(path: str, rf: RequestFactory) -> None:
    with pytest.raises(Http404):
        media(rf.get("/media/x"), path)


@pytest.mark.usefixtures("shown")
def test_encoded_dots_lead_nowhere_and_posting_is_refused(client: Client) -> None:
    assert client.get("/media/%2e%2e/secret.txt").status_code == 404
    assert client.post("/media/covers/plain.png").status_code == 405


@pytest.mark.usefixtures("folder")
def test_a_drawn_cover_is_written_once_and_again_only_when_lessons_change(
    course: Course, folder: Path, client: Client
) -> None:
    assert ensure_drawn_cover(course)
    name = course.drawn_cover.name
    assert name is not None
    assert not ensure_drawn_cover(Course.objects.get(pk=course.pk))
    assert client.get(course.picture_url).status_code == 200
    assert client.get("/media/" + wide_name(name)).status_code == 200
    course.modules.all().delete()
    assert ensure_drawn_cover(course)
    assert course.drawn_cover.name != name
    assert not (folder / name).exists()
    assert (
        "immutable"
        in client.get("/media/" + wide_name(course.drawn_cover.name or ""))["Cache-Control"]
    )


def seen(client: Client, address: str) -> int:
    response = client.get(address)
    if response.status_code == 200:
        assert b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response.status_code


@pytest.mark.usefixtures("folder", "course")
def test_covers_of_a_draft_are_for_those_who_may_read_it(
    draft_course: Course,
    stranger_client: Client,
    learner_client: Client,
    outsider_client: Client,
    instructor_client: Client,
    admin_client: Client,
) -> None:
    ensure_drawn_cover(draft_course)
    address = draft_course.picture_url
    wide = wide_name(address)
    for client in (stranger_client, learner_client, outsider_client):
        assert (seen(client, address), seen(client, wide)) == (404, 404)
    for client in (instructor_client, admin_client):
        assert (seen(client, address), seen(client, wide)) == (200, 200)
    assert "private" in instructor_client.get(address)["Cache-Control"]
    set_status(course=draft_course, status=Course.Status.PUBLISHED)
    for client in (stranger_client, learner_client, outsider_client):
        assert (seen(client, address), seen(client, wide)) == (200, 200)
    assert "public" in stranger_client.get(address)["Cache-Control"]
    set_status(course=draft_course, status=Course.Status.ARCHIVED)
    assert seen(stranger_client, address) == 404


@pytest.mark.usefixtures("course")
def test_a_picture_is_shown_with_any_course_that_shows_it(
    picture: str,
    course: Course,
    draft_course: Course,
    stranger_client: Client,
    learner_client: Client,
    outsider_client: Client,
    instructor_client: Client,
) -> None:
    address = f"/media/{picture}"
    assert seen(outsider_client, address) == 200  # nobody's yet: whoever teaches
    assert seen(learner_client, address) == 404
    keep_for(draft_course, [picture])
    for client in (stranger_client, learner_client, outsider_client):
        assert seen(client, address) == 404
    assert seen(instructor_client, address) == 200
    keep_for(course, [picture])
    keep_for(course, [picture])
    assert seen(stranger_client, address) == 200
    assert "immutable" in stranger_client.get(address)["Cache-Control"]


def test_a_public_picture_costs_one_query(
    picture: str, course: Course, stranger_client: Client, query_count: QueryCount
) -> None:
    keep_for(course, [picture])
    assert query_count(stranger_client, f"/media/{picture}") == 1


def test_a_text_takes_along_the_pictures_that_its_writer_may_see(
    picture: str,
    course: Course,
    draft_course: Course,
    instructor: User,
    outsider: User,
    stranger_client: Client,
) -> None:
    keep_for(draft_course, [picture])
    lesson = Lesson.objects.filter(module__course=course)[0]
    text = f"{lesson.source}\n\n![A lamp](/media/{picture})"
    foreign = Lesson.objects.filter(module__course__slug="gardens")[0]
    edit_lesson(lesson=foreign, heading="Lamps", source=text, by=outsider)
    assert picture in Lesson.objects.get(pk=foreign.pk).html
    assert seen(stranger_client, f"/media/{picture}") == 404
    edit_lesson(lesson=lesson, heading="Lamps", source=text, by=instructor)
    assert seen(stranger_client, f"/media/{picture}") == 200


def test_a_picture_that_texts_showed_before_is_their_courses(picture: str, course: Course) -> None:
    lesson = Lesson.objects.filter(module__course=course)[0]
    Lesson.objects.filter(pk=lesson.pk).update(html=f'<img src="/media/{picture}" alt="">')
    migration = import_module("courses.migrations.0010_pictures_of_courses")
    migration.find_pictures(apps, None)
    assert Picture.objects.values_list("name", "course").get() == (picture, course.pk)
    version = question_of(lesson).versions.get()
    other = f"pictures/picture-{'cd' * 16}.jpg"
    type(version).objects.filter(pk=version.pk).update(
        explanation_html=f'<p><img src="/media/{other}" alt=""></p>'
    )
    import_module("quizzes.migrations.0008_pictures_of_explanations").find_pictures(apps, None)
    assert set(course.pictures.values_list("name", flat=True)) == {picture, other}
