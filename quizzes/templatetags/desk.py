"""Small words of the review desk's templates."""

from __future__ import annotations

from django import template

from courses.models import Lesson
from quizzes.bank.staleness import evidence_of
from quizzes.models import Question
from quizzes.studio.queue import Chosen
from quizzes.studio.sheet import checks_of

register = template.Library()


@register.simple_tag
def narrowed(chosen: Chosen, question: int | None = None) -> str:
    """The address's query for a question in the same queue."""
    return chosen.query(question=question)


@register.simple_tag
def suggestions(lesson: Lesson | None = None) -> str:
    """The address's query for the suggestions, of one lesson or of all."""
    return Chosen(lesson=lesson, status="suggested").query()


@register.simple_tag
def turned(chosen: Chosen, page: int) -> str:
    """The address's query for a page of the same queue."""
    return chosen.query(page=page)


@register.filter
def failed_checks(question: Question) -> int:
    """How many checks of its current version failed."""
    version = question.current
    return sum(not check.passed for check in checks_of(version)) if version else 0


@register.filter
def stale_reason(question: Question) -> str:
    """Why a stale question is: its own sentence, or what a wrong option comes from."""
    if question.evidence != evidence_of(question.fact):
        return "Its sentence changed"
    return "A wrong option’s source changed"


@register.filter
def one_digit(number: int) -> int:
    """The highest option that a digit key can play."""
    return min(number, 9)
