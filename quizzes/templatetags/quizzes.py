"""What pages of ``courses`` and the templates here show of quizzes.

``{% module_quiz module %} {% course_quizzes course %} {% open_reports course %}`` may stand in
loops: all quizzes of a course are read at once and kept until the content changes, the person's
attempts for the rest of the request. Others: ``{% lesson_quiz lesson %} {% recent_attempts user %}
{% module_practice module %}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template.context import RequestContext

from accounts.models import User
from config.stamp import stamp_of
from courses.learning.kept import Shelf
from courses.models import Course, Lesson, Module
from quizzes import wording
from quizzes.models import Attempt, Question, Quiz
from quizzes.reports import open_counts
from quizzes.taking.closing import settle
from quizzes.taking.practice import SIZE
from quizzes.taking.results import Standing, standing_of

register = template.Library()
KEPT = "_quizzes_of_courses"
REPORTED = "_reported_questions"
RECENT = 5

PUBLISHED: Shelf[Sequence[Quiz]] = Shelf(64)
"""By course."""


@dataclass(frozen=True)
class QuizCard:
    """A published quiz and how the person stands at it; nobody stands without an account."""

    quiz: Quiz
    questions: int
    standing: Standing | None


@register.inclusion_tag("quizzes/_lesson_quiz.html", takes_context=True)
def lesson_quiz(context: RequestContext, lesson: Lesson) -> dict[str, Any]:
    """The quizzes of a lesson, each with the way to start or go on."""
    course = lesson.module.course_id
    known = getattr(context.get("request"), KEPT, {}).get(course)
    if known is not None:  # another tag of the page has read the attempts of the whole course
        return {"cards": [card for card in known if card.quiz.lesson_id == lesson.pk]}
    quizzes = [quiz for quiz in _published(context, course) if quiz.lesson_id == lesson.pk]
    user = _user(context)
    return {"cards": _cards_of(user, quizzes, quiz__lesson=lesson.pk) if quizzes else []}


@register.inclusion_tag("quizzes/_module_quiz.html", takes_context=True)
def module_quiz(context: RequestContext, module: Module) -> dict[str, Any]:
    """The quizzes of a module as a whole, in a line each."""
    cards = _cards(context, module.course_id)
    return {
        "cards": [
            card
            for card in cards
            if card.quiz.lesson_id is None and card.quiz.module_id == module.pk
        ]
    }


@register.inclusion_tag("quizzes/_course_quizzes.html", takes_context=True)
def course_quizzes(context: RequestContext, course: Course) -> dict[str, Any]:
    """All quizzes of a course as a list."""
    return {"cards": _cards(context, course.pk)}


@register.inclusion_tag("quizzes/_recent_attempts.html", takes_context=True)
def recent_attempts(context: RequestContext, user: User | AnonymousUser) -> dict[str, Any]:
    """The person's open attempts, then the latest results, of courses that are published."""
    if not user.is_authenticated:
        return {"begun": [], "graded": []}
    mine = Attempt.objects.of(user).filter(quiz__course__status="published")
    mine = mine.select_related("quiz__course")
    begun = settle(mine.filter(submitted_at__isnull=True).order_by("-started_at")[:RECENT])
    return {
        "begun": [attempt for attempt in begun if attempt.is_open],
        "graded": list(mine.filter(submitted_at__isnull=False).order_by("-submitted_at")[:RECENT]),
    }


@register.inclusion_tag("quizzes/_practice.html", takes_context=True)
def module_practice(context: RequestContext, module: Module) -> dict[str, Any]:
    """The way to practise a module, where it has questions."""
    user = context.get("user")
    known = bool(user and user.is_authenticated)
    mine = Attempt.objects.filter(user=user, quiz__module=module) if known else None
    return {
        "module": module,
        "count": Question.objects.filter(lesson__module=module).askable().count(),
        "size": SIZE,
        "known": known,
        "begun": mine is not None and mine.filter(practice=True, submitted_at=None).exists(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def open_reports(context: RequestContext, course: Course) -> int:
    """Questions of the course that learners reported: one query for all courses of a page."""
    request = context.get("request")
    kept: dict[int, int] | None = getattr(request, REPORTED, None)
    if kept is None:
        kept = open_counts()
        if request:
            setattr(request, REPORTED, kept)
    return kept.get(course.pk, 0)


def _cards(context: RequestContext, course: int) -> list[QuizCard]:
    request = context.get("request")
    kept: dict[int, list[QuizCard]] = getattr(request, KEPT, {}) if request else {}
    if course not in kept:
        quizzes = _published(context, course)
        kept[course] = _cards_of(_user(context), quizzes, quiz__course=course)
        if request:
            setattr(request, KEPT, kept)
    return kept[course]


def _user(context: RequestContext) -> User | AnonymousUser:
    return getattr(context.get("request"), "user", None) or AnonymousUser()


def _published(context: RequestContext, course: int) -> Sequence[Quiz]:
    """The course's quizzes with questions: read once, and kept until the content changes."""
    request = context.get("request")
    stamp = stamp_of(request) if request else ""
    return PUBLISHED.get(course, stamp, lambda: _read_published(course))


def _read_published(course: int) -> Sequence[Quiz]:
    return tuple(
        Quiz.objects.filter(course=course, status=Quiz.Status.PUBLISHED)
        .with_question_count()
        .filter(question_count__gt=0)  # type: ignore[misc]
        .order_by("module__position", "lesson__position", "pk")
    )


def _cards_of(user: User | AnonymousUser, quizzes: Iterable[Quiz], **place: int) -> list[QuizCard]:
    """With the person's attempts at the quizzes of a place, in one query."""
    attempts: dict[int, list[Attempt]] = {}
    if user.is_authenticated:
        for attempt in Attempt.objects.of(user).filter(**place):
            attempts.setdefault(attempt.quiz_id, []).append(attempt)
    return [
        QuizCard(
            quiz,
            quiz.question_count,  # type: ignore[attr-defined]
            standing_of(quiz, attempts.get(quiz.pk, [])) if user.is_authenticated else None,
        )
        for quiz in quizzes
    ]


@register.filter
def in_words(number: float) -> str:
    """``4`` as "four"."""
    return wording.in_words(number)


@register.simple_tag
def counted(number: int, one: str, many: str) -> str:
    """``{% counted 4 "answer" "answers" %}``: "four answers"."""
    return wording.counted(number, one, many)


@register.filter
def lasting(seconds: int) -> str:
    """``2700`` as "45 minutes"."""
    return wording.lasting(seconds)


@register.filter
def at(rows: Mapping[int, Any], position: int) -> Any:
    """The row at this position, None where there is none."""
    return rows.get(position)


@register.filter
def clock(moment: datetime | None) -> str:
    """``14:32`` in the person's time zone."""
    return wording.clock_time(moment) if moment else ""


@register.simple_tag
def score_line(attempt: Attempt) -> str:
    """``Four of five.``"""
    return wording.score_line(attempt.score or 0, attempt.max_score or 0)
