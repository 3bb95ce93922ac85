"""Two imports at once, and one that is killed in the middle: the rows are always a whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from courses.documents.reader import read_document
from courses.importing.importer import import_document, import_sources
from courses.importing.outcomes import ADDED
from courses.importing.sources import Source
from courses.library.editing import edit_lesson
from courses.models import Course, Fact, Lesson, Module, Video
from tests.personas import make_course, make_person
from tests.races import at_once

ROOT = Path(__file__).parents[2]
WAIT = 60
"""Seconds after which a test of processes gives up."""


def note(number: int, word: str = "oil", facts: int = 6) -> str:
    lines = [
        f"The lamp number {place} of coast {number} burned {word} in 18{place + 10} "
        f"[00:{place:02d}:00]."
        for place in range(1, facts + 1)
    ]
    half = facts // 2
    return (
        f"---\ntitle: Coast {number}\nvideoId: abcDEF123{number:02d}\n---\n\n## The north\n\n"
        + "\n\n".join(lines[:half])
        + f"\n\n## The south\n\nSee [[coast_{number + 1}]].\n\n"
        + "\n\n".join(lines[half:])
        + "\n"
    )


def sources(word: str = "oil", count: int = 4) -> list[Source]:
    return [Source(f"coast_{number}.md", note(number, word)) for number in range(1, count + 1)]


def rows_of(course: Course) -> list[tuple[Any, ...]]:
    """All that the documents decide, in order, without ids."""
    return list(
        Fact.objects.standing()
        .filter(lesson__module__course=course)
        .order_by("lesson__module__source_name", "position")
        .values_list("lesson__module__source_name", "lesson__heading", "key", "text")
    )


def wanted(word: str, count: int = 4) -> list[tuple[Any, ...]]:
    return [
        (source.name, lesson.heading, fact.key, fact.text)
        for source in sources(word, count)
        for lesson in read_document(source.text, name=source.name).lessons
        for fact in lesson.facts
    ]


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_the_same_folder_twice_at_once_is_in_once() -> None:
    course = make_course("coasts", notes=0, articles=0)
    found = at_once(*[lambda: import_sources(course=course, sources=sources())] * 3)
    assert not [one for one in found if isinstance(one, Exception)], found
    assert sum(report.count(ADDED) for report in found) == 4
    assert rows_of(course) == wanted("oil")
    positions = list(Module.objects.order_by("position").values_list("position", flat=True))
    assert positions == [1, 2, 3, 4]
    assert Video.objects.count() == 4
    assert not Module.objects.filter(links_due=True).exists()
    linked = Lesson.objects.filter(heading="The south", html__contains='class="wiki"')
    assert linked.count() == 3


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_of_two_texts_at_once_each_document_is_wholly_one() -> None:
    course = make_course("coasts", notes=0, articles=0)
    import_sources(course=course, sources=sources())
    facts = set(Fact.objects.values_list("pk", flat=True))
    found = at_once(
        lambda: import_sources(course=course, sources=sources("tallow")),
        lambda: import_sources(course=course, sources=reversed(sources("petrol"))),
    )
    assert not [one for one in found if isinstance(one, Exception)], found
    for module in Module.objects.all():
        texts = {
            word: [text for name, _, _, text in wanted(word) if name == module.source_name]
            for word in ("tallow", "petrol")
        }
        rows = Fact.objects.standing().filter(lesson__module=module).order_by("position")
        assert list(rows.values_list("text", flat=True)) in texts.values()
    assert set(Fact.objects.values_list("pk", flat=True)) == facts


@pytest.mark.usefixtures("shared_database")
@pytest.mark.django_db(transaction=True)
def test_an_edit_during_an_import_is_lost_by_neither() -> None:
    course = make_course("coasts", notes=0, articles=0)
    import_sources(course=course, sources=sources(count=1))
    lesson = Lesson.objects.get(heading="The north")
    person = make_person("ines@example.net")
    newer = read_document(note(1, "tallow"), name="coast_1.md")
    found = at_once(
        lambda: edit_lesson(lesson=lesson, heading="Mine", source="My own text.", by=person),
        lambda: import_document(course=course, document=newer),
    )
    assert not [one for one in found if isinstance(one, Exception)], found
    lesson.refresh_from_db()
    assert (lesson.heading, lesson.source) == ("Mine", "My own text.")
    # Whoever came first, the document's new text is known: as what waits, or as what was edited.
    assert "tallow" in lesson.incoming_source or "tallow" in lesson.base_source


# The hook is the script's own: it says where it is and waits there to be killed.
SCRIPT = """
import os, sys, time
os.environ["DATABASE_URL"] = "sqlite:////" + sys.argv[1].lstrip("/")
os.environ["DEBUG"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
import django
django.setup()
from importlib import import_module
from courses.importing import importer
from courses.models import Course
from courses.importing.sources import collect
from pathlib import Path

names, calls = sys.argv[3], int(sys.argv[4])
seen = []

def slowed(original):
    def slow(*args, **kwargs):
        done = original(*args, **kwargs)
        seen.append(1)
        if len(seen) == calls:
            print("HERE", flush=True)
            time.sleep(600)
        return done
    return slow

# Of two names the one is called for new documents, the other for changed ones.
for one in names.split():
    module, name = one.split(".")
    place = import_module("courses.importing." + module)
    setattr(place, name, slowed(getattr(place, name)))
importer.WRITTEN = 2
course, _ = Course.objects.get_or_create(slug="coasts", defaults={"title": "Coasts"})
importer.import_sources(course=course, sources=collect([Path(sys.argv[2])], limit=10**6))
print("DONE", flush=True)
"""


def start(database: Path, folder: Path, *hook: str) -> subprocess.Popen[str]:
    words = hook or ("", "0")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", SCRIPT, str(database), str(folder), *words],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        stdout=subprocess.PIPE,
        text=True,
    )


def run(database: Path, folder: Path) -> None:
    process = start(database, folder)
    said, _ = process.communicate(timeout=WAIT)
    assert (process.returncode, said.strip()) == (0, "DONE")


def kill(database: Path, folder: Path, *hook: str) -> None:
    process = start(database, folder, *hook)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "HERE", "the place was never reached"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=WAIT)
        process.stdout.close()


def ask(database: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(database)) as rows:
        return rows.execute(sql).fetchall()


STATE = (
    "SELECT m.source_name, l.heading, l.source, l.html, f.key, f.text, f.retired_at IS NULL"
    " FROM courses_module m JOIN courses_lesson l ON l.module_id = m.id"
    " JOIN courses_fact f ON f.lesson_id = l.id ORDER BY m.source_name, f.position, f.key"
)
COUNTS = (
    "SELECT m.source_name, count(DISTINCT l.id), count(DISTINCT f.id), count(DISTINCT c.id)"
    " FROM courses_module m LEFT JOIN courses_lesson l ON l.module_id = m.id"
    " LEFT JOIN courses_fact f ON f.lesson_id = l.id"
    " LEFT JOIN courses_citation c ON c.fact_id = f.id GROUP BY m.id ORDER BY m.source_name"
)


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once; the tests copy it."""
    file = tmp_path_factory.mktemp("killed") / "empty.sqlite3"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:////{str(file).lstrip('/')}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEBUG": "1",
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True
    )
    return file


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    file = tmp_path / "cuepoint.sqlite3"
    with closing(sqlite3.connect(empty_database)) as a, closing(sqlite3.connect(file)) as b:
        a.backup(b)
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "notes"
    found.mkdir()
    write(found, "oil")
    return found


def write(folder: Path, word: str) -> None:
    for source in sources(word):
        (folder / source.name).write_text(source.text)


PLACES = {
    "in the middle of a document's rows": (
        "new_documents.insert rewriting._write_segments",
        "4",
    ),
    "before the first documents are committed": (
        "importer.write_new_documents rewriting._write_facts",
        "1",
    ),
    "between two transactions": ("importer._write_all", "1"),
    "while the links are looked at": ("finishing.relink_modules", "1"),
}


@pytest.mark.parametrize("hook", PLACES.values(), ids=PLACES.keys())
def test_killed_in_the_middle_nothing_stands_by_half_and_a_second_run_completes(
    hook: tuple[str, str], database: Path, folder: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.sqlite3"
    with closing(sqlite3.connect(database)) as a, closing(sqlite3.connect(whole)) as b:
        a.backup(b)
    run(whole, folder)
    complete = {row[0]: row for row in ask(whole, COUNTS)}
    assert len(complete) == 4

    kill(database, folder, *hook)
    left = ask(database, COUNTS)
    assert len(left) in (0, 2, 4)
    assert left == [complete[row[0]] for row in left]
    run(database, folder)
    assert ask(database, STATE) == ask(whole, STATE)
    assert ask(database, "SELECT count(*) FROM courses_module WHERE links_due") == [(0,)]

    # And the same for texts that change: each document is the old one or the new one.
    write(folder, "tallow")
    ids = ask(database, "SELECT id FROM courses_fact ORDER BY id")
    kill(database, folder, *hook)
    by_document: dict[str, set[str]] = {}
    for name, text in ask(
        database,
        "SELECT m.source_name, f.text FROM courses_fact f JOIN courses_lesson l"
        " ON l.id = f.lesson_id JOIN courses_module m ON m.id = l.module_id",
    ):
        by_document.setdefault(name, set()).add("tallow" if "tallow" in text else "oil")
    assert all(len(words) == 1 for words in by_document.values())
    run(database, folder)
    run(whole, folder)
    assert ask(database, STATE) == ask(whole, STATE)
    assert ask(database, "SELECT id FROM courses_fact ORDER BY id") == ids
