"""Roles. Everybody who signs up is a learner; the other two are groups made by a migration.

``instructor`` may open the studio and make courses; which course a person teaches is a relation of
the course. ``admin`` may open Django's admin and manage content and people there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import transaction

if TYPE_CHECKING:
    from accounts.models import User

ADMIN = "admin"
INSTRUCTOR = "instructor"
LEARNER = "learner"


@transaction.atomic
def give_role(*, user: User, role: str) -> None:
    """Puts a person into the group of ``role``; admins may open the admin pages from then on."""
    user.groups.add(Group.objects.get(name=role))
    if role == ADMIN and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])
