"""What Cuepoint does otherwise than allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped
    def save_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A second press on “sign up” while the first is at work leads to the log-in, not a 500."""
        try:
            with transaction.atomic():
                return super().save_user(request, *args, **kwargs)
        except IntegrityError as error:
            messages.info(request, "You have just signed up. Log in with that password.")
            raise ImmediateHttpResponse(redirect("account_login")) from error
