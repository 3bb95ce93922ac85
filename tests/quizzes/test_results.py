"""The results page: what is told, what the quiz keeps back, and where the evidence leads."""

from __future__ import annotations

import pytest
from django.template import Context, RequestContext, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from courses.models import Course, Fact, Lesson
from quizzes.models import Attempt, Quiz, Version
from quizzes.taking.attempts import Answer, save_responses, start_attempt, submit_attempt
from quizzes.taking.results import outcome_of, standing
from tests.conftest import QueryCount
from tests.personas import VIDEO_KEY, make_course, make_lesson, make_module
from tests.questions import (
    add_questions,
    plain_question,
    plain_quiz,
    right_ids,
    wrong_id,
)

pytestmark = pytest.mark.django_db


def take(quiz: Quiz, user: User, *, right: int, preview: bool = False) -> Attempt:
    """Hand in an attempt with the first ``right`` answers right and the others wrong."""
    attempt = start_attempt(user=user, quiz=quiz, preview=preview)
    save_responses(
        attempt=attempt,
        answers={
            one.position: Answer(right_ids(one) if one.position <= right else (wrong_id(one),))
            for one in attempt.responses.all()
        },
    )
    return submit_attempt(attempt=attempt)


def results_page(client: Client, attempt: Attempt) -> str:
    response = client.get(reverse("quizzes:results", args=[attempt.pk]))
    assert response.status_code == 200
    return response.text


def test_wrong_ones_come_first_with_answer_reason_sentence_and_clip(
    course: Course, learner: User, learner_client: Client
) -> None:
    attempt = take(plain_quiz(course), learner, right=2)
    page = results_page(learner_client, attempt)
    assert "Two of three." in page
    assert "Passed: 66% of the marks" in page
    missed = attempt.responses.get(position=3)
    fact = missed.version.question.fact
    assert fact is not None
    assert page.index(missed.version.stem) < page.index("Right, with their evidence")
    for words in ("Your answer, not right", "Right answer", "Why 1811.", fact.text):
        assert words in page
    # The third sentence is said at 0:47; its slice of the video lasts until 1:07.
    assert f'href="https://youtu.be/{VIDEO_KEY}?t=47"' in page
    assert f'data-video="{VIDEO_KEY}" data-start="47" data-end="67"' in page
    # The first of the lesson lasts until the next citation.
    assert 'data-start="12" data-end="31"' in page
    assert "Evidence for question 3" in page
    # What the drawing of the tape shows is said of the clip, not of a place where one stopped.
    assert "part of a lesson that plays 0:12 to 1:07. It begins at 0:47." in page
    assert "You stopped" not in page
    assert 'id="result" tabindex="-1"' in page


def test_all_right_has_no_missed_ones(
    course: Course, learner: User, learner_client: Client
) -> None:
    page = results_page(learner_client, take(plain_quiz(course), learner, right=3))
    assert "Three of three." in page
    assert "not right" not in page
    assert page.count("Right</span>") == 3


def test_an_articles_evidence_is_its_paragraph(
    course: Course, learner: User, learner_client: Client
) -> None:
    lesson = Lesson.objects.get(module__kind="article", module__course=course)
    fact = lesson.facts.all()[0]
    Fact.objects.filter(pk=fact.pk).update(paragraph=12)
    page = results_page(learner_client, take(plain_quiz(course, lesson=lesson), learner, right=0))
    assert f'href="{lesson.get_absolute_url()}#p-12"' in page
    assert "data-player" not in page
    assert "youtu" not in page


def test_a_question_without_a_fact_is_told_without_evidence(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    add_questions(quiz, [plain_question(lesson)])
    page = results_page(learner_client, take(quiz, learner, right=0))
    assert "It stands on the plate above the door." in page
    assert "play-range" not in page


def test_an_explanation_that_only_quotes_the_sentence_is_not_said_twice(
    course: Course, learner: User
) -> None:
    quiz = plain_quiz(course, questions=2)
    quoting = quiz.questions.order_by("pk")[0]
    assert quoting.fact is not None
    Version.objects.filter(question=quoting).update(explanation=f"“{quoting.fact.text}”")
    told = outcome_of(take(quiz, learner, right=2)).right
    assert [one.explanation for one in told] == [
        "",
        "<p>It stands on the plate above the door.</p>",
    ]
    assert told[0].sentence == quoting.fact.text


def test_an_unanswered_question_and_a_part_of_a_mark_are_named(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    half = plain_question(lesson, right=(0, 1), credit="proportional_correct")
    add_questions(quiz, [half, plain_question(lesson)])
    attempt = start_attempt(user=learner, quiz=quiz)
    one = attempt.responses.get(position=1)
    save_responses(attempt=attempt, answers={1: Answer(right_ids(one)[:1])})
    page = results_page(learner_client, submit_attempt(attempt=attempt))
    assert "0.5 of two." in page
    assert "Partly right: 0.5 of 1 mark" in page
    assert "Right answer, and yours" in page
    assert "You gave no answer" in page


SECRETS = ("Why ", "It stands on the plate", "Right answer", "not right", "is-right", "play-range")


def test_score_alone_tells_nothing_else(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course, reveal=Quiz.Reveal.SCORE)
    for right in (1, 3):
        attempt = take(quiz, learner, right=right)
        page = results_page(learner_client, attempt)
        assert "This quiz shows the score alone." in page
        assert not [word for word in SECRETS if word in page]
        told = outcome_of(attempt)
        assert (told.missed, told.right, told.revealed) == ((), (), False)


def test_answers_come_after_the_last_attempt(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course, reveal=Quiz.Reveal.LAST, attempts_allowed=2)
    early = take(quiz, learner, right=1)
    page = results_page(learner_client, early)
    assert "after the last attempt" in page
    assert not [word for word in SECRETS if word in page]
    last = start_attempt(user=learner, quiz=quiz)
    assert not outcome_of(early).revealed  # while the last one is open
    submit_attempt(attempt=last)
    for attempt in (early, last):
        assert "Right answer" in results_page(learner_client, attempt)


def test_answers_come_once_passed(course: Course, learner: User, learner_client: Client) -> None:
    quiz = plain_quiz(course, reveal=Quiz.Reveal.LAST)
    failed = take(quiz, learner, right=0)
    assert not outcome_of(failed).revealed
    take(quiz, learner, right=3)
    assert outcome_of(failed).revealed


def test_the_reveal_rule_counts_a_persons_own_attempts_alone(
    course: Course, learner: User, instructor: User
) -> None:
    quiz = plain_quiz(course, reveal=Quiz.Reveal.LAST, attempts_allowed=5)
    take(quiz, instructor, right=3, preview=True)
    assert not outcome_of(take(quiz, learner, right=0)).revealed


def test_best_and_last_stand_on_the_results(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course)
    take(quiz, learner, right=3)
    page = results_page(learner_client, take(quiz, learner, right=1))
    assert "Best 100%, last 33%, of two attempts." in page


def test_another_attempt_is_offered_while_there_is_one(
    course: Course, learner: User, learner_client: Client
) -> None:
    quiz = plain_quiz(course, attempts_allowed=2)
    first = take(quiz, learner, right=0)
    assert "Start another attempt" in results_page(learner_client, first)
    take(quiz, learner, right=0)
    assert "Start another attempt" not in results_page(learner_client, first)


def test_a_taken_down_quiz_offers_no_other_attempt(
    course: Course, learner: User, learner_client: Client
) -> None:
    attempt = take(plain_quiz(course), learner, right=0)
    Quiz.objects.update(status="archived")
    assert "Start another attempt" not in results_page(learner_client, attempt)


def test_evidence_of_many_lessons_costs_no_more(
    course: Course, learner: User, learner_client: Client, query_count: QueryCount
) -> None:
    counts = []
    for size in (1, 5):
        quiz = plain_quiz(course, questions=0)
        for _ in range(size):
            module = make_module(course)
            for _ in range(2):
                lesson = make_lesson(module)
                lesson.facts.create(
                    key="k", position=1, text="A sentence.", paragraph=1, start=0, end=9
                ).citations.create(position=1, seconds=30)
                add_questions(quiz, [plain_question(lesson, fact=lesson.facts.get())])
        attempt = take(quiz, learner, right=0)
        counts.append(query_count(learner_client, reverse("quizzes:results", args=[attempt.pk])))
    assert counts[0] == counts[1]


# --- What other pages show --------------------------------------------------------------------


def rendered(person: object, source: str, **context: object) -> str:
    request = RequestFactory().get("/")
    request.user = person  # type: ignore[assignment]
    return Template("{% load quizzes %}" + source).render(RequestContext(request, context))


def test_a_lesson_shows_its_published_quiz_and_how_one_stands(
    course: Course, learner: User
) -> None:
    quiz = plain_quiz(course)
    plain_quiz(course, status="draft", questions=1)
    plain_quiz(course, questions=0)  # empty
    lesson = quiz.lesson
    show = "{% lesson_quiz lesson %}"
    page = rendered(learner, show, lesson=lesson)
    assert page.count("<section") == 1
    assert "Take the quiz" in page
    take(quiz, learner, right=2)
    assert "best" in rendered(learner, show, lesson=lesson)
    start_attempt(user=learner, quiz=quiz)
    assert "Continue the quiz" in rendered(learner, show, lesson=lesson)
    stranger = Client().get("/").wsgi_request.user
    assert "needs an account" in rendered(stranger, show, lesson=lesson)


def test_tags_in_loops_cost_three_queries_in_all(course: Course, learner: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for lesson in Lesson.objects.filter(module__course=course):
        plain_quiz(course, lesson=lesson)
    quiz = plain_quiz(course)
    Quiz.objects.filter(pk=quiz.pk).update(lesson=None)
    modules = list(course.modules.prefetch_related("lessons"))
    with CaptureQueriesContext(connection) as queries:
        page = rendered(
            learner,
            "{% for module in modules %}{% module_quiz module %}"
            "{% for lesson in module.lessons.all %}{% lesson_quiz lesson %}{% endfor %}"
            "{% endfor %}{% course_quizzes course %}",
            modules=modules,
            course=course,
        )
    # The content stamp, the quizzes, the person's attempts.
    assert len(queries) == 3
    assert page.count("<section") == 3
    assert page.count("quiz-line-title") == 1 + 4


def test_recent_attempts_name_open_ones_and_results(course: Course, learner: User) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    hidden = make_course(status="draft")
    take(plain_quiz(hidden), learner, right=3)
    quiz = plain_quiz(course)
    for right in range(4):
        take(quiz, learner, right=right)
    start_attempt(user=learner, quiz=quiz)
    show = "{% recent_attempts user %}"
    with CaptureQueriesContext(connection) as queries:
        page = rendered(learner, show, user=learner)
    assert len(queries) == 2
    assert page.count("<li") == 5
    assert "Continue, begun today" in page
    assert hidden.title not in page
    assert "<li" not in Template("{% load quizzes %}" + show).render(
        Context({"user": Client().get("/").wsgi_request.user})
    )


def test_previews_are_no_standing(course: Course, instructor: User) -> None:
    quiz = plain_quiz(course)
    take(quiz, instructor, right=3, preview=True)
    assert standing(user=instructor, quiz=quiz).graded == ()
    assert len(standing(user=instructor, quiz=quiz, preview=True).graded) == 1
