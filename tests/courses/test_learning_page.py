"""My learning: one's own courses, latest first."""

from __future__ import annotations

from django.test import Client

from accounts.models import User
from courses.models import Course, Enrolment
from tests.conftest import QueryCount
from tests.courses.factories import lessons_of, stand
from tests.personas import make_course, make_person, signed_in


def test_strangers_are_sent_to_log_in_and_back(stranger_client: Client, db: None) -> None:
    response = stranger_client.get("/learning/")
    assert response["Location"] == "/accounts/login/?next=/learning/"


def test_who_takes_no_course_is_shown_the_way_to_one(db: None) -> None:
    page = signed_in(make_person("none@example.org")).get("/learning/").content.decode()
    assert "You take no course yet." in page
    assert 'href="/#courses"' in page


def test_the_page_names_lesson_second_and_sentence_to_go_on_with(
    learner_client: Client, learner: User, course: Course
) -> None:
    stand(learner, lessons_of(course)[0], read_to=40, watched=[[12, 40]])
    page = learner_client.get("/learning/").content.decode()
    assert "Continue at 0:40" in page
    assert "It stands 35 metres above the rock." in page
    assert f'{lessons_of(course)[0].get_absolute_url()}?t=31" aria-label="Open at 0:31"' in page
    assert "Lena." in page


def test_where_a_text_was_left_its_sentence_stands_too(
    learner_client: Client, learner: User, course: Course
) -> None:
    text = lessons_of(course)[-1]
    fact = text.facts.all()[0]
    stand(learner, text, read_to=fact.paragraph)
    page = learner_client.get("/learning/").content.decode()
    assert f"Continue at ¶ {fact.paragraph}" in page
    assert fact.text in page
    assert f'href="{text.get_absolute_url()}#p-{fact.paragraph}" aria-label="Open at ¶' in page


def test_other_peoples_courses_and_progress_stay_theirs(
    learner_client: Client, outsider: User, course: Course
) -> None:
    other = make_course("secret", title="Not hers")
    Enrolment.objects.create(user=outsider, course=other)
    stand(outsider, lessons_of(course)[0], read_to=40)
    page = learner_client.get("/learning/").content.decode()
    assert "Not hers" not in page
    assert "Continue at" not in page


def test_withdrawn_courses_are_left_out(learner_client: Client, course: Course) -> None:
    Course.objects.update(status=Course.Status.DRAFT)
    assert "You take no course yet." in learner_client.get("/learning/").content.decode()


def test_finished_courses_stand_with_the_others(
    learner_client: Client, learner: User, course: Course
) -> None:
    for lesson in lessons_of(course):
        stand(learner, lesson, done=True)
    page = learner_client.get("/learning/").content.decode()
    assert "Finished today" in page
    assert "3 of 3" in page


def test_the_page_is_never_kept(learner_client: Client) -> None:
    assert "no-store" in learner_client.get("/learning/")["Cache-Control"]


def test_the_page_costs_the_same_for_one_course_and_for_six(
    learner_client: Client, learner: User, course: Course, query_count: QueryCount
) -> None:
    stand(learner, lessons_of(course)[0], read_to=40)
    small = query_count(learner_client, "/learning/")
    for _ in range(5):
        other = make_course(notes=2)
        Enrolment.objects.create(user=learner, course=other)
        stand(learner, lessons_of(other)[0], read_to=30)
    assert query_count(learner_client, "/learning/") == small
