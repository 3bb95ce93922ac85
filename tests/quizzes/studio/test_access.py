"""The desk is there for who teaches the course, and for nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt, Question, Quiz, Version
from tests.personas import make_course, signed_in
from tests.questions import make_question, make_quiz
from tests.quizzes.studio.helpers import at, typed

pytestmark = pytest.mark.django_db
OF_COURSE = ["questions", "question_new", "quizzes", "quiz_new", "generate"]
OF_QUESTION = ["question", "question_edit", "decide"]
OF_QUIZ = ["quiz_edit", "quiz_preview", "quiz_publish", "results", "results_csv", "options_csv"]
WRITES = ["question_new", "generate", "question_edit", "decide", "quiz_new"]
WRITES += ["quiz_edit", "quiz_preview", "quiz_publish"]


def address(name: str, course: Course, question: Question, quiz: Quiz) -> str:
    ids = [question.pk] if name in OF_QUESTION else [quiz.pk] if name in OF_QUIZ else []
    return at(name, course, *ids)


def rows() -> tuple[object, ...]:
    """All that a forbidden request could have changed."""
    return (
        list(Question.objects.order_by("pk").values()),
        Version.objects.count(),
        list(Quiz.objects.order_by("pk").values()),
        Attempt.objects.count(),
    )


FORM = {**typed(), "action": "approve", "title": "Mine", "pass_mark": "1", "reveal": "score"}


@pytest.fixture
def question(lesson: Lesson) -> Question:
    return make_question(lesson, status=Question.Status.DRAFT)


@pytest.mark.parametrize("name", OF_COURSE + OF_QUESTION + OF_QUIZ)
def test_strangers_are_sent_to_log_in(
    name: str, course: Course, question: Question, quiz: Quiz, stranger_client: Client
) -> None:
    before = rows()
    path = address(name, course, question, quiz)
    for response in (stranger_client.get(path), stranger_client.post(path, FORM)):
        assert response.status_code == 302
        assert response["Location"].startswith("/accounts/login/")
    assert rows() == before


@pytest.mark.parametrize("name", OF_COURSE + OF_QUESTION + OF_QUIZ)
@pytest.mark.parametrize("who", ["learner", "outsider"])
def test_learners_and_other_instructors_find_nothing(
    name: str,
    who: str,
    course: Course,
    question: Question,
    quiz: Quiz,
    learner: User,
    outsider: User,
) -> None:
    client = signed_in({"learner": learner, "outsider": outsider}[who])
    before = rows()
    path = address(name, course, question, quiz)
    assert client.get(path).status_code == 404
    assert client.post(path, FORM).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("name", OF_QUESTION + OF_QUIZ)
def test_what_belongs_to_another_course_is_not_found_through_ones_own(
    name: str, question: Question, quiz: Quiz, outsider: User
) -> None:
    own = Course.objects.get(slug="gardens")
    client = signed_in(outsider)
    before = rows()
    path = address(name, own, question, quiz)
    assert client.get(path).status_code == 404
    assert client.post(path, FORM).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("who", ["instructor", "admin"])
@pytest.mark.parametrize("name", OF_COURSE + OF_QUESTION + OF_QUIZ)
def test_instructors_and_admins_reach_every_page(
    name: str,
    who: str,
    course: Course,
    question: Question,
    quiz: Quiz,
    instructor: User,
    admin: User,
) -> None:
    client = signed_in({"instructor": instructor, "admin": admin}[who])
    response = client.get(address(name, course, question, quiz), follow=True)
    assert response.status_code == 200


@pytest.mark.parametrize("name", ["generate", "decide", "quiz_preview", "quiz_publish"])
def test_a_get_changes_nothing(
    name: str, course: Course, question: Question, quiz: Quiz, instructor_client: Client
) -> None:
    before = rows()
    response = instructor_client.get(address(name, course, question, quiz))
    assert response.status_code == 302
    assert rows() == before


def test_a_form_cannot_reach_into_another_course(
    course: Course, quiz: Quiz, instructor_client: Client
) -> None:
    """Not with a lesson, nor a sentence, nor a question of the other one."""
    other = make_course("elsewhere")
    theirs = Lesson.objects.filter(module__course=other)[0]
    fact, foreign = theirs.facts.all()[0], make_question(theirs)
    before = rows()
    new = at("question_new", course)
    assert instructor_client.post(new, typed(lesson=theirs.pk)).status_code == 404
    assert instructor_client.get(new, {"lesson": theirs.pk}).status_code == 404
    refused = instructor_client.post(new, typed(fact=fact.pk))
    assert "Choose a sentence of this lesson." in refused.content.decode()
    edit = at("quiz_edit", course, quiz.pk)
    form = {"title": "T", "pass_mark": "60", "reveal": "score", "question": [str(foreign.pk)]}
    assert instructor_client.post(edit, form).status_code == 404
    refused = instructor_client.post(edit, {**form, "question": [], "place": f"l-{theirs.pk}"})
    assert "Choose a module or lesson of this course." in refused.content.decode()
    desk = at("questions", course)
    assert instructor_client.get(desk, {"question": foreign.pk}).status_code == 404
    assert instructor_client.get(desk, {"lesson": theirs.pk}).status_code == 404
    assert rows() == before


def test_a_preview_belongs_to_the_quiz_of_the_course(
    lesson: Lesson, course: Course, instructor_client: Client
) -> None:
    foreign = make_quiz(Lesson.objects.filter(module__course=make_course("elsewhere"))[0])
    assert instructor_client.post(at("quiz_preview", course, foreign.pk)).status_code == 404
    assert not Attempt.objects.exists()
