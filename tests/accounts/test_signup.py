"""Signing up, also when the button is pressed twice."""

from __future__ import annotations

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db
SIGNUP = "/accounts/signup/"
FIELDS = {"email": "ada@example.org", "password1": "correct-horse-9", "name": "Ada"}


def test_a_second_press_while_the_first_is_at_work_leads_to_the_log_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wait = DefaultAccountAdapter.save_user

    def first_press_wins(self: DefaultAccountAdapter, *args: object, **kwargs: object) -> object:
        """Between the form's look for the address and the write, the other request wrote it."""
        User.objects.create_user("ADA@example.org", "correct-horse-9")
        return wait(self, *args, **kwargs)

    monkeypatch.setattr(DefaultAccountAdapter, "save_user", first_press_wins)
    client = Client()
    answer = client.post(SIGNUP, FIELDS)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert "just signed up" in client.get("/accounts/login/").content.decode()


def test_signing_up_once_logs_in() -> None:
    client = Client()
    assert client.post(SIGNUP, FIELDS).status_code == 302
    assert User.objects.get().name == "Ada"
    assert client.get("/learning/").status_code == 200
