"""A document that was moved or renamed stays the same module, where its text tells so."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.importing.importer import import_sources
from courses.importing.outcomes import ADDED, CHANGED, UNCHANGED, ImportReport
from courses.importing.sources import Source
from courses.models import Course, Lesson, Module, Progress
from courses.studio.previews import preview
from courses.studio.uploads import create_upload
from tests.personas import make_course, make_person

pytestmark = pytest.mark.django_db

LAMPS = "# Lamps\n\nThe first lamp burned whale oil in 1790. See [[horns]]."
HORNS = "# Of horns\n\nThe horn of steam was fitted in 1866 on the rock. See [[lamps]]."


@pytest.fixture
def course() -> Course:
    course = make_course("lamps", notes=0, articles=0)
    bring(course, {"lamps.md": LAMPS, "horns.md": HORNS})
    return course


def bring(course: Course, files: dict[str, str], names: Any = None) -> ImportReport:
    sources = [Source(name, text) for name, text in files.items()]
    return import_sources(
        course=course, sources=sources, names=list(files) if names is None else names
    )


def states(report: ImportReport) -> dict[str, str]:
    return {one.name: one.state for one in report.documents}


def modules() -> dict[str, int]:
    return dict(Module.objects.values_list("source_name", "pk"))


@pytest.mark.parametrize("name", ["coast/lamps.md", "fires.md"])
def test_a_moved_document_keeps_its_module_and_all_that_hangs_on_it(
    course: Course, name: str
) -> None:
    before, lesson = modules(), Lesson.objects.get(module__source_name="lamps.md")
    reader = make_person("reader@example.org")
    Progress.objects.create(user=reader, lesson=lesson, done_at=timezone.now())
    report = bring(course, {name: LAMPS, "horns.md": HORNS})
    assert states(report) == {name: CHANGED, "horns.md": UNCHANGED}
    assert "Known as lamps.md until now" in report.documents[0].warnings[0].message
    assert modules() == {name: before["lamps.md"], "horns.md": before["horns.md"]}
    assert Progress.objects.get().lesson == lesson
    again = bring(course, {name: LAMPS, "horns.md": HORNS})
    assert states(again) == {name: UNCHANGED, "horns.md": UNCHANGED}
    assert again.documents[0].warnings == ()


def test_links_go_by_the_new_name(course: Course) -> None:
    bring(course, {"fires.md": LAMPS, "horns.md": HORNS.replace("[[lamps]]", "[[fires]]")})
    lesson = Lesson.objects.get(module__source_name="horns.md")
    assert lesson.links.get().module == Module.objects.get(source_name="fires.md")
    assert 'class="wiki"' in lesson.html


def test_links_by_the_name_that_is_no_more_become_terms(course: Course) -> None:
    Module.objects.filter(source_name="lamps.md").update(folded_title="")
    bring(course, {"fires.md": LAMPS.replace("# Lamps", "# Lamps"), "horns.md": HORNS})
    horns = Lesson.objects.get(module__source_name="horns.md")
    assert horns.links.get().module is None
    assert 'class="term"' in horns.html


def test_a_copy_beside_its_original_is_a_module_of_its_own(course: Course) -> None:
    before = modules()
    report = bring(course, {"a/lamps.md": LAMPS, "lamps.md": LAMPS, "horns.md": HORNS})
    assert states(report) == {"a/lamps.md": ADDED, "lamps.md": UNCHANGED, "horns.md": UNCHANGED}
    assert modules()["lamps.md"] == before["lamps.md"]


def test_of_two_new_names_with_one_text_one_is_new(course: Course) -> None:
    before = modules()
    report = bring(course, {"a.md": LAMPS, "b.md": LAMPS})
    assert states(report) == {"a.md": CHANGED, "b.md": ADDED}
    assert modules()["a.md"] == before["lamps.md"]


def test_of_two_documents_of_one_text_the_one_called_so_moves(course: Course) -> None:
    bring(course, {"lamps.md": LAMPS, "horns.md": HORNS, "oil.md": LAMPS})
    before = modules()
    bring(course, {"coast/oil.md": LAMPS, "coast/lamps.md": LAMPS})
    after = modules()
    assert after["coast/oil.md"] == before["oil.md"]
    assert after["coast/lamps.md"] == before["lamps.md"]


def test_two_documents_that_change_names_stay_where_their_names_are(course: Course) -> None:
    before = modules()
    bring(course, {"lamps.md": HORNS, "horns.md": LAMPS})
    assert modules() == before


def test_another_text_under_another_name_is_another_document(course: Course) -> None:
    report = bring(course, {"fires.md": LAMPS.replace("1790", "1791")})
    assert states(report) == {"fires.md": ADDED}
    assert Module.objects.count() == 3


def test_without_the_names_of_all_files_nothing_moves(course: Course) -> None:
    assert states(bring(course, {"fires.md": LAMPS}, names=())) == {"fires.md": ADDED}


def test_a_course_s_documents_do_not_move_into_another(course: Course) -> None:
    other = make_course("other", notes=0, articles=0)
    assert states(bring(other, {"fires.md": LAMPS})) == {"fires.md": ADDED}
    assert course.modules.count() == 2


def test_the_preview_promises_it(course: Course) -> None:
    sources = [Source("coast/lamps.md", LAMPS), Source("new.md", "# N\n\nIt has 3 doors.")]
    lamps, new = preview(course, sources)
    assert (lamps.state, lamps.former) == (CHANGED, "lamps.md")
    assert lamps.module == Module.objects.get(source_name="lamps.md")
    assert {one.state for one in lamps.lessons} == {"same"}
    assert (new.state, new.former) == (ADDED, "")
    kept = preview(course, sources, beside=["lamps.md"])[0]
    assert (kept.state, kept.former) == (ADDED, "")


def test_an_upload_moves_what_it_promised(
    course: Course, instructor_client: Client, instructor: Any
) -> None:
    course.instructor_set.create(user=instructor)
    before = modules()
    upload = create_upload(course=course, by=instructor, sources=[Source("fires.md", LAMPS)])
    address = reverse("studio:import", args=[course.slug, upload.pk])
    assert "Known as lamps.md until now" in instructor_client.get(address).content.decode()
    page = instructor_client.post(address, {"action": "import"}, follow=True).content.decode()
    assert "Known as lamps.md until now" in page
    assert modules() == {"fires.md": before["lamps.md"], "horns.md": before["horns.md"]}


def test_the_command_moves_and_tells_what_is_missing(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    vault = tmp_path / "vault"
    vault.mkdir()
    for name, text in (("lamps.md", LAMPS), ("horns.md", HORNS), ("oil.md", "# Oil\n\nIt is oil.")):
        (vault / name).write_text(text)

    def run(path: Path) -> str:
        out = StringIO()
        call_command("import_documents", str(path), course="coast", stdout=out, no_color=True)
        return out.getvalue()

    assert "None of the files" not in run(vault)
    before = modules()
    (vault / "sub").mkdir()
    (vault / "lamps.md").rename(vault / "sub" / "lamps.md")
    (vault / "oil.md").unlink()
    told = run(vault)
    assert "None of the files is oil.md: what the course has stays." in told
    assert modules() == {
        "sub/lamps.md": before["lamps.md"],
        "horns.md": before["horns.md"],
        "oil.md": before["oil.md"],
    }
    assert "None of the files" not in run(vault / "horns.md")
