"""How long an attempt may last: the quiz's limit and what a person is given on top.

The server keeps the time. An attempt knows when it ends (``due_at``); GRACE lets the last save of
a page arrive. Nothing runs in the background: whoever reads an attempt whose time is over closes
it (quizzes.taking.closing).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from quizzes.models import Attempt, ExtraTime, Quiz

GRACE = timedelta(seconds=10)
"""How long after the end a save is still taken: it was typed before."""


def seconds_allowed(limit: int, extra: ExtraTime | None) -> int:
    """The limit with the extra time, whole seconds, rounded up."""
    if extra is None:
        return limit
    return limit - (-limit * extra.percent // 100) + 60 * extra.minutes


def extra_of(*, user: User, quiz: Quiz) -> ExtraTime | None:
    """What this person is given at this quiz: the quiz's own row, else the course's."""
    rows = ExtraTime.objects.filter(user=user).filter(
        Q(quiz=quiz) | Q(quiz__isnull=True, course=quiz.course_id)
    )
    return min(rows, key=lambda row: row.quiz_id is None, default=None)


def limit_for(*, user: User, quiz: Quiz) -> int | None:
    """Seconds that this person has; None without a limit. One query where there is one."""
    if quiz.time_limit is None:
        return None
    return seconds_allowed(quiz.time_limit, extra_of(user=user, quiz=quiz))


def due_time(*, user: User, quiz: Quiz, now: datetime) -> datetime | None:
    """When an attempt that begins now is over."""
    seconds = limit_for(user=user, quiz=quiz)
    return None if seconds is None else now + timedelta(seconds=seconds)


def seconds_left(attempt: Attempt, now: datetime) -> int | None:
    """Whole seconds, rounded up so that no page ends early; never below 0; None without a limit."""
    if attempt.due_at is None:
        return None
    return max(0, math.ceil((attempt.due_at - now).total_seconds()))


def is_over(attempt: Attempt, now: datetime, *, grace: timedelta = GRACE) -> bool:
    """Whether an open attempt must be closed now."""
    return attempt.is_open and attempt.due_at is not None and now >= attempt.due_at + grace


@transaction.atomic
def give_extra_time(
    *, course: Course, quiz: Quiz | None, user: User, percent: int, minutes: int
) -> ExtraTime:
    """From now on, and for what the person has begun and not ended."""
    begun = _begun(course=course, quiz=quiz, user=user)
    row, _ = ExtraTime.objects.update_or_create(
        course=course, quiz=quiz, user=user, defaults={"percent": percent, "minutes": minutes}
    )
    _move_ends(begun)
    return row


@transaction.atomic
def take_extra_time(*, row: ExtraTime) -> None:
    begun = _begun(course=row.course, quiz=row.quiz, user=row.user)
    row.delete()
    _move_ends(begun)


def _begun(*, course: Course, quiz: Quiz | None, user: User) -> list[tuple[Attempt, int]]:
    """The attempts that run, locked, each with the limit that its quiz had when it began: another
    limit that the quiz got since is meant for later ones."""
    mine = Attempt.objects.select_for_update(of=("self",)).select_related("quiz", "user")
    mine = mine.filter(user=user, quiz__course=course, submitted_at=None)
    mine = mine.filter(due_at__gt=timezone.now())
    if quiz is not None:
        mine = mine.filter(quiz=quiz)
    return [(one, _limit_of(one, extra_of(user=user, quiz=one.quiz))) for one in mine]


def _limit_of(attempt: Attempt, extra: ExtraTime | None) -> int:
    """What ``seconds_allowed`` made the attempt's end of, with the extra time that it has."""
    assert attempt.due_at is not None  # noqa: S101
    seconds = round((attempt.due_at - attempt.started_at).total_seconds())
    if extra is None:
        return seconds
    return max(0, seconds - 60 * extra.minutes) * 100 // (100 + extra.percent)


def _move_ends(begun: Iterable[tuple[Attempt, int]]) -> None:
    for attempt, limit in begun:
        extra = extra_of(user=attempt.user, quiz=attempt.quiz)
        attempt.due_at = attempt.started_at + timedelta(seconds=seconds_allowed(limit, extra))
        attempt.save(update_fields=["due_at"])
