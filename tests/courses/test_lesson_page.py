"""The lesson page: text, player, way on, and who may open it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.importing.importer import import_sources
from courses.importing.sources import Source
from courses.models import Course, Lesson, Progress
from tests.conftest import QueryCount
from tests.courses.factories import lessons_of, stand
from tests.personas import (
    KEEPERS,
    LIGHTHOUSE,
    VIDEO_KEY,
    make_course,
    make_lesson,
    make_module,
)


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_text_player_and_way_on_stand_without_scripts_for_strangers(
    stranger_client: Client, course: Course
) -> None:
    first, second, _ = lessons_of(course)
    page = read(stranger_client, first.get_absolute_url())
    assert "The lighthouse was built in 1811." in page
    assert f'href="https://youtu.be/{VIDEO_KEY}?t=12"' in page
    assert 'data-slices=\'[{"start":12,"end":67}]\'' in page
    assert "not a transcript" in page
    assert second.get_absolute_url() in page
    assert "Lesson 1 of 3" in page
    assert "csrfmiddlewaretoken" not in page  # so that the page may be kept
    assert "iframe" not in page.casefold()


def test_the_way_on_crosses_modules_and_ends_at_the_outline(
    stranger_client: Client, course: Course
) -> None:
    _, second, third = lessons_of(course)
    assert third.get_absolute_url() in read(stranger_client, second.get_absolute_url())
    last = read(stranger_client, third.get_absolute_url())
    assert second.get_absolute_url() in last
    assert "End of the course" in last


def test_an_article_has_no_player_and_credits_its_source(
    stranger_client: Client, course: Course
) -> None:
    page = read(stranger_client, lessons_of(course)[2].get_absolute_url())
    assert "data-player" not in page
    assert "js/lesson.js" not in page
    assert "The Gull" in page
    assert "17 May 2024" in page


def test_margin_times_are_written_for_pages_without_scripts(
    stranger_client: Client, course: Course
) -> None:
    lesson = lessons_of(course)[0]
    lesson.html = '<h2 id="a">A &amp; b</h2><p data-at="70">Said.</p>'
    lesson.save()
    page = read(stranger_client, lesson.get_absolute_url())
    assert 'data-at="70" data-time="1:10"' in page
    assert 'href="#a">A &amp; b<' in page


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger_client", 404), ("learner_client", 404), ("outsider_client", 404)]
    + [("instructor_client", 200), ("admin_client", 200)],
)
def test_a_lesson_of_a_draft_opens_for_its_people_only(
    request: pytest.FixtureRequest, draft_course: Course, who: str, status: int
) -> None:
    client: Client = request.getfixturevalue(who)
    address = lessons_of(draft_course)[0].get_absolute_url()
    assert client.get(address).status_code == status


def test_wrong_paths_are_not_found_and_a_retired_lesson_leads_to_its_module(
    stranger_client: Client, course: Course
) -> None:
    first, _, third = lessons_of(course)
    wrong = f"/courses/lighthouses/{third.module.slug}/{first.slug}/"
    assert stranger_client.get(wrong).status_code == 404
    first.retired_at = timezone.now()
    first.save()
    address = first.get_absolute_url()
    gone = stranger_client.get(address)
    assert (gone.status_code, gone["Location"]) == (302, first.module.get_absolute_url())
    assert stranger_client.get(gone["Location"]).status_code == 200
    Course.objects.filter(pk=course.pk).update(status=Course.Status.DRAFT)
    assert stranger_client.get(address).status_code == 404
    Course.objects.filter(pk=course.pk).update(status=Course.Status.PUBLISHED)
    Lesson.objects.filter(pk=first.pk).update(retired_at=None)
    assert stranger_client.get(address).status_code == 200


def test_bookmarks_hold_when_headings_titles_and_files_are_renamed(stranger_client: Client) -> None:
    """Addresses name what a lesson was called first, and are the only ones it has."""
    note = "# The rock\n\n## The keepers\n\nThree men lived there in 1811 for 45 pounds a year."
    course = make_course("rocks", notes=0, articles=0)
    import_sources(course=course, sources=[Source("rock.md", note)])
    lesson = Lesson.objects.get(module__course=course)
    address = lesson.get_absolute_url()
    assert address.endswith("/the-keepers/")
    renamed = note.replace("The keepers", "Life out there").replace("# The rock", "# The reef")
    import_sources(course=course, sources=[Source("rock.md", renamed)])
    page = stranger_client.get(address).text
    assert "Life out there" in page
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<link rel="canonical" href="{address}">' in stranger_client.get(address + "?t=3").text
    moved = [Source("reef.md", renamed), Source("a.md", "# Other")]
    import_sources(course=course, sources=moved, names=["reef.md", "a.md"], look=lambda: moved)
    assert Lesson.objects.get(pk=lesson.pk).module.source_name == "reef.md"
    assert stranger_client.get(address).status_code == 200
    # A new section under the old heading gets an address of its own.
    both = f"{renamed}\n\n## The keepers\n\nTheir wives came by boat every other Sunday of 1820."
    import_sources(course=course, sources=[Source("reef.md", both)])
    assert "Life out there" in stranger_client.get(address).text
    other = Lesson.objects.get(module__course=course, heading="The keepers")
    assert other.get_absolute_url().endswith("/the-keepers-2/")


def test_opening_a_lesson_is_remembered_for_people_also_without_enrolment(
    outsider_client: Client, outsider: User, stranger_client: Client, course: Course
) -> None:
    lesson = lessons_of(course)[0]
    before = timezone.now()
    stranger_client.get(lesson.get_absolute_url())
    outsider_client.head(lesson.get_absolute_url())
    assert not Progress.objects.exists()
    outsider_client.get(lesson.get_absolute_url())
    outsider_client.get(lesson.get_absolute_url())
    row = Progress.objects.get(user=outsider, lesson=lesson)
    assert row.seen_at >= before
    assert row.done_at is None


def test_reading_on_keeps_what_was_watched(
    learner_client: Client, learner: User, course: Course
) -> None:
    lesson = lessons_of(course)[0]
    stand(learner, lesson, watched=[[12, 20]], read_to=20, done=True)
    page = read(learner_client, lesson.get_absolute_url())
    row = Progress.objects.get(user=learner, lesson=lesson)
    assert (row.watched, row.read_to, row.done_at is None) == ([[12, 20]], 20, False)
    assert "Resume at 0:20" in page
    assert "Lesson done" in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("31", "Resume at 0:31"),
        ("9999", "Play 0:12"),
        ("-5", "Play 0:12"),
        ("x", "Play 0:12"),
        ("٣٠", "Play 0:12"),
        ("1" * 400, "Play 0:12"),
    ],
)
def test_an_address_may_name_the_second_to_play_from(
    stranger_client: Client, course: Course, asked: str, shown: str
) -> None:
    address = lessons_of(course)[0].get_absolute_url()
    assert shown in stranger_client.get(address, {"t": asked}).content.decode()


def test_who_heard_it_to_the_end_starts_anew(
    learner_client: Client, learner: User, course: Course
) -> None:
    lesson = lessons_of(course)[0]
    stand(learner, lesson, read_to=66)
    assert "Play 0:12" in read(learner_client, lesson.get_absolute_url())


def test_another_persons_progress_never_shows(
    learner_client: Client, outsider: User, course: Course
) -> None:
    stand(outsider, lessons_of(course)[0], read_to=30, done=True)
    page = read(learner_client, lessons_of(course)[0].get_absolute_url())
    assert "Resume at" not in page
    assert "Lesson done" not in page


def test_strangers_pages_may_be_kept_shortly_own_pages_never(
    stranger_client: Client, learner_client: Client, course: Course
) -> None:
    address = lessons_of(course)[0].get_absolute_url()
    public, own = stranger_client.get(address), learner_client.get(address)
    assert public["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in public["Vary"]
    assert "private" in own["Cache-Control"]


def test_the_page_costs_the_same_in_small_and_large_courses(
    learner_client: Client, stranger_client: Client, course: Course, query_count: QueryCount
) -> None:
    address = lessons_of(course)[0].get_absolute_url()
    small = [query_count(client, address) for client in (learner_client, stranger_client)]
    for _ in range(6):
        module = make_module(course)
        make_lesson(module, said=LIGHTHOUSE)
        make_lesson(lessons_of(course)[0].module, said=KEEPERS)
    make_course("elsewhere", notes=3)
    large = [query_count(client, address) for client in (learner_client, stranger_client)]
    assert large == small
