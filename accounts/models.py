"""People: one user model, known by its e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.timezone import now


def validate_timezone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Write for example Europe/Berlin.")


class UserManager(BaseUserManager["User"]):
    def get(self, *args: Any, **kwargs: Any) -> User:
        """As always; but one person by their number, as every page of theirs asks for, by SQL of
        our own: Django takes longer to build it than the database to answer.

        Not among the people of a course, say: managers of such are classes made from this one.
        """
        pk = kwargs.get("pk")
        alone = type(self) is UserManager and not args and len(kwargs) == 1
        if not alone or not isinstance(pk, int) or pk > models.BigIntegerField.MAX_BIGINT:
            return super().get(*args, **kwargs)
        for found in self.raw("SELECT * FROM accounts_user WHERE id = %s", [pk]):
            return found
        raise self.model.DoesNotExist(f"There is no person {pk}.")

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=16, default="en-gb")
    timezone = models.CharField(max_length=64, default="UTC", validators=[validate_timezone])
    is_active = models.BooleanField("active", default=True)
    is_staff = models.BooleanField("may open the admin", default=False)
    date_joined = models.DateTimeField(default=now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            # Two addresses that differ in case alone are one person's.
            models.UniqueConstraint(Lower("email"), name="user_email_folded_unique"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        """The first name, or what stands before the @."""
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
