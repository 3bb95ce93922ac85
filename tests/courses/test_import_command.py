"""The command says what became of each document, as text and as JSON."""

from __future__ import annotations

import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from courses.importing.sources import collect
from courses.models import Course, Lesson, Module

pytestmark = pytest.mark.django_db
SEEDS = Path(__file__).parents[2] / "seeds"
KEYS = {
    "documents",
    "lessons",
    "segments",
    "facts",
    "citations_found",
    "citations_used",
    "wikilinks",
    "wikilinks_resolved",
    "warnings",
}


def run(*paths: Path, **options: Any) -> str:
    out = StringIO()
    call_command(
        "import_documents", *map(str, paths), course="japan", stdout=out, no_color=True, **options
    )
    return out.getvalue()


def test_the_seeds_become_a_published_course(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    counts = json.loads(run(SEEDS, publish=True, json=True))
    assert set(counts) >= KEYS
    assert counts["documents"] == 2
    assert counts["citations_used"] == counts["citations_found"] == 86
    assert counts["warnings"] == []
    assert counts["facts"] > 80
    course = Course.objects.get(slug="japan")
    assert course.is_published
    assert course.drawn_cover
    article = Module.objects.get(kind="article")
    assert article.lessons.count() == 3
    assert not Lesson.objects.filter(html__contains="subject to copyright").exists()


def test_a_second_run_changes_nothing_and_says_so(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    first = json.loads(run(SEEDS, json=True))
    rows = list(Lesson.objects.order_by("pk").values())
    said = run(SEEDS)
    assert "Nothing changed." in said
    assert list(Lesson.objects.order_by("pk").values()) == rows
    again = json.loads(run(SEEDS, json=True))
    assert {key: again[key] for key in KEYS} == {key: first[key] for key in KEYS}


def test_a_dry_run_keeps_nothing(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    said = run(SEEDS, publish=True, dry_run=True)
    assert "Nothing was kept" in said
    assert not Course.objects.exists()
    assert not list(tmp_path.iterdir())


def test_a_bad_document_is_told_with_its_line_and_the_others_go_in(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "bad.md").write_bytes(b"\x00\x01\x02\xff\xfe" * 40)
    (folder / "good.md").write_text("# Good\n\nThe mill was built in 1850.\n")
    (folder / "picture.png").write_bytes(b"not looked at")
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_documents", str(folder), course="japan", stdout=out, no_color=True)
    assert error.value.returncode == 1
    assert "refused  bad.md" in out.getvalue()
    assert "line 1:" in out.getvalue()
    assert [module.source_name for module in Module.objects.all()] == ["good.md"]


def test_a_file_that_is_too_large_is_refused(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAX_DOCUMENT_BYTES = 100
    (tmp_path / "long.md").write_text("word " * 100)
    with pytest.raises(CommandError):
        run(tmp_path / "long.md")
    assert not Module.objects.exists()


@pytest.mark.parametrize("slug", ["no spaces", "päth/other"])
def test_a_bad_slug_is_explained(slug: str) -> None:
    with pytest.raises(CommandError, match="letters, digits"):
        call_command("import_documents", str(SEEDS), course=slug)


def test_a_missing_path_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file or folder"):
        run(tmp_path / "nowhere")


def test_a_title_is_given_and_changed(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    run(SEEDS)
    assert Course.objects.get().title == "Japan"
    run(SEEDS, title="Japan’s programs")
    assert Course.objects.get().title == "Japan’s programs"


def test_an_archive_is_imported_as_the_folder_that_it_was_packed_from(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    folder = tmp_path / "vault"
    (folder / "part").mkdir(parents=True)
    (folder / "lamps.md").write_text("# Lamps\n\n## Oil\n\nThe lamp burned 24 gallons [0:12].\n")
    (folder / "part" / "keys.md").write_text("# Keys\n\n## Iron\n\nIt weighed 3 pounds [0:15].\n")
    packed = tmp_path / "vault.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.rglob("*.md")):
            archive.write(file, file.relative_to(tmp_path))
    assert json.loads(run(packed, json=True))["added"] == 2
    assert set(Module.objects.values_list("source_name", flat=True)) == {"lamps.md", "part/keys.md"}
    assert json.loads(run(folder, json=True))["unchanged"] == 2


def test_a_bad_archive_is_told_and_the_others_go_on(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"no archive")
    out = StringIO()
    with pytest.raises(CommandError, match="1 of 3 documents were refused"):
        call_command(
            "import_documents", str(bad), str(SEEDS), course="japan", stdout=out, no_color=True
        )
    assert "no .zip archive" in out.getvalue()
    assert Module.objects.count() == 2


def test_a_terminal_sees_progress(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT = tmp_path
    watched = StringIO()
    monkeypatch.setattr(watched, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", watched)
    run(SEEDS)
    assert "2 of 2" in watched.getvalue()


def test_a_link_out_of_the_folder_is_reported_and_not_read(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    (vault / "sub").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("It was our secret in 1811.")
    (vault / "lamp.md").write_text("# Lamp\n\nIt burned whale oil in 1811.")
    (vault / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (vault / "sub" / "again.md").symlink_to(vault / "lamp.md")
    (vault / "loop").symlink_to(tmp_path)
    found = {one.name: one for one in collect([vault], limit=10**6)}
    assert found.keys() == {"lamp.md", "secret.txt", "sub/again.md"}
    assert "leads out of the folder" in found["secret.txt"].problems[0].message
    assert found["secret.txt"].text == ""
    assert found["sub/again.md"].text == found["lamp.md"].text
