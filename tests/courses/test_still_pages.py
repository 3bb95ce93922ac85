"""Pages that are the same for everybody, and cost the database nothing."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.conftest import QueryCount

# Marked, so that they run before the tests that empty the database, its roles included.
pytestmark = pytest.mark.django_db
PAGES = ["about", "keys", "accessibility", "privacy"]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_read_them_without_a_query(
    name: str, stranger_client: Client, query_count: QueryCount
) -> None:
    path = reverse(f"courses:{name}")
    assert query_count(stranger_client, path) == 0
    page = stranger_client.get(path).text
    assert page.count("<h1") == 1
    assert " style=" not in page


@pytest.mark.parametrize("persona", ["learner_client", "instructor_client", "admin_client"])
def test_people_read_them_too(persona: str, request: pytest.FixtureRequest) -> None:
    client: Client = request.getfixturevalue(persona)
    for name in PAGES:
        assert client.get(reverse(f"courses:{name}")).status_code == 200


def test_the_style_guide_is_there_while_developing_only(
    stranger_client: Client, rf: RequestFactory
) -> None:
    assert stranger_client.get("/styleguide/").status_code == 404
    assert "<h1" in render_to_string("styleguide.html", request=rf.get("/styleguide/"))
