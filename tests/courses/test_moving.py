"""A document that was moved or renamed stays the same module, where its text tells so."""

from __future__ import annotations

import random
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.importing import moving
from courses.importing.importer import import_sources
from courses.importing.outcomes import ADDED, CHANGED, UNCHANGED, ImportReport
from courses.importing.renaming import assign
from courses.importing.sources import Source
from courses.models import Course, Lesson, Module, ModuleText, Progress
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
        course=course,
        sources=sources,
        names=list(files) if names is None else names,
        look=lambda: sources,
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


def test_two_documents_that_change_names_are_known_by_their_texts(course: Course) -> None:
    before = modules()
    report = bring(course, {"lamps.md": HORNS, "horns.md": LAMPS})
    assert modules() == {"lamps.md": before["horns.md"], "horns.md": before["lamps.md"]}
    assert states(report) == {"lamps.md": CHANGED, "horns.md": CHANGED}
    again = bring(course, {"lamps.md": HORNS, "horns.md": LAMPS})
    assert states(again) == {"lamps.md": UNCHANGED, "horns.md": UNCHANGED}


def test_of_a_single_file_nothing_is_guessed(course: Course) -> None:
    report = bring(course, {"fires.md": LAMPS.replace("1790", "1791")})
    assert states(report) == {"fires.md": ADDED}
    assert Module.objects.count() == 3
    assert report.documents[0].warnings == ()


def tale(what: str, *, count: int = 60) -> str:
    """Sixty sentences that no other tale has."""
    chance = random.Random(what)
    words = [f"{what}{number}" for number in range(200)]
    parts = (f"It was {' '.join(chance.choices(words, k=9))} in 1812." for _ in range(count))
    return f"# Of {what}\n\n" + "\n\n".join(parts)


def edited(text: str, share: int) -> str:
    """Every so many lines says something else."""
    lines = text.split("\n\n")
    lines[1::share] = [
        f"Quite another thing is told here: {n}." for n in range(len(lines[1::share]))
    ]
    return "\n\n".join(lines)


@pytest.fixture
def coast(course: Course) -> Course:
    """With a channel's folder of three long documents."""
    bring(course, {f"coast/{what}.md": tale(what) for what in ("bell", "mast", "boat")})
    return course


def readers_lesson(name: str) -> Lesson:
    lesson = Lesson.objects.filter(module__source_name=name)[0]
    reader = make_person(f"{lesson.pk}@example.org")
    Progress.objects.create(user=reader, lesson=lesson, done_at=timezone.now())
    return lesson


def all_of(course: Course, **others: str) -> dict[str, str]:
    """The files as they were imported, without those that have a new name in ``others``."""
    texts = {
        one.module.source_name: one.text for one in ModuleText.objects.select_related("module")
    }
    return texts | others


@pytest.mark.parametrize("name", ["harbour/bells.md", "bells_of_the_coast.md"])
def test_a_document_that_was_renamed_and_edited_keeps_its_module(coast: Course, name: str) -> None:
    before, lesson = modules(), readers_lesson("coast/bell.md")
    fact = lesson.facts.order_by("position")[1]
    files = all_of(coast)
    files[name] = edited(files.pop("coast/bell.md"), 5)
    report = bring(coast, files)
    assert modules()[name] == before["coast/bell.md"]
    assert len(modules()) == len(before)
    assert Progress.objects.get().lesson == lesson
    fact.refresh_from_db()
    assert fact.retired_at is None
    told = next(one for one in report.documents if one.name == name)
    assert told.state == CHANGED
    assert "Known as coast/bell.md until now" in told.warnings[0].message
    again = bring(coast, files)
    assert {one.state for one in again.documents} == {UNCHANGED}


def test_a_folder_that_was_renamed_takes_its_edited_documents_along(coast: Course) -> None:
    before = modules()
    files = {
        name.replace("coast/", "shore/"): edited(text, 2) if "coast/" in name else text
        for name, text in all_of(coast).items()
    }
    bring(coast, files)
    assert modules() == {name.replace("coast/", "shore/"): pk for name, pk in before.items()}


def test_a_note_of_the_same_title_and_video_is_the_same_however_much_was_rewritten(
    coast: Course,
) -> None:
    head = "---\ntitle: The bell\nvideoId: abcdefghijk\n---\n"
    bring(coast, all_of(coast, **{"a_bell.md": head + tale("bell")}))
    before = modules()
    files = all_of(coast)
    del files["a_bell.md"]
    other = head.replace("The bell", "Another").replace("abcdefghijk", "abcdefghijz")
    files["b.md"] = head + tale("wheel")
    files["c.md"] = other + tale("wing")
    report = bring(coast, files)
    assert modules()["b.md"] == before["a_bell.md"]
    assert states(report)["c.md"] == ADDED


def test_of_two_files_that_are_equally_like_it_none_is_taken_for_it(coast: Course) -> None:
    before = modules()
    files = all_of(coast)
    text = files.pop("coast/bell.md")
    files |= {"one.md": text + "\n\nOne more.", "two.md": text + "\n\nTwo more."}
    report = bring(coast, files)
    assert {states(report)["one.md"], states(report)["two.md"]} == {ADDED}
    assert modules()["coast/bell.md"] == before["coast/bell.md"]
    for one in report.documents:
        if one.name in ("one.md", "two.md"):
            assert "Much of it is that of coast/bell.md" in one.warnings[0].message


def test_a_file_that_is_equally_like_two_documents_is_none_of_them(coast: Course) -> None:
    text = tale("wheel")
    bring(
        coast, all_of(coast, **{"w1.md": text + "\n\nOne more.", "w2.md": text + "\n\nTwo more."})
    )
    files = all_of(coast)
    del files["w1.md"], files["w2.md"]
    files["w3.md"] = text + "\n\nThree more."
    report = bring(coast, files)
    assert states(report)["w3.md"] == ADDED
    warning = next(one for one in report.documents if one.name == "w3.md").warnings[0].message
    assert "It may be w1.md or w2.md under a new name" in warning


def test_the_one_that_is_called_so_goes_before_one_that_is_as_like(coast: Course) -> None:
    before = modules()
    files = all_of(coast)
    text = files.pop("coast/bell.md")
    files |= {"new/bell.md": text + "\n\nOne more.", "copy.md": text + "\n\nTwo more."}
    report = bring(coast, files)
    assert modules()["new/bell.md"] == before["coast/bell.md"]
    assert states(report)["copy.md"] == ADDED


def test_an_exact_text_goes_before_an_edited_one_that_comes_first(coast: Course) -> None:
    before = modules()
    files = all_of(coast)
    text = files.pop("coast/bell.md")
    files = {"a_first.md": edited(text, 8)} | files | {"z_last.md": text}
    bring(coast, files)
    assert modules()["z_last.md"] == before["coast/bell.md"]


def test_documents_that_changed_names_and_were_edited_are_known_by_their_texts(
    coast: Course,
) -> None:
    before, lesson = modules(), readers_lesson("coast/bell.md")
    files = all_of(coast)
    bell, mast = files["coast/bell.md"], files["coast/mast.md"]
    files |= {"coast/bell.md": edited(mast, 5), "coast/mast.md": edited(bell, 5)}
    bring(coast, files)
    after = modules()
    assert after["coast/mast.md"] == before["coast/bell.md"] == lesson.module_id
    assert after["coast/bell.md"] == before["coast/mast.md"]


def test_parts_that_moved_up_by_one_stay_themselves(coast: Course) -> None:
    parts = {
        f"Part {n}.md": tale(what) for n, what in enumerate(("oar", "sail", "keel", "rope"), 1)
    }
    bring(coast, all_of(coast) | parts)
    before = modules()
    files = all_of(coast) | {
        "Part 2.md": tale("new"),
        "Part 3.md": edited(parts["Part 2.md"], 6),
        "Part 4.md": parts["Part 3.md"],
        "Part 5.md": parts["Part 4.md"],
    }
    report = bring(coast, files)
    after = modules()
    assert [after[f"Part {n}.md"] for n in (1, 3, 4, 5)] == [
        before[f"Part {n}.md"] for n in (1, 2, 3, 4)
    ]
    assert after["Part 2.md"] not in before.values()
    assert states(report)["Part 2.md"] == ADDED
    # And down again: the new part is none of the files then, and stays in the course.
    bring(coast, {name: text for name, text in files.items() if name != "Part 5.md"} | parts)
    again = modules()
    assert [again[f"Part {n}.md"] for n in range(1, 5)] == list(before.values())[-4:]
    assert again[f"Part 2~{after['Part 2.md']}.md"] == after["Part 2.md"]
    assert len(modules()) == len(after)


def test_a_document_that_was_rewritten_under_its_name_stays_where_it_is(coast: Course) -> None:
    before = modules()
    report = bring(coast, all_of(coast, **{"coast/bell.md": tale("whistle")}))
    assert modules() == before
    assert states(report)["coast/bell.md"] == CHANGED


def test_files_that_have_nothing_to_do_with_the_course_s_are_not_compared(coast: Course) -> None:
    """Two documents more, from elsewhere: they are no new state of the library."""
    files = {"one.md": edited(tale("bell"), 6), "two.md": tale("crane")}
    assert set(states(bring(coast, files)).values()) == {ADDED}


def test_of_one_of_several_vaults_only_what_is_called_alike_is_taken_for_gone(
    coast: Course,
) -> None:
    """The course is not all in the import: what is not may be in another vault, as it was."""
    bring(coast, {"other/a.md": tale("anchor"), "other/b.md": tale("buoy")})
    before = modules()
    files = {"other/a.md": tale("anchor"), "c.md": edited(tale("mast"), 5)}
    assert states(bring(coast, files)) == {"other/a.md": UNCHANGED, "c.md": ADDED}
    assert modules()["coast/mast.md"] == before["coast/mast.md"]
    files = {"other/a.md": tale("anchor"), "here/b.md": edited(tale("buoy"), 5)}
    assert states(bring(coast, files)) == {"other/a.md": UNCHANGED, "here/b.md": CHANGED}
    assert modules()["here/b.md"] == before["other/b.md"]


def test_a_new_name_that_another_import_was_faster_to_take_is_left_to_it(
    coast: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = all_of(coast)
    files["bells.md"] = edited(files.pop("coast/bell.md"), 5)

    def late(*args: Any, **words: Any) -> Any:
        import_sources(course=coast, sources=[Source("bells.md", files["bells.md"])])
        return assign(*args, **words)

    monkeypatch.setattr(moving, "assign", late)
    before = modules()
    assert states(bring(coast, files))["bells.md"] == UNCHANGED
    assert before.items() <= modules().items()
    assert modules().keys() - before.keys() == {"bells.md"}


def test_a_path_that_is_too_long_for_a_module_moves_none(coast: Course) -> None:
    files = all_of(coast)
    text = files.pop("coast/bell.md")
    before = modules()
    bring(coast, files | {f"{'far/' * 70}bell.md": text})
    assert before.items() <= modules().items()


def test_a_plan_that_another_import_was_faster_with_is_let_go(
    coast: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = all_of(coast)
    files["bells.md"] = edited(files.pop("coast/bell.md"), 5)

    def late(*args: Any, **words: Any) -> Any:
        Module.objects.filter(source_name="coast/bell.md").update(source_name="taken.md")
        return assign(*args, **words)

    monkeypatch.setattr(moving, "assign", late)
    assert states(bring(coast, files))["bells.md"] == ADDED
    assert "taken.md" in modules()


def test_the_preview_promises_what_was_edited_too(
    coast: Course, instructor_client: Client, instructor: Any
) -> None:
    coast.instructor_set.create(user=instructor)
    before = modules()
    files = all_of(coast)
    bell = files.pop("coast/bell.md")
    wheel = tale("wheel")
    files |= {"bells.md": edited(bell, 5)}
    sources = [Source(name, text) for name, text in files.items()]
    pages = {one.name: one for one in preview(coast, sources)}
    assert (pages["bells.md"].state, pages["bells.md"].former) == (CHANGED, "coast/bell.md")
    assert {one.state for name, one in pages.items() if name != "bells.md"} == {UNCHANGED}
    assert modules() == before
    upload = create_upload(course=coast, by=instructor, sources=[*sources, Source("w.md", wheel)])
    address = reverse("studio:import", args=[coast.slug, upload.pk])
    assert "Known as coast/bell.md until now" in instructor_client.get(address).text
    instructor_client.post(address, {"action": "import"}, follow=True)
    assert modules()["bells.md"] == before["coast/bell.md"]


def test_the_preview_says_what_it_cannot_decide(coast: Course) -> None:
    files = all_of(coast)
    text = files.pop("coast/bell.md")
    files |= {"one.md": text + "\n\nOne more.", "two.md": text + "\n\nTwo more."}
    pages = {one.name: one for one in preview(coast, [Source(*one) for one in files.items()])}
    assert pages["one.md"].state == ADDED
    assert "Much of it is that of coast/bell.md" in pages["one.md"].problems[0].message


def test_an_import_into_an_empty_course_compares_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(source: Source) -> Any:
        raise AssertionError

    monkeypatch.setattr(moving, "text_of", never)
    empty = make_course("empty", notes=0, articles=0)
    assert set(states(bring(empty, {"a.md": LAMPS, "b.md": HORNS})).values()) == {ADDED}
    assert set(states(bring(empty, {"a.md": LAMPS, "b.md": HORNS})).values()) == {UNCHANGED}


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
    both = [*sources, Source("lamps.md", LAMPS)]
    kept = preview(course, sources, beside=["lamps.md"], look=lambda: both)[0]
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

    def run(path: Path, **options: Any) -> str:
        out = StringIO()
        call_command(
            "import_documents", str(path), course="coast", stdout=out, no_color=True, **options
        )
        return out.getvalue()

    assert "None of the files" not in run(vault)
    before = modules()
    (vault / "sub").mkdir()
    (vault / "lamps.md").rename(vault / "sub" / "lamps.md")
    (vault / "oil.md").unlink()
    # A dry run says the same, although all is undone by then.
    assert "None of the files is oil.md: what the course has stays." in run(vault, dry_run=True)
    assert modules() == before
    told = run(vault)
    assert "None of the files is oil.md: what the course has stays." in told
    assert modules() == {
        "sub/lamps.md": before["lamps.md"],
        "horns.md": before["horns.md"],
        "oil.md": before["oil.md"],
    }
    assert "None of the files" not in run(vault / "horns.md")


def test_a_document_whose_name_another_one_took_is_told_of(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    vault = tmp_path / "vault"
    vault.mkdir()
    for name, text in (("lamps.md", LAMPS), ("horns.md", HORNS), ("oil.md", "# Oil\n\nIt is oil.")):
        (vault / name).write_text(text)
    call_command("import_documents", str(vault), course="coast", verbosity=0, stdout=StringIO())
    before = modules()
    (vault / "horns.md").replace(vault / "lamps.md")
    out = StringIO()
    call_command("import_documents", str(vault), course="coast", stdout=out, no_color=True)
    after = modules()
    assert after["lamps.md"] == before["horns.md"]
    (other,) = after.keys() - before.keys()
    assert after[other] == before["lamps.md"]
    assert f"None of the files is {other}: what the course has stays." in out.getvalue()


@pytest.mark.parametrize("same", [0, 299])
def test_all_files_renamed_and_all_but_one_edited_are_known_wherever_that_one_stands(
    same: int,
) -> None:
    course = make_course("coast", notes=0, articles=0)

    def text(number: int, last: str) -> str:
        words = " ".join(f"word{number}x{place}" for place in range(60))
        return f"---\ntitle: Note {number}\n---\n## Notes\n\nIt says {words} {last}.\n"

    bring(course, {f"n{number:03}.md": text(number, "first") for number in range(300)})
    before = modules()
    last = {number: "first" if number == same else "then" for number in range(300)}
    bring(course, {f"m{number:03}.md": text(number, last[number]) for number in range(300)})
    assert modules() == {f"m{name[1:]}": pk for name, pk in before.items()}
