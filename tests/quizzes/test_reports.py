"""Learners report a question; who teaches the course sees it and settles it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt, Report
from quizzes.reports import (
    MOST_AN_HOUR,
    TooManyReports,
    open_counts,
    open_reports,
    report_question,
    resolve_reports,
)
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from quizzes.taking.checking import check_response
from tests.conftest import QueryCount
from tests.personas import make_course, make_person, signed_in
from tests.questions import make_version, plain_question, plain_quiz, right_ids

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ODD = '<b onclick="x()">1812 & not 1811</b>'


@pytest.fixture
def attempt(course: Course, learner: User) -> Attempt:
    return submit_attempt(attempt=start_attempt(user=learner, quiz=plain_quiz(course)))


def path(attempt: Attempt, position: int = 1) -> str:
    return reverse("quizzes:report", args=[attempt.pk, position])


def test_a_report_from_the_results(learner_client: Client, attempt: Attempt) -> None:
    results = reverse("quizzes:results", args=[attempt.pk])
    assert path(attempt) in learner_client.get(results).text
    asked = learner_client.get(path(attempt)).text
    version = attempt.responses.get(position=1).version
    assert version.stem in asked
    assert "What is wrong?" in asked
    sent = learner_client.post(path(attempt), {"reason": "wrong_key", "text": ODD})
    assert sent["Location"] == f"{results}#q-1"
    report = Report.objects.get()
    assert (report.version, report.reason, report.text, report.state) == (
        version,
        "wrong_key",
        ODD,
        "open",
    )
    assert "Question 1 is reported." in learner_client.get(results).text


def test_a_second_report_takes_the_place_of_the_first(
    learner_client: Client, attempt: Attempt
) -> None:
    for reason in ("unclear", "two_right"):
        learner_client.post(path(attempt), {"reason": reason})
    assert Report.objects.get().reason == "two_right"
    page = learner_client.get(path(attempt)).text
    assert "You reported this question" in page
    assert 'value="two_right"' in page
    assert page.count("checked") == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({}, "Say what is wrong: choose one."),
        ({"reason": "boring"}, "Select a valid choice."),
        ({"reason": "other"}, "Say in a few words what is wrong."),
        ({"reason": "other", "text": "  "}, "Say in a few words what is wrong."),
        ({"reason": "unclear", "text": "x" * 2001}, "at most 2000 characters"),
        ({"reason": "unclear", "text": "a\x00b"}, "Null characters are not allowed"),
    ],
    ids=str,
)
def test_a_report_without_a_reason_is_worded(
    form: dict[str, str], words: str, learner_client: Client, attempt: Attempt
) -> None:
    answer = learner_client.post(path(attempt), form)
    assert answer.status_code == 400
    assert words in answer.text
    assert not Report.objects.exists()


def test_a_question_is_reported_once_it_is_told(
    course: Course, learner: User, learner_client: Client
) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course, reveal="checked"))
    page = reverse("quizzes:attempt", args=[attempt.pk])
    assert learner_client.get(path(attempt)).status_code == 404
    save_responses(
        attempt=attempt, answers={1: Answer(right_ids(attempt.responses.get(position=1)))}
    )
    check_response(attempt=attempt, position=1)
    # On the way there, what is chosen elsewhere is saved.
    two = attempt.responses.get(position=2)
    form = {"q-2": right_ids(two), "shown": 2, "action": "report-1"}
    assert learner_client.post(page, form)["Location"] == path(attempt)
    two.refresh_from_db()
    assert two.chosen
    sent = learner_client.post(path(attempt), {"reason": "unclear"})
    assert sent["Location"] == f"{page}#q-1"
    assert learner_client.get(path(attempt, 2)).status_code == 404


def test_reports_are_bounded_by_the_hour(
    course: Course, learner: User, learner_client: Client, attempt: Attempt
) -> None:
    lesson = Lesson.objects.filter(module__course=course).order_by("pk")[0]
    versions = [plain_question(lesson).current for _ in range(MOST_AN_HOUR + 1)]
    for version in versions[:-1]:
        assert version is not None
        report_question(user=learner, version=version, reason="unclear", text="", now=NOON)
    last = versions[-1]
    assert last is not None
    with pytest.raises(TooManyReports):
        report_question(
            user=learner, version=last, reason="unclear", text="", now=NOON + timedelta(minutes=59)
        )
    other = make_person("other@example.org")
    report_question(user=other, version=last, reason="unclear", text="", now=NOON)
    later = NOON + timedelta(minutes=61)
    report_question(user=learner, version=last, reason="unclear", text="", now=later)
    Report.objects.filter(user=learner).update(at=datetime.now(UTC))
    told = learner_client.post(path(attempt), {"reason": "unclear"})
    assert told.status_code == 400
    assert "You have reported many questions within the hour." in told.text


def test_settled_reports_are_gone_from_the_counts_and_may_come_again(
    learner: User, instructor: User, course: Course, attempt: Attempt
) -> None:
    version = attempt.responses.get(position=1).version
    report = report_question(user=learner, version=version, reason="unclear", text="")
    edited = make_version(version.question)
    report_question(user=learner, version=edited, reason="unclear", text="")
    assert open_counts() == {course.pk: 1}  # questions, not reports
    assert len(open_reports(version.question)) == 2
    assert resolve_reports(question=version.question, by=instructor, note="Put right.") == 2
    assert resolve_reports(question=version.question, by=instructor) == 0
    report.refresh_from_db()
    assert (report.state, report.note, report.resolved_by) == (
        "resolved",
        "Put right.",
        instructor,
    )
    assert open_counts() == {}
    report_question(user=learner, version=version, reason="unclear", text="")
    assert Report.objects.count() == 3


# --- The studio -------------------------------------------------------------------------------


def test_the_studio_counts_filters_and_settles(
    course: Course, learner: User, instructor_client: Client, attempt: Attempt
) -> None:
    version = attempt.responses.get(position=2).version
    report_question(user=learner, version=version, reason="evidence", text=ODD)
    desk = reverse("desk:questions", args=[course.slug])
    home = instructor_client.get(reverse("studio:home")).text
    assert "1 question reported by learners" in home
    assert f"{desk}?status=reported" in home
    page = instructor_client.get(reverse("studio:course", args=[course.slug])).text
    assert "Learners reported 1 question." in page
    nothing = instructor_client.get(desk).text  # waits for review, and yet the report does
    assert "Nothing waits" in nothing
    assert f'<a href="{desk}?status=reported">1 question</a> reported by learners' in nothing
    shown = instructor_client.get(desk, {"status": "reported"}).text
    assert version.stem in shown
    assert "Question 1 of 1" in shown
    assert "The sentence or the clip does not prove it." in shown
    assert learner.name in shown
    assert "1812 &amp; not 1811" in shown
    assert "<b onclick" not in shown
    resolve = reverse("desk:resolve", args=[course.slug, version.question_id])
    assert instructor_client.get(resolve).status_code == 302
    settled = instructor_client.post(
        resolve, {"note": "It does.", "status": "reported"}, follow=True
    )
    assert "One report settled." in settled.text
    assert Report.objects.get().note == "It does."
    assert "settled already" in instructor_client.post(resolve, {}, follow=True).text
    assert "Nothing matches the filter." in instructor_client.get(desk, {"status": "reported"}).text
    assert "reported by learners" not in instructor_client.get(reverse("studio:home")).text
    assert "reported by learners" not in instructor_client.get(desk).text


def test_reports_are_for_who_teaches_the_course(
    course: Course,
    learner: User,
    learner_client: Client,
    outsider_client: Client,
    stranger_client: Client,
    attempt: Attempt,
) -> None:
    version = attempt.responses.get(position=1).version
    report_question(user=learner, version=version, reason="unclear", text="")
    resolve = reverse("desk:resolve", args=[course.slug, version.question_id])
    for client in (learner_client, outsider_client):
        assert client.post(resolve).status_code == 404
    assert stranger_client.post(resolve)["Location"].startswith(reverse("account_login"))
    assert Report.objects.get().state == "open"
    # A question of another course is not found through one's own.
    other = make_course("other", teacher=User.objects.get(email="otto@example.org"))
    foreign = reverse("desk:resolve", args=[other.slug, version.question_id])
    assert outsider_client.post(foreign).status_code == 404
    assert "reported by learners" not in outsider_client.get(reverse("studio:home")).text


def test_nobody_reports_from_anothers_attempt(
    course: Course, outsider_client: Client, stranger_client: Client, attempt: Attempt
) -> None:
    other = signed_in(make_person("other@example.org", enrolled=course))
    for client in (outsider_client, other):
        assert client.get(path(attempt)).status_code == 404
        assert client.post(path(attempt), {"reason": "unclear"}).status_code == 404
    assert stranger_client.get(path(attempt))["Location"].startswith(reverse("account_login"))
    assert outsider_client.get(path(attempt, 99)).status_code == 404
    assert not Report.objects.exists()


def test_counts_and_reports_cost_the_same_for_few_and_many(
    course: Course,
    instructor: User,
    learner: User,
    learner_client: Client,
    instructor_client: Client,
    attempt: Attempt,
    query_count: QueryCount,
) -> None:
    version = attempt.responses.get(position=1).version
    desk = reverse("desk:questions", args=[course.slug]) + "?status=reported"
    paths = (desk, reverse("studio:home"))
    counts = []
    for size in (1, 8):
        for number in range(size):
            person = make_person(f"p{size}-{number}@example.org")
            report_question(user=person, version=version, reason="unclear", text="")
            make_course(f"c{size}-{number}", teacher=instructor)
        counts.append([query_count(instructor_client, path) for path in paths])
    assert counts[0] == counts[1]
    assert query_count(learner_client, path(attempt)) <= 10
