"""A document's new text meets a lesson that a person edited: it waits, and a person decides.

The lesson keeps what the document said when it was edited (``base_…``) and what it says now
(``incoming_…``). Accepting makes the lesson the document's again, so that later imports change it;
merging and dismissing keep it the person's, and the next new text waits once more.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.documents.reader import fold_name
from courses.importing.rewriting import clear_incoming
from courses.library.editing import write_text
from courses.library.linking import relink_names
from courses.models import Course, Lesson
from courses.pictures.owners import keep_shown

if TYPE_CHECKING:
    from accounts.models import User


class NothingWaits(Exception):
    """It was decided before."""


class ChangedMeanwhile(Exception):
    """One of the two texts is not the one that the person saw."""


def seen(lesson: Lesson) -> str:
    """Changes with either text: a decision is on what was seen."""
    texts = (lesson.heading, lesson.source, lesson.incoming_heading, lesson.incoming_source)
    return sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()[:16]


@transaction.atomic
def accept_incoming(*, lesson: Lesson, stamp: str) -> Lesson:
    """The document's text replaces the person's. Raises NothingWaits and ChangedMeanwhile."""
    lesson = _waiting(lesson, stamp)
    heading, source = lesson.incoming_heading, lesson.incoming_source
    lesson.base_heading = lesson.base_source = ""
    lesson.edited_at = lesson.edited_by = None
    _write(lesson, heading, source)
    return lesson


@transaction.atomic
def merge_incoming(*, lesson: Lesson, stamp: str, heading: str, source: str, by: User) -> Lesson:
    """The person's new text replaces both. Raises NothingWaits and ChangedMeanwhile."""
    lesson = _waiting(lesson, stamp)
    lesson.base_heading, lesson.base_source = lesson.incoming_heading, lesson.incoming_source
    lesson.edited_at, lesson.edited_by = timezone.now(), by
    _write(lesson, heading, source)
    keep_shown(course=lesson.module.course, html=lesson.html, by=by)
    return lesson


@transaction.atomic
def dismiss_incoming(*, lesson: Lesson, stamp: str) -> Lesson:
    """The person's text stands. Raises NothingWaits and ChangedMeanwhile."""
    lesson = _waiting(lesson, stamp)
    lesson.base_heading, lesson.base_source = lesson.incoming_heading, lesson.incoming_source
    clear_incoming(lesson)
    lesson.save()
    return lesson


def _waiting(lesson: Lesson, stamp: str) -> Lesson:
    """The locked row, if something waits for it and both texts are those that were seen."""
    Course.objects.select_for_update().get(modules__lessons=lesson)
    lesson = (
        Lesson.objects.select_for_update(of=("self",))
        .select_related("module__course", "module__video")
        .get(pk=lesson.pk)
    )
    if lesson.incoming_at is None:
        raise NothingWaits
    if seen(lesson) != stamp:
        raise ChangedMeanwhile
    return lesson


def _write(lesson: Lesson, heading: str, source: str) -> None:
    clear_incoming(lesson)
    names = {lesson.folded_heading}
    lesson.heading, lesson.source = heading, source
    lesson.folded_heading = "" if lesson.is_intro else fold_name(heading)[:300]
    names.add(lesson.folded_heading)
    write_text(lesson)
    if len(names) > 1:
        relink_names(names - {""})
