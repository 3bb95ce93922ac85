"""The document's new text waits beside the one that a person wrote, until a person decides."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.outcomes import DocumentReport
from courses.importing.sources import Source
from courses.library.editing import edit_lesson
from courses.library.incoming import seen
from courses.models import Course, Lesson
from tests.conftest import QueryCount

pytestmark = pytest.mark.django_db

NOTE = """---
title: Lamps of the coast
videoId: abcDEF12345
---

## The keepers

Three keepers lived on the rock [00:01:10]. They earned 45 pounds a year [00:01:30].

## The fog horn

The horn of steam was fitted in 1866 [00:03:00].
"""
NEWER = NOTE.replace("45 pounds", "48 pounds")
MINE = "Three keepers [00:01:10] lived there. See [[The fog horn]]."


def bring(course: Course, text: str = NOTE) -> DocumentReport:
    return import_sources(course=course, sources=[Source("lamps.md", text)]).documents[0]


@pytest.fixture
def keepers(course: Course, instructor: User) -> Lesson:
    """A lesson that the instructor edited."""
    bring(course)
    lesson = Lesson.objects.get(module__source_name="lamps.md", slug="the-keepers")
    edit_lesson(lesson=lesson, heading="Who kept it", source=MINE, by=instructor)
    lesson.refresh_from_db()
    return lesson


@pytest.fixture
def waiting(course: Course, keepers: Lesson) -> Lesson:
    """The same, after its document changed."""
    bring(course, NEWER)
    keepers.refresh_from_db()
    return keepers


def address(lesson: Lesson) -> str:
    return reverse("studio:lesson_changes", args=[lesson.module.course.slug, lesson.pk])


def fresh(lesson: Lesson) -> Lesson:
    return Lesson.objects.get(pk=lesson.pk)


def test_the_new_text_waits_and_the_edited_one_stands(course: Course, keepers: Lesson) -> None:
    report = bring(course, NEWER)
    assert report.waiting_lessons == (keepers.pk,)
    lesson = fresh(keepers)
    assert (lesson.heading, lesson.source) == ("Who kept it", MINE)
    assert lesson.incoming_at is not None
    assert lesson.incoming_heading == "The keepers"
    assert "48 pounds" in lesson.incoming_source
    assert [link.label for link in lesson.links.all()] == ["The fog horn"]
    assert lesson.facts.standing().filter(text__contains="48 pounds").exists()


def test_nothing_waits_where_the_document_says_what_it_said(
    course: Course, keepers: Lesson
) -> None:
    assert bring(course, NOTE.replace("1866", "1867")).waiting_lessons == ()
    assert fresh(keepers).incoming_at is None


def test_what_the_document_takes_back_waits_no_more(course: Course, waiting: Lesson) -> None:
    bring(course)
    lesson = fresh(waiting)
    assert (lesson.incoming_at, lesson.incoming_source) == (None, "")


def test_a_document_that_comes_to_say_the_same_has_nothing_to_decide(
    course: Course, keepers: Lesson
) -> None:
    theirs = NOTE.replace("## The keepers", "## Who kept it")
    start = theirs.index("Three keepers lived")
    end = theirs.index("\n\n## The fog")
    bring(course, theirs[:start] + MINE + theirs[end:])
    assert fresh(keepers).incoming_at is None


@pytest.mark.parametrize("persona", ["learner_client", "outsider_client"])
def test_learners_and_other_instructors_find_nothing(
    persona: str, waiting: Lesson, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(persona)
    assert client.get(address(waiting)).status_code == 404
    data = {"action": "accept", "base": seen(waiting)}
    assert client.post(address(waiting), data).status_code == 404
    assert fresh(waiting).source == MINE


def test_a_stranger_is_sent_to_log_in(waiting: Lesson, stranger_client: Client) -> None:
    response = stranger_client.get(address(waiting))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("persona", ["instructor_client", "admin_client"])
def test_both_texts_are_shown(
    persona: str, waiting: Lesson, request: pytest.FixtureRequest
) -> None:
    client: Client = request.getfixturevalue(persona)
    response = client.get(address(waiting))
    assert response.status_code == 200
    page = response.content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "48 pounds" in page
    assert " style=" not in page


def test_the_outline_and_the_editor_lead_there(
    course: Course, waiting: Lesson, instructor_client: Client
) -> None:
    for name, args in (
        ("course", [course.slug]),
        ("module_edit", [course.slug, waiting.module_id]),
        ("lesson_edit", [course.slug, waiting.pk]),
    ):
        page = instructor_client.get(reverse(f"studio:{name}", args=args)).content.decode()
        assert f'href="{address(waiting)}"' in page, name


def test_accepted_the_lesson_is_the_documents_again(
    course: Course, waiting: Lesson, instructor_client: Client
) -> None:
    stamp = seen(waiting)
    instructor_client.post(address(waiting), {"action": "accept", "base": stamp})
    lesson = fresh(waiting)
    assert lesson.heading == "The keepers"
    assert "48 pounds" in lesson.source
    assert "48 pounds" in lesson.html
    assert (lesson.edited_at, lesson.edited_by, lesson.incoming_at) == (None, None, None)
    assert not lesson.links.exists()
    bring(course, NOTE.replace("45 pounds", "50 pounds"))
    assert "50 pounds" in fresh(waiting).source


def test_dismissed_the_edited_text_stands_until_the_next_new_one(
    course: Course, waiting: Lesson, instructor_client: Client
) -> None:
    instructor_client.post(address(waiting), {"action": "dismiss", "base": seen(waiting)})
    assert fresh(waiting).source == MINE
    assert fresh(waiting).incoming_at is None
    bring(course, NEWER.replace("1866", "1867"))
    assert fresh(waiting).incoming_at is None
    bring(course, NEWER.replace("Three keepers", "Four keepers"))
    assert fresh(waiting).incoming_at is not None


def test_merged_the_new_text_is_the_persons(
    course: Course, waiting: Lesson, admin: User, admin_client: Client
) -> None:
    both = f"{MINE}\r\n\r\nThey earned 48 pounds [00:01:30]."
    data = {"action": "merge", "base": seen(waiting), "heading": "All of it", "source": both}
    response = admin_client.post(address(waiting), data)
    assert response.status_code == 302
    lesson = fresh(waiting)
    assert (lesson.heading, lesson.source) == ("All of it", both.replace("\r\n", "\n"))
    assert (lesson.edited_by, lesson.incoming_at) == (admin, None)
    assert lesson.links.count() == 1
    assert bring(course, NEWER.replace("1866", "1867")).waiting_lessons == ()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "burn"},
        {"action": "merge"},
        {"action": "merge", "source": " ", "heading": ""},
    ],
)
def test_bad_input_changes_nothing(
    data: dict[str, str], waiting: Lesson, instructor_client: Client
) -> None:
    response = instructor_client.post(address(waiting), data | {"base": seen(waiting)})
    assert response.status_code == 400
    assert Lesson.objects.filter(pk=waiting.pk).values().get()["source"] == MINE
    assert fresh(waiting).incoming_at is not None


@pytest.mark.parametrize("action", ["accept", "dismiss", "merge"])
def test_a_decision_is_on_the_texts_that_were_seen(
    course: Course, action: str, waiting: Lesson, instructor_client: Client
) -> None:
    stamp = seen(waiting)
    bring(course, NEWER.replace("Three keepers", "Four keepers"))
    data = {"action": action, "base": stamp, "heading": "All", "source": "All of it."}
    response = instructor_client.post(address(waiting), data, follow=True)
    assert fresh(waiting).source == MINE
    assert fresh(waiting).incoming_at is not None
    page = response.content.decode()
    assert "changed while" in page
    if action == "merge":
        assert "All of it." in page


@pytest.mark.parametrize("action", ["accept", "dismiss", "merge"])
def test_pressed_twice_it_is_done_once(
    action: str, waiting: Lesson, instructor_client: Client
) -> None:
    data = {"action": action, "base": seen(waiting), "heading": "All", "source": "All of it."}
    instructor_client.post(address(waiting), data)
    before = Lesson.objects.filter(pk=waiting.pk).values().get()
    response = instructor_client.post(address(waiting), data, follow=True)
    assert response.redirect_chain[0][0] == reverse(
        "studio:lesson_edit", args=[waiting.module.course.slug, waiting.pk]
    )
    assert Lesson.objects.filter(pk=waiting.pk).values().get() == before


def test_nothing_waits_for_a_lesson_that_the_document_lost(course: Course, waiting: Lesson) -> None:
    place = NOTE.index("## The keepers")
    bring(course, NOTE[:place] + NOTE[NOTE.index("## The fog") :])
    assert fresh(waiting).retired_at is not None
    assert fresh(waiting).incoming_at is None


def test_the_outline_asks_no_more_for_more_that_waits(
    course: Course,
    waiting: Lesson,
    instructor: User,
    instructor_client: Client,
    query_count: QueryCount,
) -> None:
    outline = reverse("studio:course", args=[course.slug])
    few = query_count(instructor_client, outline)
    horn = Lesson.objects.get(heading="The fog horn")
    edit_lesson(lesson=horn, heading="Horn", source="It blew.", by=instructor)
    bring(course, NEWER.replace("1866", "1867"))
    assert Lesson.objects.filter(incoming_at__isnull=False).count() == 2
    assert query_count(instructor_client, outline) == few
