"""Files of MEDIA_ROOT: served as pictures, and nothing around them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from courses.models import Course
from courses.pictures.cover_files import ensure_drawn_cover, wide_name
from courses.views.media import media


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


@pytest.mark.usefixtures("folder", "db")
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


@pytest.mark.usefixtures("folder", "db")
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


@pytest.mark.usefixtures("folder", "db")
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
