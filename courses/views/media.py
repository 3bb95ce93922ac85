"""Pictures from MEDIA_ROOT: covers and what instructors put into their texts.

Those of drafts are shown to whoever may read the draft, and look to everybody else as if they were
not there. What a published course shows may be kept by browsers and proxies.
"""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

from courses.access import teaches
from courses.pictures.owners import courses_of

PICTURES = frozenset({"image/webp", "image/png", "image/jpeg", "image/gif", "image/avif"})
HASHED = re.compile(r"[.-][0-9a-f]{12,}(-wide)?\.[a-z0-9]+\Z")
YEAR = 365 * 24 * 3600
SHORTLY = 300


@conditional_page
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. A name with a hash never changes what it holds, so it may be kept for a year."""
    file, name = _file_within(Path(settings.MEDIA_ROOT), path)
    public = _is_public(request, name)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    # Whatever is not a picture could be a page with scripts: it is saved, never shown.
    response = FileResponse(
        file.open("rb"), content_type=kind, as_attachment=kind not in PICTURES, filename=file.name
    )
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if not public:
        response["Cache-Control"] = f"private, max-age={SHORTLY}"
    elif HASHED.search(file.name):
        response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    else:
        response["Cache-Control"] = f"public, max-age={SHORTLY}"
    return response


def _is_public(request: HttpRequest, name: str) -> bool:
    """Whether everybody may see the file; 404 if this person may not. One query for a public one.

    What is no course's (a picture just put into a text, a course that was deleted) is for teachers.
    """
    courses = courses_of(name)
    if courses.published().exists():
        return True
    if not request.user.is_authenticated:
        raise Http404
    if not courses.visible_to(request.user).exists() and (
        courses.exists() or not teaches(request.user)
    ):
        raise Http404
    return False


def _file_within(root: Path, path: str) -> tuple[Path, str]:
    """The file that a path names, and its path beneath the root.

    404 if it leads out, to a folder, or to a hidden file.
    """
    try:
        root = root.resolve()
        file = (root / path).resolve(strict=True)
    except (OSError, ValueError) as error:  # missing, too long, or with a null byte
        raise Http404 from error
    if not file.is_relative_to(root) or not file.is_file():
        raise Http404
    inside = file.relative_to(root)
    if any(part.startswith(".") for part in inside.parts):
        raise Http404
    return file, inside.as_posix()
