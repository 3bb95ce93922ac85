"""The services: an attempt is started once, saved often, graded once."""

from __future__ import annotations

import pytest

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, Question, Quiz, Version
from quizzes.taking.attempts import (
    AlreadySubmitted,
    Answer,
    NoAttemptsLeft,
    NoQuestions,
    save_responses,
    start_attempt,
    submit_attempt,
)
from quizzes.taking.results import standing
from tests.personas import make_person
from tests.questions import (
    add_questions,
    make_version,
    plain_question,
    plain_quiz,
    right_ids,
    wrong_id,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(course: Course) -> Quiz:
    return plain_quiz(course)


def answer_all(attempt: Attempt, *, right: bool = True) -> None:
    save_responses(
        attempt=attempt,
        answers={
            one.position: Answer(right_ids(one) if right else (wrong_id(one),))
            for one in attempt.responses.all()
        },
    )


def test_starting_twice_gives_the_same_attempt(quiz: Quiz, learner: User) -> None:
    first = start_attempt(user=learner, quiz=quiz)
    assert start_attempt(user=learner, quiz=quiz) == first
    assert first.responses.count() == 3
    assert (first.number, first.preview, first.is_open) == (1, False, True)


def test_only_approved_questions_enter_in_the_order_of_the_quiz(quiz: Quiz, learner: User) -> None:
    lesson = quiz.lesson
    assert lesson is not None
    extra = [plain_question(lesson, status=status) for status in Question.Status.values]
    add_questions(quiz, extra)
    quiz.entries.filter(position=1).update(position=99)

    attempt = start_attempt(user=learner, quiz=quiz)

    asked = [one.version.question for one in attempt.responses.select_related("version__question")]
    assert {question.status for question in asked} == {Question.Status.APPROVED}
    entries = quiz.entries.filter(question__status="approved").order_by("position")
    assert asked == [entry.question for entry in entries]
    assert [one.position for one in attempt.responses.all()] == [1, 2, 3, 4]


def test_the_seed_decides_every_order_and_is_kept(quiz: Quiz, course: Course) -> None:
    quiz.shuffle_questions = True
    quiz.save()
    lesson = quiz.lesson
    assert lesson is not None
    add_questions(quiz, [plain_question(lesson) for _ in range(5)])
    people = [make_person(f"p{number}@example.org") for number in range(3)]
    seeds = (7, 7, 8)
    orders = []
    for person, seed in zip(people, seeds, strict=True):
        attempt = start_attempt(user=person, quiz=quiz, seed=seed)
        assert attempt.seed == seed
        orders.append([(one.version_id, one.order) for one in attempt.responses.all()])
    assert orders[0] == orders[1] != orders[2]
    assert {version for version, _ in orders[0]} == {version for version, _ in orders[2]}


def test_without_shuffling_the_authors_order_stays(course: Course, learner: User) -> None:
    quiz = plain_quiz(course, shuffle_options=False)
    for one in start_attempt(user=learner, quiz=quiz).responses.all():
        assert one.order == [choice.pk for choice in one.version.choices.all()]


def test_a_quiz_without_approved_questions_cannot_start(course: Course, learner: User) -> None:
    with pytest.raises(NoQuestions):
        start_attempt(user=learner, quiz=plain_quiz(course, questions=0))
    assert not Attempt.objects.exists()


def test_attempts_have_their_limit_and_previews_none(
    course: Course, learner: User, instructor: User
) -> None:
    quiz = plain_quiz(course, attempts_allowed=2)
    for number in (1, 2):
        attempt = start_attempt(user=learner, quiz=quiz)
        assert attempt.number == number
        submit_attempt(attempt=attempt)
    with pytest.raises(NoAttemptsLeft):
        start_attempt(user=learner, quiz=quiz)
    for _ in range(4):
        submit_attempt(attempt=start_attempt(user=instructor, quiz=quiz, preview=True))
    assert Attempt.objects.counted().count() == 2


def test_who_no_longer_teaches_begins_anew_and_counts(quiz: Quiz, learner: User) -> None:
    looked = start_attempt(user=learner, quiz=quiz, preview=True)
    counted = start_attempt(user=learner, quiz=quiz)
    assert counted.preview is False
    assert not Attempt.objects.filter(pk=looked.pk).exists()


def test_answers_are_saved_by_position_and_the_rest_stays(quiz: Quiz, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    first, second, third = attempt.responses.all()
    save_responses(
        attempt=attempt,
        answers={1: Answer((wrong_id(first),)), 2: Answer((wrong_id(second),), flagged=True)},
    )
    save_responses(attempt=attempt, answers={1: Answer(right_ids(first), flagged=True)})
    for one in (first, second, third):
        one.refresh_from_db()
    assert (tuple(first.chosen), first.flagged) == (right_ids(first), True)
    assert (second.chosen, second.flagged) == ([wrong_id(second)], True)
    assert (third.chosen, third.flagged, third.answered_at) == ([], False, None)
    assert first.answered_at is not None

    changed = save_responses(attempt=attempt, answers={1: Answer((), flagged=True)})
    assert [one.position for one in changed] == [1]
    first.refresh_from_db()
    assert first.chosen == []
    assert not first.answered_at


def test_handing_in_twice_grades_once(quiz: Quiz, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    answer_all(attempt)
    first = submit_attempt(attempt=attempt)
    again = submit_attempt(attempt=attempt)
    assert (first.score, first.max_score, first.passed, first.percent) == (3.0, 3.0, True, 100)
    assert again.submitted_at == first.submitted_at
    assert [one.mark for one in attempt.responses.all()] == [1.0, 1.0, 1.0]


def test_unanswered_and_wrong_earn_nothing(quiz: Quiz, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    one = attempt.responses.all()[0]
    save_responses(attempt=attempt, answers={1: Answer((wrong_id(one),))})
    done = submit_attempt(attempt=attempt)
    assert (done.score, done.passed) == (0.0, False)


@pytest.mark.parametrize(("pass_mark", "passed"), [(66, True), (67, False), (0, True)])
def test_the_pass_mark_is_reached_or_not(
    course: Course, learner: User, pass_mark: int, passed: bool
) -> None:
    quiz = plain_quiz(course, pass_mark=pass_mark)
    attempt = start_attempt(user=learner, quiz=quiz)
    two = list(attempt.responses.all())[:2]
    save_responses(attempt=attempt, answers={one.position: Answer(right_ids(one)) for one in two})
    assert submit_attempt(attempt=attempt).passed is passed


@pytest.mark.parametrize(
    ("credit", "mark"),
    [("exact", 0.0), ("proportional", 0.75), ("proportional_correct", 0.5)],
)
def test_several_right_options_are_graded_by_their_rule(
    course: Course, learner: User, credit: str, mark: float
) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    add_questions(quiz, [plain_question(lesson, right=(0, 1), credit=credit)])
    attempt = start_attempt(user=learner, quiz=quiz)
    one = attempt.responses.get()
    save_responses(attempt=attempt, answers={1: Answer(right_ids(one)[:1])})
    assert submit_attempt(attempt=attempt).score == mark


def test_thirds_do_not_break_the_score(course: Course, learner: User) -> None:
    quiz = plain_quiz(course, questions=0)
    lesson = quiz.lesson
    assert lesson is not None
    rule = Version.Credit.PROPORTIONAL_CORRECT
    add_questions(quiz, [plain_question(lesson, right=(0, 1, 2), credit=rule) for _ in range(7)])
    attempt = start_attempt(user=learner, quiz=quiz)
    answer_all(attempt)
    assert submit_attempt(attempt=attempt).percent == 100


def test_nothing_is_saved_after_handing_in(quiz: Quiz, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    submit_attempt(attempt=attempt)
    one = attempt.responses.all()[0]
    with pytest.raises(AlreadySubmitted):
        save_responses(attempt=attempt, answers={1: Answer(right_ids(one))})
    one.refresh_from_db()
    assert one.chosen == []


def test_an_open_attempt_keeps_its_version_when_the_question_is_edited(
    quiz: Quiz, learner: User
) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    response = attempt.responses.all()[0]
    question = response.version.question
    newer = make_version(question, options=("yes", "no"), right=(1,))
    save_responses(attempt=attempt, answers={1: Answer(right_ids(response))})
    submit_attempt(attempt=attempt)
    response.refresh_from_db()
    assert (response.version.number, response.mark) == (1, 1.0)
    following = start_attempt(user=learner, quiz=quiz)
    assert newer.pk in {one.version_id for one in following.responses.all()}


def test_rejecting_a_question_leaves_open_attempts_alone(quiz: Quiz, learner: User) -> None:
    attempt = start_attempt(user=learner, quiz=quiz)
    Question.objects.filter(entries__quiz=quiz, entries__position=1).update(status="rejected")
    answer_all(attempt)
    assert submit_attempt(attempt=attempt).max_score == 3.0
    assert start_attempt(user=learner, quiz=quiz).responses.count() == 2


def test_best_and_last_are_kept(quiz: Quiz, learner: User) -> None:
    good = start_attempt(user=learner, quiz=quiz)
    answer_all(good)
    submit_attempt(attempt=good)
    bad = start_attempt(user=learner, quiz=quiz)
    answer_all(bad, right=False)
    submit_attempt(attempt=bad)
    now = standing(user=learner, quiz=quiz)
    assert (now.best, now.last, now.passed, now.left) == (good, bad, True, None)
