"""Versions with their options, kept in the process while the content stamp stays.

Every attempt at a quiz asks the same versions, and a version never changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from config.stamp import stamp_word, trusted_stamp
from courses.learning.kept import Shelf
from quizzes.models import Attempt, Choice, Response, Version

VERSIONS: Shelf[Version] = Shelf(3_000)
"""By id. One takes about 8 kB with its question, fact and options."""
MISSING = object()
MOST_FRAGMENTS = 48
"""Texts of about 600 bytes that are kept of one version. Each option is told in two ways at every
letter and at every place of its question: practice alone would make hundreds of them."""


@dataclass
class Kept:
    """What templates made of a version: see ``courses.templatetags.kept``."""

    fragments: dict[Any, Any] = field(default_factory=dict)
    most_fragments: int = MOST_FRAGMENTS


def kept_of(version: Version) -> Kept:
    """Lives as long as the version's object does."""
    kept: Kept | None = getattr(version, "kept", None)
    if kept is None:
        kept = Kept()
        version.kept = kept  # type: ignore[attr-defined]
    return kept


def stamp_for(attempt: Attempt) -> str:
    """The stamp that was read beside the attempt (quizzes.access), else as it is now: a query."""
    found: object = getattr(attempt, "content_stamp", MISSING)
    return trusted_stamp() if found is MISSING else stamp_word(found)


RESPONSES = "SELECT * FROM quizzes_response WHERE attempt_id = %s ORDER BY position"


def responses_of(attempt: Attempt) -> list[Response]:
    """The attempt's responses in order, each with its version, question, fact and options.

    At most three queries and the stamp's; the first is written as SQL, for Django takes twice as
    long to build it as to run it. The versions belong to all requests, and come without the
    generator's record of checks.
    """
    stamp = stamp_for(attempt)
    rows = list(Response.objects.raw(RESPONSES, [attempt.pk]))
    for row in rows:
        row.attempt = attempt
    return put_versions(rows, stamp)


def put_versions(rows: list[Response], stamp: str) -> list[Response]:
    """Puts their versions into the rows; the ``stamp`` was read before them."""
    found = {row.version_id: VERSIONS.find(row.version_id, stamp) for row in rows}
    missing = [pk for pk, version in found.items() if version is None]
    if missing:
        choices = Prefetch("choices", Choice.objects.order_by("position"))
        read = Version.objects.filter(pk__in=missing).defer("checks")
        for version in read.select_related("question__fact").prefetch_related(choices):
            VERSIONS.put(version.pk, stamp, version)
            found[version.pk] = version
    for row in rows:
        own = found[row.version_id]
        if own is not None:
            row.version = own
    return rows
