"""A passed quiz leads on: to the next lesson, with its second where the video goes on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.models import Course, Lesson
from quizzes.models import Attempt, Quiz
from quizzes.taking.attempts import submit_attempt
from quizzes.taking.onward import next_lesson
from tests.questions import plain_quiz
from tests.quizzes.test_results import take

pytestmark = pytest.mark.django_db


def lessons(course: Course) -> list[Lesson]:
    """The tower and the keepers of one video, and what it cost, of an article."""
    rows = Lesson.objects.filter(module__course=course).select_related("module__course")
    return list(rows.order_by("module__position", "position"))


def page(client: Client, attempt: Attempt) -> str:
    return client.get(reverse("quizzes:results", args=[attempt.pk])).text


def test_a_passed_check_leads_to_the_next_lesson_and_its_second(
    course: Course, learner: User, learner_client: Client
) -> None:
    tower, keepers, _ = lessons(course)
    passed = take(plain_quiz(course, lesson=tower), learner, right=3)
    onward = next_lesson(passed)
    assert onward is not None
    assert (onward.url, onward.heading) == (keepers.get_absolute_url(), "The keepers")
    assert onward.words == "Next lesson at 1:10"
    shown = page(learner_client, passed)
    assert f'button-primary" href="{onward.url}"' in shown
    assert f'button-secondary" href="{tower.get_absolute_url()}"' in shown
    assert shown.count("button-primary") == 1


def test_who_has_not_passed_is_led_back_to_the_lesson(
    course: Course, learner: User, learner_client: Client
) -> None:
    tower, *_ = lessons(course)
    failed = page(learner_client, take(plain_quiz(course, lesson=tower), learner, right=0))
    assert 'rel="next"' not in failed
    assert f'button-primary" href="{tower.get_absolute_url()}"' in failed


def test_the_last_lesson_of_a_module_leads_to_the_next_module_and_the_end_nowhere(
    course: Course, learner: User
) -> None:
    tower, keepers, cost = lessons(course)
    after_video = next_lesson(take(plain_quiz(course, lesson=keepers), learner, right=3))
    assert after_video is not None
    assert (after_video.url, after_video.words) == (cost.get_absolute_url(), "Next lesson")
    whole = plain_quiz(course, lesson=tower)
    Quiz.objects.filter(pk=whole.pk).update(lesson=None)
    whole.refresh_from_db()
    after_module = next_lesson(take(whole, learner, right=3))
    assert after_module is not None
    assert after_module.url == cost.get_absolute_url()
    assert next_lesson(take(plain_quiz(course, lesson=cost), learner, right=3)) is None
    Quiz.objects.filter(pk=whole.pk).update(module=None)
    whole.refresh_from_db()
    assert next_lesson(take(whole, learner, right=3)) is None


def test_a_lesson_that_is_retired_leads_nowhere_and_is_led_to_by_none(
    course: Course, learner: User, learner_client: Client
) -> None:
    tower, keepers, cost = lessons(course)
    attempt = take(plain_quiz(course, lesson=tower), learner, right=3)
    Lesson.objects.filter(pk=keepers.pk).update(retired_at=timezone.now())
    onward = next_lesson(attempt)
    assert onward is not None
    assert onward.url == cost.get_absolute_url()
    Lesson.objects.filter(pk=tower.pk).update(retired_at=timezone.now())
    assert 'rel="next"' not in page(learner_client, submit_attempt(attempt=attempt))
