"""Quizzes are made, ordered, previewed and published by who teaches the course."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt, Question, Quiz
from tests.conftest import QueryCount
from tests.questions import make_question, make_quiz
from tests.quizzes.studio.helpers import at, take, waiting

pytestmark = pytest.mark.django_db


def rules(**changes: Any) -> dict[str, Any]:
    form = {
        "title": "The tower",
        "place": "",
        "pass_mark": "75",
        "attempts_allowed": "2",
        "reveal": "last",
        "pace": "one",
        "minutes": "25",
        "shuffle_questions": "on",
    }
    return {**form, **changes}


def order_of(quiz: Quiz) -> list[int]:
    return list(quiz.entries.order_by("position").values_list("question", flat=True))


def test_a_quiz_is_made_with_its_rules_and_questions(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    first, second, third = (make_question(lesson, f"Q{n}") for n in range(3))
    form = rules(place=f"l-{lesson.pk}", question=[str(first.pk), str(third.pk)])
    form |= {f"position-{first.pk}": "2", f"position-{third.pk}": "1"}
    response = instructor_client.post(at("quiz_new", course), form)
    quiz = Quiz.objects.get()
    assert response["Location"] == at("quiz_edit", course, quiz.pk)
    assert (quiz.title, quiz.pass_mark, quiz.attempts_allowed) == ("The tower", 75, 2)
    assert (quiz.reveal, quiz.shuffle_questions, quiz.shuffle_options) == ("last", True, False)
    assert (quiz.pace, quiz.time_limit) == ("one", 25 * 60)
    assert (quiz.lesson, quiz.module, quiz.edited) == (lesson, lesson.module, True)
    assert quiz.status == Quiz.Status.DRAFT
    assert order_of(quiz) == [third.pk, first.pk]
    assert second.pk not in order_of(quiz)


def test_an_edit_marks_the_quiz_as_a_persons_work(
    course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    ids = order_of(quiz)
    instructor_client.post(
        at("quiz_edit", course, quiz.pk), rules(question=[str(ids[1])], place=f"m-{quiz.module_id}")
    )
    quiz.refresh_from_db()
    assert quiz.edited
    assert (quiz.lesson, quiz.module_id) == (None, quiz.module_id)
    assert order_of(quiz) == [ids[1]]


def test_a_time_limit_stays_until_it_is_changed_and_goes_when_it_is_emptied(
    course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    path = at("quiz_edit", course, quiz.pk)
    Quiz.objects.filter(pk=quiz.pk).update(time_limit=90)  # set in the admin, in seconds
    assert 'name="minutes" value="2"' in instructor_client.get(path).text
    for minutes, seconds in (("2", 90), ("3", 180), ("", None)):
        instructor_client.post(path, rules(minutes=minutes))
        quiz.refresh_from_db()
        assert quiz.time_limit == seconds


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Give the quiz a title."),
        ({"pass_mark": "101"}, "The pass mark is at most 100."),
        ({"pass_mark": "-1"}, "The pass mark is at least 0."),
        ({"pass_mark": "most"}, "Write the pass mark as a whole number."),
        ({"pass_mark": ""}, "Write the pass mark, 0 to 100."),
        ({"attempts_allowed": "0"}, "Allow at least one attempt, or leave it empty."),
        ({"reveal": "sometimes"}, "Select a valid choice."),
        ({"pace": "backwards"}, "Select a valid choice."),
        ({"minutes": "0"}, "Give at least one minute, or leave it empty."),
        ({"minutes": "1441"}, "Give at most a day, 1440 minutes, or leave it empty."),
        ({"minutes": "soon"}, "Write the minutes as a whole number."),
        ({"place": "l-0"}, "Choose a module or lesson of this course."),
    ],
)
def test_bad_rules_are_worded_and_the_choice_of_questions_is_kept(
    changes: dict[str, str],
    message: str,
    course: Course,
    quiz: Quiz,
    lesson: Lesson,
    instructor_client: Client,
) -> None:
    added = make_question(lesson, "Freshly ticked?")
    form = rules(question=[str(added.pk)], **changes)
    html = instructor_client.post(at("quiz_edit", course, quiz.pk), form).content.decode()
    assert message in html
    assert f'name="question" value="{added.pk}" checked' in html
    assert added.pk not in order_of(quiz)
    quiz.refresh_from_db()
    assert quiz.title == "What you remember"


def test_a_question_moves_without_a_script_and_nothing_is_saved_yet(
    course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    first, second = order_of(quiz)
    form = rules(question=[str(first), str(second)], move=f"down-{first}", title="Half typed")
    html = instructor_client.post(at("quiz_edit", course, quiz.pk), form).content.decode()
    assert html.index(f'value="{second}" checked') < html.index(f'value="{first}" checked')
    assert "not saved yet" in html
    assert 'value="Half typed"' in html
    assert order_of(quiz) == [first, second]


@pytest.mark.parametrize("move", ["up", "sideways-1", "up-999999", "up-x"])
def test_a_move_of_nothing_is_not_found(
    move: str, course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    form = rules(question=[str(pk) for pk in order_of(quiz)], move=move)
    assert instructor_client.post(at("quiz_edit", course, quiz.pk), form).status_code == 404


@pytest.mark.parametrize("raw", ["x", "0", "1.5", "9" * 40])
def test_question_ids_that_are_none_are_not_found(
    raw: str, course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    form = rules(question=[raw])
    assert instructor_client.post(at("quiz_edit", course, quiz.pk), form).status_code == 404


def test_a_place_that_is_no_number_puts_the_question_last(
    course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    first, second = order_of(quiz)
    form = rules(question=[str(first), str(second)])
    form |= {f"position-{first}": "soon", f"position-{second}": "4"}
    instructor_client.post(at("quiz_edit", course, quiz.pk), form)
    assert order_of(quiz) == [second, first]


def test_publishing_needs_an_approved_question(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    quiz = make_quiz(lesson, questions=waiting(lesson), status=Quiz.Status.DRAFT)
    path = at("quiz_publish", course, quiz.pk)
    html = instructor_client.post(path, {"action": "publish"}, follow=True).content.decode()
    assert "none of its questions is approved" in html
    quiz.refresh_from_db()
    assert quiz.status == Quiz.Status.DRAFT
    Question.objects.update(status=Question.Status.APPROVED)
    instructor_client.post(path, {"action": "publish"})
    quiz.refresh_from_db()
    assert quiz.status == Quiz.Status.PUBLISHED
    instructor_client.post(path, {"action": "withdraw"})
    quiz.refresh_from_db()
    assert quiz.status == Quiz.Status.DRAFT
    assert instructor_client.post(path, {"action": "burn"}).status_code == 404


def test_a_preview_shows_the_quiz_as_learners_meet_it_and_does_not_count(
    course: Course, lesson: Lesson, instructor: User, instructor_client: Client
) -> None:
    quiz = make_quiz(lesson, status=Quiz.Status.DRAFT)
    response = instructor_client.post(at("quiz_preview", course, quiz.pk), follow=True)
    assert response.status_code == 200
    attempt = Attempt.objects.get()
    assert (attempt.preview, attempt.user) == (True, instructor)
    assert not Attempt.objects.counted().exists()


def test_a_preview_of_nothing_says_why(
    course: Course, lesson: Lesson, instructor_client: Client
) -> None:
    quiz = make_quiz(lesson, questions=0, status=Quiz.Status.DRAFT)
    response = instructor_client.post(at("quiz_preview", course, quiz.pk), follow=True)
    assert "no questions yet" in response.content.decode()


def test_attempts_keep_the_questions_they_began_with(
    course: Course, quiz: Quiz, learner: User, instructor_client: Client
) -> None:
    attempt = take(learner, quiz)
    asked = list(attempt.responses.values_list("version", flat=True))
    path = at("quiz_edit", course, quiz.pk)
    assert "One attempt was handed in." in instructor_client.get(path).content.decode()
    instructor_client.post(path, rules(question=[]))
    assert order_of(quiz) == []
    assert list(attempt.responses.values_list("version", flat=True)) == asked


def test_the_list_asks_no_more_for_more_quizzes(
    course: Course,
    quiz: Quiz,
    lesson: Lesson,
    learner: User,
    instructor_client: Client,
    query_count: QueryCount,
) -> None:
    path = at("quizzes", course)
    few = query_count(instructor_client, path)
    for _ in range(5):
        take(learner, make_quiz(lesson, questions=3))
    assert query_count(instructor_client, path) == few
    html = instructor_client.get(path).content.decode()
    assert html.count('data-label="Attempts">1<') == 5


def test_the_quiz_page_asks_no_more_for_more_questions(
    course: Course,
    quiz: Quiz,
    lesson: Lesson,
    instructor_client: Client,
    query_count: QueryCount,
) -> None:
    path = at("quiz_edit", course, quiz.pk)
    make_question(lesson)
    few = query_count(instructor_client, path)
    for other in Lesson.objects.filter(module__course=course):
        for number in range(4):
            make_question(other, f"More? ({number})")
    assert query_count(instructor_client, path) == few
