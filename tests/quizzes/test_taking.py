"""The pages of a quiz as a learner walks through them, with what may go wrong on the way."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Question, Quiz, Response
from quizzes.taking.attempts import start_attempt, submit_attempt
from quizzes.taking.forms import state_of
from tests.conftest import QueryCount
from tests.personas import make_person, signed_in
from tests.questions import (
    add_questions,
    make_version,
    plain_question,
    plain_quiz,
    right_ids,
    wrong_id,
)

pytestmark = pytest.mark.django_db
JSON: dict[str, Any] = {"headers": {"accept": "application/json"}}


@pytest.fixture
def quiz(course: Course) -> Quiz:
    return plain_quiz(course)


@pytest.fixture
def attempt(quiz: Quiz, learner: User) -> Attempt:
    return start_attempt(user=learner, quiz=quiz)


def address(name: str, number: int) -> str:
    return reverse(f"quizzes:{name}", args=[number])


def first(attempt: Attempt) -> Response:
    return attempt.responses.order_by("position")[0]


def test_the_whole_way_with_forms_alone(learner_client: Client, quiz: Quiz, learner: User) -> None:
    front = learner_client.get(address("quiz", quiz.pk))
    assert "Three questions" in front.text
    assert "60%" in front.text

    begun = learner_client.post(address("start", quiz.pk))
    attempt = Attempt.objects.get(user=learner)
    page = address("attempt", attempt.pk)
    assert begun["Location"] == page

    shown = learner_client.get(page)
    assert shown.text.count("<fieldset") == shown.text.count("<legend") == 3
    assert "0</span> of 3 answered" in shown.text

    one, two, _ = attempt.responses.all()
    form = {"q-1": right_ids(one), "q-2": wrong_id(two), "flag-2": "1", "shown": [1, 2, 3]}
    assert learner_client.post(page, form | {"action": "save"})["Location"] == page
    assert "2</span> of 3 answered" in learner_client.get(page).text
    on = learner_client.post(page, form | {"action": "confirm"})
    confirm = address("confirm", attempt.pk)
    assert on["Location"] == confirm

    asked = learner_client.get(confirm)
    assert "Hand in two answers?" in asked.text
    assert "One question is still open and one is flagged." in " ".join(asked.text.split())
    assert f"{page}#q-3" in asked.text

    results = address("results", attempt.pk)
    assert learner_client.post(confirm)["Location"] == results + "#result"
    told = learner_client.get(results)
    assert "One of three." in told.text
    assert "Not passed yet" in told.text

    front = learner_client.get(address("quiz", quiz.pk))
    assert "Start another attempt" in front.text
    assert "33%" in front.text


def test_the_front_page_goes_on_with_an_open_attempt(
    learner_client: Client, attempt: Attempt
) -> None:
    assert "Continue the attempt" in learner_client.get(address("quiz", attempt.quiz_id)).text
    again = learner_client.post(address("start", attempt.quiz_id))
    assert again["Location"] == address("attempt", attempt.pk)


def test_the_limit_is_said_and_enforced(
    learner_client: Client, course: Course, learner: User
) -> None:
    quiz = plain_quiz(course, attempts_allowed=1)
    submit_attempt(attempt=start_attempt(user=learner, quiz=quiz))
    front = learner_client.get(address("quiz", quiz.pk))
    assert "0 of 1" in front.text
    assert "No attempts are left." in front.text
    refused = learner_client.post(address("start", quiz.pk), follow=True)
    assert "You have no attempts left at this quiz." in refused.text
    assert Attempt.objects.count() == 1


def test_an_empty_quiz_says_so(learner_client: Client, course: Course) -> None:
    quiz = plain_quiz(course, questions=0)
    assert "no questions yet" in learner_client.get(address("quiz", quiz.pk)).text
    assert "no questions yet" in learner_client.post(address("start", quiz.pk), follow=True).text


def test_a_teacher_previews_a_draft_and_it_counts_nowhere(
    instructor_client: Client, instructor: User, draft_course: Course
) -> None:
    quiz = plain_quiz(draft_course, status=Quiz.Status.DRAFT, attempts_allowed=1)
    for _ in range(2):
        begun = instructor_client.post(address("start", quiz.pk))
        attempt = Attempt.objects.get(user=instructor, submitted_at=None)
        assert begun["Location"] == address("attempt", attempt.pk)
        assert "Preview." in instructor_client.get(address("attempt", attempt.pk)).text
        instructor_client.post(address("confirm", attempt.pk))
        assert instructor_client.get(address("results", attempt.pk)).status_code == 200
    assert not Attempt.objects.counted().exists()


def test_the_script_saves_and_hears_when(learner_client: Client, attempt: Attempt) -> None:
    one = first(attempt)
    answer = learner_client.post(
        address("attempt", attempt.pk), {"q-1": right_ids(one), "shown": 1}, **JSON
    )
    assert answer.status_code == 200
    assert answer.json()["answered"] == 1
    assert len(answer.json()["saved"]) == 5
    one.refresh_from_db()
    assert tuple(one.chosen) == right_ids(one)


def test_a_second_tab_does_not_undo_the_first(learner_client: Client, attempt: Attempt) -> None:
    """Both tabs were opened on an empty attempt; the second one knows nothing of answer 1."""
    one, two, _ = attempt.responses.all()
    page = address("attempt", attempt.pk)
    learner_client.post(page, {"shown": [1, 2], "was-1": "", "was-2": "", "q-1": right_ids(one)})
    learner_client.post(page, {"shown": [1, 2], "was-1": "", "was-2": "", "q-2": right_ids(two)})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (tuple(one.chosen), tuple(two.chosen)) == (right_ids(one), right_ids(two))


def test_a_question_is_emptied_when_the_page_changed_it(
    learner_client: Client, course: Course, learner: User
) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    add_questions(quiz, [plain_question(lesson, right=(0, 1))])
    attempt = start_attempt(user=learner, quiz=quiz)
    one = first(attempt)
    page = address("attempt", attempt.pk)
    assert 'type="checkbox" name="q-1"' in learner_client.get(page).text
    learner_client.post(page, {"q-1": right_ids(one), "flag-1": "1", "shown": 1})
    one.refresh_from_db()
    assert (tuple(one.chosen), one.flagged) == (right_ids(one), True)
    learner_client.post(page, {"shown": 1, "was-1": state_of(one.chosen, one.flagged)})
    one.refresh_from_db()
    assert (one.chosen, one.flagged) == ([], False)


@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize(
    "tampered",
    [
        {"q-1": "999999"},
        {"q-1": "nonsense"},
        {"q-1": "-1"},
        {"q-1": "9" * 40},
        {"q-99": "1"},
        {"flag-4": "1"},
        {"shown": "77"},
        {"q-1": "OTHER"},
        {"q-1": "FOREIGN"},
        {"q-1": "TWO"},
    ],
    ids=str,
)
def test_tampered_answers_are_refused_as_a_whole(
    learner_client: Client, attempt: Attempt, tampered: dict[str, str], script: bool
) -> None:
    one, two, _ = attempt.responses.all()
    foreign = make_version(one.version.question)  # the same question, but not this attempt's
    found = {
        "OTHER": [str(right_ids(two)[0])],
        "FOREIGN": [str(foreign.choices.all()[0].pk)],
        "TWO": [str(pk) for pk in one.order[:2]],
    }
    form = {name: found.get(value, [value]) for name, value in tampered.items()}
    form["q-2"] = [str(right_ids(two)[0])]
    answer = learner_client.post(address("attempt", attempt.pk), form, **(JSON if script else {}))
    assert answer.status_code == 400
    assert "question" in (answer.json()["error"] if script else answer.text).lower()
    assert not attempt.responses.exclude(chosen=[]).exists()


def test_unknown_fields_are_no_matter(learner_client: Client, attempt: Attempt) -> None:
    answer = learner_client.post(
        address("attempt", attempt.pk), {"score": "100", "q-": "1", "version": "7"}
    )
    assert answer.status_code == 302
    assert not attempt.responses.exclude(chosen=[]).exists()


def test_handing_in_twice_leads_to_the_same_results(
    learner_client: Client, attempt: Attempt
) -> None:
    confirm = address("confirm", attempt.pk)
    first_time, second_time = learner_client.post(confirm), learner_client.post(confirm)
    assert first_time["Location"] == second_time["Location"]
    assert Attempt.objects.count() == 1


def test_back_after_handing_in_leads_to_the_results(
    learner_client: Client, attempt: Attempt
) -> None:
    one = first(attempt)
    page = address("attempt", attempt.pk)
    form = {"q-1": right_ids(one), "shown": 1, "was-1": ""}
    learner_client.post(page, form)
    shown = learner_client.get(page)
    assert "no-store" in shown["Cache-Control"]
    learner_client.post(address("confirm", attempt.pk))
    results = address("results", attempt.pk)
    for name in ("attempt", "confirm"):
        assert learner_client.get(address(name, attempt.pk))["Location"] == results
    # The old page sent once more says nothing new: no alarm, and the answer stays.
    repeated = learner_client.post(page, form, follow=True)
    assert repeated.redirect_chain[-1][0] == results
    assert "is not in it" not in repeated.text
    one.refresh_from_db()
    assert tuple(one.chosen) == right_ids(one)


def test_a_stale_tab_is_told_that_its_changes_are_not_in(
    learner_client: Client, attempt: Attempt
) -> None:
    one = first(attempt)
    learner_client.post(address("confirm", attempt.pk))
    page, form = address("attempt", attempt.pk), {"q-1": right_ids(one), "shown": 1}
    assert (
        "What you changed after that is not in it."
        in learner_client.post(page, form, follow=True).text
    )
    by_script = learner_client.post(page, form, **JSON)
    assert by_script.status_code == 409
    assert by_script.json()["results"] == address("results", attempt.pk)
    assert "handed in at" in by_script.json()["error"]
    one.refresh_from_db()
    assert one.chosen == []


def test_an_expired_session_leads_back_to_the_attempt(attempt: Attempt) -> None:
    page = address("attempt", attempt.pk)
    nobody = Client()
    answer = nobody.post(page, {"shown": 1})
    assert answer["Location"] == f"{reverse('account_login')}?next={page}"
    by_script = nobody.post(page, {"shown": 1}, **JSON)
    assert by_script.status_code == 401
    assert by_script.json()["login"] == f"{reverse('account_login')}?next={page}"


def test_log_in_on_the_way_to_a_start_comes_to_the_front_page(
    learner_client: Client, quiz: Quiz
) -> None:
    assert learner_client.get(address("start", quiz.pk))["Location"] == address("quiz", quiz.pk)


def test_a_question_edited_meanwhile_keeps_its_words_in_the_open_attempt(
    learner_client: Client, attempt: Attempt
) -> None:
    old = first(attempt).version
    make_version(old.question, stem="Something else altogether?")
    page = learner_client.get(address("attempt", attempt.pk)).text
    assert old.stem in page
    assert "Something else altogether?" not in page


def test_stems_and_options_are_escaped(
    learner_client: Client, course: Course, learner: User
) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    odd = '<b onclick="x()">&</b>'
    add_questions(quiz, [plain_question(lesson, stem=odd, options=(odd, "plain"))])
    attempt = start_attempt(user=learner, quiz=quiz)
    for name in ("attempt", "confirm"):
        assert "<b onclick" not in learner_client.get(address(name, attempt.pk)).text
    learner_client.post(address("confirm", attempt.pk))
    assert "<b onclick" not in learner_client.get(address("results", attempt.pk)).text


def test_no_answer_stands_in_the_page_of_an_open_attempt(
    learner_client: Client, attempt: Attempt
) -> None:
    page = learner_client.get(address("attempt", attempt.pk)).text
    version = first(attempt).version
    assert version.explanation not in page
    assert all(choice.why not in page for choice in version.choices.all())


@pytest.mark.parametrize("name", ["quiz", "attempt", "confirm", "results"])
def test_pages_cost_the_same_for_few_and_many_questions(
    name: str, course: Course, learner: User, learner_client: Client, query_count: QueryCount
) -> None:
    counts = []
    for size in (2, 12):
        quiz = plain_quiz(course, questions=size)
        for _ in range(size // 2):
            submit_attempt(attempt=start_attempt(user=learner, quiz=quiz))
        attempt = start_attempt(user=learner, quiz=quiz)
        if name == "results":
            submit_attempt(attempt=attempt)
        number = quiz.pk if name == "quiz" else attempt.pk
        counts.append(query_count(learner_client, address(name, number)))
    assert counts[0] == counts[1] <= 14


def test_saving_and_handing_in_cost_the_same_for_few_and_many_questions(
    course: Course, learner: User, learner_client: Client
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for size in (2, 12):
        attempt = start_attempt(user=learner, quiz=plain_quiz(course, questions=size))
        form = {f"q-{one.position}": right_ids(one) for one in attempt.responses.all()}
        with CaptureQueriesContext(connection) as queries:
            learner_client.post(address("attempt", attempt.pk), form)
            learner_client.post(address("confirm", attempt.pk))
        counts.append(len(queries))
        attempt.refresh_from_db()
        assert attempt.percent == 100
    assert counts[0] == counts[1]


def test_a_quiz_that_was_taken_before_is_saved_and_handed_in_by_few_statements(
    course: Course, learner: User, quiz: Quiz
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs = []
    for person in (make_person("first@example.org", enrolled=course), learner):
        client = signed_in(person)
        attempt = start_attempt(user=person, quiz=quiz)
        form = {f"q-{one.position}": right_ids(one) for one in attempt.responses.all()}
        for path in (address("attempt", attempt.pk), address("confirm", attempt.pk)):
            with CaptureQueriesContext(connection) as queries:
                client.post(path, form)
            costs.append(len(queries))
    # Session, person, attempt, responses, and the answers; or a transaction with marks and end.
    assert costs[2:] == [5, 8]


def test_questions_taken_back_are_not_counted_on_the_front_page(
    learner_client: Client, quiz: Quiz
) -> None:
    Question.objects.filter(entries__quiz=quiz, entries__position=1).update(status="rejected")
    assert "Two questions" in learner_client.get(address("quiz", quiz.pk)).text


def test_the_same_question_in_two_orders_shows_each_its_own_letters(
    course: Course, quiz: Quiz, learner: User
) -> None:
    """What the page keeps of a question belongs to the version, not to one person's order."""
    first = start_attempt(user=learner, quiz=quiz, seed=1)
    others = [make_person(f"p{number}@example.org", enrolled=course) for number in range(6)]
    attempts = [first] + [
        start_attempt(user=one, quiz=quiz, seed=number) for number, one in enumerate(others, 2)
    ]
    orders = set()
    for person, mine in zip([learner, *others], attempts, strict=True):
        page = signed_in(person).get(reverse("quizzes:attempt", args=[mine.pk])).text
        response = mine.responses.get(position=1)
        texts = {choice.pk: choice.text for choice in response.version.choices.all()}
        shown = re.findall(
            r'name="q-1" value="(\d+)"[^>]*>'
            r'<span class="option-letter" aria-hidden="true">(\w)</span>'
            r'<span class="option-text">([^<]*)</span>',
            page,
        )
        assert [int(pk) for pk, _, _ in shown] == response.order
        assert [letter for _, letter, _ in shown] == ["A", "B", "C", "D"][: len(shown)]
        assert [unescape(text) for _, _, text in shown] == [texts[pk] for pk in response.order]
        orders.add(tuple(response.order))
    assert len(orders) > 1
