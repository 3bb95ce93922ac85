"""Practice: what is drawn, what is never drawn, and that it counts nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from courses.models import Course, Lesson, Module
from quizzes.models import Attempt, Question, Quiz, Response
from quizzes.taking.attempts import (
    Answer,
    NoQuestions,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.taking.checking import NotNow, check_response
from quizzes.taking.forms import read_answers
from quizzes.taking.practice import Met, draw, finish_practice, practise_missed, start_practice
from quizzes.taking.results import outcome_of, standing
from tests.conftest import QueryCount
from tests.personas import make_person, signed_in
from tests.questions import make_version, plain_question, plain_quiz, right_ids, wrong_id

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def module(lesson: Lesson) -> Module:
    return lesson.module


def questions(lesson: Lesson, number: int) -> list[Question]:
    facts = list(lesson.facts.all())
    return [plain_question(lesson, fact=facts[n % len(facts)]) for n in range(number)]


def asked(attempt: Attempt) -> list[int]:
    rows = attempt.responses.order_by("position")
    return list(rows.values_list("version__question", flat=True))


def practise(user: User, module: Module, **answers: Any) -> Attempt:
    """A practice of the whole module with every question answered right, handed in."""
    attempt = start_practice(user=user, module=module, **answers)
    for one in attempt.responses.all():
        save_responses(
            attempt=attempt, answers={one.position: Answer(right_ids(one))}, now=attempt.started_at
        )
    return submit_attempt(attempt=attempt)


# --- The draw ---------------------------------------------------------------------------------


def test_never_met_comes_first_then_missed_then_oldest() -> None:
    met = {
        1: Met(NOON, missed=False),
        2: Met(NOON - 3 * DAY, missed=False),
        3: Met(NOON, missed=True),
        4: Met(NOON - DAY, missed=True),
    }
    drawn = draw([1, 2, 3, 4, 5, 6], met, size=6, seed=1)
    assert set(drawn[:2]) == {5, 6}
    assert drawn[2:] == [4, 3, 2, 1]


def test_a_draw_is_the_same_for_the_same_seed_and_its_size_holds() -> None:
    ids = list(range(1, 41))
    assert draw(ids, {}, size=10, seed=7) == draw(reversed(ids), {}, size=10, seed=7)
    assert draw(ids, {}, size=10, seed=7) != draw(ids, {}, size=10, seed=8)
    assert len(set(draw(ids, {}, size=10, seed=7))) == 10
    assert draw([], {}, size=10, seed=7) == []


def test_what_was_drawn_is_stored_and_resumed(
    learner: User, lesson: Lesson, module: Module
) -> None:
    made = questions(lesson, 12)
    attempt = start_practice(user=learner, module=module, size=5, seed=3)
    assert len(asked(attempt)) == 5
    assert attempt.seed == 3
    assert set(asked(attempt)) <= {one.pk for one in made}
    assert start_practice(user=learner, module=module) == attempt
    fresh = start_practice(user=learner, module=module, fresh=True)
    assert fresh != attempt
    # Nothing of the first was answered, so nothing of it is kept.
    assert not Attempt.objects.filter(pk=attempt.pk).exists()


def test_the_next_practice_asks_what_was_not_met_or_missed(
    learner: User, lesson: Lesson, module: Module
) -> None:
    questions(lesson, 6)
    first = start_practice(user=learner, module=module, size=4, now=NOON)
    one, two, *_ = first.responses.all()
    save_responses(attempt=first, answers={1: Answer((wrong_id(one),))}, now=NOON)
    save_responses(attempt=first, answers={2: Answer(right_ids(two))}, now=NOON)
    met = asked(first)
    finish_practice(attempt=first)
    assert asked(first) == met[:2]
    again = start_practice(user=learner, module=module, size=5)
    # Four of six were never answered, then comes the missed one; the known one waits.
    assert set(asked(again)[:4]).isdisjoint(met[:2])
    assert asked(again)[4] == met[0]


@pytest.mark.parametrize("status", ["draft", "rejected", "stale", "retired"])
def test_only_what_is_approved_is_asked(
    status: str, learner: User, lesson: Lesson, module: Module
) -> None:
    good = plain_question(lesson)
    plain_question(lesson, status=status)
    assert asked(start_practice(user=learner, module=module)) == [good.pk]


def test_other_modules_are_not_asked(learner: User, course: Course, module: Module) -> None:
    elsewhere = Lesson.objects.filter(module__course=course).exclude(module=module).get()
    plain_question(elsewhere)
    with pytest.raises(NoQuestions):
        start_practice(user=learner, module=module)


def test_a_question_of_an_open_attempt_is_not_drawn(
    learner: User, course: Course, module: Module
) -> None:
    quiz = plain_quiz(course, questions=2)
    assert quiz.lesson is not None
    other = plain_question(quiz.lesson)
    running = start_attempt(user=learner, quiz=quiz)
    assert asked(start_practice(user=learner, module=module)) == [other.pk]
    someone = make_person("other@example.org")
    assert len(asked(start_practice(user=someone, module=module))) == 3
    submit_attempt(attempt=running)
    assert len(asked(start_practice(user=learner, module=module, fresh=True))) == 3


def test_also_in_an_older_version_it_is_not_drawn(
    learner: User, course: Course, module: Module
) -> None:
    quiz = plain_quiz(course, questions=1)
    start_attempt(user=learner, quiz=quiz)
    make_version(quiz.questions.get())
    with pytest.raises(NoQuestions):
        start_practice(user=learner, module=module)


@pytest.mark.parametrize(
    ("rules", "drawn_before", "drawn_after"),
    [
        ({"reveal": "score"}, False, False),
        ({"reveal": "last"}, False, True),  # passed by then
        ({"attempts_allowed": 1}, False, True),
        ({"time_limit": 600}, False, True),
        ({}, True, True),
        # An exam must not be practised the day before it is published.
        ({"attempts_allowed": 1, "status": "draft"}, False, True),
        ({"reveal": "score", "status": "archived"}, True, True),
    ],
    ids=str,
)
def test_what_a_quiz_keeps_back_is_not_given_away(
    rules: dict[str, Any],
    drawn_before: bool,
    drawn_after: bool,
    learner: User,
    course: Course,
    module: Module,
) -> None:
    quiz = plain_quiz(course, **rules)

    def drawn() -> bool:
        try:
            return bool(asked(start_practice(user=learner, module=module, fresh=True)))
        except NoQuestions:
            return False

    assert drawn() is drawn_before
    Attempt.objects.filter(practice=True).delete()
    attempt = start_attempt(user=learner, quiz=quiz)
    for one in attempt.responses.all():
        save_responses(attempt=attempt, answers={one.position: Answer(right_ids(one))})
    submit_attempt(attempt=attempt)
    assert drawn() is drawn_after


@pytest.mark.parametrize("allowed", [2, None])
def test_a_quiz_that_tells_after_the_last_attempt_is_practised_when_none_is_left(
    allowed: int | None, learner: User, course: Course, module: Module
) -> None:
    quiz = plain_quiz(course, reveal="last", attempts_allowed=allowed)
    for _ in range(2):
        with pytest.raises(NoQuestions):
            start_practice(user=learner, module=module)
        attempt = start_attempt(user=learner, quiz=quiz)
        with pytest.raises(NoQuestions):
            start_practice(user=learner, module=module)
        submit_attempt(attempt=attempt)  # nothing answered, nothing passed
    if allowed is None:
        with pytest.raises(NoQuestions):
            start_practice(user=learner, module=module)
    else:
        assert len(asked(start_practice(user=learner, module=module))) == 3
    # What another person has used up gives nothing away to this one.
    with pytest.raises(NoQuestions):
        start_practice(user=make_person("other@example.org"), module=module)


def test_a_draw_costs_the_same_for_few_and_many(learner: User, course: Course) -> None:
    counts = []
    for size in (3, 30):
        lesson = Lesson.objects.filter(module__course=course).order_by("pk")[0]
        questions(lesson, size)
        practise(learner, lesson.module)
        with CaptureQueriesContext(connection) as queries:
            start_practice(user=learner, module=lesson.module)
        counts.append(len(queries))
        practise(learner, lesson.module)
    assert counts[0] == counts[1] <= 14


# --- It counts nowhere ------------------------------------------------------------------------


def test_practice_is_told_at_once_and_counts_for_nothing(
    learner: User, lesson: Lesson, module: Module
) -> None:
    questions(lesson, 3)
    quiz = plain_quiz(lesson.module.course)
    attempt = start_practice(user=learner, module=module)
    save_responses(
        attempt=attempt, answers={1: Answer(right_ids(attempt.responses.get(position=1)))}
    )
    assert check_response(attempt=attempt, position=1).mark == 1
    finish_practice(attempt=attempt)
    assert not Attempt.objects.counted().exists()
    assert not Attempt.objects.of(learner).exists()
    assert standing(user=learner, quiz=quiz).graded == ()


def test_ending_keeps_what_was_answered_and_nothing_else(
    learner: User, lesson: Lesson, module: Module
) -> None:
    questions(lesson, 4)
    attempt = start_practice(user=learner, module=module)
    one = attempt.responses.get(position=2)
    save_responses(attempt=attempt, answers={2: Answer((wrong_id(one),))})
    ended = finish_practice(attempt=attempt)
    assert ended is not None
    assert (ended.score, ended.max_score) == (0, 1)
    assert finish_practice(attempt=attempt) == ended
    assert [one.position for one in outcome_of(ended).missed] == [2]
    assert finish_practice(attempt=start_practice(user=learner, module=module)) is None


def test_an_attempt_begun_meanwhile_keeps_its_questions_from_being_told(
    learner: User, learner_client: Client, course: Course, module: Module
) -> None:
    """Drawn for practice first, then asked in a quiz: the practice must not give it away."""
    quiz = plain_quiz(course, questions=2)
    practice = start_practice(user=learner, module=module)
    for one in practice.responses.all():
        save_responses(attempt=practice, answers={one.position: Answer(right_ids(one))})
    check_response(attempt=practice, position=1)  # told before
    running = start_attempt(user=learner, quiz=quiz)
    with pytest.raises(NotNow, match="stands in an attempt of yours that is open"):
        check_response(attempt=practice, position=2)
    page = reverse("quizzes:attempt", args=[practice.pk])
    refused = learner_client.post(
        page, {"action": "check-2"}, headers={"accept": "application/json"}
    )
    assert refused.status_code == 422
    assert "html" not in refused.json()
    ended = finish_practice(attempt=practice)
    assert ended is not None
    assert [one.position for one in outcome_of(ended).right] == [1]
    submit_attempt(attempt=running)


# --- What was missed --------------------------------------------------------------------------


def missed_two(user: User, course: Course) -> Attempt:
    attempt = start_attempt(user=user, quiz=plain_quiz(course))
    save_responses(
        attempt=attempt, answers={2: Answer(right_ids(attempt.responses.get(position=2)))}
    )
    return submit_attempt(attempt=attempt)


def test_the_missed_ones_are_practised_in_their_order(learner: User, course: Course) -> None:
    attempt = missed_two(learner, course)
    again = practise_missed(attempt=attempt)
    ids = asked(attempt)
    assert asked(again) == [ids[0], ids[2]]
    assert again.practice


def test_a_question_edited_since_is_asked_as_it_is_now(learner: User, course: Course) -> None:
    attempt = missed_two(learner, course)
    new = make_version(attempt.responses.get(position=1).version.question)
    assert practise_missed(attempt=attempt).responses.get(position=1).version == new


def test_the_button_begins_it_where_the_answers_may_be_seen(
    learner: User, learner_client: Client, course: Course
) -> None:
    attempt = missed_two(learner, course)
    results = reverse("quizzes:results", args=[attempt.pk])
    assert "Try the two you missed" in learner_client.get(results).text
    retry = reverse("quizzes:retry", args=[attempt.pk])
    begun = learner_client.post(retry)
    practice = Attempt.objects.get(practice=True)
    assert begun["Location"] == reverse("quizzes:attempt", args=[practice.pk])
    page = learner_client.get(begun["Location"]).text
    assert "Practice counts for nothing." in page
    Quiz.objects.filter(pk=attempt.quiz_id).update(reveal="score")
    assert learner_client.post(retry).status_code == 404
    assert learner_client.get(retry)["Location"] == results


def test_the_missed_ones_of_an_open_attempt_wait(
    learner: User, learner_client: Client, course: Course
) -> None:
    attempt = missed_two(learner, course)
    start_attempt(user=learner, quiz=attempt.quiz)
    told = learner_client.post(reverse("quizzes:retry", args=[attempt.pk]), follow=True)
    assert "Nothing is left to practise here" in told.text


# --- Its pages --------------------------------------------------------------------------------


def test_the_module_offers_practice_and_its_button_begins_it(
    learner: User, learner_client: Client, stranger_client: Client, lesson: Lesson, module: Module
) -> None:
    page = module.get_absolute_url()
    assert "Practise this module" not in learner_client.get(page).text
    questions(lesson, 12)
    assert "10 of 12 questions of this module" in learner_client.get(page).text
    assert "Log in to practise" in stranger_client.get(page).text
    begin = reverse("quizzes:practice", args=[module.pk])
    begun = learner_client.post(begin)
    attempt = Attempt.objects.get(practice=True)
    assert begun["Location"] == reverse("quizzes:attempt", args=[attempt.pk])
    assert "Go on practising" in learner_client.get(page).text
    assert learner_client.get(begin)["Location"] == page
    shown = learner_client.get(begun["Location"]).text
    assert shown.count("<fieldset") == 1
    assert "End the practice" in shown
    # It has no page to look it over, and no front page.
    confirm = reverse("quizzes:confirm", args=[attempt.pk])
    for answer in (learner_client.get(confirm), learner_client.post(confirm)):
        assert answer["Location"] == begun["Location"]
    assert learner_client.get(reverse("quizzes:quiz", args=[attempt.quiz_id])).status_code == 404


def test_ending_a_practice_leads_to_its_results(
    learner: User, learner_client: Client, lesson: Lesson, module: Module
) -> None:
    questions(lesson, 2)
    attempt = start_practice(user=learner, module=module)
    page = reverse("quizzes:attempt", args=[attempt.pk])
    nothing = learner_client.post(page, {"action": "finish"}, follow=True)
    assert "Nothing was answered" in nothing.text
    attempt = start_practice(user=learner, module=module)
    page = reverse("quizzes:attempt", args=[attempt.pk])
    form = {"q-1": right_ids(attempt.responses.get(position=1)), "shown": 1, "action": "finish"}
    told = learner_client.post(page, form, follow=True)
    assert "That was practice: it counts for nothing." in told.text
    assert "One of one." in told.text
    assert "Practise more of this module" in told.text
    assert "Start another attempt" not in told.text


def test_a_save_into_a_practice_that_is_gone_by_then_finds_no_page(
    learner: User, module: Module, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions(lesson, 2)
    attempt = start_practice(user=learner, module=module)

    def read_slowly(data: QueryDict, responses: Iterable[Response]) -> dict[int, Answer]:
        """Another tab ends it once this request has found the attempt: nothing was answered."""
        assert finish_practice(attempt=attempt) is None
        return read_answers(data, responses)

    monkeypatch.setattr("quizzes.views.attempt.read_answers", read_slowly)
    address = reverse("quizzes:attempt", args=[attempt.pk])
    form = {"q-1": right_ids(attempt.responses.get(position=1)), "shown": 1}
    assert signed_in(learner).post(address, form).status_code == 404


def test_a_quizs_attempt_is_not_ended_as_practice(
    learner: User, learner_client: Client, course: Course
) -> None:
    attempt = start_attempt(user=learner, quiz=plain_quiz(course))
    learner_client.post(reverse("quizzes:attempt", args=[attempt.pk]), {"action": "finish"})
    attempt.refresh_from_db()
    assert attempt.is_open


def test_practice_is_for_who_may_read_the_module_and_its_attempt_is_its_owners(
    learner: User,
    outsider_client: Client,
    instructor_client: Client,
    lesson: Lesson,
    module: Module,
) -> None:
    questions(lesson, 2)
    begin = reverse("quizzes:practice", args=[module.pk])
    attempt = start_practice(user=learner, module=module)
    for name in ("attempt", "results", "retry"):
        path = reverse(f"quizzes:{name}", args=[attempt.pk])
        assert instructor_client.get(path).status_code == 404
    Course.objects.update(status="draft")
    assert outsider_client.post(begin).status_code == 404
    assert signed_in(learner).post(begin).status_code == 404
    assert instructor_client.post(begin).status_code == 302
    stranger = Client().post(begin)
    assert stranger["Location"].startswith(reverse("account_login"))


def test_the_studio_lists_no_practice(
    course: Course, learner: User, instructor_client: Client, lesson: Lesson, module: Module
) -> None:
    questions(lesson, 2)
    attempt = practise(learner, module)
    assert (
        "Practice:" not in instructor_client.get(reverse("desk:quizzes", args=[course.slug])).text
    )
    path = reverse("desk:quiz_edit", args=[course.slug, attempt.quiz_id])
    assert instructor_client.get(path).status_code == 404


def test_the_modules_page_costs_the_same_for_few_and_many(
    learner: User, learner_client: Client, lesson: Lesson, query_count: QueryCount
) -> None:
    counts = []
    for size in (2, 20):
        questions(lesson, size)
        practise(learner, lesson.module)
        counts.append(query_count(learner_client, lesson.module.get_absolute_url()))
    assert counts[0] == counts[1]
