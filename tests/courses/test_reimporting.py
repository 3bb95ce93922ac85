"""A document comes again, changed: what hangs on its sentences and sections stays with them."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from courses.documents.reader import read_document
from courses.importing.importer import import_document, import_sources
from courses.importing.outcomes import CHANGED, UNCHANGED, DocumentReport
from courses.importing.sources import Source, hash_of
from courses.library.editing import edit_lesson
from courses.models import Course, Fact, Lesson, Link, Module, Progress
from tests.courses.factories import NOTE
from tests.personas import make_course, make_person

pytestmark = pytest.mark.django_db

NAME = "lamps.md"


@pytest.fixture
def course() -> Course:
    return make_course("lamps", notes=0, articles=0)


def put(course: Course, text: str = NOTE) -> DocumentReport:
    return import_document(course=course, document=read_document(text, name=NAME))


def fact(text: str) -> Fact:
    return Fact.objects.standing().get(text__contains=text)


def test_a_corrected_sentence_keeps_its_row_and_is_told(course: Course) -> None:
    put(course)
    pay, keepers = fact("45 pounds"), fact("Three keepers")
    report = put(course, NOTE.replace("45 pounds", "48 pounds"))
    assert report.state == CHANGED
    assert (report.changed_facts, report.retired_facts) == ((pay.pk,), ())
    assert fact("48 pounds").pk == pay.pk
    assert fact("Three keepers").pk == keepers.pk
    assert Fact.objects.count() == 5


def test_corrected_and_back_again_is_the_same_row(course: Course) -> None:
    put(course)
    before = list(Fact.objects.order_by("pk").values())
    put(course, NOTE.replace("45 pounds", "48 pounds"))
    put(course)
    assert list(Fact.objects.order_by("pk").values()) == before


def test_a_sentence_without_successor_is_retired_and_told(course: Course) -> None:
    put(course)
    pay = fact("45 pounds")
    report = put(course, NOTE.replace(" They earned 45 pounds a year [00:01:30].", ""))
    assert (report.changed_facts, report.retired_facts) == ((), (pay.pk,))
    pay.refresh_from_db()
    assert pay.retired_at is not None
    assert [one.seconds for one in pay.citations.all()] == [90]
    put(course)
    assert fact("45 pounds").pk == pay.pk


def test_citations_follow_a_sentence_whose_second_changed(course: Course) -> None:
    put(course)
    pay = fact("45 pounds")
    report = put(course, NOTE.replace("00:01:30", "00:01:34"))
    assert report.changed_facts == ()
    assert fact("45 pounds").pk == pay.pk
    assert fact("45 pounds").seconds == 94


def test_a_lesson_under_another_heading_keeps_its_address_progress_and_facts(
    course: Course,
) -> None:
    put(course)
    keepers = Lesson.objects.get(heading="The keepers")
    facts = set(keepers.facts.values_list("pk", flat=True))
    Progress.objects.create(
        user=make_person("reader@example.org"), lesson=keepers, done_at=timezone.now()
    )
    report = put(course, NOTE.replace("## The keepers", "## Life on the rock"))
    renamed = Lesson.objects.get(heading="Life on the rock")
    assert (renamed.pk, renamed.slug) == (keepers.pk, keepers.slug)
    assert set(renamed.facts.values_list("pk", flat=True)) == facts
    assert (report.changed_facts, report.retired_facts) == ((), ())
    assert Progress.objects.get().lesson_id == renamed.pk
    assert Lesson.objects.standing().count() == 3


def test_a_heading_and_a_sentence_may_change_at_once(course: Course) -> None:
    put(course)
    keepers, pay = Lesson.objects.get(heading="The keepers"), fact("45 pounds")
    text = NOTE.replace("## The keepers", "## On the rock").replace("45 pounds", "48 pounds")
    put(course, text)
    assert Lesson.objects.get(heading="On the rock").pk == keepers.pk
    assert fact("48 pounds").pk == pay.pk


def test_lessons_that_change_places_stay_themselves(course: Course) -> None:
    put(course)
    before = {lesson.heading: lesson.pk for lesson in Lesson.objects.all()}
    head, keepers, horn = NOTE.split("## ")
    put(course, f"{head}## {horn}\n\n## {keepers}")
    assert {lesson.heading: lesson.pk for lesson in Lesson.objects.standing()} == before
    assert Fact.objects.filter(retired_at__isnull=False).count() == 0


def test_a_sentence_takes_its_row_along_into_another_lesson(course: Course) -> None:
    put(course)
    heard = fact("12 miles")
    sentence = " It was heard 12 miles away [00:03:20]."
    text = NOTE.replace(sentence, "").replace("## The fog horn", f"{sentence}\n\n## The fog horn")
    put(course, text)
    assert fact("12 miles").pk == heard.pk
    assert fact("12 miles").lesson.heading == "The keepers"


def test_another_lesson_in_its_place_is_another_lesson(course: Course) -> None:
    put(course)
    horn = Lesson.objects.get(heading="The fog horn")
    place = NOTE.index("## The fog horn")
    put(
        course,
        NOTE[:place] + "## The bridge\n\nA storm took the wooden bridge in 1899 [00:03:00].\n",
    )
    horn.refresh_from_db()
    assert horn.retired_at is not None
    assert Lesson.objects.get(heading="The bridge").pk != horn.pk


def parts(*texts: str) -> str:
    """A note whose headings say nothing but a number."""
    sections = (f"## Part {number}\n\n{text}\n" for number, text in enumerate(texts, 1))
    return "---\ntitle: Lamps\nvideoId: abcDEF12345\n---\n\n" + "\n".join(sections)


OIL = "The first lamp burned whale oil in 1790 [00:00:05]. It drank 9 pints [00:00:20]."
KEEPERS = "Three keepers lived on the rock [00:01:10]. They earned 45 pounds a year [00:01:30]."
HORN = "The horn was fitted in 1866 [00:03:00]. It was heard 12 miles away [00:03:20]."
PLAIN = "Nothing here is said by anybody, and no second is told."


def lessons_by_text() -> dict[str, int]:
    return {one.source[:12]: one.pk for one in Lesson.objects.standing()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param([OIL, KEEPERS, HORN], [HORN, OIL, KEEPERS], id="turned"),
        pytest.param([OIL, KEEPERS], [HORN, OIL, KEEPERS], id="one before them"),
        pytest.param([OIL, KEEPERS, HORN], [KEEPERS, HORN], id="the first gone"),
        pytest.param([OIL, PLAIN, HORN], [KEEPERS, OIL, PLAIN, HORN], id="one without facts"),
        pytest.param(
            [OIL, KEEPERS, HORN],
            [PLAIN, OIL, KEEPERS.replace("45", "48"), HORN],
            id="and a figure changed",
        ),
    ],
)
def test_lessons_whose_headings_only_count_follow_their_texts(
    course: Course, before: list[str], after: list[str]
) -> None:
    put(course, parts(*before))
    known = lessons_by_text()
    put(course, parts(*after))
    now = lessons_by_text()
    assert {text: now[text] for text in known if text in now} == {
        text: pk for text, pk in known.items() if text in now
    }
    assert [one.heading for one in Lesson.objects.standing().order_by("position")] == [
        f"Part {number}" for number in range(1, len(after) + 1)
    ]
    put(course, parts(*before))
    assert lessons_by_text() == known


def test_a_text_that_is_all_another_keeps_the_lesson_of_its_heading(course: Course) -> None:
    put(course, parts(OIL, KEEPERS))
    known = [one.pk for one in Lesson.objects.order_by("position")]
    put(course, parts(HORN, KEEPERS))
    assert [one.pk for one in Lesson.objects.standing().order_by("position")] == known


def test_a_lesson_that_a_person_rewrote_is_found_by_what_the_document_said(
    course: Course, instructor: User
) -> None:
    put(course, parts(OIL, PLAIN, HORN))
    lesson = Lesson.objects.get(source=PLAIN)
    edit_lesson(lesson=lesson, heading="My own", source="All of it my own words.", by=instructor)
    put(course, parts(OIL, PLAIN, HORN).replace("## Part 2", "## Of silence"))
    lesson.refresh_from_db()
    assert lesson.retired_at is None
    assert (lesson.heading, lesson.incoming_heading) == ("My own", "Of silence")


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_rows_say_what_the_document_says(course: Course, seed: int) -> None:
    draw = random.Random(seed)
    sections = [
        [f"The {place} lamp number {n} of 18{n}{place} shone {n * 7} miles." for n in range(1, 6)]
        for place in ("northern", "southern", "eastern")
    ]
    seen: set[int] = set()
    for _ in range(5):
        document = read_document(_written(sections), name=NAME)
        import_document(course=course, document=document)
        drafts = [one for lesson in document.lessons for one in lesson.facts]
        rows = list(Fact.objects.standing().order_by("position"))
        assert [(row.key, row.text) for row in rows] == [(one.key, one.text) for one in drafts]
        assert [row.lesson.key for row in rows] == [
            lesson.key for lesson in document.lessons for _ in lesson.facts
        ]
        seconds = [[one.seconds for one in row.citations.all()] for row in rows]
        assert seconds == [[c.seconds for c in one.citations] for one in drafts]
        everything = set(Fact.objects.values_list("pk", flat=True))
        assert seen <= everything, "a fact was deleted"
        seen = everything
        _edit(sections, draw)


def _written(sections: list[list[str]]) -> str:
    text = ["---\ntitle: Lamps\nvideoId: abcDEF12345\n---\n"]
    second = 0
    for number, section in enumerate(sections):
        text.append(f"## Part {section[0][:12] if section else number}\n")
        for sentence in section:
            second += 20
            text.append(f"{sentence[:-1]} [00:{second // 60:02d}:{second % 60:02d}].\n")
    return "\n".join(text)


def _edit(sections: list[list[str]], draw: random.Random) -> None:
    for section in sections:
        for place in range(len(section) - 1, -1, -1):
            match draw.randrange(8):
                case 0:
                    del section[place]
                case 1:
                    section[place] = section[place].replace("shone", "glowed")
                case 2:
                    section.insert(place, f"A boat of {draw.randrange(1000)} tons sank.")
                case 3:
                    draw.choice(sections).append(section.pop(place))
    draw.shuffle(sections)


def test_an_unchanged_text_is_not_read_and_told_as_before(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(NAME, NOTE.replace("[00:03:20]", "[99:99:99:99]"))
    first = import_sources(course=course, sources=[source]).as_json()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("courses.importing.preparing.read_document", fail)
    report = import_sources(course=course, sources=[source])
    assert report.documents[0].state == UNCHANGED
    assert report.documents[0].title == "Lamps of the coast"
    kept = {"documents", "lessons", "facts", "citations_found", "citations_used", "warnings"}
    assert {name: report.as_json()[name] for name in kept} == {name: first[name] for name in kept}


def test_a_row_that_kept_no_counts_is_read_once_more(course: Course) -> None:
    put(course)
    Module.objects.update(outcome={})
    for _ in range(2):
        report = import_sources(course=course, sources=[Source(NAME, NOTE)])
        assert report.documents[0].state == UNCHANGED
        assert report.documents[0].facts == 5
    assert Module.objects.get().outcome["facts"] == 5


@pytest.mark.parametrize("text", [NOTE, "\ufeffA\r\nB", "lone \ud800 half", " \t\n x"])
def test_the_hash_of_a_text_is_the_readers(text: str) -> None:
    assert hash_of(text) == read_document(text, name=NAME).source_hash


def test_links_that_a_killed_import_left_due_are_found_by_the_next(course: Course) -> None:
    import_sources(
        course=course,
        sources=[Source("ships.md", "# Ships\n\nSee [[Lamps of the coast]] of 1790.")],
    )
    put(course)  # as if killed before its links were looked at
    assert not Link.objects.get().module_id
    import_sources(course=course, sources=[])
    assert Link.objects.get().module == Module.objects.get(source_name=NAME)
    assert not Module.objects.filter(links_due=True).exists()


def test_a_link_by_a_title_that_is_no_more_becomes_a_term(course: Course) -> None:
    ships = Source("ships.md", "# Ships\n\nSee [[Lamps of the coast]] of 1790.")
    import_sources(course=course, sources=[ships, Source(NAME, NOTE)])
    lesson = Lesson.objects.get(module__source_name="ships.md")
    assert 'class="wiki"' in lesson.html
    renamed = NOTE.replace("title: Lamps of the coast", "title: Fires of the shore")
    import_sources(course=course, sources=[Source(NAME, renamed)])
    lesson.refresh_from_db()
    assert 'class="term"' in lesson.html
