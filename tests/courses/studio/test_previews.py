"""A preview promises what an import does: each promise is held against what happened."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.outcomes import DocumentReport
from courses.importing.sources import Source
from courses.library.editing import edit_lesson
from courses.models import Course, Fact, Lesson, Module
from courses.studio.previews import DocumentPreview, preview
from courses.studio.uploads import create_upload
from quizzes.bank.generating import generate_questions
from quizzes.bank.staleness import going_stale, mark_stale
from quizzes.models import Question
from tests.personas import make_course
from tests.questions import make_question

pytestmark = pytest.mark.django_db

NOTE = """---
title: Lamps of the coast
videoId: abcDEF12345
---

The lighthouse of Ardmore was first lit in 1790 [00:00:05].

## The keepers

Three keepers lived on the rock [00:01:10]. They earned 45 pounds a year [00:01:30].

## The fog horn

The horn of steam was fitted in 1866 [00:03:00]. It was heard 12 miles away [00:03:20].

## The boats

The relief boat came every 14 days in summer [00:04:00]. In 1899 a storm held it back for 40 days
[00:04:20].

## The lamp

The lamp of Girdle Ness was lit in 1833 [00:05:00]. It burned 24 wicks [00:05:20].
"""


def section(heading: str, text: str = NOTE) -> str:
    start = text.index(f"## {heading}")
    end = text.find("## ", start + 3)
    return text[start:] if end < 0 else text[start:end]


def without(heading: str) -> str:
    return NOTE.replace(section(heading), "")


CHANGES = {
    "nothing": NOTE,
    "nothing but a blank line": NOTE + "\n",
    "a figure": NOTE.replace("45 pounds", "48 pounds"),
    "a heading": NOTE.replace("## The keepers", "## Life on the rock"),
    "a heading and a figure": NOTE.replace("## The keepers", "## On the rock").replace("45", "48"),
    "a time": NOTE.replace("00:03:20", "00:03:26"),
    "a sentence less": NOTE.replace(" It was heard 12 miles away [00:03:20].", ""),
    "a sentence more": NOTE.replace(
        "[00:01:10].", "[00:01:10]. A boy of 9 helped them [00:01:20]."
    ),
    "a sentence moved": NOTE.replace(" It burned 24 wicks [00:05:20].", "").replace(
        "lived on the rock [00:01:10].",
        "lived on the rock [00:01:10]. It burned 24 wicks [00:05:20].",
    ),
    "a lesson less": without("The fog horn"),
    "a lesson more": NOTE + "\n## The bridge\n\nA storm took the bridge in 1871 [00:06:00].\n",
    "a lesson moved to the front": NOTE.replace(
        section("The keepers"), section("The boats") + section("The keepers"), 1
    )
    .replace(section("The boats"), "", 2)
    .replace(section("The keepers"), section("The boats") + section("The keepers"), 1),
    "a lesson moved to the end": without("The keepers") + "\n" + section("The keepers"),
    "a lesson in two": NOTE.replace(" In 1899 a storm", "\n\n## The storm\n\nIn 1899 a storm"),
    "two lessons in one": NOTE.replace("## The lamp\n\n", ""),
    "headings exchanged": NOTE.replace("## The keepers", "## X")
    .replace("## The fog horn", "## The keepers")
    .replace("## X", "## The fog horn"),
    "another title": NOTE.replace("Lamps of the coast", "Fires of the shore"),
    "everything": NOTE.replace("lighthouse", "tower")
    .replace("keepers", "men")
    .replace("miles", "leagues")
    .replace("14 days", "15 days")
    .replace("## The lamp", "## Light"),
    "another text": NOTE[: NOTE.index("The lighthouse")] + "## A\n\nGulls eat 3 eels a day [0:09].",
}


@pytest.fixture
def course(instructor: User) -> Course:
    """A note with questions, an edited lesson, and one that was retired before."""
    course = make_course("lamps", notes=0, articles=0, teacher=instructor)
    bring(course, NOTE + "\n## The bridge\n\nA storm took the bridge in 1871 [00:06:00].\n")
    bring(course, NOTE)
    edited = Lesson.objects.get(heading="The boats")
    edit_lesson(lesson=edited, heading="The boat", source="It came [00:04:00].", by=instructor)
    generate_questions(course=course)
    for lesson in Lesson.objects.standing():
        make_question(lesson, f"And what of {lesson.heading}?")
    return course


def bring(course: Course, text: str, name: str = "lamps.md") -> DocumentReport:
    return import_sources(course=course, sources=[Source(name, text)]).documents[0]


def look(course: Course, text: str, name: str = "lamps.md") -> DocumentPreview:
    return preview(course, [Source(name, text)])[0]


def rows() -> dict[int, dict[str, Any]]:
    return {row["id"]: dict(row) for row in Lesson.objects.values()}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_promised_is_what_happens(course: Course, change: str) -> None:
    text = CHANGES[change]
    mark_stale(course=course)
    before, facts = rows(), set(Fact.objects.values_list("pk", flat=True))
    waiting = set(Question.objects.filter(status="stale").values_list("pk", flat=True))
    title = Module.objects.get().title

    page = look(course, text)
    going = going_stale(course=course, texts=page.fates.fact_texts)
    assert rows() == before, "a preview writes nothing"
    report = bring(course, text)

    assert page.state == report.state
    mark_stale(course=course)
    stale = Question.objects.filter(status="stale").exclude(pk__in=waiting)
    assert set(going.facts) == set(stale.values_list("pk", flat=True))
    assert going.total == going.within(page.fates.fact_texts)
    if page.state == "unchanged":
        assert rows() == before
        return
    assert (page.was or title, Module.objects.get().title) == (title, page.document.title)  # type: ignore[union-attr]
    assert set(page.fates.changed_facts) == set(report.changed_facts)
    assert set(page.fates.retired_facts) == set(report.retired_facts)
    assert page.fates.new_facts == len(set(Fact.objects.values_list("pk", flat=True)) - facts)
    for pk, said in page.fates.fact_texts.items():
        fact = Fact.objects.get(pk=pk)
        assert said == ("" if fact.retired_at else fact.text)
    retired = {pk for pk, row in rows().items() if row["retired_at"]}
    assert {row.pk for row in page.fates.retired_lessons} == {
        pk for pk in retired if before[pk]["retired_at"] is None
    }
    after = [row for row in rows().values() if not row["retired_at"]]
    after.sort(key=lambda row: row["position"])
    for one, row in zip(page.lessons, after, strict=True):
        old = before.get(row["id"])
        assert (one.fate.row.pk if one.fate.row else None) == (old and old["id"])
        assert one.state == happened(old, row)
        if old and one.fate.was:
            assert (one.fate.was, old["heading"] != row["heading"]) == (old["heading"], True)
        if one.state in ("changed", "waits"):
            assert one.differences
    assert [row["id"] for row in after if row["id"] in before] == kept_order(page)


def happened(old: dict[str, Any] | None, row: dict[str, Any]) -> str:
    """The state of a lesson by its rows before and after."""
    if old is None:
        return "new"
    if row["edited_at"]:
        assert (row["heading"], row["source"]) == (old["heading"], old["source"])
        return "waits" if row["incoming_at"] else "kept"
    if old["retired_at"]:
        return "back"
    if old["source"] != row["source"]:
        return "changed"
    return "renamed" if old["heading"] != row["heading"] else "same"


def kept_order(page: DocumentPreview) -> list[int]:
    """Ids in the new order, by carrying out the moves that the preview tells, and no other."""
    ids = [one.fate.row.pk for one in page.lessons if one.fate.row]
    stay = [
        one.fate.row
        for one in page.lessons
        if one.fate.row and not one.fate.moved and one.state != "back"
    ]
    assert stay == sorted(stay, key=lambda row: row.position), "the others stay in order"
    return ids


def test_every_state_is_met_in_these_changes(course: Course) -> None:
    seen: set[str] = set()
    moved = stale = 0
    for text in CHANGES.values():
        page = look(course, text)
        seen |= {one.state for one in page.lessons}
        moved += sum(one.fate.moved for one in page.lessons)
        stale += going_stale(course=course, texts=page.fates.fact_texts).total
    assert seen == {"new", "back", "same", "changed", "renamed", "waits", "kept"}
    assert moved == 2
    assert stale > 5


def test_a_question_that_waits_already_is_not_promised_again(course: Course) -> None:
    bring(course, NOTE.replace("Three keepers", "Four keepers"))
    again = NOTE.replace("Three keepers", "Five keepers")
    assert going_stale(course=course, texts=look(course, again).fates.fact_texts).total == 0
    back = look(course, NOTE)  # what the questions were made from
    assert going_stale(course=course, texts=back.fates.fact_texts).total == 0


def test_the_page_tells_which_questions_will_wait(
    course: Course, instructor_client: Client
) -> None:
    text = NOTE.replace("Three keepers", "Four keepers")
    upload = create_upload(course=course, by=None, sources=[Source("lamps.md", text)])
    page = instructor_client.get(reverse("studio:import", args=[course.slug, upload.pk]))
    assert Question.objects.filter(fact__text__contains="Three keepers").count() == 1
    assert "1 question will wait at the review desk again" in page.content.decode()
    assert "Questions to look at again" in page.content.decode()
    upload = create_upload(course=course, by=None, sources=[Source("lamps.md", NOTE + "\n")])
    page = instructor_client.get(reverse("studio:import", args=[course.slug, upload.pk]))
    assert "review desk again" not in page.content.decode()


INDEX = """---
channel: The Rock
---

# The Rock

## [Ships](https://www.youtube.com/watch?v=shipSHIP123)

- [[ships]]

## [Lamps of the coast](https://www.youtube.com/watch?v=abcDEF12345)

- [[Lamps of the coast]]

## [Never told](https://www.youtube.com/watch?v=neverTOLD12)

- [[never]]
"""
SHIPS = "# Of ships\n\nThe Comet carried 12 sailors in 1820."


def test_an_index_is_shown_as_what_it_does(course: Course, instructor_client: Client) -> None:
    sources = [Source("sub/ships.md", SHIPS), Source("rock.md", INDEX), Source("lamps.md", NOTE)]
    ships, index, lamps = preview(course, sources)
    assert (ships.state, index.state, lamps.state) == ("added", "ordered", "unchanged")
    assert index.orders == 2
    upload = create_upload(course=course, by=None, sources=sources)
    address = reverse("studio:import", args=[course.slug, upload.pk])
    page = instructor_client.get(address).content.decode()
    assert "it puts 2 modules of the course in order" in page
    assert "1 new module, 1 unchanged, 1 index." in page
    report = import_sources(course=course, sources=sources)
    told = report.documents[1]
    assert told.state == "ordered"
    assert "2 modules of the course follow its order" in told.warnings[-1].message
    assert not course.modules.filter(source_name="rock.md").exists()


def test_an_index_alone_can_be_imported(course: Course, instructor_client: Client) -> None:
    upload = create_upload(course=course, by=None, sources=[Source("rock.md", INDEX)])
    address = reverse("studio:import", args=[course.slug, upload.pk])
    assert 'value="import"' in instructor_client.get(address).content.decode()


def test_an_index_counts_the_documents_behind_the_previewed_ones(course: Course) -> None:
    index = preview(course, [Source("rock.md", INDEX)], beside=["a/ships.md", "lamps.md"])[0]
    assert index.orders == 2


def test_a_text_that_an_earlier_reader_read_is_compared(course: Course) -> None:
    Module.objects.update(outcome={})
    assert look(course, NOTE).state == "unchanged"
    Lesson.objects.filter(heading="The keepers").update(source="As an earlier reader had it.")
    assert look(course, NOTE).state == "changed"


def test_very_long_texts_are_not_compared(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courses.studio.previews.COMPARED", 10)
    page = look(course, CHANGES["a figure"])
    assert [one.differences for one in page.lessons if one.state == "changed"] == [None]


def test_a_lesson_that_comes_back_says_so(course: Course) -> None:
    page = look(course, CHANGES["a lesson more"])
    assert [one.state for one in page.lessons][-1] == "back"
    assert page.summary == ["1 back again"]
    assert Lesson.objects.filter(retired_at__lte=timezone.now()).count() == 1
