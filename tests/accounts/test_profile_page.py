"""One's own account: name and time zone."""

from __future__ import annotations

from django.test import Client

from accounts.models import User

PROFILE = "/accounts/profile/"


def test_strangers_log_in_first(stranger_client: Client) -> None:
    assert stranger_client.get(PROFILE)["Location"] == f"/accounts/login/?next={PROFILE}"


def test_a_person_changes_name_and_time_zone(learner_client: Client, learner: User) -> None:
    assert learner.email in learner_client.get(PROFILE).content.decode()
    response = learner_client.post(PROFILE, {"name": "Lena L.", "timezone": "Asia/Tokyo"})
    assert response["Location"] == PROFILE
    learner.refresh_from_db()
    assert (learner.name, learner.timezone) == ("Lena L.", "Asia/Tokyo")


def test_an_unknown_time_zone_is_explained(learner_client: Client, learner: User) -> None:
    response = learner_client.post(PROFILE, {"name": "Lena", "timezone": "Middle/Earth"})
    assert response.status_code == 200
    assert "is not a time zone" in response.content.decode()
    learner.refresh_from_db()
    assert learner.timezone == "UTC"


def test_nothing_else_can_be_changed_there(learner_client: Client, learner: User) -> None:
    learner_client.post(
        PROFILE, {"name": "L", "timezone": "UTC", "is_staff": "1", "email": "x@example.org"}
    )
    learner.refresh_from_db()
    assert not learner.is_staff
    assert learner.email == "lena@example.org"
