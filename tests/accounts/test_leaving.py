"""Deleting one's account: everything of the person goes, and courses keep counts alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.keepers import CannotLeave, delete_account
from accounts.models import User
from courses.learning.progress import mark_done
from courses.models import Course, Departed, Enrolment, Instructor, Lesson, Progress
from quizzes.models import Attempt, Quiz, Response
from quizzes.studio.reporting import learner_lines, question_lines, totals
from quizzes.taking.attempts import start_attempt
from tests.personas import PASSWORD, make_person, signed_in
from tests.quizzes.studio.helpers import at, take

pytestmark = pytest.mark.django_db
LEAVE = "/accounts/leave/"


def test_strangers_log_in_first(stranger_client: Client) -> None:
    assert stranger_client.get(LEAVE)["Location"] == f"/accounts/login/?next={LEAVE}"


def test_the_page_says_what_goes_and_what_stays(learner: User, learner_client: Client) -> None:
    html = learner_client.get(LEAVE).content.decode()
    assert "counts without a name" in html
    assert User.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize("password", ["", "wrong-horse-9"])
def test_without_the_password_nothing_happens(
    learner: User, learner_client: Client, password: str
) -> None:
    response = learner_client.post(LEAVE, {"password": password})
    assert response.status_code == 400
    assert User.objects.filter(pk=learner.pk).exists()
    assert learner_client.get("/learning/").status_code == 200


def test_the_password_deletes_logs_out_and_sends_a_letter(
    learner: User, learner_client: Client, lesson: Lesson, quiz: Quiz
) -> None:
    mark_done(user=learner, lesson=lesson, now=timezone.now())
    take(learner, quiz, right=True)
    other_device = signed_in(learner)
    response = learner_client.post(LEAVE, {"password": PASSWORD}, follow=True)
    assert "Your account is deleted." in response.content.decode()
    assert not User.objects.filter(pk=learner.pk).exists()
    for rows in (Attempt, Response, Progress, Enrolment):
        assert not rows.objects.exists(), rows
    for client in (learner_client, other_device):
        assert client.get("/learning/").status_code == 302
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["lena@example.org"], "Cuepoint: Your account is deleted")
    ]


def test_an_attempt_whose_time_was_over_counts_though_nobody_had_looked_at_it(
    quiz: Quiz, learner: User
) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=600)
    quiz.refresh_from_db()
    start_attempt(user=learner, quiz=quiz, now=timezone.now() - timedelta(hours=1))
    delete_account(learner)
    assert totals(quiz, learner_lines(quiz)).attempts == 1


def test_results_count_who_is_gone_and_name_nobody(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    take(learner, quiz, right=True)
    take(learner, quiz, right=False)
    mika = make_person("mika@example.org", name="Mika")
    take(mika, quiz, right=False)
    before = totals(quiz, learner_lines(quiz)), question_lines(quiz)
    delete_account(learner)
    after = totals(quiz, learner_lines(quiz)), question_lines(quiz)
    assert (after[0].learners, after[0].attempts, after[0].passed) == (2, 3, 1)
    assert (after[0].average, after[0].departed) == (before[0].average, 1)
    assert after[1] == before[1]
    delete_account(mika)
    assert question_lines(quiz) == before[1]
    html = instructor_client.get(at("results", course, quiz.pk)).content.decode()
    assert "2 of them deleted their accounts" in html
    assert "lena" not in html.lower()


def test_previews_and_attempts_that_run_leave_no_count(
    quiz: Quiz, learner: User, instructor: User
) -> None:
    take(learner, quiz, preview=True)
    delete_account(learner)
    assert question_lines(quiz) == []
    assert totals(quiz, []).learners == 0


def test_the_course_counts_learners_who_left(
    course: Course, learner: User, lesson: Lesson, instructor_client: Client
) -> None:
    mark_done(user=learner, lesson=lesson, now=timezone.now())
    delete_account(learner)
    delete_account(make_person("mika@example.org", enrolled=course))
    left = Departed.objects.get(course=course)
    assert (left.learners, left.lessons_done) == (2, 1)
    html = instructor_client.get(f"/studio/{course.slug}/people/").content.decode()
    assert "2 more deleted their accounts" in html


def test_the_only_instructor_names_another_one_first(
    course: Course, instructor: User, instructor_client: Client, outsider: User
) -> None:
    html = instructor_client.get(LEAVE).content.decode()
    assert "Only you teach “Lighthouses”" in html
    assert 'name="password"' not in html
    instructor_client.post(LEAVE, {"password": PASSWORD})
    with pytest.raises(CannotLeave, match="Only you teach"):
        delete_account(instructor)
    assert User.objects.filter(pk=instructor.pk).exists()
    Instructor.objects.create(course=course, user=outsider)
    delete_account(instructor)
    assert list(course.instructors.all()) == [outsider]


def test_the_last_admin_stays(db: None) -> None:
    first = User.objects.create_superuser("ada@example.org", PASSWORD)
    with pytest.raises(CannotLeave, match="only admin"):
        delete_account(first)
    User.objects.create_superuser("ben@example.org", PASSWORD)
    delete_account(first)
    assert User.objects.count() == 1


def test_what_an_instructor_wrote_stays_without_the_name(
    course: Course, lesson: Lesson, instructor: User, outsider: User
) -> None:
    Instructor.objects.create(course=course, user=outsider)
    Lesson.objects.filter(pk=lesson.pk).update(edited_by=instructor)
    delete_account(instructor)
    lesson.refresh_from_db()
    assert lesson.edited_by is None
