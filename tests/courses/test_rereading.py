"""A better reader reads the kept texts again: all that hangs on them stays, and once is enough."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from courses.documents import reader, version
from courses.documents.model import Document
from courses.importing.importer import import_sources
from courses.importing.outcomes import CHANGED, UNCHANGED
from courses.importing.sources import Source
from courses.library.editing import edit_lesson
from courses.models import Course, Fact, Lesson, Module, ModuleText, Progress
from quizzes.models import Attempt
from quizzes.taking.attempts import start_attempt
from tests.courses.factories import NOTE
from tests.personas import make_course, make_person
from tests.questions import make_quiz

pytestmark = pytest.mark.django_db

SHIPS = "# Ships\n\nThe Comet carried 12 sailors in 1820. See [[Lamps of the coast]]."


@pytest.fixture
def course() -> Course:
    course = make_course("lamps", notes=0, articles=0)
    bring(course)
    return course


def bring(course: Course) -> list[str]:
    sources = [Source("lamps.md", NOTE), Source("ships.md", SHIPS)]
    return [one.state for one in import_sources(course=course, sources=sources).documents]


def read_otherwise(text: str, **more: Any) -> Document:
    """A reader that spells the pounds out, and calls the keepers' lesson otherwise."""
    document = reader.read_document(text, **more)
    lessons = [
        lesson._replace(
            heading=lesson.heading.replace("keepers", "men"),
            source=lesson.source.replace("pounds", "pounds sterling"),
            facts=tuple(
                fact._replace(key=f"{fact.key[:-1]}x", text=fact.text.replace("pounds", "£"))
                if "pounds" in fact.text
                else fact
                for fact in lesson.facts
            ),
        )
        for lesson in document.lessons
    ]
    return replace(document, lessons=tuple(lessons))


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that is the same but for its number."""
    monkeypatch.setattr(version, "READER_VERSION", version.READER_VERSION + 1)


@pytest.fixture
def better(newer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courses.importing.preparing.read_document", read_otherwise)


def reread(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command("reread_documents", *words, stdout=out, **options)
    return out.getvalue()


def rows() -> list[list[tuple[Any, ...]]]:
    return [
        list(model.objects.order_by("pk").values_list())
        for model in (Lesson, Fact, Module, ModuleText)
    ]


def test_nothing_is_read_that_this_reader_read(course: Course) -> None:
    before = rows()
    assert reread() == "Nothing to read again.\n"
    assert rows() == before


def test_another_reader_that_finds_the_same_changes_nothing(course: Course, newer: None) -> None:
    before = rows()[:2]
    assert reread() == "2 documents read again: 0 changed, 2 unchanged.\n"
    assert rows()[:2] == before
    assert reread() == "Nothing to read again.\n"


def test_a_better_reader_changes_what_it_reads_better_and_once(
    course: Course, better: None
) -> None:
    keepers, pay = Lesson.objects.get(heading="The keepers"), Fact.objects.get(text__contains="45")
    facts = set(Fact.objects.values_list("pk", flat=True))
    told = reread()
    assert told == "2 documents read again: 1 changed, 1 unchanged, key facts changed: 1.\n"
    keepers.refresh_from_db()
    pay.refresh_from_db()
    assert keepers.heading == "The men"
    assert pay.text == "They earned 45 £ a year."
    assert set(Fact.objects.values_list("pk", flat=True)) == facts
    before = rows()
    assert reread() == "Nothing to read again.\n"
    assert rows() == before


def test_progress_and_attempts_survive(course: Course, better: None) -> None:
    keepers = Lesson.objects.get(heading="The keepers")
    reader_ = make_person("reader@example.org", enrolled=course)
    Progress.objects.create(user=reader_, lesson=keepers, done_at=timezone.now())
    attempt = start_attempt(user=reader_, quiz=make_quiz(keepers))
    reread()
    assert Progress.objects.get().lesson.heading == "The men"
    assert Attempt.objects.get() == attempt
    assert attempt.responses.count() == 2
    assert attempt.quiz.lesson == keepers


def test_an_edited_lesson_lets_the_new_text_wait(
    course: Course, instructor: User, better: None
) -> None:
    keepers = Lesson.objects.get(heading="The keepers")
    edit_lesson(lesson=keepers, heading="Who kept it", source="Mine.", by=instructor)
    assert "edited lessons whose new text waits: 1" in reread()
    keepers.refresh_from_db()
    assert (keepers.heading, keepers.source) == ("Who kept it", "Mine.")
    assert (keepers.incoming_heading, keepers.incoming_at is not None) == ("The men", True)


def test_a_dry_run_keeps_nothing(course: Course, better: None) -> None:
    before = rows()
    told = reread("--dry-run")
    assert "1 changed, 1 unchanged" in told
    assert "Nothing was kept" in told
    assert rows() == before


def test_only_the_course_that_is_named_is_read(course: Course, newer: None) -> None:
    other = make_course("other", notes=0, articles=0)
    bring(other)
    Module.objects.filter(course=other).update(outcome={})
    assert "2 documents" in reread("--course", "lamps")
    assert Module.objects.get(course=other, source_name="ships.md").outcome == {}
    with pytest.raises(CommandError, match="no course nothing"):
        reread("--course", "nothing")


def test_a_document_without_its_text_is_told_of(course: Course, newer: None) -> None:
    ModuleText.objects.filter(module__source_name="ships.md").delete()
    told = reread()
    assert "The text of 1 document was not kept: import the files again." in told
    assert "1 document read again" in told


def test_an_import_of_the_unchanged_files_reads_them_too(course: Course, better: None) -> None:
    assert bring(course) == [CHANGED, UNCHANGED]
    assert bring(course) == [UNCHANGED, UNCHANGED]
    assert Lesson.objects.filter(heading="The men").exists()


def test_a_terminal_is_shown_the_progress_and_a_pipe_nothing(
    course: Course, newer: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    reread("--dry-run", verbosity=0)
    assert screen.getvalue() == ""
    reread("--dry-run")
    assert "1 of 2" in screen.getvalue() or "2 of 2" in screen.getvalue()
    pipe = StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    reread()
    assert pipe.getvalue() == ""


def test_looking_for_what_is_left_asks_the_same_however_much_there_is(course: Course) -> None:
    with CaptureQueriesContext(connection) as few:
        reread()
    for number in range(12):
        import_sources(course=course, sources=[Source(f"n{number}.md", SHIPS)])
    with CaptureQueriesContext(connection) as many:
        reread()
    assert len(many) == len(few)
