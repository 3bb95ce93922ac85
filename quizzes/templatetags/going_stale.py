"""What the studio's preview of an import tells of questions: ``courses`` knows nothing of them."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from courses.models import Course
from quizzes.bank.staleness import GoingStale, going_stale

register = template.Library()


@register.simple_tag
def questions_going_stale(course: Course, texts: Mapping[int, str]) -> GoingStale:
    """``{% questions_going_stale course texts as going %}{{ going.total }}``: see ``staleness``."""
    return going_stale(course=course, texts=texts)


@register.filter
def within(going: GoingStale, texts: Mapping[int, str]) -> int:
    """``{{ going|within:texts }}``: how many of them on account of these facts."""
    return going.within(texts)
