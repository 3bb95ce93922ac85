"""Pictures from MEDIA_ROOT: covers and what instructors put into their texts."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from django.views.decorators.http import conditional_page, require_safe

PICTURES = frozenset({"image/webp", "image/png", "image/jpeg", "image/gif", "image/avif"})
HASHED = re.compile(r"[.-][0-9a-f]{12,}(-wide)?\.[a-z0-9]+\Z")
YEAR = 365 * 24 * 3600


@conditional_page
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. A name with a hash never changes what it holds, so it may be kept for a year."""
    file = _file_within(Path(settings.MEDIA_ROOT), path)
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    # Whatever is not a picture could be a page with scripts: it is saved, never shown.
    response = FileResponse(
        file.open("rb"), content_type=kind, as_attachment=kind not in PICTURES, filename=file.name
    )
    response["Last-Modified"] = http_date(file.stat().st_mtime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable" if HASHED.search(file.name) else "public, max-age=300"
    )
    return response


def _file_within(root: Path, path: str) -> Path:
    """The file that a path names, 404 if it leads out, to a folder, or to a hidden file."""
    try:
        root = root.resolve()
        file = (root / path).resolve(strict=True)
    except (OSError, ValueError) as error:  # missing, too long, or with a null byte
        raise Http404 from error
    if not file.is_relative_to(root) or not file.is_file():
        raise Http404
    if any(part.startswith(".") for part in file.relative_to(root).parts):
        raise Http404
    return file
