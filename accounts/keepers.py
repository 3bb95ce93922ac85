"""What is kept about a person: taken away as one file, and let go with the account.

Every app says for itself what it keeps, in a module that ``settings.PERSONAL_DATA`` names and that
has the functions of ``Keeper``. So this app, which the others build on, imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db import transaction

from accounts.models import User


class Keeper(Protocol):
    """The functions of an app's module that keeps something about people."""

    def data(self, user: User) -> dict[str, Any]:
        """What is kept, ready for JSON: moments as ISO 8601 in UTC, stretches in seconds."""

    def hindrances(self, user: User) -> list[str]:
        """Why the account cannot go yet, each a sentence that says what to do; mostly none."""

    def let_go(self, user: User) -> None:
        """Called in the transaction that deletes the row, before it: what must stay is counted."""


def personal_data(user: User) -> dict[str, Any]:
    """Everything that is kept about the person, by what it is."""
    found: dict[str, Any] = {}
    for keeper in _keepers():
        found |= keeper.data(user)
    return found


def hindrances(user: User) -> list[str]:
    """Why this account cannot be deleted yet; empty if it can."""
    return [reason for keeper in _keepers() for reason in keeper.hindrances(user)]


class CannotLeave(Exception):
    """The account cannot be deleted; its text says what to do first."""


@transaction.atomic
def delete_account(user: User) -> None:
    """Deletes the person with all that hangs on them; counts stay. Raises ``CannotLeave``."""
    User.objects.select_for_update().get(pk=user.pk)
    if reasons := hindrances(user):
        raise CannotLeave(" ".join(reasons))
    for keeper in _keepers():
        keeper.let_go(user)
    user.delete()


def _keepers() -> Iterator[Keeper]:
    for name in settings.PERSONAL_DATA:
        yield cast(Keeper, import_module(name))
