"""Requests that cannot be read at all."""

from __future__ import annotations

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded"


@pytest.mark.django_db
def test_a_form_in_an_unreadable_encoding_gets_a_page_and_no_traceback() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get("/accounts/login/")  # for the cookie: only then is the form read
    answer = strict.post("/accounts/login/", b"a=b", content_type=f"{FORM}; charset=utf-7")
    assert answer.status_code == 400
    assert "makes no sense" in answer.content.decode()


@pytest.mark.django_db
def test_too_many_fields_get_the_same_page() -> None:
    answer = Client().post("/accounts/login/", {f"field-{number}": "" for number in range(1500)})
    assert answer.status_code == 400
    assert "makes no sense" in answer.content.decode()


def test_a_host_that_is_not_ours_gets_it_too() -> None:
    assert Client().get("/", headers={"host": "elsewhere.example"}).status_code == 400
