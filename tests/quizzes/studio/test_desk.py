"""The review desk shows what waits, takes decisions, and goes on to the next."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from courses.models import Course, Lesson
from quizzes.models import Question, Version
from quizzes.studio import queue
from tests.conftest import QueryCount
from tests.questions import make_question
from tests.quizzes.studio.helpers import at, waiting

pytestmark = pytest.mark.django_db


def page(client: Client, path: str, **query: str | int) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_question_stands_beside_its_sentence_its_clip_and_its_checks(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = waiting(lesson)[0]
    Version.objects.filter(question=question).update(
        checks=[
            {"name": "one right answer", "passed": True, "reason": "No other option fits."},
            {"name": "options differ", "passed": False, "reason": "B is easy to rule out."},
        ]
    )
    html = page(instructor_client, at("questions", course))
    assert "What is waiting? (1)" in html
    assert "The lighthouse was built in 1811." in html
    assert 'data-start="12"' in html
    assert "data-player" in html
    assert "Passed: </span><span>One right answer" in html
    assert "B is easy to rule out." in html
    assert "1 check failed" in html


def test_an_empty_course_says_how_to_begin(course: Course, instructor_client: Client) -> None:
    html = page(instructor_client, at("questions", course))
    assert "No questions yet" in html
    assert at("generate", course) in html


def test_where_all_are_suggestions_the_desk_leads_to_them(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson)
    Question.objects.filter(pk=question.pk).update(status=Question.Status.SUGGESTED)
    html = page(instructor_client, at("questions", course))
    assert "Only suggestions so far" in html
    assert "No questions yet" not in html
    assert f'<a href="{at("questions", course)}?status=suggested">Go through them</a>' in html


def test_when_nothing_waits_the_desk_says_so_and_decided_ones_stay_in_reach(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson)
    html = page(instructor_client, at("questions", course))
    assert "Nothing waits" in html
    assert f"?question={question.pk}" in html


@pytest.mark.parametrize(
    ("action", "status"), [("approve", "approved"), ("reject", "rejected"), ("restore", "draft")]
)
def test_a_decision_is_kept(
    action: str, status: str, course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = waiting(lesson)[0]
    instructor_client.post(at("decide", course, question.pk), {"action": action})
    question.refresh_from_db()
    assert question.status == status


def test_an_unknown_decision_is_refused(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = waiting(lesson)[0]
    path = at("decide", course, question.pk)
    for action in ("", "publish"):
        assert instructor_client.post(path, {"action": action}).status_code == 404
    question.refresh_from_db()
    assert question.status == Question.Status.DRAFT


def test_the_next_waiting_question_follows_a_decision(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    first, second, third = waiting(lesson, 3)
    desk = at("questions", course)
    path = at("decide", course, second.pk)
    response = instructor_client.post(path, {"action": "approve"})
    assert response["Location"] == f"{desk}?question={third.pk}"
    response = instructor_client.post(at("decide", course, third.pk), {"action": "reject"})
    assert response["Location"] == f"{desk}?question={first.pk}"
    response = instructor_client.post(at("decide", course, first.pk), {"action": "reject"})
    assert response["Location"] == desk


def test_the_filter_stays_after_a_decision(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    other = Lesson.objects.filter(module__course=course).exclude(pk=lesson.pk)[0]
    waiting(other)
    mine, also = waiting(lesson, 2)
    form = {"action": "approve", "lesson": lesson.pk, "status": "waiting"}
    response = instructor_client.post(at("decide", course, mine.pk), form)
    expected = f"?lesson={lesson.pk}&status=waiting&question={also.pk}"
    assert response["Location"] == at("questions", course) + expected
    response = instructor_client.post(at("decide", course, also.pk), form)
    assert response["Location"].endswith(f"?lesson={lesson.pk}&status=waiting")


@pytest.mark.parametrize("before", ["draft", "approved", "rejected"])
def test_the_toast_takes_the_decision_back(
    before: str, course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson, status=before)
    action = "approve" if before == "rejected" else "reject"
    path = at("decide", course, question.pk)
    response = instructor_client.post(path, {"action": action}, follow=True)
    html = response.content.decode()
    undo = {"draft": "restore", "approved": "approve", "rejected": "reject"}[before]
    assert f'name="action" value="{undo}" formaction="{path}?undo=1"' in html
    back = instructor_client.post(f"{path}?undo=1", {"action": undo})
    assert back["Location"].endswith(f"?question={question.pk}")
    question.refresh_from_db()
    assert question.status == before


def test_a_stem_that_looks_like_markup_is_shown_as_text(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    question = make_question(lesson, "<script>alert(1)</script>?", status="draft")
    path = at("decide", course, question.pk)
    response = instructor_client.post(path, {"action": "approve"}, follow=True)
    assert "<script>alert" not in response.content.decode()
    assert "<script>alert" not in page(instructor_client, at("question_edit", course, question.pk))


@pytest.mark.parametrize(
    "query",
    [
        {"lesson": "x"},
        {"lesson": "-1"},
        {"status": "odd"},
        {"question": "٣"},
        {"question": "9" * 30},
    ],
)
def test_nonsense_in_the_address_is_not_found(
    query: dict[str, str], course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    waiting(lesson)
    assert instructor_client.get(at("questions", course), query).status_code == 404


def test_a_long_queue_has_pages(course: Course, lesson: Lesson, instructor_client: Client) -> None:
    questions = waiting(lesson, queue.PAGE + 2)
    desk = at("questions", course)
    first = page(instructor_client, desk)
    assert first.count('class="queue-row') == queue.PAGE
    assert f"1–{queue.PAGE} of {queue.PAGE + 2}" in first
    second = page(instructor_client, desk, page=2)
    assert second.count('class="queue-row') == 2
    # The question's own page is shown, whichever it is on.
    assert page(instructor_client, desk, question=questions[-1].pk).count('class="queue-row') == 2
    assert page(instructor_client, desk, page="zero").count('class="queue-row') == queue.PAGE


def test_generating_says_what_was_added(course: Course, instructor_client: Client) -> None:
    response = instructor_client.post(at("generate", course), follow=True)
    html = response.content.decode()
    added = Question.objects.count()
    assert ("Nothing new in" in html) == (added == 0)
    assert "key facts" in html
    again = instructor_client.post(at("generate", course), follow=True).content.decode()
    assert "Nothing new in" in again


def test_with_a_worker_no_page_makes_questions(
    course: Course, instructor_client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> None:
        raise AssertionError("the parser was loaded by a page")

    monkeypatch.setattr("quizzes.bank.generating.parse_texts", parse)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    response = instructor_client.post(at("generate", course), follow=True)
    assert "Questions are being made" in response.content.decode()
    assert not Question.objects.exists()


def test_generating_that_fails_says_so(
    course: Course, instructor_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no parser")

    monkeypatch.setattr("quizzes.studio.tasks.generate_questions", fail)
    response = instructor_client.post(at("generate", course), follow=True)
    assert "could not be made" in response.content.decode()


def test_generating_without_facts_says_so(instructor_client: Client, course: Course) -> None:
    course.modules.all().delete()
    response = instructor_client.post(at("generate", course), follow=True)
    assert "no key facts yet" in response.content.decode()


def test_the_desk_asks_the_database_no_more_for_more_questions(
    course: Course, lesson: Lesson, instructor_client: Client, query_count: QueryCount
) -> None:
    desk = at("questions", course)
    waiting(lesson, 2)
    few = query_count(instructor_client, desk)
    waiting(lesson, 30, wrong=[f"Option {n}" for n in range(8)])
    assert query_count(instructor_client, desk) == few
