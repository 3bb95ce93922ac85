"""The way back over migrations loses nothing in silence, and makes nothing count that did not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from courses.models import Lesson
from quizzes.models import Attempt, Question, Quiz
from quizzes.taking.attempts import start_attempt, submit_attempt
from tests.personas import make_course, make_person
from tests.questions import make_quiz

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def forward_again() -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


def values(sql: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.usefixtures("forward_again")
def test_going_back_over_practice_leaves_what_counts_and_says_what_it_deletes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("migrate", verbosity=0)  # other tests of transactions may have emptied it
    course = make_course("lamps")
    quiz = make_quiz(Lesson.objects.filter(module__course=course)[0])
    user = make_person("lena@example.org", enrolled=course)
    counted = submit_attempt(attempt=start_attempt(user=user, quiz=quiz))
    practice = Quiz.objects.create(course=course, title="Practice", practice=True)
    attempt = Attempt.objects.create(
        user=user,
        quiz=practice,
        number=1,
        seed=1,
        practice=True,
        submitted_at=timezone.now(),
        score=0,
        max_score=1,
        passed=False,
    )
    version = counted.responses.all()[0].version
    attempt.responses.create(version=version, position=1)
    suggested, kept = Question.objects.order_by("pk")[:2]
    Question.objects.filter(pk=suggested.pk).update(status=Question.Status.SUGGESTED)
    capsys.readouterr()
    call_command("migrate", "quizzes", "0005", verbosity=0)
    told = capsys.readouterr().out
    assert "1 attempts of practice are deleted" in told
    assert "1 suggestions are withdrawn" in told
    assert values("SELECT id FROM quizzes_attempt") == [counted.pk]
    assert values("SELECT id FROM quizzes_quiz") == [quiz.pk]
    statuses = values("SELECT status FROM quizzes_question ORDER BY id")
    assert statuses[:2] == ["retired", kept.status]
    call_command("migrate", verbosity=0)
    assert Attempt.objects.get().percent == counted.percent
