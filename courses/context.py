"""What every page's header needs to know of the person."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from courses.access import teaches


def navigation(request: HttpRequest) -> dict[str, object]:
    """``user_teaches``: whether the header shows the studio (asked only where a page uses it)."""
    return {"user_teaches": SimpleLazyObject(lambda: person_teaches(request))}


def person_teaches(request: HttpRequest) -> bool:
    """Whether the studio has something for who asks; looked up once for a request."""
    found: bool | None = getattr(request, "person_teaches", None)
    if found is None:
        user = getattr(request, "user", None)
        found = user is not None and teaches(user)
        request.person_teaches = found  # type: ignore[attr-defined]
    return found
