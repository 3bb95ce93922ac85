"""Sessions are found while they last, and by nobody who only knows how a key looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.personas import make_person

pytestmark = pytest.mark.django_db


def is_known(key: str) -> bool:
    """Whether a browser with this session is somebody; one whose session is gone forgets it."""
    client = Client()
    client.cookies["sessionid"] = key
    return client.get("/learning/").status_code == 200


def log_in() -> tuple[Client, str]:
    client = Client()
    client.force_login(make_person("somebody@example.org"))
    return client, client.cookies["sessionid"].value


def test_a_session_is_found_until_it_expires_and_by_its_very_key() -> None:
    _, key = log_in()
    assert is_known(key)
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=30))
    assert is_known(key)
    for other in (key[:-1], key.upper(), f"{key}'", "x" * 32, ""):
        assert not is_known(other), other
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_known(key)


def test_logging_out_ends_the_session_wherever_it_is_used() -> None:
    client, key = log_in()
    assert is_known(key)
    client.logout()
    assert not is_known(key)
