"""Attempts whose time is over are closed by whoever reads them first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from quizzes.models import Attempt
from quizzes.querysets import AttemptQuerySet
from quizzes.taking.attempts import submit_attempt
from quizzes.taking.timing import GRACE, is_over

MOST = 500
"""Attempts that one read closes; the rest waits for the next."""


def settle(
    attempts: Iterable[Attempt], *, now: datetime | None = None, grace: timedelta = GRACE
) -> list[Attempt]:
    """The same attempts, those graded whose time is over. Asks nothing where none is."""
    moment = now or timezone.now()
    return [
        submit_attempt(attempt=one, now=moment) if is_over(one, moment, grace=grace) else one
        for one in attempts
    ]


def close_overdue(attempts: AttemptQuerySet | None = None, *, now: datetime | None = None) -> int:
    """Grades what is over among these attempts (of all, without any). Says how many those were."""
    moment = now or timezone.now()
    rows = Attempt.objects.all() if attempts is None else attempts
    over = list(rows.overdue(moment - GRACE).order_by("due_at")[:MOST])
    settle(over, now=moment)
    return len(over)
