"""Requests of one person that arrive together: from two tabs, a double click, a script's retry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Quiz, Report
from quizzes.reports import report_question
from quizzes.taking.attempts import (
    AlreadySubmitted,
    Answer,
    NoAttemptsLeft,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.taking.checking import check_response
from quizzes.taking.closing import close_overdue
from quizzes.taking.practice import start_practice
from tests.personas import make_course, make_person
from tests.questions import plain_quiz, right_ids, wrong_id
from tests.races import at_once

pytestmark = [
    pytest.mark.usefixtures("shared_database"),
    pytest.mark.django_db(transaction=True),
]
TIMES = 6
"""Requests that arrive together."""


@pytest.fixture
def course(shared_database: None) -> Course:
    return make_course()


@pytest.fixture
def racer(course: Course) -> User:
    return make_person("racer@example.org", enrolled=course)


def begun(racer: User, course: Course, **rules: Any) -> Attempt:
    return start_attempt(user=racer, quiz=plain_quiz(course, **rules))


def test_racing_starts_and_submissions_make_one_attempt_graded_once(
    course: Course, racer: User
) -> None:
    quiz = plain_quiz(course, attempts_allowed=1)
    found = at_once(*[lambda: start_attempt(user=racer, quiz=quiz).pk] * TIMES)
    assert len(set(found)) == 1, found
    attempt = Attempt.objects.get()
    assert attempt.responses.count() == 3
    for one in attempt.responses.all():
        save_responses(attempt=attempt, answers={one.position: Answer(right_ids(one))})
    handed_in = at_once(*[lambda: submit_attempt(attempt=attempt).submitted_at] * TIMES)
    assert len(set(handed_in)) == 1, handed_in
    attempt.refresh_from_db()
    assert attempt.score == 3.0
    with pytest.raises(NoAttemptsLeft):
        start_attempt(user=racer, quiz=quiz)


def test_racing_saves_of_different_questions_lose_none(course: Course, racer: User) -> None:
    attempt = begun(racer, course, questions=6)
    answers = {one.position: Answer(right_ids(one)) for one in attempt.responses.all()}

    def saving(position: int) -> Callable[[], Any]:
        return lambda: save_responses(attempt=attempt, answers={position: answers[position]})

    found = at_once(*(saving(position) for position in answers))
    assert not [one for one in found if isinstance(one, Exception)], found
    assert submit_attempt(attempt=attempt).score == 6


def test_a_save_that_races_with_a_check_is_in_it_or_comes_too_late(
    course: Course, racer: User
) -> None:
    attempt = begun(racer, course, reveal=Quiz.Reveal.CHECKED)
    one = attempt.responses.get(position=1)
    save_responses(attempt=attempt, answers={1: Answer((wrong_id(one),))})
    change = {1: Answer(right_ids(one))}
    at_once(
        lambda: check_response(attempt=attempt, position=1),
        lambda: save_responses(attempt=attempt, answers=change),
        lambda: check_response(attempt=attempt, position=1),
    )
    one.refresh_from_db()
    # Whichever was first: the mark is that of the answer that stands.
    assert one.mark == (1.0 if tuple(one.chosen) == right_ids(one) else 0.0)


def test_a_save_that_races_with_handing_in_is_graded_or_refused(
    course: Course, racer: User
) -> None:
    attempt = begun(racer, course)
    answers = {one.position: Answer(right_ids(one)) for one in attempt.responses.all()}
    found = at_once(
        lambda: submit_attempt(attempt=attempt),
        lambda: save_responses(attempt=attempt, answers=answers),
    )
    attempt.refresh_from_db()
    refused = any(isinstance(one, AlreadySubmitted) for one in found)
    assert attempt.score == (0 if refused else 3)
    assert all(bool(one.chosen) is not refused for one in attempt.responses.all())


def test_an_attempt_whose_time_is_over_is_closed_once(course: Course, racer: User) -> None:
    quiz = plain_quiz(course, time_limit=60)
    attempt = start_attempt(user=racer, quiz=quiz, now=timezone.now() - timedelta(hours=1))
    found = at_once(*[close_overdue] * TIMES)
    assert not [one for one in found if isinstance(one, Exception)], found
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.due_at


def test_racing_practices_and_reports_are_one(course: Course, racer: User) -> None:
    quiz = plain_quiz(course)
    module = quiz.module
    assert module is not None
    found = at_once(*[lambda: start_practice(user=racer, module=module).pk] * TIMES)
    assert len(set(found)) == 1, found
    assert Quiz.objects.filter(practice=True).count() == 1
    version = quiz.questions.all()[0].current
    assert version is not None

    def report() -> int:
        return report_question(user=racer, version=version, reason="unclear", text="").pk

    reported = at_once(*[report] * TIMES)
    assert len(set(reported)) == 1, reported
    assert Report.objects.count() == 1
