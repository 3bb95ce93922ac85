"""The page of a course: its outline and how far the person is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Module
from tests.conftest import QueryCount
from tests.courses.factories import lessons_of, stand
from tests.personas import make_course, make_module, make_person, signed_in


def test_everybody_reads_a_published_course(stranger_client: Client, course: Course) -> None:
    response = stranger_client.get("/courses/lighthouses/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "0:12–1:07" in page
    assert "¶ 1" in page
    assert "Not started" not in page  # nobody's progress is shown to strangers


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("stranger_client", 404),
        ("learner_client", 404),
        ("outsider_client", 404),
        ("instructor_client", 200),
        ("admin_client", 200),
    ],
)
def test_a_draft_opens_for_its_people_only(
    request: pytest.FixtureRequest, draft_course: Course, who: str, status: int
) -> None:
    client: Client = request.getfixturevalue(who)
    assert client.get("/courses/harbours/").status_code == status


def test_an_archived_course_is_gone_for_its_learner(learner_client: Client, course: Course) -> None:
    Course.objects.update(status=Course.Status.ARCHIVED)
    assert learner_client.get("/courses/lighthouses/").status_code == 404


def test_an_unknown_course_is_not_found(stranger_client: Client, db: None) -> None:
    assert stranger_client.get("/courses/nowhere/").status_code == 404


def test_states_are_words_and_the_button_goes_on_where_the_person_stopped(
    learner_client: Client, learner: User, course: Course
) -> None:
    first, second, _ = lessons_of(course)
    stand(learner, first, done=True)
    stand(learner, second, read_to=90, watched=[[70, 90]])
    page = learner_client.get("/courses/lighthouses/").content.decode()
    assert "Done" in page
    assert "Stopped at 1:30" in page
    assert "Not started" in page
    assert "Continue at 1:30" in page
    assert "1 of 3" in page
    # one lesson whole, 20 of the second's 45 seconds, of three lessons
    assert ">48%<" in page


def test_a_course_with_every_lesson_done_offers_to_read_again(
    learner_client: Client, learner: User, course: Course
) -> None:
    for lesson in lessons_of(course):
        stand(learner, lesson, done=True)
    page = learner_client.get("/courses/lighthouses/").content.decode()
    assert "All 3 lessons done" in page
    assert "Read it again" in page


def test_retired_lessons_are_not_listed(stranger_client: Client, course: Course) -> None:
    lesson = lessons_of(course)[1]
    lesson.retired_at = timezone.now()
    lesson.save()
    assert lesson.heading not in stranger_client.get("/courses/lighthouses/").content.decode()


def test_a_course_without_lessons_has_an_empty_page(
    instructor_client: Client, instructor: User
) -> None:
    empty = make_course("empty", teacher=instructor, notes=0, articles=0)
    assert "Nothing has been put" in instructor_client.get("/courses/empty/").content.decode()
    make_module(empty, kind=Module.Kind.ARTICLE)
    page = instructor_client.get("/courses/empty/").content.decode()
    assert "no lessons yet" in page


def test_only_its_teachers_are_shown_the_way_into_the_studio(
    learner_client: Client, instructor_client: Client, course: Course
) -> None:
    words = "Edit in the studio"
    assert words not in learner_client.get("/courses/lighthouses/").content.decode()
    assert words in instructor_client.get("/courses/lighthouses/").content.decode()


def test_a_source_address_that_is_no_web_address_is_no_link(
    stranger_client: Client, course: Course
) -> None:
    course.modules.update(credit={"publisher": "P", "address": "javascript:alert(1)"})
    assert "javascript:" not in stranger_client.get("/courses/lighthouses/").content.decode()


def test_the_page_costs_the_same_for_small_and_large_courses(query_count: QueryCount) -> None:
    small = make_course("small", articles=1)
    large = make_course("large", notes=5, articles=5)
    person = make_person("counts@example.org", enrolled=small)
    for one in (small, large):
        for lesson in lessons_of(one):
            stand(person, lesson, watched=[[12, 20]], read_to=20)
    for client in (signed_in(None), signed_in(person)):
        assert query_count(client, "/courses/small/") == query_count(client, "/courses/large/")
