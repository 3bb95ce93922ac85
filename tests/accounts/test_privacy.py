"""What is made for one person is kept by no cache on the way."""

from __future__ import annotations

import pytest
from django.test import Client

from quizzes.models import Quiz

pytestmark = pytest.mark.django_db


def test_pages_of_a_person_are_private(learner_client: Client, quiz: Quiz) -> None:
    for path in ("/accounts/profile/", "/learning/", quiz.get_absolute_url()):
        assert "private" in learner_client.get(path)["Cache-Control"], path


def test_pages_of_strangers_are_not_marked(stranger_client: Client) -> None:
    assert "private" not in stranger_client.get("/privacy/").get("Cache-Control", "")
