"""What every page's header needs to know of the person."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from courses.access import teaches


def navigation(request: HttpRequest) -> dict[str, object]:
    """``user_teaches``: whether the header shows the studio (asked only where a page uses it)."""
    user = getattr(request, "user", None)
    return {"user_teaches": SimpleLazyObject(lambda: user is not None and teaches(user))}
