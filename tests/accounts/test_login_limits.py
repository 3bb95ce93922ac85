"""Guessing passwords is slow work, at either door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from tests.personas import PASSWORD, make_person

pytestmark = pytest.mark.django_db
SITE, ADMIN = "/accounts/login/", "/admin/login/"


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def knock(door: str, password: str) -> int:
    fields = {"login": "ada@example.org", "username": "ada@example.org", "password": password}
    return Client().post(door, fields).status_code


@pytest.mark.parametrize("door", [SITE, ADMIN])
def test_after_some_wrong_passwords_the_right_one_must_wait_at_both_doors(door: str) -> None:
    make_person("ada@example.org", role="admin")
    for guess in range(5):
        assert knock(door, f"guess-{guess}") == 200
    assert knock(ADMIN, PASSWORD) == 200
    assert knock(SITE, PASSWORD) == 200


def test_who_comes_in_uses_up_nothing() -> None:
    make_person("ada@example.org", role="admin")
    assert [knock(ADMIN, PASSWORD) for _ in range(8)] == [302] * 8


def test_an_admin_comes_in_after_some_slips() -> None:
    make_person("ada@example.org", role="admin")
    assert [knock(ADMIN, "slip") for _ in range(3)] == [200] * 3
    assert knock(ADMIN, PASSWORD) == 302
