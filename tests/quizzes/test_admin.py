"""Reports and extra time in Django's admin: reports are read there, extra time moves what runs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from quizzes.models import ExtraTime, Quiz, Report
from quizzes.reports import report_question, resolve_reports
from quizzes.taking.attempts import start_attempt
from quizzes.taking.practice import practice_quiz
from tests.personas import make_person
from tests.questions import plain_quiz

pytestmark = pytest.mark.django_db
REPORTS = "admin:quizzes_report_changelist"
TIMES = "admin:quizzes_extratime_changelist"
ADD = "admin:quizzes_extratime_add"


@pytest.fixture
def timed(course: Course) -> Quiz:
    return plain_quiz(course, time_limit=600)


@pytest.fixture
def report(learner: User, timed: Quiz) -> Report:
    version = timed.questions.all()[0].current
    assert version is not None
    return report_question(user=learner, version=version, reason="two_right", text="1824 as well.")


def shown(client: Client, name: str, **query: Any) -> list[Any]:
    return list(client.get(reverse(name), query).context["cl"].result_list)


def test_reports_are_found_by_state_reason_course_and_words(
    admin_client: Client, report: Report, course: Course, draft_course: Course, admin: User
) -> None:
    place = "version__question__lesson__module__course__id__exact"
    assert shown(admin_client, REPORTS, state__exact="open") == [report]
    assert shown(admin_client, REPORTS, state__exact="resolved") == []
    assert shown(admin_client, REPORTS, reason__exact="two_right") == [report]
    assert shown(admin_client, REPORTS, reason__exact="unclear") == []
    assert shown(admin_client, REPORTS, **{place: course.pk}) == [report]
    assert shown(admin_client, REPORTS, **{place: draft_course.pk}) == []
    assert shown(admin_client, REPORTS, q="1824") == shown(admin_client, REPORTS, q="lena@")
    assert shown(admin_client, REPORTS, q="lena@") == [report]
    assert shown(admin_client, REPORTS, q="nothing like it") == []
    resolve_reports(question=report.version.question, by=admin, note="Reworded.")
    assert shown(admin_client, REPORTS, state__exact="resolved", q="reworded") == [report]


def test_a_report_leads_to_the_desk_and_is_changed_only_there(
    admin_client: Client, report: Report, course: Course
) -> None:
    page = reverse("admin:quizzes_report_change", args=[report.pk])
    answer = admin_client.get(page)
    question = report.version.question_id
    desk = f"{reverse('desk:questions', args=[course.slug])}?question={question}"
    assert f'href="{desk}"' in answer.text
    assert "1824 as well." in answer.text
    assert report.version.stem in admin_client.get(desk).text
    # A version is told by its number, never by the id of its row.
    assert str(report) == "Another option is right too"
    assert admin_client.post(page, {"state": "resolved"}).status_code == 403
    delete = reverse("admin:quizzes_report_delete", args=[report.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert admin_client.get(reverse("admin:quizzes_report_add")).status_code == 403
    report.refresh_from_db()
    assert report.state == Report.State.OPEN


def test_a_question_tells_how_often_it_was_reported_and_leads_there(
    admin_client: Client, report: Report, timed: Quiz
) -> None:
    first, second = timed.questions.order_by("pk")[:2]
    reported = report.version.question
    other = second if first == reported else first
    page = admin_client.get(reverse("admin:quizzes_question_change", args=[reported.pk])).text
    assert "1, 1 of them open" in page
    assert f"?version__question__id__exact={reported.pk}" in page
    assert shown(admin_client, REPORTS, version__question__id__exact=reported.pk) == [report]
    assert shown(admin_client, REPORTS, version__question__id__exact=other.pk) == []


def form(user: User, course: Course, quiz: Quiz | None, percent: int, minutes: int) -> Any:
    place = quiz.pk if quiz else ""
    numbers = {"percent": percent, "minutes": minutes}
    return {"user": user.pk, "course": course.pk, "quiz": place, **numbers}


def test_extra_time_given_changed_and_taken_moves_the_end_of_what_runs(
    admin_client: Client, learner: User, course: Course, timed: Quiz
) -> None:
    attempt = start_attempt(user=learner, quiz=timed)

    def minutes() -> float:
        attempt.refresh_from_db()
        assert attempt.due_at is not None
        return (attempt.due_at - attempt.started_at) / timedelta(minutes=1)

    assert minutes() == 10
    answer = admin_client.post(reverse(ADD), form(learner, course, None, 50, 0), follow=True)
    assert "was added successfully" in answer.text
    assert minutes() == 15
    row = ExtraTime.objects.get()
    change = reverse("admin:quizzes_extratime_change", args=[row.pk])
    # Whose it is stays, whatever a form says.
    other = make_person("other@example.org")
    admin_client.post(change, form(other, course, timed, 0, 7))
    row.refresh_from_db()
    assert (row.user, row.quiz, row.percent, row.minutes) == (learner, None, 0, 7)
    assert minutes() == 17
    admin_client.post(reverse("admin:quizzes_extratime_delete", args=[row.pk]), {"post": "yes"})
    assert not ExtraTime.objects.exists()
    assert minutes() == 10
    admin_client.post(reverse(ADD), form(learner, course, timed, 100, 0))
    assert minutes() == 20
    picked = {"action": "delete_selected", "_selected_action": [ExtraTime.objects.get().pk]}
    admin_client.post(reverse(TIMES), {**picked, "post": "yes"})
    assert not ExtraTime.objects.exists()
    assert minutes() == 10


def test_extra_time_that_cannot_be_is_refused_in_words(
    admin_client: Client, learner: User, course: Course, draft_course: Course, timed: Quiz
) -> None:
    module = course.modules.all()[0]
    untimed, practice = plain_quiz(course), practice_quiz(course, module)
    for wrong, words in (
        (form(learner, draft_course, timed, 25, 0), "This quiz belongs to another course."),
        (form(learner, course, untimed, 25, 0), "This quiz has no time limit."),
        (form(learner, course, practice, 25, 0), "This quiz has no time limit."),
        (form(learner, course, timed, 0, 0), "Give per cent, minutes or both."),
        (form(learner, course, timed, 401, 0), "less than or equal to 400"),
    ):
        assert words in admin_client.post(reverse(ADD), wrong).text
    assert not ExtraTime.objects.exists()
    admin_client.post(reverse(ADD), form(learner, course, None, 25, 0))
    again = admin_client.post(reverse(ADD), form(learner, course, None, 50, 0))
    assert again.context["adminform"].errors
    assert ExtraTime.objects.get().percent == 25


def test_extra_time_is_found_by_course_person_and_place(
    admin_client: Client, learner: User, course: Course, draft_course: Course, timed: Quiz
) -> None:
    whole = ExtraTime.objects.create(course=course, user=learner, percent=25)
    at_quiz = ExtraTime.objects.create(course=course, quiz=timed, user=learner, minutes=5)
    elsewhere = ExtraTime.objects.create(
        course=draft_course, user=make_person("other@example.org"), minutes=1
    )
    assert shown(admin_client, TIMES, quiz__isempty=0) == [at_quiz]
    assert set(shown(admin_client, TIMES, course__id__exact=course.pk)) == {whole, at_quiz}
    assert shown(admin_client, TIMES, q="other@") == [elsewhere]
    page = admin_client.get(reverse(TIMES)).text
    assert "every timed quiz" in page
    assert "25% more" in page


def test_the_rights_hang_on_the_group(admin_client: Client) -> None:
    rights = Group.objects.get(name="admin").permissions
    rights.remove(*rights.filter(codename__in=["view_report", "view_extratime"]))
    assert admin_client.get(reverse(REPORTS)).status_code == 403
    rights.remove(*rights.filter(codename__endswith="_extratime"))
    assert admin_client.get(reverse(TIMES)).status_code == 403
