"""The studio's page of extra time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from quizzes.models import ExtraTime, Quiz
from quizzes.taking.attempts import start_attempt
from quizzes.taking.timing import give_extra_time, limit_for
from tests.conftest import QueryCount
from tests.personas import make_course, make_person
from tests.questions import plain_quiz
from tests.quizzes.studio.helpers import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def timed(course: Course) -> Quiz:
    return plain_quiz(course, time_limit=600)


def test_extra_time_is_given_changed_and_taken_back(
    course: Course, learner: User, instructor_client: Client, timed: Quiz
) -> None:
    page = at("extra_time", course)
    assert "Nobody has extra time." in instructor_client.get(page).text
    attempt = start_attempt(user=learner, quiz=timed)
    form = {"action": "give", "user": learner.email.upper(), "quiz": "", "percent": "25"}
    told = instructor_client.post(page, form, follow=True)
    assert "Lena Learner has 25% more." in told.text
    assert limit_for(user=learner, quiz=timed) == 750
    attempt.refresh_from_db()
    assert attempt.due_at == attempt.started_at + timedelta(seconds=750)
    instructor_client.post(page, {**form, "minutes": "5"})
    row = ExtraTime.objects.get()
    assert row.words == "25% and 5 min more"
    instructor_client.post(page, {**form, "quiz": str(timed.pk), "percent": "100"})
    assert limit_for(user=learner, quiz=timed) == 1200
    own = ExtraTime.objects.get(quiz=timed)
    told = instructor_client.post(page, {"action": "take", "row": str(own.pk)}, follow=True)
    assert "has the usual time again" in told.text
    assert ExtraTime.objects.get() == row


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"user": ""}, "Write the learner’s e-mail address."),
        ({"user": "nobody@example.org"}, "No learner of this course has the address"),
        ({"user": "otto@example.org"}, "No learner of this course has the address"),
        ({"percent": "", "minutes": ""}, "Give per cent, minutes or both."),
        ({"percent": "0", "minutes": "0"}, "Give per cent, minutes or both."),
        ({"percent": "401"}, "Give at most 400 per cent."),
        ({"percent": "-1"}, "Give at least 0 per cent."),
        ({"minutes": "1441"}, "Give at most a day"),
        ({"minutes": "some"}, "Write the minutes as a whole number."),
        ({"quiz": "0"}, "Choose a timed quiz of this course."),
    ],
    ids=str,
)
def test_what_is_wrong_is_worded(
    changes: dict[str, str],
    words: str,
    course: Course,
    learner: User,
    outsider: User,
    instructor_client: Client,
    timed: Quiz,
) -> None:
    form = {"action": "give", "user": learner.email, "quiz": "", "percent": "25", **changes}
    answer = instructor_client.post(at("extra_time", course), form)
    assert answer.status_code == 400
    assert words in answer.text
    assert not ExtraTime.objects.exists()


def test_a_quiz_of_another_course_and_an_untimed_one_are_no_choice(
    course: Course, learner: User, instructor_client: Client
) -> None:
    for quiz in (plain_quiz(make_course("other"), time_limit=600), plain_quiz(course)):
        form = {"action": "give", "user": learner.email, "quiz": str(quiz.pk), "percent": "25"}
        assert instructor_client.post(at("extra_time", course), form).status_code == 400
    assert not ExtraTime.objects.exists()


def test_the_page_is_for_who_teaches_the_course(
    course: Course,
    learner: User,
    learner_client: Client,
    outsider_client: Client,
    stranger_client: Client,
    timed: Quiz,
) -> None:
    page = at("extra_time", course)
    row = give_extra_time(course=course, quiz=None, user=learner, percent=25, minutes=0)
    for client in (learner_client, outsider_client):
        assert client.get(page).status_code == 404
        assert client.post(page, {"action": "take", "row": str(row.pk)}).status_code == 404
    assert stranger_client.get(page)["Location"].startswith(reverse("account_login"))
    # A row of another course is not found through one's own.
    own = at("extra_time", Course.objects.get(slug="gardens"))
    assert outsider_client.post(own, {"action": "take", "row": str(row.pk)}).status_code == 404
    assert outsider_client.post(own, {"action": "take", "row": "x"}).status_code == 404
    assert ExtraTime.objects.exists()


def test_the_ways_there(
    course: Course, learner: User, instructor_client: Client, timed: Quiz
) -> None:
    page = at("extra_time", course)
    for path in (
        at("quizzes", course),
        at("quiz_edit", course, timed.pk),
        reverse("studio:people", args=[course.slug]),
    ):
        assert page in instructor_client.get(path).text


def test_the_page_asks_no_more_for_more_people(
    course: Course, instructor_client: Client, timed: Quiz, query_count: QueryCount
) -> None:
    counts = []
    for size in (1, 6):
        for number in range(size):
            person = make_person(f"p{size}-{number}@example.org", enrolled=course)
            give_extra_time(course=course, quiz=timed, user=person, percent=25, minutes=0)
        counts.append(query_count(instructor_client, at("extra_time", course)))
    assert counts[0] == counts[1]
