"""The bounds of an archive, as the settings give them."""

from __future__ import annotations

from django.conf import settings

from courses.importing.archives import Limits


def archive_limits() -> Limits:
    return Limits(
        files=settings.ARCHIVE_MAX_FILES,
        unpacked=settings.ARCHIVE_MAX_UNPACKED_BYTES,
        document=settings.MAX_DOCUMENT_BYTES,
        ratio=settings.ARCHIVE_MAX_RATIO,
        depth=settings.ARCHIVE_MAX_DEPTH,
    )
