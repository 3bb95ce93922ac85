"""Reports of questions: made by learners, settled by those who teach the course."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts.models import User
from courses.models import Course
from quizzes.models import Question, Report, Version

MOST_TEXT = 2000
MOST_AN_HOUR = 10


class TooManyReports(Exception):
    """The message is for the person."""


def report_question(
    *, user: User, version: Version, reason: str, text: str, now: datetime | None = None
) -> Report:
    """The person's open report of this version; a second one changes the first.

    Raises TooManyReports.
    """
    moment = now or timezone.now()
    for _ in range(2):
        mine = Report.objects.filter(user=user, version=version, state=Report.State.OPEN).first()
        if mine is not None:
            mine.reason, mine.text = Report.Reason(reason), text[:MOST_TEXT]
            mine.save(update_fields=["reason", "text"])
            return mine
        if _lately(user, moment) >= MOST_AN_HOUR:
            raise TooManyReports(
                "You have reported many questions within the hour. Those are seen; send this one "
                "a little later."
            )
        try:
            with transaction.atomic():
                return Report.objects.create(
                    user=user,
                    version=version,
                    reason=Report.Reason(reason),
                    text=text[:MOST_TEXT],
                    at=moment,
                )
        except IntegrityError:
            continue  # a double click: the other request's report is there now
    raise TooManyReports("Another request of yours was quicker. Open the page again.")


def _lately(user: User, moment: datetime) -> int:
    return Report.objects.filter(user=user, at__gt=moment - timedelta(hours=1)).count()


def open_reports(question: Question) -> QuerySet[Report]:
    """Of all versions, oldest first."""
    rows = Report.objects.filter(version__question=question, state=Report.State.OPEN)
    return rows.select_related("user", "version").order_by("at")


def open_counts(courses: QuerySet[Course] | None = None) -> dict[int, int]:
    """Questions with open reports, by course: one query."""
    rows = Report.objects.filter(state=Report.State.OPEN)
    if courses is not None:
        rows = rows.filter(version__question__lesson__module__course__in=courses)
    counted = (
        rows.order_by()
        .values_list("version__question__lesson__module__course")
        .annotate(n=Count("version__question", distinct=True))
    )
    return dict(counted)


def resolve_reports(
    *, question: Question, by: User, note: str = "", now: datetime | None = None
) -> int:
    """Settles every open report of the question. Says how many those were."""
    rows = Report.objects.filter(version__question=question, state=Report.State.OPEN)
    return rows.update(
        state=Report.State.RESOLVED,
        note=note[:MOST_TEXT],
        resolved_at=now or timezone.now(),
        resolved_by=by,
    )
