"""Who reaches which page of a quiz: strangers log in, everybody else without a right gets 404."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course, Instructor
from quizzes.models import Attempt, Quiz
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.personas import make_person, signed_in
from tests.questions import plain_quiz

pytestmark = pytest.mark.django_db

OF_QUIZ = ("quiz", "start")
OF_ATTEMPT = ("attempt", "confirm", "results")


def every_way(client: Client, name: str, number: int) -> set[int]:
    """Status of GET and POST (results and front page take no POST: 405 even before any check)."""
    path = reverse(f"quizzes:{name}", args=[number])
    got = {client.get(path).status_code}
    if name in ("start", "attempt", "confirm"):
        got.add(client.post(path, {"shown": 1}).status_code)
    return got


@pytest.mark.parametrize("name", OF_QUIZ)
def test_a_published_quiz_is_for_all_who_are_logged_in(
    name: str, course: Course, outsider_client: Client, learner_client: Client
) -> None:
    quiz = plain_quiz(course)
    for client in (outsider_client, learner_client):
        assert every_way(client, name, quiz.pk) <= {200, 302}


@pytest.mark.parametrize("name", [*OF_QUIZ, *OF_ATTEMPT])
def test_strangers_are_sent_to_log_in(
    name: str, course: Course, learner: User, stranger_client: Client
) -> None:
    quiz = plain_quiz(course)
    attempt = start_attempt(user=learner, quiz=quiz)
    number = quiz.pk if name in OF_QUIZ else attempt.pk
    path = reverse(f"quizzes:{name}", args=[number])
    assert stranger_client.get(path)["Location"].startswith(reverse("account_login"))
    if name in ("start", "attempt", "confirm"):
        assert stranger_client.post(path)["Location"].startswith(reverse("account_login"))
    attempt.refresh_from_db()
    assert attempt.is_open
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("name", OF_QUIZ)
@pytest.mark.parametrize("which", ["draft quiz", "archived quiz", "draft course"])
def test_what_is_not_published_is_for_its_teachers_alone(
    name: str,
    which: str,
    course: Course,
    draft_course: Course,
    learner_client: Client,
    outsider_client: Client,
    instructor_client: Client,
    admin_client: Client,
) -> None:
    status = {"draft quiz": "draft", "archived quiz": "archived"}.get(which, "published")
    quiz = plain_quiz(draft_course if which == "draft course" else course, status=status)
    for client in (learner_client, outsider_client):
        assert every_way(client, name, quiz.pk) == {404}
    assert not Attempt.objects.exists()
    for client in (instructor_client, admin_client):
        assert every_way(client, name, quiz.pk) <= {200, 302}
    assert not Attempt.objects.filter(preview=False).exists()


@pytest.mark.parametrize("submitted", [False, True])
@pytest.mark.parametrize("name", OF_ATTEMPT)
def test_an_attempt_is_its_owners_alone(
    name: str, submitted: bool, course: Course, learner: User
) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course))
    if submitted:
        submit_attempt(attempt=attempt)
    teacher = Instructor.objects.get(course=course).user
    others = (
        make_person("other@example.org", enrolled=course),
        teacher,
        User.objects.create_superuser("root@example.org", "correct-horse-9"),
    )
    for other in others:
        assert every_way(signed_in(other), name, attempt.pk) == {404}
    attempt.refresh_from_db()
    assert attempt.is_open is not submitted
    assert every_way(signed_in(learner), name, attempt.pk) <= {200, 302}


@pytest.mark.parametrize("name", OF_ATTEMPT)
def test_attempts_hide_with_their_course_and_stay_when_the_quiz_is_taken_down(
    name: str, course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course)
    attempt = start_attempt(user=learner, quiz=quiz)
    Quiz.objects.update(status="archived")
    path = reverse(f"quizzes:{name}", args=[attempt.pk])
    assert learner_client.get(path).status_code in {200, 302}
    Course.objects.filter(pk=course.pk).update(status="draft")
    assert every_way(learner_client, name, attempt.pk) == {404}
    attempt.refresh_from_db()
    assert attempt.is_open


@pytest.mark.parametrize("name", [*OF_QUIZ, *OF_ATTEMPT])
def test_numbers_that_no_row_has_are_404(name: str, learner_client: Client) -> None:
    for number in (0, 987654, 10**30):
        path = f"/{'quizzes' if name in OF_QUIZ else 'attempts'}/{number}/"
        path += "" if name in ("quiz", "attempt") else f"{name}/"
        assert learner_client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["quiz", "results"])
def test_pages_that_only_show_take_no_post(
    name: str, course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course)
    number = quiz.pk if name == "quiz" else start_attempt(user=learner, quiz=quiz).pk
    assert learner_client.post(reverse(f"quizzes:{name}", args=[number])).status_code == 405


def test_saving_needs_the_token_of_the_form(course: Course, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course))
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    for name in ("attempt", "confirm"):
        path = reverse(f"quizzes:{name}", args=[attempt.pk])
        assert client.post(path, {"shown": 1}).status_code == 403
