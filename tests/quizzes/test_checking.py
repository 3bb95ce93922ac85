"""Feedback at once: a checked answer stands, and nothing is told before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Quiz, Response
from quizzes.taking.attempts import (
    AlreadySubmitted,
    Answer,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.taking.checking import NotNow, check_response
from quizzes.taking.forms import read_answers
from tests.conftest import QueryCount
from tests.questions import add_questions, plain_question, plain_quiz, right_ids, wrong_id

pytestmark = pytest.mark.django_db
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
AT_ONCE: dict[str, Any] = {"reveal": Quiz.Reveal.CHECKED}


@pytest.fixture
def attempt(course: Course, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=plain_quiz(course, **AT_ONCE))


def page(attempt: Attempt, name: str = "attempt") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.pk])


def at(attempt: Attempt, position: int) -> Response:
    return attempt.responses.get(position=position)


def test_a_check_grades_one_question_and_its_answer_stands(attempt: Attempt) -> None:
    one = at(attempt, 1)
    save_responses(attempt=attempt, answers={1: Answer((wrong_id(one),))})
    checked = check_response(attempt=attempt, position=1, now=NOON)
    assert (checked.mark, checked.checked_at) == (0.0, NOON)
    save_responses(attempt=attempt, answers={1: Answer(right_ids(one)), 2: Answer(flagged=True)})
    assert at(attempt, 1).chosen == [wrong_id(one)]
    assert at(attempt, 2).flagged
    assert submit_attempt(attempt=attempt).score == 0


def test_a_second_check_changes_nothing(attempt: Attempt) -> None:
    save_responses(attempt=attempt, answers={1: Answer(right_ids(at(attempt, 1)))})
    check_response(attempt=attempt, position=1, now=NOON)
    again = check_response(attempt=attempt, position=1)
    assert again.checked_at == NOON


def test_what_cannot_be_checked_is_refused(attempt: Attempt, course: Course, learner: User) -> None:
    with pytest.raises(NotNow, match="Choose an answer"):
        check_response(attempt=attempt, position=1)
    with pytest.raises(NotNow, match="no question 9"):
        check_response(attempt=attempt, position=9)
    later = start_attempt(user=learner, quiz=plain_quiz(course))
    save_responses(attempt=later, answers={1: Answer(right_ids(at(later, 1)))})
    with pytest.raises(NotNow, match="tells its answers later"):
        check_response(attempt=later, position=1)
    submit_attempt(attempt=attempt)
    with pytest.raises(AlreadySubmitted):
        check_response(attempt=attempt, position=1)


def test_several_right_answers_earn_a_part_at_once(course: Course, learner: User) -> None:
    quiz = plain_quiz(course, questions=0, **AT_ONCE)
    assert quiz.lesson is not None
    add_questions(quiz, [plain_question(quiz.lesson, right=(0, 1), credit="proportional_correct")])
    attempt = start_attempt(user=learner, quiz=quiz)
    save_responses(attempt=attempt, answers={1: Answer(right_ids(at(attempt, 1))[:1])})
    assert check_response(attempt=attempt, position=1).mark == 0.5


def test_the_page_tells_checked_questions_and_no_other(
    learner_client: Client, attempt: Attempt
) -> None:
    one, two = at(attempt, 1), at(attempt, 2)
    form = {"q-1": wrong_id(one), "q-2": right_ids(two), "shown": [1, 2, 3], "action": "check-1"}
    answer = learner_client.post(page(attempt), form)
    assert answer["Location"] == page(attempt) + "#q-1"
    shown = learner_client.get(page(attempt)).text
    assert "Your answer, not right" in shown
    assert one.version.explanation in shown
    assert 'data-start="12"' in shown  # the clip of question 1 …
    assert 'data-start="31"' not in shown  # … and not of question 2
    assert shown.count("Right answer") == 1
    assert 'name="q-1"' not in shown
    assert 'name="q-2"' in shown
    # What was chosen elsewhere was saved on the way.
    assert at(attempt, 2).chosen == list(right_ids(two))


def test_back_or_a_second_tab_cannot_change_a_checked_answer(
    learner_client: Client, attempt: Attempt
) -> None:
    one = at(attempt, 1)
    form = {"q-1": wrong_id(one), "shown": 1, "was-1": ""}
    learner_client.post(page(attempt), {**form, "action": "check-1"})
    stale = {"q-1": right_ids(one), "shown": 1, "was-1": ""}
    told = learner_client.post(page(attempt), stale, follow=True)
    assert "Question 1 was checked already: the answer stands." in told.text
    learner_client.post(page(attempt), {**stale, "action": "check-1"})
    learner_client.post(page(attempt), stale, **JSON)
    assert at(attempt, 1).chosen == [wrong_id(one)]
    assert at(attempt, 1).mark == 0


def test_a_check_that_overtakes_a_save_keeps_its_answer_and_the_save_says_so(
    learner_client: Client, attempt: Attempt, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = at(attempt, 1), at(attempt, 2)
    save_responses(attempt=attempt, answers={1: Answer((wrong_id(one),))})

    def read_slowly(data: QueryDict, responses: Iterable[Response]) -> dict[int, Answer]:
        """Another tab checks the question once this request has read the responses."""
        answers = read_answers(data, responses)
        check_response(attempt=attempt, position=1)
        return answers

    monkeypatch.setattr("quizzes.views.attempt.read_answers", read_slowly)
    form = {"q-1": right_ids(one), "q-2": right_ids(two), "shown": [1, 2]}
    told = learner_client.post(page(attempt), form, follow=True)
    assert "Question 1 was checked already: the answer stands." in told.text
    assert at(attempt, 1).chosen == [wrong_id(one)]
    assert at(attempt, 2).chosen == list(right_ids(two))


def test_a_save_tells_of_those_answers_alone_that_it_wrote(attempt: Attempt) -> None:
    one, two = at(attempt, 1), at(attempt, 2)
    save_responses(attempt=attempt, answers={1: Answer((wrong_id(one),))})
    read_before = list(attempt.responses.all())
    check_response(attempt=attempt, position=1, now=NOON)
    answers = {1: Answer(right_ids(one)), 2: Answer(right_ids(two))}
    changed = save_responses(attempt=attempt, answers=answers, responses=read_before)
    assert [response.position for response in changed] == [2]
    assert (read_before[0].chosen, read_before[0].checked_at) == ([wrong_id(one)], NOON)


def test_the_script_gets_the_question_as_it_is_told_and_its_player(
    learner_client: Client, attempt: Attempt
) -> None:
    one = at(attempt, 1)
    form = {"q-1": right_ids(one), "shown": [1, 2, 3], "action": "check-1"}
    answer = learner_client.post(page(attempt), form, **JSON).json()
    assert answer["verdict"] == "Right"
    assert answer["checked"] == [1]
    assert "Right answer, and yours" in answer["html"]
    assert "data-player" in answer["stage"]
    assert answer["states"]["1"] == str(right_ids(one)[0])
    assert "Why" not in str(answer["states"])


def test_the_script_is_told_what_cannot_be_checked(
    learner_client: Client, attempt: Attempt
) -> None:
    answer = learner_client.post(page(attempt), {"shown": 1, "action": "check-1"}, **JSON)
    assert answer.status_code == 422
    assert "Choose an answer" in answer.json()["error"]
    learner_client.post(page(attempt), {"shown": 1, "action": "check-1"})
    assert "Choose an answer" in learner_client.get(page(attempt)).text


def test_no_key_leaves_the_server_before_the_reveal(
    learner_client: Client, course: Course, learner: User
) -> None:
    """Whatever the rule of the quiz, an open attempt names no right answer to anybody who asks."""
    for reveal in Quiz.Reveal.values:
        attempt = start_attempt(user=learner, quiz=plain_quiz(course, reveal=reveal))
        one = at(attempt, 1)
        form = {"q-1": right_ids(one), "shown": [1, 2, 3]}
        said = learner_client.post(page(attempt), form, **JSON).content.decode()
        said += learner_client.get(page(attempt), **JSON).content.decode()
        said += learner_client.get(page(attempt)).text
        said += learner_client.get(page(attempt, "confirm")).text
        if reveal != Quiz.Reveal.CHECKED:
            refused = learner_client.post(page(attempt), {**form, "action": "check-1"}, **JSON)
            assert refused.status_code == 422
            said += refused.content.decode()
        for secret in ("Why ", "plate above", "Right answer", "is-right", "play-range", "correct"):
            assert secret not in said, (reveal, secret)


def test_one_question_after_another(learner_client: Client, course: Course, learner: User) -> None:
    quiz = plain_quiz(course, pace=Quiz.Pace.ONE, **AT_ONCE)
    attempt = start_attempt(user=learner, quiz=quiz)
    first = learner_client.get(page(attempt)).text
    assert first.count("<fieldset") == 1
    assert 'name="q-1"' in first
    assert "Question 1 of 3" in first
    form = {"q-1": right_ids(at(attempt, 1)), "shown": 1}
    on = learner_client.post(page(attempt), {**form, "action": "go-2"})
    assert on["Location"] == page(attempt) + "?q=2#q-2"
    second = learner_client.get(page(attempt) + "?q=2").text
    assert 'name="q-2"' in second
    assert 'value="go-1"' in second
    assert at(attempt, 1).chosen
    # Coming back goes on with the first that has no answer.
    assert 'name="q-2"' in learner_client.get(page(attempt)).text
    last = learner_client.get(page(attempt) + "?q=3").text
    assert last.count("Finish and look over") == 1
    for odd in ("0", "99", "x", "9" * 30, "²"):
        assert learner_client.get(page(attempt), {"q": odd}).status_code == 200
    assert f"{page(attempt)}?q=3#q-3" in learner_client.get(page(attempt, "confirm")).text


@pytest.mark.parametrize("pace", Quiz.Pace.values)
def test_pages_with_checked_questions_cost_the_same_for_few_and_many(
    pace: str, course: Course, learner: User, learner_client: Client, query_count: QueryCount
) -> None:
    counts = []
    for size in (3, 12):
        attempt = start_attempt(
            user=learner, quiz=plain_quiz(course, questions=size, pace=pace, **AT_ONCE)
        )
        answers = {one.position: Answer(right_ids(one)) for one in attempt.responses.all()}
        save_responses(attempt=attempt, answers=answers)
        for position in range(1, size):
            check_response(attempt=attempt, position=position)
        counts.append(query_count(learner_client, page(attempt)))
    assert counts[0] == counts[1] <= 16


def test_a_check_costs_the_same_for_few_and_many(
    course: Course, learner: User, learner_client: Client
) -> None:
    counts = []
    for size in (3, 12):
        attempt = start_attempt(user=learner, quiz=plain_quiz(course, questions=size, **AT_ONCE))
        form = {"q-1": right_ids(at(attempt, 1)), "shown": 1, "action": "check-1"}
        with CaptureQueriesContext(connection) as queries:
            assert learner_client.post(page(attempt), form, **JSON).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 30
