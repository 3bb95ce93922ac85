"""Writes of a learner's way through a course: enrolling, reading, watching, finishing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from courses.learning.intervals import Interval, union
from courses.learning.outline import CourseOutline, OutlineLesson
from courses.models import Course, Enrolment, Lesson, Progress

AGAIN = timedelta(minutes=1)
"""Within it a page that is loaded again was not left."""


def enrol(*, user: User, course: Course) -> bool:
    """Enrols the person; False if they were enrolled already."""
    _, created = Enrolment.objects.get_or_create(user=user, course=course)
    return created


def mark_seen(*, user: User, lesson: Lesson, now: datetime) -> None:
    """Notes that the person has the lesson open: one statement, whether it is new or not."""
    Progress.objects.bulk_create(
        [Progress(user=user, lesson=lesson, seen_at=now)],
        update_conflicts=True,
        unique_fields=["user", "lesson"],
        update_fields=["seen_at"],
    )


def note_seen(outline: CourseOutline, row: OutlineLesson, *, user: User, now: datetime) -> None:
    """``mark_seen``, spared where it was the lesson seen last, less than a minute ago."""
    if row.progress is None:
        mark_seen(user=user, lesson=row.lesson, now=now)
    elif outline.last_read is not row or now - row.progress.seen_at > AGAIN:
        Progress.objects.filter(pk=row.progress.pk).update(seen_at=now)


@transaction.atomic
def mark_done(*, user: User, lesson: Lesson, now: datetime, done: bool = True) -> None:
    """Marks the lesson done, or takes the mark back.

    Who finishes a lesson takes the course: they are enrolled, so that it shows on their page.
    The moment of the first finish is kept when the mark is set again.
    """
    if done:
        enrol(user=user, course=lesson.module.course)
    progress = _locked(user=user, lesson=lesson)
    progress.seen_at = now
    progress.done_at = (progress.done_at or now) if done else None
    progress.save(update_fields=["seen_at", "done_at"])


@transaction.atomic
def record_watched(
    *,
    user: User,
    lesson: Lesson,
    intervals: Sequence[Interval],
    at: int | None,
    now: datetime,
) -> Progress:
    """Adds played stretches (seconds) to what was watched; ``at`` is where to resume."""
    progress = _locked(user=user, lesson=lesson)
    progress.watched = [list(pair) for pair in union([*progress.watched, *intervals])]
    if at is not None:
        progress.read_to = at
    progress.seen_at = now
    progress.save(update_fields=["watched", "read_to", "seen_at"])
    return progress


def _locked(*, user: User, lesson: Lesson) -> Progress:
    """The row, held until the transaction ends: two tabs must not lose each other's seconds."""
    progress, _ = Progress.objects.select_for_update().get_or_create(user=user, lesson=lesson)
    return progress
