"""Enrolling: one press, and no press is lost on the way through the log-in."""

from __future__ import annotations

from django.test import Client

from accounts.models import User
from courses.models import Course, Enrolment
from tests.personas import PASSWORD, make_person, signed_in

ENROL = "/courses/lighthouses/enrol/"


def test_one_press_enrols_and_a_second_changes_nothing(course: Course) -> None:
    person = make_person("new@example.org")
    client = signed_in(person)
    for _ in range(2):
        response = client.post(ENROL)
        assert (response.status_code, response["Location"]) == (302, "/courses/lighthouses/")
    assert Enrolment.objects.filter(user=person, course=course).count() == 1
    assert "You are enrolled" in client.get("/courses/lighthouses/").content.decode()


def test_a_stranger_is_enrolled_after_logging_in(stranger_client: Client, course: Course) -> None:
    person = make_person("new@example.org")
    response = stranger_client.post(ENROL)
    assert response["Location"] == "/accounts/login/?next=/courses/lighthouses/"
    answer = stranger_client.post(
        response["Location"], {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/courses/lighthouses/"
    assert "You are enrolled" in answer.content.decode()
    assert Enrolment.objects.filter(user=person, course=course).exists()


def test_logging_in_without_the_press_enrols_nobody(
    stranger_client: Client, course: Course
) -> None:
    person = make_person("new@example.org")
    stranger_client.force_login(person)
    stranger_client.get("/courses/lighthouses/")
    assert not Enrolment.objects.filter(user=person).exists()


def test_an_address_alone_never_enrols(learner_client: Client, course: Course) -> None:
    Enrolment.objects.all().delete()
    assert learner_client.get(ENROL).status_code == 405
    assert not Enrolment.objects.exists()


def test_nobody_enrols_in_a_draft_or_in_nothing(
    learner_client: Client, stranger_client: Client, draft_course: Course
) -> None:
    for client in (learner_client, stranger_client):
        assert client.post("/courses/harbours/enrol/").status_code == 404
        assert client.post("/courses/nowhere/enrol/").status_code == 404
    assert not Enrolment.objects.filter(course=draft_course).exists()


def test_a_forged_form_is_refused(course: Course, learner: User) -> None:
    Enrolment.objects.all().delete()
    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert client.post(ENROL).status_code == 403
    assert not Enrolment.objects.exists()


def test_a_strangers_wish_counts_only_from_a_page_of_this_site(course: Course) -> None:
    own = {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}
    others = {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://other.example"}
    for headers, remembered in [*((one, True) for one in own), *((one, False) for one in others)]:
        client = Client(enforce_csrf_checks=True)
        assert client.post(ENROL, headers=headers).status_code == 302
        assert ("wants_to_enrol" in client.session) is remembered, headers
