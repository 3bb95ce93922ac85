"""Time limits: the server keeps the time, gives some people more, and closes what is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, ExtraTime, Quiz
from quizzes.taking.attempts import (
    Answer,
    TimeIsOver,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.taking.closing import close_overdue, settle
from quizzes.taking.results import standing
from quizzes.taking.timing import (
    GRACE,
    give_extra_time,
    limit_for,
    seconds_allowed,
    seconds_left,
    take_extra_time,
)
from tests.conftest import QueryCount
from tests.questions import plain_quiz, right_ids

pytestmark = pytest.mark.django_db
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TEN = 600


@pytest.fixture
def timed(course: Course) -> Quiz:
    return plain_quiz(course, time_limit=TEN)


def begun(user: User, quiz: Quiz, *, ago: timedelta = timedelta()) -> Attempt:
    """An attempt that began so long ago, with its first answer right."""
    start = timezone.now() - ago
    attempt = start_attempt(user=user, quiz=quiz, now=start)
    answers = {1: Answer(right_ids(attempt.responses.get(position=1)))}
    save_responses(attempt=attempt, answers=answers, now=start)
    return attempt


def page(attempt: Attempt, name: str = "attempt") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.pk])


@pytest.mark.parametrize(
    ("limit", "percent", "minutes", "seconds"),
    [(600, 0, 0, 600), (600, 25, 0, 750), (600, 0, 5, 900), (600, 50, 1, 960), (31, 10, 0, 35)],
)
def test_extra_time_is_per_cent_and_minutes(
    limit: int, percent: int, minutes: int, seconds: int
) -> None:
    assert seconds_allowed(limit, ExtraTime(percent=percent, minutes=minutes)) == seconds
    assert seconds_allowed(limit, None) == limit


def test_an_attempt_knows_when_it_ends(learner: User, timed: Quiz, course: Course) -> None:
    attempt = start_attempt(user=learner, quiz=timed, now=NOON)
    assert attempt.due_at == NOON + 10 * MINUTE
    assert seconds_left(attempt, NOON + 4 * MINUTE) == 360
    assert seconds_left(attempt, NOON + 40 * MINUTE) == 0
    untimed = start_attempt(user=learner, quiz=plain_quiz(course), now=NOON)
    assert untimed.due_at is None
    assert seconds_left(untimed, NOON) is None


def test_the_quizs_extra_time_goes_before_the_courses(
    course: Course, learner: User, timed: Quiz, outsider: User
) -> None:
    give_extra_time(course=course, quiz=None, user=learner, percent=50, minutes=0)
    assert limit_for(user=learner, quiz=timed) == 900
    give_extra_time(course=course, quiz=timed, user=learner, percent=0, minutes=1)
    assert limit_for(user=learner, quiz=timed) == 660
    assert limit_for(user=outsider, quiz=timed) == TEN
    assert limit_for(user=learner, quiz=plain_quiz(course)) is None


def test_extra_time_reaches_the_attempt_that_runs(
    course: Course, learner: User, timed: Quiz
) -> None:
    attempt = begun(learner, timed)
    row = give_extra_time(course=course, quiz=None, user=learner, percent=100, minutes=0)
    attempt.refresh_from_db()
    assert attempt.due_at == attempt.started_at + 20 * MINUTE
    row = give_extra_time(course=course, quiz=None, user=learner, percent=50, minutes=0)
    assert ExtraTime.objects.count() == 1
    take_extra_time(row=row)
    attempt.refresh_from_db()
    assert attempt.due_at == attempt.started_at + 10 * MINUTE


@pytest.mark.parametrize("limit", [300, 3600, None])
def test_another_limit_of_the_quiz_is_meant_for_later_attempts(
    course: Course, learner: User, timed: Quiz, limit: int | None
) -> None:
    give_extra_time(course=course, quiz=None, user=learner, percent=33, minutes=1)
    attempt = begun(learner, timed)
    Quiz.objects.filter(pk=timed.pk).update(time_limit=limit)
    row = give_extra_time(course=course, quiz=None, user=learner, percent=50, minutes=2)
    attempt.refresh_from_db()
    assert attempt.due_at == attempt.started_at + 17 * MINUTE
    take_extra_time(row=row)
    attempt.refresh_from_db()
    assert attempt.due_at == attempt.started_at + 10 * MINUTE


def test_saves_are_taken_until_the_end_and_some_seconds_more(learner: User, timed: Quiz) -> None:
    attempt = start_attempt(user=learner, quiz=timed, now=NOON)
    end = NOON + 10 * MINUTE
    one, two, three = attempt.responses.all()
    save_responses(attempt=attempt, answers={1: Answer(right_ids(one))}, now=end - MINUTE)
    late = end + GRACE - timedelta(seconds=1)
    save_responses(attempt=attempt, answers={2: Answer(right_ids(two))}, now=late)
    with pytest.raises(TimeIsOver):
        save_responses(attempt=attempt, answers={3: Answer(right_ids(three))}, now=end + GRACE)
    attempt.refresh_from_db()
    assert (attempt.score, attempt.max_score) == (2, 3)
    assert attempt.submitted_at == end
    assert attempt.timed_out


def test_handing_in_late_ends_the_attempt_when_its_time_ended(learner: User, timed: Quiz) -> None:
    early = submit_attempt(
        attempt=start_attempt(user=learner, quiz=timed, now=NOON), now=NOON + MINUTE
    )
    assert early.submitted_at == NOON + MINUTE
    assert not early.timed_out
    again = start_attempt(user=learner, quiz=timed, now=NOON)
    late = submit_attempt(attempt=again, now=NOON + 60 * MINUTE)
    assert late.submitted_at == NOON + 10 * MINUTE
    assert late.timed_out


def test_whoever_asks_first_closes_it(learner: User, timed: Quiz) -> None:
    attempt = begun(learner, timed, ago=11 * MINUTE)
    found = standing(user=learner, quiz=timed)
    assert found.open is None
    assert [one.score for one in found.graded] == [1]
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.due_at


def test_settling_asks_nothing_where_nothing_is_over(
    learner: User, timed: Quiz, django_assert_num_queries: Any
) -> None:
    attempt = begun(learner, timed)
    with django_assert_num_queries(0):
        assert settle([attempt]) == [attempt]


def test_the_command_closes_what_nobody_asked_for(
    learner: User, instructor: User, timed: Quiz
) -> None:
    begun(learner, timed, ago=11 * MINUTE)
    begun(instructor, timed, ago=9 * MINUTE)
    out = StringIO()
    call_command("close_overdue_attempts", stdout=out)
    assert out.getvalue() == "1 attempt closed.\n"
    assert Attempt.objects.filter(submitted_at=None).get().user == instructor
    assert close_overdue() == 0


def test_a_start_goes_past_an_attempt_that_is_over(
    learner: User, learner_client: Client, timed: Quiz
) -> None:
    old = begun(learner, timed, ago=60 * MINUTE)
    new = start_attempt(user=learner, quiz=timed)
    assert new.pk != old.pk
    old.refresh_from_db()
    assert old.timed_out


def test_an_attempt_that_ran_out_counts_for_the_limit(
    learner: User, learner_client: Client, course: Course
) -> None:
    quiz = plain_quiz(course, time_limit=TEN, attempts_allowed=1)
    begun(learner, quiz, ago=60 * MINUTE)
    answer = learner_client.post(reverse("quizzes:start", args=[quiz.pk]), follow=True)
    assert "You have no attempts left" in answer.text
    assert "No attempts are left." in answer.text
    assert Attempt.objects.get().timed_out


def test_the_front_page_names_the_limit_and_the_end(
    course: Course, learner: User, learner_client: Client, timed: Quiz
) -> None:
    front = reverse("quizzes:quiz", args=[timed.pk])
    assert "Three questions in 10 minutes. The clock starts" in learner_client.get(front).text
    give_extra_time(course=course, quiz=None, user=learner, percent=50, minutes=0)
    assert "in 15 minutes, your extra time included." in learner_client.get(front).text
    begun(learner, timed)
    assert "ends at" in learner_client.get(front).text


def test_the_page_shows_the_end_and_the_seconds_that_are_left(
    learner: User, learner_client: Client, timed: Quiz
) -> None:
    attempt = begun(learner, timed, ago=4 * MINUTE)
    for name in ("attempt", "confirm"):
        text = learner_client.get(page(attempt, name)).text
        assert "Time ends at" in text
        left = int(text.split('data-left="')[1].split('"')[0])
        assert 355 <= left <= 360
    told = learner_client.post(page(attempt), {"shown": 1, "was-1": ""}, **JSON).json()
    assert 355 <= told["left"] <= 360


@pytest.mark.parametrize("name", ["attempt", "confirm", "results"])
def test_after_the_end_every_page_leads_to_the_results_which_say_so(
    name: str, learner: User, learner_client: Client, timed: Quiz
) -> None:
    attempt = begun(learner, timed, ago=10 * MINUTE + GRACE)
    told = learner_client.get(page(attempt, name), follow=True)
    assert told.request["PATH_INFO"] == page(attempt, "results")
    assert "One of three." in told.text
    assert "Time was over at" in told.text
    attempt.refresh_from_db()
    assert attempt.timed_out


@pytest.mark.parametrize("name", ["attempt", "confirm", "results"])
def test_a_look_right_after_the_end_does_not_refuse_an_answer_on_its_way(
    name: str, learner: User, learner_client: Client, timed: Quiz
) -> None:
    attempt = begun(learner, timed, ago=10 * MINUTE + timedelta(seconds=2))
    told = learner_client.get(page(attempt, name), follow=True)
    assert told.request["PATH_INFO"] == page(attempt, "confirm" if name == "confirm" else "attempt")
    assert 'data-left="0"' in told.text
    two = attempt.responses.get(position=2)
    form = {"q-2": right_ids(two), "shown": 2, "was-2": ""}
    assert learner_client.post(page(attempt), form, **JSON).status_code == 200
    Attempt.objects.update(due_at=timezone.now() - GRACE)
    assert "Two of three." in learner_client.get(page(attempt), follow=True).text


def test_a_late_save_is_told_that_time_was_over(
    learner: User, learner_client: Client, timed: Quiz
) -> None:
    attempt = begun(learner, timed, ago=11 * MINUTE)
    two = attempt.responses.get(position=2)
    form = {"q-2": right_ids(two), "shown": 2, "was-2": ""}
    answer = learner_client.post(page(attempt), form, **JSON)
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("Time was over at ")
    assert "What you changed after that is not in it." in answer.json()["error"]
    assert answer.json()["results"] == page(attempt, "results")
    assert attempt.responses.get(position=2).chosen == []
    assert "Time was over at" in learner_client.post(page(attempt), form, follow=True).text


def test_the_studios_results_close_what_is_over(
    course: Course, learner: User, instructor_client: Client, timed: Quiz
) -> None:
    begun(learner, timed, ago=11 * MINUTE)
    shown = instructor_client.get(reverse("desk:results", args=[course.slug, timed.pk]))
    assert learner.name in shown.text


def test_timed_pages_cost_the_same_for_few_and_many_attempts(
    course: Course, learner: User, learner_client: Client, query_count: QueryCount
) -> None:
    counts = []
    for size in (1, 6):
        quiz = plain_quiz(course, time_limit=TEN)
        for _ in range(size):
            submit_attempt(attempt=begun(learner, quiz))
        begun(learner, quiz)
        counts.append(query_count(learner_client, reverse("quizzes:quiz", args=[quiz.pk])))
    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize("where", ["lesson", "my learning"])
def test_pages_of_courses_show_no_attempt_that_is_over_as_open(
    where: str, learner: User, learner_client: Client, timed: Quiz
) -> None:
    attempt = begun(learner, timed, ago=11 * MINUTE)
    assert timed.lesson is not None
    page = timed.lesson.get_absolute_url() if where == "lesson" else reverse("courses:learning")
    shown = learner_client.get(page).text
    assert "33%" in shown
    assert "Continue the quiz" not in shown
    assert "Continue, begun" not in shown
    attempt.refresh_from_db()
    assert attempt.timed_out
