"""Sessions are found while they last, and by nobody who only knows how a key looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.personas import make_course, make_person

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


def test_a_person_is_found_by_number_and_only_among_those_who_are_asked() -> None:
    one, other = make_person("one@example.org"), make_person("other@example.org")
    course = make_course()
    course.instructors.add(one)
    assert User.objects.get(pk=one.pk) == one
    assert User.objects.get(pk=str(one.pk)) == one
    assert course.instructors.get(pk=one.pk) == one
    for pk in (0, -1, other.pk + 99, 2**63):
        with pytest.raises(User.DoesNotExist):
            User.objects.get(pk=pk)
    with pytest.raises(User.DoesNotExist):
        course.instructors.get(pk=other.pk)
    with pytest.raises(User.DoesNotExist):
        User.objects.filter(name="nobody").get(pk=one.pk)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=one.pk, is_staff=True)


def test_logging_out_ends_the_session_wherever_it_is_used() -> None:
    client, key = log_in()
    assert is_known(key)
    client.logout()
    assert not is_known(key)
