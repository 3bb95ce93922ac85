"""Who asks."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


def person(request: HttpRequest) -> User:
    """The person who is logged in; for views behind the door."""
    if not request.user.is_authenticated:
        raise RuntimeError("This view needs login_required.")
    return request.user
