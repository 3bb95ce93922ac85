"""What this app keeps about a person: see ``accounts.keepers``."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress

from accounts.models import User

NOBODY_LEFT = "You are the only admin. Make somebody else one first, or nobody could run the site."


def data(user: User) -> dict[str, Any]:
    return {
        "person": {
            "email": user.email,
            "name": user.name,
            "language": user.language,
            "time_zone": user.timezone,
            "joined": user.date_joined.isoformat(),
            "last_log_in": user.last_login.isoformat() if user.last_login else None,
            "roles": sorted(user.groups.values_list("name", flat=True)),
        },
        "email_addresses": [
            {"email": one.email, "confirmed": one.verified, "main": one.primary}
            for one in EmailAddress.objects.filter(user=user).order_by("email")
        ],
    }


def hindrances(user: User) -> list[str]:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return [NOBODY_LEFT] if user.is_superuser and not others.exists() else []


def let_go(user: User) -> None:
    """Other devices are logged out by the row's going; nothing else of this app outlives it."""
