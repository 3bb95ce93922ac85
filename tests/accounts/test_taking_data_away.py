"""All that is kept about a person, as one file for that person alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.learning.progress import mark_done, record_watched
from courses.models import Course, Lesson
from quizzes.models import Quiz
from quizzes.taking.attempts import start_attempt
from tests.conftest import QueryCount
from tests.personas import make_lesson, make_person, signed_in
from tests.questions import make_quiz
from tests.quizzes.studio.helpers import take

pytestmark = pytest.mark.django_db
DATA = "/accounts/data/"
# Every column that leads to a person, and what the file makes of it.
IN_THE_FILE = {
    "account.EmailAddress.user",
    "accounts.User_groups.user",
    "courses.Enrolment.user",
    "courses.Instructor.user",
    "courses.LengthReport.user",
    "courses.Progress.user",
    "quizzes.Attempt.user",
    "quizzes.ExtraTime.user",
    "quizzes.Report.user",
}
# Who wrote or judged something of a course: the work is the course's, the name is let go.
OF_THE_COURSE = {
    "courses.Lesson.edited_by",
    "courses.Upload.by",
    "quizzes.Judgement.by",
    "quizzes.Question.reviewed_by",
    "quizzes.Report.resolved_by",
    "quizzes.Version.created_by",
}
# Of Django's own: rights come by roles, and the admin's history is the site's.
OF_THE_SITE = {"accounts.User_user_permissions.user", "admin.LogEntry.user"}


def taken(client: Client) -> dict[str, Any]:
    response = client.get(DATA)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return dict(json.loads(response.content))


def test_strangers_log_in_first(stranger_client: Client) -> None:
    assert stranger_client.get(DATA)["Location"] == f"/accounts/login/?next={DATA}"


def test_the_file_holds_what_the_learner_did(
    learner: User, learner_client: Client, lesson: Lesson, quiz: Quiz
) -> None:
    now = timezone.now()
    record_watched(user=learner, lesson=lesson, intervals=[(12, 40)], at=40, now=now)
    mark_done(user=learner, lesson=lesson, now=now)
    take(learner, quiz, right=True)
    found = taken(learner_client)
    assert found["person"]["email"] == learner.email
    assert [one["course"] for one in found["courses_taken"]] == ["Lighthouses"]
    told = found["lessons"][0]
    assert (told["lesson"], told["watched_seconds"]) == (lesson.heading, [[12, 40]])
    assert told["finished"]
    attempt = found["attempts"][0]
    assert (attempt["quiz"], attempt["marks"], attempt["of"]) == (quiz.title, 2.0, 2.0)
    assert attempt["answers"][0]["chosen"] == ["1811"]


def test_nothing_of_others_is_in_it(learner_client: Client, quiz: Quiz) -> None:
    other = make_person("mika@example.org", name="Mika")
    take(other, quiz, right=True)
    text = json.dumps(taken(learner_client))
    assert "mika" not in text.lower()
    assert taken(signed_in(other))["attempts"]
    assert not taken(learner_client)["attempts"]


def test_an_attempt_that_runs_does_not_tell_its_key(
    learner: User, learner_client: Client, quiz: Quiz
) -> None:
    start_attempt(user=learner, quiz=quiz)
    answer = taken(learner_client)["attempts"][0]["answers"][0]
    assert set(answer) == {"question", "chosen", "flagged", "mark", "answered"}
    assert (answer["chosen"], answer["mark"]) == ([], None)


@pytest.mark.parametrize(
    ("reveal", "allowed", "told"),
    [("score", None, False), ("last", 2, False), ("last", 1, True), ("submitted", 2, True)],
)
def test_marks_of_questions_are_told_where_the_results_tell_them(
    learner: User, learner_client: Client, quiz: Quiz, reveal: str, allowed: int | None, told: bool
) -> None:
    Quiz.objects.filter(pk=quiz.pk).update(reveal=reveal, attempts_allowed=allowed)
    quiz.refresh_from_db()
    take(learner, quiz, right=False)
    attempt = taken(learner_client)["attempts"][0]
    assert (attempt["marks"], attempt["passed"]) == (0.0, False)
    assert {one["mark"] for one in attempt["answers"]} == ({0.0} if told else {None})


def test_every_row_that_leads_to_a_person_is_thought_of() -> None:
    """Who adds one decides here whether the person may take it away: see accounts.keepers."""
    known = IN_THE_FILE | OF_THE_COURSE | OF_THE_SITE
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one) and field.concrete
        if field.related_model is User
    }
    assert found == known


def test_the_file_asks_no_more_for_more_lessons_and_answers(
    learner: User, learner_client: Client, course: Course, query_count: QueryCount
) -> None:
    def study(times: int) -> None:
        for _ in range(times):
            lesson = make_lesson(course.modules.all()[0])
            mark_done(user=learner, lesson=lesson, now=timezone.now())
            take(learner, make_quiz(lesson, questions=1), right=True)

    study(1)
    few = query_count(learner_client, DATA)
    study(4)
    assert query_count(learner_client, DATA) == few
